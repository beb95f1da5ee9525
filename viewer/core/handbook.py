"""The program's handbook, lent to an atlas that was written without it."""

from viewer.core.atlas import Atlas
from viewer.core.section import Block, Run, Section, Style

PART = "handbook"
_LED = frozenset({Style.MENTION, Style.TERM, Style.SECTION_LINK, Style.CITATION})


def with_handbook(atlas: Atlas, lender: Atlas) -> Atlas:
    """Give the same atlas with the chapters of another's handbook, which lead nowhere but to each other.

    One that has any of these chapters already has them all, as its author wanted them: it is given back.
    """
    lent = {id_: section for id_, section in lender.sections.items() if section.part == PART}
    if lent.keys() & atlas.sections.keys():
        return atlas
    chapters = {id_: _alone(section, lent) for id_, section in lent.items()}
    return atlas._replace(sections={**atlas.sections, **chapters})


def _alone(section: Section, lent: dict[str, Section]) -> Section:
    blocks = [
        Block(block.kind, _plain(block.runs, lent), tuple(_plain(cell, lent) for cell in block.cells))
        for block in section.blocks
    ]
    return section._replace(about=(), blocks=blocks, mentions=(), sources=())


def _plain(runs: tuple[Run, ...], lent: dict[str, Section]) -> tuple[Run, ...]:
    """Take away what leads to something that the atlas does not have."""
    return tuple(
        run._replace(style=Style.TEXT, target="")
        if run.style in _LED and not (run.style is Style.SECTION_LINK and run.target in lent)
        else run
        for run in runs
    )

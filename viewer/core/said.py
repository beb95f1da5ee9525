"""What the sections say of two structures: the statement that tells of both, or the first about each."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from viewer.core.atlas import Atlas
from viewer.core.section import Block, Run, Section, Status, Style
from viewer.core.structure import StructureId

_ENDS = (".", "?", "!", "”", ")")


class Said(NamedTuple):
    """One statement: its words, how sure it is, the keys of its sources, and the section that it is from."""

    words: str
    status: Status
    sources: tuple[str, ...]
    section: str


class _Statement(NamedTuple):
    said: Said
    mentions: frozenset[str]


def said_of_both(atlas: Atlas, one: StructureId, other: StructureId) -> Said | None:
    """Give the first statement that names both, from a section about both if there is one, else either."""
    about = [section for section in _sections(atlas) if _is_about(section, one) or _is_about(section, other)]
    found = [
        statement.said
        for section in sorted(about, key=lambda each: not (_is_about(each, one) and _is_about(each, other)))
        for statement in _statements(section)
        if {one, other} <= statement.mentions
    ]
    return found[0] if found else None


def said_of(atlas: Atlas, structure: StructureId, not_of: StructureId) -> Said | None:
    """Give the first statement that names a structure, and not the other, of a section about it."""
    for section in _sections(atlas):
        if _is_about(section, structure):
            for statement in _statements(section):
                if structure in statement.mentions and not_of not in statement.mentions:
                    return statement.said
    return None


def _sections(atlas: Atlas) -> Iterator[Section]:
    """Give the sections that tell what holds everywhere, in the order in which they are read."""
    told = (section for section in atlas.sections.values() if section.part in ("article", "clinical"))
    return iter(sorted(told, key=lambda section: section.order))


def _is_about(section: Section, structure: StructureId) -> bool:
    return any(address.structure == structure for address in section.about)


def _statements(section: Section) -> Iterator[_Statement]:
    for block in section.blocks:
        if block.kind in ("p", "li"):
            yield from _in_block(block, section.id)


def _in_block(block: Block, section: str) -> Iterator[_Statement]:
    """Part a paragraph where its sources stand after a whole sentence; what no source follows is left out."""
    runs: list[Run] = []
    for run in block.runs:
        runs.append(run)
        if run.style is Style.CITATION and _words(runs).endswith(_ENDS):
            yield _statement(runs, section)
            runs = []


def _words(runs: Iterable[Run]) -> str:
    return " ".join("".join(run.text for run in runs).split())


def _statement(runs: Iterable[Run], section: str) -> _Statement:
    told = tuple(runs)
    cited = [run for run in told if run.style is Style.CITATION]
    # A sentence is no surer than the least sure part of it.
    doubts = {run.status for run in told}
    status = next((one for one in (Status.DISPUTED, Status.USUAL) if one in doubts), Status.PLAIN)
    keys = dict.fromkeys(key for run in cited for key in run.target.split(";") if key)
    mentions = frozenset(run.target.partition(".")[0] for run in told if run.style is Style.MENTION)
    return _Statement(Said(_words(told), status, tuple(keys), section), mentions)

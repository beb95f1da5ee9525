"""The atlas folder -> :class:`Atlas`, or every fault in it at once."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from viewer.core.atlas import Atlas
from viewer.core.bibliography import FILE as SOURCES
from viewer.core.bibliography import read_sources
from viewer.core.checking import check_content
from viewer.core.collecting import without_collecting
from viewer.core.content_files import (
    ATLAS,
    Heading,
    Lines,
    read_conditions,
    read_drainage,
    read_heading,
    read_structures,
    read_terms,
    read_variants,
)
from viewer.core.errors import ContentError, Fault
from viewer.core.faults import FaultList
from viewer.core.files import AtlasFiles
from viewer.core.markdown import Passage, read_section
from viewer.core.plate import Plate
from viewer.core.plate_file import read_plate
from viewer.core.section import Source

PlateReader = Callable[..., Plate | None]
"""What :func:`read_plate` does, e.g. with a memory for what was read before."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much an atlas holds; ``statements`` counts what a source stands behind."""

    structures: int = 0
    plates: int = 0
    regions: int = 0
    sections: int = 0
    words: int = 0
    statements: int = 0
    sources_cited: int = 0
    edges: int = 0
    conditions: int = 0
    variants: int = 0
    terms: int = 0

    def __str__(self) -> str:
        """Give the one line that ``check`` prints."""
        words = []
        for name in type(self).__slots__:
            count, word = getattr(self, name), name.replace("_", " ")
            words.append(f"{count:,} {word.removesuffix('s') if count == 1 else word}")
        return ", ".join(words)


def load_atlas(folder: Path, language: str = "en", plate_reader: PlateReader = read_plate) -> Atlas:
    """Read the atlas in ``folder``, its text in ``language``.

    :raises ContentError: with all faults, if there is one.
    """
    atlas, faults, _counts = check_atlas(folder, language, plate_reader)
    if atlas is None or faults:
        raise ContentError(faults)
    return atlas


def check_atlas(
    folder: Path, language: str = "en", plate_reader: PlateReader = read_plate
) -> tuple[Atlas | None, list[Fault], Counts]:
    """Read and prove an atlas; give it as far as it could be read, its faults, and what it holds."""
    faults = FaultList()
    if not folder.is_dir():
        faults.add(ATLAS, 0, f"There is no folder “{folder.name}”. Give the folder that holds {ATLAS}.")
        return None, faults.listed(), Counts()
    files = AtlasFiles(folder, faults)
    if not files.exists(ATLAS):
        faults.add(
            ATLAS,
            0,
            "The file is missing, so this folder is no atlas. Give the folder that holds it, or begin "
            "an atlas: spinal-vein-viewer new FOLDER.",
        )
        return None, faults.listed(), Counts()
    heading = read_heading(files)
    if heading is None:
        return None, faults.listed(), Counts()
    if language not in heading.languages:
        known = ", ".join(heading.languages)
        faults.add(
            ATLAS,
            heading.lines.get("languages", 0),
            f"The atlas has no text in “{language}”; it has {known}.",
        )
    with without_collecting():
        return _read(files, heading, language, plate_reader)


def _read(
    files: AtlasFiles, heading: Heading, language: str, plate_reader: PlateReader
) -> tuple[Atlas, list[Fault], Counts]:
    lines: dict[str, Lines] = {}
    structures, lines["structure"] = read_structures(files, heading)
    edges, stages, lines["edge"], lines["stage"] = read_drainage(files)
    conditions, lines["condition"] = read_conditions(files)
    variant_groups, variants, lines["group"], lines["variant"] = read_variants(files)
    terms, lines["term"] = read_terms(files, language)
    passages = _passages(files, language)
    text = files.text(SOURCES)
    sources = _in_order_of_citing(read_sources(text, files.faults) if text is not None else {}, passages)
    plates: dict[str, Plate] = {}
    for name in heading.plates:
        plate = plate_reader(name, files, structures, heading.layers, heading.level_kinds, heading.levels)
        if plate is not None:
            plates[name] = plate
    atlas = Atlas(
        heading.id, heading.title, heading.version, heading.licence, heading.disclaimer,
        heading.disclaimer_short, heading.credits, language, heading.languages, heading.levels, heading.heart,
        heading.kinds, heading.layers, heading.level_kinds, structures, plates,
        {passage.section.id: passage.section for passage in passages}, terms, sources, tuple(edges),
        conditions, tuple(stages), variant_groups, variants, heading.alike,
    )  # fmt: skip
    told = files.names(f"text/{language}", ".md")
    whole = len(plates) == len(heading.plates) and len(passages) == len(told)
    lines["atlas"] = {"": heading.lines}
    check_content(atlas, passages, lines, files, whole)
    return atlas, files.faults.listed(), _counts(atlas, passages)


def _passages(files: AtlasFiles, language: str) -> list[Passage]:
    """Read all sections, in their order; an id that two files have is a fault."""
    passages: dict[str, Passage] = {}
    for name in files.names(f"text/{language}", ".md"):
        text = files.text(name)
        passage = read_section(text, name, files.faults) if text is not None else None
        if passage is None:
            continue
        first = passages.setdefault(passage.section.id, passage)
        if first is not passage:
            files.faults.add(
                name,
                0,
                f"The section “{passage.section.id}” is {first.section.file} too. Rename one of the files.",
            )
    return sorted(passages.values(), key=lambda passage: (passage.section.order, passage.section.id))


def _in_order_of_citing(sources: dict[str, Source], passages: list[Passage]) -> dict[str, Source]:
    """Number the sources as a reader meets them; those that no section cites follow."""
    cited = dict.fromkeys(key for passage in passages for key in passage.section.sources if key in sources)
    keys = [*cited, *(key for key in sources if key not in cited)]
    return {key: sources[key]._replace(number=number) for number, key in enumerate(keys, 1)}


def _counts(atlas: Atlas, passages: list[Passage]) -> Counts:
    cited = {key for section in atlas.sections.values() for key in section.sources}
    cited.update(key for structure in atlas.structures.values() for key in structure.sources)
    cited.update(key for edge in atlas.edges for key in edge.sources)
    return Counts(
        len(atlas.structures), len(atlas.plates), sum(len(plate.regions) for plate in atlas.plates.values()),
        len(atlas.sections), sum(len(section.text.split()) for section in atlas.sections.values()),
        sum(passage.statements for passage in passages), len(cited & atlas.sources.keys()), len(atlas.edges),
        len(atlas.conditions), len(atlas.variants), len(atlas.terms),
    )  # fmt: skip

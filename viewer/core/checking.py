"""What an atlas's files say of each other: every name leads somewhere, and nothing is left out."""

from collections.abc import Mapping

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.checker import Checker
from viewer.core.content_files import STRUCTURES, Lines, glossary_file
from viewer.core.files import AtlasFiles
from viewer.core.flow_checks import check_flow
from viewer.core.markdown import Passage
from viewer.core.plate_checks import check_plates
from viewer.core.section import Style
from viewer.core.structure import Structure, StructureId


class _Content(Checker):
    def __init__(
        self, atlas: Atlas, passages: list[Passage], lines: Mapping[str, Lines], files: AtlasFiles
    ) -> None:
        super().__init__(atlas, lines, files)
        self.passages = passages
        self.drawn: set[str] = {
            region.address.structure for plate in atlas.plates.values() for region in plate.regions
        }
        self.told: set[str] = set()
        self.whole = True

    # Structures

    def structures(self) -> None:
        """Parents and sources resolve; no structure is its own ancestor."""
        for name, structure in self.atlas.structures.items():
            if structure.parent is not None:
                line = self.at("structure", name, "parent")
                if self.known(structure.parent, self.atlas.structures, "structure", STRUCTURES, line):
                    self._no_circle(structure, line)
            for key in structure.sources:
                line = self.at("structure", name, "sources")
                self.known(key, self.atlas.sources, "source", STRUCTURES, line)

    def _no_circle(self, structure: Structure, line: int) -> None:
        seen = {structure.id}
        parent = structure.parent
        while parent is not None and parent in self.atlas.structures:
            if parent in seen:
                self.faults.add(STRUCTURES, line, f"“{structure.id}” is its own ancestor. Mend its parent.")
                return
            seen.add(parent)
            parent = self.atlas.structures[parent].parent

    def coverage(self) -> None:
        """Every structure is drawn and told of, or says why not; and does not say so in vain."""
        shown = self.with_ancestors(self.drawn)
        for name, structure in self.atlas.structures.items():
            line = self.at("structure", name)
            if name not in shown and not structure.undrawn and self.whole:
                self.faults.add(
                    STRUCTURES, line, f'No plate draws “{name}”. Draw it, or say why not: undrawn = "…".'
                )
            elif name in self.drawn and structure.undrawn:
                line = self.at("structure", name, "undrawn")
                self.faults.add(STRUCTURES, line, f"“{name}” is drawn, yet says why not. Take “undrawn” out.")
            if name not in self.told and not structure.untold and self.whole:
                self.faults.add(
                    STRUCTURES,
                    line,
                    f'No section tells of “{name}”. Mention it, or say why not: untold = "…".',
                )
            elif name in self.told and structure.untold:
                line = self.at("structure", name, "untold")
                self.faults.add(STRUCTURES, line, f"A section tells of “{name}”. Take “untold” out.")

    # Text

    def text(self) -> None:
        """Mentions, citations, terms and links between sections resolve."""
        names: dict[Style, tuple[Mapping[str, object], str]] = {
            Style.CITATION: (self.atlas.sources, "source"),
            Style.TERM: (self.atlas.terms, "term in the glossary"),
            Style.SECTION_LINK: (self.atlas.sections, "section"),
        }
        if not self.passages:
            self.faults.add(f"text/{self.atlas.language}", 0, "There is no text. Add a file of Markdown.")
        for passage in self.passages:
            section = passage.section
            if section.levels:
                self.levels(section.levels, section.file, 1)
            for address in section.about:
                self.address(address, section.file, 1)
                self.told.add(address.structure)
            for reference in passage.references:
                if reference.address is not None:
                    self.address(reference.address, section.file, reference.line)
                    self.told.add(reference.address.structure)
                else:
                    known, what = names[reference.style]
                    self.known(reference.target, known, what, section.file, reference.line)
        file = glossary_file(self.atlas.language)
        for term in self.atlas.terms.values():
            for name in term.structures:
                line = self.at("term", term.id, "structures")
                self.address(Address(StructureId(name)), file, line)


def check_content(
    atlas: Atlas,
    passages: list[Passage],
    lines: Mapping[str, Lines],
    files: AtlasFiles,
    whole: bool,
) -> None:
    """Tell the faults of ``files`` whatever in ``atlas`` leads nowhere, is left out or contradicts itself.

    Where a file could not be read (``whole`` is false) nothing is said of what may stand in it.
    """
    checker = _Content(atlas, passages, lines, files)
    checker.whole = whole
    if not atlas.structures:
        return
    checker.structures()
    checker.text()
    check_plates(checker)
    check_flow(checker)
    checker.coverage()

"""What an atlas's files say of each other: every name leads somewhere, and nothing is left out."""

from collections.abc import Iterable, Mapping

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.content_files import ATLAS, CONDITIONS, DRAINAGE, STRUCTURES, Lines, glossary_file
from viewer.core.faults import FaultList, hint
from viewer.core.markdown import Passage
from viewer.core.section import Style
from viewer.core.stretches import levels_in
from viewer.core.structure import Structure, StructureId

VEINS = "veins"
"""The layer from whose structures blood must find the heart."""


class _Checker:
    def __init__(
        self, atlas: Atlas, passages: list[Passage], lines: Mapping[str, Lines], faults: FaultList
    ) -> None:
        self.atlas = atlas
        self.passages = passages
        self.lines = lines
        self.faults = faults
        self.drawn: set[str] = {
            region.address.structure for plate in atlas.plates.values() for region in plate.regions
        }
        self.told: set[str] = set()
        self.whole = True

    def at(self, kind: str, name: str, key: str = "") -> int:
        """Give the line of a key of the thing called ``name``, or of the thing."""
        lines = self.lines.get(kind, {}).get(name, {})
        return lines.get(key, lines.get("", 0))

    def address(self, address: Address, file: str, line: int) -> None:
        """See that an address names a structure, and a side and level that it can have."""
        structure = self.atlas.structures.get(address.structure)
        if structure is None:
            remedy = hint(address.structure, self.atlas.structures) or f" Add it to {STRUCTURES}."
            self.faults.add(file, line, f"No structure is called “{address.structure}”.{remedy}")
        elif address.level and address.level not in self.atlas.levels:
            remedy = hint(address.level, self.atlas.levels)
            self.faults.add(file, line, f"“{address}”: the atlas has no level “{address.level}”.{remedy}")

    def known(self, name: str, names: Iterable[str], what: str, file: str, line: int) -> bool:
        """See that ``name`` is one of ``names``."""
        known = names if isinstance(names, Mapping) else tuple(names)
        if name in known or (known is self.atlas.sources and not known):
            return True
        remedy = hint(name, known) or " Add it, or take this out."
        self.faults.add(file, line, f"There is no {what} “{name}”.{remedy}")
        return False

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
        shown = self._with_ancestors(self.drawn)
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

    def _with_ancestors(self, names: set[str]) -> set[str]:
        result: set[str] = set()
        for name in names:
            here: StructureId | None = StructureId(name)
            while here is not None and here not in result and here in self.atlas.structures:
                result.add(here)
                here = self.atlas.structures[here].parent
        return result

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

    # Plates

    def wishes(self) -> None:
        """Label wishes name what their plate shows."""
        for plate in self.atlas.plates.values():
            shown = {region.address.structure for region in plate.regions}
            file = f"plates/{plate.id}.toml"
            for wish in plate.wishes:
                self.address(wish.address, file, 0)
                if wish.address.structure not in shown and wish.address.structure in self.atlas.structures:
                    self.faults.add(
                        file, 0, f"The label “{wish.address}” has nothing to point at. Draw it first."
                    )

    # Drainage

    def drainage(self) -> None:
        """Edges resolve, conditions resolve, and from every vein blood finds the heart."""
        heart = self.atlas.heart
        line = self.lines["atlas"][""].get("heart", 0)
        self.known(heart, self.atlas.structures, "structure", ATLAS, line)
        for edge in self.atlas.edges:
            for key, address in (("from", edge.start), ("to", edge.end)):
                if address.structure:
                    self.address(address, DRAINAGE, self.at("edge", edge.id, key))
            for source in edge.sources:
                self.known(
                    source, self.atlas.sources, "source", DRAINAGE, self.at("edge", edge.id, "sources")
                )
            self._levels(edge.levels, DRAINAGE, self.at("edge", edge.id, "levels"))
        self._conditions()
        self._to_the_heart()

    def _levels(self, levels: str, file: str, line: int) -> None:
        try:
            levels_in(levels, self.atlas.levels)
        except ValueError as error:
            wanted = ", ".join(sorted({level.rstrip("0123456789") for level in self.atlas.levels}))
            self.faults.add(
                file, line, f"“{error}” is no level: write “all”, {wanted}, one level, or a stretch “T4-T8”."
            )

    def _conditions(self) -> None:
        edges = {edge.id for edge in self.atlas.edges}
        for condition in self.atlas.conditions.values():
            for address in condition.involves:
                self.address(address, CONDITIONS, self.at("condition", condition.id, "involves"))
            for key, names in (("blocks", condition.blocks), ("reverses", condition.reverses)):
                for name in names:
                    if name.partition(".")[0] not in self.atlas.structures:
                        known = (*edges, *self.atlas.structures)
                        line = self.at("condition", condition.id, key)
                        self.known(name, known, "edge or structure", CONDITIONS, line)
            for level in condition.levels:
                self._levels(level, CONDITIONS, self.at("condition", condition.id, "levels"))
            line = self.at("condition", condition.id, "section")
            if condition.section:
                self.known(condition.section, self.atlas.sections, "section", CONDITIONS, line)

    def _to_the_heart(self) -> None:
        """Walk up from the heart; a group or part without edges of its own goes the way of its kin."""
        if not self.atlas.edges:
            return
        upstream: dict[str, set[str]] = {}
        ends: set[str] = set()
        for edge in self.atlas.edges:
            start, end = edge.start.structure, edge.end.structure
            ends.update((start, end))
            upstream.setdefault(end, set()).add(start)
            if edge.either:
                upstream.setdefault(start, set()).add(end)
        reached = {str(self.atlas.heart)}
        pending = list(reached)
        while pending:
            fresh = upstream.get(pending.pop(), set()) - reached
            reached |= fresh
            pending += fresh
        kin = self._with_ancestors(reached)
        for name, structure in self.atlas.structures.items():
            kind = self.atlas.kinds.get(structure.kind)
            if kind is None or kind.layer != VEINS or name in reached:
                continue
            if name not in ends and (name in kin or self._ancestors(structure) & reached):
                continue
            line = self.at("structure", name)
            self.faults.add(
                STRUCTURES,
                line,
                f"From “{name}” no edge leads to “{self.atlas.heart}”. Add the way to {DRAINAGE}.",
            )

    def _ancestors(self, structure: Structure) -> set[str]:
        result: set[str] = set()
        parent = structure.parent
        while parent is not None and parent not in result and parent in self.atlas.structures:
            result.add(parent)
            parent = self.atlas.structures[parent].parent
        return result


def check_content(
    atlas: Atlas,
    passages: list[Passage],
    lines: Mapping[str, Lines],
    heading_lines: dict[str, int],
    faults: FaultList,
    whole: bool,
) -> None:
    """Tell ``faults`` whatever in ``atlas`` leads nowhere, is left out or contradicts itself.

    Where a file could not be read (``whole`` is false) nothing is said of what may stand in it.
    """
    checker = _Checker(atlas, passages, {**lines, "atlas": {"": heading_lines}}, faults)
    checker.whole = whole
    if not atlas.structures:
        return
    checker.structures()
    checker.text()
    checker.wishes()
    checker.drainage()
    checker.coverage()

"""Checker: what the checks of an atlas share: where things stand, and what a name must lead to."""

import re
from collections.abc import Iterable, Mapping

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.content_files import STRUCTURES, Lines
from viewer.core.faults import hint
from viewer.core.files import AtlasFiles
from viewer.core.stretches import levels_in
from viewer.core.structure import Structure, StructureId

VEINS = "veins"
"""The layer from whose structures blood must find the heart."""


class Checker:
    """An atlas with its files and lines, and the faults that are found in it."""

    def __init__(self, atlas: Atlas, lines: Mapping[str, Lines], files: AtlasFiles) -> None:
        """Take what is to be checked."""
        self.atlas = atlas
        self.lines = lines
        self.files = files
        self.faults = files.faults

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

    def levels(self, levels: str, file: str, line: int) -> None:
        """See that a text names levels."""
        try:
            levels_in(levels, self.atlas.levels)
        except ValueError as error:
            wanted = ", ".join(sorted({level.rstrip("0123456789") for level in self.atlas.levels}))
            self.faults.add(
                file, line, f"“{error}” is no level: write “all”, {wanted}, one level, or a stretch “T4-T8”."
            )

    def line_in_drawing(self, plate: str, attribute: str, value: str) -> int:
        """Give the first line of a plate's drawing that bears an attribute of this value; 0 if none."""
        text = self.files.text(f"plates/{plate}.svg") or ""
        for found in re.finditer(rf'{attribute}="([^"]*)"', text):
            if " ".join(found[1].split()) == value:
                return text.count("\n", 0, found.start()) + 1
        return 0

    def with_ancestors(self, names: set[str]) -> set[str]:
        """Give structures and all above them."""
        result: set[str] = set()
        for name in names:
            here: StructureId | None = StructureId(name)
            while here is not None and here not in result and here in self.atlas.structures:
                result.add(here)
                here = self.atlas.structures[here].parent
        return result

    def ancestors(self, structure: Structure) -> set[str]:
        """Give all above a structure."""
        result: set[str] = set()
        parent = structure.parent
        while parent is not None and parent not in result and parent in self.atlas.structures:
            result.add(parent)
            parent = self.atlas.structures[parent].parent
        return result

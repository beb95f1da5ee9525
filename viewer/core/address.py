"""Address: a structure, perhaps narrowed to a side and a level, as one word of text."""

from typing import NamedTuple, Self

from viewer.core.errors import AddressError
from viewer.core.structure import StructureId

SIDES = ("left", "right")


class Address(NamedTuple):
    """``structure``, ``structure.left``, ``structure.T8`` or ``structure.right.T8``.

    It names a region of a plate, and it is what a reader has selected.
    """

    structure: StructureId
    side: str = ""
    level: str = ""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read an address; a ``#n`` ending is dropped.

        :raises AddressError: if the text has not that form.
        """
        structure, *rest = text.partition("#")[0].split(".")
        side = rest.pop(0) if rest and rest[0] in SIDES else ""
        level = rest.pop(0) if rest else ""
        if rest or not structure or not all(part for part in text.split(".")):
            raise AddressError(text)
        return cls(StructureId(structure), side, level)

    def __str__(self) -> str:
        """Give the text that :meth:`parse` reads."""
        return ".".join(part for part in (self.structure, self.side, self.level) if part)

    def covers(self, other: "Address") -> bool:
        """Tell whether ``other`` is the same place or a part of it."""
        return (
            self.structure == other.structure
            and self.side in ("", other.side)
            and self.level in ("", other.level)
        )

"""Assumed: vessels on a way that differ from person to person, and that no drawing shows just there."""

from collections.abc import Collection

from viewer.core.address import SIDES, Address
from viewer.core.atlas import Atlas
from viewer.core.structure import StructureId

_last: list["Pattern"] = []


def pattern_of(atlas: Atlas) -> "Pattern":
    """Give the pattern that the plates of an atlas draw; the last is kept, as each trace asks for it."""
    if not _last or _last[0].atlas is not atlas:
        _last[:] = [Pattern(atlas)]
    return _last[0]


class Pattern:
    """Which sides and levels the plates draw of vessels that differ from person to person.

    Where they are not the same on both sides, the drawing is one example of many; the blood may take such a
    vessel anywhere. Cuts count for nothing: they stand for many levels.
    """

    def __init__(self, atlas: Atlas) -> None:
        """Gather what is drawn with a side and a level."""
        self.atlas = atlas
        drawn: dict[StructureId, set[tuple[str, str]]] = {}
        for plate in atlas.plates.values():
            for place, _when in () if plate.cut else plate.placed:
                structure = atlas.structures.get(place.structure)
                if place.side and place.level and structure is not None and structure.variable:
                    drawn.setdefault(place.structure, set()).add((place.side, place.level))
        self._drawn = {name: places for name, places in drawn.items() if not _alike(places)}

    def leaves_out(self, place: Address, levels: Collection[str]) -> bool:
        """Tell whether a vessel is drawn at other places, but at none of some levels on its side."""
        drawn = self._drawn.get(place.structure)
        if not drawn or not levels:
            return False
        return not any(place.side in ("", side) and level in levels for side, level in drawn)


def _alike(places: set[tuple[str, str]]) -> bool:
    """Tell whether both sides are drawn at the same levels."""
    left, right = ({level for side, level in places if side == one} for one in SIDES)
    return left == right

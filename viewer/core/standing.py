"""Standing: which levels a plate that is cut stands for, as it is shown at a level of the cursor."""

from collections.abc import Collection

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.level_cursor import segment_of
from viewer.core.plate import Plate


class Standing:
    """Tells whether what a plate draws is at a place, though it may be named by another level.

    A cut shows in one plane what leads on at the level of the cursor: a vein of the cord, the nerve and
    the vertebra of that name. What is counted by vertebrae is named by the one beside the cord there; the
    cursor comes to this level for those that lie nearest to it, too.
    """

    def __init__(self, atlas: Atlas, plate: Plate) -> None:
        """Take a plate as it is shown; of one that is not cut nothing stands for more than it says."""
        self._atlas, self._at = atlas, plate.at
        self._known: dict[tuple[str, str], bool] = {}

    def covers(self, address: Address, drawn: Address) -> bool:
        """Tell whether an address covers what is drawn."""
        if address.covers(drawn):
            return True
        if not drawn.level or not self.is_at(address.level, drawn):
            return False
        return address._replace(level="").covers(drawn)

    def meets(self, side: str, levels: Collection[str], drawn: Address) -> bool:
        """Tell whether what is drawn may be on a side and at one of some levels, "" or none being any."""
        if side and drawn.side not in ("", side):
            return False
        return not any(levels) or not drawn.level or any(self.is_at(level, drawn) for level in levels)

    def is_at(self, level: str, drawn: Address) -> bool:
        """Tell whether what is drawn is at a level, by whatever its structure counts."""
        if level == drawn.level or not self._at:
            return level == drawn.level
        kind = self._atlas.structures[drawn.structure].level_kind
        if (kind, level) not in self._known:
            ruler = self._atlas.level_kinds[kind].ruler or kind
            here = self._at
            self._known[kind, level] = level == here or segment_of(self._atlas, ruler, level) == here
        return self._known[kind, level]

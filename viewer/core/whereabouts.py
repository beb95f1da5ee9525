"""Whereabouts: which plates draw an address, be it without the level that it has."""

from collections.abc import Sequence
from enum import IntEnum

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.level_cursor import level_of
from viewer.core.plate import Plate
from viewer.core.showing import may_be_drawn_at


class _How(IntEnum):
    AT_ITS_LEVEL = 0
    ON_A_CUT = 1
    AS_A_WHOLE = 2
    NOT = 3


def plates_drawing(atlas: Atlas, address: Address) -> list[Plate]:
    """Give the plates that draw a place, in any case of the atlas, those first that show its level.

    A place with a level is also drawn where its structure is drawn without one, on a plate that stands for
    that level: one that is cut stands for those it covers, any other for all.
    """
    level = level_of(atlas, address)
    found = [(_how(plate, address, level, atlas.levels), plate) for plate in atlas.plates.values()]
    return [plate for how, plate in sorted(found, key=lambda one: one[0]) if how is not _How.NOT]


def cut_drawing(atlas: Atlas, address: Address, level: str) -> Plate | None:
    """Give the plate that is cut for a level and draws a place there; None if there is none."""
    cuts = (plate for plate in atlas.plates.values() if plate.cut and level in plate.covers)
    return next(
        (plate for plate in cuts if _how(plate, address, "", atlas.levels) is _How.AT_ITS_LEVEL), None
    )


def _how(plate: Plate, address: Address, level: str, levels: Sequence[str]) -> _How:
    whole = address._replace(level="")
    how = _How.NOT
    for region in plate.regions:
        drawn = region.address
        if drawn.structure != address.structure:
            continue
        if level and plate.cut and not may_be_drawn_at(region.when, level, levels):
            continue
        if address.covers(drawn):
            return _How.AT_ITS_LEVEL
        if level and not drawn.level and whole.covers(drawn) and (not plate.cut or level in plate.covers):
            how = _How.ON_A_CUT if plate.cut else _How.AS_A_WHOLE
    return how

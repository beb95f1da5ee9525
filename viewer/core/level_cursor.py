"""The level cursor: which segment of the cord an address lies at, and where a plate shows a level."""

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.plate import Band, Plate


def own_kind(atlas: Atlas) -> str:
    """Give the level kind that the cursor counts: the atlas's first; "" if it has none."""
    return next(iter(atlas.level_kinds), "")


def band_of(plate: Plate, level_kind: str, level: str) -> Band | None:
    """Give the band of a level on a plate's ruler, if it has one."""
    for column in plate.rulers:
        if column.level_kind == level_kind:
            return next((band for band in column.bands if band.name == level), None)
    return None


def level_of(atlas: Atlas, address: Address) -> str:
    """Give the segment of the cord that an address with a level lies at, "" if that is not known.

    What is counted otherwise (by vertebrae) lies at the segment of the same height on the first plate
    whose ruler shows both.
    """
    structure = atlas.structures.get(address.structure)
    if structure is None or not address.level:
        return ""
    kind = atlas.level_kinds.get(structure.level_kind)
    return segment_of(atlas, kind.ruler or kind.id, address.level) if kind is not None else ""


def segment_of(atlas: Atlas, level_kind: str, level: str) -> str:
    """Give the segment at the height of a level of a kind; "" if no plate tells."""
    own = own_kind(atlas)
    if level_kind == own:
        return level if level in atlas.levels else ""
    for plate in atlas.plates.values():
        band = band_of(plate, level_kind, level)
        segments = next((column.bands for column in plate.rulers if column.level_kind == own), ())
        if band is not None and segments:
            middle = (band.top + band.bottom) / 2
            nearest = min(segments, key=lambda one: max(one.top - middle, middle - one.bottom))
            return nearest.name
    return ""


def next_level(atlas: Atlas, level: str, step: int) -> str:
    """Give the level so many steps further down; the first one stays the first, the last the last."""
    if level not in atlas.levels:
        return (atlas.levels[0] if step > 0 else atlas.levels[-1]) if atlas.levels else ""
    at = atlas.levels.index(level) + step
    return atlas.levels[min(max(at, 0), len(atlas.levels) - 1)]

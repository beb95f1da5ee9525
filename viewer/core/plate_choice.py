"""PlateChoice: what the reader chooses among: single plates, and groups whose plate the level decides."""

from typing import NamedTuple

from viewer.core.atlas import Atlas


class PlateChoice(NamedTuple):
    """One entry of the list of plates: ``id`` is a group's name or a plate's id."""

    id: str
    title: str
    plates: tuple[str, ...]


def plate_choices(atlas: Atlas) -> list[PlateChoice]:
    """Give what can be chosen, in the atlas's own order."""
    found: dict[str, PlateChoice] = {}
    for plate in atlas.plates.values():
        name = plate.group or plate.id
        before = found.get(name)
        plates = (*before.plates, plate.id) if before else (plate.id,)
        found[name] = PlateChoice(name, plate.group or plate.title, plates)
    return list(found.values())


def choice_of(atlas: Atlas, plate: str) -> str:
    """Give the id of the choice that a plate belongs to."""
    return atlas.plates[plate].group or plate


def plate_at(atlas: Atlas, plate: str, level: str) -> str:
    """Give the plate of the same group that stands for a level; the plate itself where none does better."""
    group = atlas.plates[plate].group
    if not group or not level or level in atlas.plates[plate].covers:
        return plate
    covering = (one.id for one in atlas.plates.values() if one.group == group and level in one.covers)
    return next(covering, plate)


def plate_for(atlas: Atlas, choice: str, level: str) -> str:
    """Give the plate that a choice means at a level; "" if there is no such choice."""
    found = next((one for one in plate_choices(atlas) if one.id == choice), None)
    return plate_at(atlas, found.plates[0], level) if found is not None else ""

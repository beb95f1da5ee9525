"""What an address or a link that somebody wrote leads to in an atlas, or the nearest real names."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.errors import AddressError, ViewerError
from viewer.core.level_cursor import level_of
from viewer.core.link import ViewLink
from viewer.core.plate_choice import plate_at
from viewer.core.queries import plates_showing
from viewer.core.whereabouts import plates_drawing
from viewer.shell.place import Place

_MANY = 40
"""So many names still fit into a message."""


@dataclass(frozen=True)
class NoSuchName(ViewerError):
    """Something asked for by a name that is not there."""

    what: str
    name: str
    nearest: tuple[str, ...]
    known: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Say it in one sentence, with the nearest real names, or else with all."""
        hint = f" There are: {', '.join(self.known)}." if self.known else ""
        if self.nearest:
            hint = f" Did you mean {', '.join(self.nearest)}?"
        return f"There is no {self.what} called “{self.name}”.{hint}"


def nearest(text: str, names: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """Give the names most like ``text``, the likest first; none if nothing is like it."""
    from difflib import get_close_matches

    known = {name.lower(): name for name in names}
    found = get_close_matches(text.lower(), known, limit, 0.6)
    return tuple(known[name] for name in found)


def require(what: str, name: str, names: Iterable[str]) -> str:
    """Give ``name`` back if it is one of ``names``.

    :raises NoSuchName: if not, with the nearest, or with all where none is like it.
    """
    names = tuple(names)
    if name in names:
        return name
    raise NoSuchName(what, name, nearest(name, names), names if len(names) <= _MANY else ())


def require_language(folder: Path, language: str) -> None:
    """Make sure that an atlas has text in a language; "" asks for none.

    :raises NoSuchName: if not.
    """
    if language:
        require(
            "language", language, sorted(each.name for each in (folder / "text").iterdir() if each.is_dir())
        )


def place_for(atlas: Atlas, plate: str, select: str, condition: str = "") -> Place:
    """Find the place that ``--plate``, ``--select`` and ``--condition`` ask for together; "" leaves one open.

    :raises ViewerError: if one names what is not there.
    """
    place = resolve(atlas, select) if select else Place(next(iter(atlas.plates)))
    if condition:
        place = _in_condition(atlas, place, condition)
    if not plate:
        return place
    require("plate", plate, atlas.plates)
    return place._replace(plate=plate, camera=place.camera if place.plate == plate else None)


def _in_condition(atlas: Atlas, place: Place, condition: str) -> Place:
    """Give the view of a condition; what else was asked for stays."""
    require("condition", condition, atlas.conditions)
    from viewer.core.case import involved_in

    found = atlas.conditions[condition]
    return place._replace(
        addresses=place.addresses or involved_in(atlas, condition).example,
        section=found.section if found.section in atlas.sections else "",
        level=place.level or found.at,
        condition=condition,
    )


def nearest_place(atlas: Atlas, place: Place) -> Place:
    """Give as much of a place as is still there, after the atlas was read again."""
    addresses = tuple(each for each in place.addresses if each.structure in atlas.structures)
    place = place._replace(
        addresses=addresses,
        section=place.section if place.section in atlas.sections else "",
        level=place.level if place.level in atlas.levels else "",
        condition=place.condition if place.condition in atlas.conditions else "",
    )
    if place.plate in atlas.plates:
        return place
    return place._replace(plate=next(iter(atlas.plates)), camera=None)


def resolve(atlas: Atlas, text: str) -> Place:
    """Find the place that an address or a link tells of.

    A link's plate may be left out; then it is the first that draws the address, or something of its
    structure, or the first of all. A level of the last address that has one is the cursor's too.

    :raises AddressError: if it names a structure, side or level that is not there.
    :raises NoSuchName: if it names a plate, a level of the cursor or a condition that is not there.
    """
    link = ViewLink.parse(text)
    for address in link.addresses:
        _require_address(atlas, address)
    plate = link.plate or _plate_for(atlas, link.addresses)
    require("plate", plate, atlas.plates)
    if link.level:
        require("level", link.level, atlas.levels)
    if link.condition:
        require("condition", link.condition, atlas.conditions)
    camera = (link.zoom, link.x, link.y) if link.zoom else None
    levels = [level for address in link.addresses if (level := level_of(atlas, address))]
    level = link.level or (levels[-1] if levels else "")
    if not link.plate:
        plate = plate_at(atlas, plate, level)
    return Place(plate, link.addresses, level=level, condition=link.condition, camera=camera)


def _plate_for(atlas: Atlas, addresses: tuple[Address, ...]) -> str:
    for address in addresses:
        for plate in (*plates_drawing(atlas, address), *plates_showing(atlas, address.structure)):
            return plate.id
    return next(iter(atlas.plates))


def _require_address(atlas: Atlas, address: Address) -> None:
    if address.structure not in atlas.structures:
        raise AddressError(str(address), _nearest_structures(atlas, address.structure))
    if (address.side or address.level) and not plates_drawing(atlas, address):
        drawn = {region.address for plate in atlas.plates.values() for region in plate.regions}
        alike = {str(each) for each in drawn if each.structure == address.structure}
        raise AddressError(str(address), nearest(str(address), alike))


def _nearest_structures(atlas: Atlas, text: str) -> tuple[str, ...]:
    by_id = nearest(text, atlas.structures)
    names = {s.name: s.id for s in atlas.structures.values()}
    by_name = nearest(text.replace("-", " "), names)
    return tuple(dict.fromkeys([*by_id, *(names[name] for name in by_name)]))[:3]

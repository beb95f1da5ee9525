"""Absence: what is not there, or not drawn, in the case in force, and what would bring it back."""

from collections.abc import Iterator
from typing import NamedTuple

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.level_cursor import level_of
from viewer.core.showing import with_plates_as
from viewer.core.variant import Variant
from viewer.core.whereabouts import plates_drawing


class Absence(NamedTuple):
    """Why a place is not to be seen: ``variant`` is the id of the one that hides it, "" if none does.

    ``kind`` and ``name`` are the "variant" or "condition" that would show it, "" if nothing does.
    """

    variant: str
    kind: str = ""
    name: str = ""


def hidden_by(atlas: Atlas, names: frozenset[str], address: Address) -> Variant | None:
    """Give the variant in force in which a place is not there."""
    for name in names & atlas.variants.keys():
        if any(hidden.covers(address) for hidden in atlas.variants[name].hides):
            return atlas.variants[name]
    return None


def absence_of(atlas: Atlas, names: frozenset[str], address: Address) -> Absence | None:
    """Tell why a place that is drawn in some case is not there in the one in force; None if it is there."""
    hiding = hidden_by(atlas, names, address)
    if hiding is not None:
        rivals = [one for one in atlas.variants.values() if one.group == hiding.group]
        rivals.sort(key=lambda one: not one.usual)
        fitting = (one.id for one in rivals if hidden_by(atlas, frozenset({one.id}), address) is None)
        remedy = next(fitting, "")
        return Absence(hiding.id, "variant" if remedy else "", remedy)
    if _is_drawn(atlas, names, address) or not plates_drawing(atlas, address):
        return None
    return next(
        (
            Absence("", kind, name)
            for kind, name, case in _others(atlas, names)
            if _is_drawn(atlas, case, address)
        ),
        Absence(""),
    )


def _is_drawn(atlas: Atlas, names: frozenset[str], address: Address) -> bool:
    return bool(plates_drawing(with_plates_as(atlas, names, level_of(atlas, address)), address))


def _others(atlas: Atlas, names: frozenset[str]) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Give what else the reader could choose, with the names that would be in force then."""
    for variant in atlas.variants.values():
        if variant.id not in names:
            rivals = {one.id for one in atlas.variants.values() if one.group == variant.group}
            yield "variant", variant.id, (names - rivals) | {variant.id}
    variants = names - atlas.conditions.keys()
    for condition in atlas.conditions:
        if condition not in names:
            yield "condition", condition, variants | {condition}


class Missing:
    """Tells of many places at once whether they are there; plates are read at the first question."""

    def __init__(self, atlas: Atlas, names: frozenset[str]) -> None:
        """Take the atlas and the variants and condition in force."""
        self._atlas, self._names = atlas, names
        self._now: dict[str, set[Address]] | None = None
        self._ever: dict[str, set[Address]] = {}

    def __call__(self, address: Address) -> bool:
        """Tell whether a place is hidden, or drawn in other cases only."""
        if hidden_by(self._atlas, self._names, address) is not None:
            return True
        if self._now is None:
            self._ever = _places(self._atlas)
            self._now = _places(with_plates_as(self._atlas, self._names))
        return _draws(self._ever, address) and not _draws(self._now, address)


def _places(atlas: Atlas) -> dict[str, set[Address]]:
    found: dict[str, set[Address]] = {}
    for plate in atlas.plates.values():
        for address, _when in plate.placed:
            found.setdefault(address.structure, set()).add(address)
    return found


def _draws(places: dict[str, set[Address]], address: Address) -> bool:
    whole = address._replace(level="")
    return any(
        address.covers(one) or (not one.level and whole.covers(one))
        for one in places.get(address.structure, ())
    )

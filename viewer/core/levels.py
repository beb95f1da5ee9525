"""Levels: what the plates draw at a level of the cord or column, and questions that name one."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from viewer.core.address import SIDES, Address
from viewer.core.atlas import Atlas
from viewer.core.words import words_of


class Asked(NamedTuple):
    """A question that names a level: the other words, "left" or "right" or "", and the level.

    ``kinds`` are the ids of the level kinds that it names ("vertebra T8"); none means any.
    """

    words: tuple[str, ...]
    side: str
    level: str
    kinds: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """Side and level as one writes them: "left T8"."""
        return f"{self.side} {self.level}".strip()


class Levels:
    """Finds the drawn places of an atlas by level. The plates are read at the first look-up."""

    def __init__(self, atlas: Atlas) -> None:
        """Take the atlas."""
        self._atlas = atlas
        self._drawn: dict[str, tuple[Address, ...]] | None = None

    def drawn(self) -> dict[str, tuple[Address, ...]]:
        """Give the drawn places of each level, those of the atlas's first layer first, left before right."""
        if self._drawn is None:
            atlas = self._atlas
            layers = {name: rank for rank, name in enumerate(atlas.layers)}
            kinds = {kind.id: layers.get(kind.layer, len(layers)) for kind in atlas.kinds.values()}
            ranks = {
                structure.id: (kinds.get(structure.kind, len(layers)), order)
                for order, structure in enumerate(atlas.structures.values())
            }
            plates = atlas.plates.values()
            places = dict.fromkeys(region.address for plate in plates for region in plate.regions)
            found: dict[str, list[Address]] = {}
            for place in places:
                if place.level and place.structure in ranks:
                    found.setdefault(place.level, []).append(place)
            self._drawn = {
                level: tuple(sorted(ones, key=lambda place: (ranks[place.structure], place.side)))
                for level, ones in found.items()
            }
        return self._drawn

    def at(self, level: str, side: str = "") -> Iterator[Address]:
        """Give the places that are drawn at a level, on one side if given."""
        return (place for place in self.drawn().get(level, ()) if side in ("", place.side))

    def counted_as(self, level_kind: str, level: str) -> list[Address]:
        """Give the places at a level of a kind, or of one marked on its ruler, by kinds of structures."""
        kinds = self._atlas.level_kinds
        alike = {kind.id for kind in kinds.values() if (kind.ruler or kind.id) == level_kind}
        structures = self._atlas.structures
        places = [place for place in self.at(level) if structures[place.structure].level_kind in alike]
        order = {kind: rank for rank, kind in enumerate(self._atlas.kinds)}
        return sorted(places, key=lambda place: order.get(structures[place.structure].kind, len(order)))

    def asked(self, words: tuple[str, ...]) -> Asked | None:
        """Read a question whose last word, a word for a side aside, is a level; None if it is none."""
        names = {level.lower(): level for level in (*self._atlas.levels, *self.drawn())}
        sides = {name: side for side in SIDES for name in (side, side[0])}
        last = next((word for word in reversed(words) if word not in sides), "")
        if last not in names:
            return None
        side = next((sides[word] for word in words if word in sides), "")
        rest = tuple(word for word in words if word not in sides and word != last)
        return self._kinds_named(Asked(rest, side, names[last]))

    def _kinds_named(self, asked: Asked) -> Asked:
        """Take "vertebra" or "cord segment" out of a question and note that only these are meant."""
        named, spoken = [], set[str]()
        for kind in self._atlas.level_kinds.values():
            phrase = words_of(kind.phrase.replace("{level}", "").lower())
            if phrase and phrase[-1] in asked.words:
                named.append(kind.id)
                spoken |= set(phrase)
        return asked._replace(words=_without(asked.words, spoken), kinds=tuple(named))


def _without(words: Iterable[str], spoken: set[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in spoken)

"""Showing: which case of an atlas is on screen, and a plate as that case has it."""

from collections.abc import Sequence
from typing import NamedTuple

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.lazy import Deferred
from viewer.core.plate import Element, LabelWish, Line, Path, Plate, Points, Rect, Region, Tie
from viewer.core.structure import LevelKind

_OTHER_GUTTER = {"left": "right", "right": "left"}


class Showing(NamedTuple):
    """The variants and the condition in force by their ids, the level of the cursor, and a half turn.

    ``level`` is a segment of the cord, or ""; it decides how a plate that is cut across is named.
    """

    names: frozenset[str] = frozenset()
    level: str = ""
    turned: bool = False


def usual_names(atlas: Atlas) -> frozenset[str]:
    """Give the ids of the variants that are in force until the reader chooses."""
    return frozenset(variant.id for variant in atlas.variants.values() if variant.usual)


def in_force(when: str, names: frozenset[str]) -> bool:
    """Tell whether what is drawn ``when`` (see :class:`~viewer.core.plate.Element`) is to be seen."""
    if not when:
        return True
    words = when.split()
    wanted = [word for word in words if not word.startswith("!")]
    if any(word.removeprefix("!") in names for word in words if word.startswith("!")):
        return False
    return not wanted or any(word in names for word in wanted)


def plate_as_shown(atlas: Atlas, plate: Plate, showing: Showing) -> Plate:
    """Give a plate with only what is in force, its regions at the level of the cursor, turned if asked.

    Nothing is looked at before somebody looks at the plate given.
    """
    turned = showing.turned and plate.turnable
    half_turn = _HalfTurn(plate.view) if turned else None
    levels = levels_beside(atlas, showing.level) if plate.cut else {}
    kept = Deferred(
        lambda: [index for index, region in enumerate(plate.regions) if in_force(region.when, showing.names)]
    )

    def regions() -> Sequence[Region]:
        shown = [_at_level(atlas, plate.regions[index], levels) for index in kept]
        return tuple(map(half_turn.region, shown) if half_turn else shown)

    def links() -> Sequence[tuple[int, int]]:
        places = {index: place for place, index in enumerate(kept)}
        return tuple(
            (places[one], places[other]) for one, other in plate.links if one in places and other in places
        )

    def elements() -> Sequence[Element]:
        shown = [element for element in plate.elements if in_force(element.when, showing.names)]
        return tuple(map(half_turn.element, shown) if half_turn else shown)

    shown = plate._replace(elements=Deferred(elements), regions=Deferred(regions), links=Deferred(links))
    if levels:
        shown = shown._replace(wishes=tuple(_wish_at(atlas, wish, levels) for wish in plate.wishes))
    return half_turn.plate(shown) if half_turn else shown


def levels_beside(atlas: Atlas, level: str) -> dict[str, str]:
    """Give, for each level kind, the level that lies at the height of a segment of the cord.

    Heights are those of the first plate with a ruler; a kind without a ruler is counted as the kind that
    its own ``ruler`` names. The atlas's first level kind counts the cord itself.
    """
    if not level or not atlas.level_kinds:
        return {}
    own = next(iter(atlas.level_kinds))
    beside = {own: level}
    for plate in atlas.plates.values():
        bands = {column.level_kind: column.bands for column in plate.rulers}
        band = next((band for band in bands.get(own, ()) if band.name == level), None)
        if band is None:
            continue
        middle = (band.top + band.bottom) / 2
        for kind, others in bands.items():
            nearest = min(others, key=lambda one: max(one.top - middle, middle - one.bottom), default=None)
            if kind != own and nearest is not None:
                beside[kind] = nearest.name
        break
    return beside | {
        kind.id: beside[kind.ruler] for kind in atlas.level_kinds.values() if _counts_as(kind, beside)
    }


def _counts_as(kind: LevelKind, beside: dict[str, str]) -> bool:
    return kind.id not in beside and kind.ruler in beside


def _placed(atlas: Atlas, address: Address, levels: dict[str, str]) -> Address:
    structure = atlas.structures.get(address.structure)
    if address.level or structure is None or structure.level_kind not in levels:
        return address
    return address._replace(level=levels[structure.level_kind])


def _at_level(atlas: Atlas, region: Region, levels: dict[str, str]) -> Region:
    return region._replace(address=_placed(atlas, region.address, levels)) if levels else region


def _wish_at(atlas: Atlas, wish: LabelWish, levels: dict[str, str]) -> LabelWish:
    return wish._replace(address=_placed(atlas, wish.address, levels))


class _HalfTurn:
    """Turns what a plate holds by half a turn about the middle of its view."""

    def __init__(self, view: Rect) -> None:
        self._x, self._y = 2 * view.x + view.width, 2 * view.y + view.height

    def points(self, points: Points) -> Points:
        turned = list(points)
        turned[0::2] = [self._x - x for x in points[0::2]]
        turned[1::2] = [self._y - y for y in points[1::2]]
        return tuple(turned)

    def rect(self, rect: Rect, dx: float = 0.0, dy: float = 0.0) -> Rect:
        """Turn a rectangle that was shifted by ``dx, dy`` and stays so."""
        return Rect(
            self._x - rect.x - rect.width + 2 * dx, self._y - rect.y - rect.height + 2 * dy,
            rect.width, rect.height,
        )  # fmt: skip

    def line(self, line: Line) -> Line:
        return line._replace(points=self.points(line.points))

    def region(self, region: Region) -> Region:
        return region._replace(
            bounds=self.rect(region.bounds),
            lines=tuple(map(self.line, region.lines)),
            areas=tuple(map(self.points, region.areas)),
        )

    def element(self, element: Element) -> Element:
        return element._replace(bounds=self.rect(element.bounds, element.dx, element.dy))

    def path(self, path: Path) -> Path:
        return path._replace(points=self.points(path.points))

    def tie(self, tie: Tie) -> Tie:
        return tie._replace(line=self.line(tie.line))

    def wish(self, wish: LabelWish) -> LabelWish:
        near = None if wish.near_y is None else self._y - wish.near_y
        return wish._replace(gutter=_OTHER_GUTTER.get(wish.gutter, ""), near_y=near)

    def plate(self, plate: Plate) -> Plate:
        paths, ties = plate.paths, plate.ties
        return plate._replace(
            paths=Deferred(lambda: tuple(map(self.path, paths))),
            ties=Deferred(lambda: tuple(map(self.tie, ties))),
            wishes=tuple(map(self.wish, plate.wishes)),
            compass=plate.compass.turned,
            left=plate.right,
            right=plate.left,
        )

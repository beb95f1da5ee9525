"""Showing: which case of an atlas is on screen, and a plate as that case has it."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.lazy import Deferred
from viewer.core.plate import Element, LabelWish, Line, Path, Plate, Points, Rect, Region, Tie
from viewer.core.stretches import levels_in
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


def as_usual(atlas: Atlas) -> Atlas:
    """Give the atlas with its plates as they are until the reader chooses anything."""
    return with_plates_as(atlas, usual_names(atlas))


def with_plates_as(atlas: Atlas, names: frozenset[str], level: str = "") -> Atlas:
    """Give the atlas with only what its plates draw while some variants, or a condition, are in force.

    A plate that is cut and stands for ``level`` is given as it is there, else as where it is cut.
    """

    def drawn(plate: Plate) -> Plate:
        showing = Showing(names, level if level in plate.covers else "")
        return plate_drawn(plate, lambda: words_in_force(atlas, plate, showing), False)

    return atlas._replace(plates={name: drawn(plate) for name, plate in atlas.plates.items()})


def in_force(when: str, names: frozenset[str]) -> bool:
    """Tell whether what is drawn ``when`` (see :class:`~viewer.core.plate.Element`) is to be seen."""
    if not when:
        return True
    words = when.split()
    wanted = [word for word in words if not word.startswith("!")]
    if any(word.removeprefix("!") in names for word in words if word.startswith("!")):
        return False
    return not wanted or any(word in names for word in wanted)


def words_in_force(atlas: Atlas, plate: Plate, showing: Showing) -> frozenset[str]:
    """Give the names in force, and of those that a plate's drawing narrows to levels what holds now.

    ``T1-T3`` behind a name and "@" are the levels of the cursor at which the word stands for the name: a
    plate that is cut stands for levels at which a variant hides what it does not where the cut is drawn.
    With no name before the "@" the levels alone decide. Without a cursor the plate is at its own cut.
    """
    if not plate.cut:
        return showing.names
    level = showing.level or plate.cut
    words = {word.removeprefix("!") for when in plate.whens if "@" in when for word in when.split()}
    return showing.names | {word for word in words if _holds_at(atlas, word, showing.names, level)}


def _holds_at(atlas: Atlas, word: str, names: frozenset[str], level: str) -> bool:
    name, _at, levels = word.partition("@")
    try:
        return bool(levels) and (not name or name in names) and level in levels_in(levels, atlas.levels)
    except ValueError:
        return False  # the check of an atlas tells of it


def may_be_drawn_at(when: str, level: str, levels: Sequence[str]) -> bool:
    """Tell whether something drawn ``when`` is to be seen at a level of the cursor in any case at all."""
    wanted = [word.partition("@")[2] for word in when.split() if not word.startswith("!")]
    return not wanted or any(not there or level in levels_in(there, levels) for there in wanted)


def plate_as_shown(atlas: Atlas, plate: Plate, showing: Showing) -> Plate:
    """Give a plate with only what is in force, its regions at the level of the cursor, turned if asked.

    Nothing is looked at before somebody looks at the plate given.
    """
    drawn = plate_drawn(plate, lambda: words_in_force(atlas, plate, showing), showing.turned)
    return plate_named_at(atlas, drawn, showing.level)


def plate_drawn(plate: Plate, words: Callable[[], frozenset[str]], turned: bool) -> Plate:
    """Give a plate with only what is drawn where some words (see :func:`words_in_force`) are in force."""
    half_turn = _HalfTurn(plate.view) if turned and plate.turnable else None

    def numbers() -> Sequence[int]:
        held = words()
        return [number for number, one in enumerate(plate.regions) if in_force(one.when, held)]

    kept = Deferred(numbers)

    def regions() -> Sequence[Region]:
        shown = [plate.regions[index] for index in kept]
        return tuple(map(half_turn.region, shown) if half_turn else shown)

    def links() -> Sequence[tuple[int, int]]:
        places = {index: place for place, index in enumerate(kept)}
        return tuple(
            (places[one], places[other]) for one, other in plate.links if one in places and other in places
        )

    def order() -> Sequence[int]:
        held = words()
        return [number for number, one in enumerate(plate.elements) if in_force(one.when, held)]

    painted = Deferred(order)

    def elements() -> Sequence[Element]:
        shown = [plate.elements[number] for number in painted]
        return tuple(map(half_turn.element, shown) if half_turn else shown)

    def ties() -> Sequence[Tie]:
        held = words()
        shown = [one for one in plate.ties if in_force(one.when, held)]
        return tuple(map(half_turn.tie, shown) if half_turn else shown)

    def placed() -> Sequence[tuple[Address, str]]:
        held = words()
        return tuple(one for one in plate.placed if in_force(one[1], held))

    shown = plate._replace(
        elements=Deferred(elements), regions=Deferred(regions), links=Deferred(links), ties=Deferred(ties),
        placed=Deferred(placed), order=painted,
    )  # fmt: skip
    return half_turn.plate(shown) if half_turn else shown


def plate_named_at(atlas: Atlas, plate: Plate, level: str) -> Plate:
    """Give a plate that is cut with its regions and labels at a level of the cursor; "" names none."""
    levels = levels_beside(atlas, level) if plate.cut else {}
    if not levels:
        return plate
    regions = plate.regions
    return plate._replace(
        regions=Deferred(
            lambda: tuple(one._replace(address=_placed(atlas, one.address, levels)) for one in regions)
        ),
        wishes=tuple(one._replace(address=_placed(atlas, one.address, levels)) for one in plate.wishes),
        at=level,
    )


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
        paths = plate.paths
        return plate._replace(
            paths=Deferred(lambda: tuple(map(self.path, paths))),
            wishes=tuple(map(self.wish, plate.wishes)),
            compass=plate.compass.turned,
            left=plate.right,
            right=plate.left,
        )

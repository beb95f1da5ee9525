"""Which labels a view of a plate asks for, and the points of the drawing they may stand for.

Points and rectangles are in plate units, zoom in device-independent pixels per unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import ceil, hypot, inf
from typing import NamedTuple

from viewer.core.address import Address
from viewer.core.covering import Covering
from viewer.core.label_placing import Point
from viewer.core.plate import Line, Plate, Points, Rect, Region, Shape

CLOSE, CLOSER = 0.7, 1.4
"""Zooms from which each structure in view, then each vessel with a level, asks for a label."""

UNWISHED, REPEATED = 2, 1
"""Priorities of labels that the plate does not ask for: a name not told yet, and one more of it."""

SELECTED_LEAST = 100
"""The priority of what is selected is at least this."""

_MOST_SELECTED = 50
_STEP = 5.0
_MOST_POINTS = 40
_ROWS = 12
_NARROWEST = 4.0
_CLEARANCE = 4.0
_COLUMNS = (0.5, 0.2, 0.8)
_ENDS = 0.15
_AS_WIDE = 0.6


class Wanted(NamedTuple):
    """A label that a view asks for.

    ``text`` replaces the structure's name unless it is "". ``near_y`` is None where any place will do.
    ``regions`` are the indexes of the regions that the label may point at.
    """

    address: Address
    regions: tuple[int, ...]
    gutter: str = ""
    priority: int = REPEATED
    near_y: float | None = None
    text: str = ""
    selected: bool = False


class LabelOffers:
    """Chooses labels for views of one plate, and remembers the anchors it has worked out."""

    def __init__(self, plate: Plate) -> None:
        """Take the plate; nothing is worked out yet."""
        self._plate = plate
        self._covering = Covering(plate, _CLEARANCE)
        self._by_structure: dict[str, list[int]] = {}
        for number, region in enumerate(plate.regions):
            self._by_structure.setdefault(region.address.structure, []).append(number)
        self._anchors: dict[int, tuple[Point, ...]] = {}
        self._topmost: dict[tuple[int, Point], bool] = {}
        self._hidden: frozenset[str] = frozenset()
        self._buried: set[int] = set()

    def wanted(
        self, seen: Rect, zoom: float, mode: str, selection: Sequence[Address], hidden: frozenset[str]
    ) -> list[Wanted]:
        """Give the labels for a view, each with regions in it; those that matter more come first.

        ``mode`` is "all", "wished" (what the plate asks for, and nothing else, however close), "selected" or
        "none"; ``hidden`` are layers whose regions are not drawn.
        """
        self._buried = set()
        if mode == "none":
            return []
        found = [
            Wanted(
                address,
                self._seen_of(address, seen, hidden),
                priority=SELECTED_LEAST + _MOST_SELECTED - rank,
                selected=True,
            )
            for rank, address in enumerate(selection[:_MOST_SELECTED])
        ]
        for label in found:
            # What is selected is named even where something lies over all of it: its halo shows.
            if not any(self._free_in(number, seen, hidden) for number in label.regions):
                self._buried.update(label.regions)
        if mode in ("all", "wished"):
            found += self._wishes(seen, zoom, selection, hidden)
            if mode == "all" and zoom >= CLOSE:
                found += self._unasked(seen, zoom, found, hidden)
        return sorted((label for label in found if label.regions), key=lambda label: -label.priority)

    def anchors(self, region: int) -> tuple[Point, ...]:
        """Give points that lie on a region, spread over it, none at the end of a vessel."""
        points = self._anchors.get(region)
        if points is None:
            points = self._anchors[region] = tuple(points_on(self._plate.regions[region]))
        return points

    def topmost(self, region: int, point: Point, hidden: frozenset[str]) -> bool:
        """Tell whether nothing that can be pointed at is drawn over a point of the region, or close by.

        Of a region that is selected and lies under others wherever it is seen, every point will do.
        """
        if region in self._buried:
            return True
        if hidden != self._hidden:
            self._topmost.clear()
            self._hidden = hidden
        known = self._topmost.get((region, point))
        if known is None:
            known = self._topmost[region, point] = self._covering.is_free(region, *point, hidden)
        return known

    def _free_in(self, region: int, seen: Rect, hidden: frozenset[str]) -> bool:
        inside = Rect(
            seen.x + seen.width / 4, seen.y + seen.height / 20, seen.width / 2, seen.height * 9 / 10
        )
        return any(
            _overlap(Rect(*point, 0, 0), inside) and self.topmost(region, point, hidden)
            for point in self.anchors(region)
        )

    def _seen_of(self, address: Address, seen: Rect, hidden: frozenset[str]) -> tuple[int, ...]:
        regions = self._plate.regions
        return tuple(
            number
            for number in self._by_structure.get(address.structure, ())
            if address.covers(regions[number].address)
            and regions[number].layer not in hidden
            and _overlap(regions[number].bounds, seen)
        )

    def _wishes(
        self, seen: Rect, zoom: float, selection: Sequence[Address], hidden: frozenset[str]
    ) -> list[Wanted]:
        return [
            Wanted(
                wish.address,
                self._seen_of(wish.address, seen, hidden),
                wish.gutter,
                min(max(wish.priority, 1) + UNWISHED, SELECTED_LEAST - 1),
                wish.near_y,
                wish.text,
            )
            for wish in self._plate.wishes
            if zoom >= wish.shown_from and not _told_by(wish.address, selection)
        ]

    def _unasked(
        self, seen: Rect, zoom: float, asked: Iterable[Wanted], hidden: frozenset[str]
    ) -> list[Wanted]:
        """Give labels for what is painted in view but has none: close in, nothing is without its name."""
        told = {number for label in asked for number in label.regions}
        named = {(label.address.structure, self._side(number)) for label in asked for number in label.regions}
        middle = (seen.x + seen.width / 2, seen.y + seen.height / 2)
        inside = [
            number
            for number, region in enumerate(self._plate.regions)
            if region.role
            and number not in told
            and region.layer not in hidden
            and _overlap(region.bounds, seen)
        ]
        inside.sort(key=lambda number: _distance(self._plate.regions[number].bounds, middle))
        found = []
        for number in inside:
            region = self._plate.regions[number]
            name = (region.address.structure, self._side(number))
            vessel = zoom >= CLOSER and region.shape is Shape.LINE and region.address.level
            if name not in named or vessel:
                priority = REPEATED if name in named else UNWISHED
                named.add(name)
                found.append(Wanted(region.address, (number,), priority=priority))
        return found

    def _side(self, number: int) -> str:
        return self._plate.regions[number].address.side


def straying(priority: float) -> float:
    """Give how far from its anchor, in font sizes, a label may stand and still be of use."""
    if priority <= UNWISHED:
        return 4.0
    return 10.0 if priority < SELECTED_LEAST else inf


def _told_by(address: Address, selection: Iterable[Address]) -> bool:
    return any(address.covers(chosen) or chosen.covers(address) for chosen in selection)


def _overlap(one: Rect, other: Rect) -> bool:
    return (
        one.x <= other.x + other.width
        and other.x <= one.x + one.width
        and one.y <= other.y + other.height
        and other.y <= one.y + one.height
    )


def _distance(bounds: Rect, point: Point) -> float:
    return hypot(bounds.x + bounds.width / 2 - point[0], bounds.y + bounds.height / 2 - point[1])


def points_on(region: Region, least: int = 1) -> Iterable[Point]:
    """Give points that lie on a region, spread over it, none at the end of a vessel; of a line ``least``."""
    if region.shape is Shape.AREA:
        yield from _points_in(region.areas, region.bounds)
    for line in region.lines:
        yield from _points_along(line, least)


def _points_along(line: Line, least: int) -> Iterable[Point]:
    """Give points at even distances, none near either end, where it is hard to say what a dot is on."""
    pairs = list(zip(line.points[::2], line.points[1::2], strict=True))
    length = sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(pairs))
    count = max(least, min(int(length * (1 - 2 * _ENDS) / _STEP), _MOST_POINTS))
    step = length * (1 - 2 * _ENDS) / count
    due = length * _ENDS + step / 2
    for a, b in pairwise(pairs):
        part = hypot(b[0] - a[0], b[1] - a[1])
        while part > 0 and due <= part and count:
            yield a[0] + (b[0] - a[0]) * due / part, a[1] + (b[1] - a[1]) * due / part
            due += step
            count -= 1
        due -= part


def _points_in(areas: Sequence[Points], bounds: Rect) -> Iterable[Point]:
    """Give points in the widest stretches of an area (odd-even) at some heights, on both sides if alike."""
    step = bounds.height / _ROWS or 1.0
    first = bounds.y + step / 2
    for row, cuts in enumerate(_cuts(areas, first, step)):
        cuts.sort()
        spans = [(b - a, a) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
        widest = max(spans, default=(0.0, 0.0))[0]
        if spans and widest >= min(_NARROWEST, bounds.width / 2):
            for width, left in spans:
                if width >= widest * _AS_WIDE:
                    yield from ((left + width * part, first + row * step) for part in _COLUMNS)


def _cuts(areas: Sequence[Points], first: float, step: float) -> list[list[float]]:
    """Give, for level lines ``step`` apart from ``first`` on, the x at which closed polygons meet them."""
    cuts: list[list[float]] = [[] for _ in range(_ROWS)]
    for area in areas:
        x0, y0 = area[-2], area[-1]
        for x1, y1 in zip(area[::2], area[1::2], strict=True):
            low, high = (y0, y1) if y0 < y1 else (y1, y0)
            begin = ceil((low - first) / step)
            while begin < _ROWS and (y := first + begin * step) < high:
                if begin >= 0 and y >= low:
                    cuts[begin].append(x0 + (y - y0) / (y1 - y0) * (x1 - x0))
                begin += 1
            x0, y0 = x1, y1
    return cuts

"""Which region lies under, or close to, a point of a plate."""

from collections.abc import Iterable, Iterator
from math import floor, inf, sqrt
from typing import NamedTuple

from viewer.core.plate import Line, Plate, Rect, Region, Shape
from viewer.core.rings import crossing

REACH = 8.0
"""How far, in device-independent pixels, one may miss a vessel."""
NEARLY = 1.5
"""Two vessels whose distances differ by less, in pixels, are equally near."""
STROKE_REACH = 3.0
"""How far, in pixels, one may miss a thin stroke that counts as an area."""

_THIN = 3 * REACH
"""An area narrower than so many pixels is missed as easily as a vessel."""

_BLOCK = 10
_CELL = 40.0
_AREA_CELL = 96.0
_ROW = 16.0
_STROKE_MARGIN = 16.0

_Block = tuple[int, int, tuple[float, ...], tuple[float, ...], float, float, float, float]
"""A number of its own, the region, its points, its half-widths, and its bounds: left, top, right, bottom."""


class Hit(NamedTuple):
    """What a reader means by a point: an index into the plate's regions, and others equally near."""

    best: int | None
    rivals: tuple[int, ...] = ()


class _Near(NamedTuple):
    """How a vessel lies to a point: gap to its body, distance to its centre line, half-width."""

    gap: float
    distance: float
    half: float
    region: int


def _blocks(number: int, region: int, line: Line) -> Iterator[_Block]:
    points, radii = line.points, line.radii
    last = len(radii) - 1
    for begin in range(0, max(last, 1), _BLOCK):
        end = min(begin + _BLOCK, last) + 1
        part, halves = points[2 * begin : 2 * end], radii[begin:end]
        margin = max(halves)
        xs, ys = part[0::2], part[1::2]
        yield (
            number + begin, region, part, halves,
            min(xs) - margin, min(ys) - margin, max(xs) + margin, max(ys) + margin,
        )  # fmt: skip


class _LineGrid:
    """The centre lines of one tier in short blocks, found by the cells their bodies lie in."""

    def __init__(self, regions: Iterator[tuple[int, Region]]) -> None:
        self._cells: dict[tuple[int, int], list[_Block]] = {}
        number = 0
        for index, region in regions:
            for line in region.lines:
                for block in _blocks(number, index, line):
                    self._add(block)
                number += len(line.radii)

    def _add(self, block: _Block) -> None:
        cells = self._cells
        _, _, _, _, left, top, right, bottom = block
        rows = range(floor(top / _CELL), floor(bottom / _CELL) + 1)
        for column in range(floor(left / _CELL), floor(right / _CELL) + 1):
            for row in rows:
                place = (column, row)
                if place in cells:
                    cells[place].append(block)
                else:
                    cells[place] = [block]

    def near(self, x: float, y: float, reach: float) -> dict[int, _Near]:
        """Give, by region, what is within reach: nearer than ``reach``, or the point lies in its body."""
        seen: set[int] = set()
        found: dict[int, _Near] = {}
        for column in range(floor((x - reach) / _CELL), floor((x + reach) / _CELL) + 1):
            for row in range(floor((y - reach) / _CELL), floor((y + reach) / _CELL) + 1):
                for block in self._cells.get((column, row), ()):
                    number, region, points, halves, left, top, right, bottom = block
                    if left - reach > x or right + reach < x or top - reach > y or bottom + reach < y:
                        continue
                    if number in seen:
                        continue
                    seen.add(number)
                    gap, distance, half = nearest_on(points, halves, x, y, reach)
                    known = found.get(region)
                    if gap < inf and (known is None or (gap, distance) < (known.gap, known.distance)):
                        found[region] = _Near(gap, distance, half, region)
        return found


def nearest_on(
    points: tuple[float, ...], halves: tuple[float, ...], x: float, y: float, reach: float
) -> tuple[float, float, float]:
    """Give the gap to a line's body, the distance to the line and its half-width, where it is nearest.

    Only what is within ``reach`` of the line, or inside its body, counts; the gap is infinite if nothing is.
    """
    best_gap, best_distance, best_half = inf, inf, 0.0
    x0, y0, r0 = points[0], points[1], halves[0]
    for index in range(1, len(halves)):
        x1, y1, r1 = points[2 * index], points[2 * index + 1], halves[index]
        dx, dy = x1 - x0, y1 - y0
        length = dx * dx + dy * dy
        t = ((x - x0) * dx + (y - y0) * dy) / length if length else 0.0
        t = 0.0 if t < 0.0 else min(t, 1.0)
        ex, ey = x0 + t * dx - x, y0 + t * dy - y
        distance = sqrt(ex * ex + ey * ey)
        half = r0 + t * (r1 - r0)
        if distance <= reach or distance <= half:
            gap = max(0.0, distance - half)
            if gap < best_gap or (gap == best_gap and distance < best_distance):
                best_gap, best_distance, best_half = gap, distance, half
        x0, y0, r0 = x1, y1, r1
    return best_gap, best_distance, best_half


class _Area:
    """One area, its edges sorted into rows on first use so that a point meets only a few."""

    def __init__(self, region: Region) -> None:
        self._rows: dict[int, list[float]] = {}
        for ring in region.areas:
            self._add(ring)
        self._lines = tuple(region.lines)

    def _add(self, ring: tuple[float, ...]) -> None:
        rows = self._rows
        x0, y0 = ring[-2], ring[-1]
        for x1, y1 in zip(ring[0::2], ring[1::2], strict=True):
            low, high = (y0, y1) if y0 < y1 else (y1, y0)
            for row in range(floor(low / _ROW), floor(high / _ROW) + 1):
                rows.setdefault(row, []).extend((x0, y0, x1, y1))
            x0, y0 = x1, y1

    def holds(self, x: float, y: float, slack: float) -> bool:
        """Tell whether a point lies in the fill, or on a stroke or within ``slack`` of it."""
        edges = self._rows.get(floor(y / _ROW), ())
        count = 0
        for at in range(0, len(edges), 4):
            count += crossing(edges[at], edges[at + 1], edges[at + 2], edges[at + 3], x, y)
        if count:
            return True
        return any(nearest_on(line.points, line.radii, x, y, slack)[0] < inf for line in self._lines)


class RegionIndex:
    """Finds the regions of one plate by place. It is built at the first question, not before."""

    def __init__(self, plate: Plate) -> None:
        """Index ``plate``."""
        self._plate = plate
        self._regions: tuple[Region, ...] = ()
        self._grids: dict[Shape, _LineGrid] = {}
        self._area_cells: dict[tuple[int, int], list[int]] = {}
        self._areas: dict[int, _Area] = {}
        self._links: set[tuple[int, int]] = set()
        self._ready = False

    def build(self) -> None:
        """Make the index now; questions make it otherwise."""
        if self._ready:
            return
        regions = self._regions = tuple(self._plate.regions)
        for shape in (Shape.LINE, Shape.NET):
            self._grids[shape] = _LineGrid(item for item in enumerate(regions) if item[1].shape is shape)
        for index, region in enumerate(regions):
            if region.shape is Shape.AREA:
                for cell in _cells(region.bounds):
                    self._area_cells.setdefault(cell, []).append(index)
        for indexes in self._area_cells.values():
            indexes.sort(key=lambda index: regions[index].order, reverse=True)
        self._links = set(self._plate.links)
        self._ready = True

    def hit(self, x: float, y: float, zoom: float, hidden_layers: frozenset[str] = frozenset()) -> Hit:
        """Give the region that a reader means by pointing at ``x, y`` (plate units).

        ``zoom`` is in device-independent pixels per unit. Vessels within 8 pixels come first, the
        nearest body first; then the lines of nets; then the topmost area. Rivals are other
        vessels equally near, where the point is in no body and the choice would matter.
        """
        self.build()
        reach = REACH / zoom
        for shape in (Shape.LINE, Shape.NET):
            near = [
                one for one in self._grids[shape].near(x, y, reach).values()
                if self._regions[one.region].layer not in hidden_layers
            ]  # fmt: skip
            if near:
                near.sort(key=lambda one: (one.gap, one.distance, -self._regions[one.region].order))
                return Hit(near[0].region, tuple(self._rivals(near, zoom)))
        areas = self._areas_at(x, y, zoom, hidden_layers)
        return Hit(next(areas, None))

    def _rivals(self, near: list[_Near], zoom: float) -> Iterator[int]:
        best = near[0]
        if best.distance <= best.half:
            return
        chosen = self._regions[best.region]
        for one in near[1:]:
            other = self._regions[one.region]
            if other.address == chosen.address or (one.gap - best.gap) * zoom >= NEARLY:
                continue
            if other.address.structure == chosen.address.structure and (
                chosen.shape is Shape.NET or self._linked(best.region, one.region)
            ):
                continue
            yield one.region

    def _linked(self, one: int, other: int) -> bool:
        return (min(one, other), max(one, other)) in self._links

    def all_at(self, x: float, y: float, zoom: float) -> list[int]:
        """Give every region that a point could mean, topmost first."""
        found = self.lines_at(x, y, zoom)
        found += self._areas_at(x, y, zoom, frozenset())
        return sorted(found, key=lambda index: self._regions[index].order, reverse=True)

    def lines_at(self, x: float, y: float, zoom: float) -> list[int]:
        """Give the vessels and nets that a point could mean."""
        self.build()
        return [region for grid in self._grids.values() for region in grid.near(x, y, REACH / zoom)]

    def is_area(self, region: int) -> bool:
        """Tell whether a region is an area, not a vessel or a net."""
        return self._plate.regions[region].shape is Shape.AREA

    def is_ground(self, region: int | None, zoom: float) -> bool:
        """Tell whether a region, or nothing at all, is what other things lie on: a wide area."""
        return region is None or (self.is_area(region) and not self._is_thin(region, zoom))

    def _is_thin(self, region: int, zoom: float) -> bool:
        bounds = self._plate.regions[region].bounds
        return not self.is_area(region) or min(bounds.width, bounds.height) * zoom < _THIN

    def is_beside(self, x: float, y: float, zoom: float, regions: Iterable[int]) -> bool:
        """Tell whether a point lies within reach of the edge of one of some regions that are thin."""
        reach = REACH / zoom
        return any(
            self._is_thin(region, zoom) and _edge_within(self._plate.regions[region], x, y, reach)
            for region in regions
        )

    def _areas_at(self, x: float, y: float, zoom: float, hidden: frozenset[str]) -> Iterator[int]:
        """Give the areas that hold a point, topmost first."""
        slack = min(STROKE_REACH / zoom, _STROKE_MARGIN)
        for index in self._area_cells.get((floor(x / _AREA_CELL), floor(y / _AREA_CELL)), ()):
            region = self._regions[index]
            bounds = region.bounds
            inside = (
                -slack <= x - bounds.x <= bounds.width + slack
                and -slack <= y - bounds.y <= bounds.height + slack
            )
            if not inside or region.layer in hidden:
                continue
            area = self._areas.get(index)
            if area is None:
                area = self._areas[index] = _Area(region)
            if area.holds(x, y, slack):
                yield index


def _edge_within(region: Region, x: float, y: float, reach: float) -> bool:
    box = region.bounds
    if not (-reach <= x - box.x <= box.width + reach and -reach <= y - box.y <= box.height + reach):
        return False
    if region.shape is not Shape.AREA:
        wide = reach + max((max(line.radii) for line in region.lines), default=0.0)
        return any(nearest_on(line.points, line.radii, x, y, wide)[0] <= reach for line in region.lines)
    rings = ((*ring, *ring[:2]) for ring in region.areas)
    return any(nearest_on(ring, (0.0,) * (len(ring) // 2), x, y, reach)[0] <= reach for ring in rings)


def _cells(bounds: Rect) -> Iterator[tuple[int, int]]:
    margin = _STROKE_MARGIN
    left, top = bounds.x - margin, bounds.y - margin
    right, bottom = bounds.x + bounds.width + margin, bounds.y + bounds.height + margin
    for column in range(floor(left / _AREA_CELL), floor(right / _AREA_CELL) + 1):
        for row in range(floor(top / _AREA_CELL), floor(bottom / _AREA_CELL) + 1):
            yield column, row

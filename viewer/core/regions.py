"""Pieces of a drawing -> regions, and which of them touch."""

from collections.abc import Iterable
from math import floor

from viewer.core.canvas import Piece
from viewer.core.paths import bounds_of, rounded
from viewer.core.plate import Line, Rect, Region, Shape

TOUCHING = 3.0
"""How near, in units, the end of one centre line must come to another to touch it."""

_CELL = 40.0


def make_regions(pieces: Iterable[Piece]) -> list[Region]:
    """Join the pieces of one address, layer and shape to one region each, in paint order.

    Fills inside a group whose region is a vessel belong to the vessel and make no area of their own.
    """
    groups: dict[tuple[str, str, Shape], list[Piece]] = {}
    for piece in pieces:
        groups.setdefault((str(piece.address), piece.layer, piece.shape), []).append(piece)
    regions = []
    for (address, layer, shape), group in groups.items():
        vessel = shape is Shape.AREA and (
            (address, layer, Shape.LINE) in groups or (address, layer, Shape.NET) in groups
        )
        if not vessel or any(piece.own for piece in group):
            regions.append(_joined(group))
    regions.sort(key=lambda region: region.order)
    return regions


def _joined(group: list[Piece]) -> Region:
    first = group[0]
    lines = tuple(Line(rounded(line.points), rounded(line.radii)) for piece in group for line in piece.lines)
    areas = tuple(rounded(area) for piece in group for area in piece.areas)
    boxes = [bounds_of(line.points, max(line.radii)) for line in lines] + [bounds_of(area) for area in areas]
    order = max(piece.order for piece in group)
    return Region(first.address, first.shape, first.layer, order, _union(boxes), lines, areas, first.role)


def _union(boxes: list[Rect]) -> Rect:
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    right, bottom = max(box.x + box.width for box in boxes), max(box.y + box.height for box in boxes)
    return Rect(left, top, right - left, bottom - top)


_Step = tuple[int, float, float, float, float, float]


def find_links(regions: list[Region]) -> list[tuple[int, int]]:
    """Give the pairs of vessels of one layer that touch: where one ends on or in the other's body."""
    cells: dict[tuple[int, int], list[_Step]] = {}
    ends: list[tuple[int, float, float]] = []
    for index, region in enumerate(regions):
        if region.shape is not Shape.LINE:
            continue
        for line in region.lines:
            points = line.points
            ends += [(index, points[0], points[1]), (index, points[-2], points[-1])]
            for step in _steps(index, line):
                for cell in _cells(step):
                    cells.setdefault(cell, []).append(step)
    links = set()
    for index, x, y in ends:
        for step in cells.get((floor(x / _CELL), floor(y / _CELL)), ()):
            other = step[0]
            if other != index and regions[other].layer == regions[index].layer and _near(step, x, y):
                links.add((min(index, other), max(index, other)))
    return sorted(links)


def _steps(index: int, line: Line) -> Iterable[_Step]:
    points, radii = line.points, line.radii
    for at in range(len(radii) - 1):
        reach = max(TOUCHING, radii[at], radii[at + 1])
        x0, y0, x1, y1 = points[2 * at : 2 * at + 4]
        yield index, x0, y0, x1, y1, reach


def _cells(step: _Step) -> Iterable[tuple[int, int]]:
    _, x0, y0, x1, y1, reach = step
    for column in range(floor((min(x0, x1) - reach) / _CELL), floor((max(x0, x1) + reach) / _CELL) + 1):
        for row in range(floor((min(y0, y1) - reach) / _CELL), floor((max(y0, y1) + reach) / _CELL) + 1):
            yield column, row


def _near(step: _Step, x: float, y: float) -> bool:
    _, x0, y0, x1, y1, reach = step
    dx, dy = x1 - x0, y1 - y0
    length = dx * dx + dy * dy
    t = max(0.0, min(1.0, ((x - x0) * dx + (y - y0) * dy) / length)) if length else 0.0
    ex, ey = x0 + t * dx - x, y0 + t * dy - y
    return ex * ex + ey * ey <= reach * reach

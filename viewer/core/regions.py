"""Pieces of a drawing -> regions, and which of them touch."""

from collections.abc import Iterable, Iterator
from math import floor

from viewer.core.canvas import Piece
from viewer.core.paths import bounds_of
from viewer.core.plate import Line, Rect, Region, Shape

TOUCHING = 3.0
"""How near, in units, the end of one centre line must come to another to touch it."""

_CELL = 40.0
_PIECE = 10


def make_regions(pieces: Iterable[Piece]) -> list[Region]:
    """Join the pieces of one address, layer, shape and case to one region each, in paint order.

    Fills inside a group whose region is a vessel belong to the vessel and make no area of their own.
    """
    groups: dict[tuple[str, str, str, Shape], list[Piece]] = {}
    for piece in pieces:
        groups.setdefault((str(piece.address), piece.layer, piece.when, piece.shape), []).append(piece)
    regions = []
    for (address, layer, when, shape), group in groups.items():
        vessel = shape is Shape.AREA and (
            (address, layer, when, Shape.LINE) in groups or (address, layer, when, Shape.NET) in groups
        )
        if not vessel or any(piece.own for piece in group):
            regions.append(_joined(group))
    regions.sort(key=lambda region: region.order)
    return regions


def _joined(group: list[Piece]) -> Region:
    first = group[0]
    lines = tuple(line for piece in group for line in piece.lines)
    areas = tuple(area for piece in group for area in piece.areas)
    boxes = [bounds_of(line.points, max(line.radii)) for line in lines] + [bounds_of(area) for area in areas]
    order = max(piece.order for piece in group)
    box = _union(boxes)
    return Region(first.address, first.shape, first.layer, order, box, lines, areas, first.role, first.when)


def _union(boxes: list[Rect]) -> Rect:
    if len(boxes) == 1:
        return boxes[0]
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    right, bottom = max(box.x + box.width for box in boxes), max(box.y + box.height for box in boxes)
    return Rect(left, top, right - left, bottom - top)


_Ends = dict[tuple[int, int], list[tuple[int, float, float]]]


def find_links(regions: list[Region]) -> list[tuple[int, int]]:
    """Give the pairs of vessels of one layer that touch: where one ends on or in the other's body."""
    ends: _Ends = {}
    for index, region in enumerate(regions):
        for line in region.lines if region.shape is Shape.LINE else ():
            points = line.points
            for x, y in (points[:2], points[-2:]):
                ends.setdefault((floor(x / _CELL), floor(y / _CELL)), []).append((index, x, y))
    links = set()
    for index, region in enumerate(regions):
        for line in region.lines if region.shape is Shape.LINE else ():
            for other in _ending_on(line, index, ends):
                if regions[other].layer == region.layer:
                    links.add((min(index, other), max(index, other)))
    return sorted(links)


def _ending_on(line: Line, own: int, ends: _Ends) -> Iterator[int]:
    """Give the vessels that end on or in the body round a line, taking it in short pieces."""
    points, radii = line.points, line.radii
    for begin in range(0, len(radii) - 1, _PIECE):
        end = min(begin + _PIECE, len(radii) - 1) + 1
        box = bounds_of(points[2 * begin : 2 * end], max(TOUCHING, *radii[begin:end]))
        for column in range(floor(box.x / _CELL), floor((box.x + box.width) / _CELL) + 1):
            for row in range(floor(box.y / _CELL), floor((box.y + box.height) / _CELL) + 1):
                for other, x, y in ends.get((column, row), ()):
                    inside = 0 <= x - box.x <= box.width and 0 <= y - box.y <= box.height
                    if other != own and inside and _touches(line, begin, end, x, y):
                        yield other


def _touches(line: Line, begin: int, end: int, x: float, y: float) -> bool:
    """Tell whether a point lies on or in the body round a piece of a line."""
    points, radii = line.points, line.radii
    for at in range(begin, end - 1):
        x0, y0, x1, y1 = points[2 * at : 2 * at + 4]
        reach = max(TOUCHING, radii[at], radii[at + 1])
        dx, dy = x1 - x0, y1 - y0
        length = dx * dx + dy * dy
        t = max(0.0, min(1.0, ((x - x0) * dx + (y - y0) * dy) / length)) if length else 0.0
        ex, ey = x0 + t * dx - x, y0 + t * dy - y
        if ex * ex + ey * ey <= reach * reach:
            return True
    return False

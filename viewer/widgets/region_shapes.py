"""Region shapes: the paths of regions, made when first needed, for drawing states over a plate."""

from __future__ import annotations

from collections.abc import Iterable
from math import hypot

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainterPath

from viewer.core.plate import Line, Plate, Points, Rect, Region, Shape

_KEPT = 1000
"""So many paths are kept; more would let memory grow with a large atlas."""


class RegionShapes:
    """The outline of each region of a plate as a path in plate units.

    A LINE gives the closed outline of its vessel, a NET its open lines, an AREA its polygons.
    """

    def __init__(self, plate: Plate) -> None:
        """Make nothing yet."""
        self._plate = plate
        self._paths: dict[int, QPainterPath] = {}

    def path(self, index: int) -> QPainterPath:
        """Give the path of ``plate.regions[index]``."""
        found = self._paths.get(index)
        if found is None:
            if len(self._paths) >= _KEPT:
                del self._paths[next(iter(self._paths))]
            found = self._paths[index] = _path_of(self._plate.regions[index])
        return found

    def together(self, indexes: Iterable[int]) -> QPainterPath:
        """Give one path of several regions; filled, they join without a seam."""
        whole = QPainterPath()
        whole.setFillRule(Qt.FillRule.WindingFill)
        for index in indexes:
            whole.addPath(self.path(index))
        return whole


def union(bounds: Iterable[Rect]) -> Rect | None:
    """Give the smallest upright rectangle around several, or None around none."""
    every = tuple(bounds)
    if not every:
        return None
    left, top = min(one.x for one in every), min(one.y for one in every)
    right = max(one.x + one.width for one in every)
    bottom = max(one.y + one.height for one in every)
    return Rect(left, top, right - left, bottom - top)


def meets(one: Rect, other: Rect, margin: float = 0.0) -> bool:
    """Tell whether two rectangles come within ``margin`` of each other."""
    return (
        one.x <= other.x + other.width + margin
        and other.x <= one.x + one.width + margin
        and one.y <= other.y + other.height + margin
        and other.y <= one.y + one.height + margin
    )


def _path_of(region: Region) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    if region.shape is Shape.LINE:
        for line in region.lines:
            _add_outline(path, line)
    elif region.shape is Shape.NET:
        for line in region.lines:
            _add_run(path, line.points, closed=False)
    else:
        path.setFillRule(Qt.FillRule.OddEvenFill)
        for area in region.areas:
            _add_run(path, area, closed=True)
    return path


def _add_run(path: QPainterPath, points: Points, closed: bool) -> None:
    if len(points) < 4:
        return
    path.moveTo(points[0], points[1])
    for x, y in zip(points[2::2], points[3::2], strict=True):
        path.lineTo(x, y)
    if closed:
        path.closeSubpath()


def _add_outline(path: QPainterPath, line: Line) -> None:
    xs, ys, radii = line.points[0::2], line.points[1::2], line.radii
    last = len(xs) - 1
    if last < 1:
        return
    left: list[tuple[float, float]] = []
    right: list[tuple[float, float]] = []
    for i, (x, y, radius) in enumerate(zip(xs, ys, radii, strict=True)):
        before, after = max(i - 1, 0), min(i + 1, last)
        dx, dy = xs[after] - xs[before], ys[after] - ys[before]
        length = hypot(dx, dy) or 1.0
        nx, ny = -dy / length * radius, dx / length * radius
        left.append((x + nx, y + ny))
        right.append((x - nx, y - ny))
    path.moveTo(*left[0])
    for x, y in left[1:]:
        path.lineTo(x, y)
    for x, y in reversed(right):
        path.lineTo(x, y)
    path.closeSubpath()

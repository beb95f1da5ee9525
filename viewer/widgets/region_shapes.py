"""Region shapes: the outlines of regions, made when first needed, for drawing states over a plate."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import hypot

from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QPainterPath

from viewer.core.plate import Line, Plate, Points, Rect, Shape

_KEPT = 2400
"""So many outlines are kept; more would let memory grow with a large atlas."""

_BEND = 0.14
"""An outline may lie beside its pieces by this part of their least length."""

_ARC = 0.5523
"""A cubic with handles of this part of the radius is a quarter of a circle."""

_Spine = list[tuple[float, float, float, float, float]]
"""Points of a centre line: x, y, the unit normal there, the half-width."""


class RegionShapes:
    """The outlines of the regions of a plate, by number, in plate units."""

    def __init__(self, plate: Plate) -> None:
        """Make nothing yet."""
        self.plate = plate
        self._paths: dict[tuple[int, float, float], QPainterPath] = {}
        self._spines: dict[tuple[int, float], list[_Spine]] = {}
        self._meshes: dict[tuple[int, float], list[QLineF]] = {}

    def body(self, number: int, coarse: float = 0.0) -> QPainterPath:
        """Give a region's own outline: of its vessel, its areas, or (open) the lines of its net.

        Points nearer to each other than ``coarse`` units are passed over: what the eye cannot tell apart
        need not be drawn.
        """
        return self.grown(number, 0.0, coarse)

    def grown(self, number: int, by: float, coarse: float = 0.0) -> QPainterPath:
        """Give the outline of a vessel with ``by`` units more on every side; other shapes do not grow.

        Filling such an outline is many times cheaper than stroking the body's.
        """
        region = self.plate.regions[number]
        key = (number, by if region.shape is Shape.LINE else 0.0, coarse)
        found = self._paths.get(key)
        if found is None:
            if len(self._paths) >= _KEPT:
                self._paths.clear()
            found = self._paths[key] = self._made(number, by, coarse)
        return found

    def together(self, numbers: Iterable[int], coarse: float = 0.0) -> QPainterPath:
        """Give one path of several regions; filled, they join without a seam."""
        whole = QPainterPath()
        whole.setFillRule(Qt.FillRule.WindingFill)
        for number in numbers:
            whole.addPath(self.body(number, coarse))
        return whole

    def mesh(self, number: int, coarse: float) -> list[QLineF]:
        """Give the lines of a net as straight pieces no shorter than ``coarse`` units where they may."""
        key = (number, coarse)
        found = self._meshes.get(key)
        if found is None:
            if len(self._meshes) >= _KEPT // 4:
                self._meshes.clear()
            lines = self.plate.regions[number].lines
            found = self._meshes[key] = [piece for line in lines for piece in _pieces(line.points, coarse)]
        return found

    def rim(self, number: int, coarse: float, lap: float) -> list[QLineF]:
        """Give the outline of an area as straight pieces, each ``lap`` units longer at both ends."""
        key = (number, -coarse)
        found = self._meshes.get(key)
        if found is None:
            if len(self._meshes) >= _KEPT // 4:
                self._meshes.clear()
            areas = self.plate.regions[number].areas
            found = self._meshes[key] = [piece for area in areas for piece in _sides(area, coarse, lap)]
        return found

    def _made(self, number: int, by: float, coarse: float) -> QPainterPath:
        region = self.plate.regions[number]
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        if region.shape is Shape.LINE:
            for spine in self._spines_of(number, coarse):
                _add_outline(path, spine, by)
        elif region.shape is Shape.NET:
            for line in region.lines:
                _add_run(path, line.points, closed=False)
        else:
            path.setFillRule(Qt.FillRule.OddEvenFill)
            for area in region.areas:
                _add_run(path, _thinned(area, coarse), closed=True)
        return path

    def _spines_of(self, number: int, coarse: float) -> list[_Spine]:
        key = (number, coarse)
        found = self._spines.get(key)
        if found is None:
            if len(self._spines) >= _KEPT:
                self._spines.clear()
            lines = self.plate.regions[number].lines
            found = self._spines[key] = [_spine(line, coarse) for line in lines if len(line.radii) > 1]
        return found


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


def net_width(lines: Sequence[Line]) -> float:
    """Give the width, in plate units, of the lines of a net."""
    return 2 * lines[0].radii[0] if lines and lines[0].radii else 1.0


def _spine(line: Line, coarse: float) -> _Spine:
    xs, ys, radii = line.points[0::2], line.points[1::2], line.radii
    last = len(xs) - 1
    kept = _far_apart(line.points, coarse)
    spine = []
    for at, i in enumerate(kept):
        x, y = xs[i], ys[i]
        before, after = kept[max(at - 1, 0)], kept[min(at + 1, len(kept) - 1)]
        dx, dy = xs[after] - xs[before], ys[after] - ys[before]
        length = hypot(dx, dy) or 1.0
        # A width measured across a junction may be off at one point; its neighbours outvote it.
        radius = sorted(radii[i - 1 : i + 2])[1] if 0 < i < last else radii[i]
        spine.append((x, y, -dy / length, dx / length, radius))
    return spine


def _far_apart(points: Points, coarse: float) -> Sequence[int]:
    """Give the points, by number, that lie ``coarse`` apart or more, the first and the last among them."""
    last = len(points) // 2 - 1
    if coarse <= 0.0 or last < 2:
        return range(last + 1)
    x, y = points[0], points[1]
    kept = [0]
    for i in range(1, last):
        at_x, at_y = points[2 * i], points[2 * i + 1]
        if abs(at_x - x) + abs(at_y - y) >= coarse:
            kept.append(i)
            x, y = at_x, at_y
    kept.append(last)
    return kept


def _thinned(points: Points, coarse: float) -> Sequence[float]:
    """Give the points without those that lie nearer than ``coarse`` to the one before."""
    if coarse <= 0.0 or len(points) < 12:
        return points
    x, y = points[0], points[1]
    kept = [x, y]
    pairs = iter(points[2:])
    for at_x, at_y in zip(pairs, pairs, strict=True):
        if abs(at_x - x) + abs(at_y - y) >= coarse:
            kept += (at_x, at_y)
            x, y = at_x, at_y
    return kept if len(kept) >= 6 else points


def _add_run(path: QPainterPath, points: Sequence[float], closed: bool) -> None:
    if len(points) < 4:
        return
    path.moveTo(points[0], points[1])
    for x, y in zip(points[2::2], points[3::2], strict=True):
        path.lineTo(x, y)
    if closed:
        path.closeSubpath()


def _add_outline(path: QPainterPath, spine: _Spine, by: float) -> None:
    """Go along one side, round the end, back along the other and round the beginning.

    Always in the same sense, so that overlapping outlines add up under the winding rule.
    """
    x, y, nx, ny, radius = spine[0]
    out = radius + by
    path.moveTo(x + nx * out, y + ny * out)
    line_to = path.lineTo
    for x, y, nx, ny, radius in spine[1:]:
        out = radius + by
        line_to(x + nx * out, y + ny * out)
    _add_cap(path, x, y, nx * out, ny * out)
    for x, y, nx, ny, radius in reversed(spine[:-1]):
        out = radius + by
        line_to(x - nx * out, y - ny * out)
    _add_cap(path, x, y, -nx * out, -ny * out)
    path.closeSubpath()


def _add_cap(path: QPainterPath, x: float, y: float, nx: float, ny: float) -> None:
    """Go half round ``x, y`` from the side at ``+n`` to the one at ``-n``, by the way ahead."""
    ox, oy = ny, -nx
    kx, ky = ox * _ARC, oy * _ARC
    mx, my = nx * _ARC, ny * _ARC
    path.cubicTo(x + nx + kx, y + ny + ky, x + ox + mx, y + oy + my, x + ox, y + oy)
    path.cubicTo(x + ox - mx, y + oy - my, x - nx + kx, y - ny + ky, x - nx, y - ny)


def _pieces(points: Points, coarse: float) -> list[QLineF]:
    pieces = []
    x, y = points[0], points[1]
    last_x, last_y = points[-2], points[-1]
    # Where points lie close, looking at every other is near enough, and quicker.
    apart = abs(points[2] - x) + abs(points[3] - y) if len(points) > 3 else coarse
    step = 2 * max(int(coarse / (2 * apart)) if apart else 1, 1)
    for at_x, at_y in zip(points[2:-2:step], points[3:-2:step], strict=True):
        if abs(at_x - x) + abs(at_y - y) >= coarse:
            pieces.append(QLineF(x, y, at_x, at_y))
            x, y = at_x, at_y
    pieces.append(QLineF(x, y, last_x, last_y))
    return pieces


def _sides(points: Points, coarse: float, lap: float) -> list[QLineF]:
    """Go round an area in pieces as long as its bends allow, and no shorter than ``coarse``."""
    corners = _corners(_thinned(points, coarse), coarse * _BEND)
    pieces = []
    x, y = corners[-1]
    for to_x, to_y in corners:
        dx, dy = to_x - x, to_y - y
        length = hypot(dx, dy)
        if length:
            more_x, more_y = dx * lap / length, dy * lap / length
            pieces.append(QLineF(x - more_x, y - more_y, to_x + more_x, to_y + more_y))
        x, y = to_x, to_y
    return pieces


def _corners(points: Sequence[float], bend: float) -> list[tuple[float, float]]:
    """Leave out the points that lie within ``bend`` of the straight way on from the one kept last."""
    x, y = points[0], points[1]
    kept = [(x, y)]
    last_x, last_y = x, y
    way_x = way_y = 0.0
    pairs = iter(points[2:])
    for at_x, at_y in zip(pairs, pairs, strict=True):
        if way_x == way_y == 0.0:
            length = hypot(at_x - x, at_y - y) or 1.0
            way_x, way_y = (at_x - x) / length, (at_y - y) / length
        elif abs((at_x - x) * way_y - (at_y - y) * way_x) > bend:
            x, y = last_x, last_y
            kept.append((x, y))
            length = hypot(at_x - x, at_y - y) or 1.0
            way_x, way_y = (at_x - x) / length, (at_y - y) / length
        last_x, last_y = at_x, at_y
    kept.append((last_x, last_y))
    return kept

"""How wide a vessel is along its centre line, measured on the outline of its body."""

from math import floor, hypot

_CELL = 12.0
_FARTHEST = 60.0
_LONGEST_STEP = 24.0
_THINNEST = 0.25

_Edge = tuple[float, float, float, float]


def area_and_length(figure: list[float]) -> tuple[float, float]:
    """Give the area (unsigned) and the circumference of a closed figure."""
    xs, ys = figure[0::2], figure[1::2]
    area = length = 0.0
    x0, y0 = xs[-1], ys[-1]
    for x, y in zip(xs, ys, strict=True):
        area += x0 * y - x * y0
        length += hypot(x - x0, y - y0)
        x0, y0 = x, y
    return abs(area) / 2, length


class Outline:
    """The outlines of one vessel's bodies, asked for their distance along a ray."""

    def __init__(self, figures: list[list[float]]) -> None:
        """Keep closed figures, each as x, y pairs in plate units."""
        self._cells: dict[tuple[int, int], list[_Edge]] = {}
        for figure in figures:
            xs, ys = figure[0::2], figure[1::2]
            x0, y0 = xs[-1], ys[-1]
            for x1, y1 in zip(xs, ys, strict=True):
                self._add((x0, y0, x1, y1))
                x0, y0 = x1, y1

    def _add(self, edge: _Edge) -> None:
        x0, y0, x1, y1 = edge
        for column in range(floor(min(x0, x1) / _CELL), floor(max(x0, x1) / _CELL) + 1):
            for row in range(floor(min(y0, y1) / _CELL), floor(max(y0, y1) / _CELL) + 1):
                self._cells.setdefault((column, row), []).append(edge)

    def reach(self, x: float, y: float, dx: float, dy: float) -> float | None:
        """Give how far the outline is from ``x, y`` in the direction ``dx, dy`` (of length 1)."""
        step = _CELL / 2
        best: float | None = None
        seen: set[tuple[int, int]] = set()
        for count in range(int(_FARTHEST / step) + 1):
            far = count * step
            if best is not None and best < far - _CELL:
                break
            px, py = x + dx * far, y + dy * far
            cell = (floor(px / _CELL), floor(py / _CELL))
            for near in self._around(cell, seen):
                for edge in self._cells.get(near, ()):
                    hit = _crossing(x, y, dx, dy, edge)
                    if hit is not None and (best is None or hit < best):
                        best = hit
        return best

    @staticmethod
    def _around(cell: tuple[int, int], seen: set[tuple[int, int]]) -> list[tuple[int, int]]:
        column, row = cell
        cells = [cell, (column - 1, row), (column + 1, row), (column, row - 1), (column, row + 1)]
        fresh = [near for near in cells if near not in seen]
        seen.update(fresh)
        return fresh


def _crossing(x: float, y: float, dx: float, dy: float, edge: _Edge) -> float | None:
    x0, y0, x1, y1 = edge
    ex, ey = x1 - x0, y1 - y0
    bottom = dx * ey - dy * ex
    if abs(bottom) < 1e-12:
        return None
    along = ((x0 - x) * ey - (y0 - y) * ex) / bottom
    across = ((x0 - x) * dy - (y0 - y) * dx) / bottom
    return along if along >= 0.0 and -1e-9 <= across <= 1.0 + 1e-9 else None


def divided(line: list[float]) -> list[float]:
    """Give a line with no step longer than 24 units, so that it can follow a changing width."""
    result = line[:2]
    for index in range(2, len(line), 2):
        x0, y0 = result[-2], result[-1]
        x1, y1 = line[index], line[index + 1]
        pieces = max(1, int(hypot(x1 - x0, y1 - y0) / _LONGEST_STEP + 0.999))
        for piece in range(1, pieces):
            result += (x0 + (x1 - x0) * piece / pieces, y0 + (y1 - y0) * piece / pieces)
        result += (x1, y1)
    return result


def half_widths(line: list[float], outline: Outline, otherwise: float) -> list[float]:
    """Measure the half-width at each point of a centre line, in plate units.

    A ray goes out to each side. Where one side runs into a branch it is left out; where neither
    side meets the outline, the nearest measured width holds, or ``otherwise``.
    """
    count = len(line) // 2
    found: list[float | None] = []
    for index in range(count):
        before, after = max(index - 1, 0) * 2, min(index + 1, count - 1) * 2
        tx, ty = line[after] - line[before], line[after + 1] - line[before + 1]
        length = hypot(tx, ty) or 1.0
        nx, ny = -ty / length, tx / length
        x, y = line[2 * index], line[2 * index + 1]
        found.append(_between(outline.reach(x, y, nx, ny), outline.reach(x, y, -nx, -ny)))
    return _filled(found, otherwise)


def _between(one: float | None, other: float | None) -> float | None:
    if one is None or other is None:
        return one if other is None else other
    narrow, wide = min(one, other), max(one, other)
    return (narrow + wide) / 2 if wide < 1.8 * narrow + 0.5 else narrow


def _filled(found: list[float | None], otherwise: float) -> list[float]:
    last = next((width for width in found if width is not None), otherwise)
    result = []
    for width in found:
        last = last if width is None else width
        result.append(max(last, _THINNEST))
    return result

"""How wide a vessel is along its centre line, measured on the outline of its body."""

from math import floor, hypot, inf

_CELL = 12.0
_FARTHEST = 60.0
_FEW = 48
_INWARD = 0.25
"""How far within the very end of a centre line its width is measured: coordinates are rounded to a tenth."""
_LONGEST_STEP = 24.0
_THINNEST = 0.25

_Chain = list[tuple[float, float]]
"""Points of an outline that follow each other, each joined to the next by an edge."""


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
    """The outlines of one vessel's bodies, asked how far they are to both sides of a point."""

    def __init__(self, figures: list[list[float]]) -> None:
        """Keep closed figures, each as x, y pairs in plate units."""
        pairs = (list(zip(figure[0::2], figure[1::2], strict=True)) for figure in figures)
        self._rings: list[_Chain] = [[ring[-1], *ring] for ring in pairs]
        self._cells: dict[tuple[int, int], list[_Chain]] = {}
        if sum(map(len, self._rings)) > _FEW:
            self._sort()

    def _sort(self) -> None:
        """Cut the outlines at the borders of cells; a chain ends with the first edge that leaves its cell."""
        for ring in self._rings:
            ends: dict[tuple[int, int], int] = {}
            for at in range(1, len(ring)):
                (x0, y0), (x1, y1) = ring[at - 1], ring[at]
                for column in range(floor(min(x0, x1) / _CELL), floor(max(x0, x1) / _CELL) + 1):
                    for row in range(floor(min(y0, y1) / _CELL), floor(max(y0, y1) / _CELL) + 1):
                        chains = self._cells.setdefault((column, row), [])
                        if ends.get((column, row)) == at - 1:
                            chains[-1].append(ring[at])
                        else:
                            chains.append([ring[at - 1], ring[at]])
                        ends[column, row] = at

    def sides(self, x: float, y: float, nx: float, ny: float) -> tuple[float | None, float | None]:
        """Give how far the outline is from ``x, y`` along ``nx, ny`` (of length 1), and against it."""
        if not self._cells:
            return _sides(self._rings, x, y, nx, ny)
        column, row = floor(x / _CELL), floor(y / _CELL)
        for ring in (1, 3, 6):
            chains = [
                chain
                for near in range(column - ring, column + ring + 1)
                for level in range(row - ring, row + ring + 1)
                for chain in self._cells.get((near, level), ())
            ]
            one, other = _sides(chains, x, y, nx, ny)
            if one is not None and other is not None and max(one, other) <= ring * _CELL:
                break
        return one, other


def _sides(
    chains: list[_Chain], x: float, y: float, nx: float, ny: float
) -> tuple[float | None, float | None]:
    """Give the nearest crossings of a line with some chains, ahead and behind."""
    ahead = behind = inf
    for chain in chains:
        beside = bytes([(px - x) * ny - (py - y) * nx < 0.0 for px, py in chain])
        at = beside.find(1 - beside[0])
        while at > 0:
            (x0, y0), (x1, y1) = chain[at - 1], chain[at]
            side0 = (x0 - x) * ny - (y0 - y) * nx
            side1 = (x1 - x) * ny - (y1 - y) * nx
            share = side0 / (side0 - side1)
            along = (x0 + share * (x1 - x0) - x) * nx + (y0 + share * (y1 - y0) - y) * ny
            if along < 0.0:
                if -along < behind:
                    behind = -along
            elif along < ahead:
                ahead = along
            at = beside.find(1 - beside[at], at)
    return ahead if ahead <= _FARTHEST else None, behind if behind <= _FARTHEST else None


def divided(line: list[float]) -> list[float]:
    """Give a line with no step longer than 24 units, so that it can follow a changing width."""
    result = line[:2]
    x0, y0 = result
    for x1, y1 in zip(line[2::2], line[3::2], strict=True):
        length = hypot(x1 - x0, y1 - y0)
        if length > _LONGEST_STEP:
            pieces = int(length / _LONGEST_STEP + 0.999)
            for piece in range(1, pieces):
                result += (x0 + (x1 - x0) * piece / pieces, y0 + (y1 - y0) * piece / pieces)
        result += (x1, y1)
        x0, y0 = x1, y1
    return result


def half_widths(line: list[float], outline: Outline, otherwise: float) -> list[float]:
    """Measure the half-width at each point of a centre line, in plate units.

    A ray goes out to each side. Where one side runs into a branch it is left out; where neither
    side meets the outline, the nearest measured width holds, or ``otherwise``.
    """
    count = len(line) // 2
    found: list[float | None] = []
    sides: list[tuple[float | None, float | None]] = []
    for index in range(count):
        before, after = max(index - 1, 0) * 2, min(index + 1, count - 1) * 2
        tx, ty = line[after] - line[before], line[after + 1] - line[before + 1]
        length = hypot(tx, ty) or 1.0
        nx, ny = -ty / length, tx / length
        x, y = line[2 * index], line[2 * index + 1]
        if before == 2 * index or after == 2 * index:
            # On the very end a ray may run along the cap of the outline, not across it.
            inward = after if before == 2 * index else before
            share = min(_INWARD / length, 0.5)
            x, y = x + share * (line[inward] - x), y + share * (line[inward + 1] - y)
        one, other = outline.sides(x, y, nx, ny)
        sides.append((one, other))
        found.append(_between(one, other))
    if count > 2:
        found[0] = _at_end(*sides[0], found[0], found[1])
        found[-1] = _at_end(*sides[-1], found[-1], found[-2])
    return _filled(found, otherwise)


def _at_end(
    one: float | None, other: float | None, found: float | None, beside: float | None
) -> float | None:
    """Mend the width of an end whose ray ran aslant into the flat end of the body: the other side counts."""
    if one is None or other is None or beside is None or found != min(one, other):
        return found
    return max(found, min(max(one, other), beside))


def _between(one: float | None, other: float | None) -> float | None:
    if one is None or other is None:
        return one if other is None else other
    narrow, wide = (one, other) if one <= other else (other, one)
    return (narrow + wide) / 2 if wide < 1.8 * narrow + 0.5 else narrow


def _filled(found: list[float | None], otherwise: float) -> list[float]:
    last = next((width for width in found if width is not None), otherwise)
    result = []
    for width in found:
        last = last if width is None else width
        result.append(last if last > _THINNEST else _THINNEST)
    return result

"""Whether anything is drawn over a point of a region: what a label's dot must not lie under.

Unlike the region index this knows paint order alone and looks only at what lies above, so that it costs
little when a plate has just been opened. Everything is in plate units.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import floor
from typing import NamedTuple

from viewer.core.geometry import nearest_on
from viewer.core.plate import Line, Plate, Points, Region, Shape
from viewer.core.rings import crossing

_ROW = 48.0
_EDGE_ROW = 24.0


class _Stroke(NamedTuple):
    """A line with its bounds, half-widths included."""

    left: float
    top: float
    right: float
    bottom: float
    widest: float
    line: Line


class Covering:
    """Tells, for one plate, what is free to be pointed at by a dot of some size."""

    def __init__(self, plate: Plate, clearance: float) -> None:
        """Take a plate; ``clearance`` is how far a vessel must stay away from the middle of a dot."""
        self._regions = plate.regions
        self._clearance = clearance
        self._rows: dict[int, list[int]] | None = None
        self._strokes: dict[int, tuple[_Stroke, ...]] = {}
        self._fills: dict[int, Fill] = {}

    def is_free(self, region: int, x: float, y: float, hidden: frozenset[str] = frozenset()) -> bool:
        """Tell whether no other region is painted over, or a vessel close by, this point of a region.

        ``hidden`` are layers that are not drawn. What is only hit and never painted covers nothing, and
        what is painted within it, of its own layer, does not cover it.
        """
        own = self._regions[region]
        for number in self._rows_of_plate().get(floor(y / _ROW), ()):
            other = self._regions[number]
            if other.order <= own.order or other.layer in hidden or other.address == own.address:
                continue
            # What is itself never painted (a tract, a bundle of roots) consists of what lies on it.
            if not own.role and (other.shape is Shape.NET or _in_one_layer(own, other)):
                continue
            if self._covers(number, other, x, y):
                return False
        return True

    def _rows_of_plate(self) -> dict[int, list[int]]:
        if self._rows is None:
            self._rows = {}
            slack = self._clearance
            for number, region in enumerate(self._regions):
                if region.role:
                    top, bottom = region.bounds.y - slack, region.bounds.y + region.bounds.height + slack
                    for row in range(floor(top / _ROW), floor(bottom / _ROW) + 1):
                        self._rows.setdefault(row, []).append(number)
        return self._rows

    def _covers(self, number: int, region: Region, x: float, y: float) -> bool:
        bounds, slack = region.bounds, self._clearance
        if not (-slack <= x - bounds.x <= bounds.width + slack):
            return False
        if not (-slack <= y - bounds.y <= bounds.height + slack):
            return False
        if region.shape is Shape.AREA:
            fill = self._fills.get(number)
            if fill is None:
                fill = self._fills[number] = Fill(region.areas)
            if fill.holds(x, y):
                return True
        for left, top, right, bottom, widest, line in self._strokes_of(number):
            if left <= x <= right and top <= y <= bottom:
                gap, _, _ = nearest_on(line.points, line.radii, x, y, slack + widest)
                if gap <= slack:
                    return True
        return False

    def _strokes_of(self, number: int) -> tuple[_Stroke, ...]:
        strokes = self._strokes.get(number)
        if strokes is None:
            strokes = tuple(self._measured(self._regions[number]))
            self._strokes[number] = strokes
        return strokes

    def _measured(self, region: Region) -> Iterator[_Stroke]:
        for line in region.lines:
            xs, ys, widest = line.points[::2], line.points[1::2], max(line.radii)
            out = widest + self._clearance
            yield _Stroke(min(xs) - out, min(ys) - out, max(xs) + out, max(ys) + out, widest, line)


def _in_one_layer(own: Region, other: Region) -> bool:
    return other.shape is Shape.AREA and other.layer == own.layer


class Fill:
    """Closed figures, each with its bounds, its edges sorted into rows once it is first asked about."""

    def __init__(self, rings: Iterable[Points]) -> None:
        """Take the figures, closed."""
        self._rings = [
            (min(ring[::2]), min(ring[1::2]), max(ring[::2]), max(ring[1::2]), ring) for ring in rings
        ]
        self._rows: dict[int, dict[int, list[tuple[float, float, float, float]]]] = {}

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies inside, by winding."""
        count = 0
        for number, (left, top, right, bottom, ring) in enumerate(self._rings):
            if left <= x <= right and top <= y <= bottom:
                rows = self._rows.get(number)
                if rows is None:
                    rows = self._rows[number] = _edges_by_row(ring)
                for edge in rows.get(floor(y / _EDGE_ROW), ()):
                    count += crossing(*edge, x, y)
        return count != 0


def _edges_by_row(ring: Points) -> dict[int, list[tuple[float, float, float, float]]]:
    rows: dict[int, list[tuple[float, float, float, float]]] = {}
    x0, y0 = ring[-2], ring[-1]
    for x1, y1 in zip(ring[::2], ring[1::2], strict=True):
        low, high = (y0, y1) if y0 < y1 else (y1, y0)
        for row in range(floor(low / _EDGE_ROW), floor(high / _EDGE_ROW) + 1):
            rows.setdefault(row, []).append((x0, y0, x1, y1))
        x0, y0 = x1, y1
    return rows

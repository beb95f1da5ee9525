"""The body on the plate: where each level, edge and lane lies."""

from dataclasses import dataclass

import numpy as np

from assets.drawing.curves import Points, Profile, Values, monotone
from assets.drawing.measures import Measures, Span

SIDES = (("left", -1), ("right", 1))
"""The body's sides and the sign of x on each."""

_WIDENING = 1.03
_RAIL_FROM_DURA = 58.0


@dataclass(frozen=True, slots=True)
class Exit:
    """Where a spinal nerve leaves: mm, plate y, and the half-width of the dura there."""

    mm: float
    y: float
    dura: float


class Body:
    """Levels and outlines in plate units, all made from the measures."""

    def __init__(self, measures: Measures) -> None:
        """Prepare the curves of the cord and the dura."""
        self.measures = measures
        self.segments = {span.name: span for span in measures.segments}
        self.vertebrae = {span.name: span for span in measures.vertebrae}
        self.levels = list(self.segments)
        self.y = Profile(self._heights)
        self._grid = np.arange(-40, 760, 0.5)
        self._grid_y = self.y(self._grid)
        self.mm = Profile(lambda heights: np.interp(heights, self._grid_y, self._grid))
        self.cord = self._cord()
        dura = monotone(measures.curves["dura"])
        self.dura = Profile(lambda mm: dura(mm) * measures.crosswise)
        self.opening = Profile(self._opening)
        self.flap = Profile(self._flap)
        self.rail = Profile(self._rail)

    def curve(self, name: str) -> Profile:
        """Return one of the curves of the tables."""
        return monotone(self.measures.curves[name])

    def lane(self, name: str) -> Profile:
        """Return the distance from the midline of a lane of the tables, in units."""
        share = self.curve(name)
        return Profile(lambda mm: self.cord(mm) * share(mm))

    def range(self, start: float, end: float, step: float = 2.0) -> Values:
        """Return evenly spaced places in mm, both ends among them."""
        return np.linspace(start, end, max(round((end - start) / step), 2) + 1)

    def line(self, x: Values | float, mm: Values) -> Points:
        """Return points from distances from the midline and places in mm."""
        return np.column_stack([np.broadcast_to(x, mm.shape), self.y(mm)]).astype(float)

    def segment_at(self, mm: float) -> str:
        """Return the segment that a place belongs to; the first and last reach on beyond the cord."""
        return _span_at(self.measures.segments, mm)

    def vertebra_at(self, mm: float) -> str:
        """Return the vertebra that a place belongs to."""
        return _span_at(self.measures.vertebrae, mm)

    def segments_along(self, line: Points) -> list[str]:
        """Return the segment of each point."""
        return [self.segment_at(mm) for mm in self.mm(line[:, 1]).tolist()]

    def vertebrae_along(self, line: Points) -> list[str]:
        """Return the vertebra of each point."""
        return [self.vertebra_at(mm) for mm in self.mm(line[:, 1]).tolist()]

    def exit(self, level: str) -> Exit:
        """Return where the nerve of a level leaves: C1-C8 above a vertebra, the rest below one."""
        mm = self._exit_mm(level)
        return Exit(mm, self.y.at(mm), self.dura.at(min(mm, 640.0)))

    def _exit_mm(self, level: str) -> float:
        if level in self.measures.exits:
            return self.measures.exits[level]
        if level == "C8":
            return self.vertebrae["T1"].top - 1
        if level.startswith("C"):
            return self.vertebrae[level].top - 1
        return self.vertebrae[level].bottom - 2

    def _heights(self, mm: Values) -> Values:
        measures, turn = self.measures, self.measures.halved_from
        heights: Values = np.where(mm <= turn, mm, turn + (mm - turn) / 2) * measures.lengthwise
        return heights

    def _cord(self) -> Profile:
        curves = self.measures.curves
        middle = [[(span.top + span.bottom) / 2, span.width * _WIDENING] for span in self.measures.segments]
        taper = curves["cord_taper"]
        measured = [pair for pair in middle if pair[0] < taper[0][0] - 1]
        width = monotone(curves["cord_above"] + measured + taper + curves["cord_below"])
        return Profile(lambda mm: width(mm) * self.measures.crosswise / 2)

    def _opening(self, mm: Values) -> Values:
        closing, closed = self.measures.closing, self.measures.closed
        t = np.clip((mm - closing) / (closed - closing), 0, 1)
        half: Values = self.dura(mm) * np.sqrt(np.clip(1 - t**1.5, 0, 1)) * (1 - 0.25 * t)
        return half

    def _flap(self, mm: Values) -> Values:
        pull = np.abs(((self.y(mm) / self.measures.pins) % 1) - 0.5) * 2
        share = np.clip(self.opening(mm) / self.dura(mm), 0, 1)
        edge: Values = self.opening(mm) + (17 + 19 * pull**2.2) * share**0.7
        return edge

    def _rail(self, mm: Values) -> Values:
        aside = self.opening(mm) + _RAIL_FROM_DURA * np.clip(self.opening(mm) / self.dura(mm), 0.2, 1)
        own_place = np.minimum(105, 0.60 * self.dura(mm))
        lane: Values = (aside**6 + own_place**6) ** (1 / 6) * np.interp(mm, [628, 643], [1, 0.55])
        return lane


def _span_at(spans: tuple[Span, ...], mm: float) -> str:
    for span in spans:
        if mm < span.bottom:
            return span.name
    return spans[-1].name

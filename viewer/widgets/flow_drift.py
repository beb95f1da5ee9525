"""FlowDrift: a calm light that moves along the way of the blood, from arrow head to arrow head."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QPoint, QRect, QSize, QTimer
from PySide6.QtGui import QPainter, QRegion
from PySide6.QtWidgets import QWidget

from viewer.widgets.canvas import Canvas

if TYPE_CHECKING:
    from viewer.core.flow_marks import Course, FlowMarks
    from viewer.widgets.flow_painter import Head
    from viewer.widgets.plate_painter import PlatePainter

_STEP_MS = 250
_APART = 7
"""One head in so many is lit."""

_MOST = 32
"""No more heads than this are lit at once: each costs a little painting at every step."""

_AROUND = 9
"""So many pixels about a head are painted anew."""


class Glimpse(NamedTuple):
    """What is seen of a plate: pixels per unit, device pixels per pixel, and in these its origin and size."""

    zoom: float
    ratio: float
    origin: QPoint
    size: QSize


class _Seen(NamedTuple):
    """For what the heads were found, and where the plate's origin is: marks, pixels per unit, ratio."""

    marks: FlowMarks
    zoom: float
    ratio: float
    origin: QPoint


class FlowDrift(QObject):
    """Lights heads in turn and has only them painted anew, as long as it is wanted, allowed and seen."""

    def __init__(self, viewport: QWidget) -> None:
        """Stand still."""
        super().__init__(viewport)
        self._viewport = viewport
        self._wanted = False
        self._allowed = True
        self._seen: _Seen | None = None
        self._heads: list[list[Head]] = []
        self._apart = _APART
        self.step = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_STEP_MS)
        self._timer.timeout.connect(self.move_on)

    def want(self, on: bool) -> None:
        """Move, or stand still and light nothing."""
        self._wanted = on
        self._renew()

    def allow(self, moves: bool) -> None:
        """Say whether the reader and the system wish for movement at all."""
        self._allowed = moves
        self._renew()

    def is_moving(self) -> bool:
        """Tell whether light is moving."""
        return self._timer.isActive()

    def _renew(self) -> None:
        on = self._wanted and self._allowed
        if on == self._timer.isActive():
            return
        if on:
            self._timer.start()
        else:
            self._timer.stop()
            self._viewport.update(self._around())

    def move_on(self) -> None:
        """Light the next heads."""
        if self._seen is None or not self._viewport.isVisible():
            return
        before = self._around()
        self.step += 1
        self._viewport.update(before.united(self._around()))

    def draw(
        self, painter: QPainter, marks: FlowMarks | None, shown: tuple[PlatePainter, Collection[str]],
        glimpse: Glimpse,
    ) -> None:  # fmt: skip
        """Draw the heads that are lit now, into a painter in device pixels; no marks, no heads."""
        if marks is None or not self._timer.isActive():
            self._seen = None
            return
        from viewer.widgets.flow_painter import heads_of, paint_lit_heads

        plate, hidden = shown
        scale = glimpse.zoom * glimpse.ratio
        canvas = Canvas(painter, plate, glimpse.zoom, scale, plate.plate.view, hidden)
        seen = self._seen
        # A step along the way leaves the lines as they are, though the marks are others.
        if seen is None or seen.zoom != glimpse.zoom or _lines(seen.marks) != _lines(marks):
            self._heads = heads_of(canvas, _lines(marks))
            self._apart = max(_APART, sum(map(len, self._heads)) // _MOST)
        self._seen = _Seen(marks, glimpse.zoom, glimpse.ratio, QPoint(glimpse.origin))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(glimpse.origin)
        painter.scale(scale, scale)
        paint_lit_heads(canvas, self._lit())
        painter.restore()

    def _lit(self) -> Iterator[Head]:
        """Give the heads that are lit: one passes the light on to the next of its line, line after line."""
        before = 0
        for heads in self._heads:
            yield from heads[(self.step - before) % self._apart :: self._apart]
            before += len(heads)

    def _around(self) -> QRegion:
        region, seen = QRegion(), self._seen
        if seen is not None:
            visible, by = self._viewport.rect(), seen.zoom
            left, top = seen.origin.x() / seen.ratio, seen.origin.y() / seen.ratio
            for head in self._lit():
                x, y = round(left + head.x * by), round(top + head.y * by)
                region += QRect(x - _AROUND, y - _AROUND, 2 * _AROUND + 1, 2 * _AROUND + 1) & visible
        return region


def _lines(marks: FlowMarks) -> tuple[Course, ...]:
    return (*marks.courses, *marks.ties)

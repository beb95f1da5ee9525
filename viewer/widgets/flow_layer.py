"""FlowLayer: the way of the blood above a plate, painted once for each view and then only moved."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter

from viewer.core.plate import Rect
from viewer.widgets.moved_picture import MovedPicture
from viewer.widgets.overlay import Canvas
from viewer.widgets.plate_painter import PlatePainter

if TYPE_CHECKING:
    from viewer.core.flow_marks import FlowMarks


class Glimpse(NamedTuple):
    """What is seen of a plate: pixels per unit, device pixels per pixel, and in these its origin and size."""

    zoom: float
    ratio: float
    origin: QPoint
    size: QSize


class FlowLayer:
    """Holds the marks of one plate; a picture of them spares each click and step of panning their paint."""

    def __init__(self) -> None:
        """Show nothing yet."""
        self._marks: FlowMarks | None = None
        self._round = 0
        self._picture = MovedPicture(at_once=True)

    def show(self, marks: FlowMarks | None) -> None:
        """Take other marks; None for none."""
        if marks is not None or self._marks is not None:
            self._marks = marks
            self._round += 1
            if marks is None:
                self._picture = MovedPicture(at_once=True)

    def is_empty(self) -> bool:
        """Tell whether there is nothing to draw."""
        return self._marks is None

    def paint(self, canvas: Canvas, font: QFont) -> None:
        """Paint the marks directly, e.g. into a file."""
        if self._marks is not None:
            from viewer.widgets.flow_painter import paint_flow

            paint_flow(canvas, self._marks, font)

    def draw(
        self, painter: QPainter, shown: tuple[PlatePainter, Collection[str]], seen: Glimpse, font: QFont
    ) -> None:
        """Draw into a painter in device pixels; ``shown`` are the plate and its hidden layers."""
        plate, hidden = shown
        scale = seen.zoom * seen.ratio

        def paint(onto: QPainter, part: QRect) -> None:
            onto.save()
            onto.setRenderHint(QPainter.RenderHint.Antialiasing)
            onto.setClipRect(part, Qt.ClipOperation.IntersectClip)
            onto.translate(origin)
            onto.scale(scale, scale)
            x, y = (part.x() - origin.x()) / scale, (part.y() - origin.y()) / scale
            view = Rect(x, y, part.width() / scale, part.height() / scale)
            self.paint(Canvas(onto, plate, seen.zoom, scale, view, hidden), font)
            onto.restore()

        origin = seen.origin
        key = (self._round, seen.zoom, plate, hidden, font.key())
        self._picture.draw(painter, key, origin, seen.size, paint)

"""Pins: a numbered head on a needle, whose tip stands on the place that is meant."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPen

from viewer.core.pin_heads import HEAD, TIP, Box, Tip, spread
from viewer.core.plate import Rect
from viewer.widgets.canvas import Canvas

_THIN, _EDGE = 1.6, 1.5
"""Pixels: the width of the lines, and that of their edge, which sets them off from the drawing."""
_RAISED = 1.3
"""By so much a pin that is looked at is larger."""
_LETTERS = 13
"""Pixels: the height of a number."""


class Pin(NamedTuple):
    """A pin: the plate point of its tip, its number, and the way from tip to head, of length 1.

    One that is ``raised`` is looked at among others: it is larger, and stands above them.
    """

    x: float
    y: float
    number: int
    lean: tuple[float, float] = (0.34, -0.94)
    raised: bool = False


def paint_pins(canvas: Canvas, pins: Sequence[Pin], size: float = 1.0) -> None:
    """Draw pins, whose size is in pixels whatever the zoom; their heads make room for each other.

    ``size`` makes all of them larger or smaller. What a pin stands on is seen within its tip.
    """
    unit = size / canvas.zoom
    placed = list(zip(pins, heads_of(tuple(pins), unit, canvas.plate.plate.view), strict=True))
    placed.sort(key=lambda one: one[0].raised)
    # All needles first: none may lie on a number.
    for pin, head in placed:
        _paint_needle(canvas, pin, head, unit)
    for pin, head in placed:
        if pin.raised:
            _paint_needle(canvas, pin, head, unit)
        _paint_head(canvas, pin, head, unit)


@lru_cache(maxsize=4)
def heads_of(pins: tuple[Pin, ...], unit: float, view: Rect) -> Sequence[QPointF]:
    """Give the middle of each head, on the plate; it is the same whatever part of the plate is painted."""
    tips = [Tip((pin.x - view.x) / unit, (pin.y - view.y) / unit, pin.lean) for pin in pins]
    found = spread(tips, Box(view.width / unit, view.height / unit))
    return [QPointF(view.x + x * unit, view.y + y * unit) for x, y in found]


def _paint_needle(canvas: Canvas, pin: Pin, head: QPointF, unit: float) -> None:
    painter, look, tip = canvas.painter, canvas.look, QPointF(pin.x, pin.y)
    way = head - tip
    length = (way.x() ** 2 + way.y() ** 2) ** 0.5
    near = tip + way * (TIP * unit / max(length, TIP * unit))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for role, width in (("key", _THIN + 2 * _EDGE), ("select", _THIN)):
        painter.setPen(QPen(look.colour(role), width * unit))
        painter.drawEllipse(tip, TIP * unit, TIP * unit)
        painter.drawLine(near, head)


def _paint_head(canvas: Canvas, pin: Pin, head: QPointF, unit: float) -> None:
    painter, look = canvas.painter, canvas.look
    radius = HEAD * (_RAISED if pin.raised else 1.0)
    for role, width in (("key", _THIN + 2 * _EDGE), ("select", _THIN)):
        painter.setPen(QPen(look.colour(role), width * unit))
        painter.setBrush(look.colour(role))
        painter.drawEllipse(head, radius * unit, radius * unit)
    font = QFont()
    font.setBold(True)
    font.setPixelSize(round(_LETTERS * radius / HEAD))
    painter.save()
    painter.translate(head)
    painter.scale(unit, unit)
    painter.setFont(font)
    painter.setPen(look.colour("key") if not look.theme.dark else look.colour("bg"))
    box = QRectF(-radius, -radius, 2 * radius, 2 * radius)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(pin.number))
    painter.restore()

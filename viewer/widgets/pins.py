"""Pins: a numbered head on a needle, whose tip stands on the place that is meant."""

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPen

from viewer.widgets.canvas import Canvas

_NEEDLE, _HEAD, _TIP = 34.0, 11.0, 5.0
"""Pixels: the length of the needle, the radius of the head, that of the ring at the tip."""
_THIN, _EDGE = 1.6, 1.5
"""Pixels: the width of the lines, and that of their edge, which sets them off from the drawing."""


class Pin(NamedTuple):
    """A pin: the plate point of its tip, its number, and the way from tip to head, of length 1."""

    x: float
    y: float
    number: int
    lean: tuple[float, float] = (0.34, -0.94)


def paint_pin(canvas: Canvas, pin: Pin) -> None:
    """Draw a pin; its size is in pixels, whatever the zoom. What it stands on is seen within its tip."""
    painter, look, unit = canvas.painter, canvas.look, 1.0 / canvas.zoom
    tip, lean = QPointF(pin.x, pin.y), QPointF(*pin.lean)
    near, head = tip + lean * (_TIP * unit), tip + lean * (_NEEDLE * unit)
    for role, width in (("key", _THIN + 2 * _EDGE), ("select", _THIN)):
        painter.setPen(QPen(look.colour(role), width * unit))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(tip, _TIP * unit, _TIP * unit)
        painter.drawLine(near, head)
        painter.setBrush(look.colour(role))
        painter.drawEllipse(head, _HEAD * unit, _HEAD * unit)
    font = QFont()
    font.setBold(True)
    font.setPixelSize(13)
    painter.save()
    painter.translate(head)
    painter.scale(unit, unit)
    painter.setFont(font)
    painter.setPen(look.colour("key") if not look.theme.dark else look.colour("bg"))
    box = QRectF(-_HEAD, -_HEAD, 2 * _HEAD, 2 * _HEAD)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(pin.number))
    painter.restore()

"""Pins: a numbered head on a needle, whose tip stands on the place that is meant."""

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPen

from viewer.widgets.canvas import Canvas

_NEEDLE, _HEAD, _TIP = 30.0, 11.0, 3.0
"""Pixels: the length of the needle, the radius of the head, that of the tip."""


class Pin(NamedTuple):
    """A pin: the plate point of its tip, and its number."""

    x: float
    y: float
    number: int


def paint_pin(canvas: Canvas, pin: Pin) -> None:
    """Draw a pin; its size is in pixels, whatever the zoom."""
    painter, look, unit = canvas.painter, canvas.look, 1.0 / canvas.zoom
    tip = QPointF(pin.x, pin.y)
    # It leans away from the edge above, and never off the plate's top.
    up = -1.0 if (pin.y - canvas.seen.y) * canvas.zoom > _NEEDLE + 2 * _HEAD else 1.0
    head = QPointF(pin.x + 0.35 * _NEEDLE * unit, pin.y + up * _NEEDLE * unit)
    for role, width in (("key", 5.0), ("select", 2.0)):
        painter.setPen(QPen(look.colour(role), width * unit))
        painter.drawLine(tip, head)
        painter.setBrush(look.colour(role))
        grown = (width - 2.0) / 2 * unit
        painter.drawEllipse(tip, _TIP * unit + grown, _TIP * unit + grown)
        painter.drawEllipse(head, _HEAD * unit + grown, _HEAD * unit + grown)
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

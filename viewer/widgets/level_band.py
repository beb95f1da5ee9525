"""LevelBand: the level cursor across a plate: a translucent band with a handle on the ruler.

Positions are device-independent pixels of the view.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from viewer.core.camera import Camera
from viewer.core.level_cursor import band_of
from viewer.core.plate import Plate
from viewer.widgets.letters import em, scaled
from viewer.widgets.look import Look
from viewer.widgets.ruler_strip import FLAG, strip_for

_VEIL = 0.13
_NAME = 0.86


class LevelBand:
    """The cursor on one plate; a plate without a ruler for its kind of level has none."""

    def __init__(self, plate: Plate) -> None:
        """Show no level yet."""
        self._plate = plate
        self._level: tuple[str, str] | None = None
        self._handle = QRectF()

    @property
    def level(self) -> tuple[str, str] | None:
        """Where the cursor is, by kind and name."""
        return self._level

    def holds(self, position: QPointF) -> bool:
        """Tell whether a position lies on the handle, as it was painted last."""
        return self._handle.contains(position)

    def set_level(self, level: tuple[str, str] | None) -> bool:
        """Take a level by its kind and name, or None; tell whether that is a change."""
        changed = level != self._level
        self._level = level
        return changed

    def extent(self, camera: Camera) -> tuple[float, float] | None:
        """Give the top and bottom of the band in the view, None where there is none."""
        band = band_of(self._plate, *self._level) if self._level is not None else None
        if band is None:
            return None
        return camera.to_view(0.0, band.top)[1], camera.to_view(0.0, band.bottom)[1]

    def paint(self, painter: QPainter, camera: Camera, look: Look, strip: float) -> None:
        """Paint the band across the plate, from the right edge of the ruler's ``strip`` on."""
        extent = self.extent(camera)
        if extent is None:
            return
        top, bottom = extent
        view = self._plate.view
        left = max(camera.to_view(view.x, 0.0)[0], strip)
        right = min(camera.to_view(view.x + view.width, 0.0)[0], camera.width)
        if bottom < 0 or top > camera.height or right <= left:
            return
        veil = QColor(look.colour("ink"))
        veil.setAlphaF(_VEIL)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(left, top, right - left, bottom - top), veil)
        painter.setPen(QPen(look.colour("ink2"), 1.2, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(left, top), QPointF(right, top))
        painter.drawLine(QPointF(left, bottom), QPointF(right, bottom))
        painter.restore()

    def paint_handle(self, painter: QPainter, camera: Camera, look: Look, font: QFont) -> None:
        """Paint the handle over the ruler's column of this kind of level, where it hides no other word."""
        extent = self.extent(camera)
        self._handle = QRectF()
        if extent is None or self._level is None or extent[1] < 0 or extent[0] > camera.height:
            return
        kind, name = self._level
        strip = strip_for(self._plate, font, camera.width)
        lane = next((one for one in strip.lanes if one.column.level_kind == kind), strip.lanes[-1])
        letters, half = scaled(font, _NAME * strip.letters / em(font), bold=True), strip.letters * FLAG
        wide = max(lane.right - lane.left, QFontMetricsF(letters).horizontalAdvance(name) + half / 2)
        at = min(max(sum(extent) / 2, half), camera.height - half)
        left, tip = lane.left, min(lane.left + wide + half * 0.7, float(strip.width))
        right = min(left + wide, tip - half * 0.4)
        shape = [(left, at - half), (right, at - half), (tip, at), (right, at + half), (left, at + half)]
        self._handle = QRectF(left, at - half, tip - left, 2 * half)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("bg"), 1.2))
        painter.setBrush(look.colour("ink"))
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in shape]))
        painter.setFont(letters)
        painter.setPen(look.colour("bg"))
        painter.drawText(QRectF(left, at - half, right - left, 2 * half), Qt.AlignmentFlag.AlignCenter, name)
        painter.restore()

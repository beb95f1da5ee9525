"""CompassMarks: words above and below a plate that say which way is which; the ruler has those at its sides.

Positions are device-independent pixels of the view.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from viewer.core.camera import Camera
from viewer.core.plate import Plate
from viewer.widgets.letters import em, scaled
from viewer.widgets.look import Look

_SIZE = 0.9
_EDGE = 1.7
"""The room a word takes at its edge, in font sizes."""

_NEAR = 0.3
"""How far beyond the drawing a word stands, in such rooms."""


class CompassMarks:
    """The compass of one plate."""

    def __init__(self, plate: Plate) -> None:
        """Take the plate's words."""
        self._words, self._view = plate.compass, plate.view

    def margins(self, font: QFont) -> tuple[float, float, float, float]:
        """Give the room at left, right, top and bottom that the words need."""
        edge = em(font) * _EDGE
        return 0.0, 0.0, edge if self._words.up else 0.0, edge if self._words.down else 0.0

    def paint(
        self, painter: QPainter, camera: Camera, look: Look, font: QFont, strip: float, caption: QRectF
    ) -> None:
        """Paint the words; ``strip`` is what the ruler takes at the left, ``caption`` a box to keep clear."""
        if not (self._words.up or self._words.down):
            return
        letters, edge = scaled(font, _SIZE, bold=True), em(font) * _EDGE
        advance, view = QFontMetricsF(letters).horizontalAdvance, self._view
        middle = camera.to_view(view.x + view.width / 2, 0.0)[0]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(letters)
        for word, at, least, most in (
            (self._words.up, view.y, edge / 2, edge / 2 + camera.height / 3),
            (self._words.down, view.y + view.height, camera.height * 2 / 3, camera.height - edge / 2),
        ):
            if word:
                length, beyond = advance(word) + em(font), edge * (-_NEAR if at == view.y else _NEAR)
                x = min(max(middle, strip + length / 2), camera.width - length / 2)
                y = min(max(camera.to_view(0.0, at)[1] + beyond, least), most)
                box = QRectF(x - length / 2, y - edge * 0.42, length, edge * 0.84)
                if box.intersects(caption):
                    box.moveBottom(camera.height - edge * 0.08)
                self._paint_word(painter, look, word, box)
        painter.restore()

    def _paint_word(self, painter: QPainter, look: Look, word: str, box: QRectF) -> None:
        ground = QColor(look.colour("bg"))
        ground.setAlphaF(0.86)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(look.colour("ink2"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)

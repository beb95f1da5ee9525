"""CompassMarks: words at the four edges of a plate's view that say which way is which.

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


class CompassMarks:
    """The compass of one plate."""

    def __init__(self, plate: Plate) -> None:
        """Take the plate's words."""
        self._words = plate.compass

    def margins(self, font: QFont) -> tuple[float, float, float, float]:
        """Give the room at left, right, top and bottom that the words need."""
        edge = em(font) * _EDGE
        words = self._words
        return (
            edge if words.left else 0.0, edge if words.right else 0.0,
            edge if words.up else 0.0, edge if words.down else 0.0,
        )  # fmt: skip

    def paint(self, painter: QPainter, camera: Camera, look: Look, font: QFont, strip: float) -> None:
        """Paint the words; ``strip`` is what the ruler takes at the left."""
        if not any(self._words):
            return
        letters, edge = scaled(font, _SIZE, bold=True), em(font) * _EDGE
        advance = QFontMetricsF(letters).horizontalAdvance
        across, along = (strip + camera.width) / 2, camera.height / 2
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(letters)
        for word, x, y, turn in (
            (self._words.up, across, edge / 2, 0),
            (self._words.down, across, camera.height - edge / 2, 0),
            (self._words.left, strip + edge / 2, along, -90),
            (self._words.right, camera.width - edge / 2, along, 90),
        ):
            if word:
                length = advance(word) + em(font)
                painter.save()
                painter.translate(x, y)
                painter.rotate(turn)
                self._paint_word(painter, look, word, length, edge * 0.84)
                painter.restore()
        painter.restore()

    def _paint_word(self, painter: QPainter, look: Look, word: str, length: float, height: float) -> None:
        box = QRectF(-length / 2, -height / 2, length, height)
        ground = QColor(look.colour("bg"))
        ground.setAlphaF(0.86)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(look.colour("ink2"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)

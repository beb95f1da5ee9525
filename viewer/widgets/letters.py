"""Letters: the size of a font in pixels, and the same font at another size."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontMetricsF


def em(font: QFont) -> float:
    """Give the size of a font in device-independent pixels."""
    return font.pixelSize() if font.pixelSize() > 0 else QFontMetricsF(font).height() / 1.17


def scaled(font: QFont, factor: float, bold: bool = False, italic: bool = False) -> QFont:
    """Give the font at another size, upright and regular unless asked."""
    other = QFont(font)
    other.setPixelSize(max(round(em(font) * factor), 1))
    other.setBold(bold)
    other.setItalic(italic)
    return other

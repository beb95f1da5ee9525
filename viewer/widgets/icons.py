"""Icons: the monochrome drawings of ``assets/icons``, in the colour of the text they stand beside."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap


def icon(name: str, palette: QPalette | None = None) -> QIcon:
    """Give the icon drawn in ``assets/icons/<name>.svg`` in ``currentColor``.

    Without a palette it follows the application's, also after a change of theme.
    """
    return QIcon(_TintedEngine(name, palette))


class _TintedEngine(QIconEngine):
    """Draws one SVG, its ``currentColor`` replaced by the palette's text colour when painting."""

    def __init__(self, name: str, palette: QPalette | None) -> None:
        super().__init__()
        self._name = name
        self._palette = palette

    def _colour(self, mode: QIcon.Mode) -> QColor:
        palette = self._palette or QGuiApplication.palette()
        if mode == QIcon.Mode.Disabled:
            return palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
        if mode == QIcon.Mode.Selected:
            return palette.color(QPalette.ColorRole.HighlightedText)
        return palette.color(QPalette.ColorRole.ButtonText)

    def clone(self) -> QIconEngine:
        return _TintedEngine(self._name, self._palette)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        from PySide6.QtSvg import QSvgRenderer

        from viewer.core.assets import asset

        drawing = asset(f"icons/{self._name}.svg").read_text("utf-8")
        tinted = drawing.replace("currentColor", self._colour(mode).name())
        QSvgRenderer(QByteArray(tinted.encode())).render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return picture

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:  # noqa: N802
        return self.pixmap(size, mode, state)

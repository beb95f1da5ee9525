"""The tip by the pointer: a region's name, its Latin name, its side and level."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from viewer.widgets.look import Look

_AFTER_MS = 170
_PAD_X, _PAD_Y, _AWAY = 0.55, 0.35, 1.1
"""The room about the words and the way from the pointer, in heights of a line."""


class PlateTip(QWidget):
    """Shows a few words a moment after they were asked for, and stays until told otherwise.

    It takes no mouse events, so that the pointer always means the plate.
    """

    def __init__(self, parent: QWidget) -> None:
        """Begin hidden, a child of the plate's viewport."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        self._around = parent
        self._look: Look | None = None
        self._lines: tuple[str, str, str] = ("", "", "")
        self._at = QPoint()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_AFTER_MS)
        self._wait.timeout.connect(self.show_now)

    def set_look(self, look: Look) -> None:
        """Take the colours."""
        self._look = look
        self.update()

    def lines(self) -> tuple[str, str, str]:
        """Give what is shown or about to be: name, Latin name, place."""
        return self._lines

    def offer(self, lines: tuple[str, str, str], at: QPoint) -> None:
        """Show these words near a point soon; at once where a tip is already there."""
        changed = lines != self._lines
        self._lines, self._at = lines, at
        if self.isVisible() and changed:
            self.show_now()
        elif not self.isVisible():
            self._wait.start()

    def show_now(self) -> None:
        """Show the words without waiting."""
        self._wait.stop()
        if self._look is None or not self._lines[0]:
            return
        size = self.sizeHint()
        area = self._around.rect()
        away = self._pixels(_AWAY)
        x, y = self._at.x() + away, self._at.y() + away
        if x + size.width() > area.right():
            x = self._at.x() - away - size.width()
        if y + size.height() > area.bottom():
            y = self._at.y() - away - size.height()
        x = max(min(x, area.right() - size.width()), 0)
        y = max(min(y, area.bottom() - size.height()), 0)
        self.setGeometry(x, y, size.width(), size.height())
        self.show()
        self.raise_()
        self.update()

    def withdraw(self) -> None:
        """Hide, and forget what was offered."""
        self._wait.stop()
        self._lines = ("", "", "")
        self.hide()

    def sizeHint(self) -> QSize:  # noqa: D102, N802
        rows = self._rows()
        width = max((metrics.horizontalAdvance(text) for text, metrics, _ in rows), default=0)
        height = sum(metrics.height() for _, metrics, _ in rows)
        return QSize(width + 2 * self._pixels(_PAD_X), height + 2 * self._pixels(_PAD_Y))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102, N802
        if self._look is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.ui("line"), 1))
        painter.setBrush(self._look.ui("tip"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(self._look.ui("tip-text"))
        x, y = self._pixels(_PAD_X), self._pixels(_PAD_Y)
        for text, metrics, style in self._rows():
            font = self.font()
            font.setBold(style == "name")
            font.setItalic(style == "latin")
            painter.setFont(font)
            painter.drawText(x, y + metrics.ascent(), text)
            y += metrics.height()
        painter.end()

    def _pixels(self, lines: float) -> int:
        return round(self.fontMetrics().height() * lines)

    def _rows(self) -> list[tuple[str, QFontMetrics, str]]:
        rows = []
        for text, style in zip(self._lines, ("name", "latin", "place"), strict=True):
            if text:
                font = self.font()
                font.setBold(style == "name")
                font.setItalic(style == "latin")
                rows.append((text, QFontMetrics(font), style))
        return rows

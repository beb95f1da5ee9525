"""Cover: a picture of a window's parts that lies over them until they are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QImage, QPaintEvent


class Cover(QWidget):
    """Shows a picture, in device pixels, in place of all that a window holds.

    :attr painted: whether it has been seen.
    """

    def __init__(self, window: QWidget) -> None:
        """Lie over ``window``, which is not shown yet, with nothing to show."""
        super().__init__(window)
        self._picture: QImage | None = None
        self.painted = False
        self.resize(window.size())

    def show_picture(self, picture: QImage) -> None:
        """Show a picture, where the window has the size and the pixels that it had there."""
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        self._picture = picture
        self.resize(picture.deviceIndependentSize().toSize())
        self.update()

    def take_away(self) -> None:
        """Show what lies beneath, and let go of the picture."""
        self.hide()
        self._picture = None
        self.deleteLater()

    def _fits(self) -> bool:
        if self._picture is None or self._picture.devicePixelRatioF() != self.devicePixelRatioF():
            return False
        return self.size() == self.window().size()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102, N802
        if self._picture is not None and self._fits():
            self.painted = True
            painter = QPainter(self)
            painter.drawImage(0, 0, self._picture)
            painter.end()

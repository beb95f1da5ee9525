"""MovedPicture: what is drawn above the plate, kept as a picture that moves along while the view pans."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import cast

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap, QRegion


class MovedPicture:
    """A picture of the view, in device pixels; moved, only what comes into view is painted."""

    def __init__(self, at_once: bool = False) -> None:
        """Keep nothing yet; ``at_once`` keeps a picture from the first time on, moved or not."""
        self._at_once = at_once
        self._key: object = None
        self._at = QPoint()
        self._picture: QPixmap | None = None

    @property
    def picture(self) -> QPixmap | None:
        """What is kept, as it was drawn last."""
        return self._picture

    def draw(
        self,
        painter: QPainter,
        key: object,
        origin: QPoint,
        size: QSize,
        paint: Callable[[QPainter, QRect], None],
    ) -> bool:
        """Draw what ``paint`` paints into a part of the view; False if it is as well painted directly.

        Unless it is kept at once, that is so until the view has moved (``origin``) while ``key`` and
        ``size`` stayed the same.
        """
        if (key, size) != self._key:
            self._key, self._at, self._picture = (key, size), QPoint(origin), None
            if not self._at_once:
                return False
        if self._picture is None:
            if origin == self._at and not self._at_once:
                return False
            self._picture = QPixmap(size)
            self._picture.fill(Qt.GlobalColor.transparent)
            _add(self._picture, QRegion(QRect(QPoint(0, 0), size)), paint)
        elif origin != self._at:
            by, view = origin - self._at, QRect(QPoint(0, 0), size)
            self._picture.scroll(by.x(), by.y(), view)
            _add(self._picture, QRegion(view) - QRegion(view.translated(by)), paint)
        self._at = QPoint(origin)
        painter.drawPixmap(0, 0, self._picture)
        return True


def _add(picture: QPixmap, region: QRegion, paint: Callable[[QPainter, QRect], None]) -> None:
    painter = QPainter(picture)
    for part in cast("Iterable[QRect]", region):
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        painter.fillRect(part, Qt.GlobalColor.transparent)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        paint(painter, part)
    painter.end()

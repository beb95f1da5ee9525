"""LabelPicture: labels as they were last painted, kept so that drawing them again is one copy."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QPointF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter


class LabelPicture:
    """A picture of what a function paints, for as long as its key stays the same."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        self._key: object = None
        self._times = 0
        self._image: QImage | None = None

    def draw(
        self,
        painter: QPainter,
        shift: QPointF,
        size: QSizeF,
        key: object,
        paint: Callable[[QPainter], None],
        directly: int,
    ) -> None:
        """Draw what ``paint`` paints, moved by ``shift`` to the nearest device pixel.

        ``size`` is that of the view, in its pixels. The first times after a change of ``key``, so many as
        ``directly`` says, there is no picture: at the start one would cost more than it saves.
        """
        ratio = painter.device().devicePixelRatioF()
        if (key, size, ratio) != self._key:
            self._key, self._times, self._image = (key, size, ratio), 0, None
        self._times += 1
        shift = QPointF(round(shift.x() * ratio) / ratio, round(shift.y() * ratio) / ratio)
        if self._times <= directly:
            painter.save()
            painter.translate(shift)
            paint(painter)
            painter.restore()
            return
        if self._image is None:
            self._image = _picture(size, ratio, paint)
        painter.drawImage(shift, self._image)


def _picture(size: QSizeF, ratio: float, paint: Callable[[QPainter], None]) -> QImage:
    across, along = ceil(size.width() * ratio), ceil(size.height() * ratio)
    image = QImage(max(across, 1), max(along, 1), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint(painter)
    painter.end()
    return image

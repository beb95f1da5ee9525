"""Overview: a small picture of the whole plate that shows, close in, which part is in view."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen

from viewer.core.camera import Camera
from viewer.core.plate import Plate, Rect
from viewer.widgets.letters import em
from viewer.widgets.look import Look

_SHOWN_FROM = 1.25
_HEIGHT, _MOST_WIDTH, _MOST_HEIGHT = 19.0, 0.2, 0.36
_LEAST = 3.0


class Overview:
    """Where the small picture lies, what it shows, and where a click on it leads."""

    def __init__(self) -> None:
        """Begin hidden; :meth:`place` decides."""
        self._rect = QRectF()
        self._plate = Rect(0, 0, 1, 1)

    @property
    def rect(self) -> QRectF:
        """The box of the picture in the view; empty while it is hidden."""
        return QRectF(self._rect)

    def place(
        self,
        plate: Plate,
        camera: Camera,
        fitting: float,
        font: QFont,
        left: float,
        keep_clear: Sequence[QRectF] = (),
    ) -> QRectF:
        """Choose the corner that hides least; give the box, empty unless the view is closer than the whole.

        ``fitting`` is the zoom at which the whole plate fits, ``left`` the right edge of the ruler, and
        ``keep_clear`` what should stay in sight (the selected regions), all in the view's pixels.
        """
        self._plate = plate.view
        self._rect = QRectF()
        size = em(font)
        ratio = plate.view.width / plate.view.height
        height = min(
            size * _HEIGHT, camera.height * _MOST_HEIGHT, (camera.width - left) * _MOST_WIDTH / ratio
        )
        if camera.zoom < fitting * _SHOWN_FROM or height < size * _LEAST:
            return self.rect
        width, gap = height * ratio, size * 0.7
        right, bottom = camera.width - width - gap, camera.height - height - gap
        top = size * 2.3
        corners = [
            QRectF(x, y, width, height)
            for x, y in ((right, bottom), (right, top), (left + gap, bottom), (left + gap, top))
        ]
        self._rect = min(corners, key=lambda corner: sum(_shared(corner, box) for box in keep_clear))
        return self.rect

    def paint(
        self,
        painter: QPainter,
        rect: QRectF,
        plate: Plate,
        camera: Camera,
        picture: QImage | None,
        look: Look,
    ) -> None:
        """Paint the picture of the whole plate into ``rect`` with a frame round what the view shows."""
        if rect.isEmpty():
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        ground = rect.adjusted(-3, -3, 3, 3)
        painter.setPen(QPen(look.colour("leader"), 1))
        painter.setBrush(look.colour("bg"))
        painter.drawRoundedRect(ground, 3, 3)
        if picture is not None and not picture.isNull():
            painter.drawImage(rect, picture)
        frame = _frame(rect, plate.view, camera)
        painter.setClipRect(ground)
        veil = QColor(look.colour("bg"))
        veil.setAlphaF(0.55)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(veil)
        for part in _around(ground.adjusted(1, 1, -1, -1), frame):
            painter.drawRect(part)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.colour("bg"), 4))
        painter.drawRect(frame)
        painter.setPen(QPen(look.colour("ink"), 1.6))
        painter.drawRect(frame)
        painter.restore()

    def contains(self, position: QPointF) -> bool:
        """Tell whether a position in the view lies on the picture."""
        return not self._rect.isEmpty() and self._rect.adjusted(-3, -3, 3, 3).contains(position)

    def camera_for(self, position: QPointF, camera: Camera) -> Camera:
        """Give the camera that brings the place under a position on the picture into the middle."""
        if self._rect.isEmpty():
            return camera
        across = min(max((position.x() - self._rect.left()) / self._rect.width(), 0.0), 1.0)
        along = min(max((position.y() - self._rect.top()) / self._rect.height(), 0.0), 1.0)
        return camera._replace(
            x=self._plate.x + across * self._plate.width,
            y=self._plate.y + along * self._plate.height,
        )


def _shared(one: QRectF, other: QRectF) -> float:
    both = one.intersected(other)
    return both.width() * both.height()


def _frame(rect: QRectF, view: Rect, camera: Camera) -> QRectF:
    """Give what the camera sees as a box in the picture, cut to it and never too small to find."""
    seen = camera.seen()
    scale = rect.width() / view.width
    box = QRectF(
        rect.left() + (seen.x - view.x) * scale,
        rect.top() + (seen.y - view.y) * scale,
        seen.width * scale,
        seen.height * scale,
    ).intersected(rect)
    lack_x, lack_y = max(6 - box.width(), 0) / 2, max(6 - box.height(), 0) / 2
    return box.adjusted(-lack_x, -lack_y, lack_x, lack_y)


def _around(outer: QRectF, inner: QRectF) -> list[QRectF]:
    """Give the four boxes that cover ``outer`` but not ``inner``."""
    return [
        QRectF(outer.left(), outer.top(), outer.width(), max(inner.top() - outer.top(), 0)),
        QRectF(outer.left(), inner.bottom(), outer.width(), max(outer.bottom() - inner.bottom(), 0)),
        QRectF(outer.left(), inner.top(), max(inner.left() - outer.left(), 0), inner.height()),
        QRectF(inner.right(), inner.top(), max(outer.right() - inner.right(), 0), inner.height()),
    ]

"""Pictures of a plate with nothing beside it: whole, or clear but for what is lit."""

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter

from viewer.core.camera import Camera
from viewer.core.framing import Frame
from viewer.core.plate import Plate
from viewer.widgets.canvas import Canvas
from viewer.widgets.look import Look
from viewer.widgets.overlay import Overlay
from viewer.widgets.plate_painter import Manner, PlatePainter


class BarePicture:
    """Draws one plate at one size; everything it draws lies exactly on the rest."""

    def __init__(self, plate: Plate, look: Look, most: QSize, hidden: frozenset[str] = frozenset()) -> None:
        """Take the plate as it is shown; the picture is as large as fits into ``most`` pixels."""
        self._painter = PlatePainter(plate, look)
        self._hidden = hidden
        self.size = QSize(round(plate.view.width * 100), round(plate.view.height * 100)).scaled(
            most, Qt.AspectRatioMode.KeepAspectRatio
        )
        self._camera: Camera = Frame(plate.view, self.size.width(), self.size.height()).fitting()

    def whole(self) -> QImage:
        """Draw the plate, nothing lit, no words."""
        image = self._blank(self._painter.look.colour("bg"))
        painter = self._onto(image)
        manner = Manner(hidden=self._hidden)
        self._painter.paint(painter, self._camera.zoom, self._camera.seen(), manner)
        painter.end()
        return image

    def lit(self, regions: Sequence[int]) -> QImage:
        """Draw some regions lit as on the screen, and nothing else; what lies between is clear."""
        image = self._blank(QColor(Qt.GlobalColor.transparent))
        overlay = Overlay()
        overlay.strong = tuple(regions)
        painter = self._onto(image)
        zoom = self._camera.zoom
        overlay.paint(Canvas(painter, self._painter, zoom, zoom, self._camera.seen(), self._hidden))
        painter.end()
        return image

    def _blank(self, colour: QColor) -> QImage:
        image = QImage(self.size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(colour)
        return image

    def _onto(self, image: QImage) -> QPainter:
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(*self._camera.to_view(0.0, 0.0))
        painter.scale(self._camera.zoom, self._camera.zoom)
        return painter


def as_bytes(image: QImage, form: str, quality: int = -1) -> bytes:
    """Give a picture as the content of a file: "png" or "jpg".

    :raises OSError: if this Qt cannot make such a file.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(form.encode()))
    writer.setQuality(quality)
    if not writer.write(image):
        raise OSError(writer.errorString())
    return bytes(buffer.data().data())

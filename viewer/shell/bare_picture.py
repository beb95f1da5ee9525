"""Pictures of a plate with nothing beside it: whole, or clear but for what is lit or covered."""

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter, QPen

from viewer.core.camera import Camera
from viewer.core.framing import Frame
from viewer.core.plate import Rect, Shape
from viewer.widgets.canvas import Canvas
from viewer.widgets.overlay import Overlay
from viewer.widgets.plate_painter import Manner, PlatePainter
from viewer.widgets.region_shapes import net_width

_COVER, _EDGE = 2.6, 1.4
"""What hides a region reaches so many pixels beyond it, and its edge so many further."""
_NET_COVER = 2.0


class BarePicture:
    """Draws one plate at one size; everything it draws lies exactly on the rest."""

    def __init__(
        self,
        painter: PlatePainter,
        view: Rect,
        most: QSize,
        hidden: frozenset[str] = frozenset(),
        bold: float = 1.0,
    ) -> None:
        """Take what paints the plate as it is shown, and what of it is seen.

        The picture is as large as fits into ``most`` pixels. Marks are drawn ``bold`` times as wide as on
        the screen, for a picture that will be shown smaller than it is.
        """
        self._painter, self._hidden, self._bold = painter, hidden, bold
        self.size = QSize(round(view.width * 100), round(view.height * 100)).scaled(
            most, Qt.AspectRatioMode.KeepAspectRatio
        )
        self._camera: Camera = Frame(view, self.size.width(), self.size.height()).fitting()

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
        overlay.paint(self._canvas(painter))
        painter.end()
        return image

    def covered(self, regions: Sequence[int]) -> QImage:
        """Draw what hides some regions, and nothing else; what lies above them shows through."""
        image = self._blank(QColor(Qt.GlobalColor.transparent))
        painter = self._onto(image)
        canvas = self._canvas(painter)
        # All edges come first, so that none parts the pieces of one vessel.
        own = canvas.in_view(regions)
        for number in own:
            self._cover(canvas, number, "key", _EDGE)
        for number in range(min(own, default=0), len(self._painter.plate.regions)):
            if number in regions:
                self._cover(canvas, number, "select", 0.0)
            elif self._painter.plate.regions[number].role and canvas.in_view((number,)):
                self._uncover(canvas, number)
        painter.end()
        return image

    def _cover(self, canvas: Canvas, number: int, role: str, more: float) -> None:
        region, colour = self._painter.plate.regions[number], canvas.look.colour(role)
        if region.shape is not Shape.AREA:
            canvas.halos((number,), (_NET_COVER if region.shape is Shape.NET else _COVER) + more, colour)
        elif more:
            canvas.halos((number,), more, colour)
        else:
            canvas.painter.fillPath(self._painter.shapes.body(number), colour)

    def _uncover(self, canvas: Canvas, number: int) -> None:
        region, shapes, painter = self._painter.plate.regions[number], self._painter.shapes, canvas.painter
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
        if region.shape is Shape.NET:
            painter.strokePath(shapes.body(number), QPen(Qt.GlobalColor.black, net_width(region.lines)))
        else:
            painter.fillPath(shapes.body(number), Qt.GlobalColor.black)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)

    def _canvas(self, painter: QPainter) -> Canvas:
        zoom = self._camera.zoom
        return Canvas(painter, self._painter, zoom / self._bold, zoom, self._camera.seen(), self._hidden)

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


def laid(below: QImage, above: QImage) -> QImage:
    """Give one picture laid on another of the same size."""
    both = QImage(below)
    painter = QPainter(both)
    painter.drawImage(0, 0, above)
    painter.end()
    return both


def is_clear(image: QImage, least: int) -> bool:
    """Tell whether fewer than ``least`` of each ten thousand pixels of a picture show anything."""
    seen = bytes(image.convertToFormat(QImage.Format.Format_Alpha8).constBits())
    return (len(seen) - seen.count(0)) * 10_000 < least * len(seen)


def as_bytes(image: QImage, form: str, quality: int = -1) -> bytes:
    """Give a picture as the content of a file: "png", "jpg" or "webp".

    :raises OSError: if this Qt cannot make such a file.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(form.encode()))
    writer.setQuality(quality)
    if not writer.write(image):
        raise OSError(writer.errorString())
    return bytes(buffer.data().data())

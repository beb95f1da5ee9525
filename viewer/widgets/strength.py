"""How well something is known: lines on the plate, and their key; told by pattern, and by colour too."""

from collections.abc import Iterable

from PySide6.QtCore import QLineF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from viewer.core.knowing import Band
from viewer.core.plate import Shape
from viewer.widgets.canvas import Canvas
from viewer.widgets.look import Look

WEAK, FADING, FIRM = Band.WEAK, Band.FADING, Band.FIRM
BANDS: tuple[str, ...] = tuple(Band)
_ROLES: dict[str, str] = {WEAK: "error", FADING: "warning", FIRM: "success"}
_DASHES: dict[str, tuple[float, ...]] = {WEAK: (0.1, 2.2), FADING: (4.0, 2.4), FIRM: ()}
_WIDTH, _HALO = 2.0, 3.8
_WIDTHS = {Shape.LINE: _WIDTH, Shape.AREA: 1.3, Shape.NET: 0.9}
"""Pixels: the line, by what it stands on; along a vessel it has a ground of its own."""
_ORDER = {Shape.AREA: 0, Shape.NET: 1, Shape.LINE: 2}


def paint_bands(canvas: Canvas, bands: Iterable[tuple[str, tuple[int, ...]]]) -> None:
    """Draw the line of its band along each vessel, and round each area; areas lie below vessels."""
    regions, zoom = canvas.plate.plate.regions, canvas.zoom
    drawn = [(band, number) for band, numbers in bands for number in canvas.in_view(numbers)]
    drawn.sort(key=lambda one: _ORDER[regions[one[1]].shape])
    ground = QPen(canvas.look.colour("bg"), _HALO / zoom)
    for band, number in drawn:
        shape = regions[number].shape
        path = _path(canvas, number)
        if shape is Shape.LINE:
            canvas.painter.strokePath(path, ground)
        canvas.painter.strokePath(path, pen_of(canvas.look, band, _WIDTHS[shape] / zoom))


def _path(canvas: Canvas, number: int) -> QPainterPath:
    """Give the middle of a vessel, or the outline of anything else."""
    region = canvas.plate.plate.regions[number]
    if region.shape is not Shape.LINE:
        return canvas.plate.shapes.body(number, 2 * canvas.least)
    path = QPainterPath()
    for line in region.lines:
        points = line.points
        path.moveTo(points[0], points[1])
        for at in range(2, len(points), 2):
            path.lineTo(points[at], points[at + 1])
    return path


def pen_of(look: Look, band: str, width: float) -> QPen:
    """Give the line of a band: dots, dashes, or unbroken."""
    pen = QPen(QColor(look.ui(_ROLES[band])), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap if band == WEAK else Qt.PenCapStyle.FlatCap)
    if _DASHES[band]:
        pen.setDashPattern(_DASHES[band])
    return pen


class _Swatch(QWidget):
    """A piece of the line of a band."""

    def __init__(self, band: str, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._band, self._look = band, look
        self.setFixedSize(QSize(self.fontMetrics().averageCharWidth() * 6, self.fontMetrics().height()))

    def set_look(self, look: Look) -> None:
        self._look = look
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen_of(self._look, self._band, _WIDTH))
        y = self.height() / 2
        painter.drawLine(QLineF(2, y, self.width() - 2, y))
        painter.end()


class StrengthBar(QWidget):
    """The key to the lines, over the plates, with a button that takes both away."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        """Explain the bands."""
        super().__init__(parent)
        words: dict[str, str] = {
            WEAK: self.tr("weak"),
            FADING: self.tr("fading"),
            FIRM: self.tr("firm"),
        }
        self.title = QLabel(self.tr("How well you know it:"), self)
        self.rest = QLabel(self.tr("no line: not yet asked"), self)
        self.button = QPushButton(self.tr("Hide &Memory"), self)
        self.rest.setWordWrap(True)
        pad = self.fontMetrics().height() // 2
        # In two lines, for in a narrow window one would take the room of index and reader.
        column = QVBoxLayout(self)
        column.setContentsMargins(pad, pad // 3, pad, pad // 3)
        column.setSpacing(pad // 3)
        row, key = QHBoxLayout(), QHBoxLayout()
        column.addLayout(row)
        column.addLayout(key)
        row.addWidget(self.title)
        row.addSpacing(pad)
        row.addWidget(self.rest, 1)
        row.addWidget(self.button)
        self._swatches = [_Swatch(band, look, self) for band in BANDS]
        self.counts: dict[str, QLabel] = {}
        self._words = words
        for band, swatch in zip(BANDS, self._swatches, strict=True):
            self.counts[band] = QLabel(words[band], self)
            key.addWidget(swatch)
            key.addWidget(self.counts[band])
            key.addSpacing(pad)
        key.addStretch(1)

    def set_look(self, look: Look) -> None:
        """Take the colours."""
        for swatch in self._swatches:
            swatch.set_look(look)

    def show_counts(self, counts: dict[str, int]) -> None:
        """Say how many structures are in each band."""
        text = self.tr("{band} ({count})")
        for band, label in self.counts.items():
            label.setText(text.format(band=self._words[band], count=counts.get(band, 0)))
        told = self.tr(", ").join(label.text() for label in self.counts.values())
        self.setAccessibleName(self.tr("How well you know it: {bands}").format(bands=told))

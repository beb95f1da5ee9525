"""How well something is known: lines and tones on the plate, and their key; told by pattern too."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QLineF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen, QTransform
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from viewer.core.knowing import Band
from viewer.core.plate import Shape
from viewer.widgets.canvas import Canvas
from viewer.widgets.look import Look

WEAK, FADING, FIRM = Band.WEAK, Band.FADING, Band.FIRM
BANDS: tuple[str, ...] = tuple(Band)
_ROLES: dict[str, str] = {WEAK: "error", FADING: "warning", FIRM: "success"}
_DASHES: dict[str, tuple[float, ...]] = {WEAK: (0.1, 2.0), FADING: (4.0, 2.4), FIRM: ()}
_GRAIN: dict[str, Qt.BrushStyle] = {
    WEAK: Qt.BrushStyle.Dense7Pattern,
    FADING: Qt.BrushStyle.BDiagPattern,
    FIRM: Qt.BrushStyle.NoBrush,
}
"""The grain of the tone that lies on areas and nets: dots, strokes, or none."""
_WIDTH: dict[str, float] = {WEAK: 2.8, FADING: 2.2, FIRM: 1.4}
"""Pixels: what wants to be learnt is drawn stronger than what is known."""
_NET = 5.0
"""Pixels: the breadth of the tone along a net."""
_TONE: dict[str, float] = {WEAK: 0.16, FADING: 0.14, FIRM: 0.08}
_GRAINED, _COARSE = 0.34, 1.5
"""How strong the tone is, and its grain; and how many times coarser the grain than Qt's own."""


def paint_bands(canvas: Canvas, bands: Iterable[tuple[str, tuple[int, ...]]]) -> None:
    """Draw the line of its band along each vessel, and its tone on areas and nets; vessels lie above.

    Lines round all the parts of an area, or along all threads of a net, would be a tangle.
    """
    regions, painter = canvas.plate.plate.regions, canvas.painter
    band_of = {number: band for band, numbers in bands for number in numbers}
    _paint_tones(canvas, band_of)
    lines = [one for one in canvas.in_view(band_of) if regions[one].shape is Shape.LINE]
    # What is to be learnt lies above what is known.
    for number in sorted(lines, key=lambda one: BANDS.index(band_of[one]), reverse=True):
        band = band_of[number]
        painter.strokePath(_middle(canvas, number), pen_of(canvas.look, band, _WIDTH[band] / canvas.zoom))


def _paint_tones(canvas: Canvas, band_of: Mapping[int, str]) -> None:
    """Lay tones on areas and nets: of several that lie above each other, only that of the uppermost."""
    place, ratio = canvas.painter.transform(), canvas.painter.device().devicePixelRatioF()
    view = QRect(0, 0, canvas.painter.device().width(), canvas.painter.device().height())
    part = place.mapRect(canvas.painter.clipBoundingRect()).toAlignedRect()
    part = part.intersected(view) if canvas.painter.hasClipping() else view
    sheet = QImage(part.size() * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    sheet.setDevicePixelRatio(ratio)
    sheet.fill(Qt.GlobalColor.transparent)
    painter = QPainter(sheet)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setTransform(place * QTransform.fromTranslate(-part.x(), -part.y()))
    regions = canvas.plate.plate.regions
    for number in sorted(canvas.in_view(range(len(regions))), key=lambda one: regions[one].order):
        _lay(canvas, painter, number, band_of.get(number))
    painter.end()
    canvas.painter.save()
    canvas.painter.resetTransform()
    canvas.painter.drawImage(part.topLeft(), sheet)
    canvas.painter.restore()


def _lay(canvas: Canvas, painter: QPainter, number: int, band: str | None) -> None:
    """Put the tone of a region in the place of what was laid beneath it; None takes that away."""
    shape, mode = canvas.plate.plate.regions[number].shape, QPainter.CompositionMode
    if shape is Shape.LINE or (shape is Shape.NET and band is None):
        return
    painter.setCompositionMode(mode.CompositionMode_Source)
    blank = [QBrush(Qt.GlobalColor.transparent)]
    for tone in tones_of(canvas.look, band, 1.0 / canvas.zoom) if band is not None else blank:
        if shape is Shape.AREA:
            painter.fillPath(canvas.plate.shapes.body(number, 2 * canvas.least), tone)
        else:
            painter.strokePath(_middle(canvas, number), _broad(tone, _NET / canvas.zoom))
        painter.setCompositionMode(mode.CompositionMode_SourceOver)


def tones_of(look: Look, band: str, unit: float) -> list[QBrush]:
    """Give what the tone of a band is laid on with: a wash, and its grain; ``unit`` is a pixel."""
    colour = QColor(look.ui(_ROLES[band]))
    colour.setAlphaF(_TONE[band])
    tones = [QBrush(colour)]
    if _GRAIN[band] is not Qt.BrushStyle.NoBrush:
        colour.setAlphaF(_GRAINED)
        grain = QBrush(colour, _GRAIN[band])
        grain.setTransform(QTransform.fromScale(unit * _COARSE, unit * _COARSE))
        tones.append(grain)
    return tones


def _broad(tone: QBrush, width: float) -> QPen:
    pen = QPen(tone, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _middle(canvas: Canvas, number: int) -> QPainterPath:
    """Give the middle lines of a vessel or a net."""
    region = canvas.plate.plate.regions[number]
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
    """A piece of the line of a band on its tone."""

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
        y = self.height() / 2
        for tone in tones_of(self._look, self._band, 1.0):
            painter.fillRect(QRectF(0, y - _NET, self.width(), 2 * _NET), tone)
        width = _WIDTH[self._band]
        painter.setPen(pen_of(self._look, self._band, width))
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
        self.rest = QLabel(self.tr("no mark: not yet asked"), self)
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

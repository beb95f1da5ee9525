"""Export: a plate written as a drawing, a picture or a document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QCoreApplication, QMarginsF, QRectF, QSize
from PySide6.QtGui import QFont, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter

from viewer.core.atlas import Atlas
from viewer.core.camera import Camera
from viewer.core.errors import ViewerError
from viewer.core.framing import Frame
from viewer.core.geometry import RegionIndex
from viewer.core.plate import Plate
from viewer.core.showing import words_in_force
from viewer.shell.in_force import InForce
from viewer.shell.place import Place
from viewer.shell.settings import Settings
from viewer.widgets.canvas import Canvas
from viewer.widgets.look import Look
from viewer.widgets.plate_painter import PlatePainter
from viewer.widgets.plate_trimmings import Trimmings
from viewer.widgets.plate_view import PlateView

if TYPE_CHECKING:
    from viewer.core.case import Involved
    from viewer.core.flow_marks import Flow

PICTURE = QSize(1200, 1600)
"""The size of a picture where none is asked for."""

_SCREEN_DPI = 96
_PRINT_DETAIL = 4.0
"""Device pixels to a pixel: how fine a page is drawn; a printer resolves far more than a screen."""


@dataclass(frozen=True)
class Export:
    """What is to be written: a plate of an atlas, what is lit on it, and how it looks.

    ``case`` says what is in force; None: what usually is. ``flow`` is the way of the blood, with blocks and
    what is congested.
    """

    atlas: Atlas
    folder: Path
    place: Place
    settings: Settings
    look: Look
    size: QSize = PICTURE
    scale: float = 1.0
    case: InForce | None = None
    flow: Flow | None = None

    @property
    def plate(self) -> Plate:
        """The plate as the case has it."""
        case, place = self.case or InForce(self.atlas), self.place
        return case.form(place.plate, place.level, place.condition).plate

    def write(self, file: Path) -> None:
        """Write the plate into ``file``, as its ending says.

        :raises ViewerError: if the ending is none of ours.
        :raises OSError: if it cannot be written.
        """
        match file.suffix.lower():
            case ".svg":
                self._write_svg(file)
            case ".png":
                self._write_png(file)
            case ".pdf":
                self._write_pdf(file)
            case _:
                text = QCoreApplication.translate("Export", "{file} should end in .svg, .png or .pdf.")
                raise ViewerError(text.format(file=file))

    def _view(self) -> PlateView:
        view = PlateView()
        view.set_look(self.look)
        plate = self.plate
        view.show_plate(self.atlas, plate.id, plate, None)
        view.set_layers({layer: state.value for layer, state in self.settings.layers.items()})
        view.set_involved(self._involved())
        view.set_selection(self.place.addresses)
        if self.flow is not None:
            from viewer.core.flow_marks import flow_marks

            view.set_flow(flow_marks(self.atlas, plate, self.flow), self.flow.lit)
        return view

    def _involved(self) -> Involved | None:
        """Give what the condition that is shown involves; None if none is."""
        if not self.place.condition:
            return None
        from viewer.core.case import involved_in

        return involved_in(self.atlas, self.place.condition)

    def _write_png(self, file: Path) -> None:
        picture = QImage(self.size * self.scale, QImage.Format.Format_RGB32)
        picture.setDevicePixelRatio(self.scale)
        page = QRectF(0, 0, self.size.width(), self.size.height())
        self._paint(QPainter(picture), page, self.scale)
        atlas = self.atlas
        picture.setText("Title", atlas.plates[self.place.plate].title)
        picture.setText("Source", f"{atlas.title}, {atlas.version}")
        picture.setText("Copyright", atlas.licence)
        picture.setText("Disclaimer", atlas.disclaimer_short)
        if not picture.save(str(file)):
            raise _unwritable(file)

    def _write_pdf(self, file: Path) -> None:
        _touch(file)
        writer = QPdfWriter(str(file))
        writer.setTitle(self.atlas.plates[self.place.plate].title)
        writer.setCreator("Spinal Vein Viewer")
        # At a screen's resolution the labels have their sizes in points; the drawing is vectors anyway.
        writer.setResolution(_SCREEN_DPI)
        writer.setPageLayout(
            QPageLayout(
                QPageSize(QPageSize.PageSizeId.A4),
                QPageLayout.Orientation.Portrait,
                QMarginsF(12, 12, 12, 12),
                QPageLayout.Unit.Millimeter,
            )
        )
        self._paint(QPainter(writer), QRectF(0, 0, writer.width(), writer.height()), _PRINT_DETAIL)

    def _paint(self, painter: QPainter, page: QRectF, detail: float) -> None:
        view = self._view()
        view.paint_plate(painter, page, labels=self.settings.labels.value, detail=detail)
        painter.end()
        view.deleteLater()

    def _write_svg(self, file: Path) -> None:
        from viewer.shell.svg_export import SvgPlate

        plate, case = self.plate, self.case or InForce(self.atlas)
        drawing = SvgPlate(self.atlas, plate, self.folder)
        showing = case.showing(self.place.level, self.place.condition)
        drawing.leave_out(words_in_force(self.atlas, self.atlas.plates[plate.id], showing))
        drawing.title_regions()
        layers = {layer: state.value for layer, state in self.settings.layers.items()}
        if self.flow is not None and self.flow.lit is not None:
            layers = {layer: "hide" if layers.get(layer) == "hide" else "ghost" for layer in plate.layers}
        drawing.colour(self.look, layers)
        lit, involved = self.place.addresses, self._involved()
        if involved is not None and lit == involved.example:
            lit = involved.begins
        if lit:
            drawing.mark(lit, self.look)
        if case.turned and plate.turnable:
            drawing.turn()
        owner = QCoreApplication.instance()
        assert owner is not None
        trimmings = Trimmings(self.atlas, plate, RegionIndex(plate), owner)
        trimmings.set_selection(self.place.addresses, ())
        font, width, height = QFont(), self.size.width(), self.size.height()
        camera = Frame(plate.view, width, height, *trimmings.gutters(font, width, height)).fitting()

        def paint_labels(painter: QPainter) -> None:
            trimmings.paint_all(painter, camera, self.look, font, self.settings.labels.value, True)

        ground = self.look.colour("bg").name()
        parts: list[tuple[str, Callable[[QPainter], None]]] = [("layer-labels", paint_labels)]
        if self.flow is not None:
            # The dots of labels must not hide the numbers of steps.
            parts.insert(0, ("layer-flow", self._flow_painter(camera, font, numbers=False)))
            parts.append(("layer-steps", self._flow_painter(camera, font, numbers=True)))
        for name, paint in parts:
            drawing.add_drawing(self._as_svg(paint), name, camera, ground)
        trimmings.deleteLater()
        drawing.write(file)

    def _flow_painter(self, camera: Camera, font: QFont, numbers: bool) -> Callable[[QPainter], None]:
        """Give what paints the way of the blood, or the numbers of its steps alone."""
        from viewer.core.flow_marks import flow_marks
        from viewer.widgets.flow_painter import paint_discs, paint_flow

        assert self.flow is not None
        plate = self.plate
        marks = flow_marks(self.atlas, plate, self.flow)
        hidden = {layer for layer, state in self.settings.layers.items() if state.value == "hide"}

        def paint(painter: QPainter) -> None:
            painter.translate(*camera.to_view(0.0, 0.0))
            painter.scale(camera.zoom, camera.zoom)
            shown = PlatePainter(plate, self.look)
            canvas = Canvas(painter, shown, camera.zoom, camera.zoom * _PRINT_DETAIL, camera.seen(), hidden)
            paint_discs(canvas, marks.discs, font) if numbers else paint_flow(canvas, marks)

        return paint

    def _as_svg(self, paint: Callable[[QPainter], None]) -> bytes:
        """Give what is painted, in pixels of the picture, as a drawing."""
        from PySide6.QtSvg import QSvgGenerator

        buffer = QBuffer()
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setSize(self.size)
        generator.setViewBox(QRectF(0, 0, self.size.width(), self.size.height()))
        generator.setResolution(_SCREEN_DPI)
        painter = QPainter(generator)
        paint(painter)
        painter.end()
        return bytes(buffer.data().data())


def _touch(file: Path) -> None:
    """Make sure that a file can be written, for Qt's PDF writer would only say so on stderr."""
    file.open("ab").close()


def _unwritable(file: Path) -> OSError:
    text = QCoreApplication.translate("Export", "{file} cannot be written.")
    return OSError(text.format(file=file))

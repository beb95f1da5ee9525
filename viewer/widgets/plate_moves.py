"""PlateMoves: the camera on a plate: zoom, pan, scroll bars, and movement from place to place."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from viewer.core.camera import Camera
from viewer.core.framing import Frame
from viewer.core.plate import Plate
from viewer.widgets.plate_flight import PlateFlight
from viewer.widgets.plate_trimmings import Trimmings

_STEP = 1.25
_BARS_AFTER_MS = 60


class PlateMoves(QAbstractScrollArea):
    """A plate's camera and what moves it; :class:`~viewer.widgets.plate_stage.PlateStage` paints.

    Zoom in the public methods is relative, 1.0 being the whole plate.
    """

    plate: Plate | None = None
    """What is shown."""
    trimmings: Trimmings | None = None
    """What stands beside and above it."""

    view_changed = Signal()
    """Another part of the plate is seen, or it is seen at another zoom."""
    zoom_changed = Signal(float)
    """The zoom, 1.0 being the whole plate."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without a camera: there is no plate yet."""
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # One that Qt made would be unknown to PySide, which then looks through every class of widget.
        self.setViewport(QWidget(self))
        self._camera: Camera | None = None
        self._zoom = 1.0
        self._fitted = True
        self._syncing = False
        self._bars_later = QTimer(self)
        self._bars_later.setSingleShot(True)
        self._bars_later.setInterval(_BARS_AFTER_MS)
        self._bars_later.timeout.connect(self._sync_bars)
        self._placing = QTimer(self)
        self._placing.setSingleShot(True)
        self._placing.timeout.connect(self._place)
        self._flight = PlateFlight(self)
        self._flight.moved.connect(self._fly)

    def camera(self) -> tuple[float, float, float]:
        """Give the zoom (1.0 = whole) and the plate point in the middle."""
        camera = self._camera
        return (1.0, 0.0, 0.0) if camera is None else (self.zoom(), camera.x, camera.y)

    def set_camera(self, camera: tuple[float, float, float]) -> None:
        """Look from where :meth:`camera` once did; what lies out of reach is brought within."""
        zoom, x, y = camera
        if self._camera is not None:
            self._flight.stop()
            fit = self.frame().fitting()
            self.look_through(fit._replace(zoom=fit.zoom * zoom, x=x, y=y))

    def view_camera(self) -> Camera | None:
        """Give the camera of the viewport, in plate units and pixels; None while there is no plate."""
        return self._camera

    def frame(self) -> Frame:
        """Give the room that the viewport leaves to the drawing, scroll bars or not."""
        size = self.maximumViewportSize()
        return self._frame(size.width(), size.height())

    def zoom(self) -> float:
        """Give the zoom, 1.0 being the whole plate."""
        return self._zoom

    def set_zoom(self, zoom: float, at: QPointF | None = None) -> None:
        """Zoom about a point of the viewport, or about the middle."""
        if self._camera is None:
            return
        self._flight.stop()
        frame = self.frame()
        x, y = (self._camera.centre_x, self._camera.centre_y) if at is None else (at.x(), at.y())
        self.look_through(frame.zoomed(self._camera, zoom * frame.fitting().zoom, x, y))

    def zoom_in(self) -> None:
        """Go one step closer."""
        self.set_zoom(self.zoom() * _STEP)

    def zoom_out(self) -> None:
        """Go one step back."""
        self.set_zoom(self.zoom() / _STEP)

    def fit(self) -> None:
        """Show the whole plate."""
        if self._camera is not None:
            self._flight.go(self._camera, self.frame().fitting())

    def pan(self, dx: float, dy: float) -> None:
        """Move the drawing by so many pixels."""
        if self._camera is not None:
            self._flight.stop()
            self.look_through(self._camera.moved(dx, dy))

    def look_through(self, camera: Camera | None) -> None:
        """Take another camera, as near to it as the frame allows; None means the whole plate."""
        if self.plate is None:
            return
        frame, before, zoom = self.frame(), self._camera, self._zoom
        fit = frame.fitting()
        kept = fit if camera is None else frame.kept(camera)
        self._camera, self._zoom = kept, kept.zoom / fit.zoom
        self._fitted = kept == fit
        self._want()
        if kept == before:
            return
        if before is None or kept.zoom != before.zoom:
            self._sync_bars()
        elif not self._bars_later.isActive():
            self._bars_later.start()
        self.viewport().update()
        self.view_changed.emit()
        if before is None or self._zoom != zoom:
            self.zoom_changed.emit(self._zoom)

    def place_before_painting(self) -> None:
        """Place the labels when what waits has been heard, and keep the last picture on screen till then."""
        self.viewport().setUpdatesEnabled(False)
        self._placing.start()

    def _place(self) -> None:
        self._placing.stop()
        if self.trimmings is not None:
            self.trimmings.place()
        self.viewport().setUpdatesEnabled(True)

    def _frame(self, width: float, height: float) -> Frame:
        assert self.plate is not None and self.trimmings is not None
        return Frame(self.plate.view, width, height, *self._gutters(width, height))

    def _gutters(self, width: float, height: float) -> tuple[float, float, float, float]:
        """Give what the words beside the plate take at left, right, top and bottom, in pixels."""
        assert self.trimmings is not None
        return self.trimmings.gutters(self.font(), width, height)

    def _follow_frame(self) -> None:
        """Look at the same part as closely as before, in a room that is another now.

        As closely: the zoom is told, kept in places and given in links as a multiple of the whole plate.
        """
        if self._camera is None or self._fitted:
            self.look_through(None)
        else:
            zoom = self._zoom * self.frame().fitting().zoom
            self.look_through(self._camera._replace(zoom=zoom))

    def _fly(self, camera: Camera, arrived: bool) -> None:
        self.look_through(camera)

    def _sync_bars(self) -> None:
        """Bring the scroll bars up to the camera; painting them costs as much as a step of panning."""
        camera = self._camera
        if camera is None:
            return
        self._bars_later.stop()
        self._syncing = True
        frame = self.frame()
        middle = frame.fitting()
        plays = frame.play(camera)
        offsets = (camera.x - middle.x, camera.y - middle.y)
        pages = (self.viewport().width(), self.viewport().height())
        bars = (self.horizontalScrollBar(), self.verticalScrollBar())
        for bar, play, offset, page in zip(bars, plays, offsets, pages, strict=True):
            bar.setRange(0, round(2 * play * camera.zoom))
            bar.setPageStep(page)
            bar.setSingleStep(max(page // 12, 1))
            bar.setValue(round((offset + play) * camera.zoom))
        self._syncing = False

    def _want(self) -> None:
        """Take note of what is looked at now; for the class that paints."""

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102, N802
        if self.plate is not None:
            self._follow_frame()
        self._want()

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: D102, N802
        camera = self._camera
        if self._syncing or camera is None:
            return
        frame = self.frame()
        middle, (across, along) = frame.fitting(), frame.play(camera)
        x, y = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        self._flight.stop()
        to_x = middle.x - across + x / camera.zoom if dx else camera.x
        to_y = middle.y - along + y / camera.zoom if dy else camera.y
        self.look_through(camera._replace(x=to_x, y=to_y))

    def _follow_font(self) -> None:
        if self.plate is not None:
            self._follow_frame()
            self._want()

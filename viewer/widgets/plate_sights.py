"""PlateSights: a plate that finds its regions in the view, and that can be painted into pictures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter

from viewer.core.address import Address
from viewer.core.plate import Rect
from viewer.widgets.canvas import Canvas
from viewer.widgets.plate_stage import PlateStage
from viewer.widgets.region_shapes import union

if TYPE_CHECKING:
    from viewer.core.flow_marks import FlowMarks
    from viewer.widgets.pins import Pin

_PART_CLOSEST = 3.0
"""A part of what is as large as the plate is shown at most so much closer than the whole."""


class PlateSights(PlateStage):
    """A plate that brings what is asked for into view; :class:`PlateSurface` has the words for it."""

    def bring_into_view(self, addresses: Iterable[Address], part: Address | None = None) -> None:
        """Bring these into view at a fitting zoom; what is not on this plate is passed over.

        A closer view of them stays. Of what is as large as the plate, the ``part`` that is meant is shown.
        """
        camera = self._camera
        bounds = self._bounds_of(addresses)
        if camera is None or bounds is None:
            return
        frame = self.frame()
        small = None if part is None else self._bounds_of((part,))
        if small is not None and frame.around(bounds) == frame.fitting():
            self._flight.go(camera, frame.centred(camera, small, _PART_CLOSEST))
        else:
            self._flight.go(camera, frame.towards(camera, bounds))

    def _bounds_of(self, addresses: Iterable[Address]) -> Rect | None:
        if self.plate is None:
            return None
        return union(self.plate.regions[number].bounds for number in self.numbers_of(addresses))

    def reveal(self, number: int) -> None:
        """Move as little as is needed for a region to be seen, without a change of zoom."""
        if self._camera is None:
            return
        self._reveal(self.box_of(number))

    def flow_marks(self) -> FlowMarks | None:
        """Give what is drawn of the blood's way; None if nothing is."""
        return self._flow.marks

    def coloured(self) -> tuple[Address, ...] | None:
        """Give what keeps its colours on the plate while the rest steps back; None where nothing does."""
        return self._standing.coloured()

    def set_bands(self, bands: tuple[tuple[str, tuple[int, ...]], ...]) -> None:
        """Show how well regions are known: for each band of :mod:`viewer.widgets.strength` its regions.

        The plate itself steps back, so that little is needed to tell them.
        """
        if bands != self._overlay.bands:
            self._overlay.bands = bands
            self._standing.weighed = bool(bands)
            self._renew()

    def bands(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """Give what is shown of how well regions are known."""
        return self._overlay.bands

    def set_pins(self, pins: Sequence[Pin]) -> None:
        """Show these pins and no others."""
        self._overlay.pins = tuple(pins)
        self.viewport().update()

    def pins(self) -> tuple[Pin, ...]:
        """Give the pins that are shown."""
        return self._overlay.pins

    def _paint(self, painter: QPainter, exposed: QRect) -> None:
        super()._paint(painter, exposed)
        camera = self._camera
        if camera is None or self._painter is None or not self.pins():
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(*camera.to_view(0.0, 0.0))
        painter.scale(camera.zoom, camera.zoom)
        scale = camera.zoom * self.devicePixelRatioF()
        canvas = Canvas(painter, self._painter, camera.zoom, scale, camera.seen(), self.hidden_layers())
        self._overlay.paint_pins(canvas)
        painter.restore()

    def stand_at(self, step: int) -> None:
        """Mark the number of a step of the blood's way, and bring it into sight."""
        disc = self._flow.stand_at(step)
        self.viewport().update()
        if disc is not None and self._camera is not None:
            x, y = self._camera.to_view(disc.x, disc.y)
            self._reveal(QRectF(x, y, 1.0, 1.0))

    def _reveal(self, box: QRectF) -> None:
        if self._camera is None:
            return
        room = QRectF(self.viewport().rect()).adjusted(40, 40, -40, -40)
        dx = _way(box.left(), box.right(), room.left(), room.right())
        dy = _way(box.top(), box.bottom(), room.top(), room.bottom())
        if dx or dy:
            self._flight.go(self._camera, self.frame().kept(self._camera.moved(dx, dy)))

    def caption_box(self) -> QRectF:
        """Give the box of the plate's caption in the view; an empty one where it has no room."""
        return self.trimmings.caption_box() if self.trimmings is not None else QRectF()

    def paint_plate(
        self,
        painter: QPainter,
        size: QRectF,
        labels: str | None = None,
        ruler: bool = True,
        as_seen: bool = False,
        detail: float = 1.0,
    ) -> None:
        """Paint the plate as vectors into a rectangle of a page or picture, with selection and labels.

        ``labels`` is "all", "selected", "none", or None for what is shown now. ``as_seen`` keeps the part
        and zoom of the view instead of the whole plate. ``detail`` is the number of device pixels per
        unit of the painter, and decides what is too fine to be drawn.
        """
        if self._painter is None or self.look is None or self.trimmings is None:
            return
        frame = self._frame(size.width(), size.height())
        camera = frame.fitting()
        if as_seen and self._camera is not None:
            closer = camera.zoom * self.zoom()
            camera = frame.kept(camera._replace(zoom=closer, x=self._camera.x, y=self._camera.y))
        inside = QRectF(0, 0, size.width(), size.height())
        scale = camera.zoom * detail
        painter.save()
        painter.translate(size.topLeft())
        painter.setClipRect(inside)
        painter.fillRect(inside, self.look.colour("bg"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.save()
        painter.translate(*camera.to_view(0.0, 0.0))
        painter.scale(camera.zoom, camera.zoom)
        self._painter.paint(painter, scale, camera.seen(), self._manner())
        canvas = Canvas(painter, self._painter, camera.zoom, scale, camera.seen(), self.hidden_layers())
        self._overlay.paint(canvas)
        self._flow.paint(canvas, self.font())
        painter.restore()
        mode = self._label_mode if labels is None else labels
        self.trimmings.paint_all(painter, camera, self.look, self.font(), mode, ruler)
        painter.translate(*camera.to_view(0.0, 0.0))
        painter.scale(camera.zoom, camera.zoom)
        self._overlay.paint_pins(canvas)
        if not as_seen:  # else labels may stand where the numbers are
            self._flow.paint_numbers(canvas, self.font())
        painter.restore()


def _way(low: float, high: float, first: float, last: float) -> float:
    """Give the least move that brings a stretch into view; the nearer end of one that is longer."""
    room = last - first
    if high - low <= room:
        return min(last - high, 0.0) or max(first - low, 0.0)
    if low > last:
        return last - room / 2 - low
    return first + room / 2 - high if high < first else 0.0

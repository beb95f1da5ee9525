"""The resting plate as pictures: painted off the way of input, kept within a bound, drawn in a blink.

Coordinates here are device pixels from the plate's origin at a scale (device pixels per plate unit), so
that a picture keeps its place whatever part of the plate is seen.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from math import ceil, floor
from time import perf_counter
from typing import NamedTuple, cast

from PySide6.QtCore import QObject, QPoint, QRect, QRectF, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QRegion

from viewer.core.plate import Rect
from viewer.widgets.picture_file import PictureFile
from viewer.widgets.plate_painter import Manner, PlatePainter

_SLICE, _SHORT_SLICE, _STIR = 0.008, 0.003, 0.1
"""Seconds: of a slice of painting, of one while the view moves, and how long it counts as moving."""

_LEAST_SIDE = 128
_AHEAD = 256
_AHEAD_AFTER_MS = 150
_KEPT_VIEWS = 3
_OVERVIEW_SIDE = 1400


class Patch(NamedTuple):
    """A painted rectangle of the plate; ``round`` counts the looks and manners shown so far."""

    round: int
    scale: float
    place: QRect
    image: QImage


class _Job(NamedTuple):
    patch: Patch
    painter: QPainter
    slices: Generator[None]
    urgent: bool


class PlateCache(QObject):
    """Keeps pictures of one plate in one manner and paints those that are missing, a slice at a time.

    Until the right picture is there, :meth:`draw` shows the nearest others, scaled.
    """

    picture_ready = Signal()
    """A picture that was missing can now be drawn, perhaps that of the whole plate."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._painter: PlatePainter | None = None
        self._stirred = 0.0
        self._manner = Manner()
        self._file: PictureFile | None = None
        self._round = 0
        self._patches: dict[int, Patch] = {}
        self._serial = 0
        self._whole: Patch | None = None
        self._scale = 0.0
        self._whole_scale = 0.0
        self._seen = QRect()
        self._job: _Job | None = None
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._work)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(_AHEAD_AFTER_MS)
        self._idle.timeout.connect(self._work_ahead)

    def show(self, painter: PlatePainter, manner: Manner, file: PictureFile | None) -> None:
        """Show a plate in a look and a manner; ``file`` may keep its whole picture between starts.

        Pictures of the same plate stay as stand-ins until theirs are painted anew.
        """
        self._stop()
        if self._painter is None or self._painter.plate.elements is not painter.plate.elements:
            self._patches, self._whole = {}, None
        self._painter, self._manner, self._file = painter, manner, file
        self._round += 1
        if self._scale:
            self.want(self._scale, self._seen, self._whole_scale)

    def want(self, scale: float, seen: QRect, whole_scale: float) -> None:
        """Say what is to be drawn next; ``whole_scale`` is the one at which the whole plate fits."""
        if scale == self._scale and seen != self._seen:
            self._stirred = perf_counter()
        self._scale, self._seen, self._whole_scale = scale, seen, whole_scale
        if self._painter is None:
            return
        self._idle.stop()
        job = self._job
        if job is not None and (job.patch.scale != scale or not job.patch.place.intersects(seen)):
            self._stop()
        if self._job is None:
            self._begin(self._gap(seen), urgent=True)
        self._shed()

    def finish(self) -> None:
        """Paint at once whatever is seen and still missing, and the picture of the whole."""
        if self._job is not None and not self._job.urgent:
            self._stop()
        while self.is_busy():
            if self._job is None:
                self._begin(self._gap(self._seen), urgent=True)
            if self._job is not None:
                self._work_off()
        if self._painter is not None and self._whole_is_old():
            self._begin_whole()
            self._work_off()

    def _work_off(self) -> None:
        assert self._job is not None
        for _ in self._job.slices:
            pass
        self._complete()

    def is_busy(self) -> bool:
        """Tell whether something that is seen has still to be painted."""
        return self._painter is not None and not self._gap(self._seen).isEmpty()

    def whole(self) -> QImage | None:
        """Give the picture of the whole plate, if there is one."""
        return None if self._whole is None else self._whole.image

    def held(self) -> int:
        """Give the bytes that all pictures take together."""
        patches = list(self._patches.values())
        if self._whole is not None and self._whole not in patches:
            patches.append(self._whole)
        return sum(patch.image.sizeInBytes() for patch in patches)

    def draw(self, painter: QPainter, origin: QPoint, exposed: QRect) -> None:
        """Draw into a painter in device pixels; ``origin`` is where the plate's origin lies.

        ``exposed`` is the rectangle to draw, in the painter's coordinates.
        """
        if self._painter is None or not self._scale:
            return
        asked = exposed.translated(-origin)
        bare = self._bare(asked)
        if not bare.isEmpty():
            self._draw_stand_ins(painter, origin, bare.translated(origin))
        for serial, patch in tuple(self._patches.items()):
            part = patch.place & asked
            if self._is_current(patch) and not part.isEmpty():
                self._patches[serial] = self._patches.pop(serial)
                from_image = part.translated(-patch.place.topLeft())
                painter.drawImage(part.topLeft() + origin, patch.image, from_image)

    # What is there and what is missing

    def _is_current(self, patch: Patch) -> bool:
        return patch.round == self._round and patch.scale == self._scale

    def _bounds(self, scale: float) -> QRect:
        assert self._painter is not None
        view = self._painter.plate.view
        left, top = floor(view.x * scale), floor(view.y * scale)
        right, bottom = ceil((view.x + view.width) * scale), ceil((view.y + view.height) * scale)
        return QRect(left, top, right - left, bottom - top)

    def _bare(self, asked: QRect) -> QRegion:
        bare = QRegion(asked & self._bounds(self._scale))
        for patch in self._patches.values():
            if self._is_current(patch):
                bare = bare.subtracted(QRegion(patch.place))
        return bare

    def _gap(self, asked: QRect) -> QRect:
        """Give a rectangle to paint next, or an empty one: not so narrow that there would be many."""
        if self._scale <= self._whole_scale:
            asked = self._bounds(self._scale)
        bare = self._bare(asked)
        if bare.isEmpty():
            return QRect()
        gap = bare.boundingRect()
        if bare.rectCount() > 1:
            gap = max(_rects(bare), key=lambda rect: rect.width() * rect.height())
        across, along = max(_LEAST_SIDE - gap.width(), 0), max(_LEAST_SIDE - gap.height(), 0)
        return self._bare(gap.adjusted(-across, -along, across, along)).boundingRect()

    # Painting, a slice at a time

    def _begin(self, place: QRect, urgent: bool) -> None:
        if place.isEmpty():
            self._idle.start()
            return
        if self._load(place):
            return
        self._job = self._new_job(self._scale, place, urgent)
        self._next.start()

    def _new_job(self, scale: float, place: QRect, urgent: bool) -> _Job:
        assert self._painter is not None
        image = QImage(place.size(), QImage.Format.Format_RGB32)
        image.fill(self._painter.look.colour("bg"))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(-place.x(), -place.y())
        painter.scale(scale, scale)
        seen = Rect(place.x() / scale, place.y() / scale, place.width() / scale, place.height() / scale)
        slices = self._painter.paint_in_slices(painter, scale, seen, self._manner, self._slice_length)
        return _Job(Patch(self._round, scale, place, image), painter, slices, urgent)

    def _slice_length(self) -> float:
        return _SHORT_SLICE if perf_counter() - self._stirred < _STIR else _SLICE

    def _work(self) -> None:
        job = self._job
        if job is None:
            return
        for _ in job.slices:
            self._next.start()
            return
        self._complete()

    def _complete(self) -> None:
        job = self._job
        assert job is not None
        job.painter.end()
        self._job = None
        self._keep(job.patch)
        if job.patch is self._whole and job.patch.scale == self._whole_scale and self._file is not None:
            self._file.save(self._key(), job.patch.image)
        if self._is_current(job.patch) or job.patch is self._whole:
            self.picture_ready.emit()
        if self._job is None:
            self._begin(self._gap(self._seen), urgent=True)

    def _work_ahead(self) -> None:
        """Paint the whole plate for the overview if that is old, then the surroundings of what is seen."""
        if self._painter is None or self._job is not None:
            return
        if self._whole_is_old():
            self._begin_whole()
        elif self._scale > self._whole_scale:
            ahead = self._gap(self._around())
            if not ahead.isEmpty():
                self._begin(ahead, urgent=False)

    def _around(self) -> QRect:
        return self._seen.adjusted(-_AHEAD, -_AHEAD, _AHEAD, _AHEAD)

    def _whole_is_old(self) -> bool:
        return self._whole is None or self._whole.round != self._round

    def _begin_whole(self) -> None:
        side = max(self._bounds(1.0).width(), self._bounds(1.0).height())
        scale = min(self._whole_scale, _OVERVIEW_SIDE / side)
        self._job = self._new_job(scale, self._bounds(scale), urgent=False)
        self._next.start()

    def _stop(self) -> None:
        self._next.stop()
        if self._job is not None:
            self._job.slices.close()
            self._job.painter.end()
            self._job = None

    # Keeping

    def _load(self, place: QRect) -> bool:
        """Take the whole plate's picture from its file, if that is what is wanted."""
        if self._file is None or self._scale != self._whole_scale or place != self._bounds(self._scale):
            return False
        image = self._file.load(self._key())
        if image is None or image.size() != place.size():
            return False
        self._keep(Patch(self._round, self._scale, place, image))
        self._idle.start()
        self.picture_ready.emit()
        return True

    def _key(self) -> str:
        return f"{self._whole_scale!r}"

    def _keep(self, patch: Patch) -> None:
        covers = patch.place == self._bounds(patch.scale) and patch.scale <= self._whole_scale
        older = self._whole is None or self._whole.round != patch.round
        if covers and (older or patch.scale == self._whole_scale):
            self._whole = patch
        if self._is_current(patch):
            self._serial += 1
            self._patches[self._serial] = patch
        if self._gap(self._seen).isEmpty():
            self._patches = {
                serial: kept for serial, kept in self._patches.items() if kept.round == self._round
            }
        self._shed()

    def _shed(self) -> None:
        """Let go of the pictures used longest ago; at the whole plate, of all that are not seen."""
        bound = _KEPT_VIEWS * 4 * max(self._seen.width() * self._seen.height(), 1)
        if self._scale == self._whole_scale and not self.is_busy():
            bound = 0
        held = self.held()
        for serial, patch in tuple(self._patches.items()):
            if held <= bound:
                return
            if not self._is_current(patch) or not self._is_due(patch):
                del self._patches[serial]
                held -= patch.image.sizeInBytes()

    def _is_due(self, patch: Patch) -> bool:
        """Tell whether a picture is of what is to be drawn, now or soon; at the whole plate that is all."""
        return self._scale <= self._whole_scale or patch.place.intersects(self._around())

    # Standing in

    def _draw_stand_ins(self, painter: QPainter, origin: QPoint, bare: QRegion) -> None:
        """Draw pictures of other scales and looks where the right one is missing, the nearest on top."""
        others = [patch for patch in self._patches.values() if not self._is_current(patch)]
        others.sort(key=lambda patch: -abs(patch.scale / self._scale - 1.0))
        if self._whole is not None and not self._is_current(self._whole):
            others.insert(0, self._whole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setClipRegion(bare)
        for patch in others:
            ratio = self._scale / patch.scale
            x, y = patch.place.x() * ratio + origin.x(), patch.place.y() * ratio + origin.y()
            place = QRectF(x, y, patch.place.width() * ratio, patch.place.height() * ratio)
            if bare.intersects(place.toAlignedRect()):
                painter.drawImage(place, patch.image)
        painter.restore()


def _rects(region: QRegion) -> list[QRect]:
    return list(cast("Iterable[QRect]", region))

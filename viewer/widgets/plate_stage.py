"""PlateStage: shows a plate from a camera: resting picture, states above it, labels and ruler about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from math import ceil, floor
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.camera import Camera
from viewer.core.geometry import RegionIndex
from viewer.core.plate import Plate, Rect
from viewer.core.queries import numbers_by_structure
from viewer.core.standing import Standing
from viewer.widgets.canvas import REACH, Canvas
from viewer.widgets.flow_drift import FlowDrift, Glimpse
from viewer.widgets.flow_layer import FlowLayer
from viewer.widgets.look import Look
from viewer.widgets.moved_picture import MovedPicture
from viewer.widgets.overlay import Overlay
from viewer.widgets.picture_file import PictureFile, hash_of
from viewer.widgets.plate_cache import PlateCache
from viewer.widgets.plate_moves import PlateMoves
from viewer.widgets.plate_painter import Manner, PlatePainter
from viewer.widgets.plate_trimmings import Trimmings
from viewer.widgets.region_shapes import union
from viewer.widgets.standing_out import StandingOut

if TYPE_CHECKING:
    from viewer.core.case import Involved
    from viewer.core.flow_marks import FlowMarks

_INDEX_AFTER_MS = 400


class PlateStage(PlateMoves):
    """One plate, drawn, zoomed and panned; :class:`~viewer.widgets.plate_view.PlateView` adds the hands.

    Zoom in the public methods is relative, 1.0 being the whole plate.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin empty; :meth:`set_look` and :meth:`show_plate` give it something to show."""
        super().__init__(parent)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.atlas: Atlas | None = None
        self.index: RegionIndex | None = None
        self.look: Look | None = None
        self._painter: PlatePainter | None = None
        self._by_structure: dict[str, list[int]] = {}
        self._selection: tuple[Address, ...] = ()
        self._layers: dict[str, str] = {}
        self._standing = StandingOut()
        self._label_mode = "all"
        self._kept: tuple[Path, str] | None = None
        self._stamp: str | None = ""
        self._cursor: tuple[str, str] | None = None
        self._overlay = Overlay()
        self._moved_states = MovedPicture()
        self._flow = FlowLayer(self.viewport().update, self)
        self.drift = FlowDrift(self.viewport())
        self._cache = PlateCache(self)
        self._cache.picture_ready.connect(self.viewport().update)

    # What is shown

    def show_plate(
        self, atlas: Atlas, plate_id: str, form: Plate | None = None, stamp: str | None = ""
    ) -> None:
        """Show another plate, whole, with nothing selected and nothing pointed at.

        Another form of the plate that is shown, or another of its group, is seen from the same place.
        ``form`` is the plate as the case in force has it, and ``stamp`` changes with what that draws;
        None says that its pictures are not to be kept between starts.

        :raises KeyError: if the atlas has no such plate.
        """
        plate = atlas.plates[plate_id] if form is None else form
        camera = self._camera if self._is_kin(atlas, plate) and not self._fitted else None
        self._flight.stop()
        self._overlay.forget()
        self._flow.show(None)
        if self.trimmings is not None:
            self.trimmings.deleteLater()
        before = self._painter
        self._painter = None if before is None or atlas is not self.atlas else before.of(plate)
        self.atlas, self.plate, self._stamp = atlas, plate, stamp
        self.index = RegionIndex(plate)
        self._by_structure = {}
        self._selection, self._camera, self._fitted = (), None, True
        self._standing.isolated = self._standing.involved = None
        self.trimmings = Trimmings(atlas, plate, self.index, self)
        if self._kept is not None and stamp is not None:
            folder, about = self._kept
            self.trimmings.keep_in(folder / f"labels-{plate.id}", f"{about} {plate.id} {stamp}")
        self.trimmings.placed.connect(self.viewport().update)
        self.trimmings.set_mode(self._label_mode)
        self.trimmings.set_hidden(self.hidden_layers())
        self.trimmings.set_cursor(self._cursor)
        self._renew()
        self.look_through(camera)
        QTimer.singleShot(_INDEX_AFTER_MS, self.index.build)

    def _is_kin(self, atlas: Atlas, plate: Plate) -> bool:
        """Tell whether a plate has the same coordinates as the one shown."""
        before = self.plate
        if before is None or self.atlas is None or atlas.plates is not self.atlas.plates:
            return False
        return before.id == plate.id or (bool(plate.group) and before.group == plate.group)

    def set_cursor(self, level: tuple[str, str] | None) -> None:
        """Show the level cursor at a level, by its kind and name; None shows none."""
        self._cursor = level
        boxes = self.trimmings.set_cursor(level) if self.trimmings is not None else []
        if boxes:
            # In a turn of its own: it spares a click that moves the cursor too the painting of the ruler.
            QTimer.singleShot(0, self.viewport(), partial(self._update_boxes, boxes))

    def _update_boxes(self, boxes: Iterable[QRectF]) -> None:
        for box in boxes:
            self.viewport().update(box.toAlignedRect() & self.viewport().rect())

    def set_look(self, look: Look) -> None:
        """Show everything in the colours of a theme."""
        same = self.look is not None and self.look.theme == look.theme
        self.look = look
        if not same:
            self._renew()

    def keep_pictures_in(self, folder: Path | None, stamp: str) -> None:
        """Keep the whole plate's picture and labels between starts.

        ``stamp`` changes when the atlas or its language does. To be called before :meth:`show_plate`.
        """
        self._kept = None if folder is None else (folder, stamp)

    def set_layers(self, layers: Mapping[str, str]) -> None:
        """Say of each layer whether to "show", "ghost" or "hide" it; those not named are shown."""
        if dict(layers) == self._layers:
            return
        self._layers = dict(layers)
        if self.trimmings is not None:
            self.trimmings.set_hidden(self.hidden_layers())
        self._renew()

    def hidden_layers(self) -> frozenset[str]:
        """Give the ids of the layers that are hidden."""
        return frozenset(layer for layer, how in self._layers.items() if how == "hide")

    def isolate(self, addresses: Sequence[Address] | None) -> None:
        """Show only these in their colours and ghost the rest; None shows all."""
        isolated = None if addresses is None else tuple(addresses)
        if isolated != self._standing.isolated:
            self._standing.isolated = isolated
            self._renew()

    def set_flow(self, marks: FlowMarks | None, lit: Sequence[Address] | None = None) -> None:
        """Draw the way of the blood, blocks and congestion; None draws nothing.

        With ``lit``, all of the plate steps back but for the names of these.
        """
        dimmed = None if lit is None else tuple(lit)
        self._flow.show(marks)
        if dimmed != self._standing.traced:
            self._standing.traced = dimmed
            self._renew()
        self.viewport().update()

    def set_involved(self, involved: Involved | None) -> None:
        """Let all step back but what a condition involves; to be told before what is selected.

        As long as just that is selected, only where it begins is lit: the plate is to show one thing.
        """
        if involved != self._standing.involved:
            self._standing.involved = involved
            self._renew()

    def set_label_mode(self, mode: str) -> None:
        """Name "all" structures, the "selected" only, or "none"."""
        self._label_mode = mode
        if self.trimmings is not None:
            self.trimmings.set_mode(mode)

    def mark_level(self, level: tuple[str, str] | None) -> None:
        """Light a band of the ruler, named by its level kind and its level; None lights none."""
        if self.trimmings is not None and self.trimmings.mark_level(level):
            self.viewport().update()

    def set_motion(self, moves: bool) -> None:
        """Say whether a change of view may be shown as movement."""
        self._flight.set_motion(moves)
        self.drift.allow(moves)

    def set_selection(self, addresses: Iterable[Address]) -> None:
        """Light these, and more lightly the rest of their structures."""
        self._selection = tuple(addresses)
        before = (*self._overlay.strong, *self._overlay.light)
        begins = self._standing.begins_in(self._selection)
        if begins is not None:
            strong = of_structures = self._beginning(begins)
        else:
            strong = self.numbers_of(self._selection)
            of_structures = self.numbers_of(Address(one.structure) for one in self._selection)
        self._overlay.strong = strong
        self._overlay.light = tuple(number for number in of_structures if number not in set(strong))
        if self.trimmings is not None:
            self.trimmings.set_selection(self._selection, [self.box_of(number) for number in strong[:60]])
        self._update_around((*before, *strong, *self._overlay.light))

    def _beginning(self, begins: Sequence[Address]) -> tuple[int, ...]:
        """Give the regions where a condition begins, if they are drawn at just its level."""
        regions = self.plate.regions if self.plate is not None else ()
        numbers = self.numbers_of(begins)
        return tuple(n for n in numbers if any(one.covers(regions[n].address) for one in begins))

    def outline(self, numbers: tuple[int, ...]) -> None:
        """Outline regions as pointed at."""
        if numbers != self._overlay.hovered:
            before = self._overlay.hovered
            self._overlay.hovered = numbers
            self._update_around((*before, *numbers))

    def numbers_of(self, addresses: Iterable[Address]) -> tuple[int, ...]:
        """Give the regions of this plate that the addresses cover, each once, in paint order.

        A group without a region of its own is where its parts are. What is drawn here without the side
        or the level that an address has is where the plate draws it.
        """
        if self.plate is None or self.atlas is None:
            return ()
        wanted = tuple(addresses)
        if not wanted:
            return ()
        if not self._by_structure:
            self._by_structure = numbers_by_structure(self.atlas, self.plate)
        found: set[int] = set()
        standing = Standing(self.atlas, self.plate)
        for address in wanted:
            numbers = self._by_structure.get(address.structure, ())
            places = [(number, self.plate.regions[number].address) for number in numbers]
            own = [
                number
                for number, place in places
                if standing.covers(Address(place.structure, address.side, address.level), place)
            ]
            found.update(own or [number for number, place in places if _holds(place, address)])
        return tuple(sorted(found))

    def box_of(self, number: int) -> QRectF:
        """Give the bounds of a region in the viewport."""
        if self.plate is None or self._camera is None:
            return QRectF()
        bounds, zoom = self.plate.regions[number].bounds, self._camera.zoom
        x, y = self._camera.to_view(bounds.x, bounds.y)
        return QRectF(x, y, bounds.width * zoom, bounds.height * zoom)

    # For pictures

    def paint_now(self) -> None:
        """Finish everything that is still to be painted or placed, e.g. before a snapshot."""
        self._flight.finish()
        self._sync_bars()
        if self._placing.isActive() or (self.trimmings is not None and not self.trimmings.is_settled()):
            self._place()
        self._cache.finish()
        self._flow.finish()
        self.viewport().update()

    def is_settled(self) -> bool:
        """Tell whether what is on screen is what will stay there."""
        labels = self.trimmings is None or self.trimmings.is_settled()
        at_rest = self._flow.is_settled() and not self._flight.is_moving()
        return labels and at_rest and not self._cache.is_busy()

    def picture_bytes(self) -> int:
        """Give the memory that pictures of the plate take."""
        return self._cache.held()

    # Within

    def _renew(self) -> None:
        """Have the resting picture painted anew, in another look, manner or plate."""
        if self.plate is None or self.look is None:
            return
        if self._painter is None:
            self._painter = PlatePainter(self.plate, self.look)
        elif self._painter.look is not self.look:
            self._painter = self._painter.in_look(self.look)
        manner, file = self._manner(), None
        if self.trimmings is not None:
            self.trimmings.set_back(manner.ghosted, self._standing.named())
        if self._kept is not None and self._stamp is not None:
            folder, stamp = self._kept
            theme = self.look.theme
            colours, layers = hash_of(theme.plate), f"{sorted(manner.ghosted)} {sorted(manner.hidden)}"
            about = f"{stamp} {self.plate.id} {self._stamp} {colours} {layers}"
            if manner.isolated is None:
                file = PictureFile(folder / f"plate-{self.plate.id}-{theme.name}", about)
        self._cache.show(self._painter, manner, file)
        self.viewport().update()

    def _manner(self) -> Manner:
        ghosted = frozenset(layer for layer, how in self._layers.items() if how == "ghost")
        coloured = self._standing.coloured()
        isolated = None if coloured is None else self.numbers_of(coloured)
        return Manner(ghosted, self.hidden_layers(), isolated)

    def _want(self) -> None:
        """Tell the cache and the trimmings what is looked at now."""
        camera = self._camera
        if camera is None or self.trimmings is None:
            return
        ratio = self.devicePixelRatioF()
        fitting = self.frame().fitting().zoom
        seen = QRect(0, 0, ceil(self.viewport().width() * ratio), ceil(self.viewport().height() * ratio))
        self._cache.want(camera.zoom * ratio, seen.translated(-self._origin(camera)), fitting * ratio)
        inside = camera._replace(width=self.viewport().width(), height=self.viewport().height())
        self.trimmings.follow(inside, fitting, self.font())

    def _origin(self, camera: Camera) -> QPoint:
        """Give where the plate's origin lies in the viewport, in whole device pixels."""
        ratio = self.devicePixelRatioF()
        x, y = camera.to_view(0.0, 0.0)
        return QPoint(round(x * ratio), round(y * ratio))

    def _update_around(self, numbers: Iterable[int]) -> None:
        if self.plate is None or self._camera is None:
            return
        bounds = union(self.plate.regions[number].bounds for number in numbers)
        if bounds is not None:
            x, y = self._camera.to_view(bounds.x, bounds.y)
            width, height = bounds.width * self._camera.zoom, bounds.height * self._camera.zoom
            area = QRectF(x, y, width, height).adjusted(-REACH, -REACH, REACH, REACH)
            self.viewport().update(area.toAlignedRect() & self.viewport().rect())

    def _paint(self, painter: QPainter, exposed: QRect) -> None:
        """Paint a part of the viewport: ground, resting picture, states, trimmings."""
        if self.look is None:
            painter.fillRect(exposed, self.palette().base())
            return
        painter.fillRect(exposed, self.look.colour("bg"))
        if (camera := self._camera) is None or self._painter is None or self.trimmings is None:
            return
        ratio, origin = self.devicePixelRatioF(), self._origin(camera)
        painter.save()
        painter.scale(1 / ratio, 1 / ratio)
        self._cache.draw(painter, origin, _grown(exposed, ratio))
        if not (self._overlay.is_empty() and self._flow.is_empty()):
            self._paint_states(painter, _grown(exposed, ratio), camera, origin)
        painter.restore()
        self.trimmings.paint(painter, QRectF(exposed), self.look, self._cache.whole())
        self._flow.draw_numbers(painter, self.trimmings.is_clear)

    def _paint_states(self, painter: QPainter, exposed: QRect, camera: Camera, origin: QPoint) -> None:
        """Paint the states of regions, where ``exposed`` (device pixels) meets them."""
        plate, hidden, ratio = self._painter, self.hidden_layers(), self.devicePixelRatioF()
        assert plate is not None
        scale = camera.zoom * ratio

        def paint(onto: QPainter, part: QRect) -> None:
            onto.save()
            onto.setRenderHint(QPainter.RenderHint.Antialiasing)
            onto.setClipRect(part, Qt.ClipOperation.IntersectClip)
            onto.translate(origin)
            onto.scale(scale, scale)
            x, y = (part.x() - origin.x()) / scale, (part.y() - origin.y()) / scale
            seen = Rect(x, y, part.width() / scale, part.height() / scale)
            self._overlay.paint(Canvas(onto, plate, camera.zoom, scale, seen, hidden))
            onto.restore()

        size = QSize(ceil(self.viewport().width() * ratio), ceil(self.viewport().height() * ratio))
        key = (self._overlay.state(), camera.zoom, plate, hidden)
        if not self._overlay.is_empty() and not self._moved_states.draw(painter, key, origin, size, paint):
            paint(painter, exposed)
        if not self._flow.is_empty():
            glimpse = Glimpse(camera.zoom, ratio, origin, size)
            self._flow.draw(painter, (plate, hidden), glimpse, self.font(), self.drift)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102, N802
        painter = QPainter(self.viewport())
        self._paint(painter, event.rect())
        painter.end()


def _holds(place: Address, wanted: Address) -> bool:
    """Tell whether a region drawn without side or level holds a narrower address."""
    return place.side in ("", wanted.side) and place.level in ("", wanted.level)


def _grown(rect: QRect, ratio: float) -> QRect:
    left, top = floor(rect.x() * ratio), floor(rect.y() * ratio)
    right, bottom = ceil((rect.x() + rect.width()) * ratio), ceil((rect.y() + rect.height()) * ratio)
    return QRect(left, top, right - left, bottom - top)

"""Trimmings: what stands beside and above the drawing: ruler, labels, overview; placed when it rests."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QPointF, QRectF, QSizeF, QTimer, Signal
from PySide6.QtGui import QFont, QImage, QPainter

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.camera import Camera
from viewer.core.geometry import RegionIndex
from viewer.core.plate import Plate
from viewer.widgets.compass_marks import CompassMarks
from viewer.widgets.label_picture import LabelPicture
from viewer.widgets.labels import LabelLayer
from viewer.widgets.letters import em
from viewer.widgets.level_band import LevelBand
from viewer.widgets.look import Look
from viewer.widgets.overview import Overview
from viewer.widgets.ruler import Mark, Ruler

_SETTLED_AFTER_MS = 50
"""Wheels turn on within it; while a plate is painted anew the labels are placed meanwhile, not after it."""
_PAINTED_AT_START = 4
"""So many times labels are painted at the start before a picture of them is made."""


class Trimmings(QObject):
    """Ruler, labels and overview of one plate.

    While the drawing moves, labels move along with it; while it is zoomed they are left out; when it has
    come to rest they are placed anew and :attr:`placed` is emitted.
    """

    placed = Signal()
    """The labels have found new places."""

    def __init__(self, atlas: Atlas, plate: Plate, index: RegionIndex, parent: QObject) -> None:
        """Take what is to be named; nothing is placed yet."""
        super().__init__(parent)
        self._atlas, self._plate = atlas, plate
        self._ruler = Ruler(plate)
        self._labels = LabelLayer(atlas, plate, self._ruler)
        self._overview = Overview()
        self._band = LevelBand(plate)
        self._compass = CompassMarks(plate)
        self._camera: Camera | None = None
        self._placed_for: Camera | None = None
        self._placements = 0
        self._picture = LabelPicture()
        self._font = QFont()
        self._fitting = 0.0
        self._mode = "all"
        self._selection: tuple[Address, ...] = ()
        self._clear: tuple[QRectF, ...] = ()
        self._hidden: frozenset[str] = frozenset()
        self._level: Mark | None = None
        self._back: frozenset[str] = frozenset()
        self._alone: tuple[Address, ...] | None = None
        self._muted: dict[Address, bool] = {}
        self._kept: tuple[Path, str] | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_SETTLED_AFTER_MS)
        self._rest.timeout.connect(self.place)

    @property
    def plate(self) -> Plate:
        """The plate whose words stand beside the drawing."""
        return self._plate

    def keep_in(self, path: Path, stamp: str) -> None:
        """Keep the labels of the whole plate between starts: placing them is the longest part of one.

        ``stamp`` changes with the drawing; the words are looked after here.
        """
        from zlib import crc32

        names = [(one.id, one.name, one.latin) for one in self._atlas.structures.values()]
        sides = QCoreApplication.translate("Labels", "left"), QCoreApplication.translate("Labels", "right")
        words = crc32(repr((names, sides, tuple(self._plate.wishes))).encode())
        self._kept = (path, f"{stamp} {words}")

    def gutters(self, font: QFont, width: float, height: float) -> tuple[float, float, float, float]:
        """Give the room to keep free at left, right, top and bottom, in pixels."""
        above, below = self._ruler.room(font, width)
        before, behind, over, under = self._compass.margins(font)
        self._ruler.under = under
        above, below, room = above + over, below + under, width - before - behind
        left, right = self._labels.gutters(font, room, height - above - below)
        return self._ruler.width(font, width) + left + before, right + behind, above, below

    def follow(self, camera: Camera, fitting: float, font: QFont) -> None:
        """Take note of where the drawing is now; ``fitting`` is the zoom of the whole plate."""
        if camera == self._camera and font == self._font:
            return
        self._camera, self._fitting, self._font = camera, fitting, font
        if self._placed_for is not None:
            self._rest.start()

    def set_mode(self, mode: str) -> None:
        """Name "all", what is "selected", or "none"."""
        if mode != self._mode:
            self._mode = mode
            self.place_soon()

    def set_selection(self, addresses: Sequence[Address], clear: Sequence[QRectF]) -> None:
        """Name these in any case; ``clear`` are boxes that the overview should not hide."""
        self._selection, self._clear = tuple(addresses), tuple(clear)
        self.place_soon()

    def set_hidden(self, layers: frozenset[str]) -> None:
        """Leave out the names of what is hidden."""
        self._hidden = layers
        self.place_soon()

    def set_back(self, layers: frozenset[str], isolated: Sequence[Address] | None) -> None:
        """Mute the names of what is stepped back: ghosted layers, or all but what stands alone."""
        self._back, self._alone = layers, None if isolated is None else tuple(isolated)
        self._muted.clear()

    def is_back(self, address: Address) -> bool:
        """Tell whether the name of something is muted."""
        if address not in self._muted:
            alone = self._alone
            self._muted[address] = (
                all(
                    region.layer in self._back
                    for region in self._plate.regions
                    if address.covers(region.address)
                )
                if alone is None
                else not any(address.covers(one) or one.covers(address) for one in alone)
            )
        return self._muted[address]

    def mark_level(self, level: Mark | None) -> bool:
        """Light a band of the ruler beside those of the selection; tell whether that is a change."""
        changed = level != self._level
        self._level = level
        return changed

    def set_cursor(self, level: Mark | None) -> list[QRectF]:
        """Show the level cursor at a level, or nowhere; give what is to be painted anew."""
        before = self._cursor_box()
        return [before, self._cursor_box()] if self._band.set_level(level) else []

    def _cursor_box(self) -> QRectF:
        extent = self._band.extent(self._camera) if self._camera is not None else None
        if extent is None or self._camera is None:
            return QRectF()
        beyond = em(self._font)
        return QRectF(0.0, extent[0] - beyond, self._camera.width, extent[1] - extent[0] + 2 * beyond)

    def grip_at(self, position: QPointF) -> str:
        """Give the level kind whose levels dragging from a position goes along; "" if it drags nothing."""
        level = self._band.level
        if level is not None and self._band.holds(position):
            return level[0]
        found = self.level_at(position)
        return found[0] if found is not None else ""

    def level_at_height(self, level_kind: str, y: float) -> str:
        """Give the level of a kind at a height of the view, the first or last beyond the ends; "" if none."""
        bands = next((one.bands for one in self._plate.rulers if one.level_kind == level_kind), ())
        if self._camera is None or not bands:
            return ""
        at = self._camera.to_plate(0.0, y)[1]
        return min(bands, key=lambda band: max(band.top - at, at - band.bottom)).name

    def _marks(self) -> frozenset[Mark]:
        own = frozenset() if self._level is None else frozenset((self._level,))
        return own | self._ruler.marks_of(self._atlas, self._selection)

    def place_soon(self) -> None:
        """Place the labels once the pictures of this moment are on screen."""
        if self._placed_for is not None:
            self._rest.start(0)
            self._rest.setInterval(_SETTLED_AFTER_MS)

    def place(self) -> None:
        """Place the labels and the overview now."""
        camera = self._camera
        if camera is None:
            return
        self._place(camera)
        self.placed.emit()

    def _place(self, camera: Camera) -> None:
        self._rest.stop()
        strip = float(self._ruler.width(self._font, camera.width))
        corner = self._overview.place(self._plate, camera, self._fitting, self._font, strip, self._clear)
        if not self._restored(camera):
            left, right, _, _ = self.gutters(self._font, camera.width, camera.height)
            reserved = [] if corner.isEmpty() else [corner]
            ends = (left, camera.width - right)
            self._labels.place(camera, *ends, self._font, self._mode, self._selection, self._hidden, reserved)
            self._keep(camera)
        self._placed_for = camera
        self._placements += 1

    def _key(self, kept_for: str, camera: Camera) -> str:
        view = (camera.zoom, camera.x, camera.y, camera.width, camera.height)
        return f"{kept_for} {view} {self._font.key()} {self._mode} {sorted(self._hidden)}"

    def _is_plain(self, camera: Camera) -> bool:
        return camera.zoom == self._fitting and not self._selection

    def _restored(self, camera: Camera) -> bool:
        """Take the labels as they were kept, when the first view is the one they were placed for."""
        if self._kept is None or self._placed_for is not None or not self._is_plain(camera):
            return False
        import marshal

        path, stamp = self._kept
        try:
            key, labels = marshal.loads(path.read_bytes())
            if key != self._key(stamp, camera):
                return False
            self._labels.restore(labels, self._font)
        except (OSError, EOFError, ValueError, TypeError):
            return False
        return True

    def _keep(self, camera: Camera) -> None:
        if self._kept is None or not self._is_plain(camera):
            return
        import marshal

        path, stamp = self._kept
        fresh = path.with_name(path.name + ".new")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_bytes(marshal.dumps((self._key(stamp, camera), self._labels.kept())))
            fresh.replace(path)
        except OSError:
            return

    def is_settled(self) -> bool:
        """Tell whether the labels are where they will stay."""
        return self._placed_for is not None and not self._rest.isActive()

    def paint(self, painter: QPainter, rect: QRectF, look: Look, whole: QImage | None) -> None:
        """Paint what meets ``rect``: labels, then the ruler over what moves beneath it, then the overview."""
        camera = self._camera
        if camera is None:
            return
        if self._placed_for is None:
            self._place(camera)
        edge = float(self._ruler.width(self._font, camera.width))
        self._band.paint(painter, camera, look, edge)
        placed_for = self._placed_for
        if placed_for is not None and placed_for.zoom == camera.zoom and placed_for.width == camera.width:
            x, y = camera.to_view(placed_for.x, placed_for.y)
            shift = QPointF(x - placed_for.centre_x, y - placed_for.centre_y)
            muted = self.is_back if self._back or self._alone is not None else None
            key = (self._placements, look, self._back, self._alone)
            size = QSizeF(camera.width, camera.height)
            directly = 0 if self._placements > 1 else _PAINTED_AT_START

            def paint(onto: QPainter) -> None:
                if muted is None:
                    self._labels.paint(onto, look)
                else:
                    self._labels.paint(onto, look, muted)

            self._picture.draw(painter, shift, size, key, paint, directly)
        caption = self._ruler.caption_rect(camera, self._font)
        self._compass.paint(painter, camera, look, self._font, edge, caption)
        strip = self._ruler.width(self._font, camera.width) + self._ruler.margin(camera, self._font)
        beside, above = rect.left() < strip, rect.top() < 2.5 * em(self._font)
        if beside or above or caption.intersects(rect):
            marks = self._marks() if beside else ()
            flag = self._band.level
            self._ruler.paint(painter, camera, look, self._font, marks, strip=beside, flag=flag)
        if beside:
            self._band.paint_handle(painter, camera, look, self._font)
        corner = self._overview.rect
        if not corner.isEmpty() and corner.adjusted(-4, -4, 4, 4).intersects(rect):
            self._overview.paint(painter, corner, self._plate, camera, whole, look)

    def paint_all(
        self, painter: QPainter, camera: Camera, look: Look, font: QFont, mode: str, ruler: bool
    ) -> None:
        """Place and paint labels and ruler for another camera, as an export does."""
        labels = LabelLayer(self._atlas, self._plate, self._ruler)
        start, right, _, _ = self.gutters(font, camera.width, camera.height)
        labels.size = self._labels.size
        labels.place(camera, start, camera.width - right, font, mode, self._selection, self._hidden, ())
        labels.paint(painter, look, self.is_back)
        if ruler:
            marks = self._ruler.marks_of(self._atlas, self._selection)
            self._ruler.paint(painter, camera, look, font, marks)
        edge, caption = self._ruler.width(font, camera.width), self._ruler.caption_rect(camera, font)
        self._compass.paint(painter, camera, look, font, edge, caption)

    def label_at(self, position: QPointF) -> Address | None:
        """Give what the label under a position names."""
        return self._labels.label_at(position) if self.is_settled() else None

    def words_at(self, position: QPointF) -> str:
        """Give the full words of what the ruler shows under a position."""
        if self._camera is None:
            return ""
        mark = self._ruler.level_at(position.x(), position.y(), self._camera, self._font)
        kind = self._atlas.level_kinds.get(mark[0]) if mark is not None else None
        if mark is None or kind is None:
            return self._ruler.words_at(position.x(), position.y(), self._camera, self._font)
        words = kind.phrase.format(level=mark[1])
        return words[:1].upper() + words[1:]

    def level_at(self, position: QPointF) -> Mark | None:
        """Give the band of the ruler under a position: its level kind and its level."""
        if self._camera is None or self.on_overview(position):
            return None
        return self._ruler.level_at(position.x(), position.y(), self._camera, self._font)

    def boxes(self) -> list[tuple[QRectF, Address]]:
        """Give the box of each label with what it names."""
        return self._labels.boxes()

    def is_clear(self, box: QRectF) -> bool:
        """Tell whether a box of the view meets no words, and neither ruler nor overview."""
        camera, placed_for = self._camera, self._placed_for
        if camera is None or placed_for is None:
            return False
        x, y = camera.to_view(placed_for.x, placed_for.y)
        dx, dy = x - placed_for.centre_x, y - placed_for.centre_y
        words = (label.translated(dx, dy) for label, _address in self._labels.boxes())
        aside = (*words, self.caption_box(), self._overview.rect)
        on_strip = box.left() < self._ruler.width(self._font, camera.width)
        return not on_strip and not any(one.intersects(box) for one in aside)

    def caption_box(self) -> QRectF:
        """Give the box of the caption; an empty one while it has no room."""
        return QRectF() if self._camera is None else self._ruler.caption_rect(self._camera, self._font)

    def overview_box(self) -> QRectF:
        """Give the box of the overview; an empty one while it is hidden."""
        return self._overview.rect

    def on_overview(self, position: QPointF) -> bool:
        """Tell whether a position lies on the overview."""
        return self._overview.contains(position)

    def camera_from_overview(self, position: QPointF, camera: Camera) -> Camera:
        """Give the camera that shows the place under a position on the overview."""
        return self._overview.camera_for(position, camera)

    def on_ruler(self, position: QPointF) -> bool:
        """Tell whether a position lies on the strip of levels."""
        across = inf if self._camera is None else self._camera.width
        return position.x() < self._ruler.width(self._font, across)

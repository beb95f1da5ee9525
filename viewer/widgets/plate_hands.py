"""Plate hands: the mouse and the fingers on a plate."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from viewer.core.address import Address
from viewer.widgets.plate_surface import PlateSurface
from viewer.widgets.plate_trimmings import Trimmings

_NOTCH = 1.2
"""One notch of a wheel makes the drawing so many times larger."""


class Spot(NamedTuple):
    """What lies under the pointer: an address, its regions, and what else might as well be meant."""

    address: Address | None = None
    numbers: tuple[int, ...] = ()
    rivals: tuple[int, ...] = ()


class PlateHands(QObject):
    """Turns what hands do into what the view shows and reports."""

    def __init__(self, view: PlateSurface) -> None:
        """Take the view to act on."""
        super().__init__(view)
        self._view = view
        self._pressed: Spot | None = None
        self._pressed_at = QPointF()
        self._last = QPointF()
        self._dragging = False
        self._on_overview = False
        self._grip = ""
        self._gripped = ""
        self._held = False
        self._pointed: Address | None = None
        self._on_level = False

    @property
    def pointed(self) -> Address | None:
        """What the pointer is on; None once it has left."""
        return self._pointed

    def spot(self, position: QPointF) -> Spot:
        """Give what is meant by pointing at a place of the viewport."""
        view, trimmings = self._view, self._view.trimmings
        if view.plate is None or trimmings is None or _covered(trimmings, position):
            return Spot()
        label = trimmings.label_at(position)
        if label is not None:
            return Spot(label, view.numbers_of((label,)))
        best, rivals = view.numbers_at(position)
        if best is None:
            return Spot()
        address = view.plate.regions[best].address
        same = [
            number for number in view.numbers_of((address,)) if view.plate.regions[number].address == address
        ]
        return Spot(address, tuple(same), rivals)

    def move(self, event: QMouseEvent) -> None:
        """The pointer moves: drag, or point."""
        position = event.position()
        buttons = event.buttons()
        if self._on_overview and buttons:
            self._look_at(position)
        elif self._grip and buttons:
            self._drag_level(position)
        elif (
            buttons & (Qt.MouseButton.LeftButton | Qt.MouseButton.MiddleButton) and self._pressed is not None
        ):
            far = (position - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
            if far and not self._dragging:
                self._dragging = True
                self.point(Spot(), position)
                self._show_cursor()
            if self._dragging:
                step = position - self._last
                self._view.pan(step.x(), step.y())
                self._last = position
        else:
            self.point(self.spot(position), position)

    def point(self, spot: Spot, position: QPointF) -> None:
        """Show and report what is pointed at."""
        view = self._view
        if spot.address is None:
            words = (
                view.trimmings.words_at(position) if view.trimmings is not None and not self._dragging else ""
            )
            if words:
                view.tip.offer((words, "", ""), position.toPoint())
            else:
                view.tip.withdraw()
        else:
            view.tip.offer(view.words(spot.address), position.toPoint())
        view.outline(spot.numbers)
        on_level = spot.address is None and self._is_level(position)
        if on_level != self._on_level:
            self._on_level = on_level
            self._show_cursor()
        if spot.address != self._pointed:
            self._pointed = spot.address
            self._show_cursor()
            if view.veil is None:
                view.region_pointed.emit(spot.address)

    def _drag_level(self, position: QPointF) -> None:
        """Take the level cursor along, once the pointer has left where it went down."""
        trimmings = self._view.trimmings
        far = (position - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
        if trimmings is None or not (far or self._dragging):
            return
        self._dragging = True
        level = trimmings.level_at_height(self._grip, position.y())
        if level and level != self._gripped:
            self._gripped = level
            self._view.level_dragged.emit(self._grip, level)

    def _is_level(self, position: QPointF) -> bool:
        trimmings = self._view.trimmings
        able = not self._dragging and self._view.veil is None
        return able and trimmings is not None and bool(trimmings.grip_at(position))

    def press(self, event: QMouseEvent) -> None:
        """A button goes down."""
        self._view.tip.withdraw()
        position = event.position()
        trimmings = self._view.trimmings
        if event.button() == Qt.MouseButton.LeftButton and trimmings and trimmings.on_overview(position):
            self._on_overview = True
            self._look_at(position)
        elif event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            aside = self._held or event.button() == Qt.MouseButton.MiddleButton
            graspable = trimmings is not None and not aside and self._view.veil is None
            self._grip = trimmings.grip_at(position) if trimmings is not None and graspable else ""
            self._gripped = ""
            self._pressed = self.spot(position) if not aside else Spot()
            self._pressed_at = self._last = position
            self._dragging = aside
            self._show_cursor()
        else:
            event.ignore()

    def release(self, event: QMouseEvent) -> None:
        """A button goes up: a click, if nothing was dragged and the region is the same."""
        pressed, dragged = self._pressed, self._dragging
        self._pressed, self._dragging, self._grip = None, False, ""
        self._show_cursor()
        if self._on_overview:
            self._on_overview = False
        elif event.button() == Qt.MouseButton.LeftButton and pressed is not None and not dragged:
            spot = self.spot(event.position())
            if spot.address == pressed.address:
                self._click(spot, event)
        elif event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            event.ignore()

    def double_click(self, event: QMouseEvent) -> None:
        """Two clicks in a row bring the structure into view."""
        spot = self.spot(event.position())
        told = spot.address is not None and self._view.veil is None
        if event.button() == Qt.MouseButton.LeftButton and told and spot.address is not None:
            self._view.tip.withdraw()
            self._view.bring_into_view((Address(spot.address.structure),), spot.address)
            self._view.structure_sought.emit(spot.address)
        else:
            self.press(event)

    def wheel(self, event: QWheelEvent) -> None:
        """The wheel zooms about the pointer; sideways it pans."""
        turn = event.angleDelta()
        if abs(turn.x()) > abs(turn.y()):
            sideways = event.pixelDelta().x() or turn.x() / 2
            self._view.pan(sideways, 0)
        elif turn.y():
            self._view.tip.withdraw()
            self._view.set_zoom(self._view.zoom() * _NOTCH ** (turn.y() / 120), event.position())
        event.accept()

    def gesture(self, event: QEvent) -> bool:
        """Two fingers pinch; True if the event was one of theirs."""
        from PySide6.QtGui import QNativeGestureEvent
        from PySide6.QtWidgets import QGestureEvent, QPinchGesture

        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
                return False
            self._view.set_zoom(self._view.zoom() * (1 + event.value()), event.position())
            return True
        if event.type() == QEvent.Type.Gesture and isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                about = self._view.viewport().mapFromGlobal(pinch.hotSpot())
                self._view.set_zoom(self._view.zoom() * pinch.scaleFactor(), about)
                shift = pinch.centerPoint() - pinch.lastCenterPoint()
                if pinch.state() == Qt.GestureState.GestureUpdated:
                    self._view.pan(shift.x(), shift.y())
                self._pressed = None
                return True
        return False

    def menu(self, event: QContextMenuEvent) -> None:
        """A menu is wanted, by the right button or by its key."""
        view = self._view
        view.tip.withdraw()
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            position = QPointF(event.pos())
            view.ask_for_menu(self.spot(position).address, view.addresses_at(position), event.globalPos())
            return
        number = view.focused_region if view.focused_region is not None else view.lit_region()
        if number is None:
            view.ask_for_menu(None, [], view.viewport().mapToGlobal(view.viewport().rect().center()))
        else:
            address = view.regions()[number].address
            view.ask_for_menu(address, [address], view.region_rect(number).center())

    def hold(self, held: bool) -> None:
        """With the space bar held, the left button drags wherever it goes down."""
        self._held = held
        self._show_cursor()

    def let_go(self) -> None:
        """The pointer has left: nothing is pointed at."""
        self._pressed, self._dragging, self._on_overview, self._grip = None, False, False, ""
        self.point(Spot(), QPointF(-1, -1))
        self._show_cursor()

    def _click(self, spot: Spot, event: QMouseEvent) -> None:
        add = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if self._view.veil is not None:
            self._answer(event.position())
        elif spot.address is None:
            self._click_aside(event.position(), add)
        elif spot.rivals:
            self._ask(spot, add, event.globalPosition().toPoint())
        else:
            self._view.region_picked.emit(spot.address, add)

    def _answer(self, position: QPointF) -> None:
        """A click while a question is open: what lies there is for who asks to decide."""
        camera, trimmings = self._view.view_camera(), self._view.trimmings
        if camera is not None and trimmings is not None and not _covered(trimmings, position):
            x, y = camera.to_plate(position.x(), position.y())
            self._view.spot_answered.emit(x, y, camera.zoom)

    def _click_aside(self, position: QPointF, add: bool) -> None:
        """A click on no region: on a level of the ruler, or on nothing."""
        trimmings = self._view.trimmings
        level = trimmings.level_at(position) if trimmings is not None else None
        if level is not None:
            self._view.level_picked.emit(*level)
        elif not add and (trimmings is None or not _covered(trimmings, position)):
            self._view.nothing_picked.emit()

    def _ask(self, spot: Spot, add: bool, at: QPoint) -> None:
        """Let the reader choose between regions that are equally near."""
        from viewer.widgets.chooser import choose

        view = self._view
        options = [(view.region_name(number), view.regions()[number].address) for number in spot.rivals]
        assert spot.address is not None
        first = (view.region_name(spot.numbers[0]), spot.address)
        chooser = choose(view, at, list(dict.fromkeys((first, *options))))
        chooser.pointed.connect(view.set_pointed)
        chooser.chosen.connect(lambda address: view.region_picked.emit(address, add))

    def _look_at(self, position: QPointF) -> None:
        trimmings, camera = self._view.trimmings, self._view.view_camera()
        if trimmings is not None and camera is not None:
            self._view.look_through(trimmings.camera_from_overview(position, camera))

    def _show_cursor(self) -> None:
        shape = Qt.CursorShape.ArrowCursor
        if self._dragging:
            shape = Qt.CursorShape.ClosedHandCursor
        elif self._held:
            shape = Qt.CursorShape.OpenHandCursor
        elif self._pointed is not None or self._on_level:
            shape = Qt.CursorShape.PointingHandCursor
        if self._view.viewport().cursor().shape() != shape:
            self._view.viewport().setCursor(shape)


def _covered(trimmings: Trimmings, position: QPointF) -> bool:
    """Tell whether ruler, level cursor or overview lie over the drawing there."""
    aside = trimmings.on_ruler(position) or trimmings.on_overview(position)
    return aside or bool(trimmings.grip_at(position))

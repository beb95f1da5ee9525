"""PlateView: a plate with hands: says what is pointed at, chosen and walked to."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from viewer.core.atlas import Atlas
from viewer.core.plate import Plate
from viewer.widgets.later import Hearing
from viewer.widgets.plate_hands import PlateHands
from viewer.widgets.plate_keys import PlateKeys
from viewer.widgets.plate_surface import PlateSurface


class PlateView(PlateSurface):
    """One plate: drawn, zoomed, panned, pointed at, walked by keys.

    It reports and does not decide: what a click means to the rest of the window is the window's affair.
    The number of a region is its place in ``plate.regions``.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin empty; :meth:`set_look` and :meth:`show_plate` give it something to show."""
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._focus_shown = False
        self.hands = PlateHands(self)
        self.keys = PlateKeys(self, self.hands)
        Hearing(self, self._hear)
        Hearing(self.viewport(), self._hear_fingers)

    def show_plate(
        self, atlas: Atlas, plate_id: str, form: Plate | None = None, stamp: str | None = ""
    ) -> None:
        """Show another plate; see :meth:`PlateStage.show_plate`.

        :raises KeyError: if the atlas has no such plate.
        """
        self.hands.let_go()
        super().show_plate(atlas, plate_id, form, stamp)

    def focus_region(self, number: int) -> None:
        """Move the keyboard to a region, and the view if the region is out of sight."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.keys.go(number)

    def is_pointed_at(self) -> bool:
        """Tell whether the pointer, or the keyboard, is on something of this plate."""
        walked = self.hasFocus() and self.focused_region is not None
        return walked or self.hands.pointed is not None

    # Events

    def _hear(self, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.ShortcutOverride and self.keys.claims(event):
            event.accept()
            return True
        if kind == QEvent.Type.FontChange:
            self._follow_font()
        elif kind == QEvent.Type.DevicePixelRatioChange:
            self._want()
            self.viewport().update()
        return False

    def _hear_fingers(self, event: QEvent) -> bool:
        fingers = event.type() in (QEvent.Type.Gesture, QEvent.Type.NativeGesture)
        return fingers and self.hands.gesture(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: D102, N802
        self.hands.move(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102, N802
        self._show_focus(False)
        self.hands.press(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: D102, N802
        self.hands.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: D102, N802
        self.hands.double_click(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: D102, N802
        self.hands.wheel(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: D102, N802
        self.hands.menu(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        self._show_focus(True)
        if not self.keys.press(event):
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        if not self.keys.release(event):
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: D102, N802
        super().focusInEvent(event)
        by_key = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
            Qt.FocusReason.ShortcutFocusReason,
        )
        self._show_focus(by_key)
        if by_key:
            self.keys.enter()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: D102, N802
        super().focusOutEvent(event)
        self._show_focus(False)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.keys.leave()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: D102, N802
        super().leaveEvent(event)
        self.hands.let_go()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102, N802
        painter = QPainter(self.viewport())
        self._paint(painter, event.rect())
        if self._focus_shown and self.look is not None:
            pen = QPen(self.look.ui("focus"), 2)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            painter.setPen(pen)
            painter.drawRect(QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def _show_focus(self, shown: bool) -> None:
        if shown != self._focus_shown:
            self._focus_shown = shown
            self.viewport().update()

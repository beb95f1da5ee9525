"""Plate keys: the keyboard on a plate: walking the vessels, panning, zooming."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent

from viewer.core.plate import Plate
from viewer.widgets.plate_hands import PlateHands
from viewer.widgets.plate_surface import PlateSurface

if TYPE_CHECKING:
    from viewer.core.walk import Walk

_Key = Qt.Key
_WAYS = {_Key.Key_Up: "up", _Key.Key_Down: "down", _Key.Key_Left: "left", _Key.Key_Right: "right"}
_PANS = {_Key.Key_Up: (0, 1), _Key.Key_Down: (0, -1), _Key.Key_Left: (1, 0), _Key.Key_Right: (-1, 0)}
_PAGES = {_Key.Key_PageUp: 1, _Key.Key_PageDown: -1}
_ENTERS = (_Key.Key_Return, _Key.Key_Enter)
_PLAIN = Qt.KeyboardModifier.NoModifier


class PlateKeys:
    """What the keys do on a plate. With a region in focus arrows walk; with none they pan.

    Arrows go from vessel to vessel; with Shift from area to area, such as tissues and spaces.
    """

    def __init__(self, view: PlateSurface, hands: PlateHands) -> None:
        """Take the view to act on, and the hands that the space bar helps."""
        self._view = view
        self._hands = hands
        self._walk: tuple[Plate, Walk] | None = None

    def claims(self, event: QEvent) -> bool:
        """Tell whether a key is wanted here before a shortcut of the window takes it."""
        assert isinstance(event, QKeyEvent)
        key, modifiers = event.key(), _modifiers(event)
        if key in _WAYS:
            return modifiers in (_PLAIN, Qt.KeyboardModifier.ShiftModifier)
        return key in (*_ENTERS, _Key.Key_Space) and modifiers == _PLAIN

    def press(self, event: QKeyEvent) -> bool:
        """Act on a key; False if it means nothing here."""
        key, modifiers = event.key(), _modifiers(event)
        if key in _ENTERS and modifiers in (_PLAIN, Qt.KeyboardModifier.ControlModifier):
            self._choose(bool(modifiers))
        elif modifiers & ~Qt.KeyboardModifier.ShiftModifier != _PLAIN:
            return self._zoom_key(event)
        elif key == _Key.Key_Escape:
            return self._escape()
        elif key in _WAYS:
            self._arrow(_Key(key), over=bool(modifiers))
        elif key in _PAGES:
            self._view.pan(0, _PAGES[_Key(key)] * self._view.viewport().height() * 0.85)
        elif key == _Key.Key_Space:
            if not event.isAutoRepeat():
                self._hands.hold(True)
        else:
            return self._zoom_key(event)
        return True

    def release(self, event: QKeyEvent) -> bool:
        """Act on a key let go; False if it means nothing here."""
        if event.key() == _Key.Key_Space and not event.isAutoRepeat():
            self._hands.hold(False)
            return True
        return False

    def enter(self) -> None:
        """The keyboard comes to the plate: to what is selected, else to where a walk begins."""
        from viewer.core import walk

        plate = self._view.plate
        if plate is None or self._view.focused_region is not None:
            return
        selected = self._view.lit_region()
        number = selected if selected is not None else walk.start(plate)
        if number is not None:
            self.go(number)

    def leave(self) -> None:
        """The keyboard leaves the regions."""
        self._hands.hold(False)
        self._view.mark_focus(None)
        self._view.tip.withdraw()

    def go(self, number: int) -> None:
        """Bring the keyboard to a region, in sight and named by a tip."""
        self._view.mark_focus(number)
        self._view.reveal(number)
        box = self._view.box_of(number)
        inside = self._view.viewport().rect()
        at = box.center().toPoint()
        corner = QPoint(
            min(max(at.x(), inside.left()), inside.right()), min(max(at.y(), inside.top()), inside.bottom())
        )
        self._view.tip.offer(self._view.words(self._view.regions()[number].address), corner)

    def _arrow(self, key: Qt.Key, over: bool) -> None:
        number, plate = self._view.focused_region, self._view.plate
        if number is None and plate is not None and self._view.veil is not None:
            # What is asked can be answered by keys, and they lead nowhere else.
            self.enter()
            return
        if number is None or plate is None:
            room = self._view.viewport().size()
            across, along = _PANS[key]
            self._view.pan(across * room.width() * 0.1, along * room.height() * 0.1)
            return
        walk = self._walk_on(plate)
        onward = (walk.over if over else walk.step)(number, _WAYS[key], self._view.hidden_layers())
        if onward is not None:
            self.go(onward)

    def _walk_on(self, plate: Plate) -> Walk:
        """Give the walk on this plate, begun anew where another was shown before."""
        from viewer.core.walk import Walk

        if self._walk is None or self._walk[0] is not plate:
            self._walk = (plate, Walk(plate))
        return self._walk[1]

    def _choose(self, add: bool) -> None:
        number = self._view.focused_region
        if number is None:
            self.enter()
        else:
            self._view.choose_region(number, add)

    def _escape(self) -> bool:
        """Hide the tip; where there is none, leave the vessels and let the window have the key too."""
        if self._view.hide_tip():
            return True
        self._view.mark_focus(None)
        return False

    def _zoom_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (_Key.Key_Plus, _Key.Key_Equal):
            self._view.zoom_in()
        elif key == _Key.Key_Minus:
            self._view.zoom_out()
        elif key == _Key.Key_0:
            self._view.fit()
        else:
            return False
        return True


def _modifiers(event: QKeyEvent) -> Qt.KeyboardModifier:
    return event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier

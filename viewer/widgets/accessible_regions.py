"""The plate and its regions as Qt hands them to assistive technology."""

from __future__ import annotations

from typing import cast
from weakref import ref

from PySide6.QtCore import QCoreApplication, QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleInterface,
    QAccessibleObject,
    QWindow,
)
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from shiboken6 import Shiboken, VoidPtr

from viewer.widgets.region_object import RegionObject, RegionsView


class CanvasInterface(QAccessibleWidget):
    """The plate: a canvas whose children are its regions, in the order of the plate."""

    def __init__(self, view: QWidget) -> None:
        """Take the view; its accessible name and description are the plate's."""
        super().__init__(view, QAccessible.Role.Canvas)
        self._view = ref(view)

    def _regions(self) -> RegionsView | None:
        view = self._view()
        return cast(RegionsView, view) if view is not None and Shiboken.isValid(view) else None

    def childCount(self) -> int:
        """Count the regions."""
        view = self._regions()
        return len(view.regions()) if view is not None else 0

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """Give a region by its number."""
        view = self._regions()
        if view is None or not 0 <= index < len(view.regions()):
            return None
        return QAccessible.queryAccessibleInterface(view.region_object(index))

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Give a region's number, -1 if it is none of ours."""
        thing = child.object()
        return thing.number if isinstance(thing, RegionObject) and thing.view is self._regions() else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """Give the region that pointing here, on the screen, would mean."""
        view = self._regions()
        number = view.region_under(QPoint(x, y)) if view is not None else None
        return self.child(number) if number is not None else None

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        """Give the region that the keyboard is at."""
        view = self._regions()
        number = view.focused_region if view is not None else None
        return self.child(number) if number is not None else None


class RegionInterface(QAccessibleObject):
    """One region: its name, place, states, and a press that selects it."""

    def __init__(self, region: RegionObject) -> None:
        """Take the object that stands for the region."""
        super().__init__(region)
        self._region = ref(region)
        self._actions = _RegionActions(region)

    def _live(self) -> tuple[RegionsView, int] | None:
        region = self._region()
        if region is None or not Shiboken.isValid(region):
            return None
        view = region.view
        return (view, region.number) if view is not None else None

    def isValid(self) -> bool:
        """Tell whether the region is still there."""
        return self._live() is not None

    def role(self) -> QAccessible.Role:
        """Give what a region is to a listener: something to press."""
        return QAccessible.Role.PushButton

    def text(self, kind: QAccessible.Text) -> str:
        """Give the name or the description."""
        live = self._live()
        if live is None:
            return ""
        view, number = live
        if kind == QAccessible.Text.Name:
            return view.region_name(number)
        if kind == QAccessible.Text.Description:
            return view.region_description(number)
        return ""

    def rect(self) -> QRect:
        """Give the rectangle on the screen, as of now."""
        live = self._live()
        return live[0].region_rect(live[1]) if live is not None else QRect()

    def state(self) -> QAccessible.State:
        """Give whether it is selected, focused and in sight."""
        state = QAccessible.State()
        live = self._live()
        if live is None:
            state.invalid = 1
            return state
        view, number = live
        widget = cast(QWidget, view)
        state.selectable = 1
        state.focusable = 1
        state.selected = int(view.is_selected(number))
        state.focused = int(view.focused_region == number and widget.hasFocus())
        hidden = not widget.isVisible()
        state.invisible = int(hidden)
        state.offscreen = int(not hidden and not self._on_screen(widget))
        return state

    def _on_screen(self, widget: QWidget) -> bool:
        frame = QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())
        return frame.intersects(self.rect())

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        """Give the canvas."""
        region = self._region()
        widget = region.widget if region is not None and Shiboken.isValid(region) else None
        return QAccessible.queryAccessibleInterface(widget) if widget is not None else None

    def window(self) -> QWindow | None:  # type: ignore[override]
        """Give the window it is shown in."""
        region = self._region()
        widget = region.widget if region is not None and Shiboken.isValid(region) else None
        return widget.window().windowHandle() if widget is not None else None

    def childCount(self) -> int:
        """Say that a region has no parts."""
        return 0

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """Give nothing."""
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Say that nothing is part of a region."""
        return -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """Give nothing."""
        return None

    def interface_cast(self, kind: QAccessible.InterfaceType) -> int:
        """Offer the actions."""
        # Qt takes the answer for a C++ pointer: a plain int or None, as the stub has it, crashes.
        address = 0
        if kind == QAccessible.InterfaceType.ActionInterface and self._live() is not None:
            address = Shiboken.getCppPointer(self._actions)[0]
        return cast(int, VoidPtr(address))


class _RegionActions(QAccessibleActionInterface):
    """Press and set focus, for one region."""

    def __init__(self, region: RegionObject) -> None:
        super().__init__()
        self._region = ref(region)

    def actionNames(self) -> list[str]:
        return [self.pressAction(), self.setFocusAction()]

    def doAction(self, action: str) -> None:
        region = self._region()
        view = region.view if region is not None and Shiboken.isValid(region) else None
        if region is None or view is None:
            return
        if action == self.pressAction():
            view.press_region(region.number)
        elif action == self.setFocusAction():
            view.focus_region(region.number)

    def keyBindingsForAction(self, action: str) -> list[str]:
        return []

    def localizedActionName(self, name: str) -> str:
        if name == self.pressAction():
            return QCoreApplication.translate("Accessible", "Select")
        return QCoreApplication.translate("Accessible", "Go to")

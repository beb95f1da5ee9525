"""What a screen reader finds on the plate: a canvas, and on it every region as an object of its own.

Nothing here costs anything until an assistive technology asks.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, cast
from weakref import ref

from PySide6.QtCore import QCoreApplication, QObject, QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleInterface,
    QAccessibleObject,
    QWindow,
)
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from shiboken6 import Shiboken, VoidPtr

from viewer.core.plate import Region


class RegionsView(Protocol):
    """What a view must tell and do, for its regions to be found. Regions are numbered as in the plate."""

    @property
    def focused_region(self) -> int | None:
        """The region that the keyboard is at, or None."""

    def regions(self) -> tuple[Region, ...]:
        """Give the regions of the plate shown."""

    def region_name(self, number: int, /) -> str:
        """Give a region's name with side and level."""

    def region_description(self, number: int, /) -> str:
        """Give a sentence about a region, or ""."""

    def region_rect(self, number: int, /) -> QRect:
        """Give the rectangle of a region on the screen."""

    def region_under(self, position: QPoint, /) -> int | None:
        """Give the region at a position on the screen, as pointing there would."""

    def is_selected(self, number: int, /) -> bool:
        """Tell whether a region is part of the selection."""

    def focus_region(self, number: int, /) -> None:
        """Move the keyboard to a region."""

    def press_region(self, number: int, /) -> None:
        """Do what a click on a region does."""

    def region_object(self, number: int, /) -> RegionObject:
        """Give the object that stands for a region; the same one each time."""


class RegionObject(QObject):
    """Stands for one region towards assistive technology; a child of the view, made on demand.

    Qt drops what it knows about a region when this object dies.
    """

    def __init__(self, view: QWidget, number: int) -> None:
        """Take the view (a :class:`RegionsView`) and the region's number in its plate."""
        super().__init__(view)
        self._view = ref(view)
        self.number = number

    @property
    def view(self) -> RegionsView | None:
        """The view while it lives and still shows this region."""
        view = self._view()
        if view is None or not Shiboken.isValid(view):
            return None
        found = cast(RegionsView, view)
        return found if self.number < len(found.regions()) else None

    @property
    def widget(self) -> QWidget | None:
        """The view as a widget, while it lives."""
        view = self._view()
        return view if view is not None and Shiboken.isValid(view) else None


def install_accessibility() -> None:
    """Tell Qt how views and regions appear; call once, after the application is made."""
    QAccessible.installFactory(_interface_for)


def announce(view: QWidget, text: str) -> None:
    """Have a screen reader say a text, without interrupting it."""
    if QAccessible.isActive():
        event = QAccessibleAnnouncementEvent(view, text)
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
        QAccessible.updateAccessibility(event)


def selection_changed(view: QWidget, numbers: Iterable[int]) -> None:
    """Report the regions that are selected now."""
    if QAccessible.isActive():
        event = QAccessible.Event.Selection
        for number in numbers:
            region = cast(RegionsView, view).region_object(number)
            QAccessible.updateAccessibility(QAccessibleEvent(region, event))
            event = QAccessible.Event.SelectionAdd


def focus_moved(view: QWidget, number: int | None) -> None:
    """Report that the keyboard went to a region, or from the regions to the view itself."""
    if QAccessible.isActive():
        target = view if number is None else cast(RegionsView, view).region_object(number)
        QAccessible.updateAccessibility(QAccessibleEvent(target, QAccessible.Event.Focus))


def _interface_for(_class: str, thing: QObject | None) -> QAccessibleInterface | None:
    if isinstance(thing, RegionObject):
        return RegionInterface(thing)
    if isinstance(thing, QWidget) and hasattr(thing, "region_object"):
        return CanvasInterface(thing)
    return None


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

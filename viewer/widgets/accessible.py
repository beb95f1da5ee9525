"""What a screen reader finds on the plate: a canvas, and on it every region as an object of its own.

Nothing here costs anything until an assistive technology asks; the answers themselves are in
:mod:`viewer.widgets.accessible_regions`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import Protocol, cast
from weakref import ref

from PySide6.QtCore import QCoreApplication, QObject, QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleInterface,
)
from PySide6.QtWidgets import QWidget
from shiboken6 import Shiboken

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


def selection_changed(view: QWidget, numbers: Sequence[int]) -> None:
    """Report and announce the regions that are selected now; nothing is said where there are none."""
    if not QAccessible.isActive() or not numbers:
        return
    regions = cast(RegionsView, view)
    event = QAccessible.Event.Selection
    for number in numbers:
        QAccessible.updateAccessibility(QAccessibleEvent(regions.region_object(number), event))
        event = QAccessible.Event.SelectionAdd
    announce(view, _told([regions.region_name(number) for number in numbers]))


def focus_moved(view: QWidget, number: int | None) -> None:
    """Report that the keyboard went to a region, or from the regions to the view itself."""
    if QAccessible.isActive():
        target = view if number is None else cast(RegionsView, view).region_object(number)
        QAccessible.updateAccessibility(QAccessibleEvent(target, QAccessible.Event.Focus))


def _interface_for(_class: str, thing: QObject | None) -> QAccessibleInterface | None:
    if isinstance(thing, RegionObject):
        from viewer.widgets.accessible_regions import RegionInterface

        return RegionInterface(thing)
    if isinstance(thing, QWidget) and hasattr(thing, "region_object"):
        from viewer.widgets.accessible_regions import CanvasInterface

        return CanvasInterface(thing)
    return None


def _told(names: Sequence[str]) -> str:
    """Give the sentence that tells a selection: by its name, what the names share, or their number."""
    # "Vein, left, nerve T7" and "Vein, left, nerve T8" are both "Vein, left".
    alike = takewhile(
        lambda parts: len(set(parts)) == 1, zip(*(name.split(", ") for name in names), strict=False)
    )
    shared = ", ".join(parts[0] for parts in alike)
    if shared:
        return QCoreApplication.translate("Accessible", "{name} selected").format(name=shared)
    return QCoreApplication.translate("Accessible", "%n region(s) selected", None, len(names))

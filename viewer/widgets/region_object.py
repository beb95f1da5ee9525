"""What stands for a region towards assistive technology, and what a view of regions must tell of them."""

from __future__ import annotations

from typing import Protocol, cast
from weakref import ref

from PySide6.QtCore import QObject, QPoint, QRect
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

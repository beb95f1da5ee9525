"""What a screen reader finds on the plate: a canvas, and on it every region as an object of its own.

Nothing here costs anything until an assistive technology asks; the answers themselves are in
:mod:`viewer.widgets.accessible_regions`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import takewhile
from typing import cast

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleInterface,
)
from PySide6.QtWidgets import QWidget

from viewer.widgets.region_object import RegionObject, RegionsView

__all__ = [
    "RegionObject",
    "RegionsView",
    "announce",
    "focus_moved",
    "install_accessibility",
    "selection_changed",
    "unheard",
]


@cache
def install_accessibility() -> None:
    """Tell Qt how views and regions appear; to be called after the application is made, once or more."""
    QAccessible.installFactory(_interface_for)


_silences: list[None] = []


@contextmanager
def unheard() -> Iterator[None]:
    """Have nothing announced meanwhile: what is only put away, or covered, is no news."""
    _silences.append(None)
    try:
        yield
    finally:
        _silences.pop()


def announce(view: QWidget, text: str) -> None:
    """Have a screen reader say a text, without interrupting it."""
    if QAccessible.isActive() and not _silences:
        event = QAccessibleAnnouncementEvent(view, text)
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
        QAccessible.updateAccessibility(event)


def selection_changed(view: QWidget, numbers: Sequence[int]) -> None:
    """Report and announce the regions that are selected now; nothing is said where there are none."""
    if not QAccessible.isActive() or _silences or not numbers:
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
    return QCoreApplication.translate("Accessible", "%n regions selected", None, len(names))

"""What a screen reader is told, asked through Qt's own interfaces."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken, VoidPtr

from viewer.core.address import Address
from viewer.core.plate import Rect, Region, Shape
from viewer.widgets.accessible import (
    RegionObject,
    announce,
    focus_moved,
    install_accessibility,
    selection_changed,
)
from viewer.widgets.accessible_regions import CanvasInterface, RegionInterface

_NAMES = ("midline-vein.C1", "midline-vein.C2", "side-vein.left.C1")


class _View(QWidget):
    """Three regions, one below the other."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(200, 300)
        self.setAccessibleName("Back")
        self.setAccessibleDescription("A cord with three veins.")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        bounds = Rect(0, 0, 10, 10)
        self._regions = tuple(
            Region(Address.parse(name), Shape.LINE, "veins", number, bounds)
            for number, name in enumerate(_NAMES)
        )
        self._objects: dict[int, RegionObject] = {}
        self.focused_region: int | None = None
        self.selected: set[int] = set()

    def regions(self) -> tuple[Region, ...]:
        return self._regions

    def region_name(self, number: int) -> str:
        return f"Name of {self._regions[number].address}"

    def region_description(self, number: int) -> str:
        return f"What {number} is"

    def region_rect(self, number: int) -> QRect:
        return QRect(self.mapToGlobal(QPoint(0, number * 100)), self.size() / 3)

    def region_under(self, position: QPoint) -> int | None:
        number = self.mapFromGlobal(position).y() // 100
        return number if 0 <= number < len(self._regions) else None

    def is_selected(self, number: int) -> bool:
        return number in self.selected

    def focus_region(self, number: int) -> None:
        self.focused_region = number

    def press_region(self, number: int) -> None:
        self.selected = {number}

    def region_object(self, number: int) -> RegionObject:
        if number not in self._objects:
            self._objects[number] = RegionObject(self, number)
        return self._objects[number]

    def show_less(self) -> None:
        self._regions = self._regions[:1]


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[_View]:
    install_accessibility()
    view = _View()
    qtbot.addWidget(view)
    view.show()
    yield view


def _canvas(view: _View) -> QAccessibleInterface:
    canvas = QAccessible.queryAccessibleInterface(view)
    assert isinstance(canvas, CanvasInterface)
    return canvas


def test_the_plate_is_a_canvas_with_a_name_and_a_description(view: _View) -> None:
    canvas = _canvas(view)
    assert canvas.role() == QAccessible.Role.Canvas
    assert canvas.text(QAccessible.Text.Name) == "Back"
    assert canvas.text(QAccessible.Text.Description) == "A cord with three veins."
    assert canvas.childCount() == 3


def test_every_region_is_a_child_with_name_description_and_place(view: _View) -> None:
    canvas = _canvas(view)
    for number in range(3):
        region = canvas.child(number)
        assert region.text(QAccessible.Text.Name) == f"Name of {_NAMES[number]}"
        assert region.text(QAccessible.Text.Description) == f"What {number} is"
        assert region.rect() == view.region_rect(number)
        assert region.role() == QAccessible.Role.PushButton
        assert canvas.indexOfChild(region) == number
        assert region.parent() is canvas
        assert region.childCount() == 0


def test_there_is_no_child_beyond_the_last(view: _View) -> None:
    assert _canvas(view).child(3) is None
    assert _canvas(view).child(-1) is None


def test_regions_are_found_by_their_place(view: _View) -> None:
    canvas = _canvas(view)
    at = view.mapToGlobal(QPoint(5, 150))
    assert canvas.childAt(at.x(), at.y()).text(QAccessible.Text.Name) == f"Name of {_NAMES[1]}"
    below = view.mapToGlobal(QPoint(5, 900))
    assert canvas.childAt(below.x(), below.y()) is None


def test_states_tell_what_is_selected_and_focused(view: _View, qtbot: QtBot) -> None:
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    view.selected, view.focused_region = {1}, 2
    states = [_canvas(view).child(number).state() for number in range(3)]
    assert [bool(state.selected) for state in states] == [False, True, False]
    assert [bool(state.focused) for state in states] == [False, False, True]
    assert all(state.selectable and state.focusable for state in states)
    assert _canvas(view).focusChild().text(QAccessible.Text.Name) == f"Name of {_NAMES[2]}"


def test_a_press_selects_and_focus_can_be_set(view: _View) -> None:
    region = _canvas(view).child(2)
    actions = region.actionInterface()
    assert actions.actionNames() == [actions.pressAction(), actions.setFocusAction()]
    actions.doAction(actions.pressAction())
    actions.doAction(actions.setFocusAction())
    assert view.selected == {2}
    assert view.focused_region == 2


def test_interfaces_are_handed_to_qt_as_pointers(view: _View) -> None:
    region = _canvas(view).child(0)
    assert isinstance(region, RegionInterface)
    for kind in QAccessible.InterfaceType:
        assert isinstance(region.interface_cast(kind), VoidPtr)


def test_a_region_that_is_gone_says_so_and_does_nothing(view: _View) -> None:
    region = _canvas(view).child(2)
    actions = region.actionInterface()
    view.show_less()
    assert not region.isValid()
    assert region.text(QAccessible.Text.Name) == ""
    assert region.rect() == QRect()
    assert region.state().invalid
    actions.doAction(actions.pressAction())
    assert view.selected == set()


def test_a_view_that_is_gone_takes_its_regions_along(qtbot: QtBot) -> None:
    install_accessibility()
    view = _View()
    thing = view.region_object(0)
    region = QAccessible.queryAccessibleInterface(thing)
    Shiboken.delete(view)
    gc.collect()
    assert not Shiboken.isValid(thing)
    assert not region.isValid()
    assert region.state().invalid


def test_the_same_region_is_the_same_object(view: _View) -> None:
    canvas = _canvas(view)
    assert canvas.child(1) is canvas.child(1)
    assert len(view.findChildren(RegionObject)) == 1


def test_events_are_sent_when_someone_listens(view: _View) -> None:
    QAccessible.setActive(True)
    try:
        announce(view, "Midline vein")
        selection_changed(view, [0, 2])
        focus_moved(view, 1)
        focus_moved(view, None)
    finally:
        QAccessible.setActive(False)
    assert {thing.number for thing in view.findChildren(RegionObject)} == {0, 1, 2}


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        ([0], "Name of midline-vein.C1 selected"),
        ([0, 1], "2 regions selected"),
        ([3, 4], "Vein, left selected"),
    ],
)
def test_a_selection_is_announced_in_one_sentence(
    view: _View, monkeypatch: pytest.MonkeyPatch, numbers: list[int], sentence: str
) -> None:
    said: list[str] = []
    names = [*(f"Name of {name}" for name in _NAMES), "Vein, left, nerve T7", "Vein, left, nerve T8"]
    monkeypatch.setattr(view, "region_name", names.__getitem__)
    monkeypatch.setattr("viewer.widgets.accessible.announce", lambda _, text: said.append(text))
    QAccessible.setActive(True)
    try:
        selection_changed(view, numbers)
        selection_changed(view, [])
    finally:
        QAccessible.setActive(False)
    assert said == [sentence]


def test_nothing_is_made_while_nobody_listens(view: _View) -> None:
    QAccessible.setActive(False)
    announce(view, "Midline vein")
    selection_changed(view, [0, 2])
    focus_moved(view, 1)
    assert view.findChildren(RegionObject) == []


def test_other_widgets_keep_their_own_interfaces(view: _View) -> None:
    plain = QWidget(view)
    found = QAccessible.queryAccessibleInterface(plain)
    assert not isinstance(found, CanvasInterface)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

"""The plate view by keyboard, and as assistive technology finds it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.plates import Heard, address, open_view, small_atlas, takes_escape
from viewer.widgets.plate_view import PlateView


@pytest.fixture
def view(qtbot: QtBot) -> PlateView:
    """The small plate, whole."""
    return open_view(qtbot, small_atlas())


def _focused(view: PlateView) -> str:
    assert view.focused_region is not None
    return str(view.regions()[view.focused_region].address)


def test_tab_comes_to_a_vessel_and_leaves_the_plate(qtbot: QtBot, view: PlateView) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    before, after = QLineEdit(), QLineEdit()
    layout = QVBoxLayout(window)
    for widget in (before, view, after):
        layout.addWidget(widget)
    window.resize(700, 600)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    before.setFocus()
    heard = Heard.by(view)
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    assert view.hasFocus()
    assert _focused(view) == "midline-vein.C1"
    assert heard.walked == [address("midline-vein.C1")]
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert after.hasFocus()
    assert view.focused_region is None and heard.walked[-1] is None
    view.setParent(None)


def test_arrows_walk_along_the_vessels(qtbot: QtBot, view: PlateView) -> None:
    heard = Heard.by(view)
    view.keys.enter()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert _focused(view) == "midline-vein.C2"
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert _focused(view) == "midline-vein.C1"
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert _focused(view) == "side-vein.left.C1"
    assert [str(one) for one in heard.walked] == [
        "midline-vein.C1",
        "midline-vein.C2",
        "midline-vein.C1",
        "side-vein.left.C1",
    ]
    assert heard.pointed == []


def test_enter_picks_and_ctrl_enter_adds(qtbot: QtBot, view: PlateView) -> None:
    heard = Heard.by(view)
    view.keys.enter()
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert heard.picked == [(address("midline-vein.C1"), False), (address("midline-vein.C1"), True)]


def test_escape_hides_the_name_and_then_leaves_the_regions(view: PlateView) -> None:
    view.keys.enter()
    view.tip.show_now()
    assert takes_escape(view) and view.focused_region is not None
    assert not takes_escape(view) and view.focused_region is None


def test_the_way_back_is_the_way_one_came(qtbot: QtBot, view: PlateView) -> None:
    view.keys.go(view.numbers_of([address("midline-vein.T1")])[0])
    way = [_focused(view)]
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Right):
        qtbot.keyClick(view, key)
        way.append(_focused(view))
    assert len(set(way)) == 3
    for key, before in ((Qt.Key.Key_Left, way[1]), (Qt.Key.Key_Down, way[0])):
        qtbot.keyClick(view, key)
        assert _focused(view) == before


def test_arrows_pan_while_nothing_is_in_focus(qtbot: QtBot, view: PlateView) -> None:
    view.set_zoom(4)
    y = view.camera()[2]
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.camera()[2] > y
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert view.camera()[2] == pytest.approx(y)


def test_keys_zoom(qtbot: QtBot, view: PlateView) -> None:
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view.zoom() == pytest.approx(1.25)
    qtbot.keyClick(view, Qt.Key.Key_Minus)
    assert view.zoom() == pytest.approx(1.0)
    view.set_zoom(3)
    qtbot.keyClick(view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom() == pytest.approx(1.0)


def test_space_lets_any_drag_pan(qtbot: QtBot, view: PlateView) -> None:
    view.set_zoom(4)
    y = view.camera()[2]
    qtbot.keyPress(view, Qt.Key.Key_Space)
    assert view.viewport().cursor().shape() == Qt.CursorShape.OpenHandCursor
    port, button = view.viewport(), Qt.MouseButton.LeftButton
    qtbot.mousePress(port, button, pos=QPoint(350, 280))
    qtbot.mouseMove(port, QPoint(350, 276))
    qtbot.mouseRelease(port, button, pos=QPoint(350, 276))
    qtbot.keyRelease(view, Qt.Key.Key_Space)
    assert view.camera()[2] > y
    assert view.viewport().cursor().shape() != Qt.CursorShape.OpenHandCursor


def test_a_walk_begins_at_the_selection_and_stays_in_sight(qtbot: QtBot, view: PlateView) -> None:
    view.set_selection([address("midline-vein.C2")])
    view.set_camera((7.0, 0.0, 150.0))
    view.keys.enter()
    assert _focused(view) == "midline-vein.C2"
    qtbot.keyClick(view, Qt.Key.Key_Down)
    box = view.box_of(view.focused_region or 0)
    assert box.intersects(view.viewport().rect().toRectF())


def test_hidden_vessels_are_walked_past(qtbot: QtBot, view: PlateView) -> None:
    view.set_layers({"veins": "hide"})
    view.keys.go(view.numbers_of([address("midline-vein.C1")])[0])
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert _focused(view) == "midline-vein.C1"


def test_regions_tell_who_and_where_they_are(view: PlateView) -> None:
    number = view.numbers_of([address("side-vein.left.C1")])[0]
    name = view.region_name(number)
    assert name.startswith("Side vein") and "left" in name and "C1" in name
    rect = view.region_rect(number)
    assert view.region_under(rect.center()) is not None
    assert rect.isValid() and not view.is_selected(number)
    view.set_selection([address("side-vein")])
    assert view.is_selected(number)


def test_a_region_can_be_focused_and_pressed(view: PlateView) -> None:
    heard = Heard.by(view)
    number = view.numbers_of([address("midline-vein.T1")])[0]
    view.focus_region(number)
    assert view.focused_region == number
    view.press_region(number)
    assert heard.picked == [(address("midline-vein.T1"), False)]
    assert view.region_object(number) is view.region_object(number)
    QApplication.processEvents()

"""The plate view under hands: pointing, clicking, zooming, panning."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.widgets.plates import Hand, Heard, address, open_view, small_atlas, takes_escape
from viewer.widgets.chooser import Chooser
from viewer.widgets.plate_view import PlateView


@pytest.fixture
def view(qtbot: QtBot) -> PlateView:
    """The small plate, whole, without labels in the way."""
    view = open_view(qtbot, small_atlas())
    view.set_label_mode("none")
    view.paint_now()
    return view


@pytest.fixture
def hand(qtbot: QtBot, view: PlateView) -> Hand:
    """A hand over the view."""
    return Hand(qtbot, view)


def test_the_plate_opens_whole_and_named(view: PlateView) -> None:
    assert view.zoom() == pytest.approx(1.0)
    assert view.plate is not None
    assert view.accessibleName() == view.plate.title
    camera, shown = view.view_camera(), view.plate.view
    assert camera is not None
    left, top = camera.to_view(shown.x, shown.y)
    right, bottom = camera.to_view(shown.x + shown.width, shown.y + shown.height)
    assert left >= 0 and top >= -0.01
    assert right <= view.viewport().width() and bottom <= view.viewport().height() + 0.01


def test_pointing_reports_outlines_and_offers_a_tip(view: PlateView, hand: Hand) -> None:
    heard = Heard.by(view)
    hand.point(0, 150)
    assert heard.pointed == [address("midline-vein.C2")]
    assert view.tip.lines()[0] == "Midline vein"
    assert not view.tip.isVisible()
    view.tip.show_now()
    assert view.tip.isVisible()
    hand.point(-190, 310)
    assert heard.pointed[-1] is None
    assert not view.tip.isVisible()


def test_escape_hides_the_tip_and_is_the_windows_where_there_is_none(view: PlateView, hand: Hand) -> None:
    hand.point(0, 150)
    view.tip.show_now()
    assert takes_escape(view) and not view.tip.isVisible()
    assert not takes_escape(view)
    hand.point(-190, 310)
    hand.point(0, 150)
    assert view.tip.lines()[0] and not takes_escape(view), "a tip that is not seen yet takes no key"


def test_a_click_beside_a_thin_vein_picks_it(view: PlateView, hand: Hand) -> None:
    heard = Heard.by(view)
    hand.click(-60, 119, off_by=-6)
    assert heard.picked == [(address("side-vein.left.C1"), False)]


def test_a_click_with_ctrl_adds(view: PlateView, hand: Hand) -> None:
    heard = Heard.by(view)
    hand.click(0, 50, Qt.KeyboardModifier.ControlModifier)
    assert heard.picked == [(address("midline-vein.C1"), True)]


def test_a_click_on_nothing_clears_but_not_with_ctrl(view: PlateView, hand: Hand) -> None:
    heard = Heard.by(view)
    hand.click(-190, 300, Qt.KeyboardModifier.ControlModifier)
    assert heard.nothing == []
    hand.click(-190, 300)
    assert heard.nothing == [True] and heard.picked == []


def test_a_press_and_a_release_on_different_regions_pick_nothing(
    qtbot: QtBot, view: PlateView, hand: Hand
) -> None:
    heard = Heard.by(view)
    port, button = view.viewport(), Qt.MouseButton.LeftButton
    qtbot.mousePress(port, button, pos=hand.spot(0, 98))
    qtbot.mouseRelease(port, button, pos=hand.spot(0, 102))
    assert heard.picked == [] and heard.nothing == []


def test_a_double_click_brings_the_structure_into_view(qtbot: QtBot, view: PlateView, hand: Hand) -> None:
    heard = Heard.by(view)
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=hand.spot(-60, 115))
    assert heard.sought == [address("side-vein.left.C1")]
    assert view.zoom() > 1.0


def test_the_wheel_zooms_about_the_pointer(view: PlateView, hand: Hand) -> None:
    zooms: list[float] = []
    view.zoom_changed.connect(zooms.append)
    spot = hand.spot(40, 220)
    camera = view.view_camera()
    assert camera is not None
    before = camera.to_plate(spot.x(), spot.y())
    for _ in range(6):
        hand.wheel(spot, 1)
    camera = view.view_camera()
    assert camera is not None
    assert camera.to_plate(spot.x(), spot.y()) == pytest.approx(before, abs=1e-6)
    assert view.zoom() == pytest.approx(1.2**6) and zooms[-1] == pytest.approx(view.zoom())
    for _ in range(6):
        hand.wheel(spot, -1)
    assert view.zoom() == pytest.approx(1.0)


def test_zoom_has_limits(view: PlateView) -> None:
    view.set_zoom(1000)
    assert view.zoom() == pytest.approx(16)
    view.set_zoom(0.001)
    assert view.zoom() == pytest.approx(0.25)


def test_dragging_pans_and_picks_nothing(view: PlateView, hand: Hand) -> None:
    heard = Heard.by(view)
    view.set_zoom(4)
    _, x, y = view.camera()
    hand.drag(QPoint(350, 280), QPoint(350, 220))
    assert heard.picked == [] and heard.nothing == []
    camera = view.view_camera()
    assert camera is not None
    assert view.camera()[1:] == pytest.approx((x, y + 60 / camera.zoom))
    hand.drag(QPoint(350, 220), QPoint(350, 280), Qt.MouseButton.MiddleButton)
    assert view.camera()[1:] == pytest.approx((x, y))


def test_scroll_bars_and_camera_agree(view: PlateView) -> None:
    view.set_zoom(4)
    view.paint_now()
    bar = view.verticalScrollBar()
    assert bar.maximum() > 0 and bar.value() == pytest.approx(bar.maximum() / 2, abs=1)
    bar.setValue(bar.value() + 40)
    camera = view.view_camera()
    assert camera is not None
    assert view.camera()[2] == pytest.approx(150 + 40 / camera.zoom, abs=1 / camera.zoom)
    view.fit()
    assert view.verticalScrollBar().maximum() == 0


def test_the_plate_cannot_be_lost(view: PlateView) -> None:
    view.set_zoom(8)
    view.pan(1e6, -1e6)
    _, x, y = view.camera()
    assert view.plate is not None
    shown = view.plate.view
    assert shown.x <= x <= shown.x + shown.width and shown.y <= y <= shown.y + shown.height


def test_a_camera_can_be_kept_and_restored(view: PlateView) -> None:
    view.set_camera((3.0, 10.0, 200.0))
    assert view.camera() == pytest.approx((3.0, 10.0, 200.0))
    kept = view.camera()
    view.fit()
    view.set_camera(kept)
    assert view.camera() == pytest.approx(kept)


def test_a_whole_plate_stays_whole_when_the_window_changes(view: PlateView) -> None:
    view.resize(500, 700)
    QApplication.processEvents()
    assert view.zoom() == pytest.approx(1.0)
    camera, frame = view.view_camera(), view.frame()
    assert camera == frame.fitting()


def test_the_zoom_stays_what_it_was_when_the_room_for_the_plate_changes(view: PlateView) -> None:
    told: list[float] = []
    view.zoom_changed.connect(told.append)
    view.set_camera((3.0, 10.0, 200.0))
    for width, height in ((420, 560), (900, 800), (700, 560)):
        view.resize(width, height)
        QApplication.processEvents()
        assert view.camera() == pytest.approx((3.0, 10.0, 200.0))
    letters = QFont(view.font())
    letters.setPointSizeF(letters.pointSizeF() * 2)
    view.setFont(letters)
    QApplication.processEvents()
    assert view.zoom() == pytest.approx(3.0)
    camera = view.view_camera()
    assert camera is not None
    assert camera.zoom / view.frame().fitting().zoom == pytest.approx(told[-1]) == pytest.approx(3.0)


def test_a_region_out_of_sight_is_brought_into_view(view: PlateView) -> None:
    view.set_camera((6.0, 0.0, 20.0))
    view.bring_into_view([address("midline-vein.T1")])
    box = view.box_of(view.numbers_of([address("midline-vein.T1")])[0])
    assert box.top() >= 0 and box.bottom() <= view.viewport().height()


def test_movement_arrives_where_no_movement_would(qtbot: QtBot, view: PlateView) -> None:
    view.bring_into_view([address("midline-vein.T1")])
    goal = view.camera()
    view.fit()
    view.set_motion(True)
    view.bring_into_view([address("midline-vein.T1")])
    assert view.camera() != pytest.approx(goal)
    qtbot.waitUntil(lambda: view.camera() == pytest.approx(goal), timeout=5000)


def test_hidden_regions_are_not_there_to_be_hit(view: PlateView, hand: Hand) -> None:
    heard = Heard.by(view)
    view.set_layers({"veins": "hide"})
    hand.click(0, 150)
    assert heard.picked == [(address("the-cord"), False)]


def test_a_menu_is_asked_for_with_all_that_lies_there(view: PlateView, hand: Hand) -> None:
    heard = Heard.by(view)
    spot = hand.spot(0, 180)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, view.viewport().mapToGlobal(spot))
    QApplication.sendEvent(view.viewport(), event)
    meant, there, _ = heard.menus[0]
    assert meant == address("midline-vein.C2")
    assert there[0] == meant and address("the-cord") in there


def test_a_label_can_be_pointed_at_and_clicked_like_its_region(qtbot: QtBot, view: PlateView) -> None:
    heard = Heard.by(view)
    view.set_label_mode("all")
    view.paint_now()
    assert view.trimmings is not None
    box, named = view.trimmings.boxes()[0]
    spot = box.center().toPoint()
    qtbot.mouseMove(view.viewport(), spot)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert heard.pointed[-1] == named and heard.picked == [(named, False)]


def test_a_click_on_the_overview_moves_the_view(qtbot: QtBot, view: PlateView) -> None:
    view.set_camera((8.0, 0.0, 40.0))
    view.paint_now()
    assert view.trimmings is not None
    corner = view.trimmings.overview_box()
    assert not corner.isEmpty()
    low = QPointF(corner.center().x(), corner.bottom() - 4).toPoint()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=low)
    assert view.camera()[2] > 250


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_equally_near_regions_are_offered_in_a_chooser(qtbot: QtBot, view: PlateView) -> None:
    heard = Heard.by(view)
    view.set_zoom(0.5)
    port = view.viewport()
    spots = (QPoint(x, y) for y in range(port.height()) for x in range(port.width()))
    between = next(spot for spot in spots if view.numbers_at(QPointF(spot))[1])
    qtbot.mouseClick(port, Qt.MouseButton.LeftButton, pos=between)
    assert heard.picked == []
    chooser = view.findChild(Chooser)
    assert isinstance(chooser, Chooser) and len(chooser.actions()) >= 2
    pointed: list[object] = []
    chooser.pointed.connect(pointed.append)
    second = chooser.actions()[1]
    second.hover()
    second.trigger()
    assert heard.picked == [(pointed[0], False)]
    assert str(pointed[0])
    chooser.close()

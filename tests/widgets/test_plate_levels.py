"""The ruler under hands: a click on a level picks it and leaves the selection as it is."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot

from tests.widgets.plates import Heard, address, open_view, small_atlas
from viewer.widgets.plate_view import PlateView
from viewer.widgets.ruler import Ruler


@pytest.fixture
def view(qtbot: QtBot) -> PlateView:
    """The small plate, whole, without labels in the way."""
    view = open_view(qtbot, small_atlas())
    view.set_label_mode("none")
    view.paint_now()
    return view


def _band(view: PlateView, level: str) -> QPoint:
    """Find a place of the view where a level stands on the ruler."""
    assert view.trimmings is not None
    for y in range(0, view.viewport().height(), 3):
        for x in range(0, 120, 3):
            spot = QPoint(x, y)
            if view.trimmings.level_at(spot.toPointF()) == ("segment", level):
                return spot
    raise AssertionError(f"{level} is not on the ruler")


def test_a_click_on_a_level_picks_it_and_keeps_the_selection(qtbot: QtBot, view: PlateView) -> None:
    view.set_selection([address("midline-vein")])
    heard = Heard.by(view)
    with qtbot.waitSignal(view.level_picked) as picked:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=_band(view, "C2"))
    assert picked.args == ["segment", "C2"]
    assert (heard.picked, heard.nothing) == ([], [])


def test_a_click_on_the_ruler_beside_its_levels_does_nothing(qtbot: QtBot, view: PlateView) -> None:
    heard = Heard.by(view)
    with qtbot.assertNotEmitted(view.level_picked):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(8, 3))
    assert heard.nothing == []


def test_pointing_at_a_level_names_it_and_offers_a_hand(qtbot: QtBot, view: PlateView) -> None:
    qtbot.mouseMove(view.viewport(), _band(view, "C2"))
    assert view.tip.lines()[0] == "Cord segment C2"
    assert view.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    qtbot.mouseMove(view.viewport(), QPoint(view.viewport().width() - 4, 4))
    assert view.viewport().cursor().shape() == Qt.CursorShape.ArrowCursor


def test_a_level_can_be_lit_on_the_ruler(view: PlateView) -> None:
    before = view.viewport().grab().toImage()
    view.mark_level(("segment", "C2"))
    assert view.viewport().grab().toImage() != before
    view.mark_level(None)
    assert view.viewport().grab().toImage() == before


def test_the_flag_of_the_level_cursor_stays_on_the_scale_of_its_levels(view: PlateView) -> None:
    view.set_cursor(("segment", "C2"))
    view.paint_now()
    view.viewport().grab()
    trimmings, camera = view.trimmings, view.view_camera()
    assert trimmings is not None and camera is not None
    end = Ruler(trimmings.plate).width(view.font(), camera.width)
    beyond = [QPointF(x, y) for x in range(end + 1, end + 60, 3) for y in range(0, view.height(), 3)]
    assert not any(trimmings.grip_at(spot) for spot in beyond), "beside the scale stand other words"
    assert trimmings.grip_at(QPointF(_band(view, "C2"))) == "segment"

"""The marks of the blood's way: calm wherever they would crowd."""

import pytest
from PySide6.QtGui import QPainter
from pytestqt.qtbot import QtBot

from tests.widgets.plates import open_view, picture, small_atlas
from tests.widgets.trimmings import paper
from viewer.core.flow_marks import Bar, Course, Disc, FlowMarks
from viewer.core.plate import Line
from viewer.widgets.canvas import Canvas
from viewer.widgets.flow_painter import heads_of
from viewer.widgets.look import Look, load_theme
from viewer.widgets.plate_painter import PlatePainter


@pytest.mark.usefixtures("qapp")
def test_where_blood_comes_back_along_a_vessel_no_arrow_heads_cross() -> None:
    plate = small_atlas().plates["back"]
    image = paper(400, 400)
    painter = QPainter(image)
    canvas = Canvas(painter, PlatePainter(plate, Look(load_theme("light"))), 1.0, 1.0, plate.view, ())
    line = Line((0.0, 0.0, 0.0, 200.0), (4.0, 4.0))
    aside = Line((60.0, 0.0, 60.0, 200.0), (4.0, 4.0))
    there, back, other = heads_of(canvas, (Course(line, 1), Course(line, -1), Course(aside, -1)))
    painter.end()
    assert len(there) > 5 and back == [] and len(other) == len(there)
    assert {head.dy for head in there} == {1.0} and {head.dy for head in other} == {-1.0}


def test_bars_of_a_block_that_would_hide_the_vessel_wait_until_one_is_close(qtbot: QtBot) -> None:
    view = open_view(qtbot, small_atlas())
    view.set_label_mode("none")
    look = Look(load_theme("light"))
    view.set_look(look)
    bars = tuple(Bar(0.0, 150.0 + 4.0 * step, 0.0) for step in range(5))

    def ink(marks: tuple[Bar, ...]) -> int:
        view.set_flow(FlowMarks(bars=marks))
        shown = picture(view)
        return sum(
            shown.pixelColor(x, y) == look.colour("block")
            for x in range(shown.width())
            for y in range(shown.height())
        )

    assert ink(bars) == ink(bars[:1]) < ink((bars[0], bars[0]._replace(y=300.0)))


def test_many_crowded_bars_are_smaller_and_wait_further_apart_wherever_they_lie(qtbot: QtBot) -> None:
    view = open_view(qtbot, small_atlas())
    view.set_label_mode("none")
    look = Look(load_theme("light"))
    view.set_look(look)

    def ink(count: int, apart: float) -> int:
        view.set_flow(FlowMarks(bars=tuple(Bar(0.0, 10.0 + apart * step, 0.0) for step in range(count))))
        shown = picture(view)
        return sum(
            shown.pixelColor(x, y) == look.colour("block")
            for x in range(shown.width())
            for y in range(shown.height())
        )

    few = ink(4, 80.0)
    assert few < ink(18, 16.0) < 2.5 * few, "what is blocked in many places is still to be seen"


def test_a_number_is_never_hidden_by_the_dot_of_a_label(qtbot: QtBot) -> None:
    view = open_view(qtbot, small_atlas())
    look = Look(load_theme("light"))
    view.set_look(look)
    view.set_label_mode("all")
    view.paint_now()
    assert view.trimmings is not None and view.view_camera() is not None
    anchor = view.trimmings._labels.leaders()[0][0]
    camera = view.view_camera()
    assert camera is not None

    def dot(marks: FlowMarks | None) -> int:
        view.set_flow(marks)
        shown = picture(view)
        x, y = round(anchor[0]), round(anchor[1])
        around = [(x + i, y + j) for i in range(-3, 4) for j in range(-3, 4)]
        return sum(shown.pixelColor(*at) == look.colour("ink") for at in around)

    x, y = camera.to_plate(*anchor)
    disc = Disc(x, y, 8, False)
    bare = dot(None)
    assert bare > 0
    assert dot(FlowMarks(discs=(disc,))) == 0

"""What can be ticked: seen when empty, filled in the theme's colour when ticked, ringed by the keyboard."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from viewer.widgets.look import THEMES, Look, contrast, load_theme
from viewer.widgets.tick_box import RoundBox, TickBox

Make = Callable[[str], QAbstractButton]


@pytest.fixture(params=THEMES)
def look(request: pytest.FixtureRequest) -> Look:
    return Look(load_theme(request.param))


def shown(qtbot: QtBot, look: Look, make: Make) -> tuple[QAbstractButton, QWidget]:
    paper = QWidget()
    qtbot.addWidget(paper)
    paper.setPalette(look.palette())
    box = make("Only what is due")
    box.setPalette(look.box_palette())
    column = QVBoxLayout(paper)
    column.addWidget(Elsewhere(paper))
    column.addWidget(box)
    paper.show()
    QApplication.processEvents()
    return box, paper


class Elsewhere(QWidget):
    """Something else that the keyboard can be on."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus()


def indicator(box: QAbstractButton, paper: QWidget) -> list[QColor]:
    """Give the colours in the box itself."""
    picture: QImage = paper.grab(QRect(box.pos(), box.size())).toImage()
    side = box.height()
    return [picture.pixelColor(x, y) for x in range(min(side, 16)) for y in range(side)]


@pytest.mark.parametrize("make", [TickBox, RoundBox])
def test_an_empty_box_is_seen_and_has_the_ground_of_what_can_be_filled_in(
    qtbot: QtBot, look: Look, make: Make
) -> None:
    box, paper = shown(qtbot, look, make)
    colours = indicator(box, paper)
    assert max(contrast(one, look.ui("window")) for one in colours) >= 3.0
    assert look.ui("base") in colours and look.ui("highlight") not in colours


@pytest.mark.parametrize("make", [TickBox, RoundBox])
def test_a_ticked_box_is_filled_and_its_tick_stands_out(qtbot: QtBot, look: Look, make: Make) -> None:
    box, paper = shown(qtbot, look, make)
    box.setChecked(True)
    colours = indicator(box, paper)
    assert look.ui("highlight") in colours
    assert max(contrast(one, look.ui("highlight")) for one in colours if one != look.ui("window")) >= 4.5


@pytest.mark.parametrize("make", [TickBox, RoundBox])
def test_what_cannot_be_ticked_now_is_not_filled(qtbot: QtBot, look: Look, make: Make) -> None:
    box, paper = shown(qtbot, look, make)
    box.setChecked(True)
    box.setEnabled(False)
    assert look.ui("highlight") not in indicator(box, paper)


@pytest.mark.parametrize("make", [TickBox, RoundBox])
def test_the_keyboard_s_place_is_ringed(qtbot: QtBot, look: Look, make: Make) -> None:
    box, paper = shown(qtbot, look, make)
    before = paper.grab().toImage()
    paper.activateWindow()
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    picture = paper.grab(QRect(box.pos(), box.size())).toImage()
    assert before != paper.grab().toImage()
    ring = [picture.pixelColor(x, 0) for x in range(box.width() // 2, box.width() - 4)]
    assert min(contrast(one, look.ui("window")) for one in ring) >= 3.0

"""The small menu that asks which of two regions is meant."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from viewer.core.address import Address
from viewer.widgets.chooser import Chooser, choose

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)")  # offscreen

_LEFT = Address.parse("side-vein.left.C1")
_RIGHT = Address.parse("side-vein.right.C1")
_OPTIONS = [("Side vein & twig, left", _LEFT), ("Side vein & twig, right", _RIGHT)]


@pytest.fixture
def chooser(qtbot: QtBot) -> Chooser:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    chooser = choose(parent, parent.mapToGlobal(QPoint(10, 10)), _OPTIONS)
    qtbot.waitUntil(chooser.isVisible)
    parent.chooser = chooser  # type: ignore[attr-defined]
    chooser.keep = parent  # type: ignore[attr-defined]
    return chooser


@pytest.mark.parametrize(("key", "wanted"), [(Qt.Key.Key_1, _LEFT), (Qt.Key.Key_2, _RIGHT)])
def test_a_number_key_chooses(qtbot: QtBot, chooser: Chooser, key: Qt.Key, wanted: Address) -> None:
    with qtbot.waitSignal(chooser.chosen) as told:
        QTest.keyClick(chooser, key)
    assert told.args == [wanted]


def test_arrow_and_enter_choose(qtbot: QtBot, chooser: Chooser) -> None:
    with qtbot.waitSignal(chooser.chosen) as told:
        QTest.keyClick(chooser, Qt.Key.Key_Down)
        QTest.keyClick(chooser, Qt.Key.Key_Return)
    assert told.args == [_RIGHT]


def test_a_click_chooses(qtbot: QtBot, chooser: Chooser) -> None:
    with qtbot.waitSignal(chooser.chosen) as told:
        middle = chooser.actionGeometry(chooser.actions()[1]).center()
        QTest.mouseClick(chooser, Qt.MouseButton.LeftButton, pos=middle)
    assert told.args == [_RIGHT]


def test_escape_chooses_nothing(qtbot: QtBot, chooser: Chooser) -> None:
    with qtbot.assertNotEmitted(chooser.chosen), qtbot.waitSignal(chooser.aboutToHide):
        QTest.keyClick(chooser, Qt.Key.Key_Escape)


def test_what_the_menu_stands_on_is_told_for_outlining(chooser: Chooser) -> None:
    told: list[object] = []
    chooser.pointed.connect(told.append)
    QTest.keyClick(chooser, Qt.Key.Key_Down)
    QTest.keyClick(chooser, Qt.Key.Key_Escape)
    assert told == [_RIGHT, None]


def test_names_are_shown_with_their_numbers(chooser: Chooser) -> None:
    assert [action.text() for action in chooser.actions()] == [
        "&1  Side vein && twig, left",
        "&2  Side vein && twig, right",
    ]
    assert chooser.accessibleName()

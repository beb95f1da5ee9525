import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from viewer.widgets.hint import Hint
from viewer.widgets.message_bar import MessageBar


@pytest.fixture
def bar(qtbot: QtBot) -> MessageBar:
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.resize(600, 40)
    return bar


def test_it_is_not_there_until_there_is_something_to_tell(bar: MessageBar) -> None:
    assert bar.isHidden() and bar.text == ""


@pytest.mark.parametrize(("kind", "word"), [("note", "Note:"), ("warning", "Warning:"), ("error", "Error:")])
def test_what_it_tells_is_marked_by_a_sign_and_a_word(bar: MessageBar, kind: str, word: str) -> None:
    bar.tell("The disk is full.", kind=kind)
    assert bar.isVisible() and bar.text == "The disk is full."
    assert bar.word.text() == word and not bar.sign.pixmap().isNull()


def test_details_are_read_and_copied_on_demand(bar: MessageBar, qtbot: QtBot) -> None:
    bar.tell("This atlas has 2 faults.", ["a.md:1: one", "b.md:2: two"])
    assert bar.word.text() == "Error:" and not bar.lines.isVisible()
    qtbot.mouseClick(bar.more, Qt.MouseButton.LeftButton)
    assert bar.lines.isVisible() and "b.md:2: two" in bar.lines.toPlainText()
    qtbot.mouseClick(bar.copy_button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "This atlas has 2 faults.\na.md:1: one\nb.md:2: two"


def test_a_new_message_closes_the_details_of_the_last(bar: MessageBar) -> None:
    bar.tell("Faults.", ["one"])
    bar.more.setChecked(True)
    bar.tell("All is well again.")
    assert not bar.lines.isVisible() and not bar.more.isVisible() and bar.details == ()


def test_esc_and_the_cross_close_it(bar: MessageBar, qtbot: QtBot) -> None:
    bar.tell("A note.")
    qtbot.mouseClick(bar.close_button, Qt.MouseButton.LeftButton)
    assert bar.isHidden()
    bar.tell("A note.")
    qtbot.keyClick(bar, Qt.Key.Key_Escape)
    assert bar.isHidden()


def test_a_note_goes_by_itself_an_error_stays(bar: MessageBar) -> None:
    bar.tell("A note.")
    assert bar.will_go
    bar.tell("It broke.", kind="error")
    assert not bar.will_go


def test_a_hint_once_closed_is_reported_as_not_wanted(qtbot: QtBot) -> None:
    hint = Hint("Point at a vein.")
    qtbot.addWidget(hint)
    hint.show()
    with qtbot.waitSignal(hint.dismissed):
        qtbot.mouseClick(hint.button, Qt.MouseButton.LeftButton)
    assert hint.isHidden()

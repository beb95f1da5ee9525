import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from viewer.widgets.hint import Hint
from viewer.widgets.message_bar import MessageBar


@pytest.fixture
def plate(qtbot: QtBot) -> QWidget:
    plate = QWidget()
    qtbot.addWidget(plate)
    plate.resize(600, 400)
    plate.show()
    return plate


@pytest.fixture
def bar(plate: QWidget) -> MessageBar:
    return MessageBar(plate)


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


def test_it_lies_in_the_lower_corner_no_larger_than_its_words_need(bar: MessageBar, plate: QWidget) -> None:
    bar.tell("A note.")
    low = bar.height()
    assert 0 < low < 100 and bar.width() < 300
    assert plate.rect().contains(bar.geometry())
    assert bar.geometry().center().x() > 300 and bar.y() > 300
    bar.tell("Many words. " * 40)
    assert bar.height() > 2 * low and bar.width() > 560
    plate.resize(900, 400)
    assert 860 < bar.width() < 900
    bar.tell("Faults.", ["one", "two"])
    closed = bar.height()
    bar.more.setChecked(True)
    assert bar.height() > closed and bar.width() > 860
    assert plate.rect().contains(bar.geometry())


def test_a_short_message_stands_on_one_line(bar: MessageBar) -> None:
    bar.tell("The atlas was read again.")
    assert bar.label.height() < 2 * bar.label.fontMetrics().height()


def test_the_next_act_sends_a_note_away_and_nothing_worse(bar: MessageBar) -> None:
    bar.tell("A note.")
    bar.pass_on()
    assert bar.isHidden()
    bar.tell("It broke.", kind="error")
    bar.pass_on()
    assert bar.text == "It broke."
    bar.tell("It went well.")
    bar.pass_on()
    assert bar.isHidden()


def test_what_can_be_done_about_it_is_a_button(bar: MessageBar, qtbot: QtBot) -> None:
    done: list[str] = []
    bar.tell("A layer is hidden.", act=("Show all", lambda: done.append("shown")))
    assert bar.act_button.isVisible() and bar.act_button.text() == "Show all"
    qtbot.mouseClick(bar.act_button, Qt.MouseButton.LeftButton)
    assert done == ["shown"] and bar.isHidden()
    bar.tell("Another note.")
    assert not bar.act_button.isVisible()


def test_a_hint_once_closed_is_reported_as_not_wanted(qtbot: QtBot) -> None:
    hint = Hint(("Point at a vein.",))
    qtbot.addWidget(hint)
    hint.show()
    with qtbot.waitSignal(hint.dismissed):
        qtbot.mouseClick(hint.button, Qt.MouseButton.LeftButton)
    assert hint.isHidden()


def test_it_stands_above_what_is_to_stay_in_sight(plate: QWidget) -> None:
    caption = QRectF(10, 360, 300, 34)
    bar = MessageBar(plate, lambda: caption)
    bar.tell("A note. " * 40)
    assert not caption.intersects(QRectF(bar.geometry())) and plate.rect().contains(bar.geometry())
    bar.tell("Short.")
    assert bar.geometry().bottom() > caption.top(), "beside it there is room"

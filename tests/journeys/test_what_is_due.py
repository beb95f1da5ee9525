"""What is due: counted at the end of a set, in the menu and in the dialog; and verdicts in words."""

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QDate, QLocale
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from tests.journeys.still_clock import Clock
from tests.journeys.test_study import LATERAL, MIDLINE, ask, choice, click, find, verdict
from tests.reader import CTRL, Key, Reader
from viewer.core.address import Address
from viewer.core.question import Hides, Mode, Question
from viewer.shell.due_words import day_words
from viewer.shell.set_dialog import SetDialog


@pytest.fixture
def clock(reader: Reader) -> Clock:
    reader.window.study.clock = clock = Clock()
    return clock


def menu_words(reader: Reader) -> str:
    """Open the Study menu and read what it calls the command."""
    action = reader.window.findChild(QAction, "study-due")
    assert action is not None
    menu = next(one for one in action.associatedObjects() if isinstance(one, QMenu))
    menu.aboutToShow.emit()
    return action.text().replace("&", "")


def answer_wrong_and_right(reader: Reader) -> None:
    quiz = ask(reader, find(MIDLINE), choice(LATERAL, LATERAL, MIDLINE))
    quiz.give_up()
    quiz.go_on()
    quiz.choose(0)
    quiz.go_on()
    reader.settle()


def test_a_set_ends_with_what_is_due_and_when_more_will_be(reader: Reader, clock: Clock) -> None:
    answer_wrong_and_right(reader)
    summary = reader.window.quiz.panel.summary
    assert summary.standing.text().startswith("Nothing more is due now. The next comes at ")
    reader.window.quiz.leave()
    clock.now += timedelta(minutes=30)
    quiz = ask(reader, find(LATERAL, "left"))
    click(reader, f"{LATERAL}.left")
    reader.press(Key.Key_Return)
    assert quiz.panel.summary.standing.text() == "2 more questions are due now; F4 asks them."


def test_the_menu_tells_how_much_is_due(reader: Reader, clock: Clock) -> None:
    assert menu_words(reader) == "Study What Is Due"
    assert not reader.window.study.is_open
    answer_wrong_and_right(reader)
    reader.window.quiz.leave()
    clock.now += timedelta(days=4)
    assert menu_words(reader) == "Study What Is Due (2)"


def test_a_set_of_one_kind_leaves_all_that_is_due_to_be_studied(reader: Reader, clock: Clock) -> None:
    answer_wrong_and_right(reader)
    reader.window.quiz.leave()
    clock.now += timedelta(days=4)
    reader.command("study-set")
    dialog = reader.window.findChild(SetDialog)
    assert dialog is not None
    for mode, box in dialog.modes.items():
        box.setChecked(mode is Mode.SIDE)
    dialog.length.setValue(1)
    dialog.begin()
    quiz = reader.window.quiz
    quiz.give_up()
    quiz.go_on()
    assert quiz.panel.summary.standing.text().startswith("2 more")
    quiz.leave()
    assert menu_words(reader) == "Study What Is Due (2)"


def test_what_several_are_selected_for_is_a_set_of_them(reader: Reader, clock: Clock) -> None:
    reader.click(MIDLINE)
    reader.command("study-set")
    dialog = reader.window.findChild(SetDialog)
    assert dialog is not None and not dialog.among.isChecked(), "one is selected by reading of it"
    dialog.reject()
    reader.sweep()
    reader.click("posterior-radicular-veins.right.T8", CTRL)
    reader.command("study-set")
    dialog = reader.window.findChild(SetDialog)
    assert dialog is not None and dialog.among.isChecked()
    for mode, box in dialog.modes.items():
        box.setChecked(mode is Mode.FIND)
    assert dialog.told.text().endswith("There are no more than 2 to ask.")
    dialog.begin()
    asked = {question.asked.structure for question in reader.window.quiz.sitting.questions}
    assert asked == {MIDLINE, "posterior-radicular-veins"}


def test_the_dialog_says_what_its_numbers_are(reader: Reader) -> None:
    reader.command("study-set")
    dialog = reader.window.findChild(SetDialog)
    assert dialog is not None
    dialog.due.setChecked(False)
    assert "Due now: 0. New today: 10." in dialog.told.text()
    assert not dialog.new.isEnabled() and dialog.why.isVisible()
    dialog.due.setChecked(True)
    assert dialog.told.text() == "Due now: 0. New today: 10."
    assert dialog.new.isEnabled() and not dialog.why.isVisible()
    dialog.reject()


def test_a_side_that_was_right_is_called_correct(reader: Reader) -> None:
    asked = Address(LATERAL, "right")
    question = Question(Mode.SIDE, asked, "dorsal", ("left", "right"), "right", Hides(()))
    quiz = ask(reader, question, question)
    quiz.choose(1)
    assert verdict(quiz) == "✓ Correct: right."
    quiz.go_on()
    quiz.choose(0)
    assert verdict(quiz) == "✗ No. Your answer: left. Correct: right."


def test_who_does_not_find_it_is_told_what_is_lit(reader: Reader) -> None:
    quiz = ask(reader, find(LATERAL, "left"))
    quiz.give_up()
    assert verdict(quiz) == "✗ Posterolateral spinal vein, left is lit now."


def test_the_hint_for_beginners_rests_while_one_is_asked(reader: Reader) -> None:
    assert reader.window.hint.isVisible()
    quiz = ask(reader, find(MIDLINE))
    assert not reader.window.hint.isVisible()
    reader.command("theme-dark")
    assert not reader.window.hint.isVisible()
    quiz.leave()
    assert reader.window.hint.isVisible()
    reader.window.exam.begin("dorsal", 1)
    assert not reader.window.hint.isVisible()
    reader.press(Key.Key_W, CTRL)
    reader.press(Key.Key_W, CTRL)
    assert reader.window.hint.isVisible()


def test_a_day_is_written_as_is_usual_here() -> None:
    usual = QLocale()
    day = datetime(2026, 11, 28).date()
    try:
        QLocale.setDefault(QLocale.c())
        assert day_words(day) == "28 Nov 2026"
        german = QLocale("de_DE")
        QLocale.setDefault(german)
        assert day_words(day) == german.toString(QDate(2026, 11, 28), QLocale.FormatType.ShortFormat)
    finally:
        QLocale.setDefault(usual)

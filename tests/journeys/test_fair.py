"""While a question is open nothing gives its answer away: looked for in all that can be seen or heard."""

import re
from collections.abc import Callable, Iterable
from random import Random

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from tests.journeys.all_words import words_of
from tests.journeys.ears import Ears
from tests.reader import ALT, CTRL, SHIFT, Key, Reader
from viewer.core.question import Mode, Question
from viewer.core.quiz import SetWish
from viewer.shell.progress import ProgressDialog

OpenReader = Callable[..., Reader]


def open_question(reader: Reader, mode: Mode) -> Question:
    quiz = reader.window.quiz
    quiz.begin(SetWish((mode,), length=6))
    reader.settle()
    assert quiz.sitting is not None and quiz.sitting.question is not None
    return quiz.sitting.question


def given_away(reader: Reader, question: Question) -> list[str]:
    """Give all that can be found, outside of the panel that asks, that holds a name of the right answer."""
    names = [re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE) for name in question.hides.names]
    found = [words for words in words_of(reader.window, reader.window.quiz.panel) if words]
    assert len(found) > 40, "there is something to look through"
    return [words for words in found if any(name.search(words) for name in names)]


def wander(reader: Reader) -> None:
    """Do all that a reader may try: point, walk, click beside, press keys, ask for menus."""
    plate = reader.plate
    middle = plate.viewport().rect().center()
    for shift in (QPoint(0, 0), QPoint(40, 25), QPoint(-60, 90)):
        QTest.mouseMove(plate.viewport(), middle + shift)
        plate.tip.show_now()
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse,
        middle,
        plate.viewport().mapToGlobal(middle),
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(plate.viewport(), event)
    plate.setFocus(Qt.FocusReason.TabFocusReason)
    for key in (Key.Key_Down, Key.Key_Right, Key.Key_Up):
        reader.press(key)
    for key, held in (
        (Key.Key_F8, Qt.KeyboardModifier.NoModifier),
        (Key.Key_F9, Qt.KeyboardModifier.NoModifier),
        (Key.Key_F1, Qt.KeyboardModifier.NoModifier),
        (Key.Key_K, CTRL),
        (Key.Key_L, CTRL),
        (Key.Key_T, CTRL),
        (Key.Key_F7, Qt.KeyboardModifier.NoModifier),
        (Key.Key_Left, ALT),
        (Key.Key_L, CTRL | SHIFT),
        (Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
    ):
        reader.press(key, held)
    for button in (Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton):
        at = QPointF(middle)
        press = QMouseEvent(
            QEvent.Type.MouseButtonPress, at, at, button, button, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(reader.window, press)
    reader.window.status_bar.disclaimer_followed.emit()
    reader.settle()


@pytest.mark.parametrize("mode", list(Mode))
def test_nothing_gives_the_answer_away(reader: Reader, mode: Mode) -> None:
    reader.click("posteromedian-spinal-vein")
    reader.press(Key.Key_B, CTRL)
    for structure, found in reader.window.atlas.structures.items():
        reader.window.notes.write(structure, "", found.name)
    reader.window.search_box.setText("posterior")
    QApplication.clipboard().clear()
    question = open_question(reader, mode)
    for _ in range(3):
        assert given_away(reader, question) == []
        wander(reader)
        assert given_away(reader, question) == [], "not by what a reader may try either"
        assert reader.clipboard == ""
        assert not [menu for menu in reader.window.findChildren(QMenu) if menu.isVisible()]
        quiz = reader.window.quiz
        assert quiz.is_open, "and trying is no answer"
        quiz.give_up()
        reader.settle()
        reader.window.reader_dock.show()
        assert given_away(reader, question), "once it is answered all is told again"
        quiz.go_on()
        reader.settle()
        if quiz.sitting is None or quiz.sitting.question is None:
            break
        question = quiz.sitting.question


def test_what_is_put_away_for_a_question_is_not_said_aloud(reader: Reader, ears: Ears) -> None:
    reader.click("posterolateral-spinal-vein.right")
    reader.window.show_condition("venous-congestion")
    ears.heard.clear()
    open_question(reader, Mode.SIDE)
    lit, question = ears.heard
    assert re.fullmatch(r"Place \d+ of \d+ selected|\d+ region\(s\) selected|Place selected", lit), lit
    assert re.search(r"which side is lit\? Seen from (behind|below)\. 1: left; 2: right$", question)


def test_what_names_things_rests_and_comes_back(reader: Reader) -> None:
    labels = [str(address) for _, address in boxes(reader)]
    assert labels
    name = reader.plate.accessibleName()
    open_question(reader, Mode.FIND)
    assert boxes(reader) == [] and reader.plate.accessibleName() == "Plate"
    assert not reader.window.search_box.isEnabled()
    assert not reader.window.index_dock.isVisible() and not reader.window.reader_dock.isVisible()
    assert reader.window.windowTitle() == "Question 1 of 6 – Spinal Vein Viewer"
    assert alive(reader) & {"copy-link", "export", "index", "reader", "handbook", "plate-1", "find"} == set()
    assert {"zoom-in", "give-up", "end-set", "quit"} <= alive(reader)
    quiz = reader.window.quiz
    quiz.end()
    reader.settle()
    assert [str(address) for _, address in boxes(reader)] == labels
    assert reader.plate.accessibleName() == name and reader.window.search_box.isEnabled()
    assert reader.window.index_dock.isVisible() and reader.window.reader_dock.isVisible()


def test_the_variants_in_force_are_not_named_over_the_plate(reader: Reader) -> None:
    found = next(one for one in reader.window.atlas.variants.values() if not one.usual)
    reader.window.show_variant(found.id)
    bar = reader.window.variant_bar
    assert bar is not None and bar.isVisible()
    open_question(reader, Mode.FIND)
    assert not bar.isVisible()
    reader.window.quiz.leave()
    assert bar.isVisible()


def test_the_list_of_what_was_answered_is_gone_before_a_question_and_leads_nowhere(reader: Reader) -> None:
    reader.window.quiz.begin(SetWish((Mode.FIND,), length=1))
    reader.settle()
    reader.window.quiz.give_up()
    reader.window.quiz.leave()
    reader.command("progress")
    dialog = reader.window.findChild(ProgressDialog)
    assert dialog is not None and dialog.isVisible()
    question = open_question(reader, Mode.FIND)
    assert not reader.window.findChildren(ProgressDialog), "which answers were wrong before tells too"
    camera = reader.plate.camera()
    reader.window.follow(question.asked._replace(side=""))
    reader.window.follow_at(question.asked._replace(side=""), "T8")
    assert reader.plate.camera() == camera and reader.told == ""


def test_a_larger_text_does_not_bring_the_labels_back(reader: Reader) -> None:
    open_question(reader, Mode.FIND)
    reader.command("text-larger")
    reader.command("theme-dark")
    assert boxes(reader) == []


def test_a_level_is_asked_without_a_ruler_and_a_side_without_left_and_right(reader: Reader) -> None:
    open_question(reader, Mode.LEVEL)
    assert reader.plate.trimmings is not None and reader.plate.trimmings.plate.rulers == ()
    reader.window.quiz.leave()
    assert reader.plate.trimmings.plate.rulers
    open_question(reader, Mode.SIDE)
    plate = reader.plate.trimmings.plate
    assert not plate.left and not plate.right and not plate.compass.left and not plate.compass.right
    assert "Seen from" in reader.window.quiz.panel.facts.text()


def boxes(reader: Reader) -> list[tuple[object, object]]:
    trimmings = reader.plate.trimmings
    assert trimmings is not None
    return list(trimmings.boxes())


def alive(reader: Reader) -> set[str]:
    actions: Iterable[QAction] = reader.window.findChildren(QAction)
    return {action.objectName() for action in actions if action.isEnabled()}


def test_every_mode_is_fair_over_many_sets(reader: Reader) -> None:
    """A scripted sitter: sets of every mode, answered at random, looked at before each answer."""
    random = Random(5)
    window, quiz = reader.window, reader.window.quiz
    for _ in range(4):
        quiz.begin(SetWish(length=8))
        while quiz.is_open:
            assert quiz.sitting is not None and quiz.sitting.question is not None
            question = quiz.sitting.question
            assert given_away(reader, question) == []
            assert window.discretion.hides == question.hides
            if question.hides.drainage:
                assert not reader.plate.plate or not reader.plate.plate.ties
            if question.options:
                quiz.choose(random.randrange(len(question.options)))
            else:
                quiz.give_up()
            assert window.discretion.hides is None
            quiz.go_on()
        quiz.leave()

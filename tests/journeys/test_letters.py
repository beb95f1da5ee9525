"""No letter leads to two places: within a dialog, within a menu, and in the window with its menus."""

from collections import defaultdict
from collections.abc import Iterable

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QDialog, QGroupBox, QLabel, QMenu, QWidget

from tests.journeys.test_dialogs import ASKING
from tests.reader import CTRL, SHIFT, Key, Reader
from viewer.core.address import Address
from viewer.core.question import Hides, Mode, Question
from viewer.core.structure import StructureId

MIDLINE, LATERAL = StructureId("posteromedian-spinal-vein"), StructureId("posterolateral-spinal-vein")


def doubles(texts: Iterable[str]) -> dict[str, list[str]]:
    """Give the letters that several of these words are reached by, with the words."""
    found: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        letter = QKeySequence.mnemonic(text).toString()
        if letter:
            found[letter].append(text)
    return {letter: words for letter, words in found.items() if len(words) > 1}


def words_within(part: QWidget) -> list[str]:
    """Give the words of all that is seen of a part of a window and may have a letter."""
    words = []
    for one in part.findChildren(QWidget):
        if one.window() is not part.window() or not one.isVisible():
            continue
        if isinstance(one, QAbstractButton):
            words.append(one.text())
        elif isinstance(one, QGroupBox):
            words.append(one.title())
        elif isinstance(one, QLabel) and one.buddy() is not None:
            words.append(one.text())
    return words


def offered(reader: Reader) -> list[str]:
    """Give the words of the menus that live, and of all that the window shows."""
    live = [one for one in reader.window.menuBar().actions() if one.isVisible() and one.isEnabled()]
    return [*(one.text() for one in live), *words_within(reader.window)]


def question(mode: Mode) -> Question:
    options = () if mode in (Mode.FIND, Mode.NAME_TYPED) else (MIDLINE, LATERAL)
    right = str(MIDLINE)
    return Question(mode, Address(MIDLINE), "dorsal", options, right, Hides(()))


@pytest.mark.parametrize("command", [*ASKING, "settings", "open-link", "progress", "about"])
def test_no_letter_is_twice_in_a_dialog(reader: Reader, command: str) -> None:
    reader.click(MIDLINE)
    reader.command(command)
    dialog = next(one for one in reader.window.findChildren(QDialog) if one.isVisible())
    assert doubles(words_within(dialog)) == {}
    dialog.reject()


def test_no_letter_is_twice_in_a_menu(reader: Reader) -> None:
    reader.click(MIDLINE)
    found = {}
    for menu in reader.window.findChildren(QMenu):
        menu.aboutToShow.emit()
        found[menu.title()] = doubles(one.text() for one in menu.actions() if one.isVisible())
    assert {title: twice for title, twice in found.items() if twice} == {}


@pytest.mark.parametrize("mode", [Mode.FIND, Mode.NAME_CHOICE, Mode.NAME_TYPED, Mode.DRAINS_TO])
def test_no_letter_is_twice_while_a_set_is_asked(reader: Reader, mode: Mode) -> None:
    quiz = reader.window.quiz
    quiz.sit([question(mode)])
    reader.settle()
    assert doubles(offered(reader)) == {}
    quiz.give_up()
    reader.settle()
    assert doubles(offered(reader)) == {}
    quiz.go_on()
    reader.settle()
    assert quiz.panel.shows_summary and doubles(offered(reader)) == {}


def test_no_letter_is_twice_in_an_exam(reader: Reader) -> None:
    reader.window.exam.begin("dorsal", 2)
    reader.settle()
    assert doubles(offered(reader)) == {}
    reader.press(Key.Key_W, CTRL)
    assert reader.window.exam.panel.shows_results and doubles(offered(reader)) == {}


def test_no_letter_is_twice_while_one_reads_and_traces(reader: Reader) -> None:
    assert doubles(offered(reader)) == {}
    reader.click(MIDLINE)
    reader.press(Key.Key_T, CTRL)
    reader.press(Key.Key_D, CTRL)
    assert doubles(offered(reader)) == {}
    reader.press(Key.Key_B, CTRL)
    reader.press(Key.Key_F8, SHIFT)
    assert doubles(offered(reader)) == {}
    reader.press(Key.Key_N, CTRL | SHIFT)
    assert doubles(offered(reader)) == {}
    reader.window.message_bar.tell("What could not be read.", kind="warning", details=("One", "Another"))
    reader.settle()
    assert doubles(offered(reader)) == {}
    reader.press(Key.Key_F, CTRL)
    assert doubles(offered(reader)) == {}

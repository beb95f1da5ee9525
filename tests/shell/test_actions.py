from collections import Counter

from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from viewer.shell.actions import commands, shortcuts
from viewer.shell.discretion import ALLOWED


def test_no_key_is_used_twice(qtbot: QtBot) -> None:
    keys = Counter(
        QKeySequence(key).toString()
        for group in commands().values()
        for command in group
        for key in command.keys
    )
    assert [key for key, count in keys.items() if count > 1] == []


def test_every_key_is_one_that_qt_knows(qtbot: QtBot) -> None:
    for group in commands().values():
        for command in group:
            assert all(not QKeySequence(key).isEmpty() for key in command.keys), command.id


def test_no_command_is_there_twice_and_each_has_words(qtbot: QtBot) -> None:
    every = [command for group in commands().values() for command in group]
    assert len({command.id for command in every}) == len(every)
    assert all(command.text for command in every)


def test_mnemonics_are_unique_within_a_menu(qtbot: QtBot) -> None:
    for title, group in commands().items():
        for submenu in {command.submenu for command in group}:
            texts = [command.text for command in group if command.submenu == submenu]
            letters = Counter(text.partition("&")[2][:1].lower() for text in texts if "&" in text)
            twice = [letter for letter, count in letters.items() if count > 1]
            assert not twice, (title, submenu, twice)


def test_the_sheet_of_shortcuts_lists_every_command_with_a_key(qtbot: QtBot) -> None:
    listed = sum(len(rows) for _title, rows in shortcuts())
    assert listed == sum(1 for group in commands().values() for command in group if command.keys)


def test_what_is_allowed_during_a_question_are_commands(qtbot: QtBot) -> None:
    assert {command.id for group in commands().values() for command in group} >= ALLOWED

"""Every dialog that asks something: Enter does what it is for, Esc leaves it, and its words can be read."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QDialog,
    QFileDialog,
    QLabel,
    QPushButton,
    QRadioButton,
)

from tests.reader import Key, Reader
from viewer.shell import fitting
from viewer.widgets.look import contrast

LONG = "posterior-radicular-veins"
ASKING = {
    "study-set": "Begin",
    "exam": "Begin",
    "deck": "Choose File…",
    "worksheet": "Choose File…",
    "export": "Choose File…",
    "bookmark": "Keep",
}
"""The commands that ask first, and the button of each dialog that does what it is for."""


def opened(reader: Reader, command: str) -> QDialog:
    reader.window.activateWindow()
    reader.settle()
    reader.command(command)
    return next(one for one in reader.window.findChildren(QDialog) if one.isVisible())


def words(button: QAbstractButton) -> str:
    return button.text().replace("&", "")


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles of the file dialogs that came up; each is cancelled."""
    asked: list[str] = []

    def ask(_parent: object, title: str, *_more: object) -> tuple[str, str]:
        asked.append(title)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    return asked


@pytest.mark.parametrize("command", ASKING)
def test_enter_does_what_a_dialog_is_for_and_escape_leaves_it(
    reader: Reader, files: list[str], command: str
) -> None:
    reader.click("posteromedian-spinal-vein")
    dialog = opened(reader, command)
    framed = [words(one) for one in dialog.findChildren(QPushButton) if one.isDefault()]
    assert framed == [ASKING[command]]
    reader.press(Key.Key_Escape)
    assert not any(one.isVisible() for one in reader.window.findChildren(QDialog))
    assert not files and not reader.window.asks and not reader.window.examines
    dialog = opened(reader, command)
    reader.press(Key.Key_Return)
    began = reader.window.asks or reader.window.examines or bool(files)
    assert began or reader.told.startswith("Kept in the Go menu")


def test_a_name_can_be_typed_at_once_and_no_letter_of_it_is_a_command(reader: Reader) -> None:
    reader.click("posteromedian-spinal-vein")
    dialog = opened(reader, "bookmark")
    focus = QApplication.focusWidget()
    assert focus is not None and focus.objectName() == "name"
    QTest.keyClicks(focus, "kidney link")
    assert dialog.isVisible()
    reader.press(Key.Key_Return)
    assert reader.told.startswith("Kept in the Go menu: kidney link")


@pytest.mark.parametrize("command", ASKING)
@pytest.mark.parametrize("text_size", [100, 200])
def test_every_word_of_a_dialog_can_be_read(
    open_reader: Callable[..., Reader], monkeypatch: pytest.MonkeyPatch, command: str, text_size: int
) -> None:
    reader = open_reader("--text-size", str(text_size), size=(1024, 700))
    monkeypatch.setattr(fitting, "room_on_screen", lambda _: QSize(1024, 700) * 0.94)
    reader.click(f"{LONG}.right")
    dialog = opened(reader, command)
    assert dialog.width() <= 1024 and dialog.height() <= 700
    assert dialog.width() >= QFontMetrics(dialog.font()).horizontalAdvance(dialog.windowTitle()) + 200
    assert [one.text() for one in told_parts(dialog) if not is_whole(one)] == []
    dialog.resize(10, 10)
    QApplication.processEvents()
    assert [one.text() for one in told_parts(dialog) if not is_whole(one)] == []


def told_parts(dialog: QDialog) -> list[QLabel | QAbstractButton]:
    parts: list[QLabel | QAbstractButton] = []
    for kind in (QLabel, QRadioButton, QCheckBox, QPushButton):
        parts += [one for one in dialog.findChildren(kind) if one.isVisible()]
    return parts


def is_whole(part: QLabel | QAbstractButton) -> bool:
    """Tell whether all of it fits into the room it has; a button's sign and frame need some too."""
    room = part.size()
    if isinstance(part, QLabel):
        wrapped = int(Qt.TextFlag.TextWordWrap) if part.wordWrap() else 0
        text = part.text().replace("&", "")
        needs = part.fontMetrics().boundingRect(QRect(0, 0, room.width(), 10_000), wrapped, text)
        return needs.height() <= room.height() and needs.width() <= room.width() + 1
    return room.width() >= part.sizeHint().width() and room.height() >= part.sizeHint().height()


def test_the_name_of_a_view_is_seen_whole(reader: Reader) -> None:
    reader.click(f"{LONG}.right")
    dialog = opened(reader, "bookmark")
    line = dialog.findChild(object, "name")
    assert line.width() >= QFontMetrics(line.font()).averageCharWidth() * 50


def test_what_was_chosen_is_chosen_the_next_time(reader: Reader, files: list[str], tmp_path: Path) -> None:
    dialog = opened(reader, "worksheet")
    dialog.paper.setCurrentIndex(1)
    reader.press(Key.Key_Return)
    assert files
    assert opened(reader, "worksheet").paper.currentData() == "letter"
    reader.press(Key.Key_Escape)
    dialog = opened(reader, "deck")
    dialog.choose("all")
    reader.press(Key.Key_Return)
    assert opened(reader, "deck").extent == "all"
    reader.press(Key.Key_Escape)
    dialog = opened(reader, "export")
    dialog.choose("pdf")
    dialog.take(str(tmp_path / "plate"))
    assert opened(reader, "export").ending == "pdf"
    reader.press(Key.Key_Escape)
    dialog = opened(reader, "exam")
    dialog.pins.setValue(7)
    dialog.seconds.setValue(45)
    reader.press(Key.Key_Return)
    reader.window.exam.leave()
    dialog = opened(reader, "exam")
    assert (dialog.pins.value(), dialog.seconds.value()) == (7, 45)


def test_an_empty_box_stands_out_from_the_dark(open_reader: Callable[..., Reader]) -> None:
    reader = open_reader("--theme", "light")
    reader.command("theme-dark")
    dialog = opened(reader, "study-set")
    box = next(one for one in dialog.findChildren(QCheckBox) if not one.isChecked())
    picture = box.grab().toImage()
    ground = dialog.palette().color(QPalette.ColorRole.Window)
    assert max(contrast(picture.pixelColor(x, box.height() // 2), ground) for x in range(16)) >= 3.0


@pytest.mark.parametrize("size", ["100", "200"])
def test_the_exam_keeps_no_line_for_what_it_has_not_to_say(
    open_reader: Callable[..., Reader], size: str
) -> None:
    dialog = opened(open_reader("--text-size", size), "exam")
    top = dialog.begin_button.mapTo(dialog, QPoint(0, 0)).y()
    bottom = dialog.seconds.mapTo(dialog, QPoint(0, dialog.seconds.height())).y()
    assert top - bottom < dialog.fontMetrics().height()
    before = dialog.size()
    dialog.seconds.setValue(1)
    QApplication.processEvents()
    assert dialog.told.text() and not dialog.begin_button.isEnabled()
    assert dialog.told.heightForWidth(dialog.told.width()) <= dialog.told.height()
    assert dialog.size() == before

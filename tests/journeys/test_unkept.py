"""A disk that takes no answers and notes: told once, nothing lost, and written, or saved elsewhere, later."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from tests.disk import Disk, small_disk
from tests.journeys.test_notes import write_note
from tests.journeys.test_study import LATERAL, MIDLINE, answers, ask, choice, find
from tests.reader import Key, Reader
from viewer.core.study import StudyStore
from viewer.core.study_data import StudyError

OpenReader = Callable[..., Reader]
KIND = QMessageBox.StandardButton


@pytest.fixture
def disk(tmp_path: Path, strange_home: Path) -> Iterator[Disk]:
    """A profile's disk; pictures and the prepared atlas are kept elsewhere."""
    with small_disk(tmp_path / "disk", 512) as made:
        (made.folder / "cache").symlink_to(strange_home / "cache")
        yield made


@pytest.fixture
def box(monkeypatch: pytest.MonkeyPatch) -> list[QMessageBox]:
    """The questions that were asked before closing; all are answered with leave to close."""
    asked: list[QMessageBox] = []

    def answer(box: QMessageBox) -> int:
        asked.append(box)
        return KIND.Discard

    monkeypatch.setattr(QMessageBox, "exec", answer)
    return asked


def kept(folder: Path) -> tuple[list[str], dict[str, str]]:
    """Give what another program finds in the file: the answers and the notes."""

    def refuse(error: StudyError) -> None:
        raise error

    with StudyStore(folder, refuse) as store:
        return [review.item for review in store.reviews()], store.notes()


def sit_three(reader: Reader) -> None:
    """Answer the first of three questions."""
    ask(reader, choice(MIDLINE, LATERAL, MIDLINE), find(MIDLINE), choice(LATERAL, LATERAL, MIDLINE))
    reader.press(Key.Key_2)


def test_a_disk_that_fills_in_the_middle_of_a_set(
    open_reader: OpenReader, disk: Disk, box: list[QMessageBox]
) -> None:
    reader = open_reader("--profile", str(disk.folder))
    sit_three(reader)
    assert reader.told == ""
    disk.fill()
    quiz = reader.window.quiz
    quiz.go_on()
    quiz.give_up()
    assert str(disk.folder) in reader.told and "full" in reader.told
    assert "Errno" not in reader.told and reader.told.count(". ") == 0, "one sentence"
    quiz.go_on()
    assert reader.told, "it stays while the next question is open"
    reader.window.message_bar.dismiss()
    reader.press(Key.Key_1)
    quiz.go_on()
    assert reader.told == "" and quiz.panel.summary.title.text() == "2 of 3 correct", "it is told once"
    quiz.leave()
    reader.window.reader_dock.show()
    write_note(reader, MIDLINE, "kept for now")
    assert len(answers(reader)) == 3
    disk.empty()
    QApplication.sendEvent(reader.window, QEvent(QEvent.Type.WindowActivate))
    assert reader.told == "Your answers and notes are all written now."
    reader.leave()
    assert kept(disk.folder) == ([MIDLINE, MIDLINE, LATERAL], {MIDLINE: "kept for now"}) and box == []


def test_a_folder_that_is_read_only_until_later(
    open_reader: OpenReader, disk: Disk, box: list[QMessageBox]
) -> None:
    disk.let_write(False)
    reader = open_reader("--profile", str(disk.folder))
    reader.window.message_bar.dismiss()
    sit_three(reader)
    assert str(disk.folder) in reader.told and "once" not in reader.told
    reader.window.message_bar.dismiss()
    reader.window.quiz.go_on()
    disk.let_write(True)
    reader.window.quiz.give_up()
    assert reader.told == "Your answers and notes are all written now."
    reader.leave()
    assert kept(disk.folder)[0] == [MIDLINE, MIDLINE] and box == []


def test_what_the_disk_does_not_take_is_saved_elsewhere_and_brought_in_again(
    open_reader: OpenReader,
    disk: Disk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    box: list[QMessageBox],
) -> None:
    reader = open_reader("--profile", str(disk.folder))
    write_note(reader, MIDLINE, "before")
    disk.fill()
    write_note(reader, MIDLINE, ", and typed on a full disk")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(tmp_path / "mine.json"), ""))
    assert reader.window.message_bar.act_button.text() == "&Save Elsewhere…"
    reader.window.message_bar.act_button.click()
    assert str(tmp_path / "mine.json") in reader.told
    reader.leave()
    assert box == [], "nothing would be lost"
    assert kept(disk.folder)[1] == {MIDLINE: "before"}
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: (str(tmp_path / "mine.json"), ""))
    disk.empty()
    again = open_reader("--profile", str(disk.folder))
    again.command("import-study")
    assert kept(disk.folder)[1] == {MIDLINE: "before, and typed on a full disk"}


@pytest.mark.parametrize("chosen", [KIND.Cancel, KIND.Save])
def test_closing_asks_before_anything_is_lost(
    open_reader: OpenReader, disk: Disk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chosen: int
) -> None:
    reader = open_reader("--profile", str(disk.folder))
    sit_three(reader)
    disk.fill()
    reader.window.quiz.go_on()
    reader.window.quiz.give_up()
    chosen_file = [""]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (chosen_file[0], ""))
    monkeypatch.setattr(QMessageBox, "exec", lambda box: chosen if box.text() else KIND.Cancel)
    reader.window.close()
    assert reader.window.isVisible() and reader.window.quiz.is_on, "staying, the set is still there"
    chosen_file[0] = str(tmp_path / "mine.json")
    monkeypatch.setattr(QMessageBox, "exec", lambda _: KIND.Save)
    reader.leave()
    assert (tmp_path / "mine.json").stat().st_size > 100
    disk.empty()
    assert kept(disk.folder)[0] == [MIDLINE]

"""What a reader made, taken along to another machine and brought in there; decks and worksheets by menu."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QRadioButton

from tests.journeys.test_notes import write_note
from tests.reader import CTRL, SHIFT, Key, Reader
from viewer.core.study_data import GOOD
from viewer.shell import long_work, taking_acts
from viewer.shell.long_work import LongWork
from viewer.shell.taking_dialog import TakingDialog

OpenReader = Callable[..., Reader]
MIDLINE, LATERAL = "posteromedian-spinal-vein", "posterolateral-spinal-vein"


def choose_file(monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    """Have the next dialogs for files chosen from."""
    for name in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_, **__: (str(file), ""))


def answer(reader: Reader) -> None:
    store = reader.window.study.store
    assert store is not None
    store.answer(MIDLINE, "find", MIDLINE, MIDLINE, "right", GOOD)


def test_what_was_made_goes_to_another_machine_and_is_there_once(
    open_reader: OpenReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "mine"
    choose_file(monkeypatch, file)
    reader = open_reader()
    write_note(reader, MIDLINE, "mine")
    answer(reader)
    reader.command("export-study")
    assert "mine.json" in reader.told and (tmp_path / "mine.json").exists()
    reader.leave()
    choose_file(monkeypatch, tmp_path / "mine.json")
    other = open_reader("--profile", str(tmp_path / "other"))
    other.click(MIDLINE)
    other.command("import-study")
    assert "1 answer, 1 note added" in other.told and "both had" not in other.told
    other.window.notes.show()
    assert other.window.notes.box.page.toPlainText() == "mine"
    other.command("import-study")
    assert "is here already" in other.told


def test_bringing_in_is_one_step_to_undo(
    open_reader: OpenReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose_file(monkeypatch, tmp_path / "mine.json")
    other = open_reader("--profile", str(tmp_path / "other"))
    write_note(other, MIDLINE, "theirs")
    write_note(other, LATERAL, "theirs too")
    answer(other)
    other.command("export-study")
    other.leave()
    reader = open_reader()
    write_note(reader, LATERAL, "mine")
    reader.command("import-study")
    store = reader.window.study.store
    assert store is not None and len(store.reviews()) == 1 and set(store.notes()) == {MIDLINE, LATERAL}
    assert "Undo takes" in reader.told
    assert "Of a note that both had the later text is shown" in reader.told
    assert [one.value for one in store.former_notes(LATERAL)] == ["theirs too"]
    undo = reader.window.findChild(QAction, "undo")
    assert undo is not None and undo.text() == "Undo: Bring In mine.json"
    reader.press(Key.Key_Z, CTRL)
    assert store.reviews() == () and store.notes() == {LATERAL: "mine"}
    assert reader.window.notes.box.page.toPlainText() == "mine", "it is shown at once"
    reader.press(Key.Key_Z, CTRL | SHIFT)
    assert len(store.reviews()) == 1 and store.notes()[MIDLINE] == "theirs"
    reader.press(Key.Key_Z, CTRL)
    reader.press(Key.Key_Z, CTRL)
    assert store.notes() == {}, "then what was done before"


def test_a_file_that_is_none_is_told_in_a_sentence(
    reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x.json").write_text("{", "utf-8")
    choose_file(monkeypatch, tmp_path / "x.json")
    reader.command("import-study")
    assert "x.json" in reader.told
    choose_file(monkeypatch, tmp_path / "no" / "where.json")
    reader.command("export-study")
    assert reader.told and not (tmp_path / "no").exists()


def test_answers_become_a_table(reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    choose_file(monkeypatch, tmp_path / "answers.csv")
    answer(reader)
    reader.command("export-answers")
    lines = (tmp_path / "answers.csv").read_text("utf-8").splitlines()
    assert len(lines) == 2 and "Posteromedian spinal vein" in lines[1]


def test_a_deck_and_a_worksheet_of_what_is_selected(
    reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader.click(MIDLINE)
    choose_file(monkeypatch, tmp_path / "deck.apkg")
    reader.command("deck")
    dialog = reader.window.findChildren(TakingDialog)[-1]
    dialog.take()
    assert (tmp_path / "deck.apkg").stat().st_size > 1000 and "note" in reader.told
    choose_file(monkeypatch, tmp_path / "sheet")
    reader.command("worksheet")
    dialog = reader.window.findChildren(TakingDialog)[-1]
    dialog.choose("plate")
    dialog.paper.setCurrentIndex(1)
    dialog.take()
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert "its key" in reader.told


def test_a_dialog_tells_how_much_is_selected(reader: Reader) -> None:
    for place in (MIDLINE, f"{LATERAL}.left", "posterior-radicular-veins.right.T8"):
        reader.click(place, CTRL)
    reader.click("great-posterior-radicular-vein", CTRL)
    reader.command("deck")
    dialog = reader.window.findChildren(TakingDialog)[-1]
    (choice,) = (one for one in dialog.findChildren(QRadioButton) if one.objectName() == "selection")
    assert choice.text().endswith(" and 1 more")
    dialog.reject()


class Impatient:
    """Sees the dialog of a long work come, reads it, and presses Cancel when some of it is done."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.seen: list[tuple[int, int]] = []
        self.words = ""
        monkeypatch.setattr(long_work, "_PATIENCE", 0)
        monkeypatch.setattr(LongWork, "setValue", self._look(LongWork.setValue))

    def _look(self, show: Callable[[LongWork, int], None]) -> Callable[[LongWork, int], None]:
        def watched(work: LongWork, done: int) -> None:
            show(work, done)
            self.seen.append((done, work.maximum()))
            self.words = f"{work.windowTitle()}: {work.labelText()}"
            if done == 3:
                assert work.isVisible() and work.isModal()
                QTest.keyClick(work, Key.Key_Escape)

        return watched


def test_making_a_deck_can_be_watched_and_stopped(
    reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "deck.apkg"
    file.write_bytes(b"the deck of yesterday")
    impatient = Impatient(monkeypatch)
    taking_acts.carry_out(reader.window, lambda: taking_acts.write_deck(reader.window, "plate", file))
    assert impatient.words == "Anki Deck: The cards are being drawn…"
    assert [done for done, _ in impatient.seen] == [0, 1, 2, 3], "and no further"
    assert all(parts > 20 for _, parts in impatient.seen)
    assert reader.told == "Stopped: nothing was written."
    assert file.read_bytes() == b"the deck of yesterday" and list(tmp_path.glob("*deck*")) == [file]
    reader.sweep()
    assert not reader.window.findChildren(LongWork)


def test_what_cannot_be_written_is_told(reader: Reader, tmp_path: Path) -> None:
    taking_acts.carry_out(
        reader.window, lambda: taking_acts.write_deck(reader.window, "plate", tmp_path / "no" / "deck.apkg")
    )
    assert reader.told

"""An exam: pins on the bare plate, a clock that a test puts forward, and the sheet at the end."""

import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter

from tests.journeys.all_words import words_of
from tests.journeys.still_clock import Clock
from tests.reader import CTRL, Key, Reader
from viewer.core.structure import StructureId
from viewer.shell.exam_desk import ExamDesk
from viewer.shell.exam_dialog import ExamDialog
from viewer.widgets.pins import heads_of


@pytest.fixture
def clock(reader: Reader) -> Clock:
    clock = Clock()
    reader.window.study.clock = clock
    return clock


def begin(reader: Reader, pins: int = 3, seconds: float = 60.0) -> ExamDesk:
    exam = reader.window.exam
    exam.begin("dorsal", pins, seconds)
    reader.settle()
    return exam


def right_name(reader: Reader, exam: ExamDesk, number: int) -> str:
    assert exam.exam is not None
    return reader.window.atlas.structures[exam.exam.pins[number - 1].question.asked.structure].name


def test_pins_are_named_in_writing_and_a_sheet_is_shown(reader: Reader, clock: Clock) -> None:
    exam = begin(reader)
    assert [pin.number for pin in reader.plate.pins()] == [1]
    assert reader.window.windowTitle().startswith("Pin 1 of 3")
    first, third = right_name(reader, exam, 1), right_name(reader, exam, 3)
    reader.write(first)
    clock.now += timedelta(seconds=20)
    reader.press(Key.Key_Return)
    assert exam.panel.heading.text() == "Pin 2 of 3"
    reader.write("nonsense")
    clock.now += timedelta(seconds=61)
    exam.tick()
    assert exam.panel.heading.text() == "Pin 3 of 3" and exam.panel.line.text() == ""
    reader.write(third)
    reader.press(Key.Key_Return)
    summary = exam.panel.summary
    assert exam.panel.shows_results and summary.title.text() == "2 of 3 correct"
    rows = [item.text(0) for at in range(3) if (item := summary.list.topLevelItem(at))]
    assert rows[0] == f"✓ 1. {first}" and rows[1].startswith("✗ 2. ")
    assert [pin.number for pin in reader.plate.pins()] == [1, 2, 3], "they stay to be looked at"
    assert reader.window.discretion.hides is None
    assert not reader.window.plates.main_pane.heading.startswith("Pin")
    summary.list.itemActivated.emit(summary.list.topLevelItem(1), 0)
    reader.settle()
    assert len(reader.plate.pins()) == 3
    reader.press(Key.Key_W, CTRL)
    assert reader.plate.pins() == ()
    assert not exam.is_on and reader.window.reader_dock.isVisible()


def test_the_time_that_is_left_is_shown(reader: Reader, clock: Clock) -> None:
    exam = begin(reader, seconds=90)
    assert exam.panel.left.text() == "1:30"
    clock.now += timedelta(seconds=31)
    exam.tick()
    assert exam.panel.left.text() == "0:59"


def test_what_comes_just_too_late_counts_for_no_other_pin(reader: Reader, clock: Clock) -> None:
    """The clock is looked at five times a second: fingers may be quicker."""
    exam = begin(reader, seconds=30)
    reader.write("poster")
    clock.now += timedelta(seconds=30)
    exam.panel.text_changed.emit("posteromedian spinal vein")
    assert exam.panel.heading.text() == "Pin 2 of 3" and exam.panel.line.text() == ""
    clock.now += timedelta(seconds=30)
    exam.panel.gone_on.emit()
    assert exam.panel.heading.text() == "Pin 3 of 3"
    exam.end()
    summary = exam.panel.summary.list
    items = (summary.topLevelItem(at) for at in range(3))
    told = [line.text(0) for item in items if item is not None and (line := item.child(0)) is not None]
    assert told == [
        "Yours: poster (30 s, time ran out)",
        "Yours: nothing (30 s, time ran out)",
        "Yours: nothing (not reached)",
    ]


def test_the_sheet_says_what_was_not_exact_enough_and_where_time_ran_out(
    reader: Reader, clock: Clock
) -> None:
    exam = begin(reader, pins=60)
    assert exam.exam is not None
    asked = [pin.question.asked.structure for pin in exam.exam.pins]
    gracile = asked.index(StructureId("gracile-fasciculus"))
    for at in range(len(asked)):
        if at == gracile:
            reader.write("spinal cord")
            clock.now += timedelta(seconds=61)
            exam.tick()
        else:
            exam.go_on()
    assert exam.panel.summary.title.text() == f"0 of {len(asked)} correct, 1 not exact enough"
    item = exam.panel.summary.list.topLevelItem(gracile)
    assert item is not None and item.text(0) == f"≈ {gracile + 1}. Gracile fasciculus"
    lines = [line.text(0) for number in range(2) if (line := item.child(number)) is not None]
    assert lines == ["Yours: spinal cord (60 s, time ran out)", "True, but not exact enough"]


def test_the_pin_of_a_line_that_is_chosen_stands_above_the_others(reader: Reader, clock: Clock) -> None:
    exam = begin(reader, pins=5)
    exam.end()
    summary = exam.panel.summary.list
    summary.itemActivated.emit(summary.topLevelItem(2), 0)
    reader.settle()
    assert [pin.number for pin in reader.plate.pins() if pin.raised] == [3]


def test_no_leader_of_a_label_strikes_a_number_out(reader: Reader, clock: Clock) -> None:
    exam = begin(reader, pins=60)
    exam.end()
    reader.settle()
    plate = reader.plate
    camera = plate.view_camera()
    assert camera is not None and plate.plate is not None and plate.look is not None
    picture, gold = plate.viewport().grab().toImage(), plate.look.colour("select")
    heads = heads_of(plate.pins(), 1 / camera.zoom, plate.plate.view)
    assert len(heads) > 25
    for head in heads:
        x, y = camera.to_view(head.x(), head.y())
        for row in range(-2, 3):  # beside the figures
            colour = picture.pixelColor(round(x) - 10, round(y) + row)
            assert abs(colour.red() - gold.red()) + abs(colour.green() - gold.green()) < 12


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs pdftotext")
def test_the_sheet_is_printed_with_its_pins_and_can_be_used_afterwards(
    reader: Reader, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, offered = tmp_path / "exam.pdf", []

    class Printing:
        """A dialog whose reader prints into a file."""

        def __init__(self, printer: QPrinter, _parent: object) -> None:
            self._printer = printer

        def exec(self) -> bool:
            offered.append(self._printer.docName())
            self._printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            self._printer.setOutputFileName(str(file))
            return True

    monkeypatch.setattr("PySide6.QtPrintSupport.QPrintDialog", Printing)
    exam = begin(reader, pins=3, seconds=45)
    first = right_name(reader, exam, 1)
    reader.write(first)
    clock.now += timedelta(seconds=12)
    exam.go_on()
    clock.now += timedelta(seconds=45)
    exam.end()
    exam.panel.summary.print_button.click()
    assert offered == [f"Exam, Dorsal plate, {clock.now.date().isoformat()}"]
    told = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, text=True, check=True).stdout
    words = " ".join(told.split())
    for one in ("Exam: Dorsal plate", "Name", "45 s for each", "1 of 3 correct", first, "12 s"):
        assert one in words
    assert "45 s, time ran out" in words and "not reached" in words
    assert told.count("\f") == 1, "one page"
    assert all(words.split().count(number) >= 2 for number in "123"), "at its line, and on the plate"


def test_nobody_helps(reader: Reader, clock: Clock) -> None:
    exam = begin(reader, pins=6)
    assert exam.exam is not None
    while exam.is_running:
        names = exam.exam.pins[int(exam.panel.heading.text().split()[1]) - 1].question.hides.names
        told = " | ".join(words_of(reader.window, exam.panel)).lower()
        assert not [name for name in names if name.lower() in told]
        exam.go_on()
        reader.settle()


def test_an_exam_that_is_ended_or_closed_stores_nothing(reader: Reader, clock: Clock) -> None:
    exam = begin(reader)
    reader.press(Key.Key_W, CTRL)
    assert exam.panel.summary.title.text() == "0 of 3 correct"
    exam.leave()
    begin(reader)
    reader.leave()
    assert not (reader.window.profile.folder / "study.sqlite").exists()


def test_the_dialog_begins_an_exam(reader: Reader) -> None:
    reader.command("exam")
    dialog = reader.window.findChild(ExamDialog)
    assert dialog is not None
    dialog.pins.setValue(2)
    dialog.begin()
    reader.settle()
    assert reader.window.exam.is_running and reader.window.exam.panel.heading.text() == "Pin 1 of 2"


def test_an_exam_that_is_shorter_than_wished_for_says_why(reader: Reader, clock: Clock) -> None:
    exam = begin(reader, pins=60)
    assert exam.exam is not None
    count = len(exam.exam.pins)
    assert count < 60
    assert reader.told == f"A pin means one thing only at {count} places of this plate: so many are asked."
    exam.leave()
    begin(reader, pins=3)
    assert not reader.told


def test_an_exam_can_be_set_on_every_plate(reader: Reader, clock: Clock) -> None:
    reader.press(Key.Key_2, CTRL)
    shown = reader.window.place.plate
    reader.command("exam")
    dialog = reader.window.findChild(ExamDialog)
    assert dialog is not None
    offered = [dialog.plate.itemData(row) for row in range(dialog.plate.count())]
    assert offered == list(reader.window.atlas.plates) and dialog.plate.currentData() == shown != "dorsal"
    dialog.pins.setValue(5)
    dialog.begin()
    exam = reader.window.exam
    assert exam.exam is not None and len(exam.exam.pins) == 5
    assert {pin.question.plate for pin in exam.exam.pins} == {shown}

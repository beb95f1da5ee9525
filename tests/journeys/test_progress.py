"""How well things are known: on the plate by pattern, in charts that can be read out, answer by answer."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QImage

from tests.reader import CTRL, SHIFT, Key, Reader
from viewer.core.study_data import AGAIN, GOOD
from viewer.shell.progress import ProgressDialog
from viewer.widgets.strength import FIRM, WEAK

MIDLINE, LATERAL = "posteromedian-spinal-vein", "posterolateral-spinal-vein"
NOW = datetime(2026, 5, 20, 19, 0, tzinfo=timezone(timedelta(hours=2)))


def study_a_little(reader: Reader) -> None:
    """Answer a few questions on several days; the clock stands at the last of them."""
    study = reader.window.study
    moments = [
        NOW - timedelta(days=40),
        NOW - timedelta(days=30),
        NOW - timedelta(days=20),
        NOW - timedelta(days=1),
        NOW,
    ]
    study.clock = lambda: moments[0]
    store = study.store
    assert store is not None
    store.answer(LATERAL, "find", LATERAL, MIDLINE, "wrong", AGAIN)
    moments.pop(0)
    store.answer(MIDLINE, "find", MIDLINE, LATERAL, "wrong", AGAIN)
    moments.pop(0)
    store.answer(MIDLINE, "find", MIDLINE, MIDLINE, "right", GOOD)
    moments.pop(0)
    store.answer(LATERAL, "find", LATERAL, MIDLINE, "wrong", AGAIN)
    moments.pop(0)
    store.answer(MIDLINE, "find", MIDLINE, MIDLINE, "right", GOOD)
    study.changed.emit()


def bands(reader: Reader) -> dict[str, set[str]]:
    regions = reader.plate.regions()
    return {band: {regions[n].address.structure for n in numbers} for band, numbers in reader.plate.bands()}


def test_the_plate_shows_how_well_things_are_known(reader: Reader) -> None:
    study_a_little(reader)
    reader.press(Key.Key_F8, SHIFT)
    assert bands(reader) == {FIRM: {MIDLINE}, WEAK: {LATERAL}}
    bar = reader.window.strengths.bar
    assert bar.isVisible() and bar.accessibleName() == "How well you know it: weak (1), fading (0), firm (1)"
    reader.press(Key.Key_2, CTRL)
    assert reader.plate.plate is not None and reader.plate.plate.id != "dorsal"
    reader.press(Key.Key_F8, SHIFT)
    assert bands(reader) == {} and not bar.isVisible()


def test_the_plate_steps_back_for_the_layer_and_keeps_its_names(reader: Reader) -> None:
    study_a_little(reader)
    plate = reader.plate
    assert plate.coloured() is None
    reader.command("strengths")
    assert plate.coloured() == () and plate.trimmings is not None
    assert not any(plate.trimmings.is_back(region.address) for region in plate.regions())
    reader.command("strengths")
    assert plate.coloured() is None


def test_where_tissues_lie_above_each_other_the_uppermost_alone_has_a_tone(
    open_reader: Callable[..., Reader],
) -> None:
    reader = open_reader("--plate", "section-t8")
    plate = reader.plate
    wide, high = plate.viewport().width(), plate.viewport().height()

    def lies_at(x: int, y: int) -> set[str]:
        around = [plate.hands.spot(QPointF(x + dx, y + dy)).address for dx in (-3, 0, 3) for dy in (-3, 0, 3)]
        return {one.structure if one is not None else "" for one in around}

    grid = [(x, y) for x in range(wide // 3, 2 * wide // 3, 3) for y in range(100, high - 100, 6)]
    over = [QPoint(x, y) for x, y in grid if lies_at(x, y) == {"radial-veins"}]
    beneath, elsewhere = (
        tuple(n for n, one in enumerate(plate.regions()) if one.address.structure == structure)
        for structure in ("epidural-space", "lamina-and-flavum")
    )

    def shown(numbers: tuple[int, ...]) -> QImage:
        plate.set_bands(((WEAK, numbers),))
        reader.settle()
        return plate.viewport().grab().toImage()

    plain, toned = shown(elsewhere), shown(beneath)
    assert plain != toned and over
    assert all(plain.pixel(spot) == toned.pixel(spot) for spot in over)


def test_the_key_to_the_layer_takes_no_room_from_index_and_reader(reader: Reader) -> None:
    study_a_little(reader)
    window = reader.window
    window.resize(1024, 700)
    reader.settle()
    before = window.index_dock.width(), window.reader_dock.width()
    reader.command("strengths")
    reader.settle()
    assert window.strengths.bar.isVisible()
    assert (window.index_dock.width(), window.reader_dock.width()) == before


def test_the_layer_rests_while_a_question_is_open(reader: Reader) -> None:
    study_a_little(reader)
    reader.command("strengths")
    reader.press(Key.Key_F4)
    assert reader.window.quiz.is_open and bands(reader) == {}
    reader.window.quiz.leave()
    assert bands(reader)


def test_what_was_only_ever_answered_wrong_is_never_firm(reader: Reader) -> None:
    study_a_little(reader)
    store = reader.window.study.store
    assert store is not None
    for _ in range(3):
        store.answer("radial-veins", "find", "radial-veins", MIDLINE, "wrong", AGAIN)
    reader.press(Key.Key_F9, SHIFT)
    dialog = reader.window.findChild(ProgressDialog)
    assert dialog is not None
    items = [
        item for at in range(dialog.table.topLevelItemCount()) if (item := dialog.table.topLevelItem(at))
    ]
    told = {item.text(0): (item.text(1), item.toolTip(1)) for item in items}
    assert told["Radial vein"][0] == "weak: last answer wrong"
    assert told["Posteromedian spinal vein"][0] == "100 %, firm"
    assert "chance that you would answer rightly now" in told["Posteromedian spinal vein"][1]
    dialog.reject()


def test_charts_and_history_are_there_in_words_too(reader: Reader) -> None:
    study_a_little(reader)
    reader.press(Key.Key_F9, SHIFT)
    dialog = reader.window.findChild(ProgressDialog)
    assert dialog is not None
    assert dialog.answers.text().endswith("1 correct") and "1 wrong" in dialog.answers.text()
    assert dialog.answers.bars[-1].name == "20 May", "no figures that mean two days"
    assert "2 due" in dialog.coming.text() or "1 due" in dialog.coming.text()
    first = dialog.table.topLevelItem(0)
    assert first is not None and first.text(0) == "Posterolateral spinal vein"
    second = dialog.table.topLevelItem(1)
    assert second is not None
    assert second.text(3) == "3 in one way"
    told = [child.text(0) for at in range(second.childCount()) if (child := second.child(at))]
    assert told[0] == "20 May 2026, 19:00: Find it on the plate ✓ correct"
    assert [words.partition("plate ")[2] for words in told[1:]] == [
        "✓ correct",
        "✗ Posterolateral spinal vein",
    ]
    assert all(second.child(at).isFirstColumnSpanned() for at in range(3)), "no word of it is cut"
    dialog.table.itemActivated.emit(second, 0)
    reader.settle()
    assert reader.heading == "Posteromedian spinal vein"
    dialog.reject()

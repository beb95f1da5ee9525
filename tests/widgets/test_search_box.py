from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.panels import place, small_atlas
from viewer.widgets.search_box import SearchBox
from viewer.widgets.search_results import places_of


@pytest.fixture
def box(qtbot: QtBot) -> Iterator[SearchBox]:
    window = QWidget()
    qtbot.addWidget(window)
    box = SearchBox()
    column = QVBoxLayout(window)
    column.addWidget(box)
    column.addWidget(QWidget(), 1)
    window.resize(600, 400)
    box.show_atlas(small_atlas())
    window.show()
    window.activateWindow()
    box.setFocus()
    yield box


def _type(qtbot: QtBot, box: SearchBox, text: str) -> None:
    box.clear()
    qtbot.keyClicks(box, text)
    qtbot.waitUntil(lambda: box.is_open)


def test_typing_lists_structures_then_passages(qtbot: QtBot, box: SearchBox) -> None:
    _type(qtbot, box, "side")
    kinds = [found.kind for found in box.found]
    assert box.found[0].title == "Side vein"
    assert kinds == sorted(kinds, key=lambda kind: kind != "structure") and "section" in kinds


def test_enter_goes_to_the_first(qtbot: QtBot, box: SearchBox) -> None:
    _type(qtbot, box, "midl")
    with qtbot.waitSignal(box.address_chosen) as chosen:
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert chosen.args == [place("midline-vein")]
    assert not box.is_open


def test_keys_typed_faster_than_the_list_still_count(qtbot: QtBot, box: SearchBox) -> None:
    with qtbot.waitSignal(box.address_chosen) as chosen:
        qtbot.keyClicks(box, "net")
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert chosen.args == [place("vein-net")]


def test_arrow_keys_choose_a_passage(qtbot: QtBot, box: SearchBox) -> None:
    _type(qtbot, box, "blood goes the other way")
    row = next(index for index, found in enumerate(box.found) if found.kind == "section")
    for _ in range(row):
        qtbot.keyClick(box, Qt.Key.Key_Down)
    with qtbot.waitSignal(box.section_chosen) as chosen:
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert chosen.args == ["trouble"]


def test_a_synonym_says_why_it_was_found(qtbot: QtBot, box: SearchBox) -> None:
    _type(qtbot, box, "muller")
    assert (box.found[0].title, box.found[0].why) == ("Midline vein", "Vein of Müller")


def test_a_wrong_letter_is_forgiven(qtbot: QtBot, box: SearchBox) -> None:
    _type(qtbot, box, "midlime vein")
    assert box.found[0].title == "Midline vein"


def test_where_nothing_is_found_that_is_said_with_what_is_near(qtbot: QtBot, box: SearchBox) -> None:
    _type(qtbot, box, "mxdlxne vein")
    assert "Nothing is called “mxdlxne vein”" in box.message
    assert box.found[0].title == "Midline vein"
    with qtbot.waitSignal(box.address_chosen) as chosen:
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert chosen.args == [place("midline-vein")]


def test_enter_on_nothing_at_all_goes_nowhere(qtbot: QtBot, box: SearchBox) -> None:
    _type(qtbot, box, "qqqqqqqq")
    assert box.message and not box.found
    with qtbot.assertNotEmitted(box.address_chosen), qtbot.assertNotEmitted(box.section_chosen):
        qtbot.keyClick(box, Qt.Key.Key_Return)


def test_esc_closes_the_list_then_empties_the_line(qtbot: QtBot, box: SearchBox) -> None:
    _type(qtbot, box, "vein")
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert not box.is_open and box.text() == "vein"
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == ""


def test_emptying_the_line_closes_the_list(qtbot: QtBot, box: SearchBox) -> None:
    _type(qtbot, box, "vein")
    box.clear()
    assert not box.is_open


def test_the_list_stays_within_the_window(qtbot: QtBot, box: SearchBox) -> None:
    _type(qtbot, box, "vein")
    view = box.window().findChild(QWidget, "search-results")
    assert view is not None
    assert box.window().rect().contains(view.geometry())


def test_what_matched_is_found_whatever_its_accents() -> None:
    assert places_of("Vein of Müller", ["MULLER"]) == [(8, 6)]


def test_words_are_marked_where_they_stand_by_themselves_and_small_ones_not_at_all() -> None:
    text = "A vein that takes them to the dura, which they pierce"
    assert places_of(text, ["pierce", "the", "dura"]) == [(47, 6), (30, 4)]
    assert places_of("They pierce the dura.", ["pierce", "the", "dura"]) == [(5, 15)]
    assert places_of("Intradural and dural veins", ["dural"]) == [(15, 5)]
    assert places_of("Midline", ["midl"]) == [(0, 4)] and places_of("Midline", ["dline"]) == [(2, 5)]
    assert places_of("Azygos", ["go"]) == []


def test_a_long_message_is_seen_whole(qtbot: QtBot, box: SearchBox) -> None:
    _type(
        qtbot,
        box,
        "something quite long that nobody would ever look for in here, whatever he meant by it " * 2,
    )
    results, view = box._made()
    metrics = view.fontMetrics()
    room = view.viewport().rect().adjusted(0, 0, -metrics.height(), 10_000)
    needs = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), box.message)
    assert view.visualRect(results.index(0, 0)).height() >= needs.height() > 2 * metrics.height()
    assert view.viewport().height() >= needs.height()

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QToolButton

from tests.reader import CTRL, SHIFT, Key, Reader
from viewer.core.address import Address
from viewer.core.plate import Plate
from viewer.core.question import Hides, Mode, Question
from viewer.core.structure import StructureId
from viewer.core.walk import Walk


def test_a_vein_is_found_read_and_left_without_a_mouse(reader: Reader) -> None:
    reader.press(Key.Key_K, CTRL)
    assert QApplication.focusWidget() is reader.window.search_box
    reader.write("venae radiculares posteriores")
    reader.press(Key.Key_Down)
    reader.press(Key.Key_Up)
    reader.press(Key.Key_Return)
    assert reader.lit_structures == {"posterior-radicular-veins"}
    assert reader.window.plate_view.hasFocus()
    reader.press(Key.Key_Return)
    reader.press(Key.Key_Right)
    assert "," in reader.status
    reader.press(Key.Key_Return)
    assert len(reader.lit) >= 1
    for _hides_the_tip_then_leaves_the_walk_then_clears in range(3):
        reader.press(Key.Key_Escape)
    assert reader.lit == set()


def test_f6_goes_through_every_part_of_the_window(reader: Reader) -> None:
    window = reader.window
    window.plate_view.setFocus()
    parts = []
    for _ in range(4):
        reader.press(Key.Key_F6)
        focused = QApplication.focusWidget()
        assert focused is not None
        panes = (window.reader_panel, window.index_panel, window.search_box, window.plate_view)
        parts += [pane for pane in panes if pane is focused or pane.isAncestorOf(focused)]
    assert len(set(parts)) == 4


def test_zoom_keys_and_whole_plate(reader: Reader) -> None:
    window = reader.window
    window.plate_view.setFocus()
    reader.press(Key.Key_Equal, CTRL)
    assert window.plate_view.zoom() > 1.1
    reader.press(Key.Key_0, CTRL)
    assert abs(window.plate_view.zoom() - 1.0) < 0.01


def test_a_slash_typed_into_the_search_line_stays_a_slash(reader: Reader) -> None:
    reader.press(Key.Key_K, CTRL)
    reader.write("a/b")
    assert reader.window.search_box.text() == "a/b"


def test_find_in_text_opens_the_line_below_the_reader(reader: Reader) -> None:
    reader.press(Key.Key_F, CTRL)
    assert reader.window.reader_panel.find_bar.isVisible()


def test_what_shows_a_sign_only_has_a_name_for_the_ear(reader: Reader) -> None:
    reader.window.trace_desk.open()
    reader.settle()
    for button in reader.window.findChildren(QToolButton):
        if button.isVisible():
            spoken = QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name)
            assert any(letter.isalpha() for letter in spoken), button.text()


def test_a_tissue_that_is_asked_for_is_found_by_keys_and_nothing_names_it_on_the_way(reader: Reader) -> None:
    horn = Address(StructureId("dorsal-horn"), "right")
    quiz, names = reader.window.quiz, ("posterior horn", "dorsal horn")
    quiz.sit([Question(Mode.FIND, horn, "section-t8", (), str(horn), Hides(names))])
    reader.settle()
    reader.press(Key.Key_Down)
    plate, here = reader.plate.plate, reader.plate.focused_region
    assert plate is not None and here is not None
    for way in way_to(plate, here, horn):
        reader.press(KEYS[way], SHIFT)
        here = reader.plate.focused_region
        assert here is not None
        told = f"{reader.plate.region_name(here)} {reader.status}".lower()
        assert told.strip() and not any(name in told for name in names)
    reader.press(Key.Key_Return)
    assert not quiz.is_open and quiz.panel.verdict.text().startswith("✓")


KEYS = {"up": Key.Key_Up, "down": Key.Key_Down, "left": Key.Key_Left, "right": Key.Key_Right}


def way_to(plate: Plate, here: int, asked: Address) -> list[str]:
    """Give the arrow keys that lead, with Shift, from a region to what is asked for."""
    ways: dict[int, list[str]] = {here: []}
    for number in (pending := [here]):
        if asked.covers(plate.regions[number].address):
            return ways[number]
        for key in KEYS:
            there = Walk(plate).over(number, key)
            if there is not None and there not in ways:
                ways[there] = [*ways[number], key]
                pending.append(there)
    raise AssertionError(f"no way leads to {asked}")

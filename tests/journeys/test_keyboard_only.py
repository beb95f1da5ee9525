from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QToolButton

from tests.reader import CTRL, Key, Reader


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

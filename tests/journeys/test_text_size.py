"""Large text: the plate keeps its place, nothing is out of reach, and all returns with the size."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QMenu

from tests.reader import Key, Reader
from viewer.core.address import Address
from viewer.widgets.letters import em

OpenReader = Callable[..., Reader]


def _share(reader: Reader) -> float:
    return reader.plate.width() / reader.window.width()


def _set_text(reader: Reader, size: int) -> None:
    reader.window.change_settings(reader.window.settings._replace(text_size=size))
    reader.settle()


def test_large_text_leaves_the_plate_its_room_and_returns_it(reader: Reader) -> None:
    window = reader.window
    widths = window.index_dock.width(), window.reader_dock.width()
    icon, side = window.tool_bar.iconSize(), window.status_bar.zoom_in_button.iconSize()
    _set_text(reader, 300)
    assert window.index_dock.isHidden()
    assert _share(reader) >= 0.45
    assert em(window.reader_dock.font()) > 2.5 * 12
    assert window.tool_bar.iconSize().width() > 2 * icon.width()
    _set_text(reader, 100)
    assert not window.index_dock.isHidden()
    assert abs(window.index_dock.width() - widths[0]) < 8
    assert abs(window.reader_dock.width() - widths[1]) < 8
    assert window.tool_bar.iconSize() == icon
    assert window.status_bar.zoom_in_button.iconSize() == side


def test_an_index_that_the_reader_brings_back_stays(reader: Reader) -> None:
    _set_text(reader, 200)
    assert reader.window.index_dock.isHidden()
    reader.window.index_dock.show()
    reader.settle()
    _set_text(reader, 250)
    assert not reader.window.index_dock.isHidden()


def test_a_first_start_with_large_text_shows_the_plate(open_reader: OpenReader) -> None:
    reader = open_reader("--text-size", "200")
    assert reader.window.index_dock.isHidden()
    assert _share(reader) >= 0.45


def test_a_window_made_small_leaves_the_plate_its_room_and_returns_it(reader: Reader) -> None:
    window = reader.window
    widths = window.index_dock.width(), window.reader_dock.width()
    window.resize(800, 560)
    reader.settle()
    assert window.index_dock.isHidden()
    assert _share(reader) >= 0.45
    assert window.hint.label.height() < 1.9 * QFontMetrics(QApplication.font()).lineSpacing()
    window.resize(1280, 860)
    reader.settle()
    assert not window.index_dock.isHidden()
    assert abs(window.index_dock.width() - widths[0]) < 20
    assert abs(window.reader_dock.width() - widths[1]) < 20


def test_a_first_start_in_a_small_window_shows_no_beginnings_of_names(open_reader: OpenReader) -> None:
    window = open_reader(size=(800, 560)).window
    assert window.index_dock.isHidden() or window.index_dock.width() > 14 * em(QApplication.font())


def test_an_index_brought_back_in_a_small_window_stays(reader: Reader) -> None:
    reader.window.resize(800, 560)
    reader.window.index_dock.show()
    reader.window.resize(780, 560)
    reader.settle()
    assert not reader.window.index_dock.isHidden()


def test_a_small_window_with_large_text_is_no_larger_than_asked_for(open_reader: OpenReader) -> None:
    reader = open_reader("--text-size", "200", size=(800, 560))
    assert (reader.window.width(), reader.window.height()) == (800, 560)
    assert reader.window.minimumSizeHint().width() < 760


def test_the_hint_takes_one_line(reader: Reader) -> None:
    for size in (100, 200, 300):
        _set_text(reader, size)
        line = QFontMetrics(QApplication.font()).lineSpacing()
        assert reader.window.hint.label.height() < 1.9 * line
        assert reader.window.hint.label.text().startswith("Click a vein")


def test_what_fills_the_plate_is_not_brought_closer(open_reader: OpenReader) -> None:
    reader = open_reader("--select", "posteromedian-spinal-vein")
    assert reader.plate.zoom() == 1.0
    reader.plate.set_zoom(4.0)
    reader.settle()
    reader.window.seek(Address.parse("posteromedian-spinal-vein"))
    reader.settle()
    assert abs(reader.plate.zoom() - 4.0) < 1e-6


def test_a_structure_on_the_ruler_is_told_in_the_singular(reader: Reader) -> None:
    camera = reader.plate.view_camera()
    trimmings = reader.plate.trimmings
    assert camera is not None and trimmings is not None
    words = {trimmings.words_at(QPointF(20, y)) for y in range(0, reader.plate.height(), 3)}
    assert "Cord segment T8" in words


def test_keys_still_zoom_with_large_text(reader: Reader) -> None:
    _set_text(reader, 200)
    reader.plate.setFocus()
    reader.press(Key.Key_Plus)
    assert reader.plate.zoom() > 1.0


def test_reader_and_trace_share_one_place_where_both_would_be_too_low(
    open_reader: OpenReader, tmp_path: Path
) -> None:
    for size, together in (("100", False), ("200", True)):
        profile = str(tmp_path / size)
        reader = open_reader("--text-size", size, "--profile", profile, size=(1024, 700))
        window = reader.window
        window.trace_desk.ask("heart", Address.parse("dorsal-horn.T8"))
        window.trace_desk.toggle_block("posterior-radicular-veins")
        reader.settle()
        assert (window.reader_dock in window.tabifiedDockWidgets(window.trace_dock)) is together
        panel = window.trace_desk.panel
        assert panel is not None and panel.isVisible()
        rows = panel.steps.viewport().height() // panel.steps.sizeHintForRow(0)
        assert rows >= (5 if together else 3), size
        assert panel.title.height() >= panel.title.heightForWidth(panel.title.width())
        assert ("What has changed" in panel.text.toPlainText()) is together, "the reader is not seen"
        reader.leave()


def test_the_longest_menus_fit_into_a_small_screen(open_reader: OpenReader) -> None:
    reader = open_reader(size=(1024, 700))
    for action in reader.window.menuBar().actions():
        menu = action.menu()
        assert isinstance(menu, QMenu)
        menu.aboutToShow.emit()
        assert menu.sizeHint().height() <= 700 - reader.window.menuBar().height(), action.text()

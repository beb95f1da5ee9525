"""The window around the plate: what it says of itself, its keys, its messages, its dialogs."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QColor, QImage, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDialog, QToolButton, QWidget

from tests.reader import ALT, CTRL, Key, Reader
from viewer.core.address import Address
from viewer.shell.actions import commands
from viewer.shell.dialogs import CrashDialog
from viewer.shell.export_dialog import ExportDialog
from viewer.shell.link_dialog import LinkDialog
from viewer.shell.settings import ThemeChoice
from viewer.shell.settings_dialog import SettingsDialog

OpenReader = Callable[..., Reader]
Dialog = TypeVar("Dialog", bound=QDialog)
RADICULAR = "posterior-radicular-veins.right.T8"


def button(reader: Reader, words: str) -> QToolButton:
    """Find a button of the tool bar by how its words begin."""
    buttons = reader.window.tool_bar.findChildren(QToolButton)
    return next(each for each in buttons if each.text().startswith(words))


def bottom_of_plate(reader: Reader) -> tuple[int, int, float]:
    view = reader.plate
    return view.y(), view.height(), view.zoom()


# ---- what is left out is said


def test_layers_that_are_not_fully_shown_are_told_on_the_button_and_in_the_menu(reader: Reader) -> None:
    layers, names = button(reader, "Layers"), reader.window.layers_menu
    plain = layers.icon().cacheKey()
    assert layers.text() == "Layers"
    reader.window.set_layer("nervous", "hide")
    assert layers.text() == "Layers (1 hidden)" and layers.icon().cacheKey() != plain
    reader.window.set_layer("bone", "ghost")
    assert layers.text() == "Layers (1 hidden, 1 ghosted)"
    rows = {action.text(): action.isChecked() for action in names.actions() if action.menu()}
    assert len([row for row in rows if row.endswith("(hidden)")]) == 1
    assert len([row for row in rows if row.endswith("(ghosted)")]) == 1
    assert all(shown != row.endswith(")") for row, shown in rows.items())
    first = names.actions()[0]
    assert first.text().replace("&", "") == "Show All Layers" and first.isEnabled()
    reader.command("show-layers")
    assert layers.text() == "Layers" and not first.isEnabled() and not reader.window.settings.layers


def test_isolating_and_labels_are_told_on_their_buttons(reader: Reader) -> None:
    assert button(reader, "Labels").text() == "Labels: all"
    reader.press(Key.Key_L, CTRL)
    assert button(reader, "Labels").text() == "Labels: selected"
    reader.click(RADICULAR)
    reader.command("isolate")
    assert button(reader, "Layers").text() == "Layers (isolated)"


def test_layers_hidden_since_the_last_time_are_told_at_the_start(open_reader: OpenReader) -> None:
    first = open_reader()
    assert first.told == ""
    first.window.set_layer("nervous", "hide")
    first.leave()
    second = open_reader()
    name = second.window.atlas.layers["nervous"].name
    assert second.told == f"Hidden: {name}."
    second.window.message_bar.act_button.click()
    assert second.told == "" and not second.window.settings.layers


def test_going_to_what_a_hidden_layer_holds_says_so(reader: Reader) -> None:
    reader.window.set_layer("veins", "hide")
    reader.window.follow(Address.parse(RADICULAR))
    reader.settle()
    assert reader.told.endswith("lies in a layer that is hidden.")
    reader.window.message_bar.act_button.click()
    reader.settle()
    assert RADICULAR in reader.lit and reader.plate.lit_region() is not None


def test_a_selected_label_stays_whatever_was_selected_before(reader: Reader) -> None:
    for name in (RADICULAR, "dorsal-transverse-anastomoses.left.T5", RADICULAR, "pial-venous-plexus.left.T5"):
        reader.window.pick(Address.parse(name), False)
        reader.settle()
        trimmings = reader.plate.trimmings
        assert trimmings is not None
        assert name in {str(label.address) for label in trimmings._labels._labels}


def test_two_of_one_name_are_told_apart_in_the_heading(reader: Reader) -> None:
    reader.window.pick(Address.parse("posterolateral-spinal-vein.left.T3"), False)
    reader.window.pick(Address.parse("posterolateral-spinal-vein.right.T6"), True)
    assert "left" in reader.heading and "right" in reader.heading


def test_a_link_on_the_card_takes_the_colour_of_a_new_theme(reader: Reader) -> None:
    def colours() -> set[str]:
        picture = reader.window.reader_panel.card.flow.grab().toImage()
        return {
            QColor(picture.pixel(x, y)).name()
            for x in range(picture.width())
            for y in range(picture.height())
        }

    reader.window.follow(Address.parse("posterolateral-spinal-vein.left.T3"))
    reader.settle()
    light = reader.window.appearance.look.ui("mention").name()
    assert light in colours()
    reader.window.change_settings(reader.window.settings._replace(theme=ThemeChoice.DARK))
    reader.settle()
    dark = reader.window.appearance.look.ui("mention").name()
    assert light not in colours() and dark in colours()


def test_walking_by_keys_takes_the_outline_of_the_resting_pointer_away(reader: Reader) -> None:
    reader.plate.set_pointed(Address.parse("pial-venous-plexus.left.T7"))
    assert reader.plate._overlay.hovered
    resting = reader.plate._overlay.hovered
    reader.plate.focus_region(reader.plate.numbers_of([Address.parse(RADICULAR)])[0])
    assert not set(resting) & set(reader.plate._overlay.hovered)


def test_choices_that_exclude_each_other_look_so(reader: Reader) -> None:
    for choice in ("theme", "labels"):
        actions = [a for a in reader.window.findChildren(QAction) if a.objectName().startswith(f"{choice}-")]
        groups = {action.actionGroup() for action in actions}
        assert len(actions) > 2 and len(groups) == 1 and None not in groups
        assert sum(action.isChecked() for action in actions) == 1


def test_a_menu_button_lies_flat_again_after_use(reader: Reader) -> None:
    layers = button(reader, "Layers")
    layers.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    layers.menu().aboutToHide.emit()
    assert not layers.underMouse()


# ---- messages


def test_messages_lie_over_the_plate_and_move_nothing(reader: Reader) -> None:
    before = bottom_of_plate(reader)
    reader.window.message_bar.tell("A note.")
    reader.settle()
    assert reader.told == "A note." and bottom_of_plate(reader) == before
    bar, plate = reader.window.message_bar.geometry(), reader.plate.geometry()
    assert plate.contains(bar) and bar.top() > plate.center().y() and bar.left() > plate.left() + 100


def test_a_note_goes_at_the_next_act(reader: Reader) -> None:
    reader.command("copy-text")
    assert "copied" in reader.told
    reader.click(RADICULAR)
    assert reader.told == ""
    reader.command("full-screen")
    assert "F11" in reader.told
    reader.press(Key.Key_F11)
    assert reader.told == "" and not reader.window.isFullScreen()


def test_esc_closes_an_error_wherever_the_keyboard_is_and_only_that(reader: Reader) -> None:
    reader.click(RADICULAR)
    for focus in (reader.plate, reader.window.reader_panel, reader.window.index_panel):
        reader.window.message_bar.tell("It broke.", kind="error")
        focus.setFocus()
        reader.plate.hide_tip()
        reader.press(Key.Key_Escape)
        assert reader.told == "" and reader.lit


# ---- keys


def test_no_two_mnemonics_of_the_window_clash(reader: Reader) -> None:
    window = reader.window
    window.message_bar.tell("Faults.", ["one"], act=("Show &All", window.show_all_layers))
    window.message_bar.more.setChecked(True)
    texts = [action.text() for action in window.menuBar().actions()]
    texts += [each.text() for each in window.findChildren(QAbstractButton) if each.isVisible()]
    letters = Counter(text.replace("&&", "").partition("&")[2][:1].upper() for text in texts)
    del letters[""]
    assert letters["G"] == 1 and max(letters.values()) == 1, letters


@pytest.mark.parametrize("place", ["search", "find", "text", "plate", "index"])
def test_commands_hear_their_keys_wherever_the_keyboard_is(reader: Reader, place: str) -> None:
    window = reader.window
    window.reader_panel.find_bar.open()
    places: dict[str, QWidget] = {
        "search": window.search_box,
        "find": window.reader_panel.find_bar.line,
        "text": window.reader_panel.text,
        "plate": window.plate_view,
        "index": window.index_panel.tree,
    }
    widget = places[place]
    widget.setFocus()
    taken = []
    for group in commands().values():
        for key in (key for command in group if command.bound for key in command.keys if "+" in key[:-1]):
            chord = QKeySequence(key)[0]
            event = QKeyEvent(QEvent.Type.ShortcutOverride, chord.key(), chord.keyboardModifiers())
            event.ignore()
            QCoreApplication.sendEvent(widget, event)
            if event.isAccepted():
                taken.append(key)
    # What was typed into a line is undone there, and not the last block.
    typed = {"Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Y"} if place in ("search", "find") else set()
    assert set(taken) == typed


def test_one_esc_hides_the_name_and_the_next_clears(reader: Reader) -> None:
    reader.click(RADICULAR)
    reader.window.reader_panel.setFocus()
    reader.point_at(RADICULAR)
    reader.plate.tip.show_now()
    reader.press(Key.Key_Escape)
    assert not reader.plate.tip.isVisible() and reader.lit
    reader.press(Key.Key_Escape)
    assert reader.lit == set()


def test_tab_goes_from_search_to_plate_to_reader_to_index_to_the_bars(reader: Reader) -> None:
    window = reader.window
    window.put_hint_away()
    wanted = [
        window.plate_view,
        window.reader_panel.text,
        window.reader_panel.footer,
        window.index_panel.tree,
        window.tool_bar.findChild(QComboBox),
        window.tool_bar.level_box,
        button(reader, "Labels"),
        button(reader, "Layers"),
    ]
    # Along the chain: within the text Tab goes from link to link first.
    stops, here = [], window.search_box.nextInFocusChain()
    while here is not window.search_box:
        by_tab = here.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
        if by_tab and here.isVisible() and here.focusProxy() is None:
            stops.append(here)
        here = here.nextInFocusChain()
    assert stops[: len(wanted)] == wanted


@pytest.mark.parametrize("part", ["labels", "layers", "index"])
def test_where_the_keyboard_has_come_to_is_seen(reader: Reader, part: str) -> None:
    window = reader.window
    parts: dict[str, QWidget] = {
        "labels": button(reader, "Labels"),
        "layers": button(reader, "Layers"),
        "index": window.index_panel.tree,
    }
    widget = parts[part]
    focus = window.appearance.look.ui("focus").rgb()
    shown = widget.viewport() if part == "index" else widget  # type: ignore[attr-defined]

    def framed() -> bool:
        picture = shown.grab().toImage()
        across = [picture.pixel(x, 1) for x in range(10, picture.width() - 10)]
        return across.count(focus) > 0.9 * len(across)

    window.search_box.setFocus()
    assert not framed()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    reader.settle()
    assert framed()


# ---- dialogs


def opened(reader: Reader, kind: type[Dialog]) -> Dialog:
    found = [each for each in reader.window.findChildren(kind) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def test_an_export_says_what_it_holds_and_remembers_its_folder(reader: Reader, tmp_path: Path) -> None:
    reader.click(RADICULAR)
    reader.window.set_layer("nervous", "hide")
    reader.press(Key.Key_E, CTRL)
    dialog = opened(reader, ExportDialog)
    told = dialog.contents.text()
    assert "all labels" in told and "Posterior radicular vein, right" in told and "hidden" in told
    assert dialog.folder() in (Path.home(), Path.home() / "Documents")
    assert dialog.ending == "png"
    focused = QApplication.focusWidget()
    assert focused is not None and focused.objectName() == "png", "Enter goes on, and does not cancel"
    dialog.take(str(tmp_path / "plate"))
    assert "Written" in reader.told
    assert QImage(str(tmp_path / "plate.png")).width() == 2400
    reader.window.activateWindow()
    reader.settle()
    reader.press(Key.Key_E, CTRL)
    again = opened(reader, ExportDialog)
    assert again.folder() == tmp_path
    again.choose("svg")
    assert again.file_from("a/b").name == "b.svg" and again.file_from("a/b.PDF").name == "b.PDF"
    assert again.file_from("a/b.v2").name == "b.v2.svg"
    again.reject()


def test_a_link_that_leads_nowhere_is_answered_in_words_that_lead_on(reader: Reader) -> None:
    QApplication.clipboard().clear()
    reader.press(Key.Key_G, CTRL)
    dialog = opened(reader, LinkDialog)
    dialog.line.setText("posteromedain-spinal-vein")
    dialog.look_up()
    assert dialog.isVisible() and reader.told == ""
    words = dialog.answer.text()
    assert "Posteromedian spinal vein</a>" in words
    dialog.answer.linkActivated.emit("posteromedian-spinal-vein")
    reader.settle()
    assert reader.lit_structures == {"posteromedian-spinal-vein"}


def test_a_structure_may_be_opened_by_its_name(reader: Reader) -> None:
    reader.press(Key.Key_G, CTRL)
    dialog = opened(reader, LinkDialog)
    dialog.line.setText("posteromedian spinal VEIN")
    dialog.look_up()
    assert reader.lit_structures == {"posteromedian-spinal-vein"}


def test_the_hint_can_be_had_again_from_the_settings(reader: Reader) -> None:
    reader.window.hint.button.click()
    assert not reader.window.hint.isVisible()
    reader.press(Key.Key_Comma, CTRL)
    dialog = opened(reader, SettingsDialog)
    assert not dialog.hint.isChecked()
    dialog.hint.click()
    assert reader.window.hint.isVisible()
    title = dialog.fontMetrics().horizontalAdvance(f"{dialog.windowTitle()} – Spinal Vein Viewer")
    assert dialog.width() > title + 100


# ---- what lasts


def test_what_was_selected_is_selected_at_the_next_start(open_reader: OpenReader) -> None:
    first = open_reader()
    first.click(RADICULAR)
    first.leave()
    second = open_reader()
    assert second.lit == {RADICULAR}
    assert second.heading == first.window.atlas.structures[Address.parse(RADICULAR).structure].name
    second.press(Key.Key_Escape)
    second.leave()
    assert open_reader().lit == set()


def test_a_fault_in_a_slot_is_told_once_and_the_window_goes_on(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("in a slot")

    reader.plate.region_pointed.connect(fail)
    for _ in range(3):
        reader.point_at(RADICULAR)
    dialogs = [each for each in QApplication.topLevelWidgets() if isinstance(each, CrashDialog)]
    assert len(dialogs) == 1 and dialogs[0].isVisible() and not dialogs[0].isModal()
    reader.plate.region_pointed.disconnect(fail)
    reader.click(RADICULAR)
    assert reader.lit == {RADICULAR}
    dialogs[0].close()
    reader.window.activateWindow()
    reader.settle()
    reader.press(Key.Key_Left, ALT)
    assert reader.lit == set()


def test_quitting_leaves_nothing_running(reader: Reader) -> None:
    import threading

    QTest.mouseMove(reader.plate.viewport(), QPoint(40, 40))
    reader.leave()
    assert [each.name for each in threading.enumerate() if not each.daemon] == ["MainThread"]

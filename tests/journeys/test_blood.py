"""Where the blood goes: traced, walked along, blocked and undone; by mouse and by keys."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.plates_atlas import plates_atlas
from tests.reader import ALT, CTRL, SHIFT, Key, Reader
from viewer.core.address import Address
from viewer.core.flow_question import Question
from viewer.shell.settings import MotionChoice
from viewer.widgets.later import Hearing, catch_up
from viewer.widgets.trace_panel import TracePanel

OpenReader = Callable[..., Reader]


@pytest.fixture
def several(open_reader: OpenReader, tmp_path: Path) -> Reader:
    """A reader at an atlas with a map of the way to the heart."""
    return open_reader("--atlas", str(plates_atlas(tmp_path / "several")), "--plate", "map")


def panel(reader: Reader) -> TracePanel:
    found = reader.window.trace_desk.panel
    assert found is not None and found.isVisible()
    return found


def steps(reader: Reader) -> list[str]:
    """The rows of the panel, without the headings of stages."""
    rows = []
    tree = panel(reader).steps
    for at in range(tree.topLevelItemCount()):
        item = tree.topLevelItem(at)
        assert item is not None
        if item.flags():
            rows.append(item.text(0))
            rows += [
                f"  {child.text(0)}" for place in range(item.childCount()) if (child := item.child(place))
            ]
    return rows


def told(reader: Reader) -> str:
    """What stands above the reader's text while anything is blocked, and about the step."""
    above = reader.window.trace_desk.news
    shown = above.toPlainText() if above is not None and above.isVisible() else ""
    return shown + panel(reader).text.toPlainText()


def marks(reader: Reader) -> set[str]:
    """What is lit on the plate as the way that is walked."""
    found = reader.plate.flow_marks()
    regions = reader.plate.regions()
    return set() if found is None else {str(regions[number].address) for number in found.way}


def congested(reader: Reader) -> set[str]:
    found = reader.plate.flow_marks()
    regions = reader.plate.regions()
    return set() if found is None else {str(regions[number].address) for number in found.congested}


def test_the_panel_is_closed_until_it_is_wanted_and_then_follows_the_selection(several: Reader) -> None:
    assert not several.window.trace_dock.isVisible() and several.window.trace_desk.panel is None
    several.click("vein-net.left")
    several.press(Key.Key_T, CTRL)
    assert steps(several)[0].startswith("1. Vein net, left")
    assert steps(several)[-1].startswith("4. Right atrium") or "Right atrium" in steps(several)[-1]
    assert marks(several) == {"vein-net.left", "side-vein.left", "midline-vein", "right-atrium"}


def test_stepping_by_keys_shows_says_and_tells_each_step(several: Reader) -> None:
    several.click("vein-net.left")
    several.press(Key.Key_D, CTRL)
    several.press(Key.Key_Down, ALT)
    assert several.status.startswith("Step 2 of 4: Side vein, left")
    assert "Blood may go either way here." in told(several) and "Smith" in told(several)
    several.press(Key.Key_Down, ALT)
    several.press(Key.Key_Down, ALT)
    assert several.status.startswith("Step 4 of 4: Right atrium")
    assert "In one step, for the test" in told(several)
    several.press(Key.Key_Down, ALT)
    several.press(Key.Key_Up, ALT)
    assert several.status.startswith("Step 3 of 4")
    found = several.plate.flow_marks()
    assert found is not None and [disc.number for disc in found.discs if disc.here] == [3]


def test_the_steps_can_be_walked_in_the_panel_without_a_mouse(several: Reader) -> None:
    several.click("vein-net.left")
    several.press(Key.Key_T, CTRL)
    assert QApplication.focusWidget() is panel(several).steps
    several.press(Key.Key_Down)
    assert several.status.startswith("Step 2 of 4")


def test_blood_flows_towards_the_heart_and_the_edge_is_lit_where_it_is_drawn(several: Reader) -> None:
    several.click("midline-vein")
    several.press(Key.Key_D, CTRL)
    found = several.plate.flow_marks()
    assert found is not None
    assert [tie.direction for tie in found.ties] == [1]
    assert found.courses == (), "ties alone tell the direction"


def test_upstream_and_between(several: Reader) -> None:
    several.click("midline-vein")
    several.press(Key.Key_U, CTRL)
    assert panel(several).title.text() == "What drains into Midline vein"
    assert any("Side vein" in row for row in steps(several))
    several.click("side-vein.left")
    several.click("right-atrium", CTRL)
    several.press(Key.Key_M, CTRL)
    assert panel(several).title.text() == "Side vein, left → Right atrium: 1 way"
    several.press(Key.Key_D, CTRL | SHIFT)
    assert several.plate.flow_marks() is None


def test_a_block_cuts_off_what_has_no_other_way_and_undo_brings_it_back(several: Reader) -> None:
    several.click("midline-vein")
    several.press(Key.Key_B, CTRL)
    # The side veins are below the midline vein in the index: they are blocked with it.
    assert "vein-net.left" in congested(several)
    found = several.plate.flow_marks()
    assert found is not None and len(found.bars) == 3
    assert "Blocked: Midline vein" in told(several) and "congested" in told(several)
    several.press(Key.Key_Z, CTRL)
    assert several.plate.flow_marks() is None and several.window.blood.blocks == ()
    several.press(Key.Key_Z, CTRL | SHIFT)
    assert several.window.blood.blocks == ("midline-vein",)


def test_several_blocks_are_listed_and_each_can_be_taken_away(several: Reader) -> None:
    several.click("side-vein.left")
    several.press(Key.Key_B, CTRL)
    several.click("side-vein.right")
    several.press(Key.Key_B, CTRL)
    listed = panel(several).blocked
    assert [listed.item(row).text() for row in range(listed.count())] == [
        "Side vein, left",
        "Side vein, right",
    ]
    listed.setFocus()
    several.press(Key.Key_Delete)
    assert several.window.blood.blocks == ("side-vein.left",)
    several.press(Key.Key_Z, CTRL)
    assert several.window.blood.blocks == ("side-vein.left", "side-vein.right")
    several.command("unblock-all")
    assert several.window.blood.blocks == () and not panel(several).blocked.isVisible()


def test_blood_takes_another_way_and_the_text_says_so_and_where_to_read_on(several: Reader) -> None:
    several.window.trace_desk.ask("heart", Address.parse("vein-net.left"))
    before = marks(several)
    several.window.trace_desk.toggle_block("E-two")
    assert "No way to the heart is left" in told(several) or marks(several) != before
    assert "When a vein is blocked" in told(several)


def test_a_block_at_one_level_and_of_all_of_it_are_told_apart(several: Reader) -> None:
    several.press(Key.Key_1, CTRL)
    several.click("side-vein.right.C2")
    several.press(Key.Key_B, CTRL)
    assert several.window.blood.blocks == ("side-vein.right.C2",)
    several.press(Key.Key_B, CTRL | SHIFT)
    assert several.window.blood.blocks == ("side-vein",)
    several.press(Key.Key_B, CTRL)
    assert several.window.blood.blocks == ("side-vein",)
    assert several.status == "Blocked already, as part of: Side veins"


def test_what_is_blocked_is_the_step_that_one_stands_at(several: Reader) -> None:
    several.click("vein-net.left")
    several.press(Key.Key_D, CTRL)
    several.press(Key.Key_Down, ALT)
    several.press(Key.Key_B, CTRL)
    assert several.window.blood.blocks == ("side-vein.left",)
    several.press(Key.Key_Z, CTRL)
    several.click("midline-vein")
    several.press(Key.Key_B, CTRL)
    assert several.window.blood.blocks == ("midline-vein",)


def test_a_start_that_is_blocked_itself_is_told_of_in_one_sentence(several: Reader) -> None:
    several.click("side-vein.left")
    several.press(Key.Key_D, CTRL)
    several.press(Key.Key_B, CTRL)
    assert "What is traced is blocked itself, so nothing flows from it." in told(several)
    for other in ("goes as before", "Nothing is cut off", "in this atlas joins them"):
        assert other not in told(several)


def test_the_step_stays_marked_on_another_plate_and_its_words_go_with_the_trace(several: Reader) -> None:
    several.click("vein-net.left")
    several.press(Key.Key_D, CTRL)
    several.press(Key.Key_Down, ALT)
    several.press(Key.Key_1, CTRL)
    found = several.plate.flow_marks()
    assert found is not None and [disc.number for disc in found.discs if disc.here] in ([2], [])
    several.press(Key.Key_3, CTRL)
    found = several.plate.flow_marks()
    assert found is not None and not any(disc.here for disc in found.discs if disc.number != 2)
    several.press(Key.Key_Down, ALT)
    assert several.status.startswith("Step 3")
    several.press(Key.Key_D, CTRL | SHIFT)
    assert several.status == ""


def test_another_way_is_taken_at_a_click_and_rows_keep_to_the_theme(several: Reader) -> None:
    several.window.trace_desk.ask("upstream", Address.parse("midline-vein"))
    tree = panel(several).steps
    items = [tree.topLevelItem(at) for at in range(tree.topLevelItemCount())]
    child = next((item.child(0) for item in items if item is not None and item.childCount()), None)
    assert child is not None, steps(several)
    before = several.window.blood.way, steps(several)
    tree.itemClicked.emit(child, 0)
    assert (several.window.blood.way, steps(several)) != before
    several.command("theme-light")
    several.settle()
    look = panel(several)._look
    stage = tree.topLevelItem(0)
    assert stage is not None and stage.foreground(0).color() == look.ui("muted")


def test_the_menu_of_a_vessel_and_of_a_step_offer_to_block(several: Reader) -> None:
    several.click("vein-net.left")
    several.press(Key.Key_D, CTRL)
    row = panel(several).steps.topLevelItem(3)
    assert row is not None
    from viewer.widgets.trace_panel import Row

    menu = several.window.trace_desk.menu_for(Row("step", "", 1))
    assert menu is not None
    words = [action.text().replace("&", "") for action in menu.actions()]
    assert "Block This Step" in words and any(word.startswith("Block") for word in words)
    next(action for action in menu.actions() if "Step" in action.text()).trigger()
    assert several.window.blood.blocks == ("E-one",)


def test_a_click_while_a_way_is_traced_keeps_it(several: Reader) -> None:
    several.click("vein-net.left")
    several.press(Key.Key_D, CTRL)
    lit = marks(several)
    several.click("side-vein.right")
    assert marks(several) == lit and several.heading == "Side vein"
    assert several.window.blood.question == Question("heart", Address.parse("vein-net.left"))


def test_the_way_is_lit_on_both_plates(several: Reader) -> None:
    several.command("beside-1")
    several.click("vein-net.left")
    several.press(Key.Key_D, CTRL)
    view = several.window.plates.second
    assert view is not None
    found = view.flow_marks()
    assert found is not None and found.way


def test_a_branch_is_taken_by_key_and_the_way_goes_on_from_there(reader: Reader) -> None:
    reader.window.trace_desk.ask("heart", Address.parse("dorsal-horn.T8"))
    reader.settle()
    tree = panel(reader).steps
    first = next(one for at in range(9) if (one := tree.topLevelItem(at)) and one.childCount())
    words = first.child(0).text(0).removeprefix("or to ")
    tree.setFocus()
    tree.setCurrentItem(first.child(0))
    reader.press(Key.Key_Return)
    assert steps(reader)[0].startswith("1. ")
    assert any(row.endswith(words) and row[0].isdigit() for row in steps(reader))
    assert reader.window.blood.here == 1


def test_a_level_narrows_the_way_to_what_is_there(reader: Reader) -> None:
    reader.window.trace_desk.ask("heart", Address.parse("dorsal-horn.T8"))
    reader.settle()
    levels = {address.split(".")[-1] for address in marks(reader) if address[-1].isdigit()}
    assert levels == {"T8"}


def test_zooming_while_a_way_is_lit_ends_with_the_way_drawn_anew(reader: Reader) -> None:
    reader.window.trace_desk.ask("heart", Address.parse("dorsal-horn.T8"))
    reader.settle()
    reader.plate.set_zoom(3.0)
    reader.plate.viewport().repaint()
    assert not reader.plate.is_settled()
    reader.settle()
    assert reader.plate.is_settled()


def test_an_atlas_that_is_read_again_keeps_what_was_asked_and_blocked(several: Reader) -> None:
    from viewer.core.loading import load_atlas

    several.click("vein-net.left")
    several.press(Key.Key_D, CTRL)
    several.press(Key.Key_Down, ALT)
    several.window.trace_desk.toggle_block("side-vein.right")
    before, lit = several.window.blood.memory(), marks(several)
    several.window.show_again(load_atlas(several.window.atlas_folder))
    several.settle()
    assert several.window.blood.memory() == before and marks(several) == lit


def test_the_panel_that_was_open_is_there_at_the_next_start(open_reader: OpenReader, tmp_path: Path) -> None:
    folder = str(plates_atlas(tmp_path / "several"))
    first = open_reader("--atlas", folder)
    first.press(Key.Key_T, CTRL)
    first.leave()
    again = open_reader("--atlas", folder)
    assert panel(again).title.text().startswith("Select a vessel")
    again.press(Key.Key_T, CTRL)
    assert not again.window.trace_dock.isVisible()


def test_the_reader_says_at_its_head_what_blocks_change(several: Reader) -> None:
    several.window.trace_desk.ask("heart", Address.parse("vein-net.left"))
    several.window.trace_desk.toggle_block("E-two")
    several.settle()
    above = several.window.trace_desk.news
    assert above is not None and above.isVisible()
    assert above.y() < several.window.reader_panel.text.y()
    assert "Blocked:" in above.toPlainText() and "When a vein is blocked" in above.toPlainText()
    assert "What has changed" not in panel(several).text.toPlainText(), "it would be said twice"
    several.window.reader_dock.hide()
    several.settle()
    assert "What has changed" in panel(several).text.toPlainText()
    several.window.reader_dock.show()
    above.section_followed.emit("trouble")
    several.settle()
    assert several.heading == "When a vein is blocked" and above.isVisible()
    several.command("unblock-all")
    assert not above.isVisible()


def test_doubtful_steps_are_named_with_nothing_traced_too(reader: Reader) -> None:
    reader.window.trace_desk.toggle_block("posterior-radicular-veins")
    reader.window.trace_desk.toggle_block("great-posterior-radicular-vein")
    reader.settle()
    assert "In doubt on this way:" in told(reader)


def test_light_moves_along_the_way_while_it_is_followed_and_no_longer(several: Reader) -> None:
    catch_up()  # the start is over
    window, drift = several.window, several.plate.drift
    several.window.trace_desk.ask("heart", Address.parse("side-vein.right"))
    several.settle()
    assert window.isActiveWindow() and drift.is_moving()
    window.trace_dock.hide()
    several.settle()
    assert not drift.is_moving(), "nobody looks at the steps"
    window.trace_dock.show()
    several.settle()
    assert drift.is_moving()
    QTest.qWaitForWindowActive(window)
    other = QWidget()
    other.show()
    other.activateWindow()
    QTest.qWaitForWindowActive(other)
    assert not drift.is_moving(), "the window is not the active one"
    other.close()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    several.settle()
    window.apply_settings(window.settings._replace(motion=MotionChoice.STILL))
    assert not drift.is_moving()
    window.apply_settings(window.settings._replace(motion=MotionChoice.MOVE))
    assert drift.is_moving()
    several.command("trace-clear")
    assert not drift.is_moving()


def test_only_little_is_painted_when_light_moves_on(several: Reader) -> None:
    several.window.trace_desk.ask("heart", Address.parse("side-vein.right"))
    several.settle()
    catch_up()  # the start is over
    drift, viewport = several.plate.drift, several.plate.viewport()
    painted: list[int] = []

    def measure(event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            painted.append(
                sum(rect.width() * rect.height() for rect in cast("Iterable[QRect]", event.region()))
            )
        return False

    Hearing(viewport, measure)
    before = several.plate.grab().toImage()
    QApplication.processEvents()
    painted.clear()
    for _ in range(3):
        drift.move_on()
        QApplication.processEvents()
    assert painted and max(painted) < viewport.width() * viewport.height() / 50
    assert several.plate.grab().toImage() != before


def test_a_vein_that_may_end_elsewhere_is_said_to_where_it_is_held_up(reader: Reader) -> None:
    reader.window.trace_desk.toggle_block("azygos-vein")
    reader.settle()
    assert "Accessory hemiazygos vein: It may end in the left brachiocephalic vein instead" in told(reader)
    reader.window.trace_desk.toggle_block("azygos-vein")
    assert "instead" not in told(reader)


def test_a_step_that_is_not_drawn_in_front_is_told_of_with_the_way_to_where_it_is(several: Reader) -> None:
    several.command("plate-1")
    several.click("midline-vein.C1")
    several.press(Key.Key_D, CTRL)
    assert several.told == ""
    several.press(Key.Key_Down, ALT)
    assert several.told == "Right atrium: not drawn on this plate, but on “Map”."
    several.press(Key.Key_Up, ALT)
    assert several.told == "", "what is in sight again needs no words"
    several.press(Key.Key_Down, ALT)
    several.window.message_bar.act_button.click()
    several.settle()
    assert several.window.place.plate == "map" and several.told == ""
    found = several.plate.flow_marks()
    assert found is not None and [disc.number for disc in found.discs if disc.here] == [2]


def test_what_is_selected_and_not_on_the_plate_turned_to_is_told_of_once(several: Reader) -> None:
    several.click("right-atrium")
    assert several.told == ""
    several.command("plate-1")
    assert several.told == "Right atrium: not drawn on this plate, but on “Map”."
    several.window.message_bar.dismiss()
    several.window.step_level(1)
    several.settle()
    assert several.told == "", "it was said of this plate already"
    several.command("beside-3")
    assert several.told == ""


def test_the_name_of_what_was_pointed_at_goes_when_the_reader_goes_on(several: Reader) -> None:
    several.window.point_from_text(Address.parse("right-atrium"))
    assert several.status == "Right atrium"
    several.window.set_level("C2")
    several.settle()
    assert several.status == ""
    several.point_at("side-vein.right")
    several.click("side-vein.right")
    assert several.status.startswith("Side vein, right"), "the pointer is still on it"


def test_a_key_explains_the_signs_that_are_drawn_and_stays_folded(
    open_reader: OpenReader, tmp_path: Path
) -> None:
    folder = str(plates_atlas(tmp_path / "several"))
    reader = open_reader("--atlas", folder, "--plate", "map")
    assert reader.window.legend.key is None
    reader.click("midline-vein")
    reader.press(Key.Key_B, CTRL)
    key = reader.window.legend.key
    assert key is not None and key.isVisible() and key.words() == ["congested: no way left", "blocked"]
    key.button.click()
    reader.press(Key.Key_Z, CTRL)
    assert not key.isVisible()
    reader.leave()
    again = open_reader("--atlas", folder, "--plate", "map")
    again.click("vein-net.left")
    again.press(Key.Key_D, CTRL)
    key = again.window.legend.key
    assert key is not None and key.isVisible() and key.words() == []
    key.button.click()
    assert key.words() == ["the way shown, and where it flows"]


def shown_rows(reader: Reader) -> list[str]:
    """Give the lines of the trace's list as they stand below each other."""
    panel = reader.window.trace_desk.panel
    assert panel is not None
    items = [panel.steps.topLevelItem(at) for at in range(panel.steps.topLevelItemCount())]
    return [item.text(0) for item in items if item is not None]


def click_row(reader: Reader, words: str) -> None:
    panel = reader.window.trace_desk.panel
    assert panel is not None
    (item,) = panel.steps.findItems(words, Qt.MatchFlag.MatchStartsWith)
    spot = panel.steps.visualItemRect(item).center()
    QTest.mouseClick(panel.steps.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    reader.settle()


def test_where_no_way_is_left_what_stands_in_it_can_be_taken_away(reader: Reader) -> None:
    desk, blood = reader.window.trace_desk, reader.window.blood
    desk.ask("heart", Address.parse("intervertebral-veins.left.T8"))
    desk.toggle_block("superior-vena-cava")
    desk.toggle_block("intervertebral-veins.left.T8")
    reader.settle()
    assert blood.trace is not None and not blood.trace.reached
    heading, *offered = shown_rows(reader)
    assert heading == "To free the blood"
    assert offered == ["Unblock Intervertebral vein, left, spinal nerve T8"]
    assert desk.panel is not None and "blocked itself" in desk.panel.text.toPlainText()
    click_row(reader, "Unblock")
    assert blood.blocks == ("superior-vena-cava",) and blood.trace.reached
    reader.press(Key.Key_Z, CTRL)
    assert len(blood.blocks) == 2


def test_where_no_block_alone_stands_in_the_way_all_can_be_taken_away(reader: Reader) -> None:
    desk, blood = reader.window.trace_desk, reader.window.blood
    desk.ask("heart", Address.parse("dorsal-horn.T8"))
    for word in ("superior-vena-cava", "inferior-vena-cava", "right-atrium", "radial-veins", "dorsal-horn"):
        desk.toggle_block(word)
    reader.settle()
    assert blood.trace is not None and not blood.trace.reached
    click_row(reader, "Unblock everything")
    assert blood.blocks == () and blood.trace.reached


def test_a_condition_that_leaves_no_way_can_be_left_with_the_question_kept(reader: Reader) -> None:
    window = reader.window
    window.show_condition("venous-congestion")
    window.trace_desk.open()
    reader.settle()
    asked = window.blood.question
    assert asked is not None and window.blood.trace is not None and not window.blood.trace.reached
    click_row(reader, "Leave the condition")
    assert not window.place.condition
    assert window.blood.question == asked and window.blood.trace.reached

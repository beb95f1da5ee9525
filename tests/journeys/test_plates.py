"""Several plates, two side by side, the level cursor and the way up: by mouse and by keys."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from tests.plates_atlas import plates_atlas
from tests.reader import ALT, CTRL, Key, Reader
from viewer.core.address import Address

OpenReader = Callable[..., Reader]


@pytest.fixture
def several(open_reader: OpenReader, tmp_path: Path) -> Reader:
    """A reader at an atlas with four plates, two of which are one thing at two levels."""
    return open_reader("--atlas", str(plates_atlas(tmp_path / "several")))


def heading(reader: Reader) -> str:
    return reader.window.plates.main_pane.heading


def second(reader: Reader) -> Reader:
    """The same reader's eyes and hands on the second plate."""
    view = reader.window.plates.second
    assert view is not None
    beside = Reader(reader.window)
    beside.plate = view
    return beside


def lit_beside(reader: Reader) -> set[str]:
    return second(reader).lit


def test_plates_of_a_group_are_one_entry_and_keys_lead_to_each(several: Reader) -> None:
    box = next(box for box in several.window.tool_bar.findChildren(QComboBox))
    assert [box.itemText(row) for row in range(box.count())] == ["Back", "Section", "Map"]
    several.press(Key.Key_2, CTRL)
    assert several.window.place.plate == "cut-c"
    assert (heading(several), box.currentText()) == ("Cord segment C1", "Section")
    several.press(Key.Key_3, CTRL)
    assert (several.window.place.plate, several.window.place.level) == ("map", "C1")
    several.press(Key.Key_1, CTRL)
    assert (several.window.place.plate, heading(several)) == ("back", "")


def test_a_structure_drawn_on_several_plates_is_one(several: Reader) -> None:
    several.click("side-vein.right")
    several.press(Key.Key_3, CTRL)
    assert several.lit == {"side-vein.right"}
    several.press(Key.Key_2, CTRL)
    assert several.lit_structures == {"side-vein"}


def test_the_level_cursor_chooses_the_cut_and_says_where_it_is_drawn(several: Reader) -> None:
    several.press(Key.Key_2, CTRL)
    several.press(Key.Key_PageDown, ALT)
    assert heading(several) == "Cord segment C2 · drawn at C1 as an example of C1–C2"
    assert "midline-vein.C2" in {str(region.address) for region in several.plate.regions()}
    several.press(Key.Key_PageDown, ALT)
    assert (several.window.place.plate, heading(several)) == ("cut-t", "Cord segment T1")
    several.press(Key.Key_PageUp, ALT)
    assert several.window.place.plate == "cut-c"


def test_the_page_of_a_level_tells_what_is_true_there(several: Reader) -> None:
    several.press(Key.Key_BracketRight)
    assert several.heading == "Cord segment C1"
    assert "What is true in the neck" in several.text and "E-two" not in several.text
    several.press(Key.Key_BracketRight)
    several.press(Key.Key_BracketRight)
    assert several.heading == "Cord segment T1" and "What is true in the neck" not in several.text


def test_walking_along_the_levels_is_one_step_of_the_way(several: Reader) -> None:
    several.click("side-vein.right")
    several.press(Key.Key_BracketRight)
    several.press(Key.Key_BracketRight)
    several.press(Key.Key_Left, ALT)
    assert several.lit == {"side-vein.right.C2"} and several.heading == "Side vein"


def test_a_level_may_be_typed_and_is_in_the_link(several: Reader) -> None:
    several.press(Key.Key_Period, CTRL)
    several.write("t1")
    several.press(Key.Key_Return)
    assert several.window.place.level == "T1"
    several.command("copy-link")
    assert several.clipboard.endswith("&level=T1")


def test_the_cursor_can_be_dragged_along_the_ruler(several: Reader) -> None:
    several.press(Key.Key_BracketRight)
    port, camera = several.plate.viewport(), several.plate.view_camera()
    assert camera is not None
    start, end = (QPoint(14, round(camera.to_view(0, y)[1])) for y in (50.0, 250.0))
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    for part in (0.4, 0.7, 1.0):
        QTest.mouseMove(port, start + (end - start) * part)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)
    several.settle()
    assert several.window.place.level == "T1"


def test_selecting_at_a_level_moves_the_cursor_there(several: Reader) -> None:
    several.click("midline-vein.T1")
    assert several.window.place.level == "T1"
    several.press(Key.Key_2, CTRL)
    assert several.window.place.plate == "cut-t" and several.lit == {"midline-vein.T1"}


def test_a_second_plate_follows_selection_pointing_and_level(several: Reader) -> None:
    several.press(Key.Key_F7)
    several.command("beside-2")
    several.click("side-vein.right.C2")
    assert lit_beside(several) == {"side-vein.right.C2"}
    assert second(several).plate.accessibleName().startswith("Second plate: Cord segment C2")
    several.click("midline-vein.T1")
    assert second(several).plate.plate is not None and second(several).plate.plate.id == "cut-t"
    second(several).click("side-vein.left")
    assert several.lit_structures == set() and several.heading == "Side vein"
    second(several).click("midline-vein")
    assert several.lit == {"midline-vein.T1"}


def test_each_of_two_plates_has_its_own_zoom(several: Reader) -> None:
    several.command("beside-2")
    beside = second(several).plate
    before = beside.zoom()
    several.plate.setFocus()
    several.command("zoom-in")
    assert several.plate.zoom() > 1.0 and beside.zoom() == before
    several.press(Key.Key_F6)
    assert QApplication.focusWidget() is beside
    whole = several.plate.zoom()
    several.command("zoom-in")
    assert beside.zoom() > before and several.plate.zoom() == whole


def test_plates_level_and_way_up_are_there_again_at_the_next_start(
    open_reader: OpenReader, tmp_path: Path
) -> None:
    folder = str(plates_atlas(tmp_path / "several"))
    first = open_reader("--atlas", folder)
    first.command("plate-2")
    first.command("beside-3")
    first.command("turn")
    first.window.plates.splitter.setSizes([300, 100])
    first.press(Key.Key_BracketRight)
    first.window.show_variant("left-side-vein-missing")
    first_share = first.window.plates.share
    first.leave()
    again = open_reader("--atlas", folder)
    assert (again.window.place.plate, again.window.place.level) == ("cut-c", "C2")
    assert again.window.in_force.turned and again.plate.plate is not None
    assert again.plate.plate.compass.up == "Front"
    assert second(again).plate.plate is not None and second(again).plate.plate.id == "map"
    assert "left-side-vein-missing" in again.window.in_force.names
    assert abs(again.window.plates.share - first_share) < 0.05


def test_half_a_turn_changes_places_and_never_names(several: Reader) -> None:
    several.press(Key.Key_2, CTRL)
    plate = several.plate.plate
    assert plate is not None and (plate.left, plate.compass.left) == ("L", "Left")
    right = next(r for r in plate.regions if r.address.side == "right")
    several.click("side-vein.right")
    several.press(Key.Key_R, CTRL)
    plate = several.plate.plate
    assert (plate.left, plate.compass.up, plate.compass.left) == ("R", "Front", "Right")
    turned = next(r for r in plate.regions if r.address.side == "right")
    assert turned.bounds.x < 0 < right.bounds.x and turned.address == right.address
    assert several.lit == {"side-vein.right.C1"}
    several.click("side-vein.left")
    assert several.heading == "Side vein" and several.lit == {"side-vein.left.C1"}


@pytest.mark.parametrize("address", ["side-vein.right.C2", "midline-vein.T1", "side-vein"])
def test_selection_side_and_level_survive_every_switch(several: Reader, address: str) -> None:
    window = several.window
    window.follow(Address.parse(address))
    level = window.place.level
    switches = (
        "plate-2", "turn", "plate-3", "beside-2", "plate-1", "variant", "beside-1", "plate-2", "turn",
        "beside-none", "plate-3", "usual", "plate-1",
    )  # fmt: skip
    for switch in switches:
        if switch == "variant":
            window.show_variant("left-side-vein-missing")
        elif switch == "usual":
            window.show_variant("two-side-veins")
        else:
            several.command(switch)
        several.settle()
        assert [str(one) for one in window.selection.addresses] == [address], switch
        assert window.place.level == (level or window.place.level), switch
    for level in ("C1", "T1", "C2"):
        window.set_level(level)
        assert [str(one) for one in window.selection.addresses] == [address]


@pytest.mark.parametrize("seed", range(4))
def test_they_survive_switches_in_any_order(several: Reader, seed: int) -> None:
    window, chance = several.window, Random(seed)
    address = chance.choice(("side-vein.right.C2", "midline-vein.T1", "midline-vein.C1", "side-vein.right"))
    window.follow(Address.parse(address))
    commands = (
        "plate-1", "plate-2", "plate-3", "turn", "beside", "beside-1", "beside-2", "beside-none", "isolate",
    )  # fmt: skip
    level = window.place.level
    for _ in range(30):
        switch = chance.choice((*commands, "variant", "level"))
        match switch:
            case "variant":
                window.show_variant(chance.choice(("left-side-vein-missing", "two-side-veins")))
            case "level":
                level = chance.choice(("C1", "C2", "T1"))
                window.set_level(level)
            case _:
                several.command(switch)
                level = level or window.place.level
        assert [str(one) for one in window.selection.addresses] == [address], switch
        assert window.place.level == level, switch
        shown = window.plate_view.plate
        assert shown is not None and (not shown.cut or level in shown.covers), switch


def test_a_level_that_only_a_cut_draws_opens_that_cut(open_reader: OpenReader, tmp_path: Path) -> None:
    folder = str(plates_atlas(tmp_path / "cuts"))
    at_start = open_reader("--atlas", folder, "--select", "side-vein.right.T1")
    assert (at_start.window.place.plate, at_start.window.place.level) == ("cut-t", "T1")
    assert at_start.lit == {"side-vein.right.T1"} and at_start.told == ""
    at_start.window.follow(Address.parse("side-vein.right.C1"))
    at_start.settle()
    assert at_start.window.place.plate == "cut-c" and at_start.lit == {"side-vein.right.C1"}


def test_a_link_without_a_plate_opens_the_cut_of_its_level(reader: Reader) -> None:
    from viewer.shell.destination import resolve

    place = resolve(reader.window.atlas, "dorsal-horn.right.T8")
    assert (place.plate, place.level) == ("section-t8", "T8")
    assert resolve(reader.window.atlas, "dorsal-horn.left.L1").plate == "section-l3"
    assert resolve(reader.window.atlas, "posterior-radicular-veins.right.T8").plate == "dorsal"


@pytest.mark.parametrize("text", ["dorsal-horn.T99", "dura-mater.T8", "posteromedian-spinal-vein.left.T8"])
def test_a_level_or_side_that_there_is_not_is_refused(reader: Reader, text: str) -> None:
    from viewer.core.errors import AddressError
    from viewer.shell.destination import resolve

    with pytest.raises(AddressError, match="nothing called"):
        resolve(reader.window.atlas, text)


@pytest.mark.parametrize("asked", ["posterior horn T4", "epidural space T4", "basivertebral left T4"])
def test_a_level_asked_for_with_what_a_cut_draws_leads_to_that_cut(reader: Reader, asked: str) -> None:
    reader.window.search_box.look_for(asked)
    reader.settle()
    QTest.keyClick(reader.window.search_box, Key.Key_Return)
    reader.settle()
    place = reader.window.place
    assert (place.plate, place.level) == ("section-t8", "T4")
    assert reader.lit and reader.told == ""


def test_a_level_that_there_is_not_is_told(several: Reader) -> None:
    box = several.window.tool_bar.level_box
    several.window.set_level("T1")
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, "X9")
    QTest.keyClick(box, Key.Key_Return)
    several.settle()
    assert several.told.startswith("There is no level called “X9”. The levels go from C1 to ")
    assert several.window.place.level == "T1" and box.text().endswith("T1")


def test_the_sheet_of_shortcuts_names_the_plates(several: Reader) -> None:
    from viewer.shell.actions import shortcuts

    told = {words for _title, rows in shortcuts(several.window) for words, _keys in rows}
    assert {"Plate: Back", "Plate: Section", "Plate: Map"} <= told
    assert not any(words.startswith("Plate ") and words[-1].isdigit() for words in told)


def test_a_screen_reader_meets_nothing_without_a_name(several: Reader) -> None:
    from PySide6.QtWidgets import QToolButton

    tools = several.window.tool_bar.findChildren(QToolButton)
    assert all(one.accessibleName() or one.text() for one in tools)


@pytest.mark.parametrize(
    "address",
    ["anterior-internal-vertebral-plexus.L3", "basivertebral-veins.L3", "intervertebral-veins.left.L3"],
)
def test_what_is_selected_at_a_level_is_lit_on_the_section(open_reader: OpenReader, address: str) -> None:
    reader = open_reader("--plate", "section-l3", "--select", address)
    wanted = Address.parse(address)
    regions = reader.plate.regions()
    lit = [regions[number].address for number in reader.plate.numbers_of([wanted])]
    assert lit and all(one.structure == wanted.structure for one in lit)
    assert not wanted.side or {one.side for one in lit} == {wanted.side}


def test_what_is_selected_at_another_level_is_not_lit_on_the_section(open_reader: OpenReader) -> None:
    reader = open_reader("--plate", "section-l3", "--select", "anterior-internal-vertebral-plexus.L3")
    assert not reader.plate.numbers_of([Address.parse("anterior-internal-vertebral-plexus.T4")])


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_sulcus_that_is_lit_is_wide_enough_to_be_seen_over_a_vein(
    open_reader: OpenReader, theme: str
) -> None:
    reader = open_reader("--plate", "dorsal", "--select", "posterior-median-sulcus", "--theme", theme)
    camera, look = reader.plate.view_camera(), reader.plate.look
    assert camera is not None and camera.zoom < 0.8 and look is not None
    picture = reader.plate.grab().toImage()
    (sulcus,) = [one for one in reader.plate.regions() if one.address.structure == "posterior-median-sulcus"]
    points = sulcus.lines[0].points
    at = 2 * (len(points) // 4)
    x, y = (round(value) for value in camera.to_view(points[at], points[at + 1]))
    gold = [dx for dx in range(-9, 10) if picture.pixelColor(x + dx, y) == look.colour("select")]
    assert len(gold) >= 2, "the gold stands on both sides of it"

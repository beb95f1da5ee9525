"""Variants and conditions: put in force, and left with everything as it was."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView, QMenu

from tests.plates_atlas import plates_atlas
from tests.reader import ALT, CTRL, Key, Reader
from viewer.core.address import Address
from viewer.core.errors import ViewerError
from viewer.shell.blood_words import BloodWords
from viewer.shell.request import Request
from viewer.shell.trace_command import trace
from viewer.widgets.search_results import SearchResults
from viewer.widgets.structure_model import StructureModel

OpenReader = Callable[..., Reader]


@pytest.fixture
def several(open_reader: OpenReader, tmp_path: Path) -> Reader:
    """A reader at an atlas with a variant and a condition."""
    return open_reader("--atlas", str(plates_atlas(tmp_path / "several")))


def choose(reader: Reader, menu_title: str, name: str) -> None:
    """Open one of the menus that are made when looked at, and choose from it."""
    bar = reader.window.menuBar()
    titles = {action.text().replace("&", ""): action.menu() for action in bar.actions()}
    menu = titles[menu_title]
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == name).trigger()
    reader.settle()


def drawn(reader: Reader) -> set[str]:
    return {str(region.address) for region in reader.plate.regions()}


def state(reader: Reader) -> tuple[object, ...]:
    window = reader.window
    camera = tuple(round(part, 3) for part in reader.plate.camera())
    blood = window.blood
    return (window.place[:-1], camera, reader.heading, reader.lit, blood.memory(), window.in_force.names)


def test_a_variant_hides_what_is_not_there_and_says_who_says_so(several: Reader) -> None:
    assert "side-vein.left.C1" in drawn(several)
    choose(several, "Variants", "None at the left")
    assert "side-vein.left.C1" not in drawn(several)
    assert several.told.startswith("None at the left. So it is in one of ten. (Jones")
    several.window.trace_desk.ask("heart", Address.parse("side-vein.left"))
    assert several.window.blood.trace is not None and not several.window.blood.trace.reached
    choose(several, "Variants", "One on each side")
    assert "side-vein.left.C1" in drawn(several)
    assert several.window.blood.trace is not None and several.window.blood.trace.reached


def test_a_condition_lights_blocks_traces_and_tells(several: Reader) -> None:
    choose(several, "Conditions", "A blocked side vein")
    window = several.window
    assert several.heading == "When a vein is blocked"
    assert {"side-vein", "midline-vein"} <= {one.structure for one in window.selection.addresses}
    assert window.place.level == "T1" and window.blood.network.case.blocked == {"E-two"}
    assert window.blood.question is not None and str(window.blood.question.one) == "vein-net.left"
    assert window.case_bar is not None and window.case_bar.isVisible()
    assert "A blocked side vein" in window.case_bar.label.text()
    assert "Not for diagnosis" in window.case_bar.label.text()


def test_a_variant_is_named_over_the_plates_and_the_usual_is_a_click_away(several: Reader) -> None:
    assert several.window.variant_bar is None
    choose(several, "Variants", "None at the left")
    bar = several.window.variant_bar
    assert bar is not None and bar.isVisible() and "None at the left" in bar.label.text()
    bar.button.click()
    several.settle()
    assert not bar.isVisible() and several.window.in_force.unusual == ()
    assert "side-vein.left.C1" in drawn(several)


@pytest.mark.parametrize("way_out", ["escape", "back", "bar", "menu"])
def test_leaving_a_condition_restores_the_view_exactly(several: Reader, way_out: str) -> None:
    several.click("side-vein.right.C2")
    several.press(Key.Key_D, CTRL)
    several.press(Key.Key_Down, ALT)
    several.window.trace_desk.toggle_block("side-vein.left")
    several.window.message_bar.dismiss()
    several.plate.set_zoom(1.7)
    several.settle()
    before = state(several)
    several.window.show_condition("blocked-side")
    several.settle()
    several.command("plate-2")
    several.plate.set_zoom(2.2)
    assert state(several) != before
    if way_out == "escape":
        several.plate.setFocus()
        several.press(Key.Key_Escape)
    elif way_out == "bar":
        assert several.window.case_bar is not None
        several.window.case_bar.button.click()
    elif way_out == "menu":
        several.command("leave-condition")
    else:
        several.press(Key.Key_Left, ALT)
        several.press(Key.Key_Left, ALT)
    several.settle()
    assert state(several) == before
    assert several.window.case_bar is not None and not several.window.case_bar.isVisible()


def test_a_condition_is_reached_from_its_section_and_from_a_link(several: Reader) -> None:
    several.window.read_section("trouble")
    several.settle()
    assert "Show on the plates: A blocked side vein" in several.text
    several.window.reader_panel.case_followed.emit("condition", "blocked-side")
    several.settle()
    several.command("copy-link")
    assert several.clipboard.endswith("&condition=blocked-side")


def test_a_link_opens_a_condition_and_leaving_it_shows_the_plate(
    open_reader: OpenReader, tmp_path: Path
) -> None:
    folder = str(plates_atlas(tmp_path / "several"))
    reader = open_reader("--atlas", folder, "--select", "back/?level=C2&condition=blocked-side")
    assert reader.window.place.condition == "blocked-side" and reader.window.place.level == "C2"
    reader.press(Key.Key_Escape)
    assert reader.window.place.condition == "" and reader.window.blood.question is None


def test_the_next_start_begins_outside_the_condition(open_reader: OpenReader, tmp_path: Path) -> None:
    folder = str(plates_atlas(tmp_path / "several"))
    first = open_reader("--atlas", folder)
    first.click("side-vein.right.C2")
    first.window.show_condition("blocked-side")
    first.leave()
    again = open_reader("--atlas", folder)
    assert (again.window.place.condition, again.lit) == ("", {"side-vein.right.C2"})


def test_all_of_it_by_keys_alone(several: Reader) -> None:
    several.press(Key.Key_Tab)
    several.plate.setFocus()
    several.press(Key.Key_BracketRight)
    several.press(Key.Key_K, CTRL)
    several.write("side vein right")
    several.press(Key.Key_Return)
    several.press(Key.Key_B, CTRL)
    assert several.window.blood.blocks
    several.press(Key.Key_T, CTRL)
    several.press(Key.Key_T, CTRL)
    assert several.window.blood.question is not None
    several.press(Key.Key_Z, CTRL)
    assert several.window.blood.blocks == ()


def test_an_atlas_without_cases_has_no_menus_for_them(reader: Reader) -> None:
    from tests.widgets.plates import SMALL

    assert reader.window.open_atlas(SMALL, "en")
    shown = {a.text().replace("&", "") for a in reader.window.menuBar().actions() if a.isVisible()}
    assert "Variants" not in shown and "Conditions" in shown
    assert reader.window.findChild(QAction, "turn") is not None


def test_a_long_note_on_a_variant_begins_in_short_and_has_the_rest_and_its_sources_on_demand(
    open_reader: OpenReader,
) -> None:
    reader = open_reader("--size", "1024x700")
    atlas, bar = reader.window.atlas, reader.window.message_bar
    for variant in atlas.variants.values():
        reader.window.show_variant(variant.id)
        reader.settle()
        assert bar.isVisible() and bar.height() < 5 * bar.fontMetrics().lineSpacing(), variant.id
        short = [atlas.sources[key].short for key in variant.sources]
        assert reader.told.startswith(f"{variant.name}. ")
        if variant.statement not in reader.told:
            assert bar.details == (variant.statement, *short)
            assert variant.statement.startswith(
                reader.told.removeprefix(f"{variant.name}. ").removesuffix(" …").rstrip(".")
            )
        bar.dismiss()


def test_the_menu_of_variants_tells_in_its_tips_how_often_each_is(reader: Reader) -> None:
    cases = reader.window.menuBar().actions()
    menu = next(one.menu() for one in cases if one.text().replace("&", "") == "Variants")
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    tips = {action.objectName(): action.toolTip() for action in menu.actions()}
    for variant in reader.window.atlas.variants.values():
        tip = tips[f"variant-{variant.id}"]
        assert variant.statement in " ".join(tip.split())
        assert max(map(len, tip.splitlines())) <= 80, "a line of a tip runs across the screen"


def test_what_a_variant_hides_is_told_of_in_index_search_and_message(several: Reader) -> None:
    window, tree = several.window, several.window.index_panel.tree

    def is_italic(address: str) -> bool:
        window.index_panel.finish()
        model = tree.model()
        assert isinstance(model, StructureModel)
        font = model.index_of(Address.parse(address)).data(Qt.ItemDataRole.FontRole)
        return font is not None and font.italic()

    assert tree.isVisible() and not is_italic("side-vein.left")
    choose(several, "Variants", "None at the left")
    assert is_italic("side-vein.left") and is_italic("side-vein.left.C1")
    assert not is_italic("side-vein") and not is_italic("side-vein.right.C2")
    several.press(Key.Key_K, CTRL)
    several.write("side vein left C1")
    results = window.findChild(QListView, "search-results").model()
    assert isinstance(results, SearchResults)
    assert results.below(results.found[0]) == "not there in the case shown"
    several.press(Key.Key_Return)
    assert several.lit == set() and "not there in the variant shown, “None at the left”" in several.told
    assert window.message_bar.act_button.text() == "&Show “One on each side”"
    window.message_bar.act_button.click()
    several.settle()
    assert several.lit == {"side-vein.left.C1"} and not is_italic("side-vein.left")


def test_what_only_a_condition_draws_is_told_of(reader: Reader) -> None:
    artery = Address.parse("radiculomeningeal-artery.right.T8")
    reader.window.follow(artery)
    reader.settle()
    assert "not drawn in the case shown" in reader.told
    reader.window.message_bar.act_button.click()
    reader.settle()
    assert reader.window.place.condition and str(artery) in drawn(reader)


def test_the_page_of_a_level_lists_what_is_there_in_the_variant(several: Reader) -> None:
    several.window.set_level("C1")
    several.settle()
    assert "Side vein: left" in several.text
    choose(several, "Variants", "None at the left")
    assert several.heading == "Cord segment C1" and "Side vein: left" not in several.text


def test_a_case_is_found_by_search_and_shown(several: Reader) -> None:
    box = several.window.search_box
    box.look_for("none at the left")
    assert [one.kind for one in box.found][:1] == ["variant"]
    results = several.window.findChild(QListView, "search-results").model()
    assert isinstance(results, SearchResults)
    assert results.data(results.index(0, 0)) == "Side veins: None at the left, variant"
    QTest.keyClick(box, Key.Key_Return)
    several.settle()
    assert "left-side-vein-missing" in several.window.in_force.names
    assert several.told.startswith("None at the left. So it is in one of ten.")
    several.window.message_bar.dismiss()
    box.look_for("none at the left")
    QTest.keyClick(box, Key.Key_Return)
    assert several.told.startswith("None at the left."), "chosen again, it still says who says so"
    box.look_for("blocked side")
    QTest.keyClick(box, Key.Key_Return)
    several.settle()
    assert several.window.place.condition == "blocked-side"


def test_the_command_line_opens_in_a_case(open_reader: OpenReader, tmp_path: Path) -> None:
    folder = str(plates_atlas(tmp_path / "asked"))
    ill = open_reader("--atlas", folder, "--condition", "blocked-side")
    place = ill.window.place
    assert (place.condition, place.level, place.section) == ("blocked-side", "T1", "trouble")
    assert ill.window.blood.question is not None
    assert ill.window.plate_view.camera()[0] == pytest.approx(1.0), "the whole plate, as from the menu"


def test_the_command_line_chooses_blocks_and_traces(open_reader: OpenReader, tmp_path: Path) -> None:
    folder = str(plates_atlas(tmp_path / "asked"))
    asked = open_reader(
        folder,
        "--variant",
        "left-side-vein-missing",
        "--blocked",
        "E-three",
        "side-vein.right",
        "--trace",
        "vein-net",
    ).window
    assert "left-side-vein-missing" in asked.in_force.names
    assert asked.blood.blocks == ("E-three", "side-vein.right")
    assert asked.blood.question is not None and not asked.trace_dock.isHidden()


def test_a_condition_shows_one_thing_and_what_is_chosen_then_is_lit_as_ever(reader: Reader) -> None:
    window = reader.window
    window.show_condition("spinal-dural-fistula")
    reader.settle()
    assert reader.lit == {"posterior-radicular-veins.right.T8"}
    wide = Address.parse("posteromedian-spinal-vein.T10")
    assert (
        wide in window.plate_view.coloured() and wide._replace(level="C5") not in window.plate_view.coloured()
    )
    window.follow(wide)
    reader.settle()
    assert reader.lit == {str(wide)} and wide in (window.plate_view.coloured() or ())
    window.leave_condition()
    reader.settle()
    assert reader.lit == set() and window.plate_view.coloured() is None


def test_menus_stay_within_the_screen_however_large_the_text_is(reader: Reader) -> None:
    window = reader.window
    window.change_settings(window.settings._replace(text_size=300))
    reader.settle()
    room = window.screen().availableGeometry().width()
    menus = {action.text().replace("&", ""): action.menu() for action in window.menuBar().actions()}
    for name in ("Variants", "Conditions"):
        menu = menus[name]
        assert isinstance(menu, QMenu)
        menu.aboutToShow.emit()
        assert menu.sizeHint().width() < room
        for action in menu.actions():
            if "…" in action.text() and not action.isSeparator():
                assert action.toolTip().startswith(action.statusTip()) and "…" not in action.statusTip()


def test_the_command_tells_of_every_condition_what_the_window_lists(
    reader: Reader, capsys: pytest.CaptureFixture[str]
) -> None:
    window, atlas = reader.window, reader.window.atlas
    assert len(atlas.conditions) == 22
    for name, condition in atlas.conditions.items():
        window.show_condition(name)
        shown = window.blood.trace
        if shown is None:
            assert condition.start is None
            with pytest.raises(ViewerError, match="no blood is followed"):
                trace(atlas, Request(condition=name))
            continue
        trace(atlas, Request(condition=name, json=True))
        found = json.loads(capsys.readouterr().out)
        assert (found["number_of_ways"], found["goal"]) == (shown.total, str(shown.goal)), name
        if not shown.reached:
            assert found["ways"] == [] and BloodWords(atlas, window.blood).title().endswith("no way")
            with pytest.raises(ViewerError, match="No way is left"):
                trace(atlas, Request(condition=name))
            continue
        first = [found["passages"][number] for number in found["ways"][0]]
        assert [one["edge"] for one in first] == [shown.passages[n].edge for n in window.blood.way], name
        stops = [first[0]["start"], *(one["end"] for one in first)]
        assert stops == list(window.blood.stops), name
        assert len(found["alternatives"]) == len(window.blood.traces) - 1, name

        trace(atlas, Request(condition=name))
        told = capsys.readouterr().out
        title = BloodWords(atlas, window.blood).title()
        assert told.splitlines()[0].replace(",", "") == title.replace(",", ""), name
        chosen = "The way that is chosen" if atlas.conditions[name].by else "The surest and most usual way"
        assert told.index(chosen) < told.index("   1  "), name


def test_the_command_goes_where_a_condition_leads_unless_another_goal_is_named(
    reader: Reader, capsys: pytest.CaptureFixture[str]
) -> None:
    spread = Request(condition="spread-by-the-vertebral-plexus", start="pelvic-venous-plexuses")
    for request, goal in (
        (spread, "→ Basivertebral vein, vertebra L3"),
        (spread._replace(goal="right-atrium"), "→ Right atrium"),
        (spread._replace(start="dorsal-horn.T8"), "→ Right atrium"),
    ):
        trace(reader.window.atlas, request)
        assert goal in capsys.readouterr().out.splitlines()[0]

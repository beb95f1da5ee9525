from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from tests.reader import ALT, CTRL, Key, Reader
from viewer.core.address import Address
from viewer.core.structure import StructureId
from viewer.widgets.structure_model import StructureModel

MIDLINE = "posteromedian-spinal-vein"
RADICULAR = "posterior-radicular-veins.right.T8"


def test_the_first_window_shows_the_plate_and_the_article_from_its_beginning(reader: Reader) -> None:
    assert reader.lit == set()
    assert "Seven sentences" in reader.text
    assert reader.window.reader_panel.text.verticalScrollBar().value() == 0
    assert reader.window.hint.isVisible()


def test_a_click_beside_a_thin_vein_opens_its_section(reader: Reader) -> None:
    reader.click_near(MIDLINE, off_by=5)
    assert reader.heading == "Posteromedian spinal vein"
    assert reader.lit_structures == {MIDLINE}
    assert "Three channels" in reader.text


def test_a_click_on_nothing_and_escape_bring_the_article_back(reader: Reader) -> None:
    article = reader.heading
    reader.click(RADICULAR)
    assert reader.lit == {RADICULAR}
    reader.press(Key.Key_Escape)
    assert (reader.lit, reader.heading) == (set(), article)


def test_pointing_names_a_region_with_side_and_level(reader: Reader) -> None:
    reader.point_at(RADICULAR)
    assert reader.status == "Posterior radicular vein, right, spinal nerve T8"


def test_a_mention_lights_what_it_names(reader: Reader) -> None:
    reader.click_mention("posterior spinal arteries")
    assert reader.lit_structures == {"posterior-spinal-artery"}
    assert reader.heading.startswith("Posterior spinal arter")


def test_the_index_shows_what_is_selected(reader: Reader) -> None:
    reader.click(RADICULAR)
    assert [str(address) for address in reader.window.index_panel.marked] == [RADICULAR]


def test_ctrl_click_adds_and_tells_of_both(reader: Reader) -> None:
    reader.click(RADICULAR)
    reader.click(MIDLINE, CTRL)
    assert reader.lit_structures == {MIDLINE, "posterior-radicular-veins"}
    assert "Posteromedian" in reader.text


def test_the_index_gathers_as_the_plate_does_and_from_several_plates(reader: Reader) -> None:
    reader.click(RADICULAR)
    panel = reader.window.index_panel
    model = panel.tree.model()
    assert isinstance(model, StructureModel)
    line = model.index_of(Address(StructureId("anteromedian-spinal-vein")))
    panel.tree.scrollTo(line)
    plate = reader.window.place.plate
    middle = panel.tree.visualRect(line).center()
    QTest.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, CTRL, middle)
    reader.click(MIDLINE, CTRL)
    chosen = reader.window.selection.addresses
    every = ["posterior-radicular-veins", "anteromedian-spinal-vein", MIDLINE]
    assert [one.structure for one in chosen] == every and reader.window.place.plate == plate
    assert {*panel.marked} == {*chosen}


def test_search_forgives_a_wrong_letter_and_needs_no_mouse(reader: Reader) -> None:
    reader.press(Key.Key_K, CTRL)
    reader.write("posteromedain spinal")
    reader.press(Key.Key_Return)
    assert reader.heading == "Posteromedian spinal vein"
    assert reader.lit_structures == {MIDLINE}


def test_search_finds_a_passage(reader: Reader) -> None:
    reader.press(Key.Key_K, CTRL)
    reader.write("Foix")
    titles = [found.title for found in reader.window.search_box.found]
    assert any("Foix" in title for title in titles)


def test_search_finds_a_place_by_its_level(reader: Reader) -> None:
    reader.press(Key.Key_K, CTRL)
    reader.write("radicular vein T8")
    reader.press(Key.Key_Return)
    assert reader.lit == {RADICULAR}
    assert reader.heading == "Posterior radicular vein"


def test_a_level_of_the_ruler_lists_what_is_there_and_back_leads_out(reader: Reader) -> None:
    reader.click(RADICULAR)
    reader.plate.level_picked.emit("segment", "T8")
    reader.settle()
    assert reader.heading == "Cord segment T8"
    assert reader.lit == {RADICULAR}
    assert "Posterior radicular vein: right (spinal nerve T8)" in reader.text
    reader.click_mention("Posteromedian spinal vein")
    assert reader.lit == {"posteromedian-spinal-vein.T8"}
    reader.press(Key.Key_Left, ALT)
    assert reader.heading == "Cord segment T8"
    reader.press(Key.Key_Left, ALT)
    assert (reader.heading, reader.lit) == ("Posterior radicular vein", {RADICULAR})


def test_what_the_text_has_not_is_searched_everywhere(reader: Reader) -> None:
    reader.click(RADICULAR)
    reader.press(Key.Key_F, CTRL)
    reader.write("adamkiewicz hairpin")
    reader.press(Key.Key_Return)
    assert reader.window.search_box.text() == "adamkiewicz hairpin"
    assert "Two arteries, one main vein" in [one.title for one in reader.window.search_box.found]


def test_back_and_forward_go_between_places_as_they_were_left(reader: Reader) -> None:
    reader.click(RADICULAR)
    reader.plate.set_zoom(4.0)
    reader.settle()
    left = reader.plate.camera()
    reader.window.follow(next(r.address for r in reader.plate.regions() if r.address.structure == MIDLINE))
    reader.settle()
    assert reader.lit_structures == {MIDLINE}
    reader.press(Key.Key_Left, ALT)
    assert reader.lit == {RADICULAR}
    assert [round(part, 2) for part in reader.plate.camera()] == [round(part, 2) for part in left]
    reader.press(Key.Key_Right, ALT)
    assert reader.lit_structures == {MIDLINE}


def test_the_mouse_buttons_for_back_and_forward_do_that(reader: Reader) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    reader.click(RADICULAR)
    QTest.mouseClick(reader.plate.viewport(), Qt.MouseButton.BackButton)
    assert reader.lit == set()
    QTest.mouseClick(reader.window.reader_panel.text.viewport(), Qt.MouseButton.ForwardButton)
    assert reader.lit == {RADICULAR}


def test_a_section_is_a_place_too(reader: Reader) -> None:
    reader.window.read_section("congestion")
    assert reader.heading == "Venous congestion"
    reader.press(Key.Key_Left, ALT)
    assert reader.heading != "Venous congestion"


def test_a_copied_link_opens_the_same_view(open_reader: Callable[..., Reader]) -> None:
    first = open_reader()
    first.click(RADICULAR)
    first.plate.set_zoom(3.0)
    first.settle()
    first.command("copy-link")
    link = first.clipboard
    first.window.message_bar.dismiss()
    first.settle()
    seen = first.plate.camera()
    first.leave()
    second = open_reader("--select", link)
    assert second.lit == {RADICULAR}
    zoom, x, y = second.plate.camera()
    assert abs(zoom / seen[0] - 1) < 0.03
    assert abs(x - seen[1]) < 2
    assert abs(y - seen[2]) < 2


def test_a_selected_vein_can_be_isolated_and_layers_ghosted(reader: Reader) -> None:
    reader.click(RADICULAR)
    reader.press(Key.Key_I, CTRL)
    assert reader.window.isolating
    reader.press(Key.Key_I, CTRL)
    assert not reader.window.isolating
    reader.window.set_layer("bone", "hide")
    assert "bone" in reader.plate.hidden_layers()


def test_the_menu_of_a_region_lists_what_lies_there(reader: Reader) -> None:
    from PySide6.QtCore import QPointF

    from viewer.shell.region_menu import RegionMenu

    here = reader.plate.addresses_at(QPointF(reader.spot_on(RADICULAR)))
    menu = RegionMenu(reader.window).menu_for(here)
    words = [action.text().replace("&", "") for action in menu.actions()]
    assert "Copy link" in words
    assert any("radicular" in word for word in words)


def test_the_handbook_opens_in_the_reader_and_back_leads_out(reader: Reader) -> None:
    reader.press(Key.Key_F1)
    assert "Handbook" in reader.heading or "first look" in reader.text
    reader.press(Key.Key_Left, ALT)
    assert "Seven sentences" in reader.text


def test_a_web_link_asks_before_it_leaves(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def refuse(box: QMessageBox) -> QMessageBox.StandardButton:
        asked.append(box.informativeText())
        return QMessageBox.StandardButton.Cancel

    monkeypatch.setattr(QMessageBox, "exec", refuse)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: pytest.fail(f"left for {url}"))
    reader.window.reader_panel.web_link_followed.emit("https://example.org/page")
    assert asked == ["https://example.org/page"]


def test_a_group_is_lit_and_isolated_where_its_parts_are(reader: Reader) -> None:
    reader.window.follow(Address.parse("posterior-spinal-veins"), False)
    reader.settle()
    assert {address.split(".")[0] for address in reader.lit} >= {MIDLINE, "posterolateral-spinal-vein"}


def test_a_part_is_lit_more_strongly_than_the_rest_of_its_structure(reader: Reader) -> None:
    reader.window.follow(Address.parse(RADICULAR), False)
    reader.settle()
    overlay = reader.plate._overlay
    regions = reader.plate.regions()
    assert [str(regions[number].address) for number in overlay.strong] == [RADICULAR]
    assert overlay.light


def test_many_places_are_counted_in_the_heading_and_named_below(reader: Reader) -> None:
    for place in (MIDLINE, "posterolateral-spinal-vein.left", RADICULAR, "great-posterior-radicular-vein"):
        reader.click(place, CTRL)
    card = reader.window.reader_panel.card
    assert card.heading == "4 places selected"
    named = [words.partition(",")[0] for words in card.place.text().split("; ")]
    assert named[1:3] == ["Posterolateral spinal vein", "Posterior radicular vein"] and len(named) == 4

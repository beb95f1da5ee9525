"""Which case is in force, and plates as that case has them."""

from pathlib import Path

import pytest

from tests.plates_atlas import plates_atlas
from viewer.core.atlas import Atlas
from viewer.core.loading import load_atlas
from viewer.shell.in_force import InForce

MISSING = "left-side-vein-missing"


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    return load_atlas(plates_atlas(tmp_path_factory.mktemp("case") / "atlas"))


def test_one_variant_of_a_group_is_in_force(atlas: Atlas) -> None:
    case = InForce(atlas, ("nobody-knows", MISSING))
    assert case.names == {MISSING}
    assert not case.choose(MISSING) and case.choose("two-side-veins")
    assert case.names == {"two-side-veins"}


def test_what_stays_the_same_is_the_same_object(atlas: Atlas) -> None:
    case = InForce(atlas)
    plain = case.form("back").plate
    assert case.form("back", "C2").plate is plain
    cut, lower = case.form("cut-c", "C1").plate, case.form("cut-c", "C2").plate
    assert lower is not cut and lower.elements is cut.elements
    assert case.form("cut-c", "C2").plate is lower


def test_pictures_are_kept_under_what_they_show_and_not_at_all_in_a_condition(atlas: Atlas) -> None:
    case = InForce(atlas)
    usual = case.form("back").stamp
    assert case.form("back", condition="blocked-side").stamp is None
    case.choose(MISSING)
    assert case.form("back").stamp != usual
    case.choose("two-side-veins")
    case.turned = True
    assert case.form("back").stamp == usual
    turned = case.form("cut-c").plate
    assert turned.description == "Turned by half a turn: “Front” is uppermost. The cord cut across."
    assert turned.compass.up == "Front", "what is said agrees with what is seen"
    assert case.form("cut-c").stamp != InForce(atlas).form("cut-c").stamp


def test_a_cut_says_where_it_is_drawn(atlas: Atlas) -> None:
    case = InForce(atlas)
    assert case.title("back", "C2") == "Back"
    assert case.title("cut-c", "C1") == "Cord segment C1"
    assert case.title("cut-c", "C2") == "Cord segment C2 · drawn at C1 as an example of C1–C2"


def test_an_export_shows_what_is_in_force(atlas: Atlas, qapp: object, tmp_path: Path) -> None:
    from viewer.shell.exporting import Export
    from viewer.shell.place import Place
    from viewer.shell.settings import Settings
    from viewer.widgets.look import Look, load_theme

    folder = plates_atlas(tmp_path / "atlas")
    case = InForce(atlas, (MISSING,))
    case.turned = True
    look, told = Look(load_theme("light")), {}
    for plate in ("back", "cut-c"):
        file = tmp_path / f"{plate}.svg"
        Export(atlas, folder, Place(plate, level="C2"), Settings(), look, case=case).write(file)
        told[plate] = file.read_text("utf-8")
    assert "side-vein.right" in told["back"] and "side-vein.left" not in told["back"]
    assert "rotate(180 0 0)" in told["cut-c"] and "rotate(180" not in told["back"]


def test_a_cut_draws_for_a_level_alone_and_for_its_own_without_a_cursor(tmp_path: Path) -> None:
    folder = plates_atlas(tmp_path / "atlas")
    drawing = folder / "plates" / "cut-c.svg"
    drawing.write_text(drawing.read_text("utf-8").replace(f"!{MISSING}", f"!{MISSING} @C2"), "utf-8")
    case = InForce(load_atlas(folder))
    seen = {
        level: any(one.address.side == "left" for one in case.form("cut-c", level).plate.regions)
        for level in ("", "C1", "C2")
    }
    assert seen == {"": False, "C1": False, "C2": True}, "it is cut at C1"


def test_a_variant_that_ends_within_what_a_cut_stands_for_follows_the_level(
    qapp: object, tmp_path: Path
) -> None:
    """The same cut is drawn with the vein at one level and without it, and its paint, at the next."""
    from viewer.shell.exporting import Export
    from viewer.shell.place import Place
    from viewer.shell.settings import Settings
    from viewer.widgets.look import Look, load_theme

    folder = plates_atlas(tmp_path / "atlas")
    variants, drawing = folder / "variants.toml", folder / "plates" / "cut-c.svg"
    for old, new in (
        ('"side-vein.left", "vein-net.left"', '"side-vein.left.C2"'),
        ('closes = ["E-two"]', ""),
    ):
        variants.write_text(variants.read_text("utf-8").replace(old, new), "utf-8")
    told = drawing.read_text("utf-8").replace(f"!{MISSING}", f"!{MISSING}@C2")
    drawing.write_text(told, "utf-8")
    atlas = load_atlas(folder)
    case = InForce(atlas, (MISSING,))
    upper, lower = case.form("cut-c", "C1").plate, case.form("cut-c", "C2").plate
    places = [{str(region.address) for region in plate.regions} for plate in (upper, lower)]
    assert "side-vein.left.C1" in places[0] and "side-vein.left.C2" not in places[1]
    assert len(lower.elements) < len(upper.elements)
    for level, seen in (("C1", True), ("C2", False)):
        file = tmp_path / f"{level}.svg"
        place = Place("cut-c", level=level)
        Export(atlas, folder, place, Settings(), Look(load_theme("light")), case=case).write(file)
        assert ('id="side-vein.left"' in file.read_text("utf-8")) is seen


def test_an_exported_drawing_shows_the_way_of_the_blood_and_blocks(
    atlas: Atlas, qapp: object, tmp_path: Path
) -> None:
    from viewer.core.address import Address
    from viewer.core.flow_marks import Flow, Halt
    from viewer.shell.exporting import Export
    from viewer.shell.place import Place
    from viewer.shell.settings import Settings
    from viewer.widgets.look import Look, load_theme

    folder, look = plates_atlas(tmp_path / "atlas"), Look(load_theme("light"))
    way = (Halt(Address.parse("midline-vein")), Halt(Address.parse("right-atrium")))
    flow = Flow(way=way, congested=(Address.parse("side-vein.right"),), blocked=("side-vein.right",))
    told = {}
    for name, shown in (("plain", None), ("traced", flow)):
        file = tmp_path / f"{name}.svg"
        Export(atlas, folder, Place("map"), Settings(), look, flow=shown).write(file)
        told[name] = file.read_text("utf-8").lower()
    for role in ("trace", "congest", "block"):
        colour = look.colour(role).name()
        assert colour in told["traced"] and colour not in told["plain"], role
    assert 'id="layer-flow"' in told["traced"] and "opacity:0.3" in told["traced"]


def test_an_exported_drawing_lights_an_area_by_its_outline_so_that_what_lies_on_it_is_seen(
    atlas: Atlas, qapp: object, tmp_path: Path
) -> None:
    from xml.etree import ElementTree

    from viewer.core.address import Address
    from viewer.shell.exporting import Export
    from viewer.shell.place import Place
    from viewer.shell.settings import Settings
    from viewer.widgets.look import Look, load_theme

    folder, look = plates_atlas(tmp_path / "atlas"), Look(load_theme("light"))
    file = tmp_path / "lit.svg"
    Export(atlas, folder, Place("back", (Address("the-cord"),)), Settings(), look).write(file)
    marks = ElementTree.parse(file).find(".//*[@id='layer-selection']")
    assert marks is not None and len(marks) > 0
    assert {mark.get("fill") for mark in marks} == {"none"}
    assert look.colour("select").name() in {mark.get("stroke") for mark in marks}

"""The section plates keep to fact sheet 3.11: positions, order from the midline outwards, what is shown."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from math import hypot
from pathlib import Path
from xml.etree import ElementTree

import pytest

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.label_offers import LabelOffers
from viewer.core.loading import load_atlas
from viewer.core.plate import Plate, Region, Shape
from viewer.core.showing import Showing, plate_as_shown, usual_names

ASSETS = Path(__file__).parents[2] / "assets"
PLATES = ASSETS / "atlas" / "plates"
LEVELS = ("C5", "T8", "L3")
SCALE = 36.0  # units for one mm
TOLERANCE = 0.6  # units by which a curve may differ on another processor

# Fact sheet 3.11, in mm from the middle of the cord: right side, y to the back.
FACTS: dict[str, dict[str, tuple[float, float]]] = {
    "C5": {
        "posteromedian-spinal-vein": (0, 3.8), "posterolateral-spinal-vein": (2.7, 3.4),
        "posterior-spinal-artery": (3.6, 3.1), "anterolateral-spinal-vein": (4.6, -2.6),
        "anterior-spinal-artery": (0, -3.8), "anteromedian-spinal-vein": (0, -3.2),
        "posterior-internal-vertebral-plexus": (3.5, 7.0), "anterior-internal-vertebral-plexus": (7.5, -6.0),
        "intervertebral-veins": (12, -2), "half": (6.3, 3.7), "dura": (8.5, 6.0), "horn": (2.7, 2.4),
        "posterior-intermediate-sulcus": (1.5, 3.6), "posterolateral-sulcus": (3.2, 3.2), "septum": (0, -0.5),
    },
    "T8": {
        "posteromedian-spinal-vein": (0, 3.0), "posterolateral-spinal-vein": (1.8, 2.7),
        "posterior-spinal-artery": (2.5, 2.3), "anterolateral-spinal-vein": (2.9, -2.0),
        "anterior-spinal-artery": (0, -3.0), "anteromedian-spinal-vein": (0, -2.4),
        "posterior-internal-vertebral-plexus": (3.0, 6.8), "anterior-internal-vertebral-plexus": (5.5, -6.0),
        "intervertebral-veins": (11, -2), "half": (3.9, 2.9), "dura": (6.5, 5.5), "horn": (1.7, 1.7),
        "posterolateral-sulcus": (2.2, 2.4), "septum": (0, 0.0),
    },
    "L3": {
        "posteromedian-spinal-vein": (0, 3.8), "posterolateral-spinal-vein": (2.1, 3.3),
        "posterior-spinal-artery": (2.9, 2.9), "anterolateral-spinal-vein": (3.3, -2.6),
        "anterior-spinal-artery": (0, -3.8), "anteromedian-spinal-vein": (0, -3.1),
        "posterior-internal-vertebral-plexus": (3.5, 8.5), "anterior-internal-vertebral-plexus": (6.5, -7.5),
        "intervertebral-veins": (13, -3), "half": (4.5, 3.65), "dura": (8.0, 7.0), "horn": (1.9, 2.1),
        "posterolateral-sulcus": (2.6, 3.0), "septum": (0, 0.3),
    },
}  # fmt: skip

MUST_SHOW = (
    "spinal-cord", "dorsal-horn", "ventral-horn", "dorsal-columns", "gracile-fasciculus",
    "posterior-median-sulcus", "posterior-median-septum", "posterolateral-sulcus",
    "posteromedian-spinal-vein", "posterolateral-spinal-vein", "anteromedian-spinal-vein",
    "anterolateral-spinal-vein",
    "pial-venous-plexus", "anterior-sulcal-veins", "posterior-sulcal-veins", "radial-veins",
    "lateral-anastomotic-veins", "dorsal-transverse-anastomoses", "anterior-spinal-artery",
    "posterior-spinal-artery", "arterial-vasocorona", "dorsal-rootlets", "dorsal-root",
    "dorsal-root-ganglion", "ventral-root", "denticulate-ligament", "pia-mater", "arachnoid-mater",
    "subarachnoid-space", "dura-mater", "dural-sleeve", "posterior-radicular-veins",
    "anterior-radicular-veins", "radicular-dural-crossing", "epidural-fat", "epidural-space",
    "posterior-internal-vertebral-plexus", "anterior-internal-vertebral-plexus", "epidural-venous-rings",
    "retrocorporeal-veins", "vertebral-column", "basivertebral-veins", "intervertebral-veins",
    "lamina-and-flavum", "posterior-external-vertebral-plexus", "anterior-external-vertebral-plexus",
    "intervertebral-foramen",
)  # fmt: skip


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return load_atlas(ASSETS / "atlas")


@pytest.fixture(scope="module", params=LEVELS)
def level(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def plate(atlas: Atlas, level: str) -> Plate:
    """The plate in health, as the reader first sees it."""
    return plate_as_shown(atlas, drawn(atlas, level), Showing(usual_names(atlas)))


@pytest.fixture(scope="module")
def svg(level: str) -> ElementTree.Element:
    return ElementTree.parse(PLATES / f"section-{level.lower()}.svg").getroot()


def drawn(atlas: Atlas, level: str) -> Plate:
    return atlas.plates[f"section-{level.lower()}"]


def regions(plate: Plate, structure: str, side: str = "") -> list[Region]:
    return [
        region
        for region in plate.regions
        if region.address.structure == structure and side in ("", region.address.side)
    ]


def middle(region: Region) -> tuple[float, float]:
    """Middle of a region's bounds, in mm, y to the back."""
    box = region.bounds
    return (box.x + box.width / 2) / SCALE, -(box.y + box.height / 2) / SCALE


def disc(plate: Plate, structure: str, side: str = "") -> Region:
    """The cut end of a vessel that runs lengthwise; it may be drawn in other shapes too."""
    return next(region for region in regions(plate, structure, side) if region.shape is Shape.AREA)


def points(region: Region) -> list[tuple[float, float]]:
    flat = [*region.areas, *(line.points for line in region.lines)]
    return [pair for line in flat for pair in zip(line[::2], line[1::2], strict=True)]


def nearest(found: list[Region], place: tuple[float, float]) -> float:
    """Distance in mm of what is drawn from a place."""
    return min(
        hypot(x / SCALE - place[0], -y / SCALE - place[1]) for region in found for x, y in points(region)
    )


class TestFile:
    def test_it_says_what_it_is_cut_at_and_stands_for(self, atlas: Atlas) -> None:
        covers = [level for name in LEVELS for level in drawn(atlas, name).covers]
        assert covers == [*atlas.levels]
        for name in LEVELS:
            plate = drawn(atlas, name)
            assert (plate.group, plate.cut, plate.turnable) == ("Section", name, True)
            assert plate.compass == ("Dorsal", "Right", "Ventral", "Left")
            assert not plate.rulers
            assert "Seen from below" in plate.caption
            assert "example" in plate.caption

    def test_every_id_is_an_address_without_level(self, svg: ElementTree.Element, atlas: Atlas) -> None:
        ids = [node.get("id", "") for node in svg.iter() if node.get("id")]
        assert len(ids) == len(set(ids))
        for name in ids:
            if not name.startswith("layer-"):
                address = Address.parse(name)
                assert str(address) == name.partition("#")[0]
                assert address.structure in atlas.structures, name
                assert not address.level, name

    @pytest.mark.parametrize("theme", ["light", "dark", "high-contrast"])
    def test_every_colour_is_a_role_of_the_theme(self, svg: ElementTree.Element, theme: str) -> None:
        roles = tomllib.loads((ASSETS / "themes" / f"{theme}.toml").read_text("utf-8"))["plate"]
        used = set()
        for node in svg.iter():
            assert not {"fill", "stroke", "style", "opacity", "filter"} & set(node.attrib), node.attrib
            used |= {word[2:] for word in node.get("class", "").split() if word[:2] in ("f-", "s-")}
        assert used <= set(roles)

    def test_no_path_is_too_long_to_edit(self, svg: ElementTree.Element) -> None:
        for node in svg.iter():
            if node.get("d"):
                longest = max(len(re.findall("[cl]", part)) for part in node.attrib["d"].split("M"))
                assert longest < 150, node.get("id", node.get("class"))

    def test_it_is_small(self, level: str) -> None:
        assert (PLATES / f"section-{level.lower()}.svg").stat().st_size < 500_000

    def test_inkscape_finds_named_layers(self, svg: ElementTree.Element) -> None:
        label = "{http://www.inkscape.org/namespaces/inkscape}label"
        layers = [node for node in svg if node.tag.endswith("}g")]
        assert all(node.get(label) and node.get("data-layer") for node in layers)
        assert {"veins", "arteries", "nervous", "meninges", "bone"} <= {n.get("data-layer") for n in layers}

    def test_every_edge_it_draws_joins_structures_that_it_shows(self, atlas: Atlas, level: str) -> None:
        plate = drawn(atlas, level)
        shown = {region.address.structure for region in plate.regions}
        edges = {edge.id: edge for edge in atlas.edges}
        assert {"E7", "E15", "E26", "E32", "E36", "E38", "E40", "E43", "E46"} <= {t.edge for t in plate.ties}
        for tie in plate.ties:
            edge = edges[tie.edge]
            assert {edge.start.structure, edge.end.structure} <= shown, tie.edge


class TestPlaces:
    @pytest.mark.parametrize(
        "structure",
        ["posteromedian-spinal-vein", "posterolateral-spinal-vein", "anteromedian-spinal-vein",
         "anterolateral-spinal-vein", "posterior-spinal-artery", "anterior-spinal-artery",
         "posterior-internal-vertebral-plexus", "anterior-internal-vertebral-plexus"],
    )  # fmt: skip
    def test_vessels_cut_across_lie_where_the_fact_sheet_puts_them(
        self, plate: Plate, level: str, structure: str
    ) -> None:
        x, y = FACTS[level][structure]
        for side, sign in (("left", -1), ("right", 1)) if x else (("", 1),):
            assert middle(disc(plate, structure, side)) == pytest.approx((sign * x, y), abs=0.06), side

    def test_the_vein_of_the_foramen_passes_its_place(self, plate: Plate, level: str) -> None:
        x, y = FACTS[level]["intervertebral-veins"]
        for side, sign in (("left", -1), ("right", 1)):
            assert nearest(regions(plate, "intervertebral-veins", side), (sign * x, y)) < 0.3

    def test_the_cord_is_as_wide_and_deep_as_it_should_be(self, plate: Plate, level: str) -> None:
        (cord,) = regions(plate, "spinal-cord")
        wide, deep = FACTS[level]["half"]
        assert cord.bounds.width / SCALE / 2 == pytest.approx(wide, rel=0.01)
        assert cord.bounds.height / SCALE / 2 == pytest.approx(deep, rel=0.04)

    def test_the_dura_keeps_its_axes_but_for_the_sleeves(self, plate: Plate, level: str) -> None:
        wide, deep = FACTS[level]["dura"]
        (sac,) = regions(plate, "subarachnoid-space")
        assert sac.bounds.height / SCALE / 2 == pytest.approx(deep, abs=0.2)
        at_half = [abs(x) / SCALE for x, y in points(sac) if abs(-y / SCALE + deep / 2) < 0.12]
        assert max(at_half) == pytest.approx(wide * 0.866, abs=0.25)
        assert sac.bounds.width / SCALE / 2 > wide

    def test_grooves_and_septum_keep_their_places(self, plate: Plate, level: str) -> None:
        facts = FACTS[level]
        for structure in ("posterolateral-sulcus", "posterior-intermediate-sulcus"):
            if structure not in facts:
                assert not regions(plate, structure)
                continue
            x, y = facts[structure]
            for side, sign in (("left", -1), ("right", 1)):
                assert nearest(regions(plate, structure, side), (sign * x, y)) < 0.2, structure
        (septum,) = regions(plate, "posterior-median-septum")
        assert nearest([septum], facts["septum"]) < 0.1

    def test_the_front_fissure_is_an_open_cleft_of_the_depth_it_should_have(
        self, plate: Plate, level: str
    ) -> None:
        """It has no name of its own: it is the one stretch of the space that reaches into the cord."""
        (cord,) = regions(plate, "spinal-cord")
        bottom = cord.bounds.y + cord.bounds.height
        (cleft,) = (
            one.bounds
            for one in plate.elements
            if one.fill == "csf"
            and one.bounds.width < 2 * SCALE
            and one.bounds.y + one.bounds.height > bottom
        )
        assert 2.3 < (bottom - cleft.y) / SCALE < 3.4, "about 3 mm"
        assert cleft.width > 1.3 * disc(plate, "anteromedian-spinal-vein").bounds.width

    def test_the_tips_of_the_posterior_horns_keep_their_places(self, plate: Plate, level: str) -> None:
        x, y = FACTS[level]["horn"]
        for side, sign in (("left", -1), ("right", 1)):
            assert nearest(regions(plate, "dorsal-horn", side), (sign * x, y)) < 0.2

    def test_the_order_from_the_midline_outwards(self, plate: Plate) -> None:
        for side, sign in (("left", -1), ("right", 1)):
            row = [
                disc(plate, "posteromedian-spinal-vein"),
                disc(plate, "posterolateral-spinal-vein", side),
                disc(plate, "posterior-spinal-artery", side),
            ]
            assert all(sign * middle(a)[0] < sign * middle(b)[0] for a, b in pairwise(row))

    def test_the_persons_right_is_on_the_right(self, plate: Plate) -> None:
        for region in plate.regions:
            if region.address.side and region.shape is Shape.AREA:
                assert (middle(region)[0] > 0) == (region.address.side == "right"), str(region.address)

    def test_calibres_keep_their_order(self, plate: Plate) -> None:
        def width(structure: str, side: str = "") -> float:
            return disc(plate, structure, side).bounds.width

        side_vein = width("posterolateral-spinal-vein", "left")
        assert width("posteromedian-spinal-vein") > side_vein > width("posterior-spinal-artery", "left")
        assert width("anterior-internal-vertebral-plexus", "left") > width(
            "posterior-internal-vertebral-plexus", "left"
        )

    def test_the_midline_vein_is_largest_in_the_loins_and_rear_trunks_slight_in_the_neck(
        self, atlas: Atlas
    ) -> None:
        plates = {
            level: plate_as_shown(atlas, drawn(atlas, level), Showing(usual_names(atlas))) for level in LEVELS
        }
        sizes = {
            level: disc(plate, "posteromedian-spinal-vein").bounds.width for level, plate in plates.items()
        }
        assert sizes["L3"] > sizes["C5"] > sizes["T8"]
        rear = {
            level: disc(plate, "posterior-internal-vertebral-plexus", "left").bounds.width
            for level, plate in plates.items()
        }
        assert rear["C5"] < 0.7 * rear["T8"]
        links = {
            level: max(regions(plate, "lateral-anastomotic-veins")[0].lines[0].radii)
            for level, plate in plates.items()
        }
        assert links["L3"] > max(links["C5"], links["T8"])


class TestShown:
    def test_all_that_the_fact_sheet_asks_for(self, plate: Plate, level: str) -> None:
        shown = {region.address.structure for region in plate.regions}
        assert set(MUST_SHOW) <= shown
        in_the_neck = {"cuneate-fasciculus", "posterior-intermediate-sulcus"}
        assert in_the_neck & shown == (in_the_neck if level == "C5" else set())

    def test_both_ways_out_are_shown_once(self, plate: Plate, level: str) -> None:
        side = "left" if level == "C5" else "right"  # as on the dorsal plate
        assert {r.address.side for r in regions(plate, "posterior-radicular-veins")} == {side}
        assert {r.address.side for r in regions(plate, "anterior-radicular-veins")} == {"right"}
        assert {r.address.side for r in regions(plate, "radicular-dural-crossing")} == {side, "right"}

    @pytest.mark.parametrize("more", [frozenset[str](), frozenset({"spinal-dural-fistula"})])
    def test_posterior_radicular_veins_lie_where_the_dorsal_plate_has_them(
        self, atlas: Atlas, level: str, more: frozenset[str]
    ) -> None:
        names = usual_names(atlas) | more
        dorsal = plate_as_shown(atlas, atlas.plates["dorsal"], Showing(names))
        for at in drawn(atlas, level).covers:
            cut = plate_as_shown(atlas, drawn(atlas, level), Showing(names, at))
            for structure in ("posterior-radicular-veins", "great-posterior-radicular-vein"):
                there = {r.address for r in regions(dorsal, structure) if r.address.level == at}
                assert {r.address for r in regions(cut, structure)} == there, at
            sides = {r.address.side for r in regions(dorsal, "radicular-dural-crossing") if
                     r.address.level == at}  # fmt: skip
            assert {r.address.side for r in regions(cut, "radicular-dural-crossing")} == sides | {"right"}

    def test_what_a_radicular_vein_empties_into_is_told_on_its_side_only(
        self, atlas: Atlas, level: str
    ) -> None:
        for at in drawn(atlas, level).covers:
            cut = plate_as_shown(atlas, drawn(atlas, level), Showing(usual_names(atlas), at))
            sides = {
                r.address.side
                for name in ("posterior-radicular-veins", "great-posterior-radicular-vein")
                for r in regions(cut, name)
            }
            for edge in ("E36", "E38"):
                ties = [tie.line.points[0] for tie in cut.ties if tie.edge == edge]
                assert {"left" if x < 0 else "right" for x in ties} == sides, (edge, at)

    def test_a_fistula_widens_the_radicular_vein_at_its_own_level_and_side_alone(
        self, atlas: Atlas, level: str
    ) -> None:
        def widths(at: str, *names: str) -> list[float]:
            showing = Showing(usual_names(atlas) | set(names), at)
            shown = plate_as_shown(atlas, drawn(atlas, level), showing)
            return [max(r.lines[0].radii) for r in regions(shown, "posterior-radicular-veins")]

        for at in drawn(atlas, level).covers:
            healthy, ill = widths(at), widths(at, "spinal-dural-fistula")
            assert ill == (healthy if at != "T8" else ill)
            if at == "T8":
                assert ill[0] > 1.5 * healthy[0]

    def test_every_radicular_vein_narrows_at_the_dura(self, plate: Plate) -> None:
        for structure in ("posterior-radicular-veins", "anterior-radicular-veins"):
            for region in regions(plate, structure):
                radii = region.lines[0].radii
                assert radii[-1] < 0.6 * sorted(radii)[len(radii) // 2], structure

    def test_blood_can_be_followed_from_the_cord_to_the_foramen(self, plate: Plate) -> None:
        veins = [
            number
            for number, region in enumerate(plate.regions)
            if region.shape is Shape.LINE and region.layer == "veins"
        ]
        reached, waiting = set[int](), [veins[0]]
        while waiting:
            here = waiting.pop()
            if here not in reached:
                reached.add(here)
                waiting += [
                    one if other == here else other for one, other in plate.links if here in (one, other)
                ]
        assert not [str(plate.regions[number].address) for number in veins if number not in reached]
        assert {"posteromedian-spinal-vein", "anterolateral-spinal-vein", "intervertebral-veins"} <= {
            plate.regions[number].address.structure for number in reached
        }

    def test_the_link_through_the_cord_is_a_variant(self, atlas: Atlas, level: str) -> None:
        names = usual_names(atlas) - {"transmedullary-link-present"}
        for present in (False, True):
            case = names | {"transmedullary-link-present"} if present else names
            shown = plate_as_shown(atlas, drawn(atlas, level), Showing(frozenset(case)))
            assert bool(regions(shown, "transmedullary-anastomoses")) == present

    @pytest.mark.parametrize(
        ("condition", "structure", "side"),
        [("engorged-epidural-veins", "anterior-internal-vertebral-plexus", "left"),
         ("engorged-epidural-veins", "posterior-internal-vertebral-plexus", "right"),
         ("spinal-dural-fistula", "posterolateral-spinal-vein", "left")],
    )  # fmt: skip
    def test_a_condition_changes_the_picture(
        self, atlas: Atlas, level: str, condition: str, structure: str, side: str
    ) -> None:
        assert condition in atlas.conditions
        sizes = [
            disc(
                plate_as_shown(atlas, drawn(atlas, level), Showing(usual_names(atlas) | more)),
                structure,
                side,
            ).bounds.width
            for more in (frozenset[str](), frozenset({condition}))
        ]
        assert sizes[1] > 1.4 * sizes[0]

    @pytest.mark.parametrize(
        ("variant", "structure", "side", "levels"),
        [("two-dorsal-channels", "posterolateral-spinal-vein", "right", LEVELS),
         ("one-dorsal-channel", "posterolateral-spinal-vein", "left", LEVELS),
         ("side-veins-thorax-only", "posterolateral-spinal-vein", "left", ("C5", "L3")),
         ("anterolateral-upper-cord", "anterolateral-spinal-vein", "right", ("T8", "L3")),
         ("neck-rails-absent", "posterior-internal-vertebral-plexus", "", ("C5",)),
         ("neck-rails-absent", "epidural-venous-rings", "", ("C5",))],
    )  # fmt: skip
    def test_a_variant_takes_a_vein_away_where_it_is_missing(
        self, atlas: Atlas, level: str, variant: str, structure: str, side: str, levels: tuple[str, ...]
    ) -> None:
        for more in (frozenset[str](), frozenset({"spinal-dural-fistula", "engorged-epidural-veins"})):
            shown = plate_as_shown(atlas, drawn(atlas, level), Showing(usual_names(atlas) | {variant} | more))
            assert bool(regions(shown, structure, side)) == (level not in levels)

    def test_no_variant_draws_what_it_hides_at_any_level_that_the_cut_stands_for(
        self, atlas: Atlas, level: str
    ) -> None:
        plate = drawn(atlas, level)
        for variant in atlas.variants.values():
            for at in plate.covers if variant.hides else ():
                shown = plate_as_shown(atlas, plate, Showing(frozenset({variant.id}), at))
                for hidden in variant.hides:
                    assert not [r.address for r in shown.regions if hidden.covers(r.address)], (
                        variant.id,
                        at,
                    )

    def test_a_variant_hides_no_more_than_it_says(self, atlas: Atlas, level: str) -> None:
        plate = drawn(atlas, level)
        for variant in (one for one in atlas.variants.values() if one.hides):
            rivals = {one.id for one in atlas.variants.values() if one.group == variant.group}
            names = (usual_names(atlas) - rivals) | {variant.id}
            for at in plate.covers:
                shown = plate_as_shown(atlas, plate, Showing(names, at))
                without = plate_as_shown(atlas, plate, Showing(usual_names(atlas), at))
                lost = {r.address for r in without.regions} - {r.address for r in shown.regions}
                named = [one for one in lost if any(hidden.covers(one) for hidden in variant.hides)]
                # A vein takes along the place where it alone crosses the dura.
                at_the_dura = [one for one in lost if one.structure == "radicular-dural-crossing"]
                assert lost == {*named, *(at_the_dura if named else ())}, (variant.id, at)

    def test_a_net_has_several_veins_for_each_trunk(self, atlas: Atlas, level: str) -> None:
        shown = plate_as_shown(atlas, drawn(atlas, level), Showing(usual_names(atlas) | {"epidural-net"}))
        assert len(disc(shown, "anterior-internal-vertebral-plexus", "left").areas) == 4

    @pytest.mark.parametrize(
        "structure",
        ["radial-veins", "intervertebral-veins", "pial-venous-plexus", "posterior-external-vertebral-plexus",
         "anterior-external-vertebral-plexus", "lateral-anastomotic-veins", "epidural-fat"],
    )  # fmt: skip
    def test_left_and_right_are_not_mirror_images(self, plate: Plate, structure: str) -> None:
        left = [point for region in regions(plate, structure, "left") for point in points(region)]
        right = {
            (round(x), round(y)) for region in regions(plate, structure, "right") for x, y in points(region)
        }
        assert sum((round(-x), round(y)) in right for x, y in left) < 0.4 * len(left)


class TestSidecar:
    def test_both_gutters_offer_names_for_the_whole_plate(self, atlas: Atlas, level: str) -> None:
        whole = Counter(wish.gutter for wish in drawn(atlas, level).wishes if wish.shown_from == 0)
        assert 12 <= whole["left"] <= 16
        assert 12 <= whole["right"] <= 16

    def test_all_that_is_drawn_can_be_named(self, atlas: Atlas, level: str) -> None:
        plate = drawn(atlas, level)
        wished = {wish.address.structure for wish in plate.wishes}
        assert {region.address.structure for region in plate.regions} == wished

    def test_a_label_calls_a_structure_by_its_own_name(self, atlas: Atlas, level: str) -> None:
        for wish in drawn(atlas, level).wishes:
            name = atlas.structures[wish.address.structure].name
            assert not wish.text or name.casefold() in wish.text.casefold(), wish.address

    @pytest.mark.parametrize("zoom", [0.47, 0.8, 1.6, 4.0])
    def test_every_name_offered_has_a_place_of_its_own(self, plate: Plate, zoom: float) -> None:
        offers = LabelOffers(plate)
        buried = [
            str(label.address)
            for label in offers.wanted(plate.view, zoom, "all", (), frozenset())
            if not any(
                offers.topmost(number, place, frozenset())
                for number in label.regions
                for place in offers.anchors(number)
            )
        ]
        assert not buried


class TestDrawing:
    def test_the_files_are_what_the_drawing_makes(self, level: str) -> None:
        pytest.importorskip("numpy")
        from assets.drawing.section.plate import make_section

        made, name = make_section(level), f"section-{level.lower()}"
        assert tomllib.loads(made[f"{name}.toml"]) == tomllib.loads(
            (PLATES / f"{name}.toml").read_text("utf-8")
        )
        kept = ElementTree.parse(PLATES / f"{name}.svg").getroot()
        for new, old in zip(walk(ElementTree.fromstring(made[f"{name}.svg"])), walk(kept), strict=True):
            remedy = f"{old.get('id', old.tag)}: draw the plate anew with “python -m assets.drawing”"
            assert {**new.attrib, "d": ""} == {**old.attrib, "d": ""}, remedy
            assert alike(new.get("d", ""), old.get("d", "")), remedy


def walk(node: ElementTree.Element) -> Iterator[ElementTree.Element]:
    yield from (each for each in node.iter() if not each.tag.endswith("}style"))


def alike(new: str, old: str) -> bool:
    """Tell whether the parts of two paths begin at the same places, whichever way their curves were cut."""
    if new == old:
        return True
    first, second = (
        [
            [float(word) for word in re.findall(r"-?\d+\.?\d*", re.split("[clz]", part)[0])]
            for part in data.split("M")[1:]
        ]
        for data in (new, old)
    )
    return len(first) == len(second) and all(
        abs(a - b) < TOLERANCE
        for one, two in zip(first, second, strict=True)
        for a, b in zip(one, two, strict=True)
    )

"""The drainage plate draws every edge of the drainage, from where to where, and nothing that is not so."""

import tomllib
from collections import defaultdict
from math import dist
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.content.test_dorsal_drawing import alike, walk
from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.geometry import RegionIndex
from viewer.core.label_offers import LabelOffers
from viewer.core.loading import load_atlas
from viewer.core.plate import Plate, Region, Shape, Tie
from viewer.core.rings import winding
from viewer.core.showing import Showing, plate_as_shown, usual_names

ASSETS = Path(__file__).parents[2] / "assets"
PLATES = ASSETS / "atlas" / "plates"
REACH = 9.0  # units by which a tie may end beside the tube or mesh that it joins
EDGES = tomllib.loads((ASSETS / "atlas" / "drainage.toml").read_text("utf-8"))["edge"]

Point = tuple[float, float]


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return load_atlas(ASSETS / "atlas")


@pytest.fixture(scope="module")
def plate(atlas: Atlas) -> Plate:
    return atlas.plates["drainage"]


@pytest.fixture(scope="module")
def svg() -> ElementTree.Element:
    return ElementTree.parse(PLATES / "drainage.svg").getroot()


@pytest.fixture(scope="module")
def ties(plate: Plate) -> dict[str, list[Tie]]:
    found = defaultdict(list)
    for tie in plate.ties:
        found[tie.edge].append(tie)
    return found


def ends(tie: Tie) -> tuple[Point, Point]:
    points = tie.line.points
    return (points[0], points[1]), (points[-2], points[-1])


def gap(region: Region, point: Point) -> float:
    """Give how far a point lies outside a region; 0 within it."""
    if any(winding(area, *point) for area in region.areas):
        return 0.0
    best = float("inf")
    for area in region.areas:
        best = min(best, *(dist(point, corner) for corner in zip(area[::2], area[1::2], strict=True)))
    for line in region.lines:
        for x, y, radius in zip(line.points[::2], line.points[1::2], line.radii, strict=True):
            best = min(best, dist(point, (x, y)) - radius)
    return max(best, 0.0)


def nearest(plate: Plate, address: Address, point: Point) -> float:
    return min(gap(region, point) for region in plate.regions if address.covers(region.address))


class TestFile:
    def test_every_id_is_an_address_of_a_known_structure(
        self, svg: ElementTree.Element, atlas: Atlas
    ) -> None:
        ids = [node.get("id", "") for node in svg.iter() if node.get("id")]
        assert len(ids) == len(set(ids))
        for name in ids:
            if not name.startswith("layer-"):
                address = Address.parse(name)
                assert atlas.structures[address.structure].sided or not address.side, name
                assert not address.level, name

    @pytest.mark.parametrize("theme", ["light", "dark", "high-contrast"])
    def test_every_colour_is_a_role_of_the_theme(self, svg: ElementTree.Element, theme: str) -> None:
        roles = tomllib.loads((ASSETS / "themes" / f"{theme}.toml").read_text("utf-8"))["plate"]
        used = set()
        for node in svg.iter():
            assert not {"fill", "stroke", "style", "opacity", "filter"} & set(node.attrib), node.attrib
            used |= {word[2:] for word in node.get("class", "").split() if word[:2] in ("f-", "s-")}
        assert used <= set(roles)

    def test_it_is_small(self) -> None:
        assert (PLATES / "drainage.svg").stat().st_size < 700_000

    def test_inkscape_finds_named_layers(self, svg: ElementTree.Element) -> None:
        label = "{http://www.inkscape.org/namespaces/inkscape}label"
        layers = [node for node in svg if node.tag.endswith("}g")]
        assert len(layers) > 12
        assert all(node.get(label) for node in layers)


class TestEdges:
    def test_every_edge_of_the_drainage_is_drawn(self, ties: dict[str, list[Tie]]) -> None:
        assert set(ties) == {edge["id"] for edge in EDGES}

    @pytest.mark.parametrize("edge", EDGES, ids=lambda edge: edge["id"])
    def test_it_leads_from_its_start_to_its_end(
        self, plate: Plate, ties: dict[str, list[Tie]], edge: dict[str, str]
    ) -> None:
        start, end = Address.parse(edge["from"]), Address.parse(edge["to"])
        for tie in ties[edge["id"]]:
            first, last = ends(tie)
            assert nearest(plate, start, first) < REACH, f"starts at {first}, away from {start}"
            assert nearest(plate, end, last) < REACH, f"ends at {last}, away from {end}"
            assert dist(first, last) > 10

    def test_each_structure_with_an_edge_can_be_pointed_at(self, plate: Plate) -> None:
        drawn = [region.address for region in plate.regions]
        for edge in EDGES:
            for end in ("from", "to"):
                assert any(Address.parse(edge[end]).covers(address) for address in drawn), edge[end]

    def test_its_line_lies_under_the_pointer(self, plate: Plate, ties: dict[str, list[Tie]]) -> None:
        """The middle of most ties lies on one of the two veins that it joins, not under something else."""
        missed, index = [], RegionIndex(plate)
        for edge in EDGES:
            for tie in ties[edge["id"]]:
                points = tie.line.points
                middle = len(points) // 4 * 2
                best = index.hit(points[middle], points[middle + 1], 4.0).best
                ours = {Address.parse(edge[end]).structure for end in ("from", "to")}
                if best is None or plate.regions[best].address.structure not in ours:
                    missed.append(edge["id"])
        assert len(missed) <= 0.1 * len(plate.ties), missed


class TestSides:
    def test_left_lies_left_and_right_lies_right(self, plate: Plate) -> None:
        across = {
            "brachiocephalic-veins.left", "common-iliac-veins.left", "marginal-sinus.left",
            "marginal-sinus.right", "lumbar-veins.left",
        }  # fmt: skip
        for region in plate.regions:
            middle = region.bounds.x + region.bounds.width / 2
            if region.address.side and str(region.address) not in across:
                assert (middle < 0) == (region.address.side == "left"), region.address

    @pytest.mark.parametrize(
        ("structure", "right"),
        [("azygos-vein", True), ("superior-vena-cava", True), ("inferior-vena-cava", True),
         ("right-atrium", True)],
    )  # fmt: skip
    def test_the_great_veins_lie_on_the_right(self, plate: Plate, structure: str, right: bool) -> None:
        for region in plate.regions:
            if region.address.structure == structure:
                assert (region.bounds.x > 0) == right

    @pytest.mark.parametrize("structure", ["hemiazygos-vein", "accessory-hemiazygos-vein"])
    def test_the_left_veins_of_the_chest_cross_to_the_azygos_vein(self, plate: Plate, structure: str) -> None:
        lines = [line for region in plate.regions if region.address.structure == structure
                 for line in region.lines]  # fmt: skip
        assert any(line.points[0] < -400 and line.points[-2] > 400 for line in lines)

    def test_the_cord_is_the_darkest_and_the_trunks_are_the_widest(self, plate: Plate) -> None:
        roles = defaultdict(set)
        widths = defaultdict(float)
        for region in plate.regions:
            if region.shape is Shape.LINE:
                roles[region.address.structure].add(region.role)
                widest = max(max(line.radii) for line in region.lines)
                widths[region.address.structure] = max(widths[region.address.structure], widest)
        assert roles["posteromedian-spinal-vein"] == {"vein"}
        assert roles["azygos-vein"] == roles["anterior-internal-vertebral-plexus"] == {"epi"}
        cava = min(widths["superior-vena-cava"], widths["inferior-vena-cava"])
        assert cava > 1.2 * widths["azygos-vein"] > 1.2 * widths["intervertebral-veins"]

    def test_doubtful_ways_are_broken(self, svg: ElementTree.Element) -> None:
        """What only some people have, or authors doubt, is drawn in pieces."""
        for name in ("E29", "E33", "E84", "E106", "E111"):
            for group in svg.iter("{http://www.w3.org/2000/svg}g"):
                if any(part.get("data-edge") == name for part in group):
                    assert sum("body" in part.get("class", "").split() for part in group) > 2, name


class TestCases:
    @pytest.mark.parametrize(
        ("variant", "edge"),
        [("occipital-link-absent", "E84"), ("renal-link-absent", "E106")],
    )
    def test_a_link_that_a_variant_lacks_is_not_drawn(self, atlas: Atlas, variant: str, edge: str) -> None:
        usual = plate_as_shown(atlas, atlas.plates["drainage"], Showing(usual_names(atlas)))
        without = plate_as_shown(atlas, atlas.plates["drainage"], Showing(frozenset({variant})))
        assert len(without.elements) < len(usual.elements)
        lost = [tie for tie in usual.ties if tie not in without.ties]
        assert lost and {tie.edge for tie in lost} == {edge}

    def test_without_rails_in_the_neck_neither_they_nor_what_they_lead_to_is_drawn(
        self, atlas: Atlas
    ) -> None:
        usual = plate_as_shown(atlas, atlas.plates["drainage"], Showing(usual_names(atlas)))
        without = plate_as_shown(atlas, atlas.plates["drainage"], Showing(frozenset({"neck-rails-absent"})))
        edges = {tie.edge for tie in usual.ties} - {tie.edge for tie in without.ties}
        assert edges == set(atlas.variants["neck-rails-absent"].closes)

        def highest(plate: Plate, structure: str) -> float:
            return min(r.bounds.y for r in plate.regions if r.address.structure == structure)

        for structure in ("posterior-internal-vertebral-plexus", "epidural-venous-rings"):
            assert highest(usual, structure) < 600 < highest(without, structure)

    @pytest.mark.parametrize("variant", ["epidural-net", "epidural-mixed", "anterolateral-upper-cord"])
    def test_a_form_that_a_variant_changes_is_drawn_otherwise(self, atlas: Atlas, variant: str) -> None:
        group = atlas.variants[variant].group
        others = {one.id for one in atlas.variants.values() if one.group == group}
        plate = atlas.plates["drainage"]
        usual = plate_as_shown(atlas, plate, Showing(usual_names(atlas)))
        changed = plate_as_shown(atlas, plate, Showing(usual_names(atlas) - others | {variant}))
        assert usual.elements != changed.elements
        places = [{region.address for region in one.regions} for one in (usual, changed)]
        assert places[0] == places[1], "it is there in either form"
        for tie in changed.ties:
            edge = next(one for one in atlas.edges if one.id == tie.edge)
            for address, point in zip((edge.start, edge.end), ends(tie), strict=True):
                assert nearest(changed, address, point) < REACH + 3, (tie.edge, address)

    def test_the_lumbar_veins_of_both_sides_empty_into_the_vena_cava(
        self, ties: dict[str, list[Tie]]
    ) -> None:
        assert len(ties["E65"]) == 2


class TestSidecar:
    def test_most_names_are_asked_for_from_the_start(self, plate: Plate) -> None:
        first = [wish for wish in plate.wishes if not wish.shown_from]
        assert 40 <= len(first) <= 50
        for side in ("left", "right"):
            assert sum(wish.address.side == side for wish in first) >= 10

    def test_a_label_calls_a_structure_by_its_own_name(self, atlas: Atlas, plate: Plate) -> None:
        for wish in plate.wishes:
            assert wish.text in ("", atlas.structures[wish.address.structure].name), wish.address

    def test_every_structure_of_the_drainage_has_a_name_on_the_map(self, plate: Plate) -> None:
        named = {wish.address.structure for wish in plate.wishes}
        for edge in EDGES:
            assert {Address.parse(edge[end]).structure for end in ("from", "to")} <= named, edge["id"]

    def test_every_wish_names_something_drawn(self, plate: Plate) -> None:
        for wish in plate.wishes:
            assert any(wish.address.covers(region.address) for region in plate.regions), wish.address

    def test_the_rows_are_named_from_skull_to_pelvis(self, plate: Plate) -> None:
        assert [bracket.name for bracket in plate.brackets] == [
            "Skull", "Neck", "Thorax", "Loins", "Sacrum and pelvis",
        ]  # fmt: skip
        assert not plate.rulers
        for above, below in zip(plate.brackets, plate.brackets[1:], strict=False):
            assert above.bottom < below.top

    def test_it_says_that_it_is_a_map(self, plate: Plate) -> None:
        assert "not to scale" in plate.caption
        assert "from behind" in plate.caption

    @pytest.mark.parametrize("zoom", [0.34, 0.8, 2.0])
    def test_what_is_named_can_be_seen(self, plate: Plate, zoom: float) -> None:
        offers = LabelOffers(plate)
        offered = offers.wanted(plate.view, zoom, "all", (), frozenset())
        assert len(offered) >= 40
        for label in offered:
            anchors = [(number, point) for number in label.regions for point in offers.anchors(number)]
            assert any(offers.topmost(number, point, frozenset()) for number, point in anchors), label.address


class TestDrawing:
    def test_the_files_are_what_the_drawing_makes(self) -> None:
        pytest.importorskip("numpy")
        from assets.drawing.map.drainage import make_drainage

        made = make_drainage()
        assert tomllib.loads(made["drainage.toml"]) == tomllib.loads(
            (PLATES / "drainage.toml").read_text("utf-8")
        )
        kept = ElementTree.parse(PLATES / "drainage.svg").getroot()
        for new, old in zip(walk(ElementTree.fromstring(made["drainage.svg"])), walk(kept), strict=True):
            remedy = f"{old.get('id', old.tag)}: draw the plate anew with “python -m assets.drawing”"
            assert {**new.attrib, "d": ""} == {**old.attrib, "d": ""}, remedy
            assert alike(new.get("d", ""), old.get("d", "")), remedy

"""The dorsal plate keeps to its measures: the SVG agrees with the tables and the fact sheet."""

import csv
import re
import statistics
import tomllib
from collections import Counter
from collections.abc import Iterator
from itertools import combinations_with_replacement, pairwise
from math import dist
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
MEASURES = tomllib.loads((ASSETS / "drawing" / "measures.toml").read_text("utf-8"))
TOLERANCE = 0.6  # units by which a curve may differ on another processor

Polyline = list[tuple[float, float]]


def y_of(mm: float) -> float:
    """Lengths are drawn 4 units a millimetre, half of it below 456 mm."""
    turn = MEASURES["scale"]["halved_from"]
    return 4 * (mm if mm <= turn else turn + (mm - turn) / 2)


def segments() -> dict[str, tuple[float, float]]:
    with (ASSETS / "drawing" / "segments.csv").open(encoding="utf-8", newline="") as file:
        return {row["segment"]: (float(row["top_mm"]), float(row["end_mm"])) for row in csv.DictReader(file)}


SEGMENTS = segments()


def region_of(mm: float) -> str:
    """Neck, thorax or loins, as the fact sheet divides the cord."""
    return "neck" if mm < SEGMENTS["T1"][1] else "thorax" if mm < SEGMENTS["T10"][1] else "loins"


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return load_atlas(ASSETS / "atlas")


def shown(atlas: Atlas, *names: str) -> Plate:
    """The plate in the usual variants, save where another of their group is named, and in a condition."""
    groups = {atlas.variants[name].group for name in names if name in atlas.variants}
    usual = {name for name in usual_names(atlas) if atlas.variants[name].group not in groups}
    return plate_as_shown(atlas, atlas.plates["dorsal"], Showing(frozenset({*usual, *names})))


@pytest.fixture(scope="module")
def plate(atlas: Atlas) -> Plate:
    return shown(atlas)


@pytest.fixture(scope="module")
def svg() -> ElementTree.Element:
    return ElementTree.parse(PLATES / "dorsal.svg").getroot()


@pytest.fixture(scope="module")
def sidecar() -> dict[str, object]:
    return tomllib.loads((PLATES / "dorsal.toml").read_text("utf-8"))


def regions(plate: Plate, structure: str, shape: Shape | None = None) -> list[Region]:
    found = [region for region in plate.regions if region.address.structure == structure]
    return [region for region in found if shape in (None, region.shape)]


def polylines(region: Region) -> list[Polyline]:
    return [list(zip(line.points[::2], line.points[1::2], strict=True)) for line in region.lines]


def length(line: Polyline) -> float:
    return sum(dist(a, b) for a, b in pairwise(line))


def away(point: tuple[float, float], a: tuple[float, float], b: tuple[float, float]) -> float:
    """Distance of a point from the straight piece between two others."""
    along, across = b[0] - a[0], b[1] - a[1]
    t = ((point[0] - a[0]) * along + (point[1] - a[1]) * across) / max(along**2 + across**2, 1e-9)
    t = min(max(t, 0.0), 1.0)
    return dist(point, (a[0] + t * along, a[1] + t * across))


def radius(found: list[Region]) -> float:
    return statistics.median(value for region in found for line in region.lines for value in line.radii)


def middle_mm(region: Region) -> float:
    y = region.bounds.y + region.bounds.height / 2
    return y / 4 if y < y_of(456) else 456 + (y - y_of(456)) / 2


def midline(plate: Plate) -> Polyline:
    """The main channel of the midline vein, from above downwards."""
    lines = [line for region in regions(plate, "posteromedian-spinal-vein") for line in polylines(region)]
    main: Polyline = []
    for line in sorted(lines, key=lambda line: line[0][1]):
        if not main or dist(line[0], main[-1]) < 0.5:
            main += line
    return main


class TestFile:
    def test_every_id_is_an_address_of_a_known_structure(self, svg: ElementTree.Element) -> None:
        known = {
            row["id"]
            for row in tomllib.loads((ASSETS / "atlas/structures.toml").read_text("utf-8"))["structure"]
        }
        ids = [node.get("id", "") for node in svg.iter() if node.get("id")]
        assert len(ids) == len(set(ids))
        for name in ids:
            if not name.startswith("layer-"):
                assert str(Address.parse(name)) == name.partition("#")[0]
                assert Address.parse(name).structure in known, name

    def test_there_are_regions_to_point_at_for_every_level(self, plate: Plate) -> None:
        assert 400 <= len({region.address for region in plate.regions}) <= 900
        for name in SEGMENTS:
            for side in ("left", "right"):
                assert any(
                    str(region.address) == f"pial-venous-plexus.{side}.{name}" for region in plate.regions
                )
                assert any(
                    str(region.address) == f"dorsal-rootlets.{side}.{name}" for region in plate.regions
                )

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
            words = node.get("class", "").split()
            if node.get("d") and "net" not in words and "light" not in words and "shade" not in words:
                longest = max(len(re.findall("[cl]", part)) for part in node.attrib["d"].split("M"))
                assert longest < 400, node.get("id", words)

    def test_it_is_small(self) -> None:
        assert (PLATES / "dorsal.svg").stat().st_size < 1_600_000

    def test_inkscape_finds_named_layers(self, svg: ElementTree.Element) -> None:
        label = "{http://www.inkscape.org/namespaces/inkscape}label"
        layers = [node for node in svg if node.tag.endswith("}g")]
        assert len(layers) > 20
        assert all(node.get(label) for node in layers)
        assert {node.get("data-layer") for node in layers} == {
            "veins", "arteries", "nervous", "meninges", "bone", "ground",
        }  # fmt: skip


class TestLevels:
    def test_segment_heights_follow_the_table_to_one_percent(self, plate: Plate) -> None:
        heights = {}
        for band in next(ruler for ruler in plate.rulers if ruler.level_kind == "segment").bands:
            heights[band.name] = band.bottom - band.top
        assert set(heights) == set(SEGMENTS)
        for name, (top, bottom) in SEGMENTS.items():
            assert heights[name] == pytest.approx(4 * (bottom - top), rel=0.01)

    def test_the_pieces_of_the_midline_vein_end_where_the_segments_end(self, plate: Plate) -> None:
        for name, (top, bottom) in list(SEGMENTS.items())[1:-2]:
            lines = [line for region in regions(plate, "posteromedian-spinal-vein")
                     if region.address.level == name for line in polylines(region)]  # fmt: skip
            main = max(lines, key=length)
            assert main[0][1] == pytest.approx(y_of(top), abs=3), name
            assert main[-1][1] == pytest.approx(y_of(bottom), abs=3), name

    def test_vertebrae_lie_beside_the_segments_of_the_fact_sheet(self, plate: Plate) -> None:
        beside = {
            "C1": ("C1", "C3"), "C2": ("C3", "C4"), "C3": ("C4", "C5"), "C4": ("C5", "C6"),
            "C5": ("C6", "C7"), "C6": ("C7", "C8"), "C7": ("C8", "T1"), "T1": ("T1", "T2"),
            "T2": ("T2", "T3"), "T3": ("T3", "T4"), "T4": ("T4", "T5"), "T5": ("T5", "T6"),
            "T6": ("T6", "T7"), "T7": ("T7", "T8"), "T8": ("T8", "T9"), "T9": ("T10", "T11"),
            "T10": ("T11", "T12"), "T11": ("T12", "L2"), "T12": ("L2", "L5"), "L1": ("L5", "Co1"),
        }  # fmt: skip
        ruler = next(ruler for ruler in plate.rulers if ruler.level_kind == "vertebra")
        bands = {band.name: band for band in ruler.bands}
        for vertebra, (first, last) in beside.items():
            band = bands[vertebra]
            assert band.top < y_of(SEGMENTS[first][1]), vertebra
            assert band.bottom > y_of(SEGMENTS[last][0]), vertebra
        for above, below in pairwise(ruler.bands):
            assert above.bottom == pytest.approx(below.top)

    def test_the_tip_lies_at_the_lower_third_of_the_first_lumbar_vertebra(self) -> None:
        top, bottom = MEASURES["vertebrae"]["L1"]
        assert top + (bottom - top) * 2 / 3 < SEGMENTS["Co1"][1] < bottom

    def test_the_shortening_is_told(self, sidecar: dict[str, object]) -> None:
        assert sidecar["breaks"] == [y_of(456)]
        assert "below vertebra L1 lengths are halved" in str(sidecar["caption"])
        assert "8 times" in str(sidecar["caption"])

    def test_the_posterior_intermediate_sulcus_ends_at_t6(self, plate: Plate) -> None:
        for region in regions(plate, "posterior-intermediate-sulcus"):
            end = region.bounds.y + region.bounds.height
            assert y_of(SEGMENTS["T6"][0]) < end <= y_of(SEGMENTS["T6"][1]) + 4

    def test_the_cuneate_fasciculus_ends_at_t6(self, plate: Plate) -> None:
        for region in regions(plate, "cuneate-fasciculus"):
            assert region.bounds.y + region.bounds.height == pytest.approx(y_of(SEGMENTS["T6"][1]), abs=4)


class TestVeinsOfTheCord:
    @pytest.mark.parametrize(
        ("first", "last", "wanted"), [("C1", "T1", 1.05), ("T2", "T10", 1.03), ("T11", "S2", 1.11)]
    )
    def test_the_midline_vein_winds_as_much_as_the_region_asks(
        self, plate: Plate, first: str, last: str, wanted: float
    ) -> None:
        top, bottom = y_of(SEGMENTS[first][0]), y_of(SEGMENTS[last][1])
        part = [point for point in midline(plate) if top <= point[1] <= bottom]
        assert length(part) / dist(part[0], part[-1]) == pytest.approx(wanted, abs=0.02)

    def test_there_are_fifty_eight_links(self, plate: Plate) -> None:
        links = regions(plate, "dorsal-transverse-anastomoses")
        count = Counter(region.address.level for region in links for _ in region.lines)
        assert sum(count.values()) == 58
        names = list(SEGMENTS)
        for name in names:
            i = names.index(name)
            wanted = 1 if i < 4 else 2 if i < 9 else 1 if i < 18 else 3 if i < 27 else 2
            assert count[name] == wanted, name

    def test_links_begin_on_the_midline_vein(self, plate: Plate) -> None:
        trunk = midline(plate)
        for region in regions(plate, "dorsal-transverse-anastomoses"):
            for line in polylines(region):
                assert min(away(line[0], a, b) for a, b in pairwise(trunk)) < 3

    def test_twelve_radicular_veins_leave_on_the_sides_of_the_example(self, plate: Plate) -> None:
        drawn = {(r.address.side, r.address.level) for r in regions(plate, "posterior-radicular-veins")}
        great = {(r.address.side, r.address.level) for r in regions(plate, "great-posterior-radicular-vein")}
        assert great == {("left", "L1")}
        assert drawn == {
            ("right", "C4"), ("left", "C5"), ("right", "C6"), ("left", "C7"), ("right", "C8"), ("left", "T4"),
            ("right", "T8"), ("left", "T11"), ("right", "L3"), ("left", "L5"), ("right", "S1"),
        }  # fmt: skip
        crossings = {(r.address.side, r.address.level) for r in regions(plate, "radicular-dural-crossing")}
        assert crossings == drawn | great

    def test_three_cross_the_dura_above_their_sleeve(self, plate: Plate) -> None:
        above = set()
        for structure in ("posterior-radicular-veins", "great-posterior-radicular-vein"):
            for region in regions(plate, structure, Shape.LINE):
                end = polylines(region)[0][-1]
                if exit_y(region.address.level) - end[1] > 25:
                    above.add((region.address.side, region.address.level))
        assert above == {("left", "T4"), ("right", "T8"), ("left", "L5")}

    def test_every_crossing_narrows(self, plate: Plate) -> None:
        for structure in ("posterior-radicular-veins", "great-posterior-radicular-vein"):
            for region in regions(plate, structure, Shape.LINE):
                radii = region.lines[0].radii
                assert radii[-1] < 0.7 * statistics.median(radii), region.address

    def test_the_net_is_least_dense_in_the_thorax(self, plate: Plate) -> None:
        drawn: dict[str, float] = Counter()
        for region in regions(plate, "pial-venous-plexus"):
            top, bottom = SEGMENTS[region.address.level]
            if bottom < SEGMENTS["S3"][0]:
                drawn[region_of((top + bottom) / 2)] += sum(length(line) for line in polylines(region))
        high = {"neck": 124.0, "thorax": 323.9 - 124, "loins": 430.9 - 323.9}
        dense = {part: drawn[part] / high[part] for part in high}
        assert dense["thorax"] < 0.75 * dense["neck"]
        assert dense["thorax"] < 0.75 * dense["loins"]

    def test_calibres_keep_their_order(self, plate: Plate) -> None:
        middle, side = (
            regions(plate, "posteromedian-spinal-vein"),
            regions(plate, "posterolateral-spinal-vein"),
        )
        links, radicular = (
            regions(plate, "dorsal-transverse-anastomoses"),
            regions(plate, "posterior-radicular-veins"),
        )
        great = regions(plate, "great-posterior-radicular-vein")
        assert radius(middle) > radius(side) > radius(links) > radius(regions(plate, "pial-venous-plexus"))
        assert radius(great) > 1.5 * radius([r for r in radicular if r.shape is Shape.LINE])
        parts = {
            part: [r for r in middle if region_of(middle_mm(r)) == part]
            for part in ("neck", "thorax", "loins")
        }
        assert radius(parts["loins"]) > radius(parts["neck"]) > radius(parts["thorax"])

    def test_the_posterolateral_veins_are_whole_only_in_the_thorax(self, plate: Plate) -> None:
        found = regions(plate, "posterolateral-spinal-vein")
        for side in ("left", "right"):
            levels = {region.address.level for region in found if region.address.side == side}
            assert {f"T{n}" for n in range(2, 11)} <= levels
            assert not levels & {"S3", "S4", "S5", "Co1"}


class TestOutside:
    def test_no_artery_runs_along_the_midline(self, plate: Plate) -> None:
        for region in regions(plate, "posterior-spinal-artery"):
            for line in polylines(region):
                assert all(abs(x) > 30 for x, y in line if y < y_of(444))

    def test_rails_are_thin_and_broken_in_the_neck(self, plate: Plate) -> None:
        rails = regions(plate, "posterior-internal-vertebral-plexus")
        neck = [region for region in rails if middle_mm(region) < 98 and region.address.side]
        thorax = [region for region in rails if 140 < middle_mm(region) < 320]
        assert radius(neck) < 0.7 * radius(thorax)
        for side in ("left", "right"):
            spans = sorted((line[0][1], line[-1][1]) for region in neck if region.address.side == side
                           for line in polylines(region))  # fmt: skip
            assert sum(below[0] - above[1] > 8 for above, below in pairwise(spans)) >= 2

    def test_on_the_closed_dura_level_rungs_join_the_rails(self, plate: Plate) -> None:
        rungs = [
            line
            for region in regions(plate, "posterior-internal-vertebral-plexus")
            if not region.address.side
            for line in polylines(region)
        ]
        assert len(rungs) == 4
        for line in rungs:
            assert abs(line[0][1] - line[-1][1]) < 12
            assert max(y for _, y in line) - min(y for _, y in line) < 20

    def test_every_foramen_has_its_veins_and_every_vertebra_its_ring(self, plate: Plate) -> None:
        veins = Counter(
            (region.address.side, region.address.level)
            for region in regions(plate, "intervertebral-veins")
            for _ in region.lines
        )
        for level in list(SEGMENTS)[1:25]:
            assert min(veins["left", level], veins["right", level]) >= 2, level
        rings = {region.address.level for region in regions(plate, "epidural-venous-rings")}
        assert {f"T{n}" for n in range(1, 13)} <= rings

    def test_about_twenty_one_teeth_hold_the_cord_on_each_side(self, svg: ElementTree.Element) -> None:
        for side in ("left", "right"):
            node = next(node for node in svg.iter() if node.get("id") == f"denticulate-ligament.{side}")
            assert 19 <= node.attrib["d"].count("M") <= 22

    @pytest.mark.parametrize(
        "structure",
        ["posterolateral-spinal-vein", "posterior-spinal-artery", "posterior-internal-vertebral-plexus",
         "intervertebral-veins", "epidural-fat"],
    )  # fmt: skip
    def test_left_and_right_are_not_mirror_images(self, plate: Plate, structure: str) -> None:
        found = regions(plate, structure)
        left = [point for region in found if region.address.side == "left" for point in outline(region)]
        right = {(round(x), round(y)) for region in found if region.address.side == "right"
                 for x, y in outline(region)}  # fmt: skip
        same = sum((round(-x), round(y)) in right for x, y in left)
        assert same < 0.4 * len(left)

    def test_blood_can_be_followed_from_the_cord_to_the_foramen(self, plate: Plate) -> None:
        veins = [
            i
            for i, region in enumerate(plate.regions)
            if region.shape is Shape.LINE and region.layer == "veins"
        ]
        assert apart(plate, set(veins)) == []


class TestVariants:
    """What a variant hides is not drawn, and what is not drawn is not left hanging."""

    def test_every_case_in_the_drawing_is_a_variant_or_a_condition(
        self, atlas: Atlas, svg: ElementTree.Element
    ) -> None:
        words = {word.removeprefix("!") for node in svg.iter() for word in node.get("data-when", "").split()}
        assert words
        assert words <= {*atlas.variants, *atlas.conditions}

    def test_no_variant_or_pair_of_them_draws_what_it_hides(self, atlas: Atlas) -> None:
        for one, other in combinations_with_replacement(atlas.variants.values(), 2):
            if one.group == other.group and one is not other:
                continue
            drawn = {region.address for region in shown(atlas, one.id, other.id).regions}
            for hidden in (*one.hides, *other.hides):
                assert not [str(address) for address in drawn if hidden.covers(address)], (one.id, other.id)

    def test_no_condition_draws_what_a_variant_hides(self, atlas: Atlas) -> None:
        for variant in (variant for variant in atlas.variants.values() if variant.hides):
            for condition in atlas.conditions:
                drawn = {region.address for region in shown(atlas, variant.id, condition).regions}
                for hidden in variant.hides:
                    assert not [str(address) for address in drawn if hidden.covers(address)], condition

    def test_side_veins_are_whole_from_the_neck_to_the_sacral_cord(self, atlas: Atlas) -> None:
        found = regions(shown(atlas, "side-veins-whole"), "posterolateral-spinal-vein")
        for side in ("left", "right"):
            lines = sorted(
                (line for region in found if region.address.side == side for line in polylines(region)),
                key=lambda line: line[0][1],
            )
            assert lines[0][0][1] < y_of(SEGMENTS["C2"][0])
            assert lines[-1][-1][1] > y_of(SEGMENTS["S1"][0])
            assert all(dist(above[-1], below[0]) < 1 for above, below in pairwise(lines))

    @pytest.mark.parametrize("form", ["epidural-mixed", "epidural-net"])
    def test_a_net_of_the_epidural_plexus_has_many_meshes(self, atlas: Atlas, form: str) -> None:
        def pieces(*names: str) -> int:
            found = regions(shown(atlas, *names), "posterior-internal-vertebral-plexus")
            return sum(len(region.lines) for region in found)

        assert pieces(form) > pieces() + (40 if form == "epidural-mixed" else 100)

    @pytest.mark.parametrize(
        "names",
        [("side-veins-whole",), ("side-veins-thorax-only",), ("one-dorsal-channel",),
         ("two-dorsal-channels",), ("great-posterior-vein-missing",), ("epidural-net",),
         ("epidural-mixed",), ("neck-rails-absent",),
         ("spinal-dural-fistula",), ("venous-congestion", "epidural-net"), ("blocked-vena-cava",)],
    )  # fmt: skip
    def test_the_veins_of_the_cord_still_hang_together(self, atlas: Atlas, names: tuple[str, ...]) -> None:
        plate = shown(atlas, *names)
        cord = {"posteromedian-spinal-vein", "posterolateral-spinal-vein", "dorsal-transverse-anastomoses",
                "posterior-radicular-veins", "great-posterior-radicular-vein"}  # fmt: skip
        veins = {i for i, region in enumerate(plate.regions)
                 if region.shape is Shape.LINE and region.address.structure in cord}  # fmt: skip
        assert apart(plate, veins) == []


class TestConditions:
    """What teaches is drawn: the winding vein of a fistula, engorged rails and rings."""

    COILED = ("venous-congestion", "spinal-dural-fistula", "spinal-dural-fistula-in-front",
              "foix-alajouanine-syndrome", "perimedullary-fistula")  # fmt: skip

    @pytest.mark.parametrize("condition", COILED)
    def test_the_midline_vein_winds_over_many_segments(self, atlas: Atlas, condition: str) -> None:
        line = midline(shown(atlas, condition))
        winding = []
        for name, (top, bottom) in SEGMENTS.items():
            part = [point for point in line if y_of(top) <= point[1] <= y_of(bottom)]
            if len(part) > 2 and length(part) / (part[-1][1] - part[0][1]) >= 1.4:
                winding.append(name)
        assert len(winding) >= 8
        part = [point for point in line if y_of(SEGMENTS["T7"][0]) <= point[1] <= y_of(SEGMENTS["S1"][1])]
        assert length(part) / dist(part[0], part[-1]) >= 1.5

    def test_it_is_wider_there_and_as_in_health_above(self, atlas: Atlas, plate: Plate) -> None:
        ill, well = (
            {r.address.level: r for r in regions(p, "posteromedian-spinal-vein")}
            for p in (shown(atlas, "spinal-dural-fistula"), plate)
        )
        for name in ("T8", "T9", "T10", "T11", "T12"):
            assert radius([ill[name]]) > 1.3 * radius([well[name]]), name
        for name in ("C4", "T1", "T3"):
            assert radius([ill[name]]) == pytest.approx(radius([well[name]]), rel=0.25), name
        assert set(ill) == set(well)

    def test_it_stays_between_the_side_veins(self, atlas: Atlas) -> None:
        found = regions(shown(atlas, "spinal-dural-fistula"), "posteromedian-spinal-vein")
        for region in found:
            for line in region.lines:
                for x, y, half in zip(line.points[::2], line.points[1::2], line.radii, strict=True):
                    if y_of(SEGMENTS["T6"][0]) < y < y_of(SEGMENTS["T10"][1]):
                        assert abs(x) + half < 56

    def test_the_vein_of_the_shunt_is_enlarged_and_an_artery_meets_it(self, atlas: Atlas) -> None:
        def width(*names: str) -> float:
            found = regions(shown(atlas, *names), "posterior-radicular-veins", Shape.LINE)
            return radius([r for r in found if (r.address.side, r.address.level) == ("right", "T8")])

        assert width("spinal-dural-fistula") > 1.5 * width()
        assert width("venous-congestion") == pytest.approx(width(), rel=0.1)
        ill = shown(atlas, "spinal-dural-fistula")
        artery = regions(ill, "radiculomeningeal-artery")
        crossing = regions(ill, "radicular-dural-crossing", Shape.AREA)
        slit = next(r.bounds for r in crossing if (r.address.side, r.address.level) == ("right", "T8"))
        ends = [line[-1] for region in artery for line in polylines(region)]
        assert any(dist(end, (slit.x + slit.width / 2, slit.y + slit.height / 2)) < 14 for end in ends)
        assert regions(shown(atlas), "radiculomeningeal-artery") == []

    @pytest.mark.parametrize("condition", COILED)
    def test_the_net_is_distended_low_down(self, atlas: Atlas, plate: Plate, condition: str) -> None:
        def widest(plate: Plate, level: str) -> float:
            found = [r for r in regions(plate, "pial-venous-plexus") if r.address.level == level]
            return max(value for region in found for line in region.lines for value in line.radii)

        ill = shown(atlas, condition)
        assert widest(ill, "T9") > 1.8 * widest(plate, "T9")
        assert widest(ill, "C6") == widest(plate, "C6")

    @pytest.mark.parametrize(
        ("condition", "level", "swollen"),
        [("engorged-epidural-veins", "C5", True), ("engorged-epidural-veins", "L3", True),
         ("blocked-vena-cava", "L3", True), ("late-pregnancy", "L3", True),
         ("blocked-vena-cava", "T4", False), ("late-pregnancy", "T4", False)],
    )  # fmt: skip
    def test_rails_and_rings_are_engorged_where_the_sheet_says(
        self, atlas: Atlas, plate: Plate, condition: str, level: str, swollen: bool
    ) -> None:
        ill = shown(atlas, condition)
        for structure in ("posterior-internal-vertebral-plexus", "epidural-venous-rings"):
            now, before = (
                radius(
                    [r for r in regions(p, structure) if r.address.level == level and r.shape is Shape.LINE]
                )
                for p in (ill, plate)
            )
            assert (now > 1.25 * before) is swollen, structure

    def test_every_region_of_health_is_there_in_every_condition(self, atlas: Atlas, plate: Plate) -> None:
        usual = {str(region.address) for region in plate.regions}
        for condition in atlas.conditions:
            drawn = {str(region.address) for region in shown(atlas, condition).regions}
            assert usual - drawn == set(), condition
            assert {name.partition(".")[0] for name in drawn - usual} <= {"radiculomeningeal-artery"}


class TestSidecar:
    def test_both_gutters_offer_names_for_the_whole_plate(self, plate: Plate) -> None:
        whole = Counter(wish.gutter for wish in plate.wishes if wish.shown_from == 0)
        assert 12 <= whole["left"] <= 18
        assert 12 <= whole["right"] <= 18
        assert abs(whole["left"] - whole["right"]) <= 3

    def test_every_wish_names_something_drawn(self, plate: Plate) -> None:
        for wish in plate.wishes:
            assert any(wish.address.covers(region.address) for region in plate.regions), wish.address

    def test_closer_in_the_levels_are_named(self, plate: Plate) -> None:
        closer = {wish.address.structure for wish in plate.wishes if wish.shown_from == pytest.approx(1.4)}
        assert {"dorsal-transverse-anastomoses", "pial-venous-plexus"} <= closer

    def test_a_label_calls_a_structure_by_its_own_name(self, atlas: Atlas) -> None:
        for wish in atlas.plates["dorsal"].wishes:
            name = atlas.structures[wish.address.structure].name
            assert not wish.text or name.casefold() in wish.text.casefold(), wish.address

    @pytest.mark.parametrize("zoom", [0.41, 0.8, 1.6, 3.0])
    def test_nothing_unseen_is_named(self, plate: Plate, zoom: float) -> None:
        offered = LabelOffers(plate).wanted(plate.view, zoom, "all", (), frozenset())
        assert offered
        assert "lamina-and-flavum" not in {label.address.structure for label in offered}


class TestDrawing:
    def test_the_files_are_what_the_drawing_makes(self) -> None:
        pytest.importorskip("numpy")
        from assets.drawing.plate import make_plate

        made = make_plate()
        assert tomllib.loads(made["dorsal.toml"]) == tomllib.loads(
            (PLATES / "dorsal.toml").read_text("utf-8")
        )
        kept = ElementTree.parse(PLATES / "dorsal.svg").getroot()
        for new, old in zip(walk(ElementTree.fromstring(made["dorsal.svg"])), walk(kept), strict=True):
            remedy = f"{old.get('id', old.tag)}: draw the plate anew with “python -m assets.drawing”"
            assert {**new.attrib, "d": ""} == {**old.attrib, "d": ""}, remedy
            assert alike(new.get("d", ""), old.get("d", "")), remedy


def apart(plate: Plate, veins: set[int]) -> list[str]:
    """Name the regions that cannot be reached from the first of them by vessels that touch."""
    neighbours: dict[int, set[int]] = {i: set() for i in veins}
    for a, b in plate.links:
        if a in neighbours and b in neighbours:
            neighbours[a].add(b)
            neighbours[b].add(a)
    reached, waiting = set(), [min(veins)]
    while waiting:
        here = waiting.pop()
        if here not in reached:
            reached.add(here)
            waiting += neighbours[here]
    return [str(plate.regions[i].address) for i in veins - reached]


def exit_y(level: str) -> float:
    """Where the nerve of a level leaves."""
    exits, vertebrae = MEASURES["exits"], MEASURES["vertebrae"]
    if level in exits:
        return y_of(exits[level])
    if level == "C8":
        return y_of(vertebrae["T1"][0] - 1)
    return y_of(vertebrae[level][0] - 1 if level.startswith("C") else vertebrae[level][1] - 2)


def outline(region: Region) -> Polyline:
    areas = [list(zip(area[::2], area[1::2], strict=True)) for area in region.areas]
    return [point for line in [*areas, *polylines(region)] for point in line]


def walk(node: ElementTree.Element) -> Iterator[ElementTree.Element]:
    yield from (each for each in node.iter() if not each.tag.endswith("}style"))


def alike(new: str, old: str) -> bool:
    """Tell whether two paths cover the same ground, whichever way their curves were cut."""
    if new == old:
        return True
    first, second = ends(new), ends(old)
    return len(first) == len(second) and all(
        abs(a - b) < TOLERANCE
        for one, two in zip(first, second, strict=True)
        for a, b in zip(one, two, strict=True)
    )


def ends(data: str) -> list[tuple[float, float, float, float]]:
    """Return for each part of a path where it begins and where it ends."""
    result = []
    for part in data.split("M")[1:]:
        numbers = [float(word) for word in re.findall(r"-?\d+\.?\d*", re.split("[clz]", part)[0])]
        x, y = numbers
        for letter, words in re.findall("([cl])([^clz]*)", part):
            values = [float(word) for word in re.findall(r"-?\d+\.?\d*", words)]
            x, y = x + values[-2], y + values[-1]
            assert len(values) == (6 if letter == "c" else 2)
        result.append((*numbers, x, y))
    return result

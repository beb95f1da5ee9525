"""The way that is shown first in the shipped atlas: the surest and most usual of all that there are."""

from pathlib import Path

import pytest

from viewer.core.address import Address
from viewer.core.assumed import Pattern
from viewer.core.atlas import Atlas
from viewer.core.case import case_of, involved_in
from viewer.core.first_way import first_way
from viewer.core.flow_marks import flow_marks
from viewer.core.flow_question import Question, asked_in
from viewer.core.loading import load_atlas
from viewer.core.network import Network
from viewer.core.section import Block
from viewer.core.showing import Showing, plate_as_shown, usual_names
from viewer.core.way import stops_of
from viewer.shell.blood import Blood
from viewer.shell.blood_words import BloodWords
from viewer.shell.trace_text import told


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return load_atlas(Path(__file__).parents[2] / "assets" / "atlas")


def shown(atlas: Atlas, start: str, *blocks: str, condition: str = "") -> list[str]:
    """The structures of the way shown first."""
    case = case_of(atlas, condition, usual_names(atlas))
    trace = Network(atlas, case._replace(blocked=case.blocked | {*blocks})).trace(Address.parse(start))
    return [trace.stops[stop].address.structure for stop in stops_of(trace, first_way(trace, atlas))]


def test_from_the_horn_it_goes_by_what_is_sure_and_by_the_plexus_that_is_usual(atlas: Atlas) -> None:
    assert shown(atlas, "dorsal-horn.T8") == [
        "dorsal-horn", "radial-veins", "pial-venous-plexus", "posteromedian-spinal-vein",
        "posterior-radicular-veins", "radicular-dural-crossing", "posterior-internal-vertebral-plexus",
        "intervertebral-veins", "posterior-intercostal-veins", "azygos-vein", "superior-vena-cava",
        "right-atrium",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("start", "plexus"),
    [
        ("radicular-dural-crossing", "posterior-internal-vertebral-plexus"),
        ("posterior-radicular-veins.L2", "posterior-internal-vertebral-plexus"),
        ("great-posterior-radicular-vein", "posterior-internal-vertebral-plexus"),
        ("anterior-radicular-veins.L2", "anterior-internal-vertebral-plexus"),
        ("anteromedian-spinal-vein", "anterior-internal-vertebral-plexus"),
    ],
)
def test_each_radicular_vein_leads_to_its_usual_plexus(atlas: Atlas, start: str, plexus: str) -> None:
    way = shown(atlas, start)
    assert way[way.index("radicular-dural-crossing") + 1] == plexus


def test_from_the_bone_it_goes_backwards_into_the_plexus(atlas: Atlas) -> None:
    assert shown(atlas, "basivertebral-veins.L3")[1:4] == [
        "retrocorporeal-veins", "anterior-internal-vertebral-plexus", "intervertebral-veins",
    ]  # fmt: skip


def test_doubt_about_valves_only_is_no_doubt_about_the_way(atlas: Atlas) -> None:
    doubtful = [edge for edge in atlas.edges if edge.certainty != "A"]
    assert [edge.id for edge in doubtful if "valves" in edge.certainty_note or "mouth" in edge.note] == []
    assert {edge.id for edge in atlas.edges if edge.valves.startswith("accounts differ")} >= {"E42", "E76"}


@pytest.mark.parametrize(
    ("start", "trunk"),
    [
        ("dorsal-horn.left.T1", "brachiocephalic-veins"),
        ("dorsal-horn.right.T3", "brachiocephalic-veins"),
        ("posterior-intercostal-veins.T2", "brachiocephalic-veins"),
        ("dorsal-horn.left.T4", "accessory-hemiazygos-vein"),
        ("dorsal-horn.left.T8", "accessory-hemiazygos-vein"),
        ("dorsal-horn.left.T9", "hemiazygos-vein"),
        ("ventral-horn.left.T12", "hemiazygos-vein"),
        ("dorsal-horn.right.T8", "azygos-vein"),
        ("dorsal-horn.right.T12", "azygos-vein"),
    ],
)
def test_in_the_chest_it_keeps_to_its_side_and_the_highest_spaces_to_their_vein(
    atlas: Atlas, start: str, trunk: str
) -> None:
    way = shown(atlas, start)
    assert way[way.index("posterior-intercostal-veins") + 1] == trunk


def test_what_the_pattern_of_a_drawing_leaves_out_is_known(atlas: Atlas) -> None:
    pattern = Pattern(atlas)
    vein = Address("posterior-radicular-veins")
    assert pattern.leaves_out(vein, ["T7"]) and pattern.leaves_out(vein._replace(side="left"), ["T8"])
    assert not pattern.leaves_out(vein, ["T8"]) and not pattern.leaves_out(vein, [])
    assert not pattern.leaves_out(Address("posterior-internal-vertebral-plexus", "left"), ["C8"])
    assert not pattern.leaves_out(Address("azygos-vein"), ["T8"])


def test_with_the_outlets_behind_blocked_it_goes_to_the_front_at_its_own_level(atlas: Atlas) -> None:
    way = shown(atlas, "dorsal-horn.T8", "posterior-radicular-veins")
    assert "transmedullary-anastomoses" in way and "anterior-radicular-veins" in way
    assert "great-posterior-radicular-vein" not in way


@pytest.mark.parametrize("start", ["dorsal-horn.L1", "dorsal-horn.L3", "posteromedian-spinal-vein.S3"])
def test_a_block_of_a_vessel_closes_what_the_index_has_below_it(
    atlas: Atlas, qapp: object, start: str
) -> None:
    assert "great-posterior-radicular-vein" in shown(atlas, start, "E26", "E27", "E28")
    blood = flow_of(atlas, start, "posterior-radicular-veins")
    assert blood.trace is not None
    assert "great-posterior-radicular-vein" not in {stop.address.structure for stop in blood.trace.stops}
    flow = blood.flow()
    assert flow is not None
    plate = atlas.plates["dorsal"]
    great = sum(region.address.structure == "great-posterior-radicular-vein" for region in plate.regions)
    veins = sum(region.address.structure == "posterior-radicular-veins" for region in plate.regions)
    assert len(flow_marks(atlas, plate, flow).bars) == great + veins


def test_in_the_fistula_it_fills_the_midline_vein_and_leaves_by_a_neighbour(atlas: Atlas) -> None:
    way = shown(atlas, "posterior-radicular-veins.right.T8", condition="spinal-dural-fistula")
    assert way[:4] == [
        "posterior-radicular-veins", "posteromedian-spinal-vein", "posteromedian-spinal-vein",
        "posterior-radicular-veins",
    ]  # fmt: skip


def flow_of(atlas: Atlas, start: str, *blocks: str, condition: str = "") -> Blood:
    """What a window holds of the blood of a place."""
    blood = Blood()
    blood.begin(atlas)
    blood.set_case(usual_names(atlas), condition)
    blood.set_blocks(blocks)
    if start:
        blood.ask(Question("heart", Address.parse(start)))
    return blood


def read(blocks: list[Block]) -> str:
    return "\n".join("".join(run.text for run in block.runs) for block in blocks)


def test_a_block_that_leaves_fewer_ways_says_so_and_what_is_lost(atlas: Atlas, qapp: object) -> None:
    blood = flow_of(atlas, "radial-veins.left.T8", "posterior-radicular-veins.right.T8")
    text = read(BloodWords(atlas, blood).news())
    assert "Fewer ways are left to the blood of this place: 9 of 15. It no longer passes" in text
    assert "goes as before" not in text


def test_a_vein_that_the_example_does_not_draw_is_called_assumed_once(atlas: Atlas, qapp: object) -> None:
    blood = flow_of(atlas, "radial-veins.left.T8", "posterior-radicular-veins.right.T8")
    rows = [row.text for row in BloodWords(atlas, blood).rows() if "assumed" in row.text]
    assert len(rows) == 1
    assert "Posterior radicular vein, left" in rows[0]
    assert rows[0].endswith("(assumed: none drawn there)")
    blood.stand(next(at for at, stop in enumerate(blood.stops) if blood.trace and
                     blood.trace.stops[stop].address.structure == "posterior-radicular-veins"))  # fmt: skip
    assert "Assumed: the drawing shows one example" in read(BloodWords(atlas, blood).step())
    drawn = BloodWords(atlas, flow_of(atlas, "radial-veins.left.T8")).rows()
    assert not [row.text for row in drawn if "assumed" in row.text]


@pytest.mark.parametrize("goal", ["azygos-vein", "brachiocephalic-veins.left", "inferior-vena-cava"])
def test_what_drains_into_a_vein_is_listed_from_the_tissue_on(atlas: Atlas, goal: str) -> None:
    network, question = (
        Network(atlas, case_of(atlas, "", usual_names(atlas))),
        Question("upstream", Address.parse(goal)),
    )
    lines = told(network, question.answered(network), question).splitlines()
    titles = [stage.title for stage in atlas.stages]
    headings = [titles.index(line) for line in lines if line in titles]
    assert headings == sorted(set(headings)) and headings[0] == 0


@pytest.mark.parametrize("condition", ["blocked-vena-cava", "late-pregnancy", "straining"])
def test_a_way_that_is_chosen_to_be_shown_says_so(atlas: Atlas, qapp: object, condition: str) -> None:
    blood = flow_of(atlas, "", condition=condition)
    blood.ask(asked_in(atlas.conditions[condition]))
    assert "chosen to be shown" in read(BloodWords(atlas, blood).text())
    assert blood.question is not None and blood.trace is not None
    text = told(blood.network, blood.trace, blood.question)
    assert "chosen to be shown" in text and "surest" not in text


def lit(atlas: Atlas, blood: Blood, structure: str, part: str) -> set[str]:
    """The levels of a structure that the back of the cord lights as the way, or as its branches."""
    flow = blood.flow()
    assert flow is not None
    plate = atlas.plates["dorsal"]
    numbers = getattr(flow_marks(atlas, plate, flow), part)
    addresses = [plate.regions[number].address for number in numbers]
    return {address.level for address in addresses if address.structure == structure}


def test_a_climb_is_lit_from_level_to_level_and_leads_to_one(atlas: Atlas, qapp: object) -> None:
    blood = flow_of(atlas, "posteromedian-spinal-vein.T8", "posterior-radicular-veins")
    up = next(n for n, one in enumerate(blood.trace.passages) if not one.edge) if blood.trace else -1
    blood.take(up)
    where = [passed.levels for passed in blood.passed]
    assert where[0] == ("T8",) and len(where[1]) == 1
    end = where[1][0]
    first, last = sorted(map(atlas.levels.index, ("T8", end)))
    assert lit(atlas, blood, "posteromedian-spinal-vein", "way") == set(atlas.levels[first : last + 1])


def test_a_block_with_nothing_traced_lights_the_midline_vein_all_along(atlas: Atlas, qapp: object) -> None:
    blood = flow_of(atlas, "", "posterior-radicular-veins")
    levels = lit(atlas, blood, "posteromedian-spinal-vein", "branches")
    assert {"C8", "T4", "T8", "T12", "L1"} <= levels


def test_where_the_blood_that_is_followed_is_held_up_no_other_way_is_lit(atlas: Atlas, qapp: object) -> None:
    blood = flow_of(atlas, "dorsal-horn.L3", condition="venous-congestion")
    flow = blood.flow()
    assert blood.trace is not None and not blood.trace.reached
    assert flow is not None and flow.congested and (flow.branches, flow.side_steps) == ((), ())


def test_what_runs_backwards_has_heads_that_way_on_the_section_and_the_back(
    atlas: Atlas, qapp: object
) -> None:
    flow = flow_of(atlas, "", condition="spinal-dural-fistula").flow()
    assert flow is not None and "E32.T8" in flow.backwards
    section = atlas.plates["section-t8"]
    ties = {course.line: course.direction for course in flow_marks(atlas, section, flow).turned}
    assert {ties[tie.line] for tie in section.ties if tie.edge == "E32"} == {-1}
    back = atlas.plates["dorsal"]
    lines = {course.line: course.direction for course in flow_marks(atlas, back, flow).turned}
    vein = next(r for r in back.regions if str(r.address) == "posterior-radicular-veins.right.T8")
    inward = {line.points[0] > line.points[-2] for line in vein.lines if lines.get(line) == 1}
    outward = {line.points[0] > line.points[-2] for line in vein.lines if lines.get(line) == -1}
    assert inward <= {True} and outward <= {False} and (inward or outward)


def test_on_a_section_only_the_crossing_that_the_vein_leads_to_is_lit(atlas: Atlas, qapp: object) -> None:
    flow = flow_of(atlas, "posterior-radicular-veins.T4").flow()
    assert flow is not None
    plate = plate_as_shown(atlas, atlas.plates["section-t8"], Showing(usual_names(atlas), "T4"))
    lit = [plate.regions[number].address for number in flow_marks(atlas, plate, flow).way]
    assert {one.side for one in lit if one.structure == "radicular-dural-crossing"} == {"left"}


@pytest.mark.parametrize(
    ("question", "condition", "level", "structure"),
    [
        (Question("heart", Address.parse("dorsal-horn.L3")), "", "L3", "posterior-internal-vertebral-plexus"),
        (Question("heart", Address.parse("dorsal-horn.T8")), "", "T8", "posterior-internal-vertebral-plexus"),
        (None, "spread-by-the-vertebral-plexus", "L3", "anterior-internal-vertebral-plexus"),
        (None, "spread-by-the-vertebral-plexus", "L3", "basivertebral-veins"),
    ],
)
def test_on_a_section_vessels_counted_by_vertebrae_are_lit_with_the_nerve_of_the_level(
    atlas: Atlas, qapp: object, question: Question | None, condition: str, level: str, structure: str
) -> None:
    blood = flow_of(atlas, "", condition=condition)
    blood.ask(question or asked_in(atlas.conditions[condition]))
    flow = blood.flow()
    assert flow is not None
    names = usual_names(atlas)
    plate = plate_as_shown(atlas, atlas.plates[f"section-{level.lower()}"], Showing(names, level, condition))
    marks = flow_marks(atlas, plate, flow)
    assert structure in {plate.regions[number].address.structure for number in marks.way}
    elsewhere = plate_as_shown(atlas, atlas.plates["section-c5"], Showing(names, "C5", condition))
    far = flow_marks(atlas, elsewhere, flow)
    assert structure not in {elsewhere.regions[number].address.structure for number in far.way}


def test_of_what_a_condition_involves_the_example_is_lit_where_it_is_drawn_by_levels(atlas: Atlas) -> None:
    lit = set(map(str, involved_in(atlas, "spinal-dural-fistula").example))
    assert {"posterior-radicular-veins.T8", "radicular-dural-crossing.T8", "pial-venous-plexus.T8"} <= lit
    assert "posteromedian-spinal-vein" not in lit


def test_what_a_condition_involves_keeps_its_colours_at_its_levels_and_begins_at_one_place(
    atlas: Atlas,
) -> None:
    fistula = involved_in(atlas, "spinal-dural-fistula")
    assert [str(one) for one in fistula.begins] == ["posterior-radicular-veins.right.T8"]
    assert fistula.example[0].structure == fistula.begins[0].structure
    coloured = set(map(str, fistula.coloured))
    assert {"posteromedian-spinal-vein.T5", "posteromedian-spinal-vein.L2"} <= coloured
    assert not {"posteromedian-spinal-vein.T4", "posteromedian-spinal-vein"} & coloured
    assert not involved_in(atlas, "haematomyelia").begins


def test_a_condition_that_begins_at_a_vessel_of_many_levels_is_followed_from_one(atlas: Atlas) -> None:
    many = {region.address.structure for plate in atlas.plates.values() for region in plate.regions
            if region.address.level and not plate.cut}  # fmt: skip
    shown = [
        one for one in atlas.conditions.values() if one.start is not None and one.at and one.goal is None
    ]
    veins = [one for one in shown if one.start is not None and one.start.structure in many and not one.by]
    assert len(veins) >= 3
    assert [one.id for one in veins if one.start is not None and not one.start.level] == []

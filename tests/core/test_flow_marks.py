"""What a plate draws of the blood's way: which regions, which way round, where numbers and bars stand."""

from pathlib import Path

import pytest

from tests.plates_atlas import plates_atlas
from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.first_way import first_way
from viewer.core.flow_marks import Flow, Halt, Walked, flow_marks
from viewer.core.level_cursor import level_of, next_level, segment_of
from viewer.core.loading import load_atlas
from viewer.core.network import Network
from viewer.core.plate_choice import plate_at, plate_choices, plate_for
from viewer.core.way import branches_at, stops_of, way_by, way_from


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    return load_atlas(plates_atlas(tmp_path_factory.mktemp("flow") / "atlas"))


def halt(text: str, *levels: str) -> Halt:
    return Halt(Address.parse(text), levels)


def named(atlas: Atlas, plate: str, numbers: tuple[int, ...]) -> list[str]:
    return [str(atlas.plates[plate].regions[number].address) for number in numbers]


def test_a_halt_lights_its_side_and_its_levels_only(atlas: Atlas) -> None:
    flow = Flow(way=(halt("midline-vein", "C2", "T1"), halt("side-vein.right")))
    marks = flow_marks(atlas, atlas.plates["back"], flow)
    assert named(atlas, "back", marks.way) == ["midline-vein.C2", "midline-vein.T1", "side-vein.right.C2"]


def test_a_vessel_drawn_without_sides_stands_for_each(atlas: Atlas) -> None:
    marks = flow_marks(atlas, atlas.plates["map"], Flow(way=(halt("midline-vein.C1"),)))
    assert named(atlas, "map", marks.way) == ["midline-vein"]


def test_what_is_on_the_way_is_no_branch(atlas: Atlas) -> None:
    flow = Flow(way=(halt("midline-vein"),), branches=(halt("midline-vein"), halt("side-vein.left")))
    marks = flow_marks(atlas, atlas.plates["map"], flow)
    assert named(atlas, "map", marks.branches) == ["side-vein.left"]


def test_a_line_leads_to_what_comes_next_and_away_from_what_was(atlas: Atlas) -> None:
    """Where no ties tell it: a plate without any."""
    plate = atlas.plates["map"]._replace(ties=())
    down = Flow(way=(halt("midline-vein"), halt("right-atrium")))
    up = Flow(way=(halt("right-atrium"), halt("midline-vein")))
    for flow, direction in ((down, 1), (up, -1)):
        courses = flow_marks(atlas, plate, flow).courses
        assert [one.direction for one in courses if one.line.points[0] == 150.0] == [direction]


def test_where_there_are_ties_they_alone_tell_directions_and_vessels_are_lit_thinly(atlas: Atlas) -> None:
    flow = Flow(way=(halt("midline-vein"), halt("right-atrium")), steps=(Walked("E-four", False),))
    marks = flow_marks(atlas, atlas.plates["map"], flow)
    assert marks.courses == () and [tie.direction for tie in marks.ties] == [1]
    assert marks.thin is not None and [line.points[0] for line in marks.thin] == [150.0, 140.0]
    assert flow_marks(atlas, atlas.plates["back"], flow).thin is None


def test_a_tie_is_lit_at_its_levels_only(atlas: Atlas) -> None:
    plate = atlas.plates["map"]
    tie = plate.ties[0]
    ties = (
        tie._replace(levels="C"),
        tie._replace(levels="T", line=tie.line._replace(points=tie.line.points[::-1])),
    )
    plate = plate._replace(ties=ties)
    for levels, lit in (((), [0, 1]), (("T1",), [1]), (("C1", "C2"), [0]), (("C2", "T1"), [0, 1])):
        flow = Flow(way=(halt("midline-vein"),), steps=(Walked("E-four", False, levels),))
        lines = [one.line for one in flow_marks(atlas, plate, flow).ties]
        assert lines == [ties[number].line for number in lit]


def test_the_shipped_map_tells_a_way_at_one_level_apart() -> None:
    shipped = load_atlas(Path(__file__).parents[2] / "assets" / "atlas")
    plate = shipped.plates["drainage"]
    trace = Network(shipped).trace(Address.parse("dorsal-horn.T8"))
    steps = tuple(Walked(one.edge, one.against, one.levels) for one in trace.passages if one.edge)
    marks = flow_marks(shipped, plate, Flow(tuple(Halt(s.address, s.levels) for s in trace.stops), steps))
    lit = [one.line for one in marks.ties]
    levels = {tie.levels for tie in plate.ties if tie.line in lit}
    assert levels == {"", "T"}


def test_a_step_against_its_edge_is_drawn_against_its_tie(atlas: Atlas) -> None:
    plate = atlas.plates["map"]
    for against, direction in ((False, 1), (True, -1)):
        marks = flow_marks(
            atlas, plate, Flow(way=(halt("midline-vein"),), steps=(Walked("E-four", against),))
        )
        assert [tie.direction for tie in marks.ties] == [direction]


def test_numbers_stand_on_their_vessels_and_one_is_where_the_reader_is(atlas: Atlas) -> None:
    flow = Flow(way=(halt("midline-vein"), halt("right-atrium")), here=1)
    discs = flow_marks(atlas, atlas.plates["map"], flow).discs
    assert [(disc.number, disc.here) for disc in discs] == [(1, False), (2, True)]
    assert (discs[1].x, discs[1].y) in {(140.0, 270.0), (160.0, 270.0)}


@pytest.mark.parametrize(
    ("word", "plate", "count"),
    [
        ("E-four", "map", 1),
        ("E-two", "back", 1),
        ("E-three.C2", "back", 1),
        ("E-three.T1", "back", 0),
        ("midline-vein", "back", 5),
        ("midline-vein.C1", "back", 2),
        ("right-atrium", "back", 0),
    ],
)
def test_a_block_is_drawn_where_it_is(atlas: Atlas, word: str, plate: str, count: int) -> None:
    assert len(flow_marks(atlas, atlas.plates[plate], Flow(blocked=(word,))).bars) == count


def test_a_way_keeps_what_it_can_when_another_branch_is_taken(atlas: Atlas) -> None:
    trace = Network(atlas).trace(Address.parse("vein-net"))
    way = first_way(trace, atlas)
    stops = [str(trace.stops[stop].address) for stop in stops_of(trace, way)]
    assert stops[0].startswith("vein-net") and stops[-1] == "right-atrium"
    for step in range(len(way)):
        for passage in branches_at(trace, way, step):
            other = way_by(trace, way, passage)
            assert passage in other and other[:step] == way[:step]
            assert trace.stops[stops_of(trace, other)[-1]].address.structure == atlas.heart
    for stop in range(len(trace.stops)):
        begun = way_from(trace, stop)
        assert begun == () or stops_of(trace, begun)[0] == stop


def test_choices_of_plates_and_the_cut_of_a_level(atlas: Atlas) -> None:
    assert [(one.id, one.title) for one in plate_choices(atlas)] == [
        ("back", "Back"), ("Section", "Section"), ("map", "Map"),
    ]  # fmt: skip
    assert [plate_at(atlas, "cut-c", level) for level in ("C2", "T1", "")] == ["cut-c", "cut-t", "cut-c"]
    assert (plate_for(atlas, "Section", "T1"), plate_for(atlas, "nothing", "T1")) == ("cut-t", "")


def test_levels_of_the_cursor(atlas: Atlas) -> None:
    assert level_of(atlas, Address.parse("midline-vein.C2")) == "C2"
    assert level_of(atlas, Address.parse("midline-vein")) == ""
    assert (segment_of(atlas, "segment", "T1"), segment_of(atlas, "vertebra", "T1")) == ("T1", "")
    steps = [next_level(atlas, level, step) for level, step in (("", 1), ("", -1), ("C1", -1), ("C2", 1))]
    assert steps == ["C1", "T1", "C1", "T1"]


def test_the_atlas_that_ships_puts_vertebrae_at_the_segments_beside_them() -> None:
    shipped = load_atlas(Path(__file__).parents[2] / "assets" / "atlas")
    assert level_of(shipped, Address.parse("posterior-radicular-veins.right.T8")) == "T8"
    beside = segment_of(shipped, "vertebra", "T12")
    assert beside in shipped.levels and beside != "T12"

"""The network: where blood goes, what a block changes, and that it agrees with trying everything."""

from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.core.flow_oracle import FlowOracle, State
from viewer.core.address import Address
from viewer.core.assets import atlas_folder
from viewer.core.atlas import Atlas
from viewer.core.case import Case, case_of
from viewer.core.drainage import Edge, Stage
from viewer.core.loading import load_atlas
from viewer.core.network import Network
from viewer.core.showing import usual_names
from viewer.core.structure import Structure, StructureId
from viewer.core.tracing import Trace

RADICULAR = frozenset({"posterior-radicular-veins", "great-posterior-radicular-vein"})
LEVELS = ("C1", "C2", "T1", "T2", "L1")


def at(text: str) -> Address:
    return Address.parse(text)


def stops(trace: Trace) -> set[str]:
    return {str(stop.address) for stop in trace.stops}


def states(network: Network, addresses: Iterable[Address]) -> set[State]:
    """Spread addresses out to single states."""
    channels = network.channels
    found = set()
    for address in addresses:
        for node, mask in channels.nodes_of(address).items():
            place = channels.places[node]
            levels = channels.bed.levels_of(mask) if channels.levelled[place.structure] else ("",)
            found |= {State(place.structure, place.side, level) for level in levels}
    return found


def each_variant(atlas: Atlas) -> Iterable[frozenset[str]]:
    usual = usual_names(atlas)
    yield usual
    for variant in atlas.variants.values():
        if not variant.usual:
            yield (usual - {one.id for one in atlas.variants.values() if one.group == variant.group}) | {
                variant.id
            }


# The atlas that ships


def test_with_nothing_blocked_blood_reaches_the_heart_from_everywhere_in_every_variant(
    shipped: Atlas,
) -> None:
    for names in each_variant(shipped):
        assert Network(shipped, Case(names=names)).stranded() == ()


def test_the_usual_way_from_the_dorsal_horn_at_mid_thorax_takes_no_detour(shipped: Atlas) -> None:
    trace = Network(shipped).trace(at("dorsal-horn.T8"))
    assert trace.reached
    assert not any(passage.detour for passage in trace.passages)
    assert trace.alternatives == ()
    assert {"posteromedian-spinal-vein", "radicular-dural-crossing", "azygos-vein"} <= stops(trace)
    assert not {"vertebral-veins", "lumbar-veins", "anteromedian-spinal-vein"} & stops(trace)


@pytest.mark.parametrize(
    ("start", "passed", "left_out"),
    [
        ("intervertebral-veins.left.T8", "accessory-hemiazygos-vein", "hemiazygos-vein"),
        ("intervertebral-veins.left.T10", "hemiazygos-vein", "accessory-hemiazygos-vein"),
        ("intervertebral-veins.right.T8", "azygos-vein", "accessory-hemiazygos-vein"),
        ("intervertebral-veins.T2", "brachiocephalic-veins", "accessory-hemiazygos-vein"),
        ("intervertebral-veins.L3", "inferior-vena-cava", "vertebral-veins"),
        ("intervertebral-veins.S3", "lateral-sacral-veins", "lumbar-veins"),
        ("intervertebral-veins.Co1", "lateral-sacral-veins", "lumbar-veins"),
        ("intervertebral-veins.C5", "vertebral-veins", "azygos-vein"),
    ],
)
def test_blood_leaves_the_column_where_its_level_and_side_let_it(
    shipped: Atlas, start: str, passed: str, left_out: str
) -> None:
    found = {address.partition(".")[0] for address in stops(Network(shipped).trace(at(start)))}
    assert passed in found
    assert left_out not in found


@pytest.mark.parametrize("level", ["T8", "L3", "S3"])
def test_blood_reaches_the_veins_of_the_neck_only_by_climbing_and_the_trace_says_so(
    shipped: Atlas, level: str
) -> None:
    blocked = frozenset({f"intervertebral-veins.{level}", f"posterior-external-vertebral-plexus.{level}"})
    for case in (Case(), Case(blocked), Case(blocked | {"azygos-vein", "inferior-vena-cava"})):
        trace = Network(shipped, case).trace(at(f"posterior-internal-vertebral-plexus.{level}"))
        for way in trace.ways(2000):
            passages = [trace.passages[step] for step in way]
            climbed = any(not passage.edge for passage in passages)
            through = {trace.stops[passage.end].address.structure for passage in passages}
            if "vertebral-veins" in through:
                assert climbed or "ascending-lumbar-veins" in through


def test_with_the_posterior_radicular_veins_blocked_the_neighbours_take_over(shipped: Atlas) -> None:
    trace = Network(shipped, Case(RADICULAR)).trace(at("dorsal-horn"))
    assert trace.reached
    assert trace.cut_off == ()
    found = stops(trace)
    assert {"lateral-anastomotic-veins", "transmedullary-anastomoses", "anterior-radicular-veins"} <= found
    assert {"medullary-veins", "filum-vein"} <= found
    assert not RADICULAR & found


def test_a_block_at_one_level_sends_blood_to_the_neighbouring_ones(shipped: Atlas) -> None:
    network = Network(shipped, Case(frozenset({"posterior-radicular-veins.T8"})))
    along = [one for one in network.trace(at("posteromedian-spinal-vein.T8")).passages if not one.edge]
    assert along
    assert {one.levels for one in along} == {("T7", "T9")}
    change = network.change(at("posteromedian-spinal-vein.T8"))
    assert change.changed
    assert any(not one.edge and one.levels == ("T7", "T9") for one in change.by)
    assert not network.change(at("posteromedian-spinal-vein.T4")).changed


def test_an_effect_names_what_is_cut_off_what_goes_round_and_which_steps_are_in_doubt(shipped: Atlas) -> None:
    round_about = Network(shipped, Case(RADICULAR)).effect()
    assert round_about.cut_off == ()
    assert "dorsal-horn" in {address.structure for address in round_about.rerouted}
    assert {"E16", "E17"} <= set(round_about.doubtful)
    assert {"E16", "E17", "E111", "E112"} <= {one.edge for one in round_about.opened}
    cut = Network(shipped, Case(frozenset({"radicular-dural-crossing", "filum-vein", "medullary-veins"})))
    congested = {address.structure for address in cut.effect().cut_off}
    assert {"posteromedian-spinal-vein", "dorsal-horn", "posterior-radicular-veins"} <= congested
    assert not {"radicular-dural-crossing", "intervertebral-veins", "azygos-vein"} & congested
    assert all(not address.level for address in cut.effect().cut_off)


def test_a_blocked_place_lets_nothing_pass_but_is_not_called_congested(shipped: Atlas) -> None:
    network = Network(shipped, Case(frozenset({"inferior-vena-cava"})))
    assert not network.trace(at("inferior-vena-cava")).reached
    assert "inferior-vena-cava" not in {address.structure for address in network.effect().cut_off}
    assert network.trace(at("common-iliac-veins")).reached


def test_one_side_can_be_blocked(shipped: Atlas) -> None:
    network = Network(shipped, Case(frozenset({"intervertebral-veins.left"})))
    assert not any(stop.address.side == "left" for stop in network.trace(at("intervertebral-veins")).stops)
    assert network.trace(at("posterior-internal-vertebral-plexus.right.T8")).passages[0].detour is False


def test_a_group_goes_the_ways_of_its_members(shipped: Atlas) -> None:
    network = Network(shipped)
    group = network.trace(at("posterior-spinal-veins"))
    members = stops(network.trace(at("posteromedian-spinal-vein"))) | stops(
        network.trace(at("posterolateral-spinal-vein"))
    )
    assert stops(group) == members
    blocked = Network(shipped, Case(frozenset({"posterior-spinal-veins"})))
    assert not blocked.trace(at("posteromedian-spinal-vein")).reached


def test_what_is_no_vessel_has_no_way(shipped: Atlas) -> None:
    network = Network(shipped)
    assert not network.trace(at("artery-of-adamkiewicz")).reached
    assert network.trace(at("artery-of-adamkiewicz")).total == 0
    assert not network.trace(at("great-posterior-radicular-vein.T8")).reached


@pytest.mark.parametrize("goal", ["azygos-vein", "radicular-dural-crossing.left.T8", "filum-vein"])
def test_upstream_of_a_place_lies_what_leads_through_it(shipped: Atlas, goal: str) -> None:
    network = Network(shipped)
    upstream = network.upstream(at(goal))
    assert upstream.stops[-1].address.structure == at(goal).structure
    found = {stop.address.structure for stop in upstream.stops}
    for structure in network.channels.nodes:
        for level in ("", "T8"):
            trace = network.trace(Address(structure, "", level))
            through = any(
                at(goal).covers(stop.address._replace(level=at(goal).level))
                and (not at(goal).level or at(goal).level in (stop.levels or (at(goal).level,)))
                for stop in trace.stops
            )
            if through:
                assert structure in found, structure


def test_where_nothing_drains_the_neighbours_are_given(shipped: Atlas) -> None:
    upstream = Network(shipped).upstream(at("posterior-external-vertebral-plexus.T8"))
    assert "posterior-internal-vertebral-plexus" in stops(upstream)
    assert any(passage.detour for passage in upstream.passages)


def test_ways_between_two_places_run_as_the_blood_does(shipped: Atlas) -> None:
    network = Network(shipped)
    back = network.between(at("azygos-vein"), at("dorsal-horn.T8"))
    assert (str(back.start), str(back.goal)) == ("dorsal-horn.T8", "azygos-vein")
    assert network.between(at("dorsal-horn.T8"), at("azygos-vein")).stops == back.stops
    assert not network.between(at("azygos-vein"), at("inferior-vena-cava")).reached
    assert not network.trace(at("azygos-vein"), at("dorsal-horn")).reached


def test_two_vessels_that_do_not_drain_into_each_other_meet(shipped: Atlas) -> None:
    one, other = Network(shipped).meeting(at("azygos-vein"), at("inferior-vena-cava"))
    assert [str(stop.address) for stop in one.stops] == ["azygos-vein", "superior-vena-cava", "right-atrium"]
    assert [str(stop.address) for stop in other.stops] == ["inferior-vena-cava", "right-atrium"]
    assert Network(shipped).meeting(at("azygos-vein"), at("artery-of-adamkiewicz")) == ()


def test_a_condition_is_a_case(shipped: Atlas) -> None:
    fistula = case_of(shipped, "spinal-dural-fistula", usual_names(shipped))
    assert {"E6.T8-Co1", "E7.T8-Co1", "E8.T8-Co1"} <= fistula.blocked
    assert "spinal-dural-fistula" in fistula.names
    trace = Network(shipped, fistula).trace(at("posterior-radicular-veins.right.T8"))
    assert trace.passages[0].against
    assert trace.passages[0].detour
    assert "radial-veins" in {one.structure for one in Network(shipped, fistula).effect().cut_off}
    assert case_of(shipped, "", ["x"]) == Case(names=frozenset({"x"}))


def test_a_reversed_edge_may_be_narrowed_to_levels(shipped: Atlas) -> None:
    network = Network(shipped, case_of(shipped, "blocked-vena-cava", usual_names(shipped)))
    assert network.effect().cut_off == ()
    high = network.trace(at("posterior-internal-vertebral-plexus.T8"))
    assert high.passages[0].edge == "E46"
    low = network.trace(at("lateral-sacral-veins"))
    assert any(not passage.edge for passage in low.passages)


def test_unblocking_restores_what_was(shipped: Atlas) -> None:
    before = Network(shipped).trace(at("dorsal-horn"))
    for blocked in ("posteromedian-spinal-vein.T8", "E26", "E46.T4-T8", "pial-venous-plexus.left"):
        Network(shipped, Case(frozenset({blocked}), frozenset({"E10"}))).trace(at("dorsal-horn"))
    assert Network(shipped).trace(at("dorsal-horn")) == before


def test_names_that_the_atlas_does_not_know_change_nothing(shipped: Atlas) -> None:
    odd = Case(frozenset({"no-such-vein", "E46.X9", "x..y"}), frozenset({"E999"}), frozenset({"no-variant"}))
    assert Network(shipped, odd).trace(at("dorsal-horn")) == Network(shipped).trace(at("dorsal-horn"))


def test_an_atlas_without_stages_is_traced_by_the_distance_to_the_heart(small: Atlas) -> None:
    trace = Network(small).trace(at("vein-net"))
    assert [str(stop.address) for stop in trace.stops] == [
        "vein-net",
        "side-vein",
        "midline-vein",
        "right-atrium",
    ]
    assert not any(passage.detour for passage in trace.passages)
    assert {passage.edge for passage in trace.passages} == {"E-one", "E-two", "E-three", "E-four"}


# Any drainage


class Drawn(NamedTuple):
    """An atlas and a case; told by what was drawn, for when a test fails."""

    atlas: Atlas
    case: Case

    def __repr__(self) -> str:
        edges = [
            f"{edge.id} {edge.start}{'<>' if edge.either else '->'}{edge.end} {edge.levels}"
            for edge in self.atlas.edges
        ]
        structures = [
            f"{one.id}{' sided' * one.sided}{' levels' * bool(one.level_kind)}{' long' * one.lengthwise}"
            for one in self.atlas.structures.values()
        ]
        return f"{structures} {edges} blocked {set(self.case.blocked)} reversed {set(self.case.reversed)}"


@cache
def load_small() -> Atlas:
    """Load the small atlas. A fixture would be printed whole when a test fails."""
    return load_atlas(Path(__file__).parent.parent / "small_atlas")


@cache
def load_shipped() -> Atlas:
    return load_atlas(atlas_folder())


@st.composite
def drainages(draw: st.DrawFn) -> "Drawn":
    """Draw a small atlas by chance, with something blocked and something reversed."""
    names = [StructureId(f"v-{letter}") for letter in "abcdefgh"[: draw(st.integers(3, 8))]]
    structures = {
        name: Structure(
            name,
            "vein",
            name,
            sided=draw(st.booleans()),
            level_kind=draw(st.sampled_from(("segment", ""))),
            lengthwise=draw(st.booleans()),
        )
        for name in names
    }
    sides = {name: ("", "left", "right") if structures[name].sided else ("",) for name in names}
    ends = st.sampled_from(names)
    edges = []
    for number in range(draw(st.integers(2, 12))):
        start, end = draw(ends), draw(ends)
        if start == end:
            continue
        edges.append(
            Edge(
                f"E{number}", Address(start, draw(st.sampled_from(sides[start]))),
                Address(end, draw(st.sampled_from(sides[end]))), draw(st.booleans()), "",
                draw(st.sampled_from(("all", "C", "T", "C2-T1", "L1"))), "", "A", "", (),
            )
        )  # fmt: skip
    stages = tuple(
        Stage(str(rank), tuple(name for place, name in enumerate(names) if place % 4 == rank))
        for rank in range(4)
    )
    atlas = load_small()._replace(
        structures=structures, edges=tuple(edges), stages=stages, levels=LEVELS, heart=names[-1],
        conditions={}, plates={}, sections={},
    )  # fmt: skip
    places = [
        str(Address(name, side, level))
        for name in names
        for side in sides[name]
        for level in (("", *LEVELS) if structures[name].level_kind else ("",))
    ]
    narrowed = [f"{edge.id}{tail}" for edge in edges for tail in ("", ".T1", ".C1-C2")]
    case = Case(
        frozenset(draw(st.lists(st.sampled_from([*places, *narrowed]), max_size=4))),
        frozenset(draw(st.lists(st.sampled_from(narrowed), max_size=2))) if narrowed else frozenset(),
    )
    return Drawn(atlas, case)


def any_drainage(test: object) -> object:
    return settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))(
        given(st.data())(test)  # type: ignore[arg-type]
    )


@any_drainage
def test_what_is_cut_off_is_what_no_way_leads_from(data: st.DataObject) -> None:
    atlas, case = data.draw(drainages())
    network, oracle = Network(atlas, case), FlowOracle(atlas, case)
    assert states(network, network.stranded()) & oracle.open == oracle.stranded
    healthy = FlowOracle(atlas, Case())
    effect = network.effect()
    assert states(network.health, effect.cut_off) & oracle.open == oracle.stranded & healthy.distance.keys()
    rerouted = {
        state
        for state, distance in oracle.distance.items()
        if distance > healthy.distance.get(state, distance)
    }
    assert states(network.health, effect.rerouted) & oracle.open == rerouted


@any_drainage
def test_every_state_is_as_many_detours_from_the_heart_as_by_trying(data: st.DataObject) -> None:
    atlas, case = data.draw(drainages())
    network, oracle = Network(atlas, case), FlowOracle(atlas, case)
    found = {}
    for distance, layer in enumerate(network.to_heart):
        for node, mask in layer.items():
            place = network.channels.places[node]
            levels = (
                network.channels.bed.levels_of(mask) if network.channels.levelled[place.structure] else ("",)
            )
            found |= {State(place.structure, place.side, level): distance for level in levels}
    assert found == oracle.distance


@any_drainage
def test_the_ways_are_simple_and_joined_and_take_as_few_detours_as_any(data: st.DataObject) -> None:
    atlas, case = data.draw(drainages())
    network, oracle = Network(atlas, case), FlowOracle(atlas, case)
    least = oracle.least_moves()
    for structure in list(network.channels.nodes):
        trace = network.trace(Address(structure))
        ways = list(trace.ways(400))
        moving = [way for way in ways if way]
        assert len(moving) == len(set(moving))
        assert trace.total >= len(ways)
        assert trace.total == len(ways) or len(ways) == 400
        begins = {stop for stop, _nodes in trace.begins}
        for way in ways:
            passages = [trace.passages[step] for step in way]
            assert all(one.end == other.start for one, other in pairwise(passages))
            assert all(passage.start < passage.end for passage in passages)
            if passages:
                assert passages[0].start in begins
                assert trace.stops[passages[-1].end].address.structure == atlas.heart
            assert _walked(oracle, least, structure, trace, way)


def _walked(oracle: FlowOracle, least: dict, structure: str, trace: Trace, way: tuple[int, ...]) -> bool:  # type: ignore[type-arg]
    """Walk a way state by state over least moves; tell whether one can."""
    here = {(state, frozenset({state})) for state in oracle.distance if state.structure == structure}
    for step in way:
        passage = trace.passages[step]
        start, end = trace.stops[passage.start], trace.stops[passage.end]
        here = {
            (move.end, seen | {move.end})
            for state, seen in here
            for move in least.get(state, ())
            if (move.edge, move.against, bool(move.cost)) == (passage.edge, passage.against, passage.detour)
            and _at(state, start) and _at(move.end, end) and move.end not in seen
        }  # fmt: skip
    return bool(here)


def _at(state: State, stop: object) -> bool:
    address, levels = stop.address, stop.levels  # type: ignore[attr-defined]
    return (
        state.structure == address.structure
        and address.side in ("", state.side)
        and (not levels or state.level in levels)
    )


@any_drainage
def test_every_least_step_is_on_the_trace(data: st.DataObject) -> None:
    atlas, case = data.draw(drainages())
    network, oracle = Network(atlas, case), FlowOracle(atlas, case)
    least = oracle.least_moves()
    for structure in list(network.channels.nodes):
        pending = [state for state in oracle.distance if state.structure == structure]
        seen = set(pending)
        wanted = set()
        while pending:
            for move in least.get(pending.pop(), ()):
                wanted.add((move.edge, move.against, move.start.structure, move.end.structure))
                if move.end not in seen:
                    seen.add(move.end)
                    pending.append(move.end)
        trace = network.trace(Address(structure))
        assert wanted == {
            (
                passage.edge, passage.against,
                trace.stops[passage.start].address.structure, trace.stops[passage.end].address.structure,
            )
            for passage in trace.passages
        }  # fmt: skip


@any_drainage
def test_blocking_more_never_opens_a_way(data: st.DataObject) -> None:
    atlas, case = data.draw(drainages())
    less = case._replace(blocked=frozenset(list(case.blocked)[:1]), reversed=frozenset())
    more = case._replace(reversed=frozenset())
    before, after = FlowOracle(atlas, less), Network(atlas, more)
    stranded = states(after, after.stranded())
    assert before.stranded & FlowOracle(atlas, more).open <= stranded
    assert Network(atlas, less).trace(Address(atlas.heart)) == Network(atlas, less).trace(
        Address(atlas.heart)
    )


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    chosen=st.lists(
        st.tuples(st.integers(0, 10_000), st.sampled_from(("", ".T8", ".left", ".left.L3"))), max_size=12
    )
)
def test_blocks_of_the_shipped_atlas_cut_off_what_no_way_leads_from(chosen: list[tuple[int, str]]) -> None:
    shipped = load_shipped()
    names = [*(edge.id for edge in shipped.edges), *Network(shipped).channels.nodes]
    blocked = frozenset(f"{names[number % len(names)]}{tail}" for number, tail in chosen)
    known = frozenset(name for name in blocked if ".left" not in name or not name.startswith("E"))
    case = Case(known, names=usual_names(shipped))
    network, oracle = Network(shipped, case), FlowOracle(shipped, case)
    assert states(network, network.stranded()) & oracle.open == oracle.stranded
    assert states(network.health, network.effect().cut_off) & oracle.open == oracle.stranded

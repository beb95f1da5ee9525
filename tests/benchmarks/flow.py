"""Tracing the blood: the atlas that ships, and a drainage made by rule; no window is needed."""

import gc
import time
from collections.abc import Callable, Iterator
from random import Random

from tests.benchmarks.table import Row, middle_and_worst
from viewer.core.address import Address
from viewer.core.assets import atlas_folder
from viewer.core.atlas import Atlas
from viewer.core.case import Case
from viewer.core.drainage import Edge, Stage
from viewer.core.loading import load_atlas
from viewer.core.network import Network
from viewer.core.showing import usual_names
from viewer.core.structure import Structure, StructureId

_STRUCTURES, _EDGES, _STAGES = 2_000, 10_000, 100


def measure() -> Iterator[Row]:
    """Measure traces, each in a case of its own, as after every block that a reader sets."""
    atlas = load_atlas(atlas_folder())
    large = large_drainage(atlas)
    # The program does so after its start.
    gc.collect()
    gc.freeze()
    names = usual_names(atlas)
    places = [Address(structure) for structure in Network(atlas).channels.nodes]
    addresses = [*places, *(place._replace(level="T8") for place in places)]
    blocks = ["posterior-radicular-veins", "E26.T8", "intervertebral-veins.left", "azygos-vein"]
    cases = [Case(names=names), *(Case(frozenset({block}), names=names) for block in blocks)]
    traces = [_timed(lambda a=a, c=c: _traced(atlas, c, a)) for a in addresses for c in cases]  # type: ignore[misc]
    effects = [_timed(lambda c=c: Network(atlas, c).effect()) for c in cases for _ in range(5)]  # type: ignore[misc]
    middle, worst = middle_and_worst(traces)
    yield Row("a trace with its alternatives: median", middle, 5, "ms", f"worst {worst:.1f} ms")
    yield Row("what a block changes: median", middle_and_worst(effects)[0], 5, "ms")
    starts = [Address(structure) for structure in list(large.structures)[:_STRUCTURES:50]]
    blocked = [Case(), Case(frozenset(f"E{number}" for number in range(0, _EDGES, 70)))]
    compiled = _timed(lambda: Network(large).channels)
    traces = [_timed(lambda a=a, c=c: Network(large, c).trace(a)) for a in starts for c in blocked]  # type: ignore[misc]
    middle, worst = middle_and_worst(traces)
    yield Row("2,000 structures, 10,000 edges: a trace, median", middle, 50, "ms", f"worst {worst:.1f} ms")
    yield Row("there: compiled, once for an atlas", compiled * 1000, 150, "ms")


def _traced(atlas: Atlas, case: Case, start: Address) -> None:
    len(Network(atlas, case).trace(start).alternatives)


def _timed(act: Callable[[], object]) -> float:
    # Of the processor: another program beside this one is no fault of the trace.
    began = time.process_time()
    act()
    return time.process_time() - began


def large_drainage(atlas: Atlas) -> Atlas:
    """Make a drainage by rule: from each vessel some edges lead a little way on, a few of them back."""
    chance = Random(1)
    ids = [StructureId(f"vessel-{number}") for number in range(_STRUCTURES)]
    structures = {
        name: Structure(
            name, "vein", name, sided=chance.random() < 0.4,
            level_kind="segment" if chance.random() < 0.7 else "", lengthwise=chance.random() < 0.1,
        )
        for name in ids
    }  # fmt: skip
    edges = []
    for number in range(_EDGES):
        start = number if number < _STRUCTURES - 1 else chance.randint(0, _STRUCTURES - 2)
        end = chance.randint(start + 1, min(_STRUCTURES - 1, start + 60))
        either = chance.random() < 0.4
        levels = chance.choice(("all", "all", "T", "C;L", "T4-T8", "L"))
        edges.append(
            Edge(f"E{number}", Address(ids[start]), Address(ids[end]), either, "", levels, "", "A", "", ())
        )
    size = _STRUCTURES // _STAGES
    stages = tuple(Stage(str(rank), tuple(ids[rank * size : (rank + 1) * size])) for rank in range(_STAGES))
    return atlas._replace(
        structures=structures, edges=tuple(edges), heart=ids[-1], stages=stages, plates={}, sections={},
        conditions={}, variants={}, variant_groups={},
    )  # fmt: skip

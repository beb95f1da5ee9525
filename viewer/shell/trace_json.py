"""A trace as JSON, for other programs."""

import json
from typing import Any

from viewer.core.first_way import first_way
from viewer.core.network import Network
from viewer.core.queries import describe
from viewer.core.tracing import Trace

_WAYS = 200


def written(network: Network, trace: Trace) -> str:
    """Give a trace, its case and what the case changes as JSON; of the ways the first is the usual one."""
    case, effect = network.case, network.effect()
    whole: dict[str, Any] = {
        "blocked": sorted(case.blocked),
        "reversed": sorted(case.reversed),
        "in_force": sorted(case.names),
        **_trace(network, trace),
        "alternatives": [_trace(network, other) for other in trace.alternatives],
        "congested": [str(address) for address in effect.cut_off],
        "rerouted": [str(address) for address in effect.rerouted],
        "opened": sorted({one.edge for one in effect.opened if one.edge}),
        "doubtful": list(effect.doubtful),
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _trace(network: Network, trace: Trace) -> dict[str, Any]:
    atlas = network.atlas
    edges = {edge.id: edge for edge in atlas.edges}
    passages = []
    for passage in trace.passages:
        edge = edges.get(passage.edge)
        passages.append(
            {
                "start": passage.start,
                "end": passage.end,
                "edge": passage.edge,
                "against": passage.against,
                "levels": list(passage.levels),
                "detour": passage.detour,
                "note": edge.note if edge else "",
                "valves": edge.valves if edge else "",
                "certainty": edge.certainty if edge else "",
                "sources": list(edge.sources) if edge else [],
            }
        )
    first = first_way(trace, atlas)
    ways = [first, *(way for way in trace.ways(_WAYS) if way != first)][:_WAYS] if trace.reached else []
    return {
        "start": str(trace.start),
        "goal": str(trace.goal) if trace.goal is not None else "",
        "reached": trace.reached,
        "stops": [
            {
                "address": str(stop.address),
                "name": describe(atlas, stop.address),
                "levels": list(stop.levels),
                "stage": atlas.stages[stop.stage].title if 0 <= stop.stage < len(atlas.stages) else "",
            }
            for stop in trace.stops
        ],
        "passages": passages,
        "number_of_ways": trace.total,
        "ways": [list(way) for way in ways],
        "cut_off": [str(address) for address in trace.cut_off],
    }

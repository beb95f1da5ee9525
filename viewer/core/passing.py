"""Passing: at which levels a way passes each vessel; where it climbs, to the nearest that serves."""

from collections.abc import Sequence
from typing import NamedTuple

from viewer.core.bed import Masks
from viewer.core.tracing import Passage, Trace, carried
from viewer.core.way import Way, stops_of


class Passed(NamedTuple):
    """A vessel on a way: the levels at which it is passed, () for all or where they do not matter.

    ``along`` are the levels that blood has gone along it to come there.
    """

    levels: tuple[str, ...]
    along: tuple[str, ...] = ()


def passed_on(trace: Trace, way: Way, levels: Sequence[str]) -> list[Passed]:
    """Give the levels of each stop of a way, ``levels`` being all that the atlas has, in order."""
    stops = stops_of(trace, way)
    if not stops:
        return []
    masks: Masks = next((dict(nodes) for stop, nodes in trace.begins if stop == stops[0]), {})
    found = [_told(trace, stops[0], masks, levels)]
    for at, number in enumerate(way):
        passage, here = trace.passages[number], masks
        masks = carried(passage, here)
        along: tuple[str, ...] = ()
        if not passage.edge:
            masks = _nearest(trace, way[at + 1 :], here, masks)
            reach = bits(_joined(here) | _joined(masks))
            along = tuple(levels[reach[0] : reach[-1] + 1])
        found.append(_told(trace, stops[at + 1], masks, levels)._replace(along=along))
    return found


def _told(trace: Trace, stop: int, masks: Masks, levels: Sequence[str]) -> Passed:
    own, whole = _joined(masks), _whole(trace, stop)
    if own == whole or not own:
        return Passed(trace.stops[stop].levels)
    return Passed(tuple(levels[place] for place in bits(own)))


def _nearest(trace: Trace, rest: Way, here: Masks, masks: Masks) -> Masks:
    """Keep of the levels that a vessel leads to the one that lies nearest, and from which the way goes on."""
    start = bits(_joined(here))
    for place in sorted(
        bits(_joined(masks)), key=lambda one: (min(abs(one - other) for other in start), one)
    ):
        kept = {node: 1 << place for node, mask in masks.items() if mask >> place & 1}
        if _goes_on(kept, [trace.passages[number] for number in rest]):
            return kept
    return masks


def _goes_on(masks: Masks, passages: Sequence[Passage]) -> bool:
    for passage in passages:
        masks = carried(passage, masks)
    return bool(masks)


def _joined(masks: Masks) -> int:
    joined = 0
    for mask in masks.values():
        joined |= mask
    return joined


def _whole(trace: Trace, stop: int) -> int:
    """Give all levels at which any way passes a stop."""
    whole = 0
    for begun, nodes in trace.begins:
        whole |= _joined(dict(nodes)) if begun == stop else 0
    for passage in trace.passages:
        for arc in passage.arcs:
            whole |= (arc.held if passage.start == stop else 0) | (arc.gives if passage.end == stop else 0)
    return whole


def bits(mask: int) -> tuple[int, ...]:
    """Give the places of the bits of a mask, counted from the lowest."""
    return tuple(place for place in range(mask.bit_length()) if mask >> place & 1)

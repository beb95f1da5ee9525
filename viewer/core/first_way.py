"""First way: of all ways of a trace the one to show first, the surest and most usual."""

from typing import NamedTuple

from viewer.core.assumed import pattern_of
from viewer.core.atlas import Atlas
from viewer.core.bed import Masks
from viewer.core.drainage import Edge
from viewer.core.passing import bits
from viewer.core.tracing import Passage, Trace, carried
from viewer.core.way import Way

_SURE = "A"

_Step = tuple[bool, bool, bool, bool, int, int]

_Held = tuple[tuple[int, int], ...]
"""Nodes of a stop with the levels at which blood has come there."""


class _Rest(NamedTuple):
    """The best way on from a stop; the less in each of its worths the better.

    ``roundabout`` counts, down to the last detour, steps in doubt; and levels that blood goes along a
    vessel together with vessels that not everybody has. ``steps`` tells for each step whether it crosses to
    the other side of the body, whether another is the usual one, whether it is in doubt, whether no drawing
    shows where it leads, at how many levels it can be taken (the more, the less the number), and its place
    in the atlas.
    """

    detours: int = 0
    roundabout: tuple[int, int] = (0, 0)
    steps: tuple[_Step, ...] = ()
    way: Way = ()

    @property
    def worth(self) -> tuple[tuple[int, int], tuple[_Step, ...]]:
        """What is compared with other ways of as many detours."""
        return self.roundabout, self.steps


def first_way(trace: Trace, atlas: Atlas) -> Way:
    """Give the way to show first; () if there is none.

    It has few detours and begins near the tissue. As far as it is roundabout it keeps to what is sure, to
    its level and to what everybody has; then each of its steps keeps to the side that it began on, else is
    the usual one, else a sure one, else one that is drawn, else one that is there at most levels, else the
    first that the atlas names.
    """
    chooser = _Chooser(trace, atlas)
    begun = [(trace.stops[stop].stage, chooser.rest(stop, nodes, "")) for stop, nodes in trace.begins]
    return min(begun, key=lambda one: (one[1].detours, one[0], one[1].worth), default=(0, _Rest()))[1].way


class _Chooser:
    """Finds the best rest of a way from each stop, for the levels at which one comes there."""

    def __init__(self, trace: Trace, atlas: Atlas) -> None:
        self._trace, self._structures, self._levels = trace, atlas.structures, atlas.levels
        self._pattern = pattern_of(atlas)
        self._edges = {edge.id: (place, edge) for place, edge in enumerate(atlas.edges)}
        self._onward = trace.onward()
        self._known: dict[tuple[int, _Held, str], _Rest] = {}

    def rest(self, stop: int, nodes: _Held, before: str) -> _Rest:
        """Give the best way on from a stop to which one came from a structure."""
        key = (stop, nodes, before)
        if key not in self._known:
            here = self._trace.stops[stop].address.structure
            steps = [
                (number, tuple(sorted(after.items())))
                for number in self._onward.get(stop, ())
                if (after := carried(self._trace.passages[number], dict(nodes)))
            ]
            usual = self._held_by({n for n, _after in steps if {before, here} & {*self._after(n)}}, nodes)
            rests = (
                self._with(number, dict(nodes), self.rest(self._end(number), after, here), usual)
                for number, after in steps
            )
            self._known[key] = min(rests, key=lambda one: one.worth, default=_Rest())
        return self._known[key]

    def _end(self, number: int) -> int:
        return self._trace.passages[number].end

    def _after(self, number: int) -> tuple[str, ...]:
        found = self._edges.get(self._trace.passages[number].edge)
        return found[1].usual_after if found is not None else ()

    def _held_by(self, numbers: set[int], nodes: _Held) -> dict[int, int]:
        """Give the levels at which some steps can be taken, by their numbers."""
        return {number: _held(self._trace.passages[number], dict(nodes)) for number in numbers}

    def _with(self, number: int, nodes: Masks, rest: _Rest, usual: dict[int, int]) -> _Rest:
        """Put a step before a way."""
        passage = self._trace.passages[number]
        place, edge = self._edges.get(passage.edge, (len(self._edges), None))
        doubt = edge is not None and edge.certainty != _SURE
        detours = rest.detours + passage.detour
        roundabout = rest.roundabout
        if detours:
            end = self._trace.stops[passage.end].address.structure
            varies = edge is not None and self._structures[end].variable
            roundabout = roundabout[0] + doubt, roundabout[1] + varies + _climbed(passage, nodes)
        held = _held(passage, nodes)
        # What is usual at some of the levels only says nothing of the others.
        unusual = number not in usual and any(not held & ~mask for mask in usual.values())
        crosses = edge is not None and self._crosses(edge)
        step = (crosses, unusual, doubt, self._assumed(passage, nodes), -held.bit_count(), place)
        return _Rest(detours, roundabout, (step, *rest.steps), (number, *rest.way))

    def _crosses(self, edge: Edge) -> bool:
        """Tell whether a step is one of the other side than the way began on."""
        own = self._trace.start.side
        return bool(own) and bool({edge.start.side, edge.end.side} - {"", own})

    def _assumed(self, passage: Passage, nodes: Masks) -> bool:
        """Tell whether no drawing shows where a step leads."""
        mask = 0
        for reached in carried(passage, nodes).values():
            mask |= reached
        levels = [self._levels[at] for at in bits(mask) if at < len(self._levels)]
        return self._pattern.leaves_out(self._trace.stops[passage.end].address, levels)


def _held(passage: Passage, nodes: Masks) -> int:
    """Give the levels at which a step can be taken from some nodes."""
    held = 0
    for arc in passage.arcs:
        held |= arc.held & nodes.get(arc.start, 0)
    return held


def _climbed(passage: Passage, nodes: Masks) -> int:
    """Give how many levels blood goes along a vessel at least."""
    if passage.edge:
        return 0
    return min(
        (
            abs(one - other)
            for arc in passage.arcs
            for one in bits(arc.held & nodes.get(arc.start, 0))
            for other in bits(arc.gives)
        ),
        default=0,
    )

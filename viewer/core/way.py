"""Way: one of the ways of a trace, walked step by step; of several the reader chooses."""

from collections import deque

from viewer.core.tracing import Trace

_LOOKED_AT = 400
"""Of so many ways the one is taken that shares most with the last one; beyond, any that there is."""

Way = tuple[int, ...]
"""Numbers of passages, from the start to the goal."""


def stops_of(trace: Trace, way: Way) -> tuple[int, ...]:
    """Give the numbers of the stops along a way; of a trace that goes nowhere, where it starts."""
    if not way:
        return (0,) if trace.stops else ()
    return (trace.passages[way[0]].start, *(trace.passages[step].end for step in way))


def branches_at(trace: Trace, way: Way, step: int) -> tuple[int, ...]:
    """Give the passages that lead elsewhere from the stop at a place of a way."""
    stops = stops_of(trace, way)
    taken = way[step] if step < len(way) else -1
    return tuple(
        number
        for number, passage in enumerate(trace.passages)
        if number != taken and passage.start == stops[step]
    )


def other_starts(trace: Trace, way: Way) -> tuple[int, ...]:
    """Give the stops at which other ways begin, those nearest to the tissue first."""
    ended = {passage.end for passage in trace.passages}
    first = stops_of(trace, way)[:1]
    starts = [number for number in range(len(trace.stops)) if number not in ended and number not in first]
    return tuple(sorted(starts, key=lambda number: trace.stops[number].stage))


def way_by(trace: Trace, way: Way, passage: int) -> Way:
    """Give a way that takes a passage, and else as much of a way as may be; the same way if there is none."""
    fitting = [one for one in trace.ways(_LOOKED_AT) if passage in one]
    if fitting:
        return max(fitting, key=lambda one: (_shared(one, way), len(one)))
    before = _path(trace, stops_of(trace, way)[0], trace.passages[passage].start)
    after = _path(trace, trace.passages[passage].end, None)
    return way if before is None or after is None else (*before, passage, *after)


def way_from(trace: Trace, stop: int) -> Way:
    """Give a way that begins at a stop."""
    return next((one for one in trace.ways(_LOOKED_AT) if stops_of(trace, one)[0] == stop), ())


def _shared(one: Way, other: Way) -> int:
    return next(
        (at for at, (mine, its) in enumerate(zip(one, other, strict=False)) if mine != its),
        min(len(one), len(other)),
    )


def _path(trace: Trace, start: int, end: int | None) -> Way | None:
    """Give the shortest way between stops, to wherever it ends if ``end`` is None."""
    onward: dict[int, list[int]] = {}
    for number, passage in enumerate(trace.passages):
        onward.setdefault(passage.start, []).append(number)
    pending: deque[tuple[int, Way]] = deque([(start, ())])
    seen: set[int] = set()
    while pending:
        here, taken = pending.popleft()
        if here == end or (end is None and here not in onward):
            return taken
        if here not in seen:
            seen.add(here)
            pending += [(trace.passages[number].end, (*taken, number)) for number in onward.get(here, ())]
    return None

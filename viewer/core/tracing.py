"""Trace: every way of the blood from a place to a goal that takes as few detours as any."""

from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from viewer.core.address import Address
from viewer.core.bed import Arc, Masks
from viewer.core.channels import Channels

_UNCOUNTED = 1_000_000


class Stop(NamedTuple):
    """A vessel on the way, at the levels at which blood passes it; () means all, or that it has none.

    ``stage`` counts the atlas's stages from 0; of an atlas without stages it is below 0, the heart's 0.
    """

    address: Address
    levels: tuple[str, ...]
    stage: int


class Passage(NamedTuple):
    """A step from stop to stop, ``start`` and ``end`` being indexes of stops.

    ``edge`` is "" where blood goes along the vessel itself to the ``levels``; else it is the edge's id,
    ``against`` tells that the step runs from the edge's end to its start, and ``levels`` are those at which
    it is taken, () for all or where they do not matter. ``arcs`` are the steps of the search behind it.
    """

    start: int
    end: int
    edge: str
    against: bool
    levels: tuple[str, ...]
    detour: bool
    arcs: tuple[Arc, ...] = ()


class Trace(NamedTuple):
    """The ways from a place to a goal. Stops stand in the order in which blood comes to them.

    ``goal`` is None where the ways lead to no single place. ``cut_off`` are the parts of the start from
    which no way leads on. ``alternatives`` are further ways, each set with the detours of those before it
    closed; they are looked for when somebody asks.
    """

    start: Address
    goal: Address | None
    stops: tuple[Stop, ...] = ()
    passages: tuple[Passage, ...] = ()
    alternatives: Sequence["Trace"] = ()
    cut_off: tuple[Address, ...] = ()
    begins: tuple[tuple[int, tuple[tuple[int, int], ...]], ...] = ()
    """Where ways begin: a stop, and its nodes and levels in the search."""

    @property
    def reached(self) -> bool:
        """Tell whether any way leads to the goal."""
        return bool(self.stops)

    def ways(self, limit: int = 100) -> Iterator[tuple[int, ...]]:
        """Give at most ``limit`` ways, each as indexes of passages from the start to the goal."""
        onward = self.onward()
        left = limit
        for stop, nodes in self.begins:
            pending: list[tuple[int, dict[int, int], tuple[int, ...]]] = [(stop, dict(nodes), ())]
            while pending and left > 0:
                here, masks, way = pending.pop()
                steps = onward.get(here, ())
                if not steps:
                    left -= 1
                    yield way
                for step in reversed(steps):
                    after = carried(self.passages[step], masks)
                    if after:
                        pending.append((self.passages[step].end, after, (*way, step)))

    @property
    def total(self) -> int:
        """Give the number of ways, a million at most."""
        onward = self.onward()
        coming: dict[int, dict[tuple[tuple[int, int], ...], int]] = {}
        for stop, nodes in self.begins:
            coming.setdefault(stop, {})[nodes] = 1
        total = 0
        for stop in range(len(self.stops)):
            for nodes, count in coming.pop(stop, {}).items():
                steps = onward.get(stop, ())
                total += 0 if steps else count
                for step in steps:
                    after = tuple(sorted(carried(self.passages[step], dict(nodes)).items()))
                    if after:
                        counts = coming.setdefault(self.passages[step].end, {})
                        counts[after] = min(counts.get(after, 0) + count, _UNCOUNTED)
        return min(total, _UNCOUNTED)

    def onward(self) -> dict[int, list[int]]:
        """Give for each stop the passages that lead on from it."""
        onward: dict[int, list[int]] = {}
        for number, passage in enumerate(self.passages):
            onward.setdefault(passage.start, []).append(number)
        return onward


def carried(passage: Passage, masks: dict[int, int]) -> dict[int, int]:
    """Give the nodes and levels that a passage leads to from those of its start."""
    after: dict[int, int] = {}
    for arc in passage.arcs:
        mask = arc.forward(masks.get(arc.start, 0))
        if mask:
            after[arc.end] = after.get(arc.end, 0) | mask
    return after


Layers = list[Masks]
"""For each number of detours the nodes, and their levels, from which a goal is as far as that."""


def layers_to(channels: Channels, goals: Masks, closed: frozenset[str] = frozenset()) -> Layers:
    """Search backwards from goals over all that lets blood through; edges and vessels ``closed`` do not.

    Of a vessel that is closed (by its structure's id) only the way along itself is.
    """
    from heapq import heapify, heappop, heappush

    unseen = list(channels.open)
    layers: Layers = []
    coming = dict(goals)
    into = channels.into
    passable = [
        lengthwise and place.structure not in closed
        for lengthwise, place in zip(channels.lengthwise, channels.places, strict=True)
    ]
    while coming:
        layer = {node: fresh for node, mask in coming.items() if (fresh := mask & unseen[node])}
        after: Masks = {}
        for node, mask in layer.items():
            unseen[node] ^= mask
        # Without a detour one comes from a lower node only: from the highest down each is looked at once.
        pending = [-node for node in layer]
        heapify(pending)
        while pending:
            node = -heappop(pending)
            mask = layer[node]
            for start, _end, edge, _against, held, gives, tied, cost in into[node]:
                left = unseen[start]
                if not left:
                    continue
                fresh = (mask & held if tied else held if mask & gives else 0) & left
                if not fresh or edge in closed:
                    continue
                if cost:
                    after[start] = after.get(start, 0) | fresh
                    continue
                unseen[start] ^= fresh
                if start in layer:
                    layer[start] |= fresh
                else:
                    layer[start] = fresh
                    heappush(pending, -start)
        for node, mask in layer.items():
            if passable[node]:
                fresh = channels.along(node, mask) & unseen[node]
                if fresh:
                    after[node] = after.get(node, 0) | fresh
        if layer:
            layers.append(layer)
        coming = after
    return layers


class Woven(NamedTuple):
    """All that lies on some ways: for each number of detours left the nodes, and the steps from them."""

    masks: Layers
    steps: list[list[Arc]]


class Weave:
    """The least ways from some starts by the layers of a search, node by node."""

    def __init__(self, channels: Channels, layers: Layers, closed: frozenset[str]) -> None:
        """Take what was found backwards."""
        self._channels = channels
        self._layers = layers
        self._closed = closed

    def starts_at(self, starts: Masks) -> dict[tuple[int, int], int]:
        """Give the levels of the starts by detours left and node."""
        found = {}
        for depth, layer in enumerate(self._layers):
            for node, mask in starts.items():
                here = mask & layer.get(node, 0)
                if here:
                    found[depth, node] = here
        return found

    def steps(self, depth: int, node: int, mask: int) -> list[Arc]:
        """Give the steps onward from levels of a node, each cut to what it carries."""
        found: list[Arc] = []
        closed = self._closed
        level = self._layers[depth]
        nearer = self._layers[depth - 1] if depth else {}
        for arc in self._channels.out[node]:
            _start, end, edge, against, held, gives, tied, cost = arc
            aims = (nearer if cost else level).get(end)
            if not aims or not mask & held or edge in closed:
                continue
            there = (mask & held if tied else gives) & aims
            if there:
                left = there if tied else mask & held
                if left != held or there != gives:
                    arc = Arc(node, end, edge, against, left, there, tied, cost)
                found.append(arc)
        if depth and self._channels.lengthwise[node]:
            found += self._along(depth, node, mask)
        return found

    def _along(self, depth: int, node: int, mask: int) -> Iterator[Arc]:
        if self._channels.places[node].structure in self._closed:
            return
        # Blood leaves the vessel where it first finds a way: what lies beyond is no part of this one.
        aims = self._layers[depth - 1].get(node, 0)
        left = mask
        while left and aims:
            run = self._channels.along(node, left & -left, aims)
            if run & aims:
                yield Arc(node, node, "", False, run & mask, run & aims, False, 1)
            left &= ~run

    def woven(self, starts: Masks) -> Woven:
        """Give all that lies on the ways from some starts."""
        from heapq import heappop, heappush

        woven = Woven([{} for _ in self._layers], [[] for _ in self._layers])
        for (depth, node), mask in self.starts_at(starts).items():
            woven.masks[depth][node] = mask
        for depth in reversed(range(len(self._layers))):
            here, nearer, taken = woven.masks[depth], woven.masks[depth - 1], woven.steps[depth]
            waiting = sorted(here)
            while waiting:
                node = heappop(waiting)
                steps = self.steps(depth, node, here[node])
                taken += steps
                for _start, end, _edge, _against, _held, gives, _tied, cost in steps:
                    reached = nearer if cost else here
                    if end in reached:
                        reached[end] |= gives
                    else:
                        reached[end] = gives
                        if not cost:
                            heappush(waiting, end)
        return woven


def trace_of(
    channels: Channels,
    woven: Woven,
    starts: dict[tuple[int, int], int],
    ends: tuple[Address, Address | None],
) -> Trace:
    """Tell ways as stops and passages; where both sides of a vessel are alike they are one stop."""
    stops: list[Stop] = []
    numbers = [_numbered(channels, masks, stops) for masks in reversed(woven.masks)][::-1]
    joined: dict[tuple[int, int, str, bool], tuple[Arc, ...]] = {}
    for depth, arcs in enumerate(woven.steps):
        here, nearer = numbers[depth], numbers[depth - 1]
        for arc in arcs:
            start, end, edge, against, _held, _gives, _tied, cost = arc
            step = (here[start], (nearer if cost else here)[end], edge, against)
            if step in joined:
                joined[step] += (arc,)
            else:
                joined[step] = (arc,)
    passages = [
        Passage(*step, channels.taken(arcs), bool(arcs[0].cost), arcs)
        for step, arcs in sorted(joined.items(), key=itemgetter(0))
    ]
    begins: dict[int, list[tuple[int, int]]] = {}
    for (depth, node), mask in starts.items():
        begins.setdefault(numbers[depth][node], []).append((node, mask))
    begun = tuple((stop, tuple(nodes)) for stop, nodes in sorted(begins.items()))
    return Trace(*ends, tuple(stops), tuple(passages), (), (), begun)


def _numbered(channels: Channels, masks: Masks, stops: list[Stop]) -> dict[int, int]:
    """Add the nodes of one layer to the stops; give the number of each one's."""
    numbers: dict[int, int] = {}
    for node, mask in sorted(masks.items()):
        if node in numbers:
            continue
        place = channels.places[node]
        twins = [twin for twin in channels.nodes[place.structure] if masks.get(twin) == mask]
        for twin in twins:
            numbers[twin] = len(stops)
        address = place if len(twins) == 1 else Address(place.structure)
        stops.append(Stop(address, channels.told(node, mask), channels.rank[place.structure]))
    return numbers

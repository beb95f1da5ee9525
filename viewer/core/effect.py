"""Effect and Change: what blocks and reversals change, at large and for the blood of one place."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.bed import Arc, Masks
from viewer.core.channels import Channels
from viewer.core.structure import StructureId
from viewer.core.tracing import Layers, Trace, Weave

_SURE = {"A"}


class Ways(Protocol):
    """What is asked of a network."""

    atlas: Atlas

    @property
    def channels(self) -> Channels:
        """Give the compiled drainage."""

    @property
    def to_heart(self) -> Layers:
        """Give, for each number of detours, the places from which the heart is as far as that."""

    def trace(self, start: Address, goal: Address | None = None) -> Trace:
        """Give every way from a place to the heart."""

    def addresses_of(self, masks: Masks) -> tuple[Address, ...]:
        """Tell nodes and levels as addresses."""


class Opened(NamedTuple):
    """A step that blood takes only because of what is blocked; ``edge`` is "" along a vessel itself.

    ``levels`` are those at which it is taken anew, () for all; along a vessel, those it leads to, and
    ``along`` all that it goes along to come there.
    """

    edge: str
    against: bool
    start: Address
    end: Address
    levels: tuple[str, ...]
    along: tuple[str, ...] = ()


class Effect(NamedTuple):
    """What a case changes against health with the same variants; what is blocked itself is in none of it.

    ``cut_off`` are the places from which no way leads to the heart any more: they are congested;
    ``rerouted`` those that still find one, by more detours. ``opened`` are the steps newly taken, and
    ``doubtful`` the ids of those of their edges that are disputed, or rest on little.
    """

    cut_off: tuple[Address, ...]
    rerouted: tuple[Address, ...]
    opened: tuple[Opened, ...]
    doubtful: tuple[str, ...]


class Change(NamedTuple):
    """What a case changes for the blood of one place.

    ``by`` are the detours newly taken, in order: the sentence "it goes by …" tells of their ends.
    ``varying`` are the vessels newly on the way that some people have and others have not; ``doubtful``
    the ids of edges newly on the way that are disputed, or rest on little. ``lost`` are the places that are
    open, yet that the blood no longer passes.
    """

    before: Trace
    after: Trace
    by: tuple[Opened, ...]
    varying: tuple[Address, ...]
    doubtful: tuple[str, ...]
    lost: tuple[Address, ...] = ()

    @property
    def fewer(self) -> bool:
        """Tell whether some of the ways are gone."""
        return self.after.total < self.before.total

    @property
    def changed(self) -> bool:
        """Tell whether the blood goes another way than before, or part of it none."""
        return bool(self.by or self.after.cut_off) or self.before.reached != self.after.reached


def effect_of(now: Ways, health: Ways) -> Effect:
    """Compare a network with the same in health."""
    cut_off: Masks = {}
    rerouted: Masks = {}
    nearest: Masks = {}
    any_way = _whole(now)
    for depth, layer in enumerate(health.to_heart):
        if depth < len(now.to_heart):
            for node, mask in now.to_heart[depth].items():
                nearest[node] = nearest.get(node, 0) | mask
        for node, mask in layer.items():
            lost = mask & now.channels.open[node] & ~nearest.get(node, 0)
            for masks, part in (
                (cut_off, lost & ~any_way.get(node, 0)),
                (rerouted, lost & any_way.get(node, 0)),
            ):
                if part:
                    masks[node] = masks.get(node, 0) | part
    opened = tuple(_opened(now, health))
    certainty = {edge.id: edge.certainty for edge in now.atlas.edges}
    doubtful = tuple(dict.fromkeys(one.edge for one in opened if _in_doubt(certainty.get(one.edge, "A"))))
    return Effect(now.addresses_of(cut_off), now.addresses_of(rerouted), opened, doubtful)


def change_of(now: Ways, health: Ways, start: Address) -> Change:
    """Compare the ways of the blood of one place."""
    before, after = health.trace(start), now.trace(start)
    taken = {passage.edge for passage in before.passages if passage.edge}
    by = tuple(
        Opened(
            passage.edge, passage.against, after.stops[passage.start].address,
            after.stops[passage.end].address, passage.levels,
        )
        for passage in after.passages
        if passage.detour and passage.edge not in taken
    )  # fmt: skip
    used = {stop.address.structure for stop in before.stops}
    structures = now.atlas.structures
    fresh = dict.fromkeys(stop.address for stop in after.stops if stop.address.structure not in used)
    certainty = {edge.id: edge.certainty for edge in now.atlas.edges}
    edges = dict.fromkeys(passage.edge for passage in after.passages if passage.edge not in taken)
    return Change(
        before, after, by,
        tuple(address for address in fresh if structures[address.structure].variable),
        tuple(edge for edge in edges if _in_doubt(certainty.get(edge, "A"))),
        now.addresses_of(_lost(now, before, after)),
    )  # fmt: skip


def _lost(now: Ways, before: Trace, after: Trace) -> Masks:
    left = _passed(after)
    return {
        node: mask & now.channels.open[node] & ~left.get(node, 0) for node, mask in _passed(before).items()
    }


def _passed(trace: Trace) -> Masks:
    """Give all nodes and levels on the ways of a trace."""
    found: Masks = {}
    for _stop, nodes in trace.begins:
        found.update(nodes)
    for passage in trace.passages:
        for arc in passage.arcs:
            found[arc.start] = found.get(arc.start, 0) | arc.held
            found[arc.end] = found.get(arc.end, 0) | arc.gives
    return found


def _in_doubt(certainty: str) -> bool:
    return not set(certainty.split(";")) <= _SURE


def _whole(network: Ways) -> Masks:
    found: Masks = {}
    for layer in network.to_heart:
        for node, mask in layer.items():
            found[node] = found.get(node, 0) | mask
    return found


_Step = tuple[str, bool, int, int]


def _steps(network: Ways) -> dict[_Step, tuple[int, int]]:
    """Give every step on a least way, with the levels it leaves at and those it leads to."""
    weave = Weave(network.channels, network.to_heart, frozenset())
    found: dict[_Step, tuple[int, int]] = {}
    for depth, layer in enumerate(network.to_heart):
        for node, mask in layer.items():
            for arc in weave.steps(depth, node, mask):
                key = (arc.edge, arc.against, arc.start, arc.end)
                held, gives = found.get(key, (0, 0))
                found[key] = (held | arc.held, gives | arc.gives)
    return found


def _opened(now: Ways, health: Ways) -> Iterator[Opened]:
    """Give the steps that are on a least way now and were not, both sides of a vessel as one."""
    channels, before = now.channels, _steps(health)
    joined: dict[tuple[str, bool, StructureId, StructureId], list[Arc]] = {}
    for key, (held, gives) in _steps(now).items():
        fresh = held & ~before.get(key, (0, 0))[0]
        if fresh:
            edge, against, start, end = key
            names = (channels.places[start].structure, channels.places[end].structure)
            tied = channels.levelled[names[0]] and channels.levelled[names[1]]
            arc = Arc(start, end, edge, against, fresh, fresh if tied and edge else gives, False, 1)
            joined.setdefault((edge, against, *names), []).append(arc)
    for (edge, against, _start, _end), arcs in joined.items():
        yield Opened(
            edge,
            against,
            _widest(now, [arc.start for arc in arcs]),
            _widest(now, [arc.end for arc in arcs]),
            channels.taken(arcs),
            () if edge else _gone_along(channels, arcs),
        )


def _gone_along(channels: Channels, arcs: Sequence[Arc]) -> tuple[str, ...]:
    """Give the levels between those at which blood enters a vessel and those at which it leaves it."""
    reach: set[str] = set()
    for arc in arcs:
        levels = channels.bed.levels_of(arc.held | arc.gives)
        every = channels.bed.atlas.levels
        reach.update(every[every.index(levels[0]) : every.index(levels[-1]) + 1] if levels else ())
    return tuple(level for level in channels.bed.atlas.levels if level in reach)


def _widest(network: Ways, nodes: list[int]) -> Address:
    places = {network.channels.places[node] for node in nodes}
    first = min(places)
    return first if len(places) == 1 else first._replace(side="")

"""Network: the drainage of an atlas in one case, and the questions one may ask it."""

from collections.abc import Collection

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.bed import Masks
from viewer.core.case import Case
from viewer.core.channels import Channels
from viewer.core.collecting import without_collecting
from viewer.core.effect import Change, Effect, change_of, effect_of
from viewer.core.lazy import Deferred
from viewer.core.structure import StructureId
from viewer.core.tracing import Layers, Trace, Weave, Woven, layers_to, trace_of

_ALTERNATIVES = 4


class Network:
    """Where the blood goes. Nothing is computed before the first question; answers are kept.

    Levels are those of the atlas; a question about a group is one about its members.
    """

    def __init__(self, atlas: Atlas, case: Case | None = None) -> None:
        """Take the atlas and what differs from health."""
        self.atlas = atlas
        self.case = case or Case()
        self._channels: Channels | None = None
        self._to_heart: Layers | None = None
        self._health: Network | None = None

    @property
    def channels(self) -> Channels:
        """Give the compiled drainage."""
        if self._channels is None:
            self._channels = Channels(self.atlas, self.case)
        return self._channels

    @property
    def to_heart(self) -> Layers:
        """Give, for each number of detours, the places from which the heart is as far as that."""
        if self._to_heart is None:
            self._to_heart = layers_to(self.channels, self._all_of(self.atlas.heart))
        return self._to_heart

    def _all_of(self, structure: StructureId) -> Masks:
        return self.channels.nodes_of(Address(structure))

    def trace(self, start: Address, goal: Address | None = None, by: Collection[str] = ()) -> Trace:
        """Give every way from a place to the heart, or another goal, that takes as few detours as any.

        ``by`` are the ids of the only edges that it may take; none: it may take any.
        """
        if goal is not None or by:
            others = (
                frozenset(edge.id for edge in self.atlas.edges if edge.id not in by) if by else frozenset()
            )
            return self._led(start, goal or Address(self.atlas.heart), others)[1]
        goals = self._all_of(self.atlas.heart)
        found = self._traced(self.channels.nodes_of(start), self.to_heart, (start, Address(self.atlas.heart)))
        if not any(passage.detour for passage in found.passages):
            return found
        return found._replace(alternatives=Deferred(lambda: self._alternatives(found, goals)))

    def _traced(
        self,
        starts: Masks,
        layers: Layers,
        ends: tuple[Address, Address | None],
        closed: frozenset[str] = frozenset(),
    ) -> Trace:
        with without_collecting():
            weave = Weave(self.channels, layers, closed)
            begun = weave.starts_at(starts)
            trace = trace_of(self.channels, weave.woven(starts), begun, ends)
        left = dict(starts)
        for (_depth, node), mask in begun.items():
            left[node] &= ~mask
        return trace._replace(cut_off=self.addresses_of(left))

    def _alternatives(self, first: Trace, goals: Masks) -> tuple[Trace, ...]:
        """Close the detours of each way found in turn, and look again from where a detour was needed."""
        channels = self.channels
        roundabout = {
            node: mask for depth, layer in enumerate(self.to_heart) if depth for node, mask in layer.items()
        }
        starts = {
            node: mask & roundabout.get(node, 0) for node, mask in channels.nodes_of(first.start).items()
        }
        found: list[Trace] = []
        closed: frozenset[str] = frozenset()
        last = first
        while len(found) < _ALTERNATIVES:
            closed |= {
                passage.edge or last.stops[passage.start].address.structure
                for passage in last.passages
                if passage.detour
            }
            layers = layers_to(channels, goals, closed)
            last = self._traced(starts, layers, (first.start, first.goal), closed)
            if not last.reached:
                break
            found.append(last._replace(cut_off=()))
            if not any(passage.detour for passage in last.passages):
                break
        return tuple(found)

    def upstream(self, goal: Address) -> Trace:
        """Give all ways by which blood comes to a place on its least roundabout way to the heart.

        Where none does, give what may come there in one step.
        """
        goals = self.channels.nodes_of(goal)
        layers = self._tight(goals)
        if not any(layer.keys() - goals.keys() for layer in layers):
            layers = self._neighbours(goals)
        return self._gathered(layers, goal)

    def _tight(self, goals: Masks) -> Layers:
        """Give what lies upstream of some places on the least ways to the heart, by detours to the heart."""
        channels, bounds = self.channels, self.to_heart
        kept: Layers = [{} for _ in bounds]
        pending: list[tuple[int, int, int]] = []

        def keep(depth: int, node: int, mask: int) -> None:
            fresh = mask & bounds[depth].get(node, 0) & ~kept[depth].get(node, 0)
            if fresh:
                kept[depth][node] = kept[depth].get(node, 0) | fresh
                pending.append((depth, node, fresh))

        for depth in range(len(bounds)):
            for node, mask in goals.items():
                keep(depth, node, mask)
        while pending:
            depth, node, mask = pending.pop()
            for arc in channels.into[node]:
                if depth + arc.cost < len(bounds):
                    keep(depth + arc.cost, arc.start, arc.backward(mask))
            if channels.lengthwise[node] and depth + 1 < len(bounds):
                keep(depth + 1, node, channels.along(node, mask))
        return kept

    def _neighbours(self, goals: Masks) -> Layers:
        """Give what may come to some places in one step; the places themselves are the first layer."""
        channels = self.channels
        here = {node: mask & channels.open[node] for node, mask in goals.items()}
        near: Masks = {}
        for node, mask in here.items():
            for arc in channels.into[node]:
                before = arc.backward(mask)
                if before and arc.start not in goals:
                    near[arc.start] = near.get(arc.start, 0) | before
        direct = {node: mask for node, mask in near.items() if self._leads(node, here, 0)}
        return [{**here, **direct}, {node: mask for node, mask in near.items() if node not in direct}]

    def _leads(self, node: int, goals: Masks, cost: int) -> bool:
        return any(arc.end in goals and arc.cost == cost for arc in self.channels.out[node])

    def _gathered(self, layers: Layers, goal: Address) -> Trace:
        """Tell all that lies in some layers as the ways from wherever they begin."""
        channels, weave = self.channels, Weave(self.channels, layers, frozenset())
        masks = [{node: mask for node, mask in layer.items() if mask} for layer in layers]
        steps = [
            [arc for node, mask in sorted(layer.items()) for arc in weave.steps(depth, node, mask)]
            for depth, layer in enumerate(masks)
        ]
        entered = {(depth - arc.cost, arc.end) for depth, arcs in enumerate(steps) for arc in arcs}
        begins = {
            (depth, node): mask
            for depth, layer in enumerate(masks)
            for node, mask in sorted(layer.items())
            if (depth, node) not in entered
        }
        return trace_of(channels, Woven(masks, steps), begins, (goal, goal))

    def between(self, one: Address, other: Address) -> Trace:
        """Give the ways of the blood from one place to the other, or back; those with the fewest detours.

        The start and the goal of the trace tell which it is; it is not reached where blood goes neither way.
        """
        onward, back = self._led(one, other), self._led(other, one)
        return back[1] if back[0] < onward[0] else onward[1]

    def meeting(self, one: Address, other: Address) -> tuple[Trace, ...]:
        """Give the ways of two places to the first vessel that both come to; () if they never meet."""
        after = {stop.address.structure for stop in self.trace(other).stops}
        for stop in self.trace(one).stops:
            if stop.address.structure in after:
                goal = Address(stop.address.structure)
                return self.trace(one, goal), self.trace(other, goal)
        return ()

    def _led(self, start: Address, goal: Address, closed: frozenset[str] = frozenset()) -> tuple[int, Trace]:
        layers = layers_to(self.channels, self.channels.nodes_of(goal), closed)
        starts = self.channels.nodes_of(start)
        begun = Weave(self.channels, layers, closed).starts_at(starts)
        least = min((depth for depth, _node in begun), default=len(self.channels.places) + 1)
        nearest = {node: mask for (depth, node), mask in begun.items() if depth == least}
        return least, self._traced(nearest, layers, (start, goal), closed)._replace(cut_off=())

    def effect(self) -> Effect:
        """Tell what the case changes against health with the same variants."""
        return effect_of(self, self.health)

    def change(self, start: Address) -> Change:
        """Tell what the case changes for the blood of one place."""
        return change_of(self, self.health, start)

    @property
    def health(self) -> "Network":
        """Give the same network with nothing blocked or reversed."""
        if self._health is None:
            self._health = Network(self.atlas, Case(names=self.case.names))
        return self._health

    def stranded(self) -> tuple[Address, ...]:
        """Give the places that are open, yet from which no way leads to the heart."""
        left = dict(enumerate(self.channels.open))
        for layer in self.to_heart:
            for node, mask in layer.items():
                left[node] &= ~mask
        return self.addresses_of(left)

    def places_of(self, address: Address) -> tuple[Address, ...]:
        """Give the places, with ways of the blood, that an address means; of a group its members."""
        return self.addresses_of(self.channels.nodes_of(address))

    def addresses_of(self, masks: Masks) -> tuple[Address, ...]:
        """Tell nodes and levels as addresses, each as wide as it can be."""
        channels = self.channels
        found: list[Address] = []
        for structure, nodes in channels.nodes.items():
            held = {node: masks.get(node, 0) for node in nodes}
            if not any(held.values()):
                continue
            if all(held[node] == channels.exists[node] for node in nodes):
                found.append(Address(structure))
                continue
            for node, mask in held.items():
                if mask and mask == channels.exists[node]:
                    found.append(channels.places[node])
                else:
                    found += [
                        channels.places[node]._replace(level=one) for one in channels.bed.levels_of(mask)
                    ]
        return tuple(found)

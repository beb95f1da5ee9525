"""Network: the drainage of an atlas in one case, and the questions one may ask it."""

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.case import Case
from viewer.core.channels import Channels, Masks
from viewer.core.lazy import Deferred
from viewer.core.structure import StructureId
from viewer.core.tracing import Layers, Trace, Weave, layers_to, trace_of

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

    def trace(self, start: Address) -> Trace:
        """Give every way to the heart from a place that takes as few detours as any."""
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
            node: mask
            for depth, layer in enumerate(self.to_heart)
            if depth
            for node, mask in layer.items()
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

        Where none does, give what may come there by a single detour.
        """
        raise NotImplementedError

    def between(self, one: Address, other: Address) -> Trace:
        """Give the ways of the blood from one place to the other, or back; those with the fewest detours."""
        raise NotImplementedError

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
                    found += [channels.places[node]._replace(level=one) for one in channels.levels_of(mask)]
        return tuple(found)

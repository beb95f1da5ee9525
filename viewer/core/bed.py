"""Bed: the drainage of an atlas as integers, to be searched quickly, whatever is blocked.

A node is a structure on one side, numbered in the order of the usual way. What is true of some of its levels
only is a *mask*, an integer with one bit for each level, so that one step of a search is made for all levels
at once. A structure without levels has the single bit 1.
"""

from collections.abc import Iterator
from typing import NamedTuple

from viewer.core.address import SIDES, Address
from viewer.core.atlas import Atlas
from viewer.core.drainage import Edge
from viewer.core.stretches import levels_in
from viewer.core.structure import StructureId

Masks = dict[int, int]
"""Levels of some nodes: for each node a mask."""


class Arc(NamedTuple):
    """A step from node to node, in the way the blood may take it.

    It can be taken at the levels ``held`` of its start and leads to the levels ``gives`` of its end:
    to the same level where it is ``tied``, else to all of them. ``edge`` is "" along a vessel itself.
    ``cost`` is 1 where the step is a detour.
    """

    start: int
    end: int
    edge: str
    against: bool
    held: int
    gives: int
    tied: bool
    cost: int

    def forward(self, mask: int) -> int:
        """Give the levels at the end that are come to from those of a mask at the start."""
        if self.tied:
            return mask & self.held & self.gives
        return self.gives if mask & self.held else 0

    def backward(self, mask: int) -> int:
        """Give the levels at the start from which one comes to those of a mask at the end."""
        if self.tied:
            return mask & self.held & self.gives
        return self.held if mask & self.gives else 0


class Bed:
    """What all cases of an atlas share: its nodes, and the arcs of the edges that are not ``closed``."""

    def __init__(self, atlas: Atlas, closed: frozenset[str] = frozenset()) -> None:
        """Compile an atlas; edges of what it has no structure for are passed over."""
        self.atlas = atlas
        self.closed = closed
        self.bits = {level: 1 << place for place, level in enumerate(atlas.levels)}
        self._stretches: dict[str, int] = {}
        self._levels: dict[int, tuple[str, ...]] = {}
        structures = atlas.structures
        self.edges = {
            edge.id: edge
            for edge in atlas.edges
            if edge.id not in closed
            and edge.start.structure in structures
            and edge.end.structure in structures
        }
        self.rank = _ranks(atlas, list(self.edges.values()))
        self.levelled = {
            name: bool(structure.level_kind and atlas.levels) for name, structure in structures.items()
        }
        self.places: list[Address] = []
        self.nodes: dict[StructureId, tuple[int, ...]] = {}
        self._make_nodes()
        self.exists = self._existing()
        self.lengthwise = [structures[place.structure].lengthwise for place in self.places]
        self.graded = [self.levelled[place.structure] for place in self.places]
        self.out: list[list[Arc]] = [[] for _ in self.places]
        self.into: list[list[Arc]] = [[] for _ in self.places]
        for edge in self.edges.values():
            for arc in self.arcs_of(edge):
                self.out[arc.start].append(arc)
                self.into[arc.end].append(arc)

    def _make_nodes(self) -> None:
        ends = [address for edge in self.edges.values() for address in (edge.start, edge.end)]
        sided = {address.structure for address in ends if address.side}
        structures = dict.fromkeys(address.structure for address in ends)
        for structure in sorted(structures, key=self.rank.__getitem__):
            first = len(self.places)
            twofold = structure in sided or self.atlas.structures[structure].sided
            self.places += [Address(structure, side) for side in (SIDES if twofold else ("",))]
            self.nodes[structure] = tuple(range(first, len(self.places)))

    def _existing(self) -> list[int]:
        """Give the levels of each node: those at which an edge begins or ends there."""
        found = dict.fromkeys(self.nodes, 0)
        for edge in self.edges.values():
            for address in (edge.start, edge.end):
                if self.levelled[address.structure]:
                    found[address.structure] |= self.mask_of(address.level or edge.levels)
        return [found[place.structure] if self.levelled[place.structure] else 1 for place in self.places]

    def mask_of(self, stretch: str) -> int:
        """Give the mask of a stretch of levels as an atlas writes it; an unknown word counts for nothing."""
        if stretch not in self._stretches:
            try:
                named = levels_in(stretch, self.atlas.levels)
            except ValueError:
                named = ()
            self._stretches[stretch] = sum(self.bits[level] for level in named)
        return self._stretches[stretch]

    def levels_of(self, mask: int) -> tuple[str, ...]:
        """Give the levels of a mask in their order."""
        if mask not in self._levels:
            self._levels[mask] = tuple(level for level, bit in self.bits.items() if mask & bit)
        return self._levels[mask]

    def arcs_of(self, edge: Edge, blocked: int = 0, backwards: int = 0) -> Iterator[Arc]:
        """Give the arcs of an edge that is blocked at some levels and reversed at others."""
        levels = self.mask_of(edge.levels) & ~blocked
        onward, back = levels & ~backwards, levels if edge.either else levels & backwards
        one, other = edge.start, edge.end
        for start in self.nodes[one.structure]:
            for end in self.nodes[other.structure]:
                if self._joins(edge, start, end):
                    if onward:
                        yield from self._arc(edge.id, (start, end), (one, other), onward, False)
                    if back:
                        yield from self._arc(edge.id, (end, start), (other, one), back, True)

    def _joins(self, edge: Edge, start: int, end: int) -> bool:
        """Tell whether an edge leads from side to side so: from left to left, unless it says otherwise."""
        one, other = self.places[start].side, self.places[end].side
        if edge.start.side not in ("", one) or edge.end.side not in ("", other):
            return False
        return bool(edge.start.side and edge.end.side) or not one or not other or one == other

    def _arc(
        self, edge: str, nodes: tuple[int, int], ends: tuple[Address, Address], levels: int, against: bool
    ) -> Iterator[Arc]:
        held, gives = self._at(ends[0], levels), self._at(ends[1], levels)
        tied = self.levelled[ends[0].structure] and self.levelled[ends[1].structure]
        if tied and not (ends[0].level and ends[1].level):
            held = gives = held & gives
        else:
            tied = False
        if held and gives:
            cost = int(self.rank[ends[1].structure] <= self.rank[ends[0].structure])
            yield Arc(*nodes, edge, against, held, gives, tied, cost)

    def _at(self, address: Address, levels: int) -> int:
        """Give the levels of a structure at which an edge with some levels begins or ends there."""
        if not self.levelled[address.structure]:
            return 1
        return levels & self.bits.get(address.level, 0) if address.level else levels


def _ranks(atlas: Atlas, edges: list[Edge]) -> dict[StructureId, int]:
    """Give each structure's place on the usual way: by the stages, or by the steps left to the heart."""
    staged = {name: place for place, stage in enumerate(atlas.stages) for name in stage.structures}
    if staged:
        return {structure: staged.get(structure, -1) for structure in atlas.structures}
    upstream: dict[StructureId, list[StructureId]] = {}
    for edge in edges:
        upstream.setdefault(edge.end.structure, []).append(edge.start.structure)
        if edge.either:
            upstream.setdefault(edge.start.structure, []).append(edge.end.structure)
    ranks = {atlas.heart: 0}
    pending = [atlas.heart]
    for here in pending:
        for before in upstream.get(here, ()):
            if before not in ranks:
                ranks[before] = ranks[here] - 1
                pending.append(before)
    last = min(ranks.values()) - 1
    return {structure: ranks.get(structure, last) for structure in atlas.structures}

"""Channels: the drainage of one case as integers, to be searched quickly.

A node is a structure on one side. What is true of some of its levels only is a *mask*, an integer with one
bit for each level, so that one step of a search is made for all levels at once. A structure without levels
has the single bit 1.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from viewer.core.address import SIDES, Address
from viewer.core.atlas import Atlas
from viewer.core.case import Case, edge_named, narrowed_to
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


class Channels:
    """The nodes, arcs and lengthwise vessels of an atlas in one case."""

    def __init__(self, atlas: Atlas, case: Case) -> None:
        """Compile them; names that the atlas does not know are passed over."""
        self._atlas = atlas
        self.levels = atlas.levels
        self._bits = {level: 1 << place for place, level in enumerate(atlas.levels)}
        self._stretches: dict[str, int] = {}
        closed = {
            edge for name in case.names if name in atlas.variants for edge in atlas.variants[name].closes
        }
        edges = [edge for edge in atlas.edges if edge.id not in closed and self._known(edge)]
        self.rank = _ranks(atlas, edges)
        self._make_nodes(edges)
        self.exists = self._existing(edges)
        for name in case.names & atlas.variants.keys():
            self._without(self.exists, (str(address) for address in atlas.variants[name].hides))
        self.open = list(self.exists)
        ids = {edge.id for edge in atlas.edges}
        self._without(self.open, (name for name in case.blocked if not edge_named(name, ids)))
        self.lengthwise = [atlas.structures[place.structure].lengthwise for place in self.places]
        self.out: list[list[Arc]] = [[] for _ in self.places]
        self.into: list[list[Arc]] = [[] for _ in self.places]
        blocked, backwards = self._narrowed(case.blocked, ids), self._narrowed(case.reversed, ids)
        for edge in edges:
            self._add(edge, blocked.get(edge.id, 0), backwards.get(edge.id, 0))

    def _known(self, edge: Edge) -> bool:
        structures = self._atlas.structures
        return edge.start.structure in structures and edge.end.structure in structures

    def _make_nodes(self, edges: list[Edge]) -> None:
        sided = {
            address.structure
            for edge in edges
            for address in (edge.start, edge.end)
            if address.side or self._atlas.structures[address.structure].sided
        }
        self.places: list[Address] = []
        self.nodes: dict[StructureId, tuple[int, ...]] = {}
        for edge in edges:
            for structure in (edge.start.structure, edge.end.structure):
                if structure not in self.nodes:
                    first = len(self.places)
                    sides = SIDES if structure in sided else ("",)
                    self.places += [Address(structure, side) for side in sides]
                    self.nodes[structure] = tuple(range(first, len(self.places)))

    def _existing(self, edges: list[Edge]) -> list[int]:
        """Give the levels of each node: those at which an edge begins or ends there."""
        found = dict.fromkeys(self.nodes, 0)
        for edge in edges:
            for address in (edge.start, edge.end):
                if self.has_levels(address.structure):
                    found[address.structure] |= self.mask_of(address.level or edge.levels)
        return [
            found[place.structure] if self.has_levels(place.structure) else 1 for place in self.places
        ]

    def has_levels(self, structure: StructureId) -> bool:
        """Tell whether a structure is told apart by level."""
        return bool(self._atlas.structures[structure].level_kind and self.levels)

    def mask_of(self, stretch: str) -> int:
        """Give the mask of a stretch of levels as an atlas writes it; an unknown word counts for nothing."""
        if stretch not in self._stretches:
            try:
                named = levels_in(stretch, self.levels)
            except ValueError:
                named = ()
            self._stretches[stretch] = sum(self._bits[level] for level in named)
        return self._stretches[stretch]

    def levels_of(self, mask: int) -> tuple[str, ...]:
        """Give the levels of a mask in their order."""
        return tuple(level for level, bit in self._bits.items() if mask & bit)

    def _narrowed(self, names: Iterable[str], ids: set[str]) -> dict[str, int]:
        """Give for each edge that is named the levels it is narrowed to."""
        found: dict[str, int] = {}
        for name in names:
            edge = edge_named(name, ids)
            if edge:
                found[edge] = found.get(edge, 0) | self._narrowing(name, edge)
        return found

    def _narrowing(self, name: str, edge: str) -> int:
        if name == edge:
            return -1
        try:
            return sum(self._bits[level] for level in narrowed_to(name, edge, self.levels))
        except ValueError:
            return 0

    def _without(self, masks: list[int], names: Iterable[str]) -> None:
        """Take the places that addresses name out of masks; a group stands for its members."""
        for name in names:
            for node, mask in self.nodes_of(Address.parse(name)).items():
                masks[node] &= ~mask

    def nodes_of(self, address: Address) -> Masks:
        """Give the nodes that an address means, with their levels; of a group without edges its members."""
        found: Masks = {}
        for structure in self._carriers(address.structure):
            for node in self.nodes[structure]:
                if address.side and self.places[node].side not in ("", address.side):
                    continue
                mask = self.exists[node]
                if address.level and self.has_levels(structure):
                    mask &= self._bits.get(address.level, 0)
                if mask:
                    found[node] = mask
        return found

    def _carriers(self, structure: StructureId) -> Iterator[StructureId]:
        """Give a structure if it has edges, else the nearest below it that have."""
        if structure in self.nodes:
            yield structure
            return
        pending, seen = [structure], {structure}
        while pending:
            above = pending.pop()
            for one in self._children.get(above, ()):
                if one in self.nodes:
                    yield one
                elif one not in seen:
                    seen.add(one)
                    pending.append(one)

    @property
    def _children(self) -> Mapping[StructureId, list[StructureId]]:
        kept: dict[StructureId, list[StructureId]] | None = getattr(self, "_kept_children", None)
        if kept is None:
            kept = {}
            for structure in self._atlas.structures.values():
                if structure.parent is not None:
                    kept.setdefault(structure.parent, []).append(structure.id)
            self._kept_children = kept
        return kept

    def _add(self, edge: Edge, blocked: int, backwards: int) -> None:
        levels = self.mask_of(edge.levels) & ~blocked
        onward, back = levels & ~backwards, levels if edge.either else levels & backwards
        for start in self.nodes[edge.start.structure]:
            for end in self.nodes[edge.end.structure]:
                if self._joins(edge, start, end):
                    if onward:
                        self._arc(edge, (start, edge.start), (end, edge.end), onward, False)
                    if back:
                        self._arc(edge, (end, edge.end), (start, edge.start), back, True)

    def _joins(self, edge: Edge, start: int, end: int) -> bool:
        one, other = self.places[start].side, self.places[end].side
        if edge.start.side not in ("", one) or edge.end.side not in ("", other):
            return False
        return bool(edge.start.side and edge.end.side) or not one or not other or one == other

    def _arc(
        self, edge: Edge, start: tuple[int, Address], end: tuple[int, Address], levels: int, against: bool
    ) -> None:
        here, there = start[0], end[0]
        held, gives = self._at(start, levels), self._at(end, levels)
        if not held or not gives:
            return
        tied = self.has_levels(start[1].structure) and self.has_levels(end[1].structure)
        if tied and not (start[1].level and end[1].level):
            held = gives = held & gives
            if not held:
                return
        else:
            tied = False
        cost = int(self.rank[end[1].structure] <= self.rank[start[1].structure])
        arc = Arc(here, there, edge.id, against, held, gives, tied, cost)
        self.out[here].append(arc)
        self.into[there].append(arc)

    def _at(self, end: tuple[int, Address], levels: int) -> int:
        """Give the levels of a node at which an edge with some levels begins or ends there."""
        node, address = end
        if not self.has_levels(address.structure):
            return self.open[node]
        return self.open[node] & levels & (self._bits.get(address.level, 0) if address.level else -1)

    def along(self, node: int, mask: int) -> int:
        """Give the levels that blood comes to along a lengthwise vessel itself, from those of a mask."""
        bounds = self.open[node]
        reached = mask & bounds
        while True:
            wider = (reached | reached << 1 | reached >> 1) & bounds
            if wider == reached:
                return reached
            reached = wider


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

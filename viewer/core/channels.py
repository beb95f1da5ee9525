"""Channels: what of a bed lets blood through in one case."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.bed import Arc, Bed, Masks
from viewer.core.case import Case, edge_named
from viewer.core.errors import AddressError
from viewer.core.queries import descendants
from viewer.core.structure import StructureId

_last: list[Bed] = []


def bed_of(atlas: Atlas, names: frozenset[str]) -> Bed:
    """Give the bed of an atlas with some variants in force; the last is kept, as blocks change oftenest."""
    variants = (atlas.variants[name] for name in names if name in atlas.variants)
    closed = frozenset(edge for variant in variants for edge in variant.closes)
    if not _last or _last[0].atlas is not atlas or _last[0].closed != closed:
        _last[:] = [Bed(atlas, closed)]
    return _last[0]


class Channels:
    """A bed with what a case hides, blocks and reverses; names that are not known are passed over."""

    def __init__(self, atlas: Atlas, case: Case) -> None:
        """Apply a case."""
        self.bed = bed = bed_of(atlas, case.names)
        self.places, self.nodes, self.rank = bed.places, bed.nodes, bed.rank
        self.lengthwise, self.levelled, self.graded = bed.lengthwise, bed.levelled, bed.graded
        self.exists = list(bed.exists)
        for name in case.names & atlas.variants.keys():
            self._without(self.exists, (str(address) for address in atlas.variants[name].hides))
        ids = {edge.id for edge in atlas.edges} if case.blocked or case.reversed else set()
        self.open = list(self.exists)
        self._without(self.open, self._with_parts(name for name in case.blocked if not edge_named(name, ids)))
        self.out, self.into = bed.out, bed.into
        blocked, backwards = self._narrowed(case.blocked, ids), self._narrowed(case.reversed, ids)
        if blocked or backwards:
            self._change(blocked, backwards)

    def _narrowed(self, names: Iterable[str], ids: set[str]) -> dict[str, int]:
        """Give for each edge that is named the levels it is narrowed to."""
        found: dict[str, int] = {}
        for name in names:
            edge = edge_named(name, ids)
            if edge in self.bed.edges:
                found[edge] = found.get(edge, 0) | self._narrowing(name, edge)
        return found

    def _narrowing(self, name: str, edge: str) -> int:
        if name == edge:
            return -1
        return self.bed.mask_of(name[len(edge) + 1 :])

    def _change(self, blocked: dict[str, int], backwards: dict[str, int]) -> None:
        """Replace the arcs of some edges, in lists of this case's own."""
        self.out, self.into = list(self.out), list(self.into)
        changed = dict.fromkeys((*blocked, *backwards))
        edges = [self.bed.edges[edge] for edge in changed]
        for structure in {end.structure for edge in edges for end in (edge.start, edge.end)}:
            for node in self.nodes[structure]:
                for arcs in (self.out, self.into):
                    arcs[node] = [arc for arc in arcs[node] if arc.edge not in changed]
        for edge in edges:
            for arc in self.bed.arcs_of(edge, blocked.get(edge.id, 0), backwards.get(edge.id, 0)):
                self.out[arc.start].append(arc)
                self.into[arc.end].append(arc)

    def _without(self, masks: list[int], names: Iterable[str]) -> None:
        """Take the places that addresses name out of masks; a group stands for its members."""
        for name in names:
            with suppress(AddressError):
                for node, mask in self.nodes_of(Address.parse(name)).items():
                    masks[node] &= ~mask

    def _with_parts(self, names: Iterable[str]) -> Iterator[str]:
        """Give the addresses that names are, each with the same place of what is below its structure."""
        for name in names:
            yield name
            structure, dot, place = name.partition(".")
            for part in descendants(self.bed.atlas, StructureId(structure)):
                yield f"{part}{dot}{place}"

    def nodes_of(self, address: Address) -> Masks:
        """Give the nodes that an address means, with their levels; of a group without edges its members."""
        found: Masks = {}
        for structure in self._carriers(address.structure):
            for node in self.nodes[structure]:
                if address.side and self.places[node].side not in ("", address.side):
                    continue
                mask = self.exists[node]
                if address.level and self.levelled[structure]:
                    mask &= self.bed.bits.get(address.level, 0)
                if mask:
                    found[node] = mask
        return found

    def _carriers(self, structure: StructureId) -> Iterator[StructureId]:
        """Give a structure if it has edges, else the nearest below it that have."""
        if structure in self.nodes:
            yield structure
            return
        below: dict[StructureId, list[StructureId]] = {}
        for one in self.bed.atlas.structures.values():
            if one.parent is not None:
                below.setdefault(one.parent, []).append(one.id)
        pending = [structure]
        while pending:
            for member in below.pop(pending.pop(), ()):
                if member in self.nodes:
                    yield member
                else:
                    pending.append(member)

    def told(self, node: int, mask: int) -> tuple[str, ...]:
        """Give the levels of a node, () for all that it has or where it has none."""
        if mask == self.exists[node] or not self.graded[node]:
            return ()
        return self.bed.levels_of(mask)

    def taken(self, arcs: Sequence[Arc]) -> tuple[str, ...]:
        """Give the levels at which a step is taken: where it leaves, but along a vessel where it leads."""
        start, end, edge, _against, held, gives, _tied, _cost = arcs[0]
        leaves = bool(edge) and self.graded[start]
        mask = held if leaves else gives
        for arc in arcs[1:]:
            mask |= arc.held if leaves else arc.gives
        return self.told(start if leaves else end, mask)

    def along(self, node: int, mask: int, ends: int = 0) -> int:
        """Give the levels that blood comes to along a lengthwise vessel itself, from those of a mask.

        It goes no further than the first of ``ends`` that it meets.
        """
        bounds = self.open[node]
        reached = mask & bounds
        while True:
            onward = reached & ~ends
            wider = (reached | onward << 1 | onward >> 1) & bounds
            if wider == reached:
                return reached
            reached = wider

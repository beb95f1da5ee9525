"""Material: what of an atlas may be asked about now, and where it is to be seen.

What the variants in force or the hidden layers leave out is no part of it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import permutations
from typing import NamedTuple

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.case import Case, case_of, edge_named
from viewer.core.drainage import Edge
from viewer.core.effect import Effect
from viewer.core.geometry import RegionIndex
from viewer.core.label_offers import points_on
from viewer.core.network import Network
from viewer.core.plate import Plate, Region
from viewer.core.question import line_of
from viewer.core.showing import Showing, plate_as_shown
from viewer.core.stretches import levels_in
from viewer.core.structure import StructureId
from viewer.core.undecided import SURE, Undecided

_NONE = StructureId("")
_LOOKING_CLOSE = 2.0
"""Pixels per plate unit: a reader who looks for something comes about so close."""
_TRIES = 24
_SQUARE = 24.0
"""What lies in one square of so many plate units is close together."""
_MUCH = 0.01
"""A region that takes more of a plate than this has no neighbourhood of its own."""


class Place(NamedTuple):
    """One region that may be asked about: its plate, its number there, its address."""

    plate: str
    number: int
    address: Address


class Step(NamedTuple):
    """Where blood goes to or comes from; ``sure`` where the atlas has no doubt."""

    place: Address
    sure: bool
    either: bool


class Material:
    """What may be asked about; made anew when the variants, the level or the layers change."""

    def __init__(self, atlas: Atlas, showing: Showing, hidden_layers: frozenset[str] = frozenset()) -> None:
        """Take what is shown; the plates are read when something is first asked."""
        self.showing, self.hidden_layers = showing, hidden_layers
        variants = [atlas.variants[name] for name in showing.names if name in atlas.variants]
        closed = {edge for variant in variants for edge in variant.closes}
        self.atlas = atlas._replace(edges=tuple(edge for edge in atlas.edges if edge.id not in closed))
        self._absent = tuple(address for variant in variants for address in variant.hides)
        self._indexes: dict[str, RegionIndex] = {}
        self._findable: dict[tuple[str, Address], bool] = {}
        self._effects: dict[str, Effect] = {}
        self._drained_surely: dict[str, frozenset[str]] = {}

    @cached_property
    def plates(self) -> Mapping[str, Plate]:
        """The plates as they are shown."""
        return {
            plate.id: plate_as_shown(self.atlas, plate, self.showing) for plate in self.atlas.plates.values()
        }

    @cached_property
    def places(self) -> Mapping[StructureId, Sequence[Place]]:
        """Every structure that is to be seen, with its regions."""
        found: dict[StructureId, list[Place]] = {}
        for plate in self.plates.values():
            for number, region in enumerate(plate.regions):
                if self._is_seen(region):
                    place = Place(plate.id, number, region.address)
                    found.setdefault(region.address.structure, []).append(place)
        return found

    def _is_seen(self, region: Region) -> bool:
        return region.layer not in self.hidden_layers and self.is_there(region.address)

    def is_there(self, address: Address) -> bool:
        """Tell whether a place is in the atlas, and neither a layer nor a variant leaves it out."""
        structure = self.atlas.structures.get(address.structure)
        if structure is None or self.layer_of(address.structure) in self.hidden_layers:
            return False
        return not any(one.covers(address) for one in self._absent)

    def layer_of(self, structure: StructureId) -> str:
        """Give the layer that a structure belongs to."""
        kind = self.atlas.kinds.get(self.atlas.structures[structure].kind)
        return kind.layer if kind is not None else ""

    @cached_property
    def lines(self) -> Mapping[StructureId, tuple[str, ...]]:
        """Each structure with what it is part of, the nearest first."""
        return {structure: line_of(self.atlas, structure) for structure in self.atlas.structures}

    def kin_of(self, structures: Iterable[str]) -> frozenset[str]:
        """Give these structures, their parts, and what they are part of: where one is right, so are these."""
        own = frozenset(structures)
        parts = {structure for structure, line in self.lines.items() if not own.isdisjoint(line)}
        wholes = (one for structure in own for one in self.lines.get(StructureId(structure), ()))
        return own.union(parts, wholes)

    def index(self, plate: str) -> RegionIndex:
        """Give what finds the regions of a plate by place."""
        if plate not in self._indexes:
            self._indexes[plate] = RegionIndex(self.plates[plate])
        return self._indexes[plate]

    def is_findable(self, plate: str, asked: Address) -> bool:
        """Tell whether a click can mean a place: what lies wholly beneath other things cannot be clicked."""
        key = (plate, asked)
        if key not in self._findable:
            self._findable[key] = self._is_hit(plate, asked)
        return self._findable[key]

    def _is_hit(self, plate: str, asked: Address) -> bool:
        regions, index = self.plates[plate].regions, self.index(plate)
        for region in regions:
            if not self.is_part(region.address, asked) or not self._is_seen(region):
                continue
            points = list(points_on(region))
            for x, y in points[:: max(len(points) // _TRIES, 1)]:
                best = index.hit(x, y, _LOOKING_CLOSE, self.hidden_layers).best
                if best is not None and self.is_part(regions[best].address, asked):
                    return True
        return False

    def is_part(self, place: Address, asked: Address) -> bool:
        """Tell whether a place is what was asked for, or a part of it; without a side, on either."""
        return (
            asked.structure in self.lines.get(place.structure, ())
            and (not asked.side or place.side in ("", asked.side))
            and asked.level in ("", place.level)
        )

    # Drainage

    @cached_property
    def _levels(self) -> Mapping[str, frozenset[str]]:
        return {edge.id: frozenset(levels_in(edge.levels, self.atlas.levels)) for edge in self.atlas.edges}

    def holds(self, edge: Edge, level: str) -> bool:
        """Tell whether an edge exists at a level; without one, whether at any."""
        return not level or level in self._levels[edge.id]

    def edges_at(self, structure: str, onward: bool) -> Sequence[Edge]:
        """Give the edges by which blood leaves a structure (``onward``), or comes into it."""
        return self._edges[onward].get(structure, ())

    @cached_property
    def _edges(self) -> tuple[dict[str, list[Edge]], dict[str, list[Edge]]]:
        """The edges by which blood comes into each structure, and those by which it leaves."""
        into: dict[str, list[Edge]] = {}
        out: dict[str, list[Edge]] = {}
        for edge in self.atlas.edges:
            for start, end in (
                ((edge.start, edge.end), (edge.end, edge.start)) if edge.either else (edge[1:3],)
            ):
                out.setdefault(start.structure, []).append(edge)
                into.setdefault(end.structure, []).append(edge)
        return into, out

    def steps(self, address: Address, onward: bool) -> Iterator[Step]:
        """Give where blood goes from a place (``onward``), or where it comes from."""
        for edge in self.edges_at(address.structure, onward):
            if not self.holds(edge, address.level):
                continue
            for near, far in ((edge.start, edge.end), (edge.end, edge.start)):
                forward = (near is edge.start) == onward
                is_from = near.structure == address.structure and _is_within(address, near, far)
                if is_from and (forward or edge.either):
                    yield Step(far, edge.certainty == SURE, edge.either)

    def next_steps(self, address: Address, onward: bool) -> tuple[Step, ...]:
        """Give where blood goes to or comes from next, each structure once.

        Of several steps to one structure, as on either side, one that is sure counts, then one either way.
        """
        found: dict[StructureId, Step] = {}
        for step in self.steps(address, onward):
            known = found.get(step.place.structure)
            if known is None or step[1:] > known[1:]:
                found[step.place.structure] = step._replace(place=Address(step.place.structure))
        return tuple(found.values())

    def undecided(self, structure: str) -> frozenset[str]:
        """Give what cannot be called wrong as what a structure's blood comes from or goes to next."""
        return self._undecided.beside(structure)

    @cached_property
    def _undecided(self) -> Undecided:
        return Undecided(self.atlas)

    def cases_of(self, structure: str) -> tuple[str, ...]:
        """Give what blocks a structure's blood: "" for itself alone, and conditions by their ids."""
        return "", *self._conditions.get(structure, ())

    @cached_property
    def _conditions(self) -> Mapping[str, list[str]]:
        """The conditions that block each structure, or an edge that begins there."""
        starts = {edge.id: edge.start.structure for edge in self.atlas.edges}
        found: dict[str, list[str]] = {}
        for condition in self.atlas.conditions.values():
            for structure in dict.fromkeys(starts.get(name, name) for name in condition.blocks):
                found.setdefault(structure, []).append(condition.id)
        return found

    def _case(self, structure: StructureId, condition: str) -> Case:
        """Give the case of a condition, or, without one, that of a structure that is blocked alone."""
        case = case_of(self.atlas, condition, self.showing.names)
        return case if condition else case._replace(blocked=frozenset((structure,)))

    @cached_property
    def health(self) -> Network:
        """The ways of the blood where nothing is blocked."""
        return Network(self.atlas, Case(names=self.showing.names))

    def effect(self, structure: StructureId, condition: str = "") -> Effect:
        """Give what is cut off in a condition, or, without one, when a structure is blocked alone."""
        key = condition or structure
        if key not in self._effects:
            self._effects[key] = Network(self.atlas, self._case(structure, condition)).effect()
        return self._effects[key]

    def blocked(self, structure: StructureId, condition: str = "") -> tuple[str, ...]:
        """Give what is blocked in a condition, or a structure alone: places, and edges by their ids."""
        return self.atlas.conditions[condition].blocks if condition else (structure,)

    def ends_blocked(self, structure: StructureId, condition: str = "") -> tuple[str, ...]:
        """Give the structures that are named where it is said what is blocked: places, and ends of edges."""
        found: list[str] = []
        for name in self.blocked(structure, condition):
            edge = self._by_id.get(edge_named(name, self._by_id))
            ends = (edge.start.structure, edge.end.structure) if edge else (name.partition(".")[0],)
            found += ends
        return tuple(dict.fromkeys(found))

    def places_blocked(self, structure: StructureId, condition: str = "") -> frozenset[str]:
        """Give the structures that let no blood through themselves, or not everywhere."""
        names = self.blocked(structure, condition)
        return frozenset(name.partition(".")[0] for name in names if not edge_named(name, self._by_id))

    def surely_drained(self, structure: StructureId = _NONE, condition: str = "") -> frozenset[str]:
        """Give what finds a way to the heart, all of it, without a step in doubt: in a case, or in health."""
        key = condition or structure
        if key not in self._drained_surely:
            sure = self.atlas._replace(edges=tuple(edge for edge in self.atlas.edges if _stands(edge)))
            case = self._case(structure, condition) if key else case_of(self.atlas, "", self.showing.names)
            network = Network(sure, case)
            ends = {end.structure for edge in sure.edges for end in (edge.start, edge.end)}
            left = {place.structure for place in network.stranded()}
            self._drained_surely[key] = frozenset(ends - left - self.places_blocked(structure, condition))
        return self._drained_surely[key]

    @cached_property
    def _by_id(self) -> Mapping[str, Edge]:
        return {edge.id: edge for edge in self.atlas.edges}

    @cached_property
    def drained(self) -> frozenset[str]:
        """The structures that are part of the drainage."""
        return frozenset(end.structure for edge in self.atlas.edges for end in (edge.start, edge.end))

    @cached_property
    def vessels(self) -> frozenset[str]:
        """What carries blood that comes from elsewhere: no tissue, from which it only comes."""
        ends = ((edge.start, edge.end) if edge.either else (edge.end,) for edge in self.atlas.edges)
        return frozenset(end.structure for each in ends for end in each)

    @cached_property
    def stages(self) -> Mapping[str, int]:
        """The stage of each structure on the way from tissue to heart."""
        return {one: at for at, stage in enumerate(self.atlas.stages) for one in stage.structures}

    @cached_property
    def touching(self) -> frozenset[tuple[str, str]]:
        """The pairs of structures that touch or lie close together on a plate, each both ways round."""
        pairs: set[tuple[str, str]] = set()
        for plate in self.plates.values():
            regions = plate.regions
            for one, other in plate.links:
                names = (regions[one].address.structure, regions[other].address.structure)
                pairs |= {names, names[::-1]}
            for close in _close_together(plate):
                pairs.update(permutations(close, 2))
        return frozenset(pairs)


def _is_within(place: Address, near: Address, far: Address) -> bool:
    """Tell whether a step between two ends is one of a place, by its side and level.

    From left it leads to left, unless it says otherwise.
    """
    side = near.side or far.side
    return (not side or place.side in ("", side)) and (not near.level or place.level in ("", near.level))


def _stands(edge: Edge) -> bool:
    """Tell whether a step is established; what is disputed besides is not that it exists."""
    return SURE in edge.certainty.split(";")


def _close_together(plate: Plate) -> Iterable[set[str]]:
    """Give the structures that share a small square of a plate; what fills much of it is near to all."""
    most = plate.view.width * plate.view.height * _MUCH
    squares: dict[tuple[int, int], set[str]] = {}
    for region in plate.regions:
        box = region.bounds
        if box.width * box.height > most:
            continue
        for column in range(int(box.x // _SQUARE), int((box.x + box.width) // _SQUARE) + 1):
            for row in range(int(box.y // _SQUARE), int((box.y + box.height) // _SQUARE) + 1):
                squares.setdefault((column, row), set()).add(region.address.structure)
    return squares.values()

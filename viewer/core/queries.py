"""Questions one may ask an atlas."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.drainage import Edge
from viewer.core.plate import Plate
from viewer.core.section import Section
from viewer.core.structure import Structure, StructureId

SIDE_NAMES = {"left": "left", "right": "right"}


def structures_in_order(atlas: Atlas) -> list[Structure]:
    """Give the structures as an index lists them: each below its parent, else in the atlas's order."""
    below: dict[StructureId | None, list[Structure]] = {}
    for structure in atlas.structures.values():
        parent = structure.parent if structure.parent in atlas.structures else None
        below.setdefault(parent, []).append(structure)
    ordered: list[Structure] = []
    pending = below.get(None, [])[::-1]
    while pending:
        structure = pending.pop()
        ordered.append(structure)
        pending += below.get(structure.id, [])[::-1]
    return ordered


def children(atlas: Atlas, structure: StructureId) -> list[Structure]:
    """Give the structures whose parent this is."""
    return [one for one in atlas.structures.values() if one.parent == structure]


def descendants(atlas: Atlas, structure: StructureId) -> set[StructureId]:
    """Give the ids of all structures below one."""
    found: set[StructureId] = set()
    pending = [structure]
    while pending:
        fresh = {one.id for one in children(atlas, pending.pop())} - found
        found |= fresh
        pending += fresh
    return found


def regions_of(plate: Plate, address: Address) -> list[int]:
    """Give the indexes of the plate's regions that an address covers, in paint order."""
    return [index for index, region in enumerate(plate.regions) if address.covers(region.address)]


def ends_elsewhere(atlas: Atlas, addresses: Iterable[Address]) -> list[tuple[Structure, str]]:
    """Give those of some places that may end where no edge leads, each once, with what is said of it."""
    structures = dict.fromkeys(address.structure for address in addresses)
    found = (atlas.structures[structure] for structure in structures)
    return [(structure, structure.elsewhere) for structure in found if structure.elsewhere]


def numbers_by_structure(atlas: Atlas, plate: Plate) -> dict[str, list[int]]:
    """Give the indexes of each structure’s regions on a plate; of a group without any, those of its parts."""
    own: dict[str, list[int]] = {}
    groups: dict[str, list[int]] = {}
    for number, region in enumerate(plate.regions):
        own.setdefault(region.address.structure, []).append(number)
    for structure, numbers in own.items():
        parent = atlas.structures[StructureId(structure)].parent
        while parent is not None:
            groups.setdefault(parent, []).extend(numbers)
            parent = atlas.structures[parent].parent
    return groups | own


def plates_showing(atlas: Atlas, structure: StructureId) -> list[Plate]:
    """Give the plates that draw a structure; if none does, those that draw something below it."""
    own = [plate for plate in atlas.plates.values() if _draws(plate, {structure})]
    return own or [plate for plate in atlas.plates.values() if _draws(plate, descendants(atlas, structure))]


def _draws(plate: Plate, structures: set[StructureId]) -> bool:
    return any(region.address.structure in structures for region in plate.regions)


def sections_about(atlas: Atlas, structure: StructureId) -> list[Section]:
    """Give the sections about a structure, then those that mention it, those that do so most first."""
    return sections_of(atlas, (Address(structure),))


def sections_of(atlas: Atlas, addresses: Iterable[Address]) -> list[Section]:
    """Give the sections about, or mentioning, what is selected, best first.

    A section about all of it comes before one about a part; a mention at the selected side and level
    before one of the structure at large.
    """
    wanted = tuple(addresses)
    scored = []
    for section in atlas.sections.values():
        score = sum(_score(section, address) for address in wanted)
        if score:
            scored.append((-score, section.order, section))
    return [section for _score_, _order, section in sorted(scored, key=lambda item: item[:2])]


def _score(section: Section, address: Address) -> int:
    score = 0
    for rank, about in enumerate(section.about):
        if about.structure == address.structure:
            score += max(60 - rank, 40) + 10 * about.covers(address)
    for mention in section.mentions:
        if mention.structure == address.structure:
            score += 4 + 2 * (mention == address)
    return score


def describe(atlas: Atlas, address: Address) -> str:
    """Give an address in words, e.g. "Posterior radicular vein, right, spinal nerve T8"."""
    structure = atlas.structures.get(address.structure)
    if structure is None:
        return str(address)
    whole = not address.side and not address.level and structure.plural
    parts = [structure.plural if whole else structure.name]
    if address.side:
        parts.append(SIDE_NAMES[address.side])
    if address.level:
        parts.append(describe_level(atlas, structure, address.level))
    return ", ".join(parts)


def names_apart(atlas: Atlas, addresses: Iterable[Address]) -> list[str]:
    """Give the name of each address's structure, with side and level where two would be called the same."""
    places = list(addresses)
    names = [atlas.structures[address.structure].name for address in places]
    if len(set(names)) == len(names):
        return names
    return [describe(atlas, address) for address in places]


def describe_level(atlas: Atlas, structure: Structure, level: str) -> str:
    """Give a level as it counts for a structure, e.g. "cord segment T8"."""
    kind = atlas.level_kinds.get(structure.level_kind)
    return kind.phrase.replace("{level}", level) if kind else level


# Drainage


class Step(NamedTuple):
    """One step along an edge: ``against`` where it goes from the edge's end to its start."""

    edge: Edge
    against: bool

    @property
    def start(self) -> Address:
        """Where the step begins."""
        return self.edge.end if self.against else self.edge.start

    @property
    def end(self) -> Address:
        """Where the step leads."""
        return self.edge.start if self.against else self.edge.end


def _meets(one: Address, other: Address) -> bool:
    """Tell whether two addresses share a place."""
    return (
        one.structure == other.structure
        and (not one.side or not other.side or one.side == other.side)
        and (not one.level or not other.level or one.level == other.level)
    )


def drains_to(atlas: Atlas, address: Address) -> list[Step]:
    """Give the steps by which blood leaves a place."""
    return [
        step
        for step in _steps_at(atlas, address.structure)
        if _meets(step.start, address) and _holds_at(step.edge, address.level)
    ]


def drains_into(atlas: Atlas, address: Address) -> list[Step]:
    """Give the steps by which blood comes into a place."""
    return [
        step
        for step in _steps_at(atlas, address.structure)
        if _meets(step.end, address) and _holds_at(step.edge, address.level)
    ]


def _steps_at(atlas: Atlas, structure: StructureId) -> Iterator[Step]:
    """Give the steps that begin or end at a structure; all others are passed over quickly."""
    for edge in atlas.edges:
        if structure in (edge.start.structure, edge.end.structure):
            yield Step(edge, False)
            if edge.either:
                yield Step(edge, True)


def _holds_at(edge: Edge, level: str) -> bool:
    """Tell whether an edge exists at a level; without a level every edge counts."""
    if not level:
        return True
    parts = [part.strip() for part in edge.levels.split(";")]
    return any(part in ("all", level, level.rstrip("0123456789")) for part in parts)


def variant_title(atlas: Atlas, variant: str) -> str:
    """Name a variant together with what it is one of: "Side veins: None at the left"."""
    found = atlas.variants[variant]
    group = atlas.variant_groups.get(found.group)
    return f"{group.name}: {found.name}" if group is not None else found.name

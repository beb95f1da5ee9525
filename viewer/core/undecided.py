"""Undecided: what cannot be called wrong as the next step of the blood, though the atlas does not list it."""

from collections.abc import Iterable, Mapping

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.drainage import Edge
from viewer.core.structure import StructureId

SURE = "A"
"""The mark of what the sources agree on."""

Joined = Mapping[str, frozenset[str]]


class Undecided:
    """Judges by the edges of an atlas what may be joined besides.

    What is joined by an edge that is in doubt, or that runs either way, is so whatever the side and level.
    What edges that run either way hold together takes up blood, and gives it, as one. And nets, cross-links
    and tissue keep to no border: what they join to one of a kind at a stage they may join to its like.
    """

    def __init__(self, atlas: Atlas) -> None:
        """Take the edges that are there."""
        self._atlas = atlas
        led_into = {end.structure for edge in atlas.edges for end in _mouths(edge)}
        self._joined = _joined_by(atlas.edges)
        self._freely = _joined_by(edge for edge in atlas.edges if edge.either)
        self._in_doubt = _joined_by(edge for edge in atlas.edges if edge.certainty != SURE)
        self._loosely = _joined_by(
            edge for edge in atlas.edges if edge.either or edge.start.structure not in led_into
        )

    def beside(self, structure: str) -> frozenset[str]:
        """Give what a structure's blood may come from, or go to next, for all that is known."""
        found = self._freely.get(structure, frozenset()) | self._in_doubt.get(structure, frozenset())
        found = found.union(
            _through(self._joined, self._freely, structure),
            _through(self._freely, self._joined, structure),
            (far for one in self._like(structure) for far in self._loosely.get(one, ())),
            (far for one in self._loosely.get(structure, ()) for far in self._like(one)),
        )
        return found - {structure}

    def _like(self, structure: str) -> Iterable[str]:
        """Give the others of its kind at its stage of the way to the heart."""
        known = self._atlas.structures
        kind = known[StructureId(structure)].kind
        stage = next((one for one in self._atlas.stages if structure in one.structures), None)
        others = stage.structures if stage is not None else ()
        return (one for one in others if one != structure and known[StructureId(one)].kind == kind)


def _mouths(edge: Edge) -> Iterable[Address]:
    return (edge.start, edge.end) if edge.either else (edge.end,)


def _joined_by(edges: Iterable[Edge]) -> Joined:
    found: dict[str, set[str]] = {}
    for edge in edges:
        found.setdefault(edge.start.structure, set()).add(edge.end.structure)
        found.setdefault(edge.end.structure, set()).add(edge.start.structure)
    return {structure: frozenset(others) for structure, others in found.items()}


def _through(first: Joined, second: Joined, structure: str) -> Iterable[str]:
    """Give what two steps lead to, one of either kind."""
    return (far for one in first.get(structure, ()) for far in second.get(one, ()))

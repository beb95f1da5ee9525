"""What is really confused with what, and how the two differ."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from viewer.core.address import Address
from viewer.core.material import Material, Step
from viewer.core.question import names_of
from viewer.core.structure import Structure, StructureId
from viewer.core.study_data import AGAIN, GOOD, Review
from viewer.core.words import fold, stem, words_of

_SAME_STAGE = 3.0
"""What it is worth, in likeness, to be of the same stage; each stage between them takes one away."""
_SETTLED = 2
"""A pair that was mixed up is let go once each of the two was right so many times since."""

Pair = tuple[StructureId, StructureId]
"""Two structures, in the order of the alphabet."""


def pair_of(one: str, other: str) -> Pair:
    """Give two structures as a pair."""
    first, second = sorted((StructureId(one), StructureId(other)))
    return first, second


def mixed_up(material: Material, reviews: Iterable[Review]) -> Counter[Pair]:
    """Count the pairs that the reader mixes up; those told apart since are left out."""
    structures = material.atlas.structures
    counts: Counter[Pair] = Counter()
    since: dict[Pair, Counter[str]] = {}
    for review in sorted(reviews, key=lambda one: (one.at, one.id)):
        right, given = (StructureId(text.partition(".")[0]) for text in (review.right, review.given))
        if review.rating >= GOOD:
            for pair, done in since.items():
                done[right] += right in pair
        elif review.rating == AGAIN and right != given and right in structures and given in structures:
            pair = pair_of(right, given)
            counts[pair] += 1
            since[pair] = Counter()
    told_apart = (pair for pair, done in since.items() if all(done[one] >= _SETTLED for one in pair))
    for pair in told_apart:
        del counts[pair]
    return counts


class Confusable:
    """Ranks, for a structure, what a reader may take it for."""

    def __init__(self, material: Material, mixed: Mapping[Pair, int]) -> None:
        """Take what may be asked, and the pairs that the reader has mixed up."""
        self._material = material
        self._mixed = mixed
        self._words = {
            structure.id: {stem(word) for name in names_of(structure) for word in words_of(fold(name))}
            for structure in material.atlas.structures.values()
        }
        self._ranked: dict[StructureId, list[tuple[float, StructureId]]] = {}

    def ranked(self, structure: StructureId) -> list[tuple[float, StructureId]]:
        """Give what it may be taken for with a score, the likest first; nothing that is kin to it.

        What the reader has really mixed up with it comes first, then what is of the same kind and stage, lies
        beside it on a plate and is called alike.
        """
        if structure not in self._ranked:
            material = self._material
            kin = material.kin_of((structure,))
            scored = [
                (self._score(structure, other), other)
                for other in material.atlas.structures
                if other not in kin and material.is_there(Address(other))
            ]
            self._ranked[structure] = sorted(scored, key=lambda one: (-one[0], one[1]))
        return self._ranked[structure]

    def _score(self, one: StructureId, other: StructureId) -> float:
        material, atlas = self._material, self._material.atlas
        score = 100.0 * self._mixed.get(pair_of(one, other), 0)
        score += 2.0 * (atlas.structures[one].kind == atlas.structures[other].kind)
        score += 2.0 * (material.layer_of(one) == material.layer_of(other))
        score += self._nearness(one, other)
        score += 2.0 * ((one, other) in material.touching)
        score += 1.0 * (other in material.places)
        shared, every = self._words[one] & self._words[other], self._words[one] | self._words[other]
        return score + 4.0 * len(shared) / max(len(every), 1)

    def _nearness(self, one: StructureId, other: StructureId) -> float:
        """Score how near two lie on the way of the blood: far apart nobody takes one for the other."""
        stages = self._material.stages
        if one not in stages or other not in stages:
            return 0.0
        return max(_SAME_STAGE - abs(stages[one] - stages[other]), -2 * _SAME_STAGE)


# How two differ


class Contrast(NamedTuple):
    """One thing in which two structures differ: ``field`` says which, the others what it is for each.

    The fields are "kind", "latin", "pairing", "location", "size", "relevance" in words; "from" and "to" are
    steps of the blood. What the sections say of them is in :mod:`viewer.core.said`.
    """

    field: str
    one: str | tuple[Step, ...]
    other: str | tuple[Step, ...]


def how_they_differ(material: Material, one: StructureId, other: StructureId) -> tuple[Contrast, ...]:
    """Give what the atlas says differently of two structures."""
    first, second = _told(material, one), _told(material, other)
    return tuple(
        Contrast(field, first[field], second[field])
        for field in first
        if first[field] != second[field] and (first[field] or second[field])
    )


def _told(material: Material, structure: StructureId) -> dict[str, str | tuple[Step, ...]]:
    atlas = material.atlas
    found: Structure = atlas.structures[structure]
    kind = atlas.kinds.get(found.kind)
    return {
        "kind": kind.name if kind is not None else "",
        "latin": found.latin,
        "pairing": found.pairing,
        "location": found.location,
        "size": found.size,
        "from": material.next_steps(Address(structure), onward=False),
        "to": material.next_steps(Address(structure), onward=True),
        "relevance": found.relevance,
    }

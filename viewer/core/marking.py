"""Marking: whether an answer is right, and if not, in what way it is wrong."""

import re
from collections.abc import Iterator
from enum import StrEnum
from itertools import product
from typing import NamedTuple

from viewer.core.address import SIDES, Address
from viewer.core.material import Material
from viewer.core.question import Question, line_of, names_of
from viewer.core.structure import StructureId
from viewer.core.study_data import AGAIN, GOOD, HARD
from viewer.core.words import fold, stem, words_of

_SHORTEST_TYPO = 4
_ARTICLES = frozenset(("a", "an", "the"))


class Verdict(StrEnum):
    """What an answer is worth.

    SLIP: as good as right, but not quite; the same is asked again and nothing is counted. NOTHING: no answer.
    CLAIMED: what was typed is no name of it, but the reader says that it was right.
    """

    RIGHT = "right"
    CLAIMED = "claimed"
    SLIP = "slip"
    WRONG_SIDE = "wrong-side"
    WRONG = "wrong"
    NOTHING = "nothing"


class Marked(NamedTuple):
    """A verdict, and what was given: an address, a level, a side, or words that name nothing.

    ``meant`` is the name that was typed, as the atlas writes it; ``spelt`` is False where a letter of it was
    wrong.
    """

    verdict: Verdict
    given: str
    meant: str = ""
    spelt: bool = True


def is_right(verdict: str) -> bool:
    """Tell whether an answer counts as right, by its verdict as it was kept."""
    return verdict in (Verdict.RIGHT, Verdict.CLAIMED)


def rating_of(verdict: Verdict, slips: int = 0) -> int:
    """Give how well something was remembered, as the scheduler counts it.

    :raises ValueError: for what is no answer yet.
    """
    match verdict:
        case Verdict.RIGHT | Verdict.CLAIMED:
            return HARD if slips else GOOD
        case Verdict.WRONG_SIDE:
            return HARD
        case Verdict.WRONG:
            return AGAIN
        case _:
            raise ValueError(verdict)


def mark_option(question: Question, given: str) -> Marked:
    """Mark one of the options; "" is that the reader does not know."""
    return Marked(Verdict.RIGHT if given == question.right else Verdict.WRONG, given)


def mark_region(material: Material, question: Question, given: Address) -> Marked:
    """Mark a region that was chosen for itself, by keyboard or by a screen reader."""
    asked = Address.parse(question.right)
    if material.is_part(given, asked):
        return Marked(Verdict.RIGHT, str(given))
    if material.is_part(given, asked._replace(side="")):
        return Marked(Verdict.WRONG_SIDE, str(given))
    return Marked(Verdict.WRONG, str(given))


def mark_spot(material: Material, question: Question, x: float, y: float, zoom: float) -> Marked:
    """Mark a click at ``x, y`` (plate units); ``zoom`` is in device-independent pixels per unit.

    Of vessels equally near the right one is meant. Where the right one is within reach, but another is
    nearer, it is a slip; so it is where the right area lies there, beneath something else.
    """
    regions, index = material.plates[question.plate].regions, material.index(question.plate)
    hit = index.hit(x, y, zoom, material.hidden_layers)
    if hit.best is None:
        return Marked(Verdict.NOTHING, "")
    nearest = [mark_region(material, question, regions[one].address) for one in (hit.best, *hit.rivals)]
    right = next((one for one in nearest if one.verdict is Verdict.RIGHT), None)
    if right is not None:
        return right
    there = [
        regions[one].address
        for one in index.all_at(x, y, zoom)
        if regions[one].layer not in material.hidden_layers
    ]
    asked = Address.parse(question.right)
    if any(material.is_part(address, asked) for address in there):
        return Marked(Verdict.SLIP, nearest[0].given)
    return nearest[0]


class TypedAnswers:
    """Marks names that were typed. Making it reads the names of an atlas once."""

    def __init__(self, material: Material) -> None:
        """Read the names."""
        self._atlas = material.atlas
        self._levels = {level.lower() for level in material.atlas.levels}
        self._names = [
            (structure.id, name, _words(way))
            for structure in material.atlas.structures.values()
            for name in names_of(structure)
            for way in _ways(name)
        ]

    def mark(self, question: Question, text: str) -> Marked:
        """Mark what was typed: any name will do, with one letter of each longer word wrong.

        Sides and levels may be said along. The name of what the right structure is a part of is a slip: it
        can be said more exactly.
        """
        asked = Address.parse(question.right).structure
        if not _words(text):
            return Marked(Verdict.NOTHING, "")
        best: Marked | None = None
        for words in self._readings(text):
            exact = self._named(words, spelt=True)
            near = exact or self._named(words, spelt=False)
            for spelt, found in ((True, exact), (False, near)):
                if asked in found:
                    return Marked(Verdict.RIGHT, asked, found[asked], spelt)
                if found and best is None:
                    best = self._other(asked, found, spelt)
        return best or Marked(Verdict.WRONG, " ".join(text.split()))

    def _other(self, asked: StructureId, found: dict[StructureId, str], spelt: bool) -> Marked:
        wider = next((one for one in line_of(self._atlas, asked) if one in found), None)
        if wider is not None:
            return Marked(Verdict.SLIP, wider, found[StructureId(wider)], spelt)
        given, name = next(iter(found.items()))
        return Marked(Verdict.WRONG, given, name, spelt)

    def _readings(self, text: str) -> list[tuple[str, ...]]:
        """Give the words as they stand, then without sides and levels."""
        words = _words(text)
        bare = tuple(word for word in words if word not in SIDES and word not in self._levels)
        return [words] if bare == words or not bare else [words, bare]

    def _named(self, words: tuple[str, ...], spelt: bool) -> dict[StructureId, str]:
        """Give the structures of this name, with the name; misspelt, only if it is one structure's alone."""
        alike = _same if spelt else _nearly
        found: dict[StructureId, str] = {}
        for structure, name, known in self._names:
            if structure in found or len(known) != len(words):
                continue
            # One letter of an abbreviation makes another of it.
            if alike(words, known) and (spelt or not name.isupper()):
                found[structure] = name
        return found if spelt or len(found) < 2 else {}


def _ways(name: str) -> Iterator[str]:
    """Give a name as one may write it: with or without what is in brackets, with either of "rete/plexus"."""
    yield name
    plain = re.sub(r"\s*\([^)]*\)", "", name)
    if plain != name:
        yield plain
    either = [word.split("/") for word in plain.split()]
    if any(len(choices) > 1 for choices in either):
        yield from map(" ".join, product(*either))


def _words(name: str) -> tuple[str, ...]:
    return tuple(word for word in words_of(fold(name)) if word not in _ARTICLES)


def _same(given: tuple[str, ...], known: tuple[str, ...]) -> bool:
    return given == known or tuple(map(stem, given)) == tuple(map(stem, known))


def _nearly(given: tuple[str, ...], known: tuple[str, ...]) -> bool:
    return all(one == other or _one_letter_apart(one, other) for one, other in zip(given, known, strict=True))


def _one_letter_apart(one: str, other: str) -> bool:
    if min(len(one), len(other)) < _SHORTEST_TYPO or abs(len(one) - len(other)) > 1:
        return stem(one) == stem(other)
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other, score_cutoff=1) <= 1

"""TypedAnswers: whether a name that was typed is one of what was asked for, however it is written.

An atlas says which words say the same ("dorsal" and "posterior", "v." and "vein"). What may be left out of a
name is worked out: any words, as long as the rest means nothing else in the atlas.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import product
from math import prod
from typing import NamedTuple

from viewer.core.address import SIDES, Address
from viewer.core.marking import Marked, Verdict
from viewer.core.material import Material
from viewer.core.question import Question, line_of, names_of
from viewer.core.structure import StructureId
from viewer.core.study_data import Review
from viewer.core.words import fold, initials, stem

_SHORTEST_TYPO = 4
_FEWEST_INITIALS = 3
_ARTICLES = frozenset(("a", "an", "the"))
_MOST = 6
"""What may mean more than so many things says nothing of any of them."""

_SHORTEST_CUT = 2
"""What a word may be cut down to, with a full stop: "rad."; single letters stand for the usual words only."""
_MOST_WAYS = 200

Words = tuple[str, ...]


class _Named(NamedTuple):
    structure: StructureId
    name: str
    words: Words


def own_words(reviews: Iterable[Review]) -> tuple[tuple[StructureId, str], ...]:
    """Give the words that a reader has claimed to be right, each with the structure that was asked for."""
    claimed = (one for one in reviews if one.verdict == Verdict.CLAIMED)
    return tuple((StructureId(one.right.partition(".")[0]), one.given) for one in claimed)


class TypedAnswers:
    """Marks names that were typed. The names of an atlas are read once, when the first is marked.

    ``own`` are words of the reader's own (see :func:`own_words`), which may be replaced at any time.
    """

    def __init__(self, material: Material, own: Sequence[tuple[StructureId, str]] = ()) -> None:
        """Take the atlas, and what the reader calls its structures."""
        self.own = own
        self._atlas = material.atlas
        self._levels = {level.lower() for level in material.atlas.levels}
        self._alike = {word: one[0] for one in material.atlas.alike for word in _keys(one)}
        self._written = {word for one in material.atlas.alike for word in one}
        self._forms = {one[0]: one for one in material.atlas.alike}

    @cached_property
    def _names(self) -> Sequence[_Named]:
        return [
            _Named(structure.id, name, words)
            for structure in self._atlas.structures.values()
            for name in names_of(structure)
            for way in _ways(name)
            for words in dict.fromkeys(self._words(way))
        ]

    def mark(self, question: Question, text: str) -> Marked:
        """Mark what was typed: any name will do, with one letter of each longer word wrong.

        Words may stand in any order, and some be missing where the rest can mean nothing else. Levels and
        sides may be said along; the wrong side of what is lit is told apart. The name of what the right
        structure is a part of, and what may mean something else as well, is a slip: say it more exactly.
        What the reader has claimed of the same structure before is taken for claimed again. The initials of
        a name are that name, if they are of no other; the kind of a structure is true, but too wide.
        """
        marked = self._by_the_atlas(question, text)
        if marked.verdict is not Verdict.WRONG:
            return marked
        ways = (self._by_own_words, self._by_initials, self._by_kind)
        return next((found for way in ways if (found := way(question, text)) is not None), marked)

    def says_other_side(self, question: Question, text: str) -> bool:
        """Tell whether a side is said that is not the one which was asked for."""
        side = question.asked.side
        return bool(side) and any(said - {side} for _, said in self._readings(text))

    def _by_own_words(self, question: Question, text: str) -> Marked | None:
        asked = Address.parse(question.right).structure
        own = {tuple(sorted(words)) for one, said in self.own if one == asked for words in self._bare(said)}
        if not any(tuple(sorted(words)) in own for words in self._bare(text)):
            return None
        said = next((said for _, said in self._readings(text) if said), frozenset())
        claimed = Marked(Verdict.CLAIMED, " ".join(text.split()))
        on_side = _on_side(question, claimed._replace(given=asked), said)
        return on_side if on_side.verdict is Verdict.WRONG_SIDE else claimed

    @cached_property
    def _initials(self) -> Mapping[str, Mapping[StructureId, str]]:
        found: dict[str, dict[StructureId, str]] = {}
        for structure in self._atlas.structures.values():
            for name in names_of(structure):
                found.setdefault(initials(name), {}).setdefault(structure.id, name)
        return found

    def _by_initials(self, question: Question, text: str) -> Marked | None:
        letters = fold(text).replace(".", "").replace(" ", "")
        found = self._initials.get(letters, {}) if len(letters) >= _FEWEST_INITIALS else {}
        asked = Address.parse(question.right).structure
        if asked in found:
            is_one = len(found) == 1
            return (
                Marked(Verdict.RIGHT, asked, found[asked]) if is_one else Marked(Verdict.SLIP, text.strip())
            )
        return Marked(Verdict.WRONG, *next(iter(found.items()))) if len(found) == 1 else None

    def _by_kind(self, question: Question, text: str) -> Marked | None:
        asked = self._atlas.structures[Address.parse(question.right).structure]
        kind = self._atlas.kinds.get(asked.kind)
        names = (kind.name, kind.names) if kind is not None else ()
        told = {tuple(sorted(words)) for name in names for words in self._bare(name)}
        is_kind = any(tuple(sorted(words)) in told for words in self._bare(text))
        return Marked(Verdict.SLIP, " ".join(text.split())) if is_kind else None

    def _bare(self, text: str) -> Iterator[Words]:
        """Give the words of a text without sides and levels, if there are others."""
        for words in self._words(text):
            plain = tuple(stem(word.rstrip(".")) for word in words)
            bare = tuple(word for word in plain if word not in SIDES and word not in self._levels)
            yield bare or plain

    def _by_the_atlas(self, question: Question, text: str) -> Marked:
        best: Marked | None = None
        for words, said in self._readings(text):
            marked = self._read(question, words, text)
            if marked is not None and marked.verdict is Verdict.RIGHT:
                return _on_side(question, marked, said)
            best = _better(best, marked)
        if best is None and not any(words for words, _ in self._readings(text)):
            return Marked(Verdict.NOTHING, "")
        return best or Marked(Verdict.WRONG, " ".join(text.split()))

    def _read(self, question: Question, words: Words, text: str) -> Marked | None:
        """Judge words by the first way of reading them that means anything: whole names come first.

        Where a word is cut short and may be several, all that they mean is meant.
        """
        ways = self._written_out(words)
        if len(ways) > 1:
            return self._read_several(question, ways, text)
        words = ways[0]
        for find, spelt in product((self._whole, self._in_part), (True, False)):
            found = find(words, spelt)
            if found:
                return self._judged(question, found, spelt, text, find == self._in_part)
        return None

    def _read_several(self, question: Question, ways: Sequence[Words], text: str) -> Marked | None:
        for spelt in (True, False):
            found: dict[StructureId, str] = {}
            for words in ways:
                meant = self._whole(words, spelt) or self._in_part(words, spelt)
                found.update({one: name for one, name in meant.items() if one not in found})
            if found:
                return self._judged(question, found, spelt, text, True)
        return None

    def _judged(
        self, question: Question, found: Mapping[StructureId, str], spelt: bool, text: str, in_part: bool
    ) -> Marked | None:
        """Judge what words may mean; None where they mean too much."""
        asked = Address.parse(question.right).structure
        line = line_of(self._atlas, asked)
        if asked in found and not (in_part and self._means_more(found, asked)):
            return Marked(Verdict.RIGHT, asked, found[asked], spelt)
        if in_part and len(found) > _MOST:
            return None
        wider = next((one for one in line[1:] if one in found), None)
        if wider is not None:
            return Marked(Verdict.SLIP, wider, found[StructureId(wider)], spelt)
        if asked in found:
            return Marked(Verdict.SLIP, " ".join(text.split()))
        if in_part and len(found) > 1:
            return None
        given, name = next(iter(found.items()))
        return Marked(Verdict.WRONG, given, name, spelt)

    def _means_more(self, found: Iterable[StructureId], asked: StructureId) -> bool:
        """Tell whether words mean anything but a structure and its parts."""
        return any(asked not in line_of(self._atlas, one) for one in found)

    # Which structures may be meant

    @cached_property
    def _by_words(self) -> Mapping[Words, Mapping[StructureId, str]]:
        found: dict[Words, dict[StructureId, str]] = {}
        for structure, name, words in self._names:
            found.setdefault(tuple(sorted(words)), {}).setdefault(structure, name)
        return found

    def _whole(self, words: Words, spelt: bool) -> Mapping[StructureId, str]:
        """Give the structures of this name, with the name; misspelt, only if it is one structure's alone."""
        if spelt:
            return self._by_words.get(tuple(sorted(words)), {})
        found = self._found(lambda known: len(known) == len(words) and self._nearly_holds(known, words))
        return found if len(found) < 2 else {}

    def _in_part(self, words: Words, spelt: bool) -> Mapping[StructureId, str]:
        """Give the structures of which these words are part of a name."""
        if not words or spelt:
            return self._found(lambda known: _holds(known, words), True) if words else {}
        return self._found(lambda known: len(known) > len(words) and self._nearly_holds(known, words))

    def _found(self, fits: Callable[[Words], bool], spelt: bool = False) -> dict[StructureId, str]:
        found: dict[StructureId, str] = {}
        for structure, name, known in self._names:
            # One letter of an abbreviation makes another of it.
            if structure not in found and (spelt or not name.isupper()) and fits(known):
                found[structure] = name
        return found

    def _nearly_holds(self, known: Words, words: Words) -> bool:
        left = list(known)
        for word in words:
            near = word if word in left else next((one for one in left if self._is_near(word, one)), None)
            if near is None:
                return False
            left.remove(near)
        return True

    def _is_near(self, word: str, known: str) -> bool:
        return any(_one_letter_apart(word, form) for form in self._forms.get(known, (known,)))

    # Words

    def _readings(self, text: str) -> Iterator[tuple[Words, frozenset[str]]]:
        """Give the words as they stand, then without sides and levels, with the sides that were said."""
        for words in dict.fromkeys(map(self._resolved, self._words(text))):
            yield words, frozenset()
            bare = tuple(word for word in words if word not in SIDES and word not in self._levels)
            if bare not in (words, ()):
                yield bare, frozenset(words) & frozenset(SIDES)

    def _words(self, text: str) -> Iterator[Words]:
        """Give the words of a text, each as the one that stands for its like; hyphens part them or not.

        What ends with a full stop and is no usual short form keeps it: it may be cut short.
        """
        for joined in (" ", ""):
            folded = re.sub(r"[-‐‑–]", joined, fold(text))
            yield tuple(
                self._one(word) for word in re.findall(r"[^\W_]+\.?", folded) if word not in _ARTICLES
            )

    def _one(self, word: str) -> str:
        bare = word.rstrip(".")
        may_be_cut = word != bare and len(bare) >= _SHORTEST_CUT
        for form in (word, bare, stem(bare)):
            # What is left of a longer word, as "radic" of "radices", may be left of others too.
            if form in self._alike and not (may_be_cut and form not in self._written):
                return self._alike[form]
        if bare in self._levels:
            return bare
        return word if may_be_cut else stem(bare)

    @cached_property
    def _known_words(self) -> Sequence[str]:
        """Every word of a name, and those for the sides."""
        return sorted({*SIDES, *(word for _, _, words in self._names for word in words)})

    def _meant_by(self, word: str) -> Sequence[str]:
        """Give the words that one may be, which ends with a full stop: what it is, or what begins so."""
        bare = word.rstrip(".")
        if word == bare or stem(bare) in self._known_words:
            return (stem(bare) if word != bare else word,)
        begun = [
            one
            for one in self._known_words
            if any(form.startswith(bare) for form in self._forms.get(one, (one,)))
        ]
        return begun or (stem(bare),)

    def _resolved(self, words: Words) -> Words:
        """Write out the words that were cut short and can be but one."""
        return tuple(one[0] if len(one := self._meant_by(word)) == 1 else word for word in words)

    def _written_out(self, words: Words) -> Sequence[Words]:
        """Give all that words may be, where some are cut short; of too much nothing is made."""
        meant = [self._meant_by(word) for word in words]
        if prod(map(len, meant)) > _MOST_WAYS:
            return [tuple(stem(word.rstrip(".")) for word in words)]
        return list(product(*meant))


def _keys(words: Sequence[str]) -> Iterator[str]:
    for word in words:
        yield word
        yield stem(word)


def _better(one: Marked | None, other: Marked | None) -> Marked | None:
    """Keep the first, unless the second is a slip and it is not."""
    if one is None or (other is not None and other.verdict is Verdict.SLIP and one.verdict is Verdict.WRONG):
        return other
    return one


def _on_side(question: Question, marked: Marked, said: frozenset[str]) -> Marked:
    side = question.asked.side
    if not side or not said or said == {side}:
        return marked
    given = Address(StructureId(marked.given), next(iter(said - {side})))
    return marked._replace(verdict=Verdict.WRONG_SIDE, given=str(given))


def _ways(name: str) -> Iterator[str]:
    """Give a name as one may write it: with or without what is in brackets, with either of "rete/plexus"."""
    yield name
    plain = re.sub(r"\s*\([^)]*\)", "", name)
    if plain != name:
        yield plain
    either = [word.split("/") for word in plain.split()]
    if any(len(choices) > 1 for choices in either):
        yield from map(" ".join, product(*either))


def _holds(known: Words, words: Words) -> bool:
    return not Counter(words) - Counter(known)


def _one_letter_apart(one: str, other: str) -> bool:
    if min(len(one), len(other)) < _SHORTEST_TYPO or abs(len(one) - len(other)) > 1:
        return False
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other, score_cutoff=1) <= 1

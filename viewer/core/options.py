"""Options: what the right answer stands among, so that nothing but knowledge tells which it is."""

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from itertools import chain
from random import Random

from viewer.core.confusable import Confusable
from viewer.core.material import Material
from viewer.core.question import names_of
from viewer.core.structure import Structure, StructureId
from viewer.core.words import fold, stem, words_of

OPTIONS = 4
_LIKELY = 6
"""The wrong options are drawn from so many that the right one is most easily taken for."""
_OWN = 50.0
"""What the reader has mixed up scores more than this and is always among the options."""


class Options:
    """Chooses wrong options for right answers that are structures."""

    def __init__(self, material: Material, confusable: Confusable, random: Random) -> None:
        """Take the material, what is confused with what, and chance."""
        self._material, self._confusable, self._random = material, confusable, random
        known = material.atlas.structures.values()
        self._stems = {one.id: _stems((one.name, one.plural)) for one in known}
        counts = Counter(word for words in self._stems.values() for word in words)
        self._weight = {word: 1 / count for word, count in counts.items()}

    def among(
        self,
        right: StructureId,
        never: Iterable[str],
        first: Iterable[str] = (),
        among: Container[str] | None = None,
        beside: Container[str] | None = None,
        prompt: Iterable[str] = (),
    ) -> tuple[str, ...]:
        """Give the right answer among those it is most easily taken for, in any order; () if there are none.

        Nothing is kin to what is ``never`` to be an option, or is called as another. What is ``first`` comes
        before what is only alike. ``among``: nothing else is an option. ``beside`` is what can be seen with
        it: nothing else is, where that is enough. Where the right answer has words of the ``prompt``, another
        has as many, if there is one: see :meth:`stands_out`.
        """
        atlas, refused = self._material.atlas, self._material.kin_of((right, *never))
        ranked = [
            (score, one)
            for score, one in self._confusable.ranked(right)
            if one not in refused and (among is None or one in among)
        ]
        own = [one for score, one in ranked if score >= _OWN]
        asked = _stems(prompt)
        most = self._echo(right, asked)
        echoing = [one for _, one in ranked if most and self._echo(one, asked) >= most][:_LIKELY]
        self._random.shuffle(echoing)
        before = {*first}
        near = [one for _, one in ranked if one in before and one not in own][:_LIKELY]
        self._random.shuffle(near)
        alike = [one for _, one in ranked if one not in own and one not in near]
        alike.sort(key=lambda one: beside is not None and one not in beside)
        likely, rest = alike[:_LIKELY], alike[_LIKELY:]
        self._random.shuffle(likely)
        chosen, called = [right], _called(atlas.structures[right])
        for one in chain(echoing[:1], own, near, likely, rest):
            if len(chosen) == OPTIONS:
                break
            names = _called(atlas.structures[one])
            if called.isdisjoint(names) and one not in self._material.kin_of(chosen):
                chosen.append(one)
                called |= names
        self._random.shuffle(chosen)
        return tuple(chosen) if len(chosen) > 1 else ()

    def stands_out(self, right: str, options: Sequence[str], prompt: Iterable[str]) -> bool:
        """Tell whether the right option alone has the words of the prompt, the rarer the more telling."""
        asked = _stems(prompt)
        echo = self._echo(right, asked)
        return echo > max((self._echo(one, asked) for one in options if one != right), default=0.0)

    def _echo(self, structure: str, asked: frozenset[str]) -> float:
        return sum(self._weight[word] for word in sorted(self._stems[StructureId(structure)] & asked))


def _stems(names: Iterable[str]) -> frozenset[str]:
    return frozenset(stem(word) for name in names for word in words_of(fold(name)))


def _called(structure: Structure) -> set[tuple[str, ...]]:
    return {words_of(fold(name)) for name in names_of(structure)}

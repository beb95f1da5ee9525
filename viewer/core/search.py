"""Search: names, synonyms and passages -> structures and sections, best match first."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from viewer.core.atlas import Atlas
from viewer.core.structure import Structure

_FIELD_BONUS = {"name": 30, "plural": 28, "latin": 20, "synonym": 16, "eponym": 14, "code": 10, "id": 2}
_FEW = 5
"""With fewer finds among the names than this, words with a wrong or missing letter are tried too."""
_SHORTEST_TYPO = 4
_EXCERPT = 70
_JOINT = "\n"


@dataclass(frozen=True, slots=True)
class Found:
    """One find: a structure or a section by id, its title, and why it was found.

    ``why`` is the name that matched where it is not the title (a synonym, the Latin name ...), ``excerpt``
    the words around the match in a passage. The higher ``score``, the better.
    """

    kind: str
    id: str
    title: str
    why: str
    excerpt: str
    score: float


@dataclass(frozen=True, slots=True)
class _Name:
    structure: str
    field: str
    text: str
    folded: str
    spaced: str


class _Fold(dict[int, int]):
    """Maps a character to its small plain letter, one to one, so that places in a text stay the same."""

    def __missing__(self, code: int) -> int:
        letter = unicodedata.normalize("NFD", chr(code))[0].lower()
        folded = self[code] = ord(letter[0]) if letter else code
        return folded


_FOLD = _Fold()


def fold(text: str) -> str:
    """Give a text in small letters without accents, as long as it was."""
    return text.lower() if text.isascii() else text.translate(_FOLD)


def _words(folded: str) -> tuple[str, ...]:
    return tuple("".join(letter if letter.isalnum() else " " for letter in folded).split())


class Search:
    """Looks up names and text of one atlas. Making it reads everything once; each look-up is quick."""

    def __init__(self, atlas: Atlas) -> None:
        """Read the names of the structures and the words of the sections."""
        self._atlas = atlas
        self._names = [name for structure in atlas.structures.values() for name in _names_of(structure)]
        self._vocabulary = sorted({word for name in self._names for word in name.spaced.split()})
        self._cut: dict[int, list[str]] = {}
        self._sections = list(atlas.sections.values())
        self._texts: list[tuple[str, str]] | None = None

    def find(self, text: str, limit: int = 30) -> list[Found]:
        """Give what matches ``text``, best first: structures by their names, then passages.

        Every word must be found, in any order and at any place of a word. Where few names match, one
        letter of each word may be wrong, missing or too much.
        """
        asked = _words(fold(text))
        if not asked:
            return []
        whole = fold(" ".join(text.split()))
        best = self._by_name(whole, [(word,) for word in asked], 0)
        if len(best) < _FEW:
            near = [self._near(word) for word in asked]
            for key, found in self._by_name("", near, -60).items():
                best.setdefault(key, found)
        passages = self._passages(asked, whole, limit)
        if not passages and not best:
            passages = self._passages_near(asked, limit)
        every = [*best.values(), *passages]
        every.sort(key=lambda found: (-found.score, found.title, found.id))
        return every[:limit]

    # Names

    def _by_name(self, whole: str, asked: list[tuple[str, ...]], bonus: int) -> dict[str, Found]:
        best: dict[str, tuple[float, _Name]] = {}
        for name in self._names:
            folded = name.folded
            for choices in asked:
                for word in choices:
                    if word in folded:
                        break
                else:
                    break
            else:
                score = bonus + _FIELD_BONUS[name.field] + _closeness(name, whole, asked)
                known = best.get(name.structure)
                if known is None or score > known[0]:
                    best[name.structure] = (score, name)
        return {structure: self._found(name, score) for structure, (score, name) in best.items()}

    def _found(self, name: _Name, score: float) -> Found:
        title = self._atlas.structures[name.structure].name  # type: ignore[index]
        why = "" if name.field in ("name", "id") else name.text
        return Found("structure", name.structure, title, why, "", score)

    def _near(self, word: str) -> tuple[str, ...]:
        """Give the word, and the words of names that are, or begin, one letter apart from it."""
        if len(word) < _SHORTEST_TYPO:
            return (word,)
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        found = {word}
        for length in (len(word) - 1, len(word), len(word) + 1):
            matches = extract(word, self._beginnings(length), scorer=OSA.distance, score_cutoff=1, limit=20)
            found.update(match[0] for match in matches if len(match[0]) >= _SHORTEST_TYPO - 1)
        return tuple(found)

    def _beginnings(self, length: int) -> list[str]:
        """Give the first letters of all words of names, each once."""
        if length not in self._cut:
            self._cut[length] = sorted({word[:length] for word in self._vocabulary})
        return self._cut[length]

    # Passages

    def _folded(self) -> list[tuple[str, str]]:
        if self._texts is None:
            self._texts = []
            for section in self._sections:
                text = section.text
                self._texts.append((text, fold(text)))
        return self._texts

    def warm(self) -> None:
        """Read the passages and what finds typing errors now, in idle time, not at the first look-up."""
        self._folded()
        self._near("warm")

    def _passages(self, asked: Iterable[str], whole: str, limit: int) -> list[Found]:
        found = []
        words = tuple(asked)
        if all(len(word) < 2 for word in words):
            return []
        for section, (text, folded) in zip(self._sections, self._folded(), strict=True):
            title = fold(section.title)
            if not all(word in folded or word in title for word in words):
                continue
            at = folded.find(whole)
            score = 20.0 if at >= 0 else 5.0
            if all(word in title for word in words):
                score += 35.0
            if at < 0:
                at = max(min((folded.find(word) for word in words if word in folded), default=0), 0)
            score += min(folded.count(words[0]), 10)
            found.append((score, at, section, text))
        found.sort(key=lambda item: -item[0])
        return [
            Found("section", section.id, section.title, "", _excerpt(text, at), score)
            for score, at, section, text in found[:limit]
        ]

    def _passages_near(self, asked: tuple[str, ...], limit: int) -> list[Found]:
        """Look for passages by the words of names that were probably meant."""
        meant = [next((near for near in self._near(word) if near != word), word) for word in asked]
        return self._passages(meant, "\0", limit) if tuple(meant) != asked else []


def _names_of(structure: Structure) -> Iterator[_Name]:
    fields: Mapping[str, Iterable[str]] = {
        "name": (structure.name,), "plural": (structure.plural,), "latin": (structure.latin,),
        "synonym": structure.synonyms, "eponym": structure.eponyms,
        "code": (code for _system, code in structure.codes), "id": (structure.id.replace("-", " "),),
    }  # fmt: skip
    told: set[str] = set()
    for field, texts in fields.items():
        for text in texts:
            folded = fold(text)
            spaced = f" {' '.join(_words(folded))} "
            if spaced not in told and text:
                told.add(spaced)
                yield _Name(structure.id, field, text, folded, spaced)


def _closeness(name: _Name, whole: str, asked: list[tuple[str, ...]]) -> float:
    """Say how much of a name was asked for: all, its beginning, whole words, beginnings of words, parts."""
    if whole and name.folded == whole:
        return 100.0
    score = 60.0 if whole and name.folded.startswith(whole) else 0.0
    share = 1.0 / len(asked)
    spaced = name.spaced
    for choices in asked:
        grade = 6.0
        for word in choices:
            if f" {word} " in spaced:
                grade = 30.0
                break
            if grade < 20.0 and f" {word}" in spaced:
                grade = 20.0
        score += grade * share
    return score - min(len(name.folded), 100) / 10


def _excerpt(text: str, at: int) -> str:
    """Give the words around a place of a text, with … where they are cut."""
    begin, end = max(0, at - _EXCERPT), min(len(text), at + _EXCERPT)
    begin = max(begin, text.rfind(_JOINT, 0, at) + 1)
    stop = text.find(_JOINT, at)
    end = min(end, stop) if stop >= 0 else end
    if begin and text[begin - 1] not in " \n":
        space = text.find(" ", begin, at)
        begin = space + 1 if space >= 0 else begin
    if end < len(text) and text[end] not in " \n":
        space = text.rfind(" ", at, end)
        end = space if space > at else end
    before = "…" if begin and text[begin - 1] != _JOINT else ""
    after = "…" if end < len(text) and text[end] != _JOINT else ""
    return before + " ".join(text[begin:end].split()) + after

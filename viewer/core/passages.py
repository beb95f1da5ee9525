"""Passages: the sections that hold certain words, the best first."""

from collections.abc import Iterator
from dataclasses import replace

from viewer.core.atlas import Atlas
from viewer.core.found import Found
from viewer.core.section import Section
from viewer.core.words import denies, fold, has_whole, stem, telling, words_of

_EXCERPT = 70
_JOINT = "\n"
_LATE = ("handbook", "about")
"""Parts that tell of the program, not of its subject; what they hold is listed last."""
_CLOSELY = 40
"""So many sections are read sentence by sentence; of more, those that look best."""


class Passages:
    """Looks up words in the sections of one atlas, which are read at the first look-up."""

    def __init__(self, atlas: Atlas) -> None:
        """Take the atlas whose sections are looked through."""
        self._language = atlas.language
        self._sections = list(atlas.sections.values())
        self._read: list[tuple[str, str, str]] | None = None

    def warm(self) -> list[tuple[str, str, str]]:
        """Give each section's text, its text folded and its title folded, read once."""
        if self._read is None:
            texts = [(section.text, section.title) for section in self._sections]
            self._read = [(text, fold(text), fold(title)) for text, title in texts]
        return self._read

    def words(self) -> set[str]:
        """Give all words of the sections, folded."""
        return {word for _text, folded, title in self.warm() for word in words_of(f"{folded} {title}")}

    def find(self, asked: tuple[str, ...], whole: str, limit: int) -> list[Found]:
        """Give the sections that hold all words asked for, in any order and form, small words aside.

        ``whole`` is what was asked for as it stands: who holds that is better. Those whose words stand in
        one sentence come before those that have them here and there.
        """
        if all(len(word) < 2 for word in asked):
            return []
        stems = tuple(dict.fromkeys(stem(word) for word in telling(asked, self._language)))
        seen = []
        for number, (_text, folded, title) in enumerate(self.warm()):
            if all(word in folded or word in title for word in stems):
                score = 20.0 if whole in folded else 5.0
                if all(word in title for word in stems):
                    score += 35.0
                seen.append((score + min(folded.count(stems[0]), 10) / len(stems) ** 2, number))
        seen.sort(key=lambda item: (self._is_late(item[1]), -item[0]))
        denied = denies(asked, self._language)
        found = [self._closely(number, score, stems, whole, denied) for score, number in seen[:_CLOSELY]]
        found.sort(key=lambda item: (self._is_late(item[1]), -item[0].score))
        return [one for one, _number in found[:limit]]

    def partly(self, asked: tuple[str, ...], limit: int) -> list[Found]:
        """Give the sections that hold most of several words, where none holds all; more than half of them."""
        stems = tuple(dict.fromkeys(stem(word) for word in telling(asked, self._language) if len(word) > 2))
        held = [
            (number, tuple(word for word in stems if word in folded or word in title))
            for number, (_text, folded, title) in enumerate(self.warm())
        ]
        most = max((len(words) for _number, words in held), default=0)
        if len(stems) < 2 or 2 * most <= len(stems):
            return []
        denied = denies(asked, self._language)
        best = sorted((one for one in held if len(one[1]) == most), key=lambda one: self._is_late(one[0]))
        found = [self._closely(number, 0.0, words, "\0", denied) for number, words in best[:_CLOSELY]]
        found.sort(key=lambda item: (self._is_late(item[1]), -item[0].score))
        return [replace(one, close=False) for one, _number in found[:limit]]

    def _is_late(self, number: int) -> bool:
        return self._sections[number].part in _LATE

    def _closely(
        self, number: int, score: float, stems: tuple[str, ...], whole: str, denied: bool
    ) -> tuple[Found, int]:
        """Find where in a section the words stand best, and how well that is."""
        section: Section = self._sections[number]
        text, folded, title = self.warm()[number]
        at = _at_word(folded, whole)
        if at < 0:
            better, at = max(
                (
                    (_worth(sentence, stems) + self._denial(sentence, denied), -start)
                    for start, sentence in _sentences(folded)
                ),
                default=(0.0, 0),
            )
            score += better
            at = -at + _first(folded[-at:], stems)
        elif not folded[at - 1 : at].isalnum():
            score += 4.0
        close = all(word in title for word in stems) and not self._is_late(number)
        found = Found("section", section.id, section.title, "", _excerpt(text, at), score, close=close)
        return replace(found, whole=has_whole(folded, whole) and not self._is_late(number)), number

    def _denial(self, sentence: str, denied: bool) -> float:
        return 3.0 if denied and denies(words_of(sentence), self._language) else 0.0


def _at_word(folded: str, whole: str) -> int:
    """Give where a text holds these words, by preference at the beginning of a word; -1 if nowhere."""
    first = at = folded.find(whole)
    while at > 0 and folded[at - 1].isalnum():
        at = folded.find(whole, at + 1)
    return at if at >= 0 else first


def _first(sentence: str, stems: tuple[str, ...]) -> int:
    return min((sentence.find(word) for word in stems if word in sentence), default=0)


def _worth(sentence: str, stems: tuple[str, ...]) -> float:
    """Say how many of the words stand in a sentence, and how much else does."""
    spaced = " " + sentence
    hits = sum(1.0 if f" {word}" in spaced else 0.7 if word in spaced else 0.0 for word in stems)
    return 14.0 * hits / len(stems) - min(len(sentence), 400) / 400 if hits else 0.0


def _sentences(folded: str) -> Iterator[tuple[int, str]]:
    """Give each sentence with where it begins."""
    start = 0
    for line in folded.split(_JOINT):
        at = start
        for sentence in line.split(". "):
            yield at, sentence
            at += len(sentence) + 2
        start += len(line) + 1


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

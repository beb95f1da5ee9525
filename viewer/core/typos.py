"""Typos: which known words a word with one letter wrong, missing or too much may have meant."""

from collections.abc import Iterable

_SHORTEST = 4


class Typos:
    """Finds words near another among many that are known."""

    def __init__(self, words: Iterable[str]) -> None:
        """Take the known words, folded."""
        self._words = set(words)
        self._cut: dict[int, list[str]] = {}

    def near(self, word: str) -> tuple[str, ...]:
        """Give the word, and the words that are one letter apart from it, before those that begin so."""
        if len(word) < _SHORTEST:
            return (word,)
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        found = set[str]()
        for length in (len(word) - 1, len(word), len(word) + 1):
            matches = extract(word, self._beginnings(length), scorer=OSA.distance, score_cutoff=1, limit=20)
            found.update(match[0] for match in matches if len(match[0]) >= _SHORTEST - 1)
        found.discard(word)
        return (word, *sorted(found, key=lambda one: (one not in self._words, -len(one), one)))

    def _beginnings(self, length: int) -> list[str]:
        """Give the first letters of all words, each once."""
        if length not in self._cut:
            self._cut[length] = sorted({word[:length] for word in self._words})
        return self._cut[length]

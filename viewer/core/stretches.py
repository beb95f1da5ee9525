"""Stretches of the cord and column, as an atlas writes them: "all", "C", "T4-T8", "L1;L2"."""

from collections.abc import Sequence


def levels_in(text: str, levels: Sequence[str]) -> tuple[str, ...]:
    """Give the levels that a text names, in the atlas's own order.

    The text is "all", or words parted by ";": a level, the letters of all that begin so, or a stretch
    from one level to another.

    :raises ValueError: with the first word that is none of these.
    """
    found: set[str] = set()
    for word in (part.strip() for part in text.split(";")):
        found.update(_named(word, levels))
    return tuple(level for level in levels if level in found)


def _named(word: str, levels: Sequence[str]) -> Sequence[str]:
    if word == "all":
        return levels
    if word in levels:
        return (word,)
    first, dash, last = (part.strip() for part in word.partition("-"))
    if dash and first in levels and last in levels and levels.index(first) <= levels.index(last):
        return levels[levels.index(first) : levels.index(last) + 1]
    alike = [level for level in levels if level.rstrip("0123456789") == word]
    if not alike:
        raise ValueError(word)
    return alike


def stretch_words(chosen: Sequence[str], levels: Sequence[str]) -> str:
    """Write levels as stretches, e.g. "T4–T8, L1"; "" for all of them or none."""
    if not chosen or len(chosen) == len(levels):
        return ""
    places = sorted(levels.index(level) for level in chosen)
    runs: list[list[int]] = []
    for place in places:
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return ", ".join(
        levels[run[0]] if len(run) == 1 else f"{levels[run[0]]}–{levels[run[-1]]}" for run in runs
    )

"""Levels to choose from: the right one may be any of them, by its place in the row as by its distance."""

from collections.abc import Container, Sequence
from random import Random

from viewer.core.options import OPTIONS

_APART = range(2, 5)
"""Each option is so many steps from the next: the very next level could be argued about."""


def rows_of(known: Sequence[int], length: int, apart: range = _APART) -> list[tuple[int, ...]]:
    """Give every row of so many of some levels, by their numbers, each apart from the next."""
    rows: list[tuple[int, ...]] = [(one,) for one in sorted(known)]
    for _ in range(length - 1):
        rows = [(*row, one) for row in rows for one in known if one - row[-1] in apart]
    return rows


def choose(
    random: Random, askable: Container[int], own: Sequence[int], alike: Sequence[int]
) -> tuple[int, tuple[int, ...]] | None:
    """Choose a level that may be asked, and the row of options that it stands in, by their numbers.

    ``own`` are the levels of the structure, ``alike`` of all that is counted so; where the first are too few
    the row takes in others. First its place in the row is chosen, then a row that has one there: so the
    right level is no more often in the middle than at an end, wherever a longer row can be made. None if
    there is no row of two.
    """
    for length in range(OPTIONS, 1, -1):
        for known in (own, alike):
            rows = rows_of(known, length)
            fitting = [[(row[at], row) for row in rows if row[at] in askable] for at in range(length)]
            places = [each for each in fitting if each]
            if places:
                return random.choice(random.choice(places))
    return None

"""Knowing: how well something is known, told honestly.

The scheduler's chance of being remembered is 1 right after any answer, a wrong one too. So it does not tell
alone: what was answered last, how far the thing has been learnt and how long it is likely to last tell too.
"""

from enum import StrEnum
from typing import NamedTuple

FIRM_FROM, FADING_FROM = 0.9, 0.7
"""The chances of being remembered, from which on a thing may be firm, and is not weak."""
FIRM_DAYS = 7.0
"""What is firm will be remembered with a chance of nine in ten after so many days, at least."""


class Band(StrEnum):
    """How well something is known, from the worst to the best."""

    WEAK = "weak"
    FADING = "fading"
    FIRM = "firm"


class Why(StrEnum):
    """What weighs most: the last answer was not right, it is not learnt yet, or the chance alone."""

    WRONG = "wrong"
    LEARNING = "learning"
    CHANCE = "chance"


class Known(NamedTuple):
    """How well something is known: ``recall`` is the chance, from 0 to 1, of remembering it now.

    ``days`` are those after which the chance will have fallen to nine in ten, counted from the last answer.
    Where ``why`` is not CHANCE the chance means nothing to a reader.
    """

    band: Band
    why: Why
    recall: float
    days: float


def known(recall: float, days: float, was_right: bool, is_learnt: bool) -> Known:
    """Say how well something is known.

    Weak is what was not answered rightly last, what is still being learnt (again), and what is likely
    forgotten. Firm is what lasts for days and is most likely remembered; the rest is fading.
    """
    if not was_right:
        return Known(Band.WEAK, Why.WRONG, recall, days)
    if not is_learnt:
        return Known(Band.WEAK, Why.LEARNING, recall, days)
    if recall < FADING_FROM:
        band = Band.WEAK
    else:
        band = Band.FIRM if recall >= FIRM_FROM and days >= FIRM_DAYS else Band.FADING
    return Known(band, Why.CHANCE, recall, days)


def least(every: list[Known]) -> Known:
    """Give the worst known of several, by which a structure asked in several ways is told of."""
    order, whys = list(Band), list(Why)
    return min(every, key=lambda one: (order.index(one.band), whys.index(one.why), one.recall))

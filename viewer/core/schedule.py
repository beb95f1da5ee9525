"""Schedule: when a structure is due to be asked again, worked out anew from the log of answers.

Nothing of it is kept: two machines with the same log have the same due dates.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from viewer.core.atlas import Atlas
from viewer.core.knowing import Known, known, least
from viewer.core.marking import is_right
from viewer.core.question import direction_of
from viewer.core.structure import StructureId
from viewer.core.study_data import Review

if TYPE_CHECKING:
    from fsrs import Card

NEW_PER_DAY = 10
"""So many structures and directions of asking are new on a day, unless the reader says otherwise."""

Key = tuple[str, str]
"""A structure, and the direction in which it is asked (see :func:`~viewer.core.question.direction_of`)."""


class Remembered(NamedTuple):
    """What was asked before: when it is due, and when it was asked last."""

    key: Key
    due: datetime
    last: datetime


class Day(NamedTuple):
    """The answers of one day: how many were right, and how many not."""

    day: date
    right: int
    wrong: int


class Schedule:
    """The state of everything that was asked, by the scheduler of Anki (FSRS), without its random spread."""

    def __init__(self, reviews: Iterable[Review] = ()) -> None:
        """Replay the answers that count, in any order."""
        from fsrs import Scheduler

        self._scheduler = Scheduler(enable_fuzzing=False)
        self._cards: dict[Key, Card] = {}
        self._first: dict[Key, datetime] = {}
        self._right_last: dict[Key, bool] = {}
        self._log = sorted(reviews, key=lambda review: (review.at, review.id))
        for review in self._log:
            self._replay(review)

    def _replay(self, review: Review) -> None:
        from fsrs import Card, Rating

        key = (review.item.partition(".")[0], direction_of(review.mode))
        # Without a number of its own each card would wait for the clock to give it one.
        card = self._cards.get(key) or Card(card_id=0, due=review.when)
        moment = review.when.astimezone(UTC)
        self._cards[key], _ = self._scheduler.review_card(card, Rating(review.rating), moment)
        self._first.setdefault(key, moment)
        self._right_last[key] = is_right(review.verdict)

    def remembered(self, key: Key) -> Remembered | None:
        """Give what is known of one structure in one direction; None if it is new."""
        card = self._cards.get(key)
        if card is None or card.last_review is None:
            return None
        return Remembered(key, card.due, card.last_review)

    def all_remembered(self) -> Iterator[Remembered]:
        """Give everything that was asked before."""
        return (one for key in self._cards if (one := self.remembered(key)) is not None)

    def is_due(self, key: Key, now: datetime) -> bool:
        """Tell whether something is to be asked again now; what was put off by days, at any hour."""
        one = self.remembered(key)
        if one is None:
            return False
        by_days = one.due - one.last >= timedelta(days=1)
        return one.due <= now or (by_days and _day(one.due, now) <= now.date())

    def due(self, now: datetime) -> list[Key]:
        """Give what is due, that most nearly forgotten first."""
        found = [key for key in self._cards if self.is_due(key, now)]
        return sorted(found, key=lambda key: (self.strength_of(key, now), self._cards[key].due, key))

    def coming(self, now: datetime) -> tuple[datetime, int] | None:
        """Give when something is due next that is not due now, and how much is on that day; None if never."""
        later = [card.due for key, card in self._cards.items() if not self.is_due(key, now)]
        if not later:
            return None
        day = _day(min(later), now)
        return min(later).astimezone(now.tzinfo), sum(_day(due, now) == day for due in later)

    def new_on(self, now: datetime) -> int:
        """Count what was asked for the first time on the day of ``now``, in its time zone."""
        return sum(_day(first, now) == now.date() for first in self._first.values())

    def strength_of(self, key: Key, now: datetime) -> float:
        """Give the chance that something is remembered now, from 0 (new) to 1, as the scheduler counts it."""
        card = self._cards.get(key)
        return self._scheduler.get_card_retrievability(card, now.astimezone(UTC)) if card else 0.0

    def known(self, key: Key, now: datetime) -> Known:
        """Give how well something that was asked before is known now.

        :raises KeyError: if it is new.
        """
        from fsrs import State

        card = self._cards[key]
        recall, is_learnt = self.strength_of(key, now), card.state is State.Review
        return known(recall, card.stability or 0.0, self._right_last[key], is_learnt)

    def was_right(self, key: Key) -> bool:
        """Tell whether something was asked before, and the last answer was right."""
        return self._right_last.get(key, False)

    def all_known(self, now: datetime) -> dict[str, Known]:
        """Give how well each structure is known now: as well as in the direction known least."""
        found: dict[str, list[Known]] = {}
        for key in self._cards:
            found.setdefault(key[0], []).append(self.known(key, now))
        return {structure: least(each) for structure, each in found.items()}

    def falling_due(self, now: datetime, days: int) -> tuple[int, ...]:
        """Count what falls due on each of ``days`` days from today on; what is overdue counts for today."""
        counts = Counter(max((_day(card.due, now) - now.date()).days, 0) for card in self._cards.values())
        return tuple(counts[day] for day in range(days))

    def done(self, now: datetime, days: int) -> tuple[Day, ...]:
        """Give the answers of each of the last ``days`` days, today last."""
        right, wrong = Counter[date](), Counter[date]()
        for review in self._log:
            (right if is_right(review.verdict) else wrong)[_day(review.when, now)] += 1
        past = (now.date() - timedelta(days=before) for before in range(days - 1, -1, -1))
        return tuple(Day(day, right[day], wrong[day]) for day in past)


def _day(moment: datetime, now: datetime) -> date:
    """Give the day of a moment where the reader is."""
    return moment.astimezone(now.tzinfo).date()


def drainage_order(atlas: Atlas) -> list[StructureId]:
    """Give the structures in the order in which they are learnt: from tissue to heart, then the others."""
    on_the_way = [one for stage in atlas.stages for one in stage.structures if one in atlas.structures]
    return list(dict.fromkeys([*map(StructureId, on_the_way), *atlas.structures]))

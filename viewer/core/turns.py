"""Turns: which of its places is asked of a structure now, so that no one of them is learnt by heart."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from operator import attrgetter

from viewer.core.address import Address
from viewer.core.errors import AddressError
from viewer.core.question import Mode, direction_of
from viewer.core.study_data import Review

_TOLD: dict[Mode, Callable[[Address], str]] = {
    Mode.SIDE: attrgetter("side"),
    Mode.LEVEL: attrgetter("level"),
}
"""What of a place is the answer; of all others it is the place itself."""


class Turns:
    """Knows which place of each structure was asked before, in each direction."""

    def __init__(self, reviews: Iterable[Review]) -> None:
        """Take the answers that count, in any order."""
        self._before: dict[tuple[str, str], list[Address]] = {}
        for review in sorted(reviews, key=lambda one: (one.at, one.id)):
            with suppress(AddressError):
                asked = Address.parse(review.item)
                self._before.setdefault((asked.structure, direction_of(review.mode)), []).append(asked)

    def fresh(self, mode: Mode, places: Sequence[Address]) -> list[Address]:
        """Give those of a structure's places that may be asked now: not that which was asked last.

        Of two the last may be asked once more, but not a third time: if they took turns strictly, the one
        would tell the next. Where there is but one it is given.
        """
        if not places:
            return []
        told = _TOLD.get(mode, str)
        last = [told(one) for one in self._before.get((places[0].structure, direction_of(mode)), ())[-2:]]
        is_stale = len({told(one) for one in places}) > 2 or len(last) > len({*last})
        stale = last[-1:] if is_stale else []
        return [one for one in places if told(one) not in stale] or list(places)

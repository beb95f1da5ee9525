"""What a reader makes: answers, notes, bookmarks, marked passages; each a row that never changes.

Answers are a log. Everything else is a row of versions, of which the latest counts, so that what two
machines hold can be put together in either order with the same outcome.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import NamedTuple

from viewer.core.errors import ViewerError

AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4
"""How well something was remembered, as the scheduler counts it."""


class StudyError(ViewerError):
    """Something about what the reader made that they should be told, in one sentence."""


class StudyTooNew(StudyError):
    """What the reader made was written by a newer version of the program: it is neither read nor written."""


class StudyUnkept(StudyError):
    """The disk takes nothing just now: what the reader makes is held in memory."""


class Thing(StrEnum):
    """What a version is a version of."""

    NOTE = "note"
    BOOKMARK = "bookmark"
    PASSAGE = "passage"
    UNDONE = "undone"


class Review(NamedTuple):
    """One answer.

    ``item`` is the address that was asked about, ``mode`` the :class:`~viewer.core.quiz.Mode` by its word.
    ``right`` is the right answer and ``given`` the reader's: an address, a level or a side, or, where
    what was typed names nothing, the words. ``verdict`` is a :class:`~viewer.core.marking.Verdict` by its
    word, ``rating`` from AGAIN to EASY, ``slips`` how often the same was offered again before. ``at`` is the
    moment as :func:`stamp` writes it, ``took`` the time in seconds.
    """

    id: str
    item: str
    mode: str
    right: str
    given: str
    verdict: str
    rating: int
    slips: int
    at: str
    took: float

    @property
    def when(self) -> datetime:
        """The moment of the answer."""
        return datetime.fromisoformat(self.at)


class Version(NamedTuple):
    """What a thing was from ``changed`` (see :func:`stamp`) on; the value "" says that it is gone.

    Of a thing's versions the latest counts; of two of one moment the one whose value sorts last.
    """

    kind: str
    key: str
    changed: str
    value: str

    @property
    def when(self) -> datetime:
        """The moment of the change."""
        return datetime.fromisoformat(self.changed)


class Change(NamedTuple):
    """One act of the reader on a thing, with what was before: it can be undone and done again."""

    kind: str
    key: str
    before: str
    after: str

    @property
    def inverse(self) -> "Change":
        """The act that takes this one back."""
        return Change(self.kind, self.key, self.after, self.before)


class Bookmark(NamedTuple):
    """A view with a name: ``link`` is a :class:`~viewer.core.link.ViewLink` as text, of an atlas's id."""

    id: str
    name: str
    link: str
    atlas: str


class Passage(NamedTuple):
    """Words that were marked in a section.

    ``place`` counts the same words before them in the section's text; ``mark`` is the kind of mark.
    """

    id: str
    atlas: str
    section: str
    quote: str
    place: int
    mark: str


class Rows(NamedTuple):
    """Everything a store holds, each part in its order."""

    reviews: Sequence[Review] = ()
    versions: Sequence[Version] = ()


class Merged(NamedTuple):
    """What bringing in a file has done: the rows that were new, the answers replaced, and the changes.

    A change holds what a thing was before and is now, where that is not the same.
    """

    new: Rows
    replaced: tuple[Review, ...]
    changes: tuple[Change, ...]

    @property
    def is_nothing(self) -> bool:
        """Tell whether all was there already."""
        return self.new == Rows() and not self.replaced


def stamp(moment: datetime) -> str:
    """Write a moment so that texts sort as moments do: UTC, to the microsecond.

    :raises ValueError: if the moment has no time zone.
    """
    if moment.tzinfo is None:
        raise ValueError(moment)
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def now() -> datetime:
    """Give the moment, in UTC."""
    return datetime.now(UTC)

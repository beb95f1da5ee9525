"""A clock that stands until it is put forward, for what is asked by the day and the minute."""

from datetime import datetime, timedelta, timezone

NOW = datetime(2026, 5, 20, 19, 0, tzinfo=timezone(timedelta(hours=2)))


class Clock:
    """Tells the same moment, ``now``, until another is put there."""

    def __init__(self) -> None:
        """Begin at NOW."""
        self.now = NOW

    def __call__(self) -> datetime:
        """Give the moment."""
        return self.now

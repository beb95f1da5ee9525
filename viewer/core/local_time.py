"""Where the reader is: the time zone of the machine, with its summers and winters."""

from datetime import UTC, datetime, timedelta, tzinfo


class Here(tzinfo):
    """The machine's own time zone; a plain :meth:`datetime.astimezone` keeps the offset of one moment."""

    def utcoffset(self, moment: datetime | None) -> timedelta | None:
        """Give how far local time is ahead at a moment."""
        return None if moment is None else moment.replace(tzinfo=None).astimezone().utcoffset()

    def dst(self, moment: datetime | None) -> timedelta | None:
        """Give nothing: how much of the offset is summer is not asked for."""
        return None

    def tzname(self, moment: datetime | None) -> str | None:
        """Give the name of local time at a moment."""
        return None if moment is None else moment.replace(tzinfo=None).astimezone().tzname()

    def fromutc(self, moment: datetime) -> datetime:
        """Give local time for UTC; of the hour that comes twice in autumn, the right one."""
        there = moment.replace(tzinfo=UTC).astimezone()
        local = there.replace(tzinfo=None)
        return local.replace(tzinfo=self, fold=local.astimezone().utcoffset() != there.utcoffset())


def local_now() -> datetime:
    """Give the moment, in the reader's time zone."""
    # A zone of its own each: of two moments in one zone Python takes the difference on the clock's face.
    return datetime.now(Here())

"""What the tests of studying share: a clock that a test puts forward, and ears for what none should say."""

from datetime import UTC, datetime, timedelta

from viewer.core.study_data import StudyError

START = datetime(2026, 3, 1, 20, 0, tzinfo=UTC)


class Watch:
    """A clock that goes on by a second at each look."""

    def __init__(self) -> None:
        self.moment = START

    def __call__(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment


def refuse(error: StudyError) -> None:
    """Hear nothing: what a store says fails the test."""
    raise error

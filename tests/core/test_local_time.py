"""The reader's own time zone, in summer and in winter."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from tests.core.test_schedule import review
from viewer.core.local_time import Here, local_now
from viewer.core.schedule import Schedule
from viewer.core.study_data import stamp

NIGHT = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
"""Half past midnight in Berlin, on the second of July."""


@pytest.fixture(autouse=True)
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if not hasattr(time, "tzset"):
        pytest.skip("the time zone of a process can be set on Unix alone")
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_what_was_answered_in_summer_keeps_its_day_in_winter() -> None:
    winter = datetime(2026, 12, 1, 12, tzinfo=Here())
    done = Schedule([review(NIGHT)]).done(winter, 200)
    assert [day.day.isoformat() for day in done if day.right] == ["2026-07-02"]
    assert f"{NIGHT.astimezone(winter.tzinfo):%H:%M}" == "00:30"


def test_each_moment_is_the_same_there_and_back() -> None:
    for hours in range(-3000, 3000, 7):
        moment = datetime(2026, 10, 25, 0, 30, tzinfo=UTC) + timedelta(hours=hours)
        assert moment.astimezone(Here()).astimezone(UTC) == moment
    twice = [datetime(2026, 10, 25, hour, 30, tzinfo=UTC).astimezone(Here()) for hour in (0, 1)]
    assert [f"{one:%H:%M}" for one in twice] == ["02:30", "02:30"] and stamp(twice[0]) < stamp(twice[1])


def test_time_goes_on_evenly_when_the_clocks_are_changed() -> None:
    before, after = (datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC) + timedelta(seconds=n) for n in (0, 2))
    assert after.astimezone(Here()) - before.astimezone(Here()) == timedelta(seconds=2)
    assert abs((local_now() - datetime.now(UTC)).total_seconds()) < 5
    assert local_now().tzinfo is not local_now().tzinfo

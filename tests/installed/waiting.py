"""Waiting for something to come true, up to a deadline; the one place where these tests let time pass."""

import time
from collections.abc import Callable
from typing import TypeVar

Answer = TypeVar("Answer")


def wait_for(what: Callable[[], Answer], told: str, seconds: float = 30) -> Answer:
    """Ask until the answer is true, and give it.

    :raises AssertionError: if it is still not true when the time is up; ``told`` says what was waited for.
    """
    deadline = time.monotonic() + seconds
    while True:
        if answer := what():
            return answer
        assert time.monotonic() < deadline, f"waited {seconds} s for {told}"
        time.sleep(0.05)

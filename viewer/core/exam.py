"""Exam: a timed spotter. Pins stand on the plate without labels, one after another; nobody helps."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple

from viewer.core.address import Address
from viewer.core.marking import Marked, Verdict
from viewer.core.material import Material
from viewer.core.pin_places import PinPlaces
from viewer.core.question import Mode, Question
from viewer.core.quiz import Quiz, SetWish
from viewer.core.typed import TypedAnswers

SECONDS = 60.0
"""How long a reader has for one pin, unless they say otherwise."""


class Pin(NamedTuple):
    """One thing to be named: its number from 1 on, the plate point of the pin's tip, and how it leans.

    ``lean`` is the way from tip to head, of length 1: x to the right, y down.
    """

    number: int
    question: Question
    x: float
    y: float
    lean: tuple[float, float]


class Result(NamedTuple):
    """One line of the result sheet: ``given`` is what was written, ``took`` how many seconds in.

    ``right`` is the address of the structure; its name is the atlas's.
    """

    pin: Pin
    right: Address
    given: str
    marked: Marked
    took: float


class Sheet(NamedTuple):
    """How an exam ended. ``score`` counts what was right; a name that was not exact enough is not."""

    begun: datetime
    results: tuple[Result, ...]

    @property
    def score(self) -> int:
        """How many pins were named rightly."""
        return sum(result.marked.verdict is Verdict.RIGHT for result in self.results)


def make_pins(material: Material, quiz: Quiz, wish: SetWish, random: Random | None = None) -> tuple[Pin, ...]:
    """Choose what is asked by chance, and put a pin on each where it means nothing else.

    All of it is to be named in writing, and nothing is left out because it is not due.
    """
    most = len(material.atlas.structures)
    asked = list(quiz.make_set(wish._replace(modes=(Mode.NAME_TYPED,), due_only=False, length=most)))
    # Not as a set has it, from tissue to heart: every exam would begin with the same pins.
    (random or Random()).shuffle(asked)
    places = PinPlaces(material)
    pins: list[Pin] = []
    for question in asked:
        spot = places.spot(question) if len(pins) < wish.length else None
        if spot is not None:
            pins.append(Pin(len(pins) + 1, question, *spot))
    return tuple(pins)


class Exam:
    """One exam while it runs. The clock is the caller's: every question about time is told the moment."""

    def __init__(self, pins: Sequence[Pin], begun: datetime, seconds: float = SECONDS) -> None:
        """Begin now, with so many seconds for each pin."""
        self.pins, self.begun, self.seconds = tuple(pins), begun, seconds
        self._since = begun
        self._at = 0
        self._given: dict[int, tuple[str, float]] = {}

    def pin(self, now: datetime) -> Pin | None:
        """Give the pin to look at now; None when the exam is over. One whose time is up has gone by."""
        allowed = timedelta(seconds=self.seconds)
        while self._at < len(self.pins) and now - self._since >= allowed:
            self._at += 1
            self._since += allowed
        return self.pins[self._at] if self._at < len(self.pins) else None

    def left(self, now: datetime) -> float:
        """Give the seconds that are left for the pin of this moment."""
        return 0.0 if self.pin(now) is None else self.seconds - (now - self._since).total_seconds()

    def write(self, text: str, now: datetime) -> None:
        """Keep what is written at the pin of this moment; it may be written anew until its time is up."""
        if self.pin(now) is not None:
            self._given[self._at] = text, (now - self._since).total_seconds()

    def go_on(self, now: datetime) -> None:
        """Go to the next pin before the time is up."""
        if self.pin(now) is not None:
            self._at += 1
            self._since = now

    def sheet(self, typed: TypedAnswers) -> Sheet:
        """Mark everything that was written."""
        return Sheet(self.begun, _marked(self.pins, self._given, typed))


def _marked(
    pins: Sequence[Pin], given: Mapping[int, tuple[str, float]], typed: TypedAnswers
) -> tuple[Result, ...]:
    results = []
    for at, pin in enumerate(pins):
        text, took = given.get(at, ("", 0.0))
        results.append(Result(pin, pin.question.asked, text, typed.mark(pin.question, text), took))
    return tuple(results)

"""Exam: a timed spotter. Pins stand on the plate without labels, one after another; nobody helps."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple

from viewer.core.address import Address
from viewer.core.marking import Marked, Verdict
from viewer.core.material import Material
from viewer.core.pin_places import PinPlaces
from viewer.core.question import Mode, Question
from viewer.core.quiz import Quiz, SetWish
from viewer.core.structure import StructureId
from viewer.core.typed import TypedAnswers
from viewer.core.under_tip import named_under

SECONDS = 60.0
"""How long a reader has for one pin, unless they say otherwise."""


class Pin(NamedTuple):
    """One thing to be named: its number from 1 on, the plate point of the pin's tip, and how it leans.

    ``lean`` is the way from tip to head, of length 1: x to the right, y down. ``room`` is how many units
    away everything else stays. ``others`` are also to be seen under the tip: naming them is not wrong.
    """

    number: int
    question: Question
    x: float
    y: float
    lean: tuple[float, float]
    room: float
    others: frozenset[StructureId] = frozenset()


class Result(NamedTuple):
    """One line of the result sheet: ``given`` is what was written, ``took`` how many seconds it was shown.

    ``right`` is the address of the structure; its name is the atlas's. A pin that was never reached
    ``took`` none; of one that ``ran_out`` the time was up before the reader went on.
    """

    pin: Pin
    right: Address
    given: str
    marked: Marked
    took: float
    ran_out: bool = False


class Sheet(NamedTuple):
    """How an exam ended; ``seconds`` was the time for each pin."""

    begun: datetime
    seconds: float
    results: tuple[Result, ...]

    @property
    def score(self) -> int:
        """How many pins were named rightly."""
        return sum(result.marked.verdict is Verdict.RIGHT for result in self.results)

    @property
    def inexact(self) -> int:
        """How many names were true, but not exact enough: neither right nor wrong."""
        return sum(result.marked.verdict is Verdict.SLIP for result in self.results)


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
        if len(pins) >= wish.length:
            break
        spot = places.spot(question)
        if question.asked.level and (spot is None or not spot.room):
            # Where one level leaves no room for a pin, another may.
            whole = question._replace(asked=question.asked._replace(level=""))
            elsewhere = places.spot(whole)
            if elsewhere is not None and (spot is None or elsewhere.room > spot.room):
                question, spot = whole, elsewhere
        if spot is not None:
            under = named_under(material, question.plate, spot.x, spot.y)
            others = under - {question.asked.structure}
            pins.append(Pin(len(pins) + 1, question, *spot, others))
    return tuple(pins)


class Exam:
    """One exam while it runs. The clock is the caller's: every question about time is told the moment."""

    def __init__(self, pins: Sequence[Pin], begun: datetime, seconds: float = SECONDS) -> None:
        """Begin now, with so many seconds for each pin."""
        self.pins, self.begun, self.seconds = tuple(pins), begun, seconds
        self._since = begun
        self._at = 0
        self._given: dict[int, str] = {}
        self._took: dict[int, float] = {}
        self._ran_out: set[int] = set()

    def pin(self, now: datetime) -> Pin | None:
        """Give the pin to look at now; None when the exam is over. One whose time is up has gone by."""
        allowed = timedelta(seconds=self.seconds)
        while self._at < len(self.pins) and now - self._since >= allowed:
            self._took[self._at] = self.seconds
            self._ran_out.add(self._at)
            self._at += 1
            self._since += allowed
        return self.pins[self._at] if self._at < len(self.pins) else None

    def left(self, now: datetime) -> float:
        """Give the seconds that are left for the pin of this moment."""
        return 0.0 if self.pin(now) is None else self.seconds - self._gone(now)

    def _gone(self, now: datetime) -> float:
        return (now - self._since).total_seconds()

    def write(self, text: str, now: datetime) -> None:
        """Keep what is written at the pin of this moment; it may be written anew until its time is up."""
        if self.pin(now) is not None:
            self._given[self._at] = text

    def go_on(self, now: datetime) -> None:
        """Go to the next pin before the time is up."""
        if self.pin(now) is not None:
            self._took[self._at] = self._gone(now)
            self._at += 1
            self._since = now

    def sheet(self, typed: TypedAnswers, now: datetime) -> Sheet:
        """Mark everything that was written so far."""
        waits = self.pin(now) is not None
        took = {**self._took, self._at: self._gone(now)} if waits else self._took
        results = []
        for at, pin in enumerate(self.pins):
            text = self._given.get(at, "")
            marked = mark_pin(typed, pin, text)
            results.append(
                Result(pin, pin.question.asked, text, marked, took.get(at, 0.0), at in self._ran_out)
            )
        return Sheet(self.begun, self.seconds, tuple(results))


def mark_pin(typed: TypedAnswers, pin: Pin, text: str) -> Marked:
    """Mark what was written at a pin: what else lies under its tip is true, but not exact enough."""
    marked = typed.mark(pin.question, text)
    if marked.verdict is not Verdict.WRONG:
        return marked
    for other in sorted(pin.others):
        instead = typed.mark(pin.question._replace(asked=Address(other), right=other), text)
        if instead.verdict is Verdict.RIGHT:
            return instead._replace(verdict=Verdict.SLIP)
    return marked

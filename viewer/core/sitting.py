"""Sitting: a set while it is answered, one question after another, and what is to be gone over again."""

from collections.abc import Callable, Sequence
from datetime import datetime
from random import Random
from typing import NamedTuple

from viewer.core.address import Address
from viewer.core.marking import (
    Marked,
    Verdict,
    is_right,
    mark_option,
    mark_region,
    mark_spot,
    rating_of,
)
from viewer.core.material import Material
from viewer.core.question import Mode, Question, shuffled
from viewer.core.structure import StructureId
from viewer.core.study import StudyStore
from viewer.core.study_data import Review
from viewer.core.typed import TypedAnswers, own_words


class Outcome(NamedTuple):
    """A question that was answered: how, and what of it is kept; ``helped``: its answer had been seen."""

    question: Question
    marked: Marked
    review: Review
    helped: bool = False


class Sitting:
    """Takes a reader through a set, one question after another, and keeps each answer at once.

    A question is open until it is answered: what it hides is to be hidden so long. A slip, and a click on
    nothing, leave it open. :meth:`go_on` leads to the next one.
    """

    def __init__(
        self,
        material: Material,
        store: StudyStore,
        questions: Sequence[Question],
        clock: Callable[[], datetime],
        random: Random | None = None,
    ) -> None:
        """Begin with the first question."""
        self._random = random or Random()
        self._helped: set[tuple[str, str]] = set()
        self.material, self._store, self._clock = material, store, clock
        self._typed = self._read_names()
        self.questions = tuple(questions)
        self._outcomes: list[Outcome] = []
        self._at = 0
        self._begin()

    def _begin(self) -> None:
        self._slips, self._since = 0, self._clock()

    def _read_names(self) -> TypedAnswers:
        return TypedAnswers(self.material, own_words(self._store.reviews()))

    @property
    def question(self) -> Question | None:
        """The question to show, open or just answered; None when the set is done."""
        return self.questions[self._at] if self._at < len(self.questions) else None

    @property
    def waiting(self) -> tuple[Question, ...]:
        """The questions that were not answered yet, the open one among them."""
        return self.questions[len(self._outcomes) :]

    def renew(self, material: Material, waiting: Sequence[Question]) -> None:
        """Go on with other material, and with these questions in place of those that are not answered yet."""
        self.material = material
        self._typed = self._read_names()
        self.questions = (*self.questions[: len(self._outcomes)], *waiting)

    @property
    def number(self) -> int:
        """The number of the question to show, from 1 on."""
        return self._at + 1

    @property
    def is_open(self) -> bool:
        """Tell whether the question waits for an answer."""
        return self.question is not None and len(self._outcomes) == self._at

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """What was answered so far, in order: at the end, the summary."""
        return tuple(self._outcomes)

    @property
    def wrong(self) -> tuple[Question, ...]:
        """The questions that were not answered rightly, to be gone over again in a sitting of their own."""
        return tuple(one.question for one in self._outcomes if not is_right(one.marked.verdict))

    def mixed(self) -> tuple[StructureId, StructureId] | None:
        """Give the right structure and the one it was taken for, if that is what has just happened."""
        if self.is_open or not self._outcomes:
            return None
        review = self._outcomes[-1].review
        right, given = (StructureId(text.partition(".")[0]) for text in (review.right, review.given))
        known = self.material.atlas.structures
        return (right, given) if right != given and right in known and given in known else None

    def choose(self, option: str) -> Marked:
        """Answer with one of the options."""
        return self._take(lambda question: mark_option(question, option))

    def click(self, x: float, y: float, zoom: float) -> Marked:
        """Answer with a place on the plate, in plate units, seen at a zoom (pixels per unit)."""
        return self._take(lambda question: mark_spot(self.material, question, x, y, zoom))

    def pick(self, region: Address) -> Marked:
        """Answer with a region that was reached by keyboard or by a screen reader."""
        return self._take(lambda question: mark_region(self.material, question, region))

    def write(self, text: str) -> Marked:
        """Answer with a name."""
        return self._take(lambda question: self._typed.mark(question, text))

    @property
    def can_claim(self) -> bool:
        """Tell whether a name was just typed that the atlas does not know, or knows for something else.

        A side that is wrong is none of the reader's own words.
        """
        if self.is_open or not self._outcomes:
            return False
        question, marked, *_ = self._outcomes[-1]
        was_typed = question.mode is Mode.NAME_TYPED and bool(marked.given)
        is_wrong = marked.verdict is Verdict.WRONG
        return was_typed and is_wrong and not self._typed.says_other_side(question, marked.given)

    def claim(self) -> Marked:
        """Count what was typed as right, as the reader says that it was; it is kept as their own word."""
        if not self.can_claim:
            return Marked(Verdict.NOTHING, "")
        question, marked, review, _ = self._outcomes.pop()
        marked = marked._replace(verdict=Verdict.CLAIMED)
        self._keep(question, marked, review.slips, review.took)
        self._store.undo_answer(review)
        self._typed.own = own_words(self._store.reviews())
        return marked

    def give_up(self) -> Marked:
        """Say that one does not know: it counts as wrong."""
        return self._take(lambda _question: Marked(Verdict.WRONG, ""))

    def _take(self, mark: Callable[[Question], Marked]) -> Marked:
        question = self.question
        if question is None or not self.is_open:
            return Marked(Verdict.NOTHING, "")
        marked = mark(question)
        if marked.verdict is Verdict.SLIP:
            self._slips += 1
        elif marked.verdict is not Verdict.NOTHING:
            took = max((self._clock() - self._since).total_seconds(), 0.0)
            # Who has seen the answer remembers it with help, as after a slip.
            self._keep(question, marked, self._slips + (question.key in self._helped), took)
        return marked

    def _keep(self, question: Question, marked: Marked, slips: int, took: float) -> None:
        review = self._store.answer(
            str(question.asked),
            question.mode,
            question.right,
            marked.given,
            marked.verdict,
            rating_of(marked.verdict, slips),
            slips,
            took,
        )
        self._outcomes.append(Outcome(question, marked, review, question.key in self._helped))

    def go_on(self) -> None:
        """Go to the next question, if this one is answered."""
        if self.question is not None and not self.is_open:
            self._at += 1
            self._begin()

    def undo(self) -> Outcome | None:
        """Take back the last answer; None if there is none in this sitting.

        The same is asked again when all else has been: the solution was seen, so a second try at once would
        tell nothing. Being right then counts as right with help.
        """
        if not self._outcomes:
            return None
        undone = self._outcomes.pop()
        self._store.undo_answer(undone.review)
        self._typed.own = own_words(self._store.reviews())
        at = self._at = len(self._outcomes)
        self._helped.add(undone.question.key)
        again = shuffled(self.questions[at], self._random)
        self.questions = (*self.questions[:at], *self.questions[at + 1 :], again)
        self._begin()
        return undone

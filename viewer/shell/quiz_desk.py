"""QuizDesk: leads a reader through a set: shows what is asked, hides what tells, hears the answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot

from viewer.core.address import Address
from viewer.core.confusable import how_they_differ
from viewer.core.marking import Marked, Verdict
from viewer.core.question import BLOOD, Mode, Question
from viewer.core.quiz import Quiz, SetWish
from viewer.core.sitting import Sitting
from viewer.shell.aside import Aside
from viewer.shell.quiz_sums import Sums, address_of, entries_of
from viewer.shell.quiz_why import ShownWay, why
from viewer.shell.quiz_words import QuizWords
from viewer.widgets.accessible import announce
from viewer.widgets.quiz_panel import QuizPanel

if TYPE_CHECKING:
    from PySide6.QtCore import QSettings

    from viewer.shell.case_window import CaseWindow
    from viewer.shell.study import StudyDesk


class QuizDesk(QObject):
    """One set after another in one window; none is asked while ``sitting`` is None."""

    def __init__(self, window: CaseWindow, study: StudyDesk, memory: QSettings) -> None:
        """Make the panel and its dock, not shown yet; ``memory`` keeps what the reader chose last."""
        super().__init__(window)
        self._window, self._study, self._memory = window, study, memory
        self.sitting: Sitting | None = None
        self._way = ShownWay(window)
        self._wish = SetWish()
        self._words = QuizWords(window.atlas)
        self.panel = QuizPanel(window.appearance.look)
        self._sums = Sums(window, self.panel.summary)
        self._aside = Aside(window, "quiz", self.tr("Quiz"), self.panel)
        self.dock = self._aside.dock
        self._connect()

    def _connect(self) -> None:
        panel, window = self.panel, self._window
        panel.option_chosen.connect(self.choose)
        panel.text_written.connect(lambda text: self._answer(lambda sitting: sitting.write(text)))
        panel.given_up.connect(self.give_up)
        panel.claimed.connect(self.claim)
        panel.gone_on.connect(self.go_on)
        panel.taken_back.connect(self.take_back)
        panel.ended.connect(self.end)
        panel.read_wanted.connect(self._read)
        panel.way_wanted.connect(self._show_way)
        panel.summary.again_wanted.connect(self.ask_wrong_again)
        panel.summary.more_wanted.connect(self.ask_for_set)
        window.appearance.look_changed.connect(panel.set_look)
        window.plates.spot_answered.connect(
            lambda x, y, zoom: self._answer_on_plate(lambda sitting: sitting.click(x, y, zoom))
        )
        window.plates.region_answered.connect(
            lambda address: self._answer_on_plate(lambda sitting: sitting.pick(address))
        )
        window.atlas_shown.connect(self._break_off)

    # Beginning and leaving

    @property
    def is_on(self) -> bool:
        """Tell whether a set is being asked or summed up."""
        return self.sitting is not None

    @property
    def is_open(self) -> bool:
        """Tell whether a question waits for an answer."""
        return self.sitting is not None and self.sitting.is_open

    def ask_for_set(self) -> None:
        """Let the reader choose what is asked."""
        from viewer.shell.set_dialog import SetDialog

        window = self._window
        quiz = self._quiz()
        if quiz is None:
            return
        dialog = SetDialog(window.atlas, quiz, window.selection.addresses, self._memory, window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.set_wanted.connect(self.begin)
        dialog.open()

    def _quiz(self) -> Quiz | None:
        store = self._study.store
        if store is None:
            self._window.message_bar.tell(
                self.tr("Studying needs your answers, which only a newer version of this program can read."),
                kind="warning",
            )
            return None
        return Quiz(self._study.material(), store.reviews(), self._study.clock())

    @Slot(object)
    def begin(self, wish: SetWish) -> None:
        """Ask a set, or say that there is nothing to ask."""
        quiz = self._quiz()
        if quiz is None:
            return
        questions = quiz.make_set(wish)
        if questions:
            self.sit(questions, wish)
        elif wish.due_only:
            self._window.message_bar.tell(
                self.tr("Nothing is due, and what may be new today is done. New Set asks more.")
            )
        else:
            self._window.message_bar.tell(
                self.tr("Nothing of that can be asked. Choose more ways of asking, or more of the atlas.")
            )

    def sit(self, questions: Sequence[Question], wish: SetWish | None = None) -> None:
        """Ask these, of what was wished for; without a wish, of what the last set was about."""
        store = self._study.store
        if store is None:
            return
        self._wish = wish or self._wish
        self._words = QuizWords(self._window.atlas)
        self._aside.put_away()
        self.sitting = Sitting(self._study.material(), store, questions, self._study.clock)
        self._ask()

    @Slot()
    def end(self) -> None:
        """Leave the set: to its summary, if anything was answered and it is not shown yet."""
        if self.sitting is not None and self.sitting.outcomes and not self.panel.shows_summary:
            self._sum_up()
        else:
            self.leave()

    @Slot()
    def leave(self) -> None:
        """Ask nothing any more, and put everything back as it was."""
        self._way.leave()
        self.sitting = None
        self._window.discretion.lift()
        self._aside.give_back(place_too=True)

    @Slot()
    def _break_off(self) -> None:
        """Another atlas is shown, or the same as it was read again: what was asked is no more."""
        self.sitting = None
        if self._aside.give_back(place_too=False):
            self._window.message_bar.tell(
                self.tr("The set has ended, since the atlas was opened anew. Every answer is kept.")
            )

    # One question

    def _ask(self) -> None:
        """Show the question that is open."""
        self._way.leave()
        sitting, window = self.sitting, self._window
        question = sitting.question if sitting is not None else None
        if sitting is None or question is None:
            self._sum_up()
            return
        self._study.clear_bar()
        title = self.tr("Question {number} of {count}")
        title = title.format(number=sitting.number, count=len(sitting.questions))
        window.discretion.cover(question.hides, title)
        self._aside.hide_docks()
        window.show_asked(self._plate_for(question), question.lit)
        if question.plate and question.mode in (Mode.NAME_CHOICE, Mode.NAME_TYPED):
            window.plates.bring_into_view(question.lit)
        elif question.plate:
            window.plates.fit()
        asked = self._words.asked(question, sitting.number, len(sitting.questions))
        self.panel.show_question(asked, can_take_back=bool(sitting.outcomes))
        if question.mode is Mode.FIND:
            window.plate_view.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.panel.take_keyboard()
        announce(self.panel, self._words.spoken(asked))
        window.state_changed.emit()

    def _plate_for(self, question: Question) -> str:
        """Give the plate of a question; where it has none, the one that is shown if it tells nothing."""
        plates, here = self._window.atlas.plates, self._window.place.plate
        if question.plate:
            return question.plate
        if not question.hides.drainage or not plates[here].ties:
            return here
        return next((one.id for one in plates.values() if not one.ties), here)

    @Slot(int)
    def choose(self, number: int) -> None:
        """Answer with an option, counted from 0; one that is not there is no answer."""
        question = self.sitting.question if self.sitting is not None else None
        if question is not None and number < len(question.options):
            self._answer(lambda sitting: sitting.choose(question.options[number]))

    def can_choose(self, number: int) -> bool:
        """Tell whether an option can be chosen now."""
        question = self.sitting.question if self.sitting is not None else None
        return self.is_open and question is not None and number < len(question.options)

    @Slot()
    def give_up(self) -> None:
        """Say that one does not know."""
        self._answer(lambda sitting: sitting.give_up())

    @Slot()
    def claim(self) -> None:
        """Count what was typed as right, as the reader says that it was."""
        sitting = self.sitting
        question = sitting.question if sitting is not None else None
        if sitting is None or question is None or not sitting.can_claim:
            return
        kind, words = self._words.verdict(question, sitting.claim())
        self.panel.say(kind, words)
        self.panel.offer_claim(False)
        self.panel.show_contrast("", "", ())
        self.panel.go_on_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell_of_answer(words)

    def _answer_on_plate(self, give: Callable[[Sitting], Marked]) -> None:
        question = self.sitting.question if self.sitting is not None else None
        if question is not None and question.mode is Mode.FIND:
            self._answer(give)

    def _answer(self, give: Callable[[Sitting], Marked]) -> None:
        sitting = self.sitting
        question = sitting.question if sitting is not None else None
        if sitting is None or question is None or not sitting.is_open:
            return
        marked = give(sitting)
        kind, words = self._words.verdict(question, marked)
        if marked.verdict in (Verdict.SLIP, Verdict.NOTHING):
            self.panel.say(kind, words)
            announce(self.panel, words)
        else:
            self._show_answer(sitting, question, marked, kind, words)

    def _show_answer(
        self, sitting: Sitting, question: Question, marked: Marked, kind: str, words: str
    ) -> None:
        """Lift what was hidden, light what is right, outline what was given, and say how the two differ."""
        window, options = self._window, question.options
        window.discretion.lift()
        lit = self._answer_lit(question)
        shown = self._plate_for(question)
        window.show_asked(shown, lit, lit[0] if question.mode is Mode.FIND and kind == "wrong" else None)
        given = address_of(marked.given)
        if kind == "wrong" and given is not None and given.structure in window.atlas.structures:
            window.plates.set_pointed(given)
        right = options.index(question.right) if options else -1
        chosen = options.index(marked.given) if kind == "wrong" and marked.given in options else -1
        self.panel.show_verdict(kind, words, right, chosen)
        self.panel.offer_claim(sitting.can_claim)
        self.panel.explain(why(sitting.material, question), question.mode in BLOOD)
        self._show_contrast(sitting)
        self._tell_of_answer(words)

    def _tell_of_answer(self, words: str) -> None:
        """Say aloud how an answer was judged, and let be known that one more is kept."""
        announce(self.panel, words)
        self._study.changed.emit()
        self._window.state_changed.emit()

    def _answer_lit(self, question: Question) -> tuple[Address, ...]:
        if question.mode in (Mode.DRAINS_TO, Mode.DRAINED_BY, Mode.CUT_OFF):
            right = address_of(question.right)
            return (question.asked,) if right is None else (question.asked, right)
        return (question.asked,)

    def _show_contrast(self, sitting: Sitting) -> None:
        mixed = sitting.mixed()
        if mixed is None:
            return
        rows = self._words.contrasts(how_they_differ(sitting.material, *mixed)) + self._words.said(*mixed)
        one, other = (self._words.name(each) for each in mixed)
        self.panel.show_contrast(one, other, rows)

    @Slot()
    def go_on(self) -> None:
        """Go to the next question, or to the summary."""
        if self.sitting is None or self.sitting.is_open:
            return
        self.sitting.go_on()
        told = self._renew(self.sitting)
        self._ask()
        self._tell(told)

    def _renew(self, sitting: Sitting) -> str:
        """Bring what is still to be asked to the layers and variants shown now; give what there is to say."""
        before, now = sitting.material, self._study.material()
        same = before.hidden_layers == now.hidden_layers and before.showing == now.showing
        quiz = self._quiz() if sitting.waiting and not same else None
        if quiz is None:
            return ""
        renewed = quiz.renew(sitting.waiting, self._wish)
        sitting.renew(now, renewed.questions)
        if not renewed.questions:
            return self.tr("The set ends here: the layers and variants shown now hide what was still to ask.")
        if not renewed.altered and not renewed.left_out:
            return ""
        words = self.tr(
            "The set goes on with what is shown now. Questions dropped: {out}, altered: {altered}."
        )
        return words.format(out=renewed.left_out, altered=renewed.altered)

    def _tell(self, words: str) -> None:
        """Say what became of the set, if anything; it names nothing that may be asked."""
        if words:
            self._window.message_bar.tell(words)
            announce(self.panel, words)

    @Slot()
    def take_back(self) -> None:
        """Take the last answer back, and ask the same again after all else."""
        if self.sitting is not None and self.sitting.undo() is not None:
            told = self._renew(self.sitting)
            self._study.changed.emit()
            self._ask()
            back = self.tr("The last answer is taken back. The same is asked again at the end of the set.")
            self._tell(" ".join(filter(None, (back, told))))

    def can_take_back(self) -> bool:
        """Tell whether there is an answer to be taken back."""
        return self.sitting is not None and bool(self.sitting.outcomes)

    @Slot()
    def _read(self) -> None:
        """Open the reader at the answer, below the panel."""
        question = self.sitting.question if self.sitting is not None else None
        if question is not None and not self.is_open:
            self._window.reader_dock.show()
            self._window.reader_panel.show_selection(self._answer_lit(question))

    @Slot()
    def _show_way(self) -> None:
        """Show the way of the blood that was asked about, until the next question."""
        question = self.sitting.question if self.sitting is not None else None
        if question is not None and not self.is_open and question.mode in BLOOD:
            self._way.show(question)

    # The summary

    def _sum_up(self) -> None:
        sitting, window = self.sitting, self._window
        if sitting is None:
            return
        self._way.leave()
        window.discretion.lift()
        window.show_case_again()
        entries = entries_of(self._words, sitting.outcomes)
        right = sum(entry.kind == "right" for entry in entries)
        title = self.tr("{right} of {count} correct").format(right=right, count=len(entries))
        standing = self._standing()
        self._sums.show(title, entries, standing)
        self.panel.show_summary(self.tr("The set is done"))
        announce(self.panel, " ".join((title, standing)).strip())
        self._study.changed.emit()
        window.state_changed.emit()

    def _standing(self) -> str:
        """Say how much is due now, or when something will be."""
        from viewer.shell.due_words import standing_words
        from viewer.shell.set_dialog import wish_for_due

        quiz = self._quiz()
        return standing_words(quiz, wish_for_due(self._memory), self._study.clock()) if quiz else ""

    @Slot()
    def ask_wrong_again(self) -> None:
        """Ask again what was not answered rightly."""
        quiz = self._quiz() if self.sitting is not None else None
        wrong = self.sitting.wrong if self.sitting is not None else ()
        again = quiz.again(wrong, self._wish) if quiz is not None else ()
        if again:
            self.sit(again)
        else:
            self.ask_for_set()

"""What came of a set or an exam: its lines for the summary, what they lead to, and the same on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Slot

from viewer.core.address import SIDES, Address
from viewer.core.errors import AddressError
from viewer.core.marking import Verdict, is_right
from viewer.core.sitting import Outcome
from viewer.widgets.quiz_summary import SIGNS, Entry, Line

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from viewer.shell.case_window import CaseWindow
    from viewer.shell.quiz_words import QuizWords
    from viewer.widgets.quiz_summary import QuizSummary


class Sums(QObject):
    """Shows what came of a set or an exam, leads from its lines to the plates, and prints it."""

    def __init__(
        self, window: CaseWindow, summary: QuizSummary, printing: Callable[[], None] | None = None
    ) -> None:
        """Show nothing yet; ``printing`` puts it on paper, if not as it is listed."""
        super().__init__(window)
        self._window, self._summary = window, summary
        self._entries: Sequence[Entry] = ()
        summary.place_wanted.connect(self._visit)
        summary.print_wanted.connect(printing or self._print)

    def show(self, title: str, entries: Sequence[Entry], standing: str = "") -> None:
        """Show these lines under a title; ``standing`` says what is left to do."""
        self._entries = entries
        self._summary.fill(title, entries, standing)

    @Slot(object)
    def _visit(self, address: Address) -> None:
        """Show what a line leads to, on its plate and in the reader."""
        self._window.reader_dock.show()
        self._window.follow(address)

    @Slot()
    def _print(self) -> None:
        print_summary(self._window, self._window.atlas.title, self._summary.title.text(), self._entries)


def entries_of(words: QuizWords, outcomes: Iterable[Outcome]) -> list[Entry]:
    """Give each question with the given and the right answer, and where each is on the plates."""
    tr = QCoreApplication.translate
    entries = []
    for question, marked, _review, helped in outcomes:
        was_right = is_right(marked.verdict)
        right = Line(
            tr("Quiz", "Correct: {answer}").format(answer=words.right_of(question, marked)),
            _place(words, question.right) or question.asked,
        )
        given = words.option(question, marked.given) if marked.given else tr("Quiz", "not known")
        own = marked.verdict is Verdict.CLAIMED
        yours = Line(tr("Quiz", "Yours: {answer}").format(answer=given), _place(words, marked.given))
        seen = (Line(tr("Quiz", "Asked again after its answer had been seen")),) if helped else ()
        asked = Line(words.prompt(question), question.asked)
        told = (right,) if was_right and not own else (yours, right)
        entries.append(Entry("right" if was_right else "wrong", asked, (*told, *seen)))
    return entries


def address_of(answer: str) -> Address | None:
    """Read an answer that is a place; None where it is none."""
    if answer in SIDES:
        return None
    try:
        return Address.parse(answer) if answer else None
    except AddressError:
        return None


def _place(words: QuizWords, answer: str) -> Address | None:
    address = address_of(answer)
    return address if address is not None and words.knows(address) else None


def print_summary(window: QWidget, atlas: str, title: str, entries: Sequence[Entry]) -> None:
    """Ask for a printer and print what came of a set."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    if QPrintDialog(printer, window).exec():
        from PySide6.QtGui import QTextDocument

        document = QTextDocument()
        document.setHtml(as_html(atlas, title, entries))
        document.print_(printer)


def as_html(atlas: str, title: str, entries: Sequence[Entry]) -> str:
    """Write what came of a set as a page."""
    told = []
    for number, entry in enumerate(entries, 1):
        sign = SIGNS[entry.kind]
        below = "".join(f"<br>{escape(line.words)}" for line in entry.answers)
        told.append(f"<p><b>{sign} {number}. {escape(entry.question.words)}</b>{below}</p>")
    return f"<h2>{escape(atlas)}</h2><h3>{escape(title)}</h3>{''.join(told)}"

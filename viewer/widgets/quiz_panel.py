"""QuizPanel: the question, the verdict, and at the end what was answered."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from viewer.widgets.contrast_card import ContrastCard, Row
from viewer.widgets.line import Line
from viewer.widgets.look import Look
from viewer.widgets.option_button import OptionButton
from viewer.widgets.quiz_summary import QuizSummary

MOST_OPTIONS = 4
_ROLES = {"right": "success", "slip": "warning", "wrong": "error", "": "text"}
_SIGNS = {"right": "✓", "slip": "≈", "wrong": "✗", "": ""}


class Asked(NamedTuple):
    """A question in words; ``typed`` where the answer is to be written.

    ``hint`` says how to answer, ``facts`` what one must know for it.
    """

    number: int
    of: int
    prompt: str
    hint: str
    facts: str = ""
    options: tuple[str, ...] = ()
    typed: bool = False


class QuizPanel(QWidget):
    """Shows a question and reports what the reader does about it; it decides nothing.

    :attr option_chosen: an option, counted from 0. :attr text_written: what was typed as the answer.
    :attr claimed: he says that what he typed was right all the same.
    :attr way_wanted: he wants to see the way of the blood that was asked about.
    :attr given_up, taken_back, gone_on, ended: the reader gives up, takes his last answer back, goes on
        to the next question, leaves the set. :attr read_wanted: he wants to read about the answer.
    """

    option_chosen = Signal(int)
    text_written = Signal(str)
    claimed = Signal()
    way_wanted = Signal()
    given_up = Signal()
    taken_back = Signal()
    gone_on = Signal()
    ended = Signal()
    read_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        """Show nothing until it is told what."""
        super().__init__(parent)
        self._look = look
        self._verdict_kind = ""
        self.setAccessibleName(self.tr("Quiz"))
        self.heading = QLabel(self)
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Questions done"))
        self.prompt, self.facts, self.hint, self.verdict, self.why = (_words(self) for _ in range(5))
        self.options = tuple(OptionButton(number + 1, self) for number in range(MOST_OPTIONS))
        self.line = Line(self)
        self.line.setAccessibleName(self.tr("Your answer"))
        self.line.setPlaceholderText(self.tr("Any of its names, Latin too"))
        self.answer_button = self._button(self.tr("&Answer"))
        self.claim_button = self._button(self.tr("I &Was Right"))
        self.claim_button.setToolTip(
            self.tr("Counts what you wrote as right, and keeps it as your own word.")
        )
        self.way_button = self._button(self.tr("Show the Wa&y"))
        self.contrast = ContrastCard(self)
        self.go_on_button = self._button(self.tr("Go O&n"))
        self.give_up_button = self._button(self.tr("I Do &Not Know"))
        self.take_back_button = self._button(self.tr("&Take Back"))
        self.read_button = self._button(self.tr("Read abo&ut It"))
        self.end_button = self._button(self.tr("En&d"))
        self.summary = QuizSummary(self)
        self._pages = QStackedWidget(self)
        self._lay_out()
        self._connect()
        self.set_look(look)

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(True)
        return button

    def _lay_out(self) -> None:
        pad = self.fontMetrics().height() // 2
        self.progress.setFixedHeight(max(pad // 2, 4))
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(pad)
        for widget in (self.prompt, self.facts, self.hint, *self.options):
            column.addWidget(widget)
        written = QHBoxLayout()
        written.addWidget(self.line, 1)
        written.addWidget(self.answer_button)
        column.addLayout(written)
        column.addWidget(self.verdict)
        column.addWidget(self.why)
        for buttons in (
            (self.go_on_button, self.give_up_button, self.read_button),
            (self.claim_button, self.way_button),
        ):
            acts = QHBoxLayout()
            for button in buttons:
                acts.addWidget(button)
            acts.addStretch(1)
            column.addLayout(acts)
        column.addWidget(self.contrast)
        column.addStretch(1)
        scrolled = QScrollArea()
        scrolled.setWidgetResizable(True)
        scrolled.setFrameShape(QScrollArea.Shape.NoFrame)
        scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scrolled.setWidget(page)
        self._scrolled = scrolled
        self._pages.addWidget(scrolled)
        self._pages.addWidget(self.summary)
        head = QHBoxLayout()
        head.setContentsMargins(pad, pad, pad, 0)
        head.addWidget(self.heading, 1)
        head.addWidget(self.take_back_button)
        head.addWidget(self.end_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(pad // 2)
        whole.addLayout(head)
        whole.addWidget(self.progress)
        whole.addWidget(self._pages, 1)

    def _connect(self) -> None:
        for number, option in enumerate(self.options):
            option.clicked.connect(lambda _checked=False, number=number: self.option_chosen.emit(number))
        self.line.returnPressed.connect(self._write)
        self.answer_button.clicked.connect(self._write)
        self.give_up_button.clicked.connect(self.given_up)
        self.claim_button.clicked.connect(self.claimed)
        self.way_button.clicked.connect(self.way_wanted)
        self.take_back_button.clicked.connect(self.taken_back)
        self.go_on_button.clicked.connect(self.gone_on)
        self.read_button.clicked.connect(self.read_wanted)
        self.end_button.clicked.connect(self.ended)

    @Slot(object)
    def set_look(self, look: Look) -> None:
        """Show everything in the colours of a theme."""
        self._look = look
        for label, size, bold in ((self.prompt, 1.25, True), (self.verdict, 1.05, True)):
            font = QFont(self.font())
            font.setPointSizeF(self.font().pointSizeF() * size)
            font.setBold(bold)
            label.setFont(font)
        _colour(self.hint, look, "muted")
        _colour(self.verdict, look, _ROLES[self._verdict_kind])
        self.contrast.set_look(look)
        self.summary.set_look(look)

    # What is shown

    def show_question(self, asked: Asked, can_take_back: bool) -> None:
        """Show a question that is open."""
        self._pages.setCurrentIndex(0)
        words = self.tr("Question {number} of {count}")
        self.heading.setText(words.format(number=asked.number, count=asked.of))
        self.progress.setRange(0, asked.of)
        self.progress.setValue(asked.number - 1)
        self.progress.show()
        self.prompt.setText(asked.prompt)
        self.facts.setText(asked.facts)
        self.facts.setVisible(bool(asked.facts))
        self.hint.setText(asked.hint)
        self.hint.setVisible(bool(asked.hint))
        for number, option in enumerate(self.options):
            option.setVisible(number < len(asked.options))
            option.setEnabled(True)
            option.show_option(asked.options[number] if number < len(asked.options) else "")
        # Not clear(): Undo would bring the last answer back.
        self.line.setText("")
        self.line.setEnabled(True)
        for widget in (self.line, self.answer_button):
            widget.setVisible(asked.typed)
        self.answer_button.setEnabled(True)
        self.say("", "")
        self.explain("")
        self.offer_claim(False)
        self.contrast.hide()
        self._offer(is_open=True, can_take_back=can_take_back)
        self._scrolled.verticalScrollBar().setValue(0)

    def say(self, kind: str, words: str) -> None:
        """Say something of an answer: ``kind`` is "right", "slip", "wrong" or ""; it bears a sign too."""
        self._verdict_kind = kind
        self.verdict.setText(f"{_SIGNS[kind]} {words}".strip())
        self.verdict.setVisible(bool(words))
        _colour(self.verdict, self._look, _ROLES[kind])

    def show_verdict(self, kind: str, words: str, right: int = -1, given: int = -1) -> None:
        """Say what an answer was worth, and close the question; mark the ``right`` and ``given`` options."""
        self.say(kind, words)
        self.progress.setValue(self.progress.value() + 1)
        for number, option in enumerate(self.options):
            sign = "✓" if number == right else "✗" if number == given else ""
            option.show_option(option.words, sign)
            option.setEnabled(False)
        self.line.setEnabled(False)
        self.answer_button.setEnabled(False)
        self.hint.hide()
        self._offer(is_open=False, can_take_back=True)
        self.go_on_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def explain(self, words: str, has_way: bool = False) -> None:
        """Say why an answer is right, and offer to show the way of the blood; "" says nothing."""
        self.why.setText(words)
        self.why.setVisible(bool(words))
        self.way_button.setVisible(has_way)

    def offer_claim(self, can_claim: bool) -> None:
        """Let the reader say that what he typed was right, or not."""
        self.claim_button.setVisible(can_claim)

    def show_contrast(self, one: str, other: str, rows: Sequence[Row]) -> None:
        """Say how two that were mixed up differ."""
        self.contrast.show_rows(one, other, rows)
        self.contrast.setVisible(bool(rows))

    def show_summary(self, title: str) -> None:
        """Turn to the summary, which is filled by itself."""
        self.heading.setText(title)
        self.progress.hide()
        self._pages.setCurrentIndex(1)
        self.take_back_button.setEnabled(True)
        self.summary.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def shows_summary(self) -> bool:
        """Whether the set is over."""
        return self._pages.currentIndex() == 1

    def take_keyboard(self) -> None:
        """Put the keyboard where the answer is given."""
        if not self.line.isHidden():
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.options[0].isHidden():
            self.options[0].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.give_up_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self, is_open: bool, can_take_back: bool) -> None:
        self.give_up_button.setVisible(is_open)
        self.go_on_button.setVisible(not is_open)
        self.read_button.setVisible(not is_open)
        self.take_back_button.setEnabled(can_take_back)

    @Slot()
    def _write(self) -> None:
        self.text_written.emit(self.line.text())


def _words(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return label


def _colour(label: QLabel, look: Look, role: str) -> None:
    palette = label.palette()
    palette.setColor(QPalette.ColorRole.WindowText, look.ui(role))
    label.setPalette(palette)

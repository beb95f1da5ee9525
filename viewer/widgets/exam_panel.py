"""ExamPanel: the pin that is asked, the time that is left, and at the end the sheet of results."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from viewer.widgets.line import Line
from viewer.widgets.look import Look
from viewer.widgets.quiz_summary import QuizSummary


class ExamPanel(QWidget):
    """Shows one pin after another; what is written stands until the time is up or the reader goes on.

    :attr text_changed: what is written at the pin that is shown. :attr gone_on: on to the next pin.
    :attr ended: the reader wants to end the exam, or to leave its results.
    """

    text_changed = Signal(str)
    gone_on = Signal()
    ended = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.setAccessibleName(self.tr("Exam"))
        self.heading, self.left = QLabel(self), QLabel(self)
        self.clock = QProgressBar(self)
        self.clock.setTextVisible(False)
        self.clock.setAccessibleName(self.tr("Time left"))
        self.prompt = QLabel(self)
        self.prompt.setWordWrap(True)
        self.line = Line(self)
        self.line.setAccessibleName(self.tr("Your answer"))
        self.next_button = QPushButton(self.tr("&Next"), self)
        self.end_button = QPushButton(self.tr("En&d"), self)
        self.summary = QuizSummary(self)
        self.summary.more_button.hide()
        self._pages = QStackedWidget(self)
        self._lay_out()
        self.line.textEdited.connect(self.text_changed)
        self.line.returnPressed.connect(self.gone_on)
        self.next_button.clicked.connect(self.gone_on)
        self.end_button.clicked.connect(self.ended)
        self.set_look(look)

    def _lay_out(self) -> None:
        pad = self.fontMetrics().height() // 2
        self.clock.setFixedHeight(max(pad // 2, 4))
        head = QHBoxLayout()
        head.setContentsMargins(pad, pad, pad, 0)
        head.addWidget(self.heading, 1)
        head.addWidget(self.left)
        head.addWidget(self.end_button)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(pad)
        column.addWidget(self.prompt)
        row = QHBoxLayout()
        row.addWidget(self.line, 1)
        row.addWidget(self.next_button)
        column.addLayout(row)
        column.addStretch(1)
        self._pages.addWidget(page)
        self._pages.addWidget(self.summary)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(pad // 2)
        whole.addLayout(head)
        whole.addWidget(self.clock)
        whole.addWidget(self._pages, 1)

    @Slot(object)
    def set_look(self, look: Look) -> None:
        """Take the colours."""
        font = QFont(self.font())
        font.setPointSizeF(self.font().pointSizeF() * 1.25)
        font.setBold(True)
        self.prompt.setFont(font)
        self.summary.set_look(look)

    def show_pin(self, number: int, of: int, seconds: float) -> None:
        """Ask about another pin, for which there are so many seconds."""
        self._pages.setCurrentIndex(0)
        self.heading.setText(self.tr("Pin {number} of {count}").format(number=number, count=of))
        self.prompt.setText(self.tr("What does pin {number} stand on?").format(number=number))
        self.clock.setRange(0, max(round(seconds), 1))
        self.clock.show()
        self.left.show()
        self.line.setText("")  # not clear(): Undo would bring the last name back
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_left(self, seconds: float) -> None:
        """Show how much time is left."""
        whole = max(int(seconds + 0.999), 0)
        self.clock.setValue(whole)
        self.left.setText(self.tr("{minutes}:{seconds:02d}").format(minutes=whole // 60, seconds=whole % 60))

    def show_results(self, title: str) -> None:
        """Turn to the sheet of results, which is filled by itself."""
        self.heading.setText(title)
        self.clock.hide()
        self.left.hide()
        self._pages.setCurrentIndex(1)
        self.summary.again_button.hide()
        self.summary.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def shows_results(self) -> bool:
        """Whether the exam is over."""
        return self._pages.currentIndex() == 1

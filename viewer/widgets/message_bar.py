"""MessageBar: one line that tells, then goes away."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

_READING_MS = 70
"""How long a message stays for each of its letters: a slow reader's pace."""
_LEAST_MS = 6000


class MessageBar(QWidget):
    """Tells one thing at a time, by a sign and a word, never by colour alone.

    A plain note goes away by itself; a warning or an error stays until it is closed.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Tell nothing yet; the bar is made when there is something to tell."""
        super().__init__(parent)
        self._time = QTimer(self)
        self._time.setSingleShot(True)
        self._time.timeout.connect(self._time_is_up)
        self._details: tuple[str, ...] = ()
        self.setAccessibleName(self.tr("Message"))
        self.hide()

    def tell(self, text: str, details: Sequence[str] = (), kind: str = "") -> None:
        """Tell something; what was told before is gone.

        ``kind`` is "note", "warning" or "error"; left out, it is an error where there are ``details`` (one
        line each, to be read and copied on demand) and a note where there are none.
        """
        if self.layout() is None:
            self._build()
        kind = kind or ("error" if details else "note")
        self._details = tuple(str(line) for line in details)
        words = {
            "note": self.tr("Note:"),
            "warning": self.tr("Warning:"),
            "error": self.tr("Error:"),
        }
        self._put_sign(kind)
        self.word.setText(words[kind])
        self.label.setText(text)
        self.more.setVisible(bool(self._details))
        self.more.setChecked(False)
        self._open_details(False)
        self.show()
        self._announce(f"{words[kind]} {text}", urgent=kind == "error")
        self._time.stop()
        if kind == "note":
            self._time.start(max(_LEAST_MS, len(text) * _READING_MS))

    def dismiss(self) -> None:
        """Hide the message."""
        self._time.stop()
        self.hide()

    @property
    def text(self) -> str:
        """What is told now, or ""."""
        return self.label.text() if self.layout() is not None and not self.isHidden() else ""

    @property
    def details(self) -> tuple[str, ...]:
        """The lines behind what is told now."""
        return self._details if self.text else ()

    @property
    def will_go(self) -> bool:
        """Whether what is told now goes away by itself."""
        return self._time.isActive()

    def _build(self) -> None:
        self.sign = QLabel(self)
        self.word = QLabel(self)
        letters = self.word.font()
        letters.setBold(True)
        self.word.setFont(letters)
        self.label = QLabel(self)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.more = QPushButton(self.tr("&Details…"), self)
        self.more.setCheckable(True)
        self.more.toggled.connect(self._open_details)
        self.close_button = QToolButton(self)
        self.close_button.setText("✕")
        self.close_button.setAutoRaise(True)
        self.close_button.setToolTip(self.tr("Close (Esc)"))
        self.close_button.setAccessibleName(self.tr("Close the message"))
        self.close_button.clicked.connect(self.dismiss)
        self.lines = QPlainTextEdit(self)
        self.lines.setReadOnly(True)
        self.lines.setTabChangesFocus(True)
        self.lines.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.lines.setAccessibleName(self.tr("Details"))
        self.copy_button = QPushButton(self.tr("&Copy All"), self)
        self.copy_button.clicked.connect(self.copy_details)
        self._lay_out()

    def _lay_out(self) -> None:
        pad = self.fontMetrics().height() // 2
        row = QHBoxLayout()
        row.setSpacing(pad)
        parts: tuple[QWidget, ...] = (self.sign, self.word, self.label, self.more, self.close_button)
        for widget in parts:
            if widget is self.label:
                row.addWidget(widget, 1)
            else:
                row.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(pad, pad // 2, pad, pad // 2)
        column.setSpacing(pad // 2)
        column.addLayout(row)
        column.addWidget(self.lines)
        column.addWidget(self.copy_button, 0, Qt.AlignmentFlag.AlignRight)

    def _put_sign(self, kind: str) -> None:
        from viewer.widgets.icons import icon

        side = self.fontMetrics().height()
        name = "info" if kind == "note" else "warning"
        self.sign.setPixmap(icon(name, self.palette()).pixmap(side, side))

    def _open_details(self, opened: bool) -> None:
        self.lines.setVisible(opened)
        self.copy_button.setVisible(opened)
        if opened:
            self._time.stop()
            self.lines.setPlainText("\n".join(self._details))
            shown = max(3, min(len(self._details), 10)) + 1
            self.lines.setFixedHeight(self.lines.fontMetrics().lineSpacing() * shown + 8)
            self.lines.setFocus(Qt.FocusReason.OtherFocusReason)

    def copy_details(self) -> None:
        """Put the message and all of its lines on the clipboard."""
        QGuiApplication.clipboard().setText("\n".join([self.label.text(), *self._details]))

    def _time_is_up(self) -> None:
        # What is being read or pointed at stays.
        if self.underMouse() or self.isAncestorOf(self.focusWidget() or self):
            self._time.start(_LEAST_MS)
        else:
            self.dismiss()

    def _announce(self, text: str, urgent: bool) -> None:
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        if QAccessible.isActive():
            event = QAccessibleAnnouncementEvent(self, text)
            politeness = QAccessible.AnnouncementPoliteness
            event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
            QAccessible.updateAccessibility(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

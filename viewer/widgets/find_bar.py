"""FindBar: finds words within what a text shows."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from viewer.widgets.line import Line
from viewer.widgets.reader_text import ReaderText

_MOST = 999


class FindBar(QWidget):
    """A line to type words in, with how often they occur and which of these is shown.

    :attr closed: the reader has done with finding.
    :attr search_wanted: words that are not in the text are to be looked for everywhere.
    """

    closed = Signal()
    search_wanted = Signal(str)

    def __init__(self, text: ReaderText, parent: QWidget | None = None) -> None:
        """Find within ``text``; hidden until :meth:`open`."""
        super().__init__(parent)
        self._text = text
        self._hits: list[QTextCursor] = []
        self._at = -1
        self._stale = QTimer(self)
        self._stale.setSingleShot(True)
        self._stale.timeout.connect(self._look_again)
        self.hide()

    def _build(self) -> None:
        """Make the row when it is first wanted: its icons would cost time at every start."""
        self.line = Line(self)
        self.line.setClearButtonEnabled(True)
        self.count = QLabel(self)
        self.previous = self._button(Qt.ArrowType.UpArrow, self.tr("Previous (Shift+Enter)"))
        self.following = self._button(Qt.ArrowType.DownArrow, self.tr("Next (Enter)"))
        self.everywhere = QToolButton(self)
        self.everywhere.setText(self.tr("Search everywhere"))
        self.everywhere.setToolTip(self.tr("Look for these words in the whole atlas (Enter)"))
        self.everywhere.hide()
        self.close_button = self._button(Qt.ArrowType.NoArrow, self.tr("Close (Esc)"))
        self.close_button.setText("✕")
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 4, 6, 4)
        steps = (self.previous, self.following, self.everywhere, self.close_button)
        for widget in (self.line, self.count, *steps):
            row.addWidget(widget, 1 if widget is self.line else 0)
        self.line.setPlaceholderText(self.tr("Find in this text"))
        self.line.setAccessibleName(self.tr("Find in this text"))
        self.line.textChanged.connect(self._search)
        self.previous.clicked.connect(self.find_previous)
        self.following.clicked.connect(self.find_next)
        self.everywhere.clicked.connect(self._search_everywhere)
        self.close_button.clicked.connect(self.dismiss)
        self._text.grown.connect(self.refresh)

    def _button(self, arrow: Qt.ArrowType, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setArrowType(arrow)
        button.setAutoRaise(True)
        button.setToolTip(words)
        button.setAccessibleName(words)
        return button

    def open(self) -> None:
        """Show the bar, with the selected words if there are any, ready to type."""
        if self.layout() is None:
            self._build()
        chosen = self._text.textCursor().selectedText()
        self.show()
        if chosen and "\u2029" not in chosen and len(chosen) < 60:
            self.line.setText(chosen)
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()
        self._search(self.line.text())

    def dismiss(self) -> None:
        """Hide the bar and give the keyboard back to the text."""
        self.put_away()
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_away(self) -> None:
        """Hide the bar and its marks; the keyboard stays where it is."""
        if not self.isHidden():
            self.hide()
            self._hits, self._at = [], -1
            self._text.mark_found(())
            self.closed.emit()

    def _search_everywhere(self) -> None:
        words = self.line.text().strip()
        self.put_away()
        self.search_wanted.emit(words)

    def refresh(self) -> None:
        """Look again soon, because the text has changed."""
        if self.isVisible():
            self._stale.start(0)

    def find_next(self) -> None:
        """Show the next place, after the last the first."""
        self._go(1)

    def find_previous(self) -> None:
        """Show the place before, before the first the last."""
        self._go(-1)

    def _look_again(self) -> None:
        if self.isVisible():
            self._search(self.line.text(), move=False)

    def _search(self, words: str, move: bool = True) -> None:
        """Find all places, and show the first at or after what is in view."""
        self._text.finish()
        self._hits = _all_hits(self._text.document(), words.strip()) if words.strip() else []
        self._at = -1
        self._text.mark_found(self._hits)
        if not self._hits:
            self._unselect()
        if self._hits and move:
            top = self._text.cursorForPosition(self._text.viewport().rect().topLeft()).position()
            after = [index for index, hit in enumerate(self._hits) if hit.selectionStart() >= top]
            self._show(after[0] if after else 0)
        self._tell()

    def _unselect(self) -> None:
        """Mark the last place no longer, which the text shows as selected."""
        cursor = self._text.textCursor()
        cursor.clearSelection()
        self._text.setTextCursor(cursor)

    def _go(self, step: int) -> None:
        if self._hits:
            self._show((self._at + step) % len(self._hits))
            self._tell()

    def _show(self, index: int) -> None:
        self._at = index
        self._text.setTextCursor(self._hits[index])
        self._text.ensureCursorVisible()

    def _tell(self) -> None:
        if not self.line.text().strip():
            words = ""
        elif not self._hits:
            words = self.tr("Not found")
        else:
            words = self.tr("{at} of {count}").format(at=max(self._at, 0) + 1, count=len(self._hits))
        lost = bool(self.line.text().strip()) and not self._hits
        self.everywhere.setVisible(lost)
        self.previous.setVisible(not lost)
        self.following.setVisible(not lost)
        self.count.setText(words)
        self.count.setAccessibleName(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F3):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if self.everywhere.isVisible():
                self._search_everywhere()
            else:
                (self.find_previous if back else self.find_next)()
        else:
            super().keyPressEvent(event)


def _all_hits(document: QTextDocument, words: str) -> list[QTextCursor]:
    hits: list[QTextCursor] = []
    cursor = document.find(words)
    while not cursor.isNull() and len(hits) < _MOST:
        hits.append(cursor)
        cursor = document.find(words, cursor)
    return hits

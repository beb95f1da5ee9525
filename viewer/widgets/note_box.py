"""NoteBox: the reader's own note on what is selected, to be read and to be written."""

from PySide6.QtCore import QEvent, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPalette, QTextDocument
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from viewer.widgets.later import Hearing
from viewer.widgets.look import Look

_LINES = 9
"""A note that is longer scrolls."""


class _Page(QTextBrowser):
    """Shows Markdown; fetches nothing, and leads nowhere by itself."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: N802
        """Give nothing: a note has no pictures."""
        return None


class NoteBox(QWidget):
    """Shows a note as it reads, or the text it is written in.

    :attr note_written: the structure, the Markdown that its note was, and that it is to be.
    :attr web_link_followed: a web address in a note. :attr history_wanted: its earlier texts are wanted.
    """

    note_written = Signal(str, str, str)
    web_link_followed = Signal(str)
    history_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show no note yet."""
        super().__init__(parent)
        self._structure, self._text = "", ""
        self.setAccessibleName(self.tr("Note"))
        self.title = QLabel(self.tr("Your note"), self)
        self.page = _Page(self)
        self.page.setOpenLinks(False)
        self.page.setAccessibleName(self.tr("Your note"))
        self.page.setFrameShape(QFrame.Shape.NoFrame)
        self.line = QPlainTextEdit(self)
        self.line.setAccessibleName(self.tr("Your note, to be written"))
        self.line.setPlaceholderText(self.tr("Write in Markdown: **bold**, - lists. Ctrl+Enter keeps it."))
        self.line.setTabChangesFocus(True)
        self.earlier_button = QPushButton(self.tr("Earlier Texts…"), self)
        self.earlier_button.clicked.connect(self.history_wanted)
        self.edit_button = QPushButton(self.tr("Ed&it"), self)
        self.edit_button.clicked.connect(self.edit)
        self.keep_button = QPushButton(self.tr("&Keep"), self)
        self.keep_button.clicked.connect(self.finish)
        self.page.anchorClicked.connect(self._follow)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        pad = self.fontMetrics().height() // 2
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.earlier_button)
        head.addWidget(self.edit_button)
        head.addWidget(self.keep_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(pad + pad // 2, pad // 2, pad, pad // 2)
        column.setSpacing(pad // 2)
        column.addLayout(head)
        column.addWidget(self.page)
        column.addWidget(self.line)
        self.setAutoFillBackground(True)
        Hearing(self.line, self._hear)
        self.hide()

    @Slot(object)
    def set_look(self, look: Look) -> None:
        """Take the colours."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, look.ui("alternate-base"))
        self.setPalette(palette)
        palette.setColor(QPalette.ColorRole.Base, look.ui("alternate-base"))
        self.page.setPalette(palette)
        palette = self.title.palette()
        palette.setColor(QPalette.ColorRole.WindowText, look.ui("muted"))
        self.title.setPalette(palette)

    @property
    def structure(self) -> str:
        """What the note is on; "" while none is shown."""
        return self._structure

    @property
    def is_edited(self) -> bool:
        """Whether the note is being written."""
        return not self.isHidden() and not self.line.isHidden()

    def show_note(self, structure: str, text: str, has_earlier: bool = False) -> None:
        """Show the note on a structure, "" being none, in the stead of one that is finished."""
        self._structure, self._text = structure, text
        self.earlier_button.setVisible(has_earlier)
        self._read()

    def _read(self) -> None:
        document = QTextDocument(self)
        document.setDefaultFont(self.font())
        feature = QTextDocument.MarkdownFeature
        document.setMarkdown(self._text, feature.MarkdownDialectGitHub | feature.MarkdownNoHTML)
        self.page.setDocument(document)
        self._turn(editing=False)
        self.setVisible(bool(self._text))
        self._fit()

    def _turn(self, editing: bool) -> None:
        self.line.setVisible(editing)
        self.keep_button.setVisible(editing)
        self.page.setHidden(editing)
        self.edit_button.setHidden(editing)

    def _fit(self) -> None:
        line = self.fontMetrics().lineSpacing()
        document = self.page.document()
        document.setTextWidth(max(self.width() - 3 * line, 10 * line))
        height = min(round(document.size().height()) + 4, _LINES * line)
        self.page.setFixedHeight(max(height, 2 * line))
        self.line.setFixedHeight(_LINES * line)

    @Slot()
    def edit(self) -> None:
        """Let the note be written."""
        if not self._structure:
            return
        self.line.setPlainText(self._text)
        self._turn(editing=True)
        self._fit()
        self.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.moveCursor(self.line.textCursor().MoveOperation.End)

    @Slot()
    def finish(self) -> None:
        """Keep what was written, and show it as it reads."""
        if not self.is_edited:
            return
        text = self.line.toPlainText().strip()
        before, self._text = self._text, text
        self._read()
        if before != text:
            self.note_written.emit(self._structure, before, text)

    @Slot(QUrl)
    def _follow(self, url: QUrl) -> None:
        if url.scheme() in ("http", "https"):
            self.web_link_followed.emit(url.toString())

    def _hear(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and not self.keep_button.hasFocus():
            # The store keeps each text it is given: not each key, but whenever the writer turns away.
            self._keep_for_now()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if event.key() == Qt.Key.Key_Escape or (
                enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier
            ):
                self.finish()
                return True
        return False

    def _keep_for_now(self) -> None:
        text = self.line.toPlainText().strip()
        if self.is_edited and text != self._text:
            before, self._text = self._text, text
            self.note_written.emit(self._structure, before, text)

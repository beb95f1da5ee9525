"""NoteHistory: the texts that a note had before, each a click from being there again."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from viewer.core.study_data import Version
from viewer.shell.due_words import moment_words
from viewer.shell.fitting import confirm_buttons, fit

_TEXT = Qt.ItemDataRole.UserRole


class NoteHistory(QDialog):
    """Lists the former texts of one note, the latest first, and shows the one that the list is at.

    Signals:
        text_wanted(str): the note shall read so again.
    """

    text_wanted = Signal(str)

    def __init__(self, name: str, former: Sequence[Version], parent: QWidget | None) -> None:
        """Show the texts of the note on what is called ``name``."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Earlier Texts"))
        words = QLabel(self.tr("What your note on {name} was before:").format(name=name))
        words.setWordWrap(True)
        self.list = QListWidget()
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Earlier texts"))
        self.page = QPlainTextEdit()
        self.page.setAccessibleName(self.tr("The text"))
        self.page.setReadOnly(True)
        self.page.setTabChangesFocus(True)
        for version in former:
            moment = moment_words(version.when.astimezone())
            begun = " ".join(version.value.split())
            item = QListWidgetItem(self.tr("{moment}: {text}").format(moment=moment, text=begun), self.list)
            item.setData(_TEXT, version.value)
        self.list.currentItemChanged.connect(self._show)
        self.list.setCurrentRow(0)
        buttons, _bring = confirm_buttons(self, self.tr("&Bring Back"))
        buttons.accepted.connect(self.bring_back)
        column = QVBoxLayout(self)
        for widget in (words, self.list, self.page, buttons):
            column.addWidget(widget)
        fit(self, 72, 28)

    @Slot(QListWidgetItem)
    def _show(self, item: QListWidgetItem | None) -> None:
        self.page.setPlainText(item.data(_TEXT) if item is not None else "")

    @Slot()
    def bring_back(self) -> None:
        """Report the text that the list is at."""
        self.accept()
        self.text_wanted.emit(self.page.toPlainText())

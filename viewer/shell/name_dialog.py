"""NameDialog: asks for a name."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QVBoxLayout, QWidget

from viewer.shell.fitting import confirm_buttons, fit


class NameDialog(QDialog):
    """One line with a name that is proposed.

    Signals:
        named(str): the reader wants this name, which is not empty.
    """

    named = Signal(str)

    def __init__(self, title: str, words: str, proposed: str, parent: QWidget | None) -> None:
        """Ask in ``words``, and propose a name."""
        super().__init__(parent)
        self.setWindowTitle(title)
        label = QLabel(words)
        label.setWordWrap(True)
        self.line = QLineEdit(proposed)
        self.line.setObjectName("name")
        self.line.selectAll()
        label.setBuddy(self.line)
        buttons, self._keep = confirm_buttons(self, self.tr("&Keep"))
        buttons.accepted.connect(self.keep)
        self.line.textChanged.connect(self._tell)
        column = QVBoxLayout(self)
        for widget in (label, self.line, buttons):
            column.addWidget(widget)
        self.line.setFocus()
        fit(self, 72)

    @Slot()
    def _tell(self) -> None:
        self._keep.setEnabled(bool(self.line.text().strip()))

    @Slot()
    def keep(self) -> None:
        """Report the name."""
        self.accept()
        self.named.emit(self.line.text().strip())

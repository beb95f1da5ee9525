"""Hint: a strip that says, at the first start, what to try; closed, it stays closed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget


class Hint(QWidget):
    """One line of advice with a button to be rid of it.

    :attr dismissed: the reader does not want to see it again.
    """

    dismissed = Signal()

    def __init__(self, sentences: Sequence[str], parent: QWidget | None = None) -> None:
        """Say as many ``sentences`` as one line holds, the first in any case."""
        super().__init__(parent)
        self._sentences = tuple(sentences)
        self.label = QLabel(self._sentences[0], self)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.button = QPushButton(self.tr("Go&t It"), self)
        self.button.setFlat(True)
        self.button.setToolTip(self.tr("Do not show this again"))
        self.button.clicked.connect(self.dismiss)
        pad = self.fontMetrics().height() // 2
        row = QHBoxLayout(self)
        row.setContentsMargins(pad, pad // 3, pad, pad // 3)
        row.addWidget(self.label, 1)
        row.addWidget(self.button)
        self.setAccessibleName(self.tr("Hint"))
        self.setAccessibleDescription(" ".join(self._sentences))
        self.setToolTip(" ".join(self._sentences))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102, N802
        super().resizeEvent(event)
        pad = self.fontMetrics().height()
        room = self.width() - self.button.sizeHint().width() - 3 * pad
        count = len(self._sentences)
        while count > 1 and self.fontMetrics().horizontalAdvance(" ".join(self._sentences[:count])) > room:
            count -= 1
        self.label.setText(" ".join(self._sentences[:count]))

    def dismiss(self) -> None:
        """Hide the hint and report that it is not wanted again."""
        self.hide()
        self.dismissed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

"""CaseBar: a line over the plates that names what they show for once, and leads out of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget


class CaseBar(QWidget):
    """Names the condition that is shown.

    :attr left: the reader wants the former view back.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Name nothing yet."""
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.ToolTipBase)
        self.setForegroundRole(QPalette.ColorRole.ToolTipText)
        self.setAccessibleName(self.tr("Condition"))
        self.label = QLabel(self)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.button = QPushButton(self.tr("&Leave (Esc)"), self)
        self.button.setToolTip(self.tr("Show again what was shown before"))
        self.button.clicked.connect(self.left)
        pad = self.fontMetrics().height() // 2
        row = QHBoxLayout(self)
        row.setContentsMargins(pad, pad // 3, pad, pad // 3)
        row.addWidget(self.label, 1)
        row.addWidget(self.button)

    def show_case(self, name: str, disclaimer: str) -> None:
        """Name what is shown."""
        self.label.setText(self.tr("Shown: {name}. {disclaimer}").format(name=name, disclaimer=disclaimer))
        self.show()

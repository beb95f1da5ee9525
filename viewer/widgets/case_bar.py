"""CaseBar: a line over the plates that names what they show for once, and leads out of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget


class CaseBar(QWidget):
    """Names what is shown, e.g. a condition.

    :attr left: the reader wants the former view back.
    """

    left = Signal()

    def __init__(self, name: str, way_out: str, hint: str, parent: QWidget | None = None) -> None:
        """Name nothing yet; ``name`` is what a screen reader calls the bar, ``way_out`` the button's text."""
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.ToolTipBase)
        self.setForegroundRole(QPalette.ColorRole.ToolTipText)
        self.setAccessibleName(name)
        self.label = QLabel(self)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.button = QPushButton(way_out, self)
        self.button.setToolTip(hint)
        self.button.clicked.connect(self.left)
        pad = self.fontMetrics().height() // 2
        row = QHBoxLayout(self)
        row.setContentsMargins(pad, pad // 3, pad, pad // 3)
        row.addWidget(self.label, 1)
        row.addWidget(self.button)

    def show_case(self, text: str) -> None:
        """Name what is shown."""
        self.label.setText(text)
        self.show()

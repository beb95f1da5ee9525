"""PlatePane: a plate view with a line above it that says what it shows, where that is not plain."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from viewer.widgets.plate_view import PlateView


class PlatePane(QWidget):
    """One plate view and its heading; the heading is made when there is first something to say."""

    def __init__(self, view: PlateView, parent: QWidget | None = None) -> None:
        """Hold ``view``, without a heading."""
        super().__init__(parent)
        self.view = view
        self._heading: QLabel | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(view, 1)

    @property
    def heading(self) -> str:
        """What the line says; "" if it is not there."""
        return self._heading.text() if self._heading is not None and not self._heading.isHidden() else ""

    def set_heading(self, text: str) -> None:
        """Say what is shown; "" takes the line away."""
        if self._heading is None:
            if not text:
                return
            self._heading = QLabel(self)
            self._heading.setTextFormat(Qt.TextFormat.PlainText)
            self._heading.setWordWrap(True)
            self._heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._heading.setMargin(self.fontMetrics().height() // 5)
            self._column.insertWidget(0, self._heading)
        self._heading.setText(text)
        self._heading.setVisible(bool(text))

"""StatusBar: what is under the pointer, how large the plate is, and what the atlas is not for."""

import math

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QIcon
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QSlider, QStatusBar, QToolButton, QWidget

_STEPS_PER_DOUBLING = 12


class StatusBar(QStatusBar):
    """One line at the foot of the window.

    Signals:
        zoom_chosen(float): the reader moved the slider; 1.0 is the whole plate.
        disclaimer_followed(): the short disclaimer was pressed; the reader wants all of it.
    """

    zoom_chosen = Signal(float)
    disclaimer_followed = Signal()

    def __init__(self) -> None:
        """Lay out an empty line."""
        super().__init__()
        self._pointed = QLabel()
        self._pointed.setTextFormat(Qt.TextFormat.PlainText)
        self._pointed.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.zoom_out_button, self.zoom_in_button = self._button("−"), self._button("+")
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setRange(-2 * _STEPS_PER_DOUBLING, 4 * _STEPS_PER_DOUBLING)
        self._slider.setPageStep(_STEPS_PER_DOUBLING)
        self._slider.setAccessibleName(self.tr("Zoom"))
        self.zoom_out_button.setAccessibleName(self.tr("Zoom out"))
        self.zoom_in_button.setAccessibleName(self.tr("Zoom in"))
        self._per_cent = QLabel()
        self._disclaimer = QToolButton()
        self._long_text = ""
        self._disclaimer.setAutoRaise(True)
        self._lay_out()
        self._slider.valueChanged.connect(self._report_zoom)
        self._disclaimer.clicked.connect(self.disclaimer_followed)
        self.show_zoom(1.0)

    def stops(self) -> tuple[QWidget, ...]:
        """Give what the keyboard stops at, in order."""
        return self.zoom_out_button, self._slider, self.zoom_in_button, self._disclaimer

    def show_pointed(self, text: str) -> None:
        """Say what is pointed at; "" for nothing."""
        self._pointed.setText(text)

    @property
    def pointed(self) -> str:
        """What the line says is pointed at."""
        return self._pointed.text()

    def show_disclaimer(self, text: str, long_text: str) -> None:
        """Keep the atlas's short disclaimer in sight, the long one on pointing."""
        self._disclaimer.setText(text)
        self._long_text = long_text
        self._disclaimer.setToolTip(long_text)

    def rest(self, resting: bool) -> None:
        """Say nothing at length, nor of what is pointed at, for a while; or again."""
        self.show_pointed("")
        self._disclaimer.setToolTip("" if resting else self._long_text)

    def set_disclaimer_shown(self, shown: bool) -> None:
        """Show the short disclaimer here, or leave it to the foot of the reader."""
        self._disclaimer.setVisible(shown)

    def fit_font(self) -> None:
        """Make the slider and icons as large as the text is now."""
        # Widgets hear of a new font only later; the application knows it already.
        metrics = QFontMetrics(QApplication.font())
        digits = metrics.horizontalAdvance("0")
        self._slider.setFixedWidth(20 * digits)
        self._per_cent.setMinimumWidth(7 * digits)
        side = metrics.height()
        for button in (self.zoom_out_button, self.zoom_in_button):
            button.setIconSize(QSize(side, side))

    def set_icons(self, zoom_out: QIcon, zoom_in: QIcon) -> None:
        """Give the two buttons beside the slider their icons."""
        for button, icon in ((self.zoom_out_button, zoom_out), (self.zoom_in_button, zoom_in)):
            button.setIcon(icon)

    @Slot(float)
    def show_zoom(self, zoom: float) -> None:
        """Show how large the plate is; 1.0 is the whole plate. Nothing is reported back."""
        self._slider.blockSignals(True)
        self._slider.setValue(round(math.log2(max(zoom, 1e-3)) * _STEPS_PER_DOUBLING))
        self._slider.blockSignals(False)
        self._per_cent.setText(self.tr("{zoom} %").format(zoom=round(zoom * 100)))

    def _lay_out(self) -> None:
        self.addWidget(self._pointed, 1)
        for widget in (
            self.zoom_out_button,
            self._slider,
            self.zoom_in_button,
            self._per_cent,
            self._disclaimer,
        ):
            self.addPermanentWidget(widget)

    def _button(self, text: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setAutoRaise(True)
        return button

    @Slot(int)
    def _report_zoom(self, step: int) -> None:
        self.zoom_chosen.emit(2 ** (step / _STEPS_PER_DOUBLING))

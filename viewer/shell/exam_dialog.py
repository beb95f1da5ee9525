"""ExamDialog: on which plate, how many pins, and how long for each; remembered for the next exam."""

from PySide6.QtCore import QSettings, Slot
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QHBoxLayout, QLabel, QSpinBox, QVBoxLayout

from viewer.core.exam import SECONDS
from viewer.shell.case_window import CaseWindow
from viewer.shell.fitting import confirm_buttons, fit

_PINS, _MOST_PINS = 20, 60
_LEAST_SECONDS, _MOST_SECONDS = 5, 600
_TYPED = 9999
"""What can be typed at all: a number that is not allowed is answered in words, and not put right unseen."""


class ExamDialog(QDialog):
    """Asks for the plate, how many pins, and how long for each."""

    def __init__(self, window: CaseWindow, memory: QSettings) -> None:
        """Offer the plate that is shown, and the numbers of the last exam, which ``memory`` keeps."""
        super().__init__(window)
        self.setWindowTitle(self.tr("Exam"))
        self._memory = memory
        words = self.tr(
            "Pins stand on the bare plate. Name each in writing while its time lasts. "
            "An exam does not count for your progress."
        )
        self._words, self.told = QLabel(words), QLabel()
        for label in (self._words, self.told):
            label.setWordWrap(True)
        self.plate = QComboBox()
        for plate in window.atlas.plates.values():
            self.plate.addItem(plate.title, plate.id)
        self.plate.setCurrentIndex(max(self.plate.findData(window.place.plate), 0))
        self.pins, self.seconds = QSpinBox(), QSpinBox()
        self.seconds.setSuffix(self.tr(" s"))
        for spin, key, otherwise in ((self.pins, "pins", _PINS), (self.seconds, "seconds", round(SECONDS))):
            kept = str(memory.value(f"exam/{key}", ""))
            spin.setRange(0, _TYPED)
            spin.setValue(int(kept) if kept.isdecimal() else otherwise)
            spin.valueChanged.connect(self._tell)
        self._lay_out()
        self._tell()
        self.plate.setFocus()
        fit(self, 70)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(self.tr("&Plate"), self.plate)
        form.addRow(self.tr("P&ins"), self.pins)
        form.addRow(self.tr("&Time for each"), self.seconds)
        buttons, self.begin_button = confirm_buttons(self, self.tr("&Begin"))
        buttons.accepted.connect(self.begin)
        # Beside the buttons, where there is room anyhow: no line is kept, and nothing jumps when it is said.
        foot = QHBoxLayout()
        foot.addWidget(self.told, 1)
        foot.addWidget(buttons)
        column = QVBoxLayout(self)
        column.addWidget(self._words)
        column.addLayout(form)
        column.addLayout(foot)

    @Slot()
    def _tell(self) -> None:
        """Say what is not allowed."""
        text = ""
        if not 1 <= self.pins.value() <= _MOST_PINS:
            text = self.tr("Choose 1 to {most} pins.").format(most=_MOST_PINS)
        elif not _LEAST_SECONDS <= self.seconds.value() <= _MOST_SECONDS:
            text = self.tr("Choose {least} to {most} seconds.")
            text = text.format(least=_LEAST_SECONDS, most=_MOST_SECONDS)
        self.told.setText(text)
        self.begin_button.setEnabled(not text)

    @Slot()
    def begin(self) -> None:
        """Remember what is chosen and begin."""
        self._memory.setValue("exam/pins", self.pins.value())
        self._memory.setValue("exam/seconds", self.seconds.value())
        self.accept()

    def chosen(self) -> tuple[str, int, float]:
        """Give plate, number of pins, and seconds for each."""
        return self.plate.currentData(), self.pins.value(), float(self.seconds.value())

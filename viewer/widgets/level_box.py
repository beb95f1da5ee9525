"""LevelBox: a spin box whose values are the levels of an atlas."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QValidator
from PySide6.QtWidgets import QApplication, QSpinBox

from viewer.widgets.look import Look


class LevelBox(QSpinBox):
    """Shows where the level cursor is and moves it; arrow down leads downwards in the body.

    :attr level_chosen: the reader has chosen a level.
    :attr level_refused: the reader has typed what is no level.
    """

    level_chosen = Signal(str)
    level_refused = Signal(str)

    def __init__(self) -> None:
        """Offer no levels yet."""
        super().__init__()
        self._levels: tuple[str, ...] = ()
        self._look: Look | None = None
        self.setAccessibleName(self.tr("Level"))
        self.setToolTip(self.tr("Level cursor"))
        self.setKeyboardTracking(False)
        self.setPrefix(self.tr("Level") + " ")
        self.valueChanged.connect(self._report)

    def set_look(self, look: Look) -> None:
        """Draw a frame in a colour that is seen in every theme."""
        self._look = look
        self.update()

    def offer(self, levels: Sequence[str]) -> None:
        """Take the levels of an atlas, from top to bottom."""
        self._levels = tuple(levels)
        self.blockSignals(True)
        self.setRange(-len(self._levels), 0)
        self.setValue(self.minimum())
        self.blockSignals(False)
        self.fit_font()

    def show_level(self, level: str) -> None:
        """Show where the cursor is, "" for nowhere; nothing is reported back."""
        self.blockSignals(True)
        self.setValue(-self._levels.index(level) if level in self._levels else self.minimum())
        self.blockSignals(False)

    def fit_font(self) -> None:
        """Make room for every level as large as the text is now."""
        advance = QFontMetrics(QApplication.font()).horizontalAdvance
        widest = max((advance(level) for level in (*self._levels, "–")), default=0)
        self.setMinimumWidth(advance(self.prefix()) + widest + 5 * advance("0"))

    @Slot(int)
    def _report(self, value: int) -> None:
        if 0 <= -value < len(self._levels):
            self.level_chosen.emit(self._levels[-value])

    def stepBy(self, steps: int) -> None:  # noqa: D102, N802
        nowhere = self.value() == self.minimum()
        self.setValue(0 if nowhere else max(self.value() + steps, self.minimum() + 1))

    def textFromValue(self, value: int) -> str:  # noqa: D102, N802
        return self._levels[-value] if 0 <= -value < len(self._levels) else "–"

    def valueFromText(self, text: str) -> int:  # noqa: D102, N802
        return -self._place(text) if self._place(text) >= 0 else self.value()

    def fixup(self, text: str) -> str:  # noqa: D102
        word = text.removeprefix(self.prefix()).strip()
        if word and word != "–":
            self.level_refused.emit(word)
        return self.textFromValue(self.value())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102, N802
        super().paintEvent(event)
        if self._look is not None:
            painter = QPainter(self)
            painter.setPen(QPen(self._look.ui("focus" if self.hasFocus() else "line"), 1))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
            painter.end()

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:  # noqa: D102
        known = self._place(text) >= 0
        return (QValidator.State.Acceptable if known else QValidator.State.Intermediate, text, position)

    def _place(self, text: str) -> int:
        word = text.removeprefix(self.prefix()).strip().casefold()
        folded = [level.casefold() for level in self._levels]
        return folded.index(word) if word in folded else -1

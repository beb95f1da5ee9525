"""SetDialog: what a set asks, and how much; remembered for the next one."""

from collections.abc import Sequence

from PySide6.QtCore import QSettings, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QGridLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.queries import describe
from viewer.core.question import Mode
from viewer.core.quiz import LENGTH, Quiz, SetWish
from viewer.core.schedule import NEW_PER_DAY
from viewer.core.stretches import levels_in, stretch_words
from viewer.shell.fitting import ScrolledForm, confirm_buttons, fit, shortened
from viewer.shell.quiz_words import mode_words
from viewer.widgets.tick_box import TickBox

_MOST = 100
_WIDE = 76
"""Average letters of the longest choice."""


def wish_for_due(memory: QSettings) -> SetWish:
    """Give the wish for all that is due, and what is new, in every way of asking; as long as the last set."""
    wish = _remembered(memory)
    return SetWish(due_only=True, length=wish.length, new_per_day=wish.new_per_day)


def _remembered(memory: QSettings) -> SetWish:
    words = str(memory.value("study/modes", "")).split()
    modes = tuple(mode for mode in Mode if mode.value in words) or tuple(Mode)
    return SetWish(
        modes,
        str(memory.value("study/plate", "")),
        str(memory.value("study/layer", "")),
        due_only=str(memory.value("study/due", "")) == "yes",
        length=_number(memory, "study/length", LENGTH),
        new_per_day=_number(memory, "study/new", NEW_PER_DAY),
    )


def _number(memory: QSettings, key: str, otherwise: int) -> int:
    text = str(memory.value(key, otherwise))
    return min(int(text), _MOST) if text.isdecimal() else otherwise


class SetDialog(QDialog):
    """Asks in which ways, about what, and how long; says how much there is of it.

    Signals:
        set_wanted(SetWish): the reader wants this to be asked.
    """

    set_wanted = Signal(object)

    def __init__(
        self, atlas: Atlas, quiz: Quiz, selected: Sequence[Address], memory: QSettings, parent: QWidget | None
    ) -> None:
        """Begin with what was chosen last; ``quiz`` counts what there is of a wish."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("New Set"))
        self._atlas, self._quiz, self._memory = atlas, quiz, memory
        self._selected = tuple(selected)
        wish = _remembered(memory)
        self._layout_modes(wish)
        self._layout_scope(wish)
        self.told = QLabel()
        self.told.setWordWrap(True)
        buttons, self.begin_button = confirm_buttons(self, self.tr("&Begin"))
        buttons.accepted.connect(self.begin)
        page = QWidget()
        inner = QVBoxLayout(page)
        inner.addWidget(self._modes_box)
        inner.addWidget(self._scope_box)
        column = QVBoxLayout(self)
        column.addWidget(ScrolledForm(page), 1)
        column.addWidget(self.told)
        column.addWidget(buttons)
        self._tell()
        self.modes[Mode.FIND].setFocus()
        fit(self, 96)

    def _layout_modes(self, wish: SetWish) -> None:
        self._modes_box = QGroupBox(self.tr("Ways of asking"))
        grid = QGridLayout(self._modes_box)
        self.modes: dict[Mode, TickBox] = {}
        for at, (mode, words) in enumerate(mode_words().items()):
            box = self.modes[mode] = TickBox(words)
            box.setObjectName(mode.value)
            box.setChecked(mode in wish.modes)
            box.toggled.connect(self._tell)
            grid.addWidget(box, at % 4, at // 4)

    def _layout_scope(self, wish: SetWish) -> None:
        self._scope_box = QGroupBox(self.tr("About what"))
        form = QFormLayout(self._scope_box)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.due = TickBox(self.tr("Only what is d&ue, and what is new today"))
        self.due.setChecked(wish.due_only)
        words = self._among_words()
        self.among = TickBox(shortened(self, words, _WIDE))
        self.among.setToolTip(words.replace("&", ""))
        self.among.setEnabled(bool(self._selected))
        # One thing is selected by reading of it, several because they are wanted.
        self.among.setChecked(len(self._selected) > 1)
        plates = [(plate.title, plate.id) for plate in self._atlas.plates.values()]
        self.plate = _choice([(self.tr("Any plate"), ""), *plates], wish.plate)
        layers = [(layer.name, layer.id) for layer in self._atlas.layers.values()]
        self.layer = _choice([(self.tr("Any layer"), ""), *layers], wish.layer)
        self.levels = _choice([(self.tr("Anywhere"), ""), *self._stretches()], "")
        self.levels.setEditable(True)
        self.levels.setToolTip(self.tr("A choice, or levels of your own such as T4-T8; L1"))
        self.length, self.new = QSpinBox(), QSpinBox()
        for spin, least, value in ((self.length, 1, wish.length), (self.new, 0, wish.new_per_day)):
            spin.setRange(least, _MOST)
            spin.setValue(value)
            spin.valueChanged.connect(self._tell)
        form.addRow(self.due)
        form.addRow(self.among)
        form.addRow(self.tr("&Plate"), self.plate)
        form.addRow(self.tr("La&yer"), self.layer)
        if self._atlas.levels:
            form.addRow(self.tr("&Region"), self.levels)
        form.addRow(self.tr("&Questions"), self.length)
        beside = QHBoxLayout()
        self.why = QLabel(self.tr("used with “Only what is due”"))
        beside.addWidget(self.new, 1)
        beside.addWidget(self.why)
        form.addRow(self.tr("New p&er day"), beside)
        label = form.labelForField(beside)
        if isinstance(label, QLabel):
            label.setBuddy(self.new)
        for box in (self.due, self.among):
            box.toggled.connect(self._tell)
        for choice in (self.plate, self.layer):
            choice.currentIndexChanged.connect(self._tell)
        self.levels.currentTextChanged.connect(self._tell)

    def _among_words(self) -> str:
        if not self._selected:
            return self.tr("Only what is selec&ted (nothing is)")
        names = describe(self._atlas, self._selected[0])
        if len(self._selected) > 1:
            names = self.tr("{name} and {count} more").format(name=names, count=len(self._selected) - 1)
        return self.tr("Only what is selec&ted: {names}").format(names=names.replace("&", "&&"))

    def _stretches(self) -> list[tuple[str, str]]:
        """Give the regions of the cord: the levels that begin with the same letters."""
        levels = self._atlas.levels
        letters = dict.fromkeys(level.rstrip("0123456789") for level in levels)
        return [(stretch_words(levels_in(one, levels), levels) or one, one) for one in letters if one]

    def wish(self) -> SetWish | None:
        """Give what is chosen; None where no way of asking is, or the region is none."""
        modes = tuple(mode for mode, box in self.modes.items() if box.isChecked())
        levels = self._chosen_levels()
        if not modes or levels is None:
            return None
        among = self._selected if self.among.isChecked() else ()
        return SetWish(
            modes, self.plate.currentData(), self.layer.currentData(), levels, among,
            self.due.isChecked(), self.length.value(), self.new.value(),
        )  # fmt: skip

    def _chosen_levels(self) -> tuple[str, ...] | None:
        text = self.levels.currentText().strip()
        row = self.levels.findText(text)
        if row >= 0:
            text = self.levels.itemData(row)
        if not text:
            return ()
        known = {level.upper(): level for level in self._atlas.levels}
        try:
            found = levels_in(text.replace("–", "-").replace(",", ";").upper(), tuple(known))
        except ValueError:
            return None
        return tuple(known[level] for level in found)

    @Slot()
    def _tell(self) -> None:
        """Say how much there is of what is chosen."""
        wish = self.wish()
        self.new.setEnabled(self.due.isChecked())
        self.why.setVisible(not self.due.isChecked())
        self.begin_button.setEnabled(wish is not None)
        if self._chosen_levels() is None:
            self.told.setText(self.tr("There is no such region: write levels as T4-T8, or parts as C; L1."))
        elif wish is None:
            self.told.setText(self.tr("Choose at least one way of asking."))
        else:
            self.told.setText(self._told(wish))

    def _told(self, wish: SetWish) -> str:
        due, new = self._quiz.count(wish)
        text = self.tr("Due now: {due}. New today: {new}.").format(due=due, new=new)
        if not wish.due_only:
            text = self.tr("{counts} These come first, then the rest.").format(counts=text)
        count = len(self._quiz.make_set(wish))
        if count == wish.length:
            return text
        if not count:
            return self.tr("{counts} There is nothing to ask.").format(counts=text)
        return self.tr("{counts} There are no more than {count} to ask.").format(counts=text, count=count)

    @Slot()
    def begin(self) -> None:
        """Remember what is chosen and ask it."""
        wish = self.wish()
        if wish is None:
            return
        for key, value in (
            ("modes", " ".join(wish.modes)),
            ("plate", wish.plate),
            ("layer", wish.layer),
            ("due", "yes" if wish.due_only else ""),
            ("length", wish.length),
            ("new", wish.new_per_day),
        ):
            self._memory.setValue(f"study/{key}", value)
        self.accept()
        self.set_wanted.emit(wish)


def _choice(options: Sequence[tuple[str, str]], chosen: str) -> QComboBox:
    choice = QComboBox()
    for words, value in options:
        choice.addItem(words, value)
    choice.setCurrentIndex(max(choice.findData(chosen), 0))
    return choice

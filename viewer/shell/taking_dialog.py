"""TakingDialog: what is to be taken along on a deck or a worksheet: the selection, the plate, everything."""

from collections.abc import Sequence

from PySide6.QtCore import QSettings, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from viewer.shell.fitting import checked, confirm_buttons, fit, radio, room_on_screen

SELECTION, PLATE, ALL = "selection", "plate", "all"
_EXTENT, _PAPER = "taking/extent", "taking/paper"


class TakingDialog(QDialog):
    """Asks for the extent, and for the paper where there is any; the file is asked for after that.

    Signals:
        wanted(str, str): the extent ("selection", "plate" or "all"), and the paper ("" for none).
    """

    wanted = Signal(str, str)

    def __init__(
        self,
        title: str,
        words: str,
        extents: Sequence[tuple[str, str]],
        papers: Sequence[tuple[str, str]],
        memory: QSettings,
        parent: QWidget | None = None,
    ) -> None:
        """Offer ``extents`` and ``papers``, each as its word and what it is called.

        ``memory`` keeps what was chosen last, which is chosen again where it can be.
        """
        super().__init__(parent)
        self.setWindowTitle(title)
        self._memory = memory
        told = QLabel(words)
        told.setWordWrap(True)
        column = QVBoxLayout(self)
        column.addWidget(told)
        self._extents = QButtonGroup(self)
        for word, name in extents:
            choice = radio(name.replace("&", "&&"), room_on_screen(self))
            choice.setObjectName(word)
            choice.setChecked(not self._extents.buttons())
            self._extents.addButton(choice)
            column.addWidget(choice)
        self.paper = QComboBox()
        for word, name in papers:
            self.paper.addItem(name, word)
        if papers:
            form = QFormLayout()
            form.addRow(self.tr("&Paper"), self.paper)
            column.addLayout(form)
            self.paper.setCurrentIndex(max(self.paper.findData(memory.value(_PAPER, "")), 0))
        buttons, _further = confirm_buttons(self, self.tr("&Choose File…"))
        buttons.accepted.connect(self.take)
        column.addWidget(buttons)
        self.choose(str(memory.value(_EXTENT, "")))
        checked(self._extents).setFocus()
        fit(self, 70)

    def choose(self, extent: str) -> None:
        """Choose the extent by its word, if it is offered."""
        for choice in self._extents.buttons():
            if choice.objectName() == extent:
                choice.setChecked(True)

    @property
    def extent(self) -> str:
        """The word of the extent that is chosen."""
        return checked(self._extents).objectName()

    @Slot()
    def take(self) -> None:
        """Remember what is chosen and report it."""
        extent, paper = self.extent, self.paper.currentData() or ""
        self._memory.setValue(_EXTENT, extent)
        if paper:
            self._memory.setValue(_PAPER, paper)
        self.accept()
        self.wanted.emit(extent, paper)

"""TakingDialog: what is to be taken along on a deck or a worksheet: the selection, the plate, everything."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from viewer.shell.fitting import fit

SELECTION, PLATE, ALL = "selection", "plate", "all"


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
        papers: Sequence[tuple[str, str]] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Offer ``extents`` and ``papers``, each as its word and what it is called."""
        super().__init__(parent)
        self.setWindowTitle(title)
        told = QLabel(words)
        told.setWordWrap(True)
        column = QVBoxLayout(self)
        column.addWidget(told)
        self._extents = QButtonGroup(self)
        for word, name in extents:
            choice = QRadioButton(name.replace("&", "&&"))
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
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        further = buttons.addButton(self.tr("&Choose File…"), QDialogButtonBox.ButtonRole.AcceptRole)
        further.setDefault(True)
        buttons.accepted.connect(self.take)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self._extents.buttons()[0].setFocus()
        fit(self, 70)

    def choose(self, extent: str) -> None:
        """Choose the extent by its word."""
        for choice in self._extents.buttons():
            choice.setChecked(choice.objectName() == extent)

    @Slot()
    def take(self) -> None:
        """Report what is chosen."""
        extent = next(one.objectName() for one in self._extents.buttons() if one.isChecked())
        self.accept()
        self.wanted.emit(extent, self.paper.currentData() or "")

"""ExportDialog: into which kind of file a plate is to be written, and what will be in it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSettings, QSize, QStandardPaths, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from viewer.shell.fitting import checked, confirm_buttons, fit, radio, room_on_screen

_FOLDER, _KIND = "export-folder", "export-kind"


class ExportDialog(QDialog):
    """Asks for the kind of file, then for the file.

    Signals:
        file_chosen(Path): the reader wants the plate in this file.
    """

    file_chosen = Signal(object)

    def __init__(
        self, name: str, pixels: QSize, contents: Sequence[str], memory: QSettings, parent: QWidget | None
    ) -> None:
        """Offer ``name`` without an ending.

        ``pixels`` is the size of a picture, ``contents`` says what is included, ``memory`` keeps what was
        chosen.
        """
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export Plate"))
        self._name, self._pixels, self._memory = name, pixels, memory
        self._kinds = QButtonGroup(self)
        column = QVBoxLayout(self)
        for number, (ending, words) in enumerate(self._words()):
            choice = radio(words, room_on_screen(self))
            choice.setObjectName(ending)
            choice.setChecked(number == 0)
            self._kinds.addButton(choice)
            column.addWidget(choice)
        self.contents = QLabel(self.tr("Included: {things}.").format(things=self.tr(", ").join(contents)))
        self.contents.setWordWrap(True)
        column.addSpacing(self.fontMetrics().height() // 2)
        column.addWidget(self.contents)
        buttons, _further = confirm_buttons(self, self.tr("&Choose File…"))
        buttons.accepted.connect(self._ask_for_file)
        column.addWidget(buttons)
        self.choose(str(memory.value(_KIND, "")))
        checked(self._kinds).setFocus()
        fit(self, 64)

    def choose(self, ending: str) -> None:
        """Choose the kind of file: "svg", "png" or "pdf"; any other word chooses none anew."""
        for choice in self._kinds.buttons():
            if choice.objectName() == ending:
                choice.setChecked(True)

    @property
    def ending(self) -> str:
        """The kind of file that is chosen."""
        return next(choice.objectName() for choice in self._kinds.buttons() if choice.isChecked())

    def folder(self) -> Path:
        """Give the folder last written to, or where this system keeps documents."""
        kept = Path(str(self._memory.value(_FOLDER, "")) or "?")
        if kept.is_dir():
            return kept
        documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        return documents if documents.is_dir() else Path.home()

    def file_from(self, chosen: str) -> Path:
        """Give the file that was meant by what the reader chose: an ending that is missing is added."""
        file = Path(chosen)
        endings = {f".{ending}" for ending, _ in self._words()}
        return file if file.suffix.lower() in endings else file.with_name(f"{file.name}.{self.ending}")

    @Slot()
    def _ask_for_file(self) -> None:
        suggested = self.folder() / f"{self._name}.{self.ending}"
        kind = self.tr("{ending} files (*.{pattern})").format(ending=self.ending.upper(), pattern=self.ending)
        chosen, _ = QFileDialog.getSaveFileName(self, self.windowTitle(), str(suggested), kind)
        if chosen:
            self.take(chosen)

    def take(self, chosen: str) -> None:
        """Take a file: remember its folder and report it."""
        file = self.file_from(chosen)
        self._memory.setValue(_FOLDER, str(file.parent))
        self._memory.setValue(_KIND, self.ending)
        self.accept()
        self.file_chosen.emit(file)

    def _words(self) -> tuple[tuple[str, str], ...]:
        return (
            (
                "png",
                self.tr("P&NG: a picture of {width} × {height} pixels, for slides and screens").format(
                    width=self._pixels.width(), height=self._pixels.height()
                ),
            ),
            (
                "svg",
                self.tr("&SVG: a drawing with names and layers, for Inkscape and browsers"),
            ),
            ("pdf", self.tr("&PDF: a page to print, whose text can be searched")),
        )

"""What File > New Atlas does: a small atlas to start from, in a folder of the reader's choice."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from viewer.core.errors import ViewerError
from viewer.shell.window import MainWindow


def new_atlas(window: MainWindow) -> None:
    """Ask for the name of a folder, make the atlas there and show it."""
    from PySide6.QtWidgets import QFileDialog

    tr = QCoreApplication.translate
    title, label = tr("Acts", "New Atlas"), tr("Acts", "Name of the folder:")
    dialog = QFileDialog(window, title, str(Path.home()))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setLabelText(QFileDialog.DialogLabel.FileName, label)
    dialog.selectFile(tr("Acts", "my-atlas"))
    if dialog.exec():
        make_atlas(window, Path(dialog.selectedFiles()[0]))


def make_atlas(window: MainWindow, folder: Path) -> None:
    """Make an atlas in a folder that is new or empty, show it, and say where it is."""
    from viewer.core.starter import write_starter

    try:
        write_starter(folder)
    except (ViewerError, OSError) as error:
        window.message_bar.tell(str(error), kind="error")
        return
    if window.open_atlas(folder, window.atlas.language):
        told = QCoreApplication.translate(
            "Acts", "Your atlas is in {folder}. What you change and save there is shown here."
        )
        window.message_bar.tell(told.format(folder=folder))

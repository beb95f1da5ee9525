"""What is asked before a window closes whose notes and answers the disk does not take."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox

from viewer.shell.window import MainWindow


def ask_before_losing(window: MainWindow) -> bool:
    """Let the reader save them elsewhere, close without them, or stay; tell whether the window may close."""
    tr, button = QCoreApplication.translate, QMessageBox.StandardButton
    box = QMessageBox(window)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(tr("Unkept", "Not Written Yet"))
    box.setText(
        tr(
            "Unkept", "Answers and notes of yours are only in memory, since {folder} does not take them."
        ).format(folder=window.profile.folder)
    )
    box.setInformativeText(tr("Unkept", "Saved elsewhere, they can be brought in again later."))
    box.setStandardButtons(button.Save | button.Discard | button.Cancel)
    box.setDefaultButton(button.Save)
    box.button(button.Save).setText(tr("Unkept", "&Save Elsewhere…"))
    box.button(button.Discard).setText(tr("Unkept", "Close &Without Them"))
    match box.exec():
        case button.Save:
            window.save_study()
            return not window.study.would_lose
        case button.Discard:
            return True
    return False

"""Unkept: what becomes of notes and answers that the disk does not take."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QMessageBox

from viewer.shell.fitting import without_icons
from viewer.shell.window import MainWindow


class Unkept(QObject):
    """Saves them elsewhere when the reader wants it, and asks before a window closes with them."""

    def __init__(self, window: MainWindow) -> None:
        """Begin to look after a window."""
        super().__init__(window)
        self._window = window
        window.study.saving_wanted.connect(self.save)
        window.study.may_close = self.may_close

    @Slot()
    def save(self) -> None:
        """Save elsewhere what the reader made."""
        from viewer.shell.taking_acts import export_study

        export_study(self._window)

    def may_close(self) -> bool:
        """Tell whether the window may close: nothing would be lost, or the reader lets it go."""
        self._window.finish_note()
        return not self._window.study.would_lose or self._ask()

    def _ask(self) -> bool:
        """Let the reader save them elsewhere, close without them, or stay; tell whether to close."""
        button = QMessageBox.StandardButton
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(self.tr("Not Written Yet"))
        text = self.tr("Answers and notes of yours are only in memory, since {folder} does not take them.")
        box.setText(text.format(folder=self._window.profile.folder))
        box.setInformativeText(self.tr("Saved elsewhere, they can be brought in again later."))
        box.setStandardButtons(button.Save | button.Discard | button.Cancel)
        box.setDefaultButton(button.Save)
        box.button(button.Save).setText(self.tr("&Save Elsewhere…"))
        box.button(button.Discard).setText(self.tr("Close &Without Them"))
        without_icons(box)
        chosen = box.exec()
        if chosen == button.Save:
            self.save()
        return chosen == button.Discard or not self._window.study.would_lose

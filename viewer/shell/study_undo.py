"""DoneCommand: an act on what the reader made, as one that can be undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QUndoCommand

if TYPE_CHECKING:
    from viewer.shell.case_window import CaseWindow


class DoneCommand(QUndoCommand):
    """Something that is done already; undone and done again by what it is given, which tells everybody.

    Each time a line says so, since what it was done to may be out of sight. Where what is given gives False,
    it could not be done any more, and the act is forgotten.
    """

    def __init__(
        self, window: CaseWindow, text: str, do: Callable[[], object], undo: Callable[[], object]
    ) -> None:
        """Take the name of the act, what does it again, and what takes it back."""
        super().__init__(text)
        self._window, self._do, self._undo = window, do, undo
        self._done = True

    def redo(self) -> None:
        """Do it again; Qt asks for that once at the beginning too."""
        if not self._done:
            self._turn(self._do, QCoreApplication.translate("DoneCommand", "Done again: {act}."))
        self._done = True

    def undo(self) -> None:
        """Take it back."""
        self._done = False
        self._turn(self._undo, QCoreApplication.translate("DoneCommand", "Undone: {act}."))

    def _turn(self, turn: Callable[[], object], words: str) -> None:
        self.setObsolete(turn() is False)
        # While a question is open, what was done is not named: it could answer it.
        if not self.isObsolete() and not self._window.discretion.is_on:
            self._window.message_bar.tell(words.format(act=self.text()))

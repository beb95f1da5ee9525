"""ChangeCommand: an act on what the reader made, as one that can be undone."""

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand

from viewer.core.study_data import Change


class ChangeCommand(QUndoCommand):
    """A change that is done already; undone and done again through the store."""

    def __init__(self, text: str, change: Change, do: Callable[[Change], object]) -> None:
        """Take what was done; ``do`` does a change and tells everybody."""
        super().__init__(text)
        self._change, self._do = change, do
        self._done = True

    def redo(self) -> None:
        """Do it again; Qt asks for that once at the beginning too."""
        if not self._done:
            self._do(self._change)
        self._done = True

    def undo(self) -> None:
        """Take it back."""
        self._done = False
        self._do(self._change.inverse)

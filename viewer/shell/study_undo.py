"""DoneCommand: an act on what the reader made, as one that can be undone."""

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand


class DoneCommand(QUndoCommand):
    """Something that is done already; undone and done again by what it is given, which tells everybody.

    Where that gives False, it could not be done any more, and the act is forgotten.
    """

    def __init__(self, text: str, do: Callable[[], object], undo: Callable[[], object]) -> None:
        """Take the name of the act, what does it again, and what takes it back."""
        super().__init__(text)
        self._do, self._undo = do, undo
        self._done = True

    def redo(self) -> None:
        """Do it again; Qt asks for that once at the beginning too."""
        if not self._done:
            self.setObsolete(self._do() is False)
        self._done = True

    def undo(self) -> None:
        """Take it back."""
        self._done = False
        self.setObsolete(self._undo() is False)

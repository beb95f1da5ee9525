"""BlockCommand: a change of what is blocked, as an act that can be undone."""

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand

Blocks = tuple[str, ...]


class BlockCommand(QUndoCommand):
    """Puts other blocks in place, and the former ones back."""

    def __init__(self, text: str, put: Callable[[Blocks], None], before: Blocks, after: Blocks) -> None:
        """Do nothing before Qt says so; ``put`` puts blocks in place."""
        super().__init__(text)
        self._put, self._before, self._after = put, before, after

    def redo(self) -> None:
        """Put the new blocks in place."""
        self._put(self._after)

    def undo(self) -> None:
        """Put the former blocks back."""
        self._put(self._before)

"""Discretion: what may be seen and done while a question is open. The one owner; every part asks it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from viewer.core.question import Hides

ALLOWED = frozenset(
    (
        "zoom-in", "zoom-out", "fit-plate", "text-larger", "text-smaller", "text-normal", "theme-system",
        "theme-light", "theme-dark", "theme-high-contrast", "full-screen", "next-pane", "shortcuts", "quit",
        "answer-1", "answer-2", "answer-3", "answer-4", "give-up", "take-back", "end-set",
    )
)  # fmt: skip
"""The commands that neither tell nor show anything about what is asked."""


class Discretion(QObject):
    """Holds what the open question hides; while none is open, nothing is hidden.

    Signals:
        changed(): something else may be seen now.
    """

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        """Hide nothing."""
        super().__init__(parent)
        self.hides: Hides | None = None
        self.title = ""

    @property
    def is_on(self) -> bool:
        """Tell whether a question is open."""
        return self.hides is not None

    def cover(self, hides: Hides, title: str) -> None:
        """Hide what gives the answer to a question away; ``title`` is what the window is called meanwhile."""
        if (hides, title) != (self.hides, self.title):
            self.hides, self.title = hides, title
            self.changed.emit()

    def lift(self) -> None:
        """Hide nothing any more."""
        if self.hides is not None:
            self.hides, self.title = None, ""
            self.changed.emit()

    def allows(self, command: str) -> bool:
        """Tell whether a command, by its id, may be carried out now."""
        return self.hides is None or command in ALLOWED

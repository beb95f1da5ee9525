"""Line: a line to type in that leaves the window its keys."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from viewer.widgets.later import Hearing

_Standard = QKeySequence.StandardKey
_EDITS = (
    _Standard.Cut,
    _Standard.Copy,
    _Standard.Paste,
    _Standard.Undo,
    _Standard.Redo,
    _Standard.SelectAll,
)
_LETTERS = range(Qt.Key.Key_A, Qt.Key.Key_Z + 1)
_COMMANDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class Line(QLineEdit):
    """Claims no letter with Ctrl but those that edit everywhere.

    Under X11 Qt's own line also takes Ctrl+E, Ctrl+K and others, as Emacs does, before any command can.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        Hearing(self, _is_no_edit)


def _is_no_edit(event: QEvent) -> bool:
    if (
        event.type() == QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and event.key() in _LETTERS
        and event.modifiers() & _COMMANDING
        and not any(event.matches(edit) for edit in _EDITS)
    ):
        event.ignore()
        return True
    return False

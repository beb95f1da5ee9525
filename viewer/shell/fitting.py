"""Fitting: dialogs that stay within the screen, however large the text is."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QStyle, QWidget

_SHARE = 0.94
"""A dialog takes at most this part of the screen; its frame takes the rest."""


def room_on_screen(dialog: QDialog) -> QSize:
    """Give the greatest size, in device-independent pixels, that a dialog may have."""
    parent = dialog.parentWidget()
    screen = dialog.screen() if parent is None else parent.screen()
    return screen.availableSize() * _SHARE


def fit(dialog: QDialog, letters: int, lines: int = 0) -> None:
    """Make a dialog so many average letters wide and so many lines high, or as large as the screen allows.

    Without ``lines`` it is as high as its content asks for.
    """
    room, metrics = room_on_screen(dialog), dialog.fontMetrics()
    width = min(metrics.averageCharWidth() * letters, room.width())
    dialog.setMaximumSize(room)
    if not lines:
        dialog.setMinimumWidth(width)
    height = metrics.height() * lines if lines else dialog.sizeHint().height()
    dialog.resize(width, min(height, room.height()))


class ScrolledForm(QScrollArea):
    """A form that asks for the room it needs and scrolls where it gets less."""

    def __init__(self, form: QWidget) -> None:
        """Take the form."""
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setWidget(form)
        self._form = form

    def sizeHint(self) -> QSize:
        """Give the size of the whole form, with a scroll bar beside it."""
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        return self._form.sizeHint() + QSize(bar, 2)

"""Fitting: dialogs that stay within the screen, however large the text is."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QPushButton,
    QScrollArea,
    QStyle,
    QWidget,
)

from viewer.widgets.tick_box import RoundBox

_SHARE = 0.94
"""A dialog takes at most this part of the screen; its frame takes the rest."""


def room_on_screen(dialog: QDialog) -> QSize:
    """Give the greatest size, in device-independent pixels, that a dialog may have."""
    parent = dialog.parentWidget()
    screen = dialog.screen() if parent is None else parent.screen()
    return screen.availableSize() * _SHARE


def fit(dialog: QDialog, letters: int, lines: int = 0) -> None:
    """Make a dialog so many average letters wide and so many lines high, or as large as the screen allows.

    Without ``lines`` it is as large as its content asks for, wrapped words and all, and gets no smaller.
    """
    without_icons(dialog)
    room, metrics, layout = room_on_screen(dialog), dialog.fontMetrics(), dialog.layout()
    assert layout is not None
    width = min(max(metrics.averageCharWidth() * letters, layout.totalMinimumSize().width()), room.width())
    dialog.setMaximumSize(room)
    height = metrics.height() * lines
    if not lines:
        height = max(layout.totalHeightForWidth(width), layout.totalSizeHint().height())
        least = max(layout.totalMinimumHeightForWidth(width), layout.totalMinimumSize().height())
        dialog.setMinimumSize(width, min(least, room.height()))
    dialog.resize(width, min(height, room.height()))


def without_icons(dialog: QDialog) -> None:
    """Leave words alone on the buttons: some systems put icons on a few, black ones on dark."""
    for box in dialog.findChildren(QDialogButtonBox):
        for button in box.buttons():
            button.setIcon(QIcon())


def confirm_buttons(dialog: QDialog, words: str) -> tuple[QDialogButtonBox, QPushButton]:
    """Give the buttons of a dialog that asks: the one it is for, which Enter means, and Cancel."""
    # Only a button that is in its dialog already becomes the default of it: else Qt takes Cancel.
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, dialog)
    main = buttons.addButton(words, QDialogButtonBox.ButtonRole.AcceptRole)
    main.setDefault(True)
    buttons.rejected.connect(dialog.reject)
    return buttons, main


def checked(choices: QButtonGroup) -> QAbstractButton:
    """Give the choice that is made; one always is."""
    return next(one for one in choices.buttons() if one.isChecked())


def radio(words: str, room: QSize) -> RoundBox:
    """Give a choice of a dialog that may be as wide as ``room``; what does not fit is in its tool tip."""
    choice = RoundBox()
    # Some letters for the circle and the margins.
    shown = shortened(choice, words, room.width() // choice.fontMetrics().averageCharWidth() - 12)
    choice.setText(shown)
    choice.setToolTip("" if shown == words else words.replace("&&", "&"))
    return choice


def shortened(widget: QWidget, words: str, letters: int) -> str:
    """Cut words that are wider than so many average letters; an Alt letter stays one."""
    metrics = widget.fontMetrics()
    width = metrics.averageCharWidth() * letters
    return metrics.elidedText(words, Qt.TextElideMode.ElideRight, width, Qt.TextFlag.TextShowMnemonic)


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

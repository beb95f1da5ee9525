"""Room: keeps the plate its share where window or text leave it little, and gives the docks theirs back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow

from viewer.widgets.letters import em

_SHARE = 0.45
"""The plate has at least this part of the window's width."""
_LETTERS = 30.0
"""The plate is at least so many font sizes wide: less would not hold its labels."""
_INDEX = 14.0
"""An index of fewer font sizes across shows the beginnings of names alone."""
_READER = 0.3
"""The reader never has less than this part of the window's width."""


class Room:
    """Puts the index away when the plate gets too little, and brings it back when there is room again.

    An index that the reader has brought back stays.
    """

    def __init__(self, window: QMainWindow, index: QDockWidget, reader: QDockWidget) -> None:
        """Take the window and its docks."""
        self._window, self._index, self._reader = window, index, reader
        self._letters, self._width = 0.0, 0
        self._before: tuple[int, int] | None = None
        self._away = self._wanted = False

    def begin(self, first_start: bool) -> None:
        """The window is about to be seen; what it was like at the last start is left as it is."""
        self._letters, self._width = em(QApplication.font()), self._window.width()
        if first_start:
            self._make()

    def follow_width(self) -> None:
        """The window may have another width now: make room for the plate, or give it back."""
        width = self._window.width()
        if not self._letters or width == self._width:
            return
        narrower, self._width = width < self._width, width
        self._change(narrower)

    def follow_text(self) -> None:
        """The text may have another size now: make room for the plate, or give it back."""
        letters = em(QApplication.font())
        if not self._letters or letters == self._letters:
            return
        larger, self._letters = letters > self._letters, letters
        self._change(larger)

    def _change(self, less: bool) -> None:
        if self._away and not self._index.isHidden():
            self._away, self._wanted = False, True
        if less:
            self._make()
        else:
            self._give_back()

    def _needed(self) -> int:
        return round(max(self._window.width() * _SHARE, self._letters * _LETTERS))

    def _make(self) -> None:
        window, index, reader = self._window, self._index, self._reader
        docks = [dock for dock in (index, reader) if not dock.isHidden() and not dock.isFloating()]
        needed, plate = self._needed(), window.width() - sum(dock.width() for dock in docks)
        narrow = index in docks and not self._wanted and index.width() < self._letters * _INDEX
        if plate >= needed and not narrow:
            return
        if self._before is None:
            self._before = index.width(), reader.width()
        if index in docks and not self._wanted:
            plate += index.width()
            self._away = True
            index.hide()
        if reader in docks:
            width = reader.width() - max(needed - plate, 0)
            width = max(width, min(reader.width(), round(window.width() * _READER)))
            window.resizeDocks([reader], [width], Qt.Orientation.Horizontal)

    def _give_back(self) -> None:
        if self._before is None or self._window.width() - sum(self._before) < self._needed():
            return
        index, reader = self._before
        self._before = None
        if self._away:
            self._away = False
            self._index.show()
        self._window.resizeDocks([self._index, self._reader], [index, reader], Qt.Orientation.Horizontal)

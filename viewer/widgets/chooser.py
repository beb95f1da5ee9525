"""Chooser: asks which is meant where two regions are equally near."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QHideEvent
from PySide6.QtWidgets import QMenu, QWidget

from viewer.core.address import Address

_NUMBERED = 9


class Chooser(QMenu):
    """A small menu of regions: arrow keys and Enter, or a number key, choose; Esc does nothing.

    Signals: ``chosen(object)`` an :class:`Address`, when one was chosen; ``pointed(object)`` the Address
    that the menu stands on, None when it closes.
    """

    chosen = Signal(object)
    pointed = Signal(object)

    def __init__(self, parent: QWidget, options: Sequence[tuple[str, Address]]) -> None:
        """Offer ``options``, each a full name and what it names, the nearest first."""
        super().__init__(parent)
        self.setAccessibleName(self.tr("Which one do you mean?"))
        self._meant: dict[QAction, Address] = {}
        for number, (name, address) in enumerate(options, 1):
            words = name.replace("&", "&&")
            action = self.addAction(f"&{number}  {words}" if number <= _NUMBERED else f"    {words}")
            self._meant[action] = address
        self.triggered.connect(self._choose)
        self.hovered.connect(self._point)
        if self.actions():
            self.setActiveAction(self.actions()[0])

    def _choose(self, action: QAction) -> None:
        self.chosen.emit(self._meant[action])

    def _point(self, action: QAction) -> None:
        self.pointed.emit(self._meant[action])

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that nothing is pointed at any more."""
        super().hideEvent(event)
        self.pointed.emit(None)


def choose(parent: QWidget, position: QPoint, options: Sequence[tuple[str, Address]]) -> Chooser:
    """Show a chooser at a position on the screen and return at once; connect to its signals.

    The chooser deletes itself when it closes.
    """
    chooser = Chooser(parent, options)
    chooser.aboutToHide.connect(chooser.deleteLater)
    chooser.popup(position)
    return chooser

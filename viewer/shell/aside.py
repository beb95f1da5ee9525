"""Aside: what a set or an exam puts away while it lasts, and the dock that it shows instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QDockWidget, QWidget

from viewer.shell.blood import Memory
from viewer.shell.place import Place
from viewer.widgets.accessible import unheard

if TYPE_CHECKING:
    from viewer.shell.case_window import CaseWindow


class Former(NamedTuple):
    """What was shown before."""

    place: Place
    beside: str
    blood: Memory
    docks: tuple[QDockWidget, ...]


class Aside(QObject):
    """Puts away index, reader, trace, the second plate and what was asked of the blood; gives them back."""

    def __init__(self, window: CaseWindow, name: str, title: str, panel: QWidget) -> None:
        """Make a dock for ``panel``, not shown yet; ``name`` is its own among the docks."""
        super().__init__(window)
        self._window = window
        self._former: Former | None = None
        dock = self.dock = QDockWidget(title, window)
        dock.setObjectName(name)
        dock.setFont(QApplication.font())
        # It goes with what it asks: that is left by a button of its own.
        feature = QDockWidget.DockWidgetFeature
        dock.setFeatures(feature.DockWidgetMovable | feature.DockWidgetFloatable)
        dock.toggleViewAction().setVisible(False)
        dock.setWidget(panel)
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
        dock.hide()

    def _docks(self) -> tuple[QDockWidget, ...]:
        return self._window.index_dock, self._window.reader_dock, self._window.trace_dock

    def hide_docks(self) -> None:
        """Put away what tells about the atlas."""
        for dock in self._docks():
            dock.hide()

    def put_away(self) -> None:
        """Put away what tells about the atlas, or what another case draws; it is remembered once."""
        window = self._window
        if self._former is not None:
            return
        with unheard():
            window.leave_condition()
        window.isolate(False)
        window.plates.light_alone(True)
        shown = tuple(dock for dock in self._docks() if not dock.isHidden())
        self._former = Former(window.place, window.beside, window.blood.memory(), shown)
        width = window.reader_dock.width() if window.reader_dock in shown else window.width() * 3 // 10
        window.beside = ""
        window.blood.put_back(Memory())
        self.hide_docks()
        window.rest_hint(True)
        self.dock.show()
        window.resizeDocks([self.dock], [width], Qt.Orientation.Horizontal)

    def give_back(self, place_too: bool) -> bool:
        """Show the docks again, and the place too if it is still there; False if nothing was put away."""
        former, self._former = self._former, None
        if former is None:
            return False
        window = self._window
        window.plates.light_alone(False)
        self.dock.hide()
        window.rest_hint(False)
        for dock in former.docks:
            dock.show()
        if place_too:
            window.beside = former.beside
            window.blood.put_back(former.blood)
            window.put_back(former.place)
        window.state_changed.emit()
        return True

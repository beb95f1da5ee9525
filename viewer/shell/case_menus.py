"""CaseMenus: the menus of conditions and of variants, made from the atlas when they are looked at."""

from functools import partial
from textwrap import fill

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QMenuBar

from viewer.shell.window import MainWindow

_SHARE = 0.8
"""The words of a menu take at most this part of the screen's width."""

_TIP = 70
"""A line of a tip has at most so many letters: Qt would let it run across the screen."""


class CaseMenus(QObject):
    """Two menus of the menu bar; an atlas without conditions or variants has none for them."""

    def __init__(self, window: MainWindow, bar: QMenuBar) -> None:
        """Add the menus to a menu bar."""
        super().__init__(window)
        self._window = window
        self.variants = bar.addMenu(self.tr("Va&riants"))
        self.conditions = bar.addMenu(self.tr("C&onditions"))
        self.variants.setToolTipsVisible(True)
        self.conditions.setToolTipsVisible(True)
        self.variants.aboutToShow.connect(self.fill_variants)
        self.conditions.aboutToShow.connect(self.fill_conditions)
        window.atlas_shown.connect(self.offer)
        window.discretion.changed.connect(self.offer)

    @Slot()
    def offer(self) -> None:
        """Show the menus that the atlas has something for; they rest while a question is open."""
        for menu in (self.variants, self.conditions):
            menu.setEnabled(not self._window.discretion.is_on)
        self.variants.menuAction().setVisible(bool(self._window.atlas.variants))
        self.conditions.menuAction().setVisible(bool(self._window.atlas.conditions))

    @Slot()
    def fill_conditions(self) -> None:
        """List the conditions; the one that is shown has a mark, and a way out of it."""
        menu, window = self.conditions, self._window
        menu.clear()
        now = window.place.condition
        group = QActionGroup(menu)
        for condition in window.atlas.conditions.values():
            action = self._add(menu, condition.name)
            action.setObjectName(f"condition-{condition.id}")
            action.setCheckable(True)
            action.setChecked(condition.id == now)
            group.addAction(action)
            action.triggered.connect(partial(window.show_condition, condition.id))
        menu.addSeparator()
        leave = menu.addAction(self.tr("&Leave"), window.leave_condition)
        leave.setEnabled(bool(now))

    @Slot()
    def fill_variants(self) -> None:
        """List the variants by their groups; one of each is in force."""
        menu, window = self.variants, self._window
        menu.clear()
        for group in window.atlas.variant_groups.values():
            menu.addSection(self._fitting(menu, group.name))
            self._add_group(menu, group.id)

    def _add(self, menu: QMenu, name: str, told: str = "") -> QAction:
        """Add a name; one that is too wide for the screen is cut, and whole in the tip and below."""
        words = self._fitting(menu, name)
        action = menu.addAction(words.replace("&", "&&"))
        whole = [name] if words != name else []
        action.setStatusTip("".join(whole))
        action.setToolTip("\n".join((*whole, *((told,) if told else ()))) or name)
        return action

    def _fitting(self, menu: QMenu, name: str) -> str:
        most = self._window.screen().availableGeometry().width() * _SHARE
        return menu.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, round(most))

    def _add_group(self, menu: QMenu, group: str) -> None:
        window, choices = self._window, QActionGroup(menu)
        for variant in window.atlas.variants.values():
            if variant.group == group:
                action = self._add(menu, variant.name, fill(variant.statement, _TIP))
                action.setObjectName(f"variant-{variant.id}")
                action.setCheckable(True)
                action.setChecked(variant.id in window.in_force.names)
                choices.addAction(action)
                action.triggered.connect(partial(window.show_variant, variant.id))

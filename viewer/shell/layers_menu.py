"""LayersMenu: show, ghost or hide each layer of the plate."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from viewer.core.structure import Layer
from viewer.shell.settings import LayerState


class LayersMenu(QMenu):
    """One choice of three for each layer of the atlas; what else it holds stands above.

    Signals:
        layer_set(str, str): the reader wants a layer, by its id, in that :class:`LayerState`.
    """

    layer_set = Signal(str, str)

    def __init__(self, title: str, parent: QWidget) -> None:
        """Make an empty menu."""
        super().__init__(title, parent)
        self._choices: dict[tuple[str, LayerState], QAction] = {}
        self._submenus: list[QMenu] = []

    def offer(self, layers: Iterable[Layer]) -> None:
        """List the layers of an atlas."""
        if not self._submenus:
            self.addSeparator()
        for old in self._submenus:
            self.removeAction(old.menuAction())
            old.deleteLater()
        self._choices = {}
        self._submenus = [self._submenu(layer) for layer in layers]

    def show_states(self, states: Mapping[str, LayerState]) -> None:
        """Mark what is on; layers left out are shown. Nothing is reported back."""
        for (layer, state), choice in self._choices.items():
            choice.setChecked(states.get(layer, LayerState.SHOW) is state)

    def _submenu(self, layer: Layer) -> QMenu:
        submenu = self.addMenu(layer.name)
        group = QActionGroup(submenu)
        words = {
            LayerState.SHOW: self.tr("&Show"),
            LayerState.GHOST: self.tr("&Ghost"),
            LayerState.HIDE: self.tr("&Hide"),
        }
        for state, word in words.items():
            choice = group.addAction(word)
            choice.setCheckable(True)
            choice.setData((layer.id, state.value))
            submenu.addAction(choice)
            self._choices[layer.id, state] = choice
        group.triggered.connect(self._report)
        return submenu

    @Slot(QAction)
    def _report(self, choice: QAction) -> None:
        self.layer_set.emit(*choice.data())

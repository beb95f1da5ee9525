"""LayersMenu: show, ghost or hide each layer of the plate."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from viewer.core.structure import Layer
from viewer.shell.settings import LayerState


class LayersMenu(QMenu):
    """One choice of three for each layer of the atlas; what else it holds stands above.

    A layer that is fully shown has a check mark, any other says beside its name how much of it is seen.

    Signals:
        layer_set(str, str): the reader wants a layer, by its id, in that :class:`LayerState`.
    """

    layer_set = Signal(str, str)

    def __init__(self, title: str, parent: QWidget) -> None:
        """Make an empty menu."""
        super().__init__(title, parent)
        self._choices: dict[tuple[str, LayerState], QAction] = {}
        self._submenus: dict[str, QMenu] = {}
        self._names: dict[str, str] = {}
        self._states: Mapping[str, LayerState] = {}

    def offer(self, layers: Iterable[Layer]) -> None:
        """List the layers of an atlas."""
        if not self._submenus:
            self.addSeparator()
        for old in self._submenus.values():
            self.removeAction(old.menuAction())
            old.deleteLater()
        self._choices = {}
        self._names = {layer.id: layer.name for layer in layers}
        self._submenus = {id_: self._submenu(id_, name) for id_, name in self._names.items()}

    def show_states(self, states: Mapping[str, LayerState]) -> None:
        """Mark what is on; layers left out are shown. Nothing is reported back."""
        self._states = states
        words = {
            LayerState.SHOW: self.tr("{layer}"),
            LayerState.GHOST: self.tr("{layer} (ghosted)"),
            LayerState.HIDE: self.tr("{layer} (hidden)"),
        }
        for (layer, state), choice in self._choices.items():
            choice.setChecked(states.get(layer, LayerState.SHOW) is state)
        for layer, submenu in self._submenus.items():
            state = states.get(layer, LayerState.SHOW)
            submenu.setTitle(words[state].format(layer=self._names[layer].replace("&", "&&")))
            submenu.menuAction().setChecked(state is LayerState.SHOW)

    def hidden(self) -> list[str]:
        """Give the names of this atlas's layers that are hidden."""
        return self._named(LayerState.HIDE)

    def left_out(self) -> tuple[int, int]:
        """Tell how many of this atlas's layers are hidden, and how many ghosted."""
        return len(self.hidden()), len(self._named(LayerState.GHOST))

    def _named(self, state: LayerState) -> list[str]:
        return [name for layer, name in self._names.items() if self._states.get(layer) is state]

    def _submenu(self, layer: str, name: str) -> QMenu:
        # Made here and not by addMenu(), so that Python lets go of it when it is deleted.
        submenu = QMenu(name, self)
        self.addMenu(submenu)
        submenu.menuAction().setCheckable(True)
        group = QActionGroup(submenu)
        words = {
            LayerState.SHOW: self.tr("&Show"),
            LayerState.GHOST: self.tr("&Ghost"),
            LayerState.HIDE: self.tr("&Hide"),
        }
        for state, word in words.items():
            choice = group.addAction(word)
            choice.setCheckable(True)
            choice.setData((layer, state.value))
            submenu.addAction(choice)
            self._choices[layer, state] = choice
        group.triggered.connect(self._report)
        return submenu

    @Slot(QAction)
    def _report(self, choice: QAction) -> None:
        self.layer_set.emit(*choice.data())

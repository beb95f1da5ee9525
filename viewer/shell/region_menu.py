"""RegionMenu: what can be done with the region under the pointer, or under the keyboard."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from viewer.core.address import Address
from viewer.core.link import ViewLink
from viewer.core.queries import describe
from viewer.shell.window import MainWindow


class RegionMenu(QObject):
    """Opens a menu where the plate is right-clicked, or the menu key is pressed."""

    def __init__(self, window: MainWindow) -> None:
        """Wait for ``window``'s plate to be asked."""
        super().__init__(window)
        self._window = window
        window.plates.menu_wanted.connect(self.open_at)

    @Slot(object, object, object)
    def open_at(self, address: Address | None, here: Sequence[Address], position: QPoint) -> None:
        """Open the menu for a region, for all that lie there, at a position on the screen."""
        others = [each for each in here if each != address]
        self.menu_for((*([address] if address else []), *others)).popup(position)

    def menu_for(self, here: Sequence[Address]) -> QMenu:
        """Make the menu for what lies at one point, the region that a click would select first."""
        window = self._window
        menu = QMenu(window)
        menu.aboutToHide.connect(menu.deleteLater)
        if not here:
            menu.addAction(self.tr("Whole &plate"), window.plates.fit)
            menu.addAction(self.tr("Select &nothing"), window.clear_selection)
            return menu
        address = here[0]
        menu.addSection(describe(window.atlas, address))
        menu.addAction(self.tr("&Select"), partial(window.pick, address, False))
        menu.addAction(self.tr("&Add to what is selected"), partial(window.pick, address, True))
        menu.addAction(self.tr("Bring &closer"), partial(window.seek, address))
        menu.addAction(self.tr("&Isolate"), partial(self._isolate, address))
        desk = window.trace_desk
        menu.addAction(self.tr("&Trace to the heart"), partial(desk.ask, "heart", address))
        menu.addAction(self.tr("What &drains into it"), partial(desk.ask, "upstream", address))
        desk.offer_blocks(menu, address)
        menu.addAction(self.tr("Show in &index"), partial(self._show_in_index, address))
        menu.addAction(self.tr("Copy &link"), partial(self._copy_link, address))
        if len(here) > 1:
            below = menu.addMenu(self.tr("What &lies here"))
            for each in here:
                below.addAction(describe(window.atlas, each), partial(window.pick, each, False))
        return menu

    def _isolate(self, address: Address) -> None:
        self._window.pick(address, False)
        self._window.isolate(True)

    def _show_in_index(self, address: Address) -> None:
        self._window.index_dock.show()
        self._window.index_panel.point_to((address,))
        self._window.index_panel.setFocus()

    def _copy_link(self, address: Address) -> None:
        place = self._window.place
        zoom, x, y = place.camera or (0.0, 0.0, 0.0)
        link = ViewLink(place.plate, (address,), zoom, x, y, place.level, place.condition)
        QGuiApplication.clipboard().setText(str(link))

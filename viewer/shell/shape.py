"""WindowShape: size, place and docks of the window, and where the reader left off, from start to start."""

from PySide6.QtCore import QByteArray, QSettings, QSize, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow

from viewer.core.address import Address
from viewer.core.errors import AddressError
from viewer.shell.place import Place
from viewer.shell.profile import Profile

_VERSION = 1
"""Counted up when docks or tool bars come or go, so that an old shape is not put on a new window."""
_FIRST_SIZE = QSize(1320, 900)
_SHARES = (19, 30)
"""How much of the window's width index and reader take at the first start, in per cent."""


class WindowShape:
    """Keeps the shape of one window in the profile; Qt knows what that is made of."""

    def __init__(self, window: QMainWindow, docks: tuple[QDockWidget, QDockWidget], profile: Profile) -> None:
        """Take the window with its docks, the index and the reader; ``memory`` is where it is all kept."""
        self._window, self._docks = window, docks
        self.memory = QSettings(str(profile.folder / "window.ini"), QSettings.Format.IniFormat)

    def restore(self, width: int, height: int) -> None:
        """Give the window the shape it had; a ``width`` and ``height`` other than 0 are taken instead."""
        window = self._window
        geometry, docks = self.memory.value("geometry"), self.memory.value("docks")
        if isinstance(geometry, QByteArray):
            window.restoreGeometry(geometry)
        else:
            window.resize(_FIRST_SIZE.boundedTo(window.screen().availableSize() * 0.94))
        if width and height:
            window.resize(width, height)
        if isinstance(docks, QByteArray):
            window.restoreState(docks, _VERSION)
        else:
            widths = [window.width() * share // 100 for share in _SHARES]
            window.resizeDocks(list(self._docks), widths, Qt.Orientation.Horizontal)

    def last_place(self) -> Place:
        """Give plate, part in view and selection as they were left; the plate is "" at the first start."""
        plate, selected = str(self.memory.value("plate", "")), str(self.memory.value("selected", ""))
        try:
            addresses = tuple(Address.parse(word) for word in selected.split())
            zoom, x, y = (float(str(part)) for part in str(self.memory.value("camera", "")).split(" "))
        except (ValueError, AddressError):
            return Place(plate)
        return Place(plate, addresses, camera=(zoom, x, y))

    def keep(self, place: Place) -> None:
        """Remember the window's shape and where the plate is left; it is no fault if that fails."""
        self.memory.setValue("geometry", self._window.saveGeometry())
        self.memory.setValue("docks", self._window.saveState(_VERSION))
        self.memory.setValue("plate", place.plate)
        self.memory.setValue("selected", " ".join(map(str, place.addresses)))
        self.memory.setValue("camera", " ".join(f"{part:g}" for part in place.camera or ()))
        self.memory.sync()

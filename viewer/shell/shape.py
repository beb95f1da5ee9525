"""WindowShape: size, place and docks of the window, and where the reader left off, from start to start."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings, QSize

from viewer.core.address import Address
from viewer.core.errors import AddressError
from viewer.shell.in_force import InForce
from viewer.shell.place import Place

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDockWidget, QMainWindow

    from viewer.core.atlas import Atlas
    from viewer.shell.profile import Profile

_VERSION = 1
"""Counted up when docks or tool bars come or go, so that an old shape is not put on a new window."""
_FILE = "window.ini"
_FORMAT = 1
"""Counted up when an older version would misread what is kept."""
_MOST_BYTES = 1 << 20
_FIRST_SIZE = QSize(1320, 900)
_SHARES = (19, 30)
"""How much of the window's width index and reader take at the first start, in per cent."""


class WindowShape:
    """Keeps the shape of one window in the profile; Qt knows what that is made of."""

    def __init__(self, window: QMainWindow, profile: Profile) -> None:
        """Take the window, which may still be empty; ``memory`` is where it is all kept."""
        self._window = window
        self.memory = _memory(profile)

    def restore(self, width: int, height: int) -> None:
        """Give the window the shape it had; a ``width`` and ``height`` other than 0 are taken instead."""
        window, geometry = self._window, self.memory.value("geometry")
        if not isinstance(geometry, QByteArray) or not window.restoreGeometry(geometry):
            window.resize(_FIRST_SIZE.boundedTo(window.screen().availableSize() * 0.94))
        if width and height:
            window.resize(width, height)

    def restore_docks(self, index: QDockWidget, reader: QDockWidget) -> None:
        """Put the docks where they were, or give them their share of the window at the first start."""
        from PySide6.QtCore import Qt

        window, docks = self._window, self.memory.value("docks")
        if isinstance(docks, QByteArray):
            window.restoreState(docks, _VERSION)
        else:
            widths = [window.width() * share // 100 for share in _SHARES]
            window.resizeDocks([index, reader], widths, Qt.Orientation.Horizontal)

    def last_place(self) -> Place:
        """Give plate, part in view and selection as they were left; the plate is "" at the first start."""
        plate, selected = str(self.memory.value("plate", "")), str(self.memory.value("selected", ""))
        try:
            addresses = tuple(Address.parse(word) for word in selected.split())
            zoom, x, y = (float(str(part)) for part in str(self.memory.value("camera", "")).split(" "))
        except (ValueError, AddressError):
            return Place(plate)
        level = str(self.memory.value("level", ""))
        if not (isfinite(zoom) and isfinite(x) and isfinite(y)):
            return Place(plate, addresses, level=level)
        return Place(plate, addresses, level=level, camera=(zoom, x, y))

    def begin_case(self, atlas: Atlas) -> InForce:
        """Give the case of an atlas as the reader left it: its variants, and which way up plates lie."""
        kept = str(self.memory.value(f"variants-{atlas.id}", "")) if atlas.variants else ""
        in_force = InForce(atlas, kept.split())
        in_force.turned = str(self.memory.value("turned", "")) == "yes"
        return in_force

    @property
    def beside(self) -> str:
        """What was shown on the second plate, "" for none."""
        return str(self.memory.value("beside", ""))

    @property
    def share(self) -> float:
        """The part of the width that the first of two plates had."""
        try:
            return float(str(self.memory.value("share", "0.5")))
        except ValueError:
            return 0.5

    def keep_case(self, atlas: Atlas, in_force: InForce, beside: str, share: float) -> None:
        """Remember variants, the way plates lie and how two share the room; :meth:`keep` writes it all."""
        if atlas.variants:
            self.memory.setValue(f"variants-{atlas.id}", " ".join(sorted(in_force.names)))
        self.memory.setValue("turned", "yes" if in_force.turned else "")
        self.memory.setValue("beside", beside)
        self.memory.setValue("share", f"{share:.3f}")

    def keep(self, place: Place) -> None:
        """Remember the window's shape and where the plate is left; it is no fault if that fails."""
        self.memory.setValue("format", _FORMAT)
        self.memory.setValue("geometry", self._window.saveGeometry())
        self.memory.setValue("docks", self._window.saveState(_VERSION))
        self.memory.setValue("plate", place.plate)
        self.memory.setValue("level", place.level)
        self.memory.setValue("selected", " ".join(map(str, place.addresses)))
        self.memory.setValue("camera", " ".join(f"{part:g}" for part in place.camera or ()))
        self.memory.sync()


def _memory(profile: Profile) -> QSettings:
    """Open what is kept; a damaged file is set aside, and a newer version's is read and never written."""
    file = str(profile.folder / _FILE)
    profile.usable(_FILE, _MOST_BYTES)
    kept = QSettings(file, QSettings.Format.IniFormat)
    if kept.status() is QSettings.Status.FormatError:
        profile.set_aside(_FILE)
        kept.clear()
        return kept
    if not _is_newer(kept):
        return kept
    profile.newer.append(_FILE)
    # No file can lie within a file: what is put here lasts until the end.
    passing = QSettings(f"{file}/unsaved", QSettings.Format.IniFormat)
    for key in kept.allKeys():
        passing.setValue(key, kept.value(key))
    return passing


def _is_newer(kept: QSettings) -> bool:
    form = str(kept.value("format", _FORMAT))
    return form.isdecimal() and int(form[:9]) > _FORMAT

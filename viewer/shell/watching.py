"""AtlasWatch: tells when the files of an atlas folder were changed and have come to rest."""

from pathlib import Path
from time import monotonic

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal, Slot

from viewer.core.files import folder_files

_QUIET_MS = 120
"""How long nothing may change before a save counts as done."""
_LONGEST_S = 1.0
"""After so long of ceaseless change a look is taken all the same."""


class AtlasWatch(QObject):
    """Watches one folder. Editors replace a file by another of its name, so folders are watched too.

    :attr settled: what the atlas is read from is not as it was, and nothing has changed for a moment.
    """

    settled = Signal()

    def __init__(self, parent: QObject) -> None:
        """Watch nothing yet."""
        super().__init__(parent)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._stir)
        self._watcher.directoryChanged.connect(self._stir)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_QUIET_MS)
        self._rest.timeout.connect(self._look)
        self._folder: Path | None = None
        self._seen: list[tuple[str, int, int]] = []
        self._stirred_since = self._last_stir = 0.0

    def watch(self, folder: Path) -> None:
        """Watch a folder instead of the one before; what is there now counts as known."""
        self.leave()
        self._folder = folder
        self._seen = _state(folder)
        self._watch_all()

    def leave(self) -> None:
        """Watch nothing any more."""
        self._rest.stop()
        self._folder = None
        self._forget()

    def quiet_ms(self) -> int:
        """Tell for how long nothing has stirred, in milliseconds."""
        return int((monotonic() - self._last_stir) * 1000)

    def _forget(self) -> None:
        if watched := [*self._watcher.files(), *self._watcher.directories()]:
            self._watcher.removePaths(watched)

    def _watch_all(self) -> None:
        if self._folder is None:
            return
        # The folder above tells when this one goes, is renamed or comes back.
        above = next(each for each in self._folder.parents if each.is_dir())
        if not self._folder.is_dir():
            self._forget()
        folders = [above, self._folder, *self._folder.glob("*/"), *self._folder.glob("*/*/")]
        wanted = {str(each) for each in folders if each.is_dir()}
        wanted |= {str(self._folder / name) for name, _size, _time in self._seen}
        new = wanted - {*self._watcher.files(), *self._watcher.directories()}
        if new:
            self._watcher.addPaths(sorted(new))

    @Slot(str)
    def _stir(self, _path: str) -> None:
        self._last_stir = monotonic()
        if not self._rest.isActive():
            self._stirred_since = self._last_stir
        if self._last_stir - self._stirred_since < _LONGEST_S:
            self._rest.start()

    @Slot()
    def _look(self) -> None:
        if self._folder is None:
            return
        before, self._seen = self._seen, _state(self._folder)
        self._watch_all()
        if before != self._seen:
            self.settled.emit()


def _state(folder: Path) -> list[tuple[str, int, int]]:
    while True:
        try:
            return list(folder_files(folder))
        except FileNotFoundError:
            # A file went between being listed and being looked at: look again.
            continue

"""AtlasReader: reads an atlas folder again and again beside the window, which goes on hearing the reader."""

import gc
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from viewer.core.atlas import Atlas
from viewer.core.errors import ViewerError

if TYPE_CHECKING:
    from viewer.core.kept_plates import KeptPlates

T = TypeVar("T")

_TURN_S = 0.0005
"""How long Python may go on reading while the window waits for its turn; else ten times as long."""


class _Messenger(QObject):
    """Carries what was done from the thread of reading to that of the window."""

    done = Signal(int, object)


class AtlasReader(QObject):
    """Reads one folder; only what was asked for last is told.

    Signals:
        was_read(object): an :class:`Atlas`.
        was_refused(object): the error, a :class:`ViewerError` or OSError.
    """

    was_read = Signal(object)
    was_refused = Signal(object)

    def __init__(self, parent: QObject) -> None:
        """Read nothing yet."""
        super().__init__(parent)
        self._messenger = _Messenger()
        self._messenger.done.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._pool = ThreadPoolExecutor(1, "reading")
        self._number = 0
        self._kept: Future[KeptPlates] | None = None

    def begin(self, folder: Path, atlas: Atlas | None) -> None:
        """Be ready to read a folder, which ``atlas`` was read from just now if it is given."""
        self.abandon()
        self._kept = self._pool.submit(_beside_the_window, partial(_keep_plates, folder, atlas))

    def read(self, folder: Path, language: str) -> None:
        """Read the folder that was begun with; an answer that is still awaited will not be told."""
        assert self._kept is not None
        self.abandon()
        future = self._pool.submit(_beside_the_window, partial(_read, folder, language, self._kept))
        future.add_done_callback(partial(_deliver, self._messenger, self._number))

    def abandon(self) -> None:
        """Tell nothing of what is being read."""
        self._number += 1

    def end(self) -> None:
        """Read nothing any more; what is being read ends by itself, unheard."""
        self.abandon()
        self._pool.shutdown(wait=False, cancel_futures=True)

    @Slot(int, object)
    def _tell(self, number: int, future: "Future[Atlas]") -> None:
        if number != self._number:
            return
        try:
            atlas = future.result()
        except (ViewerError, OSError) as error:
            self.was_refused.emit(error)
        else:
            self.was_read.emit(atlas)


def _deliver(messenger: _Messenger, number: int, future: "Future[Atlas]") -> None:
    if not future.cancelled():
        messenger.done.emit(number, future)


def _keep_plates(folder: Path, atlas: Atlas | None) -> "KeptPlates":
    from viewer.core.kept_plates import KeptPlates

    kept = KeptPlates()
    if atlas is not None:
        kept.keep(atlas, folder)
    return kept


def _read(folder: Path, language: str, kept: "Future[KeptPlates]") -> Atlas:
    from viewer.core.loading import load_atlas

    return load_atlas(folder, language, kept.result().read)


def _beside_the_window(work: Callable[[], T]) -> T:
    """Read in short turns, and spare the window the search for rubbish in all that was read.

    What is read goes when nobody holds it; searching it would leave the window deaf for a tenth of a second.
    """
    usual = sys.getswitchinterval()
    sys.setswitchinterval(_TURN_S)
    gc.disable()
    try:
        return work()
    finally:
        gc.freeze()
        gc.enable()
        sys.setswitchinterval(usual)

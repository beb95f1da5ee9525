"""StudyDesk: what a reader makes and remembers, opened when it is first wanted, closed with the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal, Slot

from viewer.widgets.later import Hearing

if TYPE_CHECKING:
    from datetime import datetime

    from viewer.core.material import Material
    from viewer.core.study import StudyStore
    from viewer.core.study_data import StudyError
    from viewer.shell.case_window import CaseWindow


def _now() -> datetime:
    from viewer.core.local_time import local_now

    return local_now()


class StudyDesk(QObject):
    """Owns the store of one window.

    Signals:
        changed(): answers, notes, bookmarks or marked passages are others now.
        saving_wanted(): the reader wants what cannot be kept to be saved elsewhere.
    """

    changed = Signal()
    saving_wanted = Signal()

    def __init__(self, window: CaseWindow) -> None:
        """Open nothing yet."""
        super().__init__(window)
        self._window = window
        self.clock: Callable[[], datetime] = _now
        self.may_close: Callable[[], bool] = lambda: True
        self._store: StudyStore | None = None
        self._refused = False
        self._told = ""
        self._unkept = False
        self.changed.connect(self._tell_kept)
        window.closed.connect(self.close)

    # The store

    @property
    def is_open(self) -> bool:
        """Tell whether the store was wanted already."""
        return self._store is not None

    @property
    def exists(self) -> bool:
        """Tell whether the reader has ever made anything, without opening it."""
        return self.is_open or (self._window.profile.folder / "study.sqlite").exists()

    @property
    def store(self) -> StudyStore | None:
        """The store, opened when first wanted; None where a newer version wrote it, which is told once."""
        if self._store is None and not self._refused:
            from viewer.core.study import StudyStore
            from viewer.core.study_data import StudyTooNew

            try:
                self._store = StudyStore(self._window.profile.folder, self._tell, self.clock)
            except StudyTooNew as error:
                self._refused = True
                self._tell(error)
            else:
                Hearing(self._window, self._hear)
        return self._store

    def _hear(self, event: QEvent) -> bool:
        """Renew what is shown when the reader comes back; keep a window open that would lose notes."""
        if event.type() == QEvent.Type.WindowActivate and self._store is not None:
            written = self._unkept and self._store.keep()
            if self._store.changed_elsewhere() or written:
                self.changed.emit()
        elif event.type() == QEvent.Type.Close and not self.may_close():
            event.ignore()
            return True
        return False

    def _tell(self, error: StudyError) -> None:
        from viewer.core.study_data import StudyUnkept

        self._told, act = str(error), None
        if isinstance(error, StudyUnkept):
            self._unkept, act = True, (self.tr("&Save Elsewhere…"), self.saving_wanted.emit)
        self._window.message_bar.tell(self._told, kind="warning", act=act)

    @Slot()
    def _tell_kept(self) -> None:
        """Say that all is well again, once the disk has taken what it refused before."""
        if self._unkept and self._store is not None and self._store.is_kept:
            self._unkept = False
            self._told = self.tr("Your answers and notes are all written now.")
            self._window.message_bar.tell(self._told)

    @property
    def would_lose(self) -> bool:
        """Tell whether closing now would lose anything of the reader's; the disk is tried once more."""
        return self._unkept and self._store is not None and not self._store.keep() and self._store.would_lose

    def clear_bar(self) -> None:
        """Take away what the message bar says, since it may name things; not what the store has told."""
        if self._window.message_bar.text != self._told:
            self._window.message_bar.dismiss()

    @Slot()
    def close(self) -> None:
        """Write what is left to write, and close the store."""
        if self._store is not None:
            self._store.close()
            self._store = None
            self._refused = True

    def material(self) -> Material:
        """Give what may be asked now: the atlas as its variants and layers are shown, in health."""
        from viewer.core.material import Material

        window = self._window
        return Material(window.atlas, window.in_force.showing(), window.plate_view.hidden_layers())

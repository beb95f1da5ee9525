"""Following: what begins when the start is over: remembering what is opened, drops, an author's changes."""

from PySide6.QtCore import QObject, Qt, QTimer, Slot

from viewer.shell.window import MainWindow

_NOTES_AFTER_MS = 1200
"""Reading what the reader made is not to delay the first click."""


class Following(QObject):
    """Follows the files of the atlas that a window shows."""

    def __init__(self, window: MainWindow) -> None:
        """Do nothing yet: no first picture needs it."""
        super().__init__(window)
        self._window = window

    @Slot()
    def begin(self) -> None:
        """From now on remember what is opened, take what is dropped, and show what an author saves."""
        from viewer.shell.dropping import DropTarget
        from viewer.shell.leaving import Leaving
        from viewer.shell.live import LiveAtlas
        from viewer.shell.unkept import Unkept

        LiveAtlas(self._window)
        Leaving(self._window)
        Unkept(self._window)
        DropTarget(self._window)
        self._window.atlas_shown.connect(self._remember)
        self._window.search_box.kept_chosen.connect(self._show_kept)
        QTimer.singleShot(_NOTES_AFTER_MS, self, self._show_notes)
        self._remember()
        if self._window.unread is not None:
            bar = self._window.message_bar
            self._window.tell_unread(*self._window.unread, also="" if bar.will_go else bar.text)

    @Slot()
    def _show_notes(self) -> None:
        """Show notes and marks, and find them, once there are any; until then nothing is opened for them."""
        window = self._window
        if window.study.exists and window.study.store is not None:
            window.search_box.finder = window.notes.find
        else:
            window.study.changed.connect(self._show_notes, Qt.ConnectionType.SingleShotConnection)

    @Slot(str, str)
    def _show_kept(self, kind: str, key: str) -> None:
        from viewer.shell.study_acts import show_kept

        show_kept(self._window, kind, key)

    @Slot()
    def _remember(self) -> None:
        source = self._window.source
        if source is not None:
            self._window.recent.remember(source.path)

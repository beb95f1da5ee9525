"""Following: what begins when the start is over: remembering what is opened, drops, an author's changes."""

from PySide6.QtCore import QObject, Slot

from viewer.shell.window import MainWindow


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

        LiveAtlas(self._window)
        Leaving(self._window)
        DropTarget(self._window)
        self._window.atlas_shown.connect(self._remember)
        self._remember()
        if self._window.unread is not None:
            bar = self._window.message_bar
            self._window.tell_unread(*self._window.unread, also="" if bar.will_go else bar.text)

    @Slot()
    def _remember(self) -> None:
        source = self._window.source
        if source is not None:
            self._window.recent.remember(source.path)

"""Leaving: where the system ends the program, e.g. at the end of a session, it closes as by hand."""

from __future__ import annotations

import os
import signal
import sys

from PySide6.QtCore import QObject, QSocketNotifier, Slot
from PySide6.QtWidgets import QApplication

from viewer.shell.window import MainWindow


class Leaving(QObject):
    """Closes the windows when the process is told to end, so that where the reader was is kept."""

    def __init__(self, window: MainWindow) -> None:
        """Listen until the window is closed; where signals cannot be heard, nothing changes."""
        super().__init__(window)
        if sys.platform == "win32":
            return
        # Python does what a signal asks only when it runs, and while the reader rests it does not.
        self._heard, self._told = os.pipe()
        os.set_blocking(self._heard, False)
        os.set_blocking(self._told, False)
        self._notifier = QSocketNotifier(self._heard, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._leave)
        signal.set_wakeup_fd(self._told, warn_on_full_buffer=False)
        signal.signal(signal.SIGTERM, lambda *_: None)
        window.closed.connect(self._listen_no_more)

    @Slot()
    def _leave(self) -> None:
        told = os.read(self._heard, 64)
        if signal.SIGTERM in told:
            # Who asks twice is in earnest.
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            QApplication.quit()

    @Slot()
    def _listen_no_more(self) -> None:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        self._notifier.setEnabled(False)
        os.close(self._heard)
        os.close(self._told)

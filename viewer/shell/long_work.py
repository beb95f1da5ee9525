"""LongWork: work of some seconds, done a part at a time: one sees how far it is, and can stop it."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QProgressBar, QProgressDialog, QWidget

from viewer.core.errors import Stopped

_PATIENCE = 500
"""Milliseconds: what is done sooner shows nothing."""


class LongWork(QProgressDialog):
    """Shows how far a work is, and keeps all else from being used while it lasts, but for Cancel.

    It is used in a ``with``, in the thread of the window.
    """

    def __init__(self, title: str, words: str, window: QWidget) -> None:
        """Begin: ``words`` say what is being done."""
        tr = QCoreApplication.translate
        super().__init__(words, tr("LongWork", "Cancel"), 0, 0, window)
        self.setWindowTitle(title)
        bar = QProgressBar(self)
        # A space before the sign, as everywhere in the program.
        bar.setFormat(tr("LongWork", "%p %"))
        self.setBar(bar)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumDuration(_PATIENCE)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 48)
        self.setAutoReset(False)
        self.setAutoClose(False)

    def __enter__(self) -> "LongWork":
        """Show by the pointer that there is work, and that a click on Cancel is taken all the same."""
        QGuiApplication.changeOverrideCursor(Qt.CursorShape.BusyCursor)
        return self

    def __exit__(self, *_: object) -> None:
        """Take the dialog away, whatever came of the work."""
        self.close()
        self.deleteLater()

    def reach(self, done: int, parts: int) -> None:
        """Show that so many parts of all are done, and let the window be painted.

        :raises Stopped: if the reader has cancelled.
        """
        self.setMaximum(parts)
        self.setValue(done)
        if self.wasCanceled():
            raise Stopped(QCoreApplication.translate("LongWork", "Stopped: nothing was written."))

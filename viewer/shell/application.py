"""The one QApplication: its name, its style, and what is said when Qt cannot start."""

import os
import sys

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from viewer.shell.environment import hear_while_starting, require_window

NAME = "Spinal Vein Viewer"


def make_application() -> QApplication:
    """Give the application, made if there is none yet.

    Where Qt would find no window system it is not asked: it would end the process.

    :raises NoWindowError: with one sentence that says what is missing and what mends it.
    """
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    # Qt would share even the gradient of a scroll bar among threads, and then wait for the last of them:
    # a repaint of text and its bar takes a third of the time without, and never waits for a busy core.
    os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")
    told = require_window()
    before = qInstallMessageHandler(hear_while_starting)
    application = QApplication([*sys.argv[:1], *told])
    qInstallMessageHandler(before)
    application.setApplicationName("spinal-vein-viewer")
    application.setApplicationDisplayName(NAME)
    application.setDesktopFileName("spinal-vein-viewer")
    application.setStyle("Fusion")
    return application


def hush_offscreen() -> None:
    """Keep back what the platform without a display says of itself; all else is still said."""

    def hear(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        if "propagateSizeHints" not in message:
            sys.stderr.write(f"{message}\n")

    qInstallMessageHandler(hear)

"""The one QApplication: its name, its style, and what is said when Qt cannot start."""

import os
import sys

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from viewer.widgets.accessible import install_accessibility

NAME = "Spinal Vein Viewer"


def make_application() -> QApplication:
    """Give the application, made if there is none yet.

    Where Qt finds no window system it ends the process; one sentence then says why and what mends it.
    """
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    # Qt would share even the gradient of a scroll bar among threads, and then wait for the last of them:
    # a repaint of text and its bar takes a third of the time without, and never waits for a busy core.
    os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")
    before = qInstallMessageHandler(_hear_while_starting)
    application = QApplication(sys.argv[:1])
    qInstallMessageHandler(before)
    application.setApplicationName("spinal-vein-viewer")
    application.setApplicationDisplayName(NAME)
    application.setDesktopFileName("spinal-vein-viewer")
    application.setStyle("Fusion")
    install_accessibility()
    return application


def hush_offscreen() -> None:
    """Keep back what the platform without a display says of itself; all else is still said."""

    def hear(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        if "propagateSizeHints" not in message:
            sys.stderr.write(f"{message}\n")

    qInstallMessageHandler(hear)


def _hear_while_starting(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    if kind == QtMsgType.QtFatalMsg:
        from viewer.shell.environment import reason_for_no_window

        reason = reason_for_no_window() or message
        sys.stderr.write(
            f"{reason} To draw the window into a picture: spinal-vein-viewer --snapshot FILE.png\n"
        )
        sys.stderr.flush()
        # Qt aborts when this returns; there is nothing to clean up yet.
        os._exit(1)

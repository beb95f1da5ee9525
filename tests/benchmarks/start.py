"""A process that opens a window, says when it is painted, and how much memory it then holds.

``python start.py bare`` opens the reference: PySide6 with an empty QGraphicsView and a one-line
QTextBrowser. ``python start.py viewer`` opens the program through its real main() and says so when all its
parts are there and answer, whatever was seen before; ``afresh`` does the same with no first picture kept.
All end after that.
"""

import os
import sys
from pathlib import Path


def memory() -> int:
    """Give the proportional share of memory of this process, in KiB; 0 where the system does not tell."""
    try:
        lines = Path("/proc/self/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def tell() -> None:
    """Say that the picture is there; the one who started us notes the time."""
    sys.stdout.write("painted\n")
    sys.stdout.flush()
    sys.stdout.write(f"{memory()}\n")
    sys.stdout.flush()


def bare() -> None:
    """Open the reference."""
    from PySide6.QtWidgets import QApplication, QGraphicsScene, QGraphicsView, QMainWindow, QTextBrowser

    application = QApplication(sys.argv[:1])
    application.setStyle("Fusion")
    window = QMainWindow()
    scene = QGraphicsScene()
    window.setCentralWidget(QGraphicsView(scene))
    text = QTextBrowser()
    text.setPlainText("One line.")
    window.statusBar().addWidget(text)
    window.resize(1320, 900)
    window.show()
    handle = window.windowHandle()
    while not (handle and handle.isExposed()):
        application.processEvents()
    application.processEvents()
    tell()


def viewer() -> None:
    """Open the program; its event loop is taken over only to see when all is painted."""
    from viewer.shell import app

    def run_until_painted() -> int:
        from PySide6.QtWidgets import QApplication

        from viewer.shell.window import MainWindow

        window = next(each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow))
        handle = window.windowHandle()
        while not (handle and handle.isExposed() and window.plate_view.is_settled()):
            QApplication.processEvents()
        QApplication.processEvents()
        tell()
        # As a reader does: what the next start shows at once is kept then.
        window.close()
        return 0

    # Qt's own class is replaced as late as it is loaded, so that the start is the real one.
    import PySide6.QtWidgets

    PySide6.QtWidgets.QApplication.exec = staticmethod(run_until_painted)  # type: ignore[method-assign]
    app.main([])


def afresh() -> None:
    """Open the program as if no first picture had been kept."""
    Path(os.environ["XDG_CACHE_HOME"], "spinal-vein-viewer", "first-picture").unlink(missing_ok=True)
    viewer()


if __name__ == "__main__":
    {"bare": bare, "viewer": viewer, "afresh": afresh}[sys.argv[1]]()

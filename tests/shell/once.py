"""One start of the program with its own process: ``once.py FOLDER [ACT]``.

What is seen before the parts of the window are made is kept in FOLDER as early.png, what is seen in the end
as late.png. ACT is Python with ``window`` in it, done before the window is closed as a reader closes it.
"""

import sys
from pathlib import Path

import PySide6.QtWidgets
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

import viewer.shell.opening
from viewer.shell import app
from viewer.shell.application import hush_offscreen
from viewer.shell.window import MainWindow

folder = Path(sys.argv[1])
make_window = viewer.shell.opening.make_window


def look_and_make(*arguments: object, **named: object) -> MainWindow:
    """Look at the window as it is before its parts are made."""
    window = named.get("window")
    hidden = Qt.WidgetAttribute.WA_DontShowOnScreen
    if isinstance(window, MainWindow) and not window.testAttribute(hidden):
        window.grab().save(str(folder / "early.png"))
    return make_window(*arguments, **named)  # type: ignore[arg-type]


def settle(window: MainWindow) -> None:
    """Wait until all is done."""
    for _ in range(3):
        QApplication.processEvents()
        window.settle()


def look_and_close() -> int:
    """Look at the window when all is done, act and close it."""
    window = next(
        each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow) and each.isVisible()
    )
    settle(window)
    window.grab().save(str(folder / "late.png"))
    exec("".join(sys.argv[2:]), {"window": window})
    settle(window)
    window.close()
    return 0


hush_offscreen()
viewer.shell.opening.make_window = look_and_make
PySide6.QtWidgets.QApplication.exec = staticmethod(look_and_close)  # type: ignore[method-assign]
sys.exit(app.main(["--profile", str(folder)]))

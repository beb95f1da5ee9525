"""What a start may not cost: PySide's classes of every widget and event there is, which no picture needs."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

_PROGRAM = """
import sys
import PySide6.QtGui
import PySide6.QtWidgets
from PySide6.QtCore import QTimer
from viewer.shell import app
from viewer.shell.window import MainWindow
from viewer.widgets import later

seen = []

class Seen(MainWindow):
    def showEvent(self, event):
        super().showEvent(event)
        seen.append(self)

def look_on():
    window = seen[0]
    while not (window.windowHandle().isExposed() and window.plate_view.is_settled()):
        PySide6.QtWidgets.QApplication.processEvents()
    made = [*vars(PySide6.QtWidgets), *vars(PySide6.QtGui)]
    print("made", *made)
    later.catch_up()
    return 0

import viewer.shell.opening
viewer.shell.opening.MainWindow = Seen
app._AFTER_FIRST_PICTURE_MS = 60_000
PySide6.QtWidgets.QApplication.exec = staticmethod(look_on)
sys.exit(app.main(["--profile", sys.argv[1]]))
"""


def test_the_first_picture_needs_no_class_of_every_widget_and_event(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _PROGRAM, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    made = next(line.split() for line in done.stdout.splitlines() if line.startswith("made "))
    assert "QMainWindow" in made and "QPainter" in made
    strange = {"QCalendarWidget", "QMdiArea", "QFileDialog", "QTabletEvent", "QDropEvent"} & set(made)
    assert not strange, f"{strange}: see viewer.widgets.later"

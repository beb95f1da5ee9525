"""What a start may not cost: PySide's classes of every widget and event there is, which no picture needs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

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
    print("loaded", *sys.modules)
    later.catch_up()
    return 0

import viewer.shell.opening
viewer.shell.opening.MainWindow = Seen
app._AFTER_FIRST_PICTURE_MS = 60_000
PySide6.QtWidgets.QApplication.exec = staticmethod(look_on)
sys.exit(app.main([]))
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """What was there with the first picture of a start that finds the atlas prepared."""
    home = tmp_path_factory.mktemp("home")
    environment = {**os.environ, **{f"XDG_{kind}_HOME": str(home / kind) for kind in ("CONFIG", "CACHE")}}
    command = [sys.executable, "-c", _PROGRAM]
    for _ in range(2):
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
    lines = (line.split() for line in done.stdout.splitlines())
    return {words[0]: set(words) for words in lines if words}


def test_the_first_picture_needs_no_class_of_every_widget_and_event(told: dict[str, set[str]]) -> None:
    made = told["made"]
    assert "QMainWindow" in made and "QPainter" in made
    strange = {"QCalendarWidget", "QMdiArea", "QFileDialog", "QTabletEvent", "QDropEvent"} & made
    assert not strange, f"{strange}: see viewer.widgets.later"


def test_the_first_picture_needs_no_data_classes(told: dict[str, set[str]]) -> None:
    # They take half a megabyte, and each class of theirs is compiled anew at every start.
    assert not told["loaded"] & {"dataclasses", "viewer.core.loading", "sqlite3"}

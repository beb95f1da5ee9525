"""What must hold whatever happens: no lost references, no network, no traceback, a window that stays."""

import subprocess
import sys
from pathlib import Path

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from viewer.shell.crash import CrashReporter
from viewer.shell.profile import Profile

ROOT = Path(__file__).parents[2]


def test_calls_that_return_nothing_keep_none_alive(qtbot: QtBot) -> None:
    """PySide6 6.12.0 on Python 3.11 loses one reference to None a call, and the process dies in the end."""
    label = QLabel()
    qtbot.addWidget(label)
    label.setText("warm")
    before = sys.getrefcount(None)
    for _ in range(300):
        label.setText("anything")
    assert sys.getrefcount(None) > before - 100


def test_no_socket_of_the_internet_is_opened(tmp_path: Path) -> None:
    program = """
import sys
def watch(event, arguments):
    if event.startswith("socket.") and event not in ("socket.gethostname",):
        print("NETWORK", event, arguments, flush=True)
sys.addaudithook(watch)
from viewer.shell.app import main
sys.exit(main(sys.argv[1:]))
"""
    file = tmp_path / "window.png"
    arguments = ["--snapshot", str(file), "--profile", str(tmp_path), "--select", "pial-venous-plexus"]
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, cwd=ROOT, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert "NETWORK" not in done.stdout
    assert file.exists()


def test_no_module_that_speaks_to_the_network_is_loaded(tmp_path: Path) -> None:
    program = """
import sys
from viewer.shell.app import main
code = main(sys.argv[1:])
print(sorted({"socket", "ssl", "http.client", "urllib.request", "PySide6.QtNetwork"} & set(sys.modules)))
sys.exit(code)
"""
    arguments = ["--snapshot", str(tmp_path / "window.png"), "--profile", str(tmp_path)]
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, cwd=ROOT, timeout=120
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_fault_is_kept_and_told_once_however_often_it_comes(tmp_path: Path) -> None:
    told: list[tuple[str, str]] = []

    def tell(report: str, kept: str) -> None:
        told.append((report, kept))
        fail(reporter)

    def fail(hook: CrashReporter) -> None:
        try:
            raise ZeroDivisionError("by nought")
        except ZeroDivisionError as error:
            hook(type(error), error, error.__traceback__)

    reporter = CrashReporter(Profile.within(tmp_path), tell)
    fail(reporter)
    fail(reporter)
    assert len(told) == 1
    report, kept = told[0]
    assert "by nought" in report
    assert Path(kept).read_text("utf-8") == report
    assert len(list(tmp_path.glob("crash-*.txt"))) == 1
    reporter(ValueError, ValueError("another"), None)
    assert len(told) == 2


def test_a_report_is_told_where_it_cannot_be_kept(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    told: list[str] = []
    reporter = CrashReporter(Profile.within(tmp_path / "taken"), lambda report, kept: told.append(kept))
    reporter(ValueError, ValueError("x"), None)
    assert told == [""]

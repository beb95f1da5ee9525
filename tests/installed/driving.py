"""What a reader does with the open window, and how it ends."""

import subprocess
from pathlib import Path

from tests.installed.machine import PACKAGE, Machine
from tests.installed.screen import Screen
from tests.installed.waiting import wait_for

TITLE = "Veins of the dorsal spinal cord – Spinal Vein Viewer"


def find_and_open(screen: Screen, words: str) -> None:
    """Search for a structure by some of its name and choose the first that is found."""
    screen.wait_till_still()
    before = screen.look()
    screen.press("ctrl+k")
    screen.type(words)
    screen.wait_till_still()
    screen.press("Return")
    screen.wait_till_still()
    assert screen.look() != before


def close(screen: Screen, process: "subprocess.Popen[str]") -> None:
    """Close the window by its key; the program must end well and have had nothing to complain of."""
    screen.press("ctrl+q")
    _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (0, "")


def close_what_a_desktop_started(screen: Screen, machine: Machine, window: str) -> None:
    """Close a window whose program is not our child, and wait until it is gone."""
    process = screen.process(window)
    assert process in machine.processes()
    screen.press("ctrl+q")
    wait_for(lambda: process not in machine.processes(), "the program to end")


def selected(home: Path) -> str:
    """Give what was selected when the window was closed, as the profile keeps it."""
    kept = (home / ".config" / PACKAGE / "window.ini").read_text("utf-8")
    return next(line.partition("=")[2] for line in kept.splitlines() if line.startswith("selected="))

"""A screen of our own with a window manager, and hands and eyes on it: xdotool, and pictures."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.installed.waiting import wait_for


class Box(NamedTuple):
    """A rectangle on the screen, in pixels."""

    x: int
    y: int
    width: int
    height: int


class Screen:
    """A screen by the name of its display."""

    def __init__(self, display: str) -> None:
        """Take the display that is there."""
        self.display = display

    def _tool(self, *command: str) -> str:
        done = subprocess.run(
            command, env={**os.environ, "DISPLAY": self.display}, capture_output=True, text=True, timeout=30
        )
        return done.stdout

    def windows(self, of: str) -> list[str]:
        """Give the windows in sight whose class is this."""
        return self._tool("xdotool", "search", "--onlyvisible", "--class", of).split()

    def title(self, window: str) -> str:
        """Give what stands in the window's title bar."""
        return self._tool("xdotool", "getwindowname", window).strip()

    def process(self, window: str) -> int:
        """Give the process that the window belongs to."""
        return int(self._tool("xdotool", "getwindowpid", window))

    def wait_for_window(self, of: str, title: str = "", seconds: float = 60) -> str:
        """Wait for a window of this class, with these words in its title, and give it once it is active."""

        def found() -> str:
            return next((window for window in self.windows(of) if title in self.title(window)), "")

        window = wait_for(found, f"a window of {of} with “{title}” in its title", seconds)
        self._tool("xdotool", "windowactivate", "--sync", window)
        return window

    def wait_till_still(self) -> None:
        """Wait until the screen shows twice the same: everything that was to be drawn is drawn."""
        seen = [b""]

        def still() -> bool:
            seen.append(self.look())
            return seen[-1] == seen[-2]

        wait_for(still, "the screen to come to rest")

    def inside(self, window: str) -> Box:
        """Give the window's rectangle on the screen, without its frame."""
        told = dict(
            line.split("=", 1)
            for line in self._tool("xdotool", "getwindowgeometry", "--shell", window).splitlines()
        )
        return Box(*(int(told[name]) for name in ("X", "Y", "WIDTH", "HEIGHT")))

    def is_managed(self) -> bool:
        """Tell whether a window manager is there."""
        return "window id" in self._tool("xprop", "-root", "_NET_SUPPORTING_WM_CHECK")

    def press(self, *keys: str) -> None:
        """Press keys, each a combination in xdotool's words, in the active window."""
        self._tool("xdotool", "key", "--delay", "40", *keys)

    def type(self, text: str) -> None:
        """Type a text into the active window."""
        self._tool("xdotool", "type", "--delay", "30", text)

    def click(self, x: int, y: int) -> None:
        """Click once at a place of the screen."""
        self._tool("xdotool", "mousemove", "--sync", str(x), str(y), "click", "1")

    def double_click(self, x: int, y: int) -> None:
        """Click twice at a place of the screen."""
        self._tool("xdotool", "mousemove", "--sync", str(x), str(y))
        self._tool("xdotool", "click", "--repeat", "2", "--delay", "90", "1")

    def look(self) -> bytes:
        """Give what the screen shows, as a picture without compression."""
        done = subprocess.run(
            ["import", "-window", "root", "-silent", "ppm:-"],
            env={**os.environ, "DISPLAY": self.display},
            capture_output=True,
            timeout=30,
        )
        return done.stdout

    def keep_picture(self, file: Path) -> None:
        """Write what the screen shows to a file."""
        file.parent.mkdir(parents=True, exist_ok=True)
        self._tool("import", "-window", "root", "-silent", str(file))


def changed_box(before: bytes, after: bytes, within: Box) -> Box | None:
    """Give the rectangle, in pixels of the screen, that holds all that differs between two pictures."""
    (first, size), (second, _) = _rows(before), _rows(after)
    rows, columns = [], set()
    for y in range(within.y, within.y + within.height):
        old, new = first[y], second[y]
        if old == new:
            continue
        span = range(within.x, within.x + within.width)
        changed = {x for x in span if old[size * x : size * (x + 1)] != new[size * x : size * (x + 1)]}
        if changed:
            rows.append(y)
            columns |= changed
    if not columns:
        return None
    left, top = min(columns), min(rows)
    return Box(left, top, max(columns) - left + 1, max(rows) - top + 1)


def _rows(picture: bytes) -> tuple[list[bytes], int]:
    """Give the rows of a picture, and the bytes of one pixel."""
    kind, size, brightest, pixels = picture.split(b"\n", 3)
    assert kind == b"P6"
    width, pixel = int(size.split()[0]), 3 if brightest == b"255" else 6
    return [pixels[at : at + pixel * width] for at in range(0, len(pixels), pixel * width)], pixel


@contextmanager
def new_screen() -> Iterator[Screen]:
    """Give a screen of our own while the block lasts."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x900x24", "-nolisten", "tcp", "-ac"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as told:
            display = f":{told.readline().strip()}"
        manager = subprocess.Popen(
            ["openbox"], env={**os.environ, "DISPLAY": display}, stderr=subprocess.DEVNULL
        )
        screen = Screen(display)
        try:
            wait_for(screen.is_managed, "the window manager")
            yield screen
        finally:
            manager.terminate()
            manager.wait(20)
    finally:
        server.terminate()
        server.wait(20)

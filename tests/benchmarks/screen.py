"""A screen of our own, whose picture is read from a file: the same look from outside at any program.

A program has its full picture when the last change of the screen is past that is larger than a blinking
caret. What follows is only asked of the screen, never of the program.
"""

import mmap
import os
import shutil
import struct
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

SIZE = 1600, 1000
QUIET = 0.8
"""Nothing may change for so many seconds before a picture counts as full."""

_EVERY = 0.003
_ROWS = 4
_CARET = 400
"""What changes on fewer pixels than this is a caret, or the like."""

_PATIENCE = 40.0
_DESKTOP = """<openbox_config xmlns="http://openbox.org/3.4/rc">
<focus><focusNew>yes</focusNew></focus><theme><name>Clearlooks</name><animateIconify>no</animateIconify></theme>
</openbox_config>
"""


class Seen(NamedTuple):
    """When, in seconds since the start, something showed first, and when the picture was full."""

    first: float
    full: float


class Screen:
    """The picture of a screen, watched row by row."""

    def __init__(self, framebuffer: Path) -> None:
        """Map the file that the X server draws in: a header as of xwd, then the pixels."""
        with framebuffer.open("rb") as file:
            self._memory = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        head = struct.unpack(">25I", self._memory[:100])
        header, width, height, line, colours = head[0], head[4], head[5], head[12], head[19]
        first = header + 12 * colours
        self._rows = [
            slice(first + line * row, first + line * row + 4 * width) for row in range(0, height, _ROWS)
        ]

    def picture(self) -> list[bytes]:
        """Give every fourth row of the screen."""
        return [self._memory[row] for row in self._rows]

    def watch(self, began: float, alive: subprocess.Popen[bytes]) -> Seen:
        """Wait until the picture is full; say when that was.

        :raises RuntimeError: if the program ends, or shows nothing, or never comes to rest.
        """
        before, first, last = self.picture(), 0.0, 0.0
        while True:
            time.sleep(_EVERY)  # a look takes a millisecond, and the program needs the processor
            now, seen = time.perf_counter(), self.picture()
            if seen != before:
                if _changed(before, seen) > _CARET:
                    last = now
                    first = first or now
                before = seen
            if first and now - last > QUIET:
                return Seen(first - began, last - began)
            if now - began > _PATIENCE or (alive.poll() is not None and not first):
                raise RuntimeError("no picture came to rest")


def _changed(before: list[bytes], after: list[bytes]) -> int:
    """Give about how many pixels lie in the upright rectangle round everything that changed."""
    rows = [i for i, (one, other) in enumerate(zip(before, after, strict=True)) if one != other]
    left = min(_first_difference(before[i], after[i]) for i in rows)
    right = max(len(before[i]) - _first_difference(before[i][::-1], after[i][::-1]) for i in rows)
    return (rows[-1] - rows[0] + 1) * _ROWS * (right - left) // 4


def _first_difference(one: bytes, other: bytes) -> int:
    low, high = 0, len(one)
    while low < high:
        middle = (low + high) // 2
        if one[: middle + 1] == other[: middle + 1]:
            low = middle + 1
        else:
            high = middle
    return low


@contextmanager
def desktop() -> Iterator[tuple[Screen, dict[str, str]]]:
    """Give a screen with a window manager and a session bus, and the environment that leads there."""
    with tempfile.TemporaryDirectory(prefix="first-minute-") as name:
        folder, servers = Path(name), []
        environment = {
            key: value
            for key, value in os.environ.items()
            if not key.startswith(("QT_", "XDG_", "PYTHON", "DBUS_")) and key != "WAYLAND_DISPLAY"
        }
        try:
            number = _serve(
                servers, ["Xvfb", "-displayfd", "1", "-screen", "0", "{}x{}x24".format(*SIZE), "-fbdir", name]
            )
            environment |= {"DISPLAY": f":{number}", "LANG": "C.UTF-8", "HOME": name}
            bus = _serve(servers, ["dbus-daemon", "--session", "--nofork", "--print-address"], environment)
            environment["DBUS_SESSION_BUS_ADDRESS"] = bus
            (folder / "rc.xml").write_text(_DESKTOP, "utf-8")
            call = ["openbox", "--sm-disable", "--config-file", str(folder / "rc.xml")]
            servers.append(subprocess.Popen(call, env=environment, stderr=subprocess.DEVNULL))
            yield Screen(folder / "Xvfb_screen0"), environment
        finally:
            for server in reversed(servers):
                server.terminate()
                server.wait()


def _serve(
    servers: list[subprocess.Popen[bytes]], call: list[str], environment: dict[str, str] | None = None
) -> str:
    """Start a server and give the line in which it says where it is found."""
    server = subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment)
    servers.append(server)
    assert server.stdout is not None
    return server.stdout.readline().decode().strip()


def missing() -> list[str]:
    """Give the programs that such a screen needs and that are not here."""
    return [name for name in ("Xvfb", "openbox", "dbus-daemon") if shutil.which(name) is None]


def memory(root: int) -> int:
    """Give the proportional share of memory of a process and all it started, in KiB."""
    held = 0
    for process in (root, *_descendants(root)):
        try:
            lines = Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines()
        except OSError:
            continue
        held += next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
    return held


def _descendants(root: int) -> Iterator[int]:
    for children in Path(f"/proc/{root}/task").glob("*/children"):
        for child in children.read_text("ascii").split():
            yield int(child)
            yield from _descendants(int(child))

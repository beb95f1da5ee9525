"""Start and memory, measured from outside, turn by turn with the reference."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from threading import Timer

from tests.benchmarks.table import Row

ROOT = Path(__file__).parents[2]
_START = Path(__file__).with_name("start.py")
TURNS = 11


@contextmanager
def display() -> Iterator[dict[str, str]]:
    """Give an environment with a display: the one there is, else one of our own, else none."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    if environment.get("DISPLAY") or shutil.which("Xvfb") is None:
        yield environment
        return
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "1920x1200x24"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert server.stdout is not None
    environment |= {"DISPLAY": f":{int(server.stdout.readline())}", "QT_QPA_PLATFORM": "xcb"}
    try:
        yield environment
    finally:
        server.terminate()
        server.wait()


def start(what: str, environment: dict[str, str]) -> tuple[float, int]:
    """Start one process; give the seconds until its picture is there, and its memory in KiB."""
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, str(_START), what], stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT
    ) as child:
        assert child.stdout is not None
        alarm = Timer(60, child.kill)
        alarm.start()
        assert child.stdout.readline() == "painted\n", "no picture within a minute"
        took = time.perf_counter() - began
        held = int(child.stdout.readline())
        alarm.cancel()
        return took, held


def measure() -> list[Row]:
    """Measure start and memory beside a bare window."""
    with display() as environment, tempfile.TemporaryDirectory() as home:
        environment |= {f"XDG_{kind}_HOME": f"{home}/{kind}" for kind in ("CONFIG", "CACHE", "DATA")}
        # An installed program is compiled, whatever this shell says of writing bytecode.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        environment["PYTHONPYCACHEPREFIX"] = f"{home}/compiled"
        for what in ("bare", "viewer", "viewer"):  # the first starts prepare the atlas and the plate
            start(what, environment)
        kinds = ("bare", "viewer", "afresh", "viewer")  # the last keeps the picture for the second
        turns = [[start(what, environment) for what in kinds] for _ in range(TURNS)]
    (bare_time, bare_memory), (our_time, our_memory), (afresh, _) = (
        (median(turn[at][0] for turn in turns), median(turn[at][1] for turn in turns)) for at in range(3)
    )
    rows = [
        Row(
            "start until all answers, against one without a kept picture",
            our_time / afresh,
            1.05,
            "×",
            f"{our_time * 1000:.0f} ms against {afresh * 1000:.0f} ms (bare: {bare_time * 1000:.0f} ms)",
        )
    ]
    if bare_memory:
        told = f"{our_memory / 1024:.0f} MB against {bare_memory / 1024:.0f} MB"
        rows.append(Row("memory then, against a bare window", our_memory / bare_memory, 1.5, "×", told))
    return rows

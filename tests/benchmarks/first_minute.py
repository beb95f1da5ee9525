"""From the double click to the first full picture, and the memory then, beside programs of the same kind.

``python -m tests.benchmarks.first_minute [--bundle PROGRAM]`` shows the table alone. All programs are
started in turn, again and again, on one screen, each with a home of its own.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.benchmarks.screen import Screen, Seen, desktop, memory, missing
from tests.benchmarks.table import Row

ROOT = Path(__file__).parents[2]
TURNS = 11
_BUNDLES = (
    Path("/usr/bin/spinal-vein-viewer"),
    ROOT / "build" / "bundle" / "spinal-vein-viewer" / "spinal-vein-viewer",
)
_BARE = Path(__file__).with_name("bare.py")
BUNDLE, PLAIN, WINDOW = "the bundle", "python -m viewer", "a bare PySide6 window"
KALZIUM, KGEOGRAPHY = "Kalzium", "KGeography"


class Program(NamedTuple):
    """What is started, by which command line."""

    name: str
    call: tuple[str, ...]


class Measured(NamedTuple):
    """What many starts of one program took: seconds to the full picture, and KiB then."""

    program: Program
    seen: list[Seen]
    held: list[int]

    @property
    def middle(self) -> float:
        """Give the median, in milliseconds."""
        return median(seen.full for seen in self.seen) * 1000

    @property
    def memory(self) -> float:
        """Give the median of the memory, in MB."""
        return median(self.held) / 1024

    @property
    def told(self) -> str:
        """Give median, spread and memory in words."""
        full = sorted(seen.full * 1000 for seen in self.seen)
        return f"{self.middle:.0f} ms ({full[0]:.0f}–{full[-1]:.0f})"

    def __str__(self) -> str:
        """Give a line of the table."""
        shown = median(seen.first for seen in self.seen) * 1000
        return f"{self.program.name:<44} {self.told:<24} something {shown:>5.0f} ms {self.memory:>6.0f} MB"


def programs(bundle: Path | None) -> list[Program]:
    """Give those programs that are here."""
    folder = f"/usr/games:/usr/bin:{ROOT}"
    found = [(name, shutil.which(name.lower(), path=folder)) for name in (KGEOGRAPHY, KALZIUM)]
    ours = [Program(BUNDLE, (str(bundle),))] if bundle else []
    return [
        *ours,
        Program(PLAIN, (sys.executable, "-m", "viewer")),
        Program(WINDOW, (sys.executable, str(_BARE))),
        *(Program(name, (path,)) for name, path in found if path),
    ]


class Start:
    """Starts programs on one screen."""

    def __init__(self, screen: Screen, environment: dict[str, str], homes: Path) -> None:
        """Begin with no home made."""
        self._screen, self._environment, self._homes = screen, environment, homes
        self._first = 0

    def again(self, program: Program) -> tuple[Seen, int]:
        """Start a program in the home that it has had before."""
        return self._once(program, self._homes / program.name.replace(" ", "-"))

    def first_ever(self, program: Program) -> tuple[Seen, int]:
        """Start a program in a home that no program has had."""
        self._first += 1
        return self._once(program, self._homes / f"first-{self._first}")

    def _once(self, program: Program, home: Path) -> tuple[Seen, int]:
        folders = {f"XDG_{kind}_HOME": str(home / kind) for kind in ("CONFIG", "CACHE", "DATA")}
        (home / "run").mkdir(parents=True, exist_ok=True, mode=0o700)
        environment = {
            **self._environment,
            **folders,
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(home / "run"),
        }
        # A program that is installed is compiled, and lies in no home.
        environment["PYTHONPYCACHEPREFIX"] = str(self._homes / "compiled")
        began = time.perf_counter()
        child = subprocess.Popen(
            program.call, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            return self._screen.watch(began, child), memory(child.pid)
        except RuntimeError as error:
            raise RuntimeError(f"{program.name}: {error}") from None
        finally:
            child.terminate()
            child.wait()
            self._rest()

    def _rest(self) -> None:
        """Wait until the window has gone from the screen."""
        before = self._screen.picture()
        while True:
            time.sleep(0.25)
            now = self._screen.picture()
            if now == before:
                return
            before = now


def starts(bundle: Path | None, turns: int = TURNS) -> list[Measured]:
    """Start every program that is here in turn, after a start that warms it; first starts come last."""
    with desktop() as (screen, environment), tempfile.TemporaryDirectory() as homes:
        start, here = Start(screen, environment, Path(homes)), programs(bundle)
        for program in (*here, *here):
            start.again(program)
        rounds = [[start.again(program) for program in here] for _ in range(turns)]
        ours = [program for program in here if program.name in (BUNDLE, PLAIN)]
        fresh = [[start.first_ever(program) for program in ours] for _ in range(max(turns // 2, 1))]
    named = [program._replace(name=f"{program.name}, started for the first time") for program in ours]
    return [*_columns(here, rounds), *_columns(named, fresh)]


def _columns(here: list[Program], rounds: list[list[tuple[Seen, int]]]) -> list[Measured]:
    return [
        Measured(program, [turn[at][0] for turn in rounds], [turn[at][1] for turn in rounds])
        for at, program in enumerate(here)
    ]


def bundle_here() -> Path | None:
    """Give the bundle that is installed, or was built last."""
    return next((path for path in _BUNDLES if path.is_file()), None)


def compare(measured: Sequence[Measured]) -> list[Row]:
    """Put the bundle beside each of the others."""
    known = {each.program.name: each for each in measured}
    ours = known.get(BUNDLE)
    if ours is None:
        return []
    rows = []
    if WINDOW in known:
        bare, plain = known[WINDOW], known[PLAIN]
        told = f"{plain.told} against {bare.told}"
        rows.append(
            Row(
                f"first full picture of {PLAIN}, against {WINDOW}", plain.middle / bare.middle, 1.3, "×", told
            )
        )
    for name in (PLAIN, KALZIUM, KGEOGRAPHY):
        other = known.get(name)
        if other is not None:
            what = f"first full picture of {BUNDLE}, against {name}"
            rows.append(Row(what, ours.middle / other.middle, 1.0, "×", f"{ours.told} against {other.told}"))
    return rows


def absent(bundle: Path | None) -> list[str]:
    """Say what is not here, and so is not measured."""
    here = {program.name for program in programs(bundle)}
    return [
        f"{name} is not here and not measured." for name in (BUNDLE, KGEOGRAPHY, KALZIUM) if name not in here
    ]


def measure(bundle: Path | None = None, turns: int = TURNS) -> list[Row]:
    """Show every program's start and memory, and give the rows of the budgets."""
    if missing():
        sys.stdout.write(f"The first minute is not measured: {' and '.join(missing())} must be installed.\n")
        return []
    bundle = bundle or bundle_here()
    measured = starts(bundle, turns)
    for line in (*measured, *absent(bundle)):
        sys.stdout.write(f"{line}\n")
    return compare(measured)


def main() -> int:
    """Show the table alone."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--bundle", type=Path, help="the program of the bundle; else the one installed or built"
    )
    parser.add_argument("--turns", type=int, default=TURNS, help="how often each is started")
    asked = parser.parse_args()
    rows = measure(asked.bundle, asked.turns)
    for row in rows:
        sys.stdout.write(f"{row}\n")
    return int(any(not row.met for row in rows))


if __name__ == "__main__":
    sys.exit(main())

"""The program speaks to no network, whatever a reader does with it, and needs none."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.reader import ALT, CTRL, Key, Reader

ROOT = Path(__file__).parents[2]
_INSIDE = {"socket.gethostname"}


@pytest.fixture
def heard() -> Iterator[list[str]]:
    """Give the list of all that Python is asked of sockets; a hook cannot be taken off, only go deaf."""
    events: list[str] = []
    listening = True

    def hear(event: str, _arguments: object) -> None:
        if listening and event.startswith(("socket.", "urllib.", "http.")) and event not in _INSIDE:
            events.append(event)

    sys.addaudithook(hear)
    yield events
    listening = False


def test_a_whole_reading_opens_no_connection(
    open_reader: Callable[..., Reader], heard: list[str], tmp_path: Path
) -> None:
    reader = open_reader()
    reader.point_at("posterior-radicular-veins.right.T8")
    reader.click("posterior-radicular-veins.right.T8")
    reader.press(Key.Key_C, CTRL)
    reader.press(Key.Key_F, CTRL)
    reader.write("azygos")
    reader.press(Key.Key_Return)
    assert reader.heading
    reader.command("theme-dark")
    reader.press(Key.Key_Left, ALT)
    reader.leave()
    assert heard == []


def _draw(*before: str, tmp_path: Path) -> "subprocess.CompletedProcess[str]":
    command = [*before, sys.executable, "-m", "viewer", "--profile", str(tmp_path / "profile")]
    return subprocess.run(
        [*command, "--snapshot", str(tmp_path / "window.png"), "--select", "pial-venous-plexus"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("ending", ["pdf", "svg", "png"])
def test_an_export_opens_no_connection(tmp_path: Path, ending: str) -> None:
    program = """
import sys
def watch(event, arguments):
    if event.startswith("socket.") and event != "socket.gethostname":
        print("NETWORK", event, arguments, flush=True)
sys.addaudithook(watch)
from viewer.shell.app import main
sys.exit(main(sys.argv[1:]))
"""
    file = tmp_path / f"plate.{ending}"
    arguments = ["export", "--plate", "dorsal", "--out", str(file), "--profile", str(tmp_path)]
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, cwd=ROOT, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert "NETWORK" not in done.stdout
    assert file.stat().st_size > 1000


@pytest.mark.skipif(
    not shutil.which("unshare") or not hasattr(os, "geteuid") or os.geteuid() != 0,
    reason="only root can take the network away",
)
def test_the_program_runs_where_there_is_no_network_at_all(tmp_path: Path) -> None:
    done = _draw("unshare", "--net", tmp_path=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "window.png").exists()


@pytest.mark.skipif(not shutil.which("strace"), reason="needs strace")
def test_the_system_is_asked_for_no_socket_of_the_internet(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    done = _draw("strace", "-f", "-qq", "-e", "trace=network", "-o", str(trace), tmp_path=tmp_path)
    assert done.returncode == 0, done.stderr
    assert not re.search(r"AF_INET|AF_NETLINK|AF_PACKET", trace.read_text("utf-8"))

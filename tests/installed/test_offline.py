"""The installed program without any network: none is there, and none is asked for."""

from pathlib import Path

from tests.installed.driving import TITLE, close, find_and_open, selected
from tests.installed.machine import PACKAGE, Machine
from tests.installed.screen import Screen


def test_it_opens_no_internet_socket_and_needs_no_interface(
    machine: Machine, screen: Screen, tmp_path: Path
) -> None:
    record = tmp_path / "sockets"
    watcher = ("strace", "--follow-forks", "-qq", "--trace=socket,connect", f"--output={record}")
    process = machine.start(PACKAGE, display=screen.display, watcher=watcher, offline=True)
    screen.wait_for_window(PACKAGE, TITLE, seconds=120)
    find_and_open(screen, "posteromedian")
    close(screen, process)
    assert selected(machine.home).startswith("posteromedian")
    asked = record.read_text("utf-8", "replace").splitlines()
    assert [line for line in asked if "AF_UNIX" in line], "strace saw nothing"
    assert [line for line in asked if "AF_INET" in line or "AF_PACKET" in line] == []

"""The program as a desktop starts it: by its menu entry, and by a double click in a file manager."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.installed.driving import TITLE, close_what_a_desktop_started
from tests.installed.machine import PACKAGE, Machine
from tests.installed.screen import Box, Screen, changed_box
from tests.installed.waiting import wait_for

_ENTRY = f"/usr/share/applications/{PACKAGE}.desktop"


@pytest.fixture(scope="module", autouse=True)
def _desktop(installed: Machine) -> None:
    """Add what a desktop has: a launcher and a file manager."""
    installed.install(
        "--no-install-recommends", "libglib2.0-bin", "pcmanfm", "shared-mime-info", "desktop-file-utils"
    )


def test_the_menu_entry_opens_the_window(machine: Machine, screen: Screen, store: Path) -> None:
    machine.launch(_ENTRY, screen.display)
    window = screen.wait_for_window(PACKAGE, TITLE)
    screen.wait_till_still()
    screen.keep_picture(store / "menu-entry.png")
    close_what_a_desktop_started(screen, machine, window)


def test_the_type_and_icon_of_an_atlas_file_are_known(machine: Machine) -> None:
    _make_atlas(machine, "Kind")
    kind = machine.do(
        "gio", "info", "-a", "standard::content-type,standard::icon", "Kind.svatlas", user="reader"
    )
    assert "application/x-spinal-vein-atlas" in kind
    default = machine.do("gio", "mime", "application/x-spinal-vein-atlas", user="reader")
    assert f"{PACKAGE}.desktop" in default


def test_a_double_click_on_an_atlas_opens_it(machine: Machine, screen: Screen, store: Path) -> None:
    file = _make_atlas(machine, "Mine")
    folder = machine.home / "Atlases"
    folder.mkdir()
    shutil.chown(folder, 1000, 1000)
    manager = machine.start("pcmanfm", f"/home/reader/{folder.name}", display=screen.display)
    window = screen.wait_for_window("pcmanfm", folder.name)
    screen.wait_till_still()
    empty, inside = screen.look(), screen.inside(window)
    files = Box(inside.x, inside.y, inside.width, inside.height - 60)  # what lies above its status line
    shutil.copyfile(file, folder / file.name)
    wait_for(lambda: changed_box(empty, screen.look(), files), "the file to be shown")
    screen.wait_till_still()
    screen.keep_picture(store / "file-manager-before.png")
    icon = changed_box(empty, screen.look(), files)
    assert icon is not None
    screen.double_click(icon.x + icon.width // 2, icon.y + icon.height // 3)
    opened = screen.wait_for_window(PACKAGE, "My atlas – Spinal Vein Viewer")
    screen.wait_till_still()
    screen.keep_picture(store / "file-manager-after.png")
    close_what_a_desktop_started(screen, machine, opened)
    assert manager.poll() is None


def _make_atlas(machine: Machine, name: str) -> Path:
    """Make an atlas to begin with and pack it, as a teacher would; give the file."""
    for command in (("new", name), ("pack", name, "--out", f"{name}.svatlas")):
        done: subprocess.CompletedProcess[str] = machine.run(PACKAGE, *command)
        assert (done.returncode, done.stderr) == (0, "")
    return machine.home / f"{name}.svatlas"

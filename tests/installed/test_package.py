"""The Debian package in a system without Python: installed, used, upgraded, mended, removed."""

import subprocess
from pathlib import Path

import pytest

from tests.installed.driving import TITLE, close, find_and_open, selected
from tests.installed.machine import PACKAGE, Machine
from tests.installed.screen import Screen

_MIDDLE_OF_PLATE = 0.47
"""Where the cord lies across a first window, as a part of its width."""


def test_the_machine_has_neither_python_nor_checkout(machine: Machine) -> None:
    assert machine.has(PACKAGE)
    assert not machine.has("python3*")
    assert not list((machine.root / "usr" / "bin").glob("python*"))
    found = [path for path in machine.root.rglob("viewer/__main__.py") if "opt" not in path.parts]
    assert found == []


def test_an_ordinary_user_opens_searches_and_closes_it(machine: Machine, screen: Screen, store: Path) -> None:
    process = machine.start(PACKAGE, display=screen.display)
    window = screen.wait_for_window(PACKAGE)
    assert screen.title(window) == TITLE
    screen.wait_till_still()
    screen.keep_picture(store / "installed-first-picture.png")
    find_and_open(screen, "posteromedian")
    screen.keep_picture(store / "installed-after-search.png")
    close(screen, process)
    assert selected(machine.home).startswith("posteromedian")


def test_keys_on_the_plate_walk_the_veins_and_end_in_no_report(
    machine: Machine, screen: Screen, store: Path
) -> None:
    process = machine.start(PACKAGE, display=screen.display)
    window = screen.wait_for_window(PACKAGE, TITLE)
    screen.wait_till_still()
    box = screen.inside(window)
    screen.click(box.x + round(box.width * _MIDDLE_OF_PLATE), box.y + box.height // 2)
    screen.wait_till_still()
    seen = screen.look()
    screen.press("Down", "Right", "Down")
    screen.wait_till_still()
    assert screen.look() != seen
    screen.press("Return")
    screen.wait_till_still()
    screen.keep_picture(store / "installed-after-keys.png")
    assert screen.windows(PACKAGE) == [window]
    close(screen, process)
    reports = [file.name for file in machine.home.rglob("crash*") if ".config" in file.parts]
    assert reports == []
    assert selected(machine.home)


def test_the_commands_work_without_a_display(machine: Machine) -> None:
    done = machine.run(PACKAGE, "check")
    assert (done.returncode, done.stderr) == (0, "")
    assert "structures" in done.stdout
    done = machine.run(PACKAGE, "--snapshot", "window.png", "--select", "posteromedian-spinal-vein")
    assert (done.returncode, done.stderr) == (0, "")
    assert (machine.home / "window.png").stat().st_size > 50_000


@pytest.mark.parametrize(
    ("display", "words"), [("", "There is no display"), (":987", "The display :987 does not answer")]
)
def test_without_a_display_it_says_so_in_one_sentence(machine: Machine, display: str, words: str) -> None:
    done = machine.run(PACKAGE, display=display)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert words in done.stderr
    assert not list(machine.home.glob("core*"))


def test_the_sentence_about_missing_libraries_mends_them(
    spare: Machine, screen: Screen, depends: list[str]
) -> None:
    taken = [package for package in ("libegl1", "libgl1", "libxcb1") if package in depends][:2]
    spare.do("dpkg", "--remove", "--force-depends", *taken)
    done = spare.run(PACKAGE, display=screen.display)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1), done.stderr
    assert not list(spare.home.glob("core*"))
    command = done.stderr.strip().partition("with: ")[2].split()
    assert command == ["sudo", "apt", "install", *taken]
    spare.do(*command[1:], "--yes")
    process = spare.start(PACKAGE, display=screen.display)
    screen.wait_for_window(PACKAGE, TITLE)
    screen.wait_till_still()
    close(screen, process)


def test_upgrade_and_removal_leave_the_readers_files_and_nothing_else(
    spare: Machine, screen: Screen, deb: Path, tmp_path: Path
) -> None:
    process = spare.start(PACKAGE, display=screen.display)
    screen.wait_for_window(PACKAGE, TITLE)
    find_and_open(screen, "great anterior")
    close(screen, process)
    profile = spare.home / ".config" / PACKAGE
    (profile / "notes.txt").write_text("mine")
    kept = {file: file.read_bytes() for file in profile.rglob("*") if file.is_file()}
    assert len(kept) > 1

    newer = _newer(deb, tmp_path)
    spare.take(newer, f"/tmp/{newer.name}")
    spare.install(f"/tmp/{newer.name}")
    assert spare.do("dpkg-query", "--show", "--showformat=${Version}", PACKAGE).endswith("+upgrade")
    assert spare.run(PACKAGE, "check").returncode == 0
    assert {file: file.read_bytes() for file in profile.rglob("*") if file.is_file()} == kept

    spare.do("apt-get", "purge", "--yes", PACKAGE)
    assert {file: file.read_bytes() for file in profile.rglob("*") if file.is_file()} == kept
    assert _traces(spare) == []


def _newer(deb: Path, folder: Path) -> Path:
    """Give the same package under a higher version."""
    tree = folder / "tree"
    subprocess.run(["dpkg-deb", "--raw-extract", str(deb), str(tree)], check=True, timeout=120)
    control = tree / "DEBIAN" / "control"
    lines = control.read_text("utf-8").splitlines(keepends=True)
    control.write_text(
        "".join(f"{line.rstrip()}+upgrade\n" if line.startswith("Version:") else line for line in lines),
        "utf-8",
    )
    newer = folder / f"{PACKAGE}_newer.deb"
    build = ["dpkg-deb", "--root-owner-group", "-Zgzip", "-z1", "--build", str(tree), str(newer)]
    subprocess.run(build, check=True, timeout=120, stdout=subprocess.DEVNULL)
    return newer


def _traces(machine: Machine) -> list[str]:
    """Give what is left of the package outside the reader's home and the folder it was brought in."""
    # Neither names nor the desktop's own lists may hold anything of ours.
    named = [
        str(path.relative_to(machine.root))
        for pattern in (f"*{PACKAGE}*", "*spinal-vein-atlas*", "*spinal_vein*")
        for top in ("etc", "opt", "usr", "var/cache", "var/lib")
        for path in (machine.root / top).rglob(pattern)
    ]
    lists = [
        machine.root / "usr/share" / name
        for name in ("mime/mime.cache", "mime/globs2", "applications/mimeinfo.cache")
    ]
    return named + [str(file) for file in lists if file.exists() and b"spinal-vein" in file.read_bytes()]

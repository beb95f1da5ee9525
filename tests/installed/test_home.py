"""The archive for other distributions: installed into a reader's home without root, used, removed."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.installed.driving import TITLE, close_what_a_desktop_started, find_and_open, selected
from tests.installed.machine import PACKAGE, Machine, copy_of
from tests.installed.screen import Screen


@pytest.fixture(scope="module")
def bare(base: Path, store: Path, depends: list[str]) -> Iterator[Machine]:
    """A machine with the libraries that the program needs and without the program."""
    machine = copy_of(base, store / "bare")
    machine.install(
        "--no-install-recommends", *depends, "libglib2.0-bin", "desktop-file-utils", "shared-mime-info"
    )
    machine.install("--no-install-recommends", "fonts-dejavu-core")
    yield machine
    machine.end()
    shutil.rmtree(machine.root)


def test_installed_at_home_it_opens_and_goes_without_a_trace(
    bare: Machine, screen: Screen, archive: Path, store: Path
) -> None:
    bare.take(archive, f"/tmp/{archive.name}")
    before = _files(bare.home)
    bare.do("tar", "--extract", "--file", f"/tmp/{archive.name}", "--directory", "/tmp", user="reader")
    unpacked = archive.name.removesuffix(".tar.gz")
    script = next((bare.root / "tmp").glob("*/install.sh"))
    assert script.parent.name == unpacked
    said = bare.do("sh", f"/tmp/{unpacked}/install.sh", user="reader")
    assert "is installed" in said
    shutil.rmtree(script.parent)

    entry = f"/home/reader/.local/share/applications/{PACKAGE}.desktop"
    bare.launch(entry, screen.display)
    window = screen.wait_for_window(PACKAGE, TITLE)
    find_and_open(screen, "posteromedian")
    screen.keep_picture(store / "installed-at-home.png")
    close_what_a_desktop_started(screen, bare, window)
    assert selected(bare.home).startswith("posteromedian")

    bare.do("sh", f"/home/reader/.local/opt/{PACKAGE}/uninstall.sh", user="reader")
    own = (".config", ".cache")
    left = {file for file in _files(bare.home) - before if file.parts[0] not in own}
    assert {file for file in left if "mime" not in file.parts and file.name != "mimeinfo.cache"} == set()
    assert (bare.home / ".config" / PACKAGE / "window.ini").exists()
    assert not (bare.home / ".cache" / PACKAGE).exists()


def _files(home: Path) -> set[Path]:
    return {path.relative_to(home) for path in home.rglob("*") if not path.is_dir()}

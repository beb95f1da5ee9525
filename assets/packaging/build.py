"""The whole way from the checkout to what a reader installs."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from assets.packaging.archive import build_archive
from assets.packaging.data import add_data, set_times
from assets.packaging.debian import build_deb
from assets.packaging.description import CHECKOUT, read_description
from assets.packaging.elsewhere import write_what_the_builder_needs
from assets.packaging.freeze import freeze
from assets.packaging.trim import measure, sizes, trim
from assets.packaging.unpack import FOLDER
from viewer.core.errors import ViewerError

WORK = CHECKOUT / "build" / "bundle"
MODULES = "lib"
"""The folder inside the bundle that holds all but the program; ``bundle.spec`` names it to the builder."""


def build() -> None:
    """Build the folder and, on Linux, the packages; say what was kept, what was left out and where all lies.

    :raises ViewerError: if what the build needs is missing.
    """
    write_what_the_builder_needs()
    description = read_description()
    began, moment = time.monotonic(), build_moment()
    shutil.rmtree(WORK, ignore_errors=True)
    folder = freeze(description, WORK)
    left = json.loads((WORK / "left-out.json").read_text("utf-8"))
    if sys.platform.startswith("linux"):
        left |= trim(folder)
    # Where this folder is, PySide6 imports its support like any module, instead of unpacking and compiling.
    (folder / MODULES / "shiboken6" / FOLDER).mkdir()
    add_data(folder / MODULES, description, moment)
    set_times(folder, moment)
    _tell("kept", sizes(folder))
    _tell("left out", left)
    print(f"\n{_short(folder)}: {measure(folder) / 1e6:.0f} MB")
    if sys.platform.startswith("linux"):
        _pack_for_linux(folder, moment)
    print(f"Done in {time.monotonic() - began:.0f} s.")


def _pack_for_linux(folder: Path, moment: int) -> None:
    description = read_description()
    for made in (build_deb, build_archive):
        try:
            package = made(folder, description, WORK, moment)
        except ViewerError as error:
            print(error, file=sys.stderr)
        else:
            print(f"{_short(package)}: {package.stat().st_size / 1e6:.0f} MB")


def build_moment() -> int:
    """Give the time that all files of the bundle bear, so that the same sources make the same packages."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdigit():
        return int(given)
    asked = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )
    return int(asked.stdout) if asked.returncode == 0 else int(time.time())


def _tell(what: str, bytes_by_kind: Mapping[str, int]) -> None:
    print(f"\n{what}:")
    for kind, size in sorted(bytes_by_kind.items(), key=lambda item: -item[1]):
        print(f"  {size / 1e6:6.1f} MB  {kind}")


def _short(path: Path) -> str:
    return path.relative_to(CHECKOUT).as_posix()

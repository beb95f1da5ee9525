"""The atlas, icons and themes, put beside the bundled program, the atlas in its prepared form too."""

import os
import shutil
from fnmatch import fnmatchcase
from pathlib import Path

from assets.packaging.description import CHECKOUT, Description
from viewer.core.prepared import prepare


def add_data(inside: Path, description: Description, moment: int) -> None:
    """Copy what the program reads into the bundle.

    :param inside: the folder where the bundled modules look for it.
    :param moment: seconds since 1970 that every file shall bear. The prepared atlas is stamped with these
        times; packages keep whole seconds, so that the stamp still holds where they are installed.
    """
    for name in description.folders:
        if (CHECKOUT / name).is_dir():
            shutil.copytree(
                CHECKOUT / name, inside / name, ignore=shutil.ignore_patterns(*description.not_data)
            )
    for name in description.files:
        shutil.copyfile(CHECKOUT / name, inside / name)
    set_times(inside, moment)
    prepare(inside / "assets" / "atlas")


def set_times(folder: Path, moment: int) -> None:
    """Let every file and folder bear one time of change, and be readable by all."""
    for path in (folder, *folder.rglob("*")):
        if path.is_symlink():
            continue
        if path.is_dir():
            path.chmod(0o755)
        else:
            path.chmod(0o755 if path.stat().st_mode & 0o100 and not is_library(path) else 0o644)
        os.utime(path, (moment, moment))


def is_library(path: Path) -> bool:
    """Tell whether a file is loaded by programs rather than run."""
    return fnmatchcase(path.name, "*.so") or ".so." in path.name

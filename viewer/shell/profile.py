"""Profile: the folder that keeps a reader's choices, and the one for what can be made again."""

import os
import sys
from pathlib import Path
from typing import NamedTuple, Self

from viewer.shell.request import Request

_ROOM = 1 << 15
"""Bytes that must be free for the files of a profile to be written anew."""


class Profile(NamedTuple):
    """Where one reader's things lie. Neither folder need exist; both may be read-only.

    ``aside`` names the damaged files that were put aside since the start, ``stuck`` those that could not be,
    ``newer`` those that a newer version wrote, which are not to be written by this one.
    """

    folder: Path
    cache: Path
    aside: list[str]
    newer: list[str]
    stuck: list[str]

    @classmethod
    def of_reader(cls) -> Self:
        """Give the folders that this system keeps for the user's programs."""
        # Where Qt is missing, what says so reads this module too.
        from PySide6.QtCore import QStandardPaths

        _find_home()
        where = QStandardPaths.StandardLocation
        return cls(
            Path(QStandardPaths.writableLocation(where.GenericConfigLocation)) / "spinal-vein-viewer",
            Path(QStandardPaths.writableLocation(where.GenericCacheLocation)) / "spinal-vein-viewer",
            [],
            [],
            [],
        )

    @classmethod
    def within(cls, folder: Path) -> Self:
        """Keep everything in one folder, as ``--profile`` asks."""
        return cls(folder, folder / "cache", [], [], [])

    def writable(self) -> bool:
        """Tell whether the folder could be written, or made, and has room."""
        nearest = next((each for each in (self.folder, *self.folder.parents) if each.exists()), self.folder)
        return nearest.is_dir() and os.access(nearest, os.W_OK) and _has_room(nearest)

    def usable(self, name: str, most: int) -> bool:
        """Tell whether a file is there to be read; no file, or over ``most`` bytes, goes aside."""
        file = self.folder / name
        try:
            about = file.stat()
        except OSError:
            if file.is_symlink():
                self.set_aside(name)
            return False
        if file.is_file() and about.st_size <= most:
            return True
        self.set_aside(name)
        return False

    def set_aside(self, name: str) -> None:
        """Give a damaged file a name with the date, so that nothing is written over it."""
        from datetime import UTC, datetime

        kept = f"{name}.damaged-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"
        try:
            (self.folder / name).rename(self.folder / kept)
        except OSError:
            if name not in self.stuck:
                self.stuck.append(name)
            return
        self.aside.append(kept)

    def write(self, name: str, content: bytes) -> None:
        """Replace a file of the profile in one step: either all of it is new, or it is as it was.

        :raises OSError: if the folder or the file cannot be written.
        """
        from PySide6.QtCore import QSaveFile

        self.folder.mkdir(parents=True, exist_ok=True)
        file = QSaveFile(str(self.folder / name))
        done = (
            file.open(QSaveFile.OpenModeFlag.WriteOnly)
            and file.write(content) == len(content)
            and file.commit()
        )
        if not done:
            raise OSError(file.errorString())


def profile_for(request: Request) -> Profile:
    """Give the folders that the request names, or the reader's own."""
    return Profile.within(request.profile) if request.profile else Profile.of_reader()


def _has_room(folder: Path) -> bool:
    if sys.platform == "win32":
        return True
    about = os.statvfs(folder)
    return about.f_blocks == 0 or about.f_bavail * about.f_frsize >= _ROOM


def _find_home() -> None:
    """Ask the system for the home where HOME does not say it: Qt would take the root of all files."""
    if sys.platform == "win32" or Path(os.environ.get("HOME", "")).is_absolute():
        return
    import pwd

    try:
        os.environ["HOME"] = pwd.getpwuid(os.getuid()).pw_dir
    except KeyError:
        return

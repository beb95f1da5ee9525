"""Profile: the folder that keeps a reader's choices, and the one for what can be made again."""

import os
from pathlib import Path
from typing import NamedTuple, Self


class Profile(NamedTuple):
    """Where one reader's things lie. Neither folder need exist; both may be read-only."""

    folder: Path
    cache: Path

    @classmethod
    def of_reader(cls) -> Self:
        """Give the folders that this system keeps for the user's programs."""
        # Where Qt is missing, what says so reads this module too.
        from PySide6.QtCore import QStandardPaths

        where = QStandardPaths.StandardLocation
        return cls(
            Path(QStandardPaths.writableLocation(where.GenericConfigLocation)) / "spinal-vein-viewer",
            Path(QStandardPaths.writableLocation(where.GenericCacheLocation)) / "spinal-vein-viewer",
        )

    @classmethod
    def within(cls, folder: Path) -> Self:
        """Keep everything in one folder, as ``--profile`` asks."""
        return cls(folder, folder / "cache")

    def writable(self) -> bool:
        """Tell whether the folder could be written, or made."""
        nearest = next((each for each in (self.folder, *self.folder.parents) if each.exists()), self.folder)
        return nearest.is_dir() and os.access(nearest, os.W_OK)

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

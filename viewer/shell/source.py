"""Source: what the reader opened, a file or a folder, and the folder that the atlas is read from."""

from pathlib import Path
from typing import NamedTuple

from viewer.core.errors import ViewerError
from viewer.shell.profile import Profile

_HEAD = "atlas.toml"


class Source(NamedTuple):
    """``path`` is what the reader opened; ``folder`` holds the files of the atlas, perhaps unpacked."""

    path: Path
    folder: Path

    @property
    def packed(self) -> bool:
        """Whether the atlas came in one file."""
        return self.path != self.folder


def source_of(path: Path, profile: Profile) -> Source:
    """Find the atlas that a path means: an atlas file, a folder, or the atlas.toml in one.

    A file is unpacked in the reader's cache, or in a temporary folder where that cannot be written.

    :raises ViewerError: if there is no atlas there, or the file is refused.
    :raises OSError: if it cannot be read.
    """
    path = path.absolute()
    try:
        folder = folder_of(path, profile.cache / "atlases")
    except OSError:
        folder = folder_of(path, _temporary_store())
    return Source(opened_by(path), folder)


def opened_by(path: Path) -> Path:
    """Give what a reader opens by a path: the folder, where it is the atlas.toml in one."""
    return path.parent if path.name == _HEAD else path


def folder_of(path: Path, store: Path) -> Path:
    """Give the folder of the atlas that a path means; the files of an atlas file go into ``store``.

    :raises ViewerError: if there is no atlas there, or the file is refused.
    :raises OSError: if the file cannot be read or ``store`` cannot be written.
    """
    if not path.exists():
        raise ViewerError(f"There is no file or folder {path}.")
    if path.is_dir():
        folder = path
    elif path.name == _HEAD:
        folder = path.parent
    else:
        folder = _unpacked(path, store)
    if not (folder / _HEAD).is_file():
        raise ViewerError(f"There is no atlas in {path}: it has no file {_HEAD}.")
    return folder


def _unpacked(file: Path, store: Path) -> Path:
    from viewer.core.archive import SUFFIX, is_archive, unpacked

    if not is_archive(file):
        raise ViewerError(
            f"{file} is no atlas; open a file that ends in {SUFFIX}, or a folder that holds {_HEAD}."
        )
    return unpacked(file, store)


_made: list[Path] = []


def _temporary_store() -> Path:
    """Give a folder for this run, emptied at its end."""
    if not _made:
        import atexit
        import shutil
        import tempfile

        _made.append(Path(tempfile.mkdtemp(prefix="spinal-vein-viewer-")))
        atexit.register(shutil.rmtree, _made[0], ignore_errors=True)
    return _made[0]

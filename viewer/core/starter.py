"""The atlas that an author begins with: three veins on one plate, every file with notes."""

from pathlib import Path

from viewer.core.assets import asset
from viewer.core.errors import ViewerError


def write_starter(folder: Path) -> None:
    """Write a small, complete atlas into ``folder``, which is made where there is none.

    :raises ViewerError: if the folder holds something already; nothing is ever overwritten.
    :raises OSError: if it cannot be written.
    """
    from shutil import copyfile

    _see_that_it_is_free(folder)
    template = asset("starter")
    for source in sorted(path for path in template.rglob("*") if path.is_file()):
        target = folder / source.relative_to(template)
        target.parent.mkdir(parents=True, exist_ok=True)
        # Contents alone: where the program is installed read-only, its files are not to be copied so.
        copyfile(source, target)


def _see_that_it_is_free(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise ViewerError(f"“{folder}” is a file. Give the name of a folder that is not there yet.")
    if folder.is_dir() and any(folder.iterdir()):
        raise ViewerError(f"“{folder}” is not empty, and nothing is overwritten. Give another folder.")

"""The commands for who makes an atlas: a new one to start from, and one file of a folder to give away."""

import sys
from pathlib import Path

from viewer.core.errors import ContentError, ViewerError
from viewer.shell.outcome import DONE, tell_faults


def pack(folder: Path, out: Path | None, language: str) -> int:
    """Make one file of an atlas folder and print its name, its number of files and its size.

    :raises ViewerError: if there is no atlas in the folder, or the file's name or place does not do.
    :raises OSError: if the file cannot be written.
    """
    from viewer.core.archive import pack

    _require_folder(folder)
    file = packed_file(folder, out)
    try:
        count = pack(folder, file, language or "en")
    except ContentError as error:
        return tell_faults(error.faults, folder)
    size = -(-file.stat().st_size // 1000)
    sys.stdout.write(f"{file}: {count} file{'' if count == 1 else 's'}, {size:,} kB\n")
    return DONE


def _require_folder(folder: Path) -> None:
    if not (folder / "atlas.toml").is_file():
        raise ViewerError(f"There is no atlas folder {folder}: a folder that holds atlas.toml can be packed.")


def packed_file(folder: Path, out: Path | None = None) -> Path:
    """Give the file to pack a folder into: beside it and called like it, or as ``out`` says.

    :raises ViewerError: if ``out`` has another ending, or lies in a folder that is not there.
    """
    from viewer.core.archive import SUFFIX

    whole = folder.resolve()
    name = f"{whole.name or 'atlas'}{SUFFIX}"
    if out is None:
        # As it was written, not as it was resolved: the reader shall know the path again.
        return (folder.parent if folder.name not in ("", ".", "..") else whole.parent) / name
    file = out / name if out.is_dir() else out
    if not file.absolute().parent.is_dir():
        raise ViewerError(f"There is no folder {file.absolute().parent} to write {file.name} into.")
    if file.suffix != SUFFIX:
        raise ViewerError(f"“{file.name}” must end in {SUFFIX}, so that a double-click opens it.")
    return file


def new(folder: Path) -> int:
    """Make a small atlas to start from and print what to do next.

    :raises ViewerError: if the folder holds something already.
    :raises OSError: if it cannot be written.
    """
    import shlex

    from viewer.core.starter import write_starter

    write_starter(folder)
    named = shlex.quote(str(folder))
    sys.stdout.write(
        f"A new atlas is in {folder}. See it, and each change as you save it: spinal-vein-viewer {named}\n"
        f"How to go on is told in the chapter “Make your own plate”: spinal-vein-viewer --handbook\n"
    )
    return DONE

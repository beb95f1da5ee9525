"""Atlas files: an atlas in one file ``NAME.svatlas``, a zip of its folder; packed, and unpacked with care.

Who double-clicks such a file has it from anywhere: nothing that its headers say is believed
(:mod:`viewer.core.zip_entries`), and nothing is written but content of an atlas, inside the store.
"""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

from viewer.core.errors import ContentError, ViewerError

if TYPE_CHECKING:
    from viewer.core.zip_entries import Entry

SUFFIX = ".svatlas"
MOST_BYTES = 64_000_000
"""An atlas file may have so many bytes; what it unpacks to is bounded by ``zip_entries``."""
KEPT = 8
"""So many unpacked atlases are kept, those used last."""
_BEGUN = ".unpacking-"
_OURS = re.compile(r"[\w-]+-[0-9a-f]{32}")
_CHUNK = 65_536
_ABANDONED_S = 86_400.0


class ArchiveError(ViewerError):
    """An atlas file that cannot be opened or made; the message names it and says what to do."""


def is_archive(path: Path) -> bool:
    """Tell whether ``path`` is a file with the name of an atlas file (its content may still be refused)."""
    return path.suffix.lower() == SUFFIX and path.is_file()


def pack(folder: Path, file: Path, language: str = "en") -> int:
    """Write the atlas in ``folder`` into ``file``, whole or not at all; give the number of files packed.

    The same atlas gives the same bytes, with ``atlas.toml`` first, so that its kind can be told by them.

    :raises ContentError: with all faults, if the atlas has any.
    :raises ArchiveError: if ``file`` is a folder, or the atlas has what an atlas file must not hold.
    :raises OSError: if it cannot be written.
    """
    from viewer.core.loading import check_atlas

    if file.is_dir():
        raise ArchiveError(f"“{file.name}” is a folder, which is not written over. Give the name of a file.")
    atlas, faults, _counts = check_atlas(folder, language)
    if atlas is None or faults:
        raise ContentError(faults)
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as stream:
            count = _write(folder, stream)
        _see_that_it_opens(part, file.name)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
    return count


def _write(folder: Path, stream: IO[bytes]) -> int:
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    from viewer.core.files import folder_files

    names = sorted(
        (name for name, _size, _time in folder_files(folder)), key=lambda n: (n != "atlas.toml", n)
    )
    home = folder.resolve()
    with ZipFile(stream, "w") as archive:
        for name in names:
            path = folder / name
            if not path.is_file() or not path.resolve().is_relative_to(home):
                raise ArchiveError(
                    f"“{name}” is not a file of the atlas but leads out of it. Put a copy in its place."
                )
            info = ZipInfo(name)
            info.compress_type, info.create_system = ZIP_DEFLATED, 3
            info.external_attr = 0o100644 << 16
            archive.writestr(info, path.read_bytes(), compresslevel=9)
    return len(names)


def _see_that_it_opens(part: Path, name: str) -> None:
    """Refuse to hand out what would be refused elsewhere, e.g. names that differ only by case."""
    from viewer.core.zip_entries import RefusedError, read_entries

    try:
        with part.open("rb") as stream:
            _see_size(part.stat().st_size)
            read_entries(stream)
    except RefusedError as error:
        raise ArchiveError(f"“{name}” cannot be made: {error}. Mend that in the folder first.") from error


def _see_size(size: int) -> None:
    from viewer.core.zip_entries import RefusedError

    if size > MOST_BYTES:
        raise RefusedError(f"it has {size:,} bytes, and at most {MOST_BYTES:,} are read")


def unpacked(file: Path, store: Path) -> Path:
    """Give a folder under ``store`` that holds the atlas of ``file``; an unchanged file is unpacked once.

    :raises ArchiveError: if the file cannot be read, or holds what an atlas file must not.
    :raises OSError: if ``store`` cannot be written.
    """
    from viewer.core.zip_entries import RefusedError

    try:
        with _opened(file) as stream:
            return _unpacked(stream, file, store)
    except RefusedError as error:
        raise ArchiveError(
            f"“{file.name}” cannot be opened: {error}. Ask whoever made it to pack it again."
        ) from error


def _opened(file: Path) -> IO[bytes]:
    if not file.is_file():
        what = "there is no such file" if not file.exists() else "it is not a file"
        raise ArchiveError(f"“{file.name}” cannot be opened: {what}. Choose another.")
    try:
        return file.open("rb")
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise ArchiveError(f"“{file.name}” cannot be opened: {reason}. See that you may read it.") from error


def _unpacked(stream: IO[bytes], file: Path, store: Path) -> Path:
    from shutil import rmtree
    from tempfile import mkdtemp

    from viewer.core.zip_entries import read_entries

    _see_size(os.fstat(stream.fileno()).st_size)
    entries = read_entries(stream)
    target = store / f"{_plain(file.stem)}-{_digest(stream)}"
    if not _is_whole(target, entries):
        store.mkdir(mode=0o700, parents=True, exist_ok=True)
        begun = Path(mkdtemp(prefix=_BEGUN, dir=store))
        try:
            _extract(stream, entries, begun)
            _put(begun, target, entries)
        finally:
            rmtree(begun, ignore_errors=True)
    with suppress(OSError):
        os.utime(target)
    _clear(store, target)
    return target


def _plain(stem: str) -> str:
    return re.sub(r"[^\w-]+", "-", stem, flags=re.ASCII)[:40] or "atlas"


def _digest(stream: IO[bytes]) -> str:
    """Give what names the content: 32 hexadecimal digits."""
    from hashlib import blake2b

    digest = blake2b(digest_size=16)
    stream.seek(0)
    while words := stream.read(_CHUNK):
        digest.update(words)
    return digest.hexdigest()


def _is_whole(folder: Path, entries: "list[Entry]") -> bool:
    """Tell whether every file is there with its size: who clears caches may have taken some away."""
    try:
        if folder.is_symlink():
            return False
        return all((folder / entry.name).stat().st_size == entry.size for entry in entries)
    except OSError:
        return False


def _extract(stream: IO[bytes], entries: "list[Entry]", folder: Path) -> None:
    from viewer.core.zip_entries import chunks

    for entry, words in chunks(stream, entries):
        path = folder / entry.name
        for place in reversed(path.relative_to(folder).parents[:-1]):
            (folder / place).mkdir(mode=0o700, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with open(handle, "wb") as target:  # noqa: PTH123 -- a handle, not a path
            for chunk in words:
                target.write(chunk)


def _put(begun: Path, target: Path, entries: "list[Entry]") -> None:
    """Give the folder its name; where another program was faster, its folder is as good."""
    if target.is_symlink() or target.is_file():
        target.unlink()
    elif target.exists() and not _is_whole(target, entries):
        with suppress(OSError):
            target.rename(begun / ".damaged")
            (begun / ".damaged").rename(begun.with_name(begun.name + "-damaged"))
    try:
        begun.rename(target)
    except OSError:
        if not _is_whole(target, entries):
            raise


def _clear(store: Path, used: Path) -> None:
    """Remove all but the atlases used last, and what was begun and abandoned; nothing that is not ours."""
    from shutil import rmtree
    from time import time

    with suppress(OSError):
        old = sorted(_folders(store, used), reverse=True)[KEPT - 1 :]
        for _when, path in old:
            rmtree(path, ignore_errors=True)
        for path in store.glob(f"{_BEGUN}*"):
            if not path.is_symlink() and (
                path.name.endswith("-damaged") or time() - path.stat().st_mtime > _ABANDONED_S
            ):
                rmtree(path, ignore_errors=True)


def _folders(store: Path, used: Path) -> Iterator[tuple[int, Path]]:
    for path in store.iterdir():
        ours = _OURS.fullmatch(path.name) and path.is_dir() and not path.is_symlink()
        if ours and path != used:
            yield path.stat().st_mtime_ns, path

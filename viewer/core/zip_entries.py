"""What a zip holds of an atlas: all entries proved before a byte is written, every byte counted as it comes.

The library reads the zip; the checks around it keep time and memory bounded whatever the headers claim.
"""

import stat
import struct
from collections.abc import Iterator
from typing import IO, NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from viewer.core.files import LIMITS, MOST_FILES

MOST_UNPACKED = 128_000_000
MOST_DIRECTORY = 4_000_000
DEEPEST = 4
"""Parts of a path: the one folder at the top, ``text``, a language, a file."""
RATIO = 100
"""A text shrinks to a fifth, a drawing to a third; what shrinks to less than a hundredth is a trap."""
_SMALL = 100_000
_LONGEST = 255
_CHUNK = 65_536
_END = struct.Struct("<4s4H2LH")
_LOCAL = struct.Struct("<4s5H3L2H")
_BROKEN = (BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, OverflowError, struct.error)
_RESERVED = {"con", "prn", "aux", "nul", "conin$", "conout$"} | {
    f"{port}{digit}" for port in ("com", "lpt") for digit in "123456789¹²³"
}


class RefusedError(Exception):
    """Why a zip is not opened: half a sentence, to follow a colon."""


class Entry(NamedTuple):
    """One file of the atlas: its name in the atlas, its size as claimed, and what the library knows of it."""

    name: str
    size: int
    info: ZipInfo


def read_entries(stream: IO[bytes]) -> list[Entry]:
    """Give the atlas's files in a zip, all proved; of other kinds of file nothing is taken.

    :raises RefusedError: with the first thing that is wrong.
    """
    start = _start_of_directory(stream)
    try:
        with ZipFile(stream) as archive:
            infos = archive.infolist()
    except _BROKEN as error:
        raise RefusedError("its list of entries is damaged") from error
    for info in infos:
        problem = _problem_of_name(info.orig_filename) or _problem(info)
        if problem:
            raise RefusedError(f"its entry “{_shown(info.orig_filename)}” {problem}")
    _see_that_names_differ(infos)
    _see_that_none_overlap(stream, infos, start)
    return _content(infos)


def _start_of_directory(stream: IO[bytes]) -> int:
    """Find the list of entries, and see that it is of a size that can be read without harm."""
    size = stream.seek(0, 2)
    if size == 0:
        raise RefusedError("it is empty")
    stream.seek(max(0, size - _END.size - 20))
    tail = stream.read()
    if len(tail) < _END.size:
        raise RefusedError("it is not an atlas file, or only its beginning is left")
    mark, disk, begun_on, here, count, length, start, comment = _END.unpack(tail[-_END.size :])
    if mark != b"PK\5\6" or comment:
        raise RefusedError("it is not an atlas file, or only its beginning is left, or something follows it")
    if tail[: -_END.size].startswith(b"PK\6\7") or 0xFFFF in (here, count) or 0xFFFFFFFF in (length, start):
        raise RefusedError("it is a zip of the kind for huge files")
    if disk or begun_on or here != count:
        raise RefusedError("it is one part of several")
    if count > MOST_FILES or length > MOST_DIRECTORY:
        raise RefusedError(f"it has more than {MOST_FILES:,} entries or too long a list of them")
    if start + length + _END.size != size:
        raise RefusedError("its list of entries is not where it should be: something was put before it")
    return int(start)


def _shown(name: str) -> str:
    """Give a name as it can be shown: on one line, not too long."""
    plain = "".join(letter if letter.isprintable() else "�" for letter in name)
    return plain if len(plain) <= 60 else plain[:57] + "…"


def _problem_of_name(name: str) -> str:
    parts = name.removesuffix("/").split("/")
    if not name or any(not letter.isprintable() for letter in name):
        return "has a name with characters that cannot be shown"
    if "\\" in name or ":" in name or name.startswith("/") or ".." in parts:
        return "leads out of the atlas"
    if "" in parts or "." in parts or any(part != part.strip(" ") or part.endswith(".") for part in parts):
        return "has a name that not every system can hold"
    if len(name.encode()) > _LONGEST or any(letter in '<>"|?*' for letter in name):
        return "has a name that not every system can hold"
    if any(part.partition(".")[0].rstrip().casefold() in _RESERVED for part in parts):
        return "has a name that Windows keeps for itself"
    return ""


def _problem(info: ZipInfo) -> str:
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind == stat.S_IFLNK:
        return "is a link"
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "is a device, not a file"
    if (kind == stat.S_IFDIR) and not info.is_dir():
        return "is a folder with the name of a file"
    if info.is_dir() and info.file_size:
        return "is a folder that holds bytes"
    if info.flag_bits & 0x2041:
        return "is encrypted"
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        return "is compressed in a way that is not read"
    if info.file_size > RATIO * info.compress_size and info.file_size > _SMALL:
        return f"claims to unpack to more than {RATIO} times its size"
    if info.compress_type == ZIP_STORED and info.compress_size != info.file_size:
        return "says two things of its size"
    if _is_content(info.orig_filename):
        limit = LIMITS["." + info.orig_filename.rpartition(".")[2]]
        if info.file_size > limit:
            return f"unpacks to {info.file_size:,} bytes, and at most {limit:,} are read"
        if info.orig_filename.count("/") >= DEEPEST:
            return "lies too deep"
    return ""


def _is_content(name: str) -> bool:
    """Tell whether an atlas is read from a file of that name; hidden ones and the Mac's own are not."""
    hidden = any(part.startswith((".", "__MACOSX")) for part in name.split("/"))
    return not hidden and name.endswith(tuple(LIMITS))


def _see_that_names_differ(infos: list[ZipInfo]) -> None:
    """Refuse what would fall together on a disk that sees no difference of case or of composition."""
    from unicodedata import normalize

    seen: dict[str, bool] = {}
    for info in infos:
        name = info.orig_filename
        key = normalize("NFKC", normalize("NFKC", name).casefold()).removesuffix("/")
        if key in seen:
            raise RefusedError(
                f"its entry “{_shown(name)}” is there twice, or with another spelling of the name"
            )
        seen[key] = info.is_dir()
    for key in seen:
        parts = key.split("/")[:-1]
        for end in range(1, len(parts) + 1):
            if seen.get("/".join(parts[:end])) is False:
                raise RefusedError(f"its entry “{_shown(key)}” lies in a file as if it were a folder")


def _see_that_none_overlap(stream: IO[bytes], infos: list[ZipInfo], start: int) -> None:
    """See that every entry has bytes of its own, and says the same at its beginning as in the list."""
    free = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        shown = f"its entry “{_shown(info.orig_filename)}”"
        if info.header_offset < free or (not free and info.header_offset):
            raise RefusedError(f"{shown} overlaps another, or something was put before it")
        stream.seek(info.header_offset)
        header = stream.read(_LOCAL.size)
        if len(header) < _LOCAL.size or not header.startswith(b"PK\3\4"):
            raise RefusedError(f"{shown} is not where the list says")
        _, _, flags, method, _, _, crc, packed, size, name_length, extra = _LOCAL.unpack(header)
        name = stream.read(name_length)
        later = bool(flags & 8) and (crc, packed, size) == (0, 0, 0)
        same = (flags, method) == (info.flag_bits, info.compress_type) and name == _raw_name(info)
        if not same or not (later or (crc, packed, size) == (info.CRC, info.compress_size, info.file_size)):
            raise RefusedError(f"{shown} says one thing of itself and the list another")
        free = info.header_offset + _LOCAL.size + name_length + extra + info.compress_size
        if free > start:
            raise RefusedError(f"{shown} overlaps the list of entries")


def _raw_name(info: ZipInfo) -> bytes:
    return info.orig_filename.encode("utf-8" if info.flag_bits & 0x800 else "cp437")


def _content(infos: list[ZipInfo]) -> list[Entry]:
    """Give the atlas's own files, named from its root: the top of the zip, or the one folder there."""
    content = [info for info in infos if _is_content(info.orig_filename)]
    if sum(info.file_size for info in content) > MOST_UNPACKED:
        raise RefusedError(f"it unpacks to more than {MOST_UNPACKED:,} bytes")
    names = {info.orig_filename for info in content}
    tops = {name.partition("/")[0] + "/" for name in names}
    top = "" if "atlas.toml" in names else tops.pop() if len(tops) == 1 else ""
    if top + "atlas.toml" not in names:
        raise RefusedError("it has no atlas.toml, and so is no atlas")
    entries = [Entry(info.orig_filename.removeprefix(top), info.file_size, info) for info in content]
    for entry in entries:
        if entry.name.count("/") >= DEEPEST - 1:
            raise RefusedError(f"its entry “{_shown(entry.name)}” lies too deep")
    return entries


def chunks(stream: IO[bytes], entries: list[Entry]) -> Iterator[tuple[Entry, Iterator[bytes]]]:
    """Give each entry with its bytes, piece by piece; no more are given than the entry claims.

    :raises RefusedError: where an entry is cut short, is damaged or has another size than it claims.
    """
    with ZipFile(stream) as archive:
        for entry in entries:
            yield entry, _bytes_of(archive, entry)


def _bytes_of(archive: ZipFile, entry: Entry) -> Iterator[bytes]:
    damaged = f"its entry “{_shown(entry.name)}” is damaged"
    count = 0
    # zlib's own error is no part of the library's family, and is imported only where it may be raised.
    from zlib import error as broken_data

    try:
        with archive.open(entry.info) as source:
            while words := source.read(_CHUNK):
                count += len(words)
                if count > entry.size:
                    break
                yield words
    except (*_BROKEN, broken_data) as error:
        raise RefusedError(damaged) from error
    if count != entry.size:
        raise RefusedError(damaged)

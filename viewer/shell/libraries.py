"""Which shared libraries a program file needs and this system does not have: all of them, not the first.

The system's loader stops at the first library that it does not find. To name all at once, the list that
each file carries is read and each library on it is tried.
"""

import struct
from collections.abc import Iterable, Iterator
from pathlib import Path

_NULL, _NEEDED, _STRINGS, _RUNPATH, _RPATH = 0, 1, 5, 29, 15
_DYNAMIC, _LOAD = 2, 1


class NotElfError(ValueError):
    """The file is not a shared library of 64 bits in this machine's order of bytes."""


def missing_libraries(files: Iterable[Path]) -> list[str]:
    """Give every library that these files need, directly or through each other, and that cannot be loaded."""
    missing: set[str] = set()
    seen: set[Path] = set()
    ahead = list(files)
    while ahead:
        file = ahead.pop()
        if file in seen:
            continue
        seen.add(file)
        for library, beside in _needs(file):
            if beside is not None:
                ahead.append(beside)
            elif fault := why_not_loaded(library):
                missing.add(fault)
    return sorted(missing)


def why_not_loaded(library: str) -> str:
    """Give the library that keeps this one from being loaded, mostly itself; "" if nothing does."""
    from ctypes import CDLL

    try:
        CDLL(library)
    except OSError as error:
        named = Path(str(error).partition(":")[0]).name
        return named if ".so" in named else library
    return ""


def _needs(file: Path) -> Iterator[tuple[str, Path | None]]:
    """Give each library on the file's list, with the one that comes with the program if there is one."""
    try:
        needed, folders = read_needs(file.read_bytes())
    except (OSError, NotElfError, struct.error):
        return
    own = [Path(folder.replace("$ORIGIN", str(file.parent))) for folder in folders]
    for library in needed:
        beside = (folder / library for folder in [*own, file.parent])
        yield library, next((found.resolve() for found in beside if found.exists()), None)


def read_needs(data: bytes) -> tuple[list[str], list[str]]:
    """Give the libraries that an ELF file asks for, and the folders where it looks for them first.

    :raises NotElfError: if it is no such file.
    """
    if data[:5] != b"\x7fELF\x02":
        raise NotElfError
    order = "<" if data[5] == 1 else ">"
    (at,) = struct.unpack_from(order + "Q", data, 32)
    size, count = struct.unpack_from(order + "HH", data, 54)
    # Of each header: kind, offset in the file, address in memory, size in the file.
    headers = [
        (kind, offset, address, length)
        for kind, _flags, offset, address, _physical, length in (
            struct.unpack_from(order + "IIQQQQ", data, at + size * i) for i in range(count)
        )
    ]
    entries = _dynamic(data, order, headers)
    strings = next((value for tag, value in entries if tag == _STRINGS), 0)
    base = next((o + strings - a for kind, o, a, n in headers if kind == _LOAD and a <= strings < a + n), 0)

    def text(start: int) -> str:
        return data[base + start : data.index(b"\0", base + start)].decode("utf-8", "replace")

    needed = [text(value) for tag, value in entries if tag == _NEEDED]
    folders = [part for tag, value in entries if tag in (_RUNPATH, _RPATH) for part in text(value).split(":")]
    return needed, folders


def _dynamic(data: bytes, order: str, headers: list[tuple[int, int, int, int]]) -> list[tuple[int, int]]:
    """Give the pairs of the section that the loader reads."""
    for kind, offset, _address, length in headers:
        if kind == _DYNAMIC:
            pairs = struct.iter_unpack(order + "qQ", data[offset : offset + length // 16 * 16])
            return [(tag, value) for tag, value in pairs if tag != _NULL]
    return []

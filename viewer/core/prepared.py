"""The :class:`Atlas` in the form the program starts from, made anew when the folder changes."""

from pathlib import Path
from zlib import crc32

from viewer.core.atlas import Atlas
from viewer.core.files import folder_files

FORMAT = 14
"""Counted up whenever what is kept, or how an atlas is read, changes."""

SUFFIX = ".prepared"
_MAGIC = b"SVVatlas"

_Stamp = tuple[int, str, str, list[tuple[str, int, int, int]]]
"""Format, program version, language; then name, size, time of change (ns) and checksum of each file."""


def open_atlas(folder: Path, cache: Path | None = None, language: str = "en", keep: bool = True) -> Atlas:
    """Give the atlas of a folder: from its prepared form where that still fits, else from its sources.

    The prepared form is looked for in the folder ``cache``, then beside the atlas. What is read from
    the sources is prepared in ``cache``, if it is to ``keep`` it; where that cannot be written the atlas
    opens all the same.

    :raises ContentError: with all faults of the atlas, if it has to be read and has any.
    """
    kept = cache / _name(folder, language) if cache is not None else None
    beside = prepared_beside(folder, language)
    for place in (kept, beside):
        atlas = _read(place, folder, language) if place is not None else None
        if atlas is not None:
            return atlas
    return _prepared(folder, kept if keep else None, language)


def prepare(folder: Path, language: str = "en") -> Path:
    """Read an atlas and keep its prepared form beside it, as a bundle carries it; give its file.

    :raises ContentError: if the atlas has faults.
    :raises OSError: if the file cannot be written.
    """
    place = prepared_beside(folder, language)
    _prepared(folder, place, language)
    if not place.is_file():
        raise OSError(f"{place} cannot be written")
    return place


def prepared_beside(folder: Path, language: str = "en") -> Path:
    """Give the file beside an atlas that may hold its prepared form."""
    return folder.parent / f"{folder.name}-{language}{SUFFIX}"


def _name(folder: Path, language: str) -> str:
    whole = str(folder.resolve()).encode("utf-8", "surrogateescape")
    return f"{folder.name}-{crc32(whole):08x}-{language}{SUFFIX}"


def _prepared(folder: Path, place: Path | None, language: str) -> Atlas:
    from viewer.core.loading import load_atlas

    before = list(folder_files(folder))
    atlas = load_atlas(folder, language)
    if place is not None:
        _write(place, folder, before, atlas, language)
    return atlas


def _version() -> str:
    from viewer import __version__

    return __version__


def _write(place: Path, folder: Path, files: list[tuple[str, int, int]], atlas: Atlas, language: str) -> None:
    """Keep the prepared form, whole or not at all."""
    import os
    from marshal import dumps

    from viewer.core.packing import pack

    temporary = place.with_name(f"{place.name}.{os.getpid()}")
    try:
        stamp: _Stamp = (
            FORMAT, _version(), language,
            [(name, size, time, crc32((folder / name).read_bytes())) for name, size, time in files],
        )  # fmt: skip
        head = dumps(stamp, 4)
        body = len(head).to_bytes(4, "little") + head + pack(atlas)
        place.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(_MAGIC + crc32(body).to_bytes(4, "little") + body)
        temporary.replace(place)
    except OSError:
        import contextlib

        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def _read(place: Path, folder: Path, language: str) -> Atlas | None:
    """Give the atlas from its prepared form, or None where that is missing, damaged or out of date."""
    from marshal import loads

    from viewer.core.packing import unpack

    try:
        data = place.read_bytes()
    except OSError:
        return None
    begin = len(_MAGIC) + 4
    if not data.startswith(_MAGIC) or len(data) < begin + 4:
        return None
    view = memoryview(data)
    if crc32(view[begin:]) != int.from_bytes(view[begin - 4 : begin], "little"):
        return None
    end = begin + 4 + int.from_bytes(view[begin : begin + 4], "little")
    try:
        stamp = loads(view[begin + 4 : end])
        return unpack(view[end:]) if _fits(stamp, folder, language) else None  # type: ignore[arg-type]
    except (EOFError, ValueError, TypeError, KeyError, IndexError):
        return None


def _fits(stamp: _Stamp, folder: Path, language: str) -> bool:
    """Tell whether the sources are still those that the prepared form was made of.

    Sizes and times are enough; where only a time differs (a fresh checkout or installation), the
    file's checksum decides.
    """
    made_by, version, spoken, files = stamp
    if (made_by, version, spoken) != (FORMAT, _version(), language):
        return False
    now = list(folder_files(folder))
    if [one[:2] for one in now] != [one[:2] for one in files]:
        return False
    for (name, _size, time), (_name, _length, before, checksum) in zip(now, files, strict=True):
        if time != before:
            try:
                if crc32((folder / name).read_bytes()) != checksum:
                    return False
            except OSError:
                return False
    return True

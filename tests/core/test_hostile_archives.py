"""Hostile atlas files: each refused in one sentence that names it, nothing written, in bounded work."""

import io
import os
import stat
import struct
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from viewer.core.archive import MOST_BYTES, ArchiveError, unpacked
from viewer.core.files import MOST_FILES
from viewer.core.zip_entries import MOST_UNPACKED

HEAD = b'id = "x"\n'
END, LOCAL, CENTRAL = b"PK\5\6", b"PK\3\4", b"PK\1\2"


def zipped(*entries: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Give a zip with ``atlas.toml`` and the given entries."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        archive.writestr("atlas.toml", HEAD)
        for name, content in entries:
            archive.writestr(name, content)
    return made.getvalue()


def named(name: str) -> bytes:
    """Give a zip with an entry of a name that the library would not write so."""
    stand_in = "q" * len(name.encode())
    data = zipped((stand_in, b"x")).replace(stand_in.encode(), name.encode())
    if not name.isascii():
        for mark, offset in ((LOCAL, 6), (CENTRAL, 8)):
            at = data.rfind(mark)
            data = data[: at + offset] + struct.pack("<H", 0x800) + data[at + offset + 2 :]
    return data


def of_kind(mode: int) -> bytes:
    info = zipfile.ZipInfo("text/en/a.md")
    info.create_system, info.external_attr = 3, mode << 16
    return zipped((info, b"/etc/passwd"))


def changed(data: bytes, mark: bytes, offset: int, form: str, value: int, last: bool = True) -> bytes:
    """Give the zip with one number of a header replaced."""
    at = (data.rfind(mark) if last else data.find(mark)) + offset
    size = struct.calcsize(form)
    return data[:at] + struct.pack(form, value) + data[at + size :]


def both(data: bytes, offset: int, form: str, value: int) -> bytes:
    """Change the last entry's number in its own header and in the list."""
    return changed(changed(data, LOCAL, offset, form, value), CENTRAL, offset + 2, form, value)


def simple() -> bytes:
    return zipped(("text/en/a.md", b"words of a text, words of a text"))


def bomb(size: int, name: str = "plates/a.svg") -> bytes:
    return zipped((name, bytes(size)))


def many(count: int) -> bytes:
    return zipped(*((f"text/en/{number}.md", b"") for number in range(count)), method=zipfile.ZIP_STORED)


def sparse(size: int) -> bytes:
    """Give bytes that shrink to a twentieth, as a drawing might."""
    return b"".join(os.urandom(1_000) + bytes(19_000) for _ in range(size // 20_000))


def too_much_in_total() -> bytes:
    """Give entries that each are small enough, and shrink only so far, but are too much together."""
    one = sparse(20_000_000)
    return zipped(*((f"plates/{number}.svg", one) for number in range(MOST_UNPACKED // len(one) + 1)))


def overlapping() -> bytes:
    """Give a zip whose second and third entries are the same bytes."""
    data = zipped(("b.md", b"x" * 50), ("c.md", b"x" * 50))
    second = data.find(LOCAL, 4)
    return changed(data, CENTRAL, 42, "<L", second)


def nested() -> bytes:
    """Give a zip whose last entry holds, as stored bytes, the header and bytes of another entry."""
    inner = zipped(("c.md", b"c"))
    inner = inner[inner.find(LOCAL, 4) : inner.find(CENTRAL)]
    data = zipped(("b.md", inner), ("c.md", b"c"), method=zipfile.ZIP_STORED)
    return changed(data, CENTRAL, 42, "<L", data.find(inner))


def endless_list() -> bytes:
    """Give a zip that says one entry, and has a list of a million."""
    entry = CENTRAL + bytes(42)
    listed = entry * 300_000
    return listed + struct.pack("<4s4H2LH", END, 0, 0, 1, 1, len(listed), 0, 0)


def zip64(data: bytes) -> bytes:
    at = data.rfind(END)
    locator = b"PK\6\7" + struct.pack("<LQL", 0, at, 1)
    record = b"PK\6\6" + struct.pack("<Q2H2L4Q", 44, 45, 45, 0, 0, 2, 2, 1 << 60, 0)
    return data[:at] + record + locator + data[at:]


def with_bad_data(data: bytes) -> bytes:
    at = data.rfind(LOCAL) + 30 + len("text/en/a.md")
    return data[: at + 1] + bytes(byte ^ 0xFF for byte in data[at + 1 : at + 6]) + data[at + 6 :]


def longer_than_said() -> bytes:
    """Give an entry that says ten bytes in both places and holds ten million."""
    return both(bomb(10_000_000, "plates/a.svg"), 22, "<L", 10)


def longer_with_fitting_sum() -> bytes:
    """Give the same with the checksum of the first ten bytes and a trailer that cannot fit."""
    return both(both(bomb(200, "a.md"), 22, "<L", 300), 14, "<L", zlib.crc32(bytes(300)))


NAMES = {
    "up": "../../evil.md", "up-inside": "text/../../evil.md", "up-alone": "..", "absolute": "/etc/evil.md",
    "drive": "C:/evil.md", "drive-relative": "C:evil.md", "backslash": "..\\evil.md", "share": "//host/a.md",
    "stream": "text/a.md:hidden", "nul": "a.md\0.md", "newline": "text/a\n.md", "escape": "text/\x1b[2Ja.md",
    "turned": "text/\u202edm.exe", "dot": "./text/a.md", "double-slash": "text//a.md", "space": "text/a.md ",
    "trailing-dot": "text./a.md", "windows": "text/CON.md", "windows-port": "text/com1.x.md",
    "windows-aux": "aux/a.md", "wildcard": "text/a*.md", "long": "text/" + "a" * 300 + ".md",
    "deep": "a/" * 50 + "a.md", "ignored-kind": "../evil.exe",
}  # fmt: skip

FILES: dict[str, Callable[[], bytes]] = {
    **{f"name-{key}": (lambda name=name: named(name)) for key, name in NAMES.items()},
    "link": lambda: of_kind(stat.S_IFLNK | 0o777),
    "fifo": lambda: of_kind(stat.S_IFIFO | 0o600),
    "block-device": lambda: of_kind(stat.S_IFBLK | 0o600),
    "character-device": lambda: of_kind(stat.S_IFCHR | 0o600),
    "socket": lambda: of_kind(stat.S_IFSOCK | 0o600),
    "folder-that-is-a-file": lambda: of_kind(stat.S_IFDIR | 0o700),
    "folder-with-bytes": lambda: named("text/en/"),
    "case": lambda: zipped(("text/en/a.md", b""), ("text/en/A.MD", b"")),
    "composition": lambda: zipped(("text/en/\u00e9.md", b""), ("text/en/e\u0301.md", b"")),
    "sharp-s": lambda: zipped(("text/en/\u00df.md", b""), ("text/en/ss.md", b"")),
    "twice": lambda: zipped(("a.md", b"1"), ("b.md", b"2")).replace(b"b.md", b"a.md"),
    "file-as-folder": lambda: zipped(("text", b"x"), ("text/en/a.md", b"x")),
    "encrypted": lambda: both(simple(), 6, "<H", 1),
    "strongly-encrypted": lambda: both(simple(), 6, "<H", 0x41),
    "bzip2": lambda: both(simple(), 8, "<H", 12),
    "lzma": lambda: both(simple(), 8, "<H", 14),
    "unknown-method": lambda: both(simple(), 8, "<H", 99),
    "bomb": lambda: bomb(20_000_000),
    "bomb-beyond-limit": lambda: zipped(("plates/a.svg", sparse(30_000_000))),
    "bomb-in-total": too_much_in_total,
    "bomb-of-entries": lambda: many(MOST_FILES + 1),
    "bomb-of-another-kind": lambda: bomb(50_000_000, "film.bin"),
    "endless-list": endless_list,
    "overlapping": overlapping,
    "nested": nested,
    "size-understated": longer_than_said,
    "size-overstated": longer_with_fitting_sum,
    "size-differs": lambda: changed(simple(), CENTRAL, 24, "<L", 5),
    "packed-size-differs": lambda: changed(simple(), CENTRAL, 20, "<L", 5),
    "packed-size-beyond-the-end": lambda: both(simple(), 18, "<L", 1_000_000),
    "method-differs": lambda: changed(simple(), LOCAL, 8, "<H", 0),
    "name-differs": lambda: simple().replace(b"text/en/a.md", b"text/en/b.md", 1),
    "header-elsewhere": lambda: changed(simple(), CENTRAL, 42, "<L", 3),
    "header-beyond-the-end": lambda: changed(simple(), CENTRAL, 42, "<L", 0x7FFFFFFF),
    "wrong-sum": lambda: both(simple(), 14, "<L", 12345),
    "broken-data": lambda: with_bad_data(simple()),
    "cut-in-half": lambda: simple()[: len(simple()) // 2],
    "cut-at-the-end": lambda: simple()[:-1],
    "cut-to-its-end": lambda: simple()[-22:],
    "list-cut": lambda: changed(simple(), END, 12, "<L", 60),
    "list-broken": lambda: simple().replace(CENTRAL, b"PK\1\1"),
    "something-before": lambda: b"#!/bin/sh\nexit\n" + simple(),
    "something-after": lambda: simple() + b"more",
    "comment": lambda: changed(simple(), END, 20, "<H", 4) + b"more",
    "two-zips": lambda: simple() + simple(),
    "zip64": lambda: zip64(simple()),
    "zip64-count": lambda: changed(simple(), END, 10, "<H", 0xFFFF),
    "several-disks": lambda: changed(simple(), END, 4, "<H", 1),
    "counts-differ": lambda: changed(simple(), END, 8, "<H", 1),
    "not-utf-8": lambda: named("t\u00e9xt.md").replace("\u00e9".encode(), b"\xff\xff"),
    "empty": lambda: b"",
    "empty-zip": lambda: END + bytes(18),
    "no-zip": lambda: b"PK\3\4 this is only called so",
    "picture": lambda: b"\x89PNG\r\n\x1a\n" + bytes(1_000),
    "no-heading": lambda: simple().replace(b"atlas.toml", b"other.toml"),
    "two-folders": lambda: zipped(("a/a.toml", b""), ("b/b.md", b"")).replace(b"atlas.toml", b"c/tlas.tom"),
    "too-deep": lambda: zipped(("text/en/more/and/more.md", b"")),
    "zeroes": lambda: bytes(10_000),
}  # fmt: skip


def tree(folder: Path) -> set[tuple[str, int, int]]:
    return {
        (str(path), path.lstat().st_mode, path.lstat().st_size if path.is_file() else 0)
        for path in folder.rglob("*")
    }


def refusal(file: Path, store: Path) -> str:
    with pytest.raises(ArchiveError) as caught:
        unpacked(file, store)
    return str(caught.value)


def test_there_are_enough_of_them() -> None:
    assert len(FILES) >= 40


@pytest.mark.parametrize("kind", FILES)
def test_a_hostile_file_is_refused_by_name_and_leaves_nothing(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "x.svatlas"
    file.write_bytes(FILES[kind]())
    store = tmp_path / "deep" / "er" / "store"
    store.mkdir(parents=True)
    before = tree(tmp_path)
    said = refusal(file, store)
    assert tree(tmp_path) == before
    assert said.startswith("“x.svatlas” cannot be opened: ")
    assert said.endswith(". Ask whoever made it to pack it again.")
    assert said.isprintable() and len(said) < 250


def test_a_sound_file_is_not_refused(tmp_path: Path) -> None:
    (tmp_path / "x.svatlas").write_bytes(simple())
    assert (unpacked(tmp_path / "x.svatlas", tmp_path / "store") / "text" / "en" / "a.md").is_file()


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("bomb", "more than 100 times its size"),
        ("bomb-beyond-limit", "unpacks to 30,000,000 bytes, and at most 24,000,000"),
        ("bomb-in-total", "it unpacks to more than 128,000,000 bytes"),
        ("two-folders", "it has no atlas.toml"),
        ("overlapping", "“c.md” overlaps another"),
        ("nested", "“c.md” overlaps another"),
        ("link", "“text/en/a.md” is a link"),
        ("wrong-sum", "“text/en/a.md” is damaged"),
    ],
)
def test_the_reason_is_the_true_one(tmp_path: Path, kind: str, reason: str) -> None:
    (tmp_path / "x.svatlas").write_bytes(FILES[kind]())
    assert reason in refusal(tmp_path / "x.svatlas", tmp_path / "store")


def test_the_entry_is_named(tmp_path: Path) -> None:
    file = tmp_path / "x.svatlas"
    file.write_bytes(named("../../evil"))
    assert refusal(file, tmp_path) == (
        "“x.svatlas” cannot be opened: its entry “../../evil” leads out of the atlas. "
        "Ask whoever made it to pack it again."
    )


@pytest.mark.parametrize(
    "kind", ["bomb", "bomb-beyond-limit", "bomb-in-total", "bomb-of-another-kind", "endless-list",
             "bomb-of-entries", "size-understated"],
)  # fmt: skip
def test_a_bomb_takes_little_memory_and_no_disk(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "x.svatlas"
    file.write_bytes(FILES[kind]())
    taken: list[int] = []
    read = zipfile.ZipExtFile.read

    def counted(self: zipfile.ZipExtFile, *size: Any) -> bytes:
        words = read(self, *size)
        taken.append(len(words))
        return words

    monkeypatch.setattr(zipfile.ZipExtFile, "read", counted)
    tracemalloc.start()
    try:
        refusal(file, tmp_path / "store")
        assert tracemalloc.get_traced_memory()[1] < 8_000_000
    finally:
        tracemalloc.stop()
    assert sum(taken) < 100_000


def test_a_file_that_is_itself_too_big_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "x.svatlas"
    with file.open("wb") as stream:
        stream.truncate(MOST_BYTES + 1)
    monkeypatch.setattr(zipfile, "ZipFile", pytest.fail)
    assert "64,000,001 bytes" in refusal(file, tmp_path / "store")


@pytest.mark.parametrize("kind", ["folder", "pipe", "device", "missing"])
def test_what_is_no_file_is_not_waited_for(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "x.svatlas"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    assert "“x.svatlas” cannot be opened: " in refusal(path, tmp_path / "store")

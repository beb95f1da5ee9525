"""Ways to damage a file of an atlas: what hands, editors, disks and wicked people do to it."""

import re
from collections.abc import Callable
from typing import NamedTuple

from hypothesis import strategies as st

WIDE = 1 << 24
_TOKEN = re.compile(rb"[A-Za-z_][\w-]*|-?\d+(?:\.\d+)?|[\"'\[\]{}=<>():;,#@./|*]")

FRAGMENTS: tuple[bytes, ...] = (
    # numbers
    b"9" * 5_000, b"-1", b"1e999", b"nan", b"-inf", b"0x" + b"f" * 5_000, b"1e-400", b"99999999999999999999",
    b"0", b"1979-05-27T07:32:00Z", b"07:32:00", b"9999-99-99", b"0000-01-01", b"true", b"null",
    # letters
    b"\0", b"\x07", b"\x1b[2J", b"\r", b"\x0b", b"\x0c", b"\x85", "\u2028".encode(), "\u202e".encode(),
    b"\xef\xbb\xbf", b"\xff\xfe", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\\ud800", b"\\u0000", b"\\",
    "\U0001f9e0".encode(), "e\u0301".encode(), b"a" * 20_000,
    # nesting
    b"[" * 3_000, b"{" * 3_000, b"(" * 3_000, b">" * 3_000, b"*" * 3_000, b"_" * 3_000, b"`" * 3_000,
    b"- " * 1_500, b"<g>" * 3_000, b"</g>" * 50, b"a.b." * 1_000, b"![" * 1_500, b'{"a":' * 3_000,
    b"[a](" * 1_500, b"\n" * 5_000, b"| a " * 2_000, b"[@a; " * 1_000, b"[x]{" * 1_000,
    # TOML
    b"[[structure]]\n", b"[[edge]]\n", b"[[plate]]\n", b"[structure]\n", b'\nid = "x"\n', b"\nid = []\n",
    b'\nparent = "posterior-median-vein"\n', b"\na.b.c = 1\n", b'"""', b"'''", b"\n'' = 1\n", b"\n+++\n",
    b'\nplates = ["../../../etc/passwd"]\n', b'\nlanguages = ["en", "../en"]\n', b"\nlevels = [[], {}]\n",
    b'\nplates = ["' + b"a" * 300 + b'"]\n', b'"a\\u0000b"', b"{ a = 1 }", b"[]", b"{}", b'""', b"[[]]",
    # XML
    b'<!DOCTYPE svg [<!ENTITY a "b">]>', b"&a;", b"&#0;", b"&#xD800;", b"&lt;", b"<![CDATA[", b"]]>", b"<!--",
    b"<script/>", b'<use href="#a"/>', b'<image href="file:///etc/passwd"/>', b"<?x y?>", b"</svg>",
    b'<path d="M0 0L1e30 1e-30Z"/>', b'<path d="M0 0A1 1 0 1 1 nan 0"/>', b'<path d="' + b"M0 0L9 9" * 999,
    b'<g transform="matrix(1e300 0 0 1e300 0 0)">', b' transform="rotate(1e999)"', b' id="a.b.c.d"',
    b'<circle r="-1"/>', b'<rect width="1e999" height="9"/>', b'<polygon points="1,2 3"/>', b' d=""',
    b'<g data-layer="notes">', b' viewBox="0 0 0 0"', b' style="fill:url(http://a/#b)"', b' xmlns="urn:x"',
    # Markdown
    b"[@nobody]", b"[a](nowhere)", b"[a](javascript:b)", b"[a](section:)", b"[a](term:x)", b"[a](..)",
    b"[a]{.ours}", b"[a]{", b"{#x .y z=1}", b"```", b"\n| a |\n|---|\n| b | c |\n", b"<b onclick=x>", b"\n# ",
    b"\n1. ", b"\n    ", b"[a](http://[)", b"[a](<b c>)", b"&amp;", b"\n---\n", b"  \n",
    # JSON
    b'{"id": ["a"]}', b'"issued": {"date-parts": [[]]},', b'"author": [1, null, {"family": {}}],',
    b'"id": 7,', b'"URL": "file:///etc/passwd",', b'"title": null,', b",", b"NaN", b"Infinity",
)  # fmt: skip


class Change(NamedTuple):
    """One damage: what is done, where (of 2**24), how much of it, and with what."""

    kind: str
    at: int
    other: int
    size: int
    fragment: bytes


class Mutation(NamedTuple):
    """What is done to one file of an atlas."""

    file: int
    changes: tuple[Change, ...]


def _place(data: bytes, at: int) -> int:
    return at * len(data) // WIDE


def _lines(data: bytes, change: Change) -> tuple[list[bytes], int, int]:
    lines = data.splitlines(keepends=True) or [b""]
    return lines, change.at * len(lines) // WIDE, change.other * len(lines) // WIDE


def _flip(data: bytes, change: Change) -> bytes:
    at = _place(data, change.at)
    return data[:at] + bytes(byte ^ (1 << change.size % 8) for byte in data[at : at + 1]) + data[at + 1 :]


def _delete(data: bytes, change: Change) -> bytes:
    at = _place(data, change.at)
    return data[:at] + data[at + change.size :]


def _repeat(data: bytes, change: Change) -> bytes:
    at = _place(data, change.at)
    return data[:at] + data[at : at + change.size] * 2 + data[at + change.size :]


def _insert(data: bytes, change: Change) -> bytes:
    at = _place(data, change.at)
    return data[:at] + change.fragment + data[at:]


def _cut(data: bytes, change: Change) -> bytes:
    return data[: _place(data, change.at)]


def _swap_lines(data: bytes, change: Change) -> bytes:
    lines, one, two = _lines(data, change)
    lines[one], lines[two] = lines[two], lines[one]
    return b"".join(lines)


def _delete_lines(data: bytes, change: Change) -> bytes:
    lines, one, _ = _lines(data, change)
    del lines[one : one + 1 + change.size % 20]
    return b"".join(lines)


def _repeat_lines(data: bytes, change: Change) -> bytes:
    lines, one, _ = _lines(data, change)
    size = 1 + change.size % 20
    return b"".join(lines[: one + size] + lines[one : one + size] + lines[one + size :])


def _token(data: bytes, change: Change) -> bytes:
    """Put the fragment, or for one in two another word of the file, in a word's place."""
    found = _TOKEN.search(data, _place(data, change.at))
    other = _TOKEN.search(data, _place(data, change.other))
    if found is None:
        return data
    word = other.group() if other is not None and change.size % 2 else change.fragment
    return data[: found.start()] + word + data[found.end() :]


def _rename(data: bytes, change: Change) -> bytes:
    """Call a word something else wherever it stands."""
    found = _TOKEN.search(data, _place(data, change.at))
    return data.replace(found.group(), change.fragment[:60]) if found is not None else data


def _flood(data: bytes, change: Change) -> bytes:
    """Repeat some lines until the file is long."""
    lines, one, _ = _lines(data, change)
    block = b"".join(lines[one : one + 1 + change.size % 4])
    return b"".join(lines[:one]) + block * min(200, 1 + 100_000 // (len(block) + 1)) + b"".join(lines[one:])


KINDS: dict[str, Callable[[bytes, Change], bytes]] = {
    "flip": _flip, "delete": _delete, "repeat": _repeat, "insert": _insert, "cut": _cut, "token": _token,
    "swap lines": _swap_lines, "delete lines": _delete_lines, "repeat lines": _repeat_lines,
    "rename": _rename, "flood": _flood, "empty": lambda _data, _change: b"",
    "replace": lambda _data, change: change.fragment,
}  # fmt: skip
REMOVE = "remove"
"""The one kind that is done to the folder, not to the bytes."""


def damaged(data: bytes, changes: tuple[Change, ...]) -> bytes | None:
    """Give what is left of a file after the changes; None where it is removed."""
    for change in changes:
        if change.kind == REMOVE:
            return None
        data = KINDS[change.kind](data, change)
    return data


def mutations(weights: list[int]) -> st.SearchStrategy[Mutation]:
    """Give the ways to damage an atlas whose files are chosen as often as ``weights`` say."""
    files = [index for index, weight in enumerate(weights) for _ in range(weight)]
    often = ["token", "token", "insert", "insert", "flip", "delete", "swap lines", "delete lines"]
    place = st.integers(0, WIDE - 1)
    change = st.builds(
        Change, st.sampled_from([*often, *KINDS, REMOVE]), place, place, st.integers(1, 400),
        st.sampled_from(FRAGMENTS) | st.binary(min_size=1, max_size=12),
    )  # fmt: skip
    return st.builds(
        Mutation, st.sampled_from(files), st.lists(change, min_size=1, max_size=3).map(lambda c: tuple(c))
    )

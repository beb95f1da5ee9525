"""What a reader made as one file, to be taken along or kept as a backup; and answers as a table."""

import csv
import io
import json
import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.errors import AddressError
from viewer.core.study_data import AGAIN, EASY, Review, Rows, StudyError, StudyTooNew, Thing, Version, stamp

_FORMAT, _NUMBER = "spinal-vein-viewer-study", 1
_MOST = 1 << 28
"""Bytes; what is larger was not written by this program."""
_KINDS = frozenset(Thing)
_YEARS = range(1970, 3000)
"""Years for which every system knows its time zone, and which leave room for a due date."""


def written(rows: Rows) -> str:
    """Give everything as the text of a file; the same rows give the same text."""
    content = {
        "format": _FORMAT,
        "version": _NUMBER,
        "reviews": sorted(rows.reviews),
        "versions": sorted(rows.versions),
    }
    return json.dumps(content, ensure_ascii=False, indent=0) + "\n"


def read(file: Path) -> Rows:
    """Read what :func:`written` gave.

    :raises StudyTooNew: if a newer version of the program wrote it.
    :raises StudyError: if it is no such file, or damaged; then none of it is given.
    :raises OSError: if it cannot be read.
    """
    strange = StudyError(f"{file.name} is damaged, or does not hold notes and answers from this program.")
    if not file.is_file():
        raise StudyError(f"There is no file {file}.")
    if file.stat().st_size > _MOST:
        raise strange
    try:
        content = json.loads(file.read_bytes())
        known = content["format"] == _FORMAT and isinstance(content["version"], int)
    except (ValueError, RecursionError, TypeError, KeyError):
        raise strange from None
    if known and content["version"] > _NUMBER:
        raise StudyTooNew(f"{file.name} was written by a newer version of this program; update it first.")
    try:
        if not known:
            raise ValueError(content["format"])
        return Rows(tuple(map(_review, content["reviews"])), tuple(map(_version, content["versions"])))
    except (ValueError, TypeError, KeyError, OverflowError):
        raise strange from None


def _review(raw: Iterable[Any]) -> Review:
    review = Review(*raw)
    sound = (
        all(map(_is_text, (*review[:6], review.at)))
        and all(type(each) is int for each in (review.rating, review.slips))
        and AGAIN <= review.rating <= EASY
        and 0 <= review.slips < 1 << 31
        and isinstance(review.took, int | float)
        and 0 <= review.took < 1e12
        and bool(review.id)
    )
    if not sound:
        raise ValueError(raw)
    return review._replace(at=_moment(review.at), took=float(review.took))


def _version(raw: Iterable[Any]) -> Version:
    version = Version(*raw)
    if not all(map(_is_text, version)) or version.kind not in _KINDS:
        raise ValueError(raw)
    if version.value and version.kind in (Thing.BOOKMARK, Thing.PASSAGE):
        fields_of(version.value, 3 if version.kind == Thing.BOOKMARK else 5)
    return version._replace(changed=_moment(version.changed))


def _is_text(raw: object) -> bool:
    """Tell whether something is text that can be kept: half a letter of two halves cannot."""
    return isinstance(raw, str) and not any("\ud800" <= letter <= "\udfff" for letter in raw)


def _moment(text: str) -> str:
    """Give a moment as a store writes it: others would sort wrongly."""
    moment = datetime.fromisoformat(text)
    if moment.year not in _YEARS:
        raise ValueError(text)
    return stamp(moment)


def fields_of(value: str, count: int) -> list[Any]:
    """Read the value of a bookmark (3 fields) or a marked passage (5).

    :raises ValueError: if it has not that form.
    """
    fields = json.loads(value)
    if not isinstance(fields, list) or len(fields) != count:
        raise ValueError(value)
    for at, each in enumerate(fields):
        if not isinstance(each, int if (count, at) == (5, 3) else str):
            raise ValueError(value)
    return fields


def replace_file(file: Path, text: str) -> None:
    """Write a file in one step, through to the disk: either all of it is new, or it is as it was.

    :raises OSError: if it cannot be written.
    """
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def as_table(atlas: Atlas, reviews: Iterable[Review]) -> str:
    """Give answers as CSV with a line of headings; names are those of the atlas."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(
        ("at", "mode", "item", "name", "verdict", "rating", "right", "right_name", "given", "given_name",
         "slips", "seconds")
    )  # fmt: skip
    for one in reviews:
        right, given = _name(atlas, one.right), _name(atlas, one.given)
        row = (one.at, one.mode, one.item, _name(atlas, one.item), one.verdict, one.rating, one.right, right,
               one.given, given, one.slips, f"{one.took:.1f}")  # fmt: skip
        table.writerow(_plain(value) for value in row)
    return out.getvalue()


def _plain(value: object) -> object:
    """Keep a spreadsheet from taking what a reader typed for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def _name(atlas: Atlas, text: str) -> str:
    try:
        structure = atlas.structures.get(Address.parse(text).structure)
    except AddressError:
        return ""
    return structure.name if structure is not None else ""

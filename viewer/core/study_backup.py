"""Backups of what a reader made: one file a day beside the store, of the last days that changed it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from viewer.core.study_data import Rows, StudyError
from viewer.core.study_file import read, replace_file, written

KEPT = 5
"""The backups of so many days are kept."""
_NAME = "study-backup-{day}.json"


def back_up(folder: Path, rows: Rows, today: date) -> Path | None:
    """Write today's backup and drop the oldest beyond :data:`KEPT`; None if the newest holds the same.

    :raises OSError: if it cannot be written.
    """
    text = written(rows)
    known = backups(folder, today)
    if not rows.reviews and not rows.versions:
        return None
    if known and known[0].read_text("utf-8", errors="replace") == text:
        return None
    file = folder / _NAME.format(day=today.isoformat())
    replace_file(file, text)
    for old in backups(folder, today)[KEPT:]:
        old.unlink()
    return file


def backups(folder: Path, today: date) -> list[Path]:
    """Give the backups, the newest first; last come those of days to come, which a wrong clock dated."""
    last = _NAME.format(day=today.isoformat())
    found = folder.glob(_NAME.format(day="????-??-??"))
    return sorted(found, key=lambda file: (file.name <= last, file.name), reverse=True)


def readable(folder: Path, today: date) -> Iterator[tuple[Path, Rows]]:
    """Give the backups that can be read, in the order of :func:`backups`, each with what it holds."""
    for file in backups(folder, today):
        try:
            yield file, read(file)
        except (StudyError, OSError):
            continue

"""The database file of a store: made, brought to the present schema, proved sound, set aside if it is not."""

import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from typing import NamedTuple

from viewer.core.study_data import Review, Rows, StudyTooNew, Version

NAME = "study.sqlite"
BUSY = 5.0
"""Seconds to wait for another window that is writing."""
_PAUSE = 0.02

_STEPS = (
    (
        "CREATE TABLE review (id TEXT PRIMARY KEY, item TEXT NOT NULL, mode TEXT NOT NULL,"
        ' "right" TEXT NOT NULL,'
        " given TEXT NOT NULL, verdict TEXT NOT NULL, rating INTEGER NOT NULL, slips INTEGER NOT NULL,"
        " at TEXT NOT NULL, took REAL NOT NULL) WITHOUT ROWID",
        "CREATE TABLE version (kind TEXT NOT NULL, key TEXT NOT NULL, changed TEXT NOT NULL,"
        " value TEXT NOT NULL, PRIMARY KEY (kind, key, changed, value)) WITHOUT ROWID",
        "CREATE INDEX review_by_time ON review (at, id)",
    ),
)
"""Changes of the schema in order; PRAGMA user_version counts those already made."""

_REVIEW = ", ".join(f'"{field}"' for field in Review._fields)
_VERSION = ", ".join(Version._fields)
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_SCHEMA)
_AWAY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL)


class DamagedError(Exception):
    """The file is no sound database of ours."""


def is_damage(error: Exception) -> bool:
    """Tell whether an error means that the file is damaged, not that it cannot be written just now."""
    return _code(error) in _DAMAGED


def _code(error: Exception) -> int:
    """Give the kind of an error of SQLite; 0 where it is none of SQLite's own."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def open_file(folder: Path) -> sqlite3.Connection:
    """Open the database of a folder for writing; both are made if they are not there.

    :raises DamagedError: if it is not sound.
    :raises StudyTooNew: if its schema is newer than this program.
    :raises OSError: if the folder or the file cannot be written.
    :raises sqlite3.OperationalError: likewise.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / NAME
    if file.exists() and not file.is_file():
        raise DamagedError(file)
    patience = monotonic() + BUSY
    while True:
        connection = sqlite3.connect(file, timeout=BUSY, isolation_level=None)
        try:
            _prepare(connection)
        except sqlite3.Error as error:
            connection.close()
            if is_damage(error):
                raise DamagedError(file) from error
            if _code(error) not in _AWAY or monotonic() > patience:
                raise
            # Who finds the file being made by another is told so at once: SQLite waits for neither.
            sleep(_PAUSE)
        except BaseException:
            connection.close()
            raise
        else:
            return connection


def open_memory() -> sqlite3.Connection:
    """Open an empty store that is kept nowhere."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    _advance(connection)
    return connection


def _prepare(connection: sqlite3.Connection) -> None:
    _require_not_newer(connection)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    _require_sound(connection)
    # Even where nothing is to be done: it tells at once whether the file can be written.
    connection.execute("BEGIN IMMEDIATE")
    _require_not_newer(connection)
    _advance(connection)
    for name, fields in (("review", _REVIEW), ("version", _VERSION)):
        connection.execute(f"SELECT {fields} FROM {name} LIMIT 0")
    connection.execute("COMMIT")


def _require_not_newer(connection: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA user_version").fetchone()[0] > len(_STEPS):
        raise StudyTooNew(
            "Your notes and answers were last kept by a newer version of this program. They are left as they "
            "are; update the program to go on with them."
        )


def _require_sound(connection: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise DamagedError


def _advance(connection: sqlite3.Connection) -> None:
    done = connection.execute("PRAGMA user_version").fetchone()[0]
    for number, step in enumerate(_STEPS[done:], done + 1):
        for statement in step:
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {number}")


def which_file(folder: Path) -> str:
    """Give what tells the database of a folder from another that has its name now; "" if there is none."""
    try:
        found = (folder / NAME).stat()
    except OSError:
        return ""
    return f"{found.st_dev}/{found.st_ino}"


def set_aside(folder: Path, moment: datetime) -> Path:
    """Give a damaged database a name with the date; what was not yet written into it goes along.

    :raises OSError: if it cannot be renamed.
    """
    kept = folder / f"study-damaged-{moment:%Y%m%d-%H%M%S-%f}.sqlite"
    (folder / NAME).rename(kept)
    for ending in ("-wal", "-shm"):
        beside = folder / (NAME + ending)
        if beside.exists():
            beside.rename(folder / (kept.name + ending))
    return kept


def read_copy(folder: Path) -> Rows:
    """Read what a database that cannot be written holds, from a copy; nothing if that fails too.

    Where there is no room for a copy either, it is read as it lies, without the log beside it.

    :raises StudyTooNew: if its schema is newer than this program.
    """
    if not (folder / NAME).is_file():
        return Rows()
    try:
        with TemporaryDirectory(prefix="spinal-vein-viewer-") as place:
            for ending in ("", "-wal"):
                if (folder / (NAME + ending)).exists():
                    shutil.copyfile(folder / (NAME + ending), Path(place) / (NAME + ending))
            connection = open_file(Path(place))
            try:
                return rows_of(connection)
            finally:
                connection.close()
    except (OSError, sqlite3.Error):
        return _read_as_it_lies(folder / NAME)
    except DamagedError:
        return Rows()


def _read_as_it_lies(file: Path) -> Rows:
    connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        _require_not_newer(connection)
        _require_sound(connection)
        return rows_of(connection)
    except (sqlite3.Error, DamagedError):
        return Rows()
    finally:
        connection.close()


def rows_of(connection: sqlite3.Connection) -> Rows:
    """Give everything a database holds, in order."""
    reviews = connection.execute(f"SELECT {_REVIEW} FROM review ORDER BY at, id")
    versions = connection.execute(f"SELECT {_VERSION} FROM version ORDER BY kind, key, changed, value")
    return Rows(tuple(map(Review._make, reviews)), tuple(map(Version._make, versions)))


class Inserted(NamedTuple):
    """The rows that were not there before, and the answers in whose place others came."""

    new: Rows
    replaced: tuple[Review, ...]


def insert(
    connection: sqlite3.Connection, reviews: Iterable[Review], versions: Iterable[Version]
) -> Inserted:
    """Put rows in, all or none; give what was new. Of two answers with one id the greater stays."""
    made: list[Review] = []
    replaced: list[Review] = []
    added: list[Version] = []
    with _whole(connection):
        for review in reviews:
            known = connection.execute(f"SELECT {_REVIEW} FROM review WHERE id = ?", (review.id,)).fetchone()
            if known is None or tuple(review) > known:
                _put(connection, review)
                made.append(review)
                if known is not None:
                    replaced.append(Review(*known))
        for version in versions:
            done = connection.execute(
                f"INSERT OR IGNORE INTO version ({_VERSION}) VALUES (?, ?, ?, ?)", version
            )
            if done.rowcount:
                added.append(version)
    return Inserted(Rows(tuple(made), tuple(added)), tuple(replaced))


def remove(connection: sqlite3.Connection, rows: Rows, replaced: Iterable[Review]) -> None:
    """Take rows out again, all or none, and put back what they had replaced."""
    with _whole(connection):
        connection.executemany("DELETE FROM review WHERE id = ?", ((one.id,) for one in rows.reviews))
        same = " AND ".join(f"{field} = ?" for field in Version._fields)
        connection.executemany(f"DELETE FROM version WHERE {same}", rows.versions)
        for review in replaced:
            _put(connection, review)


def _put(connection: sqlite3.Connection, review: Review) -> None:
    places = ", ".join("?" * len(review))
    connection.execute(f"INSERT OR REPLACE INTO review ({_REVIEW}) VALUES ({places})", review)


@contextmanager
def _whole(connection: sqlite3.Connection) -> Iterator[None]:
    """Do what is written meanwhile wholly or, after an error, not at all.

    :raises StudyTooNew: if a newer program has changed the schema since it was opened.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        _require_not_newer(connection)
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise

"""Keeper: the database of a store while it is open: on the disk, or in memory where that takes nothing."""

import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Self, TypeVar

from viewer.core.study_backup import back_up, readable
from viewer.core.study_data import (
    Merged,
    Review,
    Rows,
    StudyError,
    StudyTooNew,
    StudyUnkept,
    Version,
    now,
)
from viewer.core.study_disk import (
    DamagedError,
    Inserted,
    insert,
    is_damage,
    open_file,
    open_memory,
    read_copy,
    remove,
    rows_of,
    set_aside,
    which_file,
)

Clock = Callable[[], datetime]
Tell = Callable[[StudyError], None]
T = TypeVar("T")


class Keeper:
    """Keeps rows: what is written is on the disk at once.

    Where the disk takes nothing, it goes on in memory, tells so once, and writes everything as soon as it
    can. Whatever is said goes to ``tell``. Two may be open on one folder; :meth:`changed_elsewhere` tells of
    the other's work.
    """

    def __init__(self, folder: Path, tell: Tell, clock: Clock = now) -> None:
        """Open the store in ``folder``, or begin one; a damaged file is set aside and told of.

        :raises StudyTooNew: if a newer version of the program wrote it; it is left as it is.
        """
        self._folder, self._tell, self._clock = folder, tell, clock
        self._kept, self._closed = True, False
        self._safe, self._taken_out = Rows(), list[Merged]()
        self._seen, self._file = 0, ""
        self._db = self._opened()
        self._look()
        self._back_up_former_days()

    def __enter__(self) -> Self:
        """Give the store; it is closed at the end."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the store."""
        self.close()

    @property
    def is_kept(self) -> bool:
        """Tell whether everything is on the disk."""
        return self._kept

    @property
    def would_lose(self) -> bool:
        """Tell whether closing now would lose anything: it is neither on the disk nor in an export."""
        return not self._kept and self.rows() != self._safe

    def keep(self) -> bool:
        """Write everything to the disk if that could not be done before; tell whether it is there now."""
        if not self._kept:
            self._reunite()
        return self._kept

    def close(self) -> None:
        """Write today's backup and close the file; once is enough."""
        if self._closed:
            return
        self._closed = True
        if self.keep():
            self._back_up(self._clock())
        self._db.close()

    def changed_elsewhere(self) -> bool:
        """Tell whether another window has written since this was last asked."""
        before = self._seen
        moved = self._follow()
        self._look()
        return moved or self._seen != before

    def rows(self) -> Rows:
        """Give everything, answers undone and versions past included."""
        return self._reading(rows_of)

    def _reading(self, question: Callable[[sqlite3.Connection], T]) -> T:
        try:
            return question(self._db)
        except (sqlite3.Error, StudyTooNew) as error:
            self._recover(error)
        return question(self._db)

    def _writing(self, act: Callable[[sqlite3.Connection], T]) -> T:
        self.keep()
        self._follow()
        return self._reading(act)

    def _write(self, reviews: Sequence[Review], versions: Sequence[Version]) -> Inserted:
        return self._writing(lambda db: insert(db, reviews, versions))

    def _remove(self, merged: Merged) -> None:
        """Take out what was brought in, and put back what that had replaced."""
        self._writing(lambda db: remove(db, merged.new, merged.replaced))
        if not self._kept:
            self._taken_out.append(merged)

    def _look(self) -> None:
        self._seen = self._reading(lambda db: db.execute("PRAGMA data_version").fetchone()[0])

    def _follow(self) -> bool:
        """Go on in the file that another window began when it put this one aside; tell whether one did."""
        if not self._kept or which_file(self._folder) == self._file:
            return False
        self._reopen(self._still_readable())
        return True

    # Backups

    def _back_up_former_days(self) -> None:
        """Keep the state of the days before: a program that is ended by force writes no backup."""
        rows = self.rows() if self._kept else Rows()
        last = max([*(row.at for row in rows.reviews), *(row.changed for row in rows.versions)], default="")
        if last:
            today = self._clock()
            then = datetime.fromisoformat(last).astimezone(today.tzinfo)
            if then.date() < today.date():
                self._back_up(then)

    def _back_up(self, moment: datetime) -> None:
        try:
            back_up(self._folder, self.rows(), moment.date())
        except OSError:
            # The store itself is kept; a disk that takes no backup takes no answer either, which is told.
            return

    # When the disk fails

    def _opened(self) -> sqlite3.Connection:
        try:
            return self._open()
        except DamagedError:
            return self._renewed()
        except (OSError, sqlite3.Error) as error:
            return self._apart(error, read_copy(self._folder))

    def _open(self) -> sqlite3.Connection:
        connection = open_file(self._folder)
        self._file = which_file(self._folder)
        return connection

    def _recover(self, error: sqlite3.Error | StudyTooNew) -> None:
        """Go on after an error with a fresh file if this one is damaged, else in memory."""
        if not self._kept or self._closed or isinstance(error, sqlite3.ProgrammingError):
            raise error
        rows = self._still_readable()
        if is_damage(error):
            self._reopen(rows)
        else:
            self._db.close()
            self._db = self._apart(error, rows)

    def _reopen(self, rows: Rows) -> None:
        """Go on in the file that is there now, with these rows besides."""
        self._db.close()
        try:
            self._db = self._opened()
        except StudyTooNew as newer:
            self._db = self._apart(newer, rows)
        else:
            self._write(*rows)

    def _still_readable(self) -> Rows:
        try:
            return rows_of(self._db)
        except sqlite3.Error:
            pass
        try:
            return read_copy(self._folder)
        except StudyTooNew:
            return Rows()

    def _renewed(self) -> sqlite3.Connection:
        """Set a damaged file aside and begin a fresh one with what the newest backup holds."""
        try:
            kept = set_aside(self._folder, self._clock())
            connection = self._open()
        except (OSError, sqlite3.Error, DamagedError) as error:
            return self._apart(error, Rows())
        told = f"The file with your answers and notes was damaged and has been put aside as {kept.name}."
        for file, rows in readable(self._folder, self._clock().date()):
            insert(connection, *rows)
            day = file.stem.removeprefix("study-backup-")
            self._tell(StudyError(f"{told} What the backup of {day} held is back."))
            break
        else:
            self._tell(StudyError(f"{told} A new one was begun."))
        return connection

    def _apart(self, error: Exception, rows: Rows) -> sqlite3.Connection:
        connection = open_memory()
        insert(connection, *rows)
        self._kept, self._safe = False, rows_of(connection)
        reason = getattr(error, "strerror", None) or str(error).rstrip(".")
        self._tell(
            StudyUnkept(
                f"Your answers and notes cannot be kept in {self._folder} now ({reason}); go on, they are "
                "held in memory and written as soon as that is possible."
            )
        )
        return connection

    def _reunite(self) -> None:
        """Write everything to the disk after all, if it takes it now."""
        try:
            connection = self._open()
        except (OSError, sqlite3.Error, DamagedError, StudyError):
            return
        try:
            for merged in self._taken_out:
                remove(connection, merged.new, merged.replaced)
            insert(connection, *rows_of(self._db))
        except sqlite3.Error:
            connection.close()
            return
        self._db.close()
        self._db, self._kept, self._taken_out = connection, True, []
        self._look()

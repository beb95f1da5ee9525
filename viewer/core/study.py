"""StudyStore: what a reader makes, kept in SQLite beside their settings."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from viewer.core.study_data import Bookmark, Change, Merged, Passage, Review, Rows, Thing, Version, stamp
from viewer.core.study_file import fields_of, read, replace_file, written
from viewer.core.study_keeper import Keeper
from viewer.core.words import fold

if TYPE_CHECKING:
    from viewer.core.study_search import Kept


class StudyStore(Keeper):
    """Owns what the reader adds: answers, notes, bookmarks, marked passages.

    What a method has done is kept when it returns, as :class:`Keeper` says.
    """

    # Answers

    def answer(
        self,
        item: str,
        mode: str,
        right: str,
        given: str,
        verdict: str,
        rating: int,
        slips: int = 0,
        took: float = 0.0,
    ) -> Review:
        """Keep an answer given now; the words are as in :class:`Review`."""
        review = Review(
            uuid4().hex,
            item,
            mode,
            right,
            given,
            verdict,
            rating,
            slips,
            stamp(self._clock()),
            max(took, 0.0),
        )
        self._write((review,), ())
        return review

    def reviews(self) -> tuple[Review, ...]:
        """Give all answers that were not undone, in order of time."""
        rows, undone = self.rows().reviews, self._current(Thing.UNDONE)
        return tuple(one for one in rows if not undone.get(one.id))

    def undo_answer(self, review: Review) -> Change:
        """Take an answer back: it stays in the log, marked, and counts no more."""
        return self._set(Thing.UNDONE, review.id, "1")

    # Notes

    def note_on(self, structure: str) -> str:
        """Give the note on a structure, in Markdown; "" if there is none."""
        return self._current(Thing.NOTE, structure).get(structure, "")

    def notes(self) -> dict[str, str]:
        """Give all notes by their structures."""
        return self._current(Thing.NOTE)

    def write_note(self, structure: str, text: str) -> Change:
        """Replace the note on a structure; "" takes it away. Former texts are kept."""
        return self._set(Thing.NOTE, structure, text)

    def former_notes(self, structure: str) -> tuple[Version, ...]:
        """Give the other texts that the note on a structure has had, here or elsewhere, the latest first.

        Each text once, with the last moment at which it was written.
        """
        versions = self._versions(Thing.NOTE, structure)
        latest = {version.value: version for version in versions}
        known = {"", versions[-1].value} if versions else set()
        return tuple(sorted((one for text, one in latest.items() if text not in known), reverse=True))

    # Bookmarks and marked passages

    def bookmarks(self) -> tuple[Bookmark, ...]:
        """Give the bookmarks by their names."""
        made = (Bookmark(key, *fields_of(value, 3)) for key, value in self._current(Thing.BOOKMARK).items())
        return tuple(sorted(made, key=lambda one: (fold(one.name), one.id)))

    def add_bookmark(self, name: str, link: str, atlas: str) -> Change:
        """Keep a view under a name; the change's ``key`` is the new bookmark's id."""
        return self._set(Thing.BOOKMARK, uuid4().hex, _packed(name, link, atlas))

    def change_bookmark(self, bookmark: Bookmark) -> Change:
        """Give the bookmark of this id another name or view."""
        return self._set(Thing.BOOKMARK, bookmark.id, _packed(*bookmark[1:]))

    def remove_bookmark(self, bookmark_id: str) -> Change:
        """Take a bookmark away."""
        return self._set(Thing.BOOKMARK, bookmark_id, "")

    def passages(self, section: str = "") -> tuple[Passage, ...]:
        """Give the marked passages, of one section or of all, in the order of their places."""
        made = (Passage(key, *fields_of(value, 5)) for key, value in self._current(Thing.PASSAGE).items())
        return tuple(sorted((one for one in made if section in ("", one.section)), key=lambda one: one[1:]))

    def mark_passage(self, atlas: str, section: str, quote: str, place: int = 0, mark: str = "") -> Change:
        """Mark words of a section; the change's ``key`` is the new passage's id."""
        return self._set(Thing.PASSAGE, uuid4().hex, _packed(atlas, section, quote, place, mark))

    def unmark_passage(self, passage_id: str) -> Change:
        """Take the mark from a passage."""
        return self._set(Thing.PASSAGE, passage_id, "")

    # Every change

    def do(self, change: Change) -> bool:
        """Do a change again, or, given its inverse, undo it; what is otherwise since stays so: False."""
        kind = Thing(change.kind)
        if self._current(kind, change.key).get(change.key, "") != change.before:
            return False
        self._set(kind, change.key, change.after)
        return True

    def find(self, text: str) -> list["Kept"]:
        """Give the notes, bookmarks and marked passages in which every word is found, at any place."""
        from viewer.core.study_search import find

        return find(text, self.notes(), self.bookmarks(), self.passages())

    # Taking along

    def export_to(self, file: Path) -> None:
        """Write everything into one file.

        :raises OSError: if it cannot be written.
        """
        replace_file(file, written(rows := self.rows()))
        self._safe = rows

    def import_from(self, file: Path) -> Merged:
        """Bring in what another store wrote; what is here already stays as it is.

        :raises StudyError: if it is no such file; then nothing is changed.
        :raises OSError: if it cannot be read.
        """
        return self.import_rows(read(file))

    def import_rows(self, rows: Rows) -> Merged:
        """Bring in what another store held; what is here already stays as it is."""
        before = self._values(rows.versions)
        new, replaced = self._write(*rows)
        after = self._values(new.versions)
        changes = (Change(*thing, before[thing], value) for thing, value in after.items())
        return Merged(new, replaced, tuple(one for one in changes if one.before != one.after))

    def take_out(self, merged: Merged) -> None:
        """Undo bringing in a file: as far as it was not changed since, everything is as it was before."""
        self._remove(merged)
        self._turn(change.inverse for change in merged.changes)

    def bring_in(self, merged: Merged) -> None:
        """Bring in again what was taken out."""
        self._write(*merged.new)
        self._turn(merged.changes)

    def _turn(self, changes: Iterable[Change]) -> None:
        """Do what of these changes does not follow from the rows alone; what is otherwise since stays so."""
        for change in changes:
            self.do(change)

    def _values(self, versions: Iterable[Version]) -> dict[tuple[str, str], str]:
        """Give what the things of some versions are now, "" where there is none."""
        now = {kind: self._current(Thing(kind)) for kind in {one.kind for one in versions}}
        return {(one.kind, one.key): now[one.kind].get(one.key, "") for one in versions}

    # Reading and writing

    def _versions(self, kind: Thing, key: str = "") -> list[Version]:
        def found(db: sqlite3.Connection) -> list[Version]:
            order = "ORDER BY kind, key, changed, value"
            if key:
                rows = db.execute(f"SELECT * FROM version WHERE kind = ? AND key = ? {order}", (kind, key))
            else:
                rows = db.execute(f"SELECT * FROM version WHERE kind = ? {order}", (kind,))
            return [Version(*row) for row in rows]

        return self._reading(found)

    def _current(self, kind: Thing, key: str = "") -> dict[str, str]:
        latest = {version.key: version.value for version in self._versions(kind, key)}
        return {key: value for key, value in latest.items() if value}

    def _set(self, kind: Thing, key: str, value: str) -> Change:
        versions = self._versions(kind, key)
        before = versions[-1].value if versions else ""
        if value != before:
            self._write((), (Version(kind, key, self._after(versions), value),))
        return Change(kind, key, before, value)

    def _after(self, versions: Sequence[Version]) -> str:
        """Give the moment, but one after all versions: a clock that was put back must not hide a change."""
        moment = stamp(self._clock())
        if versions and moment <= versions[-1].changed:
            last = datetime.fromisoformat(versions[-1].changed)
            return stamp(last + timedelta(microseconds=1))
        return moment


def _packed(*fields: str | int) -> str:
    return json.dumps(fields, ensure_ascii=False)

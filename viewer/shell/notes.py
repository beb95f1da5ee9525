"""Notes, bookmarks and marked passages of one window: written, shown, found, undone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QVBoxLayout

from viewer.core.structure import StructureId
from viewer.shell.passages import passage_at, place_of, places_on, selected_passage
from viewer.shell.study_undo import DoneCommand
from viewer.widgets.note_box import NoteBox

if TYPE_CHECKING:
    from viewer.core.found import Found
    from viewer.core.study import StudyStore
    from viewer.core.study_data import Bookmark, Change
    from viewer.shell.case_window import CaseWindow
    from viewer.shell.study import StudyDesk


class Notes(QObject):
    """What the reader wrote and marked, in the places where it belongs."""

    def __init__(self, window: CaseWindow, study: StudyDesk) -> None:
        """Put the box for notes below the reader's card."""
        super().__init__(window)
        self._window, self._study = window, study
        self.box = NoteBox(window.reader_panel)
        column = window.reader_panel.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(1, self.box)
        self.box.set_look(window.appearance.look)
        self.box.note_written.connect(self.write)
        self.box.history_wanted.connect(self.show_history)
        self.box.web_link_followed.connect(window.reader_panel.web_link_followed)
        window.appearance.look_changed.connect(self.box.set_look)
        window.reader_panel.text.marks.marker = partial(places_on, self._passages)
        window.place_shown.connect(self.show)
        window.atlas_shown.connect(self.show)
        study.changed.connect(self.renew)
        self.show()

    def _store(self) -> StudyStore | None:
        return self._study.store

    def _done(self, text: str, change: Change) -> None:
        """Let a change that was made be undone, and show it everywhere."""
        if change.before == change.after:
            return
        do, undo = partial(self._do, change), partial(self._do, change.inverse)
        self._window.blood.undo_stack.push(DoneCommand(self._window, text, do, undo))
        self._study.changed.emit()
        self._window.state_changed.emit()

    def _do(self, change: Change) -> bool:
        store = self._store()
        if store is None:
            return False
        done = store.do(change)
        self._study.changed.emit()
        self._window.state_changed.emit()
        if not done:
            self._window.message_bar.tell(
                self.tr("That was changed in another window since, and stays as it is.")
            )
        return done

    # Notes

    def _noted(self) -> str:
        """Give the structure whose note belongs on what the reader shows now; "" for none."""
        addresses, atlas = self._window.selection.addresses, self._window.atlas
        shown = self._window.reader_panel.card.isVisibleTo(self._window.reader_panel)
        if not addresses or not shown or addresses[-1].structure not in atlas.structures:
            return ""
        return addresses[-1].structure

    @Slot()
    def show(self) -> None:
        """Show the note on what is selected; what was being written is kept first."""
        self.box.finish()
        store, structure = self._store(), self._noted()
        if store is None or not structure:
            self.box.show_note(structure, "")
        else:
            self.box.show_note(structure, store.note_on(structure), bool(store.former_notes(structure)))

    @Slot()
    def renew(self) -> None:
        """Show notes and marks as they are now."""
        if not self.box.is_edited:
            self.show()
        self._window.reader_panel.text.marks.renew()

    def edit(self) -> None:
        """Let the note on what is selected be written."""
        if self._store() is None:
            return
        self._window.reader_dock.show()
        if not self._noted() and self._window.selection.addresses:
            self._window.go_to(self._window.place._replace(section="", page=""))
        self.show()
        self.box.edit()

    @Slot(str, str, str)
    def write(self, structure: str, before: str, text: str) -> None:
        """Keep a note that was ``before`` when the reader began to write."""
        store = self._store()
        if store is not None:
            words = self.tr("Note on {name}").format(name=self._name(structure))
            change = store.write_note(structure, text)
            self._done(words, change)
            if change.before != before:
                self._window.message_bar.tell(
                    self.tr("This note was changed elsewhere meanwhile. Undo brings that text back.")
                )

    @Slot()
    def show_history(self) -> None:
        """Show what the note was before, here, in another window or on another machine."""
        from viewer.shell.note_history import NoteHistory

        self.box.finish()
        store, structure = self._store(), self._noted()
        if store is None or not structure:
            return
        former = store.former_notes(structure)
        dialog = NoteHistory(self._name(structure), former, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.text_wanted.connect(lambda text: self.write(structure, store.note_on(structure), text))
        dialog.open()

    def _name(self, structure: str) -> str:
        found = self._window.atlas.structures.get(StructureId(structure))
        return found.name if found else structure

    # Bookmarks

    def bookmarks(self) -> list[Bookmark]:
        """Give the bookmarks of the atlas that is shown."""
        store = self._store() if self._study.exists else None
        atlas = self._window.atlas.id
        return [one for one in store.bookmarks() if one.atlas == atlas] if store is not None else []

    def add_bookmark(self, name: str, link: str) -> None:
        """Keep a view under a name."""
        store = self._store()
        if store is not None:
            words = self.tr("Bookmark {name}").format(name=name)
            self._done(words, store.add_bookmark(name, link, self._window.atlas.id))

    def rename_bookmark(self, bookmark: Bookmark, name: str) -> None:
        """Give a bookmark another name."""
        store = self._store()
        if store is not None and name.strip():
            self._done(
                self.tr("Rename Bookmark"), store.change_bookmark(bookmark._replace(name=name.strip()))
            )

    def remove_bookmark(self, bookmark: Bookmark) -> None:
        """Take a bookmark away."""
        store = self._store()
        if store is not None:
            words = self.tr("Remove Bookmark {name}").format(name=bookmark.name)
            self._done(words, store.remove_bookmark(bookmark.id))

    # Marked passages

    def _passages(self) -> list[tuple[str, str, int, str]]:
        """Give section, words, number among the same words, and id of what is marked in this atlas."""
        store = self._store() if self._study.exists else None
        found = store.passages() if store is not None else ()
        atlas = self._window.atlas.id
        return [(one.section, one.quote, one.place, one.id) for one in found if one.atlas == atlas]

    def toggle_passage(self) -> bool:
        """Mark what is selected in the reader, or unmark where the cursor is; False if there is neither."""
        text, store = self._window.reader_panel.text, self._store()
        if store is None:
            return False
        marked = passage_at(self._passages(), text)
        if marked:
            self._done(self.tr("Unmark Passage"), store.unmark_passage(marked))
            return True
        chosen = selected_passage(text)
        if chosen is None:
            return False
        section, quote, place = chosen
        change = store.mark_passage(self._window.atlas.id, section, quote, place)
        self._done(self.tr("Mark Passage"), change)
        # Else the selection would hide the mark.
        cursor = text.textCursor()
        cursor.clearSelection()
        text.setTextCursor(cursor)
        return True

    def show_passage(self, id_: str) -> None:
        """Show a marked passage where it stands."""
        found = next((section for section, _, _, key in self._passages() if key == id_), "")
        if found in self._window.atlas.sections:
            panel = self._window.reader_panel
            self._window.reader_dock.show()
            self._window.read_section(found)
            panel.finish()
            place = place_of(self._passages(), panel.text, id_)
            if place >= 0:
                panel.text.scroll_to_place(place)

    # Search

    def find(self, words: str) -> list[Found]:
        """Give what of the reader's own holds these words, for the search."""
        from viewer.core.found import Found

        store = self._store() if self._study.exists else None
        atlas, found = self._window.atlas, []
        shown = {one.id: one for one in self.bookmarks()}
        marked = {id_: section for section, _, _, id_ in self._passages()}
        for kept in store.find(words) if store is not None else ():
            title, key = kept.title, kept.key
            if kept.kind == "note":
                structure = atlas.structures.get(StructureId(key))
                title = structure.name if structure is not None else ""
            elif kept.kind == "passage":
                section = atlas.sections.get(marked.get(key, ""))
                title = section.title if section is not None else ""
            elif key not in shown:
                title = ""
            if title:
                excerpt = kept.text if kept.kind != "bookmark" else ""
                found.append(Found(str(kept.kind), key, title, "", " ".join(excerpt.split()), 0.0))
        return found

"""What a reader writes, saves and marks: shown where it belongs, found, undone, there at the next start."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QMenu

from tests.reader import CTRL, SHIFT, Key, Reader
from viewer.core.study import StudyStore
from viewer.shell import study_acts
from viewer.shell.bookmarks import BookmarksDialog
from viewer.shell.following import Following
from viewer.shell.note_history import NoteHistory
from viewer.widgets.reader_document import Page

OpenReader = Callable[..., Reader]
MIDLINE, LATERAL = "posteromedian-spinal-vein", "posterolateral-spinal-vein"


def note(reader: Reader) -> str:
    box = reader.window.notes.box
    return box.page.toPlainText() if box.isVisible() else ""


def write_note(reader: Reader, address: str, text: str) -> None:
    reader.click(address)
    reader.press(Key.Key_N, CTRL | SHIFT)
    reader.write(text)
    reader.press(Key.Key_Return, CTRL)


def wake(reader: Reader) -> None:
    """Wait until the window has looked whether there are notes."""
    following = reader.window.findChild(Following)
    assert following is not None
    following._show_notes()
    reader.settle()


def find(reader: Reader, words: str) -> list[tuple[str, str]]:
    box = reader.window.search_box
    box.look_for(words)
    return [(one.kind, one.title) for one in box.found if one.kind in ("note", "bookmark", "passage")]


def choose_found(reader: Reader, kind: str) -> None:
    box = reader.window.search_box
    row = next(at for at, one in enumerate(box.found) if one.kind == kind)
    for _ in range(row):
        reader.press(Key.Key_Down)
    reader.press(Key.Key_Return)


def select_words(reader: Reader, words: str) -> None:
    text = reader.window.reader_panel.text
    reader.window.reader_panel.finish()
    found = text.document().find(words)
    assert not found.isNull()
    text.setTextCursor(found)


def marked(reader: Reader) -> list[str]:
    """The words that are marked in the reader, by the broken line below them."""
    text = reader.window.reader_panel.text
    dashed = text.marks.marker(text.page) if text.marks.marker is not None and text.page is not None else ()
    words = []
    for start, end, _ in dashed:
        cursor = QTextCursor(text.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        words.append(cursor.selectedText())
    return words


def test_a_note_is_written_read_undone_and_done_again(reader: Reader) -> None:
    write_note(reader, MIDLINE, "A **bold** thing to remember")
    assert note(reader) == "A bold thing to remember"
    reader.click(f"{LATERAL}.left")
    assert note(reader) == ""
    reader.click(MIDLINE)
    assert note(reader) == "A bold thing to remember"
    reader.press(Key.Key_Z, CTRL)
    assert note(reader) == ""
    reader.press(Key.Key_Y, CTRL)
    assert note(reader) == "A bold thing to remember"


def test_what_is_undone_out_of_sight_is_said(reader: Reader) -> None:
    write_note(reader, MIDLINE, "mine")
    reader.click("posterolateral-spinal-vein.left")
    reader.press(Key.Key_Z, CTRL)
    assert reader.told == "Undone: Note on Posteromedian spinal vein."
    reader.press(Key.Key_Z, CTRL | SHIFT)
    assert reader.told == "Done again: Note on Posteromedian spinal vein."


def test_notes_and_blocks_are_undone_in_one_order(reader: Reader) -> None:
    write_note(reader, MIDLINE, "first")
    reader.press(Key.Key_B, CTRL)
    action = next(one for one in reader.window.actions() if one.objectName() == "undo")
    assert action.text() == "Undo: Block"
    reader.command("undo")
    assert action.text() == "Undo: Note on Posteromedian spinal vein" and reader.window.blood.blocks == ()
    reader.command("undo")
    assert note(reader) == "" and action.text() == "Undo" and not action.isEnabled()


def test_what_is_being_written_is_kept_when_another_is_selected_or_the_window_closes(
    open_reader: OpenReader,
) -> None:
    reader = open_reader()
    reader.click(MIDLINE)
    reader.press(Key.Key_N, CTRL | SHIFT)
    reader.write("half a thought")
    reader.click(f"{LATERAL}.left")
    reader.press(Key.Key_N, CTRL | SHIFT)
    reader.write("another")
    reader.leave()
    again = open_reader()
    wake(again)
    again.click(MIDLINE)
    assert note(again) == "half a thought"
    again.click(f"{LATERAL}.left")
    assert note(again) == "another"


def test_a_note_is_text_and_no_page_of_the_web(reader: Reader) -> None:
    write_note(reader, MIDLINE, "<script>x</script> ![p](file:///etc/passwd)")
    assert "<script>" in note(reader)


def test_a_note_is_found_by_the_search(reader: Reader) -> None:
    write_note(reader, MIDLINE, "resembles a caterpillar")
    wake(reader)
    reader.click(f"{LATERAL}.left")
    assert find(reader, "caterpillar") == [("note", "Posteromedian spinal vein")]
    choose_found(reader, "note")
    assert reader.heading == "Posteromedian spinal vein" and "caterpillar" in note(reader)


def test_a_note_that_is_found_reads_as_in_the_reader(reader: Reader) -> None:
    write_note(reader, MIDLINE, "# **Caterpillar**, see the [plate](https://example.org) and `code`")
    wake(reader)
    find(reader, "caterpillar plate")
    shown = next(one for one in reader.window.search_box.found if one.kind == "note")
    assert shown.excerpt == "Caterpillar, see the plate and code"


def test_a_view_is_saved_opened_renamed_and_removed(reader: Reader) -> None:
    reader.click(MIDLINE)
    reader.plate.set_zoom(3.0)
    study_acts.keep_bookmark(reader.window, "My view")
    reader.press(Key.Key_Escape)
    reader.press(Key.Key_Escape)
    reader.window.plates.fit()
    menu = reader.window.findChild(QMenu, "bookmarks")
    assert menu is not None
    menu.aboutToShow.emit()
    menu.actions()[0].trigger()
    reader.settle()
    assert reader.lit_structures == {MIDLINE} and abs(reader.plate.zoom() - 3.0) < 0.1
    wake(reader)
    assert find(reader, "my view") == [("bookmark", "My view")]
    dialog = BookmarksDialog(reader.window.notes, reader.window)
    item = dialog.list.item(0)
    item.setText("Its name")
    assert [one.name for one in reader.window.notes.bookmarks()] == ["Its name"]
    dialog.remove()
    assert reader.window.notes.bookmarks() == []
    reader.command("undo")
    reader.command("undo")
    assert [one.name for one in reader.window.notes.bookmarks()] == ["My view"]
    dialog.deleteLater()


def test_a_passage_is_marked_found_and_unmarked(reader: Reader) -> None:
    reader.click(MIDLINE)
    text = reader.window.reader_panel.text
    reader.window.reader_panel.finish()
    words = " ".join(next(w for w in text.toPlainText().split("\n")[4:] if len(w) > 80).split()[2:8])
    select_words(reader, words)
    reader.press(Key.Key_H, CTRL)
    assert marked(reader) == [words]
    reader.click(f"{LATERAL}.left")
    reader.click(MIDLINE)
    assert marked(reader) == [words]
    wake(reader)
    assert [kind for kind, _ in find(reader, words)] == ["passage"]
    choose_found(reader, "passage")
    assert marked(reader) == [words]
    select_words(reader, words)
    reader.press(Key.Key_H, CTRL)
    assert marked(reader) == []
    reader.command("undo")
    assert marked(reader) == [words]


def test_the_same_words_further_down_are_marked_where_they_were(reader: Reader) -> None:
    reader.command("article")
    text = reader.window.reader_panel.text
    reader.window.reader_panel.finish()
    section = next(iter(text.page.sections)) if text.page else ""
    assert section
    first = text.document().find(" the ", text.page.sections[section] if text.page else 0)
    second = text.document().find(" the ", first)
    text.setTextCursor(second)
    reader.press(Key.Key_H, CTRL)
    assert text.marks.marker is not None and text.page is not None
    (place,) = text.marks.marker(text.page)
    assert second.selectionStart() < place[0] < second.selectionEnd()


def test_a_mark_takes_whole_words_leaves_the_citations_and_can_be_seen(reader: Reader) -> None:
    reader.command("article")
    text = reader.window.reader_panel.text
    reader.window.reader_panel.finish()
    page = text.page
    assert page is not None
    plain = page.document.toRawText()
    cited = next(one for one in page.citations if plain[one.start - 2].isalpha() and plain[one.end] == " ")
    begin = plain.rindex(" ", 0, cited.start - 12) + 3
    end = next(at for at in range(cited.end + 2, len(plain)) if plain[at - 1 : at + 1].isalpha())
    cursor = text.textCursor()
    cursor.setPosition(begin)
    cursor.setPosition(end, cursor.MoveMode.KeepAnchor)
    text.setTextCursor(cursor)
    reader.press(Key.Key_H, CTRL)
    (passage,) = reader.window.study.store.passages() if reader.window.study.store else ()
    before = plain[plain.rindex(" ", 0, begin) + 1 : cited.start]
    assert passage.quote.startswith(f"{before} ") and not plain[: cited.end].endswith(passage.quote)
    assert not any(letter.isdigit() for letter in passage.quote)
    assert f" {passage.quote.split()[-1]}" in plain, "the last word is whole"
    assert not text.textCursor().hasSelection()
    assert text.marks.marker is not None
    ((first, last, _),) = text.marks.marker(page)
    assert first < begin and cited.end < end <= last


def disputed(reader: Reader) -> tuple[Page, int, int]:
    """Give the page of the article, and where its first sign of a dispute begins and ends."""
    reader.window.reader_panel.finish()
    page = reader.window.reader_panel.text.page
    assert page is not None
    sign = page.document.find("[disputed]")
    return page, sign.selectionStart(), sign.selectionEnd()


def select(reader: Reader, start: int, end: int) -> None:
    cursor = reader.window.reader_panel.text.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    reader.window.reader_panel.text.setTextCursor(cursor)


def tinted(reader: Reader) -> list[tuple[int, int]]:
    """Give the stretches of the page that are drawn as marked by the reader."""
    text = reader.window.reader_panel.text
    ground = reader.window.appearance.look.ui("warning-base")
    marks = [one for one in text.extraSelections() if one.format.background().color() == ground]
    return [(one.cursor.selectionStart(), one.cursor.selectionEnd()) for one in marks]


def test_a_mark_takes_no_sign_of_a_dispute_and_tints_neither_it_nor_citations(reader: Reader) -> None:
    page, start, end = disputed(reader)
    select(reader, start - 60, end + 40)
    reader.command("mark-passage")
    (passage,) = reader.window.study.store.passages() if reader.window.study.store else ()
    assert "[" not in passage.quote and "disputed" not in passage.quote
    assert page.document.toRawText()[end + 20 : end + 35].strip() in passage.quote
    spans = tinted(reader)
    assert len(spans) > 1 and spans[0][0] <= start - 60 and spans[-1][1] >= end + 40
    aside = [(start, end), *((one.start, one.end) for one in page.citations)]
    assert not any(
        first < last_of and first_of < last for first, last in spans for first_of, last_of in aside
    )


def test_a_passage_that_was_marked_with_its_sign_before_is_still_found(reader: Reader) -> None:
    page, start, end = disputed(reader)
    store, raw = reader.window.study.store, page.document.toRawText().replace("\u2029", "\n")
    assert store is not None
    cited = next(one for one in reversed(page.citations) if one.end <= start)
    section = max((at, name) for name, at in page.sections.items() if at <= start)[1]
    quote = raw[cited.start - 30 : cited.start] + raw[cited.end : end]
    store.mark_passage(reader.window.atlas.id, section, quote)
    reader.window.notes.renew()
    assert tinted(reader)


def test_marking_nothing_says_what_to_do(reader: Reader) -> None:
    reader.command("mark-passage")
    assert "Select words" in reader.told


def test_a_note_is_reached_and_left_by_keys(reader: Reader) -> None:
    reader.click(MIDLINE)
    reader.press(Key.Key_N, CTRL | SHIFT)
    line = reader.window.notes.box.line
    assert QApplication.focusWidget() is line
    reader.write("x")
    reader.press(Key.Key_Escape)
    assert note(reader) == "x" and not line.isVisible()
    assert reader.window.notes.box.edit_button.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_what_another_window_wrote_is_seen_on_coming_back(reader: Reader) -> None:
    reader.click(MIDLINE)
    reader.window.notes.show()
    with StudyStore(reader.window.profile.folder, lambda error: None) as other:
        other.write_note(MIDLINE, "from the other window")
        assert note(reader) == ""
        QApplication.sendEvent(reader.window, QEvent(QEvent.Type.WindowActivate))
        assert note(reader) == "from the other window"


def write_elsewhere(reader: Reader, text: str) -> None:
    """Write a note on the midline vein in another window, and stay in this one."""
    with StudyStore(reader.window.profile.folder, lambda error: None) as other:
        other.write_note(MIDLINE, text)


def kept_note(reader: Reader) -> str:
    store = reader.window.study.store
    return store.note_on(MIDLINE) if store is not None else ""


def test_undo_leaves_what_another_window_wrote_since(reader: Reader) -> None:
    write_note(reader, MIDLINE, "mine")
    write_elsewhere(reader, "mine, and more")
    reader.press(Key.Key_Z, CTRL)
    assert kept_note(reader) == "mine, and more" and note(reader) == "mine, and more"
    assert "changed in another window" in reader.told
    undo = next(one for one in reader.window.actions() if one.objectName() == "undo")
    assert not undo.isEnabled(), "it can never be undone now"


def test_a_note_that_two_windows_write_at_once_keeps_both_texts(reader: Reader) -> None:
    reader.click(MIDLINE)
    reader.press(Key.Key_N, CTRL | SHIFT)
    reader.write("mine")
    write_elsewhere(reader, "theirs")
    reader.press(Key.Key_Return, CTRL)
    assert note(reader) == "mine" and "changed elsewhere meanwhile" in reader.told
    reader.press(Key.Key_Z, CTRL)
    assert note(reader) == "theirs"


def test_an_earlier_text_of_a_note_is_looked_up_and_brought_back(reader: Reader) -> None:
    write_note(reader, MIDLINE, "first thought")
    earlier = reader.window.notes.box.earlier_button
    assert not earlier.isVisible()
    write_elsewhere(reader, "second **thought**")
    QApplication.sendEvent(reader.window, QEvent(QEvent.Type.WindowActivate))
    assert note(reader) == "second thought" and earlier.isVisible()
    earlier.click()
    reader.settle()
    dialog = reader.window.findChild(NoteHistory)
    assert dialog is not None and dialog.isVisible()
    assert dialog.list.count() == 1 and dialog.page.toPlainText() == "first thought"
    reader.press(Key.Key_Return)
    assert note(reader) == "first thought"
    reader.command("undo")
    assert note(reader) == "second thought"


def test_a_note_that_was_emptied_can_be_brought_back(reader: Reader) -> None:
    write_note(reader, MIDLINE, "a thought")
    reader.press(Key.Key_N, CTRL | SHIFT)
    reader.press(Key.Key_A, CTRL)
    reader.press(Key.Key_Delete)
    reader.press(Key.Key_Return, CTRL)
    assert note(reader) == ""
    reader.press(Key.Key_N, CTRL | SHIFT)
    reader.window.notes.box.earlier_button.click()
    reader.settle()
    reader.press(Key.Key_Return)
    assert note(reader) == "a thought"


def test_what_is_being_written_stays_when_another_plate_is_shown(reader: Reader) -> None:
    reader.click(MIDLINE)
    reader.press(Key.Key_N, CTRL | SHIFT)
    reader.write("half a thought")
    reader.press(Key.Key_2, CTRL)
    assert kept_note(reader) == "half a thought" and note(reader) == "half a thought"

"""What a reader makes: kept, undone, merged, and safe from damage, newer versions and full disks."""

import json
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from threading import Timer

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.core.study_helpers import START, Watch, refuse
from tests.disk import small_disk
from viewer.core.atlas import Atlas
from viewer.core.study import StudyStore
from viewer.core.study_data import Change, Merged, Review, StudyError, StudyTooNew, StudyUnkept, stamp
from viewer.core.study_disk import set_aside
from viewer.core.study_file import as_table

VEIN = "midline-vein"


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def open_store(tmp_path: Path, watch: Watch) -> Iterator[Callable[..., StudyStore]]:
    stores = []

    def make(name: str = "profile", tell: Callable[[StudyError], None] = refuse) -> StudyStore:
        stores.append(StudyStore(tmp_path / name, tell, watch))
        return stores[-1]

    yield make
    for store in stores:
        store.close()


@pytest.fixture
def store(open_store: Callable[..., StudyStore]) -> StudyStore:
    return open_store()


Open = Callable[..., StudyStore]


def answered(store: StudyStore, item: str = VEIN, given: str = VEIN, rating: int = 3) -> Review:
    return store.answer(item, "find", item, given, "right" if rating > 1 else "wrong", rating)


def undo_last(store: StudyStore) -> Change | None:
    """Take the last answer back that still counts."""
    reviews = store.reviews()
    return store.undo_answer(reviews[-1]) if reviews else None


def test_what_was_made_is_there_the_next_day(store: StudyStore, open_store: Open) -> None:
    review = answered(store)
    store.write_note(VEIN, "**Midline**")
    mark = store.add_bookmark("At T8", "dorsal/midline-vein.T8?zoom=2&at=1,2", "small").key
    passage = store.mark_passage("small", "about", "the midline vein", 1, "yellow").key
    store.close()
    again = open_store()
    assert again.reviews() == (review,)
    assert again.note_on(VEIN) == "**Midline**"
    assert [(one.id, one.name, one.link) for one in again.bookmarks()] == [
        (mark, "At T8", "dorsal/midline-vein.T8?zoom=2&at=1,2")
    ]
    assert [(one.id, one.quote, one.place, one.mark) for one in again.passages("about")] == [
        (passage, "the midline vein", 1, "yellow")
    ]
    assert again.passages("elsewhere") == ()


def test_the_last_answer_is_undone_and_stays_in_the_log(store: StudyStore) -> None:
    first, second = answered(store), answered(store, rating=1)
    taken = undo_last(store)
    assert taken is not None and taken.key == second.id
    assert store.reviews() == (first,)
    assert store.rows().reviews == (first, second)
    store.do(taken.inverse)
    assert store.reviews() == (first, second)
    undo_last(store)
    undo_last(store)
    assert undo_last(store) is None


def test_every_change_has_an_inverse(store: StudyStore) -> None:
    written = store.write_note(VEIN, "one")
    changed = store.write_note(VEIN, "two")
    added = store.add_bookmark("name", "dorsal/", "small")
    renamed = store.change_bookmark(store.bookmarks()[0]._replace(name="other"))
    removed = store.remove_bookmark(added.key)
    marked = store.mark_passage("small", "about", "words")
    store.do(marked.inverse)
    assert store.passages() == ()
    store.do(marked)
    assert [one.quote for one in store.passages()] == ["words"]
    store.do(removed.inverse)
    assert [one.name for one in store.bookmarks()] == ["other"]
    store.do(renamed.inverse)
    assert [one.name for one in store.bookmarks()] == ["name"]
    store.do(added.inverse)
    assert store.bookmarks() == ()
    store.do(changed.inverse)
    assert store.note_on(VEIN) == "one"
    store.do(written.inverse)
    assert store.notes() == {}
    assert [version.value for version in store.former_notes(VEIN)] == ["one", "two"]


def test_what_another_window_changed_since_is_neither_undone_nor_done_again(
    store: StudyStore, open_store: Open
) -> None:
    mine = store.write_note(VEIN, "mine")
    other = open_store()
    theirs = other.write_note(VEIN, "mine, and theirs")
    assert not store.do(mine.inverse)
    assert store.note_on(VEIN) == "mine, and theirs"
    assert other.do(theirs.inverse) and store.do(mine.inverse)
    other.write_note(VEIN, "a third")
    assert not store.do(mine)
    assert other.note_on(VEIN) == "a third"


def test_a_clock_that_was_put_back_hides_no_change(store: StudyStore, watch: Watch) -> None:
    store.write_note(VEIN, "before")
    watch.moment -= timedelta(days=400)
    store.write_note(VEIN, "after")
    assert store.note_on(VEIN) == "after"


def test_what_the_reader_made_is_found_by_its_words(store: StudyStore) -> None:
    store.write_note(VEIN, "Coiled in fistulas")
    store.add_bookmark("My Fistula", "dorsal/", "small")
    store.mark_passage("small", "about", "another matter")
    assert [one.kind for one in store.find("FISTULA")] == ["note", "bookmark"]
    assert [one.key for one in store.find("coil vein")] == [VEIN]
    assert store.find("  ") == []


def test_two_windows_see_each_others_work(store: StudyStore, open_store: Open) -> None:
    other = open_store()
    assert not store.changed_elsewhere()
    review = answered(other)
    assert store.changed_elsewhere()
    assert not store.changed_elsewhere()
    assert store.reviews() == (review,)
    own = answered(store)
    assert not store.changed_elsewhere()
    assert other.reviews() == (review, own)


def test_a_window_that_opens_while_another_makes_the_file_waits(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "study.sqlite", isolation_level=None, check_same_thread=False)
    other.execute("CREATE TABLE half_made (word)")
    other.execute("BEGIN IMMEDIATE")
    Timer(0.3, lambda: other.execute("ROLLBACK")).start()
    with StudyStore(tmp_path, refuse) as store:
        assert store.is_kept
    other.close()


# Damage


def damage(folder: Path, how: str) -> None:
    file = folder / "study.sqlite"
    match how:
        case "noise":
            file.write_bytes(b"no database at all, and quite long " * 200)
        case "cut":
            file.write_bytes(file.read_bytes()[:5000])
        case "hole":
            content = bytearray(file.read_bytes())
            content[4096:8192] = b"\xa5" * 4096
            file.write_bytes(content)
        case "table":
            database = sqlite3.connect(file)
            database.execute("DROP TABLE review")
            database.commit()
            database.close()
        case "folder":
            file.unlink()
            file.mkdir()


@pytest.mark.parametrize("how", ["noise", "cut", "hole", "table", "folder"])
def test_a_damaged_file_is_set_aside_and_the_backup_brought_back(
    how: str, store: StudyStore, open_store: Open, tmp_path: Path
) -> None:
    for _ in range(100):
        answered(store)
    store.write_note(VEIN, "kept")
    reviews = store.reviews()
    store.close()
    damage(tmp_path / "profile", how)
    told: list[StudyError] = []
    again = open_store(tell=told.append)
    (aside,) = tmp_path.glob("profile/study-damaged-*.sqlite")
    assert [aside.name in str(error) and "backup of 2026-03-01" in str(error) for error in told] == [True]
    assert again.is_kept
    assert again.reviews() == reviews
    assert again.note_on(VEIN) == "kept"


def test_damage_without_a_backup_begins_anew(open_store: Open, tmp_path: Path) -> None:
    (tmp_path / "profile").mkdir()
    (tmp_path / "profile" / "study.sqlite").write_text("nonsense " * 1000)
    told: list[StudyError] = []
    store = open_store(tell=told.append)
    assert "A new one was begun." in str(told[0])
    assert store.reviews() == ()
    answered(store)
    store.close()
    assert len(open_store().reviews()) == 1


def test_damage_while_it_is_open_is_told_and_survived(store: StudyStore, tmp_path: Path) -> None:
    answered(store)
    store.close()
    told: list[StudyError] = []
    store = StudyStore(tmp_path / "profile", told.append)
    file = tmp_path / "profile" / "study.sqlite"
    file.write_bytes(b"\xa5" * len(file.read_bytes()))
    Path(f"{file}-wal").unlink(missing_ok=True)
    answered(store)
    assert len(told) <= 1
    store.close()
    with StudyStore(tmp_path / "profile", told.append) as again:
        assert len(again.reviews()) >= 1
    assert told


def test_a_window_goes_on_in_the_file_that_another_began_anew(
    store: StudyStore, open_store: Open, tmp_path: Path
) -> None:
    answered(store)
    set_aside(tmp_path / "profile", START)
    other = open_store()
    theirs = answered(other)
    assert store.changed_elsewhere()
    assert len(store.reviews()) == 2 and theirs in store.reviews()
    set_aside(tmp_path / "profile", START + timedelta(days=1))
    third = open_store()
    answered(other)
    assert len(third.reviews()) == 3, "and nothing goes into what was put aside"


def test_a_newer_schema_is_refused_and_left_as_it_is(
    store: StudyStore, open_store: Open, tmp_path: Path
) -> None:
    answered(store)
    store.close()
    file = tmp_path / "profile" / "study.sqlite"
    database = sqlite3.connect(file)
    database.execute("PRAGMA user_version = 99")
    database.close()
    content = file.read_bytes()
    with pytest.raises(StudyTooNew, match="newer version"):
        open_store()
    assert file.read_bytes() == content
    assert not list(tmp_path.glob("profile/*damaged*"))


@pytest.mark.parametrize("changed", ["", "ALTER TABLE review RENAME TO answers"])
def test_a_newer_program_that_takes_the_file_over_meanwhile_is_left_alone(
    changed: str, tmp_path: Path, watch: Watch
) -> None:
    told: list[StudyError] = []
    with StudyStore(tmp_path, told.append, watch) as store:
        answered(store)
        with closing(sqlite3.connect(tmp_path / "study.sqlite")) as newer:
            newer.executescript(f"PRAGMA user_version = 99; {changed}")
        second = answered(store)
        assert store.reviews()[-1] == second
        assert [type(error) for error in told] == [StudyUnkept] and "newer version" in str(told[0])
        store.write_note(VEIN, "held in memory too")
        assert len(told) == 1 and store.would_lose
    with closing(sqlite3.connect(tmp_path / "study.sqlite")) as newer:
        kept = newer.execute(f"SELECT COUNT(*) FROM {'answers' if changed else 'review'}").fetchone()
    assert kept == (1,) and not list(tmp_path.glob("*damaged*"))


# A disk that takes nothing


def test_a_folder_that_cannot_be_made_is_told_once_and_studying_goes_on(tmp_path: Path, watch: Watch) -> None:
    (tmp_path / "file").write_text("no folder")
    told: list[StudyError] = []
    store = StudyStore(tmp_path / "file" / "profile", told.append, watch)
    answered(store)
    store.write_note(VEIN, "kept for now")
    assert len(told) == 1 and "cannot be kept" in str(told[0])
    assert len(store.reviews()) == 1
    store.export_to(tmp_path / "elsewhere.json")
    assert json.loads((tmp_path / "elsewhere.json").read_text())["reviews"]

    (tmp_path / "file").unlink()
    answered(store)
    assert store.is_kept
    store.close()
    with StudyStore(tmp_path / "file" / "profile", refuse, watch) as again:
        assert len(again.reviews()) == 2
        assert again.note_on(VEIN) == "kept for now"


def test_a_disk_that_fills_is_told_once_and_loses_nothing(tmp_path: Path, watch: Watch) -> None:
    told: list[StudyError] = []
    store = StudyStore(tmp_path, told.append, watch)
    answered(store)
    pages = store._db.execute("PRAGMA page_count").fetchone()[0]
    store._db.execute(
        f"PRAGMA max_page_count = {pages}"
    )  # what SQLite says then is what a full disk makes it say
    for number in range(30):
        store.write_note(VEIN, f"{number} " * 4000)
    store.answer(VEIN, "find", VEIN, VEIN, "right", 3)
    assert len(told) == 1 and "full" in str(told[0])
    assert len(store.reviews()) == 2
    store.close()
    with StudyStore(tmp_path, refuse, watch) as again:
        assert len(again.former_notes(VEIN)) == 29
        assert len(again.reviews()) == 2


def test_a_disk_that_is_full_from_the_start_hides_nothing(
    tmp_path: Path, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And is the only one: no room for a copy to read either."""
    told: list[StudyError] = []
    with small_disk(tmp_path / "disk", 512) as disk:
        with StudyStore(disk.folder, refuse, watch) as store:
            answered(store)
            store.write_note(VEIN, "kept")
        disk.fill()
        monkeypatch.setattr(tempfile, "tempdir", str(disk.folder))
        with StudyStore(disk.folder, told.append, watch) as store:
            assert store.note_on(VEIN) == "kept" and len(store.reviews()) == 1
            assert not store.is_kept and len(told) == 1


# Taking along


def test_an_export_is_brought_in_on_another_machine_once(
    store: StudyStore, open_store: Open, tmp_path: Path
) -> None:
    answered(store)
    store.write_note(VEIN, "from here")
    store.export_to(tmp_path / "along.json")
    other = open_store("other")
    answered(other)
    new = other.import_from(tmp_path / "along.json").new
    assert (len(new.reviews), len(new.versions)) == (1, 1)
    assert other.import_from(tmp_path / "along.json").is_nothing
    assert len(other.reviews()) == 2
    assert other.note_on(VEIN) == "from here"


def test_the_text_that_a_merge_puts_below_another_is_still_there(
    store: StudyStore, open_store: Open, tmp_path: Path
) -> None:
    store.write_note(VEIN, "from home")
    other = open_store("other")
    other.write_note(VEIN, "from the library")
    other.export_to(tmp_path / "along.json")
    store.import_from(tmp_path / "along.json")
    assert store.note_on(VEIN) == "from the library"
    assert [one.value for one in store.former_notes(VEIN)] == ["from home"]


Act = tuple[str, str, str]
ACTS = st.lists(
    st.tuples(
        st.sampled_from(["answer", "undo", "note", "bookmark", "remove", "pass"]),
        st.sampled_from(["midline-vein", "side-vein"]),
        st.text(max_size=3),
    ),
    max_size=8,
)


def act(store: StudyStore, acts: list[Act]) -> None:
    for what, structure, text in acts:
        match what:
            case "answer":
                store.answer(structure, "find", structure, text, "wrong", 1)
            case "undo":
                undo_last(store)
            case "note":
                store.write_note(structure, text)
            case "bookmark":
                store.add_bookmark(text, "dorsal/", "small")
            case "remove" if store.bookmarks():
                store.remove_bookmark(store.bookmarks()[0].id)
            case "pass":
                store.mark_passage("small", structure, text)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(together=ACTS, one=ACTS, other=ACTS, behind=st.integers(0, 5))
def test_two_stores_that_went_apart_merge_to_the_same_in_either_order(
    together: list[Act],
    one: list[Act],
    other: list[Act],
    behind: int,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    place = tmp_path_factory.mktemp("merge")
    first, second = Watch(), Watch()
    second.moment -= timedelta(seconds=behind)
    with (
        StudyStore(place / "a", refuse, first) as a,
        StudyStore(place / "b", refuse, second) as b,
        StudyStore(place / "c", refuse) as c,
    ):
        act(a, together)
        a.export_to(place / "start.json")
        b.import_from(place / "start.json")
        act(a, one)
        act(b, other)
        a.export_to(place / "a.json")
        b.export_to(place / "b.json")
        before = {*a.rows().reviews, *b.rows().reviews}, {*a.rows().versions, *b.rows().versions}
        a.import_from(place / "b.json")
        b.import_from(place / "a.json")
        for name in ("b.json", "start.json", "a.json", "b.json"):
            c.import_from(place / name)
        for each in (a, b, c):
            each.export_to(place / "whole.json")
            merged = (place / "whole.json").read_bytes()
            assert merged == (place / "first.json").read_bytes() if each is not a else True
            (place / "first.json").write_bytes(merged)
        assert (set(a.rows().reviews), set(a.rows().versions)) == before
        assert (a.reviews(), a.notes(), a.bookmarks()) == (b.reviews(), b.notes(), b.bookmarks())


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(together=ACTS, one=ACTS, other=ACTS)
def test_what_was_brought_in_is_taken_out_without_a_trace(
    together: list[Act], one: list[Act], other: list[Act], tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("out")
    first, second = Watch(), Watch()
    with StudyStore(place / "a", refuse, first) as a, StudyStore(place / "b", refuse, second) as b:
        act(a, together)
        a.export_to(place / "start.json")
        b.import_from(place / "start.json")
        act(a, one)
        act(b, other)
        b.export_to(place / "b.json")
        before = a.rows()
        merged = a.import_from(place / "b.json")
        after = a.rows()
        for _ in range(2):
            a.take_out(merged)
            assert a.rows() == before
            a.bring_in(merged)
            assert a.rows() == after


def brought_in(store: StudyStore, open_store: Open, tmp_path: Path) -> Merged:
    """Bring in another's note on the same structure, which is the later one, and an answer."""
    store.write_note(VEIN, "mine")
    other = open_store("other")
    other.write_note(VEIN, "theirs")
    answered(other)
    other.export_to(tmp_path / "along.json")
    merged = store.import_from(tmp_path / "along.json")
    assert store.note_on(VEIN) == "theirs" and len(store.reviews()) == 1
    return merged


def test_a_note_that_was_changed_and_changed_back_since_is_as_before_too(
    store: StudyStore, open_store: Open, tmp_path: Path
) -> None:
    merged = brought_in(store, open_store, tmp_path)
    store.do(store.write_note(VEIN, "theirs, and more").inverse)
    store.take_out(merged)
    assert store.note_on(VEIN) == "mine" and store.reviews() == ()
    store.bring_in(merged)
    assert store.note_on(VEIN) == "theirs" and len(store.reviews()) == 1


def test_what_was_written_since_stays_when_a_file_is_taken_out(
    store: StudyStore, open_store: Open, tmp_path: Path
) -> None:
    merged = brought_in(store, open_store, tmp_path)
    mine = answered(store)
    store.write_note(VEIN, "a third")
    store.take_out(merged)
    assert store.note_on(VEIN) == "a third" and store.reviews() == (mine,)


def test_a_file_is_taken_out_while_the_disk_takes_nothing(
    store: StudyStore, open_store: Open, tmp_path: Path, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    merged = brought_in(store, open_store, tmp_path)
    told: list[StudyError] = []
    monkeypatch.setattr(store, "_tell", told.append)
    store._db.execute("PRAGMA query_only = ON")  # what SQLite says then is what a read-only disk makes it say
    with monkeypatch.context() as patch:
        patch.setattr(store, "_reunite", lambda: None)
        store.take_out(merged)
        assert store.note_on(VEIN) == "mine" and store.reviews() == ()
    assert len(told) == 1
    store.close()
    with StudyStore(tmp_path / "profile", refuse, watch) as again:
        assert again.note_on(VEIN) == "mine" and again.reviews() == ()


@pytest.mark.parametrize(
    "content",
    [
        "", "[]", "{}", "nonsense", "[" * 100_000,
        '{"format": "spinal-vein-viewer-study", "version": 1}',
        '{"format": "spinal-vein-viewer-study", "version": 1, "reviews": [["a"]], "versions": []}',
        '{"format": "spinal-vein-viewer-study", "version": 1, "reviews": [], "versions":'
        ' [["bookmark", "a", "2026-01-01T00:00:00+00:00", "7"]]}',
        '{"format": "spinal-vein-viewer-study", "version": 1, "reviews": [], "versions":'
        ' [["note", "a", "2026-01-01T00:00:00", "no zone"]]}',
        '{"format": "spinal-vein-viewer-study", "version": 1, "reviews": [], "versions":'
        ' [["note", "a", "2026-01-01T00:00:00+00:00", "half a letter: \\ud800"]]}',
        '{"format": "spinal-vein-viewer-study", "version": 1, "reviews": [["a", "b", "find", "b",'
        ' "\\udfff", "wrong", 1, 0, "2026-01-01T00:00:00+00:00", 1.0]], "versions": []}',
        '{"format": "spinal-vein-viewer-study", "version": 1, "reviews": [["a", "b", "find", "b", "b",'
        ' "right", 3, 0, "9999-12-31T23:59:59+00:00", 1.0]], "versions": []}',
    ],
)  # fmt: skip
def test_a_file_that_is_no_export_changes_nothing(content: str, store: StudyStore, tmp_path: Path) -> None:
    review = answered(store)
    file = tmp_path / "strange.json"
    file.write_text(content)
    with pytest.raises(StudyError, match=r"strange\.json is damaged"):
        store.import_from(file)
    assert store.rows() == ((review,), ())


def test_an_export_of_a_newer_program_is_refused(store: StudyStore, tmp_path: Path) -> None:
    file = tmp_path / "newer.json"
    file.write_text('{"format": "spinal-vein-viewer-study", "version": 2}')
    with pytest.raises(StudyTooNew, match="update"):
        store.import_from(file)


def test_backups_of_the_last_five_days_with_changes_are_kept(
    open_store: Open, watch: Watch, tmp_path: Path
) -> None:
    for day in range(8):
        watch.moment = START + timedelta(days=day)
        store = open_store()
        if day != 6:
            answered(store)
        store.close()
    names = sorted(file.name for file in tmp_path.glob("profile/study-backup-*.json"))
    assert names == [f"study-backup-2026-03-0{day}.json" for day in (3, 4, 5, 6, 8)]


def test_a_day_that_ended_by_force_is_backed_up_on_the_next(
    store: StudyStore, open_store: Open, watch: Watch, tmp_path: Path
) -> None:
    answered(store)  # and the program is never closed
    watch.moment += timedelta(days=2)
    open_store()
    assert [file.name for file in tmp_path.glob("profile/*.json")] == ["study-backup-2026-03-01.json"]


def test_a_backup_that_a_wrong_clock_dated_ahead_is_not_taken_for_the_newest(
    open_store: Open, watch: Watch, tmp_path: Path
) -> None:
    watch.moment = START + timedelta(days=30_000)
    store = open_store()
    store.write_note(VEIN, "on a day far off")
    store.close()
    for day in range(7):
        watch.moment = START + timedelta(days=day)
        store = open_store()
        store.write_note(VEIN, f"on day {day}")
        store.close()
    damage(tmp_path / "profile", "noise")
    told: list[StudyError] = []
    assert open_store(tell=told.append).note_on(VEIN) == "on day 6"
    assert "backup of 2026-03-07" in str(told[0])
    assert len(list(tmp_path.glob("profile/study-backup-*.json"))) == 5


def test_backups_have_the_days_of_the_readers_place(tmp_path: Path, watch: Watch) -> None:
    there = timezone(timedelta(hours=9))  # where it is the second of March already

    def clock() -> datetime:
        return watch().astimezone(there)

    forced = StudyStore(tmp_path, refuse, clock)
    answered(forced)  # and the program is never closed
    watch.moment += timedelta(hours=5)  # the same day there, the next one in UTC
    StudyStore(tmp_path, refuse, clock)
    assert not list(tmp_path.glob("*.json"))
    watch.moment += timedelta(days=1)
    StudyStore(tmp_path, refuse, clock).close()
    assert [file.name for file in tmp_path.glob("*.json")] == ["study-backup-2026-03-02.json"]


def test_answers_as_a_table_name_what_was_given(small: Atlas, store: StudyStore) -> None:
    store.answer("side-vein.left", "name-typed", "side-vein", "=2+3", "wrong", 1, took=2.25)
    answered(store)
    lines = as_table(small, store.reviews()).splitlines()
    assert lines[0].startswith("at,mode,item,name")
    assert lines[1] == (
        f"{stamp(START + timedelta(seconds=1))},name-typed,side-vein.left,Side vein,wrong,1,side-vein,"
        "Side vein,'=2+3,,0,2.2"
    )
    assert lines[2].split(",")[2:4] == [VEIN, "Midline vein"]


def test_ten_thousand_answers_are_read_in_a_moment(store: StudyStore, tmp_path: Path) -> None:
    file = tmp_path / "many.json"
    reviews = [
        (f"{n:08x}", VEIN, "find", VEIN, VEIN, "right", 3, 0, stamp(START + timedelta(minutes=n)), 1.0)
        for n in range(10_000)
    ]
    content = {"format": "spinal-vein-viewer-study", "version": 1, "reviews": reviews, "versions": []}
    file.write_text(json.dumps(content))
    assert len(store.import_from(file).new.reviews) == 10_000
    begun = datetime.now(UTC)
    assert len(store.reviews()) == 10_000
    assert datetime.now(UTC) - begun < timedelta(seconds=1)

"""An atlas of one's own: opened in every way there is, and followed while it is written."""

import shutil
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.reader import Reader
from viewer.core.archive import pack
from viewer.core.assets import asset
from viewer.core.starter import write_starter
from viewer.shell.dropping import DropCue
from viewer.shell.live import LiveAtlas
from viewer.shell.watching import AtlasWatch
from viewer.shell.window import MainWindow

OpenReader = Callable[..., Reader]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An atlas folder of one's own, its name with a space."""
    mine = tmp_path / "my atlases" / "hand"
    write_starter(mine)
    return mine


@pytest.fixture
def file(folder: Path) -> Path:
    """The same as one file."""
    packed = folder.parent / "hand.svatlas"
    pack(folder, packed)
    return packed


def name_it(folder: Path, title: str) -> None:
    """Give an atlas another title, as an editor does it: a new file takes the place of the old."""
    head = folder / "atlas.toml"
    lines = head.read_text("utf-8").splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("title"))
    lines[at] = f'title = "{title}"'
    new = folder / ".atlas.toml.new"
    new.write_text("\n".join(lines) + "\n", "utf-8")
    new.replace(head)


def title(reader: Reader) -> str:
    return reader.window.windowTitle().removesuffix(" – Spinal Vein Viewer")


def followed(reader: Reader, qtbot: QtBot) -> Reader:
    """Wait until the start is over and the window follows what is saved, dropped and opened."""
    qtbot.waitUntil(lambda: reader.window.findChild(LiveAtlas) is not None)
    return reader


# ---- ways to open


@pytest.mark.parametrize("way", ["folder", "head", "file", "address", "option"])
def test_an_atlas_is_opened_by_what_a_desktop_hands_over(
    open_reader: OpenReader, folder: Path, file: Path, way: str
) -> None:
    arguments = {
        "folder": [str(folder)],
        "head": [str(folder / "atlas.toml")],
        "file": [str(file)],
        "address": [file.as_uri()],
        "option": ["--atlas", str(file)],
    }
    name_it(folder, "Veins of the Hand")
    pack(folder, file)
    reader = open_reader(*arguments[way])
    assert title(reader) == "Veins of the Hand"
    assert reader.window.source is not None
    assert reader.window.source.path == (file if way in ("file", "address", "option") else folder)


def test_a_file_that_cannot_be_opened_leaves_the_reader_with_a_window_that_says_why(
    open_reader: OpenReader, tmp_path: Path, qtbot: QtBot
) -> None:
    gone = tmp_path / "gone.svatlas"
    reader = followed(open_reader(str(gone)), qtbot)
    assert str(gone) in reader.told
    reader.leave()
    broken = tmp_path / "broken.svatlas"
    broken.write_bytes(b"no zip at all")
    reader = followed(open_reader(str(broken)), qtbot)
    assert "broken.svatlas" in reader.told
    assert reader.window.source is None


def test_a_folder_with_faults_opens_by_itself_once_they_are_mended(
    open_reader: OpenReader, folder: Path, qtbot: QtBot
) -> None:
    whole = (folder / "atlas.toml").read_text("utf-8")
    (folder / "atlas.toml").write_text(whole + "\n[nonsense\n", "utf-8")
    reader = followed(open_reader(str(folder)), qtbot)
    assert str(folder) in reader.told
    assert any(line.startswith("atlas.toml:") for line in reader.window.message_bar.details)
    assert reader.window.message_bar.lines.isVisible()
    (folder / "atlas.toml").write_text(whole, "utf-8")
    qtbot.waitUntil(lambda: reader.window.source is not None)
    assert reader.window.source is not None and reader.window.source.path == folder


def test_the_dialog_opens_a_file_and_by_its_atlas_toml_a_folder(
    reader: Reader, folder: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for chosen, opened in ((file, file), (folder / "atlas.toml", folder)):
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, chosen=chosen: (str(chosen), ""))
        reader.command("open-atlas")
        assert reader.window.source is not None and reader.window.source.path == opened
    shipped = next(a for a in reader.window.findChildren(QAction) if a.objectName() == "open-built-in")
    assert shipped.isEnabled()
    reader.command("open-built-in")
    assert reader.window.source is None
    assert not shipped.isEnabled()


def test_a_dialog_that_is_left_changes_nothing(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    before = title(reader)
    reader.command("open-atlas")
    reader.command("open-folder")
    assert (title(reader), reader.told) == (before, "")


def test_read_again_shows_the_new_content_of_a_file(
    open_reader: OpenReader, folder: Path, file: Path
) -> None:
    reader = open_reader(str(file))
    name_it(folder, "Second Edition")
    pack(folder, file)
    reader.command("reload")
    assert title(reader) == "Second Edition"
    assert "read again" in reader.told


def test_what_was_left_in_one_atlas_is_not_looked_for_in_another(
    open_reader: OpenReader, folder: Path
) -> None:
    first = open_reader()
    first.click("posterior-radicular-veins.right.T8")
    first.leave()
    other = open_reader(str(folder))
    assert other.lit == set()
    other.leave()


# ---- drag and drop


def mime(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drag_over(target: QWidget, data: QMimeData) -> bool:
    """Drag something over a part of the window; tell whether it may be dropped there."""
    event = QDragEnterEvent(
        QPoint(20, 20),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(target, event)
    return event.isAccepted()


def drop_on(target: QWidget, data: QMimeData) -> None:
    event = QDropEvent(
        QPointF(20, 20),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(target, event)


def cue(reader: Reader) -> bool:
    return any(each.isVisible() for each in reader.window.findChildren(DropCue))


@pytest.mark.parametrize("what", ["file", "folder", "head"])
def test_an_atlas_dropped_on_the_window_opens(
    reader: Reader, folder: Path, file: Path, qtbot: QtBot, what: str
) -> None:
    followed(reader, qtbot)
    data = mime({"file": file, "folder": folder, "head": folder / "atlas.toml"}[what])
    assert drag_over(reader.window, data)
    assert cue(reader)
    drop_on(reader.window, data)
    assert not cue(reader)
    reader.settle()
    assert reader.window.source is not None
    assert reader.window.source.path == (file if what == "file" else folder)


def test_what_is_no_atlas_may_not_be_dropped(reader: Reader, folder: Path, qtbot: QtBot) -> None:
    followed(reader, qtbot)
    web = QMimeData()
    web.setUrls([QUrl("https://example.org/hand.svatlas")])
    for data in (mime(asset("icons/spinal-vein-viewer.svg")), mime(folder.parent), web, QMimeData()):
        assert not drag_over(reader.window, data)
        drop_on(reader.window, data)
    assert not cue(reader)
    assert reader.window.source is None


def test_the_cue_goes_when_the_drag_goes_elsewhere(reader: Reader, file: Path, qtbot: QtBot) -> None:
    followed(reader, qtbot)
    data = mime(file)
    drag_over(reader.window, data)
    QApplication.sendEvent(reader.window, QDragLeaveEvent())
    assert not cue(reader)


def test_of_several_dropped_things_the_first_atlas_opens_and_the_reader_is_told(
    reader: Reader, folder: Path, file: Path, qtbot: QtBot
) -> None:
    followed(reader, qtbot)
    several = mime(file, folder)
    assert drag_over(reader.window, several)
    drop_on(reader.window, several)
    reader.settle()
    assert "one atlas" in reader.told
    assert reader.window.source is not None and reader.window.source.path == file


@pytest.mark.parametrize("way", ["head", "file"])
def test_faults_are_told_with_the_name_of_what_was_opened(
    open_reader: OpenReader, folder: Path, qtbot: QtBot, way: str
) -> None:
    packed = folder.parent / "bad.svatlas"
    (folder / "drainage.toml").write_text("x", "utf-8")
    with ZipFile(packed, "w") as archive:
        for each in sorted(each for each in folder.rglob("*") if each.is_file()):
            archive.write(each, each.relative_to(folder))
    reader = followed(open_reader(str(packed if way == "file" else folder / "atlas.toml")), qtbot)
    assert str(packed if way == "file" else folder) in reader.told
    assert any(line.startswith("drainage.toml:1:") for line in reader.window.message_bar.details)


def test_an_atlas_without_a_handbook_is_lent_the_program_s(
    open_reader: OpenReader, folder: Path, qtbot: QtBot
) -> None:
    reader = followed(open_reader(str(folder)), qtbot)
    reader.press(Qt.Key.Key_F1)
    assert reader.heading == "Handbook"
    assert "A first look" in reader.text and "Make your own plate" in reader.text
    reader.window.read_section("own-plate")
    assert reader.heading == "Make your own plate"
    reader.window.back()
    assert reader.heading == "Handbook"
    reader.window.read_page("article")
    name_it(folder, "Another")
    qtbot.waitUntil(lambda: title(reader) == "Another")
    reader.press(Qt.Key.Key_F1)
    assert "A first look" in reader.text


def test_the_start_at_the_handbook_shows_the_program_s_too(open_reader: OpenReader, folder: Path) -> None:
    reader = open_reader(str(folder), "--handbook")
    assert "Make your own plate" in reader.text


# ---- lately opened


def recent(reader: Reader) -> dict[str, QAction]:
    """Open the list of what was opened lately and read it."""
    menu = next(m for m in reader.window.findChildren(QMenu) if m.objectName() == "open-recent")
    menu.aboutToShow.emit()
    return {action.text(): action for action in menu.actions() if not action.isSeparator()}


def test_atlases_opened_lately_are_listed_by_name_and_folder(
    open_reader: OpenReader, folder: Path, file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    twin = tmp_path / "other" / "hand"
    shutil.copytree(folder, twin)
    reader = followed(open_reader(), qtbot)
    assert list(recent(reader)) == ["None opened yet", "&Clear List"]
    for path in (folder, twin, file, folder):
        assert reader.window.open_atlas(path, "en")
    reader.leave()

    again = followed(open_reader(), qtbot)
    listed = recent(again)
    names = [text.split(" – ")[0] for text in listed]
    assert names == ["hand", "hand.svatlas", "hand", "&Clear List"]
    first, _, third, _ = listed.values()
    assert (first.toolTip(), third.toolTip()) == (str(folder), str(twin))
    third.trigger()
    assert again.window.source is not None and again.window.source.path == twin
    recent(again)["&Clear List"].trigger()
    assert list(recent(again)) == ["None opened yet", "&Clear List"]


def test_a_vanished_atlas_is_told_and_can_be_taken_off_the_list(
    open_reader: OpenReader, folder: Path, qtbot: QtBot
) -> None:
    reader = followed(open_reader(str(folder)), qtbot)
    reader.command("open-built-in")
    shutil.rmtree(folder)
    next(iter(recent(reader).values())).trigger()
    assert "no longer" in reader.told and reader.window.source is None
    reader.window.message_bar.act_button.click()
    assert list(recent(reader)) == ["None opened yet", "&Clear List"]


def test_no_more_than_ten_are_remembered(reader: Reader, folder: Path, tmp_path: Path) -> None:
    for number in range(12):
        reader.window.recent.remember(tmp_path / str(number))
    paths = reader.window.recent.paths()
    assert (len(paths), paths[0].name, paths[-1].name) == (10, "11", "2")


def test_a_list_of_a_newer_program_is_left_alone(reader: Reader, tmp_path: Path) -> None:
    file = reader.window.profile.folder / "recent.json"
    file.write_text('{"format": 99, "atlases": {"unheard": "of"}}')
    reader.window.recent.remember(tmp_path)
    assert "99" in file.read_text() and reader.window.recent.paths() == [tmp_path]


@pytest.mark.parametrize("content", ["", "[]", '{"format": 1}', "\x00", '{"format": 1, "atlases": [1]}'])
def test_a_damaged_list_is_an_empty_one(reader: Reader, tmp_path: Path, content: str) -> None:
    (reader.window.profile.folder / "recent.json").write_text(content)
    assert reader.window.recent.paths() == []
    reader.window.recent.remember(tmp_path)
    assert reader.window.recent.paths() == [tmp_path]


# ---- while it is written


@pytest.fixture
def author(open_reader: OpenReader, folder: Path, qtbot: QtBot) -> Reader:
    """Somebody who writes an atlas beside the window that shows it."""
    return followed(open_reader(str(folder)), qtbot)


def test_a_saved_change_is_seen_where_the_author_is(author: Reader, folder: Path, qtbot: QtBot) -> None:
    address = str(author.plate.regions()[0].address)
    author.window.follow(author.plate.regions()[0].address)
    author.plate.set_zoom(2.5)
    author.settle()
    place = author.window.place
    name_it(folder, "Third Edition")
    qtbot.waitUntil(lambda: title(author) == "Third Edition")
    author.settle()
    assert author.window.place == place
    assert author.window.place.camera == pytest.approx(place.camera, abs=0.5)
    assert address in author.lit
    assert "read again" in author.told


def test_a_fault_is_listed_beside_the_last_good_version_until_it_is_mended(
    author: Reader, folder: Path, qtbot: QtBot
) -> None:
    file = folder / "structures.toml"
    whole = file.read_text("utf-8")
    shown = title(author)
    file.write_text(whole + '\n[[structure]]\nid = "Not An Id"\n', "utf-8")
    bar = author.window.message_bar
    qtbot.waitUntil(lambda: bool(bar.details))
    assert "last version without any" in author.told
    assert bar.lines.isVisible() and all(line.startswith("structures.toml:") for line in bar.details)
    bar.copy_button.click()
    assert "structures.toml:" in author.clipboard
    assert title(author) == shown and author.plate.regions()
    file.write_text(whole, "utf-8")
    qtbot.waitUntil(lambda: "read again" in author.told)
    assert bar.will_go


def test_a_file_that_is_empty_for_a_moment_is_no_fault(author: Reader, folder: Path, qtbot: QtBot) -> None:
    told: list[str] = []
    tell = author.window.message_bar.tell

    def listen(text: str, *rest: object, **more: object) -> None:
        told.append(text)
        tell(text, *rest, **more)  # type: ignore[arg-type]

    author.window.message_bar.tell = listen  # type: ignore[method-assign]
    whole = (folder / "atlas.toml").read_text("utf-8")
    (folder / "atlas.toml").write_text("", "utf-8")
    qtbot.wait(
        200
    )  # Longer than it takes to see the empty file, as some editors and copies over a network do.
    (folder / "atlas.toml").write_text(whole + "\n# saved\n", "utf-8")
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["The atlas was read again."]


def test_a_new_section_and_a_removed_one_are_seen(author: Reader, folder: Path, qtbot: QtBot) -> None:
    texts = folder / "text" / "en"
    before = set(author.window.atlas.sections)
    first = sorted(texts.glob("*.md"))[0]
    copy = texts / "95-added.md"
    copy.write_text(first.read_text("utf-8").replace('title = "', 'title = "Added ', 1), "utf-8")
    qtbot.waitUntil(lambda: len(author.window.atlas.sections) == len(before) + 1)
    copy.unlink()
    qtbot.waitUntil(lambda: set(author.window.atlas.sections) == before)


def test_closing_while_the_atlas_is_read_is_quiet(author: Reader, folder: Path, qtbot: QtBot) -> None:
    name_it(folder, "Too Late")
    watch = author.window.findChild(AtlasWatch)
    with qtbot.waitSignal(watch.settled):
        pass
    author.leave()


def test_an_atlas_opened_instead_is_followed_in_its_turn(
    author: Reader, folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "foot"
    shutil.copytree(folder, other)
    assert author.window.open_atlas(other, "en")
    name_it(folder, "Not Shown")
    name_it(other, "The Foot")
    qtbot.waitUntil(lambda: title(author) == "The Foot")


def test_a_folder_that_goes_and_comes_back_is_shown_again(author: Reader, folder: Path, qtbot: QtBot) -> None:
    away = folder.with_name("away")
    folder.rename(away)
    qtbot.waitUntil(lambda: "hand" in author.told)
    name_it(away, "Back Again")
    away.rename(folder)
    qtbot.waitUntil(lambda: title(author) == "Back Again")


# ---- to give away


def test_a_folder_is_packed_from_the_window(
    author: Reader, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []

    def choose(_window: MainWindow, _title: str, file: str, _kinds: str) -> tuple[str, str]:
        offered.append(file)
        return str(folder.parent / "given away"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    author.command("pack")
    assert offered == [str(folder.parent / "hand.svatlas")]
    given = folder.parent / "given away.svatlas"
    assert given.is_file() and str(given) in author.told
    assert author.window.open_atlas(given, "en")


def test_a_folder_with_faults_is_not_packed(
    author: Reader, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = folder.parent / "faulty.svatlas"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    (folder / "sources.json").write_text("[", "utf-8")
    author.command("pack")
    assert "mend" in author.told and author.window.message_bar.details
    assert not target.exists()

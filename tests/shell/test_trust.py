"""Whatever befalls a reader's files: the program runs, says so once, and loses nothing."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.disk import small_disk
from tests.reader import CTRL, Key, Reader
from viewer.shell.crash import CrashReporter
from viewer.shell.profile import Profile
from viewer.shell.settings import LabelChoice, Settings, ThemeChoice, load, save
from viewer.widgets.picture_file import PictureFile

OpenReader = Callable[..., Reader]


def aside(folder: Path, name: str) -> list[Path]:
    return list(folder.glob(f"{name}.damaged-*"))


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"[" * 100_000, b" " * 300_000])
def test_damaged_settings_are_set_aside_and_told_once(
    open_reader: OpenReader, tmp_path: Path, content: bytes
) -> None:
    folder = tmp_path / "profile"
    (folder / "settings.json").write_bytes(content)
    reader = open_reader()
    assert "set aside" in reader.told
    assert str(folder) in reader.told
    (kept,) = aside(folder, "settings.json")
    assert kept.read_bytes() == content
    reader.window.message_bar.dismiss()
    reader.press(Key.Key_L, CTRL)
    assert reader.told == ""
    assert json.loads((folder / "settings.json").read_text("utf-8")) == {"format": 1, "labels": "selected"}


@pytest.mark.parametrize("name", ["settings.json", "window.ini"])
@pytest.mark.parametrize("kind", ["folder", "pipe", "dangling link"])
def test_what_is_no_file_is_set_aside(open_reader: OpenReader, tmp_path: Path, name: str, kind: str) -> None:
    folder = tmp_path / "profile"
    if kind == "folder":
        (folder / name).mkdir()
    elif kind == "pipe":
        os.mkfifo(folder / name)
    else:
        (folder / name).symlink_to("nowhere")
    reader = open_reader()
    assert len(aside(folder, name)) == 1
    assert "set aside" in reader.told
    reader.press(Key.Key_L, CTRL)
    reader.leave()
    assert (folder / name).is_file()


def test_wrong_types_of_values_are_defaults_and_stay_in_the_file(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"text_size": Infinity, "hint": false, "layers": [1]}', "utf-8")
    profile = Profile.within(tmp_path)
    settings = load(profile)
    assert settings == Settings(hint=False)
    save(profile, settings._replace(theme=ThemeChoice.DARK), settings)
    assert '"layers"' in (tmp_path / "settings.json").read_text("utf-8")


def test_settings_of_a_newer_version_are_read_told_and_never_written(
    open_reader: OpenReader, tmp_path: Path
) -> None:
    file = tmp_path / "profile" / "settings.json"
    file.write_text('{"format": 2, "labels": "none", "later": 1}', "utf-8")
    before = file.read_bytes()
    reader = open_reader()
    assert reader.window.settings.labels is LabelChoice.NONE
    assert "newer version" in reader.told
    reader.window.message_bar.dismiss()
    reader.command("theme-dark")
    assert reader.told == ""
    assert reader.window.settings.theme is ThemeChoice.DARK
    reader.leave()
    assert file.read_bytes() == before


def test_a_window_shape_of_a_newer_version_is_never_written(open_reader: OpenReader, tmp_path: Path) -> None:
    file = tmp_path / "profile" / "window.ini"
    file.write_bytes(b"[General]\nformat=2\nlater=1\n")
    reader = open_reader()
    assert "newer version" in reader.told
    reader.leave()
    assert file.read_bytes() == b"[General]\nformat=2\nlater=1\n"


@pytest.mark.parametrize(
    "content",
    [b"\x00\x01\x02 rubbish", b"[General]\ngeometry=7\ndocks=@ByteArray(x)\nplate=a, b\n", b"[General\nx"],
)
def test_a_damaged_window_shape_costs_only_the_shape(
    open_reader: OpenReader, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "profile" / "window.ini").write_bytes(content)
    reader = open_reader()
    assert reader.lit == set()
    reader.leave()
    kept = QSettings(str(tmp_path / "profile" / "window.ini"), QSettings.Format.IniFormat)
    assert str(kept.value("format")) == "1"


def test_a_place_that_is_no_number_is_not_gone_to(open_reader: OpenReader, tmp_path: Path) -> None:
    first = open_reader()
    first.leave()
    file = tmp_path / "profile" / "window.ini"
    kept = QSettings(str(file), QSettings.Format.IniFormat)
    kept.setValue("camera", "nan inf 3")
    kept.sync()
    assert open_reader().plate.zoom() > 0


def test_two_windows_do_not_undo_each_others_choices(tmp_path: Path) -> None:
    one, other, start = Profile.within(tmp_path), Profile.within(tmp_path), Settings()
    save(one, start._replace(theme=ThemeChoice.DARK), start)
    save(other, start._replace(labels=LabelChoice.NONE), start)
    assert load(one) == Settings(theme=ThemeChoice.DARK, labels=LabelChoice.NONE)


def test_what_was_good_stays_where_there_is_no_room(
    open_reader: OpenReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "profile" / "settings.json"
    file.write_text('{"labels": "none"}', "utf-8")
    reader = open_reader()

    def full(*_: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(Profile, "write", full)
    reader.command("theme-dark")
    assert str(file.parent) in reader.told
    reader.window.message_bar.dismiss()
    reader.press(Key.Key_L, CTRL)
    assert reader.told == ""
    assert file.read_text("utf-8") == '{"labels": "none"}'


def test_a_full_disk_is_seen_at_the_start(
    open_reader: OpenReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    about = os.statvfs(tmp_path)
    full = os.statvfs_result((*about[:3], 0, 0, *about[5:10]))
    monkeypatch.setattr(os, "statvfs", lambda _path: full)
    assert "make room" in open_reader().told


def test_a_picture_that_cannot_be_kept_leaves_no_part_of_it(tmp_path: Path) -> None:
    (tmp_path / "plate").mkdir()
    picture = QImage(8, 8, QImage.Format.Format_RGB32)
    PictureFile(tmp_path / "plate", "about").save("key", picture)
    assert [each.name for each in tmp_path.iterdir()] == ["plate"]


@pytest.mark.parametrize("home", ["", "somewhere/else"])
def test_without_a_home_nothing_is_kept_in_the_root_of_all_files(
    monkeypatch: pytest.MonkeyPatch, home: str
) -> None:
    for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, "relative")
    monkeypatch.setenv("HOME", home)
    profile = Profile.of_reader()
    assert profile.folder.is_absolute()
    assert profile.folder.parent != Path("/.config")


def test_only_the_last_reports_of_faults_are_kept(tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"crash-20200101-000000-{number:06}.txt").write_text("old")
    told: list[str] = []
    reporter = CrashReporter(Profile.within(tmp_path), lambda _report, kept: told.append(kept))
    reporter(ValueError, ValueError("new"), None)
    assert len(list(tmp_path.glob("crash-*.txt"))) == 20
    assert Path(told[0]).exists()


def test_two_troubles_at_the_start_are_both_told(
    open_reader: OpenReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "rename", refuse)
    monkeypatch.setattr(Profile, "writable", lambda _: False)
    (tmp_path / "profile" / "settings.json").write_bytes(b"{")
    reader = open_reader()
    assert "cannot be kept" in reader.told
    assert "passed over" in reader.told and "settings.json" in reader.told
    assert (tmp_path / "profile" / "settings.json").read_bytes() == b"{"


def test_a_newer_and_a_damaged_file_are_both_told(open_reader: OpenReader, tmp_path: Path) -> None:
    (tmp_path / "profile" / "settings.json").write_text('{"format": 99}')
    (tmp_path / "profile" / "window.ini").mkdir()
    reader = open_reader()
    assert "newer version" in reader.told and "set aside" in reader.told


def test_an_atlas_with_faults_does_not_hide_that_settings_are_damaged(
    open_reader: OpenReader, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "profile" / "settings.json").write_bytes(b"{")
    (tmp_path / "hand").mkdir()
    (tmp_path / "hand" / "atlas.toml").write_text("id = ")
    reader = open_reader(str(tmp_path / "hand"))
    qtbot.waitUntil(lambda: str(tmp_path / "hand") in reader.told)
    assert "set aside" in reader.told


@pytest.fixture(params=["full", "read-only"])
def bad_disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """Give a folder on a disk of its own, small and full, or not to be written."""
    with small_disk(tmp_path / "disk", 64) as disk:
        (disk.folder / "settings.json").write_text('{"format": 1, "labels": "selected"}', "utf-8")
        if request.param == "full":
            disk.fill()
        else:
            disk.let_write(False)
        yield disk.folder


def test_a_disk_that_takes_nothing_is_told_of_once_and_keeps_what_it_had(
    open_reader: OpenReader, bad_disk: Path
) -> None:
    before = {file.name: file.read_bytes() for file in bad_disk.iterdir()}
    reader = open_reader("--profile", str(bad_disk))
    assert str(bad_disk) in reader.told
    reader.window.message_bar.dismiss()
    reader.press(Key.Key_L, CTRL)
    reader.click("posteromedian-spinal-vein")
    assert reader.told == ""
    reader.leave()
    assert {file.name: file.read_bytes() for file in bad_disk.iterdir() if file.is_file()} == before


def test_a_picture_is_drawn_though_nothing_can_be_kept(bad_disk: Path, tmp_path: Path) -> None:
    picture = tmp_path / "window.png"
    command = [sys.executable, "-m", "viewer", "--snapshot", str(picture), "--profile", str(bad_disk)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")
    assert picture.stat().st_size > 10_000

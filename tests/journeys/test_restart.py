import json
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication

from tests.reader import ALT, CTRL, Key, Reader

OpenReader = Callable[..., Reader]


def test_choices_are_there_again_after_a_restart(open_reader: OpenReader, tmp_path: Path) -> None:
    first = open_reader()
    plain = QFontInfo(QApplication.font()).pointSizeF()
    first.command("theme-dark")
    first.press(Key.Key_Plus, CTRL | ALT)
    first.press(Key.Key_L, CTRL)
    first.window.set_layer("bone", "ghost")
    first.window.index_dock.hide()
    first.settle()
    first.plate.set_zoom(3.0)
    first.settle()
    first.leave()

    saved = json.loads((tmp_path / "profile" / "settings.json").read_text("utf-8"))
    assert saved == {
        "format": 1,
        "theme": "dark",
        "text_size": 115,
        "labels": "selected",
        "layers": {"bone": "ghost"},
    }

    second = open_reader()
    assert second.window.settings.theme == "dark"
    assert second.window.palette().window().color().lightness() < 80
    assert QFontInfo(QApplication.font()).pointSizeF() > plain
    assert second.window.settings.labels == "selected"
    assert second.window.index_dock.isHidden()
    assert abs(second.plate.zoom() - 3.0) < 0.1


def test_the_disclaimer_is_in_sight_where_the_reader_was_closed(open_reader: OpenReader) -> None:
    first = open_reader()
    foot = first.window.status_bar.stops()[-1]
    assert not foot.isVisible() and first.window.reader_panel.footer.isVisible()
    first.window.reader_dock.hide()
    first.settle()
    assert foot.isVisible()
    first.leave()
    assert open_reader().window.status_bar.stops()[-1].isVisible()


def test_the_hint_once_put_away_stays_away(open_reader: OpenReader) -> None:
    first = open_reader()
    first.window.hint.button.click()
    assert not first.window.hint.isVisible()
    first.leave()
    assert not open_reader().window.hint.isVisible()


def test_a_profile_that_cannot_be_written_is_told_once_and_all_else_works(
    open_reader: OpenReader, tmp_path: Path
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be")
    reader = open_reader("--profile", str(blocked))
    assert "cannot be kept" in reader.told
    reader.window.message_bar.dismiss()
    reader.press(Key.Key_L, CTRL)
    assert reader.told == ""
    reader.click("posterior-radicular-veins.right.T8")
    assert reader.lit


def test_an_atlas_with_faults_leaves_the_one_on_screen(reader: Reader, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "atlas.toml").write_text("id = ", "utf-8")
    reader.click("posterior-radicular-veins.right.T8")
    assert not reader.window.open_atlas(broken, "en")
    assert "fault" in reader.told
    assert any("atlas.toml" in line for line in reader.window.message_bar.details)
    assert reader.lit == {"posterior-radicular-veins.right.T8"}
    reader.click("posteromedian-spinal-vein")
    assert reader.heading == "Posteromedian spinal vein"

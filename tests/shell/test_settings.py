import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from viewer.shell.appearance import Appearance
from viewer.shell.profile import Profile
from viewer.shell.settings import (
    TEXT_SIZES,
    LayerState,
    MotionChoice,
    Settings,
    ThemeChoice,
    load,
    next_text_size,
    save,
)
from viewer.shell.settings_dialog import SettingsDialog


def test_only_what_differs_is_saved_and_all_of_it_comes_back(tmp_path: Path) -> None:
    profile = Profile.within(tmp_path)
    settings = Settings(theme=ThemeChoice.DARK).with_layer("bone", LayerState.HIDE)
    save(profile, settings)
    assert json.loads((tmp_path / "settings.json").read_text("utf-8")) == {
        "format": 1,
        "theme": "dark",
        "layers": {"bone": "hide"},
    }
    assert load(profile) == settings


def test_a_layer_that_is_shown_again_is_forgotten() -> None:
    settings = Settings().with_layer("bone", LayerState.GHOST)
    assert settings.with_layer("bone", LayerState.SHOW) == Settings()


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "null", '{"theme": "mauve", "text_size": "big", "layers": 3}']
)
def test_damaged_settings_are_defaults(tmp_path: Path, content: str) -> None:
    (tmp_path / "settings.json").write_text(content, "utf-8")
    assert load(Profile.within(tmp_path)) == Settings()


def test_what_is_understood_is_kept_when_the_rest_is_not(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"theme": "dark", "labels": 7, "later": true}', "utf-8")
    assert load(Profile.within(tmp_path)) == Settings(theme=ThemeChoice.DARK)


def test_a_file_that_cannot_be_replaced_stays_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    with pytest.raises(OSError, match=r".+"):
        save(Profile.within(tmp_path / "taken"), Settings())


@given(st.integers(10, 500), st.sampled_from((-1, 1)))
def test_text_sizes_step_towards_their_ends_and_stop(size: int, step: int) -> None:
    stepped = next_text_size(size, step)
    assert stepped == size or ((stepped - size) * step > 0 and stepped in TEXT_SIZES)


def test_the_form_applies_each_choice_at_once(qtbot: QtBot) -> None:
    dialog = SettingsDialog(Settings())
    qtbot.addWidget(dialog)
    heard: list[Settings] = []
    dialog.settings_changed.connect(heard.append)
    choice = dialog._choices["theme"]
    choice.setCurrentIndex(choice.findData(ThemeChoice.DARK))
    choice.activated.emit(choice.currentIndex())
    assert heard == [Settings(theme=ThemeChoice.DARK)]
    dialog.restore_defaults()
    assert heard[-1] == Settings()


def test_a_reader_who_wants_no_motion_gets_none(qapp: QApplication) -> None:
    appearance = Appearance(qapp, None)
    assert appearance.moves(MotionChoice.MOVE)
    assert not appearance.moves(MotionChoice.STILL)
    wish = getattr(appearance._hints.accessibility(), "motionPreference", None)
    assert appearance.moves(MotionChoice.SYSTEM) == (wish is None or wish().name != "ReducedMotion")

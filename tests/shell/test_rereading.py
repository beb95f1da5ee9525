"""While an atlas is read again the window goes on hearing the reader."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tests.reader import Reader
from viewer.core.loading import load_atlas
from viewer.shell.rereading import AtlasReader

SMALL = Path(__file__).parents[1] / "small_atlas"


@pytest.fixture
def reading(qtbot: QtBot) -> Iterator[AtlasReader]:
    owner = QObject()
    reading = AtlasReader(owner)
    yield reading
    reading.end()


@pytest.fixture
def thawed() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_what_was_read_is_not_searched_for_rubbish(reading: AtlasReader, qtbot: QtBot, thawed: None) -> None:
    reading.begin(SMALL, None)
    with qtbot.waitSignal(reading.was_read) as told:
        reading.read(SMALL, "en")
    assert told.args is not None
    searched = gc.get_objects()
    assert not any(region is each for region in told.args[0].plates["back"].regions for each in searched)
    assert gc.isenabled()


def test_faults_leave_the_search_for_rubbish_on(
    reading: AtlasReader, tmp_path: Path, qtbot: QtBot, thawed: None
) -> None:
    reading.begin(tmp_path, None)
    with qtbot.waitSignal(reading.was_refused):
        reading.read(tmp_path, "en")
    assert gc.isenabled()


def test_labels_are_placed_before_the_plate_is_painted_again_in_a_turn_of_their_own(
    reader: Reader, qtbot: QtBot
) -> None:
    reader.window.show_again(load_atlas(reader.window.atlas_folder))
    trimmings, viewport = reader.plate.trimmings, reader.plate.viewport()
    assert trimmings is not None
    assert not trimmings.is_settled() and not viewport.updatesEnabled()
    qtbot.waitUntil(viewport.updatesEnabled)
    assert trimmings.is_settled()

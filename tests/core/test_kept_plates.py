"""A plate whose files did not change is not read again; one whose files did is."""

import os
import shutil
from pathlib import Path

import pytest

from viewer.core.files import LIMITS
from viewer.core.kept_plates import KeptPlates
from viewer.core.loading import check_atlas, load_atlas


@pytest.fixture
def folder(small_folder: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "copy"
    shutil.copytree(small_folder, copy)
    return copy


def plate_of(folder: Path) -> str:
    return next(iter(load_atlas(folder).plates))


def test_the_same_plate_is_given_again_after_a_text_was_changed(folder: Path) -> None:
    kept, name = KeptPlates(), plate_of(folder)
    first = load_atlas(folder, plate_reader=kept.read)
    text = next((folder / "text" / "en").glob("*.md"))
    text.write_text(text.read_text("utf-8").replace('title = "', 'title = "New ', 1), "utf-8")
    second = load_atlas(folder, plate_reader=kept.read)
    assert second.plates[name] is first.plates[name]
    assert second.sections != first.sections


def test_a_changed_drawing_is_read(folder: Path) -> None:
    kept, name = KeptPlates(), plate_of(folder)
    words = folder / "plates" / f"{name}.toml"
    load_atlas(folder, plate_reader=kept.read)
    words.write_text(words.read_text("utf-8").replace('title = "', 'title = "New ', 1), "utf-8")
    assert load_atlas(folder, plate_reader=kept.read).plates[name].title.startswith("New ")


def test_a_plate_with_faults_tells_them_each_time(folder: Path) -> None:
    kept, name = KeptPlates(), plate_of(folder)
    words = folder / "plates" / f"{name}.toml"
    words.write_text(words.read_text("utf-8") + "\n[[unknown]]\n", "utf-8")
    first = check_atlas(folder, plate_reader=kept.read)[1]
    assert first and check_atlas(folder, plate_reader=kept.read)[1] == first


def test_a_structure_that_goes_is_missed_in_the_drawing_that_did_not_change(folder: Path) -> None:
    kept, name = KeptPlates(), plate_of(folder)
    plate = load_atlas(folder, plate_reader=kept.read).plates[name]
    drawn = plate.regions[0].address.structure
    file = folder / "structures.toml"
    file.write_text(file.read_text("utf-8").replace(f'id = "{drawn}"', 'id = "another"'), "utf-8")
    faults = check_atlas(folder, plate_reader=kept.read)[1]
    assert any(fault.file == f"plates/{name}.svg" and drawn in fault.message for fault in faults)


def test_what_was_read_before_is_kept_only_once_its_files_have_rested(folder: Path) -> None:
    name, atlas = plate_of(folder), load_atlas(folder)
    for file in (folder / "plates").iterdir():
        file.touch()
    fresh = KeptPlates()
    fresh.keep(atlas, folder)
    assert load_atlas(folder, plate_reader=fresh.read).plates[name] is not atlas.plates[name]
    for file in (folder / "plates").iterdir():
        os.utime(file, (1, 1))
    rested = KeptPlates()
    rested.keep(atlas, folder)
    assert load_atlas(folder, plate_reader=rested.read).plates[name] is atlas.plates[name]


def test_a_missing_or_huge_drawing_is_a_fault_as_ever(folder: Path) -> None:
    kept, name = KeptPlates(), plate_of(folder)
    drawing = folder / "plates" / f"{name}.svg"
    with drawing.open("wb") as file:
        file.truncate(LIMITS[".svg"] + 1)
    assert any("at most" in fault.message for fault in check_atlas(folder, plate_reader=kept.read)[1])
    drawing.unlink()
    assert any("missing" in fault.message for fault in check_atlas(folder, plate_reader=kept.read)[1])

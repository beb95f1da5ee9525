"""The prepared form: the same atlas, made anew whenever anything changed or broke."""

import os
import shutil
from pathlib import Path

import pytest

from viewer.core import loading, prepared
from viewer.core.assets import atlas_folder
from viewer.core.atlas import Atlas
from viewer.core.errors import ContentError
from viewer.core.loading import load_atlas
from viewer.core.prepared import open_atlas, prepare, prepared_beside


class Loads:
    """Counts how often an atlas is read from its sources."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, folder: Path, language: str = "en") -> Atlas:
        self.count += 1
        return load_atlas(folder, language)


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> Loads:
    counting = Loads()
    monkeypatch.setattr(loading, "load_atlas", counting)
    return counting


@pytest.fixture
def folder(small_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(small_folder, tmp_path / "atlas"))


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def test_the_shipped_atlas_is_the_same_from_its_prepared_form(tmp_path: Path) -> None:
    from_sources = open_atlas(atlas_folder(), tmp_path)
    assert open_atlas(atlas_folder(), tmp_path) == from_sources


def test_a_second_start_reads_no_source(folder: Path, cache: Path, loads: Loads) -> None:
    first = open_atlas(folder, cache)
    second = open_atlas(folder, cache)
    assert loads.count == 1
    assert first == second
    plate = second.plates["back"]
    assert (len(plate.regions), plate.regions[-1], plate.regions[1:3]) == (
        8, first.plates["back"].regions[7], first.plates["back"].regions[1:3],
    )  # fmt: skip
    with pytest.raises(IndexError):
        plate.regions[8]


def test_what_only_reads_uses_what_is_kept_and_keeps_nothing(folder: Path, cache: Path, loads: Loads) -> None:
    first = open_atlas(folder, cache, keep=False)
    assert not cache.exists()
    open_atlas(folder, cache)
    assert open_atlas(folder, cache, keep=False) == first
    assert loads.count == 2


@pytest.mark.parametrize(
    "name", ["structures.toml", "plates/back.svg", "text/en/20-trouble.md", "sources.json"]
)
def test_any_change_of_a_file_is_seen(folder: Path, cache: Path, loads: Loads, name: str) -> None:
    open_atlas(folder, cache)
    file = folder / name
    file.write_text(file.read_text("utf-8") + "\n", "utf-8")
    open_atlas(folder, cache)
    assert loads.count == 2


def test_a_file_of_the_same_size_is_told_by_what_is_in_it(folder: Path, cache: Path, loads: Loads) -> None:
    open_atlas(folder, cache)
    file = folder / "structures.toml"
    before = file.stat()
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns + 5_000_000_000))
    open_atlas(folder, cache)
    assert loads.count == 1, "only its time changed"
    file.write_text(file.read_text("utf-8").replace("Midline vein", "Middle vein "), "utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns + 9_000_000_000))
    assert open_atlas(folder, cache).structures["midline-vein"].name == "Middle vein "  # type: ignore[index]


def test_a_new_and_a_missing_file_are_seen(folder: Path, cache: Path, loads: Loads) -> None:
    open_atlas(folder, cache)
    extra = folder / "text" / "en" / "95-extra.md"
    shutil.copy(folder / "text" / "en" / "90-handbook.md", extra)
    assert "extra" in open_atlas(folder, cache).sections
    extra.unlink()
    assert "extra" not in open_atlas(folder, cache).sections
    assert loads.count == 3


@pytest.mark.parametrize("damage", ["empty", "short", "flipped", "foreign", "older"])
def test_a_damaged_prepared_form_is_thrown_away(
    folder: Path, cache: Path, loads: Loads, damage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = open_atlas(folder, cache)
    (file,) = cache.iterdir()
    data = file.read_bytes()
    middle = len(data) // 2
    if damage == "older":
        monkeypatch.setattr(prepared, "FORMAT", prepared.FORMAT + 1)
    else:
        file.write_bytes(
            {
                "empty": b"",
                "short": data[:middle],
                "flipped": data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :],
                "foreign": b"PK\x03\x04" + data,
            }[damage]
        )
    assert open_atlas(folder, cache) == whole
    assert loads.count == 2
    assert open_atlas(folder, cache) == whole
    assert loads.count == 2


def test_a_faulty_atlas_leaves_nothing_behind(folder: Path, cache: Path) -> None:
    (folder / "drainage.toml").write_text("nonsense", "utf-8")
    with pytest.raises(ContentError):
        open_atlas(folder, cache)
    assert not cache.exists()


def test_a_cache_that_cannot_be_written_is_no_trouble(folder: Path, tmp_path: Path, loads: Loads) -> None:
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")
    assert open_atlas(folder, blocked / "cache") == open_atlas(folder, None)
    assert loads.count == 2


def test_nothing_half_written_stays(folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_self: Path, _target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    open_atlas(folder, cache)
    assert list(cache.iterdir()) == []


def test_a_prepared_form_beside_the_atlas_serves_too(folder: Path, loads: Loads) -> None:
    place = prepare(folder)
    assert place == prepared_beside(folder)
    assert loads.count == 1
    for file in folder.rglob("*.*"):
        os.utime(file, (1, 1))
    open_atlas(folder)
    assert loads.count == 1, "an installation changes the times, not what is in the files"
    (folder / "conditions.toml").unlink()
    assert open_atlas(folder).conditions == {}

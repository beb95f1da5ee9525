"""Atlas files: an atlas packed into one file is the same atlas when it is opened again."""

import os
import shutil
import stat
import threading
import zipfile
from pathlib import Path

import pytest

from viewer.core import archive
from viewer.core.archive import ArchiveError, is_archive, pack, unpacked
from viewer.core.errors import ContentError
from viewer.core.loading import load_atlas


@pytest.fixture
def copy(small_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(small_folder, tmp_path / "atlas"))


@pytest.fixture
def packed(copy: Path, tmp_path: Path) -> Path:
    file = tmp_path / "small.svatlas"
    pack(copy, file)
    return file


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_what_was_packed_opens_as_the_same_atlas(copy: Path, packed: Path, store: Path) -> None:
    folder = unpacked(packed, store)
    assert contents(folder) == contents(copy)
    assert load_atlas(folder) == load_atlas(copy)


def test_the_same_atlas_gives_the_same_bytes_whatever_the_time(copy: Path, tmp_path: Path) -> None:
    assert pack(copy, tmp_path / "one.svatlas") == len(contents(copy))
    for path in copy.rglob("*"):
        os.utime(path, (1, 1))
    pack(copy, tmp_path / "two.svatlas")
    assert (tmp_path / "one.svatlas").read_bytes() == (tmp_path / "two.svatlas").read_bytes()


def test_an_atlas_file_is_known_by_its_first_bytes(packed: Path) -> None:
    begun = packed.read_bytes()[:40]
    assert begun[:4] == b"PK\3\4"
    assert begun[28:40] == b"\0\0atlas.toml"


def test_an_atlas_with_faults_is_not_packed(copy: Path, tmp_path: Path) -> None:
    (copy / "drainage.toml").unlink()
    with pytest.raises(ContentError):
        pack(copy, tmp_path / "x.svatlas")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["atlas"]


def test_a_folder_is_not_written_over_and_a_file_is(copy: Path, tmp_path: Path) -> None:
    (tmp_path / "x.svatlas").mkdir()
    with pytest.raises(ArchiveError, match=r"“x\.svatlas” is a folder"):
        pack(copy, tmp_path / "x.svatlas")
    (tmp_path / "y.svatlas").write_text("old")
    pack(copy, tmp_path / "y.svatlas")
    assert zipfile.is_zipfile(tmp_path / "y.svatlas")


def test_what_leads_out_of_the_atlas_is_not_packed(copy: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("secret")
    (copy / "text" / "de").mkdir()
    (copy / "text" / "de" / "a.md").symlink_to(tmp_path / "secret.md")
    with pytest.raises(ArchiveError, match=r"text/de/a\.md.*leads out"):
        pack(copy, tmp_path / "x.svatlas")
    assert not [path for path in tmp_path.iterdir() if path.suffix == ".part" or path.suffix == ".svatlas"]


def test_what_would_be_refused_elsewhere_is_not_packed(copy: Path, tmp_path: Path) -> None:
    (copy / "text" / "de").mkdir()
    for name in ("a.md", "A.md"):
        (copy / "text" / "de" / name).write_text("x")
    with pytest.raises(ArchiveError, match=r"“x\.svatlas” cannot be made: .*there twice"):
        pack(copy, tmp_path / "x.svatlas")
    assert not (tmp_path / "x.svatlas").exists()


def test_an_unchanged_file_is_not_unpacked_again(
    packed: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = unpacked(packed, store)
    monkeypatch.setattr(archive, "_extract", pytest.fail)
    assert unpacked(packed, store) == first


def test_a_changed_file_is_unpacked_again(copy: Path, packed: Path, store: Path) -> None:
    first = unpacked(packed, store)
    text = (copy / "atlas.toml").read_text()
    (copy / "atlas.toml").write_text(text + "\n# changed\n")
    pack(copy, packed)
    second = unpacked(packed, store)
    assert second != first
    assert (second / "atlas.toml").read_text().endswith("# changed\n")


@pytest.mark.parametrize("damage", ["missing", "cut", "link"])
def test_a_half_unpacked_folder_is_not_used(copy: Path, packed: Path, store: Path, damage: str) -> None:
    folder = unpacked(packed, store)
    if damage == "missing":
        (folder / "atlas.toml").unlink()
    elif damage == "cut":
        (folder / "plates" / "back.svg").write_text("<svg")
    else:
        shutil.rmtree(folder)
        folder.symlink_to(copy)
    assert contents(unpacked(packed, store)) == contents(copy)
    assert not folder.is_symlink()
    assert [path.name for path in store.iterdir()] == [folder.name]


def test_what_another_program_began_is_left_to_it_for_a_day(packed: Path, store: Path) -> None:
    fresh, old = store / ".unpacking-fresh", store / ".unpacking-old"
    for folder in (fresh, old):
        folder.mkdir(parents=True)
    os.utime(old, (1, 1))
    unpacked(packed, store)
    assert fresh.exists()
    assert not old.exists()


def test_two_programs_may_unpack_the_same_file_at_once(copy: Path, packed: Path, store: Path) -> None:
    found: list[Path] = []
    threads = [threading.Thread(target=lambda: found.append(unpacked(packed, store))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1
    assert contents(found[0]) == contents(copy)


def test_the_last_eight_are_kept_and_nothing_else_is_touched(packed: Path, store: Path) -> None:
    store.mkdir()
    (store / "mine").mkdir()
    (store / "notes.txt").write_text("mine")
    (packed.parent / "elsewhere").mkdir()
    (store / f"link-{'0' * 32}").symlink_to(packed.parent / "elsewhere")
    for number in range(12):
        folder = store / f"old-{number:032x}"
        folder.mkdir()
        os.utime(folder, (number, number))
    used = unpacked(packed, store)
    left = {path.name for path in store.iterdir() if path.name.startswith("old-")}
    assert left == {f"old-{number:032x}" for number in range(5, 12)}
    assert used.is_dir()
    assert (store / "mine").is_dir() and (store / "notes.txt").is_file()
    assert (store / f"link-{'0' * 32}").is_symlink()


def test_an_atlas_in_the_one_folder_at_the_top_is_found(copy: Path, tmp_path: Path, store: Path) -> None:
    file = tmp_path / "by-hand.svatlas"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in contents(copy).items():
            made.writestr(f"My atlas/{name}", content)
        made.writestr("__MACOSX/My atlas/._atlas.toml", "x")
        made.writestr("My atlas/README.txt", "not of the atlas")
        made.writestr("My atlas/picture.png", "not of the atlas")
    assert contents(unpacked(file, store)) == contents(copy)


def test_only_the_reader_may_look_into_what_was_unpacked(packed: Path, store: Path) -> None:
    folder = unpacked(packed, store)
    for path in (folder, *folder.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


def test_a_store_that_cannot_be_made_is_an_error_of_the_system(packed: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError):
        unpacked(packed, tmp_path / "file" / "store")


def test_a_failed_write_leaves_nothing_behind(
    packed: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archive, "_put", full)
    with pytest.raises(OSError, match="No space"):
        unpacked(packed, store)
    assert list(store.iterdir()) == []


def test_only_files_of_that_name_are_atlas_files(packed: Path, tmp_path: Path) -> None:
    (tmp_path / "folder.svatlas").mkdir()
    os.mkfifo(tmp_path / "pipe.svatlas")
    assert is_archive(packed)
    assert is_archive(packed.rename(packed.with_name("LOUD.SVATLAS")))
    for name in ("folder.svatlas", "pipe.svatlas", "none.svatlas", "atlas"):
        assert not is_archive(tmp_path / name)

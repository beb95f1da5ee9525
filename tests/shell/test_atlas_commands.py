"""Atlas files on the command line, as another process: new, pack, check, list, export, a bare file."""

import shutil
from pathlib import Path

import pytest

from tests.shell.test_commands import run


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new atlas, made by the command."""
    made = tmp_path_factory.mktemp("my atlases") / "hand"
    done = run("new", made)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 2 and str(made) in done.stdout
    return made


@pytest.fixture(scope="module")
def file(folder: Path) -> Path:
    """The same as one file, beside it."""
    done = run("pack", folder)
    assert (done.returncode, done.stderr) == (0, "")
    packed = folder.parent / "hand.svatlas"
    assert len(done.stdout.splitlines()) == 1 and done.stdout.startswith(f"{packed}: ")
    return packed


def test_a_file_is_checked_and_listed_like_its_folder(folder: Path, file: Path) -> None:
    assert run("check", file).stdout == run("check", folder).stdout
    assert run("list", "--atlas", file).stdout == run("list", "--atlas", folder).stdout != ""


@pytest.mark.parametrize("way", ["bare", "option", "address", "head"])
def test_a_file_is_drawn_however_it_is_named(folder: Path, file: Path, tmp_path: Path, way: str) -> None:
    picture = tmp_path / "window.png"
    words = {"bare": [file], "option": ["--atlas", file], "address": [file.as_uri()]}
    named = words.get(way, [folder / "atlas.toml"])
    done = run(*named, "--snapshot", picture, "--profile", tmp_path)
    assert (done.returncode, done.stderr, picture.is_file()) == (0, "", True)


def test_a_folder_with_faults_is_not_packed_and_each_fault_is_named(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    (copy / "sources.json").write_text("[", "utf-8")
    done = run("pack", copy, "--out", tmp_path / "x.svatlas")
    assert done.returncode == 1 and done.stdout.startswith("sources.json:")
    assert not (tmp_path / "x.svatlas").exists()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("pack", "{}/nowhere"), 1),
        (("pack", "{}", "--out", "{}/no/such.svatlas"), 1),
        (("pack", "{}", "--out", "{}/hand.zip"), 1),
        (("new", "{}"), 1),
        (("check", "{}/atlas.toml.svatlas"), 1),
        (("{}/nothing.svatlas", "--snapshot", "{}/x.png"), 1),
        (("pack",), 2),
        (("new",), 2),
        (("{}", "--atlas", "{}"), 2),
        (("{}", "{}"), 2),
        (("file://elsewhere/hand.svatlas",), 2),
    ],
)
def test_what_cannot_be_is_told(folder: Path, words: tuple[str, ...], code: int) -> None:
    done = run(*(word.format(folder) for word in words))
    assert done.returncode == code
    assert done.stderr
    if code == 1:
        assert len(done.stderr.splitlines()) == 1


def test_a_file_called_like_a_command_can_be_named_by_its_path(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "check")
    done = run(f"{tmp_path}/./check", "--snapshot", tmp_path / "x.png", "--profile", tmp_path / "profile")
    assert done.returncode == 0

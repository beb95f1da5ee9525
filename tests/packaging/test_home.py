"""The archive's scripts, run by a user without root in a home of their own."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from assets.packaging.description import HERE

NAME = "spinal-vein-viewer"
ENTRY = f"applications/{NAME}.desktop"


@pytest.fixture
def unpacked(tmp_path: Path) -> Path:
    """An archive as a reader unpacks it, with a program that only says that it runs."""
    top = tmp_path / "unpacked here"
    program = top / NAME / NAME
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\necho runs\n", "utf-8")
    program.chmod(0o755)
    (top / NAME / "lib").mkdir()
    (top / NAME / "lib" / "one").write_text("1", "utf-8")
    for place, source in (
        (ENTRY, f"{NAME}.desktop"),
        (f"mime/packages/{NAME}.xml", f"{NAME}-mime.xml"),
    ):
        (top / "share" / place).parent.mkdir(parents=True)
        shutil.copyfile(HERE / "linux" / source, top / "share" / place)
    icon = top / "share" / "icons" / "hicolor" / "scalable" / "apps" / f"{NAME}.svg"
    icon.parent.mkdir(parents=True)
    icon.write_text("<svg/>", "utf-8")
    for script in ("install.sh", "uninstall.sh"):
        shutil.copy(HERE / "home" / script, top / script)
    return top


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with something of the reader's own in it."""
    home = tmp_path / "a home"
    (home / ".config" / NAME).mkdir(parents=True)
    (home / ".config" / NAME / "settings.toml").write_text("mine", "utf-8")
    (home / ".local" / "share" / "icons").mkdir(parents=True)
    return home


def run(home: Path, *call: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {"HOME": str(home), "PATH": os.environ["PATH"], **more}
    return subprocess.run(
        ["sh", *map(str, call)], env=environment, capture_output=True, text=True, timeout=60, check=False
    )


def all_below(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


@pytest.mark.parametrize("script", ["install.sh", "uninstall.sh"])
def test_any_shell_can_read_the_scripts(script: str) -> None:
    assert subprocess.run(["sh", "-n", HERE / "home" / script], check=False).returncode == 0


def test_a_user_installs_it_starts_it_by_its_name_and_removes_every_trace(unpacked: Path, home: Path) -> None:
    before = all_below(home)
    done = run(home, unpacked / "install.sh")
    assert done.returncode == 0, done.stderr
    assert "not in your PATH" in done.stdout
    link = home / ".local" / "bin" / NAME
    assert subprocess.check_output([link], text=True) == "runs\n"
    entry = (home / ".local" / "share" / ENTRY).read_text("utf-8")
    program = home / ".local" / "opt" / NAME / NAME
    assert f'Exec="{program}" %f\n' in entry
    assert f"TryExec={program}\n" in entry
    removed = run(home, home / ".local" / "opt" / NAME / "uninstall.sh")
    assert removed.returncode == 0, removed.stderr
    assert all_below(home) == before


@pytest.mark.parametrize("moved", [False, True])
def test_the_cache_goes_with_the_program_and_settings_and_data_stay(
    unpacked: Path, home: Path, tmp_path: Path, moved: bool
) -> None:
    cache = tmp_path / "caches" if moved else home / ".cache"
    folders = {"XDG_CACHE_HOME": str(cache)} if moved else {}
    kept = [home / ".config" / NAME / "settings.json", home / ".local" / "share" / NAME / "notes"]
    for file in (*kept, cache / NAME / "atlas", cache / "others" / "file"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x", "utf-8")
    run(home, unpacked / "install.sh", **folders)
    assert (cache / NAME).exists()
    run(home, unpacked / "install.sh", **folders)
    assert (cache / NAME).exists()
    removed = run(home, home / ".local" / "opt" / NAME / "uninstall.sh", **folders)
    assert (removed.returncode, removed.stderr) == (0, "")
    assert not (cache / NAME).exists() and (cache / "others" / "file").exists()
    assert all(file.exists() for file in kept)


def test_installing_again_replaces_it_and_leaves_nothing_of_the_older_one(unpacked: Path, home: Path) -> None:
    before = all_below(home)
    run(home, unpacked / "install.sh")
    (unpacked / NAME / "lib" / "one").rename(unpacked / NAME / "lib" / "two")
    done = run(home, unpacked / "install.sh")
    assert done.returncode == 0, done.stderr
    assert {path.name for path in (home / ".local" / "opt" / NAME / "lib").iterdir()} == {"two"}
    run(home, unpacked / "uninstall.sh")
    assert all_below(home) == before


def test_data_goes_where_the_desktop_looks_for_it(unpacked: Path, home: Path, tmp_path: Path) -> None:
    run(home, unpacked / "install.sh", XDG_DATA_HOME=str(tmp_path / "data"))
    assert (tmp_path / "data" / ENTRY).is_file()


def test_all_can_lie_below_one_folder(unpacked: Path, home: Path, tmp_path: Path) -> None:
    before = all_below(home)
    target = tmp_path / "elsewhere"
    assert run(home, unpacked / "install.sh", "--prefix", target).returncode == 0
    assert all_below(home) == before
    assert (target / "share" / ENTRY).is_file()
    assert run(home, unpacked / "uninstall.sh", "--prefix", target).returncode == 0
    assert not target.exists()


def test_another_programs_files_stay_when_ours_go(unpacked: Path, home: Path) -> None:
    run(home, unpacked / "install.sh")
    other = home / ".local" / "share" / "applications" / "other.desktop"
    other.write_text("[Desktop Entry]\nType=Application\nName=Other\nExec=true\n", "utf-8")
    run(home, unpacked / "uninstall.sh")
    assert other.is_file()


def test_a_folder_of_another_program_is_not_touched(unpacked: Path, home: Path) -> None:
    theirs = home / ".local" / "opt" / NAME / "theirs"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("theirs", "utf-8")
    done = run(home, unpacked / "install.sh")
    assert done.returncode == 1
    assert "is not ours" in done.stderr
    assert theirs.read_text("utf-8") == "theirs"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [(["--nonsense"], "There is no option"), (["--prefix"], "needs a folder"), (["--prefix", "/x%y"], "%")],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    unpacked: Path, home: Path, arguments: list[str], told: str
) -> None:
    done = run(home, unpacked / "install.sh", *arguments)
    assert done.returncode == 1
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_nothing_is_removed_where_nothing_is_installed(unpacked: Path, home: Path) -> None:
    done = run(home, unpacked / "uninstall.sh")
    assert done.returncode == 1
    assert "not installed" in done.stderr

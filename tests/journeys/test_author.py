"""A teacher makes an atlas as the handbook tells ("Make your own plate"): from new to a file given away."""

import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from tests.reader import Reader
from viewer.core.assets import asset, atlas_folder
from viewer.core.errors import ViewerError
from viewer.core.loading import check_atlas
from viewer.core.starter import write_starter
from viewer.shell.app import main
from viewer.shell.command_line import parse

CHAPTERS = atlas_folder() / "text" / "en"
README = Path(__file__).parents[2] / "README.md"

# The path as Inkscape 1.2.2 wrote it when the chapter was followed by hand: a copy of the vein that crosses
# at T9, dragged up, four of its points deleted, named in Object Properties, 3 px wide.
DRAWN = """<path
       id="dorsal-transverse-anastomoses.left"
       class="vessel s-vein"
       stroke-width="6"
       d="m 1,267.88462 c -3.8,0.8 -15.8,2.8 -23,5 -7.2,2.2 -14.3,6 -20,8 -5.7,2 -7.3,1 -14,4"
       sodipodi:nodetypes="cssc"
       style="stroke-width:3;stroke-dasharray:none" />
"""


def of_the_chapter(begin: str) -> str:
    """Give what the chapter tells the teacher to write: its block of code that begins so."""
    (file,) = CHAPTERS.glob("*-own-plate.md")
    chapter = file.read_text("utf-8")
    blocks: list[str] = re.findall(r"^```\n(.*?)^```", chapter, re.M | re.S)
    return next(block for block in blocks if block.startswith(begin))


def add(file: Path, after: str, text: str) -> None:
    """Write into a file behind the first words that are so, as one does in an editor."""
    before, words, rest = file.read_text("utf-8").partition(after)
    assert words
    file.write_text(before + words + text + rest, "utf-8")


def append(file: Path, text: str) -> None:
    file.write_text(file.read_text("utf-8") + "\n" + text, "utf-8")


def faults_of(folder: Path) -> list[str]:
    return [str(fault) for fault in check_atlas(folder)[1]]


@pytest.fixture
def folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A new atlas, made as the chapter says."""
    made = tmp_path / "my-atlas"
    assert main(["new", str(made)]) == 0
    assert "my-atlas" in capsys.readouterr().out
    return made


def test_a_new_atlas_is_sound_and_every_file_of_words_has_notes(folder: Path) -> None:
    assert faults_of(folder) == []
    atlas = check_atlas(folder)[0]
    assert atlas is not None
    assert (len(atlas.structures), len(atlas.plates), len(atlas.conditions)) == (3, 1, 1)
    for file in folder.rglob("*.toml"):
        assert file.read_text("utf-8").startswith("# "), file.name
    assert "<!--" in (folder / "plates" / "dorsal.svg").read_text("utf-8")


def test_a_new_atlas_overwrites_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    assert main(["new", str(tmp_path)]) == 1
    assert "not empty" in capsys.readouterr().err
    assert [file.name for file in tmp_path.iterdir()] == ["thesis.txt"]
    with pytest.raises(ViewerError, match="is a file"):
        write_starter(tmp_path / "thesis.txt")


def test_the_files_of_a_new_atlas_can_be_written(folder: Path) -> None:
    assert all(file.stat().st_mode & 0o200 for file in folder.rglob("*"))
    written = {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()}
    assert written == {
        str(file.relative_to(asset("starter"))) for file in asset("starter").rglob("*") if file.is_file()
    }


def test_a_teacher_adds_a_vein_and_gives_the_atlas_away(
    folder: Path, open_reader: Callable[..., Reader], capsys: pytest.CaptureFixture[str]
) -> None:
    append(folder / "structures.toml", of_the_chapter("[[structure]]"))
    to_do = "\n".join(faults_of(folder))
    for missing in ("No plate draws", "No section tells of", "no edge leads to"):
        assert missing in to_do

    drawing = folder / "plates" / "dorsal.svg"
    last_vein = drawing.read_text("utf-8").partition('id="layer-lights"')[0].rpartition("/>")[0]
    add(drawing, last_vein + "/>\n", DRAWN)
    add(
        folder / "text" / "en" / "10-three-veins.md",
        "[@moes1981; @crock1977]\n",
        "\n" + of_the_chapter("A ["),
    )
    append(folder / "drainage.toml", of_the_chapter("[[edge]]"))
    assert faults_of(folder) == []

    assert main(["check", str(folder)]) == 0
    assert "4 structures" in capsys.readouterr().out
    assert main(["pack", str(folder)]) == 0
    assert "my-atlas.svatlas" in capsys.readouterr().out

    colleague = open_reader(str(folder.with_suffix(".svatlas")))
    colleague.click("dorsal-transverse-anastomoses.left")
    assert colleague.lit == {"dorsal-transverse-anastomoses.left"}
    assert colleague.heading == "Dorsal transverse anastomosis"
    assert "joins the side vein to the midline vein" in colleague.text


def test_an_atlas_with_a_fault_is_not_packed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "sources.json").unlink()
    assert main(["pack", str(folder)]) == 1
    assert "sources.json" in capsys.readouterr().out
    assert not folder.with_suffix(".svatlas").exists()


def commands_told() -> Iterator[str]:
    """Give every call of the program that the handbook and the README show."""
    for file in (*sorted(CHAPTERS.glob("*.md")), README):
        text = file.read_text("utf-8")
        yield from re.findall(r"`(spinal-vein-viewer [^`\n]+)`", text)
        for line in text.splitlines():
            if line.lstrip().startswith("spinal-vein-viewer "):
                yield re.split(r"\s{3,}", line.strip())[0]


@pytest.mark.parametrize("call", sorted(set(commands_told())))
def test_every_command_that_is_told_of_is_understood(call: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = shlex.split(call)[1:]
    if "--help" in words or "--version" in words:
        assert main(words) == 0
    else:
        parse(words)


def test_the_commands_that_make_an_atlas_are_told_of() -> None:
    told = {shlex.split(call)[1] for call in commands_told()}
    assert {"new", "check", "pack", "list", "export", "--handbook"} <= told


def test_a_teacher_without_a_terminal_makes_an_atlas_in_the_window(
    reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = tmp_path / "Vorlesung 3"

    def choose(dialog: QFileDialog) -> int:
        dialog.selectFile(str(chosen))
        return int(QFileDialog.DialogCode.Accepted)

    monkeypatch.setattr(QFileDialog, "exec", choose)
    reader.command("new-atlas")
    assert reader.window.windowTitle().startswith("My atlas")
    assert str(chosen) in reader.told
    assert faults_of(chosen) == []

    reader.command("new-atlas")
    assert "not empty" in reader.told

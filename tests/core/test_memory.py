"""What is remembered of a drawing is what reading it anew gives, and no more than is of use."""

import re
from pathlib import Path

import pytest

from viewer.core import drawing
from viewer.core.assets import atlas_folder
from viewer.core.faults import FaultList
from viewer.core.loading import load_atlas
from viewer.core.memory import Memory
from viewer.core.paths import Matrix, read_path
from viewer.core.plate import Path as Shape


def test_only_what_was_of_use_last_time_is_remembered() -> None:
    worked: list[int] = []

    def double(number: int) -> int:
        worked.append(number)
        return 2 * number

    memory = Memory()
    for numbers in ((1, 2, 1), (2, 3), (1, 3)):
        memory.begin()
        assert [memory.once(double, number) for number in numbers] == [2 * number for number in numbers]
    assert worked == [1, 2, 3, 1]


def test_a_drawing_that_is_saved_again_is_read_only_where_it_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    atlas = load_atlas(atlas_folder())
    text = (atlas_folder() / "plates" / "dorsal.svg").read_text("utf-8")
    changed = re.sub(r'( d="M)-?[\d.]+', r"\g<1>7.5", text, count=1)
    assert changed != text
    read: list[str] = []

    def counted(data: str, matrix: Matrix) -> Shape:
        read.append(data)
        return read_path(data, matrix)

    monkeypatch.setattr(drawing, "read_path", counted)

    def canvas_of(svg: str, memory: Memory | None) -> tuple[object, ...]:
        faults = FaultList()
        found = drawing.read_drawing(svg, "dorsal.svg", faults, atlas.structures, atlas.layers, memory)
        assert found is not None and not len(faults)
        return found.canvas.paths, found.canvas.elements, found.canvas.pieces, found.layers

    memory = Memory()
    canvas_of(text, memory)
    read.clear()
    again = canvas_of(changed, memory)
    assert len(read) == 1 and "M7.5" in read[0]
    assert again == canvas_of(changed, None)


def test_the_first_change_is_read_as_fast_as_those_after_it(
    small_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from shutil import copytree

    from viewer.core.kept_plates import KeptPlates

    folder = tmp_path / "copy"
    copytree(small_folder, folder)
    kept = KeptPlates()
    kept.keep(load_atlas(folder), folder)
    svg = next((folder / "plates").glob("*.svg"))
    svg.write_text(svg.read_text("utf-8") + "<!-- saved -->\n", "utf-8")

    def refuse(data: str, matrix: Matrix) -> Shape:
        raise AssertionError(f"{data} was read again")

    monkeypatch.setattr("viewer.core.plain_path.read_plain", refuse)
    monkeypatch.setattr("viewer.core.paths.read_plain", refuse)
    load_atlas(folder, plate_reader=kept.read)

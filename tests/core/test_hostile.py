"""Hostile drawings and texts: refused by name, in bounded time; nothing fetched, nothing outside read."""

import shutil
from pathlib import Path

import pytest

from viewer.core import svg_tree
from viewer.core.errors import Fault
from viewer.core.faults import FaultList, nearest
from viewer.core.files import folder_files
from viewer.core.loading import check_atlas
from viewer.core.markdown import read_section
from viewer.core.section import Section, Style

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'


@pytest.fixture
def copy(small_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(small_folder, tmp_path / "atlas"))


def faults_of_svg(text: str) -> list[Fault]:
    faults = FaultList()
    svg_tree.read_tree(text, "plate.svg", faults)
    return faults.listed()


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('<!DOCTYPE svg [<!ENTITY a "aaaa">]>\n<svg>&a;</svg>', 1, "entities are not read"),
        (f"{HEAD}\n<script>alert(1)</script></svg>", 2, "A script is not run"),
        (f'{HEAD}\n<path onclick="x()" d="M0 0"/></svg>', 2, "The script in “onclick”"),
        (f'{HEAD}\n<image xlink:href="http://example.org/a.png"/></svg>', 2, "leads out of the file"),
        (f'{HEAD}\n<path style="fill:url(http://example.org/a#b)"/></svg>', 2, "which is not fetched"),
        (f"{HEAD}\n<foreignObject/></svg>", 2, "Foreign content"),
        (f'{HEAD}\n<use xlink:href="#a"/></svg>', 2, "Unlink Clone"),
        (f"<?xml-stylesheet href='a.css'?>{HEAD}</svg>", 1, "is not followed"),
        ("<html/>", 1, "not an SVG"),
        (f"{HEAD}<g></svg>", 1, "This is not XML"),
        ("", 1, "This is not XML"),
    ],
)
def test_what_a_drawing_must_not_hold_is_named_with_its_line(text: str, line: int, message: str) -> None:
    faults = faults_of_svg(text)
    assert any(fault.line == line and message in fault.message for fault in faults), faults


def test_references_within_the_file_and_foreign_namespaces_are_let_be() -> None:
    inner = (
        '<g><path style="fill:url(#a)"/></g><x:namedview xmlns:x="urn:x" href="http://a"><x:b/></x:namedview>'
    )
    assert faults_of_svg(HEAD + inner + "</svg>") == []


def test_an_entity_bomb_stops_at_its_document_type() -> None:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    faults = faults_of_svg(f'<!DOCTYPE x [<!ENTITY a0 "ha">{entities}]><svg>&a11;</svg>')
    assert len(faults) == 1


def test_depth_number_and_length_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "too big" in faults_of_svg(HEAD + "<g>" * 10_000)[0].message
    monkeypatch.setattr(svg_tree, "MOST_ELEMENTS", 100)
    assert "too big" in faults_of_svg(HEAD + "<g/>" * 200 + "</svg>")[0].message
    monkeypatch.setattr(svg_tree, "LONGEST_PATH", 100)
    assert "too long" in faults_of_svg(f'{HEAD}<path d="{"M0 0" * 100}"/></svg>')[0].message


def test_a_file_that_is_too_long_is_not_read(copy: Path) -> None:
    with (copy / "plates" / "back.svg").open("ab") as file:
        file.truncate(30_000_000)
    _atlas, faults, _counts = check_atlas(copy)
    assert [fault for fault in faults if fault.file == "plates/back.svg" and "at most" in fault.message]


@pytest.mark.parametrize("name", ["text/en/20-trouble.md", "structures.toml", "plates/back.svg"])
def test_a_link_out_of_the_atlas_is_not_followed(copy: Path, tmp_path: Path, name: str) -> None:
    outside = tmp_path / "outside"
    (copy / name).rename(outside)
    try:
        (copy / name).symlink_to(outside)
    except OSError:
        pytest.skip("this system makes no links")
    _atlas, faults, _counts = check_atlas(copy)
    assert [fault for fault in faults if fault.file == name and "outside the atlas" in fault.message]


@pytest.mark.parametrize("plate", ["../outside", "/etc/passwd", "a/b"])
def test_a_plate_cannot_be_named_out_of_the_atlas(copy: Path, plate: str) -> None:
    file = copy / "atlas.toml"
    file.write_text(file.read_text("utf-8").replace('["back"]', f'["{plate}"]'), "utf-8")
    _atlas, faults, _counts = check_atlas(copy)
    assert any("is no name of a plate" in fault.message for fault in faults)


@pytest.mark.parametrize(
    ("attribute", "message"),
    [
        ('transform="rotate(" d="M0 0L9 9"', "transform"),
        ('d="M0 0L1e99 1e999"', "bounds"),
        ('d="M0 0 nonsense"', "no path segment"),
        ('d="M0 0L9 9" stroke-width="wide"', "no usable number"),
        ('d="M0 0L9 9" stroke-width="nan"', "no usable number"),
    ],
)
def test_numbers_that_are_none_are_faults(copy: Path, attribute: str, message: str) -> None:
    file = copy / "plates" / "back.svg"
    shape = f'<path class="s-vein" {attribute}/></g>\n</svg>'
    file.write_text(file.read_text("utf-8").replace("</g>\n</svg>", shape), "utf-8")
    _atlas, faults, _counts = check_atlas(copy)
    assert any(message in fault.message for fault in faults), faults


def section(body: str) -> tuple[Section, list[Fault]]:
    faults = FaultList()
    front = '+++\ntitle = "A"\norder = 1\npart = "handbook"\n+++\n'
    passage = read_section(front + body, "text/en/01-a.md", faults)
    assert passage is not None
    return passage.section, faults.listed()


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        'a <b onclick="x">b</b> c',
        "![a picture](http://example.org/a.png)",
        "[go](javascript:alert(1))",
        "[go](file:///etc/passwd)",
        "[go](data:text/html;base64,AAAA)",
    ],
)
def test_html_pictures_and_wicked_links_are_shown_as_text(body: str) -> None:
    told, faults = section(body)
    assert told.text == body
    assert faults == []
    assert {run.style for block in told.blocks for run in block.runs} == {Style.TEXT}


def test_nesting_without_end_does_not_end_the_program() -> None:
    told, _faults = section(
        ">" * 5_000 + " a\n\n" + "[" * 5_000 + "\n\n" + "*" * 5_000 + "a\n\n" + "- " * 2_000
    )
    assert isinstance(told, Section)


def test_toml_nested_without_end_is_a_fault(copy: Path) -> None:
    (copy / "structures.toml").write_text("a = " + "[" * 100_000, "utf-8")
    _atlas, faults, _counts = check_atlas(copy)
    assert faults[0].file == "structures.toml"
    (copy / "sources.json").write_text("[" * 100_000, "utf-8")
    _atlas, faults, _counts = check_atlas(copy)
    assert "sources.json" in {fault.file for fault in faults}


@pytest.mark.parametrize("number", ["9" * 5_000, "0x" + "f" * 9_000, "1979-05-27T07:32:00", "-inf", "nan"])
def test_a_number_out_of_all_bounds_is_a_fault(copy: Path, number: str) -> None:
    file = copy / "plates" / "back.toml"
    file.write_text(f"breaks = [{number}]\n" + file.read_text("utf-8"), "utf-8")
    _atlas, faults, _counts = check_atlas(copy)
    assert "plates/back.toml" in {fault.file for fault in faults}


@pytest.mark.parametrize("value", ["9" * 5_000, '"\\ud800"', '"a\\uDFFF"'])
def test_sources_that_cannot_be_written_again_are_a_fault(copy: Path, value: str) -> None:
    (copy / "sources.json").write_text(f'[{{"id": "a", "title": "b", "volume": {value}}}]', "utf-8")
    _atlas, faults, _counts = check_atlas(copy)
    assert "sources.json" in {fault.file for fault in faults}
    assert "".join(map(str, faults)).encode()


@pytest.mark.parametrize("name", ["a" * 300, "a\\u0000b"])
def test_a_plate_with_a_name_that_no_disk_holds_is_a_fault(copy: Path, name: str) -> None:
    file = copy / "atlas.toml"
    file.write_text(file.read_text("utf-8").replace('["back"]', f'["{name}"]'), "utf-8")
    _atlas, faults, _counts = check_atlas(copy)
    assert any("missing" in fault.message for fault in faults)


def test_a_name_of_a_million_letters_is_not_compared_in_full() -> None:
    word = "vein-" * 200_000
    assert nearest(word, ["vein-" * 20, "a", word]) == ["vein-" * 20]


def test_the_hidden_files_of_editors_are_no_part_of_an_atlas(copy: Path) -> None:
    (copy / "text" / "en" / ".#20-trouble.md").symlink_to("someone@somewhere.1234:5678")
    (copy / "text" / "en" / "._20-trouble.md").write_bytes(b"\0\5\x16\7")
    _atlas, faults, _counts = check_atlas(copy)
    assert faults == []
    assert not [name for name, _size, _time in folder_files(copy) if "/." in name]

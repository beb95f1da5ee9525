"""Loading an atlas: what is there, and what a broken one gets."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.errors import ContentError
from viewer.core.loading import check_atlas, load_atlas
from viewer.core.section import Status, Style
from viewer.core.structure import StructureId


def test_the_small_atlas_has_no_fault_and_counts_what_it_holds(small_folder: Path) -> None:
    atlas, faults, counts = check_atlas(small_folder)
    assert faults == []
    assert atlas is not None
    assert (counts.structures, counts.plates, counts.regions, counts.sections) == (5, 1, 8, 3)
    assert (counts.statements, counts.sources_cited, counts.edges, counts.conditions, counts.terms) == (
        8,
        2,
        4,
        1,
        1,
    )
    assert str(counts).startswith("5 structures, 1 plate, 8 regions, 3 sections, ")


def test_structures_keep_every_field(small: Atlas) -> None:
    side = small.structures[StructureId("side-vein")]
    assert side.parent == "midline-vein"
    assert side.sided
    assert side.variable
    assert side.sources == ("smith1999", "jones2001")
    assert small.structures[StructureId("midline-vein")].codes == (("TA98", "A12.3.07.025"),)


def test_a_section_keeps_its_statements_mentions_and_marks(small: Atlas) -> None:
    section = small.sections["introduction"]
    assert section.mentions[:3] == (
        Address(StructureId("midline-vein")),
        Address(StructureId("the-cord")),
        Address(StructureId("side-vein"), "left"),
    )
    assert section.sources == ("smith1999", "jones2001")
    runs = [run for block in section.blocks for run in block.runs]
    disputed = [run for run in runs if run.status is Status.DISPUTED]
    assert disputed[0].text == "some call it constant, others do not "
    assert disputed[1].style is Style.CITATION
    assert disputed[1].target == "smith1999;jones2001"
    assert [run.target for run in runs if run.style is Style.TERM] == ["anastomosis"]
    assert [run.text for run in runs if run.style is Style.EMPHASIS] == ["winds"]
    assert [block.kind for block in section.blocks] == ["p", "p", "h2", "li", "li", "row", "row", "row"]
    assert section.blocks[-1].cells[0][0].style is Style.MENTION


def test_links_to_sections_and_the_web_are_kept(small: Atlas) -> None:
    runs = [run for block in small.sections["trouble"].blocks for run in block.runs]
    links = {run.style: run.target for run in runs}
    assert links[Style.SECTION_LINK] == "introduction"
    assert links[Style.WEB_LINK] == "https://example.org/veins"


def test_sources_are_numbered_as_the_reader_meets_them(small: Atlas) -> None:
    assert [(source.key, source.number) for source in small.sources.values()] == [
        ("smith1999", 1),
        ("jones2001", 2),
    ]
    assert small.sources["jones2001"].short == "Jones & Lee 2001. On side veins. Journal of Veins 3(2): 10–20"
    assert (
        small.sources["jones2001"].full
        == "Jones B, Lee C. On side veins. Journal of Veins. 2001. 3(2): 10–20."
    )
    assert small.sources["jones2001"].url == "https://doi.org/10.1000/182"


@dataclass(frozen=True)
class Breakage:
    """One way to break the small atlas: a text to replace, and the fault it must get."""

    file: str
    old: str
    new: str
    line: int
    message: str


BREAKAGES = {
    "TOML syntax": Breakage(
        "structures.toml", 'id = "the-cord"', 'id = "the-cord', 36, "A quotation mark is missing"
    ),
    "unknown key": Breakage("structures.toml", "synonyms =", "synonims =", 6, "Did you mean “synonyms”?"),
    "missing key": Breakage("structures.toml", 'kind = "cord"\n', "", 35, "“kind” is missing here"),
    "wrong type": Breakage(
        "structures.toml", "sided = true", 'sided = "yes"', 21, "“sided” must be true or false"
    ),
    "duplicate id": Breakage(
        "structures.toml", 'id = "vein-net"', 'id = "side-vein"', 29, "stands on line 14 too"
    ),
    "unknown kind": Breakage(
        "structures.toml", 'kind = "cord"', 'kind = "chord"', 37, "Did you mean “cord”?"
    ),
    "unknown parent": Breakage(
        "structures.toml",
        'parent = "midline-vein"',
        'parent = "midlin-vein"',
        20,
        "Did you mean “midline-vein”?",
    ),
    "own ancestor": Breakage(
        "structures.toml", 'parent = "midline-vein"', 'parent = "side-vein"', 20, "own ancestor"
    ),
    "digits in an id": Breakage("structures.toml", 'id = "the-cord"', 'id = "cord1"', 36, "with no digits"),
    "not drawn": Breakage(
        "structures.toml", 'undrawn = "The heart lies far in front of this plate."', "", 41, "No plate"
    ),
    "drawn yet undrawn": Breakage(
        "structures.toml", 'latin = "medulla spinalis"', 'undrawn = "No."', 39, "is drawn, yet says why not"
    ),
    "not told": Breakage(
        "text/en/10-introduction.md",
        "the [right atrium](right-atrium)",
        "the heart",
        41,
        "No section tells of",
    ),
    "told yet untold": Breakage(
        "structures.toml", 'latin = "medulla spinalis"', 'untold = "No."', 39, "Take “untold” out"
    ),
    "unknown source of a structure": Breakage(
        "structures.toml",
        'sources = ["jones2001"]',
        'sources = ["jones201"]',
        33,
        "Did you mean “jones2001”?",
    ),
    "unknown region": Breakage(
        "plates/back.svg", 'id="vein-net.right"', 'id="vein-nett.right"', 25, "“vein-net”?"
    ),
    "unknown level of a region": Breakage(
        "plates/back.svg", 'id="midline-vein.T1"', 'id="midline-vein.T9"', 34, "no level “T9”"
    ),
    "region id twice": Breakage(
        "plates/back.svg", 'id="midline-vein.T1"', 'id="midline-vein.C2"', 34, "stands on line 33 too"
    ),
    "unknown role": Breakage(
        "plates/back.svg", 'class="light f-vein-light"', 'class="light f-vein-ligth"', 31, "“f-vein-light”?"
    ),
    "unknown layer of a drawing": Breakage(
        "plates/back.svg",
        'id="layer-veins" data-layer="veins"',
        'id="layer-veins" data-layer="vein"',
        27,
        "“veins”?",
    ),
    "vessel without centre line": Breakage(
        "plates/back.svg",
        '<path class="centre" d="M-2 48C-30 44 -58 62 -60 120"/>',
        "",
        36,
        "has no centre line",
    ),
    "broken path": Breakage("plates/back.svg", 'd="M0 0L0 100"', 'd="M0 0L0"', 32, "cannot be read"),
    "unknown key of a plate": Breakage(
        "plates/back.toml", "caption =", "captoin =", 4, "Did you mean “caption”?"
    ),
    "broken band": Breakage(
        "plates/back.toml", '["C1", 0.0, 100.0]', '["C1", 100.0, 0.0]', 15, "top above bottom"
    ),
    "label of nothing": Breakage(
        "plates/back.toml", 'address = "the-cord"', 'address = "right-atrium"', 0, "nothing to"
    ),
    "unknown mention": Breakage(
        "text/en/20-trouble.md", "(side-vein.left)", "(side-vain.left)", 8, "Did you mean “side-vein”?"
    ),
    "unknown level of a mention": Breakage(
        "text/en/10-introduction.md", "(side-vein.right.C2)", "(side-vein.right.C9)", 15, "no level “C9”"
    ),
    "unknown citation": Breakage("text/en/20-trouble.md", "[@jones2001]", "[@jnes2001]", 9, "“jones2001”?"),
    "unknown term": Breakage(
        "text/en/10-introduction.md", "term:anastomosis", "term:anastomose", 10, "“anastomosis”?"
    ),
    "unknown section": Breakage(
        "text/en/20-trouble.md",
        "section:introduction",
        "section:intro-duction",
        9,
        "Did you mean “introduction”?",
    ),
    "no source": Breakage("text/en/20-trouble.md", " [@jones2001]", "", 9, "has no source"),
    "no source in a row": Breakage(
        "text/en/10-introduction.md", " two [@jones2001] ", " two ", 21, "has no source"
    ),
    "unknown mark": Breakage("text/en/10-introduction.md", "{.disputed}", "{.disputd}", 11, "“disputed”?"),
    "no front matter": Breakage(
        "text/en/20-trouble.md", "+++\ntitle", "title", 1, "between two lines of +++"
    ),
    "unknown part": Breakage(
        "text/en/20-trouble.md", 'part = "clinical"', 'part = "clinic"', 4, "“clinical”?"
    ),
    "link elsewhere": Breakage(
        "text/en/20-trouble.md", "https://example.org/veins", "ftp://example.org/veins", 9, "is not followed"
    ),
    "unknown end of an edge": Breakage(
        "drainage.toml", 'to = "midline-vein"', 'to = "midline-vien"', 12, "“midline-vein”?"
    ),
    "unknown direction": Breakage("drainage.toml", '"one-way"', '"oneway"', 29, "Did you mean “one-way”?"),
    "unknown level of an edge": Breakage("drainage.toml", '"C;T"', '"C;X"', 14, "“X” is no level"),
    "no way to the heart": Breakage(
        "drainage.toml", 'to = "right-atrium"', 'to = "the-cord"', 1, "no edge leads to"
    ),
    "unknown edge of a condition": Breakage("conditions.toml", '["E-two"]', '["E-tow"]', 5, "“E-two”?"),
    "unknown section of a condition": Breakage("conditions.toml", '"trouble"', '"truble"', 8, "“trouble”?"),
    "unknown structure of a term": Breakage(
        "text/en/glossary.toml", '"side-vein"', '"side-vain"', 6, "“side-vein”?"
    ),
    "JSON syntax": Breakage(
        "sources.json", '"id": "jones2001",', '"id": "jones2001"', 12, "This is not JSON"
    ),
    "source twice": Breakage(
        "sources.json", '"id": "jones2001"', '"id": "smith1999"', 11, "stands on line 3 too"
    ),
    "missing plate": Breakage("atlas.toml", '["back"]', '["back", "front"]', 0, "The file is missing"),
    "unknown heart": Breakage(
        "atlas.toml", 'heart = "right-atrium"', 'heart = "left-atrium"', 11, "“right-atrium”?"
    ),
    "phrase without level": Breakage(
        "atlas.toml", "cord segment {level}", "cord segment", 48, "must hold {level}"
    ),
}


@pytest.fixture
def copy(small_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(small_folder, tmp_path / "atlas"))


@pytest.mark.parametrize("breakage", BREAKAGES.values(), ids=BREAKAGES.keys())
def test_a_broken_atlas_is_told_file_line_and_remedy(copy: Path, breakage: Breakage) -> None:
    file = copy / breakage.file
    text = file.read_text("utf-8")
    assert breakage.old in text
    file.write_text(text.replace(breakage.old, breakage.new, 1), "utf-8")
    _atlas, faults, _counts = check_atlas(copy)
    found = [fault for fault in faults if breakage.message in fault.message]
    assert found, [str(fault) for fault in faults]
    assert breakage.line in {fault.line for fault in found}, [str(fault) for fault in faults]
    assert all(fault.message.endswith((".", "?", '…".')) for fault in faults)


def test_all_faults_are_told_at_once(copy: Path) -> None:
    for name in (
        "unknown mention",
        "unknown region",
        "unknown end of an edge",
        "unknown edge of a condition",
    ):
        breakage = BREAKAGES[name]
        file = copy / breakage.file
        file.write_text(file.read_text("utf-8").replace(breakage.old, breakage.new, 1), "utf-8")
    with pytest.raises(ContentError) as caught:
        load_atlas(copy)
    assert {fault.file for fault in caught.value.faults} >= {
        "text/en/20-trouble.md", "plates/back.svg", "drainage.toml", "conditions.toml",
    }  # fmt: skip
    assert list(caught.value.faults) == sorted(caught.value.faults)


def test_a_drawing_that_cannot_be_read_does_not_blame_every_structure(copy: Path) -> None:
    (copy / "plates" / "back.svg").write_text("<svg", "utf-8")
    _atlas, faults, _counts = check_atlas(copy)
    assert [fault.file for fault in faults] == ["plates/back.svg"]


def test_a_line_that_is_not_utf8_is_named(copy: Path) -> None:
    file = copy / "structures.toml"
    file.write_bytes(file.read_bytes().replace(b'latin = "vena lateralis"', b'latin = "v\xe9na"'))
    _atlas, faults, _counts = check_atlas(copy)
    assert (faults[0].file, faults[0].line) == ("structures.toml", 19)
    assert "UTF-8" in faults[0].message


def test_a_missing_folder_and_a_missing_language_are_told(small_folder: Path, tmp_path: Path) -> None:
    _atlas, faults, _counts = check_atlas(tmp_path / "none")
    assert "There is no folder “none”" in faults[0].message
    _atlas, faults, _counts = check_atlas(small_folder, "la")
    assert any("no text in “la”" in fault.message for fault in faults)
    assert any(fault.file == "text/la" for fault in faults)


def test_a_part_without_edges_goes_the_way_of_its_group(copy: Path) -> None:
    file = copy / "drainage.toml"
    file.write_text(
        file.read_text("utf-8")
        .replace("side-vein.left", "midline-vein")
        .replace("side-vein.right", "vein-net")
    )
    text = file.read_text("utf-8").replace('to = "side-vein"', 'to = "midline-vein"')
    file.write_text(text, "utf-8")
    _atlas, faults, _counts = check_atlas(copy)
    assert faults == []


def test_a_folder_that_is_no_atlas_is_told_what_is_missing_and_what_to_do(tmp_path: Path) -> None:
    _, faults, _ = check_atlas(tmp_path)
    (told,) = map(str, faults)
    assert told.startswith("atlas.toml: The file is missing")
    assert "spinal-vein-viewer new" in told


def test_no_line_0_is_ever_told(small_folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(small_folder, copy)
    (copy / "structures.toml").write_text("", "utf-8")
    (copy / "drainage.toml").unlink()
    _, faults, _ = check_atlas(copy)
    assert len(faults) >= 2
    assert not any(":0:" in str(fault) for fault in faults)

"""Checking the flow: what stages, variants, conditions and cut plates get when they contradict the rest."""

import shutil
from pathlib import Path

import pytest

from tests.core.test_loading import Breakage
from viewer.core.loading import check_atlas

STAGES = """\
[[stage]]
title = "Net"
structures = ["vein-net"]

[[stage]]
title = "Sides"
structures = ["side-vein"]

[[stage]]
title = "Midline"
structures = ["midline-vein"]

[[stage]]
title = "Heart"
structures = ["right-atrium"]

[[edge]]
id = "E-five"
from = "vein-net"
to = "midline-vein"
direction = "either"
levels = "C"
sources = ["smith1999"]

"""
VARIANTS = """\
[[group]]
id = "sides"
name = "Side veins"

[[variant]]
id = "both-sides"
group = "sides"
name = "Both"
usual = true
statement = "Both are there."

[[variant]]
id = "left-missing"
group = "sides"
name = "The left one is missing"
hides = ["side-vein.left"]
closes = ["E-two"]
statement = "In some people."
certainty = "B"
sources = ["jones2001"]
section = "trouble"
"""


@pytest.fixture
def copy(small_folder: Path, tmp_path: Path) -> Path:
    """A small atlas with stages, variants, a tie and two plates that share the levels out."""
    folder = Path(shutil.copytree(small_folder, tmp_path / "atlas"))
    edit(folder / "drainage.toml", "", STAGES)
    (folder / "variants.toml").write_text(VARIANTS, "utf-8")
    edit(
        folder / "conditions.toml",
        "",
        "",
        'levels = ["C1"]',
        'levels = ["C1"]\nstart = "vein-net"\nat = "C1"',
    )
    drawing = folder / "plates" / "back.svg"
    edit(drawing, '<g class="vessel" data-role="vein" id="side-vein.left.C1">',
         '<g class="vessel" data-role="vein" data-when="!left-missing" id="side-vein.left.C1">')  # fmt: skip
    tie = '<path class="centre" data-edge="E-four" d="M0 0L0 90"/>\n'
    edit(drawing, '<path class="centre" id="midline', f'{tie}<path class="centre" id="midline')
    back, front = folder / "plates" / "back.toml", folder / "plates" / "front.toml"
    edit(back, 'right = "R"', 'right = "R"\ngroup = "cut"\ncut = "C1"\ncovers = "C"')
    front.write_text(
        back.read_text("utf-8")
        .replace('id = "back"', 'id = "front"')
        .replace('cut = "C1"\ncovers = "C"', 'cut = "T1"\ncovers = "T"'),
        "utf-8",
    )
    shutil.copy(drawing, folder / "plates" / "front.svg")
    edit(folder / "atlas.toml", '["back"]', '["back", "front"]')
    return folder


def edit(file: Path, *changes: str) -> None:
    """Replace words in a file, pair by pair; "" stands before its beginning."""
    text = file.read_text("utf-8")
    for old, new in zip(changes[::2], changes[1::2], strict=True):
        assert old in text
        text = text.replace(old, new, 1)
    file.write_text(text, "utf-8")


def test_an_atlas_with_stages_variants_and_cut_plates_has_no_fault(copy: Path) -> None:
    _atlas, faults, counts = check_atlas(copy)
    assert faults == []
    assert counts.variants == 2


BREAKAGES = {
    "unknown structure of a stage": Breakage(
        "drainage.toml", '["vein-net"]', '["vein-nett"]', 3, "“vein-net”?"
    ),
    "in two stages": Breakage("drainage.toml", '["side-vein"]', '["side-vein", "vein-net"]', 7, "“Net” too"),
    "in no stage": Breakage("drainage.toml", '["side-vein"]', "[]", 28, "“side-vein” is in no stage"),
    "one way to no later stage": Breakage(
        "drainage.toml", '["midline-vein"]', '["midline-vein", "right-atrium"]', 52, "not to a later stage"
    ),
    "no usual variant": Breakage("variants.toml", "usual = true", "usual = false", 1, "exactly one"),
    "two usual variants": Breakage(
        "variants.toml",
        'hides = ["side-vein.left"]',
        'hides = ["side-vein.left"]\nusual = true',
        1,
        "exactly one",
    ),
    "unknown group of a variant": Breakage(
        "variants.toml", 'group = "sides"', 'group = "side"', 7, "“sides”?"
    ),
    "unknown place that is hidden": Breakage(
        "variants.toml", "side-vein.left", "side-vain.left", 16, "“side-vein”?"
    ),
    "unknown edge that is closed": Breakage("variants.toml", '"E-two"', '"E-tow"', 17, "“E-two”?"),
    "unknown source of a variant": Breakage("variants.toml", '"jones2001"', '"jnes2001"', 20, "“jones2001”?"),
    "unknown section of a variant": Breakage("variants.toml", '"trouble"', '"truble"', 21, "“trouble”?"),
    "variant called like a condition": Breakage(
        "variants.toml", 'id = "both-sides"', 'id = "blocked-side"', 5, "A condition is called"
    ),
    "a variant without a way": Breakage(
        "variants.toml", 'closes = ["E-two"]', 'closes = ["E-four"]', 12, "no way leads from “midline-vein”"
    ),
    "hidden yet drawn": Breakage(
        "plates/back.svg", ' data-when="!left-missing"', "", 37, 'data-when="!left-missing"'
    ),
    "hidden yet drawn at a level": Breakage(
        "plates/back.svg", '"!left-missing"', '"!left-missing@C2"', 37, '!left-missing@C1"'
    ),
    "unknown level of a case": Breakage(
        "plates/back.svg", '"!left-missing"', '"!left-missing@X1"', 37, "“X1” is no level"
    ),
    "unknown level that is a case by itself": Breakage(
        "plates/back.svg", '"!left-missing"', '"!left-missing @X1"', 37, "“X1” is no level"
    ),
    "unknown name of a case": Breakage(
        "plates/back.svg", 'data-when="!left-missing"', 'data-when="!left-misssing"', 37, "“left-missing”?"
    ),
    "unknown edge of a tie": Breakage("plates/back.svg", '"E-four"', '"E-for"', 32, "“E-four”?"),
    "unknown level of a tie": Breakage("plates/back.svg", '"E-four"', '"E-four@X"', 32, "“X” is no level"),
    "unknown start of a condition": Breakage(
        "conditions.toml", '"vein-net"', '"vein-nett"', 8, "“vein-net”?"
    ),
    "unknown goal of a condition": Breakage(
        "conditions.toml", 'at = "C1"', 'at = "C1"\ngoal = "vein-nett"', 10, "“vein-net”?"
    ),
    "unknown edge of a way": Breakage(
        "conditions.toml", 'at = "C1"', 'at = "C1"\nby = ["E-tow"]', 10, "“E-two”?"
    ),
    "unknown vessel before a step": Breakage(
        "drainage.toml", 'levels = "C"\n', 'levels = "C"\nusual_after = ["side-vain"]\n', 23, "“side-vein”?"
    ),
    "unknown level of a condition": Breakage("conditions.toml", 'at = "C1"', 'at = "C9"', 9, "no level “C9”"),
    "unknown level of a reversal": Breakage(
        "conditions.toml", '["E-three"]', '["E-three.X1"]', 6, "“X1” is no level"
    ),
    "malformed place of a block": Breakage(
        "conditions.toml", '["E-two"]', '["side-vein..C1"]', 5, "no edge or"
    ),
    "unknown level of a section": Breakage(
        "text/en/20-trouble.md",
        'part = "clinical"',
        'part = "clinical"\nlevels = "C-X"',
        1,
        "“C-X” is no level",
    ),
    "a level of two plates": Breakage(
        "plates/front.toml", 'covers = "T"', 'covers = "C2-T1"', 0, "C2 is covered"
    ),
    "a level of no plate": Breakage("plates/front.toml", 'covers = "T"', 'covers = "C1"', 0, "covers T1"),
    "a plate cut elsewhere": Breakage(
        "plates/back.toml", 'cut = "C1"', 'cut = "T1"', 0, "that it is “cut” at"
    ),
}


@pytest.mark.parametrize("breakage", BREAKAGES.values(), ids=BREAKAGES.keys())
def test_a_contradiction_in_the_flow_is_told_with_file_line_and_remedy(
    copy: Path, breakage: Breakage
) -> None:
    file = copy / breakage.file
    edit(file, breakage.old, breakage.new)
    _atlas, faults, _counts = check_atlas(copy)
    found = [fault for fault in faults if breakage.message in fault.message]
    assert found, [str(fault) for fault in faults]
    assert (breakage.file, breakage.line) in {(fault.file, fault.line) for fault in found}, list(
        map(str, found)
    )
    assert all(fault.message.endswith((".", "?")) for fault in faults)


def test_a_side_and_level_without_a_way_is_found_though_the_rest_has_one(copy: Path) -> None:
    drainage = copy / "drainage.toml"
    text = drainage.read_text("utf-8")
    lost = '[[edge]]\nid = "E-six"\nfrom = "side-vein.left.T1"\nto = "vein-net"\ndirection = "one-way"\n'
    drainage.write_text(text.replace('levels = "C;T"', 'levels = "C"') + lost, "utf-8")
    edit(drainage, 'from = "vein-net"\nto = "side-vein"', 'from = "vein-net"\nto = "side-vein.right"',
         '["vein-net"]', '["the-cord"]', '["side-vein"]', '["side-vein", "vein-net"]')  # fmt: skip
    edit(drainage, 'to = "vein-net"\ndirection = "one-way"', 'to = "the-cord"\ndirection = "either"')
    _atlas, faults, _counts = check_atlas(copy)
    told = [fault.message for fault in faults if "no edge leads" in fault.message]
    assert told == ["From “side-vein.left.T1” no edge leads to “right-atrium”. Add the way to drainage.toml."]

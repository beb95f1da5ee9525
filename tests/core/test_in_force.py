"""What is drawn in some variants and conditions only."""

from pathlib import Path

import pytest

from tests.plates_atlas import plates_atlas
from viewer.core.loading import load_atlas
from viewer.core.showing import in_force, plate_drawn


@pytest.mark.parametrize(
    ("when", "names", "seen"),
    [
        ("", "", True),
        ("ill", "", False),
        ("ill", "ill", True),
        ("ill worse", "worse", True),
        ("!ill", "", True),
        ("!ill !worse", "worse", False),
        ("ill !missing", "ill", True),
        ("ill !missing", "ill missing", False),
        ("!missing ill worse", "worse", True),
        ("!missing ill", "", False),
    ],
)
def test_one_that_is_named_and_none_that_is_shut_out(when: str, names: str, seen: bool) -> None:
    """So a winding vein can be drawn in a disease, yet not where a variant lacks that vein."""
    assert in_force(when, frozenset(names.split())) is seen


def test_what_is_left_keeps_its_place_in_the_paint_order_of_the_regions(tmp_path: Path) -> None:
    """So what stands out is painted where its region lies, though other things are left out."""
    drawn = load_atlas(plates_atlas(tmp_path / "atlas")).plates["back"]
    seen = plate_drawn(drawn, lambda: frozenset({"left-side-vein-missing"}), False)
    assert len(seen.elements) < len(drawn.elements)
    assert [drawn.elements[number] for number in seen.order] == list(seen.elements)

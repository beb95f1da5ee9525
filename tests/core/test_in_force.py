"""What is drawn in some variants and conditions only."""

import pytest

from viewer.core.showing import in_force


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

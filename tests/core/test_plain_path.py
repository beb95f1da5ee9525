"""Plain path data: read as the library reads them, or left to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.core.paths import _read_any, read_path
from viewer.core.plain_path import read_plain

_WORDS = [
    *"MLHVCZmlhvczSTQAqt", "1", "-2.5", ".5", "1.", "1e2", "1e", "-.5e-3", "+3", ",", " ", "\n", "1-2",
    "1.5.5", "-", "1_0", "nan", "inf", "0", " 5 6 ", " 1,2 3,4 5,6 ", " 7 8 9 1 2 3 ", "10 20",
]  # fmt: skip


@given(
    st.sampled_from(["M1 2", "m1 2", "M 3,4 ", "m-1-1", ""]), st.lists(st.sampled_from(_WORDS), max_size=9)
)
def test_what_is_read_as_plain_is_what_the_library_reads(begin: str, words: list[str]) -> None:
    data = begin + "".join(words)
    plain = read_plain(data)
    if plain is not None:
        assert plain == _read_any(data)


@pytest.mark.parametrize(
    ("data", "verbs", "points"),
    [
        ("M1 2 3 4", "ML", [1, 2, 3, 4]),
        ("m1,2 3,4m1,1", "MLM", [1, 2, 4, 6, 5, 7]),
        ("M0 0h2v3H1V1z", "MLLLLZ", [0, 0, 2, 0, 2, 3, 1, 3, 1, 1]),
        ("M1 1l2 0zl0 2", "MLZML", [1, 1, 3, 1, 1, 1, 1, 3]),
        ("M1 1c1-1 2-1 3 0C1 2 3 4 5 6", "MCC", [1, 1, 2, 0, 3, 0, 4, 1, 1, 2, 3, 4, 5, 6]),
    ],
)
def test_plain_data_follow_the_pen(data: str, verbs: str, points: list[float]) -> None:
    assert read_plain(data) == (verbs, points)
    assert read_path(data).verbs == verbs


@pytest.mark.parametrize(
    "data", ["", "L1 2", "M1", "M1 2q1 1 2 2", "M1 2 a1 1 0 0 1 2 2", "M1 nan", "M1 2z3 4"]
)
def test_what_is_not_plain_is_left_to_the_library(data: str) -> None:
    assert read_plain(data) is None

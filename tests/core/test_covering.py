"""A dot must not lie under something else."""

import pytest

from viewer.core.address import Address
from viewer.core.covering import Covering
from viewer.core.plate import Line, Plate, Rect, Region, Shape

_NET = Region(
    Address.parse("net"),
    Shape.NET,
    "veins",
    1,
    Rect(0, 0, 100, 100),
    (Line((0, 80, 100, 80), (1, 1)),),
    (),
    "net",
)
_SHEET = Region(
    Address.parse("sheet"),
    Shape.AREA,
    "meninges",
    0,
    Rect(0, 0, 100, 100),
    (),
    ((0, 0, 100, 0, 100, 100, 0, 100), (40, 40, 40, 60, 60, 60, 60, 40)),
    "dura",
)
_VEIN = Region(
    Address.parse("vein.T1"),
    Shape.LINE,
    "veins",
    2,
    Rect(0, 10, 100, 20),
    (Line((0, 20, 100, 20), (5, 10)),),
    (),
    "vein",
)
_LID = Region(
    Address.parse("lid"),
    Shape.AREA,
    "bone",
    3,
    Rect(0, 0, 20, 100),
    (),
    ((0, 0, 20, 0, 20, 100, 0, 100),),
    "bone",
)
_TRACT = Region(
    Address.parse("tract"), Shape.AREA, "nervous", 0, Rect(0, 0, 99, 99), (), ((0, 0, 99, 0, 99, 99, 0, 99),)
)
_REGIONS = (_NET, _SHEET, _VEIN, _LID, _TRACT)


@pytest.fixture
def covering() -> Covering:
    plate = Plate(
        "p", "", "", "", Rect(0, 0, 100, 100), "", "", "", "", (), (), (), (), (), (), (), _REGIONS, ()
    )
    return Covering(plate, 3.0)


@pytest.mark.parametrize(
    ("region", "x", "y", "free"),
    [
        (1, 50, 90, True),  # the sheet, bare
        (1, 50, 81, False),  # the net crosses it
        (1, 50, 20, False),  # the vein crosses it
        (1, 50, 29, False),  # beside the vein, closer than the clearance
        (1, 50, 32, True),  # beside the vein, far enough
        (1, 10, 90, False),  # the lid lies on it
        (2, 10, 20, False),  # the lid lies on the vein
        (2, 50, 20, True),  # the vein itself, above all else
        (4, 50, 81, True),  # a tract is made of what lies on it ...
        (4, 50, 20, False),  # ... but not of vessels that cross it
        (4, 10, 81, False),  # ... nor of another layer
    ],
)
def test_what_lies_above_covers(covering: Covering, region: int, x: float, y: float, free: bool) -> None:
    assert covering.is_free(region, x, y) is free


def test_what_is_hidden_covers_nothing(covering: Covering) -> None:
    assert covering.is_free(2, 10, 20, frozenset({"bone"}))


def test_a_hole_in_a_sheet_covers_nothing() -> None:
    below = Region(
        Address.parse("floor"), Shape.AREA, "x", -1, Rect(0, 0, 9, 9), (), ((0, 0, 9, 0, 9, 9),), "csf"
    )
    plate = Plate(
        "p", "", "", "", Rect(0, 0, 100, 100), "", "", "", "", (), (), (), (), (), (), (), (_SHEET, below), ()
    )
    covering = Covering(plate, 3.0)
    assert covering.is_free(1, 50, 50)
    assert not covering.is_free(1, 30, 50)

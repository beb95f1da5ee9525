"""What a camera does to show something: closer where that helps, and never further off for nothing."""

from viewer.core.framing import Frame
from viewer.core.plate import Rect

_FRAME = Frame(Rect(-470, -150, 940, 2430), 900, 860, 200, 140)
_CORD = Rect(-40, 0, 80, 1800)
_VEIN = Rect(100, 1000, 60, 90)


def test_what_fills_the_plate_leaves_it_whole() -> None:
    whole = _FRAME.fitting()
    assert _FRAME.around(_CORD) == whole
    assert _FRAME.towards(whole, _CORD) == whole


def test_what_is_small_is_brought_closer() -> None:
    whole = _FRAME.fitting()
    closer = _FRAME.towards(whole, _VEIN)
    assert closer.zoom > 2 * whole.zoom
    assert (closer.x, closer.y) == (130, 1045)


def test_a_closer_view_of_it_stays() -> None:
    close = _FRAME.kept(_FRAME.fitting()._replace(zoom=6.0, x=0.0, y=900.0))
    assert _FRAME.towards(close, _CORD) == close


def test_what_is_out_of_sight_is_brought_into_it() -> None:
    close = _FRAME.kept(_FRAME.fitting()._replace(zoom=6.0, x=0.0, y=100.0))
    assert _FRAME.towards(close, _VEIN) == _FRAME.around(_VEIN)


def test_the_part_that_is_meant_comes_to_the_middle() -> None:
    whole = _FRAME.fitting()
    part = _FRAME.centred(whole, _VEIN, 3.0)
    assert (part.x, part.y) == (130, 1045)
    assert abs(part.zoom / whole.zoom - 3.0) < 1e-6

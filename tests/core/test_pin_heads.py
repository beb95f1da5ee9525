"""Heads of pins: every number can be read, however close the tips, and none stands beyond the plate."""

from math import hypot

from hypothesis import given
from hypothesis import strategies as st

from viewer.core.pin_heads import HEAD, NEEDLE, TIP, Box, Tip, spread

BOX = Box(400.0, 900.0)
UP = (0.0, -1.0)
tips = st.lists(
    st.builds(Tip, st.floats(0, BOX.width), st.floats(0, BOX.height), st.sampled_from([UP, (0.6, 0.8)])),
    max_size=40,
)


def away(one: tuple[float, float], other: tuple[float, float]) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])


def test_a_pin_alone_stands_as_it_leans() -> None:
    assert spread([Tip(200, 400, UP)], BOX) == [(200, 400 - NEEDLE)]


def test_heads_of_tips_close_together_do_not_cover_each_other() -> None:
    crowd = [Tip(200 + 12 * (at % 4), 400 + 12 * (at // 4), UP) for at in range(12)]
    heads = spread(crowd, BOX)
    for at, head in enumerate(heads):
        assert all(away(head, other) >= 2 * HEAD for other in heads[:at])
        assert all(away(head, tip[:2]) >= HEAD + TIP for tip in crowd), "nor a tip"


def test_two_on_one_spot_are_parted() -> None:
    one, other = spread([Tip(200, 400, UP)] * 2, BOX)
    assert away(one, other) >= 2 * HEAD


@given(tips)
def test_every_head_is_on_the_plate(pins: list[Tip]) -> None:
    for x, y in spread(pins, BOX):
        assert HEAD <= x <= BOX.width - HEAD and HEAD <= y <= BOX.height - HEAD

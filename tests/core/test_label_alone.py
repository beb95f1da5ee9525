"""A name that finds no place beside the drawing stands above or below what it names."""

from viewer.core.label_alone import place_alone
from viewer.core.plate import Rect

_ROOM = Rect(50, 40, 400, 300)


def test_it_stands_below_where_there_is_room() -> None:
    alone = place_alone([(200, 150)], 120, 60, _ROOM)
    assert alone is not None
    assert alone.box.y > 150
    assert alone.leader[0] == (200, 150)
    assert alone.leader[2] == (200, alone.box.y)


def test_it_stands_above_what_lies_low() -> None:
    alone = place_alone([(200, 320)], 120, 60, _ROOM)
    assert alone is not None
    assert alone.box.y + alone.box.height == alone.leader[2][1] < 320


def test_it_stays_within_the_room_beside_an_edge() -> None:
    for x in (52, 448):
        alone = place_alone([(x, 150)], 120, 60, _ROOM)
        assert alone is not None
        assert alone.box.x >= 50 and alone.box.x + alone.box.width <= 450
        assert alone.box.x <= x <= alone.box.x + alone.box.width


def test_a_high_text_comes_closer_before_it_is_left_out() -> None:
    low = place_alone([(200, 150)], 120, 182, _ROOM)
    assert low is not None and low.box.y < 160
    assert place_alone([(200, 150)], 120, 190, _ROOM) is None


def test_a_word_wider_than_the_room_has_no_place() -> None:
    assert place_alone([(200, 150)], 401, 60, _ROOM) is None
    assert place_alone([(20, 150)], 120, 60, _ROOM) is None


def test_what_comes_too_close_is_told_by_its_box_or_its_leader() -> None:
    alone = place_alone([(200, 150)], 120, 60, _ROOM)
    assert alone is not None
    far = ((60.0, 60.0), (62.0, 60.0), (70.0, 60.0))
    assert not alone.meets(Rect(60, 60, 40, 20), far)
    assert alone.meets(Rect(210, 200, 40, 20), far)
    assert alone.meets(Rect(400, 60, 40, 20), ((100.0, 160.0), (300.0, 160.0), (320.0, 80.0)))

"""Labels never overlap, leaders never cross, whatever is asked for."""

from itertools import combinations, pairwise
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.core.label_placing import (
    ANCHOR_GAP,
    GAP,
    LANE_MAX,
    LANE_MIN,
    Gutter,
    Offer,
    Placed,
    Point,
    place,
    spread,
)

_NEAR = 1e-6
_SELECTED = 100.0


View = tuple[list[Offer], list[Offer], tuple[Gutter, Gutter], frozenset[tuple[str, Point]]]


def _view(seed: int) -> View:
    """A view of any size, labels anywhere in and out of it, some of whose anchors are covered."""
    chance = Random(seed)
    width, height = chance.randint(300, 1600), chance.randint(120, 1000)
    gutters = (Gutter(width * 0.2, 28, height - 10), Gutter(width * 0.8, 28, height - 10))
    covered: set[tuple[str, Point]] = set()

    def labels(side: str) -> list[Offer]:
        offers = []
        for number in range(chance.randint(0, 60)):
            middle = chance.uniform(0, height)
            near = chance.choice((0.0, 10.0, height))
            anchors = tuple(
                (float(chance.randint(0, width)), float(round(chance.uniform(middle - near, middle + near))))
                for _ in range(chance.randint(0, 12))
            )
            name = f"{side}-{number}"
            covered.update((name, anchor) for anchor in anchors if chance.random() < 0.25)
            tall = chance.choice((15.0, 30.0, 45.0))
            offers.append(Offer(name, tall, chance.randint(1, 5), anchors, height / 2))
        return offers

    return labels("left"), labels("right"), gutters, frozenset(covered)


views = st.integers(0, 2**32).map(_view)


def _segments(label: Placed) -> list[tuple[Point, Point]]:
    return list(pairwise(label.leader))


def _touch(a: tuple[Point, Point], b: tuple[Point, Point]) -> bool:
    """Tell whether two segments share a point."""

    def side(p: Point, q: Point, r: Point) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    def apart(i: int) -> bool:
        return max(a[0][i], a[1][i]) < min(b[0][i], b[1][i]) or max(b[0][i], b[1][i]) < min(a[0][i], a[1][i])

    if apart(0) or apart(1):
        return False
    return side(*a, b[0]) * side(*a, b[1]) <= 0 and side(*b, a[0]) * side(*b, a[1]) <= 0


@settings(max_examples=150, deadline=None)
@given(views)
def test_no_two_labels_overlap_and_no_two_leaders_meet(view: View) -> None:
    left, right, gutters, covered = view
    sides = place(left, right, gutters, lambda name, spot: (name, spot) not in covered)
    for gutter, labels in zip(gutters, sides, strict=True):
        for one, other in combinations(labels, 2):
            assert abs(one.y - other.y) >= (one.height + other.height) / 2 + GAP - _NEAR
        for label in labels:
            assert label.y - label.height / 2 >= gutter.top - _NEAR
            assert label.y + label.height / 2 <= gutter.bottom + _NEAR
    for one, other in combinations(sides[0] + sides[1], 2):
        assert not any(_touch(a, b) for a in _segments(one) for b in _segments(other))


@settings(max_examples=150, deadline=None)
@given(views)
def test_each_dot_lies_on_what_it_names_and_clear_of_the_lanes(view: View) -> None:
    left, right, gutters, covered = view
    offers = {offer.id: offer for offer in left + right}
    sides = place(left, right, gutters, lambda name, spot: (name, spot) not in covered)
    for label in sides[0] + sides[1]:
        anchor = label.leader[0]
        assert anchor in offers[label.id].anchors
        assert (label.id, anchor) not in covered
    for gutter, labels in zip(gutters, sides, strict=True):
        for label in labels:
            assert label.leader[2] == (gutter.edge, label.y)
            lane = abs(label.leader[1][0] - gutter.edge)
            assert LANE_MIN - _NEAR <= lane <= LANE_MAX + _NEAR


@settings(max_examples=150, deadline=None)
@given(views, st.sampled_from(["left", "right"]), st.integers(0, 7), st.integers(0, 100))
def test_the_selected_label_is_always_there(view: View, side: str, at: int, height: int) -> None:
    left, right, gutters, covered = view
    spot = (gutters[0].edge + LANE_MIN + 4 + at, float(height))
    chosen = Offer("chosen", 30.0, _SELECTED, (spot,), 0.0)
    (left if side == "left" else right).append(chosen)
    sides = place(left, right, gutters, lambda name, spot: (name, spot) not in covered)
    assert [label.leader[0] for label in sides[0] + sides[1] if label.id == "chosen"] == [spot]


def test_boxes_that_are_free_stay_where_they_want_to_be() -> None:
    assert spread([100, 200, 300], [20, 20, 20], [1, 1, 1], 0, 400) == [100, 200, 300]


def test_boxes_that_press_share_the_move_by_weight() -> None:
    light, heavy = spread([100, 100], [20, 20], [1, 3], 0, 400)
    assert heavy - light == 27
    assert abs(heavy - 100) * 3 == abs(light - 100)


def test_boxes_at_the_edge_are_held_inside() -> None:
    assert spread([5, 395], [20, 20], [1, 1], 0, 400) == [10, 390]


def test_a_full_gutter_drops_the_lowest_priority() -> None:
    offers = [Offer(f"l{n}", 20.0, n, ((100.0, 10.0 + n * 9),), 0.0) for n in range(1, 7)]
    left, _ = place(offers, [], (Gutter(50, 0, 90), Gutter(400, 0, 90)), lambda _, __: True)
    assert {label.id for label in left} == {"l4", "l5", "l6"}


def test_an_anchor_slides_along_its_region_to_make_room_for_a_neighbour() -> None:
    long = Offer("long", 20.0, 1, tuple((100.0, float(y)) for y in range(10, 200, 10)), 100.0)
    short = Offer("short", 20.0, 1, ((120.0, 101.0),), 101.0)
    left, _ = place([long, short], [], (Gutter(50, 0, 300), Gutter(400, 0, 300)), lambda _, __: True)
    ys = {label.id: label.leader[0][1] for label in left}
    assert abs(ys["long"] - ys["short"]) >= ANCHOR_GAP
    assert all(abs(label.y - label.leader[0][1]) < 14 for label in left)

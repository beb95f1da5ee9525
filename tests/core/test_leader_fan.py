"""Leaders that fan out: none crosses another, and what lies close together is parted."""

from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as some

from viewer.core.leader_fan import Fan, Target, column, distance

spots = some.tuples(some.floats(200, 400), some.floats(150, 350))


def fan_of(places: list[list[tuple[float, float]]]) -> Fan:
    targets = [Target(str(at), tuple(each), each[0][1]) for at, each in enumerate(places)]
    heights = column((one.wish for one in targets), 0.0, 600.0, 22.0)
    return Fan(targets, [(100.0, y) for y in heights])


@settings(max_examples=60, deadline=None)
@given(some.lists(some.lists(spots, min_size=1, max_size=6), min_size=1, max_size=12))
def test_each_number_has_its_own_place_and_points_at_what_it_stands_for(
    places: list[list[tuple[float, float]]],
) -> None:
    leaders = fan_of(places).spread()
    assert [int(one.id) for one in leaders] == list(range(len(places)))
    assert all(one.spot in places[int(one.id)] for one in leaders)
    heights = sorted(one.port[1] for one in leaders)
    assert all(below - above > 21.9 for above, below in pairwise(heights))


def test_nothing_crosses_however_close_it_lies() -> None:
    places = [[(300.0 + 9 * (at % 5), 200.0 + 9 * (at // 5))] for at in range(20)]
    leaders = fan_of(places[::-1]).spread()
    lines = [(one.spot, one.port) for one in leaders]
    assert min(distance(one, other) for one, other in combinations(lines, 2)) > 0.0


def test_of_several_spots_that_is_pointed_at_which_others_leave_room_for() -> None:
    leaders = fan_of([[(300.0, 200.0)], [(301.0, 200.0), (300.0, 260.0)]]).spread()
    assert leaders[1].spot == (300.0, 260.0)


def test_lines_that_cross_have_no_distance_and_those_far_off_no_more_than_is_asked() -> None:
    assert distance(((0.0, 0.0), (10.0, 10.0)), ((0.0, 10.0), (10.0, 0.0))) == 0.0
    assert distance(((0.0, 0.0), (10.0, 0.0)), ((0.0, 3.0), (10.0, 3.0))) == 3.0
    assert distance(((0.0, 0.0), (10.0, 0.0)), ((0.0, 30.0), (10.0, 30.0)), 9.0) == 9.0

"""Closed figures turned so that those which hold go one way and holes the other."""

from viewer.core.plate import Points

_MANY = 200
"""Above so many figures in one shape, each is taken as filled: finding holes would take too long."""


def signed_area(ring: list[float]) -> float:
    """Give the area of a closed figure, above 0 where it runs clockwise on screen."""
    xs, ys = ring[0::2], ring[1::2]
    total = 0.0
    x0, y0 = xs[-1], ys[-1]
    for x, y in zip(xs, ys, strict=True):
        total += x0 * y - x * y0
        x0, y0 = x, y
    return total / 2


def crossing(x0: float, y0: float, x1: float, y1: float, x: float, y: float) -> int:
    """Give 1 or -1 where an edge crosses the level ray from a point to the right, else 0."""
    if (y0 <= y) == (y1 <= y):
        return 0
    side = (x1 - x0) * (y - y0) - (x - x0) * (y1 - y0)
    if y1 > y0:
        return 1 if side > 0 else 0
    return -1 if side < 0 else 0


def winding(ring: Points | list[float], x: float, y: float) -> int:
    """Give how often a closed figure runs round a point: 0 outside, 1 or -1 inside a simple one."""
    count = 0
    x0, y0 = ring[-2], ring[-1]
    for x1, y1 in zip(ring[0::2], ring[1::2], strict=True):
        count += crossing(x0, y0, x1, y1, x, y)
        x0, y0 = x1, y1
    return count


def oriented(rings: list[list[float]], odd_even: bool) -> list[Points]:
    """Turn the figures of one shape so that what is filled runs clockwise and its holes against that.

    Then overlapping shapes of one region add up under the non-zero rule, and holes stay holes.
    """
    kept = [ring for ring in rings if len(ring) >= 6]
    turns = [1 if signed_area(ring) > 0 else -1 for ring in kept]
    # Most figures of a shape lie far apart: what lies within no other's box need not be gone round.
    few = kept if len(kept) <= _MANY else []
    boxes = [(min(ring[0::2]), min(ring[1::2]), max(ring[0::2]), max(ring[1::2])) for ring in few]
    result = []
    for index, ring in enumerate(kept):
        x, y = ring[0], ring[1]
        round_it = [
            winding(kept[other], x, y)
            for other, (left, top, right, bottom) in enumerate(boxes)
            if left <= x <= right and top <= y <= bottom and other != index
        ]
        if odd_even:
            hole = sum(1 for count in round_it if count) % 2 == 1
        else:
            hole = sum(round_it) != 0 and sum(round_it) + turns[index] == 0
        if (turns[index] > 0) == hole:
            ring = [value for pair in zip(ring[-2::-2], ring[-1::-2], strict=True) for value in pair]
        result.append(tuple(ring))
    return result

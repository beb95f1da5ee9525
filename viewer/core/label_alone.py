"""A label alone: where the name of what is selected goes when it finds no place beside the drawing.

All lengths are device-independent pixels of the view, x to the right, y down.
"""

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from viewer.core.label_placing import GAP, LANE_MIN, Point
from viewer.core.plate import Rect


class Alone(NamedTuple):
    """A label's box, and its leader's three points, upright from the anchor to the box."""

    box: Rect
    leader: tuple[Point, Point, Point]

    def meets(self, box: Rect, leader: Iterable[Point]) -> bool:
        """Tell whether another label comes too close, or its leader does."""
        (x, start), _, (_, end) = self.leader
        own = (self.box, Rect(x, min(start, end), 0.0, abs(end - start)))
        others = [box, *(_between(*ends) for ends in pairwise(leader))]
        return any(_close(one, other) for one in own for other in others)


def place_alone(anchors: Iterable[Point], width: float, height: float, room: Rect) -> Alone | None:
    """Place a box below or above one of the anchors; None if none leaves it room.

    Of those that do it is the one closest to the middle of the room's height.
    The box stays within ``room``, its leader is as long as a lane is wide, or shorter where that is too long.
    """
    if width > room.width:
        return None
    middle = room.y + room.height / 2
    known = sorted(
        (point for point in anchors if room.x <= point[0] <= room.x + room.width),
        key=lambda point: (abs(point[1] - middle), point),
    )
    for away in (LANE_MIN, GAP):
        for x, y in known:
            for edge, top in ((y + away, y + away), (y - away, y - away - height)):
                if room.y <= top and top + height <= room.y + room.height:
                    left = min(max(x - width / 2, room.x), room.x + room.width - width)
                    leader = ((x, y), (x, (y + edge) / 2), (x, edge))
                    return Alone(Rect(left, top, width, height), leader)
    return None


def _between(one: Point, other: Point) -> Rect:
    """Give the box of a line."""
    x, y = min(one[0], other[0]), min(one[1], other[1])
    return Rect(x, y, abs(one[0] - other[0]), abs(one[1] - other[1]))


def _close(one: Rect, other: Rect) -> bool:
    return (
        one.x <= other.x + other.width + GAP
        and other.x <= one.x + one.width + GAP
        and one.y <= other.y + other.height + GAP
        and other.y <= one.y + one.height + GAP
    )

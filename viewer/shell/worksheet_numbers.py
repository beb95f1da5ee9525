"""Where the numbers of a worksheet stand: everything that is drawn gets one, if there is any room for it.

Lengths are pixels of the page. Unlike the names on the screen, numbers are all of one size and none matters
less than another, so that their leaders can fan out straight from what lies close together.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import inf
from typing import NamedTuple

from viewer.core.camera import Camera
from viewer.core.covering import Covering
from viewer.core.label_offers import points_on
from viewer.core.label_placing import GAP, Placed, Point
from viewer.core.leader_fan import Fan, Leader, Target, column
from viewer.core.plate import LabelWish, Plate

_CLEARANCES = (4.0, 1.5, 0.0)
"""So many plate units, better the first, should what lies above stay away from a dot."""
_MOST_ANCHORS, _ENOUGH = 40, 8
"""Of so many spots one is chosen; with less than enough, those nearer to what lies above count too."""
_STUB = 10.0
"""So far a leader runs level before its number: at a slant it would seem to pass under it."""


class Room(NamedTuple):
    """Where numbers may stand: beside ``left`` and ``right``, between ``top`` and ``bottom``, a row each."""

    left: float
    right: float
    top: float
    bottom: float
    row: float


class Numbers:
    """Places one number for each wish on one page."""

    def __init__(
        self, plate: Plate, wishes: Iterable[LabelWish], camera: Camera, hidden: frozenset[str]
    ) -> None:
        """Work out which spots may be pointed at."""
        self._plate, self._camera, self._hidden = plate, camera, hidden
        self._coverings = [Covering(plate, clearance) for clearance in _CLEARANCES]
        self._asked = [asked for wish in wishes if (asked := self._target(wish)) is not None]
        self._middle = camera.to_view(plate.view.x + plate.view.width / 2, 0.0)[0]

    def most(self, room: Room) -> int:
        """Tell how many there is room for."""
        return min(len(self._asked), 2 * _rows(room))

    def placed(self, room: Room) -> tuple[tuple[Placed, ...], tuple[Placed, ...]]:
        """Give the numbers at the left and at the right; the id of each is the address that it stands for."""
        sides = self._sides(_rows(room))
        edges = (room.left, room.right)
        inner = (room.left + _STUB, room.right - _STUB)
        ports = [
            (x, y)
            for side, x in zip(sides, inner, strict=True)
            for y in column((one.wish for one in side), room.top, room.bottom, room.row + GAP)
        ]
        leaders = Fan([one for side in sides for one in side], ports).spread()
        left, right = (
            tuple(
                _placed(one, edge, room.row)
                for one in sorted(leaders, key=lambda one: one.port[1])
                if one.port[0] == x
            )
            for x, edge in zip(inner, edges, strict=True)
        )
        return left, right

    def _target(self, wish: LabelWish) -> Target | None:
        """Give what may be pointed at for a wish, as free of what lies above as it can be."""
        own = [
            (number, point)
            for number, region in enumerate(self._plate.regions)
            if wish.address.covers(region.address) and region.layer not in self._hidden
            for point in points_on(region, _ENOUGH)
        ]
        own = own[:: max(len(own) // (4 * _MOST_ANCHORS), 1)]
        free: list[Point] = []
        for covering in self._coverings:
            free = [point for number, point in own if covering.is_free(number, *point, self._hidden)]
            if len(free) >= _ENOUGH:
                break
        if not free:
            return None
        spots = [self._camera.to_view(*point) for point in free]
        spots = spots[:: max(len(spots) // _MOST_ANCHORS, 1)]
        heights = sorted(y for _, y in spots)
        near = self._camera.to_view(0.0, wish.near_y)[1] if wish.near_y is not None else -inf
        inside = heights[0] <= near <= heights[-1]
        return Target(str(wish.address), tuple(spots), near if inside else heights[len(heights) // 2])

    def _sides(self, most: int) -> tuple[list[Target], list[Target]]:
        """Part what is asked into left and right: as it lies, and what lies on both sides evenly.

        A side takes ``most``; what goes beyond both finds no place.
        """
        sides: tuple[list[Target], list[Target]] = ([], [])
        either = []
        for one in sorted(self._asked, key=lambda one: one.wish):
            at_left = {x < self._middle for x, _ in one.spots}
            if len(at_left) == 1:
                sides[0 if True in at_left else 1].append(one)
            else:
                either.append(one)
        for one in either:
            min(sides, key=len).append(one)
        for full, other in (sides, sides[::-1]):
            while len(full) > most:
                # What lies next to the middle has the shortest way to the other side.
                moved = min(full, key=lambda one: min(abs(x - self._middle) for x, _ in one.spots))
                full.remove(moved)
                if len(other) < most:
                    other.append(moved)
        for side in sides:
            side.sort(key=lambda one: (one.wish, one.id))
        return sides


def _rows(room: Room) -> int:
    return int((room.bottom - room.top + GAP) / (room.row + GAP))


def _placed(leader: Leader, edge: float, row: float) -> Placed:
    return Placed(leader.id, leader.port[1], row, (leader.spot, leader.port, (edge, leader.port[1])))

"""Where the numbers of a worksheet stand: everything that is drawn gets one, if there is any room for it.

Lengths are pixels of the page. Unlike the names on the screen, numbers are all of one size and none matters
less than another, so that what finds no place at first is tried at other heights and on the other side.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf
from random import Random
from typing import NamedTuple

from viewer.core.address import Address
from viewer.core.camera import Camera
from viewer.core.covering import Covering
from viewer.core.label_offers import points_on
from viewer.core.label_placing import GAP, Gutter, Offer, Placed, Point, Rules, place
from viewer.core.plate import LabelWish, Plate

_CLEARANCES = (4.0, 1.5, 0.0)
"""So many plate units, better the first, should what lies above stay away from a dot."""
_MOST_ANCHORS = 40
_ROUNDS, _FREEST = 120, 6
_UNEVEN = 4
"""One side never has so many numbers more than the other, for the sake of what was left out."""
_PRESSING_MOST = 1000.0
LANE_MOST = 92.0
_APART = (6.0, 4.2, 3.2, 2.6)
"""Leaders that run side by side are so far from each other; the less only where not all find room."""


class Room(NamedTuple):
    """Where numbers may stand: beside ``left`` and ``right``, between ``top`` and ``bottom``, a row each."""

    left: float
    right: float
    top: float
    bottom: float
    row: float


class _Asked(NamedTuple):
    """A structure that is to be numbered: the spots of the page that mean it, and the height it likes."""

    address: Address
    spots: tuple[Point, ...]
    wish: float


class Numbers:
    """Places one number for each wish on one page."""

    def __init__(
        self, plate: Plate, wishes: Iterable[LabelWish], camera: Camera, hidden: frozenset[str]
    ) -> None:
        """Work out which spots may be pointed at."""
        self._plate, self._camera, self._hidden = plate, camera, hidden
        self._coverings = [Covering(plate, clearance) for clearance in _CLEARANCES]
        self._asked = [asked for wish in wishes if (asked := self._spots_of(wish)) is not None]
        self._pressing = {str(one.address): 1.0 + 20.0 / len(one.spots) for one in self._asked}
        """What can be shown in few places chooses first, and what was left out sooner the next time."""
        self._middle = camera.to_view(plate.view.x + plate.view.width / 2, 0.0)[0]

    def placed(self, room: Room) -> tuple[tuple[Placed, ...], tuple[Placed, ...]]:
        """Give the numbers at the left and at the right; the id of each is the address that it stands for."""
        best: tuple[tuple[Placed, ...], tuple[Placed, ...]] = ((), ())
        for apart in _APART:
            now = self._searched(room, Rules(LANE_MOST, full=1.0, apart=apart))
            if sum(map(len, now)) > sum(map(len, best)):
                best = now
            if sum(map(len, best)) == len(self._asked):
                break
        return best

    def _searched(self, room: Room, rules: Rules) -> tuple[tuple[Placed, ...], tuple[Placed, ...]]:
        """Place the numbers, and again as long as some are left out, but not for ever."""
        most = int((room.bottom - room.top + GAP) / (room.row + GAP))
        sides = self._sides()
        heights = {str(one.address): one.wish for one in self._asked}
        # The same plate is to have the same numbers every time.
        chance = Random(0)
        best = self._place(sides, heights, room, rules)
        for _ in range(_ROUNDS):
            found = {label.id: label.leader[0][1] for side in best for label in side}
            lost = [one for one in self._asked if str(one.address) not in found]
            if not lost:
                break
            # The rest stays as it came to lie, so that what was left out finds the gaps that there are.
            other_sides, other_heights = dict(sides), heights | found
            for one in lost:
                self._move(one, best, other_sides, other_heights, most, chance)
            now = self._place(other_sides, other_heights, room, rules)
            if sum(map(len, now)) >= sum(map(len, best)):
                best, sides, heights = now, other_sides, other_heights
        return best

    def _spots_of(self, wish: LabelWish) -> _Asked | None:
        """Give what may be pointed at for a wish, as free of what lies above as it can be."""
        own = [
            (number, point)
            for number, region in enumerate(self._plate.regions)
            if wish.address.covers(region.address) and region.layer not in self._hidden
            for point in points_on(region)
        ]
        own = own[:: max(len(own) // (4 * _MOST_ANCHORS), 1)]
        for covering in self._coverings:
            free = [point for number, point in own if covering.is_free(number, *point, self._hidden)]
            if len(free) > 1 or (free and covering is self._coverings[-1]):
                spots = [self._camera.to_view(*point) for point in free]
                spots = spots[:: max(len(spots) // _MOST_ANCHORS, 1)]
                heights = sorted(y for _, y in spots)
                near = self._camera.to_view(0.0, wish.near_y)[1] if wish.near_y is not None else -inf
                inside = heights[0] <= near <= heights[-1]
                return _Asked(wish.address, tuple(spots), near if inside else heights[len(heights) // 2])
        return None

    def _sides(self) -> dict[str, int]:
        """Part what is asked into left (0) and right (1): as it lies, and what lies on both sides evenly."""
        sides: dict[str, int] = {}
        either = []
        for one in sorted(self._asked, key=lambda one: one.wish):
            at_left = {x < self._middle for x, _ in one.spots}
            if len(at_left) == 1:
                sides[str(one.address)] = 0 if True in at_left else 1
            else:
                either.append(one)
        for one in either:
            at_right = sum(sides.values())
            sides[str(one.address)] = int(2 * at_right < len(sides))
        return sides

    def _place(
        self, sides: dict[str, int], heights: dict[str, float], room: Room, rules: Rules
    ) -> tuple[tuple[Placed, ...], tuple[Placed, ...]]:
        offers: tuple[list[Offer], list[Offer]] = ([], [])
        for one in self._asked:
            name = str(one.address)
            offers[sides[name]].append(Offer(name, room.row, self._pressing[name], one.spots, heights[name]))
        gutters = (Gutter(room.left, room.top, room.bottom), Gutter(room.right, room.top, room.bottom))
        return place(*offers, gutters, lambda _label, _spot: True, rules)

    def _move(
        self,
        one: _Asked,
        now: Sequence[Sequence[Placed]],
        sides: dict[str, int],
        heights: dict[str, float],
        most: int,
        chance: Random,
    ) -> None:
        """Wish a lost number to where the next leader is furthest away, at times on the other side."""
        name = str(one.address)
        self._pressing[name] = min(2 * self._pressing[name], _PRESSING_MOST)
        side = sides[name]
        crowd = sum(sides.values()) if side == 0 else len(sides) - sum(sides.values())
        if chance.random() < 0.5 and crowd < min(most, len(sides) - crowd + _UNEVEN):
            side = sides[name] = 1 - side
        taken = [label.leader[0][1] for each in now for label in each]
        heights[name] = max((min((abs(y - other) for other in taken), default=inf), y) for _, y in one.spots)[
            1
        ]

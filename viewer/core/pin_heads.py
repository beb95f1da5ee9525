"""Where the heads of pins stand so that each number can be read: no head on another, nor beyond the edge."""

from collections.abc import Sequence
from math import hypot
from typing import NamedTuple

NEEDLE, HEAD, TIP = 34.0, 11.0, 5.0
"""Pixels: the length of a needle that stands alone, the radius of its head, that of the ring at its tip."""
_AIR = 3.0
"""So many pixels, at least, part a head from another, from another's tip, and from the plate's edge."""
_LEAST, _MOST = 20.0, 110.0
"""How short and how long a needle may become."""
_NOTHING = 0.3
"""To lack so little is to lack nothing."""
_ROUNDS, _DRAWN = 200, 20
"""How often heads are pushed apart at most, and at first with a pull to where each would stand alone."""
_STUCK, _SLANT = 40, 0.7
"""After so many times, what is wedged in between others is pushed so much aslant."""
_HOME = 0.04
"""By so much of the way a head is pulled."""


class Tip(NamedTuple):
    """A pin's tip on the plate, in pixels, and the way its needle leans when it stands alone, of length 1."""

    x: float
    y: float
    lean: tuple[float, float]


class Box(NamedTuple):
    """What heads may stand in, from 0 on, in pixels: the plate."""

    width: float
    height: float


def spread(tips: Sequence[Tip], box: Box) -> list[tuple[float, float]]:
    """Give the middle of each head: as near to where it would stand alone as the others leave it."""
    homes = [(tip.x + tip.lean[0] * NEEDLE, tip.y + tip.lean[1] * NEEDLE) for tip in tips]
    heads = [_kept(*home, tip, box) for home, tip in zip(homes, tips, strict=True)]
    for turn in range(_ROUNDS):
        moved = _part(heads, tips, 0.0 if turn < _STUCK else _SLANT)
        for number, tip in enumerate(tips):
            x, y = heads[number]
            if turn < _DRAWN and not moved[number]:
                x, y = x + (homes[number][0] - x) * _HOME, y + (homes[number][1] - y) * _HOME
            heads[number] = _kept(x, y, tip, box)
        if not any(moved):
            break
    return heads


def _part(heads: list[tuple[float, float]], tips: Sequence[Tip], slant: float) -> list[bool]:
    """Push heads apart that lie on each other, or on a tip, so much aslant; tell which were pushed."""
    moved = [False] * len(heads)
    for one in range(len(heads)):
        for other in range(one + 1, len(heads)):
            dx, dy, lack = _overlap(heads[one], heads[other], 2 * HEAD + _AIR)
            if lack > 0:
                (ax, ay), (bx, by) = heads[one], heads[other]
                heads[one] = ax - dx * lack / 2, ay - dy * lack / 2
                heads[other] = bx + dx * lack / 2, by + dy * lack / 2
                moved[one] = moved[other] = True
        for tip in tips:
            dx, dy, lack = _overlap(tip[:2], heads[one], HEAD + TIP + _AIR)
            if lack > 0:
                x, y = heads[one]
                heads[one] = x + (dx - slant * dy) * lack, y + (dy + slant * dx) * lack
                moved[one] = True
    return moved


def _overlap(one: tuple[float, float], other: tuple[float, float], room: float) -> tuple[float, float, float]:
    """Give the way from one to the other, of length 1, and how much they lack to be ``room`` apart."""
    dx, dy = other[0] - one[0], other[1] - one[1]
    if abs(dx) >= room or abs(dy) >= room:
        return 0.0, 0.0, 0.0
    away = hypot(dx, dy)
    if away == 0.0:
        return 1.0, 0.0, room
    lack = room - away
    return dx / away, dy / away, lack if lack > _NOTHING else 0.0


def _kept(x: float, y: float, tip: Tip, box: Box) -> tuple[float, float]:
    """Bring a head within its needle's reach, and then onto the plate."""
    dx, dy = x - tip.x, y - tip.y
    away = hypot(dx, dy)
    if away == 0.0:
        dx, dy, away = *tip.lean, 1.0
    reach = min(max(away, _LEAST), _MOST)
    room = HEAD + _AIR
    x, y = tip.x + dx / away * reach, tip.y + dy / away * reach
    return min(max(x, room), box.width - room), min(max(y, room), box.height - room)

"""Where labels go: two gutters beside the drawing, leader lines that never meet.

Boundary labelling after art-direction's recipe. All lengths are device-independent pixels of the view,
x to the right, y down. A leader runs level from its anchor to the lane beside the gutter, then slants
inside the lane to its text. Level runs at different heights cannot meet, and slants between two
uprights that keep one order cannot cross: so order and distance of anchors is all that is to be kept.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from math import inf
from typing import NamedTuple

Point = tuple[float, float]
Usable = Callable[[str, Point], bool]
"""Tells whether the label with this id may point at this anchor."""

GAP = 7.0
"""The least room between two labels, above one another."""
ANCHOR_GAP = 4.0
"""The least difference in height between two anchors whose leaders run side by side."""
LANE_MIN, LANE_MAX = 22.0, 54.0
_LANE_SLOPE = 0.62
_CLEAR = 4.0
_HOME, _SHORT = 0.35, 0.3
_ROUNDS = 3
_FULL = 0.88


class Offer(NamedTuple):
    """A label that asks for a place: its height, how much it matters, and where it may point.

    ``priority`` (above 0) decides who stays when not all fit, and whose leader is kept level.
    ``wish_y`` is the height the anchor should be close to.
    """

    id: str
    height: float
    priority: float
    anchors: tuple[Point, ...]
    wish_y: float


class Gutter(NamedTuple):
    """A strip for text: ``edge`` is where the text ends on the side of the drawing.

    ``top`` and ``bottom`` bound the boxes of the labels.
    """

    edge: float
    top: float
    bottom: float


class Placed(NamedTuple):
    """A label with its place: the middle of its text's height, and its leader's three points."""

    id: str
    y: float
    height: float
    leader: tuple[Point, Point, Point]


class _Slot:
    """A label on its way to a place."""

    __slots__ = ("anchor", "anchors", "offer", "y")

    def __init__(self, offer: Offer, anchors: list[Point], anchor: Point) -> None:
        self.offer, self.anchors, self.anchor = offer, anchors, anchor
        self.y = 0.0


def spread(
    wanted: Sequence[float], heights: Sequence[float], weights: Sequence[float], top: float, bottom: float
) -> list[float]:
    """Give middles, close to ``wanted``, of boxes that keep :data:`GAP` and stay in ``top`` to ``bottom``.

    Minimises the weighted squares of the moves by isotonic regression (pool adjacent violators).
    The boxes keep the order given; where they are too many for the room the last ones hang over.
    """
    if not wanted:
        return []
    offsets = [0.0]
    for above, below in pairwise(heights):
        offsets.append(offsets[-1] + (above + below) / 2 + GAP)
    pools: list[tuple[float, float, int]] = []
    for want, offset, weight in zip(wanted, offsets, weights, strict=True):
        pools.append((want - offset, weight, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            value, heavy, count = pools.pop()
            other, light, more = pools.pop()
            total = heavy + light
            pools.append(((value * heavy + other * light) / total, total, count + more))
    low = top + heights[0] / 2
    high = max(low, bottom - heights[-1] / 2 - offsets[-1])
    flat = [min(max(value, low), high) for value, _, count in pools for _ in range(count)]
    return [value + offset for value, offset in zip(flat, offsets, strict=True)]


def place(
    left: Sequence[Offer],
    right: Sequence[Offer],
    gutters: tuple[Gutter, Gutter],
    usable: Usable,
) -> tuple[tuple[Placed, ...], tuple[Placed, ...]]:
    """Place the labels of both gutters; what finds no place is left out, lowest priority first.

    The offer with the highest priority of all is always placed if one of its anchors is usable,
    lies between the lanes, and its text is not higher than its gutter.
    """
    inner = (gutters[0].edge + LANE_MIN + _CLEAR, gutters[1].edge - LANE_MIN - _CLEAR)

    def within(offers: Sequence[Offer], edge: float) -> list[_Slot]:
        return [slot for offer in offers if (slot := _slot(offer, edge, inner, usable)) is not None]

    sides = (within(left, gutters[0].edge), within(right, gutters[1].edge))
    first = 0 if _weightiest(sides[0]) >= _weightiest(sides[1]) else 1
    settled: list[list[_Slot]] = [[], []]
    settled[first] = _settle(sides[first], gutters[first], usable)
    runs = [(slot.anchor[1], slot.anchor[0]) for slot in settled[first]]

    def clear(label: str, anchor: Point) -> bool:
        return not _meets(anchor, runs, first) and usable(label, anchor)

    settled[1 - first] = _settle(sides[1 - first], gutters[1 - first], clear)
    xs = [slot.anchor[0] for side in settled for slot in side]
    return (
        _led(
            settled[0], gutters[0].edge, 1.0, min(min(xs, default=inf) - gutters[0].edge - _CLEAR, LANE_MAX)
        ),
        _led(
            settled[1],
            gutters[1].edge,
            -1.0,
            min(gutters[1].edge - max(xs, default=-inf) - _CLEAR, LANE_MAX),
        ),
    )


def _slot(offer: Offer, edge: float, inner: tuple[float, float], usable: Usable) -> _Slot | None:
    """Give a label its first anchor, the usable one closest to its wish; None if there is none."""
    anchors = sorted((p for p in offer.anchors if inner[0] <= p[0] <= inner[1]), key=lambda p: (p[1], p[0]))
    for anchor in sorted(anchors, key=lambda p: abs(p[1] - offer.wish_y) + _SHORT * abs(p[0] - edge)):
        if usable(offer.id, anchor):
            return _Slot(offer, anchors, anchor)
    return None


def _weightiest(slots: Iterable[_Slot]) -> float:
    """Give the highest priority among the labels."""
    return max((slot.offer.priority for slot in slots), default=-inf)


def _settle(slots: Sequence[_Slot], gutter: Gutter, usable: Usable) -> list[_Slot]:
    """Give the labels of one gutter their anchors and heights."""
    kept = _fitting(slots, gutter.bottom - gutter.top)
    kept.sort(key=lambda slot: (slot.anchor[1], slot.offer.id))
    for _ in range(_ROUNDS):
        _set_heights(kept, gutter)
        kept = _slide(kept, gutter.edge, usable)
    _set_heights(kept, gutter)
    return kept


def _fitting(slots: Iterable[_Slot], room: float) -> list[_Slot]:
    """Keep the labels that fit above one another, by priority, with some air left to stay near anchors."""
    kept: list[_Slot] = []
    left = room * _FULL
    for slot in sorted(slots, key=lambda slot: (-slot.offer.priority, slot.offer.id)):
        if slot.offer.height <= (left if kept else room):
            kept.append(slot)
            left -= slot.offer.height + GAP
    return kept


def _set_heights(slots: Sequence[_Slot], gutter: Gutter) -> None:
    """Bring each label as close to the height of its anchor as its neighbours let it."""
    heights = spread(
        [slot.anchor[1] for slot in slots],
        [slot.offer.height for slot in slots],
        [slot.offer.priority for slot in slots],
        gutter.top,
        gutter.bottom,
    )
    for slot, y in zip(slots, heights, strict=True):
        slot.y = y


def _slide(slots: Sequence[_Slot], edge: float, usable: Usable) -> list[_Slot]:
    """Move each anchor along its region towards its label, keeping order and distance."""
    bounded = _with_latest(slots, usable)
    last = -inf
    kept = []
    for slot, latest in bounded:
        slot.anchor = _closest(slot, edge, last + ANCHOR_GAP, latest, usable)
        last = slot.anchor[1]
        kept.append(slot)
    return kept


def _with_latest(slots: Sequence[_Slot], usable: Usable) -> list[tuple[_Slot, Point]]:
    """Give each label the lowest anchor that leaves room for all that come below it.

    Of labels that cannot all keep their distance, those of lower priority go.
    """
    below: list[tuple[_Slot, Point]] = []
    for slot in reversed(slots):
        for count in range(len(below), -1, -1):
            if any(other.offer.priority >= slot.offer.priority for other, _ in below[count:]):
                break
            limit = below[count - 1][1][1] - ANCHOR_GAP if count else inf
            latest = next(
                (p for p in reversed(slot.anchors) if p[1] <= limit and usable(slot.offer.id, p)), None
            )
            if latest is not None:
                del below[count:]
                below.append((slot, latest))
                break
    below.reverse()
    return below


def _closest(slot: _Slot, edge: float, lowest: float, latest: Point, usable: Usable) -> Point:
    """Give the best usable anchor between two heights: near label and gutter, not far from the wish."""
    wish = slot.offer.wish_y
    among = [p for p in slot.anchors if lowest <= p[1] <= latest[1]]
    among.sort(key=lambda p: abs(p[1] - slot.y) + _HOME * abs(p[1] - wish) + _SHORT * abs(p[0] - edge))
    return next((p for p in among if usable(slot.offer.id, p)), latest)


def _meets(anchor: Point, runs: Iterable[tuple[float, float]], side: int) -> bool:
    """Tell whether a level run from here meets a run of the other gutter (``side`` 0: that is the left)."""
    x, y = anchor
    return any(
        abs(y - run_y) < ANCHOR_GAP and (x <= run_x + _CLEAR if side == 0 else x >= run_x - _CLEAR)
        for run_y, run_x in runs
    )


def _led(slots: Sequence[_Slot], edge: float, inward: float, most: float) -> tuple[Placed, ...]:
    """Draw the leaders of one gutter in a lane that is no wider than ``most``."""
    slant = max((abs(slot.y - slot.anchor[1]) for slot in slots), default=0.0)
    lane = min(max(_LANE_SLOPE * slant, LANE_MIN), most)
    elbow = edge + inward * lane
    return tuple(
        Placed(
            slot.offer.id,
            slot.y,
            slot.offer.height,
            (slot.anchor, (elbow, slot.anchor[1]), (edge, slot.y)),
        )
        for slot in slots
    )

"""Straight leaders from two columns of numbers to what they point at, spread until each can be followed.

Lengths are pixels, x to the right, y down. Where much that is to be numbered lies in a small place, level
leaders would run close beside each other all the way; straight ones part as soon as they leave it.
"""

from collections.abc import Iterable, Sequence
from math import hypot, inf
from typing import NamedTuple

Point = tuple[float, float]

WANTED = 9.0
"""Leaders are parted until they are so far from each other, if they can be."""
_SHORT, _HOME = 0.008, 0.008
"""What a pixel of length, and a pixel away from the height that is liked, weigh against closeness."""
_TOUCH, _CROSSED = 0.9, 20000.0
"""What is closer counts as so close; and what it costs to cross: more than to touch."""
_ROUNDS, _TANGLES, _TANGLED, _FURTHEST = 14, 12, 9.0, 14
"""It ends after so many rounds; what costs more than is bearable is taken past others, at most so far."""


class Target(NamedTuple):
    """What is to be numbered: the spots that mean it, and the height it likes."""

    id: str
    spots: tuple[Point, ...]
    wish: float


class Leader(NamedTuple):
    """A number's place: what it stands for, the spot it points at, and where at the column it begins."""

    id: str
    spot: Point
    port: Point


class Fan:
    """The leaders of one drawing: ``ports`` are the places in both columns, one for each target."""

    def __init__(self, targets: Sequence[Target], ports: Sequence[Point]) -> None:
        """Begin with the spot of each target that is nearest to its wish and to its port."""
        self._targets, self._ports = list(targets), list(ports)
        self._spots = [
            min(one.spots, key=lambda spot: abs(spot[1] - one.wish) + 0.3 * abs(spot[0] - port[0]))
            for one, port in zip(targets, ports, strict=True)
        ]
        count = range(len(self._targets))
        self._near = [[self._between(one, other) for other in count] for one in count]

    def spread(self) -> list[Leader]:
        """Move spots and exchange ports as long as it parts the leaders, and give them."""
        for _ in range(_ROUNDS):
            closest_first = sorted(range(len(self._targets)), key=lambda one: -sum(self._near[one]))
            moved = [self._point_better(one) | self._exchange(one) for one in closest_first]
            if not any(moved):
                break
        for _ in range(_TANGLES):
            if not any(self._untangle(one) for one in self._tangled()):
                break
        return [
            Leader(target.id, spot, port)
            for target, spot, port in zip(self._targets, self._spots, self._ports, strict=True)
        ]

    def _between(self, one: int, other: int) -> float:
        """Tell how bad it is that two leaders come as close as they do; 0 if they do not."""
        if one == other:
            return 0.0
        gap = distance((self._spots[one], self._ports[one]), (self._spots[other], self._ports[other]), WANTED)
        # One pair that nearly touches is far worse than many that are a little near; to cross is worst.
        return (WANTED / max(gap, _TOUCH)) ** 4 - 1 if gap > 0 else _CROSSED

    def _liking(self, one: int) -> float:
        (x, y), port = self._spots[one], self._ports[one]
        return _SHORT * hypot(x - port[0], y - port[1]) + _HOME * abs(y - self._targets[one].wish)

    def _cost(self, changed: Sequence[int]) -> float:
        count = range(len(self._targets))
        return sum(
            self._liking(one) + sum(self._between(one, other) for other in count if other not in changed[:at])
            for at, one in enumerate(changed)
        )

    def _point_better(self, one: int) -> bool:
        before = best = self._spots[one]
        least = self._cost((one,)) - 1e-6
        for spot in self._targets[one].spots:
            self._spots[one] = spot
            cost = self._cost((one,))
            if cost < least:
                best, least = spot, cost
        self._spots[one] = best
        self._note(one)
        return best is not before

    def _exchange(self, one: int) -> bool:
        """Exchange ports with that of the neighbours by which most is gained."""
        best, most = None, 1e-6
        for other in self._rivals(one):
            pair = (one, other)
            before = self._cost(pair)
            self._swap(one, other)
            won = before - self._cost(pair)
            self._swap(one, other)
            if won > most:
                best, most = other, won
        if best is None:
            return False
        self._swap(one, best)
        self._note(one)
        self._note(best)
        return True

    def _tangled(self) -> list[int]:
        """Give those that are too close to another, the worst first."""
        worst = {one: max(near) for one, near in enumerate(self._near)}
        return sorted((one for one in worst if worst[one] > _TANGLED), key=lambda one: -worst[one])

    def _untangle(self, one: int) -> bool:
        """Take a leader past others in its column if that parts the leaders on the whole."""
        column = sorted(self._column(one), key=lambda each: self._ports[each][1])
        others, at, whole = [each for each in column if each != one], column.index(one), self._whole()
        for to in sorted(range(len(column)), key=lambda to: abs(to - at))[1:_FURTHEST]:
            kept = self._spots[:], self._ports[:], [row[:] for row in self._near]
            self._line_up(column, [*others[:to], one, *others[to:]])
            for each in (one, *others[min(at, to) : max(at, to)][:2]) * 2:
                self._point_better(each)
            if self._whole() < whole - 1e-6:
                return True
            self._spots, self._ports, self._near = kept
        return False

    def _line_up(self, column: Sequence[int], order: Sequence[int]) -> None:
        """Give those of a column its ports in another order."""
        ports = [self._ports[each] for each in column]
        changed = [each for each, before in zip(order, column, strict=True) if each != before]
        for each, port in zip(order, ports, strict=True):
            self._ports[each] = port
        for each in changed:
            self._note(each)

    def _column(self, one: int) -> list[int]:
        return [each for each, port in enumerate(self._ports) if port[0] == self._ports[one][0]]

    def _whole(self) -> float:
        return sum(sum(near) / 2 + self._liking(one) for one, near in enumerate(self._near))

    def _rivals(self, one: int) -> list[int]:
        y = self._ports[one][1]
        column = [other for other in self._column(one) if other != one]
        beside = sorted(column, key=lambda other: abs(self._ports[other][1] - y))[:4]
        return list(dict.fromkeys([*beside, *(other for other in column if self._near[one][other])]))

    def _swap(self, one: int, other: int) -> None:
        self._ports[one], self._ports[other] = self._ports[other], self._ports[one]

    def _note(self, one: int) -> None:
        for other in range(len(self._targets)):
            self._near[one][other] = self._near[other][one] = self._between(one, other)


def distance(one: tuple[Point, Point], other: tuple[Point, Point], most: float = inf) -> float:
    """Give how close two straight lines come, 0 if they cross; ``most`` if it is more than that."""
    (a, b), (c, d) = one, other
    for at in (0, 1):
        if min(a[at], b[at]) - max(c[at], d[at]) >= most or min(c[at], d[at]) - max(a[at], b[at]) >= most:
            return most
    if _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0:
        return 0.0
    return min(most, _away(a, c, d), _away(b, c, d), _away(c, a, b), _away(d, a, b))


def _side(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _away(point: Point, a: Point, b: Point) -> float:
    """Give how far a point is from a straight line between two others."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    part = ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / length if length else 0.0
    part = min(max(part, 0.0), 1.0)
    return hypot(point[0] - a[0] - part * dx, point[1] - a[1] - part * dy)


def column(wishes: Iterable[float], top: float, bottom: float, pitch: float) -> list[float]:
    """Give heights at least ``pitch`` apart, from ``top`` to ``bottom``, close to those that are wished."""
    from viewer.core.label_placing import GAP, spread

    wanted = sorted(wishes)
    if not wanted:
        return []
    return spread(wanted, [pitch - GAP] * len(wanted), [1.0] * len(wanted), top, bottom)

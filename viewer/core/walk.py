"""Walking a plate with the arrow keys: the vessels by how they connect, all else by where it lies."""

from collections.abc import Iterable
from functools import cached_property
from math import hypot, inf

from viewer.core.plate import Plate, Rect, Region, Shape
from viewer.core.rings import winding

_WAYS = {"up": (0.0, -1.0), "down": (0.0, 1.0), "left": (-1.0, 0.0), "right": (1.0, 0.0)}
_BACK = {"up": "down", "down": "up", "left": "right", "right": "left"}

_STRAIGHT, _WIDEST = 1.0, 1.8
"""How far aside, for each unit ahead, a vessel may lie to be straight ahead, and to be ahead at all."""
_ALONG = 0.4
"""Weight of the way to the next piece of the same structure: going straight on is preferred."""
_SAME_LEVEL = 0.6
"""Weight of the way to another structure at the same level: of two branches, one's own comes first."""
_ASIDE = 0.01
"""So far, in units, what lies at one place is thought apart."""
_LEAP = 0.11
"""The widest gap that a step crosses where nothing connects, as a share of the plate's width."""


class Walk:
    """A reader's way over the vessels of one plate; it remembers how each was come to."""

    def __init__(self, plate: Plate) -> None:
        """Begin nowhere."""
        self._plate = plate
        self._way: list[tuple[int, str, int]] = []

    def step(self, region: int, direction: str, hidden: frozenset[str] = frozenset()) -> int | None:
        """Give the vessel one comes to from ``region``, past those in ``hidden`` layers.

        Turning back leads to where one came from.
        """
        if self._way and self._way[-1][2] != region:
            self._way.clear()
        if self._way and self._way[-1][1] == _BACK[direction]:
            return self._way.pop()[0]
        been = {region}
        onward = step(self._plate, region, direction)
        while onward is not None and self._plate.regions[onward].layer in hidden:
            been.add(onward)
            onward = step(self._plate, onward, direction)
            if onward in been:
                return None
        if onward is not None:
            self._way.append((region, direction, onward))
        return onward

    def over(self, region: int, direction: str, hidden: frozenset[str] = frozenset()) -> int | None:
        """Give the nearest in a direction of what vessels do not lead to: areas, nets, single lines.

        The directions take a quarter each, and far is how far along both axes together: so no step towards
        something leads away from it, and everything can be reached.
        """
        (ux, uy), (x, y) = _WAYS[direction], self._spots.get(region) or _spot(self._plate.regions[region])
        best: tuple[float, float, int] | None = None
        for index, (ox, oy) in self._spots.items():
            ahead, aside = (ox - x) * ux + (oy - y) * uy, abs((ox - x) * uy - (oy - y) * ux)
            if index == region or ahead <= 0.0 or aside > ahead or self._plate.regions[index].layer in hidden:
                continue
            found = (ahead + aside, aside, index)
            best = min(best or found, found)
        return best[2] if best else None

    @cached_property
    def _spots(self) -> dict[int, tuple[float, float]]:
        """Where each of those lies that vessels do not lead to, no two at one place."""
        joined = {region for pair in self._plate.links for region in pair}
        found: dict[tuple[float, float], int] = {}
        for index, region in enumerate(self._plate.regions):
            if region.shape is not Shape.LINE or index not in joined:
                x, y = _spot(region)
                while (x, y) in found:
                    y += _ASIDE
                found[x, y] = index
        return {index: spot for spot, index in found.items()}


def start(plate: Plate) -> int | None:
    """Give the vessel to begin at: the uppermost of the one whose label matters most."""
    vessels = [index for index, region in enumerate(plate.regions) if region.shape is Shape.LINE]
    for wish in sorted(plate.wishes, key=lambda wish: -wish.priority):
        wished = [index for index in vessels if wish.address.covers(plate.regions[index].address)]
        if wished:
            return min(wished, key=lambda index: plate.regions[index].bounds.y)
    return min(vessels, key=lambda index: plate.regions[index].bounds.y, default=None)


def step(plate: Plate, region: int, direction: str) -> int | None:
    """Give the vessel one comes to from ``region`` by going up, down, left or right; None if there is none.

    First those that touch it and lie straight ahead; then the next of its kind, from one branch to another;
    then those that touch it and lie aside; then those that touch the same neighbour, and any across a gap.
    """
    here, near = plate.regions[region], neighbours(plate, region)
    vessels = [
        index for index, one in enumerate(plate.regions) if one.shape is Shape.LINE and index != region
    ]
    kin = [index for index in vessels if plate.regions[index].address.structure == here.address.structure]
    siblings = {other for one in near for other in neighbours(plate, one)} - {region, *near}
    for among, widest, leap in (
        (near, _STRAIGHT, False),
        (kin, _STRAIGHT, True),
        (near, _WIDEST, False),
        (siblings, _WIDEST, True),
        (vessels, _STRAIGHT, True),
    ):
        found = _best(plate, region, among, direction, widest, leap)
        if found is not None:
            return found
    return None


def _spot(region: Region) -> tuple[float, float]:
    """Give the middle of a region if it lies in it; of one that goes round something, its uppermost point."""
    x, y = _middle(region)
    if not region.areas:
        points = _points(region)
        return points[len(points) // 2] if points else (x, y)
    if sum(winding(ring, x, y) for ring in region.areas):
        return x, y
    edge = [pair for ring in region.areas for pair in zip(ring[::2], ring[1::2], strict=True)]
    return min(edge, key=lambda point: (point[1], abs(point[0] - x)))


def neighbours(plate: Plate, region: int) -> list[int]:
    """Give the vessels that touch a vessel."""
    return [other for pair in plate.links if region in pair for other in pair if other != region]


def _best(
    plate: Plate, region: int, among: Iterable[int], direction: str, widest: float, leap: bool
) -> int | None:
    """Give the one that lies most in a direction; with ``leap``, those that do not connect must be near."""
    here = plate.regions[region]
    ux, uy = _WAYS[direction]
    x, y = _middle(here)
    best: tuple[float, int] | None = None
    for index in among:
        other = plate.regions[index]
        ox, oy = _middle(other)
        ahead = (ox - x) * ux + (oy - y) * uy
        aside = abs((ox - x) * uy - (oy - y) * ux)
        if ahead <= 0.0 or aside > widest * ahead:
            continue
        cost = (ahead + 2.0 * aside) * _kinship(here, other)
        if (best is None or (cost, index) < best) and (not leap or _within_leap(plate, here, other)):
            best = (cost, index)
    return best[1] if best else None


def _within_leap(plate: Plate, here: Region, other: Region) -> bool:
    """Tell whether a vessel that does not connect lies near, and not on the other side of the body."""
    widest = plate.view.width * _LEAP
    return (
        {here.address.side, other.address.side} != {"left", "right"}
        and _gap(here.bounds, other.bounds) <= widest
        and _distance(here, other) <= widest
    )


def _kinship(here: Region, other: Region) -> float:
    one, two = here.address, other.address
    if one.structure == two.structure:
        return _ALONG
    return _SAME_LEVEL if one.level and one.level == two.level else 1.0


def _middle(region: Region) -> tuple[float, float]:
    bounds = region.bounds
    return bounds.x + bounds.width / 2, bounds.y + bounds.height / 2


def _gap(one: Rect, two: Rect) -> float:
    across = max(one.x - two.x - two.width, two.x - one.x - one.width, 0.0)
    along = max(one.y - two.y - two.height, two.y - one.y - one.height, 0.0)
    return hypot(across, along)


def _distance(one: Region, two: Region) -> float:
    """Give how far apart the middle lines of two vessels lie where they are nearest."""
    theirs = _points(two)
    return min((hypot(px - x, py - y) for px, py in _points(one) for x, y in theirs), default=inf)


def _points(region: Region) -> list[tuple[float, float]]:
    return [pair for line in region.lines for pair in zip(line.points[::2], line.points[1::2], strict=True)]

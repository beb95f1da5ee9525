"""Walking the vessels of a plate with the arrow keys, by how they connect."""

from collections.abc import Iterable
from typing import Literal

from viewer.core.plate import Plate, Region, Shape

Direction = Literal["up", "down", "left", "right"]
_WAYS = {"up": (0.0, -1.0), "down": (0.0, 1.0), "left": (-1.0, 0.0), "right": (1.0, 0.0)}

_WIDEST = 1.8
"""How far aside, for each unit ahead, a neighbour may lie and still lie in that direction."""
_ALONG = 0.4
"""Weight of the way to the next piece of the same structure: going straight on is preferred."""
_SAME_LEVEL = 0.6
"""Weight of the way to another structure at the same level: of two branches, one's own comes first."""


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

    First those that touch it, then those that touch the same neighbour, then the nearest across a gap.
    """
    near = neighbours(plate, region)
    found = _best(plate, region, near, direction)
    if found is None:
        siblings = {other for one in near for other in neighbours(plate, one)} - {region, *near}
        found = _best(plate, region, siblings, direction)
    if found is None:
        others = (
            index for index, one in enumerate(plate.regions) if one.shape is Shape.LINE and index != region
        )
        found = _best(plate, region, others, direction, 1.0)
    return found


def neighbours(plate: Plate, region: int) -> list[int]:
    """Give the vessels that touch a vessel."""
    return [other for pair in plate.links if region in pair for other in pair if other != region]


def _best(
    plate: Plate, region: int, among: Iterable[int], direction: str, widest: float = _WIDEST
) -> int | None:
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
        if best is None or (cost, index) < best:
            best = (cost, index)
    return best[1] if best else None


def _kinship(here: Region, other: Region) -> float:
    one, two = here.address, other.address
    if one.structure == two.structure:
        return _ALONG
    return _SAME_LEVEL if one.level and one.level == two.level else 1.0


def _middle(region: Region) -> tuple[float, float]:
    bounds = region.bounds
    return bounds.x + bounds.width / 2, bounds.y + bounds.height / 2

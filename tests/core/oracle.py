"""What lies where on a plate, found by trying everything: the judge of the index."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from viewer.core.plate import Plate, Region, Shape

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Near:
    """A vessel, the gap to its body, the distance to its centre line and its half-width there."""

    region: int
    gap: float
    distance: float
    half: float


class Oracle:
    """Measures a point against every piece of every line of one shape."""

    def __init__(self, plate: Plate, shape: Shape) -> None:
        rows, owners = [], []
        for index, region in enumerate(plate.regions):
            for line in region.lines if region.shape is shape else ():
                points = np.array(line.points).reshape(-1, 2)
                radii = np.array(line.radii)
                rows.append(np.column_stack([points[:-1], points[1:], radii[:-1], radii[1:]]))
                owners.append(np.full(len(points) - 1, index))
        self.steps = np.concatenate(rows) if rows else np.zeros((0, 6))
        self.owners = np.concatenate(owners) if owners else np.zeros(0, int)

    def near(self, x: float, y: float, reach: float) -> list[Near]:
        """Give all that is within reach, nearest first."""
        x0, y0, x1, y1, r0, r1 = self.steps.T
        dx, dy = x1 - x0, y1 - y0
        length = np.where(dx * dx + dy * dy > 0, dx * dx + dy * dy, 1.0)
        t = np.clip(((x - x0) * dx + (y - y0) * dy) / length, 0, 1)
        distance = np.hypot(x0 + t * dx - x, y0 + t * dy - y)
        half = r0 + t * (r1 - r0)
        inside = np.flatnonzero(distance <= np.maximum(reach, half))
        found: dict[int, Near] = {}
        for at in inside:
            gap = max(0.0, float(distance[at] - half[at]))
            one = Near(int(self.owners[at]), gap, float(distance[at]), float(half[at]))
            known = found.get(one.region)
            if known is None or (one.gap, one.distance) < (known.gap, known.distance):
                found[one.region] = one
        return sorted(found.values(), key=lambda one: (one.gap, one.distance))


def filled(region: Region, x: float, y: float) -> bool:
    """Tell whether a point lies in an area: the angles that its figures turn through do not cancel."""
    total = 0.0
    for ring in region.areas:
        points = np.array(ring).reshape(-1, 2) - (x, y)
        angles = np.arctan2(points[:, 1], points[:, 0])
        turns = np.diff(np.append(angles, angles[0]))
        total += float(np.sum((turns + np.pi) % (2 * np.pi) - np.pi))
    return abs(total) > np.pi


def edge_distance(region: Region, x: float, y: float) -> float:
    """Give how far a point is from the edge of an area."""
    best = np.inf
    for ring in region.areas:
        points = np.array(ring).reshape(-1, 2)
        ends = np.roll(points, -1, axis=0)
        step = ends - points
        length = np.where((step**2).sum(axis=1) > 0, (step**2).sum(axis=1), 1.0)
        t = np.clip((((x, y) - points) * step).sum(axis=1) / length, 0, 1)
        best = min(best, float(np.hypot(*(points + step * t[:, None] - (x, y)).T).min()))
    return best

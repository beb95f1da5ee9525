"""Questions about shapes: what lies inside an outline, and how far from it."""

import random

import numpy as np

from assets.drawing.curves import Marks, Points, Values, ellipse


def inside(points: Points, outline: Points) -> Marks:
    """Tell for each point whether it lies inside a closed outline (odd-even)."""
    x, y = points[:, 0][:, None], points[:, 1][:, None]
    x0, y0 = outline[:, 0][None, :], outline[:, 1][None, :]
    x1, y1 = np.roll(x0, -1, axis=1), np.roll(y0, -1, axis=1)
    spans = (y0 > y) != (y1 > y)
    with np.errstate(divide="ignore", invalid="ignore"):
        crossing = x0 + (y - y0) / (y1 - y0) * (x1 - x0)
    odd: Marks = (spans & (x < crossing)).sum(axis=1) % 2 == 1
    return odd


def distance(points: Points, line: Points) -> Values:
    """Return how far each point lies from a line, in its units."""
    start, end = line[:-1][None, :, :], line[1:][None, :, :]
    chord = end - start
    along = ((points[:, None, :] - start) * chord).sum(axis=2) / np.maximum((chord**2).sum(axis=2), 1e-9)
    nearest = start + np.clip(along, 0, 1)[..., None] * chord
    gaps = np.hypot(*np.moveaxis(points[:, None, :] - nearest, 2, 0))
    closest: Values = gaps.min(axis=1)
    return closest


def closed(outline: Points) -> Points:
    """Repeat the first point at the end."""
    return np.vstack([outline, outline[:1]])


def scattered(outline: Points, count: int, margin: float, source: random.Random) -> Points:
    """Return up to ``count`` places inside an outline, at least ``margin`` from its edge."""
    low, high = outline.min(axis=0), outline.max(axis=0)
    tries = np.array(
        [(source.uniform(low[0], high[0]), source.uniform(low[1], high[1])) for _ in range(count * 4)]
    )
    kept = tries[inside(tries, outline)]
    return kept[distance(kept, closed(outline)) > margin][:count] if len(kept) else kept


def blob(x: float, y: float, radius: float, source: random.Random, steps: int = 22) -> Points:
    """Return a rounded outline that is not quite a circle."""
    rim = ellipse(0, 0, 1, 1, steps)
    angle = np.linspace(0, 2 * np.pi, steps, endpoint=False)
    size = (
        1
        + 0.05 * np.sin(2 * angle + source.uniform(0, 6.3))
        + 0.035 * np.sin(3 * angle + source.uniform(0, 6.3))
    )
    shape: Points = np.array([x, y]) + rim * (size * radius)[:, None]
    return shape

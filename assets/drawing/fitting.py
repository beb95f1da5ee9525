"""Cubic Bézier curves fitted to dense lines, after Schneider, so that the SVG stays small and editable."""

import itertools
import math

import numpy as np

from assets.drawing.curves import Points, Values, lengths

Cubic = tuple[Points, Points, Points]
"""Two control points and the end."""

_CORNER = 0.55
"""Cosine of the sharpest bend that still counts as smooth."""
_HOPELESS = 9.0
"""A miss by so many times the error is not worth another try."""
_LONGEST = 40
"""Points that one cubic may span."""


def fit(points: Points, error: float) -> list[Cubic]:
    """Return cubics that follow the line to within ``error`` units; corners stay corners."""
    steps = np.hypot(np.diff(points[:, 0]), np.diff(points[:, 1]))
    points = points[np.concatenate([[True], steps > 1e-6])]
    if len(points) < 2:
        return []
    result: list[Cubic] = []
    corners = _corners(points)
    for start, end in itertools.pairwise(corners):
        part = points[start : end + 1]
        _fit_smooth(part, _direction(part), _direction(part[::-1]), error, result)
    return result


def _corners(points: Points) -> list[int]:
    steps = np.diff(points, axis=0)
    units = steps / np.hypot(steps[:, 0], steps[:, 1])[:, None]
    turns = np.sum(units[:-1] * units[1:], axis=1)
    return [0, *(np.flatnonzero(turns < _CORNER) + 1).tolist(), len(points) - 1]


def _direction(points: Points) -> Points:
    """Return the unit vector in which a line sets out."""
    vector = points[1] - points[0]
    if len(points) > 2:  # the slope at the start of the parabola through three points
        first, second = math.dist(points[0], points[1]), math.dist(points[1], points[2])
        early, late = vector / first, (points[2] - points[1]) / second
        vector = early + (early - late) * first / (first + second)
    size = float(np.hypot(*vector))
    if size < 1e-9:
        return np.zeros(2)
    unit: Points = vector / size
    return unit


def _fit_smooth(points: Points, start: Points, end: Points, error: float, result: list[Cubic]) -> None:
    if len(points) == 2:
        third = (points[1] - points[0]) / 3
        result.append((points[0] + third, points[1] - third, points[1]))
        return
    split = len(points) // 2
    if len(points) <= _LONGEST and np.hypot(*(points[-1] - points[0])) > 1e-6:
        cubic, split, miss = _best_cubic(points, start, end, error)
        if miss < error:
            result.append(cubic)
            return
    across = points[split + 1] - points[split - 1]
    size = float(np.hypot(*across))
    tangent = across / size if size > 1e-9 else start
    _fit_smooth(points[: split + 1], start, -tangent, error, result)
    _fit_smooth(points[split:], tangent, end, error, result)


def _best_cubic(points: Points, start: Points, end: Points, error: float) -> tuple[Cubic, int, float]:
    """Return the best cubic found, the index where it is worst, and by how much."""
    along = lengths(points)
    u = along / along[-1]
    best: tuple[Cubic, int, float] | None = None
    for _ in range(4):
        first, second = _controls(points, start, end, u, float(along[-1]))
        curve = _curve(points[0], first, second, points[-1], u)
        gaps = curve - points
        misses = np.hypot(gaps[:, 0], gaps[:, 1])
        worst = int(misses.argmax())
        if best is None or misses[worst] < best[2]:
            split = min(max(worst, 1), len(points) - 2)
            best = ((first, second, points[-1]), split, float(misses[worst]))
        if best[2] < error or best[2] > _HOPELESS * error:
            break
        u = _moved(points, first, second, u, curve)
    assert best is not None
    return best


def _controls(points: Points, start: Points, end: Points, u: Values, size: float) -> tuple[Points, Points]:
    """Return the control points that bring the curve closest in the sense of least squares."""
    v = 1 - u
    b1, b2 = 3 * u * v * v, 3 * u * u * v
    rest = points - np.outer(v**3 + b1, points[0]) - np.outer(u**3 + b2, points[-1])
    a11, a22 = float(b1 @ b1), float(b2 @ b2)
    a12 = float(start @ end) * float(b1 @ b2)
    x1, x2 = float(start @ (b1 @ rest)), float(end @ (b2 @ rest))
    chord = math.dist(points[0], points[-1])
    first = second = chord / 3
    share = a11 * a22 - a12 * a12
    if abs(share) > 1e-9:
        one, two = (x1 * a22 - x2 * a12) / share, (x2 * a11 - x1 * a12) / share
        if min(one, two) >= 1e-3 * chord and max(one, two) <= 3 * size:
            first, second = one, two
    return points[0] + start * first, points[-1] + end * second


def _curve(p: Points, first: Points, second: Points, q: Points, u: Values) -> Points:
    v = 1 - u
    weights = np.stack([v**3, 3 * u * v * v, 3 * u * u * v, u**3], axis=1)
    curve: Points = weights @ np.stack([p, first, second, q])
    return curve


def _moved(points: Points, first: Points, second: Points, u: Values, curve: Points) -> Values:
    """Move each parameter nearer to where the curve passes its point (one Newton step)."""
    v, p, q = 1 - u, points[0], points[-1]
    slope = np.stack([3 * v * v, 6 * u * v, 3 * u * u], axis=1) @ np.stack(
        [first - p, second - first, q - second]
    )
    bend = np.stack([6 * v, 6 * u], axis=1) @ np.stack([second - 2 * first + p, q - 2 * second + first])
    gap = curve - points
    above = np.einsum("ij,ij->i", gap, slope)
    below = np.einsum("ij,ij->i", slope, slope) + np.einsum("ij,ij->i", gap, bend)
    below[np.abs(below) < 1e-9] = np.inf
    moved: Values = np.maximum.accumulate(np.clip(u - above / below, 0, 1))
    return moved

"""Curves as rows of points: splines, even spacing, normals, slow noise and waves."""

import itertools
import math
import random
import zlib
from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
"""One number for each place along a curve."""
Points = NDArray[np.float64]
"""Rows of x and y in plate units."""
Marks = NDArray[np.bool_]
"""Yes or no for each place along a curve."""


class Profile:
    """A function of one number that can be asked at one place or at many."""

    __slots__ = ("_function",)

    def __init__(self, function: Callable[[Values], Values]) -> None:
        """Wrap a function that takes and returns an array."""
        self._function = function

    def __call__(self, places: Values) -> Values:
        """Return the values at many places."""
        return self._function(places)

    def at(self, place: float) -> float:
        """Return the value at one place."""
        return float(self._function(np.array([place]))[0])


def random_for(*key: object) -> random.Random:
    """Return a random source that depends on the key alone, so that a drawing comes out the same twice."""
    return random.Random(zlib.crc32(repr(key).encode()))


def monotone(pairs: Iterable[Sequence[float]]) -> Profile:
    """Return a smooth curve through the pairs that never overshoots; flat outside them."""
    table = np.array([list(pair) for pair in pairs], float)
    xs, ys = table[:, 0], table[:, 1]
    steps = np.diff(xs)
    slopes = np.diff(ys) / steps
    tangents = np.zeros_like(ys)
    tangents[0], tangents[-1] = slopes[0], slopes[-1]
    for i in range(1, len(xs) - 1):
        if slopes[i - 1] * slopes[i] > 0:
            before, after = 2 * steps[i] + steps[i - 1], steps[i] + 2 * steps[i - 1]
            tangents[i] = (before + after) / (before / slopes[i - 1] + after / slopes[i])

    def value(places: Values) -> Values:
        x = np.clip(places, xs[0], xs[-1])
        i = np.clip(np.searchsorted(xs, x, side="right") - 1, 0, len(xs) - 2)
        t = (x - xs[i]) / steps[i]
        result: Values = (
            (2 * t**3 - 3 * t**2 + 1) * ys[i]
            + (t**3 - 2 * t**2 + t) * steps[i] * tangents[i]
            + (-2 * t**3 + 3 * t**2) * ys[i + 1]
            + (t**3 - t**2) * steps[i] * tangents[i + 1]
        )
        return result

    return Profile(value)


def rows(points: Iterable[Sequence[float]]) -> Points:
    """Return pairs of numbers as rows of points."""
    return np.array([list(point) for point in points], float)


def columns(xs: Values | float, ys: Values) -> Points:
    """Return rows of points from x and y; a single x serves for all."""
    return np.column_stack([np.broadcast_to(xs, ys.shape), ys]).astype(float)


def ring(outer: Points, inner: Points) -> Points:
    """Return the closed strip between two lines that run the same way."""
    return np.vstack([outer, inner[::-1]])


def to_side(points: Points, sign: int) -> Points:
    """Return the points as drawn on the right (+1) or their mirror image on the left (-1)."""
    placed: Points = points * np.array([sign, 1.0])
    return placed


def spline(points: Points, steps: int = 12) -> Points:
    """Return a dense curve through the points: a centripetal Catmull-Rom spline, free of loops."""
    if len(points) == 2:
        t = np.linspace(0, 1, steps + 1)[:, None]
        line: Points = points[0] * (1 - t) + points[1] * t
        return line
    padded = np.vstack([2 * points[0] - points[1], points, 2 * points[-1] - points[-2]])
    pieces = [_spline_piece(padded[i - 1 : i + 3], steps) for i in range(1, len(padded) - 2)]
    return np.vstack([*pieces, points[-1:]])


def _spline_piece(four: Points, steps: int) -> Points:
    knots = [0.0]
    for start, end in itertools.pairwise(four):
        knots.append(knots[-1] + max(math.sqrt(float(np.hypot(*(end - start)))), 1e-6))
    t = np.linspace(knots[1], knots[2], steps, endpoint=False)[:, None]

    def blend(first: Points, second: Points, start: float, end: float) -> Points:
        mixed: Points = ((end - t) * first + (t - start) * second) / (end - start)
        return mixed

    a1, a2, a3 = (blend(four[i], four[i + 1], knots[i], knots[i + 1]) for i in range(3))
    b1, b2 = blend(a1, a2, knots[0], knots[2]), blend(a2, a3, knots[1], knots[3])
    return blend(b1, b2, knots[1], knots[2])


def bezier(
    start: Sequence[float],
    first: Sequence[float],
    second: Sequence[float],
    end: Sequence[float],
    steps: int = 24,
) -> Points:
    """Return points along a cubic Bézier curve."""
    t = np.linspace(0, 1, steps + 1)[:, None]
    p, c1, c2, q = (np.array(point, float) for point in (start, first, second, end))
    curve: Points = (1 - t) ** 3 * p + 3 * (1 - t) ** 2 * t * c1 + 3 * (1 - t) * t**2 * c2 + t**3 * q
    return curve


def ellipse(x: float, y: float, rx: float, ry: float, steps: int = 20) -> Points:
    """Return the rim of an upright ellipse."""
    angle = np.linspace(0, 2 * math.pi, steps, endpoint=False)
    return np.column_stack([x + rx * np.cos(angle), y + ry * np.sin(angle)])


def lengths(points: Points) -> Values:
    """Return for each point how far along the curve it lies."""
    steps = np.hypot(np.diff(points[:, 0]), np.diff(points[:, 1]))
    return np.concatenate([[0.0], np.cumsum(steps)])


def resample(points: Points, step: float) -> Points:
    """Return the same curve with its points evenly spaced; both ends stay."""
    along = lengths(points)
    count = max(round(float(along[-1]) / step), 2)
    places = np.linspace(0, along[-1], count + 1)
    return np.column_stack([np.interp(places, along, points[:, 0]), np.interp(places, along, points[:, 1])])


def normals(points: Points) -> Points:
    """Return the unit normal of each point, to the left of the way the curve runs on a y-down picture."""
    tangents = np.gradient(points, axis=0)
    tangents = tangents / np.maximum(np.hypot(tangents[:, 0], tangents[:, 1])[:, None], 1e-9)
    return np.column_stack([-tangents[:, 1], tangents[:, 0]])


def smooth_step(t: Values) -> Values:
    """Return 0 to 1 with level ends, for t from 0 to 1; clipped outside."""
    clipped = np.clip(t, 0, 1)
    eased: Values = clipped * clipped * (3 - 2 * clipped)
    return eased


def even_steps(count: int) -> list[float]:
    """Return the opacities of sheets laid over each other that cover in even steps, the last one wholly."""
    return [1 / (count - k) for k in range(count)]


def slow_noise(along: Values, wavelength: float, source: random.Random) -> Values:
    """Return noise between -1 and 1 that changes over about a wavelength."""
    knots = np.array([source.uniform(-1, 1) for _ in range(int(along[-1] / wavelength) + 4)])
    place = along / wavelength
    whole = np.floor(place).astype(int)
    t = smooth_step(place - whole)
    noise: Values = knots[whole] * (1 - t) + knots[whole + 1] * t
    return noise


def wind(
    points: Points, sinuosity: float, wavelength: float, source: random.Random, step: float = 2.5
) -> Points:
    """Return the curve in waves: ``sinuosity`` times its length, both ends where they were."""
    line = resample(points, step)
    along = lengths(line)
    phase = 2 * math.pi * along / wavelength + 1.7 * slow_noise(along, wavelength * 1.3, source)
    swing = 1 + 0.55 * slow_noise(along, wavelength * 2.1, source)
    easing = min(wavelength * 0.8, float(along[-1]) * 0.3)
    ends = smooth_step(along / easing) * smooth_step((along[-1] - along) / easing)
    wave = normals(line) * (swing * np.sin(phase + source.uniform(0, 6.28)) * ends)[:, None]
    low, high = 0.0, wavelength * 0.6
    for _ in range(26):
        middle = (low + high) / 2
        if lengths(line + wave * middle)[-1] < along[-1] * sinuosity:
            low = middle
        else:
            high = middle
    return resample(line + wave * low, step)


def nearest(points: Points, x: float, y: float) -> int:
    """Return the index of the point that lies closest."""
    return int(np.argmin(np.hypot(points[:, 0] - x, points[:, 1] - y)))


def simplified(points: Points, tolerance: float) -> Points:
    """Return the curve without points closer than ``tolerance`` to the rest (Douglas-Peucker)."""
    if len(points) < 4:
        return points
    keep = np.zeros(len(points), bool)
    keep[0] = keep[-1] = True
    spans = [(0, len(points) - 1)]
    while spans:
        start, end = spans.pop()
        if end <= start + 1:
            continue
        chord, offsets = points[end] - points[start], points[start + 1 : end] - points[start]
        size = float(np.hypot(*chord))
        away = (
            np.hypot(offsets[:, 0], offsets[:, 1])
            if size < 1e-9
            else np.abs(offsets[:, 0] * chord[1] - offsets[:, 1] * chord[0]) / size
        )
        worst = int(np.argmax(away))
        if away[worst] > tolerance:
            split = start + 1 + worst
            keep[split] = True
            spans += [(start, split), (split, end)]
    return points[keep]

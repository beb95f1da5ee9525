"""The surface of a vessel: its width, its outline, and where light and shade fall on it."""

import math
import random

import numpy as np

from assets.drawing.curves import Marks, Points, Values, columns, lengths, normals, slow_noise, smooth_step

LIGHT = np.array([-0.62, -0.78])
"""Where the light comes from: the upper left."""


def half_widths(
    along: Values,
    start: float,
    end: float,
    source: random.Random,
    *,
    wobble: float = 0.10,
    wavelength: float = 60.0,
    flare: tuple[float, float] = (0.0, 0.0),
    taper: tuple[float, float] = (0.0, 0.0),
) -> Values:
    """Return the half-width at each place, in units.

    :param wobble: share by which the width wanders.
    :param flare: share by which the ends widen where they open into a trunk.
    :param taper: length in units over which an end thins out; 0 for none.
    """
    size = float(along[-1])
    t = along / max(size, 1e-6)
    widths = (start * (1 - t) + end * t) * (1 + wobble * slow_noise(along, wavelength, source))
    back = size - along
    widths = widths * (1 + flare[0] * np.exp(-((along / (2 * start)) ** 2)))
    widths = widths * (1 + flare[1] * np.exp(-((back / (2 * end)) ** 2)))
    for distance, reach in ((along, taper[0]), (back, taper[1])):
        if reach:
            widths = widths * np.clip(distance / reach, 0.02, 1) ** 0.6
    thinned: Values = widths
    return thinned


def outline(points: Points, radii: Values, *, round_start: bool = True, round_end: bool = True) -> Points:
    """Return the rim of a band of half-width ``radii`` about a line."""
    across = normals(points) * radii[:, None]
    parts = [points + across]
    if round_end:
        parts.append(_cap(points[-1], across[-1]))
    parts.append((points - across)[::-1])
    if round_start:
        parts.append(_cap(points[0], -across[0]))
    return np.vstack(parts)


def _cap(middle: Points, across: Points) -> Points:
    radius, first = float(np.hypot(*across)), math.atan2(across[1], across[0])
    angle = first - np.linspace(0, math.pi, 7)[1:-1]
    return columns(middle[0] + radius * np.cos(angle), middle[1] + radius * np.sin(angle))


def broken(points: Points, radii: Values, dash: float, gap: float) -> list[tuple[Points, Values]]:
    """Return the pieces of a broken tube; it begins and ends with a piece."""
    along = lengths(points)
    count = max(round((float(along[-1]) + gap) / (dash + gap)), 1)
    step = (float(along[-1]) + gap) / count
    result = []
    for i in range(count):
        places = np.linspace(i * step, i * step + step - gap, 6)
        part = columns(np.interp(places, along, points[:, 0]), np.interp(places, along, points[:, 1]))
        result.append((part, np.interp(places, along, radii)))
    return result


def core(points: Points, radii: Values) -> list[Points]:
    """Return the pale unbroken middle that tells an artery from a vein."""
    return [outline(points, radii * 0.24, round_start=False, round_end=False)]


def gleams(points: Points, radii: Values, source: random.Random, free: Marks) -> list[Points]:
    """Return the slivers of light, broken at random, none where the vessel runs along the light."""
    across = normals(points)
    facing = across @ LIGHT
    sign = np.sign(facing)
    middle = points + across * (sign * np.minimum(np.abs(facing) * 1.5, 1) * 0.42 * radii)[:, None]
    thickness = 0.20 * radii * np.clip(np.abs(facing) * 1.3, 0, 1)
    lit = (slow_noise(lengths(points), 26, source) > -0.28) & (np.abs(facing) > 0.18) & free
    result = []
    for start, end in _runs(np.where(lit, sign, 0.0)):
        if sign[start] and lit[start] and end - start >= 3:
            t = np.linspace(0, 1, end - start + 1)
            ramp = min(0.5, 5 / (end - start))
            widths = thickness[start : end + 1] * (0.04 + 0.96 * smooth_step(np.minimum(t, 1 - t) / ramp))
            result.append(outline(middle[start : end + 1], widths, round_start=False, round_end=False))
    return result


def shades(points: Points, radii: Values, free: Marks, inner: float = 0.15) -> list[Points]:
    """Return the crescents on the side away from the light; they thin to nothing at both ends."""
    across = normals(points)
    facing = -(across @ LIGHT)
    sign = np.sign(facing)
    along = lengths(points)
    fade = max(2.2 * float(np.median(radii)), 6.0)
    depth = np.clip(np.abs(facing) * 1.6, 0, 1)
    depth = depth * np.clip(_room(along, free) / fade, 0, 1)
    result = []
    for start, end in _runs(np.where(free, sign, 0.0)):
        if free[start] and end - start >= 3:
            part = slice(start, end + 1)
            edge = across[part] * (sign[start] * radii[part])[:, None]
            reach = 1 - (1 - inner) * depth[part] * 0.8
            result.append(np.vstack([points[part] + edge, (points[part] + edge * reach[:, None])[::-1]]))
    return result


def _room(along: Values, free: Marks) -> Values:
    """Return how far each point is from an end of the tube or from where another lies over it."""
    blocked = np.concatenate([[along[0]], along[~free], [along[-1]]])
    room: Values = np.min(np.abs(along[:, None] - blocked[None, :]), axis=1)
    return room


def _runs(marks: Values) -> list[tuple[int, int]]:
    """Return first and last index of each stretch of equal marks."""
    edges = np.flatnonzero(np.diff(marks)) + 1
    starts, ends = [0, *edges.tolist()], [*(edges - 1).tolist(), len(marks) - 1]
    return list(zip(starts, ends, strict=True))

"""The courses as tubes: laid in their layers, one over the other where they cross, arrows on their edges."""

import math
from collections.abc import Mapping, Sequence

import numpy as np

from assets.drawing.curves import Points, Values, lengths, normals, smooth_step
from assets.drawing.map.course import Course
from assets.drawing.picture import Picture
from assets.drawing.tube import LIGHT, broken, outline

_ROOM = 5.0
_NEAR_END = 9.0
_FINE = 6.0
"""Half-width below which an arrow is wider than its tube."""

Stretch = tuple[Course, int, int]


def draw_courses(picture: Picture, courses: Sequence[Course]) -> None:
    """Draw every tube in its layer, then again, over the others, where it crosses a lower one."""
    for course in courses:
        with picture.case(course.when):
            picture.vessel(
                course.layer,
                course.line,
                course.radii,
                course.region,
                role=course.role,
                casing=course.casing,
                round_ends=course.round_ends,
                ties=course.ties,
                dashes=_dash(course) if course.dashed else None,
            )
    for layer in dict.fromkeys(course.layer for course in courses):
        own = [course for course in courses if course.layer == layer]
        for stretch in sorted(_overpasses(own), key=lambda stretch: stretch[0].height):
            _draw_again(picture, layer, [stretch])
    for course in courses:
        if course.cut:
            _open_end(picture, course)
    lifted = [(course, *course.lifted) for course in courses if course.lifted]
    for height in sorted({stretch[0].height for stretch in lifted}):
        _draw_again(picture, "over", [stretch for stretch in lifted if stretch[0].height == height])


def _dash(course: Course) -> tuple[float, float]:
    """Give the length of the pieces and gaps of a broken tube."""
    radius = float(np.median(course.radii))
    return max(14.0, 3.0 * radius), 2 * radius + 2 * course.casing + max(4.0, 0.5 * radius)


def _overpasses(courses: Sequence[Course]) -> list[Stretch]:
    """Give the stretches where a tube lies over a lower one of its layer."""
    found = []
    for course in courses:
        for other in courses:
            if other.height < course.height:
                found += [
                    _about(course, other, place)
                    for place in _crossings(course.line, other.line)
                    if _clear_of_ends(course, other, place)
                ]
    return found


def _crossings(one: Points, other: Points) -> list[tuple[float, float]]:
    """Give where two lines cut each other, as places along the points of both."""
    if np.any(one.max(axis=0) < other.min(axis=0)) or np.any(other.max(axis=0) < one.min(axis=0)):
        return []
    p, r = one[:-1, None, :], np.diff(one, axis=0)[:, None, :]
    q, s = other[None, :-1, :], np.diff(other, axis=0)[None, :, :]
    turn = r[..., 0] * s[..., 1] - r[..., 1] * s[..., 0]
    gap = q - p
    with np.errstate(divide="ignore", invalid="ignore"):
        t = (gap[..., 0] * s[..., 1] - gap[..., 1] * s[..., 0]) / turn
        u = (gap[..., 0] * r[..., 1] - gap[..., 1] * r[..., 0]) / turn
    hits = np.argwhere((t >= 0) & (t < 1) & (u >= 0) & (u < 1))
    return [(float(i + t[i, j]), float(j + u[i, j])) for i, j in hits]


def _clear_of_ends(course: Course, other: Course, place: tuple[float, float]) -> bool:
    """Tell whether two tubes cross rather than join there: neither ends in the other."""
    for tube, at, against in ((course, place[0], other), (other, place[1], course)):
        along = lengths(tube.line)
        here = float(np.interp(at, np.arange(len(along)), along))
        reach = float(against.radii.max()) + _NEAR_END
        if min(here, float(along[-1]) - here) < reach:
            return False
    return True


def _about(course: Course, other: Course, place: tuple[float, float]) -> Stretch:
    """Give the stretch of a tube that bridges another, the longer the flatter they cross."""
    i, j = min(int(place[0]), len(course.line) - 2), min(int(place[1]), len(other.line) - 2)
    one, two = course.line[i + 1] - course.line[i], other.line[j + 1] - other.line[j]
    sine = abs(one[0] * two[1] - one[1] * two[0]) / (math.hypot(*one) * math.hypot(*two))
    reach = (float(other.radii[j]) + other.casing + _ROOM) / max(sine, 0.35)
    along = lengths(course.line)
    near = np.flatnonzero(np.abs(along - along[i]) <= reach)
    return course, int(near[0]), int(near[-1])


def _draw_again(picture: Picture, layer: str, stretches: Sequence[Stretch]) -> None:
    """Paint stretches of tubes once more, above the rest; their ends run on into what lies there."""
    for course, first, last in stretches:
        with picture.case(course.when):
            for extra, alpha in ((3.8, 0.10), (2.2, 0.16)):
                bands = _bands(course, first, last, course.casing, extra)
                picture.fill(layer, bands, "shadow", alpha=alpha)
    for course, first, last in stretches:
        with picture.case(course.when):
            picture.fill(layer, _bands(course, first, last, course.casing), f"{course.role}-edge")
    for course, first, last in stretches:
        with picture.case(course.when):
            _draw_body(picture, layer, course, max(first - 1, 0), min(last + 1, len(course.line) - 1))


def _draw_body(picture: Picture, layer: str, course: Course, first: int, last: int) -> None:
    """Paint a stretch of a tube within its edge, with shade and light where it is wide enough."""
    picture.fill(layer, _bands(course, first, last, 0.0), course.role)
    radii = course.radii[first : last + 1]
    if float(np.median(radii)) > 3.5 and not course.dashed:
        shade, light = _surface(course.line[first : last + 1], radii)
        picture.fill(layer, shade, f"{course.role}-shade", shown_from=0.2)
        picture.fill(layer, light, f"{course.role}-light", shown_from=0.3)


def _bands(course: Course, first: int, last: int, wider: float, eased: float = 0.0) -> list[Points]:
    """Give the outlines of a stretch, made wider; ``eased`` comes on top in its middle, not at its ends."""
    if course.dashed:
        inside = course.line[first : last + 1]
        return [
            outline(line, radii + wider + eased)
            for line, radii in broken(course.line, course.radii, *_dash(course))
            if np.hypot(*(inside - line[len(line) // 2]).T).min() < 2.0
        ]
    line, count = course.line[first : last + 1], np.arange(last + 1 - first)
    ease = smooth_step(np.minimum(count, count[::-1]) / 4)
    radii = course.radii[first : last + 1] + wider + eased * ease
    return [outline(line, radii, round_start=False, round_end=False)]


def _surface(line: Points, radii: Values) -> tuple[Points, Points]:
    """Give the shade and the light of a short stretch."""
    across = normals(line)
    facing = across @ LIGHT
    sign = np.sign(facing[len(facing) // 2]) or 1.0
    strength = np.clip(np.abs(facing) * 1.6, 0, 1)
    dark = -sign * across
    edge = dark * radii[:, None]
    reach = 1 - 0.68 * strength
    shade = np.vstack([line + edge, (line + edge * reach[:, None])[::-1]])
    middle = line + sign * across * (0.42 * radii)[:, None]
    ease = np.minimum(np.linspace(0, 1, len(line)), np.linspace(1, 0, len(line))) * 4
    light = outline(
        middle, 0.2 * radii * np.clip(ease, 0.05, 1) * strength, round_start=False, round_end=False
    )
    return shade, light


def _open_end(picture: Picture, course: Course) -> None:
    """Show the lumen where a vein begins beyond the map."""
    start, radius = course.line[0], float(course.radii[0])
    way = course.line[3] - start
    way = way / float(np.hypot(*way))
    across = np.array([-way[1], way[0]])
    angle = np.linspace(0, 2 * np.pi, 20, endpoint=False)
    rim = start + np.outer(np.cos(angle) * radius * 0.42, way) + np.outer(np.sin(angle) * radius, across)
    picture.fill(course.layer, rim, "vein-lumen", edge="epi-edge", width=1.3)


def draw_arrows(picture: Picture, courses: Sequence[Course], either: Mapping[str, bool]) -> None:
    """Put an arrow on every edge: one head the way the blood goes, two where it goes either way.

    :param either: for each edge whether blood may pass it both ways.
    """
    for course in courses:
        for edge, line in course.ties:
            index = len(course.line) // 2
            index = int(np.argmin(np.hypot(*(course.line - line[len(line) // 2]).T)))
            with picture.case(course.when):
                _draw_arrow(picture, course, line, float(course.radii[index]), either[edge.partition("@")[0]])


def _draw_arrow(picture: Picture, course: Course, line: Points, radius: float, both: bool) -> None:
    along = lengths(line)
    size = float(along[-1])
    half = radius + 3.6 if radius < _FINE else max(radius * 0.86, 9.0)
    if course.layer != "epidural":
        half = radius + 2.6 if radius < 4.5 else radius * 0.8
    half = min(half, 12.5, size / (4.4 if both else 2.2))
    length = half * 1.55
    middle = size * (0.5 if both else 0.58)
    heads = [(middle + length / 2, 1.0)]
    if both:
        heads = [(middle + length + half * 0.2, 1.0), (middle - length - half * 0.2, -1.0)]
    shown = 0.0 if radius >= _FINE and course.layer == "epidural" else 0.5
    rims = [_head(line, along, tip, sign * length, half) for tip, sign in heads]
    picture.fill(
        "arrows", rims, f"{course.role}-light", edge=f"{course.role}-edge", width=1.1, shown_from=shown
    )


def _head(line: Points, along: Values, tip: float, length: float, half: float) -> Points:
    """Give a arrow head with its tip at a place along a line; ``length`` is below 0 against it."""

    def at(place: float) -> Points:
        inside = min(max(place, 0.0), float(along[-1]))
        return np.array([np.interp(inside, along, line[:, 0]), np.interp(inside, along, line[:, 1])])

    way = at(tip) - at(tip - length)
    way = way / max(float(np.hypot(*way)), 1e-9)
    size, across = abs(length), np.array([-way[1], way[0]])
    point = at(tip - length) + way * size
    back = point - way * size
    return np.vstack([point, back + across * half, back - across * half])

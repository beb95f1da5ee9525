"""Veins outside the dura: those of the canal, of the foramen, in the bone and outside it."""

import math
import random
from collections.abc import Iterator, Mapping

import numpy as np

from assets.drawing.curves import nearest, random_for, rows, spline
from assets.drawing.picture import Picture, unless
from assets.drawing.section.cut import SCALE, SIDES, Cut, spot
from assets.drawing.section.radicular import crossings
from assets.drawing.section.sac import pierced
from assets.drawing.section.vessels import Course, draw_disc, draw_tube, mirrored

_OUT = 14.5
"""Where veins and nerves are cut at the side, in mm."""

HIGHEST, LOWEST = 17.6, -20.9
"""Between these heights, in mm, the plate is drawn on."""

_NET = ((-0.75, 0.1, 0.42), (0.1, -0.45, 0.5), (0.85, 0.15, 0.4), (0.15, 0.6, 0.36))
"""Where the veins of a net lie about the place of a trunk, and their size, in half-widths of the trunk."""

Ties = Mapping[str, tuple[float, float]]


def draw_epidural(picture: Picture, cut: Cut) -> None:
    """Draw all that runs in the plane of the cut; what swells is drawn a second time for those cases."""
    _external(picture, cut)
    _in_body(picture, cut)
    rear = unless(cut.case("no_rear"))
    with picture.case(rear):
        for side, sign in SIDES:
            _through_arch(picture, cut, side, sign)
    for when, size in _sizes(cut):
        with picture.case(when):
            for side, sign in SIDES:
                _foraminal(picture, cut, side, sign, size)
                with picture.case(unless(cut.case("no_rings"))):
                    _ring(picture, cut, sign, size)
            _behind_body(picture, cut, size)
            with picture.case(rear):
                _rung(picture, cut, size)
    _crossings(picture, cut)


def _sizes(cut: Cut) -> tuple[tuple[str, float], tuple[str, float]]:
    """Return the two cases, healthy and swollen, with the size of the veins in each."""
    swollen = cut.case("swollen")
    return (unless(swollen), 1.0), (swollen, 1.75)


def _vein(
    picture: Picture,
    course: Course,
    radii: tuple[float, float],
    region: str,
    *,
    wave: tuple[float, float] = (1.025, 56.0),
    ends: tuple[float, float] = (0.3, 0.3),
    taper: tuple[float, float] = (0.0, 0.0),
    ties: Ties | None = None,
) -> None:
    draw_tube(
        picture,
        "epidural",
        course,
        radii,
        region,
        role="epi",
        sinuosity=wave[0],
        wavelength=wave[1],
        flare=ends,
        taper=taper,
        casing=1.5,
        ties=ties,
    )


def _ring(picture: Picture, cut: Cut, sign: int, size: float) -> None:
    """Half a ring, from the rear trunk round the sac, deep to the nerve, to the front one."""
    (px, py), (ax, ay), wide = cut.place("posterior_trunk"), cut.place("anterior_trunk"), cut.dura[0]
    x, y = corner(cut)
    low = -1.6 + cut.place("ganglion")[1]
    points = [
        [px, py],
        [(px + x) / 2 + 0.15, (py + y) / 2 + 0.55],
        [x, y],
        [wide + 1.0, 0.6],
        [wide + 0.9, low],
        [(wide + ax) / 2 + 0.75, (ay + low) / 2 - 0.3],
        [ax, ay],
    ]
    radius = cut.radius("ring") * size * (1.0 if sign > 0 else 0.9)
    wave = (1.015 + 0.03 * (size - 1), 74.0 if sign > 0 else 62.0)
    ties = {"E40": (0.0, 0.5), "E41": (0.5, 1.0), "E46": (0.0, 0.36)}
    ties |= {"E37": (0.66, 1.0)} if sign > 0 else {}
    if size == 1:  # the swollen ring lies in the same place
        absent = unless(cut.case("no_rings"))
        ties |= {
            f"E36 {when} {absent}".strip(): (0.42, 0.0) for _, one, when in crossings(cut) if one == sign
        }
    _vein(
        picture, mirrored(points, sign), (radius, radius * 1.2), "epidural-venous-rings", wave=wave, ties=ties
    )


def corner(cut: Cut) -> tuple[float, float]:
    """Return the place, at the side of the canal, where the rear vein of the foramen leaves the ring."""
    x, y = cut.table["canal"][4]
    return float(x) - 0.75, float(y) - 0.15


def joins(cut: Cut) -> tuple[Course, Course]:
    """Return the right veins of the foramen in mm: the one behind the nerve and the one in front of it."""
    (ax, ay), (ix, iy) = cut.place("anterior_trunk"), cut.place("intervertebral")
    gx, gy = cut.place("ganglion")
    x, y = corner(cut)
    back = [
        [x, y],
        [gx - 0.75, max(gy + 1.72, y - 0.7)],
        [gx + 0.9, gy + 1.42],
        [(gx + 0.9 + _OUT) / 2, gy + 1.0],
        [_OUT, gy + 0.1],
    ]
    front = [
        [ax, ay],
        [(ax + gx) / 2 + 0.1, ay * 0.68],
        [gx - 0.2, (iy + gy - 1.6) / 2 - 0.35],
        [ix, iy],
        [(ix + _OUT) / 2 + 0.1, iy - 0.15],
        [_OUT, iy - 0.55],
    ]
    return back, front


def _foraminal(picture: Picture, cut: Cut, side: str, sign: int, size: float) -> None:
    back, front = joins(cut)
    radius, region = cut.radius("foraminal") * size, f"intervertebral-veins.{side}"
    wave = (1.015, 78.0 if sign > 0 else 64.0)
    large = 0.66 if sign > 0 else 0.58
    outer = {"E46": (0.0, 0.8)}
    if size == 1:
        outer |= {f"E38 {when}": (0.0, 0.9) for _, one, when in crossings(cut) if one == sign}
    inner = {"E47": (0.0, 0.8)}
    start = cut.radius("ring") * 0.85 * size
    _vein(picture, mirrored(back, sign), (start, radius * large), region, wave=wave, ties=outer)
    thick = radius * (1.0 if sign > 0 else 1.1)
    _vein(picture, mirrored(front, sign), (radius * 0.9, thick), region, wave=wave, ties=inner)
    for course, end in ((back, radius * large), (front, thick)):
        picture.cut_end(spot(course[-1][0], course[-1][1], sign), end * SCALE)


def _behind_body(picture: Picture, cut: Cut, size: float) -> None:
    """The bridge behind the vertebral body, from one front trunk to the other."""
    ax, ay = cut.place("anterior_trunk")
    wall = cut.table["canal"][-1][1]
    deep = (wall - cut.dura[1] - 0.15) / 2 + (0.0 if size == 1 else -0.1)
    side = min(ay * 0.3 + deep * 0.7, deep + 0.25)
    points = [[-ax, ay], [-ax * 0.6, side - 0.08], [0.0, deep], [ax * 0.55, side + 0.04], [ax, ay]]
    radius = cut.radius("retrocorporeal") * min(size, 1.5)
    _vein(
        picture,
        points,
        (radius, radius),
        "retrocorporeal-veins",
        wave=(1.008, 96.0),
        ties={"E43": (0.5, 1.0)},
    )


def _rung(picture: Picture, cut: Cut, size: float) -> None:
    """The cross-link between the rear trunks."""
    px, py = cut.place("posterior_trunk")
    points = [[-px, py], [-px * 0.45, py + 0.40], [px * 0.4, py + 0.46], [px, py]]
    radius = cut.radius("rung") * size
    _vein(picture, points, (radius, radius), "posterior-internal-vertebral-plexus", wave=(1.015, 70.0))


def _in_body(picture: Picture, cut: Cut) -> None:
    """The basivertebral vein: a stem at the back of the body that gathers branches like a tree."""
    wall, edge = cut.table["canal"][-1][1], cut.table["body"]
    back, front, wide = edge[0][1], edge[-1][1], max(point[0] for point in edge)
    deep = front - back
    radius, region = cut.radius("basivertebral"), "basivertebral-veins"
    knot = back + deep * 0.40
    stem = [[0.0, knot], [0.1, back + deep * 0.2], [0.0, wall + 0.3]]
    _vein(
        picture,
        stem,
        (radius * 0.62, radius),
        region,
        wave=(1.008, 90),
        ends=(0.1, 0.5),
        ties={"E42": (0.2, 1.0)},
    )
    for course, size in _tree(knot, deep, wide):
        _vein(picture, course, (radius * size, 0.05), region, wave=(1.02, 66), ends=(0.35, 0), taper=(0, 46))
    outward = [[0.05, knot + 0.1], [-0.22, knot + deep * 0.24], [0.12, front + 0.9], [0.0, front - 0.72]]
    _vein(picture, outward, (radius * 0.4, 0.13), region, wave=(1.02, 70), ties={"E44": (0.4, 1.0)})


def _tree(knot: float, deep: float, wide: float) -> Iterator[tuple[Course, float]]:
    """Yield the branches in the body with their size as a share of the stem; the sides differ a little."""
    for sign, shift in ((1, 0.0), (-1, 0.06)):

        def place(x: float, y: float, sign: int = sign) -> list[float]:
            return [sign * x * wide, knot + y * deep]

        yield (
            [
                [0.0, knot - deep * (0.12 - shift)],
                place(0.2, -0.10 + shift),
                place(0.42, -0.10 + shift),
                place(0.68, -0.02),
            ],
            0.46,
        )
        yield [place(0.36, -0.10 + shift), place(0.48, -0.17 + shift), place(0.62, -0.2 + shift)], 0.26
        yield (
            [
                [0.0, knot - deep * 0.01],
                place(0.18, 0.10 + shift),
                place(0.36, 0.2),
                place(0.58, 0.26 + shift),
            ],
            0.42,
        )
        yield [place(0.32, 0.18 + shift / 2), place(0.4, 0.3), place(0.42, 0.42 - shift)], 0.25
        yield [[0.0, knot + deep * 0.06], place(0.1, 0.2), place(0.16, 0.36 - shift)], 0.3


def _external(picture: Picture, cut: Cut) -> None:
    """The plexuses behind the arch and in front of the body; the two sides are not alike."""
    radius = cut.radius("external")
    for side, sign in SIDES:
        source = random_for("external", cut.level, side)
        for name, region, ties in (
            ("external_back", f"posterior-external-vertebral-plexus.{side}", {"E48": (0.7, 1.0)}),
            ("external_front", f"anterior-external-vertebral-plexus.{side}", {"E49": (0.6, 1.0)}),
        ):
            back = name == "external_back"
            course = [*_varied(cut.course(name), source), _outlet(cut, back)]
            size = (radius * (0.5 if back else 0.8), radius * 1.05)
            wave = (1.02, 92.0 if sign > 0 else 76.0)
            taper = (50.0, 0.0) if back else (0.0, 0.0)
            _vein(picture, mirrored(course, sign), size, region, wave=wave, taper=taper, ties=ties)
            loop = _joined(_varied(cut.course(name, "loop"), source, 0.12), course)
            _vein(picture, mirrored(loop, sign), (radius * 0.5, radius * 0.55), region, wave=(1.02, 70))
            for twig in _twigs(course, source):
                _vein(
                    picture,
                    mirrored(twig, sign),
                    (radius * 0.42, radius * 0.16),
                    region,
                    wave=(1.02, 44),
                    ends=(0.4, 0),
                    taper=(0, 26),
                )


def _outlet(cut: Cut, back: bool) -> list[float]:
    """Return where an external plexus empties into the vein of the foramen, in mm on the right."""
    line = spline(rows(joins(cut)[0 if back else 1]), 12)
    place: list[float] = line[int(len(line) * 0.86)].tolist()
    return place


def _varied(course: Course, source: random.Random, reach: float = 0.14) -> list[list[float]]:
    """Return a course with its inner points moved at random; both ends stay."""
    moved = [[x + source.uniform(-reach, reach), y + source.uniform(-reach, reach)] for x, y in course]
    moved[0], moved[-1] = list(course[0]), list(course[-1])
    return moved


def _joined(loop: Course, course: Course) -> Course:
    """Return a loop with its ends moved on to the course that it leaves and joins again."""
    line = spline(rows(course), 10)
    first, last = (line[nearest(line, *loop[end])].tolist() for end in (0, -1))
    return [first, *loop[1:-1], last]


def _twigs(course: Course, source: random.Random) -> Iterator[Course]:
    """Yield short side branches that come out of the muscles, on the side away from the bone."""
    line = spline(rows(course), 10)
    outward = np.sign(line[0, 1])
    for share in (0.18, 0.33, 0.47, 0.6, 0.74):
        index = int((share + source.uniform(-0.05, 0.05)) * (len(line) - 1))
        way = line[index + 1] - line[index - 1]
        across = np.array([-way[1], way[0]]) / max(float(np.hypot(*way)), 1e-6) * outward
        across = across * (1 if across[1] * outward > 0 or abs(across[1]) < 0.2 else -1)
        if across[0] < 0 and abs(across[1]) < 0.5:
            across = -across
        size, lean = source.uniform(0.6, 1.25), source.uniform(-0.7, 0.7)
        along = way / max(float(np.hypot(*way)), 1e-6)
        end = line[index] + across * size + along * lean
        if abs(end[0]) < _OUT and LOWEST < end[1] < HIGHEST:
            bend = line[index] + across * size * 0.5 + along * lean * 0.25
            yield [line[index].tolist(), bend.tolist(), end.tolist()]


def _through_arch(picture: Picture, cut: Cut, side: str, sign: int) -> None:
    """A link between the plexuses within and behind the arch, through the ligamentum flavum."""
    course = [list(cut.place("posterior_trunk")), *cut.course("external_back", "through")]
    radius = cut.radius("external") * (0.66 if sign > 0 else 0.54)
    _vein(
        picture,
        mirrored(course, sign),
        (radius, radius),
        f"posterior-external-vertebral-plexus.{side}",
        wave=(1.015, 60),
        ties={"E45": (0.0, 1.0)},
    )


def _crossings(picture: Picture, cut: Cut) -> None:
    """A radicular vein is narrow where it passes the dura; beyond, it opens into the veins outside.

    The one in front goes to the ring or, where there is none, to the vein of the foramen.
    """
    low = cut.place("ganglion")[1] - 1.6
    absent = cut.case("no_rings")
    for side, sign, when in crossings(cut):
        with picture.case(when):
            _crossing(picture, cut, corner(cut), side, sign, False, ("E36", "E38"))
    with picture.case(unless(absent)):
        _crossing(picture, cut, (cut.dura[0] + 0.92, low - 0.25), "right", 1, True, ("E37",))
    if absent:
        x, y = joins(cut)[1][1]
        with picture.case(absent):
            _crossing(picture, cut, (x, y), "right", 1, True, ("E37",))


def _crossing(
    picture: Picture,
    cut: Cut,
    end: tuple[float, float],
    side: str,
    sign: int,
    front: bool,
    edges: tuple[str, ...],
) -> None:
    place, out = pierced(cut, front)
    bend = (place + out * 0.55 + np.array(end)) / 2
    course = np.vstack([place - out * 0.02, place + out * 0.3, bend, np.array(end)]).tolist()
    radius = cut.radius("radicular")
    draw_tube(
        picture,
        "epidural",
        mirrored(course, sign),
        (radius * 0.4, radius * 0.85),
        f"radicular-dural-crossing.{side}",
        role="epi",
        sinuosity=1.0,
        flare=(0.0, 0.4),
        casing=1.5,
        ties=dict.fromkeys(edges, (0.0, 1.0)),
    )


def draw_epidural_trunks(picture: Picture, cut: Cut) -> None:
    """Draw the four lengthwise trunks of the canal; in the neck the rear ones are slight.

    Where the plexus is a net, several smaller veins take the place of each.
    """
    net = cut.case("net")
    for when, size in _sizes(cut):
        for side, sign in SIDES:
            for end, larger, flat in (("posterior", 1, 0.86), ("anterior", -1, 0.82)):
                x, y = cut.place(f"{end}_trunk")
                radius = cut.radius(f"{end}_trunk") * size * (1.0 if sign == larger else 0.9)
                inwards = 0.38 * (size - 1) * math.copysign(1, y)
                x, y = x - abs(inwards) * 0.3, y - inwards
                region = f"{end}-internal-vertebral-plexus.{side}"
                missing = cut.case("no_rear") if end == "posterior" else ""
                with picture.case(when), picture.case(unless(f"{net} {missing}")):
                    draw_disc(picture, "canal-trunks", (sign * x, y), radius, region, role="epi", flat=flat)
                with picture.case(when), picture.case(net), picture.case(unless(missing)):
                    for across, along, share in _NET:
                        place = (sign * (x + across * radius), y + along * radius)
                        draw_disc(picture, "canal-trunks", place, radius * share, region, role="epi")

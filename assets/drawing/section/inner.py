"""Veins inside the cord: sulcal and radial ones, and the link through the cord that some people have."""

import math

import numpy as np

from assets.drawing.curves import Points, random_for, rows, spline
from assets.drawing.picture import Picture
from assets.drawing.section.cord import to_rim
from assets.drawing.section.cut import SCALE, SIDES, Cut, at
from assets.drawing.section.vessels import draw_tube, mirrored


def draw_inner(picture: Picture, cut: Cut) -> None:
    """Draw the veins inside the cord."""
    _posterior(picture, cut)
    _anterior(picture, cut)
    for side, sign in SIDES:
        _radial(picture, cut, side, sign)
    with picture.case(cut.case("linked")):
        _link(picture, cut)


def _fine(
    picture: Picture,
    course: list[list[float]],
    radii: tuple[float, float],
    region: str,
    **ties: tuple[float, float],
) -> None:
    draw_tube(
        picture,
        "inner",
        course,
        radii,
        region,
        sinuosity=1.016,
        wavelength=38,
        taper=(14, 0),
        casing=0.6,
        lit=False,
        ties=ties,
    )


def _posterior(picture: Picture, cut: Cut) -> None:
    """A stem in the septum with branches from the columns and from the medial parts of both horns."""
    b, tip = cut.cord[1], cut.size("septum")
    top = cut.place("posteromedian")[1] - cut.radius("posteromedian") * 0.6
    stem = [[0.05, tip + 0.25], [0.24, tip + (b - tip) * 0.35], [0.32, tip + (b - tip) * 0.75], [0.2, top]]
    region = "posterior-sulcal-veins"
    trunk = draw_tube(
        picture,
        "inner",
        stem,
        (0.04, 0.085),
        region,
        sinuosity=1.02,
        wavelength=40,
        taper=(10, 0),
        flare=(0, 0.4),
        casing=1.1,
        ties={"E7": (0.35, 1.0)},
    )
    source = random_for("septal", cut.level)
    span = b - cut.size("groove") - tip
    for k, share in enumerate((0.18, 0.36, 0.50, 0.66, 0.80)):
        sign = 1 if k % 2 else -1
        y = tip + 0.25 + span * share
        x = _at_height(trunk, y + 0.12)
        out = x + sign * min(0.35 + 0.4 * source.random(), cut.place("horn")[0] * 0.35)
        ties = {"E3": (0.0, 1.0)} if k in (1, 2) else {}
        _fine(
            picture,
            [[out, y - 0.26], [x + (out - x) * 0.45, y - 0.03], [x, y + 0.12]],
            (0.018, 0.032),
            region,
            **ties,
        )
    base = cut.table["grey"][3]
    for k, sign in enumerate((1, -1)):
        y = tip + span * (0.34 if k else 0.26)
        course = [
            [sign * base[0] * 1.12, base[1] * 0.86],
            [sign * base[0] * 0.6, base[1] * 0.72 + 0.1],
            [_at_height(trunk, y + 0.25), y + 0.25],
        ]
        _fine(picture, course, (0.02, 0.036), region, E2=(0.0, 1.0))


def _at_height(line: Points, y: float) -> float:
    """Return the x in mm at which a vein that runs from front to back passes a height."""
    return float(line[np.argmin(np.abs(line[:, 1] + y * SCALE)), 0]) / SCALE


def _anterior(picture: Picture, cut: Cut) -> None:
    """Combs of fine veins from the ventral horns into the fissure."""
    region = "anterior-sulcal-veins"
    deep = -cut.cord[1] + cut.size("fissure")
    vein = cut.place("anteromedian")[1]
    stem = [[0.0, deep + 0.1], [0.03, (deep + vein) / 2], [0.0, vein + 0.15]]
    draw_tube(
        picture,
        "inner",
        stem,
        (0.055, 0.095),
        region,
        sinuosity=1.015,
        wavelength=40,
        flare=(0, 0.4),
        casing=1.1,
        ties={"E8": (0.2, 1.0)},
    )
    widest = max(cut.table["grey"], key=lambda point: point[0] if point[1] < 0 else 0)
    lowest = min(cut.table["grey"], key=lambda point: point[1])
    for _, sign in SIDES:
        shift = 0.06 * sign
        courses = (
            [
                [widest[0] * 0.86, widest[1] * 0.86],
                [widest[0] * 0.45, widest[1] * 0.42 - 0.1],
                [0.0, deep + 0.05],
            ],
            [
                [lowest[0] * 1.12, lowest[1] * 0.9],
                [lowest[0] * 0.6, lowest[1] * 0.58],
                [0.0, deep - 0.22 + shift],
            ],
            [[widest[0] * 0.55, widest[1] * 0.15 - 0.1], [widest[0] * 0.28, deep + 0.42], [0.0, deep + 0.12]],
        )
        for k, course in enumerate(courses):
            ties = {"E5": (0.0, 1.0)} if k < 2 else {}
            _fine(picture, mirrored(course, sign), (0.02, 0.04), region, **ties)


def _radial(picture: Picture, cut: Cut, side: str, sign: int) -> None:
    """Spokes from the edge of the grey matter to the net in the pia."""
    source = random_for("radial", cut.level, side)
    region = f"radial-veins.{side}"
    a, b = cut.cord
    for k, degrees in enumerate(cut.table["radial"]):
        angle = math.radians(degrees + source.uniform(-4, 4))
        x, y, share = to_rim(cut, angle)
        start = max(share - 0.05, 0.15) if k % 2 == 0 else share + (1 - share) * source.uniform(0.3, 0.5)
        middle = (start + 1) / 2
        course = [
            [x * start, y * start],
            [x * middle + source.uniform(-0.08, 0.08), y * middle + source.uniform(-0.06, 0.06)],
            [x, y],
        ]
        ties = {"E6": (0.5, 1.0)} if k == 3 else {}
        if k % 3 != 1:
            turn = angle + source.choice([-1, 1]) * source.uniform(0.10, 0.16)
            inner = start + (1 - start) * source.uniform(0.12, 0.25)
            fork = [[a * math.cos(turn) * inner, b * math.sin(turn) * inner], [x * middle, y * middle]]
            fork[1] = [x * (middle + 0.06), y * (middle + 0.06)]
            _fine(picture, mirrored(fork, sign), (0.012, 0.02), region)
        _fine(
            picture, mirrored(course, sign), (0.016, 0.016 + 0.02 * source.uniform(0.6, 1.25)), region, **ties
        )
    tip = cut.place("horn")
    end = cut.place("posterolateral")
    angle = math.atan2(end[1] / b, end[0] / a)
    course = [
        [tip[0] - 0.12, tip[1] - 0.5],
        [tip[0] + 0.02, (tip[1] + end[1]) / 2],
        [a * math.cos(angle), b * math.sin(angle)],
    ]
    _fine(picture, mirrored(course, sign), (0.022, 0.045), region, E1=(0.0, 1.0))
    x = cut.place("posterolateral")[0] * 0.55
    y = b * math.sqrt(1 - (x / a) ** 2)
    _fine(
        picture,
        mirrored([[x * 0.94, y - 0.75], [x * 1.02, y - 0.35], [x, y]], sign),
        (0.016, 0.032),
        region,
        E4=(0.0, 1.0),
    )


def _link(picture: Picture, cut: Cut) -> None:
    """The transmedullary link: dashes, for only some people have it."""
    back, front = cut.place("posteromedian")[1] - 0.3, cut.place("anteromedian")[1] + 0.3
    aside = cut.cord[0] * 0.07
    line = at(
        spline(
            rows(
                [
                    (-0.22, back),
                    (-aside, back * 0.55),
                    (-aside * 1.1, -0.1),
                    (-aside, front * 0.5),
                    (-0.1, front),
                ]
            ),
            20,
        )
    )
    half = len(line) // 2
    picture.vessel(
        "link",
        line,
        np.full(len(line), 2.9),
        "transmedullary-anastomoses",
        casing=1.5,
        lit=False,
        dashes=(13.0, 9.0),
        ties=[("E20", line[: half + 1]), ("E21", line[half:])],
    )

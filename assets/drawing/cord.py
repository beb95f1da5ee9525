"""The cord: its body, its grooves, the medulla above, the filum below, and the ligaments at its sides."""

import itertools
import math

import numpy as np

from assets.drawing.body import SIDES, Body
from assets.drawing.curves import (
    Points,
    Profile,
    bezier,
    ellipse,
    even_steps,
    lengths,
    random_for,
    ring,
    simplified,
    smooth_step,
    to_side,
)
from assets.drawing.picture import Picture
from assets.drawing.tube import outline

_LAST_INTERMEDIATE = "T6"
_LAST_TOOTH = 372.0
_CONUS_END = 458.0
"""Where the last of the cord's shading ends and the filum begins, in mm."""


def draw_cord(picture: Picture, body: Body) -> None:
    """Draw the cord with all that belongs to its surface except vessels."""
    _tissue(picture, body)
    _areas(picture, body)
    _grooves(picture, body)
    _medulla(picture, body)
    _ligaments(picture, body)
    _filum(picture, body)


def _tissue(picture: Picture, body: Body) -> None:
    mm = body.range(body.measures.top, 462, 2)
    edge = body.line(body.cord(mm), mm)
    for wider, alpha in ((14, 0.13), (7, 0.20)):
        fading = np.interp(mm, [444, 461], [1, 0])
        shadow = edge + np.column_stack([wider * fading, 3 * fading])
        picture.fill("cord", ring(shadow, to_side(shadow, -1)), "shadow", alpha=alpha)
    rim = simplified(edge, 0.2)
    picture.fill("cord", ring(rim, to_side(rim, -1)), "cord", region="spinal-cord")
    above = edge[mm <= _CONUS_END + 1]
    picture.stroke("cord", [above, to_side(above, -1)], "cord-edge", 2.6, butt=True)
    inside = body.range(-34, _CONUS_END, 2)
    for share in (0.975, 0.93, 0.86, 0.76):
        for _, sign in SIDES:
            picture.fill("cord", to_side(_band(body, share, 1.0, inside), sign), "cord-shade", alpha=0.115)
    for share in (0.60, 0.44, 0.28):
        half = body.cord(inside) * share * (1 - smooth_step((inside - _CONUS_END + 20) / 20))
        left, right = body.line(-half, inside), body.line(half * 0.82, inside)
        picture.fill("cord", ring(simplified(left, 0.3), simplified(right, 0.3)), "cord-light", alpha=0.13)


def _band(body: Body, inner: float, outer: float, mm: Points) -> Points:
    """Return the strip between two shares of the half-width; it narrows to nothing towards the filum."""
    near = inner + (outer - inner) * smooth_step((mm - _CONUS_END + 22) / 22)
    return ring(
        simplified(body.line(body.cord(mm) * near, mm), 0.2),
        simplified(body.line(body.cord(mm) * outer, mm), 0.2),
    )


def _areas(picture: Picture, body: Body) -> None:
    """Areas that can be pointed at though nothing outlines them."""
    lanes = {name: body.lane(name) for name in ("intermediate_lane", "sulcus_lane")}
    turn, end = body.segments[_LAST_INTERMEDIATE].bottom, body.segments["S2"].bottom
    upper, lower = body.range(0, turn, 4), body.range(turn, end, 4)
    zero = Profile(np.zeros_like)
    for side, sign in SIDES:

        def strip(inner: Profile, outer: Profile, mm: Points, sign: int = sign) -> Points:
            return to_side(ring(body.line(inner(mm), mm), body.line(outer(mm), mm)), sign)

        gracile = [strip(zero, lanes["intermediate_lane"], upper), strip(zero, lanes["sulcus_lane"], lower)]
        picture.hit("cord", gracile, f"gracile-fasciculus.{side}")
        picture.hit(
            "cord",
            strip(lanes["intermediate_lane"], lanes["sulcus_lane"], upper),
            f"cuneate-fasciculus.{side}",
        )
        rim = Profile(lambda mm: body.cord(mm) * 0.90)
        for name, first, last in (("cervical-enlargement", "C4", "T1"), ("lumbar-enlargement", "L1", "S2")):
            mm = body.range(body.segments[first].top, body.segments[last].bottom, 4)
            picture.hit("cord", strip(rim, body.cord, mm), name)
    mm = body.range(end, 456, 2)
    edge = body.line(body.cord(mm), mm)
    picture.hit("cord", ring(edge, to_side(edge, -1)), "conus-medullaris")


def _grooves(picture: Picture, body: Body) -> None:
    mm = body.range(-19, 449, 2)
    y = body.y(mm)
    source = random_for("median sulcus")
    sway = 1.6 * np.sin(y / 30.2 + source.uniform(0, 6)) + 1.0 * np.sin(y / 12.3 + source.uniform(0, 6))
    middle = body.line(sway, mm)
    for width, alpha in ((15, 0.12), (9, 0.16), (4.5, 0.25)):
        picture.fill("cord", _soft(middle, width), "sulcus", alpha=alpha)
    picture.stroke("cord", middle, "sulcus", 1.8, alpha=0.9, region="posterior-median-sulcus", butt=True)
    picture.stroke(
        "cord", middle + np.array([3.2, 0]), "cord-light", 1.6, alpha=0.7, shown_from=0.3, butt=True
    )
    for side, sign in SIDES:
        _side_grooves(picture, body, side, sign)


def _soft(line: Points, width: float) -> Points:
    """Return a band about a line that narrows to nothing towards both ends."""
    along = lengths(line)
    room = np.minimum(along, along[-1] - along)
    return outline(line, width / 2 * smooth_step(room / 60 + 0.02), round_start=False, round_end=False)


def _side_grooves(picture: Picture, body: Body, side: str, sign: int) -> None:
    lane = body.lane("intermediate_lane")
    end = body.segments[_LAST_INTERMEDIATE].bottom
    whole = body.range(-18, end, 2)
    picture.stroke(
        "cord",
        to_side(body.line(lane(whole), whole), sign),
        "sulcus",
        2.2,
        alpha=0.12,
        butt=True,
        region=f"posterior-intermediate-sulcus.{side}",
    )
    for first, last, alpha in (
        (-18, 60, 0.55),
        (60, 110, 0.42),
        (110, 150, 0.29),
        (150, 190, 0.16),
        (190, 222, 0.07),
    ):
        mm = body.range(first, last, 2)
        line = to_side(body.line(lane(mm), mm), sign)
        picture.stroke("cord", line, "sulcus", 2.2, alpha=alpha, butt=True)
        picture.stroke(
            "cord", line + np.array([2.6, 0]), "cord-light", 1.5, alpha=alpha, shown_from=0.3, butt=True
        )
    lane = body.lane("sulcus_lane")
    mm = body.range(-20, 446, 2)
    line = to_side(body.line(lane(mm), mm), sign)
    for width, alpha in ((12, 0.12), (6, 0.18)):
        picture.fill("cord", _soft(line, width), "sulcus", alpha=alpha)
    picture.stroke("cord", line, "sulcus", 2, alpha=0.6, butt=True, region=f"posterolateral-sulcus.{side}")


def _medulla(picture: Picture, body: Body) -> None:
    """The lower end of the fourth ventricle between the swellings of the gracile and cuneate nuclei."""
    tip, top, wide = body.y.at(-19), body.y.at(-38), body.cord.at(-36)
    for _, sign in SIDES:
        _swelling(picture, sign, (wide * 0.125, tip + 12), wide * 0.105, 52, 0.20)
        _swelling(picture, sign, (wide * 0.40, tip + 2), wide * 0.13, 62, 0.26)
        _swelling(picture, sign, (wide * 0.74, tip - 26), wide * 0.15, 74, 0.20)
        groove = bezier(
            (wide * 0.265, tip + 62),
            (wide * 0.25, tip + 20),
            (wide * 0.27, tip - 12),
            (wide * 0.42, tip - 56),
        )
        outer = bezier(
            (wide * 0.56, tip + 78), (wide * 0.55, tip + 24), (wide * 0.57, tip - 20), (wide * 0.66, tip - 74)
        )
        for line in (groove, outer):
            picture.stroke("cord", to_side(line, sign), "sulcus", 6, alpha=0.13)
            picture.stroke("cord", to_side(line, sign), "sulcus", 1.8, alpha=0.5)
    half = bezier((0, tip), (9, tip - 17), (wide * 0.20, top + 34), (wide * 0.44, top - 6))
    picture.fill("cord", ring(half, to_side(half, -1)), "ventricle")
    for step in (1, 2, 3):
        share = 1 - 0.2 * step
        inner = bezier(
            (0, tip - 7 * step),
            (8 * share, tip - 20 - 4 * step),
            (wide * 0.2 * share, top + 30),
            (wide * 0.44 * share, top - 6),
        )
        picture.fill("cord", ring(inner, to_side(inner, -1)), "cord-light", alpha=0.16)
    for _, sign in SIDES:
        picture.stroke("cord", to_side(half, sign), "sulcus", 2.4)
        picture.stroke(
            "cord", to_side(half + np.array([-3.4, -1.5]), sign), "cord-light", 1.5, alpha=0.6, shown_from=0.3
        )
        trigone = bezier((5, tip - 18), (7, tip - 34), (20, top + 22), (38, top - 6))
        picture.stroke("cord", to_side(trigone, sign), "sulcus", 1.3, alpha=0.45, shown_from=0.45)
    picture.stroke("cord", np.array([[0, tip - 10], [0, top - 6]]), "sulcus", 1.5, alpha=0.65)


def _swelling(
    picture: Picture, sign: int, middle: tuple[float, float], rx: float, ry: float, lean: float
) -> None:
    rim = ellipse(0, 0, rx, ry, 40)
    rim[:, 0] -= lean * rim[:, 1]
    rim[:, 0] *= 1 - 0.25 * np.tanh(rim[:, 1] / ry)
    for scale, alpha in ((1, 0.16), (0.82, 0.18), (0.62, 0.2), (0.4, 0.2)):
        placed = rim * scale + np.array([middle[0] - 3 * (1 - scale), middle[1] - 10 * (1 - scale)])
        picture.fill("cord", to_side(placed, sign), "cord-light", alpha=alpha)
    shade = np.vstack([rim[2:19], (rim[2:19] * np.array([0.80, 0.90]))[::-1]])
    picture.fill("cord", to_side(shade + np.array(middle), sign), "cord-shade", alpha=0.12)


def _ligaments(picture: Picture, body: Body) -> None:
    """About 21 teeth a side, each between two exits, from the foramen magnum to T12-L1."""
    levels = body.levels[:21]
    places = [-11.0] + [(body.exit(a).mm + body.exit(b).mm) / 2 for a, b in itertools.pairwise(levels)]
    teeth = []
    for i, mm in enumerate(places):
        mm = min(mm - (5 if i > 13 else 0), _LAST_TOOTH + i)
        y, cord, gap = body.y.at(mm), body.cord.at(mm), body.dura.at(mm) - body.cord.at(mm)
        high, end = (13.0 if i < 10 else 17.0), body.dura.at(mm) - 2
        upper = bezier(
            (cord - 3, y - high), (cord + 0.35 * gap, y - high * 0.35), (cord + 0.7 * gap, y - 2), (end, y)
        )
        lower = bezier(
            (end, y + 1.5),
            (cord + 0.7 * gap, y + 3),
            (cord + 0.35 * gap, y + high * 0.4),
            (cord - 3, y + high),
        )
        teeth.append(np.vstack([upper, lower]))
    for side, sign in SIDES:
        picture.fill(
            "ligament",
            [to_side(tooth, sign) for tooth in teeth],
            "pia",
            edge="pia-edge",
            width=1.2,
            alpha=0.85,
            region=f"denticulate-ligament.{side}",
        )


def _filum(picture: Picture, body: Body) -> None:
    mm = body.range(_CONUS_END, 640, 1)
    width = body.cord(mm)
    sway = 2 * np.sin(body.y(mm) * 2 * math.pi / 160 + 0.6) * smooth_step((mm - 476) / 30)
    line = body.line(sway, mm)
    picture.fill(
        "filum", outline(line, width, round_start=False, round_end=False), "filum", region="filum-terminale"
    )
    across = np.column_stack([width, 0 * width])
    picture.stroke("filum", (line - across * 0.35)[mm > 462], "cord-light", 2.0, alpha=0.5, shown_from=0.5)
    for low, alpha in zip(np.linspace(_CONUS_END + 25, _CONUS_END + 2, 12), even_steps(12), strict=True):
        part = mm <= low
        picture.fill("filum", ring((line + across)[part], (line - across)[part]), "cord", alpha=alpha)
    for edge in (line + across, line - across):
        picture.stroke("filum", edge, "filum-edge", 1.8, butt=True)
    fading = body.range(_CONUS_END - 18, _CONUS_END + 24, 1)
    edge = body.line(body.cord(fading), fading)
    narrowing = outline(
        edge, 1.3 * (1 - smooth_step((fading - _CONUS_END) / 24)), round_start=False, round_end=False
    )
    for _, sign in SIDES:
        picture.fill("filum", to_side(narrowing, sign), "cord-edge")
    _filum_vein(picture, body)


def _filum_vein(picture: Picture, body: Body) -> None:
    """It runs in front of the filum, so it is dashed."""
    dashes = []
    for start in np.arange(452, 636, 6.5):
        mm = body.range(float(start), float(start) + 4.0, 1)
        sway = 2 * np.sin(body.y(mm) * 2 * math.pi / 160 + 0.6) * smooth_step((mm - 476) / 30)
        dashes.append(body.line(sway + 1.2 * np.sin(body.y(mm) / 23), mm))
    picture.stroke("filum-vein", dashes, "net", 3.4, alpha=0.8, region="filum-vein")

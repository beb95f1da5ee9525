"""What lies behind the cord: epidural bed, pedicles, the skull's edge, the floor of the sac."""

import math

import numpy as np

from assets.drawing.body import SIDES, Body
from assets.drawing.curves import (
    Points,
    bezier,
    columns,
    ellipse,
    random_for,
    ring,
    simplified,
    spline,
    to_side,
)
from assets.drawing.measures import Span
from assets.drawing.picture import Picture

_FROM_DURA = 82.0
_PEDICLE_HEIGHT = {"C": 0.40, "T": 0.42, "L": 0.44, "S": 0.40}
_PEDICLE_PLACE = {"C": 0.50, "T": 0.36, "L": 0.34, "S": 0.40}
_LOWEST_FORAMEN = 606.0


def draw_ground(picture: Picture, body: Body) -> None:
    """Draw everything deeper than the cord."""
    _laminae(picture, body)
    _bed(picture, body)
    for vertebra in body.measures.vertebrae:
        _pedicles(picture, body, vertebra)
    _foramina(picture, body)
    _skull(picture, body)
    _floor(picture, body)


def _bed(picture: Picture, body: Body) -> None:
    mm = body.range(body.measures.top, body.measures.bottom, 1.5)
    width = np.interp(mm, [-38, -10, -2, 590, 625, 640, 648], [10, 30, 84, 84, 72, 52, 30])
    bulge = np.zeros(len(mm))
    for level in body.levels:
        place = body.exit(level)
        if place.mm < _LOWEST_FORAMEN:
            bulge += 30 * np.exp(-(((body.y(mm) - place.y) / 17) ** 2))
    bulge *= np.interp(mm, [-8, -2, 600, 640], [0, 1, 1, 0])
    strip = ring(body.line(body.dura(mm) * 0.9, mm), body.line(body.dura(mm) + width + bulge, mm))
    for side, sign in SIDES:
        picture.fill("bed", to_side(strip, sign), "fat-bed", region=f"epidural-space.{side}")


def _laminae(picture: Picture, body: Body) -> None:
    """The arches have been taken away: they are only outlined when asked for."""
    for vertebra in body.measures.vertebrae:
        top, high = body.y.at(vertebra.top), body.y.at(vertebra.bottom) - body.y.at(vertebra.top)
        dura = body.dura.at((vertebra.top + vertebra.bottom) / 2)
        half = [
            (0, 0.34),
            (26, 0.30),
            (dura * 0.72, 0.22),
            (dura + 92, 0.16),
            (dura + 104, 0.40),
            (dura * 0.86, 0.86),
            (dura * 0.42, 0.98),
            (30, 0.80),
            (17, 1.02),
            (9, 1.34),
            (0, 1.38),
        ]
        side = spline(np.array([[x, top + high * share] for x, share in half]), 8)
        picture.hit("bed", ring(side, to_side(side, -1)), f"lamina-and-flavum.{vertebra.name}")


def _pedicles(picture: Picture, body: Body, vertebra: Span) -> None:
    kind = vertebra.name[0]
    top, high = body.y.at(vertebra.top), body.y.at(vertebra.bottom) - body.y.at(vertebra.top)
    inner = body.dura.at((vertebra.top + vertebra.bottom) / 2) + _FROM_DURA
    outer = inner + (56 if kind == "C" else 66)
    x, y = (inner + outer) / 2, top + high * _PEDICLE_PLACE[kind]
    rx, ry = (outer - inner) / 2, high * _PEDICLE_HEIGHT[kind] / 2
    source = random_for("pedicle", vertebra.name)
    rim = _superellipse(rx, ry) + np.array(
        [[source.uniform(-1.2, 1.2), source.uniform(-0.8, 0.8)] for _ in range(40)]
    )
    pores = [
        (source.uniform(-0.68, 0.68) * rx, source.uniform(-0.6, 0.6) * ry, source.uniform(1.2, 2.6))
        for _ in range(int(rx * ry / 34))
    ]
    for side, sign in SIDES:

        def placed(points: Points, sign: int = sign) -> Points:
            return to_side(points + np.array([x, y]), sign)

        picture.fill(
            "bone",
            placed(_closed(rim)),
            "bone",
            edge="bone-edge",
            width=2.4,
            region=f"vertebral-column.{side}.{vertebra.name}",
        )
        picture.fill("bone", placed(_closed(rim * np.array([0.80, 0.72]))), "bone-core", shown_from=0.25)
        picture.fill(
            "bone",
            [placed(ellipse(px, py, q * 1.4, q, 8)) for px, py, q in pores],
            "bone-pore",
            shown_from=0.6,
        )


def _superellipse(rx: float, ry: float, power: float = 3.2) -> Points:
    t = np.linspace(0, 2 * math.pi, 40, endpoint=False)
    return columns(
        rx * np.sign(np.cos(t)) * np.abs(np.cos(t)) ** (2 / power),
        ry * np.sign(np.sin(t)) * np.abs(np.sin(t)) ** (2 / power),
    )


def _closed(rim: Points) -> Points:
    return simplified(spline(np.vstack([rim, rim[:1]]), 4)[:-1], 0.25)


def _foramina(picture: Picture, body: Body) -> None:
    """Between two pedicles lies the way out of a nerve and its veins."""
    for level in body.levels:
        place = body.exit(level)
        if level == "C1" or place.mm > _LOWEST_FORAMEN:
            continue
        high = 26 if level.startswith("C") else 30
        box = np.array(
            [
                [place.dura + 76, place.y - high],
                [place.dura + 146, place.y - high + 8],
                [place.dura + 146, place.y + high + 10],
                [place.dura + 76, place.y + high],
            ]
        )
        for side, sign in SIDES:
            picture.hit("bone", to_side(box, sign), f"intervertebral-foramen.{side}.{level}")


def _skull(picture: Picture, body: Body) -> None:
    """The occipital bone, sawn at the edge of the foramen magnum."""
    top, low = body.y.at(-40), body.y.at(-9)
    near, far = body.dura.at(-12), body.dura.at(-38)
    edge = np.vstack(
        [
            bezier((far + 30, top), (near + 38, top + 50), (near + 40, low - 34), (near + 58, low - 8)),
            bezier((near + 58, low - 8), (near + 66, low + 3), (near + 84, low + 4), (near + 96, low - 6)),
        ]
    )
    back = bezier((near + 96, low - 6), (near + 128, low - 40), (near + 140, top + 60), (far + 150, top))
    core = np.vstack(
        [
            bezier((far + 46, top), (near + 56, top + 50), (near + 58, low - 34), (near + 68, low - 14)),
            bezier((near + 68, low - 14), (near + 74, low - 5), (near + 82, low - 6), (near + 88, low - 14)),
            bezier((near + 88, low - 14), (near + 112, low - 44), (near + 120, top + 60), (far + 130, top)),
        ]
    )
    for _, sign in SIDES:
        source = random_for("skull", sign)
        pores = [
            ellipse(
                near + source.uniform(64, 104),
                top + (low - top) * source.uniform(0.12, 0.88),
                source.uniform(1.7, 3.6),
                source.uniform(1.2, 2.6),
                8,
            )
            for _ in range(46)
        ]
        picture.fill("bone", to_side(np.vstack([edge, back]), sign), "bone", edge="bone-edge", width=2.2)
        picture.fill("bone", to_side(core, sign), "bone-core", shown_from=0.25)
        picture.fill("bone", [to_side(pore, sign) for pore in pores], "bone-pore", shown_from=0.6)
        picture.stroke("bone", to_side(edge, sign), "bone-edge", 3.0, region="foramen-magnum")


def _floor(picture: Picture, body: Body) -> None:
    mm = body.range(body.measures.top, body.measures.bottom, 3)
    wall = body.line(body.dura(mm), mm)
    picture.fill("sac", ring(wall, to_side(wall, -1)), "csf", region="subarachnoid-space")
    for band in range(1, 6):
        inner = body.line(body.dura(mm) * (1 - 0.034 * band) - 2, mm)
        for _, sign in SIDES:
            picture.fill("sac", to_side(ring(wall, inner), sign), "csf-shade", alpha=0.115)

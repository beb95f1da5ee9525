"""What lies deepest on the map: the rows, the bed of the canal, bone, and the heart at the edge."""

import itertools
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from assets.drawing.curves import Points, columns, ring
from assets.drawing.map.course import both_halves, oval, shape, traced
from assets.drawing.picture import Picture

_EDGE = 684.0
_FORAMEN = 17.0
"""Room for a vein above and below its middle."""


def draw_grounds(picture: Picture, table: Mapping[str, Any]) -> None:
    """Tint the rows, and in them the bed of the canal and the row of pedicles between the foramina."""
    for i, (top, bottom) in enumerate(table["rows"].values()):
        corners = [[0, top], [_EDGE, top], [_EDGE, bottom], [-_EDGE, bottom], [-_EDGE, top], [0, top]]
        picture.fill("rows", shape(corners, 26), "ruler-b" if i % 2 else "ruler-a", alpha=0.75)
    outlines = table["outline"]
    picture.fill("bed", both_halves(traced(outlines["canal"])), "fat-bed", alpha=0.7)
    _skull(picture)
    _pedicles(picture, table["pedicles"])
    picture.fill("bone", both_halves(traced(outlines["sacrum"])), "bone", edge="bone-edge", width=1.4)
    canal = traced(outlines["sacral_canal"])
    picture.fill("bone", both_halves(canal), "bone-core")
    picture.fill("bone", both_halves(canal * [0.97, 1.0]), "fat-bed")
    _vertebra(picture, both_halves(traced(outlines["vertebra"])) + np.array([30.0, 0.0]))


def _skull(picture: Picture) -> None:
    """The rim of the foramen magnum, through which the cord comes down."""
    rim = oval((0, 351), 288, 58)
    rim = np.vstack([rim, rim[:1]])
    for width, role in ((52.0, "bone-edge"), (49.4, "bone"), (22.0, "bone-core")):
        picture.stroke("bone", rim, role, width)
    picture.hit("bone", ring(oval((0, 351), 313, 83), oval((0, 351), 263, 33)), "foramen-magnum")


def _pedicles(picture: Picture, table: Mapping[str, Any]) -> None:
    """Sawn pedicles, about as high as they are apart; the veins leave between them."""
    borders = [table["first"] - _FORAMEN, *table["foramina"], table["last"]]
    for above, below in itertools.pairwise(borders):
        top, bottom = above + _FORAMEN, below - _FORAMEN
        count = max(round((bottom - top) / 110), 1)
        step = (bottom - top) / count
        if bottom - top < 20:
            continue
        for k in range(count):
            for sign in (-1.0, 1.0):
                _block(picture, sign * table["x"], top + k * step + 4, top + (k + 1) * step - 4)


def _block(picture: Picture, x: float, top: float, bottom: float) -> None:
    high, middle = (bottom - top) / 2, (top + bottom) / 2
    picture.fill("bone", _rounded_block(x, middle, 24.0, high), "bone", edge="bone-edge", width=1.2)
    picture.fill("bone", _rounded_block(x, middle, 17.0, high - 6), "bone-core")


def _rounded_block(x: float, y: float, wide: float, high: float) -> Points:
    angle = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    across, along = np.cos(angle), np.sin(angle)
    return columns(
        x + wide * np.sign(across) * np.abs(across) ** 0.5, y + high * np.sign(along) * np.abs(along) ** 0.5
    )


def _vertebra(picture: Picture, body: Points) -> None:
    """A vertebral body seen from behind: its veins leave in the middle."""
    picture.fill("bone", body, "bone", edge="bone-edge", width=1.6, region="vertebral-column")
    middle = body.mean(axis=0)
    picture.fill("bone", (body - middle) * [0.9, 0.88] + middle, "bone-core", alpha=0.7)


def draw_heart_wall(picture: Picture, table: Mapping[str, Any]) -> None:
    """The wall of the right atrium, behind the mouths of the great veins."""
    rim, place = traced(table["outline"]["atrium"]), np.array(table["heart"])
    for grow, alpha in ((1.18, 0.08), (1.13, 0.10)):
        picture.fill("heart", rim * grow + place + np.array([1.5, 4.0]), "shadow", alpha=alpha)
    picture.fill("heart", rim * 1.08 + place, "grey", edge="grey-edge", width=1.6)


def draw_heart(picture: Picture, table: Mapping[str, Any]) -> None:
    """The lumen of the right atrium, into which the great veins open."""
    rim, place = traced(table["outline"]["atrium"]), np.array(table["heart"])
    picture.fill("chamber", rim * 0.92 + place, "epi", region="right-atrium")
    for scale in np.linspace(0.84, 0.2, 12):
        picture.fill("chamber", rim * scale + _lit(place, float(scale)), "epi-light", alpha=0.05)


def _lit(place: Points, scale: float) -> Sequence[float]:
    """Move the middle of a sheet of light towards where the light comes from."""
    return [float(place[0]) - 9 * (1 - scale), float(place[1]) - 14 * (1 - scale)]

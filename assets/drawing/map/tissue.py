"""What the map's veins lie in: the grounds of the rows, bone, dura and the cord cut across, the heart."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from assets.drawing.curves import Points, columns, monotone, ring, spline
from assets.drawing.map.course import oval, rounded
from assets.drawing.picture import Picture

CORD = ((200.0, 150.0), (330.0, 112.0), (420.0, 110.0), (520.0, 138.0), (700.0, 164.0), (900.0, 182.0),
        (1020.0, 186.0))  # fmt: skip
"""Half-width of the back of the cord by height."""
FACE, FACE_WIDE, FACE_HIGH = (0.0, 1020.0), 186.0, 138.0
_DURA = ((404.0, 196.0), (470.0, 236.0), (640.0, 258.0), (1080.0, 266.0), (1240.0, 250.0), (1340.0, 206.0),
         (1410.0, 130.0), (1450.0, 58.0), (1480.0, 30.0))  # fmt: skip
_SIDES = (("right", 1.0), ("left", -1.0))
_TAIL = ((0.0, 1440.0), (-8.0, 1480.0), (-150.0, 1572.0), (-150.0, 1880.0), (-168.0, 1912.0))
_PEDICLES = (438, 492, 590, 650, 748, 768, 866, 904, 1006, 1036, 1136, 1154, 1256, 1400, 1504, 1576, 1680, 1654,
             1758, 1740, 1844, 1816, 1900)  # fmt: skip
_FORAMINA = (540, 700, 815, 955, 1085, 1205, 1452, 1628, 1706, 1792, 1868)


def draw_grounds(picture: Picture, table: Mapping[str, Any]) -> None:
    """Tint the rows, and in them the bed of the canal and the row of pedicles between the foramina."""
    for i, (top, bottom) in enumerate(table["rows"].values()):
        box = np.array([[-664, top], [664, top], [664, bottom], [-664, bottom], [-664, top]], float)
        band = rounded(np.vstack([[0, top], box[1:4], box[:1], [0, top]]), 26)
        picture.fill("rows", band, "ruler-b" if i % 2 else "ruler-a", alpha=0.75)
    _canal(picture)
    _skull(picture)
    _pedicles(picture)
    _sacrum(picture)
    _vertebra(picture)


def _canal(picture: Picture) -> None:
    """The fat in which the plexus lies, from the foramen magnum to the sacral hiatus."""
    edge = np.array([[236, 398], [404, 440], [410, 1940], [236, 2236], [120, 2290]], float)
    right = rounded(edge, 60)
    picture.fill("bed", np.vstack([right, (right * [-1, 1])[::-1]]), "fat-bed", region="epidural-space")


def _skull(picture: Picture) -> None:
    """The rim of the foramen magnum."""
    rim = ring(oval((0, 351), 322, 76), oval((0, 351), 252, 38))
    picture.fill("bone", rim, "bone", edge="bone-edge", width=1.4, region="foramen-magnum")
    picture.fill("bone", ring(oval((0, 351), 306, 66), oval((0, 351), 268, 45)), "bone-core")


def _pedicles(picture: Picture) -> None:
    borders = [452, *_FORAMINA, 1938]
    for _, sign in _SIDES:
        for above, below in zip(borders, borders[1:], strict=False):
            top, bottom = above + 17, below - 17
            if above == 452:
                top = 452
            if bottom - top < 20:
                continue
            count = max(round((bottom - top) / 110), 1)
            step = (bottom - top) / count
            for k in range(count):
                _block(picture, sign * 440.0, top + k * step + 4, top + (k + 1) * step - 4)


def _block(picture: Picture, x: float, top: float, bottom: float) -> None:
    """One sawn pedicle: rim and core."""
    high, middle = (bottom - top) / 2, (top + bottom) / 2
    for wide, tall, role in ((24.0, high, "bone"), (17.0, high - 6, "bone-core")):
        angle = np.linspace(0, 2 * np.pi, 40, endpoint=False)
        power = 0.5
        rim = columns(
            x + wide * np.sign(np.cos(angle)) * np.abs(np.cos(angle)) ** power,
            middle + tall * np.sign(np.sin(angle)) * np.abs(np.sin(angle)) ** power,
        )
        edge = "bone-edge" if role == "bone" else ""
        picture.fill("bone", rim, role, edge=edge, width=1.2 if edge else 0.0)


def _sacrum(picture: Picture) -> None:
    right = rounded(
        np.array([[0, 1934], [300, 1936], [392, 1972], [360, 2090], [240, 2236], [90, 2300], [0, 2302]], float), 50
    )
    shape = np.vstack([right, (right * [-1, 1])[::-1]])
    picture.fill("bone", shape, "bone", edge="bone-edge", width=1.4)
    canal = rounded(
        np.array([[0, 1930], [392, 1930], [384, 1984], [206, 2236], [120, 2292], [0, 2296]], float), 60
    )
    canal = canal * [0.985, 1.0]
    picture.fill("bone", np.vstack([canal, (canal * [-1, 1])[::-1]]), "fat-bed")


def _vertebra(picture: Picture) -> None:
    """A vertebral body seen from behind: its veins leave in the middle."""
    right = rounded(np.array([[30, 1634], [140, 1628], [158, 1650], [146, 1726], [158, 1798], [140, 1818], [30, 1812]],
                             float), 26)  # fmt: skip
    left = right * [-1, 1] + [60, 0]
    shape = np.vstack([right, left[::-1]])
    picture.fill("bone", shape, "bone", edge="bone-edge", width=1.6, region="vertebral-column")
    picture.fill("bone", (shape - [30, 1723]) * [0.9, 0.88] + [30, 1723], "bone-core", alpha=0.7)


def draw_dura(picture: Picture) -> None:
    """The sac, opened from behind, and its closed tail round the filum."""
    dura = monotone(_DURA)
    y = np.linspace(_DURA[0][0], _DURA[-1][0], 120)
    outer = columns(dura(y), y)
    inner = columns(np.maximum(dura(y) - np.interp(y, [404, 470, 1340, 1480], [10, 22, 22, 10]), 2), y)
    for wide, alpha in ((7, 0.08), (4, 0.10)):
        for _, sign in _SIDES:
            picture.fill("dura", (ring(outer + [wide, 2], outer)) * [sign, 1], "shadow", alpha=alpha)
    tail = rounded(np.array(_TAIL), 50)
    for wide, role in ((27.0, "dura-edge"), (25.4, "dura"), (14.0, "dura-light")):
        alpha = 0.45 if role == "dura-light" else 1.0
        picture.stroke("dura", tail, role, 2 * wide, alpha=alpha)
    picture.fill("csf", np.vstack([inner, (inner * [-1, 1])[::-1]]), "csf")
    for share, alpha in ((0.99, 0.10), (0.965, 0.10), (0.93, 0.09)):
        for _, sign in _SIDES:
            picture.fill("csf", ring(inner, inner * [share, 1]) * [sign, 1], "csf-shade", alpha=alpha * 2)
    for side, sign in _SIDES:
        strip = ring(outer, inner) * [sign, 1]
        picture.fill("flaps", strip, "dura", edge="dura-edge", width=1.3, region=f"dura-mater.{side}")
        light = ring(inner + [3, 0], inner + [8, 0]) * [sign, 1]
        picture.fill("flaps", light, "dura-light", alpha=0.8)


def draw_cord(picture: Picture) -> None:
    """The cord: its back above, the cut in the middle, its front folded down below."""
    cord = monotone(CORD)
    y = np.linspace(CORD[0][0], FACE[1], 100)
    right = columns(cord(y), y)
    _slab(picture, right, "spinal-cord")
    low = rounded(
        np.array([[186, 1020], [184, 1090], [150, 1200], [92, 1290], [36, 1360], [9, 1420], [5, 1470]], float), 90
    )
    _slab(picture, low, "")
    for wide, alpha in ((13.0, 0.12), (7.0, 0.16)):
        picture.stroke("cord", columns(0.0, np.linspace(236, 876, 40)), "sulcus", wide, alpha=alpha)
        picture.stroke("cord", columns(0.0, np.linspace(1162, 1380, 20)), "sulcus", wide * 1.2, alpha=alpha)
    _face(picture)


def _slab(picture: Picture, right: Points, region: str) -> None:
    shape = np.vstack([right, (right * [-1, 1])[::-1]])
    picture.fill("cord", shape, "cord", edge="cord-edge", width=1.6, region=region)
    for share in (0.975, 0.93, 0.86, 0.76):
        for _, sign in _SIDES:
            picture.fill("cord", ring(right, right * [share, 1]) * [sign, 1], "cord-shade", alpha=0.115)
    for share in (0.6, 0.44, 0.28):
        part = right * [share, 1]
        picture.fill("cord", np.vstack([part, (part * [-1, 1])[::-1]]), "cord-light", alpha=0.13)


def _face(picture: Picture) -> None:
    """The cut: pia, white matter, the grey butterfly, columns and horns that can be pointed at."""
    x, y = FACE
    for grow, alpha in ((9, 0.10), (5, 0.12)):
        picture.fill("cord", oval((x + 1, y + 4), FACE_WIDE + grow, FACE_HIGH + grow), "shadow", alpha=alpha)
    picture.fill("cord", oval(FACE, FACE_WIDE + 5, FACE_HIGH + 5), "pia", edge="pia-edge", width=1.2,
                 region="pia-mater")  # fmt: skip
    peel = rounded(np.array([[166, 1084], [196, 1074], [222, 1104], [206, 1128], [170, 1126], [150, 1112], [166, 1084]],
                            float), 16)  # fmt: skip
    for _, sign in _SIDES:
        picture.fill("cord", peel * [sign, 1], "pia", edge="pia-edge", width=1.2, region="pia-mater")
    picture.fill("cord", oval(FACE, FACE_WIDE, FACE_HIGH), "cord", edge="cord-edge", width=1.4)
    picture.fill("cord", oval(FACE, FACE_WIDE * 0.8, FACE_HIGH * 0.8), "cord-light", alpha=0.22)
    column = spline(np.array([[7, 888], [48, 896], [70, 912], [66, 940], [40, 986], [9, 1002], [6, 950], [7, 888]], float), 8)
    dorsal = spline(np.array([[40, 996], [62, 962], [88, 928], [100, 922], [106, 934], [98, 966], [78, 1004],
                              [66, 1022], [44, 1016], [40, 996]], float), 8)  # fmt: skip
    ventral = spline(np.array([[48, 1018], [72, 1022], [100, 1044], [104, 1074], [84, 1092], [56, 1082], [40, 1052],
                               [38, 1030], [48, 1018]], float), 8)  # fmt: skip
    bridge = np.array([[-52, 1006], [52, 1006], [46, 1040], [-46, 1040]], float)
    picture.fill("grey", bridge, "grey")
    for side, sign in _SIDES:
        picture.fill("grey", column * [sign, 1], "cord-light", alpha=0.35, region=f"dorsal-columns.{side}")
        picture.fill("grey", ventral * [sign, 1], "grey", edge="grey-edge", width=1.3, region=f"ventral-horn.{side}")
        picture.fill("grey", dorsal * [sign, 1], "grey", edge="grey-edge", width=1.3, region=f"dorsal-horn.{side}")
        for shape in (dorsal, ventral):
            middle = shape.mean(axis=0)
            picture.fill("grey", ((shape - middle) * 0.6 + middle) * [sign, 1], "grey-light", alpha=0.45)
    picture.fill("grey", bridge * [0.96, 1.0] + [0, 0], "grey")
    picture.stroke("grey", columns(0.0, np.linspace(888, 1004, 12)), "sulcus", 2.0, alpha=0.5)
    picture.stroke("grey", columns(0.0, np.linspace(1050, 1156, 12)), "sulcus", 7.0, alpha=0.35)


def draw_heart_wall(picture: Picture, centre: Sequence[float]) -> None:
    """The wall of the right atrium, behind the mouths of the great veins."""
    picture.fill("heart", _chamber(centre, 1.13) + [1.5, 4], "shadow", alpha=0.12)
    picture.fill("heart", _chamber(centre, 1.08), "grey", edge="grey-edge", width=1.6)


def draw_heart(picture: Picture, centre: Sequence[float]) -> None:
    """The lumen of the right atrium, into which the great veins open."""
    picture.fill("chamber", _chamber(centre, 0.92), "epi", region="right-atrium")
    for scale, alpha in ((0.86, 0.10), (0.74, 0.12), (0.6, 0.14), (0.44, 0.16), (0.28, 0.16)):
        picture.fill("chamber", _chamber((centre[0] - 6, centre[1] - 6), scale * 0.94), "epi-light", alpha=alpha)


def _chamber(centre: Sequence[float], scale: float) -> Points:
    rim = np.array([[-6, -74], [26, -70], [54, -44], [62, 0], [52, 46], [24, 70], [-8, 74], [-40, 58], [-58, 24],
                    [-62, -14], [-50, -52], [-28, -72], [-6, -74]], float)  # fmt: skip
    return spline(rim * scale + np.array(centre), 8)

"""What the map's veins lie in: the grounds of the rows, bone, dura and the cord cut across, the heart."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from assets.drawing.curves import Points, columns, even_steps, monotone, ring, spline
from assets.drawing.map.course import oval, shape
from assets.drawing.picture import Picture
from assets.drawing.tube import outline

CORD = ((248.0, 108.0), (300.0, 94.0), (420.0, 104.0), (520.0, 134.0), (700.0, 164.0), (900.0, 182.0),
        (1020.0, 186.0))  # fmt: skip
"""Half-width of the back of the cord by height."""
FACE, FACE_WIDE, FACE_HIGH = (0.0, 1020.0), 186.0, 138.0
_DURA = ((404.0, 196.0), (470.0, 236.0), (640.0, 258.0), (1080.0, 266.0), (1240.0, 250.0), (1340.0, 206.0),
         (1410.0, 130.0), (1450.0, 58.0), (1480.0, 30.0))  # fmt: skip
_SIDES = (("right", 1.0), ("left", -1.0))
_TAIL = ((0.0, 1452.0), (-12.0, 1500.0), (-150.0, 1582.0), (-150.0, 1850.0), (-164.0, 1880.0))
_FORAMINA = (520, 700, 815, 955, 1085, 1205, 1452, 1628, 1706, 1792, 1868)


def draw_grounds(picture: Picture, table: Mapping[str, Any]) -> None:
    """Tint the rows, and in them the bed of the canal and the row of pedicles between the foramina."""
    for i, (top, bottom) in enumerate(table["rows"].values()):
        box = np.array([[-684, top], [684, top], [684, bottom], [-684, bottom]], float)
        band = shape(np.vstack([[0, top], box[1:4], box[:1], [0, top]]), 26)
        picture.fill("rows", band, "ruler-b" if i % 2 else "ruler-a", alpha=0.75)
    _canal(picture)
    _skull(picture)
    _pedicles(picture)
    _sacrum(picture)
    _vertebra(picture)


def _canal(picture: Picture) -> None:
    """The fat in which the plexus lies, from the foramen magnum to the sacral hiatus."""
    edge = np.array([[236, 398], [404, 440], [410, 1940], [236, 2236], [120, 2290]], float)
    right = shape(edge, 60)
    picture.fill("bed", np.vstack([right, (right * [-1, 1])[::-1]]), "fat-bed", alpha=0.7)


def _skull(picture: Picture) -> None:
    """The rim of the foramen magnum."""
    rim = oval((0, 351), 288, 58)
    rim = np.vstack([rim, rim[:1]])
    for width, role in ((52.0, "bone-edge"), (49.4, "bone"), (22.0, "bone-core")):
        picture.stroke("bone", rim, role, width)
    picture.hit("bone", ring(oval((0, 351), 313, 83), oval((0, 351), 263, 33)), "foramen-magnum")


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
                _block(picture, sign * 438.0, top + k * step + 4, top + (k + 1) * step - 4)


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
    """The sacrum from behind, its canal opened."""
    bone = [[0, 1934], [300, 1936], [388, 1968], [372, 2090], [262, 2236], [110, 2296], [0, 2298]]
    _both(picture, shape(bone, 50), "bone", "bone-edge")
    canal = [[0, 1930], [372, 1930], [352, 1990], [196, 2210], [120, 2272], [0, 2276]]
    _both(picture, shape(canal, 60), "bone-core", "")
    _both(picture, shape(canal, 60) * [0.97, 1.0], "fat-bed", "")


def _both(picture: Picture, right: Points, role: str, edge: str) -> None:
    whole = np.vstack([right, (right * [-1, 1])[::-1]])
    picture.fill("bone", whole, role, edge=edge, width=1.4 if edge else 0.0)


def _vertebra(picture: Picture) -> None:
    """A vertebral body seen from behind: its veins leave in the middle."""
    right = shape(np.array([[30, 1634], [140, 1628], [158, 1650], [146, 1726], [158, 1798], [140, 1818], [30, 1812]],
                             float), 26)  # fmt: skip
    left = right * [-1, 1] + [60, 0]
    body = np.vstack([right, left[::-1]])
    picture.fill("bone", body, "bone", edge="bone-edge", width=1.6, region="vertebral-column")
    picture.fill("bone", (body - [30, 1723]) * [0.9, 0.88] + [30, 1723], "bone-core", alpha=0.7)


def draw_dura(picture: Picture) -> None:
    """The sac, opened from behind, and its closed tail round the filum."""
    dura = monotone(_DURA)
    y = np.linspace(_DURA[0][0], _DURA[-1][0], 120)
    outer = columns(dura(y), y)
    inner = columns(np.maximum(dura(y) - np.interp(y, [404, 470, 1340, 1440], [10, 22, 22, 70]), 0), y)
    for wide, alpha in ((7, 0.08), (4, 0.10)):
        for _, sign in _SIDES:
            picture.fill("dura", (ring(outer + [wide, 2], outer)) * [sign, 1], "shadow", alpha=alpha)
    picture.fill("csf", np.vstack([inner, (inner * [-1, 1])[::-1]]), "csf")
    picture.hit("csf", np.vstack([inner, (inner * [-1, 1])[::-1]]), "subarachnoid-space")
    for share, alpha in ((0.99, 0.10), (0.965, 0.10), (0.93, 0.09)):
        for _, sign in _SIDES:
            picture.fill("csf", ring(inner, inner * [share, 1]) * [sign, 1], "csf-shade", alpha=alpha * 2)
    for side, sign in _SIDES:
        strip = ring(outer, inner) * [sign, 1]
        picture.fill("flaps", strip, "dura", edge="dura-edge", width=1.3, region=f"dura-mater.{side}")
        light = ring(inner + [3, 0], inner + [8, 0]) * [sign, 1]
        picture.fill("flaps", light, "dura-light", alpha=0.8)
    _tail(picture)


def _tail(picture: Picture) -> None:
    """The closed end of the sac, round the vein of the filum."""
    tail = shape(_TAIL, 50)
    for wide, role in ((27.0, "dura-edge"), (25.4, "dura"), (14.0, "dura-light")):
        alpha = 0.45 if role == "dura-light" else 1.0
        picture.stroke("flaps", tail, role, 2 * wide, alpha=alpha)
    picture.hit("flaps", outline(tail, np.full(len(tail), 26.0)), "dura-mater")


def draw_cord(picture: Picture) -> None:
    """The cord: its back above, the cut in the middle, its front folded down below."""
    cord = monotone(CORD)
    for top, alpha in zip(np.linspace(CORD[0][0], 296, 12), even_steps(12), strict=True):
        y = np.linspace(top, 300, 12)
        right = columns(cord(y), y)
        picture.fill("cord", np.vstack([right, (right * [-1, 1])[::-1]]), "cord", alpha=alpha)
    y = np.linspace(298, FACE[1], 100)
    right = columns(cord(y), y)
    _slab(picture, right, "spinal-cord")
    low = shape([[186, 1020], [184, 1090], [150, 1200], [92, 1290], [36, 1360], [9, 1420], [5, 1450]], 90)
    _slab(picture, low, "spinal-cord")
    for wide, alpha in ((13.0, 0.12), (7.0, 0.16)):
        picture.stroke("cord", columns(0.0, np.linspace(300, 876, 40)), "sulcus", wide, alpha=alpha)
        picture.stroke("cord", columns(0.0, np.linspace(1162, 1380, 20)), "sulcus", wide * 1.2, alpha=alpha)
    _face(picture)


def _slab(picture: Picture, right: Points, region: str) -> None:
    slab = np.vstack([right, (right * [-1, 1])[::-1]])
    picture.fill("cord", slab, "cord", region=region)
    for _, sign in _SIDES:
        picture.stroke("cord", right * [sign, 1], "cord-edge", 1.8)
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
    pia = ring(oval(FACE, FACE_WIDE + 5, FACE_HIGH + 5), oval(FACE, FACE_WIDE - 1, FACE_HIGH - 1))
    picture.fill("cord", oval(FACE, FACE_WIDE + 5, FACE_HIGH + 5), "pia", edge="pia-edge", width=1.2)
    picture.hit("cord", pia, "pia-mater")
    peel = shape(np.array([[166, 1084], [196, 1074], [222, 1104], [206, 1128], [170, 1126], [150, 1112], [166, 1084]],
                            float), 16)  # fmt: skip
    for _, sign in _SIDES:
        picture.fill("cord", peel * [sign, 1], "pia", edge="pia-edge", width=1.2, region="pia-mater")
    face = oval(FACE, FACE_WIDE, FACE_HIGH)
    picture.fill("cord", face, "cord", edge="cord-edge", width=1.4, region="spinal-cord")
    picture.fill("cord", oval(FACE, FACE_WIDE * 0.8, FACE_HIGH * 0.8), "cord-light", alpha=0.22)
    column = spline(
        np.array(
            [[7, 888], [48, 896], [70, 912], [66, 940], [40, 986], [9, 1002], [6, 950], [7, 888]], float
        ),
        8,
    )
    dorsal = spline(np.array([[40, 996], [62, 962], [88, 928], [100, 922], [106, 934], [98, 966], [78, 1004],
                              [66, 1022], [44, 1016], [40, 996]], float), 8)  # fmt: skip
    ventral = spline(np.array([[48, 1018], [72, 1022], [100, 1044], [104, 1074], [84, 1092], [56, 1082], [40, 1052],
                               [38, 1030], [48, 1018]], float), 8)  # fmt: skip
    bridge = np.array([[-52, 1006], [52, 1006], [46, 1040], [-46, 1040]], float)
    picture.fill("grey", bridge, "grey")
    for side, sign in _SIDES:
        picture.fill("grey", column * [sign, 1], "cord-light", alpha=0.35, region=f"dorsal-columns.{side}")
        picture.fill(
            "grey", ventral * [sign, 1], "grey", edge="grey-edge", width=1.3, region=f"ventral-horn.{side}"
        )
        picture.fill(
            "grey", dorsal * [sign, 1], "grey", edge="grey-edge", width=1.3, region=f"dorsal-horn.{side}"
        )
        for horn in (dorsal, ventral):
            middle = horn.mean(axis=0)
            picture.fill("grey", ((horn - middle) * 0.6 + middle) * [sign, 1], "grey-light", alpha=0.45)
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
    for scale in np.linspace(0.84, 0.2, 12):
        middle = (centre[0] - 9 * (1 - scale), centre[1] - 14 * (1 - scale))
        picture.fill("chamber", _chamber(middle, float(scale)), "epi-light", alpha=0.05)


def _chamber(centre: Sequence[float], scale: float) -> Points:
    rim = np.array([[-6, -74], [26, -70], [54, -44], [62, 0], [52, 46], [24, 70], [-8, 74], [-40, 58], [-58, 24],
                    [-62, -14], [-50, -52], [-28, -72], [-6, -74]], float)  # fmt: skip
    return spline(rim * scale + np.array(centre), 8)

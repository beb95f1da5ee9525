"""The vertebra: what the cut meets of it, and what is seen beyond; the ligamenta flava and the foramina."""

import numpy as np

from assets.drawing.curves import Points, ellipse, normals, random_for, resample, rows, spline, to_side
from assets.drawing.picture import Picture
from assets.drawing.section.cut import SCALE, SIDES, Cut, at, spot
from assets.drawing.section.shapes import blob, scattered
from assets.drawing.tube import outline

_RIM = 0.23
"""Half the thickness of compact bone, in mm."""


def draw_vertebra(picture: Picture, cut: Cut) -> None:
    """Draw the far parts, the body and the arch, each with its rim of compact bone."""
    for side, sign in SIDES:
        _beyond(picture, cut, sign, side)
    for name, region, pores in (("body", "vertebral-column", 620), ("arch", "lamina-and-flavum", 330)):
        shape = cut.both(name)
        picture.fill("bone", shape + np.array([2.5, 6]), "shadow", alpha=0.12)
        edge = 2 * _RIM * SCALE
        picture.fill("bone", shape, "bone", edge="bone-edge", width=edge + 4.4)
        picture.fill("bone", shape, "bone-core", edge="bone", width=edge, region=region)
        _pores(picture, cut, shape, name, pores)
    _flavum(picture, cut)


def draw_foramina(picture: Picture, cut: Cut) -> None:
    """Draw the beds of fat in which the nerves leave, under the nearer bone."""
    for side, sign in SIDES:
        shape = cut.outline("foramen", sign)
        middle = shape.mean(axis=0)
        for size, alpha in ((1.0, 0.35), (0.95, 0.45), (0.88, 0.85)):
            region = f"intervertebral-foramen.{side}" if size < 0.9 else ""
            picture.fill("foramina", middle + (shape - middle) * size, "fat-bed", alpha=alpha, region=region)


def _beyond(picture: Picture, cut: Cut, sign: int, side: str) -> None:
    """The pedicle and the transverse process, whose surface is seen, not cut."""
    shape = cut.outline("beyond", sign)
    picture.fill("beyond", shape, "bone", edge="bone-edge", width=3.0, region=f"vertebral-column.{side}")
    middle = shape.mean(axis=0)
    for size, alpha in ((0.93, 0.28), (0.84, 0.30), (0.72, 0.32)):
        picture.fill("beyond", middle + (shape - middle) * size, "bone-core", alpha=alpha)
    source = random_for("beyond", cut.level)
    places = scattered(cut.outline("beyond"), 26, 22, source)
    ends = places + np.array([[source.uniform(18, 46), source.uniform(-18, 18)] for _ in places])
    lines = [to_side(np.vstack(pair), sign) for pair in zip(places, ends, strict=True)]
    picture.stroke("beyond", lines, "bone-pore", 1.1, alpha=0.7, shown_from=0.8)
    if "transverse_foramen" in cut.table:
        _transverse_foramen(picture, cut, sign)


def _transverse_foramen(picture: Picture, cut: Cut, sign: int) -> None:
    """The hole beside a cervical body; of what passes through it only the fat is shown."""
    source = random_for("transverse foramen", cut.level)
    x, y, wide, high = cut.table["transverse_foramen"]
    hole = to_side(at(ellipse(x, y, wide, high, 30)), sign)
    picture.fill("beyond", hole, "bone-edge", edge="bone-edge", width=3.0)
    picture.fill("beyond", hole + np.array([1.5, 4.0]) * 0.9, "fat-bed")
    lobes = []
    for across, along in ((-0.7, 0.5), (0.6, 0.7), (0.0, -0.1), (-0.8, -0.8), (0.75, -0.75)):
        centre = spot(x + 0.55 * wide * across, y + 0.5 * high * along, sign)
        lobes.append(blob(float(centre[0]), float(centre[1]), 0.36 * SCALE, source, 16))
    picture.fill("beyond", lobes, "fat", edge="fat-edge", width=1.6)
    picture.stroke("beyond", np.vstack([hole, hole[:1]]), "bone-edge", 2.4)


def _pores(picture: Picture, cut: Cut, shape: Points, name: str, count: int) -> None:
    """Scatter the meshes of spongy bone, larger towards the middle."""
    source = random_for("pores", cut.level, name)
    places = scattered(shape, count, _RIM * SCALE + 5, source)
    middle = np.array([0.0, float(places[:, 1].mean())])
    for part, width, shown_from in (
        (slice(0, None, 3), 4.6, 0.25),
        (slice(1, None, 3), 3.0, 0.35),
        (slice(2, None, 3), 1.9, 0.6),
    ):
        slits = []
        for place in places[part]:
            way = (place - middle) / max(float(np.hypot(*(place - middle))), 1e-6)
            turned = way + np.array([source.uniform(-0.5, 0.5), source.uniform(-0.5, 0.5)])
            slits.append(np.vstack([place, place + turned * source.uniform(0.5, 5.5)]))
        picture.stroke("bone", slits, "bone-pore", width, alpha=0.75, shown_from=shown_from)


def _flavum(picture: Picture, cut: Cut) -> None:
    """The yellow ligament that lines the arch, and the cleft of the joint beside it."""
    line = at(spline(rows(cut.table["flavum"]), 10))
    joint = at(spline(rows(cut.table["joint"]), 8))
    for _, sign in SIDES:
        side = resample(to_side(line, sign), 4)
        share = np.linspace(0, 1, len(side))
        thick = (
            cut.size("flavum_thick")
            * SCALE
            * np.interp(share, [0, 0.12, 0.55, 0.85, 1], [0.6, 0.85, 1.0, 0.7, 0.3])
        )
        body = outline(side, thick)
        picture.fill("flavum", body, "ganglion", edge="ganglion-edge", width=2.4, region="lamina-and-flavum")
        across = normals(side) * thick[:, None]
        fibres = [(side + across * part)[3:-6] for part in (-0.55, -0.15, 0.25, 0.6)]
        picture.stroke("flavum", fibres, "ganglion-light", 1.3, alpha=0.6, shown_from=0.5)
        picture.stroke("flavum", to_side(joint, sign), "bone-edge", 5.4)
        picture.stroke("flavum", to_side(joint, sign), "csf", 2.6)

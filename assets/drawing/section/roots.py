"""Rootlets, roots, ganglion and the beginning of the nerve."""

import math

import numpy as np

from assets.drawing.curves import Points, ellipse, lengths, normals, rows, spline, to_side
from assets.drawing.picture import Picture
from assets.drawing.section.cut import SCALE, SIDES, Cut, at
from assets.drawing.section.sac import sleeve_end
from assets.drawing.tube import outline

_STRANDS = (-2, -1, 0, 1, 2)


def draw_nerves(picture: Picture, cut: Cut) -> None:
    """Draw the nerve in the foramen, deep to the sleeve."""
    x, y = cut.place("ganglion")
    out = 14.55
    course = rows([(x - 1.2, y - 0.1), (x, y - 0.2), (x + (out - x) * 0.5, y - 0.5), (out, y - 1.25)])
    for _, sign in SIDES:
        line = to_side(at(spline(course, 12)), sign)
        share = lengths(line) / lengths(line)[-1]
        radii = SCALE * np.interp(share, [0, 0.3, 0.6, 1], [0.3, 0.8, 0.66, 0.58])
        body = outline(line, radii, round_start=False, round_end=False)
        picture.fill("nerves", body + np.array([2, 4]), "shadow", alpha=0.14)
        picture.fill("nerves", body, "nerve", edge="root-edge", width=2.6)
        across = normals(line) * radii[:, None]
        lines = [line + across * share for share in (-0.6, -0.3, 0.05, 0.35, 0.62)]
        picture.stroke("nerves", lines, "root-line", 1.5, shown_from=0.3)
        end = line[-1]
        cut_end = end + ellipse(0, 0, 0.17 * SCALE, radii[-1], 18)
        picture.fill("nerves", cut_end, "root", edge="root-edge", width=2.0)


def draw_ganglia(picture: Picture, cut: Cut) -> None:
    """Draw the ganglia over the ends of the posterior roots that they belong to."""
    x, y = cut.place("ganglion")
    for side, sign in SIDES:
        knot = to_side(at(ellipse(x + 0.05, y + 0.16, 1.38, 0.78, 40)), sign)
        picture.fill("ganglia", knot + np.array([1.5, 4]), "shadow", alpha=0.14)
        picture.fill(
            "ganglia",
            knot,
            "ganglion",
            edge="ganglion-edge",
            width=2.6,
            region=f"dorsal-root-ganglion.{side}",
        )
        for wide, high, alpha in ((1.0, 0.46, 0.35), (0.62, 0.26, 0.5)):
            gleam = to_side(at(ellipse(x, y + 0.3, wide, high, 26)), sign) - np.array([4.0, 2.0])
            picture.fill("ganglia", gleam, "ganglion-light", alpha=alpha)


def draw_roots(picture: Picture, cut: Cut) -> None:
    """Draw the strands of both roots, from the cord into the sleeve."""
    for side, sign in SIDES:
        for front in (True, False):
            strands = [to_side(strand, sign) for strand in root_strands(cut, front)]
            near, far = ("ventral-root", "ventral-root") if front else ("dorsal-rootlets", "dorsal-root")
            width = 5.0 if front else 5.8
            picture.stroke(
                "roots",
                [strand[4:] + np.array([1.8, 4.5]) for strand in strands],
                "shadow",
                width,
                alpha=0.12,
            )
            split = len(strands[0]) * 11 // 20
            fine, thick = _bodies(strands, width / 2, split)
            picture.fill("roots", [*fine, *thick], "root-edge", edge="root-edge", width=2.6)
            picture.fill("roots", fine, "root", region=f"{near}.{side}")
            picture.fill("roots", thick, "root", region=f"{far}.{side}")
            picture.stroke(
                "roots",
                [s[5:] - np.array([0.5, 1.3]) for s in strands],
                "root-light",
                1.3,
                alpha=0.8,
                shown_from=0.4,
            )
            picture.stroke(
                "roots",
                [s[5:] + np.array([0.6, 1.5]) for s in strands],
                "root-line",
                1.0,
                alpha=0.7,
                shown_from=0.6,
            )


def _bodies(strands: list[Points], radius: float, split: int) -> tuple[list[Points], list[Points]]:
    """Return the outlines of the strands' near and far parts; at the cord they come to a point."""
    near, far = [], []
    for strand in strands:
        along = lengths(strand)
        radii = radius * np.interp(along, [0, 26, 60], [0.3, 0.75, 1.0])
        near.append(outline(strand[: split + 1], radii[: split + 1], round_end=False))
        far.append(outline(strand[split:], radii[split:], round_start=False))
    return near, far


def root_strands(cut: Cut, front: bool) -> list[Points]:
    """Return the strands of the right root, in plate units: a fan at the cord, a bundle in the sleeve."""
    x, y = cut.place("exit" if front else "entry")
    wide, middle = cut.dura[0], cut.place("ganglion")[1]
    tip = sleeve_end(cut) + (0.95 if front else 0.5)
    height = middle + (-0.46 if front else 0.22)
    bow = -0.42 if front else 0.42
    strands = []
    for k in _STRANDS:
        foot = _foot(cut, x - 0.04 + (0.11 if front else 0.045) * k, front)
        lift = -0.115 * k
        points = [
            foot,
            (x + (wide - x) * 0.30 + 0.06 * k, y + (height - y) * 0.16 + bow * 0.55 + lift * 1.4),
            (x + (wide - x) * 0.70, y + (height - y) * 0.66 + bow * 0.25 + lift),
            (wide + 0.15, height + lift * 0.95),
            (tip, height + lift * 0.8 + (0.16 if front else 0.0)),
        ]
        strands.append(at(spline(rows(points), 10)))
    return strands


def _foot(cut: Cut, x: float, front: bool) -> tuple[float, float]:
    """Return where a strand leaves the surface of the cord, a little within it."""
    a, b = cut.cord
    rise = b * math.sqrt(max(1 - (x / a) ** 2, 0)) - 0.16
    return x, -rise if front else rise

"""The middle of the map: the opened sac, and the cord cut across, its back above and its front below."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from assets.drawing.curves import Points, columns, even_steps, monotone, ring
from assets.drawing.map.course import both_halves, oval, traced
from assets.drawing.picture import Picture
from assets.drawing.tube import outline

_SIDES = (("right", 1.0), ("left", -1.0))
_FADED = 300.0
"""Height down to which the medulla fades in."""


def draw_dura(picture: Picture, table: Mapping[str, Any]) -> None:
    """The sac, opened from behind, and its closed tail round the filum."""
    halves = table["half_width"]
    dura = monotone(halves["dura"])
    y = np.linspace(halves["dura"][0][0], halves["dura"][-1][0], 120)
    outer = columns(dura(y), y)
    inner = columns(np.maximum(dura(y) - monotone(halves["dura_edge"])(y), 0), y)
    for wide, alpha in ((7.0, 0.08), (4.0, 0.10)):
        for _, sign in _SIDES:
            picture.fill("shade", ring(_moved(outer, wide), outer) * [sign, 1], "shadow", alpha=alpha)
    space = both_halves(inner)
    picture.fill("csf", space, "csf", region="subarachnoid-space")
    for share, alpha in ((0.99, 0.20), (0.965, 0.20), (0.93, 0.18)):
        for _, sign in _SIDES:
            picture.fill("csf", ring(inner, inner * [share, 1]) * [sign, 1], "csf-shade", alpha=alpha)
    for side, sign in _SIDES:
        strip, light = ring(outer, inner), ring(_moved(inner, 3), _moved(inner, 8))
        picture.fill(
            "dura", strip * [sign, 1], "dura", edge="dura-edge", width=1.3, region=f"dura-mater.{side}"
        )
        picture.fill("dura", light * [sign, 1], "dura-light", alpha=0.8)
    _tail(picture, traced(table["outline"]["sac_tail"]))


def _moved(line: Points, right: float) -> Points:
    moved: Points = line + np.array([right, 0.0])
    return moved


def _tail(picture: Picture, line: Points) -> None:
    sheath = outline(line, np.full(len(line), 26.0))
    picture.fill("dura", sheath, "dura", edge="dura-edge", width=1.6, region="dura-mater")
    picture.fill("dura", outline(line, np.full(len(line), 14.0)), "dura-light", alpha=0.45)


def draw_cord(picture: Picture, table: Mapping[str, Any]) -> None:
    """The cord: its back, which fades into the medulla above, its front, and the cut between them."""
    widths = table["half_width"]["cord"]
    cord = monotone(widths)
    for top, alpha in zip(np.linspace(widths[0][0], _FADED - 4, 12), even_steps(12), strict=True):
        y = np.linspace(top, _FADED, 12)
        picture.fill("cord", both_halves(columns(cord(y), y)), "cord", alpha=alpha)
    y = np.linspace(_FADED - 2, widths[-1][0], 100)
    _slab(picture, columns(cord(y), y))
    _slab(picture, traced(table["outline"]["cord_front"]))
    for wide, alpha in ((13.0, 0.12), (7.0, 0.16)):
        picture.stroke("cord", columns(0.0, np.linspace(_FADED, 876, 40)), "sulcus", wide, alpha=alpha)
        picture.stroke("cord", columns(0.0, np.linspace(1162, 1380, 20)), "sulcus", wide * 1.2, alpha=alpha)
    _cut(picture, table)
    _grey(picture, table["outline"])


def _slab(picture: Picture, right: Points) -> None:
    """One side of the cord's surface, rounded by bands of shade and light."""
    picture.fill("cord", both_halves(right), "cord", region="spinal-cord")
    for _, sign in _SIDES:
        picture.stroke("cord", right * [sign, 1], "cord-edge", 1.8)
        for share in (0.975, 0.93, 0.86, 0.76):
            picture.fill("cord", ring(right, right * [share, 1]) * [sign, 1], "cord-shade", alpha=0.115)
    for share in (0.6, 0.44, 0.28):
        picture.fill("cord", both_halves(right * [share, 1]), "cord-light", alpha=0.13)


def _cut(picture: Picture, table: Mapping[str, Any]) -> None:
    """The cut surface with the pia round it, which is peeled off in two places."""
    middle, wide, high = table["cut"]["middle"], table["cut"]["wide"], table["cut"]["high"]
    for grow, alpha in ((9, 0.10), (5, 0.12)):
        shadow = oval((middle[0] + 1, middle[1] + 4), wide + grow, high + grow)
        picture.fill("cord", shadow, "shadow", alpha=alpha)
    picture.fill("cord", oval(middle, wide + 5, high + 5), "pia", edge="pia-edge", width=1.2)
    picture.hit("cord", ring(oval(middle, wide + 5, high + 5), oval(middle, wide - 1, high - 1)), "pia-mater")
    peeled = traced(table["outline"]["pia_peeled"])
    for _, sign in _SIDES:
        picture.fill("cord", peeled * [sign, 1], "pia", edge="pia-edge", width=1.2, region="pia-mater")
    face = oval(middle, wide, high)
    picture.fill("cord", face, "cord", edge="cord-edge", width=1.4, region="spinal-cord")
    picture.fill("cord", oval(middle, wide * 0.8, high * 0.8), "cord-light", alpha=0.22)


def _grey(picture: Picture, outlines: Mapping[str, Any]) -> None:
    """The grey butterfly, and the columns and horns that can be pointed at."""
    bridge = np.array([[-52, 1006], [52, 1006], [46, 1040], [-46, 1040]], float)
    for side, sign in _SIDES:
        column = traced(outlines["dorsal_columns"]) * [sign, 1]
        picture.fill("grey", column, "cord-light", alpha=0.35, region=f"dorsal-columns.{side}")
        for name in ("ventral-horn", "dorsal-horn"):
            horn = traced(outlines[name.replace("-", "_")]) * [sign, 1]
            middle = horn.mean(axis=0)
            picture.fill("grey", horn, "grey", edge="grey-edge", width=1.3, region=f"{name}.{side}")
            picture.fill("grey", (horn - middle) * 0.6 + middle, "grey-light", alpha=0.45)
    picture.fill("grey", bridge, "grey")
    picture.stroke("grey", columns(0.0, np.linspace(888, 1004, 12)), "sulcus", 2.0, alpha=0.5)
    picture.stroke("grey", columns(0.0, np.linspace(1050, 1156, 12)), "sulcus", 7.0, alpha=0.35)

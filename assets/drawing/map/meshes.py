"""Plexuses of the map: honeycombs of tubes, shaken, with round outer corners, and the pial net of the cord."""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from assets.drawing.curves import Points, bezier, random_for
from assets.drawing.picture import Mark, Picture

Node = tuple[int, int]


def draw_meshes(picture: Picture, table: Mapping[str, Any]) -> None:
    """Draw every plexus of the table; in its layer the meshes join the tubes that reach them."""
    for row in table["mesh"]:
        for side, sign in {"both": (("right", 1), ("left", -1)), "": (("", 1),)}[row.get("side", "")]:
            region = f"{row['id']}.{side}" if side else row["id"]
            lines = [line * [sign, 1.0] for line in _mesh(row["box"], *row["cells"], region)]
            mark = Mark(lines, "", "epi", 2 * row["r"], closed=False, region=region, tube=True)
            picture.items["epidural"].append(mark)


def _mesh(box: list[float], across: int, down: int, key: str) -> list[Points]:
    """Give the curves of a honeycomb that fills a box."""
    source = random_for("mesh", key, box)
    left, top, right, bottom = box
    wide, high = (right - left) / across, (bottom - top) / down
    nodes: dict[Node, Points] = {}
    for row in range(down + 1):
        for column in range(across + 1):
            lean = 0.2 if (row + column) % 2 == 0 else -0.2
            inside = abs(math.sin(math.pi * column / across)) ** 0.5 if 0 < row < down else 1.0
            squeeze = 0.12 * high * (1 - math.sin(math.pi * column / across)) * (1 if row < down / 2 else -1)
            x = left + wide * (column + source.uniform(-0.16, 0.16) * inside)
            y = top + high * (row + lean * (0.6 if row in (0, down) else 1.0) + source.uniform(-0.12, 0.12))
            nodes[row, column] = np.array([x, y + squeeze])
    pairs = [((row, column), (row, column + 1)) for row in range(down + 1) for column in range(across)]
    pairs += [
        ((row, column), (row + 1, column))
        for row in range(down)
        for column in range(across + 1)
        if (row + column) % 2 or column in (0, across)
    ]
    corners = {(row, column) for row in (0, down) for column in (0, across)}
    return [
        _edge(nodes[a], nodes[b], source.uniform(-0.16, 0.16))
        for a, b in pairs
        if not (corners & {a, b} and source.random() < 0.35)
    ]


def _edge(start: Points, end: Points, bow: float) -> Points:
    chord = end - start
    across = np.array([-chord[1], chord[0]]) * bow
    first, second = start + chord * 0.33 + across, end - chord * 0.33 + across
    return bezier(start.tolist(), first.tolist(), second.tolist(), end.tolist(), 8)


def draw_pial_net(picture: Picture, half_width: Mapping[float, float]) -> None:
    """Draw the net on the back of the cord, between the outer veins and the edge, and round the midline."""
    heights, halves = list(half_width), list(half_width.values())
    for side, sign in (("right", 1), ("left", -1)):
        lines = []
        for line in _mesh([0.04, 520.0, 0.96, 872.0], 6, 13, f"pial {side}"):
            wide = np.interp(line[:, 1], heights, halves)
            x = sign * wide * np.sin(line[:, 0] * math.pi / 2)
            lines.append(np.column_stack([x, line[:, 1]]))
        picture.stroke("net", lines, "net", 2.2, region=f"pial-venous-plexus.{side}")

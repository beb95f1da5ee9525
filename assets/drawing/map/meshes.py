"""Plexuses of the map: honeycombs of tubes, shaken, and the pial net on the back of the cord."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from assets.drawing.curves import Points, lengths, random_for, resample
from assets.drawing.map.course import rounded
from assets.drawing.net import Net, flows_through, joined
from assets.drawing.picture import Mark, Picture

_SHAKEN = 0.2
_OPENED = 0.16


def draw_meshes(picture: Picture, table: Mapping[str, Any]) -> None:
    """Draw every plexus of the table; in its layer the meshes join the tubes that reach them."""
    for row in table["mesh"]:
        for side, sign in {"both": (("right", 1), ("left", -1)), "": (("", 1),)}[row.get("side", "")]:
            region = f"{row['id']}.{side}" if side else row["id"]
            lines = [line * [sign, 1.0] for line in _lines(row, region)]
            mark = Mark(
                lines, "", "epi", 2 * row["r"], closed=False, region=region, tube=True,
                when=row.get("when", ""),
            )  # fmt: skip
            picture.items["epidural"].append(mark)


def _lines(row: Mapping[str, Any], region: str) -> list[Points]:
    """Give the curves of a plexus of the table: in a box, or in a strip along a line."""
    if "along" not in row:
        return _mesh(row["box"], row["cells"], region, row.get("sag", 0.0))
    line = resample(rounded(np.array(row["along"], float), 60.0), 3.0)
    along, half = lengths(line), row["wide"] / 2
    across, high = row["cells"]
    box = [-half, 0.0, half, float(along[-1])]
    ways = np.gradient(line, axis=0)
    ways /= np.hypot(*ways.T)[:, None]
    return [
        np.column_stack(
            [
                np.interp(mesh[:, 1], along, line[:, axis])
                + sign * mesh[:, 0] * np.interp(mesh[:, 1], along, ways[:, 1 - axis])
                for axis, sign in ((0, 1), (1, -1))
            ]
        )
        for mesh in _mesh(box, [across, round(along[-1] / high)], f"{region} {row['along'][0]}")
    ]


def _mesh(box: Sequence[float], cells: Sequence[int], key: str, sag: float = 0.0) -> list[Points]:
    """Give the curves of a honeycomb that fills a box; ``sag`` is how far its middle hangs down."""
    source = random_for("mesh", key, list(box))
    (left, top, right, bottom), (across, down) = box, cells
    wide, high = (right - left) / across, (bottom - top) / down
    net = Net()
    for row in range(down + 1):
        for column in range(across + 1):
            outer = row in (0, down)
            lean = (0.16 if outer else 0.26) * (1 if (row + column) % 2 == 0 else -1)
            x = left + wide * (column + source.uniform(-_SHAKEN, _SHAKEN))
            y = top + high * (row + lean + source.uniform(-_SHAKEN, _SHAKEN) * 0.6)
            arch = 1 - (2 * (x - left) / (right - left) - 1) ** 2
            narrow = 0.22 * (1 - arch) * (top + (bottom - top) / 2 - y)
            net.nodes[row, column] = (x, y + sag * arch + narrow)
            if column:
                net.edges.add(((row, column - 1), (row, column)))
            if row and ((row + column) % 2 == 0 or column in (0, across)):
                net.edges.add(((row - 1, column), (row, column)))
    degree = {node: len(others) for node, others in net.neighbours().items()}
    for edge in sorted(net.edges):
        if source.random() < _OPENED and min(degree[edge[0]], degree[edge[1]]) > 2:
            net.edges.remove(edge)
            for node in edge:
                degree[node] -= 1
    flows = {node: flows_through(net, node, others) for node, others in net.neighbours().items()}
    return [
        joined(
            np.array(net.nodes[a]), np.array(net.nodes[b]), flows[a].get(b), flows[b].get(a),
            source.uniform(-0.12, 0.12),
        )
        for a, b in sorted(net.edges)
    ]  # fmt: skip


def draw_pial_net(picture: Picture, half_width: Sequence[Sequence[float]]) -> None:
    """Draw the net on the back of the cord; its meshes narrow towards the edge, for the cord is round."""
    heights, halves = zip(*half_width, strict=True)
    for side, sign in (("right", 1), ("left", -1)):
        lines = []
        for line in _mesh([4.0, 526.0, 146.0, 874.0], [4, 9], f"pial {side}"):
            wide = np.interp(line[:, 1], heights, halves) - 2
            x = sign * wide * np.sin(np.clip(line[:, 0] / 150, 0, 0.98) * math.pi / 2)
            lines.append(np.column_stack([x, line[:, 1]]))
        picture.stroke("net", lines, "net", 2.4, region=f"pial-venous-plexus.{side}")

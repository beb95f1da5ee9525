"""The pial net: a honeycomb on the round surface of the cord, shaken, with some meshes opened."""

import math
import random
from dataclasses import dataclass, field

import numpy as np

from assets.drawing.body import SIDES, Body
from assets.drawing.curves import Points, Profile, bezier, random_for
from assets.drawing.picture import Picture

_FIRST, _LAST = -17.0, 449.3
_DISTENDED = 4.4
"""Width of the net where it is distended, in units."""
_LIMB = math.radians(84)
"""How far round the side the net is drawn."""

Node = tuple[int, int]


@dataclass(slots=True)
class Net:
    """Nodes by row and column, and the edges between them."""

    nodes: dict[Node, tuple[float, float]] = field(default_factory=dict)
    edges: set[tuple[Node, Node]] = field(default_factory=set)

    def neighbours(self) -> dict[Node, list[Node]]:
        """Return the neighbours of each node that has any."""
        result: dict[Node, list[Node]] = {}
        for a, b in sorted(self.edges):
            result.setdefault(a, []).append(b)
            result.setdefault(b, []).append(a)
        return result

    def nearest(self, x: float, y: float) -> tuple[float, float]:
        """Return the place of the node nearest to a place."""
        used = sorted(self.neighbours())
        return min((self.nodes[node] for node in used), key=lambda p: math.hypot(p[0] - x, p[1] - y))


def draw_net(picture: Picture, body: Body) -> Net:
    """Draw both weights of the net; return the coarse one, so that fine links can end on it."""
    fine = _make(body, "fine", 0.17)
    _draw(picture, body, fine, "net-fine", 1.25, 0.6)
    coarse = _make(body, "coarse", 0.22)
    _draw(picture, body, coarse, "net", 2.1, 0.0)
    with picture.case(body.measures.cases["coiled"]):
        _draw(picture, body, coarse, "net", _DISTENDED, 0.0, body.measures.coil[0])
    return coarse


def _make(body: Body, weight: str, dropped: float) -> Net:
    net, source = Net(), random_for("net", weight)
    column_at, row_at = body.curve(f"{weight}_columns"), body.curve(f"{weight}_rows")
    counts: list[int] = []
    mm, row = _FIRST, 0
    while mm < _LAST:
        counts.append(_place_row(net, body, row, mm, column_at, row_at, counts, weight))
        mm = body.mm.at(body.y.at(mm) + row_at.at(mm))
        row += 1
    for row, count in enumerate(counts):
        _join_row(net, row, count, counts)
    _open_meshes(net, dropped, source)
    return net


def _place_row(
    net: Net,
    body: Body,
    row: int,
    mm: float,
    column_at: Profile,
    row_at: Profile,
    before: list[int],
    weight: str,
) -> int:
    """Place the nodes of a row, every second one lower; return how many columns it has."""
    source = random_for("net row", weight, row)
    wide, column, high = body.cord.at(mm), column_at.at(mm), row_at.at(mm)
    count = max(round(2 * wide / column), 4)
    if before and abs(count - before[-1]) < 2:
        count = before[-1]
    for j in range(count + 1):
        angle = (-1 + 2 * j / count) * _LIMB
        flat = max(math.cos(angle), 0.2)
        x = wide * math.sin(angle) / math.sin(_LIMB) + source.uniform(-0.30, 0.30) * column * flat
        y = (
            body.y.at(mm)
            + (0.20 if (row + j) % 2 == 0 else -0.20) * high
            + source.uniform(-0.20, 0.20) * high
        )
        limit = body.cord.at(body.mm.at(y)) - 1.5
        net.nodes[row, j] = (max(-limit, min(limit, x)), y)
    return count


def _join_row(net: Net, row: int, count: int, counts: list[int]) -> None:
    if row:
        for j in range(count):
            net.edges.add(((row, j), (row, j + 1)))
    if row + 1 == len(counts):
        return
    below = counts[row + 1]
    for j in range(count + 1):
        if (row + j) % 2:
            continue
        if below == count:
            net.edges.add(((row, j), (row + 1, j)))
        else:
            x = net.nodes[row, j][0]
            target = min(range(below + 1), key=lambda k: abs(net.nodes[row + 1, k][0] - x))
            net.edges.add(((row, j), (row + 1, target)))


def _open_meshes(net: Net, share: float, source: random.Random) -> None:
    """Leave out edges at random, but never so that a loose end remains."""
    degree = {node: len(others) for node, others in net.neighbours().items()}
    for edge in sorted(net.edges):
        if source.random() < share and min(degree[edge[0]], degree[edge[1]]) > 2:
            net.edges.remove(edge)
            for node in edge:
                degree[node] -= 1


def _draw(
    picture: Picture,
    body: Body,
    net: Net,
    role: str,
    width: float,
    shown_from: float,
    first: float = _FIRST,
) -> None:
    """Draw a net from ``first`` mm down."""
    flows = {node: flows_through(net, node, others) for node, others in net.neighbours().items()}
    by_region: dict[tuple[str, str], list[Points]] = {}
    for a, b in sorted(net.edges):
        source = random_for(role, a, b)
        start, end = np.array(net.nodes[a]), np.array(net.nodes[b])
        curve = joined(start, end, flows[a].get(b), flows[b].get(a), source.uniform(-0.12, 0.12))
        middle = curve[len(curve) // 2]
        segment = body.segment_at(body.mm.at(float(middle[1])))
        by_region.setdefault(("left" if middle[0] < 0 else "right", segment), []).append(curve)
    for segment in (name for name, span in body.segments.items() if span.bottom > first):
        for side, _ in SIDES:
            region = f"pial-venous-plexus.{side}.{segment}"
            picture.stroke("net", by_region[side, segment], role, width, region=region, shown_from=shown_from)


def flows_through(net: Net, node: Node, others: list[Node]) -> dict[Node, Points]:
    """Return the ways in which the straightest pair of edges leaves a node, so that they run through it."""
    here = np.array(net.nodes[node])
    ways = {}
    for other in others:
        way = np.array(net.nodes[other]) - here
        ways[other] = way / max(float(np.hypot(*way)), 1e-9)
    pairs = [(float(ways[a] @ ways[b]), a, b) for a in others for b in others if a < b]
    if not pairs:
        return {}
    _, a, b = min(pairs)
    through = ways[a] - ways[b]
    through = through / max(float(np.hypot(*through)), 1e-9)
    return {a: through, b: -through}


def joined(start: Points, end: Points, leaving: Points | None, arriving: Points | None, bow: float) -> Points:
    """Return a curved edge that runs through its nodes as their flows ask, or else bowed aside."""
    chord = end - start
    size = float(np.hypot(*chord))
    across = np.array([-chord[1], chord[0]]) * bow
    first = start + (leaving * size * 0.36 if leaving is not None else chord * 0.33 + across)
    second = end + (arriving * size * 0.36 if arriving is not None else -chord * 0.33 + across)
    return bezier(start.tolist(), first.tolist(), second.tolist(), end.tolist(), 14)

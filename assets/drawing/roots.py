"""The posterior roots: rootlets that fan into each root, and the strands of the cauda equina."""

import random
from dataclasses import dataclass, field

import numpy as np

from assets.drawing.body import SIDES, Body
from assets.drawing.curves import (
    Points,
    Profile,
    bezier,
    normals,
    random_for,
    resample,
    ring,
    smooth_step,
    to_side,
)
from assets.drawing.picture import Picture
from assets.drawing.tube import outline

_SWEEP = 16
"""Steps of a rootlet before it lies on its root."""
HUGGING = ("T11", "T12", "L1", "L2", "L3", "L4", "L5", "S1", "S2", "S3", "S4", "S5", "Co1")
"""Roots that first run down beside the cord, each in a lane of its own."""

_LAST_INSIDE = 628.0
"""Where the lowest strands end under the closed dura, in mm."""
_ROOTLET_RADIUS = {"C": 2.1, "T": 1.75}


@dataclass(slots=True)
class Roots:
    """The lanes of the hugging roots, and the lowest rootlets of the others, drawn as on the right."""

    body: Body
    lanes: dict[str, Profile] = field(default_factory=dict)
    lowest: dict[tuple[str, int], Points] = field(default_factory=dict)

    def lane(self, level: str) -> Profile:
        """Return the distance from the midline of a hugging root, as a function of mm."""
        if level not in self.lanes:
            self.lanes[level] = self._make_lane(level)
        return self.lanes[level]

    def _make_lane(self, level: str) -> Profile:
        """Every lower root that is already out pushes this one outwards."""
        body = self.body
        y = np.arange(1280.0, 2240.0, 2.0)
        mm = body.mm(y)
        x = body.cord(mm) + 7.0
        for lower in HUGGING[HUGGING.index(level) + 1 :]:
            t = (mm - body.segments[lower].bottom + 1) / 7
            x = x + (body.measures.root_widths[lower] * 1.02 + 1.2) * smooth_step(t)
        for _ in range(3):
            x = np.convolve(np.pad(x, 9, mode="edge"), np.ones(19) / 19, mode="valid")
        return Profile(lambda places: np.interp(body.y(places), y, x))


def draw_roots(picture: Picture, body: Body) -> Roots:
    """Draw all posterior roots, the lowest first, for the higher ones lie over them."""
    roots = Roots(body)
    _cauda_area(picture, body)
    for level in reversed(body.levels):
        for side, sign in SIDES:
            if level in HUGGING:
                _hugging(picture, roots, level, side, sign)
            else:
                _straight(picture, roots, level, side, sign)
    return roots


def _cauda_area(picture: Picture, body: Body) -> None:
    mm = body.range(452, body.measures.closed, 4)
    half = np.interp(mm, [452, 470, 580], [120, 96, 60])
    strip = ring(body.line(-half, mm), body.line(half, mm))
    picture.hit("roots", strip, "cauda-equina")


def _entries(body: Body, level: str, source: random.Random) -> list[float]:
    """Return where the rootlets enter the cord, in mm, unevenly spaced."""
    segment, count = body.segments[level], body.measures.rootlets[level]
    high, pad = segment.bottom - segment.top, 0.16 if level.startswith("T") else 0.10
    pitch = (1 - 2 * pad) / count
    return [
        segment.top + high * (pad + pitch * (i + 0.5 + source.uniform(-0.22, 0.22))) for i in range(count)
    ]


def _straight(picture: Picture, roots: Roots, level: str, side: str, sign: int) -> None:
    """A root down to T10: its rootlets converge on the opening in the dura."""
    body, source = roots.body, random_for("root", level, side)
    place, lane = body.exit(level), body.lane("sulcus_lane")
    entries = _entries(body, level, source)
    goal = np.array([place.dura + 3, place.y - 5.0])
    spread = min(3.2, body.measures.root_widths[level] * 1.5 / len(entries))
    strands = []
    for i, mm in enumerate(entries):
        start = np.array([lane.at(mm) + source.uniform(-2.5, 2), body.y.at(mm)])
        end = goal + np.array([0, (i - (len(entries) - 1) / 2) * spread])
        way = end - start
        hug = float(np.clip((way[1] - 30) / 70, 0, 1)) + source.uniform(-0.05, 0.05)
        first = start + way * np.array([0.40 - 0.10 * hug, 0.12 + 0.16 * hug])
        second = start + way * np.array([0.68 - 0.20 * hug, 0.80 + 0.02 * hug])
        strands.append(bezier(start.tolist(), first.tolist(), second.tolist(), end.tolist(), 14))
    roots.lowest[level, sign] = strands[-1]
    radius = _ROOTLET_RADIUS[level[0]]
    drawn = [to_side(strand, sign) for strand in strands]
    _rootlets(picture, drawn, drawn, radius, f"dorsal-rootlets.{side}.{level}")


def _hugging(picture: Picture, roots: Roots, level: str, side: str, sign: int) -> None:
    """A root from T11 down: the rootlets gather below the segment into a strand."""
    body, source = roots.body, random_for("root", level, side)
    wide = body.measures.root_widths[level]
    line = _strand(roots, level, source)
    radii = wide * 0.5 * np.clip(0.55 + np.arange(len(line)) * 4 / 60, 0, 1)
    rim = to_side(outline(line, radii, round_end=False), sign)
    region = f"dorsal-root.{side}.{level}"
    picture.fill("roots", rim, "root", edge="root-edge", width=1.8, region=region)
    fibres = [to_side(line + normals(line) * offset * wide * 0.5, sign)[4:] for offset in (-0.36, 0.30)]
    picture.stroke("roots", fibres, "root-line", 0.9, shown_from=0.45)
    fan = _fan(roots, level, line, source)
    edged = [to_side(strand[:_SWEEP], sign) for strand in fan]
    _rootlets(
        picture, [to_side(strand, sign) for strand in fan], edged, 1.5, f"dorsal-rootlets.{side}.{level}"
    )


def _strand(roots: Roots, level: str, source: random.Random) -> Points:
    """Return the course of a hugging root from where its rootlets meet to its way out of the sac."""
    body, lane, place = roots.body, roots.lane(level), roots.body.exit(level)
    first = min(body.segments[level].bottom + (9 if level[0] in "TL" else 6), 449.3)
    out = place.dura - lane.at(min(place.mm, 640.0))
    rate = body.measures.lengthwise * (1 if place.mm < body.measures.halved_from else 0.5)
    leaves = max(min(place.mm - out * 0.62 / rate, _LAST_INSIDE), first + 4)
    mm = np.linspace(first, leaves, max(int((leaves - first) / 2), 5))
    y = body.y(mm)
    phase = source.uniform(0, 6)
    line = body.line(lane(mm) + 1.1 * np.sin(y / 27 + phase) + 0.6 * np.sin(y / 13 + 2 * phase), mm)
    if place.mm < 612:
        line = turned_out(line, np.array([place.dura + 5, place.y - 4]))
    return resample(line, 4)


def turned_out(line: Points, end: Points) -> Points:
    """Return a course that leaves its lane in one sweep and runs out to a place on the dura, on the right."""
    start = line[-1]
    way = start - line[-3]
    way = way / float(np.hypot(*way))
    reach = float(np.hypot(*(end - start)))
    first, second = start + way * reach * 0.45, end - np.array([0.86, 0.36]) * reach * 0.36
    turn = bezier(start.tolist(), first.tolist(), second.tolist(), end.tolist(), 20)
    return np.vstack([line, turn[1:]])


def _fan(roots: Roots, level: str, line: Points, source: random.Random) -> list[Points]:
    """Return rootlets that sweep down, merge and run on over the head of their root, no two alike."""
    body, lane = roots.body, roots.body.lane("sulcus_lane")
    wide, entries = body.measures.root_widths[level], _entries(body, level, source)
    across, count, strands = normals(line), len(entries), []
    for i, mm in enumerate(entries):
        start = np.array([lane.at(mm) + source.uniform(-2.5, 2.5), body.y.at(mm)])
        landing = min(2 + (count - 1 - i) + source.randint(0, 2), len(line) - 3)
        share = (i - (count - 1) / 2) / max(count - 1, 1)
        follow = min(source.randint(3, 6), len(line) - 1 - landing)
        rail = line[landing : landing + follow + 1] - across[landing : landing + follow + 1] * (
            -share * wide * 0.62
        )
        way = rail[0] - start
        heading = rail[1] - rail[0]
        heading = heading / max(float(np.hypot(*heading)), 1e-9)
        size = float(np.hypot(*way))
        first = start + np.array([way[0] * source.uniform(0.34, 0.52), way[1] * source.uniform(0.16, 0.34)])
        second = rail[0] - heading * size * source.uniform(0.26, 0.40)
        sweep = bezier(start.tolist(), first.tolist(), second.tolist(), rail[0].tolist(), _SWEEP)
        strands.append(np.vstack([sweep, rail[1:]]))
    return strands


def _rootlets(
    picture: Picture, strands: list[Points], edged: list[Points], radius: float, region: str
) -> None:
    """Draw rootlets; only their ``edged`` part has a dark edge, so that they melt into the root."""
    shift = np.array([1.2, 2.6])
    picture.stroke(
        "roots", [strand + shift for strand in edged], "shadow", radius * 2, alpha=0.10, shown_from=0.6
    )
    picture.stroke("roots", edged, "root-edge", radius * 2 + 1.5)
    picture.stroke("roots", strands, "root", radius * 2, region=region)
    light = np.array([-0.2 * radius, -0.4 * radius])
    picture.stroke(
        "roots", [strand + light for strand in strands], "root-light", radius * 0.5, shown_from=0.6
    )

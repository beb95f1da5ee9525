"""The example set of posterior radicular veins, from the cord through the dura to the epidural rail."""

from dataclasses import dataclass

import numpy as np

from assets.drawing.body import Body
from assets.drawing.coil import is_coiled
from assets.drawing.curves import (
    Points,
    ellipse,
    lengths,
    nearest,
    random_for,
    resample,
    spline,
    to_side,
    wind,
)
from assets.drawing.measures import RadicularVein
from assets.drawing.picture import Picture, unless
from assets.drawing.roots import HUGGING, Roots, turned_out
from assets.drawing.trunks import Trunks
from assets.drawing.tube import half_widths


@dataclass(frozen=True, slots=True)
class Crossing:
    """Where a radicular vein reaches the dura."""

    vein: RadicularVein
    sign: int
    line: Points
    radius: float
    hidden: bool

    @property
    def point(self) -> Points:
        """The place of the crossing."""
        end: Points = self.line[-1]
        return end

    @property
    def id(self) -> str:
        """The region of the crossing."""
        return f"radicular-dural-crossing.{self.vein.side}.{self.vein.level}"


def draw_radicular(
    picture: Picture, body: Body, trunks: Trunks, coiled: Trunks, roots: Roots
) -> list[Crossing]:
    """Draw the veins inside the dura, on the trunks and on the coiled ones; return where they cross it."""
    cases, shunt = body.measures.cases, body.measures.shunt
    crossings = []
    for vein in body.measures.radicular:
        on_coil = is_coiled(body, body.y.at(body.segments[vein.level].top))
        shunted = (vein.level, vein.side) == (shunt.level, shunt.side)
        with picture.case(where_present(body, vein)):
            with picture.case(unless(cases["coiled"]) if on_coil else ""):
                crossings.append(_draw(picture, body, trunks, roots, vein))
            if on_coil:
                calm = f"{cases['coiled']} {unless(cases['shunted']) if shunted else ''}".strip()
                with picture.case(calm):
                    _draw(picture, body, coiled, roots, vein)
        if shunted:
            with picture.case(cases["shunted"]):
                _draw(picture, body, coiled, roots, shunt)
    return crossings


def where_present(body: Body, vein: RadicularVein) -> str:
    """Return the case in which a vein of the example is there."""
    return unless(body.measures.cases["no_great"]) if vein.great else ""


def _draw(picture: Picture, body: Body, trunks: Trunks, roots: Roots, vein: RadicularVein) -> Crossing:
    sign = -1 if vein.side == "left" else 1
    source = random_for("radicular", vein.level, vein.side)
    course = _beside_strand if vein.level in HUGGING else _oblique
    line = to_side(spline(course(body, trunks, roots, vein, sign), 10), sign)
    calm = 1.006 if vein.great or vein.level in HUGGING else 1.018
    line = wind(line, vein.winding or calm, 110 if vein.level in HUGGING else 84, source)
    radius = vein.calibre * body.measures.calibre / 2
    along = lengths(line)
    trunk = float(trunks.midline_radii[nearest(trunks.midline, *line[0].tolist())])
    flare = min(max(0.96 * trunk / radius - 1, 0.0), 0.35)
    radii = half_widths(along, radius, radius * 0.92, source, wobble=0.08, flare=(flare, 0.0))
    radii = radii * (1 - 0.55 * np.exp(-(((along[-1] - along) / 13) ** 2)))
    region = "great-posterior-radicular-vein" if vein.great else "posterior-radicular-veins"
    picture.vessel("veins", line, radii, f"{region}.{vein.side}.{vein.level}")
    end = line[-1]
    opening = body.opening.at(body.mm.at(float(end[1])))
    return Crossing(vein, sign, line, radius, abs(float(end[0])) > opening + 4)


def _start(body: Body, trunks: Trunks, vein: RadicularVein, sign: int) -> tuple[Points, float, float]:
    """Return where the vein leaves the midline vein, on the right side, with height and half-width there."""
    segment = body.segments[vein.level]
    mm = segment.top + (segment.bottom - segment.top) * 0.18
    y = body.y.at(mm)
    return to_side(trunks.midline_at(y), sign), y, body.cord.at(mm)


def _oblique(body: Body, trunks: Trunks, roots: Roots, vein: RadicularVein, sign: int) -> Points:
    """Across the dorsal column and beside the root, straight to the dura."""
    start, y, wide = _start(body, trunks, vein, sign)
    place = body.exit(vein.level)
    goal = place.y - 6 - vein.above
    gap = place.dura - wide
    return np.array(
        [
            start,
            [wide * 0.26, start[1] + 8],
            [wide * 0.60, y + 13],
            [wide, y + (goal - y) * 0.40],
            [wide + gap * 0.55, y + (goal - y) * 0.80],
            _goal(body, vein),
        ]
    )


def _goal(body: Body, vein: RadicularVein) -> list[float]:
    """Return where the vein meets the dura: at the fold of the flap, or at the wall of the closed sac."""
    place = body.exit(vein.level)
    y = place.y - 6 - vein.above
    fold = body.opening.at(body.mm.at(y))
    return [(fold if fold > 0.85 * place.dura else place.dura) - 2, y]


def _beside_strand(body: Body, trunks: Trunks, roots: Roots, vein: RadicularVein, sign: int) -> Points:
    """Across the dorsal column, down beside the strand of its root, then out to the dura."""
    start, y, wide = _start(body, trunks, vein, sign)
    goal = np.array(_goal(body, vein))
    lane, bottom = roots.lane(vein.level), body.segments[vein.level].bottom
    aside = body.measures.root_widths[vein.level] * 0.5 + vein.calibre * body.measures.calibre / 2 * 0.6
    crossing = body.mm.at(float(goal[1]))
    out = float(goal[0]) - lane.at(crossing) - aside
    leaves = body.mm.at(float(goal[1]) - max(out * 0.66, 30))
    mm = np.linspace(bottom + 6, max(leaves, bottom + 9), 12)
    down = body.line(lane(mm) + aside, mm)
    down = down[np.maximum.accumulate((down[:, 1] > y + 62) | (mm > mm[8]))]
    head = np.array([start, [wide * 0.28, start[1] + 9], [wide * 0.62, y + 22], [wide * 0.98, y + 46]])
    return turned_out(np.vstack([head, down]), goal)


def draw_crossings(
    picture: Picture,
    body: Body,
    crossings: list[Crossing],
    rails: dict[int, Points],
    foraminal: dict[int, Points],
) -> None:
    """Draw the veins beyond the dura, the slits they pass, and, dashed, what the closed dura covers.

    They join the rails; those that leave the closed dura join the nearest intervertebral vein.
    """
    for crossing in crossings:
        with picture.case(where_present(body, crossing.vein)):
            _draw_crossing(picture, body, crossing, rails[crossing.sign], foraminal[crossing.sign])


def _draw_crossing(picture: Picture, body: Body, crossing: Crossing, rail: Points, foraminal: Points) -> None:
    if crossing.hidden:
        _ghost(picture, body, crossing.line)
        _short_stump(picture, crossing, foraminal, "ghosts")
    elif crossing.vein.level.startswith("C"):
        with picture.case(unless(body.measures.cases["no_neck_rails"])):
            _stump(picture, crossing, rail)
        with picture.case(body.measures.cases["no_neck_rails"]):
            _short_stump(picture, crossing, foraminal, "stumps")
    else:
        _stump(picture, crossing, rail)
    x, y = float(crossing.point[0]), float(crossing.point[1])
    slit = ellipse(x + crossing.sign * 3, y, 6, crossing.radius * 0.8 + 2.2)
    picture.fill("flaps", slit, "ostium", alpha=0.75)
    lumen = ellipse(x + crossing.sign * 2, y, 5, crossing.radius * 0.55)
    picture.fill("slits", lumen, "vein", edge="vein-edge", width=2.0, region=crossing.id)


def _stump(picture: Picture, crossing: Crossing, rail: Points) -> None:
    """Lead from the crossing to the rail."""
    x, y = abs(float(crossing.point[0])), float(crossing.point[1])
    right = to_side(rail, crossing.sign)
    goal = right[int(np.argmin(np.hypot((right[:, 0] - x - 50) * 0.3, right[:, 1] - y + 4)))]
    way = goal - np.array([x, y])
    course = np.array(
        [[x, y], [x + way[0] * 0.3, y + way[1] * 0.1 + 3], [x + way[0] * 0.7, y + way[1] * 0.6 + 3], goal]
    )
    line = to_side(resample(spline(course, 10), 2.5), crossing.sign)
    along = lengths(line)
    near_rail = np.clip((along[-1] - along) / 30, 0, 1)
    end = min(0.95, 0.62 if crossing.vein.level.startswith("C") else 0.9)
    radii = crossing.radius * np.minimum(
        0.5 + 0.45 * np.clip(along / 34, 0, 1), end + (0.95 - end) * near_rail
    )
    picture.vessel("stumps", line, radii, crossing.id, casing=1.0)


def _short_stump(picture: Picture, crossing: Crossing, foraminal: Points, layer: str) -> None:
    """Lead from a crossing outwards to the nearest intervertebral vein, where there is no rail to join."""
    start = crossing.point
    ahead = foraminal[np.abs(foraminal[:, 0]) > abs(float(start[0])) + 20]
    goal = ahead[nearest(ahead, float(start[0]), float(start[1]))]
    way = goal - start
    bend = start + way * 0.5 + np.array([crossing.sign * 4.0, 1.5])
    line = resample(spline(np.array([start, bend, goal]), 10), 2.5)
    radii = half_widths(
        lengths(line), crossing.radius * 0.6, crossing.radius * 0.45, random_for("stump", crossing.id)
    )
    picture.vessel(layer, line, radii, crossing.id, casing=1.0)


def _ghost(picture: Picture, body: Body, line: Points) -> None:
    """Dash what runs on under the closed dura."""
    hidden = line[np.abs(line[:, 0]) > body.opening(body.mm(line[:, 1])) - 3]
    along = lengths(hidden)
    dashes = [hidden[(along >= start) & (along <= start + 9)] for start in np.arange(3, along[-1] - 6, 15)]
    picture.stroke("ghosts", dashes, "dura-light", 8.4, alpha=0.8)
    picture.stroke("ghosts", dashes, "vein", 5.4, alpha=0.8)

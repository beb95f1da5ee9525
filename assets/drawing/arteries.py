"""The posterior spinal arteries, with their gaps, and a few of the arteries that feed them."""

import numpy as np

from assets.drawing.body import SIDES, Body
from assets.drawing.curves import Points, bezier, lengths, random_for, resample, spline, to_side, wind
from assets.drawing.picture import Picture, pieces
from assets.drawing.roots import Roots
from assets.drawing.tube import half_widths

_CALIBRE = 0.27
_FEEDER_CALIBRE = 0.19


def draw_arteries(picture: Picture, body: Body) -> dict[int, list[Points]]:
    """Draw the posterior spinal arteries; return their courses by the sign of their side."""
    courses: dict[int, list[Points]] = {-1: [], 1: []}
    for side, sign in SIDES:
        for i, (start, end) in enumerate(body.measures.runs[f"posterior_spinal_artery.{side}"]):
            courses[sign].append(_run(picture, body, side, sign, i, start, end))
        _basket(picture, body, side, sign, courses[sign][-1])
    return courses


def _run(picture: Picture, body: Body, side: str, sign: int, index: int, start: float, end: float) -> Points:
    mm = np.linspace(start, end, max(int((end - start) / 6), 4))
    line = spline(to_side(body.line(body.lane("artery_lane")(mm), mm), sign), 8)
    source = random_for("posterior spinal artery", side, index)
    line = wind(line, 1.013, 86 if side == "left" else 78, source)
    radius = _CALIBRE * body.measures.calibre / 2
    radii = half_widths(
        lengths(line), radius, radius, source, wobble=0.12, taper=(40, 40 if end < 440 else 0)
    )
    ids = pieces(line, body.segments_along(line), f"posterior-spinal-artery.{side}.{{}}".format)
    picture.vessel("arteries", line, radii, ids, role="artery", casing=1.0)
    return line


def _basket(picture: Picture, body: Body, side: str, sign: int, above: Points) -> None:
    """Round the tip of the cord the arteries turn forwards to meet the anterior one."""

    def at(mm: float, share: float) -> list[float]:
        return [sign * body.cord.at(mm) * share, body.y.at(mm)]

    line = resample(bezier(above[-1].tolist(), at(444.5, 0.74), at(446.5, 0.86), at(448.6, 1.0)), 2)
    radii = half_widths(lengths(line), 3.1, 1.7, random_for("basket", side))
    ids = pieces(line, body.segments_along(line), f"posterior-spinal-artery.{side}.{{}}".format)
    picture.vessel("arteries", line, radii, ids, role="artery", casing=1.0, round_ends=(True, False))


def draw_feeders(picture: Picture, body: Body, roots: Roots, arteries: dict[int, list[Points]]) -> None:
    """Draw the example set of arteries that reach the cord along a root."""
    for level, side in body.measures.feeders:
        sign = -1 if side == "left" else 1
        source = random_for("feeder", level, side)
        root = roots.lowest[level, sign]
        place = body.exit(level)
        outer, inner = root[9] + np.array([0, 5.0]), root[4] + np.array([0, 6.0])
        trunk = to_side(np.vstack(arteries[sign]), sign)
        goal = trunk[int(np.argmin(np.abs(trunk[:, 1] - root[0][1] - 13)))]
        course = np.array([[place.dura - 1, place.y + 1.5], outer, inner, goal])
        line = wind(spline(to_side(course, sign), 12), 1.006, 70, source)
        radius = _FEEDER_CALIBRE * body.measures.calibre / 2
        radii = half_widths(lengths(line), radius, radius * 0.8, source, wobble=0.08)
        picture.vessel(
            "arteries",
            line,
            radii,
            f"posterior-radiculomedullary-arteries.{side}.{level}",
            role="artery",
            casing=0.9,
            round_ends=(False, True),
        )


def draw_shunt(picture: Picture, body: Body, crossing: Points) -> None:
    """Draw the artery of the sleeve that opens into a radicular vein in a dural fistula."""
    shunt = body.measures.shunt
    sign = -1 if shunt.side == "left" else 1
    place, goal = body.exit(shunt.level), to_side(crossing[None, :], sign)[0]
    fork = np.array([place.dura + 34, (place.y + 2 * goal[1]) / 3])
    stem = [[place.dura + 152, place.y + 15], [place.dura + 104, place.y + 3], [place.dura + 66, place.y - 7]]
    twigs = (
        ([*stem, fork.tolist(), (goal + np.array([7, 3])).tolist()], 3.1, 2.2),
        ([fork.tolist(), [place.dura + 24, goal[1] - 7], (goal + np.array([2, -2])).tolist()], 1.9, 1.5),
        ([stem[2], [place.dura + 30, place.y - 6], (goal + np.array([3, 8])).tolist()], 2.0, 1.5),
    )
    for i, (course, start, end) in enumerate(twigs):
        source = random_for("shunt", i)
        line = wind(spline(to_side(np.array(course, float), sign), 12), 1.03, 26, source)
        radii = half_widths(lengths(line), start, end, source, wobble=0.1, wavelength=24)
        region = f"radiculomeningeal-artery.{shunt.side}.{shunt.level}"
        ends = (False, True) if i == 0 else (True, True)
        picture.vessel("shunt", line, radii, region, role="artery", casing=0.9, round_ends=ends)

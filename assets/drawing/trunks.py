"""The lengthwise veins of the back of the cord: the midline vein and the two broken posterolateral veins."""

import itertools
import math
import random
from dataclasses import dataclass, field

import numpy as np

from assets.drawing.body import SIDES, Body
from assets.drawing.curves import (
    Marks,
    Points,
    Values,
    columns,
    lengths,
    nearest,
    random_for,
    resample,
    slow_noise,
    smooth_step,
    spline,
    to_side,
    wind,
)
from assets.drawing.measures import stretch
from assets.drawing.picture import Picture, pieces, unless
from assets.drawing.tube import half_widths

_MIDLINE = (-17.0, 446.0)
_POSTEROLATERAL_CALIBRE = 0.35
JOINT = 0.42
"""Share of the half-width left where a posterolateral vein ends and a bridge or an arcade goes on."""
_TAILED = 2
"""The gap of the posterolateral veins that is not bridged: it has only a tail."""
JOINT_RADIUS = JOINT * _POSTEROLATERAL_CALIBRE * 12
"""Half-width in units with which a bridge or an arcade takes over from a posterolateral vein."""


@dataclass(slots=True)
class Trunks:
    """The courses of the trunks, drawn or still to be drawn."""

    midline: Points
    midline_radii: Values
    posterolateral: dict[int, list[Points]] = field(default_factory=dict)

    def midline_at(self, y: float) -> Points:
        """Return the point of the midline vein at a height."""
        point: Points = self.midline[int(np.argmin(np.abs(self.midline[:, 1] - y)))]
        return point

    def side_at(self, y: float, sign: int, reach: float = 4.0) -> Points | None:
        """Return the point of the posterolateral vein at a height, or None in a gap."""
        found = [line[int(np.argmin(np.abs(line[:, 1] - y)))] for line in self.posterolateral[sign]]
        near = min(found, key=lambda point: abs(float(point[1]) - y))
        return near if abs(float(near[1]) - y) < reach else None


def plan_trunks(body: Body) -> Trunks:
    """Lay out the courses, so that links can end on them before anything is drawn."""
    midline = _midline(body)
    trunks = Trunks(midline, _midline_radii(body, midline))
    for side, sign in SIDES:
        runs = body.measures.runs[f"posterolateral.{side}"]
        trunks.posterolateral[sign] = [_run(body, sign, i, *run) for i, run in enumerate(runs)]
    return trunks


def draw_trunks(picture: Picture, body: Body, trunks: Trunks) -> None:
    """Draw the planned trunks."""
    for side, sign in SIDES:
        for i, line in enumerate(trunks.posterolateral[sign]):
            with picture.case(where_broken(body, sign, float(line[len(line) // 2, 1]))):
                _draw_run(picture, body, side, i, line)
        _draw_bridges(picture, body, trunks, side, sign)
    _draw_medullary(picture, body, trunks)
    _draw_doubled(picture, body, trunks)
    ids = pieces(trunks.midline, body.segments_along(trunks.midline), "posteromedian-spinal-vein.{}".format)
    with picture.case(unless(body.measures.cases["coiled"])):
        picture.vessel("veins", trunks.midline, trunks.midline_radii, ids)


def absent_in(body: Body, sign: int, y: float) -> str:
    """Return the variants in which there is no posterolateral vein on a side at a height."""
    cases = body.measures.cases
    missing = [cases["no_sides"]]
    if sign > 0:
        missing.append(cases["no_right_side"])
    if not in_thorax(body.mm.at(y)):
        missing.append(cases["short_sides"])
    return " ".join(missing)


def where_broken(body: Body, sign: int, y: float) -> str:
    """Return the case in which the broken posterolateral vein of a side is drawn at a height."""
    return unless(f"{absent_in(body, sign, y)} {body.measures.cases['whole_sides']}")


def in_thorax(mm: float) -> bool:
    """Tell whether the posterolateral veins are trunks there in every account."""
    return 112 < mm < 330


def _midline(body: Body) -> Points:
    """Return the midline vein's course: each region waves just enough for its sinuosity."""
    straight = body.line(0.0, np.linspace(*_MIDLINE, 900))
    straight = resample(straight, 2.5)
    mm, along = body.mm(straight[:, 1]), lengths(straight)
    source = random_for("midline")
    phase = np.cumsum(2 * math.pi / body.curve("midline_wave")(mm) * 2.5) + 1.5 * slow_noise(
        along, 190, source
    )
    wave = np.sin(phase) * (1 + 0.35 * slow_noise(along, 210, source)) + 0.22 * np.sin(phase * 1.7 + 1.1)
    swing = body.curve("midline_swing")(mm) * wave
    gains = dict.fromkeys(body.measures.sinuosity, 1.0)
    for _ in range(8):
        x = swing * _gain(body, gains, mm)
        for key, wanted in body.measures.sinuosity.items():
            got = _sinuosity(columns(x, straight[:, 1]), _part(body, key, mm))
            gains[key] *= math.sqrt((wanted - 1) / max(got - 1, 1e-4))
    return resample(columns(swing * _gain(body, gains, mm), straight[:, 1]), 2.5)


def _part(body: Body, key: str, mm: Values) -> Marks:
    names = stretch(body.levels, key)
    inside: Marks = (mm >= body.segments[names[0]].top) & (mm <= body.segments[names[-1]].bottom)
    return inside


def _gain(body: Body, gains: dict[str, float], mm: Values) -> Values:
    ends = [
        (body.segments[names[0]].top, body.segments[names[-1]].bottom)
        for names in (stretch(body.levels, key) for key in gains)
    ]
    places = [place for start, end in ends for place in (start + 6, end - 6)]
    values = [gain for gain in gains.values() for _ in range(2)]
    smooth: Values = np.interp(mm, places, values)
    return smooth


def _sinuosity(line: Points, inside: Marks) -> float:
    part = line[inside]
    return float(lengths(part)[-1] / np.hypot(*(part[-1] - part[0])))


def _midline_radii(body: Body, line: Points) -> Values:
    along, source = lengths(line), random_for("midline width")
    calibre = body.curve("midline_calibre")(body.mm(line[:, 1]))
    noise = 1 + 0.10 * slow_noise(along, 55, source) + 0.05 * slow_noise(along, 21, source)
    radii: Values = calibre * body.measures.calibre / 2 * noise
    return radii


def _run(body: Body, sign: int, index: int, start: float, end: float) -> Points:
    mm = np.linspace(start, end, max(int((end - start) / 5), 4))
    lane = to_side(body.line(body.lane("vein_lane")(mm), mm), sign)
    middle = (start + end) / 2
    sinuosity = 1.035 if 121 < middle < 322 else 1.05 if middle < 121 else 1.09
    wavelength = body.curve("posterolateral_wave").at(middle)
    return wind(spline(lane, 8), sinuosity, wavelength, random_for("posterolateral", sign, index))


def _draw_run(picture: Picture, body: Body, side: str, index: int, line: Points) -> None:
    source, along = random_for("posterolateral width", side, index), lengths(line)
    radius = _POSTEROLATERAL_CALIBRE * body.measures.calibre / 2
    radii = half_widths(along, radius, radius, source, wobble=0.13, wavelength=50)
    radii = radii * (JOINT + (1 - JOINT) * smooth_step(np.minimum(along, along[-1] - along) / 34))
    if index in (0, _TAILED + 1):
        radii = radii * np.clip(along / 22, 0.05, 1) ** 0.6
    ids = pieces(line, body.segments_along(line), f"posterolateral-spinal-vein.{side}.{{}}".format)
    picture.vessel("veins", line, radii, ids)


def _draw_bridges(picture: Picture, body: Body, trunks: Trunks, side: str, sign: int) -> None:
    """Bridge the gaps, each in its own way: an eye of two fine channels, one channel, or only a tail."""
    runs = trunks.posterolateral[sign]
    for i, (upper, lower) in enumerate(itertools.pairwise(runs)):
        source = random_for("bridge", side, i)
        kind = "tail" if i == _TAILED else source.choice(("eye", "single", "single"))
        for turn in {"eye": (sign, -sign), "single": (source.choice((-1, 1)),), "tail": (sign,)}[kind]:
            line = _bridge(upper[-1], lower[0], turn, source, 0.55 if kind == "tail" else 1.0)
            along = lengths(line)
            swell = np.clip(np.sin(math.pi * along / along[-1]), 0, 1) ** 0.7
            radii = half_widths(along, JOINT_RADIUS, JOINT_RADIUS, source, wobble=0.12, wavelength=22)
            radii = radii * (1 + (0.36 if turn == sign else 0.12) * swell)
            if kind == "tail":
                radii = radii * np.clip((along[-1] - along) / (0.8 * along[-1]), 0.1, 1) ** 0.7
            ids = pieces(line, body.segments_along(line), f"posterolateral-spinal-vein.{side}.{{}}".format)
            with picture.case(where_broken(body, sign, float(line[len(line) // 2, 1]))):
                picture.vessel("veins", line, radii, ids, casing=0.8, lit=False)


def _bridge(start: Points, end: Points, turn: int, source: random.Random, share: float) -> Points:
    way = end - start
    bow = turn * (abs(float(way[1])) * source.uniform(0.10, 0.30) + 1.5) * share
    t = np.linspace(0, 1, 11)
    aside = bow * np.clip(np.sin(math.pi * t ** source.uniform(0.8, 1.25)), 0, 1) ** 1.25
    course = start + np.outer(t * share, way) + columns(aside, 0 * t)
    return resample(spline(course, 8), 2)


def _draw_medullary(picture: Picture, body: Body, trunks: Trunks) -> None:
    """Above, the midline vein forks beside the fourth ventricle."""
    start, radius = trunks.midline[0], float(trunks.midline_radii[0])
    wide = body.cord.at(-36)
    for side, sign in SIDES:
        course = np.array(
            [
                start,
                [sign * 13, start[1] - 13],
                [sign * wide * 0.22, start[1] - 38],
                [sign * wide * (0.50 if sign < 0 else 0.47), body.y.at(-38)],
            ]
        )
        line = wind(spline(course, 14), 1.025, 44, random_for("medullary", side))
        source = random_for("medullary width", side)
        radii = half_widths(lengths(line), radius * 0.85, radius * (0.62 if sign < 0 else 0.7), source)
        picture.vessel("veins", line, radii, f"medullary-veins.{side}", round_ends=(True, False))


def _draw_doubled(picture: Picture, body: Body, trunks: Trunks) -> None:
    """For short stretches in the neck the midline vein has a second channel."""
    for first, last, aside in body.measures.runs["doubled.stretches"]:
        start = nearest(trunks.midline, 0, body.y.at(first))
        end = nearest(trunks.midline, 0, body.y.at(last))
        top, bottom = trunks.midline[start], trunks.midline[end]
        widest = float(np.max(trunks.midline[start : end + 1, 0] * np.sign(aside))) * np.sign(aside) + aside
        way = bottom - top
        line = resample(
            spline(
                np.array(
                    [top, [widest, top[1] + way[1] * 0.36], [widest * 0.94, top[1] + way[1] * 0.62], bottom]
                )
            ),
            2.5,
        )
        radii = half_widths(lengths(line), 5.0, 5.0, random_for("doubled", first), flare=(0.2, 0.2))
        ids = pieces(line, body.segments_along(line), "posteromedian-spinal-vein.{}".format)
        picture.vessel("veins", line, radii, ids)

"""Veins outside the dura: rails, rings, intervertebral veins, marginal sinus, posterior external plexus."""

import itertools

import numpy as np

from assets.drawing.body import SIDES, Body, Exit
from assets.drawing.curves import (
    Points,
    Values,
    lengths,
    nearest,
    random_for,
    resample,
    slow_noise,
    spline,
    to_side,
    wind,
)
from assets.drawing.epidural_forms import draw_net_form, swollen, swollen_rings, where_trunk
from assets.drawing.measures import Span
from assets.drawing.picture import Picture, pieces, unless
from assets.drawing.tube import half_widths

_LOWEST_EXIT = 606.0
_RUNGS = (590.0, 606.0, 621.0, 634.5)


def plan_rails(body: Body) -> dict[int, list[Points]]:
    """Lay out the rails on both sides, in their true sides."""
    return {
        sign: [_rail(body, side, sign, i, *run) for i, run in enumerate(body.measures.runs[f"rails.{side}"])]
        for side, sign in SIDES
    }


def inner_rails(lines: list[Points]) -> Points:
    """Return all points of the rails of one side where another vein may join: not their thin ends."""
    return np.vstack([line[(cut := min(9, len(line) // 5)) : -cut] for line in lines])


def draw_epidural(picture: Picture, body: Body, rails: dict[int, list[Points]]) -> dict[int, Points]:
    """Draw all veins outside the dura on the planned rails; return all points of the intervertebral veins."""
    foraminal = {}
    for side, sign in SIDES:
        for i, line in enumerate(rails[sign]):
            _draw_rail(picture, body, side, i, line)
        draw_net_form(picture, body, side, rails[sign][-1])
        whole = inner_rails(rails[sign])
        for run in body.measures.runs[f"rails.islands_{side}"]:
            with picture.case(unless(body.measures.cases["net_rails"])):
                _island(picture, body, side, sign, whole, *run)
        foramina = [
            _Foramen(picture, body, side, sign, level, body.exit(level), whole)
            for level in body.levels
            if level != "C1" and body.exit(level).mm < _LOWEST_EXIT
        ]
        for foramen in foramina:
            foramen.draw()
        foraminal[sign] = to_side(np.vstack([foramen.lower for foramen in foramina]), sign)
        for above, below in itertools.pairwise(foramina):
            _external(picture, body, side, sign, above, below)
        for vertebra in body.measures.vertebrae[1:]:
            _ring(picture, body, side, sign, vertebra, whole)
        _marginal_sinus(picture, body, side, sign, rails[sign][0])
    _rungs(picture, body, rails)
    return foraminal


def _rail(body: Body, side: str, sign: int, index: int, start: float, end: float) -> Points:
    mm = np.linspace(start, end, max(int((end - start) / 6), 4))
    line = spline(to_side(body.line(body.rail(mm), mm), sign), 6)
    return wind(
        line, 1.02 if end < 110 else 1.03, 86 if side == "left" else 94, random_for("rail", side, index)
    )


def _draw_rail(picture: Picture, body: Body, side: str, index: int, line: Points) -> None:
    along, source = lengths(line), random_for("rail width", side, index)
    mm = body.mm(line[:, 1])
    radii = body.curve("rail_radius")(mm) * (1 + 0.15 * slow_noise(along, 38, source))
    if mm[-1] < 110:
        start = 24.0 if index == 0 else 0.0  # the uppermost goes on into the marginal sinus
        radii = radii * np.clip(np.minimum(along + start, along[-1] - along) / 24, 0.05, 1) ** 0.6
    else:
        radii = radii * np.clip(np.minimum(along / 24, 0.55 + (along[-1] - along) / 90), 0.16, 1) ** 0.6
    ids = pieces(line, body.vertebrae_along(line), f"posterior-internal-vertebral-plexus.{side}.{{}}".format)
    neck = bool(mm[-1] < 110)
    with picture.case(where_trunk(body, neck)):
        picture.vessel("epidural", line, radii, ids, role="epi")
    for case, curve in swollen(body, neck):
        with picture.case(case):
            picture.vessel("epidural", line, radii * body.curve(curve)(mm), ids, role="epi")


def _island(
    picture: Picture, body: Body, side: str, sign: int, rail: Points, start: float, end: float
) -> None:
    """Here and there the rail has a second channel."""
    first, last = (nearest(rail, float(body.rail.at(mm)) * sign, body.y.at(mm)) for mm in (start, end))
    source = random_for("island", side, start)
    top, bottom = rail[first], rail[last]
    aside = np.array([sign * source.choice((-15.0, 17.0, 19.0)), 0])
    course = np.array(
        [top, top + (bottom - top) * 0.3 + aside, top + (bottom - top) * 0.7 + aside * 1.1, bottom]
    )
    line = wind(spline(course, 10), 1.02, 50, source)
    radius = body.curve("rail_radius").at((start + end) / 2) * 0.52
    radii = half_widths(lengths(line), radius, radius, source, flare=(0.5, 0.5))
    ids = pieces(line, body.vertebrae_along(line), f"posterior-internal-vertebral-plexus.{side}.{{}}".format)
    picture.vessel("epidural", line, radii, ids, role="epi", casing=0.9)


class _Foramen:
    """The intervertebral veins of one foramen: a stout one below the nerve, a finer one above."""

    def __init__(
        self, picture: Picture, body: Body, side: str, sign: int, level: str, place: Exit, rail: Points
    ) -> None:
        self.picture, self.body, self.sign, self.place = picture, body, sign, place
        self.rail = to_side(rail, sign)
        self.region = f"intervertebral-veins.{side}.{level}"
        self.source = random_for("intervertebral", side, level)
        self.neck, self.level = level.startswith("C"), level
        self.fall = -2.0 if level == "C2" else 9.0
        self.radius = body.curve("intervertebral_radius").at(place.mm) * self.source.uniform(0.86, 1.16)

        self.lower = self._course(1, 18 if self.neck else 23)
        self.upper = self._course(-1, 17 if self.neck else 22)

    def draw(self) -> None:
        """Draw both veins and what joins them."""
        self._vessel(self.lower, self.radius, 0.0)
        self._vessel(self.upper, self.radius * self.source.uniform(0.42, 0.62), 0.45)
        if self.source.random() < (0.35 if self.neck else 0.6):
            self._joining(self.lower, self.upper)

    def _course(self, below: int, high: float) -> Points:
        """Return the course of one vein on the right side: from the rail out beside the nerve."""
        source, y, dura = self.source, self.place.y, self.place.dura
        high = high * source.uniform(0.85, 1.15) * below
        leaves = y - 4 + high * source.uniform(0.9, 1.5)
        start = self.rail[int(np.argmin(np.abs(self.rail[:, 1] - leaves)))]
        end = dura + (160 if self.neck else 168) + source.uniform(-9, 11) - (0 if below > 0 else 8)
        x = max(float(start[0]) + 22, dura + 84)
        bend = source.uniform(-4, 4)
        course = np.array(
            [
                start,
                [x, y - 2 + high * source.uniform(0.9, 1.05) + bend],
                [dura + 112, y + self.fall * 0.7 + high * 0.86 - bend],
                [dura + 140, y + self.fall * 1.6 + high * 0.66],
                [end, y + self.fall * 2.4 + high * source.uniform(0.52, 0.64)],
            ]
        )
        return wind(spline(course, 10), 1.012, source.uniform(40, 62), source)

    def _vessel(self, course: Points, radius: float, shown_from: float) -> None:
        line = to_side(course, self.sign)
        along = lengths(line)
        flare = _flare(self.body.curve("rail_radius").at(self.place.mm), radius * 0.86)
        radii = half_widths(
            along, radius * 0.86, radius * 1.06, self.source, wobble=0.12, wavelength=34, flare=(flare, 0.0)
        )
        self.picture.vessel(
            "epidural",
            line,
            radii,
            self.region,
            role="epi",
            casing=0.8,
            shown_from=shown_from,
            round_ends=(True, False),
        )
        self.picture.cut_end(line[-1], float(radii[-1]))

    def _joining(self, lower: Points, upper: Points) -> None:
        """A small vein round the nerve from the upper to the lower one."""
        share = self.source.uniform(0.66, 0.86)
        start, end = upper[int(len(upper) * share)], lower[int(len(lower) * (share + 0.04))]
        bow = self.source.uniform(4, 9)
        course = np.array(
            [start, start + (end - start) * 0.35 + [bow, 0], start + (end - start) * 0.7 + [bow, 0], end]
        )
        line = to_side(resample(spline(course, 8), 2), self.sign)
        radius = self.radius * 0.36
        radii = half_widths(lengths(line), radius, radius, self.source, flare=(0.6, 0.6))
        self.picture.vessel(
            "epidural", line, radii, self.region, role="epi", casing=0.7, shown_from=0.5, lit=False
        )


def _flare(rail: float, branch: float) -> float:
    """Return by how much a branch may widen at a rail without showing beyond the rail's far edge."""
    return min(max(0.84 * rail / branch - 1, 0.0), 0.8)


def _ring(picture: Picture, body: Body, side: str, sign: int, vertebra: Span, rail: Points) -> None:
    """The ring round the sac has been cut with the arch: a stub on the rail, in the chest aslant (Λ)."""
    mm = vertebra.top + (vertebra.bottom - vertebra.top) * 0.40
    if mm > body.measures.closed - 4:
        return
    source, y = random_for("ring", vertebra.name, side), body.y.at(mm)
    y += source.uniform(-5, 5)
    right = to_side(rail, sign)
    start = right[int(np.argmin(np.abs(right[:, 1] - y)))]
    rise = 15 if vertebra.name.startswith("T") else 5
    end = np.array([body.flap.at(mm) + 4 - source.uniform(0, 4), y - rise + source.uniform(-3, 3)])
    course = np.array([start, start + (end - start) * 0.4 + [0, -1.5], end])
    line = to_side(resample(spline(course, 8), 2), sign)
    radius = body.curve("ring_radius").at(mm) * source.uniform(0.85, 1.15)
    flare = _flare(body.curve("rail_radius").at(mm), radius)
    radii = half_widths(lengths(line), radius, radius, source, flare=(flare, 0.0))
    engorged = swollen_rings(body, vertebra.name)
    absent = body.measures.cases["no_neck_rails"] if vertebra.name.startswith("C") else ""
    others = [word for case, _ in engorged for word in case.split() if not word.startswith("!")]
    with picture.case(unless(" ".join([*others, absent]))):
        _stub(picture, line, radii, radius, vertebra)
    for case, curve in engorged:
        with picture.case(case):
            wider = body.curve(curve).at(mm)
            _stub(picture, line, radii * wider, radius * wider, vertebra)


def _stub(picture: Picture, line: Points, radii: Values, radius: float, vertebra: Span) -> None:
    region = f"epidural-venous-rings.{vertebra.name}"
    picture.vessel("epidural", line, radii, region, role="epi", round_ends=(True, False))
    picture.cut_end(line[-1], radius)


def _rungs(picture: Picture, body: Body, rails: dict[int, list[Points]]) -> None:
    """On the closed dura the rungs of the ladder are whole; the lowest joins the ends of both rails."""
    for i, mm in enumerate(_RUNGS):
        source = random_for("rung", i)
        y, lowest = body.y.at(mm), mm == _RUNGS[-1]
        left, right = (_at_height(rails[sign][-1], y + source.uniform(-1.5, 1.5)) for sign in (-1, 1))
        if lowest:
            left, right = rails[-1][-1][-1], rails[1][-1][-1]
        wide, sag = float(right[0] - left[0]), 6.0 if lowest else -2.5
        course = np.array(
            [
                left,
                left + np.array([wide * 0.24, sag * 0.8 + source.uniform(-1, 1)]),
                (left + right) / 2 + np.array([wide * source.uniform(-0.05, 0.05), sag]),
                right + np.array([-wide * 0.24, sag * 0.8 + source.uniform(-1, 1)]),
                right,
            ]
        )
        line = wind(spline(course, 10), 1.006, 62, source)
        radius, flare = (3.2, 3.5, 3.0, 2.4)[i], 0.0 if lowest else 0.4
        radii = half_widths(
            lengths(line), radius, radius, source, wobble=0.12, wavelength=36, flare=(flare, flare)
        )
        region = f"posterior-internal-vertebral-plexus.{body.vertebra_at(mm)}"
        picture.vessel("epidural", line, radii, region, role="epi")


def _at_height(line: Points, y: float) -> Points:
    point: Points = line[int(np.argmin(np.abs(line[:, 1] - y)))]
    return point


def _marginal_sinus(picture: Picture, body: Body, side: str, sign: int, rail: Points) -> None:
    """At the foramen magnum the rail runs up behind the skull's edge."""
    low, near, far = body.y.at(-3), body.dura.at(-12), body.dura.at(-38)
    top = to_side(rail[:1], sign)[0]
    course = np.array(
        [
            top,
            [near + 54, low - 10],
            [near + 47, body.y.at(-14)],
            [near + 38, body.y.at(-24)],
            [far + 34, body.y.at(-38)],
        ]
    )
    line = wind(spline(to_side(course, sign), 10), 1.012, 60, random_for("marginal", side))
    radii = half_widths(
        lengths(line), 2.8, 4.0, random_for("marginal width", side), wobble=0.14, wavelength=40
    )
    picture.vessel("epidural", line, radii, f"marginal-sinus.{side}", role="epi", round_ends=(True, False))


def _external(picture: Picture, body: Body, side: str, sign: int, above: _Foramen, below: _Foramen) -> None:
    """What is left of the posterior external plexus beside the sawn arches; best developed in the neck."""
    source = random_for("external", side, above.level)
    if source.random() > (0.8 if below.neck else 0.42):
        return
    start = above.lower[int(len(above.lower) * source.uniform(0.58, 0.8))]
    end = below.upper[int(len(below.upper) * source.uniform(0.58, 0.8))]
    way = end - start
    if way[1] < 12:
        return
    course = np.array(
        [
            start,
            start + way * 0.33 + [source.uniform(2, 12), 0],
            start + way * 0.68 + [source.uniform(-4, 10), 0],
            end,
        ]
    )
    line = wind(spline(to_side(course, sign), 10), 1.03, 34, source)
    vertebra = body.vertebra_at(body.mm.at(float(line[len(line) // 2][1])))
    region = f"posterior-external-vertebral-plexus.{side}.{vertebra}"
    radii = half_widths(lengths(line), 1.5, 1.5, source, wobble=0.14, wavelength=26, flare=(0.5, 0.5))
    picture.vessel("epidural", line, radii, region, role="epi", casing=0.7, shown_from=0.5, lit=False)
    fork = line[int(len(line) * source.uniform(0.35, 0.6))]
    twig = np.array(
        [
            fork,
            fork + np.array([sign * source.uniform(8, 12), source.uniform(-5, 2)]),
            fork + np.array([sign * source.uniform(18, 26), source.uniform(-8, 5)]),
        ]
    )
    line = resample(spline(twig, 8), 2)
    radii = half_widths(lengths(line), 1.3, 1.3, source)
    picture.vessel(
        "epidural",
        line,
        radii,
        region,
        role="epi",
        casing=0.7,
        shown_from=0.5,
        lit=False,
        round_ends=(True, False),
    )
    picture.cut_end(line[-1], 1.5, 0.8)

"""The crosswise veins of the cord: links to the midline vein, arcades low down, arches round the side."""

import itertools
import math
import random
from dataclasses import dataclass, replace

import numpy as np

from assets.drawing.body import SIDES, Body
from assets.drawing.coil import is_coiled
from assets.drawing.curves import Points, lengths, random_for, resample, spline, wind
from assets.drawing.measures import Span
from assets.drawing.net import Net
from assets.drawing.picture import Picture, pieces, unless
from assets.drawing.trunks import JOINT, JOINT_RADIUS, Trunks, absent_in, where_broken
from assets.drawing.tube import half_widths

_CALIBRE = 0.2
_STRONG = ("T11", "T12", "L1", "L2", "L3")
_FINE = ("L4", "L5", "S1", "S2")
_NET_ONLY = ("S3", "S4", "S5", "Co1")
_ARCH_CHANCE = {"C": 0.34, "T": 0.28, "L": 0.9, "S": 0.3}


@dataclass(frozen=True, slots=True)
class Link:
    """A planned cross-link: its course ends on a posterolateral vein, or free to be joined to something."""

    segment: str
    sign: int
    start: Points
    end: Points
    on_trunk: bool
    strength: float

    @property
    def radius(self) -> float:
        """Half-width at the midline vein, in units."""
        return _CALIBRE * 12 * self.strength


def draw_links(picture: Picture, body: Body, trunks: Trunks, coiled: Trunks, net: Net) -> None:
    """Draw all cross-links, from the midline vein and from the coiled one, and what hangs on them."""
    links = _plan(body, trunks, net)
    arches = _plan_arches(body, links)
    for i, link in enumerate(links):
        _draw_in_cases(picture, body, coiled, link, i, i in arches)
    for side, sign in SIDES:
        chain = _chain(trunks, sign, links)
        _draw_arcades(picture, body, side, sign, trunks, chain)
        _draw_whole(picture, body, side, sign, trunks, chain)
    for i, arch in arches.items():
        _draw_arch(picture, body, links[i], *arch)


def _draw_in_cases(
    picture: Picture, body: Body, coiled: Trunks, link: Link, index: int, has_arch: bool
) -> None:
    """Draw a link as usual, thinning out where the posterolateral vein is absent, and from the coil.

    A link that goes on as an arch needs no other end than that.
    """
    absent = absent_in(body, link.sign, float(link.end[1]))
    ends_free = link.segment not in _NET_ONLY and not has_arch
    coil = body.measures.cases["coiled"] if is_coiled(body, float(link.start[1])) else ""
    with picture.case(unless(f"{absent if ends_free else ''} {coil}")):
        _draw_link(picture, link, index)
    if ends_free:
        with picture.case(f"{absent} {unless(coil)}".strip()):
            _draw_link(picture, link, index, thinning=True)
    if coil:
        with picture.case(coil):
            start = coiled.midline_at(float(link.start[1]))
            _draw_link(picture, replace(link, start=start), index)


def _plan(body: Body, trunks: Trunks, net: Net) -> list[Link]:
    links: list[Link] = []
    for segment in body.measures.segments:
        for j in range(body.measures.links[segment.name]):
            links.append(_plan_one(body, trunks, net, segment, j, links))
    return links


def _plan_one(body: Body, trunks: Trunks, net: Net, segment: Span, j: int, before: list[Link]) -> Link:
    """Choose side, height and slope: well apart from its neighbours, best where it meets a trunk."""
    source = random_for("link", segment.name, j)
    count, high = body.measures.links[segment.name], segment.bottom - segment.top
    strength = 1.25 if segment.name in _STRONG else 0.72 if segment.name in _NET_ONLY else 1.0
    strength *= 0.84 if segment.name in _FINE else 1.0
    strength *= source.uniform(0.8, 1.15)
    best: tuple[float, Link] | None = None
    for sign in (-1, 1):
        for step in (0.15, 0.35, 0.5, 0.65, 0.85):
            mm = segment.top + high * (j + step) / count
            y = body.y.at(mm)
            end, on_trunk = _end(body, trunks, net, segment.name, mm, sign, source, before)
            link = Link(segment.name, sign, trunks.midline_at(y), end, on_trunk, strength)
            score = _room(body, link, before) + source.uniform(0, 5) + (9 if on_trunk else 0)
            score -= 9 if before and before[-1].sign == sign else 0
            if best is None or score > best[0]:
                best = score, link
    assert best is not None
    return best[1]


def _end(
    body: Body,
    trunks: Trunks,
    net: Net,
    segment: str,
    mm: float,
    sign: int,
    source: random.Random,
    before: list[Link],
) -> tuple[Points, bool]:
    """Return where a link ends: on a posterolateral vein, free for an arcade, or on a node of the net."""
    y, wide = body.y.at(mm), body.cord.at(mm)
    slope = wide * (0.14 * math.sin(y / 37 + sign) + source.uniform(-0.10, 0.10))
    slope *= 0.55 if body.measures.links[segment] == 3 and mm > 380 else 1.0
    hit = None if segment in _NET_ONLY else trunks.side_at(y + slope, sign)
    if hit is not None:
        return hit, True
    lane = body.lane("vein_lane").at(mm) * source.uniform(0.82, 1.0)
    if segment in _NET_ONLY or mm < 120:
        place = net.nearest(sign * (max(lane, 24.0) if mm > 120 else lane * 0.9), y + source.uniform(-6, 14))
        return np.array(place), False
    above = [float(link.end[1]) for link in before[-8:] if link.sign == sign]
    down = max([y + 7 * math.sin(y / 29 + sign) + source.uniform(-3, 3), *(last + 11 for last in above)])
    return np.array([sign * lane, min(down, y + 22)]), False


def _room(body: Body, link: Link, before: list[Link]) -> float:
    """Return how far, up to 40 units, a link keeps from its neighbours; less where it would cross one."""
    y, room = float(link.start[1]), 40.0
    for other in before[-9:]:
        starts, ends = y - float(other.start[1]), float(link.end[1] - other.end[1])
        if other.sign != link.sign:
            room = min(room, 14 + abs(starts))
        elif starts * ends < 0 or abs(ends) < 9:
            room = min(room, -20.0)
        else:
            room = min(room, abs(starts), abs(ends))
    for vein in body.measures.radicular:
        if (vein.side == "right") == (link.sign > 0):
            segment = body.segments[vein.level]
            gap = y - body.y.at(segment.top + (segment.bottom - segment.top) * 0.18)
            room = min(room, 1.6 * gap - 4 if gap > 0 else 4 - 1.6 * gap)
    return room


def _draw_link(picture: Picture, link: Link, index: int, thinning: bool = False) -> None:
    source = random_for("link course", index)
    reach = link.end - link.start
    bow = source.uniform(-0.15, 0.15) * abs(float(reach[0]))
    course = np.array(
        [
            link.start,
            link.start + reach * [0.34, 0.15] + [0, bow],
            link.start + reach * [0.70, 0.76] + [0, bow * 0.4],
            link.end,
        ]
    )
    long = abs(float(reach[0])) > 36
    line = wind(spline(course, 14), 1.045 if long else 1.02, 34, source)
    into_net = thinning or link.segment in _NET_ONLY or (not link.on_trunk and link.segment.startswith("C"))
    radii = half_widths(
        lengths(line),
        link.radius,
        link.radius * (0.8 if into_net else 0.72),
        source,
        wavelength=26,
        flare=(0.9, 0.0),
        taper=(0.0, 0.55 * float(lengths(line)[-1]) if into_net else 0.0),
    )
    side = "left" if link.sign < 0 else "right"
    picture.vessel(
        "veins",
        line,
        radii,
        f"dorsal-transverse-anastomoses.{side}.{link.segment}",
        casing=0.7 if into_net else 0.9,
        round_ends=(True, not into_net),
    )


def _chain(trunks: Trunks, sign: int, links: list[Link]) -> list[Points]:
    """Return the free ends of one side's links from above down, with the end of the last trunk among them."""
    free = sorted(
        (
            link.end
            for link in links
            if link.sign == sign
            and not link.on_trunk
            and link.segment[0] in "TLS"
            and link.segment not in _NET_ONLY
        ),
        key=lambda end: float(end[1]),
    )
    last = trunks.posterolateral[sign][-1][-1]
    return [*(end for end in free if end[1] <= last[1]), last, *(end for end in free if end[1] > last[1])]


def _draw_whole(
    picture: Picture, body: Body, side: str, sign: int, trunks: Trunks, chain: list[Points]
) -> None:
    """Draw the posterolateral vein unbroken, over its runs and the free ends of links, in that variant."""
    cases, runs = body.measures.cases, trunks.posterolateral[sign]
    points = [point for line in runs for point in line[::6]]
    points += [end for end in chain if all(abs(float(end[1] - point[1])) > 9 for point in points)]
    course = np.array(sorted(points, key=lambda point: float(point[1])))
    line = resample(spline(course, 10), 2.5)
    along, radius = lengths(line), JOINT_RADIUS / JOINT
    radii = half_widths(
        along, radius, radius * 0.8, random_for("whole", side), wobble=0.13, wavelength=50, taper=(22.0, 40.0)
    )
    absent = f"{cases['no_sides']} {cases['no_right_side'] if sign > 0 else ''}"
    ids = pieces(line, body.segments_along(line), f"posterolateral-spinal-vein.{side}.{{}}".format)
    with picture.case(f"{cases['whole_sides']} {unless(absent)}"):
        picture.vessel("veins", line, radii, ids)


def _draw_arcades(
    picture: Picture, body: Body, side: str, sign: int, trunks: Trunks, chain: list[Points]
) -> None:
    """Below their last trunk the posterolateral veins go on as arches from link to link."""
    last = trunks.posterolateral[sign][-1][-1]
    for i, (upper, lower) in enumerate(itertools.pairwise(chain)):
        source = random_for("arcade", side, i)
        gap = float(np.hypot(*(lower - upper)))
        if gap < 7 or gap > 80:
            continue
        bow = sign * gap * source.uniform(0.12, 0.34)
        line = spline(
            np.array(
                [
                    upper,
                    upper + (lower - upper) * 0.3 + [bow, 0],
                    upper + (lower - upper) * 0.7 + [bow * 0.9, 0],
                    lower,
                ]
            ),
            10,
        )
        start, end = (
            JOINT_RADIUS if np.array_equal(place, last) else 2.85 - 0.1 * i for place in (upper, lower)
        )
        radii = half_widths(lengths(line), start, end, source, wavelength=24)
        ids = pieces(line, body.segments_along(line), f"posterolateral-spinal-vein.{side}.{{}}".format)
        with picture.case(where_broken(body, sign, float(upper[1]))):
            picture.vessel("veins", line, radii, ids, casing=0.9)


def _clear(arches: list[tuple[int, float, float]], sign: int, start: float, end: float) -> bool:
    """Tell whether an arch would neither cross one of its side nor end too close to it."""
    return not any(
        side == sign and ((start - first) * (end - last) < 0 or abs(end - last) < 12)
        for side, first, last in arches
    )


def _plan_arches(body: Body, links: list[Link]) -> dict[int, tuple[float, random.Random]]:
    """Return which links go on as an arch, by their number: how far it goes down, and its random source."""
    arches: list[tuple[int, float, float]] = []
    planned: dict[int, tuple[float, random.Random]] = {}
    for i, link in enumerate(links):
        source = random_for("arch", i)
        dip = _dip(body, link, source, arches)
        if dip is not None:
            y = float(link.end[1])
            arches.append((link.sign, y, y + dip))
            planned[i] = dip, source
    return planned


def _dip(
    body: Body, link: Link, source: random.Random, arches: list[tuple[int, float, float]]
) -> float | None:
    """Return how far the arch of a link goes down, clear of other arches, or None if it has none."""
    wide = body.cord.at(body.mm.at(float(link.end[1])))
    enlarged = link.segment in ("C5", "C6", "C7", "C8", "T1", "T11", "T12")
    chance = 0.75 if enlarged else _ARCH_CHANCE[link.segment[0]]
    if wide < 84 or link.segment in _NET_ONLY or source.random() > chance:
        return None
    if not link.on_trunk and link.segment[0] == "C":
        return None
    y = float(link.end[1])
    dips = [source.uniform(0.1, 0.3) * wide * turn for turn in (source.choice((-1, 1)), 1, -1, 0.4, -0.4)]
    return next((dip for dip in dips if _clear(arches, link.sign, y, y + dip)), None)


def _draw_arch(picture: Picture, body: Body, link: Link, dip: float, source: random.Random) -> None:
    """Lead from the posterolateral vein round the side of the cord to its front."""
    x, y = float(link.end[0]), float(link.end[1])
    wide = body.cord.at(body.mm.at(y))
    edge = body.cord.at(body.mm.at(y + dip))
    course = np.array(
        [
            [x, y],
            [x + link.sign * 0.20 * wide, y + dip * 0.25],
            [x + link.sign * 0.37 * wide, y + dip * 0.7],
            [link.sign * (edge - 3), y + dip],
        ]
    )
    line = wind(spline(course, 12), 1.04, 36, source)
    strong = 1.1 if link.segment in ("T11", "T12", "L1", "L2", "L3", "L4") else 0.85
    radii = half_widths(
        lengths(line),
        link.radius * strong,
        link.radius * 0.6,
        source,
        wavelength=24,
        flare=(0.6, 0.0),
        taper=(0.0, 18.0),
    )
    side = "left" if link.sign < 0 else "right"
    picture.vessel(
        "arches",
        line,
        radii,
        f"lateral-anastomotic-veins.{side}.{link.segment}",
        casing=0.9,
        round_ends=(True, False),
    )

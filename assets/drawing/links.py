"""The crosswise veins of the cord: links to the midline vein, arcades low down, arches round the side."""

import itertools
import math
import random
from dataclasses import dataclass

import numpy as np

from assets.drawing.body import SIDES, Body
from assets.drawing.curves import Points, lengths, random_for, spline, wind
from assets.drawing.measures import Span
from assets.drawing.net import Net
from assets.drawing.picture import Picture, pieces
from assets.drawing.trunks import Trunks
from assets.drawing.tube import half_widths

_CALIBRE = 0.2
_STRONG = ("T11", "T12", "L1", "L2", "L3")
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


def draw_links(picture: Picture, body: Body, trunks: Trunks, net: Net) -> None:
    """Draw all cross-links and what hangs on them."""
    links = _plan(body, trunks, net)
    for i, link in enumerate(links):
        _draw_link(picture, link, i)
    for side, sign in SIDES:
        _draw_arcades(picture, body, side, sign, trunks, links)
    for i, link in enumerate(links):
        _draw_arch(picture, body, link, i)


def _plan(body: Body, trunks: Trunks, net: Net) -> list[Link]:
    links: list[Link] = []
    sign = 1
    for segment in body.measures.segments:
        for j in range(body.measures.links[segment.name]):
            source = random_for("link", segment.name, j)
            places = _places(body, links, segment, j, -sign, source)
            sign = -sign if places else sign
            places = places or _places(body, links, segment, j, sign, source) or [(j + 0.5) / 3]
            links.append(_plan_one(body, trunks, net, segment, places, sign, source, links))
    return links


def _crowded(body: Body, y: float, sign: int) -> bool:
    """Tell whether a radicular vein sets out here on this side."""
    for vein in body.measures.radicular:
        segment = body.segments[vein.level]
        start = body.y.at(segment.top + (segment.bottom - segment.top) * 0.18)
        if (vein.side == "right") == (sign > 0) and -16 < y - start < 26:
            return True
    return False


def _places(
    body: Body, links: list[Link], segment: Span, j: int, sign: int, source: random.Random
) -> list[float]:
    """Return shares of the segment's height where a link has room on this side, best first."""
    count, high = body.measures.links[segment.name], segment.bottom - segment.top
    middle, apart = (j + 0.5) / count, 15.0 if count > 1 else 20.0
    shares = [
        middle + shift for shift in (source.uniform(-0.08, 0.08), -0.14, 0.14, -0.26, 0.26, 0.36, -0.36)
    ]
    result = []
    for share in shares:
        share = min(max(share, 0.06), 0.94)
        y = body.y.at(segment.top + high * share)
        alone = all(
            abs(float(link.start[1]) - y) > (apart if link.sign == sign else 6.0) for link in links[-6:]
        )
        if (alone or segment.name in _NET_ONLY) and not _crowded(body, y, sign):
            result.append(share)
    return result


def _meets(before: list[Link], sign: int, start: float, end: float) -> bool:
    """Tell whether a link would cross one before it on its side, or end too close to it."""
    for link in before[-8:]:
        if link.sign == sign:
            first, last = start - float(link.start[1]), end - float(link.end[1])
            if first * last < 0 or abs(last) < 9:
                return True
    return False


def _plan_one(
    body: Body,
    trunks: Trunks,
    net: Net,
    segment: Span,
    places: list[float],
    sign: int,
    source: random.Random,
    before: list[Link],
) -> Link:
    """Choose a height and a slope; prefer places where the link meets a posterolateral vein."""
    high = segment.bottom - segment.top
    strength = 1.25 if segment.name in _STRONG else 0.72 if segment.name in _NET_ONLY else 1.0
    strength *= source.uniform(0.8, 1.15)
    for share in places if segment.name not in _NET_ONLY else places[:1]:
        mm = segment.top + high * share
        y, wide = body.y.at(mm), body.cord.at(mm)
        slope = wide * (0.14 * math.sin(y / 37 + sign) + source.uniform(-0.10, 0.10))
        slope *= 0.55 if high < 10 else 1.0
        hit = trunks.side_at(y + slope, sign)
        if hit is not None and not _meets(before, sign, y, float(hit[1])):
            return Link(segment.name, sign, trunks.midline_at(y), hit, True, strength)
    mm = segment.top + high * places[0]
    y = body.y.at(mm)
    lane = body.lane("vein_lane").at(mm) * source.uniform(0.82, 1.0)
    if segment.name in _NET_ONLY or mm < 120:
        down = y + source.uniform(-6, 14)
        end = np.array(net.nearest(sign * lane * (1.25 if mm > 120 else 0.9), down))
    else:
        end = np.array([sign * lane, y + 9 * math.sin(y / 29 + sign) + source.uniform(-4, 4)])
    return Link(segment.name, sign, trunks.midline_at(y), end, False, strength)


def _draw_link(picture: Picture, link: Link, index: int) -> None:
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
    thin = link.radius * (0.8 if link.on_trunk else 0.72)
    if link.segment in _NET_ONLY or (not link.on_trunk and link.segment.startswith("C")):
        thin = 1.2
    radii = half_widths(lengths(line), link.radius, thin, source, wavelength=26, flare=(0.9, 0.25))
    side = "left" if link.sign < 0 else "right"
    picture.vessel("veins", line, radii, f"dorsal-transverse-anastomoses.{side}.{link.segment}", casing=0.9)


def _draw_arcades(
    picture: Picture, body: Body, side: str, sign: int, trunks: Trunks, links: list[Link]
) -> None:
    """Below their last trunk the posterolateral veins go on as arches from link to link."""
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
    chain = [trunks.posterolateral[sign][-1][-1], *free]
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
        radii = half_widths(lengths(line), 2.9 - 0.09 * i, 2.8 - 0.1 * i, source, wavelength=24)
        ids = pieces(line, body.segments_along(line), f"posterolateral-spinal-vein.{side}.{{}}".format)
        picture.vessel("veins", line, radii, ids, casing=0.9)


def _draw_arch(picture: Picture, body: Body, link: Link, index: int) -> None:
    """Lead from the posterolateral vein round the side of the cord to its front."""
    source = random_for("arch", index)
    mm = body.mm.at(float(link.end[1]))
    wide = body.cord.at(mm)
    enlarged = link.segment in ("C5", "C6", "C7", "C8", "T1", "T11", "T12")
    chance = 0.75 if enlarged else _ARCH_CHANCE[link.segment[0]]
    if wide < 56 or link.segment in _NET_ONLY or source.random() > chance:
        return
    if not link.on_trunk and link.segment[0] == "C":
        return
    dip = source.uniform(0.1, 0.3) * wide * source.choice((-1, 1))
    x, y = float(link.end[0]), float(link.end[1])
    edge = body.cord.at(body.mm.at(y + dip))
    course = np.array(
        [
            [x, y],
            [x + link.sign * 0.20 * wide, y + dip * 0.25],
            [x + link.sign * 0.37 * wide, y + dip * 0.7],
            [link.sign * edge, y + dip],
        ]
    )
    line = wind(spline(course, 12), 1.04, 36, source)
    strong = 1.1 if link.segment in ("T11", "T12", "L1", "L2", "L3", "L4") else 0.85
    radii = half_widths(
        lengths(line), link.radius * strong, link.radius * 0.42, source, wavelength=24, flare=(0.6, 0.0)
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

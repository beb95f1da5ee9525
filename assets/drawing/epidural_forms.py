"""The rails of the epidural ladder in their other forms: net-like, mixed, and engorged."""

import itertools
import random

import numpy as np

from assets.drawing.body import Body
from assets.drawing.curves import Points, Values, lengths, random_for, resample, slow_noise, spline
from assets.drawing.picture import Picture, pieces, unless

_MIXED = ("T2", "T3", "T6", "T7", "T10", "T11", "L2", "L3")
"""Vertebrae at which the mixed form has a net beside its trunk."""


def where_trunk(body: Body, neck: bool) -> str:
    """Return the case in which a rail is the plain trunk."""
    cases = body.measures.cases
    other = cases["no_neck_rails"] if neck else f"{cases['net_rails']} {cases['swollen_low']}"
    return unless(f"{cases['swollen_rails']} {other}")


def swollen(body: Body, neck: bool) -> list[tuple[str, str]]:
    """Return the cases in which a rail is engorged, each with the curve that says how much wider."""
    cases = body.measures.cases
    if neck:
        return [(f"{cases['swollen_rails']} {unless(cases['no_neck_rails'])}", "swollen")]
    trunk = unless(cases["net_rails"])
    return [(f"{cases[key]} {trunk}", curve) for key, curve in _SWOLLEN]


def swollen_rings(body: Body, level: str) -> list[tuple[str, str]]:
    """Return the cases in which the ring of a vertebra is engorged, each with its curve."""
    cases = body.measures.cases
    absent = unless(cases["no_neck_rails"]) if level.startswith("C") else ""
    keys = [pair for pair in _SWOLLEN if pair[0] != "swollen_low" or level[0] in "LS"]
    return [(f"{cases[key]} {absent}".strip(), curve) for key, curve in keys]


_SWOLLEN = (("swollen_rails", "swollen"), ("swollen_low", "swollen_low"))


def draw_net_form(picture: Picture, body: Body, side: str, line: Points) -> None:
    """Draw a rail as a net in the same lane: a thin thread with meshes on both sides of it."""
    cases = body.measures.cases
    region = f"posterior-internal-vertebral-plexus.{side}.{{}}"
    radius = body.curve("rail_radius")
    along, source = lengths(line), random_for("net rail", side)
    radii = radius(body.mm(line[:, 1])) * 0.46 * (1 + 0.18 * slow_noise(along, 34, source))
    radii = radii * np.clip(np.minimum(along, along[-1] - along) / 24, 0.2, 1) ** 0.6
    with picture.case(cases["net_rails"]):
        picture.vessel(
            "epidural", line, radii, pieces(line, body.vertebrae_along(line), region.format), role="epi"
        )
    outwards = -1 if side == "left" else 1
    for sign in (-1, 1):
        before: Points | None = None
        for i, (first, last) in enumerate(_meshes(along, random_for("meshes", side, sign))):
            source = random_for("mesh", side, sign, i)
            if sign != outwards and source.random() < 0.4:
                before = None
                continue
            reach = (13, 25) if sign == outwards else (8, 13)
            mesh = _arc(line[first], line[last], sign * source.uniform(*reach))
            level = body.vertebra_at(body.mm.at(float(mesh[len(mesh) // 2, 1])))
            width = round(radius.at(body.mm.at(float(mesh[0, 1]))) * source.uniform(0.26, 0.42), 1)
            with picture.case(
                f"{cases['net_rails']} {cases['mixed_rails'] if level in _MIXED else ''}".strip()
            ):
                picture.thread("epidural", mesh, "epi", 2 * width, region.format(level))
                middle = mesh[len(mesh) // 2]
                if before is not None and i % 2 and level not in _MIXED:
                    outer = _arc(before, middle, sign * source.uniform(2, 6))
                    picture.thread("epidural", outer, "epi", 1.7 * width, region.format(level))
            before = middle


def _meshes(along: Values, source: random.Random) -> list[tuple[int, int]]:
    """Return first and last point of each mesh along a rail."""
    places = [14.0]
    while places[-1] < along[-1] - 60:
        places.append(places[-1] + source.uniform(38, 74))
    indexes = np.searchsorted(along, places).tolist()
    return list(itertools.pairwise(indexes))


def _arc(start: Points, end: Points, bow: float) -> Points:
    way = end - start
    course = np.array([start, start + way * 0.28 + [bow * 0.9, 0], start + way * 0.7 + [bow, 0], end])
    return resample(spline(course, 8), 2.5)

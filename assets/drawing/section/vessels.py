"""Veins and arteries on a cut: as tubes where they run in it, as discs where it crosses them."""

import math
from collections.abc import Mapping, Sequence

import numpy as np

from assets.drawing.curves import Points, columns, ellipse, lengths, random_for, spline, wind
from assets.drawing.picture import Picture
from assets.drawing.section.cut import SCALE, Cut, at
from assets.drawing.section.shapes import blob
from assets.drawing.tube import half_widths

Course = Sequence[Sequence[float]]

_PARTS = {
    role: (
        f"{role}-edge",
        f"{role}-shade",
        "artery-shade" if role == "artery" else "vein-lumen",
        f"{role}-light",
    )
    for role in ("vein", "epi", "artery")
} | {"net": ("net", "net-fine", "net", "net")}
"""Edge, shade, inside and light of a disc; the faint one, of the net's colour, has little of them."""


def mirrored(course: Course, sign: int) -> list[list[float]]:
    """Return a course in mm as drawn on a side."""
    return [[sign * point[0], point[1]] for point in course]


def draw_tube(
    picture: Picture,
    layer: str,
    course: Course,
    radii: tuple[float, float],
    region: str,
    *,
    role: str = "vein",
    sinuosity: float = 1.03,
    wavelength: float = 34.0,
    flare: tuple[float, float] = (0.0, 0.0),
    taper: tuple[float, float] = (0.0, 0.0),
    casing: float = 1.5,
    lit: bool = True,
    shown_from: float = 0.0,
    ties: Mapping[str, tuple[float, float]] | None = None,
) -> Points:
    """Draw a vessel through points in mm and return its line in plate units.

    :param radii: half-widths in mm at its start and end.
    :param ties: edges of the drainage with the shares of the length between which the vessel draws them;
        the first share is where the edge starts, so it may be the greater one.
    """
    source = random_for(region, tuple(map(tuple, course)))
    smooth = spline(at(course), 14)
    line = wind(smooth, sinuosity, wavelength, source, 2.0) if sinuosity > 1 else smooth
    start, end = (radius * SCALE for radius in radii)
    widths = half_widths(
        lengths(line), start, end, source, wobble=0.07, wavelength=44, flare=flare, taper=taper
    )
    runs = [(edge, _run(line, *shares)) for edge, shares in (ties or {}).items()]
    picture.vessel(
        layer, line, widths, region, role=role, casing=casing, lit=lit, shown_from=shown_from, ties=runs
    )
    return line


def _run(line: Points, start: float, end: float) -> Points:
    last = len(line) - 1
    first, final = round(min(start, end) * last), round(max(start, end) * last)
    part = line[first : final + 1]
    return part if start < end else part[::-1]


def draw_disc(
    picture: Picture,
    layer: str,
    place: Sequence[float],
    radius: float,
    region: str,
    *,
    role: str = "vein",
    flat: float = 1.0,
) -> None:
    """Draw a vessel that runs lengthwise: its wall, its dark inside and an arc of light.

    :param flat: height by width; veins outside the dura are pressed flat.
    """
    source = random_for("disc", region, tuple(place))
    x, y = at([place])[0].tolist()
    size = radius * SCALE
    middle, squash = np.array([x, y]), np.array([1.0, flat])
    rim = middle + blob(0, 0, size, source, 26) * squash
    edge, shade, lumen, bright = _PARTS[role]
    body = "net-fine" if role == "net" else role
    inner = 0.60 if role != "artery" else 0.5
    picture.fill(layer, rim + np.array([1.6, 3.2]), "shadow", alpha=0.2)
    high = size * 0.96 * flat
    core = columns(x + np.linspace(-1, 1, 5) * max(size - high, 1.0), np.full(5, y))
    hidden = np.full(5, high)  # under the disc: the keyboard walks along vessels only
    picture.vessel(layer, core, hidden, region, role="vein" if role == "net" else role, lit=False)
    picture.fill(layer, rim, body, edge=edge, width=3.0, region=region)
    picture.fill(layer, middle + ellipse(0, 0, size * 0.82, size * 0.82, 24) * squash, shade, shown_from=0.3)
    picture.fill(layer, middle + ellipse(0, 0, size * inner, size * inner, 24) * squash, lumen)
    arc = np.linspace(math.pi * 1.02, math.pi * 1.52, 12)
    light = middle + columns(size * 0.86 * np.cos(arc), size * 0.86 * np.sin(arc)) * squash
    picture.stroke(layer, light, bright, max(size * 0.15, 1.2), shown_from=0.25)
    if role == "artery":
        picture.fill(
            layer, middle + ellipse(0, 0, size * 0.2, size * 0.2, 12), "artery-light", shown_from=0.3
        )


def arc_round(cut: Cut, first: float, last: float, out: float, steps: int = 24) -> list[list[float]]:
    """Return points in mm round the cord from one angle to another (radians, 0 to the right, up = back)."""
    a, b = cut.cord
    return [
        [(a + out) * math.cos(t), (b + out) * math.sin(t)] for t in np.linspace(first, last, steps).tolist()
    ]


def angle_of(cut: Cut, place: Sequence[float]) -> float:
    """Return the angle at which something lies on the ellipse of the cord."""
    a, b = cut.cord
    return math.atan2(place[1] / b, place[0] / a)

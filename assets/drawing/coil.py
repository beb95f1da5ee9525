"""The midline vein as it winds and swells when it is overfilled: the picture of a fistula."""

import math
from dataclasses import replace

import numpy as np

from assets.drawing.body import Body
from assets.drawing.curves import (
    Points,
    Values,
    columns,
    lengths,
    random_for,
    resample,
    slow_noise,
    smooth_step,
)
from assets.drawing.picture import Picture, pieces
from assets.drawing.trunks import Trunks

_STEP = 1.0
_EASED = 26.0
"""How far from its ends, in mm, the coil reaches its full swing."""


def plan_coil(body: Body, trunks: Trunks) -> Trunks:
    """Lay out the same trunks with the midline vein coiled."""
    line = _course(body, trunks.midline)
    return replace(trunks, midline=line, midline_radii=_radii(body, line))


def draw_coil(picture: Picture, body: Body, coiled: Trunks) -> None:
    """Draw the coiled vein."""
    ids = pieces(coiled.midline, body.segments_along(coiled.midline), "posteromedian-spinal-vein.{}".format)
    picture.vessel("veins", coiled.midline, coiled.midline_radii, ids)


def is_coiled(body: Body, y: float) -> bool:
    """Tell whether the midline vein is coiled at a height."""
    start, end = body.measures.coil
    return start < body.mm.at(y) < end


def _course(body: Body, midline: Points) -> Points:
    """Return the course: as in health above, then in meanders whose bends keep an even curve."""
    start, end = body.measures.coil
    swing = _meanders(body)
    inside = (midline[:, 1] > swing[0, 1]) & (midline[:, 1] < swing[-1, 1])
    first, last = np.flatnonzero(inside)[[0, -1]]
    mm = body.mm(swing[:, 1])
    calm = 1 - _share(mm, start, end)
    swing[:, 0] += np.interp(swing[:, 1], midline[:, 1], midline[:, 0]) * calm
    return resample(np.vstack([midline[:first], swing, midline[last + 1 :]]), 2.5)


def _share(mm: Values, start: float, end: float) -> Values:
    """Return how fully the vein is coiled: 0 at the ends of the coil, 1 within."""
    share: Values = smooth_step((mm - start) / _EASED) * smooth_step((end - mm) / (_EASED * 0.8))
    return share


def _meanders(body: Body) -> Points:
    """Return a line whose direction swings evenly to and fro, as a river's does, about the midline."""
    start, end = body.measures.coil
    source = random_for("coil")
    along = np.arange(0, 3000, _STEP)
    bend_noise, length_noise = slow_noise(along, 170, source), slow_noise(along, 230, source)
    steepest, wave = body.curve("coil_bend"), body.curve("coil_wave")
    x, y, phase = 0.0, body.y.at(start), 0.0
    rows: list[tuple[float, float]] = []
    bottom = body.y.at(end)
    for i in range(len(along)):
        mm = body.mm.at(y)
        eased = float(_share(np.array([mm]), start, end)[0])
        bend = steepest.at(mm) * eased * (1 + 0.16 * bend_noise[i])
        rows.append((x, y))
        if y >= bottom:
            break
        x += math.sin(bend * math.cos(phase)) * _STEP
        y += math.cos(bend * math.cos(phase)) * _STEP
        phase += 2 * math.pi * _STEP / (wave.at(mm) * (1 + 0.22 * length_noise[i]))
    line = np.array(rows)
    window = np.hanning(331)
    padded = np.pad(line[:, 0], 165, mode="edge")
    drift = np.convolve(padded, window / window.sum(), "valid")
    ease = _share(body.mm(line[:, 1]), start, end)
    return columns((line[:, 0] - drift) * smooth_step(ease * 2), line[:, 1])


def _radii(body: Body, line: Points) -> Values:
    along, source = lengths(line), random_for("coil width")
    calibre = body.curve("coil_calibre")(body.mm(line[:, 1]))
    noise = 1 + 0.13 * slow_noise(along, 70, source) + 0.06 * slow_noise(along, 27, source)
    radii: Values = calibre * body.measures.calibre / 2 * noise
    return radii

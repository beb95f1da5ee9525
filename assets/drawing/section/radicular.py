"""The radicular veins of a cut: which of the dorsal plate's example lie at its levels, and their ways out."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from assets.drawing.curves import to_side
from assets.drawing.measures import read_measures
from assets.drawing.picture import Picture
from assets.drawing.section.cut import SIDES, Cut, at
from assets.drawing.section.sac import pierced
from assets.drawing.section.vessels import Course, draw_tube, mirrored
from assets.drawing.section.words import covers

_MEASURES = read_measures()


@dataclass(frozen=True, slots=True)
class Outlet:
    """The posterior radicular veins of one side that a cut stands for; ``size`` in that of the usual one."""

    side: str
    sign: int
    levels: tuple[str, ...]
    great: bool
    size: float

    @property
    def when(self) -> str:
        """The case in which it is drawn: the cursor at one of its levels, and the vein not missing."""
        return _at(self.levels, self.levels if self.great else ())


def outlets(cut: Cut) -> Iterator[Outlet]:
    """Yield the posterior radicular veins of the dorsal plate's example within what a cut stands for."""
    veins = [vein for vein in _MEASURES.radicular if covers(cut.level, vein.level)]
    usual = next(vein.calibre for vein in veins if vein.level == cut.level)
    for side, sign in SIDES:
        for great in (False, True):
            some = [vein for vein in veins if (vein.side, vein.great) == (side, great)]
            if some:
                size = some[0].calibre / usual if great else 1.0
                yield Outlet(side, sign, tuple(vein.level for vein in some), great, size)


def crossings(cut: Cut) -> Iterator[tuple[str, int, str]]:
    """Yield where posterior radicular veins cross the dura: side, sign, and the case it is drawn in."""
    ways = list(outlets(cut))
    for side, sign in SIDES:
        levels = [level for way in ways if way.side == side for level in way.levels]
        great = [level for way in ways if way.side == side and way.great for level in way.levels]
        if levels:
            yield side, sign, _at(levels, great)


def _at(levels: Sequence[str], great: Sequence[str]) -> str:
    """Give the case "at these levels", but at those of the great vein only where it is not missing."""
    missing = f" !{_MEASURES.cases['no_great']}@{';'.join(great)}" if great else ""
    return f"@{';'.join(levels)}{missing}"


def draw_radicular(picture: Picture, cut: Cut) -> None:
    """Draw the posterior radicular veins, each at its own levels, and an anterior one on the right."""
    for outlet in outlets(cut):
        _posterior(picture, cut, outlet)
    radius = cut.radius("radicular")
    draw_tube(
        picture,
        "radicular",
        anterior_course(cut),
        (radius * 0.85, radius * 0.75),
        "anterior-radicular-veins.right",
        sinuosity=1.012,
        wavelength=80,
        flare=(0.5, 0),
        taper=(0, 26),
        casing=1.6,
        ties={"E30": (0.0, 0.3), "E34": (0.75, 1.0)},
    )


def _posterior(picture: Picture, cut: Cut, outlet: Outlet) -> None:
    """Draw a posterior radicular vein, a second time where a fistula widens it."""
    shunt, shunted = _MEASURES.shunt, _MEASURES.cases["shunted"]
    healthy = next(vein for vein in _MEASURES.radicular if vein.level == shunt.level)
    if shunt.side != outlet.side or shunt.level not in outlet.levels:
        with picture.case(outlet.when):
            _tube(picture, cut, outlet, outlet.size, 1.012)
        return
    with picture.case(f"{outlet.when} !{shunted}@{shunt.level}"):
        _tube(picture, cut, outlet, outlet.size, 1.012)
    with picture.case(f"{shunted}@{shunt.level}"):
        _tube(picture, cut, outlet, outlet.size * shunt.calibre / healthy.calibre, 1.06)


def _tube(picture: Picture, cut: Cut, outlet: Outlet, size: float, sinuosity: float) -> None:
    radius = cut.radius("radicular") * size
    beside = "E27" if outlet.side == "left" else "E28"
    ties = {"E26": (0.0, 0.28), beside: (0.3, 0.5), "E32": (0.75, 1.0)}
    great = {"E29": (0.0, 0.28), "E33": (0.75, 1.0)}
    region = "great-posterior-radicular-vein" if outlet.great else "posterior-radicular-veins"
    draw_tube(
        picture,
        "radicular",
        mirrored(posterior_course(cut), outlet.sign),
        (radius, radius * 0.8),
        f"{region}.{outlet.side}",
        sinuosity=sinuosity,
        wavelength=80,
        flare=(0.5 if size == 1 else 0.3, 0),
        taper=(0, 26),
        casing=1.6,
        ties=great if outlet.great else ties,
    )


def draw_slits(picture: Picture, cut: Cut) -> None:
    """Mark the slits by which the radicular veins enter the dura."""
    for side, sign, when in crossings(cut):
        with picture.case(when):
            _slit(picture, cut, side, sign, False)
    _slit(picture, cut, "right", 1, True)


def _slit(picture: Picture, cut: Cut, side: str, sign: int, front: bool) -> None:
    place, out = pierced(cut, front)
    along = np.array([-out[1], out[0]])
    angle = np.linspace(0, 2 * math.pi, 18, endpoint=False)
    rim = place + np.outer(np.cos(angle), along) * 0.17 + np.outer(np.sin(angle), out) * 0.06
    slit = to_side(at(rim), sign)
    picture.fill(
        "slits", slit, "ostium", edge="dura-edge", width=1.2, region=f"radicular-dural-crossing.{side}"
    )


def posterior_course(cut: Cut) -> Course:
    """Return the way of a posterior radicular vein, on the right, in mm."""
    (_, top), (px, py), (ex, ey) = cut.place("posteromedian"), cut.place("posterolateral"), cut.place("entry")
    wide = cut.dura[0]
    place, out = pierced(cut, front=False)
    end = (place - out * 0.05).tolist()
    before = (place - out * 0.2 + np.array([-0.5, 0.22])).tolist()
    lift = cut.radius("posterolateral") + cut.radius("radicular") * 0.75
    return [
        [0.0, top],
        [px * 0.42, top + 0.3],
        [px, py + lift + 0.08],
        [ex + 0.75, ey + 0.28],
        [ex + (wide - ex) * 0.55, ey + (end[1] - ey) * 0.42 + 0.52],
        before,
        end,
    ]


def anterior_course(cut: Cut) -> Course:
    """Return the way of the anterior radicular vein, on the right, in mm."""
    (ex, ey), wide = cut.place("exit"), cut.dura[0]
    b = cut.cord[1]
    place, out = pierced(cut, front=True)
    end = (place - out * 0.05).tolist()
    before = (place - out * 0.2 + np.array([-0.5, -0.22])).tolist()
    vein = cut.place("anteromedian")[1]
    return [
        [0.05, vein],
        [0.42, -b - 0.12],
        [1.3, -b - 0.55],
        [ex + 0.35, ey - 0.62],
        [ex + (wide - ex) * 0.55, ey + (end[1] - ey) * 0.4 - 0.4],
        before,
        end,
    ]

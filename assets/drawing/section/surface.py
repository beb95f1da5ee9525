"""Vessels on the cord: the pial net, the lengthwise veins and arteries, the links."""

import itertools
import math

import numpy as np

from assets.drawing.curves import columns, random_for, slow_noise
from assets.drawing.picture import Picture, unless
from assets.drawing.section.cut import SIDES, Cut, at
from assets.drawing.section.vessels import angle_of, arc_round, draw_disc, draw_tube, mirrored


def draw_net(picture: Picture, cut: Cut) -> None:
    """Draw the pial net as two strands that cross each other round the cord."""
    a, b = cut.cord
    for side, sign in SIDES:
        source = random_for("net", cut.level, side)
        for role, width, out, count in (("net-fine", 2.0, 0.17, 13), ("net", 3.2, 0.15, 9)):
            angle = np.linspace(math.pi / 2 - 0.05, -math.pi / 2 + 0.06, 240)
            along = np.linspace(0, 100, 240)
            lift = (
                out
                + 0.06 * np.sin(count * 2 * angle + source.uniform(0, 6))
                + 0.025 * slow_noise(along, 7, source)
            )
            line = at(columns((a + lift) * np.cos(angle) * sign, (b + lift) * np.sin(angle)))
            if role == "net":
                picture.stroke("net", line, "vein-edge", width + 1.8, alpha=0.6)
            picture.stroke("net", line, role, width, region=f"pial-venous-plexus.{side}")


def draw_round_side(picture: Picture, cut: Cut) -> None:
    """Draw the arched links between back and front, strongest in the loins."""
    edges = {"left": ("E16", "E18"), "right": ("E17", "E19")}
    for side, sign in SIDES:
        first = angle_of(cut, cut.place("posterolateral")) - 0.02
        last = angle_of(cut, cut.place("anterolateral")) + 0.02
        arc = arc_round(cut, first, last, 0.28, 16)[1:-1]
        course = mirrored([cut.place("posterolateral"), *arc, cut.place("anterolateral")], sign)
        radius = cut.radius("round_side")
        upper, lower = edges[side]
        draw_tube(
            picture,
            "round-side",
            course,
            (radius, radius * 0.85),
            f"lateral-anastomotic-veins.{side}",
            sinuosity=1.02 if sign > 0 else 1.03,
            wavelength=52,
            casing=1.0,
            flare=(0.4, 0.4),
            ties={upper: (0.0, 0.45), lower: (0.55, 1.0)},
        )


def draw_vasocorona(picture: Picture, cut: Cut) -> None:
    """Draw the fine arteries round the cord, in broken arcs."""
    for side, sign in SIDES:
        source = random_for("vasocorona", cut.level, side)
        first = angle_of(cut, cut.place("posterior_artery"))
        bounds = np.linspace(first - 0.06, -math.pi / 2 + 0.1, 4)
        for begin, end in itertools.pairwise(bounds.tolist()):
            course = arc_round(cut, begin, end + source.uniform(0.06, 0.16), 0.40, 12)
            draw_tube(
                picture,
                "vasocorona",
                mirrored(course, sign),
                (0.03, 0.024),
                f"arterial-vasocorona.{side}",
                role="artery",
                sinuosity=1.02,
                wavelength=30,
                casing=0.7,
                lit=False,
                taper=(8, 12),
            )


def draw_links(picture: Picture, cut: Cut) -> None:
    """Draw the cross-links over the posterior columns, from the midline vein to each side."""
    ends = {"left": "E13", "right": "E14"}
    for side, sign in SIDES:
        last = angle_of(cut, cut.place("posterolateral"))
        out = 0.16 if sign > 0 else 0.08
        course = mirrored(arc_round(cut, math.pi / 2 - 0.03, last, out, 7), sign)
        radius = cut.radius("round_side") + (0.035 if sign > 0 else 0.0)
        draw_tube(
            picture,
            "links",
            course,
            (radius, radius * 0.85),
            f"dorsal-transverse-anastomoses.{side}",
            sinuosity=1.03,
            wavelength=40 if sign > 0 else 52,
            casing=1.0,
            flare=(0.4, 0.4),
            ties={ends[side]: (1.0, 0.5), "E15": (0.5, 0.0)},
        )


def draw_arteries(picture: Picture, cut: Cut) -> None:
    """Draw the arteries that run lengthwise."""
    draw_disc(
        picture,
        "arteries",
        cut.place("anterior_artery"),
        cut.radius("anterior_artery"),
        "anterior-spinal-artery",
        role="artery",
    )
    x, y = cut.place("posterior_artery")
    for side, sign in SIDES:
        radius = cut.radius("posterior_artery") * (1.0 if sign > 0 else 0.92)
        draw_disc(
            picture, "arteries", (sign * x, y), radius, f"posterior-spinal-artery.{side}", role="artery"
        )


def draw_trunks(picture: Picture, cut: Cut) -> None:
    """Draw the veins that run lengthwise: up to six, the one at the back of the midline the largest."""
    draw_disc(
        picture, "trunks", cut.place("anteromedian"), cut.radius("anteromedian"), "anteromedian-spinal-vein"
    )
    x, y = cut.place("anterolateral")
    with picture.case(unless(cut.case("no_anterolateral"))):
        for side, sign in SIDES:
            radius = cut.radius("anterolateral") * (1.0 if sign < 0 else 0.88)
            role = "net" if cut.table["faint_anterolateral"] else "vein"
            draw_disc(
                picture, "trunks", (sign * x, y), radius, f"anterolateral-spinal-vein.{side}", role=role
            )
    with picture.case(unless(cut.case("coiled"))):
        _back(picture, cut, 1.0)
    with picture.case(cut.case("coiled")):
        _coils(picture, cut)
        _back(picture, cut, 1.55)


def _back(picture: Picture, cut: Cut, size: float) -> None:
    x, y = cut.place("posterolateral")
    for side, sign in SIDES:
        radius = cut.radius("posterolateral") * size * (1.0 if sign > 0 else 0.86)
        missing = f"{cut.case('no_sides')} {cut.case(f'no_{side}_side')}"
        with picture.case(unless(missing)):
            draw_disc(picture, "trunks", (sign * x, y), radius, f"posterolateral-spinal-vein.{side}")
    draw_disc(
        picture,
        "trunks",
        cut.place("posteromedian"),
        cut.radius("posteromedian") * size,
        "posteromedian-spinal-vein",
    )


def _coils(picture: Picture, cut: Cut) -> None:
    """Loops of the widened midline vein, which the cut meets more than once."""
    top = cut.place("posteromedian")[1]
    size = cut.radius("posteromedian")
    places = (
        (0.85, 0.62, 1.25),
        (-0.95, 0.70, 1.1),
        (1.7, 0.28, 0.95),
        (-0.2, 1.25, 1.15),
        (0.75, 1.55, 0.85),
    )
    x0 = cut.place("posterolateral")[0] / 2.1
    for x, y, share in places:
        draw_disc(
            picture,
            "trunks",
            (x * x0, top + y * 0.75 - abs(x) * 0.1),
            size * share,
            "posteromedian-spinal-vein",
        )
    draw_tube(
        picture,
        "coils",
        [
            [-0.2 * x0, top + 1.0],
            [0.3 * x0, top + 1.35],
            [0.8 * x0, top + 0.9],
            [0.4 * x0, top + 0.4],
            [0.0, top + 0.1],
        ],
        (size * 0.9, size * 0.9),
        "posteromedian-spinal-vein",
        sinuosity=1.04,
        wavelength=60,
    )

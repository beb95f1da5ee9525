"""The epidural space and its fat, the dura with its sleeves, the arachnoid, the ligaments of the cord."""

import math

import numpy as np

from assets.drawing.curves import Points, bezier, random_for, ring, rows, spline, to_side
from assets.drawing.picture import Picture
from assets.drawing.section.cut import SCALE, SIDES, Cut, at, spot, whole
from assets.drawing.section.shapes import blob, closed, distance, inside

_MOUTH = 0.95
"""Half the height of a sleeve's mouth, in mm."""


def sac_outline(cut: Cut, grow: float, mouth: float, reach: float) -> Points:
    """Return the outline of the sac, drawn out into a funnel on each side, in plate units.

    :param grow: mm added to the half-axes. :param mouth: half the height of the funnel where it leaves.
    :param reach: x in mm at which the funnel ends.
    """
    wide, high = cut.dura[0] + grow, cut.dura[1] + grow
    middle = cut.place("ganglion")[1]
    top = math.asin(min((middle + mouth * 1.7) / high, 1))
    bottom = math.asin(max((middle - mouth * 1.7) / high, -1))
    upper = [(wide * math.cos(t), high * math.sin(t)) for t in np.linspace(math.pi / 2, top, 46)]
    lower = [(wide * math.cos(t), high * math.sin(t)) for t in np.linspace(bottom, -math.pi / 2, 46)]
    end = (reach, middle + mouth * 0.56)
    start, low_end = upper[-1], (reach, middle - mouth * 0.46)
    first = bezier(start, (start[0] + 0.25, start[1] - 0.55), (wide + 0.35, end[1] + 0.12), end, 14)
    fore = lower[0]
    second = bezier(low_end, (wide + 0.35, low_end[1] - 0.12), (fore[0] + 0.25, fore[1] + 0.55), fore, 14)
    return whole(at(np.vstack([rows(upper), first[1:], second, rows(lower)[1:]])))


def sleeve_end(cut: Cut) -> float:
    """Return the x in mm at which the dura goes over into the sheath of the nerve."""
    return cut.place("ganglion")[0] - 1.15


def pierced(cut: Cut, front: bool) -> tuple[Points, Points]:
    """Return where a radicular vein meets the right wall of the sac, in mm, and the way out as a unit vector.

    It is the shoulder of the sleeve, at the back or at the front.
    """
    wall = sac_outline(cut, 0.0, _MOUTH, sleeve_end(cut)) / np.array([SCALE, -SCALE])
    right = wall[: len(wall) // 2]
    middle = cut.place("ganglion")[1]
    part = right[right[:, 1] < middle] if front else right[right[:, 1] > middle]
    index = int(np.argmin(np.abs(part[:, 0] - (cut.dura[0] + 0.12))))
    index = min(max(index, 1), len(part) - 2)
    way = part[index + 1] - part[index - 1]
    out = np.array([-way[1], way[0]]) / float(np.hypot(*way))
    return part[index], out


def draw_bed(picture: Picture, cut: Cut) -> None:
    """Draw the epidural space with its lobules of fat."""
    canal = cut.both("canal")
    picture.fill("ground", canal, "fat-bed", edge="fat-bed", width=90.0)
    picture.fill("bed", canal, "fat-bed", region="epidural-space")
    for side, sign in SIDES:
        _lobules(picture, cut, canal, sign, side)


def _lobules(picture: Picture, cut: Cut, canal: Points, sign: int, side: str) -> None:
    """Pack lobules between sac and canal and, sparser, in the foramen."""
    source = random_for("fat", cut.level, side)
    least, most = (SCALE * size for size in cut.table["fat"])
    sac = closed(sac_outline(cut, 0.2, _MOUTH, sleeve_end(cut)))
    foramen = cut.outline("foramen", sign)
    limit = (max(point[0] for point in cut.table["foramen"]) - 1.7) * SCALE
    step = least * 1.25
    low, high = canal.min(axis=0) - 3.5 * SCALE, canal.max(axis=0)
    places = np.array(
        [
            (x + source.uniform(-0.5, 0.5) * step, y + source.uniform(-0.5, 0.5) * step)
            for y in np.arange(low[1], high[1], step * 0.95)
            for x in np.arange(low[0], -low[0], step)
        ]
    )
    places = places[(places[:, 0] * sign > 0) & (places[:, 0] * sign < limit)]
    within = inside(places, canal)
    room = np.where(within, distance(places, closed(canal)), distance(places, closed(foramen)))
    room = np.minimum(room, distance(places, sac))
    ground = (within | inside(places, foramen)) & ~inside(places, sac)
    lobes: list[tuple[float, float, float]] = []
    for (x, y), free, good in zip(places.tolist(), room.tolist(), ground.tolist(), strict=True):
        size = min(source.uniform(least, most), free - 1.5)
        front = y > cut.dura[1] * SCALE * 0.55
        if not good or size < least * 0.72 or (front and source.random() > cut.size("front_fat")):
            continue
        if any(math.hypot(x - a, y - b) < 0.80 * (size + r) for a, b, r in lobes):
            continue
        lobes.append((x, y, size))
    outlines = [blob(x, y, size, source, 18) for x, y, size in lobes]
    picture.stroke("bed", [closed(one) for one in outlines], "fat-edge", 3.4)
    picture.fill("bed", outlines, "fat", edge="fat-line", width=0.9, region=f"epidural-fat.{side}")
    arc = np.linspace(math.pi * 1.06, math.pi * 1.56, 7)
    gleams = [np.column_stack([x + 0.66 * r * np.cos(arc), y + 0.62 * r * np.sin(arc)]) for x, y, r in lobes]
    picture.stroke("bed", gleams, "fat-light", 2.2, shown_from=0.45)


def draw_sac(picture: Picture, cut: Cut) -> None:
    """Draw dura, arachnoid and the space within; the sleeves are the funnels at the sides."""
    end = sleeve_end(cut)
    outer = sac_outline(cut, 0.15, _MOUTH + 0.16, end + 0.35)
    inner = sac_outline(cut, -0.13, _MOUTH - 0.12, end)
    picture.fill("dura", outer + np.array([2, 5]), "shadow", alpha=0.16)
    wall_of_sac = [outer, inner[::-1]]
    picture.fill("dura", wall_of_sac, "dura", edge="dura-edge", width=2.6, region="dura-mater")
    wall, film = cut.dura[0] + 0.2, sac_outline(cut, 0.03, _MOUTH + 0.05, end + 0.2)
    picture.stroke("dura", closed(film), "dura-light", 2.4, alpha=0.7, shown_from=0.3)
    for side, sign in SIDES:
        strip = _funnel(outer, inner, wall)
        picture.fill("dura", to_side(strip, sign), "dura-shade", alpha=0.16, region=f"dural-sleeve.{side}")
    picture.fill("space", inner, "csf", edge="dura-edge", width=1.8, region="subarachnoid-space")
    for k in range(6):
        shrunk = sac_outline(cut, -0.13 - 0.15 * (k + 1), _MOUTH - 0.14 - 0.05 * k, end - 0.1 * k)
        picture.fill("space", ring(closed(inner), closed(shrunk)), "csf-shade", alpha=0.07)
    _arachnoid(picture, cut, end)


def _funnel(outer: Points, inner: Points, wall: float) -> Points:
    """Return the right funnel's wall: what of the dura lies beyond the sac's own outline."""
    beyond = outer[outer[:, 0] > wall * SCALE]
    within = inner[inner[:, 0] > (wall - 0.3) * SCALE]
    return np.vstack([beyond, within[::-1]])


def _arachnoid(picture: Picture, cut: Cut, end: float) -> None:
    """The film inside the dura, and the strands that cross to the cord, most of them at the back."""
    film = sac_outline(cut, -0.36, _MOUTH - 0.30, end - 0.25)
    picture.stroke("space", closed(film), "dura-light", 2.2, alpha=0.6, shown_from=0.3)
    picture.stroke("space", closed(film), "dura-shade", 1.5, region="arachnoid-mater")
    source = random_for("trabeculae", cut.level)
    strands = []
    (a, b), (wide, high) = cut.cord, cut.dura
    for _ in range(30):
        t = source.gauss(math.pi / 2, 0.42) if source.random() < 0.8 else source.uniform(4.0, 5.4)
        u = t + source.uniform(-0.12, 0.12)
        start = np.array([(wide - 0.36) * math.cos(t), (high - 0.36) * math.sin(t)])
        stop = np.array([a * 1.02 * math.cos(u), b * 1.02 * math.sin(u)])
        bend = (start + stop) / 2 + [source.uniform(-0.2, 0.2), 0]
        strands.append(at(spline(np.vstack([start, bend, stop]), 6)))
    picture.stroke("space", strands, "dura-shade", 0.9, alpha=0.5, shown_from=0.4)


def draw_ligaments(picture: Picture, cut: Cut) -> None:
    """The denticulate ligaments: from the side of the cord to a tooth on the dura, beyond the roots."""
    a, wide = cut.cord[0], cut.dura[0] - 0.12
    gap = wide - a
    for side, sign in SIDES:
        upper = [
            (a - 0.2, 0.42),
            (a + gap * 0.18, 0.22),
            (a + gap * 0.55, 0.10),
            (wide - 0.1, 0.14),
            (wide, 0.3),
        ]
        lower = [
            (wide, -0.22),
            (wide - 0.1, -0.02),
            (a + gap * 0.55, -0.06),
            (a + gap * 0.18, -0.2),
            (a - 0.2, -0.42),
        ]
        blade = np.vstack([spline(rows(upper), 8), spline(rows(lower), 8)])
        outline = to_side(at(blade), sign)
        picture.fill("ligament", outline + np.array([1.5, 3]), "shadow", alpha=0.14)
        picture.fill(
            "ligament", outline, "pia", edge="pia-edge", width=2.0, region=f"denticulate-ligament.{side}"
        )
        fibres = [
            np.vstack([spot(a, y, sign), spot(wide - 0.2, y * 0.25 + 0.05, sign)]) for y in (-0.2, 0.0, 0.2)
        ]
        picture.stroke("ligament", fibres, "pia-edge", 0.9, alpha=0.7, shown_from=0.6)

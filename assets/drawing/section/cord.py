"""The cord: its outline with the grooves, the grey matter, the tracts and the pia."""

import math

import numpy as np

from assets.drawing.curves import Points, columns, ellipse, random_for, ring, rows, spline, to_side
from assets.drawing.picture import Picture
from assets.drawing.section.cut import SIDES, Cut, at, spot, whole
from assets.drawing.section.shapes import closed, inside, scattered


def cord_outline(cut: Cut, size: float = 1.0) -> Points:
    """Return the closed outline of the cord in plate units, grooves counted in, from the back clockwise."""
    a, b = cut.cord
    angle = np.linspace(math.pi / 2, math.pi / 2 - 2 * math.pi, 420, endpoint=False)
    x, y = a * np.cos(angle), b * np.sin(angle)
    back = np.sin(angle) > 0
    depth = cut.size("groove") * np.exp(-((np.abs(x) / 0.17) ** 1.6)) * back
    places = [(cut.place("entry")[0], 0.13, 0.16)]
    if "intermediate" in cut.table:
        places.append((cut.place("intermediate")[0], 0.13, 0.15))
    for middle, deep, wide in places:
        depth = depth + deep * np.exp(-(((np.abs(x) - middle) / wide) ** 2)) * back
    depth = depth + 0.12 * np.exp(-((x / 0.5) ** 2)) * ~back
    outline: Points = at(columns(x, y - np.where(back, depth, -depth)) * size)
    return outline


def grey_half(cut: Cut) -> tuple[Points, int]:
    """Return the right edge of the grey matter in mm, from the back of the commissure to its front.

    With it comes the index at which the dorsal horn passes into the ventral one.
    """
    steps = 8
    return spline(rows(cut.table["grey"]), steps), int(cut.table["waist"]) * steps


def draw_cord(picture: Picture, cut: Cut) -> None:
    """Draw everything of the cord but its vessels."""
    outline = cord_outline(cut)
    picture.fill("cord", outline + np.array([2.5, 7]), "shadow", alpha=0.2)
    picture.fill("cord", outline, "cord", edge="cord-edge", width=3.0, region="spinal-cord")
    for size in (0.975, 0.94, 0.89, 0.83):
        picture.fill("cord", ring(closed(outline), closed(outline * size)), "cord-shade", alpha=0.075)
    _fibres(picture, cut, outline)
    _tracts(picture, cut)
    _grey(picture, cut)
    _fissure(picture, cut)
    _grooves(picture, cut)
    picture.stroke("pia", closed(outline * 1.004), "pia-edge", 5.0)
    picture.stroke("pia", closed(outline * 1.004), "pia", 3.0, region="pia-mater")


def _fibres(picture: Picture, cut: Cut, outline: Points) -> None:
    """Fine dots for fibres cut across, and faint septa that enter from the pia."""
    source = random_for("fibres", cut.level)
    spots = [np.array([[x, y], [x + 0.4, y]]) for x, y in scattered(outline, 900, 9, source).tolist()]
    picture.stroke("cord", spots, "cord-shade", 2.2, alpha=0.22, shown_from=0.8)
    a, b = cut.cord
    septa = []
    for t in np.linspace(-2.6, 1.2, 34).tolist():
        angle = t + source.uniform(-0.04, 0.04)
        rim = np.array([a * math.cos(angle), b * math.sin(angle)]) * 0.985
        deep = source.uniform(0.72, 0.9)
        bend = rim * (1 + deep) / 2 + [source.uniform(-0.06, 0.06), source.uniform(-0.05, 0.05)]
        septa.append(at(spline(np.vstack([rim, bend, rim * deep]), 5)))
    picture.stroke("cord", septa, "cord-shade", 1.0, alpha=0.4, shown_from=0.5)


def _tracts(picture: Picture, cut: Cut) -> None:
    """The posterior columns; in the neck the intermediate septum parts the gracile from the cuneate one."""
    a, b = cut.cord
    edge, _ = grey_half(cut)
    tip = int(np.argmax(edge[:, 1]))
    inner = edge[: tip + 1]
    entry = cut.place("entry")
    top, side = math.pi / 2, math.atan2(entry[1] / b, entry[0] / a)
    rim = rows([(a * 0.985 * math.cos(t), b * 0.985 * math.sin(t)) for t in np.linspace(side, top, 26)])
    column = np.vstack([inner, rim])
    for name, sign in SIDES:
        shape = to_side(at(column), sign)
        picture.hit("cord", shape, f"dorsal-columns.{name}")
        if "intermediate" not in cut.table:
            picture.fill("cord", shape, "cord-light", alpha=0.28, region=f"gracile-fasciculus.{name}")
            continue
        septum = spline(rows([cut.place("intermediate"), (1.28, 2.5), (0.78, 1.2), (0.3, 0.0)]), 8)
        part = rim[rim[:, 0] < cut.place("intermediate")[0]]
        gracile = np.vstack([rows([(0, cut.size("septum"))]), septum[::-1], part])
        rest = rim[rim[:, 0] >= cut.place("intermediate")[0]]
        cuneate = np.vstack([inner[4:], rest, septum])
        picture.fill(
            "cord", to_side(at(gracile), sign), "cord-light", alpha=0.34, region=f"gracile-fasciculus.{name}"
        )
        picture.fill(
            "cord", to_side(at(cuneate), sign), "cord-light", alpha=0.14, region=f"cuneate-fasciculus.{name}"
        )


def _grey(picture: Picture, cut: Cut) -> None:
    edge, waist = grey_half(cut)
    outline = whole(at(edge))
    picture.fill("grey", outline + np.array([1, 2.5]), "grey-edge", alpha=0.25)
    picture.fill("grey", outline, "grey", edge="grey-edge", width=4.4)
    source = random_for("cells", cut.level)
    centre = float(edge[0, 1] + edge[-1, 1]) / 2
    middle = np.array([(0.45, centre)])
    horn = cut.place("horn")
    for side, sign in SIDES:
        back = np.vstack([edge[2 : waist + 1], middle])
        front = np.vstack([middle, edge[waist:-2]])
        picture.fill("grey", to_side(at(back), sign), "grey", region=f"dorsal-horn.{side}")
        picture.fill("grey", to_side(at(front), sign), "grey", region=f"ventral-horn.{side}")
        picture.fill("grey", to_side(_cap(cut, edge), sign), "grey-light", alpha=0.75)
        cells = scattered(at(np.vstack([middle, edge[waist + 3 : -10]])), 22, 9, source)
        spots = [ellipse(x, y, 3.0, 2.4, 10) for x, y in to_side(cells, sign).tolist()]
        picture.fill("grey", spots, "grey-edge", alpha=0.55, shown_from=0.6)
        entry = cut.place("entry")
        tract = spline(rows([entry, (entry[0] * 0.95, entry[1] - 0.3), (horn[0] + 0.05, horn[1] + 0.06)]), 8)
        picture.stroke("grey", to_side(at(tract), sign), "sulcus", 3.4, alpha=0.18)
    picture.stroke("grey", closed(outline), "grey-edge", 2.2)
    for size, alpha in ((0.9, 0.16), (0.8, 0.18)):
        light = at((edge - [0, centre]) * size + [0, centre])
        picture.fill("grey", whole(light), "grey-light", alpha=alpha)
    picture.fill("grey", at(ellipse(0, centre, 0.13, 0.11, 20)), "csf", edge="grey-edge", width=2.0)


def _cap(cut: Cut, edge: Points) -> Points:
    """The gelatinous substance at the tip of the dorsal horn."""
    tip = int(np.argmax(edge[:, 1]))
    part = edge[max(tip - 7, 0) : tip + 9]
    centre = part.mean(axis=0)
    return at(centre + (part - centre) * 0.72 - [0, 0.03])


def _fissure(picture: Picture, cut: Cut) -> None:
    """The anterior median fissure, a cleft that opens to the front, wider where the vein lies in it.

    It is drawn over the pia, which dips into it.
    """
    front = -cut.cord[1]
    deep, vein = front + cut.size("fissure"), cut.place("anteromedian")[1]
    radius = cut.radius("anteromedian")
    bay, behind = radius + 0.2, vein + radius + 0.12
    side = [
        (0.62, front - 0.13),
        (min(bay, 0.4), front + 0.1),
        (bay, vein),
        (0.32, behind),
        (0.24, (behind + deep) / 2),
        (0.15, deep - 0.16),
        (0.0, deep),
    ]
    line = at(spline(rows(side), 8))
    picture.fill("grooves", whole(line), "csf")
    for sign in (-1, 1):
        picture.stroke("grooves", to_side(line, sign), "pia-edge", 4.0)
        picture.stroke("grooves", to_side(line, sign), "pia", 2.2)


def _grooves(picture: Picture, cut: Cut) -> None:
    """Septum and sulci: soft strokes under a fine line."""
    b = cut.cord[1]
    base = b - cut.size("groove")
    septum = at(
        spline(
            rows([(0, base + 0.05), (0.025, (base + cut.size("septum")) / 2), (0, cut.size("septum"))]), 10
        )
    )
    picture.stroke("grooves", septum, "sulcus", 5.0, alpha=0.2)
    picture.stroke("grooves", septum, "sulcus", 2.2, region="posterior-median-septum")
    mouth = at(
        spline(
            rows([(-0.2, b - 0.06), (-0.08, base + 0.14), (0, base), (0.08, base + 0.14), (0.2, b - 0.06)]), 8
        )
    )
    picture.stroke("grooves", mouth, "sulcus", 3.2, region="posterior-median-sulcus")
    for side, sign in SIDES:
        x, y = cut.place("entry")
        groove = np.vstack(
            [spot(x + 0.03, y + 0.05, sign), spot(x - 0.05, y - 0.18, sign), spot(x - 0.14, y - 0.42, sign)]
        )
        picture.stroke("grooves", spline(groove, 6), "sulcus", 2.6, region=f"posterolateral-sulcus.{side}")
        if "intermediate" in cut.table:
            line = spline(rows([cut.place("intermediate"), (1.28, 2.5), (0.8, 1.25), (0.44, 0.3)]), 10)
            groove = to_side(at(line), sign)
            picture.stroke("grooves", groove, "sulcus", 1.6, alpha=0.65)
            near = groove[:13]
            picture.stroke("grooves", near, "sulcus", 2.6, region=f"posterior-intermediate-sulcus.{side}")


def to_rim(cut: Cut, angle: float) -> tuple[float, float, float]:
    """Return the point of the rim at an angle, and the share of the way in at which grey matter begins."""
    a, b = cut.cord
    edge, _ = grey_half(cut)
    grey = np.vstack([edge, edge[::-1] * [-1, 1]])
    shares = np.linspace(0.97, 0.05, 90)
    ray = np.column_stack([a * math.cos(angle) * shares, b * math.sin(angle) * shares])
    met = np.flatnonzero(inside(ray, grey))
    share = float(shares[met[0]]) if len(met) else 0.4
    return a * math.cos(angle), b * math.sin(angle), share

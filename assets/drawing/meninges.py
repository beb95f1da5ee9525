"""The dura, opened and pinned aside, its closed end, its sleeves; the arachnoid; nerves, ganglia and fat."""

import math
import random

import numpy as np

from assets.drawing.body import SIDES, Body
from assets.drawing.curves import (
    Points,
    bezier,
    columns,
    ellipse,
    random_for,
    resample,
    ring,
    simplified,
    to_side,
)
from assets.drawing.picture import Picture
from assets.drawing.tube import outline

_LOWEST_SLEEVE = 606.0


def draw_arachnoid(picture: Picture, body: Body) -> None:
    """A film just inside the dura, opened with it: a narrow pale strip with a fine torn edge."""
    for side, sign in SIDES:
        mm = body.range(-30, body.measures.closed - 3, 1.2)
        source = random_for("arachnoid", side)
        y = body.y(mm)
        share = np.clip(body.opening(mm) / body.dura(mm), 0, 1)
        ragged = (
            9 + 3.2 * np.sin(y / 19 + source.uniform(0, 6)) + 2.2 * np.sin(y / 7.3 + source.uniform(0, 6))
        )
        outer, inner = body.line(body.opening(mm), mm), body.line(body.opening(mm) - ragged * share, mm)
        film = to_side(simplified(ring(outer, inner), 0.2), sign)
        picture.fill("arachnoid", film, "pia", alpha=0.42, region=f"arachnoid-mater.{side}")
        picture.stroke("arachnoid", to_side(inner, sign), "pia-edge", 1.1, alpha=0.85, shown_from=0.3)
        picture.stroke(
            "arachnoid",
            to_side(inner + np.array([1.3, 0]), sign),
            "dura-light",
            0.9,
            alpha=0.6,
            shown_from=0.6,
        )


def draw_flaps(picture: Picture, body: Body) -> None:
    """The cut dura, folded outwards and held by pins."""
    measures = body.measures
    mm = np.concatenate(
        [body.range(-36, measures.closing, 1), np.linspace(measures.closing + 1, measures.closed, 60)]
    )
    fold, edge = body.line(body.opening(mm), mm), body.line(body.flap(mm), mm)
    folds, pins = _folds(body)
    for side, sign in SIDES:

        def fill(
            role: str, inner: Points, outer: Points, alpha: float, region: str = "", sign: int = sign
        ) -> None:
            picture.fill(
                "flaps", to_side(simplified(ring(inner, outer), 0.2), sign), role, alpha=alpha, region=region
            )

        for further, alpha in ((6.0, 0.10), (2.5, 0.16)):
            fill("shadow", fold, edge + np.array([further, 2]), alpha)
        fill("dura", fold, edge, 0.95, f"dura-mater.{side}")
        width = edge[:, 0] - fold[:, 0]
        for reach, alpha in ((4.0, 0.45), (10.0, 0.22)):
            fill(
                "dura-shade",
                fold - np.array([1, 0]),
                fold + columns(np.minimum(reach, width), 0 * width),
                alpha,
            )
        fill("dura-light", edge - columns(np.minimum(6, width), 0 * width), edge - np.array([1, 0]), 0.75)
        picture.stroke("flaps", to_side(edge, sign), "dura-edge", 1.7)
        picture.stroke("flaps", to_side(fold, sign), "dura-edge", 1.2, alpha=0.75)
        picture.stroke(
            "flaps", [to_side(line, sign) for line in folds], "dura-shade", 1.3, alpha=0.45, shown_from=0.3
        )
        for x, y in pins:
            picture.stroke(
                "flaps", to_side(np.array([[x - 4, y], [x + 12, y]]), sign), "pin", 1.5, shown_from=0.3
            )
            picture.fill("flaps", to_side(ellipse(x - 5, y, 2.3, 2.3), sign), "pin", shown_from=0.3)
    _ostia(picture, body)


def _folds(body: Body) -> tuple[list[Points], list[tuple[float, float]]]:
    """Return the tension folds that run to each pin, and the pins' places on the right."""
    pitch, folds, pins = body.measures.pins, [], []
    for k in range(
        math.ceil(body.y.at(-32) / pitch), math.floor(body.y.at(body.measures.closing) / pitch) + 1
    ):
        y = k * pitch
        mm = body.mm.at(y)
        x, inner = body.flap.at(mm), body.opening.at(mm)
        pins.append((x, y))
        for dy in (-34, -17, 17, 34):
            folds.append(
                bezier(
                    (x - 7, y + dy * 0.12),
                    (x - 15, y + dy * 0.35),
                    (inner + 9, y + dy * 0.75),
                    (inner + 3, y + dy),
                )
            )
    return folds, pins


def _ostia(picture: Picture, body: Body) -> None:
    """The dark openings by which the roots leave the sac."""
    half_turn = np.linspace(-math.pi / 2, math.pi / 2, 12)
    for level in body.levels:
        place = body.exit(level)
        if place.mm < body.measures.closing + 12:
            high = body.measures.root_widths[level] * 0.6 + 3
            inner = body.opening.at(place.mm)
            rim = columns(inner - 1 + 5 * np.cos(half_turn), place.y - 5 + high * np.sin(half_turn))
            for _, sign in SIDES:
                picture.fill("flaps", to_side(rim, sign), "ostium", alpha=0.75)


def draw_closed_sac(picture: Picture, body: Body) -> None:
    """Towards its end the sac is whole; the outer filum leaves it."""
    measures = body.measures
    mm = np.concatenate(
        [
            np.linspace(measures.closing, measures.closed, 60),
            body.range(measures.closed + 1, measures.bottom, 1.5),
        ]
    )
    wall, rim = body.line(body.dura(mm), mm), body.line(body.opening(mm), mm)
    for inward, alpha in ((9, 0.10), (6, 0.12), (2.5, 0.18)):
        shadow = body.line(np.maximum(body.opening(mm) - inward, 0), mm)
        for _, sign in SIDES:
            picture.fill("closed", to_side(ring(shadow, rim + np.array([1, 0])), sign), "shadow", alpha=alpha)
    end = body.y.at(646)
    tail = columns(0.0, np.linspace(body.y.at(640), end + 58, 12))
    picture.fill(
        "closed",
        outline(tail, np.linspace(7.4, 4.6, 12), round_start=False),
        "filum",
        edge="filum-edge",
        width=1.6,
        region="filum-terminale",
    )
    body_of_sac = ring(rim, wall)
    picture.fill("closed", [body_of_sac, to_side(body_of_sac, -1)], "dura", region="dura-mater")
    for share in (0.97, 0.92, 0.86, 0.78, 0.68):
        inner = body.line(np.maximum(body.dura(mm) * share, body.opening(mm)), mm)
        for _, sign in SIDES:
            picture.fill("closed", to_side(ring(inner, wall), sign), "dura-shade", alpha=0.12)
    ridge = body.range(measures.closed + 4, measures.bottom - 4, 3)
    swell = np.sin(np.linspace(0, math.pi, len(ridge))) ** 0.7
    for share in (0.42, 0.36, 0.30, 0.24, 0.18, 0.12, 0.06):
        half = body.dura(ridge) * share * swell
        gleam = ring(body.line(-half - 4 * swell, ridge), body.line(half * 0.6, ridge))
        picture.fill("closed", gleam, "dura-light", alpha=0.065)
    for _, sign in SIDES:
        picture.stroke("closed", to_side(wall, sign), "dura-edge", 1.8)


def draw_sleeves(picture: Picture, body: Body) -> None:
    """Each root pair leaves in a sleeve of dura, swells to its ganglion and is cut beyond the foramen."""
    for level in body.levels:
        if body.exit(level).mm > _LOWEST_SLEEVE:
            _sacral_sleeve(picture, body, level)
        else:
            _sleeve(picture, body, level)


def _sleeve(picture: Picture, body: Body, level: str) -> None:
    place, neck = body.exit(level), level.startswith("C")
    wide, y = body.measures.root_widths[level] * 0.62, body.exit(level).y
    inner = place.dura + (8 if place.mm < body.measures.closing + 12 else -3)
    ganglion = place.dura + (100 if neck else 108)
    end = place.dura + (158 if neck else 166)
    fall = -4 if level in ("C1", "C2") else 10
    sleeve = resample(
        bezier(
            (inner, y - 6),
            (inner + 40, y - 5),
            (ganglion - 40, y - 1 + fall * 0.3),
            (ganglion, y + fall * 0.5),
        ),
        4,
    )
    nerve = resample(
        bezier(
            (ganglion, y + fall * 0.5),
            (ganglion + 30, y + fall * 0.9),
            (end - 30, y + fall * 2),
            (end, y + fall * 2.6),
        ),
        4,
    )
    for side, sign in SIDES:
        half = np.full(len(nerve), wide * 1.35 + 1.5)
        trunk = outline(nerve, half, round_start=False, round_end=False)
        picture.fill("nerves", to_side(trunk, sign), "nerve", edge="root-edge", width=2.2)
        fibres = [to_side(nerve + np.array([0, share * wide]), sign) for share in (-0.5, 0.1, 0.7)]
        picture.stroke("nerves", fibres, "root-line", 1.0, shown_from=0.45)
        cut = ellipse(end, y + fall * 2.6, 3.0, wide * 1.35 + 1.0)
        picture.fill("nerves", to_side(cut, sign), "root-light", edge="root-edge", width=1.4)
        cover = outline(
            sleeve,
            np.linspace(wide * 1.9 + 3, wide * 1.25 + 3.5, len(sleeve)),
            round_start=False,
            round_end=False,
        )
        picture.fill(
            "sleeves",
            to_side(cover, sign),
            "dura",
            edge="dura-edge",
            width=2.2,
            region=f"dural-sleeve.{side}.{level}",
        )
        lower = sleeve + columns(0 * sleeve[:, 0], np.linspace(wide * 1.3, wide * 0.9, len(sleeve)))
        picture.stroke("sleeves", to_side(lower, sign), "dura-shade", 3.0, alpha=0.30, shown_from=0.3)
        if level != "C1":
            _ganglion(
                picture, level, side, sign, (ganglion + 6, y + fall * 0.6), wide, math.atan2(fall * 0.9, 60)
            )


def _ganglion(
    picture: Picture, level: str, side: str, sign: int, middle: tuple[float, float], wide: float, lean: float
) -> None:
    source = random_for("ganglion", level, side)
    long, high = (17 if level[0] == "T" else 21) * source.uniform(0.92, 1.08), wide * 1.3 + 4

    def placed(x: float, y: float, rx: float, ry: float) -> Points:
        rim = ellipse(x, y, rx, ry, 28)
        turned = columns(
            rim[:, 0] * math.cos(lean) - rim[:, 1] * math.sin(lean),
            rim[:, 0] * math.sin(lean) + rim[:, 1] * math.cos(lean),
        )
        return to_side(turned + np.array(middle), sign)

    picture.fill(
        "ganglia",
        placed(0, 0, long, high),
        "ganglion",
        edge="ganglion-edge",
        width=2.2,
        region=f"dorsal-root-ganglion.{side}.{level}",
    )
    picture.fill(
        "ganglia",
        placed(-4 * sign * 0, -high * 0.34, long * 0.55, high * 0.30),
        "ganglion-light",
        alpha=0.8,
        shown_from=0.3,
    )


def _sacral_sleeve(picture: Picture, body: Body, level: str) -> None:
    """The lowest roots leave the end of the sac steeply."""
    rank = ("S1", "S2", "S3", "S4", "S5", "Co1").index(level)
    start_mm = (611, 622, 630, 636, 640.5, 643.5)[rank]
    wide = body.measures.root_widths[level] * 0.55
    for side, sign in SIDES:
        source = random_for("sacral sleeve", level, side)
        x, y = body.dura.at(start_mm) - 7, body.y.at(start_mm)
        usual = ((122, 62), (82, 72), (38, 70), (22, 66), (13, 62), (9, 52))[rank]
        reach, fall = usual[0] + source.uniform(-5, 4), usual[1] + source.uniform(-9, 5)
        line = resample(
            bezier(
                (x, y),
                (x + reach * (0.42 if rank < 2 else 0.5), y + fall * 0.26),
                (x + reach * (0.86 if rank < 2 else 0.9), y + fall * 0.55),
                (x + reach, y + fall),
            ),
            4,
        )
        turn = round(len(line) * (0.62 if rank < 2 else source.uniform(0.52, 0.66)))
        radii = np.linspace(wide * 1.1 + 0.8, wide * 0.9 + 0.6, len(line) - turn + 1)
        trunk = outline(line[turn - 1 :], radii, round_start=False, round_end=False)
        picture.fill("nerves", to_side(trunk, sign), "nerve", edge="root-edge", width=1.6)
        end = ellipse(float(line[-1][0]), float(line[-1][1]), float(radii[-1]), 1.8)
        picture.fill("nerves", to_side(end, sign), "root-light", edge="root-edge", width=1.2)
        cover = outline(
            line[: turn + 1],
            np.linspace(wide * 1.7 + 2.4 - 0.5 * rank, wide * 1.2 + 2 - 0.3 * rank, turn + 1),
            round_start=False,
        )
        picture.fill(
            "sleeves",
            to_side(cover, sign),
            "dura",
            edge="dura-edge",
            width=1.8,
            region=f"dural-sleeve.{side}.{level}",
        )
        if rank < 2:
            lean = math.atan2(fall, reach)
            _ganglion(
                picture, level, side, sign, (float(line[turn][0]) + 2, float(line[turn][1])), wide, lean
            )


def draw_fat(picture: Picture, body: Body) -> None:
    """Lobules of fat between dura and pedicles, unlike on the two sides."""
    exits = [body.exit(level) for level in body.levels]
    for vertebra in body.measures.vertebrae:
        if vertebra.name.startswith("S"):
            continue
        for side, sign in SIDES:
            source = random_for("fat", vertebra.name, side)
            top, bottom = body.y.at(vertebra.top), body.y.at(vertebra.bottom)
            count = int((bottom - top) / (9 if vertebra.name.startswith("C") else 5.2))
            lobules = []
            for i in range(count):
                y = top + (bottom - top) * (i + 0.5) / count + source.uniform(-4, 4)
                mm = body.mm.at(y)
                narrowed = body.opening.at(mm) < 0.6 * body.dura.at(mm)  # there it would lie in the sac
                if not narrowed and all(abs(y - (place.y - 3)) >= 15 or place.mm > 612 for place in exits):
                    x = body.flap.at(mm) + source.uniform(4, 42)
                    size = source.uniform(5.5, 10.5) * (0.8 if vertebra.name.startswith("C") else 1)
                    lobules.append((x, y, size))
            if lobules:
                _lobules(picture, lobules, sign, source, f"epidural-fat.{side}")


def _lobules(
    picture: Picture, lobules: list[tuple[float, float, float]], sign: int, source: random.Random, region: str
) -> None:
    discs, gleams = [], []
    angle, arc = (
        np.linspace(0, 2 * math.pi, 14, endpoint=False),
        np.linspace(math.pi * 1.05, math.pi * 1.65, 7),
    )
    for x, y, size in lobules:
        stretch, phase = source.uniform(0.8, 1.15), source.uniform(0, 3)
        discs.append(
            to_side(
                columns(
                    x + size * stretch * np.cos(angle) * (1 + 0.06 * np.sin(3 * angle + phase)),
                    y + size / stretch * np.sin(angle),
                ),
                sign,
            )
        )
        gleams.append(columns(sign * x + size * 0.62 * np.cos(arc), y + size * 0.62 * np.sin(arc)))
    picture.fill("fat", discs, "fat-edge", edge="fat-edge", width=2.6)
    picture.fill("fat", discs, "fat", edge="fat-line", width=0.9, region=region)
    picture.stroke("fat", gleams, "fat-light", 2.0, shown_from=0.5)

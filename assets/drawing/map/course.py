"""The courses of the map's veins, as the hand-written table gives them."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from assets.drawing.curves import (
    Points,
    Values,
    bezier,
    columns,
    lengths,
    nearest,
    random_for,
    resample,
    spline,
    wind,
)
from assets.drawing.tube import half_widths

FOLDER = Path(__file__).parent
_STEP = 3.0
_WAVE = 120.0
_STRETCH = 46.0
"""How much of a vein's end stands for the edge by which it empties, unless the table says more."""

_OUTSIDE = 330.0
"""What lies so far from the middle, or below the sac, is drawn at the height of its levels."""

_BELOW_SAC = "Sacrum and pelvis"

_LEVELS = {"Neck": "C", "Thorax": "T", "Loins": "L", _BELOW_SAC: "S;Co"}

Tie = tuple[str, Points]


@dataclass(frozen=True, slots=True)
class Course:
    """One tube of the map: what it belongs to, its line, half-widths, and the edges along it.

    ``height`` decides at a crossing which tube lies over the other; tubes of one height join.
    ``lifted`` is the stretch that comes to lie over the cord, as first and last index of the line.
    ``when`` names the cases that it is drawn in, or not drawn in.
    """

    region: str
    layer: str
    role: str
    line: Points
    radii: Values
    ties: tuple[Tie, ...]
    height: int
    casing: float
    dashed: bool
    round_ends: tuple[bool, bool]
    lifted: tuple[int, int] | None
    cut: bool
    when: str


def read_table(folder: Path = FOLDER) -> dict[str, Any]:
    """Read ``places.toml``."""
    return tomllib.loads((folder / "places.toml").read_text("utf-8"))


def read_courses(table: Mapping[str, Any]) -> list[Course]:
    """Give every tube of the table; those of both sides come twice."""
    courses = [course for row in table["vein"] for course in _courses(row)]
    rows = table["rows"]
    where: dict[str, set[str]] = {}
    for course in courses:
        where.setdefault(course.region, set()).add(_row_of(course, rows))
    repeated = {region for region, names in where.items() if len(names - {""}) > 1}
    return [
        _at_levels(course, _LEVELS.get(_row_of(course, rows), "")) if course.region in repeated else course
        for course in courses
    ]


def _row_of(course: Course, rows: Mapping[str, Sequence[float]]) -> str:
    """Give the row of the map that a tube outside the sac lies in; "" if it lies in none or several."""
    low, high = course.line[:, 1].min(), course.line[:, 1].max()
    row = next((name for name, (top, bottom) in rows.items() if top <= low and high <= bottom), "")
    outside = row == _BELOW_SAC or np.abs(course.line[:, 0]).min() >= _OUTSIDE
    return row if outside else ""


def _at_levels(course: Course, levels: str) -> Course:
    """Say of the edges along a tube that they are drawn once for each row, here for some levels."""
    if not levels:
        return course
    return replace(course, ties=tuple((f"{edge}@{levels}", line) for edge, line in course.ties))


def _courses(row: Mapping[str, Any]) -> Iterable[Course]:
    sides = {"both": ("right", "left"), "right": ("right",), "left": ("left",), "": ("",)}[
        row.get("side", "")
    ]
    for side in sides:
        mirrored = side == "left" and row["side"] == "both"
        yield _course(row, side, -1.0 if mirrored else 1.0)


def _course(row: Mapping[str, Any], side: str, sign: float) -> Course:
    region = f"{row['id']}.{side}" if side and row.get("sided", True) else row["id"]
    corners = np.array(row["points"], float) * [sign, 1.0]
    source = random_for("map", row["id"], side, row["points"][0])
    line = resample(rounded(corners, row.get("bend", 34.0)), _STEP)
    if lengths(line)[-1] > 60:
        line = wind(line, row.get("sinuosity", 1.0011), _WAVE, source, _STEP)
    width = row["r"]
    start, end = width if isinstance(width, list) else (width, width)
    round_ends = tuple(row.get("round", [True, True]))
    flare, taper = row.get("flare", [0.0, 0.12]), row.get("taper", [0.0, 0.0])
    radii = half_widths(
        lengths(line), start, end, source, wobble=0.03, wavelength=170.0, flare=(flare[0], flare[1]),
        taper=(taper[0], taper[1]),
    )  # fmt: skip
    lifted = None
    if "lift" in row:
        ends = [nearest(line, x * sign, y) for x, y in row["lift"]]
        lifted = min(ends), max(ends)
    return Course(
        region, row.get("layer", "epidural"), row.get("role", "epi"), line, radii,
        tuple(_ties(row, line, side, sign)), row.get("height", 0), row.get("casing", 1.3),
        row.get("dashed", False), (round_ends[0], round_ends[1]), lifted,
        row.get("cut", False), _of_side(row.get("when", ""), side),
    )  # fmt: skip


def _ties(row: Mapping[str, Any], line: Points, side: str, sign: float) -> Iterable[Tie]:
    """Give the stretches of a tube that stand for edges: its start, its end, its whole, or between places."""
    along = lengths(line)
    size = float(along[-1])
    reach = min(row.get("stretch", _STRETCH), size)
    for key, part in (
        ("starts", line[along <= reach]),
        ("ends", line[along >= size - reach]),
        ("whole", line),
    ):
        if edge := _of_side(row.get(key, ""), side):
            yield edge, part
    for name, x0, y0, x1, y1 in row.get("ties", ()):
        first, last = nearest(line, x0 * sign, y0), nearest(line, x1 * sign, y1)
        part = line[first : last + 1] if first < last else line[last : first + 1][::-1]
        if edge := _of_side(name, side):
            yield edge, part


def _of_side(name: str, side: str) -> str:
    """Give what is said of a side where the table tells of two: ``E12/E11`` is E12 right, E11 left."""
    right, slash, left = name.partition("/")
    return left if slash and side == "left" else right


def rounded(corners: Points, bend: float) -> Points:
    """Give a line of straight runs with round corners, each no wider than half its shorter arm."""
    parts = [corners[:1]]
    for before, corner, after in zip(corners, corners[1:], corners[2:], strict=False):
        ways = [before - corner, after - corner]
        sizes = [float(np.hypot(*way)) for way in ways]
        room = min(bend, sizes[0] / 2, sizes[1] / 2)
        first, last = (corner + way / size * room for way, size in zip(ways, sizes, strict=True))
        inner = [first + (corner - first) * 0.6, last + (corner - last) * 0.6]
        parts.append(bezier(first.tolist(), inner[0].tolist(), inner[1].tolist(), last.tolist(), 10))
    return np.vstack([*parts, corners[-1:]])


def shape(corners: Sequence[Sequence[float]], bend: float) -> Points:
    """Give an outline with round corners, as evenly spaced points."""
    return resample(rounded(np.array(corners, float), bend), 6.0)


def traced(row: Mapping[str, Any]) -> Points:
    """Give an outline of the table: straight runs with round corners, or a smooth curve."""
    if "curve" in row:
        return spline(np.array(row["curve"], float), 8)
    return shape(row["corners"], row["bend"])


def both_halves(right: Points) -> Points:
    """Give the whole outline of which this is the right half, from above downwards."""
    return np.vstack([right, (right * [-1, 1])[::-1]])


def oval(centre: Sequence[float], wide: float, high: float, steps: int = 48) -> Points:
    """Give the rim of an oval, from its right end round by the bottom."""
    angle = np.linspace(0, 2 * np.pi, steps, endpoint=False)
    return columns(centre[0] + wide * np.cos(angle), centre[1] + high * np.sin(angle))

"""The leaders of a worksheet, read back from its page, and how close they come to each other."""

import re
import subprocess
from itertools import combinations, pairwise
from math import dist
from pathlib import Path
from typing import NamedTuple

Point = tuple[float, float]
Segment = tuple[Point, Point]

_MILLIMETRE = 72 / 25.4
_POINT = r"[\d.]+ [\d.]+ ?"
_ONE = rf"M {_POINT}(?:L {_POINT}){{1,2}}"
"""A leader that is level all the way has no bend."""


class Closest(NamedTuple):
    """Millimetres between the two leaders, and the two dots, that are closest to each other."""

    count: int
    leaders: float
    dots: float


def closest_on(sheet: Path, folder: Path) -> Closest:
    """Read the first page of a worksheet; its leaders are one path of many short lines."""
    drawn = folder / "sheet.svg"
    subprocess.run(["pdftocairo", "-svg", "-f", "1", "-l", "1", str(sheet), str(drawn)], check=True)
    found = re.search(rf'<path [^>]*d="((?:{_ONE}){{20,}})"[^>]*matrix\(([\d.]+),', drawn.read_text())
    assert found is not None
    scale = float(found[2]) / _MILLIMETRE
    leaders = []
    for one in found[1].split("M ")[1:]:
        numbers = [float(word) * scale for word in re.findall(r"[\d.]+", one)]
        leaders.append(list(zip(numbers[::2], numbers[1::2], strict=True)))
    pairs = list(combinations(leaders, 2))
    return Closest(
        len(leaders),
        min(between(a, b) for one, other in pairs for a in pairwise(one) for b in pairwise(other)),
        min(dist(one[0], other[0]) for one, other in pairs),
    )


def between(one: Segment, other: Segment) -> float:
    """Give how close two straight lines come; 0 if they cross."""
    if cross(one, other):
        return 0.0
    ends = [(point, other) for point in one] + [(point, one) for point in other]
    return min(_away(point, line) for point, line in ends)


def cross(one: Segment, other: Segment) -> bool:
    """Tell whether two straight lines cross."""
    (a, b), (c, d) = one, other
    return _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0


def _side(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _away(point: Point, line: Segment) -> float:
    (x, y), (ex, ey) = line
    along = ((point[0] - x) * (ex - x) + (point[1] - y) * (ey - y)) / max(dist(*line) ** 2, 1e-9)
    part = min(max(along, 0.0), 1.0)
    return dist(point, (x + part * (ex - x), y + part * (ey - y)))

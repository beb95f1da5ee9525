"""One cut: its measures, and how they become plate units."""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assets.drawing.curves import Points, rows, spline, to_side

TABLES = tomllib.loads((Path(__file__).parent / "sections.toml").read_text("utf-8"))
LEVELS = ("C5", "T8", "L3")
SIDES = (("left", -1), ("right", 1))

SCALE: float = TABLES["scale"]
"""Plate units for one mm."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The measures of one level, in mm; the methods that draw shapes give plate units."""

    level: str
    table: dict[str, Any]

    def place(self, name: str) -> tuple[float, float]:
        """Return where something lies, on the right or in the midline."""
        x, y = self.table[name]
        return float(x), float(y)

    def size(self, name: str) -> float:
        """Return a single measure in mm."""
        return float(self.table[name])

    def radius(self, name: str) -> float:
        """Return the half-width of a vessel in mm."""
        return float(self.table["radii"][name])

    def course(self, name: str, key: str = "main") -> list[list[float]]:
        """Return the points of a named course on the right."""
        course: list[list[float]] = self.table[name][key]
        return course

    def case(self, name: str) -> str:
        """Return the variants and conditions that a case of the table stands for; "" where there are none."""
        return str(TABLES["cases"].get(name, self.table["cases"].get(name, "")))

    @property
    def cord(self) -> tuple[float, float]:
        """Return the half-axes of the cord."""
        return self.place("cord")

    @property
    def dura(self) -> tuple[float, float]:
        """Return the half-axes of the dura."""
        return self.place("dura")

    def outline(self, name: str, sign: int = 1, steps: int = 10) -> Points:
        """Return a smooth closed outline that the table gives for the right, in plate units."""
        points = rows(self.table[name])
        closed = spline(np.vstack([points, points[:1]]), steps)[:-1]
        return to_side(at(closed), sign)

    def both(self, name: str, steps: int = 10) -> Points:
        """Return the closed outline of something that the table gives as a right half, in plate units."""
        return whole(self.half(name, steps))

    def half(self, name: str, steps: int = 10) -> Points:
        """Return the right half as a smooth line from the back to the front, in plate units."""
        points = rows(self.table[name])
        mirrored = points * np.array([-1, 1])
        padded = np.vstack([mirrored[1:2], points, mirrored[-2:-1]])
        line = spline(padded, steps)[steps:-steps]
        return at(line)


def read_cut(level: str) -> Cut:
    """Return the measures of a level; one that the tables lack is a ``KeyError``."""
    return Cut(level, TABLES[level])


def at(points: Points | Iterable[Sequence[float]]) -> Points:
    """Return points in mm as plate units."""
    placed: Points = rows(points) * np.array([SCALE, -SCALE])
    return placed


def spot(x: float, y: float, sign: int = 1) -> Points:
    """Return one point in mm as plate units, mirrored to a side."""
    return np.array([sign * x * SCALE, -y * SCALE])


def whole(half: Points) -> Points:
    """Close a right half with its mirror image."""
    return np.vstack([half, to_side(half, -1)[-2:0:-1]])

"""Runs of a plate's elements: those of one layer that are painted after each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from viewer.core.plate import Element, Plate, Region


class Run(NamedTuple):
    """Elements of one layer in paint order; ``begin`` is the place of the first, as regions count it."""

    layer: str
    begin: int
    elements: Sequence[Element]


def runs_of(plate: Plate) -> list[Run]:
    """Give all that a plate paints, run by run."""
    order = plate.order or range(len(plate.elements))
    placed = zip(order, plate.elements, strict=True)
    found = []
    for layer, group in groupby(placed, key=lambda one: one[1].layer):
        run = list(group)
        found.append(Run(layer, run[0][0], [element for _, element in run]))
    return found


def run_of(runs: Sequence[Run], region: Region) -> int:
    """Give the number of the run that a region is drawn in: the last of its layer that begins before it."""
    own = [at for at, run in enumerate(runs) if run.layer == region.layer]
    before = [at for at in own if runs[at].begin < region.order]
    return before[-1] if before else own[0] if own else len(runs) - 1

"""Ruler strip: how the columns of levels share a strip that never takes much of the view.

All lengths are device-independent pixels.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from PySide6.QtGui import QFont, QFontMetricsF

from viewer.core.plate import Plate, RulerColumn
from viewer.widgets.letters import em, scaled

NAME = 0.76
"""The size of a level's name, as a part of the strip's letters."""

FLAG = 0.75
"""Half the height of the level cursor's flag, in the strip's letters."""

_SHARE = 0.16
"""The strip takes at most this part of the view's width, unless its last form still is wider."""

_ONE_COLUMN = ((1.0, True), (1.0, False), (0.8, False), (0.6, False))
"""What is tried in turn where all columns are too wide: the size of letters, and words at both ends."""

_SMALLER = (1.0, 0.92, 0.84)
"""The sizes of names that are tried before one is left out."""


class Lane(NamedTuple):
    """A column of levels with its left and right edge."""

    column: RulerColumn
    left: float
    right: float


class Strip(NamedTuple):
    """The columns shown, the width of them all, the size of letters, and whether both ends have words."""

    lanes: tuple[Lane, ...]
    width: int
    letters: float
    worded: bool


class Slot(NamedTuple):
    """A band that is seen: where its name would stand, whether it must, and whether it may."""

    number: int
    name: str
    middle: float
    lit: bool
    shown: float
    whole: bool


def arrowed(word: str, up: bool, worded: bool = True) -> str:
    """Give the word for an end of the plate with an arrow that way, or the arrow alone."""
    arrow = "↑" if up else "↓"
    return f"{arrow} {word}" if worded else arrow


def strip_for(plate: Plate, font: QFont, across: float) -> Strip:
    """Give the widest form of the strip that leaves a view, ``across`` wide, to the drawing."""
    if not plate.rulers:
        return Strip((), 0, em(font), True)
    strip = _formed(plate, plate.rulers, font, 1.0, True)
    for factor, worded in _ONE_COLUMN:
        if strip.width <= across * _SHARE:
            break
        strip = _formed(plate, plate.rulers[:1], font, factor, worded)
    return strip


def _formed(
    plate: Plate, columns: Collection[RulerColumn], font: QFont, factor: float, worded: bool
) -> Strip:
    size = em(font) * factor
    letters = QFontMetricsF(scaled(font, NAME * factor, bold=True))
    widths = [
        max(letters.horizontalAdvance(name) for name in (column.heading, *(b.name for b in column.bands)))
        for column in columns
    ]
    widths = [max(width, size * 1.9) + size * 0.4 for width in widths]
    ends = [arrowed(word, True, worded) for word in (plate.cranial, plate.caudal) if word]
    need = max((letters.horizontalAdvance(end) for end in ends), default=0.0) + size * 0.4
    lack = max(need - sum(widths), 0.0) / len(widths)
    lanes, x = [], size * 0.4
    for column, width in zip(columns, widths, strict=True):
        lanes.append(Lane(column, x, x + width + lack))
        x += width + lack + size * 0.4
    return Strip(tuple(lanes), round(x), size, worded)


def named(slots: Collection[Slot], top: float, bottom: float, room: float) -> tuple[float, list[Slot]]:
    """Give the size of names, as a part of the usual, and the bands that get theirs, ``middle`` settled.

    ``room`` is the height that a name of the usual size takes. Marked bands come first; smaller letters
    are tried before a name is left out.
    """
    best: tuple[float, list[Slot]] = (1.0, [])
    for factor in _SMALLER:
        kept = _with_room(slots, top, bottom, room * factor)
        if len(kept) > len(best[1]):
            best = (factor, kept)
        if len(kept) == len(slots):
            break
    return best


def _with_room(slots: Collection[Slot], top: float, bottom: float, room: float) -> list[Slot]:
    kept: list[Slot] = []
    lit = 0
    for slot in sorted(slots, key=lambda slot: (not slot.lit, slot.number)):
        held = min(max(slot.middle, top + room / 2), bottom - room / 2)
        fits = slot.shown >= room * 0.86 or (slot.lit and slot.shown > 0) or slot.whole
        # Of those not lit, which come from top to bottom, only the one before can be too near.
        if fits and all(abs(held - other.middle) >= room for other in (*kept[:lit], *kept[lit:][-1:])):
            kept.append(slot._replace(middle=held))
            lit += slot.lit
    return kept

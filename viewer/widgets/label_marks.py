"""Label marks: a label in its place: its words in lines, its box, its leader."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRectF

from viewer.core.address import Address

PAD_X, PAD_Y = 5.0, 3.0
"""The room between a label's text and its box, in pixels."""

LATIN = 0.88
"""The size of a Latin name below a label, as a part of the label's."""


Point = tuple[float, float]
"""A position in the view."""


class Row(NamedTuple):
    """One line of a label: its words, their width, and its baseline below the top of the text."""

    words: str
    width: float
    baseline: float
    latin: bool


class Text(NamedTuple):
    """A label's words in lines, and the size of them all; ``bold`` says how those not Latin are set."""

    rows: tuple[Row, ...]
    width: float
    height: float
    bold: bool


class Label(NamedTuple):
    """A label in its place. ``box`` bounds its text, ``over`` says that it lies on the drawing."""

    address: Address
    text: Text
    box: QRectF
    leader: tuple[Point, Point, Point]
    at_left: bool
    over: bool

"""Label marks: a label in its place: its words in lines, its box, its leader."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF

from viewer.core.address import Address
from viewer.core.label_placing import GAP, Placed
from viewer.core.plate import Rect

PAD_X, PAD_Y = 5.0, 3.0
"""The room between a label's text and its box, in pixels."""

OFF_EDGE = 0.4
"""Labels end so many font sizes before the end of the view."""

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


def rect_of(box: QRectF) -> Rect:
    """Give a box of the view in plain numbers."""
    return Rect(box.x(), box.y(), box.width(), box.height())


def free_of(
    boxes: Sequence[QRectF], span: tuple[float, float], top: float, bottom: float
) -> tuple[float, float]:
    """Give the stretch of a column that no box blocks, cut from the nearer end."""
    middle = (top + bottom) / 2
    for box in boxes:
        if box.right() < span[0] or box.left() > span[1]:
            continue
        if box.center().y() > middle:
            bottom = min(bottom, box.top() - GAP)
        else:
            top = max(top, box.bottom() + GAP)
    return top, bottom


def settled(label: Placed, text: Text, at_left: bool, art: tuple[float, float]) -> Label:
    """Turn a place into a label with its box; ``art`` bounds the drawing."""
    edge = label.leader[2][0]
    width, height = text.width + 2 * PAD_X, text.height + 2 * PAD_Y
    left = edge - 1 - width if at_left else edge + 1
    box = QRectF(left, label.y - height / 2, width, height)
    over = box.right() > art[0] and box.left() < art[1]
    return Label(Address.parse(label.id), text, box, label.leader, at_left, over)

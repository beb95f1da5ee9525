"""Labels: the names beside the plate, joined to what they name by lines that never cross.

Positions are device-independent pixels of the view. Placing is for when a view has come to rest;
painting what is placed costs little.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.camera import Camera
from viewer.core.plate import Plate
from viewer.widgets.label_marks import LATIN, OFF_EDGE, PAD_X, PAD_Y, Label, Point, Row, Text
from viewer.widgets.letters import em, scaled
from viewer.widgets.look import Look
from viewer.widgets.ruler import Ruler

if TYPE_CHECKING:
    from viewer.widgets.label_arranging import Arranger

_GUTTER, _SHARE = 15.2, 0.21
"""A gutter is so many font sizes wide, and at most this share of the view."""

_WORTH = 0.9
"""Wide gutters never make the plate smaller than this part of what the view allows."""

_TWO = ((1.0, 0.8), (0.92, 0.77), (0.85, 0.76))
_ONE = ((1.0, 0.76), (0.92, 0.7), (0.85, 0.62))
"""What is tried in turn where those would: the size of the letters, and the part of what the view allows that
gutters just as wide as the widest word must leave to the plate; first on two sides, then on one."""

_LARGE, _LEAST_THEN = 22.4, 0.82
"""In a view that is not so many font sizes wide the plate keeps this part in any case."""

_BESIDE = 12.0
"""The text of a label ends so many pixels beside the plate where there is little room; bold it takes them."""

Back = Callable[[Address], bool]


def _nothing(_: Address) -> bool:
    return False


class LabelLayer:
    """The labels of one plate, for one view of it at a time."""

    def __init__(self, atlas: Atlas, plate: Plate, ruler: Ruler | None = None) -> None:
        """Take the atlas for the names, the plate, and the ruler beside it; nothing is worked out yet."""
        self._atlas = atlas
        self._plate = plate
        self._ruler = ruler or Ruler(plate)
        self._arranger: Arranger | None = None
        self._labels: list[Label] = []
        self._font = QFont()
        self._words: dict[str, float] = {}
        self.size = 1.0
        """The size of the letters, as a part of the view's, that the gutters were last made for."""

    def gutters(self, font: QFont, width: float, height: float) -> tuple[int, int]:
        """Give the room, in pixels, that a view keeps free at the left and right, beside the whole plate.

        ``height`` is what the drawing may take. Where there is little room letters are smaller, then names
        stand on one side alone; where the plate would be too small even so, there is no room for names.
        """
        room, view = width - self._ruler.width(font, width), self._plate.view
        full = view.width * height / view.height
        beside = max((room - full) / 2, 0.0)
        least, brackets = min(full, room), self._ruler.bracket_room(font, width)
        floor = 0.0 if room > em(font) * _LARGE else _LEAST_THEN
        self.size = 1.0
        each = min(em(font) * _GUTTER, max(room * _SHARE, beside))
        if room - 2 * each >= least * _WORTH and each >= self._needed(font) + brackets:
            return round(each), round(each)
        for self.size, part in _TWO:
            left, right = (max(self._needed(font) + more, beside) for more in (brackets, 0.0))
            if room - left - right >= least * max(part, floor):
                return ceil(left), ceil(right)
        for self.size, part in _ONE:
            need = self._needed(font)
            if room - need >= least * max(part, floor):
                return 0, ceil(need)
        self.size = 1.0
        return 0, 0

    def _needed(self, font: QFont) -> float:
        """Give the room that the widest word takes beside the plate."""
        return self._word_width(scaled(font, self.size)) + em(font) * OFF_EDGE + _BESIDE

    def _word_width(self, font: QFont) -> float:
        """Give the width of the widest word beside the whole plate, with what stands about it."""
        if font.key() not in self._words:
            advance = QFontMetricsF(font).horizontalAdvance
            structures = self._atlas.structures
            words = {
                word
                for wish in self._plate.wishes
                if not wish.shown_from and (wish.text or wish.address.structure in structures)
                for word in (wish.text or structures[wish.address.structure].name).split()
            }
            self._words[font.key()] = max(map(advance, words), default=0.0)
        return self._words[font.key()] + 2 * PAD_X

    def place(
        self,
        camera: Camera,
        art_left: float,
        art_right: float,
        font: QFont,
        mode: str,
        selection: Sequence[Address],
        hidden_layers: frozenset[str] = frozenset(),
        reserved: Sequence[QRectF] = (),
    ) -> None:
        """Place the labels anew.

        ``art_left`` and ``art_right`` bound the part of the view between the gutters. ``mode`` is "all",
        "selected" or "none". ``reserved`` are boxes that no label may cover.
        """
        if self._arranger is None:
            from viewer.widgets.label_arranging import Arranger

            self._arranger = Arranger(self._atlas, self._plate, self._ruler)
        self._font = scaled(font, self.size)
        art = (art_left, art_right)
        before = [label.address for label in self._labels]
        self._labels = self._arranger.arrange(
            camera, art, (font, self._font), mode, selection, hidden_layers, reserved, before
        )

    def kept(self) -> list[Any]:
        """Give the labels as they stand in plain values, to be kept until the next start."""
        return [
            (str(one.address), tuple(map(tuple, one.text.rows)), one.text[1:], one.box.getRect(), *one[3:])
            for one in self._labels
        ]

    def restore(self, kept: list[Any], font: QFont) -> None:
        """Put labels where they stood when :meth:`kept` was called, in the same view and font."""
        self._font = scaled(font, self.size)
        self._labels = [
            Label(Address.parse(name), Text(tuple(Row(*row) for row in rows), *size), QRectF(*box), *where)
            for name, rows, size, box, *where in kept
        ]

    def paint(self, painter: QPainter, look: Look, back: Back = _nothing) -> None:
        """Paint the labels as they were last placed; ``back`` tells whose region is stepped back."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        self._paint_leaders(painter, look)
        grounds = QPainterPath()
        grounds.setFillRule(Qt.FillRule.WindingFill)
        for label in self._labels:
            if label.over:
                grounds.addRoundedRect(label.box, 3, 3)
        painter.fillPath(grounds, _with_alpha(look.colour("bg"), 0.86))
        self._paint_texts(painter, look, {one.address for one in self._labels if back(one.address)})
        painter.restore()

    def label_at(self, position: QPointF) -> Address | None:
        """Give what the label at a position names."""
        return next((label.address for label in self._labels if label.box.contains(position)), None)

    def boxes(self) -> list[tuple[QRectF, Address]]:
        """Give the box of each label with what it names."""
        return [(QRectF(label.box), label.address) for label in self._labels]

    def marks(self) -> list[Label]:
        """Give the labels as they were last placed."""
        return list(self._labels)

    def leaders(self) -> list[tuple[Point, Point, Point]]:
        """Give the leader of each label, from its dot to its text."""
        return [label.leader for label in self._labels]

    def _paint_leaders(self, painter: QPainter, look: Look) -> None:
        leaders, dots = QPainterPath(), QPainterPath()
        radius = em(self._font) * 0.21
        for label in self._labels:
            points = [QPointF(*point) for point in label.leader]
            leaders.addPolygon(points)
            dots.addEllipse(points[0], radius, radius)
        painter.strokePath(leaders, QPen(_with_alpha(look.colour("bg"), 0.72), 3))
        painter.strokePath(leaders, QPen(look.colour("leader"), 1))
        painter.setPen(QPen(look.colour("bg"), 1.2))
        painter.setBrush(look.colour("ink"))
        painter.drawPath(dots)

    def _paint_texts(self, painter: QPainter, look: Look, muted: set[Address]) -> None:
        """Paint all rows of one font before the next: changing it costs more than the letters."""
        for bold, latin in ((False, False), (True, False), (True, True)):
            font = scaled(self._font, LATIN if latin else 1.0, bold=bold and not latin, italic=latin)
            painter.setFont(font)
            for label in self._labels:
                if label.text.bold != bold:
                    continue
                painter.setPen(look.colour("ink2" if latin or label.address in muted else "ink"))
                top, left = label.box.top() + PAD_Y, label.box.left() + PAD_X
                for row in label.text.rows:
                    if row.latin == latin:
                        indent = label.text.width - row.width if label.at_left else 0.0
                        painter.drawText(QPointF(left + indent, top + row.baseline), row.words)


def _with_alpha(colour: QColor, alpha: float) -> QColor:
    other = QColor(colour)
    other.setAlphaF(alpha)
    return other

"""Labels: the names beside the plate, joined to what they name by lines that never cross.

Positions are device-independent pixels of the view. Placing is for when a view has come to rest;
painting what is placed costs little.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.camera import Camera
from viewer.core.label_placing import LANE_MIN
from viewer.core.plate import Plate
from viewer.widgets.label_marks import LATIN, OFF_EDGE, OVER_EDGE, PAD_X, PAD_Y, Label, Point, Row, Text
from viewer.widgets.letters import em, scaled
from viewer.widgets.look import Look
from viewer.widgets.ruler import Ruler

if TYPE_CHECKING:
    from viewer.widgets.label_arranging import Arranger

_GUTTER, _SHARE = 15.2, 0.21
"""A gutter is so many font sizes wide, and at most this share of the view."""

_LEAST_PLATE, _WORTH, _SMALLEST = 0.8, 0.9, 0.66
"""Gutters never make the plate smaller than this part of what the height of the view allows; wider ones than
a word needs leave it the second. Where that would leave no names at all, the third is enough."""


Back = Callable[[Address], bool]


def _nothing(_: Address) -> bool:
    return False


class LabelLayer:
    """The labels of one plate, for one view of it at a time."""

    def __init__(self, atlas: Atlas, plate: Plate) -> None:
        """Take the atlas for the names, and the plate; nothing is worked out yet."""
        self._atlas = atlas
        self._plate = plate
        self._ruler = Ruler(plate)
        self._arranger: Arranger | None = None
        self._labels: list[Label] = []
        self._font = QFont()
        self._word: tuple[str, float] = ("", 0.0)

    def gutters(self, font: QFont, width: float, height: float) -> tuple[int, int]:
        """Give the room, in pixels, that a view keeps free at the left and right; the plate comes first.

        ``height`` is what the drawing may take. Where the room would not hold a word, there is none.
        """
        room, view = width - self._ruler.width(font, width), self._plate.view
        full = view.width * height / view.height
        beside = (room - full) / 2
        each = min(em(font) * _GUTTER, max(room * _SHARE, beside))
        if room - 2 * each < min(full, room) * _WORTH:
            each = max(min(each, self._word_width(font) + LANE_MIN), beside)
        if each > beside and room - 2 * each < min(full, room) * _LEAST_PLATE:
            each = max(beside, self._barely(font, room))
            if each > max(room * _SHARE, beside) or room - 2 * each < min(full, room) * _SMALLEST:
                each = 0
        return max(round(each), 0), max(round(each), 0)

    def _barely(self, font: QFont, room: float) -> float:
        """Give the room at either side with which the widest word stands partly over the plate's own edge."""
        need = self._word_width(font) + em(font) * OFF_EDGE - OVER_EDGE * room + 1
        return need / (1 - 2 * OVER_EDGE)

    def _word_width(self, font: QFont) -> float:
        """Give the width of the widest word beside the whole plate, with what stands about it."""
        if font.key() != self._word[0]:
            advance = QFontMetricsF(scaled(font, 1.0)).horizontalAdvance
            structures = self._atlas.structures
            words = {
                word
                for wish in self._plate.wishes
                if not wish.shown_from and (wish.text or wish.address.structure in structures)
                for word in (wish.text or structures[wish.address.structure].name).split()
            }
            self._word = font.key(), max(map(advance, words), default=0.0)
        return self._word[1] + 2 * PAD_X

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
        self._font = QFont(font)
        art = (art_left, art_right)
        before = [label.address for label in self._labels]
        self._labels = self._arranger.arrange(
            camera, art, font, mode, selection, hidden_layers, reserved, before
        )

    def kept(self) -> list[Any]:
        """Give the labels as they stand in plain values, to be kept until the next start."""
        return [
            (str(one.address), tuple(map(tuple, one.text.rows)), one.text[1:], one.box.getRect(), *one[3:])
            for one in self._labels
        ]

    def restore(self, kept: list[Any], font: QFont) -> None:
        """Put labels where they stood when :meth:`kept` was called, in the same view and font."""
        self._font = QFont(font)
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

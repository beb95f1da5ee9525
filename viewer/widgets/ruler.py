"""Ruler: the strip of levels at the left of the plate, and the marks that say which way is which.

All positions are device-independent pixels of the view; every size follows the label font.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from math import inf

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.camera import Camera
from viewer.core.plate import Plate
from viewer.widgets.letters import em, scaled
from viewer.widgets.look import Look
from viewer.widgets.ruler_strip import FLAG, NAME, Lane, Slot, Strip, arrowed, named, strip_for

Mark = tuple[str, str]
"""A band, by the id of its level kind and its name."""

_NOTE, _SIDE = 0.8, 1.04
_MOST_LINES = 2
"""A caption in a small view has at most so many lines; one that needs more is told by pointing."""
_SMALL = 13.0
_KEPT = 16
_NARROW = 62.0
"""Views below this many font sizes have no brackets: they would meet the labels."""


class Ruler:
    """The levels of one plate beside the part of it that is in view."""

    def __init__(self, plate: Plate) -> None:
        """Take the plate whose columns, breaks, brackets and words are shown."""
        self._plate = plate
        self.under = 0.0
        """Pixels at the foot of the view that are taken by other words."""
        self._strips: dict[tuple[str, float], Strip] = {}
        self._heights: dict[tuple[str, int], float] = {}
        self._caption: tuple[tuple[Camera, str] | None, QRectF] = (None, QRectF())

    def width(self, font: QFont, across: float = inf) -> int:
        """Give the width of the strip in a view that is ``across`` wide; 0 if the plate has no columns."""
        return self._strip(font, across).width

    def head(self, font: QFont, across: float = inf) -> float:
        """Give the height of the part above the bands, where the headings stand."""
        return self._strip(font, across).letters * (3.0 if self._plate.cranial else 1.7)

    def foot(self, font: QFont, across: float = inf) -> float:
        """Give the height of the part below the bands."""
        return self._strip(font, across).letters * (1.5 if self._plate.caudal else 0.0)

    def _strip(self, font: QFont, across: float) -> Strip:
        key = (font.key(), across)
        if key not in self._strips:
            if len(self._strips) > _KEPT:
                self._strips.clear()
            self._strips[key] = strip_for(self._plate, font, across)
        return self._strips[key]

    def margin(self, camera: Camera, font: QFont) -> float:
        """Give the room that brackets take beside the strip; 0 where they are left out."""
        left = camera.to_view(self._plate.view.x, 0.0)[0]
        room = left - self.width(font, camera.width)
        return self.bracket_room(font, camera.width) if room >= em(font) * 8 else 0.0

    def bracket_room(self, font: QFont, across: float) -> float:
        """Give the room that brackets take in a view of a width, beside a drawing that leaves it to them."""
        return em(font) * 2.3 if self._plate.brackets and across >= _NARROW * em(font) else 0.0

    def room(self, font: QFont, width: float) -> tuple[float, float]:
        """Give the heights above and below the plate, in pixels, to be kept free for words.

        Only where letters are large for the view: above, so that the first band is not under the headings;
        below, for the caption, which then finds no place beside the drawing.
        """
        size = em(font)
        if width >= size * _NARROW:
            return 0.0, 0.0
        head, letters = self.head(font, width), self._strip(font, width).letters
        above = max(head - head / letters * _SMALL, 0.0) if self._plate.rulers else 0.0
        height = self._caption_height(font, width - self.width(font, width) - size * 1.6)
        if not self._plate.caption or height > self._most_caption(font, width):
            return above, 0.0
        return above, height + size * 0.8

    def _most_caption(self, font: QFont, width: float) -> float:
        """Give the height that a caption may have in a view of a width."""
        lines = _MOST_LINES if width < _NARROW * em(font) else _MOST_LINES * 2
        return QFontMetricsF(scaled(font, _NOTE)).lineSpacing() * (lines + 0.5)

    def caption_rect(self, camera: Camera, font: QFont) -> QRectF:
        """Give the box of the caption; an empty one while the drawing is too large to leave it room."""
        key = (camera, font.key())
        if self._caption[0] != key:
            self._caption = (key, self._free_caption(camera, font))
        return QRectF(self._caption[1])

    def _free_caption(self, camera: Camera, font: QFont) -> QRectF:
        size = em(font)
        x = self.width(font, camera.width) + size * 0.8
        most = min(self._most_caption(font, camera.width), camera.height * 0.25)
        whole = camera.width - x - size * 0.8
        if not self._plate.caption or whole < size * 9:
            return QRectF()
        view = self._plate.view
        if camera.to_view(0.0, view.y + view.height)[1] > camera.height + 1:
            return QRectF()
        bounds = [
            (camera.to_view(rect.x, 0.0)[0], camera.to_view(0.0, rect.y + rect.height)[1])
            for rect in (region.bounds for region in self._plate.regions)
        ]
        for share in (0.3, 0.36, 0.44, 0.52, 0.6, 1.0):
            room = whole * share
            height = self._caption_height(font, room)
            top = camera.height - height - size * 0.4 - self.under
            if height > most or room < size * 9:
                continue
            # The plate's own rectangle counts nothing: below its corners there is paper.
            if not any(left < x + room and bottom > top for left, bottom in bounds):
                return QRectF(x, top, room, height)
        return QRectF()

    def _caption_height(self, font: QFont, width: float) -> float:
        key = (font.key(), round(width))
        if key not in self._heights:
            metrics = QFontMetricsF(scaled(font, _NOTE))
            box = QRectF(0, 0, max(width, 1.0), 10_000)
            wrapped = metrics.boundingRect(box, Qt.TextFlag.TextWordWrap, self._plate.caption)
            self._heights[key] = wrapped.height()
        return self._heights[key]

    def marks_of(self, atlas: Atlas, addresses: Iterable[Address]) -> frozenset[Mark]:
        """Give the bands that addresses speak of.

        A level that counts for something without a column of its own (a nerve) marks the column that the
        atlas names for it, and never another: vertebra T8 does not lie beside cord segment T8.
        """
        marks: set[Mark] = set()
        for address in addresses:
            structure = atlas.structures.get(address.structure)
            if structure is None or not address.level:
                continue
            kind = atlas.level_kinds.get(structure.level_kind)
            if kind is not None:
                marks.add((kind.ruler or kind.id, address.level))
        return frozenset(marks)

    def level_at(self, x: float, y: float, camera: Camera, font: QFont) -> Mark | None:
        """Give the band at a position in the view, if it lies in one."""
        across = camera.width
        if not self.head(font, across) <= y <= camera.height - self.foot(font, across):
            return None
        at = camera.to_plate(x, y)[1]
        for column, left, right in self._strip(font, across).lanes:
            if left <= x < right:
                return next(
                    ((column.level_kind, band.name) for band in column.bands if band.top <= at < band.bottom),
                    None,
                )
        return None

    def words_at(self, x: float, y: float, camera: Camera, font: QFont) -> str:
        """Give the full words for what stands at a position: a heading, a side; "" if nothing.

        A caption that found no room is told with the sides.
        """
        for rect, word in self._side_marks(camera, font):
            if rect.contains(QPointF(x, y)):
                told = [_side_in_full(word, word == self._plate.left)]
                if self.caption_rect(camera, font).isEmpty():
                    told.append(self._plate.caption)
                return "\n".join(words for words in told if words)
        strip = self._strip(font, camera.width)
        if y < self.head(font, camera.width):
            return next((lane.column.name for lane in strip.lanes if lane.left <= x < lane.right), "")
        return ""

    def paint(
        self,
        painter: QPainter,
        camera: Camera,
        look: Look,
        font: QFont,
        marked: Collection[Mark] = (),
        strip: bool = True,
        flag: Mark | None = None,
    ) -> None:
        """Paint the strip with the marked bands lit, the brackets, the sides and the caption.

        ``strip`` is false where strip and brackets are on screen as they are to be. Names are left out that
        the level cursor's ``flag`` will cover.
        """
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if strip and self._plate.rulers:
            self._paint_strip(painter, camera, look, font, marked, flag)
        if strip and self.margin(camera, font):
            self._paint_brackets(painter, camera, look, font)
        self._paint_sides(painter, camera, look, font)
        caption = self.caption_rect(camera, font)
        if not caption.isEmpty():
            painter.setFont(scaled(font, _NOTE))
            painter.setPen(look.colour("ink2"))
            painter.drawText(caption, Qt.TextFlag.TextWordWrap, self._plate.caption)
        painter.restore()

    def _paint_strip(
        self,
        painter: QPainter,
        camera: Camera,
        look: Look,
        font: QFont,
        marked: Collection[Mark],
        flag: Mark | None,
    ) -> None:
        strip = self._strip(font, camera.width)
        width, size = strip.width, strip.letters
        head, foot = self.head(font, camera.width), self.foot(font, camera.width)
        painter.fillRect(QRectF(0, 0, width, camera.height), look.colour("panel"))
        painter.save()
        painter.setClipRect(QRectF(0, head, width, camera.height - head - foot))
        for lane in strip.lanes:
            self._paint_bands(painter, camera, look, font, lane, marked, flag)
        for at in self._plate.breaks:
            _paint_wave(painter, camera.to_view(0.0, at)[1], width, look, size)
        painter.restore()
        painter.setPen(QPen(look.colour("grid"), 1))
        painter.drawLine(QPointF(width - 0.5, 0), QPointF(width - 0.5, camera.height))
        factor = NAME * size / em(font)
        painter.setFont(scaled(font, factor, bold=True))
        painter.setPen(look.colour("ink2"))
        middle = Qt.AlignmentFlag.AlignCenter
        for column, left, right in strip.lanes:
            painter.drawText(
                QRectF(left, head - size * 1.5, right - left, size * 1.2), middle, column.heading
            )
        painter.setFont(scaled(font, factor))
        for word, up, top in (
            (self._plate.cranial, True, size * 0.3),
            (self._plate.caudal, False, camera.height - size * 1.35),
        ):
            if word:
                painter.drawText(QRectF(0, top, width, size * 1.2), middle, arrowed(word, up, strip.worded))

    def _paint_bands(
        self,
        painter: QPainter,
        camera: Camera,
        look: Look,
        font: QFont,
        lane: Lane,
        marked: Collection[Mark],
        flag: Mark | None,
    ) -> None:
        """Paint one column; names go to the marked bands first, then wherever there is room."""
        top, bottom = self.head(font, camera.width), camera.height - self.foot(font, camera.width)
        slots, boxes = [], {}
        select, grounds = look.colour("select"), (look.colour("ruler-b"), look.colour("ruler-a"))
        painter.setPen(QPen(look.colour("grid"), 1))
        for number, band in enumerate(lane.column.bands):
            a, b = camera.to_view(0.0, band.top)[1], camera.to_view(0.0, band.bottom)[1]
            if b <= top or a >= bottom:
                continue
            lit = (lane.column.level_kind, band.name) in marked
            box = boxes[number] = QRectF(lane.left, a, lane.right - lane.left, b - a)
            painter.fillRect(box, select if lit else grounds[number % 2])
            painter.drawLine(box.bottomLeft(), box.bottomRight())
            shown = min(b, bottom) - max(a, top)
            middle = (max(a, top) + min(b, bottom)) / 2
            slots.append(Slot(number, band.name, middle, lit, shown, shown == b - a))
        factor = NAME * self._strip(font, camera.width).letters / em(font)
        room = em(font) * factor * 1.16
        part, kept = named(slots, top, bottom, room)
        painter.setFont(scaled(font, factor * part))
        painter.setPen(look.colour("ink"))
        hidden = _flag_on(lane, flag, camera, self._strip(font, camera.width).letters)
        for slot in kept:
            if hidden[0] < slot.middle + room * part * 0.3 and slot.middle - room * part * 0.3 < hidden[1]:
                continue
            if slot.lit:
                painter.setFont(scaled(font, factor * part, bold=True))
                painter.setPen(look.colour("key"))
            box = boxes[slot.number]
            place = QRectF(box.left(), slot.middle - room * part / 2, box.width(), room * part)
            if slot.lit:
                _paint_lit_name(painter, look, place, box)
            painter.drawText(
                place.adjusted(0, -room / 2, 0, room / 2), Qt.AlignmentFlag.AlignCenter, slot.name
            )
            if slot.lit:
                painter.setFont(scaled(font, factor * part))
                painter.setPen(look.colour("ink"))

    def _paint_brackets(self, painter: QPainter, camera: Camera, look: Look, font: QFont) -> None:
        size, x = em(font), self.width(font, camera.width) + em(font) * 0.8
        small = scaled(font, _NOTE)
        advance = QFontMetricsF(small).horizontalAdvance
        painter.setFont(small)
        caption = self.caption_rect(camera, font)
        floor = caption.top() - size * 0.5 if not caption.isEmpty() else camera.height
        for bracket in self._plate.brackets:
            a, b = (camera.to_view(0.0, y)[1] for y in (bracket.top, bracket.bottom))
            shown = min(b, floor) - max(a, 0.0)
            if shown < advance(bracket.name) * 0.6:
                continue
            tip = x - size * 0.3
            painter.setPen(QPen(look.colour("leader"), 1.2))
            painter.drawPolyline([QPointF(tip, a), QPointF(x, a), QPointF(x, b), QPointF(tip, b)])
            painter.save()
            painter.translate(x + size * 0.85, (max(a, 0.0) + min(b, floor)) / 2)
            painter.rotate(-90)
            painter.setPen(look.colour("ink2"))
            length = advance(bracket.name) + 4
            painter.drawText(
                QRectF(-length / 2, -size * 0.7, length, size * 1.4),
                Qt.AlignmentFlag.AlignCenter,
                bracket.name,
            )
            painter.restore()

    def _side_marks(self, camera: Camera, font: QFont) -> list[tuple[QRectF, str]]:
        """Give the boxes of the two side marks: beside the drawing, or at the view's edges close in."""
        size, view, compass = em(font), self._plate.view, self._plate.compass
        words = (compass.left or self._plate.left, compass.right or self._plate.right)
        advance = QFontMetricsF(scaled(font, _SIDE, bold=True)).horizontalAdvance
        first, last = self.width(font, camera.width) + size * 0.4, camera.width - size * 0.4
        wide = [max(advance(word) + size * 0.8, size * 1.9) for word in words]
        left = max(camera.to_view(view.x, 0.0)[0] - size * 1.7 - wide[0], first)
        right = min(camera.to_view(view.x + view.width, 0.0)[0] + size * 1.7, last - wide[1])
        if right <= left:
            return []
        places = zip((left, right), wide, words, strict=True)
        return [(QRectF(x, size * 0.25, width, size * 1.6), word) for x, width, word in places if word]

    def _paint_sides(self, painter: QPainter, camera: Camera, look: Look, font: QFont) -> None:
        painter.setFont(scaled(font, _SIDE, bold=True))
        for rect, word in self._side_marks(camera, font):
            ground = QColor(look.colour("bg"))
            ground.setAlphaF(0.86)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(rect, 3, 3)
            painter.setPen(look.colour("ink2"))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, word)


def _flag_on(lane: Lane, flag: Mark | None, camera: Camera, letters: float) -> tuple[float, float]:
    """Give the top and bottom of the level cursor's flag where it lies on this column."""
    bands = lane.column.bands if flag is not None and flag[0] == lane.column.level_kind else ()
    for band in bands:
        if flag is not None and band.name == flag[1]:
            middle = camera.to_view(0.0, (band.top + band.bottom) / 2)[1]
            return middle - letters * FLAG, middle + letters * FLAG
    return inf, -inf


def _paint_lit_name(painter: QPainter, look: Look, name: QRectF, box: QRectF) -> None:
    """Give a lit name a ground of its own where its band is lower than the letters."""
    if box.height() < name.height():
        painter.fillRect(name, look.colour("select"))


def _paint_wave(painter: QPainter, y: float, width: float, look: Look, size: float) -> None:
    """Draw the mark of a break in the scale across the strip."""
    step = width / 8
    wave = QPainterPath(QPointF(0, y))
    for number in range(8):
        swing = -0.4 * size if number % 2 else 0.4 * size
        wave.quadTo(QPointF((number + 0.5) * step, y + swing), QPointF((number + 1) * step, y))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.strokePath(wave, QPen(look.colour("panel"), 4))
    painter.strokePath(wave, QPen(look.colour("ink2"), 1.1))


def _side_in_full(word: str, left: bool) -> str:
    """Give the whole word for a side that the plate marks with a letter."""
    if len(word) > 2:
        return word
    if left:
        return QCoreApplication.translate("Ruler", "Left side of the body")
    return QCoreApplication.translate("Ruler", "Right side of the body")

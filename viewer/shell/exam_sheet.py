"""The sheet of an exam on paper: what it was, the bare plate with its pins, and what was written at each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from viewer.core.framing import Frame
from viewer.shell.due_words import moment_words
from viewer.shell.exam_words import entries_of, score_words
from viewer.widgets.canvas import Canvas
from viewer.widgets.look import look_on_paper
from viewer.widgets.pins import Pin as Mark
from viewer.widgets.pins import paint_pins
from viewer.widgets.plate_painter import Manner, PlatePainter
from viewer.widgets.quiz_summary import SIGNS

if TYPE_CHECKING:
    from viewer.core.exam import Sheet
    from viewer.core.material import Material
    from viewer.shell.case_window import CaseWindow
    from viewer.widgets.quiz_summary import Entry

PER_INCH = 96
"""Everything here is in pixels of which so many make an inch."""
_DETAIL = 4.0
_PIN = 0.75
"""A pin on paper, of one on the screen."""
_TITLE, _PLAIN, _SMALL = 20, 12, 10
"""Heights of letters."""
_HEAD, _FOOT, _GAP, _BETWEEN = 84.0, 50.0, 20.0, 6.0
_NUMBER = 40.0
"""The room of a sign and a number before a name."""
_BESIDE = 0.54
"""So much of a page's width a tall plate takes, and so much of its height, at least, any other."""
_TALL = 10_000.0

_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)


def print_exam(window: CaseWindow, material: Material, sheet: Sheet) -> None:
    """Ask for a printer and print the sheet of an exam."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(file_name(material, sheet))
    if QPrintDialog(printer, window).exec():
        scale = printer.resolution() / PER_INCH
        area = printer.pageLayout().paintRectPixels(printer.resolution())
        painter = QPainter(printer)
        painter.scale(scale, scale)
        page = QRectF(0, 0, area.width() / scale, area.height() / scale)
        ExamSheet(material, sheet, page).paint(painter, lambda: bool(printer.newPage()))
        painter.end()


def file_name(material: Material, sheet: Sheet) -> str:
    """Give what a file of the sheet is to be called, without an ending: its plate and its day."""
    text = QCoreApplication.translate("Exam", "Exam, {plate}, {day}")
    plate = material.plates[_plate_of(sheet)].title.replace("/", "-")
    return text.format(plate=plate, day=sheet.begun.date().isoformat())


def _plate_of(sheet: Sheet) -> str:
    return sheet.results[0].pin.question.plate


class _Told(NamedTuple):
    """Words, how they are written, and their height in the width there is."""

    words: str
    font: QFont
    colour: QColor
    height: float


class ExamSheet:
    """The sheet of one exam, laid out for pages of one size."""

    def __init__(self, material: Material, sheet: Sheet, page: QRectF) -> None:
        """Take the exam, and what a page leaves for it."""
        self._material, self._sheet, self._page = material, sheet, page
        self._plate = material.plates[_plate_of(sheet)]
        self._look = look_on_paper()
        self._entries = entries_of(material.atlas, sheet)

    def paint(self, painter: QPainter, turn: Callable[[], bool]) -> None:
        """Paint all pages; ``turn`` begins another."""
        plate, columns = self._first_page()
        self._paint_head(painter)
        self._paint_plate(painter, plate)
        self._paint_foot(painter)
        done = self._paint_list(painter, 0, columns)
        while done < len(self._entries) and turn():
            self._paint_head(painter)
            self._paint_foot(painter)
            done = self._paint_list(painter, done, self._columns(self._page.adjusted(0, _HEAD, 0, -_FOOT)))

    # Where things stand

    def _first_page(self) -> tuple[QRectF, Sequence[QRectF]]:
        """Give the place of the plate, as large as can be, and the columns of the list beside or below it."""
        space = self._page.adjusted(0, _HEAD, 0, -_FOOT)
        aside = QRectF(space.left(), space.top(), space.width() * _BESIDE, space.height())
        beside = QRectF(
            aside.right() + _GAP, space.top(), space.width() - aside.width() - _GAP, space.height()
        )
        width = (space.width() - _GAP) / 2
        heights = [self._height(entry, width) for entry in self._entries]
        need = min(sum(heights) / 2 + max(heights), space.height() * (1 - _BESIDE))
        above = space.adjusted(0, 0, 0, -need - _GAP)
        below = space.adjusted(0, space.height() - need, 0, 0)
        if self._zoom(aside) >= self._zoom(above):
            return aside, [beside]
        return above, self._columns(below)

    def _zoom(self, box: QRectF) -> float:
        view = self._plate.view
        return min(box.width() / view.width, box.height() / view.height)

    def _columns(self, box: QRectF) -> Sequence[QRectF]:
        width = (box.width() - _GAP) / 2
        return [QRectF(box.left() + at * (width + _GAP), box.top(), width, box.height()) for at in (0, 1)]

    # Parts of a page

    def _paint_head(self, painter: QPainter) -> None:
        tr, page, sheet = QCoreApplication.translate, self._page, self._sheet
        half = page.width() * 0.6
        painter.setPen(self._look.colour("ink"))
        title = tr("Exam", "Exam: {plate}").format(plate=self._plate.title)
        painter.setFont(_font(_TITLE, bold=True))
        painter.drawText(QRectF(page.left(), page.top(), half, 28), Qt.AlignmentFlag.AlignLeft, title)
        painter.setFont(_font(_PLAIN))
        told = tr("Exam", "{moment}. Pins: {count}, {seconds} s for each.")
        told = told.format(
            moment=moment_words(sheet.begun), count=len(sheet.results), seconds=round(sheet.seconds)
        )
        painter.drawText(QPointF(page.left(), page.top() + 44), told)
        painter.setFont(_font(_PLAIN, bold=True))
        painter.drawText(QPointF(page.left(), page.top() + 64), score_words(sheet))
        painter.setFont(_font(_PLAIN))
        name = tr("Exam", "Name")
        base, begin = page.top() + 20, page.left() + half
        painter.drawText(QPointF(begin, base), name)
        painter.setPen(QPen(self._look.colour("leader"), 1))
        line = begin + QFontMetricsF(_font(_PLAIN)).horizontalAdvance(name) + 6
        painter.drawLine(QPointF(line, base + 2), QPointF(page.right(), base + 2))

    def _paint_plate(self, painter: QPainter, box: QRectF) -> None:
        plate = self._plate
        height = min(plate.view.height * self._zoom(box), box.height())
        camera = Frame(plate.view, box.width(), height).fitting()
        hidden = self._material.hidden_layers
        painter.save()
        painter.translate(box.topLeft())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(*camera.to_view(0.0, 0.0))
        painter.scale(camera.zoom, camera.zoom)
        view = QRectF(plate.view.x, plate.view.y, plate.view.width, plate.view.height)
        drawing = PlatePainter(plate, self._look)
        painter.save()
        painter.setClipRect(view)
        drawing.paint(painter, camera.zoom * _DETAIL, plate.view, Manner(hidden=hidden))
        painter.restore()
        pins = [Mark(one.pin.x, one.pin.y, one.pin.number, one.pin.lean) for one in self._sheet.results]
        canvas = Canvas(painter, drawing, camera.zoom, camera.zoom * _DETAIL, plate.view, hidden)
        paint_pins(canvas, pins, _PIN)
        painter.restore()
        self._paint_sides(painter, box, camera.to_view(plate.view.x, plate.view.y), camera.zoom)

    def _paint_sides(self, painter: QPainter, box: QRectF, corner: tuple[float, float], zoom: float) -> None:
        plate, (x, y) = self._plate, corner
        place = QRectF(box.left() + x, box.top() + y, plate.view.width * zoom, 18)
        painter.setPen(self._look.colour("ink2"))
        painter.setFont(_font(_PLAIN, bold=True))
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft, plate.left)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight, plate.right)

    def _paint_foot(self, painter: QPainter) -> None:
        told = self._material.atlas.imprint
        painter.setFont(_font(_SMALL))
        painter.setPen(self._look.colour("ink2"))
        foot = self._page.adjusted(0, self._page.height() - _FOOT + 8, 0, 0)
        painter.drawText(foot, _WRAP, f"{self._plate.caption}\n{told}".strip())

    # The list

    def _paint_list(self, painter: QPainter, first: int, columns: Sequence[QRectF]) -> int:
        """Paint as many entries as there is room for, from one on, and say which is the next."""
        places = iter(columns)
        column = next(places)
        top = column.top()
        for at in range(first, len(self._entries)):
            height = self._height(self._entries[at], column.width())
            if top + height > column.bottom() and top > column.top():
                following = next(places, None)
                if following is None:
                    return at
                column, top = following, following.top()
            self._paint_entry(painter, at, QRectF(column.left(), top, column.width(), height))
            top += height
        return len(self._entries)

    def _paint_entry(self, painter: QPainter, at: int, box: QRectF) -> None:
        entry = self._entries[at]
        mark = QRectF(box.left(), box.top(), _NUMBER - 6, box.height())
        told = list(self._told(entry, box.width()))
        painter.setPen(told[0].colour)
        painter.setFont(told[0].font)
        painter.drawText(mark, Qt.AlignmentFlag.AlignLeft, SIGNS[entry.kind])
        painter.drawText(mark, Qt.AlignmentFlag.AlignRight, str(at + 1))
        top = box.top()
        for words, font, colour, height in told:
            painter.setFont(font)
            painter.setPen(colour)
            painter.drawText(QRectF(box.left() + _NUMBER, top, box.width() - _NUMBER, height), _WRAP, words)
            top += height

    def _height(self, entry: Entry, width: float) -> float:
        return sum(one.height for one in self._told(entry, width)) + _BETWEEN

    def _told(self, entry: Entry, width: float) -> Iterator[_Told]:
        roles = {"right": "success", "near": "warning", "wrong": "error"}
        lines = [(entry.question.words, _font(_PLAIN, bold=True), self._look.ui(roles[entry.kind]))]
        lines += [(line.words, _font(_PLAIN), self._look.colour("ink")) for line in entry.answers]
        for words, font, colour in lines:
            space = QRectF(0, 0, width - _NUMBER, _TALL)
            yield _Told(words, font, colour, QFontMetricsF(font).boundingRect(space, _WRAP, words).height())


def _font(pixels: int, bold: bool = False) -> QFont:
    font = QFont()
    font.setPixelSize(pixels)
    font.setBold(bold)
    return font

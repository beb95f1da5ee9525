"""A worksheet: a plate with numbers for names and lines to write on, and the key with the same numbers."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from viewer.core.address import Address
from viewer.core.camera import Camera
from viewer.core.errors import ViewerError
from viewer.core.framing import Frame, drawn_on
from viewer.core.label_placing import GAP
from viewer.core.material import Material
from viewer.core.plate import LabelWish, Plate
from viewer.shell.worksheet_numbers import Numbers, Room
from viewer.widgets.label_marks import PAD_X, PAD_Y
from viewer.widgets.labels import LabelLayer
from viewer.widgets.look import look_on_paper
from viewer.widgets.plate_painter import Manner, PlatePainter

PAPERS = {"a4": QPageSize.PageSizeId.A4, "letter": QPageSize.PageSizeId.Letter}

_DPI = 96
_DETAIL = 4.0
"""Device pixels to a pixel: how fine a page is drawn; a printer resolves far more than a screen."""
_MARGIN = 12.0
_LANE = 40.0
"""So wide, at least, is the way of the leaders from the drawing to the numbers."""
_WRITING = 95.0
"""A line to write a name on is at least so long, in pixels."""
_PITCH = 22.0
"""So many pixels lie between one line to write on and the next, at least."""
_HEAD, _FOOT = 64.0, 58.0
_NUMBERS, _PLAIN, _LATIN, _SMALL, _TITLE, _LEAST = 11.0, 10.5, 9.0, 8.0, 15.0, 5.0
"""Sizes of letters, in points."""
_INSIDE = 22.0
_ROW = 44.0
"""A line of the key is at most so high, in pixels."""
_KEY_FOOT = 34.0
_COLUMN, _MANY = 300.0, 20
"""A column of the key is at least so wide; up to so many answers stand in one."""
_BETWEEN = 5.0
"""So many pixels, at least, part one answer from the next."""
_TWO = (_PLAIN, _LATIN)
_PLACEHOLDER = "88"


class _Numbered(NamedTuple):
    number: int
    address: Address


def export_worksheet(
    file: Path,
    material: Material,
    plate: str,
    among: Sequence[Address] = (),
    paper: str = "a4",
) -> int:
    """Write a worksheet of a plate, or of these places on it, and its key; give how much is numbered.

    It is for paper: dark on white, whatever the reader's own colours are.

    :raises ViewerError: if there is nothing to number, or the file's name is no document's.
    :raises OSError: if it cannot be written.
    """
    tr = QCoreApplication.translate
    if file.suffix.lower() != ".pdf":
        raise ViewerError(tr("Worksheet", "{file} should end in .pdf.").format(file=file))
    upright, across = (_page(paper, each) for each in QPageLayout.Orientation)
    sheets = [(_Sheet(material, plate, among, _inside(layout)), layout) for layout in (upright, across)]
    # The page is turned for a wide plate, but not where that leaves much without a number.
    sheet, layout = max(sheets, key=lambda each: each[0].zoom * each[0].most)
    sheet.number()
    if not sheet.numbered:
        raise ViewerError(
            tr("Worksheet", "Nothing of this is drawn on the plate, so that there is no worksheet.")
        )
    # Qt's writer would say on stderr only that it cannot write.
    file.open("ab").close()
    writer = QPdfWriter(str(file))
    writer.setTitle(tr("Worksheet", "Worksheet: {plate}").format(plate=material.plates[plate].title))
    writer.setCreator("Spinal Vein Viewer")
    writer.setResolution(_DPI)
    writer.setPageLayout(layout)
    painter = QPainter(writer)
    sheet.paint(painter)
    writer.newPage()
    sheet.paint_key(painter)
    painter.end()
    return len(sheet.numbered)


def _page(paper: str, orientation: QPageLayout.Orientation) -> QPageLayout:
    margins = QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    return QPageLayout(QPageSize(PAPERS[paper]), orientation, margins, QPageLayout.Unit.Millimeter)


def _inside(layout: QPageLayout) -> QRectF:
    return QRectF(QPointF(0, 0), QSizeF(layout.paintRectPixels(_DPI).size()))


class _Sheet:
    """One plate with its numbers placed for one page."""

    def __init__(self, material: Material, plate: str, among: Sequence[Address], page: QRectF) -> None:
        self._material, self._look, self._page = material, look_on_paper(), page
        self._plate = material.plates[plate]
        self._view = drawn_on(self._plate)
        self._space = page.adjusted(0, _HEAD, 0, -_FOOT)
        self._labels = LabelLayer(material.atlas, self._plate)
        self._camera, self._beside = self._placed()
        self._wishes = tuple(_wishes(material, plate, among))
        self._numbers = Numbers(self._plate, self._wishes, self._camera, material.hidden_layers)
        self.numbered: list[_Numbered] = []
        self.left_out: list[Address] = []

    @property
    def zoom(self) -> float:
        """How large the plate is drawn."""
        return self._camera.zoom

    def _placed(self) -> tuple[Camera, float]:
        """Give the camera, and the room beside the drawing, which takes what the rest needs not."""
        space, view = self._space, self._view
        least = _WRITING + self._room() + _LANE
        beside = max(least, (space.width() - view.width * space.height() / view.height) / 2)
        camera = Frame(view, space.width(), space.height(), beside, beside).fitting()
        return camera, (space.width() - view.width * camera.zoom) / 2

    @property
    def most(self) -> int:
        """How many numbers there is room for."""
        return self._numbers.most(self._room_for_numbers())

    def _room_for_numbers(self) -> Room:
        edge = self._beside - _LANE
        bottom = self._space.height() - _PITCH / 2
        return Room(edge, self._space.width() - edge, _PITCH / 2, bottom, _PITCH - GAP)

    def number(self) -> None:
        """Number what there is down the left column, then down the right one."""
        sides = self._numbers.placed(self._room_for_numbers())
        numbered: list[_Numbered] = []
        kept = []
        font = _font(_NUMBERS)
        metrics = QFontMetricsF(font)
        for at_left, labels in zip((True, False), sides, strict=True):
            for label in labels:
                numbered.append(_Numbered(len(numbered) + 1, Address.parse(label.id)))
                words = str(len(numbered))
                wide, high = metrics.horizontalAdvance(words), metrics.height()
                x, y = label.leader[2]
                left = x - 1 - wide - 2 * PAD_X if at_left else x + 1
                box = (left, y - high / 2 - PAD_Y, wide + 2 * PAD_X, high + 2 * PAD_Y)
                rows = ((words, wide, metrics.ascent(), False),)
                kept.append((label.id, rows, (wide, high, False), box, label.leader, at_left, False))
        self._labels.restore(kept, font)
        self.numbered = numbered
        told = {one.address for one in numbered}
        self.left_out = [wish.address for wish in self._wishes if wish.address not in told]

    def paint(self, painter: QPainter) -> None:
        """Paint the page to be filled in."""
        tr = QCoreApplication.translate
        self._paint_head(painter, tr("Worksheet", "Name"), tr("Worksheet", "Date"))
        painter.save()
        painter.translate(self._space.topLeft())
        self._paint_plate(painter)
        self._labels.paint(painter, self._look)
        self._paint_lines(painter)
        painter.restore()
        self._paint_foot(painter, self._plate.caption, _FOOT)

    def paint_key(self, painter: QPainter) -> None:
        """Paint the page with the answers."""
        tr = QCoreApplication.translate
        self._paint_head(painter, tr("Worksheet", "Key"), "")
        space = self._space.adjusted(0, 0, 0, _FOOT - _KEY_FOOT)
        columns = max(int(space.width() / _COLUMN), 1) if len(self.numbered) > _MANY else 1
        rows = -(-len(self.numbered) // columns)
        height, width = min(space.height() / max(rows, 1), _ROW), space.width() / columns
        # Where there are many, all of them are smaller rather than one close upon another.
        size = min((height - _BETWEEN) / sum(QFontMetricsF(_font(each)).height() for each in _TWO), 1.0)
        for at, one in enumerate(self.numbered):
            column, row = divmod(at, rows)
            left, top = space.left() + column * width, space.top() + row * height
            self._paint_answer(painter, one, QRectF(left, top, width - 12, height), size)
        self._paint_foot(painter, self._left_out(), _KEY_FOOT)

    def _left_out(self) -> str:
        if not self.left_out:
            return ""
        names = "; ".join(map(self._name_of, self.left_out))
        return QCoreApplication.translate("Worksheet", "No room for a number: {names}.").format(names=names)

    def _paint_answer(self, painter: QPainter, one: _Numbered, box: QRectF, size: float) -> None:
        structure = self._material.atlas.structures[one.address.structure]
        number = _font(_PLAIN * size, bold=True)
        metrics = QFontMetricsF(number)
        base = QPointF(box.left(), box.top() + metrics.ascent())
        painter.setFont(number)
        painter.setPen(self._look.colour("ink"))
        painter.drawText(base, str(one.number))
        base.setX(box.left() + metrics.horizontalAdvance(f"{_PLACEHOLDER} "))
        words, width = self._name_of(one.address), box.right() - base.x()
        painter.setFont(_fitting(words, _font(_PLAIN * size), width))
        painter.drawText(base, words)
        latin = _fitting(structure.latin, _font(_LATIN * size, italic=True), width)
        painter.setFont(latin)
        painter.setPen(self._look.colour("ink2"))
        painter.drawText(base + QPointF(0, QFontMetricsF(latin).height()), structure.latin)

    def _name_of(self, address: Address) -> str:
        from viewer.widgets.label_text import label_name

        return label_name(self._material.atlas, address)

    # Parts of a page

    def _paint_head(self, painter: QPainter, first: str, second: str) -> None:
        ink, grey = self._look.colour("ink"), QPen(self._look.colour("leader"), 1)
        painter.setPen(ink)
        painter.setFont(_font(_TITLE, bold=True))
        title = QRectF(self._page.left(), self._page.top(), self._page.width() * 0.55, _HEAD * 0.6)
        painter.drawText(title, Qt.TextFlag.TextWordWrap, self._plate.title)
        painter.setFont(_font(_PLAIN))
        base = self._page.top() + 18
        middle, end = self._page.left() + self._page.width() * 0.55, self._page.right()
        painter.drawText(QPointF(middle, base), first)
        if second:
            metrics = QFontMetricsF(_font(_PLAIN))
            there = end - 120
            painter.drawText(QPointF(there, base), second)
            painter.setPen(grey)
            for left, word, right in ((middle, first, there - 8), (there, second, end)):
                begin = left + metrics.horizontalAdvance(word) + 6
                painter.drawLine(QPointF(begin, base + 2), QPointF(right, base + 2))

    def _paint_plate(self, painter: QPainter) -> None:
        camera, size = self._camera, QRectF(0, 0, self._space.width(), self._space.height())
        painter.save()
        painter.setClipRect(size)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(*camera.to_view(0.0, 0.0))
        painter.scale(camera.zoom, camera.zoom)
        manner = Manner(hidden=self._material.hidden_layers)
        PlatePainter(self._plate, self._look).paint(painter, camera.zoom * _DETAIL, camera.seen(), manner)
        painter.restore()
        view = self._view
        painter.setPen(self._look.colour("ink2"))
        painter.setFont(_font(_PLAIN, bold=True))
        for word, x, align in (
            (self._plate.left, view.x, Qt.AlignmentFlag.AlignLeft),
            (self._plate.right, view.x + view.width, Qt.AlignmentFlag.AlignRight),
        ):
            at, _ = camera.to_view(x, view.y)
            # A little inside the corners and above all leaders, which may come down from the numbers.
            left = at - 100 - _INSIDE if align == Qt.AlignmentFlag.AlignRight else at + _INSIDE
            painter.drawText(QRectF(left, -20, 100, 18), align, word)

    def _paint_lines(self, painter: QPainter) -> None:
        """Draw a line to write on beside each number, as long as the margin of the page lets it be."""
        painter.setPen(QPen(self._look.colour("leader"), 1))
        metrics = QFontMetricsF(_font(_NUMBERS))
        for label in self._labels.marks():
            y = label.box.center().y() + metrics.ascent() / 2
            if label.at_left:
                painter.drawLine(QPointF(0, y), QPointF(label.box.right() - self._room(), y))
            else:
                painter.drawLine(QPointF(label.box.left() + self._room(), y), QPointF(self._space.width(), y))

    def _room(self) -> float:
        return QFontMetricsF(_font(_NUMBERS)).horizontalAdvance(_PLACEHOLDER) + 2 * PAD_X + 4

    def _paint_foot(self, painter: QPainter, caption: str, height: float) -> None:
        told = self._material.atlas.imprint
        painter.setFont(_font(_SMALL))
        painter.setPen(QColor(self._look.colour("ink2")))
        foot = self._page.adjusted(0, self._page.height() - height + 8, 0, 0)
        painter.drawText(foot, Qt.TextFlag.TextWordWrap, f"{caption}\n{told}".strip())


def _wishes(material: Material, plate: str, among: Sequence[Address]) -> Iterator[LabelWish]:
    """Give one wish for each structure that is to be numbered, where the plate itself would have its name.

    Of a structure of which some sides or levels were chosen, each of these is numbered.
    """
    known: Plate = material.plates[plate]
    own: dict[str, LabelWish] = {}
    for wish in known.wishes:
        own.setdefault(wish.address.structure, wish)
    for structure, places in material.places.items():
        here = [place.address for place in places if place.plate == plate]
        chosen = [one for one in here if not among or any(material.is_part(one, each) for each in among)]
        if not chosen:
            continue
        narrowed = [each for each in among if each.structure == structure and (each.side or each.level)]
        if narrowed:
            drawn = (each for each in narrowed if any(material.is_part(one, each) for one in here))
            yield from map(LabelWish, dict.fromkeys(drawn))
            continue
        wish = own.get(structure, LabelWish(Address(structure)))
        address = wish.address if any(wish.address.covers(one) for one in chosen) else chosen[0]
        yield wish._replace(address=address)


def _font(points: float, bold: bool = False, italic: bool = False) -> QFont:
    font = QFont()
    font.setPointSizeF(points)
    font.setBold(bold)
    font.setItalic(italic)
    return font


def _fitting(words: str, font: QFont, width: float) -> QFont:
    """Make a font as small as words need to stand on one line."""
    while font.pointSizeF() > _LEAST and QFontMetricsF(font).horizontalAdvance(words) > width:
        font.setPointSizeF(font.pointSizeF() - 0.25)
    return font

"""FlowKey: what the colours and signs of the blood's way mean, in a quiet line that can be folded up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from viewer.core.address import Address
from viewer.core.flow_marks import Bar, Course, FlowMarks
from viewer.core.plate import Line, Plate, Rect, Region, Shape
from viewer.core.structure import StructureId
from viewer.widgets.canvas import Canvas
from viewer.widgets.flow_painter import paint_flow
from viewer.widgets.look import Look
from viewer.widgets.plate_painter import PlatePainter

WAY, OTHER, TURNED, CONGESTED, BLOCKED = "way", "other", "turned", "congested", "blocked"

_LONG, _HALF, _AROUND = 44.0, 3.6, 6.0
"""The length and the half-width of a sample's vessel, in pixels, and what its ends and edges need beyond."""
_POINTS = 8


class _Entry(NamedTuple):
    """A sign with its words, and where it stands."""

    sign: str
    words: str
    box: QRect


def signs_in(marks: Iterable[FlowMarks]) -> tuple[str, ...]:
    """Give the signs that plates bear, each once."""
    found = tuple(marks)
    borne = {
        WAY: any(one.way for one in found),
        OTHER: any(one.branches or one.side_ties for one in found),
        TURNED: any(one.turned for one in found),
        CONGESTED: any(one.congested for one in found),
        BLOCKED: any(one.bars for one in found),
    }
    return tuple(sign for sign, there in borne.items() if there)


class FlowKey(QWidget):
    """Draws each sign as the plate draws it, with its words behind.

    :attr folded: the reader has folded the line up (True), or opened it again.
    """

    folded = Signal(bool)

    def __init__(self, look: Look, open_: bool = True, parent: QWidget | None = None) -> None:
        """Explain nothing yet."""
        super().__init__(parent)
        self._look = look
        self._open = open_
        self._signs: tuple[str, ...] = ()
        self._words = {
            WAY: self.tr("the way shown, and where it flows"),
            OTHER: self.tr("other ways"),
            TURNED: self.tr("flows backwards"),
            CONGESTED: self.tr("congested: no way left"),
            BLOCKED: self.tr("blocked"),
        }
        self.button = QToolButton(self)
        self.button.setText(self.tr("Key"))
        self.button.setAutoRaise(True)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setToolTip(self.tr("What the colours and signs on the plate mean"))
        self.button.clicked.connect(self._fold)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._show_arrow()

    def set_look(self, look: Look) -> None:
        """Take the colours."""
        self._look = look
        self.update()

    def show_signs(self, signs: Sequence[str]) -> None:
        """Explain these, in the key's own order; with none the line is gone."""
        if tuple(signs) != self._signs:
            self._signs = tuple(signs)
            told = self.tr(", ").join(self._words[sign] for sign in self._signs)
            self.setAccessibleName(self.tr("Key to the plate: {signs}").format(signs=told))
            self.updateGeometry()
            self.update()
        self.setVisible(bool(signs))

    def words(self) -> list[str]:
        """Give what is explained now; nothing while it is folded up."""
        return [self._words[sign] for sign in self._signs] if self._open else []

    @Slot()
    def _fold(self) -> None:
        self._open = not self._open
        self._show_arrow()
        self.updateGeometry()
        self.update()
        self.folded.emit(not self._open)

    def _show_arrow(self) -> None:
        self.button.setArrowType(Qt.ArrowType.DownArrow if self._open else Qt.ArrowType.RightArrow)
        self.button.setAccessibleName(self.tr("Hide the key") if self._open else self.tr("Show the key"))

    def _row(self) -> int:
        return max(self.button.sizeHint().height(), self.fontMetrics().height() * 3 // 2)

    def _entries(self, width: int) -> list[_Entry]:
        """Place the entries beside each other, in as many rows as the width asks for."""
        if not self._open:
            return []
        pad, row = self.fontMetrics().height() // 2, self._row()
        left = self.button.sizeHint().width() + 2 * pad
        x, y, found = left, 0, []
        for sign in self._signs:
            words = self._words[sign]
            wide = round(_LONG + 2 * _AROUND) + pad + self.fontMetrics().horizontalAdvance(words)
            if x > left and x + wide > width - pad:
                x, y = left, y + row
            found.append(_Entry(sign, words, QRect(x, y, wide, row)))
            x += wide + 2 * pad
        return found

    def heightForWidth(self, width: int) -> int:  # noqa: D102, N802
        return max((entry.box.bottom() + 1 for entry in self._entries(width)), default=self._row())

    def sizeHint(self) -> QSize:  # noqa: D102, N802
        return QSize(self.width(), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:  # noqa: D102, N802
        return QSize(0, self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102, N802
        super().resizeEvent(event)
        pad = self.fontMetrics().height() // 2
        size = self.button.sizeHint()
        self.button.setGeometry(pad, (self._row() - size.height()) // 2, size.width(), size.height())
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102, N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pad = self.fontMetrics().height() // 2
        for sign, words, box in self._entries(self.width()):
            painter.save()
            painter.translate(QPointF(box.x() + _AROUND, box.y() + box.height() / 2))
            _paint_sample(painter, self._look, sign, self.devicePixelRatioF())
            painter.restore()
            painter.setPen(self._look.ui("muted"))
            text = QRectF(box).adjusted(_LONG + 2 * _AROUND + pad, 0, pad, 0)
            painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.end()


def _paint_sample(painter: QPainter, look: Look, sign: str, ratio: float) -> None:
    """Draw a short vessel that bears a sign, by the painter that draws signs on plates."""
    xs = [_LONG * at / (_POINTS - 1) for at in range(_POINTS)]
    line = Line(tuple(value for x in xs for value in (x, 0.0)), (_HALF,) * _POINTS)
    bounds = Rect(0.0, -_HALF, _LONG, 2 * _HALF)
    region = Region(Address(StructureId("")), Shape.LINE, "", 0, bounds, (line,), role="leader")
    canvas = Canvas(painter, PlatePainter(_plate_of(region), look), 1.0, ratio, bounds, ())
    if sign in (TURNED, BLOCKED):
        canvas.halos((0,), 0.0, look.colour("leader", ghosted=True))
    paint_flow(canvas, _MARKS[sign](line))


def _plate_of(region: Region) -> Plate:
    return Plate(
        "", "", "", "", region.bounds, "", "", "", "", (), (), (), (), (), (), (), (region,), ()
    )  # fmt: skip


_MARKS = {
    WAY: lambda line: FlowMarks(way=(0,), courses=(Course(line, 1),)),
    OTHER: lambda line: FlowMarks(branches=(0,)),
    TURNED: lambda line: FlowMarks(turned=(Course(line, -1),)),
    CONGESTED: lambda line: FlowMarks(congested=(0,)),
    BLOCKED: lambda line: FlowMarks(bars=(Bar(_LONG / 2, 0.0, 0.0),)),
}

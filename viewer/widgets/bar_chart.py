"""BarChart: a row of days as bars, in two parts that differ by pattern too; the same as text."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from viewer.widgets.look import Look


class Bar(NamedTuple):
    """One day: its name for the axis ("" for none), in full, and how much of either part."""

    name: str
    told: str
    first: int
    second: int = 0


class BarChart(QWidget):
    """Bars from left to right; the second part stands hatched on the first."""

    def __init__(self, look: Look, title: str, parts: tuple[str, str], parent: QWidget | None = None) -> None:
        """Take the title, and what the two parts count ("" for one that is not there)."""
        super().__init__(parent)
        self._look, self._title, self._parts = look, title, parts
        self.bars: tuple[Bar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show other days."""
        self.bars = tuple(bars)
        self.setAccessibleName(f"{self._title}. {self.text()}")
        self.update()

    def text(self) -> str:
        """Give the same in words, with days of nothing left out."""
        told = []
        for bar in self.bars:
            counts = [
                self.tr("{count} {what}").format(count=count, what=what)
                for count, what in zip((bar.first, bar.second), self._parts, strict=True)
                if what and count
            ]
            if counts:
                told.append(
                    self.tr("{day}: {counts}").format(day=bar.told, counts=self.tr(", ").join(counts))
                )
        return self.tr("; ").join(told) or self.tr("Nothing yet.")

    def sizeHint(self) -> QSize:  # noqa: D102, N802
        return QSize(self.fontMetrics().averageCharWidth() * 70, self.fontMetrics().height() * 10)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102, N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = self.fontMetrics().height()
        painter.setPen(self._look.ui("text"))
        painter.translate(0, line // 3)
        painter.drawText(QRectF(line // 2, 0, self.width(), line), Qt.AlignmentFlag.AlignLeft, self._title)
        self._paint_key(painter, line)
        ground = QRectF(line // 2, 2.4 * line, self.width() - line, self.height() - 4.4 * line)
        painter.setPen(QPen(self._look.ui("line"), 1))
        painter.drawLine(ground.bottomLeft(), ground.bottomRight())
        most = max((bar.first + bar.second for bar in self.bars), default=0)
        wide = ground.width() / max(len(self.bars), 1)
        for at, bar in enumerate(self.bars):
            room = QRectF(ground.left() + at * wide, ground.top(), wide, ground.height())
            self._paint_bar(painter, bar, room, most)
        painter.resetTransform()
        if self.hasFocus():
            painter.setPen(QPen(self._look.ui("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_key(self, painter: QPainter, line: int) -> None:
        """Say at the right of the title which part is which."""
        x = float(self.width() - line // 2)
        for what, hatched in ((self._parts[1], True), (self._parts[0], False)):
            if not what or not self._parts[1]:
                continue
            x -= self.fontMetrics().horizontalAdvance(what)
            painter.setPen(self._look.ui("muted"))
            painter.drawText(QPointF(x, self.fontMetrics().ascent()), what)
            box = QRectF(x - 1.2 * line, 0.15 * line, 0.9 * line, 0.7 * line)
            self._fill(painter, box, hatched)
            x = box.left() - line

    def _paint_bar(self, painter: QPainter, bar: Bar, room: QRectF, most: int) -> None:
        metrics = self.fontMetrics()
        height = room.height() - metrics.height()
        unit = height / max(most, 1)
        inner = room.adjusted(room.width() * 0.18, 0, -room.width() * 0.18, 0)
        base = room.bottom()
        for count, hatched in ((bar.first, False), (bar.second, True)):
            if count:
                box = QRectF(inner.left(), base - count * unit, inner.width(), count * unit)
                self._fill(painter, box, hatched)
                base = box.top()
        centred = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
        if bar.first + bar.second:
            painter.setPen(self._look.ui("text"))
            above = QRectF(room.left() - 20, base - metrics.height(), room.width() + 40, metrics.height())
            painter.drawText(above, centred, str(bar.first + bar.second))
        if bar.name:
            painter.setPen(self._look.ui("muted"))
            below = QRectF(room.left() - 60, room.bottom(), room.width() + 120, 1.3 * metrics.height())
            painter.drawText(below, centred, bar.name)

    def _fill(self, painter: QPainter, box: QRectF, hatched: bool) -> None:
        colour = QColor(self._look.ui("error" if hatched else "highlight"))
        painter.setPen(QPen(colour, 1))
        brush = QBrush(colour, Qt.BrushStyle.BDiagPattern if hatched else Qt.BrushStyle.SolidPattern)
        painter.setBrush(brush)
        painter.drawRect(box)

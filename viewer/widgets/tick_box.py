"""Boxes and rounds that can be ticked, in the colours of the theme: Fusion greys them on dark ground."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QCheckBox, QRadioButton, QStyle, QStyleOptionButton, QStylePainter, QWidget

_EDGE, _TICK, _CORNER = 1.0, 0.14, 0.2
"""Pixels; the others are parts of the box's side."""
_SHAPE = ((0.22, 0.54), (0.42, 0.74), (0.79, 0.28))
"""Where a tick goes, in parts of the box's side."""

_Part, _Element, _Role = QStyle.SubElement, QStyle.ControlElement, QPalette.ColorRole


class TickBox(QCheckBox):
    """A check box: plain when empty, filled with a tick when checked, with a ring where the keyboard is."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102, N802
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        box = self.style().subElementRect(_Part.SE_CheckBoxIndicator, option, self)
        _paint_box(painter, self, _on_pixels(box), self.isChecked(), self.isDown())
        _paint_words(painter, self, option, (_Part.SE_CheckBoxContents, _Element.CE_CheckBoxLabel))
        painter.end()


class RoundBox(QRadioButton):
    """A radio button: plain when empty, filled with a dot when chosen, with a ring where the keyboard is."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102, N802
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        box = self.style().subElementRect(_Part.SE_RadioButtonIndicator, option, self)
        _paint_box(painter, self, _on_pixels(box), self.isChecked(), self.isDown(), is_round=True)
        _paint_words(painter, self, option, (_Part.SE_RadioButtonContents, _Element.CE_RadioButtonLabel))
        painter.end()


def _on_pixels(box: QRect) -> QRectF:
    """Give the middle of the edge, so that its lines lie on whole pixels."""
    side = min(box.width(), box.height()) - 1
    return QRectF(box.x() + 0.5, box.y() + (box.height() - side) // 2 + 0.5, side - 0.5, side - 0.5)


def _paint_box(
    painter: QPainter, widget: QWidget, box: QRectF, ticked: bool, pressed: bool, is_round: bool = False
) -> None:
    palette, able = widget.palette(), widget.isEnabled()
    filled = ticked and able
    edge = palette.color(_Role.Dark if able and not widget.underMouse() else _Role.Text)
    fill = palette.color(_Role.Highlight if filled else _Role.Window if pressed or not able else _Role.Base)
    tick = palette.color(_Role.HighlightedText if filled else _Role.Text)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(palette.color(_Role.Highlight) if filled else edge, _EDGE))
    painter.setBrush(fill)
    round_by = box.width() * (0.5 if is_round else _CORNER)
    painter.drawRoundedRect(box, round_by, round_by)
    if not ticked:
        return
    if is_round:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tick)
        painter.drawEllipse(box.center(), box.width() * 0.22, box.width() * 0.22)
        return
    path = QPainterPath()
    points = [QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in _SHAPE]
    path.addPolygon(points)
    pen = QPen(tick, box.width() * _TICK)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(path, pen)


def _paint_words(
    painter: QStylePainter,
    widget: QWidget,
    option: QStyleOptionButton,
    parts: tuple[QStyle.SubElement, QStyle.ControlElement],
) -> None:
    words = QStyleOptionButton(option)
    words.rect = widget.style().subElementRect(parts[0], option, widget)
    painter.drawControl(parts[1], words)
    if widget.hasFocus():
        painter.setPen(QPen(widget.palette().color(_Role.Accent), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(words.rect).adjusted(-1.25, 0.75, -0.75, -0.75), 3.0, 3.0)

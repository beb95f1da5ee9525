"""FlowLayer: the way of the blood above a plate, painted once for each view and then only moved."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QFont, QPainter

from viewer.core.plate import Rect
from viewer.widgets.canvas import Canvas
from viewer.widgets.flow_drift import FlowDrift, Glimpse
from viewer.widgets.moved_picture import MovedPicture
from viewer.widgets.plate_painter import PlatePainter

if TYPE_CHECKING:
    from viewer.core.flow_marks import Disc, FlowMarks

_REST_MS = 90


class FlowLayer:
    """Holds the marks of one plate; a picture of them spares each click and step of panning their paint."""

    def __init__(self, rested: Callable[[], object], parent: QObject) -> None:
        """Show nothing yet; ``rested`` is called when a zoom has come to rest and all is to be drawn anew."""
        self._marks: FlowMarks | None = None
        self._round = 0
        self._picture = MovedPicture(at_once=True)
        self._drawn: tuple[float, QPoint] | None = None
        self._last: tuple[tuple[PlatePainter, Collection[str]], Glimpse, QFont] | None = None
        self._rested = rested
        self._rest = QTimer(parent)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.finish)

    @property
    def marks(self) -> FlowMarks | None:
        """What is shown."""
        return self._marks

    def show(self, marks: FlowMarks | None) -> None:
        """Take other marks; None for none."""
        if marks is not None or self._marks is not None:
            self._marks = marks
            self._round += 1
            self._drawn = None
            if marks is None:
                self._picture = MovedPicture(at_once=True)

    def stand_at(self, number: int) -> Disc | None:
        """Mark the number of a step as the one that the reader is at; give where it stands."""
        if self._marks is None:
            return None
        discs = tuple(disc._replace(here=disc.number == number) for disc in self._marks.discs)
        self._marks = self._marks._replace(discs=discs)
        return next((disc for disc in discs if disc.here), None)

    def finish(self) -> None:
        """Have all drawn anew at the zoom of now, if a picture stands in for it."""
        if self._rest.isActive() or self._drawn is not None:
            self._rest.stop()
            self._drawn = None
            self._rested()

    def is_settled(self) -> bool:
        """Tell whether what is drawn is no stand-in."""
        return not self._rest.isActive()

    def is_empty(self) -> bool:
        """Tell whether there is nothing to draw."""
        return self._marks is None

    def paint(self, canvas: Canvas, font: QFont) -> None:
        """Paint the marks directly, e.g. into a file."""
        if self._marks is not None:
            from viewer.widgets.flow_painter import paint_flow

            paint_flow(canvas, self._marks)
            self.paint_numbers(canvas, font)

    def paint_numbers(self, canvas: Canvas, font: QFont) -> None:
        """Paint the numbers of the steps alone, which no dot of a label may hide."""
        if self._marks is not None:
            from viewer.widgets.flow_painter import paint_discs

            paint_discs(canvas, self._marks.discs, font)

    def draw(
        self,
        painter: QPainter,
        shown: tuple[PlatePainter, Collection[str]],
        seen: Glimpse,
        font: QFont,
        drift: FlowDrift,
    ) -> None:
        """Draw into a painter in device pixels; ``shown`` are the plate and its hidden layers.

        Light that moves (``drift``) passes beneath the numbers.
        """
        from viewer.widgets.flow_painter import paint_flow

        plate, hidden = shown
        scale = seen.zoom * seen.ratio

        def paint(onto: QPainter, part: QRect) -> None:
            onto.save()
            onto.setRenderHint(QPainter.RenderHint.Antialiasing)
            onto.setClipRect(part, Qt.ClipOperation.IntersectClip)
            onto.translate(origin)
            onto.scale(scale, scale)
            x, y = (part.x() - origin.x()) / scale, (part.y() - origin.y()) / scale
            view = Rect(x, y, part.width() / scale, part.height() / scale)
            act(Canvas(onto, plate, seen.zoom, scale, view, hidden))
            onto.restore()

        def act(canvas: Canvas) -> None:
            assert self._marks is not None
            paint_flow(canvas, self._marks)

        origin = seen.origin
        if self._drawn is not None and self._drawn[0] != seen.zoom:
            self._stand_in(painter, seen, *self._drawn)
        else:
            self._picture.draw(painter, (self._round, seen.zoom, plate, hidden), origin, seen.size, paint)
            self._drawn = seen.zoom, QPoint(origin)
        drift.draw(painter, self._marks if self.is_settled() else None, shown, seen)
        # Numbers are few, and which one is lit changes with each step.
        self._last = shown, seen, font
        self._draw_numbers(painter, None)

    def draw_numbers(self, painter: QPainter, is_clear: Callable[[QRectF], bool]) -> None:
        """Draw the numbers once more, above what was drawn since, into a painter in pixels of the view.

        Only those are drawn of whose boxes in the view ``is_clear`` says that nothing else stands there.
        """
        if self._marks is None or self._last is None:
            return
        _shown, seen, _font = self._last
        x, y = seen.origin.x() / seen.ratio, seen.origin.y() / seen.ratio
        painter.save()
        painter.scale(1 / seen.ratio, 1 / seen.ratio)
        self._draw_numbers(painter, lambda box: is_clear(box.translated(x, y)))
        painter.restore()

    def _draw_numbers(self, painter: QPainter, is_clear: Callable[[QRectF], bool] | None) -> None:
        from viewer.widgets.flow_painter import paint_discs

        assert self._marks is not None and self._last is not None
        (plate, hidden), seen, font = self._last
        scale = seen.zoom * seen.ratio
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(seen.origin)
        painter.scale(scale, scale)
        whole = Canvas(painter, plate, seen.zoom, scale, plate.plate.view, hidden)
        paint_discs(whole, self._marks.discs, font, is_clear)
        painter.restore()

    def _stand_in(self, painter: QPainter, seen: Glimpse, zoom: float, origin: QPoint) -> None:
        """Draw the last picture scaled; painting it anew takes longer than a step of zooming may."""
        self._rest.start()
        picture, by = self._picture.picture, seen.zoom / zoom
        if picture is not None:
            x, y = seen.origin.x() - origin.x() * by, seen.origin.y() - origin.y() * by
            target = QRectF(x, y, picture.width() * by, picture.height() * by)
            painter.drawPixmap(target, picture, QRectF(picture.rect()))

"""Canvas: what a state of a region is drawn with, above the finished plate."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPen

from viewer.core.plate import Rect, Shape
from viewer.widgets.look import Look
from viewer.widgets.plate_painter import PlatePainter
from viewer.widgets.region_shapes import meets, net_width

REACH = 12.0
"""So many pixels beyond a region's own bounds a state may draw."""

_COARSE = 2.5
"""The lines of nets and the outlines of areas are drawn in pieces of about so many pixels."""

_LAP = 0.8
"""Each piece of an outline reaches so many pixels over the next, so that no gap shows at the bends."""

_LEAST = 1.25
"""Points nearer to each other than so many device pixels are passed over in outlines."""


class Canvas(NamedTuple):
    """What a state is drawn with: a painter in plate units, pixels per unit, and what is in view.

    ``scale`` is in device pixels per unit; ``hidden`` are the layers that do not show.
    """

    painter: QPainter
    plate: PlatePainter
    zoom: float
    scale: float
    seen: Rect
    hidden: Collection[str]

    @property
    def look(self) -> Look:
        """Give the colours."""
        return self.plate.look

    @property
    def least(self) -> float:
        """Give how far apart points must lie, in plate units, for the eye to tell them apart."""
        return _LEAST / self.scale

    def in_view(self, numbers: Iterable[int]) -> list[int]:
        """Give those regions that are in view and not hidden."""
        margin, regions = REACH / self.zoom, self.plate.plate.regions
        return [
            number
            for number in numbers
            if regions[number].layer not in self.hidden and meets(regions[number].bounds, self.seen, margin)
        ]

    def halos(self, numbers: Iterable[int], reach: float, colour: QColor) -> None:
        """Draw regions ``reach`` pixels larger on every side; of areas, the outline so wide."""
        regions, shapes, painter = self.plate.plate.regions, self.plate.shapes, self.painter
        by, least = reach / self.zoom, self.least
        fill, grown = painter.fillPath, shapes.grown
        for number in numbers:
            region = regions[number]
            if region.shape is Shape.LINE:
                fill(grown(number, by, least), colour)
            elif region.shape is Shape.NET:
                self._draw_net(number, reach, colour)
            else:
                # Straight pieces are drawn many times faster than the same outline stroked.
                painter.setPen(QPen(colour, 2 * by, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
                painter.drawLines(shapes.rim(number, _COARSE / self.zoom, _LAP / self.zoom))

    def _draw_net(self, number: int, reach: float, colour: QColor) -> None:
        coarse = (_COARSE if self.zoom > 0.8 else 2 * _COARSE) / self.zoom
        width = net_width(self.plate.plate.regions[number].lines) + 2 * reach / self.zoom
        cap = Qt.PenCapStyle.RoundCap if self.zoom > 1.0 else Qt.PenCapStyle.FlatCap
        self.painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, cap))
        self.painter.drawLines(self.plate.shapes.mesh(number, coarse))

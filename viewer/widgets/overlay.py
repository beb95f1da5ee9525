"""Overlay: the states of regions, drawn above the finished plate; widths are pixels, whatever the zoom."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPainterPathStroker, QPen

from viewer.core.plate import Rect, Region, Shape
from viewer.widgets.look import Look, mixed
from viewer.widgets.plate_painter import PlatePainter
from viewer.widgets.region_shapes import meets, net_width

REACH = 12.0
"""So many pixels beyond a region's own bounds a state may draw."""

_TOWARDS_LIGHT = 0.28
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


class Ring(NamedTuple):
    """The reach, in pixels beyond a body, of the edges of what is selected; 0 leaves one out."""

    key: float
    gold: float
    edge: float
    swell: float = 0.0


_STRONG = {
    Shape.LINE: Ring(6.0, 4.8, 1.6, 0.6),
    Shape.NET: Ring(3.0, 2.2, 0.0),
    Shape.AREA: Ring(3.6, 2.4, 0.7),
}
"""What was asked for."""

_LIGHT = {
    Shape.LINE: Ring(2.7, 2.0, 0.0),
    Shape.NET: Ring(0.0, 0.6, 0.0),
    Shape.AREA: Ring(1.3, 0.7, 0.0),
}
"""The rest of its structure, when what was asked for is only a part."""

_FINE = 0.8
_FINE_NET = Ring(0.0, 0.7, 0.0)
"""At less than so many pixels per unit the meshes of a net are too small for more than one edge."""


class Overlay:
    """Which regions (by number) are in which state, and the drawing of them over the resting plate.

    A further state is one more method that draws on a :class:`Canvas`, in its place in :meth:`paint`.
    """

    def __init__(self) -> None:
        """Begin with nothing in any state."""
        self.hovered: tuple[int, ...] = ()
        self.focused: int | None = None
        self.strong: tuple[int, ...] = ()
        self.light: tuple[int, ...] = ()

    def is_empty(self) -> bool:
        """Tell whether nothing would be drawn."""
        return not (self.hovered or self.strong or self.light or self.focused is not None)

    def state(self) -> tuple[object, ...]:
        """Give what would be drawn, to be compared with what was."""
        return self.hovered, self.strong, self.light, self.focused

    def forget(self) -> None:
        """Let go of everything that was said of one plate."""
        self.hovered, self.strong, self.light, self.focused = (), (), (), None

    def paint(self, canvas: Canvas) -> None:
        """Draw every state, the more pressing above the other."""
        self._paint_selected(canvas)
        self._paint_hovered(canvas)
        self._paint_focused(canvas)

    def _paint_selected(self, canvas: Canvas) -> None:
        regions, look = canvas.plate.plate.regions, canvas.look
        fine = canvas.zoom < _FINE
        rings = [
            (
                _FINE_NET if fine and regions[number].shape is Shape.NET else widths[regions[number].shape],
                number,
            )
            for widths, numbers in ((_LIGHT, self.light), (_STRONG, self.strong))
            for number in canvas.in_view(numbers)
        ]
        for role, part in (("key", 0), ("select", 1)):
            for ring, numbers in _alike(rings):
                if ring[part]:
                    canvas.halos(numbers, ring[part], look.colour(role))
        for ring, numbers in _alike(rings):
            if ring.edge:
                for role, members in _by_role(regions, numbers).items():
                    vessel = regions[members[0]].shape is Shape.LINE
                    dark = look.kin(role, "edge", "key") if vessel else "key"
                    canvas.halos(members, ring.edge, look.colour(dark))
        for shape in (Shape.NET, Shape.LINE):
            for ring, numbers in _alike(rings):
                if regions[numbers[0]].shape is shape:
                    for role, members in _by_role(regions, numbers).items():
                        canvas.halos(members, ring.swell, look.colour(role))
        vessels = [number for _, number in rings if regions[number].shape is Shape.LINE]
        canvas.plate.paint_relief(canvas.painter, canvas.scale, canvas.seen, vessels, canvas.least)

    def _paint_hovered(self, canvas: Canvas) -> None:
        regions, look = canvas.plate.plate.regions, canvas.look
        numbers = canvas.in_view(self.hovered)
        for role, reach in (("key", 2.2), ("bg", 1.0)):
            canvas.halos(numbers, reach, look.colour(role))
        for number in numbers:
            region = regions[number]
            if region.shape is not Shape.AREA:
                light = look.colour(look.kin(region.role, "light", "bg"))
                canvas.halos((number,), 0.0, mixed(look.colour(region.role), light, _TOWARDS_LIGHT))

    def _paint_focused(self, canvas: Canvas) -> None:
        """Draw the keyboard's place: dashes of ink on a light band, unlike any other state."""
        if self.focused is None or not canvas.in_view((self.focused,)):
            return
        ring = _ring(canvas, self.focused, 8.0 / canvas.zoom)
        for role, width, dashes in (("bg", 4.5, False), ("ink", 2.2, True)):
            pen = QPen(canvas.look.colour(role), width / canvas.zoom)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            if dashes:
                pen.setDashPattern([3.0, 2.0])
            canvas.painter.strokePath(ring, pen)


def _alike(rings: Iterable[tuple[Ring, int]]) -> list[tuple[Ring, list[int]]]:
    """Put regions together that follow each other and have the same ring."""
    return [(ring, [number for _, number in group]) for ring, group in groupby(rings, key=itemgetter(0))]


def _by_role(regions: Sequence[Region], numbers: Iterable[int]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number in numbers:
        found.setdefault(regions[number].role, []).append(number)
    return found


def _ring(canvas: Canvas, number: int, away: float) -> QPainterPath:
    """Give the outline of what lies within ``away`` units of a region; of a net, of its bounds."""
    region, shapes = canvas.plate.plate.regions[number], canvas.plate.shapes
    if region.shape is Shape.LINE:
        return shapes.grown(number, away).simplified()
    if region.shape is Shape.NET:
        ring, bounds = QPainterPath(), region.bounds
        ring.addRoundedRect(
            bounds.x - away, bounds.y - away, bounds.width + 2 * away, bounds.height + 2 * away, away, away
        )
        return ring
    stroker = QPainterPathStroker()
    stroker.setWidth(2 * away)
    stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    body = shapes.body(number)
    return stroker.createStroke(body).united(body).simplified()

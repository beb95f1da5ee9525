"""Overlay: the states of regions, drawn above the finished plate; widths are pixels, whatever the zoom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainterPath, QPainterPathStroker, QPen

from viewer.core.plate import Region, Shape
from viewer.widgets.canvas import Canvas
from viewer.widgets.look import mixed

if TYPE_CHECKING:
    from viewer.widgets.pins import Pin

_TOWARDS_LIGHT = 0.28


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
        self.bands: tuple[tuple[str, tuple[int, ...]], ...] = ()
        """How well regions are known: see :mod:`viewer.widgets.strength`."""
        self.pins: tuple[Pin, ...] = ()

    def is_empty(self) -> bool:
        """Tell whether nothing would be drawn, pins left aside."""
        return self.focused is None and not (self.hovered or self.strong or self.light or self.bands)

    def state(self) -> tuple[object, ...]:
        """Give what would be drawn, to be compared with what was; pins are drawn anew each time."""
        return self.hovered, self.strong, self.light, self.focused, self.bands

    def forget(self) -> None:
        """Let go of everything that was said of one plate."""
        self.hovered, self.strong, self.light, self.focused, self.bands = (), (), (), None, ()
        self.pins = ()

    def paint(self, canvas: Canvas) -> None:
        """Draw every state, the more pressing above the other."""
        if self.bands:
            from viewer.widgets.strength import paint_bands

            paint_bands(canvas, self.bands)
        self._paint_selected(canvas)
        self._paint_hovered(canvas)
        self._paint_focused(canvas)

    def paint_pins(self, canvas: Canvas) -> None:
        """Draw the pins: above the leaders of labels too, or these would strike numbers out."""
        if self.pins:
            from viewer.widgets.pins import paint_pins

            paint_pins(canvas, self.pins)

    def _paint_selected(self, canvas: Canvas) -> None:
        regions, look = canvas.plate.plate.regions, canvas.look
        fine = canvas.zoom < _FINE
        rings = [
            (_FINE_NET if fine and _has_meshes(regions[number]) else widths[regions[number].shape], number)
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


def _has_meshes(region: Region) -> bool:
    # A single line, as of a sulcus, has no meshes that edges could close.
    return region.shape is Shape.NET and len(region.lines) > 1


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

"""Overlay: the states of regions, drawn above the finished plate; widths are pixels, whatever the zoom."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from viewer.core.plate import Plate, Rect, Region, Shape
from viewer.widgets.look import Look, mixed
from viewer.widgets.plate_painter import PlatePainter
from viewer.widgets.region_shapes import RegionShapes, meets

REACH = 9.0
"""So many pixels beyond a region's own bounds a state may draw."""

_TOWARDS_LIGHT = 0.28


class Canvas(NamedTuple):
    """What a state is drawn with: a painter in plate units, pixels per unit, and what is in view."""

    painter: QPainter
    plate: PlatePainter
    zoom: float
    scale: float
    seen: Rect

    @property
    def look(self) -> Look:
        """Give the colours."""
        return self.plate.look

    @property
    def shapes(self) -> RegionShapes:
        """Give the outlines."""
        return self.plate.shapes

    def stroke(self, path: QPainterPath, colour: QColor, width: float, units: float = 0.0) -> None:
        """Stroke a path ``width`` pixels wide on top of ``units`` of the plate."""
        pen = QPen(colour, units + width / self.zoom)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        self.painter.strokePath(path, pen)

    def in_view(self, indexes: Iterable[int], hidden: Collection[str]) -> list[Region]:
        """Give the regions that are in view and on a layer that is not hidden."""
        margin = REACH / self.zoom
        regions = (self.plate.plate.regions[index] for index in indexes)
        return [one for one in regions if one.layer not in hidden and meets(one.bounds, self.seen, margin)]


class Ring(NamedTuple):
    """The widths, in pixels beyond the body, of a selected region's three edges."""

    key: float
    gold: float
    edge: float
    swell: float


STRONG = Ring(6.0, 4.8, 1.6, 0.6)
"""The region that was asked for."""

LIGHT = Ring(3.5, 2.6, 1.0, 0.0)
"""The rest of its structure, when the address is narrower than the structure."""


class Group(NamedTuple):
    """Regions of one shape and one role, drawn as one path so that they join without a seam."""

    shape: Shape
    role: str
    layer: str
    units: float
    path: QPainterPath


class Overlay:
    """Which regions are in which state, and the drawing of them over the resting plate.

    A further state is one more method that draws on a :class:`Canvas`, called in its place from
    :meth:`paint`.
    """

    def __init__(self) -> None:
        """Begin with nothing in any state."""
        self.hovered: tuple[int, ...] = ()
        self.focused: int | None = None
        self.strong: tuple[int, ...] = ()
        self.light: tuple[int, ...] = ()
        self._groups: dict[tuple[int, ...], list[Group]] = {}

    def is_empty(self) -> bool:
        """Tell whether nothing would be drawn."""
        return not (self.hovered or self.strong or self.light or self.focused is not None)

    def paint(self, canvas: Canvas, hidden: Collection[str]) -> None:
        """Draw every state, the more pressing above the other."""
        self._paint_selected(canvas, hidden)
        self._paint_hovered(canvas, hidden)
        self._paint_focused(canvas, hidden)

    def forget(self) -> None:
        """Let go of everything that was made for one plate."""
        self.hovered, self.strong, self.light, self.focused = (), (), (), None
        self._groups.clear()

    def _paint_selected(self, canvas: Canvas, hidden: Collection[str]) -> None:
        rings = [
            (ring, group)
            for ring, indexes in ((LIGHT, self.light), (STRONG, self.strong))
            for group in self._grouped(canvas, indexes, hidden)
        ]
        if not rings:
            return
        look = canvas.look
        key, gold = look.colour("key"), look.colour("select")
        for ring, group in rings:
            canvas.stroke(group.path, key, 2 * _key_width(ring, group), group.units)
        for ring, group in rings:
            canvas.stroke(group.path, gold, 2 * _gold_width(ring, group), group.units)
        for ring, group in rings:
            if group.shape is Shape.LINE:
                canvas.stroke(group.path, look.colour(look.kin(group.role, "edge", "key")), 2 * ring.edge)
            elif group.shape is Shape.AREA:
                canvas.stroke(group.path, key, 2 * ring.edge * 0.5)
        for ring, group in rings:
            if group.shape is Shape.LINE:
                colour = look.colour(group.role)
                canvas.painter.fillPath(group.path, colour)
                if ring.swell:
                    canvas.stroke(group.path, colour, 2 * ring.swell)
            elif group.shape is Shape.NET:
                canvas.stroke(group.path, look.colour(group.role), 0.0, group.units)
        for _, group in rings:
            if group.shape is Shape.LINE:
                self._paint_relief(canvas, group)

    def _paint_relief(self, canvas: Canvas, group: Group) -> None:
        """Draw a vessel's own shade and light again, over its new body."""
        painter = canvas.painter
        painter.save()
        painter.setClipPath(group.path, Qt.ClipOperation.IntersectClip)
        roles = {f"{group.role}-shade", f"{group.role}-light"}
        canvas.plate.paint_decor(
            painter, canvas.scale, _seen_part(group.path, canvas.seen), group.layer, roles
        )
        painter.restore()

    def _paint_hovered(self, canvas: Canvas, hidden: Collection[str]) -> None:
        groups = self._grouped(canvas, self.hovered, hidden)
        look = canvas.look
        key, gap = look.colour("key"), look.colour("bg")
        for group in groups:
            canvas.stroke(group.path, key, 2 * 2.2, group.units)
        for group in groups:
            canvas.stroke(group.path, gap, 2 * 1.0, group.units)
        for group in groups:
            colour = look.colour(group.role)
            lit = mixed(colour, look.colour(look.kin(group.role, "light", "bg")), _TOWARDS_LIGHT)
            if group.shape is Shape.LINE:
                canvas.painter.fillPath(group.path, lit)
            elif group.shape is Shape.NET:
                canvas.stroke(group.path, lit, 0.0, group.units)

    def _paint_focused(self, canvas: Canvas, hidden: Collection[str]) -> None:
        """Draw the keyboard's place: dashes of ink around a light band, unlike any other state."""
        if self.focused is None:
            return
        for group in self._grouped(canvas, (self.focused,), hidden):
            look, painter = canvas.look, canvas.painter
            around = _around(group.path, group.units + 2 * 7.0 / canvas.zoom)
            canvas.stroke(around, look.colour("bg"), 4.0)
            pen = QPen(look.colour("ink"), 2.0 / canvas.zoom)
            pen.setDashPattern([3.0, 2.0])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.strokePath(around, pen)

    def _grouped(self, canvas: Canvas, indexes: Sequence[int], hidden: Collection[str]) -> list[Group]:
        regions = self._seen(canvas, indexes, hidden)
        if regions not in self._groups:
            while len(self._groups) > 6:
                del self._groups[next(iter(self._groups))]
            self._groups[regions] = _groups(canvas.plate.plate, canvas.shapes, canvas.look, regions)
        return self._groups[regions]

    def _seen(self, canvas: Canvas, indexes: Sequence[int], hidden: Collection[str]) -> tuple[int, ...]:
        margin = REACH / canvas.zoom
        regions = canvas.plate.plate.regions
        return tuple(
            index
            for index in indexes
            if regions[index].layer not in hidden and meets(regions[index].bounds, canvas.seen, margin)
        )


def _groups(plate: Plate, shapes: RegionShapes, look: Look, indexes: Iterable[int]) -> list[Group]:
    sorted_out: dict[tuple[Shape, str, str, float], list[int]] = {}
    for index in indexes:
        region = plate.regions[index]
        units = 2 * region.lines[0].radii[0] if region.shape is Shape.NET and region.lines else 0.0
        sorted_out.setdefault((region.shape, region.role, region.layer, units), []).append(index)
    return [
        Group(shape, role, layer, units, shapes.together(members))
        for (shape, role, layer, units), members in sorted_out.items()
    ]


def _key_width(ring: Ring, group: Group) -> float:
    return {Shape.LINE: ring.key, Shape.NET: ring.key * 0.5, Shape.AREA: ring.key * 0.55}[group.shape]


def _gold_width(ring: Ring, group: Group) -> float:
    return {Shape.LINE: ring.gold, Shape.NET: ring.gold * 0.45, Shape.AREA: ring.gold * 0.46}[group.shape]


def _seen_part(path: QPainterPath, seen: Rect) -> Rect:
    bounds = path.boundingRect()
    left, top = max(bounds.x(), seen.x), max(bounds.y(), seen.y)
    right = min(bounds.right(), seen.x + seen.width)
    bottom = min(bounds.bottom(), seen.y + seen.height)
    return Rect(left, top, max(right - left, 0.0), max(bottom - top, 0.0))


def _around(path: QPainterPath, width: float) -> QPainterPath:
    """Give the outline of a path grown by half of ``width``."""
    from PySide6.QtGui import QPainterPathStroker

    stroker = QPainterPathStroker()
    stroker.setWidth(width)
    stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
    return stroker.createStroke(path).united(path).simplified()

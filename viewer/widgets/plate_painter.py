"""Painting a plate with QPainter: all at once into anything, or a little at a time into a picture."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from time import perf_counter
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPen, QTransform

from viewer.core.plate import Element, Path, Plate, Rect, Shape
from viewer.widgets.look import Look
from viewer.widgets.region_shapes import RegionShapes, meets

_CASING = 1.1
"""Half the extra width of a vessel's casing, in plate units."""


class Manner(NamedTuple):
    """How a plate is to be painted: which layers are ghosted or hidden, which regions stand alone.

    With ``isolated`` given (indexes of regions), everything else is ghosted.
    """

    ghosted: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    isolated: tuple[int, ...] | None = None


AS_DRAWN = Manner()
"""Everything in its colours."""


class PlatePainter:
    """Paints the elements of one plate in the colours of one look."""

    def __init__(self, plate: Plate, look: Look, shapes: RegionShapes | None = None) -> None:
        """Make no path yet: each is made when first painted."""
        self.plate = plate
        self.look = look
        self.shapes = shapes or RegionShapes(plate)
        self._paths: dict[tuple[int, bool], QPainterPath] = {}
        self._brushes: dict[tuple[str, bool, float], QBrush] = {}
        self._pens: dict[tuple[str, bool, float, float, bool], QPen] = {}

    def in_look(self, look: Look) -> PlatePainter:
        """Give a painter of the same plate in another look, which shares the paths made so far."""
        other = PlatePainter(self.plate, look, self.shapes)
        other._paths = self._paths
        return other

    def paint(self, painter: QPainter, scale: float, seen: Rect, manner: Manner = AS_DRAWN) -> None:
        """Paint what lies in ``seen`` (plate units) at once.

        The painter's transform maps plate units to its device; ``scale`` is in device pixels per unit and
        decides which fine things are left out.
        """
        for _ in self._acts(painter, scale, seen, manner):
            pass

    def paint_in_slices(
        self, painter: QPainter, scale: float, seen: Rect, manner: Manner, seconds: float
    ) -> Generator[None]:
        """Paint as :meth:`paint` does, but pause (yield) whenever ``seconds`` have gone by."""
        pause = perf_counter() + seconds
        for _ in self._acts(painter, scale, seen, manner):
            if perf_counter() >= pause:
                yield
                pause = perf_counter() + seconds

    def paint_decor(self, painter: QPainter, scale: float, seen: Rect, layer: str, roles: set[str]) -> None:
        """Paint only the fills of some roles in one layer: a vessel's shade and light, over its body."""
        base = painter.transform()
        for element in self.plate.elements:
            if element.fill in roles and element.layer == layer and self._due(element, scale, seen):
                self._act(painter, base, element, False)

    def _acts(self, painter: QPainter, scale: float, seen: Rect, manner: Manner) -> Iterator[None]:
        base = painter.transform()
        alone = manner.isolated is not None
        for element in self.plate.elements:
            layer = element.layer
            if layer not in manner.hidden and self._due(element, scale, seen):
                self._act(painter, base, element, alone or layer in manner.ghosted)
                yield
        painter.setTransform(base)
        for index in manner.isolated or ():
            region = self.plate.regions[index]
            if region.layer not in manner.hidden and meets(region.bounds, seen):
                yield from self._natural(painter, scale, seen, index)

    def _due(self, element: Element, scale: float, seen: Rect) -> bool:
        if element.shown_from > scale:
            return False
        bounds, margin = element.bounds, element.width + 1.0
        x, y = bounds.x + element.dx, bounds.y + element.dy
        return (
            x - margin <= seen.x + seen.width
            and seen.x <= x + bounds.width + margin
            and y - margin <= seen.y + seen.height
            and seen.y <= y + bounds.height + margin
        )

    def _act(self, painter: QPainter, base: QTransform, element: Element, ghosted: bool) -> None:
        path = self._path(element)
        shifted = element.dx != 0.0 or element.dy != 0.0
        if shifted:
            painter.setTransform(QTransform.fromTranslate(element.dx, element.dy) * base)
        if element.fill:
            painter.fillPath(path, self._brush(element.fill, ghosted, element.alpha))
        if element.stroke:
            painter.strokePath(path, self._pen(element, ghosted))
        if shifted:
            painter.setTransform(base)

    def _natural(self, painter: QPainter, scale: float, seen: Rect, index: int) -> Iterator[None]:
        """Paint one region in its own colours over a ghosted plate."""
        region, path = self.plate.regions[index], self.shapes.path(index)
        painter.save()
        if region.shape is Shape.LINE:
            edge = QPen(self.look.colour(self.look.kin(region.role, "edge", region.role)), 2 * _CASING)
            edge.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.strokePath(path, edge)
            painter.fillPath(path, self.look.colour(region.role))
        if region.shape is Shape.NET:
            width = 2 * region.lines[0].radii[0] if region.lines else 1.0
            pen = QPen(self.look.colour(region.role), width)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.strokePath(path, pen)
        else:
            painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
            roles = {f"{region.role}-shade", f"{region.role}-light"}
            base, within = painter.transform(), region.bounds
            for element in self.plate.elements:
                wanted = region.shape is Shape.AREA or element.fill in roles
                if (
                    wanted
                    and element.layer == region.layer
                    and meets(element.bounds, within)
                    and self._due(element, scale, seen)
                ):
                    self._act(painter, base, element, False)
                    yield
        painter.restore()

    def _path(self, element: Element) -> QPainterPath:
        key = (element.path, element.odd_even)
        found = self._paths.get(key)
        if found is None:
            found = self._paths[key] = _painter_path(self.plate.paths[element.path])
            rule = Qt.FillRule.OddEvenFill if element.odd_even else Qt.FillRule.WindingFill
            found.setFillRule(rule)
        return found

    def _brush(self, role: str, ghosted: bool, alpha: float) -> QBrush:
        key = (role, ghosted, alpha)
        found = self._brushes.get(key)
        if found is None:
            colour = self.look.colour(role, ghosted)
            if alpha < 1.0:
                colour = colour.toRgb()
                colour.setAlphaF(alpha)
            found = self._brushes[key] = QBrush(colour)
        return found

    def _pen(self, element: Element, ghosted: bool) -> QPen:
        key = (element.stroke, ghosted, element.alpha, element.width, element.round_cap)
        found = self._pens.get(key)
        if found is None:
            found = QPen(self._brush(element.stroke, ghosted, element.alpha), element.width)
            found.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            cap = Qt.PenCapStyle.RoundCap if element.round_cap else Qt.PenCapStyle.FlatCap
            found.setCapStyle(cap)
            self._pens[key] = found
        return found


def _painter_path(path: Path) -> QPainterPath:
    made = QPainterPath()
    points = path.points
    at = 0
    for verb in path.verbs:
        if verb == "C":
            made.cubicTo(*points[at : at + 6])
            at += 6
        elif verb == "L":
            made.lineTo(points[at], points[at + 1])
            at += 2
        elif verb == "M":
            made.moveTo(points[at], points[at + 1])
            at += 2
        else:
            made.closeSubpath()
    return made

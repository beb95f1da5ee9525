"""Painting a plate with QPainter: all at once into anything, or a little at a time into a picture."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from functools import cached_property
from time import perf_counter
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPen, QTransform

from viewer.core.plate import Element, Path, Plate, Rect, Shape
from viewer.widgets.look import Look
from viewer.widgets.paint_runs import Run, run_of, runs_of
from viewer.widgets.region_shapes import RegionShapes, meets, net_width, union

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

    @cached_property
    def _reliefs(self) -> dict[tuple[str, str], list[Element]]:
        """The shades and lights of vessels, by layer and by the role of the body."""
        found: dict[tuple[str, str], list[Element]] = {}
        for element in self.plate.elements:
            role, dash, part = element.fill.rpartition("-")
            if dash and part in ("shade", "light"):
                found.setdefault((element.layer, role), []).append(element)
        return found

    @cached_property
    def _runs(self) -> list[Run]:
        return runs_of(self.plate)

    def in_look(self, look: Look) -> PlatePainter:
        """Give a painter of the same plate in another look, which shares the paths made so far."""
        other = PlatePainter(self.plate, look, self.shapes)
        other._paths = self._paths
        return other

    def of(self, plate: Plate) -> PlatePainter:
        """Give a painter of another plate in the same look, which shares what both draw alike."""
        other = PlatePainter(plate, self.look)
        if plate.paths is self.plate.paths:
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
        self, painter: QPainter, scale: float, seen: Rect, manner: Manner, slice_length: Callable[[], float]
    ) -> Generator[None]:
        """Paint as :meth:`paint` does, but pause (yield) whenever a slice's seconds have gone by."""
        pause = perf_counter() + slice_length()
        for _ in self._acts(painter, scale, seen, manner):
            if perf_counter() >= pause:
                yield
                pause = perf_counter() + slice_length()

    def paint_relief(
        self, painter: QPainter, scale: float, seen: Rect, numbers: Sequence[int], coarse: float = 0.0
    ) -> None:
        """Paint the vessels' own shade and light again, over bodies that were drawn anew.

        ``coarse`` is how finely those bodies were drawn (see :meth:`RegionShapes.body`).
        """
        regions = self.plate.regions
        for kind, members in self._vessels(numbers).items():
            part = union(regions[number].bounds for number in members)
            due = [
                element
                for element in self._reliefs.get(kind, ())
                if element.shown_from <= scale
                and part is not None
                and meets(element.bounds, part)
                and meets(element.bounds, seen)
            ]
            if due:
                path = self.shapes.together(members, coarse)
                painter.save()
                painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
                base = painter.transform()
                for element in due:
                    self._act(painter, base, element, False)
                painter.restore()

    def _vessels(self, numbers: Sequence[int]) -> dict[tuple[str, str], list[int]]:
        found: dict[tuple[str, str], list[int]] = {}
        for number in numbers:
            region = self.plate.regions[number]
            found.setdefault((region.layer, region.role), []).append(number)
        return found

    def _acts(self, painter: QPainter, scale: float, seen: Rect, manner: Manner) -> Iterator[None]:
        base = painter.transform()
        alone = manner.isolated is not None
        if manner.isolated:
            yield from self._runs_with(painter, scale, seen, manner)
            return
        for element in self.plate.elements:
            layer = element.layer
            if layer not in manner.hidden and self._due(element, scale, seen):
                self._act(painter, base, element, alone or layer in manner.ghosted)
                yield

    def _runs_with(self, painter: QPainter, scale: float, seen: Rect, manner: Manner) -> Iterator[None]:
        """Paint run by run, each ghosted and then in its colours what stands alone: what lies above stays."""
        regions, base, runs = self.plate.regions, painter.transform(), self._runs
        areas: dict[str, list[int]] = {}
        others: dict[int, list[int]] = {}
        for number in manner.isolated or ():
            region = regions[number]
            if region.layer in manner.hidden or not meets(region.bounds, seen):
                continue
            if region.shape is Shape.AREA:
                areas.setdefault(region.layer, []).append(number)
            else:
                others.setdefault(run_of(runs, region), []).append(number)
        for at, run in enumerate(runs):
            if run.layer in manner.hidden:
                continue
            due = [element for element in run.elements if self._due(element, scale, seen)]
            for element in due:
                self._act(painter, base, element, True)
                yield
            for number in areas.get(run.layer, ()):
                yield from self._natural_area(painter, due, number)
            yield from self._natural(painter, scale, seen, others.get(at, ()))

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

    def _natural(self, painter: QPainter, scale: float, seen: Rect, numbers: Sequence[int]) -> Iterator[None]:
        """Paint regions in their own colours over what is ghosted: nets, then vessels."""
        regions, look = self.plate.regions, self.look
        by_shape = {shape: [one for one in numbers if regions[one].shape is shape] for shape in Shape}
        for number in by_shape[Shape.NET]:
            pen = QPen(look.colour(regions[number].role), net_width(regions[number].lines))
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawLines(self.shapes.mesh(number, 0.0))
            yield
        vessels = by_shape[Shape.LINE]
        for number in vessels:
            edge = look.kin(regions[number].role, "edge", regions[number].role)
            painter.fillPath(self.shapes.grown(number, _CASING), look.colour(edge))
            yield
        for number in vessels:
            painter.fillPath(self.shapes.body(number), look.colour(regions[number].role))
            yield
        self.paint_relief(painter, scale, seen, vessels)

    def _natural_area(self, painter: QPainter, run: Sequence[Element], number: int) -> Iterator[None]:
        """Paint, in their own colours, the elements of a run that an area is drawn with."""
        bounds, base = self.plate.regions[number].bounds, painter.transform()
        painter.save()
        painter.setClipPath(self.shapes.body(number), Qt.ClipOperation.IntersectClip)
        try:
            for element in run:
                if meets(element.bounds, bounds):
                    self._act(painter, base, element, False)
                    yield
        finally:
            # Also where painting is broken off.
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

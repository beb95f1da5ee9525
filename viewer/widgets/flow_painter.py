"""Flow painter: the way of the blood, blocks and congestion, drawn above the plate.

Widths are pixels, whatever the zoom; see :class:`~viewer.widgets.overlay.Canvas`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from math import cos, degrees, hypot, pi, sin
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainterPath, QPen

from viewer.core.flow_marks import Bar, Course, Disc, FlowMarks
from viewer.core.plate import Line, Region, Shape
from viewer.widgets.canvas import Canvas
from viewer.widgets.letters import em, scaled
from viewer.widgets.look import mixed

_KEY, _GAP = 2.4, 1.3
_WIDER = 0.12
"""A traced vessel is drawn wider by this part of its width."""

_THIN = 0.5
"""How wide a thread of light is, in half-widths of its vessel."""

_CHEVRON, _CLASH = 17.0, 0.8
_HEAD = 4.2
_BOLDER = 2.2
"""So much bolder is a head that light has come to."""

_LEAST_CHEVRON = 1.6
"""In a vessel that is narrower than this, half-width in pixels, a chevron stands out on both sides."""

_SWOLLEN, _LEAST_SWELL = 0.35, 0.9
"""A congested vessel is drawn wider, at either side, by this part of its half-width and at least so many
pixels."""

_CASING, _WASH = 0.9, 0.14
_NET_SWELL, _NET_SWOLLEN_FROM, _FINE_MIX = 0.35, 0.8, 0.3
"""From so many pixels per unit on a congested net is wider by so much; further away that would fill its
meshes, and its colour is mixed so far towards the cord's."""

_DOTTED_FROM = 2.3
"""Half-width in pixels, swollen, from which a congested vessel has dots."""

_DOT, _DOTS_APART, _LEAST_APART = 0.46, 3.4, 12.0
"""The radius of a dot and the way to the next one, in half-widths, this at least so many pixels."""

_BAR, _BARS_APART = 11.0, 22.0
"""A bar is so long, and stands so many pixels from the next one: nearer ones would hide the vessel."""

_FEW_BARS, _CROWDED, _SMALL_BAR, _SMALL_APART = 8, 0.8, 0.72, 34.0
"""More bars than so many, of which less than this part stands well apart, are drawn so much smaller, and the
next one so many pixels away."""

_DISC_ROOM = 2.34
"""From the middle of one number to that of the next there are so many radii."""

_TOWARDS_GROUND = 0.35


def paint_flow(canvas: Canvas, marks: FlowMarks) -> None:
    """Paint all marks but the numbers, the more pressing above the other."""
    _paint_congested(canvas, canvas.in_view(marks.congested))
    look = canvas.look
    faint = mixed(look.colour("trace"), look.colour("bg"), _TOWARDS_GROUND)
    branches = _whole(canvas, marks, marks.branches)
    regions = canvas.plate.plate.regions
    canvas.halos([one for one in branches if regions[one].shape is Shape.LINE], 1.0, look.colour("bg"))
    canvas.halos(branches, 0.0, faint)
    _paint_thin(canvas, marks.side_thin, faint)
    _paint_ties(canvas, marks.side_ties, faint, 0.0)
    _paint_way(canvas, marks)
    _paint_turned(canvas, (head for course in marks.turned for head in heads_along(canvas, course)))
    courses = (*marks.courses, *marks.ties)
    _paint_heads(canvas, (head for heads in heads_of(canvas, courses) for head in heads))
    bars, size = _bars(canvas, marks.bars)
    for bar in bars:
        _paint_bar(canvas, bar, size)


def _paint_way(canvas: Canvas, marks: FlowMarks) -> None:
    look, regions = canvas.look, canvas.plate.plate.regions
    way = _whole(canvas, marks, marks.way)
    _paint_thin(canvas, marks.thin or (), look.colour("trace"))
    # A net is too fine for edges: they would fill its meshes.
    edged = [number for number in way if regions[number].shape is not Shape.NET]
    for role, reach in (("key", _KEY), ("bg", _GAP)):
        canvas.halos(edged, reach, look.colour(role))
        _paint_ties(canvas, marks.ties, look.colour(role), reach)
    _paint_ties(canvas, marks.ties, look.colour("trace"), 0.0)
    for number in way:
        region = regions[number]
        swell = _half_width(canvas, region) * _WIDER if region.shape is Shape.LINE else 0.2
        canvas.halos((number,), swell, look.colour("trace"))


def _whole(canvas: Canvas, marks: FlowMarks, numbers: Sequence[int]) -> list[int]:
    """Give what is lit as wide as it is drawn: on a map no lines, for which ties speak."""
    regions = canvas.plate.plate.regions
    seen = canvas.in_view(numbers)
    return [one for one in seen if marks.thin is None or regions[one].shape is Shape.AREA]


def _paint_thin(canvas: Canvas, lines: Iterable[Line], colour: QColor) -> None:
    """Draw a thread of light along the middle of vessels."""
    pen = QPen(colour)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    for line in lines:
        pen.setWidthF(max(max(line.radii, default=1.0) * _THIN, 1.2 / canvas.zoom))
        canvas.painter.strokePath(_path(line), pen)


def _paint_ties(canvas: Canvas, ties: Iterable[Course], colour: QColor, reach: float) -> None:
    pen = QPen(colour)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    for tie in ties:
        pen.setWidthF(2 * max(tie.line.radii, default=1.0) + 2 * reach / canvas.zoom)
        canvas.painter.strokePath(_path(tie.line), pen)


def _path(line: Line) -> QPainterPath:
    points = line.points
    path = QPainterPath(QPointF(points[0], points[1]))
    for x, y in zip(points[2::2], points[3::2], strict=True):
        path.lineTo(x, y)
    return path


def _steps(canvas: Canvas, line: Line, pixels: float) -> Iterable[tuple[float, float, float, float, float]]:
    """Go along a line and give, every so many pixels, x, y, the unit way ahead, and the half-width."""
    wanted, left = pixels / canvas.zoom, pixels / canvas.zoom / 2
    points, radii = line.points, line.radii
    seen, margin = canvas.seen, pixels / canvas.zoom
    for i in range(len(radii) - 1):
        x, y, to_x, to_y = points[2 * i : 2 * i + 4]
        length = hypot(to_x - x, to_y - y)
        while left <= length and length:
            part = left / length
            at_x, at_y = x + (to_x - x) * part, y + (to_y - y) * part
            left += wanted
            if (
                seen.x - margin <= at_x <= seen.x + seen.width + margin
                and seen.y - margin <= at_y <= seen.y + seen.height + margin
            ):
                radius = radii[i] + (radii[i + 1] - radii[i]) * part
                yield at_x, at_y, (to_x - x) / length, (to_y - y) / length, radius
        left -= length


class Head(NamedTuple):
    """An arrow head: where it stands, which way it points, its half-width, and whether it lies within."""

    x: float
    y: float
    dx: float
    dy: float
    half: float
    inside: bool


def heads_along(canvas: Canvas, course: Course) -> Iterator[Head]:
    """Give the heads along a line, the way the blood goes; none where nobody can say which that is."""
    spots = list(_steps(canvas, course.line, _CHEVRON)) if course.direction else []
    for x, y, way_x, way_y, radius in spots[:: course.direction or 1]:
        dx, dy = way_x * course.direction, way_y * course.direction
        inside = radius * canvas.zoom >= _LEAST_CHEVRON
        half = (min(max(radius * canvas.zoom * 0.8, 2.0), _HEAD) if inside else _HEAD) / canvas.zoom
        yield Head(x, y, dx, dy, half, inside)


def heads_of(canvas: Canvas, courses: Iterable[Course]) -> list[list[Head]]:
    """Give the heads along several lines, each line's in order.

    Where blood comes back along a vessel the heads would cross out each other: those of the first time stay.
    """
    cell = _CHEVRON * _CLASH / canvas.zoom
    kept: dict[tuple[int, int], list[Head]] = {}
    found: list[list[Head]] = []
    for course in courses:
        own = []
        for head in heads_along(canvas, course):
            column, row = round(head.x / cell), round(head.y / cell)
            about = [(column + i, row + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]
            if not any(
                hypot(head.x - one.x, head.y - one.y) < cell and head.dx * one.dx + head.dy * one.dy < 0
                for spot in about
                for one in kept.get(spot, ())
            ):
                own.append(head)
        for head in own:
            kept.setdefault((round(head.x / cell), round(head.y / cell)), []).append(head)
        found.append(own)
    return found


def _paint_heads(canvas: Canvas, heads: Iterable[Head], bolder: float = 1.0) -> None:
    """Draw arrow heads: pale within a wide vessel, dark about a thin one."""
    known = list(heads)
    grown = 1.0 + (bolder - 1.0) / 4
    for inside, role, width in ((False, "key", 1.4), (True, "trace-light", 1.7)):
        path = QPainterPath()
        for head in known:
            if head.inside is inside:
                _add_head(path, head, head.half * grown)
        _stroke_heads(canvas, path, role, width * bolder)


def _add_head(path: QPainterPath, head: Head, half: float) -> None:
    x, y, dx, dy = head[:4]
    path.moveTo(x - dx * half - dy * half, y - dy * half + dx * half)
    path.lineTo(x + dx * half * 0.4, y + dy * half * 0.4)
    path.lineTo(x - dx * half + dy * half, y - dy * half - dx * half)


def _stroke_heads(canvas: Canvas, path: QPainterPath, role: str, width: float) -> None:
    pen = QPen(canvas.look.colour(role), width / canvas.zoom)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    canvas.painter.strokePath(path, pen)


def paint_lit_heads(canvas: Canvas, heads: Iterable[Head]) -> None:
    """Draw those arrow heads that light has come to."""
    _paint_heads(canvas, heads, _BOLDER)


def _paint_turned(canvas: Canvas, heads: Iterable[Head]) -> None:
    """Draw arrow heads where blood flows backwards beside the way, in the way's colour."""
    path = QPainterPath()
    for head in heads:
        _add_head(path, head, _HEAD / canvas.zoom)
    for role, width in (("bg", 4.0), ("trace", 2.0)):
        _stroke_heads(canvas, path, role, width)


def _paint_congested(canvas: Canvas, numbers: Sequence[int]) -> None:
    """Draw vessels swollen, dark and evenly dotted; nets dark; tissue under a dark wash."""
    look, regions = canvas.look, canvas.plate.plate.regions
    by_shape = {shape: [one for one in numbers if regions[one].shape is shape] for shape in Shape}
    wash = QColor(look.colour("congest"))
    wash.setAlphaF(_WASH)
    for number in by_shape[Shape.AREA]:
        canvas.painter.fillPath(canvas.plate.shapes.body(number, canvas.least), wash)
    # On a dark plate dark lines would go under: there the pale colour of the edge carries it.
    role = "congest-edge" if look.theme.dark else "congest"
    fine = mixed(look.colour(role), look.colour("cord"), _FINE_MIX)
    near = canvas.zoom > _NET_SWOLLEN_FROM
    for number in by_shape[Shape.NET]:
        canvas.halos((number,), _NET_SWELL if near else 0.0, fine)
    for role, more in (("congest-edge", _CASING), ("congest", 0.0)):
        for number in by_shape[Shape.LINE]:
            canvas.halos((number,), _swelling(canvas, regions[number]) + more, look.colour(role))
    dots = QPainterPath()
    for number in by_shape[Shape.LINE]:
        _add_dots(canvas, dots, regions[number])
    canvas.painter.fillPath(dots, look.colour("congest-light"))


def _half_width(canvas: Canvas, region: Region) -> float:
    """Give the half-width of a vessel in pixels, at its widest."""
    return max((max(line.radii) for line in region.lines), default=0.0) * canvas.zoom


def _swelling(canvas: Canvas, region: Region) -> float:
    return max(_half_width(canvas, region) * _SWOLLEN, _LEAST_SWELL)


def _add_dots(canvas: Canvas, dots: QPainterPath, region: Region) -> None:
    """Add dots at even distances along a vessel, as large as its width lets them; none on a fine one."""
    swelling = _swelling(canvas, region)
    apart = max(_DOTS_APART * (_half_width(canvas, region) + swelling), _LEAST_APART)
    for line in region.lines:
        for x, y, _dx, _dy, radius in _steps(canvas, line, apart):
            half = radius * canvas.zoom + swelling
            if half >= _DOTTED_FROM:
                size = half * _DOT / canvas.zoom
                dots.addEllipse(QPointF(x, y), size, size)


def _bars(canvas: Canvas, bars: Iterable[Bar]) -> tuple[list[Bar], float]:
    """Give the bars to be drawn at this zoom, wherever they lie, and their size."""
    near = _apart(canvas, bars, _BARS_APART)
    far = _apart(canvas, near, _SMALL_APART)
    crowded = len(near) > _FEW_BARS and len(far) < _CROWDED * len(near)
    return (far, _SMALL_BAR) if crowded else (near, 1.0)


def _apart(canvas: Canvas, bars: Iterable[Bar], pixels: float) -> list[Bar]:
    """Give the bars that stand far enough from those before them; closer in there are more."""
    kept: list[Bar] = []
    least = pixels / canvas.zoom
    for bar in bars:
        if all(hypot(bar.x - one.x, bar.y - one.y) >= least for one in kept):
            kept.append(bar)
    return kept


def _paint_bar(canvas: Canvas, bar: Bar, size: float) -> None:
    """Draw a rounded bar across the vessel, with a cross on it."""
    painter, look, unit = canvas.painter, canvas.look, size / canvas.zoom
    painter.save()
    painter.translate(bar.x, bar.y)
    painter.rotate(degrees(bar.angle))
    painter.scale(unit, unit)
    painter.setPen(QPen(look.colour("block-bar"), 1.4))
    painter.setBrush(look.colour("block"))
    painter.drawRoundedRect(QRectF(-_BAR / 2 + 1, -_BAR, _BAR - 2, 2 * _BAR), 4, 4)
    pen = QPen(look.colour("block-bar"), 2.0)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    half = _BAR / 4
    painter.drawLine(QPointF(-half, -half), QPointF(half, half))
    painter.drawLine(QPointF(-half, half), QPointF(half, -half))
    painter.restore()


def paint_discs(
    canvas: Canvas, discs: Sequence[Disc], font: QFont, is_clear: Callable[[QRectF], bool] | None = None
) -> None:
    """Draw the numbers of the steps; those that would hide each other move aside.

    ``is_clear`` says of a box, in pixels from the plate's origin, whether a number is to be drawn there.
    """
    painter, look = canvas.painter, canvas.look
    radius = em(font) * 0.78
    placed: list[tuple[float, float]] = []
    ordered = sorted(discs, key=lambda disc: not disc.here)
    spots: dict[int, tuple[float, float]] = {}
    for disc in ordered:
        x, y = disc.x * canvas.zoom, disc.y * canvas.zoom
        spots[disc.number] = spot = _free(x, y, radius * _DISC_ROOM, placed)
        placed.append(spot)
    for disc in reversed(ordered):
        x, y = spots[disc.number]
        if is_clear is not None and not is_clear(QRectF(x - radius, y - radius, 2 * radius, 2 * radius)):
            continue
        painter.save()
        painter.scale(1 / canvas.zoom, 1 / canvas.zoom)
        painter.setPen(QPen(look.colour("select" if disc.here else "bg"), 2.4 if disc.here else 1.4))
        painter.setBrush(look.colour("key" if disc.here and not look.theme.dark else "trace"))
        size = radius * (1.15 if disc.here else 1.0)
        painter.drawEllipse(QPointF(x, y), size, size)
        painter.setFont(scaled(font, 0.84, bold=True))
        painter.setPen(look.colour("trace-light"))
        painter.drawText(
            QRectF(x - 2 * size, y - size, 4 * size, 2 * size), Qt.AlignmentFlag.AlignCenter, str(disc.number)
        )
        painter.restore()


def _free(x: float, y: float, room: float, placed: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Give the nearest place to a point that is ``room`` away from all that is placed."""
    for ring in range(4):
        for turn in range(8 if ring else 1):
            angle = turn * pi / 4
            at = x + cos(angle) * room * ring, y + sin(angle) * room * ring
            if all(hypot(at[0] - one[0], at[1] - one[1]) >= room * 0.98 for one in placed):
                return at
    return x, y

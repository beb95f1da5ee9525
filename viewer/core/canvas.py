"""What reading a drawing makes: paths, acts of painting and the pieces that regions are made of."""

from dataclasses import dataclass, field

from viewer.core.address import Address
from viewer.core.halfwidth import Outline, area_and_length, divided, half_widths
from viewer.core.memory import Memory
from viewer.core.paths import bounds_of, flatten, rounded
from viewer.core.plate import Element, Line, Path, Points, Rect, Shape, Tie
from viewer.core.rings import oriented

CASING = 1.1
SHADOW = (1.6, 3.0, 0.2)
SHADE_FROM, SHADOW_FROM, LIGHT_FROM = 1.1, 1.5, 1.7
"""Half-width in device pixels from which a vessel's shade, cast shadow and light are painted."""


@dataclass(slots=True)
class Piece:
    """A part of a region, as one element of the drawing gives it.

    ``own`` is true where the element itself bears the region's id, not a group around it.
    """

    address: Address
    shape: Shape
    layer: str
    order: int
    line: int
    own: bool
    role: str
    when: str = ""
    lines: list[Line] = field(default_factory=list)
    areas: list[Points] = field(default_factory=list)


@dataclass(slots=True)
class Stroke:
    """How a shape is painted, as far as its attributes say."""

    fill: str = ""
    stroke: str = ""
    width: float = 1.0
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    shown_from: float = 0.0
    round_cap: bool = True
    odd_even: bool = False
    when: str = ""


@dataclass(slots=True)
class Centre:
    """A centre line of a vessel, and the region and the edge it belongs to, if any.

    ``half`` is 0: to be measured.
    """

    path: Path
    address: Address | None
    own: bool
    line: int
    half: float = 0.0
    edge: str = ""
    when: str = ""


@dataclass(slots=True)
class Vessel:
    """One vessel while it is read: outlines, shades and lights by path, and its centre lines."""

    role: str
    layer: str
    casing: float
    shadow: tuple[float, float, float] | None
    line: int
    address: Address | None = None
    bodies: list[tuple[int, Stroke]] = field(default_factory=list)
    shades: list[tuple[int, Stroke]] = field(default_factory=list)
    lights: list[tuple[int, Stroke]] = field(default_factory=list)
    centres: list[Centre] = field(default_factory=list)
    half: float = 0.0


class Canvas:
    """Collects elements in paint order; vessels that follow each other are painted in passes."""

    def __init__(self, memory: Memory) -> None:
        """Start empty; ``memory`` may know of an earlier reading what is the same in this one."""
        self.memory = memory
        self.paths: list[Path] = []
        self.elements: list[Element] = []
        self.pieces: list[Piece] = []
        self.ties: list[Tie] = []
        self._indexes: dict[Path, int] = {}
        self._bounds: list[Rect] = []
        self._vessels: list[Vessel] = []

    def path(self, path: Path) -> int:
        """Give the index of a path; equal paths share one."""
        index = self._indexes.get(path)
        if index is None:
            index = self._indexes[path] = len(self.paths)
            self.paths.append(path)
            self._bounds.append(self.memory.once(bounds_of, path.points))
        return index

    def _paint(
        self, layer: str, path: int, look: Stroke, alpha: float, fill: str, stroke: str,
        width: float = 0.0, shown_from: float | None = None, shift: tuple[float, float] = (0.0, 0.0),
    ) -> None:  # fmt: skip
        inner = self._bounds[path]
        margin = width / 2 if stroke else 0.0
        bounds = Rect(
            inner.x - margin + shift[0], inner.y - margin + shift[1],
            inner.width + 2 * margin, inner.height + 2 * margin,
        )  # fmt: skip
        shown = look.shown_from if shown_from is None else max(shown_from, look.shown_from)
        self.elements.append(
            Element(
                layer,
                path,
                bounds,
                fill,
                stroke,
                width if stroke else 0.0,
                round(alpha, 4),
                round(shown, 4),
                *shift,
                look.round_cap,
                look.odd_even,
                look.when,
            )
        )

    def shape(self, layer: str, path: int, look: Stroke) -> int:
        """Paint a plain shape now, above all that came before; give its place in the order."""
        self.flush()
        if look.fill and look.stroke and look.fill_alpha == look.stroke_alpha:
            self._paint(layer, path, look, look.fill_alpha, look.fill, look.stroke, look.width)
        else:
            if look.fill:
                self._paint(layer, path, look, look.fill_alpha, look.fill, "")
            if look.stroke:
                self._paint(layer, path, look, look.stroke_alpha, "", look.stroke, look.width)
        return len(self.elements)

    def vessel(self, vessel: Vessel) -> None:
        """Add a vessel to the run that is painted in passes."""
        self._measure(vessel)
        self._vessels.append(vessel)

    def flush(self) -> None:
        """Paint the vessels that wait: all shadows, casings, bodies, shades, lights."""
        run, self._vessels = self._vessels, []
        if not run:
            return
        for vessel in run:
            self._shadow(vessel)
        for vessel in run:
            self._casing(vessel)
        order = len(self.elements)
        for vessel in run:
            for path, look in vessel.bodies:
                fill, stroke = (look.fill, "") if look.fill else ("", look.stroke)
                alpha = look.fill_alpha if fill else look.stroke_alpha
                self._paint(vessel.layer, path, look, alpha, fill, stroke, look.width)
            order = len(self.elements)
            self._place(vessel, order)
        for vessel in run:
            self._over(vessel, vessel.shades, SHADE_FROM / vessel.half)
        for vessel in run:
            self._over(vessel, vessel.lights, LIGHT_FROM / vessel.half)

    def _shadow(self, vessel: Vessel) -> None:
        if vessel.shadow is None:
            return
        dx, dy, alpha = vessel.shadow
        for path, look in vessel.bodies:
            fill, stroke = ("shadow", "") if look.fill else ("", "shadow")
            self._paint(
                vessel.layer, path, look, alpha, fill, stroke, look.width, SHADOW_FROM / vessel.half, (dx, dy)
            )

    def _casing(self, vessel: Vessel) -> None:
        for path, look in vessel.bodies:
            inner = 0.0 if look.fill else look.width
            alpha = look.fill_alpha if look.fill else look.stroke_alpha
            edge = f"{vessel.role}-edge"
            self._paint(vessel.layer, path, look, alpha, "", edge, inner + 2 * vessel.casing)

    def _over(self, vessel: Vessel, paths: list[tuple[int, Stroke]], shown_from: float) -> None:
        for path, look in paths:
            given = 0.0 if look.shown_from else shown_from
            alpha = look.fill_alpha if look.fill else look.stroke_alpha
            self._paint(vessel.layer, path, look, alpha, look.fill, look.stroke, look.width, given)

    def _measure(self, vessel: Vessel) -> None:
        """Find the vessel's mean half-width: half its stroke, or area by circumference."""
        area = length = widest = 0.0
        for path, look in vessel.bodies:
            if not look.fill:
                widest = max(widest, look.width / 2)
                continue
            one, around = self.memory.once(_size, self.paths[path])
            area += one
            length += around
        vessel.half = max(widest, area / length if length else 0.0, 0.5)

    def _place(self, vessel: Vessel, order: int) -> None:
        centres = [centre for centre in vessel.centres if centre.address is not None or centre.edge]
        outline = tuple(self.paths[path] for path, look in vessel.bodies if look.fill)
        paths = tuple((centre.path, centre.half) for centre in centres)
        found = self.memory.once(_centre_lines, paths, outline, vessel.half) if paths else ()
        for centre, lines in zip(centres, found, strict=True):
            if centre.edge:
                edge, _at, levels = centre.edge.partition("@")
                self.ties.extend(Tie(edge, line, levels, centre.when) for line in lines)
            if centre.address is None:
                continue
            self.pieces.append(
                Piece(
                    centre.address,
                    Shape.LINE,
                    vessel.layer,
                    order,
                    centre.line,
                    centre.own,
                    vessel.role,
                    centre.when,
                    list(lines),
                )
            )


def lines_along(path: Path, half: float) -> tuple[Line, ...]:
    """Give the lines of a stroke that is twice ``half`` wide."""
    lines = [points + points[:2] if closed else points for points, closed in flatten(path)]
    return tuple(Line(rounded(line), rounded([half] * (len(line) // 2))) for line in lines)


def areas_in(path: Path, odd_even: bool) -> tuple[Points, ...]:
    """Give what a path fills."""
    return tuple(rounded(ring) for ring in oriented([points for points, _ in flatten(path)], odd_even))


def _size(body: Path) -> tuple[float, float]:
    """Give the area of an outline and its length."""
    sizes = [area_and_length(figure) for figure, _closed in flatten(body, 0.5)]
    return sum(area for area, _ in sizes), sum(length for _, length in sizes)


def _centre_lines(
    centres: tuple[tuple[Path, float], ...], bodies: tuple[Path, ...], otherwise: float
) -> tuple[tuple[Line, ...], ...]:
    """Give the lines of each centre of one vessel; one with no half-width (0) is measured on the bodies."""
    outline = Outline([figure for body in bodies for figure, _closed in flatten(body)])
    result = []
    for path, half in centres:
        lines = []
        for figure, closed in flatten(path):
            points = divided(figure + figure[:2] if closed else figure)
            radii = [half] * (len(points) // 2) if half else half_widths(points, outline, otherwise)
            lines.append(Line(rounded(points), rounded(radii)))
        result.append(tuple(lines))
    return tuple(result)

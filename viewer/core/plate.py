"""Plate and Region: one drawing, where each structure lies on it, and how it is painted.

Coordinates are plate units (those of the SVG's viewBox): x to the right of the picture, y down.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from viewer.core.address import Address

Points = tuple[float, ...]
"""Flat pairs: x0, y0, x1, y1 ..."""


class Shape(StrEnum):
    """How a region is hit: along a line, along the lines of a net, or anywhere in an area."""

    LINE = "line"
    NET = "net"
    AREA = "area"


class Rect(NamedTuple):
    """An upright rectangle in plate units."""

    x: float
    y: float
    width: float
    height: float


class Line(NamedTuple):
    """A centre line, flattened to at most 0.5 units from the curve, with the half-width at each point.

    ``points`` holds x, y pairs; ``radii`` one half-width a point, both in plate units.
    """

    points: Points
    radii: Points


class Region(NamedTuple):
    """A drawn, clickable piece of a plate: one address, of one shape.

    ``lines`` is for LINE and NET; ``areas`` (closed polygons, filled by the non-zero winding rule, holes
    running against it) for AREA, whose ``lines``, if any, are strokes that count with their width.
    ``layer`` is the id of the layer that hides it. ``order`` is its place in the paint order:
    of two that overlap, the higher lies on top. ``when`` is as for :class:`Element`.
    """

    address: Address
    shape: Shape
    layer: str
    order: int
    bounds: Rect
    lines: Sequence[Line] = ()
    areas: Sequence[Points] = ()
    role: str = ""
    when: str = ""


class Path(NamedTuple):
    """An absolute path: ``verbs`` is a word over M, L, C, Z; ``points`` holds their coordinates.

    M and L take one pair, C (cubic) takes three, Z none.
    """

    verbs: str
    points: Points


class Element(NamedTuple):
    """One act of painting, in paint order; colours are roles of the theme, never values.

    ``fill`` and ``stroke`` are roles or "". ``width`` is the stroke's width in units. ``alpha`` 0-1 is
    part of the drawing (soft shade), not a state. ``shown_from`` is the scale, in device pixels per
    unit, below which the element is left out. ``dx, dy`` shift it (cast shadows share their body's path).
    ``path`` is an index into :attr:`Plate.paths`. ``when`` holds the names of variants and conditions,
    parted by blanks, of which one must be in force for it to be drawn; of those with "!" before, none may.
    "name@T1-T3" is in force with the name at these levels of the cursor only, "@T1-T3" at these levels.
    """

    layer: str
    path: int
    bounds: Rect
    fill: str = ""
    stroke: str = ""
    width: float = 0.0
    alpha: float = 1.0
    shown_from: float = 0.0
    dx: float = 0.0
    dy: float = 0.0
    round_cap: bool = True
    odd_even: bool = False
    when: str = ""


class Band(NamedTuple):
    """One named stretch of a ruler column, from ``top`` to ``bottom`` in plate y."""

    name: str
    top: float
    bottom: float


class RulerColumn(NamedTuple):
    """A column of the level ruler: its short heading, its full name, its bands.

    ``level_kind`` is the :class:`~viewer.core.structure.LevelKind` its bands count.
    """

    heading: str
    name: str
    level_kind: str
    bands: tuple[Band, ...]


class Bracket(NamedTuple):
    """A named stretch beside the ruler, e.g. an enlargement."""

    name: str
    top: float
    bottom: float


class LabelWish(NamedTuple):
    """Where a label would like to be: which gutter, how important, from which scale on.

    ``address`` may be a structure or narrower. ``gutter`` is "left", "right" or "" for either.
    ``near_y`` is the plate y that the anchor should be close to; None: the middle of what is in view.
    ``text`` replaces the structure's name; "" keeps it. ``shown_from`` is a scale in pixels per unit.
    """

    address: Address
    gutter: str = ""
    priority: int = 1
    near_y: float | None = None
    shown_from: float = 0.0
    text: str = ""


class Tie(NamedTuple):
    """Where a plate draws an edge of the drainage: the edge's id, and the line from its start to its end.

    It can be lit, but not pointed at: what is selected is always a structure. ``levels`` are those of the
    cord that it is drawn for, as :func:`~viewer.core.stretches.levels_in` reads them; "" for all.
    ``when`` is that of an :class:`Element`.
    """

    edge: str
    line: Line
    levels: str = ""
    when: str = ""


class Compass(NamedTuple):
    """What lies up, right, down and left of a plate's middle, in words; "" says nothing."""

    up: str = ""
    right: str = ""
    down: str = ""
    left: str = ""

    @property
    def turned(self) -> "Compass":
        """The same after half a turn."""
        return Compass(self.down, self.left, self.up, self.right)


class Plate(NamedTuple):
    """One drawing: what is painted, what can be pointed at, and what stands beside it.

    Plates of one ``group`` (its name, "" for none) are the same thing at different levels: one is chosen
    by the level. ``cut`` is the level that such a plate is drawn at, ``covers`` those that it stands for.
    ``turnable`` says that it may be looked at after half a turn; ``compass`` tells which way is which.
    ``at`` is the level of the cursor at which such a plate is shown, "" as long as it is not. ``viewpoint``
    says from where it is looked at, in a sentence that may be read while a side is asked.
    """

    id: str
    title: str
    description: str
    caption: str
    view: Rect
    cranial: str
    caudal: str
    left: str
    right: str
    layers: tuple[str, ...]
    rulers: tuple[RulerColumn, ...]
    breaks: tuple[float, ...]
    brackets: tuple[Bracket, ...]
    wishes: tuple[LabelWish, ...]
    paths: Sequence[Path]
    elements: Sequence[Element]
    regions: Sequence[Region]
    links: Sequence[tuple[int, int]]
    """Pairs of indexes into ``regions`` whose vessels touch: what the arrow keys walk along."""
    ties: Sequence[Tie] = ()
    group: str = ""
    cut: str = ""
    covers: tuple[str, ...] = ()
    compass: Compass = Compass()
    turnable: bool = False
    placed: Sequence[tuple[Address, str]] = ()
    """The places of the regions, each once with its ``when``, to be asked without shapes."""
    whens: tuple[str, ...] = ()
    """Every ``when`` in the drawing, each once."""
    at: str = ""
    order: Sequence[int] = ()
    """The place of each element in the paint order that regions count by; () where none is left out."""
    viewpoint: str = ""

    @property
    def is_map(self) -> bool:
        """Tell whether the plate is a map of the ways of the blood, not a picture of what lies where."""
        return bool(self.ties) and not self.cut

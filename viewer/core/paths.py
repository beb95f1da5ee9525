"""SVG path data and shapes -> :class:`Path` in plate units, and their flattening to points.

Plain path data are read by ourselves; arcs, quadratics, shapes and transforms by svgelements, which
is imported only here, and only where a drawing holds such.
"""

from array import array
from functools import cache
from math import ceil, hypot, sqrt

from viewer.core.plain_path import read_plain
from viewer.core.plate import Path, Points, Rect

FLATNESS = 0.125
"""How far, in units, a flattened line may lie from its curve: one pixel at the closest zoom."""

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


Spot = tuple[float, float] | str | None
"""A point as the library gives it: a pair; the letter that closes the figure; None where data end."""


class _Point:
    """What the library's reader asks its builder for: where the pen is."""

    __slots__ = ("x", "y")

    def __init__(self, x: float, y: float) -> None:
        self.x = x
        self.y = y


class _Builder:
    """Receives the segments that svgelements reads, as moves, lines, cubics and closes."""

    def __init__(self) -> None:
        self.verbs: list[str] = []
        self.points: list[float] = []
        self.current_point: _Point | None = None
        self._begin = (0.0, 0.0)
        self._control: tuple[str, float, float] = ("", 0.0, 0.0)

    def start(self) -> None:
        """Begin a path."""

    def end(self) -> None:
        """End a path."""

    def _pen(self) -> tuple[float, float]:
        if self.current_point is None:
            raise ValueError
        return self.current_point.x, self.current_point.y

    def _to(self, verb: str, *points: float) -> None:
        if verb in "LC" and (not self.verbs or self.verbs[-1] == "Z"):
            self.verbs.append("M")
            self.points.extend(self._pen())
        self.verbs.append(verb)
        self.points.extend(points)
        self.current_point = _Point(points[-2], points[-1])
        self._control = ("", 0.0, 0.0)

    def _place(self, point: Spot) -> tuple[float, float]:
        if point is None:
            raise ValueError
        return self._begin if isinstance(point, str) else point

    def move(self, point: Spot, relative: bool = False) -> None:
        """Lift the pen."""
        self._begin = self._place(point)
        self._to("M", *self._begin)

    def line(self, point: Spot, relative: bool = False) -> None:
        """Draw straight."""
        self._to("L", *self._place(point))

    def horizontal(self, value: float, relative: bool = False) -> None:
        """Draw straight sideways."""
        x, y = self._pen()
        self._to("L", value + x if relative else value, y)

    def vertical(self, value: float, relative: bool = False) -> None:
        """Draw straight up or down."""
        x, y = self._pen()
        self._to("L", x, value + y if relative else value)

    def cubic(self, one: Spot, two: Spot, point: Spot, relative: bool = False) -> None:
        """Draw a cubic."""
        one, two, point = self._place(one), self._place(two), self._place(point)
        self._to("C", *one, *two, *point)
        self._control = ("C", *two)

    def smooth_cubic(self, two: Spot, point: Spot, relative: bool = False) -> None:
        """Draw a cubic that goes on as the last one ended."""
        self.cubic(self._mirrored("C"), two, point)

    def _mirrored(self, verb: str) -> tuple[float, float]:
        x, y = self._pen()
        kind, cx, cy = self._control
        return (2 * x - cx, 2 * y - cy) if kind == verb else (x, y)

    def quad(self, control: Spot, point: Spot, relative: bool = False) -> None:
        """Draw a quadratic, as the cubic that equals it."""
        x, y = self._pen()
        cx, cy = self._place(control)
        ex, ey = self._place(point)
        one = (x + 2 / 3 * (cx - x), y + 2 / 3 * (cy - y))
        two = (ex + 2 / 3 * (cx - ex), ey + 2 / 3 * (cy - ey))
        self._to("C", *one, *two, ex, ey)
        self._control = ("Q", cx, cy)

    def smooth_quad(self, point: Spot, relative: bool = False) -> None:
        """Draw a quadratic that goes on as the last one ended."""
        self.quad(self._mirrored("Q"), point)

    def arc(
        self, rx: float, ry: float, turn: float, large: bool, sweep: bool, point: Spot, relative: bool = False
    ) -> None:
        """Draw an arc of an ellipse, as cubics."""
        from svgelements import Arc

        x, y = self._pen()
        ex, ey = self._place(point)
        if (x, y) == (ex, ey):
            return
        if rx == 0 or ry == 0:
            self._to("L", ex, ey)
            return
        arc = Arc((x, y), abs(rx), abs(ry), turn, int(large), int(sweep), (ex, ey))
        for curve in arc.as_cubic_curves():
            self._to("C", *curve.control1, *curve.control2, *curve.end)

    def closed(self, relative: bool = False) -> None:
        """Close the figure."""
        self._pen()
        self.verbs.append("Z")
        self.current_point = _Point(*self._begin)
        self._control = ("", 0.0, 0.0)


def read_path(data: str, matrix: Matrix = IDENTITY) -> Path:
    """Give the path that ``data`` (an SVG ``d``) describes, through ``matrix``.

    :raises ValueError: where the data are not a path.
    """
    verbs, points = read_plain(data) or _read_any(data)
    if matrix != IDENTITY:
        points = moved(points, matrix)
    if points and not -1e7 < min(points) <= max(points) < 1e7:
        raise ValueError("a coordinate is out of all bounds")
    return Path(verbs, rounded(points))


def _read_any(data: str) -> tuple[str, list[float]]:
    """Read all that path data may hold, as the library does."""
    from svgelements.svgelements import SVGLexicalParser

    builder = _Builder()
    lexer = SVGLexicalParser()
    try:
        lexer.parse(builder, data)
    except (TypeError, ValueError, IndexError, ZeroDivisionError, OverflowError) as error:
        raise ValueError("the path data end, or break, in the middle of a segment") from error
    if lexer.pos < lexer.limit and data[lexer.pos :].strip():
        raise ValueError(f"“{data[lexer.pos : lexer.pos + 12]}” is no path segment")
    return "".join(builder.verbs), builder.points


def rounded(values: list[float] | tuple[float, ...]) -> Points:
    """Give the values in single precision, as they are kept in the prepared form."""
    return tuple(array("f", values))


def moved(points: list[float], matrix: Matrix) -> list[float]:
    """Give x, y pairs through a matrix."""
    a, b, c, d, e, f = matrix
    result = [0.0] * len(points)
    result[0::2] = [a * x + c * y + e for x, y in zip(points[0::2], points[1::2], strict=True)]
    result[1::2] = [b * x + d * y + f for x, y in zip(points[0::2], points[1::2], strict=True)]
    return result


def read_transform(text: str) -> Matrix:
    """Give the matrix of a ``transform`` attribute.

    :raises ValueError: where it is none.
    """
    from svgelements import Matrix as Parsed

    # The library takes what it understands and passes over the rest.
    *calls, rest = text.split(")")
    if rest.strip() or not all(call.partition("(")[0].strip(" ,\n\t") in _TRANSFORMS for call in calls):
        raise ValueError("the transform cannot be read")
    try:
        m = Parsed(text)
        return float(m.a), float(m.b), float(m.c), float(m.d), float(m.e), float(m.f)
    except Exception as error:
        raise ValueError("the transform cannot be read") from error


_TRANSFORMS = frozenset(["matrix", "translate", "scale", "rotate", "skewX", "skewY"])


def product(outer: Matrix, inner: Matrix) -> Matrix:
    """Give the matrix that applies ``inner`` first, then ``outer``."""
    a, b, c, d, e, f = outer
    g, h, i, j, k, m = inner
    return (a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f)


def shape_data(tag: str, attributes: dict[str, str]) -> str:
    """Give the path data of a shape: path, rect, circle, ellipse, line, polygon or polyline.

    :raises ValueError: where its numbers cannot be read.
    """
    if tag == "path":
        return attributes.get("d", "")
    import svgelements

    values = {key: value for key, value in attributes.items() if key in _GEOMETRY}
    try:
        kind = {
            "rect": svgelements.Rect, "circle": svgelements.Circle, "ellipse": svgelements.Ellipse,
            "line": svgelements.SimpleLine, "polygon": svgelements.Polygon, "polyline": svgelements.Polyline,
        }[tag]  # fmt: skip
        return str(svgelements.Path(kind(values)).d())
    except Exception as error:
        raise ValueError(f"the numbers of this {tag} cannot be read") from error


_GEOMETRY = frozenset(
    ["x", "y", "width", "height", "rx", "ry", "cx", "cy", "r", "x1", "y1", "x2", "y2", "points"]
)


def flatten(path: Path, flatness: float = FLATNESS) -> list[tuple[list[float], bool]]:
    """Give each figure of a path as points (x0, y0, x1, y1 ...) and whether it is closed."""
    figures: list[tuple[list[float], bool]] = []
    points = path.points
    at = 0
    line: list[float] = []
    for verb in path.verbs:
        if verb == "M":
            if len(line) > 2:
                figures.append((line, False))
            line = [points[at], points[at + 1]]
            at += 2
        elif verb == "L":
            line += points[at : at + 2]
            at += 2
        elif verb == "C":
            _flatten_cubic(line, points[at : at + 6], flatness)
            at += 6
        else:
            if len(line) > 2:
                figures.append((line, True))
            line = line[:2]
    if len(line) > 2:
        figures.append((line, False))
    return figures


def _flatten_cubic(line: list[float], curve: Points, flatness: float) -> None:
    """Append the cubic from the line's end; Wang's bound says in how many steps."""
    x0, y0 = line[-2], line[-1]
    x1, y1, x2, y2, x3, y3 = curve
    bend = max(hypot(x0 - 2 * x1 + x2, y0 - 2 * y1 + y2), hypot(x1 - 2 * x2 + x3, y1 - 2 * y2 + y3))
    steps = min(200, max(1, ceil(sqrt(0.75 * bend / flatness))))
    cx, cy = 3 * (x1 - x0), 3 * (y1 - y0)
    bx, by = 3 * (x2 - x1) - cx, 3 * (y2 - y1) - cy
    ax, ay = x3 - x0 - cx - bx, y3 - y0 - cy - by
    for t in _parts(steps):
        line += (((ax * t + bx) * t + cx) * t + x0, ((ay * t + by) * t + cy) * t + y0)
    line += (x3, y3)


@cache
def _parts(steps: int) -> tuple[float, ...]:
    """Give where the points between the ends of a curve lie on it, from 0 to 1."""
    return tuple(step / steps for step in range(1, steps))


def bounds_of(points: Points | list[float], margin: float = 0.0) -> Rect:
    """Give the rectangle round x, y pairs, grown by ``margin``."""
    if not points:
        return Rect(0.0, 0.0, 0.0, 0.0)
    xs, ys = points[0::2], points[1::2]
    left, top = min(xs) - margin, min(ys) - margin
    return Rect(left, top, max(xs) + margin - left, max(ys) + margin - top)

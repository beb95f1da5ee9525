"""Flow marks: where on one plate the way of the blood, blocks and congestion are to be drawn.

Coordinates are plate units.
"""

from bisect import bisect
from collections.abc import Iterable, Sequence
from math import atan2, hypot
from operator import itemgetter
from typing import NamedTuple

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.case import edge_named
from viewer.core.drainage import Edge
from viewer.core.plate import Line, Plate, Region, Shape, Tie
from viewer.core.queries import descendants, numbers_by_structure
from viewer.core.standing import Standing
from viewer.core.stretches import levels_in

_DECIDED = 0.12
"""A line leads where one of its ends is nearer by this part of its length."""

_TOUCHING = 6.0
"""So many units beside a vessel the end of a tie still touches it."""

_MOST_POINTS = 400
_NEAREST = 12
"""So many points above and below are looked at to tell where a line leads."""

Point = tuple[float, float]


class Halt(NamedTuple):
    """A vessel on the way: an address, and its levels where only some count.

    ``along`` are the levels that blood has gone along it to come there.
    """

    address: Address
    levels: tuple[str, ...] = ()
    along: tuple[str, ...] = ()


class Walked(NamedTuple):
    """A step along an edge: its id, whether it runs from the edge's end to its start, and its levels.

    No levels are all of them, or that they do not matter.
    """

    edge: str
    against: bool
    levels: tuple[str, ...] = ()


class Flow(NamedTuple):
    """What there is to show of the blood, whatever the plate.

    ``way`` is what is walked, in order, with the steps between; ``here`` the place in it that the reader is
    at. ``branches`` and ``side_steps`` are the other ways. ``congested`` is cut off, ``blocked`` are ids
    of edges, perhaps narrowed to levels ("E46.T8"), or addresses; ``backwards`` such edges whose blood
    flows from their end to their start.
    """

    way: tuple[Halt, ...] = ()
    steps: tuple[Walked, ...] = ()
    here: int = 0
    branches: tuple[Halt, ...] = ()
    side_steps: tuple[Walked, ...] = ()
    congested: tuple[Address, ...] = ()
    blocked: tuple[str, ...] = ()
    backwards: tuple[str, ...] = ()

    @property
    def lit(self) -> tuple[Address, ...] | None:
        """What stays in sight while all else steps back; None where nothing is traced and nothing does."""
        halts = (*self.way, *self.branches)
        return (*(halt.address for halt in halts), *self.congested) if halts else None


class Course(NamedTuple):
    """A line to be lit: along it blood flows (1), against it (-1), or nobody can say (0)."""

    line: Line
    direction: int


class Disc(NamedTuple):
    """The number of a step, and where it stands."""

    x: float
    y: float
    number: int
    here: bool


class Bar(NamedTuple):
    """A block: a point, and the direction, in radians, of the vessel there."""

    x: float
    y: float
    angle: float


class FlowMarks(NamedTuple):
    """What is drawn of a :class:`Flow` on one plate; numbers are places in its regions.

    Of a map, where a vessel is drawn at full length whatever its levels, ``thin`` and ``side_thin`` are the
    lines of vessels on the way and beside it: lit thinly, so that its ties stand out. None: no map.
    ``turned`` are lines along which blood flows backwards, beside the way that is walked.
    """

    way: tuple[int, ...] = ()
    branches: tuple[int, ...] = ()
    congested: tuple[int, ...] = ()
    courses: tuple[Course, ...] = ()
    ties: tuple[Course, ...] = ()
    side_ties: tuple[Course, ...] = ()
    discs: tuple[Disc, ...] = ()
    bars: tuple[Bar, ...] = ()
    thin: tuple[Line, ...] | None = None
    side_thin: tuple[Line, ...] = ()
    turned: tuple[Course, ...] = ()


def flow_marks(atlas: Atlas, plate: Plate, flow: Flow) -> FlowMarks:
    """Find on a plate all that is to be drawn of a flow."""
    finder = _Finder(atlas, plate)
    halts = finder.joined([finder.numbers(halt) for halt in flow.way])
    legs = [
        numbers
        for halt, there in zip(flow.way, halts, strict=True)
        for numbers in (finder.along(halt), there)
        if numbers
    ]
    way = tuple(dict.fromkeys(number for numbers in legs for number in numbers))
    on_way = set(way)
    branches = dict.fromkeys(number for halt in flow.branches for number in finder.numbers(halt))
    congested = dict.fromkeys(
        number for address in flow.congested for number in finder.numbers(Halt(address))
    )
    beside = tuple(number for number in branches if number not in on_way)
    ties = tuple(finder.ties(flow.steps))
    side_ties = tuple(finder.ties(step for step in flow.side_steps if step not in flow.steps))
    runs = [finder.runs(numbers, ties) for numbers in halts] if plate.is_map else None
    # Which way blood goes is told by ties where there are any; nearness alone may mislead.
    courses = () if plate.ties else tuple(finder.courses(legs))
    told = {course.line for course in (*courses, *ties)}
    return FlowMarks(
        way,
        beside,
        tuple(number for number in congested if number not in on_way),
        courses,
        ties,
        side_ties,
        tuple(finder.discs(halts, flow.here, runs)),
        tuple(bar for word in flow.blocked for bar in finder.bars(word)),
        tuple(dict.fromkeys(run.line for one in runs for run in one)) if runs is not None else None,
        tuple(run.line for run in finder.runs(beside, side_ties)) if plate.is_map else (),
        tuple(one for word in flow.backwards for one in finder.turned(word) if one.line not in told),
    )


class _Run(NamedTuple):
    """A line of a vessel on a map, and where on it the way passes; with no place, anywhere."""

    line: Line
    places: tuple[Point, ...]


class _Finder:
    """Looks up regions of one plate."""

    def __init__(self, atlas: Atlas, plate: Plate) -> None:
        self._atlas, self._plate = atlas, plate
        self._by_structure = numbers_by_structure(atlas, plate)
        self._standing = Standing(atlas, plate)
        self._edges = {edge.id: edge for edge in atlas.edges}

    def numbers(self, halt: Halt) -> tuple[int, ...]:
        """Give the regions of a halt: of a sided vessel also those drawn without a side."""
        address, regions = halt.address, self._plate.regions
        return tuple(
            number
            for number in self._by_structure.get(address.structure, ())
            if self._standing.meets(address.side, halt.levels, regions[number].address)
            and self._standing.meets("", (address.level,), regions[number].address)
        )

    def along(self, halt: Halt) -> tuple[int, ...]:
        """Give the regions of a halt that blood goes along to come there."""
        return self.numbers(halt._replace(levels=halt.along)) if halt.along else ()

    def joined(self, halts: Sequence[tuple[int, ...]]) -> list[tuple[int, ...]]:
        """Keep of each halt on a cut, where any do, the lines that touch those of the halt before.

        Of two vessels of one name the other one belongs to another way.
        """
        if not self._plate.cut:
            return list(halts)
        touching = {pair for one, other in self._plate.links for pair in ((one, other), (other, one))}
        kept: list[tuple[int, ...]] = []
        for halt in halts:
            before = kept[-1] if kept else ()
            meet = {one for one in halt if any((one, other) in touching for other in before)}
            kept.append(tuple(one for one in halt if one in meet) or halt)
        return kept

    def turned(self, word: str) -> Iterable[Course]:
        """Give the lines of an edge along which blood flows backwards: ties, else the vessel it enters."""
        edge = self._edges.get(edge_named(word, self._edges))
        if edge is None:
            return
        levels = self._narrowed(word, edge)
        if self._plate.ties:
            yield from self.ties([Walked(edge.id, True, levels)])
            return
        onward = sorted(self._points(self.numbers(Halt(edge.start, levels))), key=itemgetter(1))
        nets = {self._plate.regions[number].shape for number in self.numbers(Halt(edge.start, levels))}
        for number in self.numbers(Halt(edge.end, levels)):
            region = self._plate.regions[number]
            if region.shape is Shape.LINE and nets == {Shape.LINE}:
                courses = (Course(line, _direction(line, onward, ())) for line in region.lines)
                yield from (course for course in courses if course.direction)

    def _narrowed(self, word: str, edge: Edge) -> tuple[str, ...]:
        every = self._atlas.levels
        levels = levels_in(word[len(edge.id) + 1 :] or "all", every)
        return () if levels == every else levels

    def courses(self, halts: Sequence[tuple[int, ...]]) -> Iterable[Course]:
        """Give the vessels of the way with the direction of their blood: to what comes next."""
        points = [sorted(self._points(numbers), key=itemgetter(1)) for numbers in halts]
        seen: set[int] = set()
        for at, numbers in enumerate(halts):
            onward = next((there for there in points[at + 1 :] if there), [])
            behind = next((there for there in reversed(points[:at]) if there), [])
            for number in numbers:
                region = self._plate.regions[number]
                if number not in seen and region.shape is Shape.LINE:
                    seen.add(number)
                    for line in region.lines:
                        yield Course(line, _direction(line, onward, behind))

    def ties(self, steps: Iterable[Walked]) -> Iterable[Course]:
        """Give the lines that the plate draws for steps, at their levels if it draws several."""
        by_edge: dict[str, list[Tie]] = {}
        for tie in self._plate.ties:
            by_edge.setdefault(tie.edge, []).append(tie)
        for step in dict.fromkeys(steps):
            ties = by_edge.get(step.edge, [])
            for tie in [tie for tie in ties if self._meet(tie.levels, step.levels)] or ties:
                yield Course(tie.line, -1 if step.against else 1)

    def _meet(self, drawn: str, wanted: Sequence[str]) -> bool:
        every = self._atlas.levels
        return not drawn or not wanted or not set(levels_in(drawn, every)).isdisjoint(wanted)

    def runs(self, numbers: Iterable[int], ties: Iterable[Course]) -> list[_Run]:
        """Give the lines of vessels that ties touch; of a vessel that none touches, all of them."""
        ends = [
            (points[at], points[at + 1]) for points in (tie.line.points for tie in ties) for at in (0, -2)
        ]
        found: list[_Run] = []
        for number in numbers:
            lines = self._plate.regions[number].lines
            touched = [_Run(line, tuple(end for end in ends if _lies_on(end, line))) for line in lines]
            some = [run for run in touched if run.places]
            found += some or touched
        return found

    def discs(
        self, halts: Sequence[tuple[int, ...]], here: int, runs: Sequence[Sequence[_Run]] | None
    ) -> Iterable[Disc]:
        """Give a place for the number of each step, each as near to the last one as its vessel comes."""
        last: Point | None = None
        for at, numbers in enumerate(halts):
            middles = [_middle(self._plate.regions[number]) for number in numbers]
            if runs is not None and runs[at]:
                middles = [place for run in runs[at] for place in _places_on(run)]
            if not middles:
                continue
            if last is None:
                last = middles[len(middles) // 2]
            near = last
            last = min(middles, key=lambda one: hypot(one[0] - near[0], one[1] - near[1]))
            yield Disc(*last, at + 1, at == here)

    def bars(self, word: str) -> Iterable[Bar]:
        """Give where a block is drawn: on the vessel, on the tie of an edge, or where its vessels meet."""
        edge = self._edges.get(edge_named(word, self._edges))
        if edge is None:
            place = Address.parse(word)
            kin = (place.structure, *descendants(self._atlas, place.structure))
            found = {n for name in kin for n in self.numbers(Halt(place._replace(structure=name)))}
            yield from (_bar_on(self._plate.regions[number]) for number in sorted(found))
            return
        levels = self._narrowed(word, edge)
        if ties := list(self.ties([Walked(edge.id, False, levels)])):
            yield from (_bar_along(tie.line) for tie in ties)
            return
        there = self._points(self.numbers(Halt(edge.end, levels)))
        for number in self.numbers(Halt(edge.start, levels)):
            bar = _bar_towards(self._plate.regions[number], there)
            if bar is not None:
                yield bar

    def _points(self, numbers: Sequence[int]) -> list[Point]:
        """Give points of regions, so many that nearness can be told."""
        found: list[Point] = []
        for number in numbers:
            region = self._plate.regions[number]
            for line in region.lines:
                points = line.points
                step = max(len(points) // 2 // 4, 1)
                found += [(points[2 * i], points[2 * i + 1]) for i in range(0, len(points) // 2, step)]
                found.append((points[-2], points[-1]))
            if not region.lines:
                found.append(_middle(region))
        step = max(len(found) // _MOST_POINTS, 1)
        return found[::step]


def _lies_on(point: Point, line: Line) -> bool:
    """Tell whether a point lies within a vessel, or so near that it is meant to."""
    x, y = point
    points = line.points
    reach = max(line.radii) + _TOUCHING
    return any(hypot(x - points[at], y - points[at + 1]) <= reach for at in range(0, len(points), 2))


def _places_on(run: _Run) -> list[Point]:
    """Give where the number of a step may stand: where the way passes, else in the middle."""
    points = run.line.points
    if not run.places:
        at = len(points) // 4 * 2
        return [(points[at], points[at + 1])]
    return list(run.places)


def _direction(line: Line, onward: Sequence[Point], behind: Sequence[Point]) -> int:
    first, last = line.points[:2], line.points[-2:]
    length = hypot(last[0] - first[0], last[1] - first[1]) or 1.0
    for points, sign in ((onward, 1), (behind, -1)):
        near = _about((first[1] + last[1]) / 2, points)
        if near:
            nearer = _distance(first, near) - _distance(last, near)
            if abs(nearer) > _DECIDED * length:
                return sign if nearer > 0 else -sign
    return 0


def _about(y: float, points: Sequence[Point]) -> Sequence[Point]:
    """Give those of the points, which are sorted by height, that lie about a height."""
    at = bisect(points, y, key=itemgetter(1))
    return points[max(at - _NEAREST, 0) : at + _NEAREST]


def _distance(point: Sequence[float], points: Sequence[Point]) -> float:
    x, y = point
    return min(hypot(x - one, y - other) for one, other in points)


def _middle(region: Region) -> Point:
    if region.lines:
        longest = max(region.lines, key=lambda line: len(line.points))
        at = len(longest.points) // 4 * 2
        return longest.points[at], longest.points[at + 1]
    bounds = region.bounds
    return bounds.x + bounds.width / 2, bounds.y + bounds.height / 2


def _bar_on(region: Region) -> Bar:
    if not region.lines:
        return Bar(*_middle(region), 0.0)
    return _bar_along(max(region.lines, key=lambda line: len(line.points)))


def _bar_along(line: Line) -> Bar:
    return _bar_at(line, len(line.points) // 4)


def _bar_at(line: Line, at: int) -> Bar:
    last = len(line.points) // 2 - 1
    before, after = 2 * max(at - 1, 0), 2 * min(at + 1, last)
    points = line.points
    angle = atan2(points[after + 1] - points[before + 1], points[after] - points[before])
    return Bar(points[2 * at], points[2 * at + 1], angle)


def _bar_towards(region: Region, there: Sequence[Point]) -> Bar | None:
    """Give the end of a vessel that lies nearest to what it leads to."""
    if not region.lines or not there:
        return _bar_on(region) if not there else Bar(*_middle(region), 0.0)
    ends = [(line, at) for line in region.lines for at in (0, len(line.points) // 2 - 1)]
    line, at = min(ends, key=lambda end: _distance(end[0].points[2 * end[1] : 2 * end[1] + 2], there))
    return _bar_at(line, at)

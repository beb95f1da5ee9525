"""A trace in words: its vessels numbered and sorted by stage, each with where it goes on to."""

import textwrap
from collections.abc import Iterable, Iterator

from viewer.core.address import Address
from viewer.core.assumed import pattern_of
from viewer.core.atlas import Atlas
from viewer.core.drainage import Edge
from viewer.core.first_way import first_way
from viewer.core.flow_question import Question
from viewer.core.network import Network
from viewer.core.passing import passed_on
from viewer.core.queries import describe, ends_elsewhere, variant_title
from viewer.core.stretches import levels_in, stretch_words
from viewer.core.tracing import Passage, Stop, Trace
from viewer.core.way import stops_of

_WIDTH = 100
_DETOUR, _BACKWARDS, _DOUBT, _VARYING, _ASSUMED = "~", "<", "?", "*", "°"
_LEGEND = {
    _DETOUR: "a detour: blood takes this step where no straighter one is left",
    _BACKWARDS: "backwards: against the usual direction",
    _DOUBT: "rests on little, or the sources disagree; see below",
    _VARYING: "differs from person to person; some have none there",
    _ASSUMED: "assumed: the drawing shows none there",
}


def told(network: Network, trace: Trace, question: Question) -> str:
    """Give a trace, the answer to a question, as lines to be read in a terminal."""
    return "\n".join(_Told(network, trace, question).lines()) + "\n"


class _Told:
    def __init__(self, network: Network, trace: Trace, question: Question) -> None:
        self._network = network
        self._atlas: Atlas = network.atlas
        self._trace = trace
        self._upstream, self._chosen = question.kind == "upstream", bool(question.by)
        self._edges: dict[str, Edge] = {edge.id: edge for edge in network.atlas.edges}
        self._marks: set[str] = set()
        self._pattern = pattern_of(network.atlas)
        # What comes from upstream by detours is found first; it is read from the tissue on all the same.
        self._listed = list(range(len(trace.stops)))
        if self._upstream:
            self._listed.sort(key=lambda one: trace.stops[one].stage)
        self._numbers = {stop: number for number, stop in enumerate(self._listed, start=1)}

    def lines(self) -> Iterator[str]:
        yield from self._heading()
        yield from self._usual()
        yield from self._vessels()
        yield from self._legend()
        yield from self._doubts()
        yield from self._alternatives()
        yield from self._left_over()

    def _heading(self) -> Iterator[str]:
        atlas, trace = self._atlas, self._trace
        if self._upstream:
            yield f"What drains into {describe(atlas, trace.start)}"
        else:
            ways = "1 way" if trace.total == 1 else f"{trace.total:,} ways"
            goal = describe(atlas, trace.goal) if trace.goal is not None else ""
            yield f"{describe(atlas, trace.start)} → {goal}: {ways}"
        case = self._network.case
        if case.blocked:
            yield from _wrapped("Blocked: " + "; ".join(map(self._named, sorted(case.blocked))), "  ")
        if case.reversed:
            yield from _wrapped(
                "Backwards: " + "; ".join(self._named(name, "←") for name in sorted(case.reversed)), "  "
            )
        for name in sorted(case.names):
            if name in atlas.conditions:
                yield f"Condition: {atlas.conditions[name].name}. {atlas.disclaimer_short}"
            elif name in atlas.variants and not atlas.variants[name].usual:
                yield f"Variant: {variant_title(atlas, name)}"

    def _usual(self) -> Iterator[str]:
        """Give the way that the window shows first."""
        if not self._upstream:
            yield ""
            if self._chosen:
                yield "The way that is chosen to be shown here; there may be others, straighter too"
            else:
                yield "The surest and most usual way" + (" left" if self._network.case.blocked else "")
            yield from _wrapped(f"  {self._chain(self._trace)}", "    ")

    @property
    def _altered(self) -> bool:
        return bool(self._network.case.blocked or self._network.case.reversed)

    def _named(self, name: str, arrow: str = "→") -> str:
        """Give in words what a case blocks or reverses."""
        edge = self._edges.get(name) or self._edges.get(name.partition(".")[0])
        if edge is None:
            return describe(self._atlas, Address.parse(name))
        levels = self._atlas.levels
        narrowed = stretch_words(levels_in(name[len(edge.id) + 1 :] or "all", levels), levels)
        ends = f"{describe(self._atlas, edge.start)} {arrow} {describe(self._atlas, edge.end)}"
        return f"{ends} ({narrowed})" if narrowed else ends

    def _vessels(self) -> Iterator[str]:
        onward: dict[int, list[Passage]] = {}
        for passage in self._trace.passages:
            onward.setdefault(passage.start, []).append(passage)
        stage = None
        for number in self._listed:
            stop = self._trace.stops[number]
            if stop.stage != stage:
                stage = stop.stage
                yield ""
                if 0 <= stage < len(self._atlas.stages):
                    yield self._atlas.stages[stage].title
            steps = ", ".join(self._steps(stop, onward.get(number, [])))
            line = f"{self._numbers[number]:>4}  {self._stop(stop)}" + (f" → {steps}" if steps else "")
            yield from _wrapped(line, " " * 8)

    def _stop(self, stop: Stop) -> str:
        structure = self._atlas.structures[stop.address.structure]
        name = structure.name if stop.address.side or not structure.plural else structure.plural
        where = ", ".join(part for part in (stop.address.side, self._levels(stop.levels)) if part)
        mark = ""
        if structure.variable:
            self._marks.add(_VARYING)
            mark = _VARYING
        if self._pattern.leaves_out(stop.address, stop.levels):
            self._marks.add(_ASSUMED)
            mark += _ASSUMED
        return f"{name}{mark} ({where})" if where else f"{name}{mark}"

    def _steps(self, stop: Stop, passages: list[Passage]) -> Iterator[str]:
        """Give each vessel that blood goes on to once, with side and levels where only these lead there."""
        ends: dict[int, list[Passage]] = {}
        for passage in passages:
            ends.setdefault(passage.end, []).append(passage)
        for end, steps in sorted(ends.items(), key=lambda one: self._numbers[one[0]]):
            words = [part for part in (self._side(stop, steps), self._at(stop, steps)) if part]
            yield f"{self._numbers[end]}{self._marked(*steps)}" + (f" ({', '.join(words)})" if words else "")

    def _side(self, stop: Stop, steps: list[Passage]) -> str:
        """Give the side that a step leaves from, where the vessel has two and only one leads there."""
        if stop.address.side:
            return ""
        sides = {self._network.channels.places[arc.start].side for step in steps for arc in step.arcs} - {""}
        return sides.pop() if len(sides) == 1 else ""

    def _at(self, stop: Stop, steps: list[Passage]) -> str:
        if not steps[0].edge:
            return f"along itself to {self._levels(steps[0].levels) or 'other levels'}"
        if any(not step.levels or step.levels == stop.levels for step in steps):
            return ""
        known = {level for step in steps for level in step.levels}
        if known == set(stop.levels):
            return ""
        return self._levels([level for level in self._atlas.levels if level in known])

    def _levels(self, levels: Iterable[str]) -> str:
        return stretch_words(tuple(levels), self._atlas.levels)

    def _marked(self, *steps: Passage) -> str:
        """Give the marks of steps, and keep them in mind for the legend."""
        marks = {mark for step in steps for mark in self._marks_of(step)}
        self._marks |= marks
        return "".join(sorted(marks))

    def _marks_of(self, step: Passage) -> Iterator[str]:
        edge = self._edges.get(step.edge)
        if step.detour:
            yield _DETOUR
        if edge is not None and step.against and not edge.either:
            yield _BACKWARDS
        if edge is not None and _in_doubt(edge):
            yield _DOUBT

    def _legend(self) -> Iterator[str]:
        used = [f"  {mark}  {meaning}" for mark, meaning in _LEGEND.items() if mark in self._marks]
        if used:
            yield from ("", *used)

    def _doubts(self) -> Iterator[str]:
        """Give the notes of the steps in doubt."""
        doubts = [
            step
            for step in self._trace.passages
            if step.edge in self._edges and _in_doubt(self._edges[step.edge])
        ]
        if doubts:
            yield ""
            yield "Steps in doubt"
        said: dict[tuple[str, str], None] = {}
        for step in doubts:
            edge = self._edges[step.edge]
            note = edge.note or "Rests on a single study or review."
            said[f"{self._numbers[step.start]} → {self._numbers[step.end]}", note] = None
        for ends, note in said:
            yield from _wrapped(f"  {ends}: {note}", "    ")

    def _alternatives(self) -> Iterator[str]:
        for count, other in enumerate(self._trace.alternatives):
            if not count:
                yield ""
                yield "Further ways, should the detours above be closed as well"
            yield from _wrapped(f"  {self._chain(other)}", "    ")

    def _chain(self, trace: Trace) -> str:
        """Give the first way of a trace, each vessel at the levels at which it is passed."""
        way = first_way(trace, self._atlas)
        passed = passed_on(trace, way, self._atlas.levels)
        arrows = ["", *("→" + self._marked(trace.passages[number]) + " " for number in way)]
        return " ".join(
            arrow + self._stop(trace.stops[stop]._replace(levels=there.levels))
            for arrow, stop, there in zip(arrows, stops_of(trace, way), passed, strict=True)
        )

    def _left_over(self) -> Iterator[str]:
        if self._upstream or not self._altered:
            return
        yield ""
        cut_off = self._network.effect().cut_off
        if not cut_off:
            yield "Nothing is cut off: from every vessel a way to the heart is left."
            return
        yield "Cut off, with no way to the heart left (congested)"
        yield "  (a model of ways, not a measure of flow)"
        places: dict[tuple[str, str], list[str]] = {}
        for address in cut_off:
            places.setdefault((address.structure, address.side), []).append(address.level)
        for (structure, side), levels in places.items():
            name = describe(self._atlas, Address.parse(f"{structure}.{side}" if side else structure))
            told = self._levels([level for level in levels if level])
            yield f"  {name}, {told}" if told else f"  {name}"
        for vessel, words in ends_elsewhere(self._atlas, cut_off):
            yield from _wrapped(f"  {vessel.name}: {words}", "    ")


def _in_doubt(edge: Edge) -> bool:
    return set(edge.certainty.split(";")) != {"A"}


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(
        text, _WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )

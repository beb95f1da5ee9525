"""The way of the blood in words: its steps as rows, what is told of one, and what blocks have changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.drainage import Edge
from viewer.core.flow_question import Question
from viewer.core.queries import describe, ends_elsewhere
from viewer.core.section import Block, Run, Style
from viewer.core.stretches import stretch_words
from viewer.core.way import branches_at, other_starts
from viewer.shell.block_words import block_words
from viewer.shell.blood import Blood
from viewer.widgets.facts import certainty_words
from viewer.widgets.trace_panel import Row

if TYPE_CHECKING:
    from viewer.core.tracing import Passage, Stop, Trace

tr = QCoreApplication.translate

_MOST = 6
"""So many steps in doubt are told of, with what is known of each."""


class BloodWords:
    """Tells of the trace and the blocks that :class:`Blood` holds."""

    def __init__(self, atlas: Atlas, blood: Blood) -> None:
        """Take what is to be told."""
        self._atlas, self._blood = atlas, blood
        self._edges = {edge.id: edge for edge in atlas.edges}

    # Rows

    def title(self) -> str:
        """Say in a line what was asked, and how many ways there are."""
        question, trace = self._blood.question, self._blood.trace
        if question is None or trace is None:
            return tr("Trace", "Select a vessel and press Ctrl+D to follow its blood to the heart.")
        one = describe(self._atlas, question.one)
        if question.kind == "upstream":
            return tr("Trace", "What drains into {name}").format(name=one)
        start = describe(self._atlas, trace.start)
        goal = describe(self._atlas, trace.goal) if trace.goal is not None else ""
        if not trace.reached:
            return tr("Trace", "{start} → {goal}: no way").format(start=start, goal=goal)
        ways = tr("Trace", "1 way") if trace.total == 1 else tr("Trace", "{count} ways")
        ways = ways.format(count=trace.total)
        return tr("Trace", "{start} → {goal}: {ways}").format(start=start, goal=goal, ways=ways)

    def rows(self) -> list[Row]:
        """Give the steps of the way in order, under their stages, each with the branches left out."""
        trace, way = self._blood.trace, self._blood.way
        if trace is None:
            return []
        if not trace.reached and self._blood.altered:
            from viewer.shell.held_up import rows_held_up

            return rows_held_up(self._atlas, self._blood)
        rows: list[Row] = []
        stage: int | None = None
        passed, assumed = self._blood.passed, self._assumed()
        for at, number in enumerate(self._blood.stops):
            stop = trace.stops[number]._replace(levels=passed[at].levels)
            if stop.stage != stage:
                stage = stop.stage
                if 0 <= stage < len(self._atlas.stages):
                    rows.append(Row("stage", self._atlas.stages[stage].title))
            words = self.stop_words(stop)
            if at == assumed:
                words = tr("Trace", "{name} (assumed: none drawn there)").format(name=words)
            rows.append(Row("step", f"{at + 1}. {words}", at))
            if at == 0:
                rows += [self._start_row(one) for one in other_starts(trace, way)]
            branches = [self._branch_row(one) for one in branches_at(trace, way, at)]
            rows += {row.text: row for row in reversed(branches)}.values()
        return rows

    def _assumed(self) -> int:
        """Give the first step of the way at a vessel that no drawing shows there; -1 for none."""
        trace = self._blood.trace
        if trace is None:
            return -1
        from viewer.core.assumed import pattern_of

        pattern = pattern_of(self._atlas)
        stops = zip(self._blood.stops, self._blood.passed, strict=True)
        for at, (number, passed) in enumerate(stops):
            if pattern.leaves_out(trace.stops[number].address, passed.levels):
                return at
        return -1

    def _start_row(self, stop: int) -> Row:
        trace = self._blood.trace
        assert trace is not None
        words = tr("Trace", "or from {name}").format(name=self.stop_words(trace.stops[stop]))
        return Row("start", words, stop)

    def _branch_row(self, number: int) -> Row:
        trace = self._blood.trace
        assert trace is not None
        passage = trace.passages[number]
        if passage.edge:
            words = tr("Trace", "or to {name}").format(name=self.stop_words(trace.stops[passage.end]))
        else:
            words = tr("Trace", "or along itself to {levels}").format(levels=self._levels(passage.levels))
        return Row("branch", words, number)

    def stop_words(self, stop: Stop) -> str:
        """Name a vessel on the way with its side and levels."""
        levels = "" if stop.address.level else self._levels(stop.levels)
        name = describe(self._atlas, stop.address)
        return f"{name} · {levels}" if levels else name

    def _levels(self, levels: Sequence[str]) -> str:
        return stretch_words(levels, self._atlas.levels)

    def choices(self) -> list[str]:
        """Name the sets of ways, where there are several."""
        if len(self._blood.traces) < 2:
            return []
        further = tr("Trace", "Further ways, {number}")
        names = [further.format(number=at) for at in range(1, len(self._blood.traces))]
        return [tr("Trace", "The straightest ways left"), *names]

    def standing(self) -> str:
        """Say for the ear where the reader has come to."""
        stops, trace = self._blood.stops, self._blood.trace
        if trace is None or not stops:
            return self.title()
        name = self.stop_words(self._stop_here(trace))
        text = tr("Trace", "Step {number} of {count}: {name}")
        return text.format(number=self._blood.here + 1, count=len(stops), name=name)

    def _stop_here(self, trace: Trace) -> Stop:
        """Give the stop that the reader is at, with the levels of the way that he walks."""
        here = self._blood.here
        return trace.stops[self._blood.stops[here]]._replace(levels=self._blood.passed[here].levels)

    # What is blocked

    def block_words(self, word: str, arrow: str = "→") -> str:
        """Name what is blocked: an edge by its ends and the blood's way between, a place as it is called."""
        return block_words(self._atlas, word, arrow)

    def blocks(self) -> list[tuple[str, str]]:
        """Give what the reader has blocked: the word for the core, and the words for eyes."""
        return [(word, self.block_words(word)) for word in self._blood.blocks]

    # Text

    def news(self) -> list[Block]:
        """Give, while the reader has blocked anything, what that changes; a line for each doubtful step."""
        return list(self._changes()) if self._blood.blocks else []

    def text(self) -> list[Block]:
        """Give what blocks have changed, then what is told of the step that the reader is at."""
        told = list(self._changes()) if self._blood.altered else []
        return [*told, *self._step()]

    def step(self) -> list[Block]:
        """Give what is told of the step that the reader is at, or of what holds the blood up at once."""
        if self._is_blocked(self._blood.question):
            return [_plain(tr("Trace", "What is traced is blocked itself, so nothing flows from it."))]
        return list(self._step())

    def _step(self) -> Iterator[Block]:
        trace, here = self._blood.trace, self._blood.here
        if trace is None:
            return
        if not trace.reached:
            health = self._blood.network.health.trace(trace.start, trace.goal)
            if not health.reached:
                yield _plain(tr("Trace", "No way of the blood in this atlas joins them."))
            elif not self._is_blocked(self._blood.question):
                yield _plain(
                    tr("Trace", "No way is left: the blood is held up. Block less to free it.")
                    if self._blood.blocks
                    else tr("Trace", "No way is left: the condition holds the blood up.")
                )
            return
        stop = self._stop_here(trace)
        yield Block("h3", (Run(tr("Trace", "Step {number}").format(number=here + 1)),))
        yield Block("p", (Run(self.stop_words(stop), Style.MENTION, str(stop.address)),))
        if here == self._assumed():
            yield _plain(
                tr(
                    "Trace",
                    "Assumed: the drawing shows one example, and none there; it differs in every person.",
                )
            )
        if here:
            yield from self._passage(trace.passages[self._blood.way[here - 1]])

    def _passage(self, passage: Passage) -> Iterator[Block]:
        edge = self._edges.get(passage.edge)
        if edge is None:
            yield _plain(tr("Trace", "Along the vessel itself, from level to level."))
            return
        runs = [Run(f"{edge.note or tr('Trace', 'From the vessel before.')} ")]
        backwards = passage.against and not edge.either
        for told, words in (
            (edge.either, tr("Trace", "Blood may go either way here.")),
            (backwards, tr("Trace", "Backwards: against its usual direction.")),
            (passage.detour, tr("Trace", "A detour: taken because no straighter way is left.")),
            (edge.levels not in ("", "all"), tr("Trace", "Levels: {levels}.").format(levels=edge.levels)),
            (bool(edge.valves), tr("Trace", "Valves: {valves}.").format(valves=edge.valves)),
        ):
            if told:
                runs.append(Run(f"{words} "))
        runs += [Run(certainty_words(edge)), Run("", Style.CITATION, ";".join(edge.sources))]
        yield Block("p", tuple(runs))

    def _changes(self) -> Iterator[Block]:
        """Tell in sentences what blocks and reversals change, and why."""
        yield Block("h3", (Run(tr("Trace", "What has changed")),))
        blocked = sorted(self._blood.network.case.blocked)
        if blocked:
            names = "; ".join(map(self.block_words, blocked))
            yield _plain(tr("Trace", "Blocked: {names}.").format(names=names))
        backwards = sorted(self._blood.network.case.reversed)
        if backwards:
            names = "; ".join(self.block_words(word, "←") for word in backwards)
            yield _plain(tr("Trace", "Backwards: {names}.").format(names=names))
        question = self._blood.question
        if self._is_blocked(question):
            yield _plain(tr("Trace", "What is traced is blocked itself, so nothing flows from it."))
        elif question is not None and question.kind == "heart":
            yield from self._change_from(question.one)
        elif question is not None and question.by:
            yield _plain(
                tr("Trace", "This way is chosen to be shown here; there may be others, straighter too.")
            )
        effect = self._blood.network.effect()
        if effect.cut_off:
            held = tr(
                "Trace",
                "In this model no way to the heart is left for them, so they are shown congested;"
                " it is a model of ways, not a measure of flow:",
            )
            runs = [Run(held + " ")]
            yield Block("p", (*runs, *self._some(effect.cut_off), Run(".")))
            for structure, words in ends_elsewhere(self._atlas, effect.cut_off):
                told = tr("Trace", "{name}: {words}")
                yield _plain(told.format(name=structure.name, words=words))
        elif blocked and not self._is_blocked(question):
            yield _plain(tr("Trace", "Nothing is cut off: from every vessel a way to the heart is left."))
        if effect.rerouted and (question is None or question.kind not in ("heart", "led")):
            runs = [Run(tr("Trace", "They drain another way, by a detour:") + " ")]
            yield Block("p", (*runs, *self._some(effect.rerouted), Run(".")))
            runs = [Run(tr("Trace", "These now take up blood that did not go there:") + " ")]
            ends = dict.fromkeys(step.end for step in effect.opened)
            yield Block("p", (*runs, *self._some(ends), Run(".")))
            yield from self._doubts(effect.doubtful)
        yield from self._read_on(blocked)

    def _is_blocked(self, question: Question | None) -> bool:
        """Tell whether the blood that is asked about is held where it begins."""
        if question is None or question.kind == "upstream":
            return False
        channels = self._blood.network.channels
        nodes = channels.nodes_of(question.one)
        return bool(nodes) and not any(channels.open[node] & mask for node, mask in nodes.items())

    def _change_from(self, start: Address) -> Iterator[Block]:
        change = self._blood.network.change(start)
        if not change.changed and change.fewer:
            fewer = tr("Trace", "Fewer ways are left to the blood of this place: {count} of {all}.")
            runs = [Run(fewer.format(count=change.after.total, all=change.before.total))]
            if change.lost:
                runs += [
                    Run(" " + tr("Trace", "It no longer passes") + " "),
                    *self._some(change.lost),
                    Run("."),
                ]
            yield Block("p", tuple(runs))
        elif not change.changed:
            yield _plain(tr("Trace", "The blood of this place goes as before."))
        elif change.by:
            ends = list(dict.fromkeys(step.end for step in change.by))
            closed = tr("Trace", "Its usual way is closed, so blood now goes by")
            turned = tr("Trace", "Flow is turned round, so blood now goes by")
            runs = [Run((closed if self._blood.network.case.blocked else turned) + " ")]
            yield Block("p", (*runs, *self._some(ends), Run(".")))
        if change.varying:
            runs = [Run(tr("Trace", "Only in some people, or not alike in all:") + " ")]
            yield Block("p", (*runs, *self._some(change.varying), Run(".")))
        yield from self._doubts(change.doubtful)

    def _doubts(self, doubtful: Sequence[str]) -> Iterator[Block]:
        if doubtful:
            yield _plain(tr("Trace", "In doubt on this way:"))
        for name in doubtful[:_MOST]:
            yield Block("li", tuple(self._doubt(self._edges[name])))

    def _doubt(self, edge: Edge) -> Iterator[Run]:
        yield from self._some((edge.start,))
        yield Run(" → ")
        yield from self._some((edge.end,))
        yield Run(f": {certainty_words(edge)} {edge.note}".rstrip())
        yield Run("", Style.CITATION, ";".join(edge.sources))

    def _read_on(self, blocked: Sequence[str]) -> Iterator[Block]:
        """Lead to the section of a condition that closes the same, else to the first that closes anything."""
        atlas = self._atlas
        closed = {word.partition(".")[0] for word in blocked}
        causes = [one for one in atlas.conditions.values() if one.blocks and one.section in atlas.sections]
        alike = [one for one in causes if closed & {word.partition(".")[0] for word in one.blocks}]
        shown = [
            one
            for name, one in atlas.conditions.items()
            if name in self._blood.network.case.names and one.section in atlas.sections
        ]
        if shown or causes:
            section = atlas.sections[(shown or alike or causes)[0].section]
            runs = (Run(tr("Trace", "Read on:") + " "), Run(section.title, Style.SECTION_LINK, section.id))
            yield Block("p", runs)

    def _some(self, addresses: Iterable[Address]) -> Iterator[Run]:
        """Name places, a vessel's sides and levels at once."""
        known = self._gathered(addresses)
        for at, (address, levels) in enumerate(known):
            if at:
                yield Run(", ")
            name = describe(self._atlas, address)
            yield Run(f"{name} · {levels}" if levels else name, Style.MENTION, str(address))

    def _gathered(self, addresses: Iterable[Address]) -> list[tuple[Address, str]]:
        """Give each vessel once, with the levels of it that are meant, if they are several."""
        levels: dict[Address, list[str]] = {}
        for address in _sides_joined(addresses):
            levels.setdefault(address._replace(level=""), []).append(address.level)
        return [
            (whole._replace(level=own[0]), "") if len(own) == 1 else (whole, self._levels(own))
            for whole, own in levels.items()
        ]


def _sides_joined(addresses: Iterable[Address]) -> list[Address]:
    """Tell of both sides of a vessel at once."""
    known = dict.fromkeys(addresses)
    joined: dict[Address, None] = {}
    for address in known:
        other = {"left": "right", "right": "left"}.get(address.side, "")
        both = bool(other) and address._replace(side=other) in known
        joined[address._replace(side="") if both else address] = None
    return list(joined)


def _plain(text: str) -> Block:
    return Block("p", (Run(text),))

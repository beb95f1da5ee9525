"""Blood: the question that the reader asks of the blood's way, the answer, and what he has blocked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QObject, Signal

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.flow_question import Question

if TYPE_CHECKING:
    from PySide6.QtGui import QUndoStack

    from viewer.core.flow_marks import Flow, Walked
    from viewer.core.network import Network
    from viewer.core.passing import Passed
    from viewer.core.tracing import Trace
    from viewer.core.way import Way


class Memory(NamedTuple):
    """What :class:`Blood` held at a moment."""

    question: Question | None = None
    blocks: tuple[str, ...] = ()
    chosen: int = 0
    way: tuple[int, ...] = ()
    here: int = 0

    def known_in(self, atlas: Atlas) -> Memory:
        """Give what of it an atlas that was read again still knows."""
        names = {edge.id for edge in atlas.edges} | {*atlas.structures}
        blocks = tuple(word for word in self.blocks if word.partition(".")[0] in names)
        ends = (self.question.one, self.question.other) if self.question is not None else ()
        asked = all(end is None or end.structure in atlas.structures for end in ends)
        return self._replace(blocks=blocks) if asked else Memory(blocks=blocks)


class Blood(QObject):
    """Owns the trace, the way that is walked and the place in it, and the blocks with their undoing.

    Signals:
        changed(): the question, its answer or the blocks are others.
        stepped(): only the place in the way is another.
    """

    changed = Signal()
    stepped = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Ask nothing and block nothing."""
        super().__init__(parent)
        self._atlas: Atlas | None = None
        self._names: frozenset[str] = frozenset()
        self._condition = ""
        self._network: Network | None = None
        self._undo: QUndoStack | None = None
        self._clear()

    def _clear(self) -> None:
        self.question: Question | None = None
        self.blocks: tuple[str, ...] = ()
        self.traces: Sequence[Trace] = ()
        self.chosen = 0
        self.way: Way = ()
        self.here = 0

    def begin(self, atlas: Atlas) -> None:
        """Take another atlas; what was asked and blocked is gone."""
        self._atlas, self._network = atlas, None
        if self._undo is not None:
            self._undo.clear()
        self._names, self._condition = frozenset(), ""
        self._clear()
        self.changed.emit()

    def set_case(self, names: frozenset[str], condition: str) -> None:
        """Take the variants and the condition in force; the question is asked anew if that changes them."""
        if (names, condition) != (self._names, self._condition):
            self._names, self._condition, self._network = names, condition, None
            if self.question is not None or self.blocks or condition:
                self._answer()

    # The question and its answer

    @property
    def network(self) -> Network:
        """The drainage in this case, with what is blocked."""
        if self._network is None:
            self._network = self.network_without(())
        return self._network

    def network_without(self, blocks: Collection[str]) -> Network:
        """Give the drainage in this case as it would be without some of the reader's blocks."""
        from viewer.core.case import case_of
        from viewer.core.network import Network

        assert self._atlas is not None
        case = case_of(self._atlas, self._condition, self._names)
        kept = {word for word in self.blocks if word not in blocks}
        return Network(self._atlas, case._replace(blocked=case.blocked | kept))

    @property
    def condition(self) -> str:
        """The condition that is in force; "" for none."""
        return self._condition

    @property
    def altered(self) -> bool:
        """Tell whether anything is blocked or reversed."""
        case = self.network.case if self.blocks or self._condition else None
        return case is not None and bool(case.blocked or case.reversed)

    @property
    def trace(self) -> Trace | None:
        """The ways that are shown, None if nothing was asked."""
        return self.traces[self.chosen] if self.chosen < len(self.traces) else None

    @property
    def stops(self) -> tuple[int, ...]:
        """The numbers of the stops along the way that is walked."""
        from viewer.core.way import stops_of

        return stops_of(self.trace, self.way) if self.trace is not None else ()

    @property
    def passed(self) -> list[Passed]:
        """The levels at which each of these stops is passed."""
        from viewer.core.passing import passed_on

        if self.trace is None or self._atlas is None:
            return []
        return passed_on(self.trace, self.way, self._atlas.levels)

    def address_at(self, step: int) -> Address:
        """Give the place of a step of the way, with its level where it is one."""
        assert self.trace is not None
        address, levels = self.trace.stops[self.stops[step]].address, self.passed[step].levels
        return address._replace(level=levels[0]) if len(levels) == 1 else address

    def ask(self, question: Question | None) -> None:
        """Ask something else; None asks nothing any more."""
        self.question = question
        self._answer()

    def _answer(self) -> None:
        self.chosen, self.way, self.here, self.traces = 0, (), 0, ()
        if self.question is not None:
            trace = self.question.answered(self.network)
            self.traces = (trace, *trace.alternatives) if self.altered else (trace,)
            self.way = self._first_way(trace)
        self.changed.emit()

    def _first_way(self, trace: Trace) -> Way:
        from viewer.core.first_way import first_way

        assert self._atlas is not None
        return first_way(trace, self._atlas)

    def choose(self, trace: int) -> None:
        """Show another of the sets of ways, counted from 0."""
        if 0 <= trace < len(self.traces) and trace != self.chosen:
            self.chosen, self.here = trace, 0
            self.way = self._first_way(self.traces[trace])
            self.changed.emit()

    def take(self, passage: int) -> None:
        """Walk by a passage of the trace, and stand where it leads."""
        from viewer.core.way import way_by

        if self.trace is not None:
            self.way = way_by(self.trace, self.way, passage)
            self.here = self.way.index(passage) + 1 if passage in self.way else 0
            self.changed.emit()

    def start_at(self, stop: int) -> None:
        """Walk a way that begins at another stop."""
        from viewer.core.way import way_from

        way = way_from(self.trace, stop) if self.trace is not None else ()
        if way:
            self.way, self.here = way, 0
            self.changed.emit()

    def stand(self, step: int) -> None:
        """Go to a place of the way, counted from 0; beyond either end nothing happens."""
        if 0 <= step < len(self.stops) and step != self.here:
            self.here = step
            self.stepped.emit()

    def memory(self) -> Memory:
        """Give all that the reader has asked, chosen and blocked, to be put back later."""
        return Memory(self.question, self.blocks, self.chosen, self.way, self.here)

    def put_back(self, memory: Memory) -> None:
        """Ask, choose and block what a memory holds, if the answer is still such a one."""
        self.question, self._network = memory.question, None
        self.blocks = memory.blocks
        self._answer()
        if memory.chosen < len(self.traces):
            self.choose(memory.chosen)
            trace = self.trace
            if trace is not None and all(step < len(trace.passages) for step in memory.way):
                self.way = memory.way
                self.here = memory.here if memory.here < len(self.stops) else 0
                self.changed.emit()

    # Blocks

    @property
    def undo_stack(self) -> QUndoStack:
        """What can be undone and done again."""
        if self._undo is None:
            from PySide6.QtGui import QUndoStack

            self._undo = QUndoStack(self)
        return self._undo

    def can_undo(self) -> bool:
        """Tell whether a block can be undone."""
        return self._undo is not None and self._undo.canUndo()

    def can_redo(self) -> bool:
        """Tell whether a block that was undone can be done again."""
        return self._undo is not None and self._undo.canRedo()

    def set_blocks(self, blocks: tuple[str, ...], words: str = "") -> None:
        """Block these and nothing else, in a way that can be undone; ``words`` name the act."""
        from viewer.shell.block_command import BlockCommand

        if blocks != self.blocks:
            text = words or QCoreApplication.translate("Blood", "Block")
            self.undo_stack.push(BlockCommand(text, self._put_blocks, self.blocks, blocks))

    def _put_blocks(self, blocks: tuple[str, ...]) -> None:
        self.blocks, self._network = blocks, None
        self._answer()

    def block(self, word: str) -> None:
        """Block an edge or a place too, in place of all parts of it; not what is part of a block already."""
        if not self.blocked_by(word):
            self.set_blocks((*(one for one in self.blocks if not _is_part(one, word)), word))

    def blocked_by(self, word: str) -> str:
        """Give the block that a word is, or is part of; "" if there is none."""
        return next((one for one in self.blocks if _is_part(word, one)), "")

    def unblock(self, word: str) -> None:
        """Let blood through an edge or a place again."""
        words = QCoreApplication.translate("Blood", "Unblock")
        self.set_blocks(tuple(one for one in self.blocks if one != word), words)

    # For the plates

    def flow(self) -> Flow | None:
        """Give what plates show of it; None if there is nothing."""
        from viewer.core.case import Case
        from viewer.core.flow_marks import Flow, Halt, Walked

        trace = self.trace
        if (trace is None or not trace.reached) and not self.altered:
            return None
        case, effect = (self.network.case, self.network.effect()) if self.altered else (Case(), None)
        altered = Flow(
            congested=effect.cut_off if effect is not None else (),
            blocked=tuple(sorted(case.blocked)),
            backwards=tuple(sorted(case.reversed)),
        )
        if trace is not None and not trace.reached:
            return altered
        if trace is None:
            opened = effect.opened if effect is not None else ()
            ends = [Halt(end, step.along or step.levels) for step in opened for end in (step.start, step.end)]
            steps = tuple(Walked(step.edge, step.against, step.levels) for step in opened if step.edge)
            return altered._replace(branches=tuple(dict.fromkeys(ends)), side_steps=steps)
        way = self.stops
        others = [one for number, one in enumerate(trace.passages) if number not in self.way]
        return altered._replace(
            way=tuple(
                Halt(trace.stops[stop].address, *passed)
                for stop, passed in zip(way, self.passed, strict=True)
            ),
            steps=tuple(self._walked()),
            here=self.here,
            branches=tuple(
                Halt(stop.address, stop.levels) for at, stop in enumerate(trace.stops) if at not in way
            ),
            side_steps=tuple(Walked(one.edge, one.against, one.levels) for one in others if one.edge),
        )

    def _walked(self) -> Iterator[Walked]:
        """Give the steps of the way, each at the levels at which it is taken."""
        from viewer.core.flow_marks import Walked

        for number, passed in zip(self.way, self.passed, strict=False):
            assert self.trace is not None
            step = self.trace.passages[number]
            if step.edge:
                own = tuple(level for level in passed.levels if not step.levels or level in step.levels)
                yield Walked(step.edge, step.against, own or step.levels)


def _is_part(word: str, whole: str) -> bool:
    """Tell whether a word of a block means the same as another, or less: one side or level of it."""
    parts, wholes = word.split("."), whole.split(".")
    return parts[0] == wholes[0] and set(wholes) <= set(parts)

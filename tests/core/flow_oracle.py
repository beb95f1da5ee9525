"""Where blood goes, found by trying every structure, side and level alone: the judge of the network."""

from collections import defaultdict, deque
from collections.abc import Iterator
from typing import NamedTuple

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.case import Case
from viewer.core.drainage import Edge
from viewer.core.stretches import levels_in


class State(NamedTuple):
    """A vessel on one side at one level; "" where it has none."""

    structure: str
    side: str
    level: str


class Move(NamedTuple):
    """A step from state to state; the edge is "" along a vessel."""

    start: State
    end: State
    edge: str
    against: bool
    cost: int


class FlowOracle:
    """The drainage of an atlas in a case, spread out to single states."""

    def __init__(self, atlas: Atlas, case: Case) -> None:
        self.atlas = atlas
        self.case = case
        variants = [atlas.variants[name] for name in case.names if name in atlas.variants]
        closed = {edge for variant in variants for edge in variant.closes}
        self.edges = [edge for edge in atlas.edges if edge.id not in closed]
        hidden = {str(address) for variant in variants for address in variant.hides}
        self.ranks = {name: rank for rank, stage in enumerate(atlas.stages) for name in stage.structures}
        self.existing = {state for state in self._all() if not self._named(state, hidden)}
        ids = {edge.id for edge in atlas.edges}
        self.open = {
            state
            for state in self.existing
            if not self._blocked(state, {b for b in case.blocked if b not in ids})
        }
        self._of: dict[str, list[State]] = defaultdict(list)
        for state in self.open:
            self._of[state.structure].append(state)
        self.moves = [move for edge in self.edges for move in self._moves(edge)]
        self.moves += [move for state in self.open for move in self._along(state)]
        self.distance = self._distances()

    def _levelled(self, structure: str) -> bool:
        return bool(self.atlas.structures[structure].level_kind)  # type: ignore[index]

    def _all(self) -> Iterator[State]:
        ends = [(edge, end) for edge in self.edges for end in (edge.start, edge.end)]
        twofold = {end.structure for _edge, end in ends if end.side}
        for edge, end in ends:
            sided = end.structure in twofold or self.atlas.structures[end.structure].sided
            levels = levels_in(edge.levels, self.atlas.levels) if self._levelled(end.structure) else ("",)
            for side in ("left", "right") if sided else ("",):
                for level in levels:
                    yield State(end.structure, side, level)

    def _named(self, state: State, addresses: set[str]) -> bool:
        """Tell whether an address means a state; sides and levels it has not count for nothing."""
        for text in addresses:
            address = Address.parse(text)
            if (
                address.structure == state.structure
                and (not state.side or address.side in ("", state.side))
                and (not state.level or address.level in ("", state.level))
            ):
                return True
        return False

    def _blocked(self, state: State, addresses: set[str]) -> bool:
        """Tell whether an address means a state, or what it is part of."""
        structure: str | None = state.structure
        while structure is not None:
            if self._named(state._replace(structure=structure), addresses):
                return True
            structure = self.atlas.structures[structure].parent  # type: ignore[index]
        return False

    def _narrowed(self, names: frozenset[str], edge: Edge) -> set[str]:
        found: set[str] = set()
        for name in names:
            if name == edge.id:
                found.update(self.atlas.levels)
            elif name.startswith(f"{edge.id}."):
                found.update(levels_in(name.removeprefix(f"{edge.id}."), self.atlas.levels))
        return found

    def _moves(self, edge: Edge) -> Iterator[Move]:
        levels = set(levels_in(edge.levels, self.atlas.levels)) - self._narrowed(self.case.blocked, edge)
        turned = self._narrowed(self.case.reversed, edge)
        for start in self._of[edge.start.structure]:
            for end in self._of[edge.end.structure]:
                if not self._sides_agree(edge, start, end):
                    continue
                if start.level and end.level:
                    held = levels & {start.level} if start.level == end.level else set()
                else:
                    held = levels & {start.level or end.level} if start.level or end.level else levels
                if held - turned:
                    yield Move(start, end, edge.id, False, self._cost(start, end))
                if held if edge.either else held & turned:
                    yield Move(end, start, edge.id, True, self._cost(end, start))

    def _sides_agree(self, edge: Edge, start: State, end: State) -> bool:
        if edge.start.side not in ("", start.side) or edge.end.side not in ("", end.side):
            return False
        if edge.start.side and edge.end.side:
            return True
        return not start.side or not end.side or start.side == end.side

    def _cost(self, start: State, end: State) -> int:
        return int(self.ranks.get(end.structure, -1) <= self.ranks.get(start.structure, -1))

    def _along(self, state: State) -> Iterator[Move]:
        if not state.level or not self.atlas.structures[state.structure].lengthwise:  # type: ignore[index]
            return
        place = self.atlas.levels.index(state.level)
        for step in (1, -1):
            at = place + step
            while 0 <= at < len(self.atlas.levels):
                there = state._replace(level=self.atlas.levels[at])
                if there not in self.open:
                    break
                yield Move(state, there, "", False, 1)
                at += step

    def _distances(self) -> dict[State, int]:
        return self.distances_to({state for state in self.open if state.structure == self.atlas.heart})

    def distances_to(self, goals: set[State]) -> dict[State, int]:
        """Give the least number of detours from each state to one of the goals."""
        into: dict[State, list[Move]] = {}
        for move in self.moves:
            into.setdefault(move.end, []).append(move)
        found: dict[State, int] = {}
        pending = deque((0, goal) for goal in goals)
        while pending:
            distance, state = pending.popleft()
            if state in found:
                continue
            found[state] = distance
            for move in into.get(state, ()):
                if move.cost:
                    pending.append((distance + 1, move.start))
                else:
                    pending.appendleft((distance, move.start))
        return found

    def least_moves(self) -> dict[State, list[Move]]:
        """Give the moves on least ways; along a vessel only those to the first levels that help."""
        found: dict[State, list[Move]] = {}
        for move in self.moves:
            here, there = self.distance.get(move.start), self.distance.get(move.end)
            if here is None or there is None or here != there + move.cost:
                continue
            if move.edge or not self._passes_one(move, there):
                found.setdefault(move.start, []).append(move)
        return found

    def _passes_one(self, move: Move, distance: int) -> bool:
        levels = self.atlas.levels
        first, last = sorted((levels.index(move.start.level), levels.index(move.end.level)))
        between = (move.start._replace(level=level) for level in levels[first + 1 : last])
        return any(self.distance.get(state) == distance for state in between)

    @property
    def stranded(self) -> set[State]:
        """Give the open states from which nothing leads to the heart."""
        return self.open - self.distance.keys()

"""Quiz: which questions make a set, and in which order they are asked."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import NamedTuple

from viewer.core.address import Address
from viewer.core.asking import Asker, Scope
from viewer.core.confusable import Confusable, Pair, mixed_up, pair_of
from viewer.core.material import Material, Place
from viewer.core.question import Mode, Question, direction_of, line_of, shuffled
from viewer.core.schedule import NEW_PER_DAY, Schedule, drainage_order
from viewer.core.still_fair import stands
from viewer.core.structure import StructureId
from viewer.core.study_data import Review
from viewer.core.turns import Turns

LENGTH = 10
_PLACED = (Mode.FIND, Mode.NAME_CHOICE, Mode.NAME_TYPED, Mode.LEVEL, Mode.SIDE)


class SetWish(NamedTuple):
    """What a reader wants to be asked; what is "" or () does not matter.

    ``modes`` in the order in which something new is asked. ``levels`` are those of a region of the cord (see
    :func:`~viewer.core.stretches.levels_in`). ``among`` are addresses, with their parts: the selection.
    ``due_only``: what is due, then what is new as far as ``new_per_day`` allows it, and nothing else.
    """

    modes: tuple[Mode, ...] = tuple(Mode)
    plate: str = ""
    layer: str = ""
    levels: tuple[str, ...] = ()
    among: tuple[Address, ...] = ()
    due_only: bool = False
    length: int = LENGTH
    new_per_day: int = NEW_PER_DAY


class Renewed(NamedTuple):
    """What is still to be asked, how much of it is asked otherwise than before, and how much is left out."""

    questions: tuple[Question, ...]
    altered: int
    left_out: int


class _Asked(NamedTuple):
    structure: StructureId
    mode: Mode

    @property
    def key(self) -> tuple[str, str]:
        return self.structure, direction_of(self.mode)


@dataclass
class _Left:
    """While a set is made: room for questions, and for new ones; what is still due, what was tried."""

    room: int
    new: int
    due: set[tuple[str, str]]
    done: set[tuple[str, str]] = field(default_factory=set)


class Quiz:
    """Makes sets of questions for one reader.

    In no set is anything asked twice in one direction. What is due comes first: what is most nearly forgotten
    has its place in the set before all else, and the ways of asking take turns. Then comes what is new, in
    the order of drainage; then, unless only what is due is wanted, the rest. Of a selection everything is
    asked once before anything is asked again. What the reader has mixed up is asked side by side.
    """

    def __init__(
        self, material: Material, reviews: Sequence[Review], now: datetime, random: Random | None = None
    ) -> None:
        """Take what may be asked, the answers that count, and the moment, in the reader's time zone."""
        self._material, self._now, self._random = material, now, random or Random()
        self.schedule = Schedule(reviews)
        self.mixed: Counter[Pair] = mixed_up(material, reviews)
        self._asker = Asker(material, Confusable(material, self.mixed), Turns(reviews), self._random)
        self._order = {one: at for at, one in enumerate(drainage_order(material.atlas))}

    def make_set(self, wish: SetWish) -> tuple[Question, ...]:
        """Make a set; it is shorter than wished for where there is not so much to ask."""
        scope = self._scope(wish)
        waiting = self._in_order(wish, scope)
        new = max(wish.new_per_day - self.schedule.new_on(self._now), 0) if wish.due_only else wish.length
        there = {one.key for one in waiting}
        left = _Left(wish.length, new, {key for key in self.schedule.due(self._now) if key in there})
        due: list[list[Question]] = []
        others: list[list[Question]] = []
        for following in waiting:
            if not left.room:
                break
            if following.key in left.done:
                continue
            groups = due if following.key in left.due else others
            first = next(self._made(self._ways(following, waiting, left), left, scope), None)
            if first is not None:
                beside = self._made(self._beside(following, waiting), left, scope, yielding=True)
                groups.append([first, *beside])
        return tuple(question for group in (*_mixed(due), *others) for question in group)

    def _made(
        self, every: Iterable[_Asked], left: _Left, scope: Scope, yielding: bool = False
    ) -> Iterator[Question]:
        """Make questions as long as there is room; ``yielding``, none is taken from what is due."""
        for one in every:
            is_new = self.schedule.remembered(one.key) is None
            kept = len(left.due) if yielding and one.key not in left.due else 0
            if one.key in left.done or left.room <= kept or (is_new and not left.new):
                continue
            left.done.add(one.key)
            left.due.discard(one.key)
            question = self._asker.ask(one.mode, one.structure, scope)
            if question is not None:
                left.room -= 1
                left.new -= is_new
                yield question

    def _ways(self, one: _Asked, waiting: Sequence[_Asked], left: _Left) -> Iterator[_Asked]:
        """Give a way of asking, and those that may stand for it where it leads to no question."""
        is_due = one.key in left.due
        yield one
        for other in waiting:
            if other.structure == one.structure and (other.key in left.due) == is_due:
                yield other

    def renew(self, questions: Sequence[Question], wish: SetWish) -> Renewed:
        """Bring what was to be asked before to what may be asked now.

        What can still be asked stays; else the same is asked of something else that is right, or not at all.
        """
        scope, kept = self._scope(wish), []
        altered = left_out = 0
        for before in questions:
            question: Question | None = before
            if not stands(self._material, before):
                structure = before.asked.structure
                there = self._material.is_there(Address(structure))
                question = self._asker.ask(before.mode, structure, scope) if there else None
                altered += question is not None
                left_out += question is None
            if question is not None:
                kept.append(question)
        return Renewed(tuple(kept), altered, left_out)

    def again(self, questions: Sequence[Question], wish: SetWish) -> tuple[Question, ...]:
        """Give what can be asked again of a set, about another place or with its options in another order."""
        scope, kept = self._scope(wish), self.renew(questions, wish).questions
        return tuple(self._elsewhere(one, scope) or shuffled(one, self._random) for one in kept)

    def _elsewhere(self, question: Question, scope: Scope) -> Question | None:
        """Ask the same about another place of its structure, where a place is what is asked about."""
        placed = question.mode in _PLACED
        return self._asker.ask(question.mode, question.asked.structure, scope) if placed else None

    def count(self, wish: SetWish) -> tuple[int, int]:
        """Give how much of what is wished for is due now, and how much is new and may be asked today."""
        asked = self.make_set(wish._replace(due_only=True, length=len(self._order) * len(Mode)))
        due = sum(self.schedule.is_due(question.key, self._now) for question in asked)
        return due, len(asked) - due

    # What is asked

    def _scope(self, wish: SetWish) -> Scope:
        heights = _heights(self._material, wish.levels)
        places = {
            structure: kept
            for structure, known in self._material.places.items()
            if self._is_meant(structure, wish)
            and (kept := [place for place in known if self._is_within(place, wish, heights)])
        }
        return Scope(places, wish.levels, wish.plate if wish.plate in self._material.plates else "")

    def _is_meant(self, structure: StructureId, wish: SetWish) -> bool:
        if wish.layer not in ("", self._material.layer_of(structure)):
            return False
        line = line_of(self._material.atlas, structure)
        return not wish.among or any(one.structure in line for one in wish.among)

    def _is_within(self, place: Place, wish: SetWish, heights: dict[str, tuple[float, float]]) -> bool:
        if wish.plate not in ("", place.plate):
            return False
        if wish.among and not any(self._material.is_part(place.address, one) for one in wish.among):
            return False
        if not wish.levels or place.address.level in wish.levels:
            return True
        if place.address.level or place.plate not in heights:
            return False
        top, bottom = heights[place.plate]
        bounds = self._material.plates[place.plate].regions[place.number].bounds
        return top <= bounds.y + bounds.height / 2 <= bottom

    def _structures(self, wish: SetWish, scope: Scope) -> list[StructureId]:
        """Give what may be asked, in the order of drainage; what is not drawn, where any place will do."""
        found = set(scope.places)
        if not wish.plate and not wish.levels:
            material = self._material
            found |= {
                one
                for one in material.atlas.structures
                if material.is_there(Address(one)) and self._is_meant(one, wish)
            }
        return sorted(found, key=lambda one: self._order[one])

    # In which order

    def _in_order(self, wish: SetWish, scope: Scope) -> list[_Asked]:
        structures = self._structures(wish, scope)
        every = [one for at, each in enumerate(structures) for one in self._modes(each, at, wish, scope)]
        keys = {one.key: one for one in every}
        due = [keys[key] for key in self.schedule.due(self._now) if key in keys]
        new = [one for one in every if self.schedule.remembered(one.key) is None]
        known = {*due, *new}
        rest = [] if wish.due_only else [one for one in every if one not in known]
        rest.sort(key=lambda one: self.schedule.strength_of(one.key, self._now))
        return _spread((due, new, rest), {one.structure for one in wish.among})

    def _modes(self, structure: StructureId, at: int, wish: SetWish, scope: Scope) -> Iterator[_Asked]:
        """Give the ways to ask about a structure, one for each direction, each structure's beginning anew.

        What was named rightly the last time is to be named in writing the next time, which is harder.
        """
        modes = [mode for mode in wish.modes if mode not in _PLACED or structure in scope.places]
        modes = [mode for mode in modes if self._may_be_asked(mode, structure)]
        turned = modes[at % len(modes) :] + modes[: at % len(modes)] if modes else []
        by_direction: dict[str, list[Mode]] = {}
        for mode in turned:
            by_direction.setdefault(direction_of(mode), []).append(mode)
        for direction, found in by_direction.items():
            is_easy = not self.schedule.was_right((structure, direction))
            yield _Asked(structure, min(found, key=lambda mode: (mode is Mode.NAME_TYPED) is is_easy))

    def _may_be_asked(self, mode: Mode, structure: StructureId) -> bool:
        """Tell at little cost whether a question of a mode may be possible."""
        if mode in _PLACED:
            return mode is not Mode.SIDE or self._material.atlas.structures[structure].sided
        return bool(self._material.edges_at(structure, mode is not Mode.DRAINED_BY))

    def _beside(self, one: _Asked, waiting: Iterable[_Asked]) -> list[_Asked]:
        """Give what the reader takes this for, to be asked next in the same way."""
        if not self.mixed:
            return []
        return [
            other
            for other in waiting
            if other.key[1] == one.key[1] and pair_of(one.structure, other.structure) in self.mixed
        ]


def _spread(stages: Iterable[Sequence[_Asked]], chosen: Collection[str]) -> list[_Asked]:
    """Put off what asks about a structure again until all others have been asked once, and so on.

    Within each stage; of what the reader has ``chosen`` one by one, in all stages together, its parts later.
    """
    turns: Counter[str] = Counter()
    turned = []
    for stage, every in enumerate(stages):
        for one in every:
            turn = turns[one.structure] + (one.structure not in chosen)
            turned.append(((0 if chosen else stage, turn), one))
            turns[one.structure] += 1
    return [one for _, one in sorted(turned, key=lambda each: each[0])]


def _mixed(groups: Iterable[list[Question]]) -> list[list[Question]]:
    """Let the ways of asking take turns, evenly over the set; those of one way keep their order."""
    made = [group for group in groups if group]
    ways = [direction_of(group[0].mode) for group in made]
    count, seen = Counter(ways), Counter[str]()
    placed = []
    for way, group in zip(ways, made, strict=True):
        placed.append(((seen[way] + 0.5) / count[way], group))
        seen[way] += 1
    return [group for _, group in sorted(placed, key=lambda each: each[0])]


def _heights(material: Material, levels: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Give, for each plate with a ruler of the cord, the stretch in plate y of some levels."""
    if not levels or not material.atlas.level_kinds:
        return {}
    own = next(iter(material.atlas.level_kinds))
    found = {}
    for plate in material.plates.values():
        bands = [
            band
            for column in plate.rulers
            if column.level_kind == own
            for band in column.bands
            if band.name in levels
        ]
        if bands:
            found[plate.id] = (min(band.top for band in bands), max(band.bottom for band in bands))
    return found

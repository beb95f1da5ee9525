"""Asking: makes one question about a structure, fair in every respect, or none where that cannot be."""

from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import chain
from random import Random
from typing import NamedTuple

from viewer.core.address import SIDES, Address
from viewer.core.confusable import Confusable
from viewer.core.cut_off import cut_off
from viewer.core.drainage import Edge
from viewer.core.material import Material, Place
from viewer.core.plate import Shape
from viewer.core.question import Hides, Mode, Question, is_kin, names_of
from viewer.core.structure import Structure, StructureId
from viewer.core.words import fold, words_of

OPTIONS = 4
_LIKELY = 6
"""The wrong options are drawn from so many that the right one is most easily taken for."""
_OWN = 50.0
"""What the reader has mixed up scores more than this and is always among the options."""
_APART = range(2, 6)
"""Of levels, the wrong options are so many steps from the right one: the next could be argued about."""


class Scope(NamedTuple):
    """Where a set asks: the places of each structure that it may show, the levels, and the only plate."""

    places: Mapping[StructureId, Sequence[Place]]
    levels: tuple[str, ...] = ()
    plate: str = ""


class Asker:
    """Makes questions from what may be asked."""

    def __init__(self, material: Material, confusable: Confusable, random: Random) -> None:
        """Take the material, what is confused with what, and chance."""
        self._material, self._confusable, self._random = material, confusable, random

    def ask(self, mode: Mode, structure: StructureId, scope: Scope) -> Question | None:
        """Make a question of a mode about a structure; None if no fair one can be made."""
        match mode:
            case Mode.FIND:
                return self._find(structure, scope)
            case Mode.NAME_CHOICE | Mode.NAME_TYPED:
                return self._name(mode, structure, scope)
            case Mode.LEVEL:
                return self._level(structure, scope)
            case Mode.SIDE:
                return self._side(structure, scope)
            case Mode.DRAINS_TO | Mode.DRAINED_BY:
                return self._drainage(mode, structure, scope)
            case Mode.CUT_OFF:
                return self._cut_off(structure, scope)

    # On the plate

    def _find(self, structure: StructureId, scope: Scope) -> Question | None:
        places = list(scope.places.get(structure, ()))
        self._random.shuffle(places)
        for place in places:
            asked = Address(structure, self._side_of(place))
            if self._material.is_findable(place.plate, asked):
                hides = self._hides((structure,))
                return Question(Mode.FIND, asked, place.plate, (), str(asked), hides)
        return None

    def _name(self, mode: Mode, structure: StructureId, scope: Scope) -> Question | None:
        place = self._any_of(scope.places.get(structure, ()))
        if place is None:
            return None
        # A long vessel is shown whole: a stretch of it alone says less than its course.
        lengthwise = self._material.atlas.structures[structure].lengthwise
        asked = Address(structure, self._side_of(place)) if lengthwise else place.address
        hides = self._hides((structure,))
        if mode is Mode.NAME_TYPED:
            return Question(mode, asked, place.plate, (), structure, hides)
        drawn = [one for one, places in self._material.places.items() if _on(place.plate, places)]
        options = self._options(structure, (structure,), beside=drawn)
        return Question(mode, asked, place.plate, options, structure, hides) if options else None

    def _side_of(self, place: Place) -> str:
        """Give the side that is asked for; a net that is drawn at both sides is one thing."""
        region = self._material.plates[place.plate].regions[place.number]
        return "" if region.shape is Shape.NET else place.address.side

    def _level(self, structure: StructureId, scope: Scope) -> Question | None:
        plates = self._material.plates
        places = [
            place
            for place in scope.places.get(structure, ())
            if place.address.level and not plates[place.plate].cut
        ]
        place = self._any_of(places)
        if place is None:
            return None
        right, levels = place.address.level, self._material.atlas.levels
        wrong = self._levels_apart(structure, place)
        if not wrong:
            return None
        chosen = [right, *wrong[: OPTIONS - 1]]
        options = tuple(sorted(chosen, key=levels.index))
        hides = Hides((right,), levels=True)
        return Question(Mode.LEVEL, place.address, place.plate, options, right, hides)

    def _levels_apart(self, structure: StructureId, place: Place) -> list[str]:
        """Give levels at which a place does not lie, beyond dispute: first those at which it is drawn too.

        Where these are too few, what counts levels alike tells of others.
        """
        material, levels = self._material, self._material.atlas.levels
        at, kind = levels.index(place.address.level), material.atlas.structures[structure].level_kind
        alike = [one for one, other in material.atlas.structures.items() if other.level_kind == kind]
        found: list[str] = []
        for structures in ((structure,), alike):
            here = {
                one.address.level
                for each in structures
                for one in material.places.get(each, ())
                if one.plate == place.plate and one.address.level
            }
            fresh = sorted(here - {*found}, key=levels.index)
            self._random.shuffle(fresh)
            found += [level for level in fresh if abs(levels.index(level) - at) in _APART]
        return found

    def _side(self, structure: StructureId, scope: Scope) -> Question | None:
        place = self._any_of([one for one in scope.places.get(structure, ()) if one.address.side])
        if place is None:
            return None
        right = place.address.side
        return Question(Mode.SIDE, place.address, place.plate, SIDES, right, Hides((right,), sides=True))

    # Drainage

    def _drainage(self, mode: Mode, structure: StructureId, scope: Scope) -> Question | None:
        onward = mode is Mode.DRAINS_TO
        edges, plate = self._material.edges_at(structure, onward), self._plate_of(structure, scope)
        if plate is None:
            return None
        asked = self._asked_exactly(structure, edges, scope)
        steps = list(self._material.steps(asked, onward))
        every = {step.place.structure for step in steps}
        one_way = [step for step in steps if step.sure and not step.either]
        sure = [step for step in steps if step.sure]
        fair = [
            right
            for right in dict.fromkeys(step.place.structure for step in one_way or sure)
            if self._material.is_there(Address(right)) and self._is_no_hint(structure, right)
        ]
        if not fair:
            return None
        right = self._random.choice(fair)
        never = every | self._material.undecided(structure) | {structure}
        ends = chain.from_iterable((edge.start.structure, edge.end.structure) for edge in edges)
        elsewhere = [one for one in ends if one not in never]
        options = self._options(right, never, elsewhere, self._material.drained)
        if not options:
            return None
        hides = self._hides((right,))._replace(drainage=True)
        return Question(mode, asked, plate, options, right, hides)

    def _cut_off(self, structure: StructureId, scope: Scope) -> Question | None:
        """Ask what finds no way when a structure is blocked, or in a condition that blocks its way out.

        Only what is cut off at every side and level is right; what is in part, what is blocked itself and
        what drains by a way in doubt is no option.
        """
        asked, material, plate = Address(structure), self._material, self._plate_of(structure, scope)
        if plate is None:
            return None
        for condition in self._random.sample(cases := material.cases_of(structure), len(cases)):
            cut = cut_off(material, structure, condition)
            fair = [
                one
                for one in cut.lost
                if material.is_there(Address(one)) and self._is_no_hint(structure, one, condition)
            ]
            if not fair:
                continue
            right = self._random.choice(fair)
            never = {*(material.drained - cut.kept), structure, material.atlas.heart}
            options = self._options(right, never, cut.near, material.drained)
            if options:
                hides = self._hides((right,))._replace(drainage=True)
                return Question(Mode.CUT_OFF, asked, plate, options, right, hides, condition)
        return None

    def _asked_exactly(self, structure: StructureId, edges: Sequence[Edge], scope: Scope) -> Address:
        """Give a structure with the side and level that its drainage hangs on, if it does."""
        material = self._material
        side = level = ""
        if any(end.structure == structure and end.side for edge in edges for end in (edge.start, edge.end)):
            drawn = {place.address.side for place in scope.places.get(structure, ())} & {*SIDES}
            there = [one for one in SIDES if material.is_there(Address(structure, one))]
            side = self._random.choice([one for one in there if not drawn or one in drawn] or [""])
        narrow = [
            edge for edge in edges if not all(material.holds(edge, one) for one in material.atlas.levels)
        ]
        if narrow and material.atlas.structures[structure].level_kind:
            drawn = {place.address.level for place in scope.places.get(structure, ())} - {""}
            known = [
                one
                for one in self._levels_in(scope)
                if (not drawn or one in drawn)
                and any(material.holds(edge, one) for edge in narrow)
                and material.is_there(Address(structure, side, one))
            ]
            level = self._random.choice(known) if known else ""
        return Address(structure, side, level)

    def _is_no_hint(self, asked: StructureId, right: StructureId, condition: str = "") -> bool:
        """Tell whether the names asked say nothing of the answer, and neither is part of the other."""
        structures = self._material.atlas.structures
        prompt = list(names_of(structures[asked]))
        if condition:
            named = self._material.ends_blocked(asked, condition)
            prompt = [self._material.atlas.conditions[condition].name]
            prompt += chain.from_iterable(names_of(structures[StructureId(one)]) for one in named)
        said = [f" {' '.join(words_of(fold(name)))} " for name in prompt]
        told = [f" {' '.join(words_of(fold(name)))} " for name in names_of(structures[right])]
        hint = any(name in prompt or prompt in name for name in told for prompt in said)
        return not hint and (condition != "" or not is_kin(self._material.atlas, asked, right))

    def _levels_in(self, scope: Scope) -> Sequence[str]:
        """Give the levels that a set is about; a section that was chosen shows its own and no other."""
        known = scope.levels or self._material.atlas.levels
        cut = self._material.plates[scope.plate].cut if scope.plate else ""
        return [one for one in known if one == cut] if cut else known

    def _plate_of(self, structure: StructureId, scope: Scope) -> str | None:
        """Give a plate that shows a structure and does not draw where its blood goes; else one without it.

        Where one plate was chosen it is that or, if it is a map of the ways of the blood, None.
        """
        plates = self._material.plates
        if scope.plate:
            return None if plates[scope.plate].is_map else scope.plate
        known = (scope.places.get(structure, ()), self._material.places.get(structure, ()))
        drawn_on = (place.plate for places in known for place in places)
        return next((one for one in (*drawn_on, *plates) if not plates[one].ties), "")

    # Options

    def _options(
        self,
        right: StructureId,
        never: Iterable[str],
        first: Iterable[str] = (),
        among: Container[str] | None = None,
        beside: Container[str] | None = None,
    ) -> tuple[str, ...]:
        """Give the right answer among those it is most easily taken for, in any order; () if there are none.

        Nothing is kin to what is ``never`` to be an option, or is called as another. What is ``first`` comes
        before what is only alike. ``among``: nothing else is an option. ``beside`` is what can be seen with
        it: nothing else is, where that is enough.
        """
        atlas, refused = self._material.atlas, self._material.kin_of((right, *never))
        ranked = [
            (score, one)
            for score, one in self._confusable.ranked(right)
            if one not in refused and (among is None or one in among)
        ]
        own = [one for score, one in ranked if score >= _OWN]
        before = {*first}
        near = [one for _, one in ranked if one in before and one not in own][:_LIKELY]
        self._random.shuffle(near)
        alike = [one for _, one in ranked if one not in own and one not in near]
        alike.sort(key=lambda one: beside is not None and one not in beside)
        likely, rest = alike[:_LIKELY], alike[_LIKELY:]
        self._random.shuffle(likely)
        chosen, called = [right], _called(atlas.structures[right])
        for one in chain(own, near, likely, rest):
            if len(chosen) == OPTIONS:
                break
            names = _called(atlas.structures[one])
            if called.isdisjoint(names) and one not in self._material.kin_of(chosen):
                chosen.append(one)
                called |= names
        self._random.shuffle(chosen)
        return tuple(chosen) if len(chosen) > 1 else ()

    def _any_of(self, places: Sequence[Place]) -> Place | None:
        return self._random.choice(places) if places else None

    def _hides(self, structures: Iterable[StructureId]) -> Hides:
        known = self._material.atlas.structures
        return Hides(tuple(dict.fromkeys(name for one in structures for name in names_of(known[one]))))


def _on(plate: str, places: Iterable[Place]) -> bool:
    return any(place.plate == plate for place in places)


def _called(structure: Structure) -> set[tuple[str, ...]]:
    return {words_of(fold(name)) for name in names_of(structure)}

"""Asking: makes one question about a structure, fair in every respect, or none where that cannot be."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain, product
from random import Random
from typing import NamedTuple

from viewer.core.address import SIDES, Address
from viewer.core.confusable import Confusable
from viewer.core.cut_off import cut_off
from viewer.core.drainage import Edge
from viewer.core.level_options import choose
from viewer.core.material import Material, Place
from viewer.core.options import Options
from viewer.core.plate import Shape
from viewer.core.question import Hides, Mode, Question, is_kin, names_of
from viewer.core.structure import StructureId
from viewer.core.turns import Turns
from viewer.core.words import fold, words_of


class Scope(NamedTuple):
    """Where a set asks: the places of each structure that it may show, the levels, and the only plate."""

    places: Mapping[StructureId, Sequence[Place]]
    levels: tuple[str, ...] = ()
    plate: str = ""


class Asker:
    """Makes questions from what may be asked."""

    def __init__(self, material: Material, confusable: Confusable, turns: Turns, random: Random) -> None:
        """Take the material, what is confused with what, what was asked before, and chance."""
        self._material, self._turns, self._random = material, turns, random
        self._options = Options(material, confusable, random)

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
        fresh = self._turns.fresh(Mode.FIND, [Address(structure, self._side_of(place)) for place in places])
        places.sort(key=lambda place: Address(structure, self._side_of(place)) not in fresh)
        for place in places:
            asked = Address(structure, self._side_of(place))
            if self._material.is_findable(place.plate, asked):
                hides = self._hides((structure,))
                return Question(Mode.FIND, asked, place.plate, (), str(asked), hides)
        return None

    def _name(self, mode: Mode, structure: StructureId, scope: Scope) -> Question | None:
        # A long vessel is shown whole: a stretch of it alone says less than its course.
        lengthwise = self._material.atlas.structures[structure].lengthwise
        shown = [
            (Address(structure, self._side_of(place)) if lengthwise else place.address, place.plate)
            for place in scope.places.get(structure, ())
        ]
        fresh = self._turns.fresh(mode, [asked for asked, _ in shown])
        if not fresh:
            return None
        asked, plate = self._random.choice([one for one in shown if one[0] in fresh])
        hides = self._hides((structure,))
        if mode is Mode.NAME_TYPED:
            return Question(mode, asked, plate, (), structure, hides)
        drawn = [one for one, places in self._material.places.items() if _on(plate, places)]
        options = self._options.among(structure, (structure,), beside=drawn)
        return Question(mode, asked, plate, options, structure, hides) if options else None

    def _side_of(self, place: Place) -> str:
        """Give the side that is asked for; a net that is drawn at both sides is one thing."""
        region = self._material.plates[place.plate].regions[place.number]
        return "" if region.shape is Shape.NET else place.address.side

    def _level(self, structure: StructureId, scope: Scope) -> Question | None:
        places = [one for one in scope.places.get(structure, ()) if self._shows_level(one)]
        if not places:
            return None
        plate = self._random.choice(places).plate
        there = [place.address for place in places if place.plate == plate]
        levels = self._material.atlas.levels
        fresh = self._turns.fresh(Mode.LEVEL, there)
        askable = {levels.index(address.level) for address in fresh}
        own, alike = self._levels_on(plate, structure)
        chosen = choose(self._random, askable, own, alike)
        if chosen is None:
            return None
        right = levels[chosen[0]]
        asked = self._random.choice([address for address in fresh if address.level == right])
        options = tuple(levels[one] for one in chosen[1])
        return Question(Mode.LEVEL, asked, plate, options, right, Hides((right,), levels=True))

    def _shows_level(self, place: Place) -> bool:
        return place.address.level != "" and not self._material.plates[place.plate].cut

    def _levels_on(self, plate: str, structure: StructureId) -> tuple[list[int], list[int]]:
        """Give the numbers of the levels at which a plate draws a structure, and what is counted alike."""
        material, levels = self._material, self._material.atlas.levels
        kind = material.atlas.structures[structure].level_kind
        alike = [one for one, other in material.atlas.structures.items() if other.level_kind == kind]
        own, every = (
            sorted({
                levels.index(one.address.level)
                for each in structures
                for one in material.places.get(each, ())
                if one.plate == plate and one.address.level
            })
            for structures in ((structure,), alike)
        )  # fmt: skip
        return own, every

    def _side(self, structure: StructureId, scope: Scope) -> Question | None:
        places = [one for one in scope.places.get(structure, ()) if one.address.side]
        fresh = self._turns.fresh(Mode.SIDE, [place.address for place in places])
        # A side first: where one has more places, it would be right more often.
        side = self._random.choice(sorted({one.side for one in fresh})) if fresh else ""
        place = self._any_of([one for one in places if one.address.side == side])
        if place is None:
            return None
        return Question(Mode.SIDE, place.address, place.plate, SIDES, side, Hides((side,), sides=True))

    # Drainage

    def _drainage(self, mode: Mode, structure: StructureId, scope: Scope) -> Question | None:
        onward = mode is Mode.DRAINS_TO
        edges, plate = self._material.edges_at(structure, onward), self._plate_of(structure, scope)
        if plate is None:
            return None
        places = self._turns.fresh(mode, self._asked_exactly(structure, onward, scope))
        for asked in self._random.sample(places, len(places)):
            near = {step.place.structure for step in self._material.steps(asked, onward)}
            never = near | self._material.undecided(structure) | {structure}
            ends = chain.from_iterable((edge.start.structure, edge.end.structure) for edge in edges)
            elsewhere = [one for one in ends if one not in never]
            fair = self._fair_steps(asked, onward, scope)
            found = self._among_vessels(fair, never, elsewhere, self._prompt(structure))
            if found is not None:
                right, options = found
                hides = self._hides((right,))._replace(drainage=True)
                return Question(mode, asked, plate, options, right, hides)
        return None

    def _fair_steps(self, asked: Address, onward: bool, scope: Scope) -> list[StructureId]:
        """Give the next steps that are right beyond doubt and there at the levels that a set is about."""
        material, structure = self._material, asked.structure
        places = [asked]
        if material.atlas.structures[structure].level_kind and not asked.level:
            places = [asked._replace(level=level) for level in self._levels_in(scope)]
        steps = [step for place in places for step in material.steps(place, onward)]
        one_way = [step for step in steps if step.sure and not step.either]
        sure = [step for step in steps if step.sure]
        return [
            right
            for right in dict.fromkeys(step.place.structure for step in one_way or sure)
            if material.is_there(Address(right)) and self._is_no_hint(structure, right)
        ]

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
            never = {*(material.drained - cut.kept), structure, material.atlas.heart}
            found = self._among_vessels(fair, never, cut.near, self._prompt(structure, condition))
            if found is not None:
                right, options = found
                hides = self._hides((right,))._replace(drainage=True)
                return Question(Mode.CUT_OFF, asked, plate, options, right, hides, condition)
        return None

    def _among_vessels(
        self, fair: Sequence[StructureId], never: Iterable[str], first: Iterable[str], prompt: Sequence[str]
    ) -> tuple[StructureId, tuple[str, ...]] | None:
        """Choose one of the right answers and what it stands among: what carries blood, as it does itself.

        One that the words of the prompt give away is asked only where there is no other.
        """
        material, refused, before = self._material, {*never}, [*first]
        given_away = None
        for right in self._random.sample(fair, len(fair)):
            carries = right in material.vessels
            tissues = [] if carries else [one for one in material.drained if one not in material.vessels]
            among = material.vessels if carries else material.drained
            options = self._options.among(right, refused, [*tissues, *before], among, prompt=prompt)
            if options and not self._options.stands_out(right, options, prompt):
                return right, options
            given_away = given_away or ((right, options) if options else None)
        return given_away

    def _asked_exactly(self, structure: StructureId, onward: bool, scope: Scope) -> list[Address]:
        """Give a structure as it may be asked about: with a side and level where these make a difference.

        Of what runs lengthwise no level is asked: its blood goes on from one to the next.
        """
        material, edges = self._material, self._material.edges_at(structure, onward)
        drawn = scope.places.get(structure, ())
        sides = self._known_sides(structure, edges, {place.address.side for place in drawn} & {*SIDES})
        levels = self._known_levels(structure, edges, {place.address.level for place in drawn} - {""}, scope)

        def plainer(asked: Address, other: Address) -> Address:
            one, two = (
                {step._replace(place=Address(step.place.structure)) for step in material.steps(each, onward)}
                for each in (asked, other)
            )
            return other if one == two else asked

        found: dict[Address, None] = {}
        for side, level in product(sides or [""], levels or [""]):
            asked = Address(structure, side, level)
            if material.is_there(asked):
                asked = plainer(asked, asked._replace(level=""))
                found[plainer(asked, asked._replace(side=""))] = None
        return list(found) or [Address(structure)]

    def _known_sides(
        self, structure: StructureId, edges: Sequence[Edge], drawn: Collection[str]
    ) -> list[str]:
        if not any(end.structure == structure and end.side for edge in edges for end in edge[1:3]):
            return []
        there = [one for one in SIDES if self._material.is_there(Address(structure, one))]
        return [one for one in there if not drawn or one in drawn]

    def _known_levels(
        self, structure: StructureId, edges: Sequence[Edge], drawn: Collection[str], scope: Scope
    ) -> list[str]:
        material, known = self._material, self._material.atlas.structures[structure]
        if known.lengthwise or not known.level_kind:
            return []
        narrow = [
            edge for edge in edges if not all(material.holds(edge, one) for one in material.atlas.levels)
        ]
        return [
            one
            for one in self._levels_in(scope)
            if (not drawn or one in drawn) and any(material.holds(edge, one) for edge in narrow)
        ]

    def _prompt(self, asked: StructureId, condition: str = "") -> list[str]:
        """Give the names that are seen in a question."""
        structures = self._material.atlas.structures
        if not condition:
            return [structures[asked].name, structures[asked].plural]
        named = self._material.ends_blocked(asked, condition)
        told = (structures[StructureId(one)] for one in named)
        return [self._material.atlas.conditions[condition].name, *(one.name for one in told)]

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

    def _any_of(self, places: Sequence[Place]) -> Place | None:
        return self._random.choice(places) if places else None

    def _hides(self, structures: Iterable[StructureId]) -> Hides:
        known = self._material.atlas.structures
        return Hides(tuple(dict.fromkeys(name for one in structures for name in names_of(known[one]))))


def _on(plate: str, places: Iterable[Place]) -> bool:
    return any(place.plate == plate for place in places)

"""Whether a question that was made before is still fair, now that other things are shown."""

from collections.abc import Iterable
from typing import NamedTuple

from viewer.core.address import Address
from viewer.core.material import Material
from viewer.core.question import Mode, Question
from viewer.core.structure import StructureId


class Cut(NamedTuple):
    """What is certain of a case: what finds no way to the heart, and what still finds one.

    ``kept`` drains without a step in doubt; ``near`` are those of it whose blood goes a longer way now. What
    is in neither, as what is blocked itself, can be called neither right nor wrong.
    """

    lost: tuple[StructureId, ...]
    kept: frozenset[str]
    near: frozenset[str]


def cut_off(material: Material, structure: StructureId, condition: str) -> Cut:
    """Give what is cut off when a structure is blocked, or, with one, in a condition."""
    effect = material.effect(structure, condition)
    before, after = material.surely_drained(), material.surely_drained(structure, condition)
    blocked = material.kin_of(material.places_blocked(structure, condition))
    wholly = (place.structure for place in effect.cut_off if place == Address(place.structure))
    touched = {place.structure for place in effect.cut_off}
    kept = after - touched - blocked
    return Cut(
        tuple(one for one in wholly if one in before and one not in blocked),
        kept,
        kept & {place.structure for place in effect.rerouted},
    )


def stands(material: Material, question: Question) -> bool:
    """Tell whether a question can be asked as it is: it is seen, and one of its options alone is right."""
    if not material.is_there(question.asked):
        return False
    match question.mode:
        case Mode.FIND:
            return material.is_findable(question.plate, question.asked)
        case Mode.NAME_CHOICE:
            return _is_seen(material, question) and _are_there(material, question.options)
        case Mode.NAME_TYPED | Mode.LEVEL | Mode.SIDE:
            return _is_seen(material, question)
        case Mode.DRAINS_TO | Mode.DRAINED_BY:
            steps = list(material.steps(question.asked, question.mode is Mode.DRAINS_TO))
            sure = {step.place.structure for step in steps if step.sure}
            near = {step.place.structure for step in steps}
            return _is_sole(material, question, sure, near | material.undecided(question.asked.structure))
        case Mode.CUT_OFF:
            cut = cut_off(material, question.asked.structure, question.condition)
            return _is_sole(material, question, cut.lost, material.drained - cut.kept)


def _is_seen(material: Material, question: Question) -> bool:
    places = material.places.get(question.asked.structure, ())
    return any(
        place.plate == question.plate and material.is_part(place.address, question.asked) for place in places
    )


def _are_there(material: Material, options: Iterable[str]) -> bool:
    return all(material.is_there(Address(StructureId(option))) for option in options)


def _is_sole(material: Material, question: Question, right: Iterable[str], never: Iterable[str]) -> bool:
    """Tell whether the right option is one of ``right``, and none of the others kin to what is ``never``."""
    refused = material.kin_of(never)
    wrong = (option for option in question.options if option != question.right)
    return (
        question.right in right
        and _are_there(material, question.options)
        and not any(option in refused for option in wrong)
    )

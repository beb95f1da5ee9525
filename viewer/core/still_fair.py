"""Whether a question that was made before is still fair, now that other things are shown."""

from collections.abc import Iterable

from viewer.core.address import Address
from viewer.core.cut_off import cut_off
from viewer.core.material import Material
from viewer.core.question import Mode, Question
from viewer.core.structure import StructureId


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

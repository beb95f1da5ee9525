"""Marking: whether an answer is right, and if not, in what way it is wrong."""

from enum import StrEnum
from typing import NamedTuple

from viewer.core.address import Address
from viewer.core.geometry import REACH, STROKE_REACH
from viewer.core.material import Material
from viewer.core.question import Question
from viewer.core.study_data import AGAIN, GOOD, HARD


class Verdict(StrEnum):
    """What an answer is worth.

    SLIP: as good as right, but not quite; the same is asked again and nothing is counted. NOTHING: no answer.
    CLAIMED: what was typed is no name of it, but the reader says that it was right.
    """

    RIGHT = "right"
    CLAIMED = "claimed"
    SLIP = "slip"
    WRONG_SIDE = "wrong-side"
    WRONG = "wrong"
    NOTHING = "nothing"


class Marked(NamedTuple):
    """A verdict, and what was given: an address, a level, a side, or words that name nothing.

    ``meant`` is the name that was typed, as the atlas writes it; ``spelt`` is False where a letter of it was
    wrong.
    """

    verdict: Verdict
    given: str
    meant: str = ""
    spelt: bool = True


def is_right(verdict: str) -> bool:
    """Tell whether an answer counts as right, by its verdict as it was kept."""
    return verdict in (Verdict.RIGHT, Verdict.CLAIMED)


def rating_of(verdict: Verdict, slips: int = 0) -> int:
    """Give how well something was remembered, as the scheduler counts it.

    :raises ValueError: for what is no answer yet.
    """
    match verdict:
        case Verdict.RIGHT | Verdict.CLAIMED:
            return HARD if slips else GOOD
        case Verdict.WRONG_SIDE | Verdict.WRONG:
            return AGAIN
        case _:
            raise ValueError(verdict)


def mark_option(question: Question, given: str) -> Marked:
    """Mark one of the options; "" is that the reader does not know."""
    return Marked(Verdict.RIGHT if given == question.right else Verdict.WRONG, given)


def mark_region(material: Material, question: Question, given: Address) -> Marked:
    """Mark a region that was chosen for itself, by keyboard or by a screen reader."""
    asked = Address.parse(question.right)
    if material.is_part(given, asked):
        return Marked(Verdict.RIGHT, str(given))
    if material.is_part(given, asked._replace(side="")):
        return Marked(Verdict.WRONG_SIDE, str(given))
    return Marked(Verdict.WRONG, str(given))


def mark_spot(material: Material, question: Question, x: float, y: float, zoom: float) -> Marked:
    """Mark a click at ``x, y`` (plate units); ``zoom`` is in device-independent pixels per unit.

    Of vessels equally near the right one is meant, and an area where no vessel is touched. Where the right
    one is within reach, but another is nearer, it is a slip, given with the nearer one; so is a click beside
    a thin thing on the ground that lies about it. Else the other side of the right one within reach counts
    before what lies nearer: the side was the error.
    """
    regions, index = material.plates[question.plate].regions, material.index(question.plate)
    hidden, asked = material.hidden_layers, Address.parse(question.right)
    hit = index.hit(x, y, zoom, hidden)
    meant = [one for one in (hit.best, *hit.rivals) if one is not None]
    touched = index.hit(x, y, zoom * REACH / STROKE_REACH, hidden).best
    if touched is not None and index.is_area(touched):
        meant.append(touched)
    nearest = [mark_region(material, question, regions[one].address) for one in meant]
    right = next((one for one in nearest if one.verdict is Verdict.RIGHT), None)
    if right is not None:
        return right
    there = [regions[one].address for one in index.all_at(x, y, zoom) if regions[one].layer not in hidden]
    if any(material.is_part(address, asked) for address in there):
        return Marked(Verdict.SLIP, nearest[0].given)
    wanted = [
        number
        for number, region in enumerate(regions)
        if region.layer not in hidden and material.is_part(region.address, asked)
    ]
    if index.is_ground(hit.best, zoom) and index.is_beside(x, y, zoom, wanted):
        return Marked(Verdict.SLIP, "")
    if hit.best is None:
        return Marked(Verdict.NOTHING, "")
    mirrored = next((one for one in there if material.is_part(one, asked._replace(side=""))), None)
    return nearest[0] if mirrored is None else Marked(Verdict.WRONG_SIDE, str(mirrored))

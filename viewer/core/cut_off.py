"""What is certain to be cut off when something is blocked, and what is certain not to be."""

from typing import NamedTuple

from viewer.core.address import Address
from viewer.core.material import Material
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

"""Why an answer about the blood is right: read from the drainage, as the question was."""

from collections import deque

from viewer.core.address import Address
from viewer.core.case import edge_named
from viewer.core.material import Material, Step
from viewer.core.question import Mode, Question
from viewer.core.structure import StructureId


def way_to_block(material: Material, question: Question) -> tuple[StructureId, ...]:
    """Give the way from what is cut off to what holds its blood up, the shortest; () if nothing blocks it.

    The last structure is blocked itself, or the step that leads to it is.
    """
    places = material.places_blocked(question.asked.structure, question.condition)
    edges = {edge.id for edge in material.atlas.edges}
    named = material.blocked(question.asked.structure, question.condition)
    closed = {edge_named(name, edges) for name in named} - {""}
    right = StructureId(question.right)
    ways: deque[tuple[StructureId, ...]] = deque([(right,)])
    seen = {right}
    while ways:
        way = ways.popleft()
        for edge in material.edges_at(way[-1], onward=True):
            far = edge.end if edge.start.structure == way[-1] else edge.start
            if edge.id in closed or far.structure in places:
                return (*way, far.structure)
            if far.structure not in seen:
                seen.add(far.structure)
                ways.append((*way, far.structure))
    return ()


def next_steps(material: Material, question: Question) -> tuple[Step, ...]:
    """Give where the blood that was asked about goes to or comes from next, each structure once.

    Of several steps to one structure, as on either side, one that is sure counts.
    """
    found: dict[StructureId, Step] = {}
    for step in material.steps(question.asked, question.mode is Mode.DRAINS_TO):
        structure = step.place.structure
        if structure not in found or step.sure:
            found[structure] = step._replace(place=Address(structure))
    return tuple(found.values())

"""Why an answer about the blood is right: read from the drainage, as the question was."""

from collections import deque
from collections.abc import Mapping

from viewer.core.address import Address
from viewer.core.bed import Masks
from viewer.core.case import edge_named
from viewer.core.channels import Channels
from viewer.core.material import Material
from viewer.core.question import Question
from viewer.core.structure import StructureId


def way_to_block(material: Material, question: Question) -> tuple[StructureId, ...]:
    """Give the way from what is cut off to what holds its blood up, the shortest; () if nothing blocks it.

    The last structure is blocked itself, or the step that leads to it is. The way can be gone: each step is
    there at a side and level to which the one before leads.
    """
    places = material.places_blocked(question.asked.structure, question.condition)
    edges = {edge.id for edge in material.atlas.edges}
    named = material.blocked(question.asked.structure, question.condition)
    closed = {edge_named(name, edges) for name in named} - {""}
    channels, right = material.health.channels, StructureId(question.right)
    ways: deque[tuple[tuple[StructureId, ...], Masks]] = deque()
    ways.append(((right,), channels.nodes_of(Address(right))))
    seen: Masks = {}
    while ways:
        way, here = ways.popleft()
        for (far, edge), there in _onward(channels, here).items():
            if edge in closed or far in places:
                return (*way, far)
            if any(mask & ~seen.get(node, 0) for node, mask in there.items()):
                for node, mask in there.items():
                    seen[node] = seen.get(node, 0) | mask
                ways.append(((*way, far), there))
    return ()


def _onward(channels: Channels, here: Masks) -> Mapping[tuple[StructureId, str], Masks]:
    """Give where one comes to from some places, by each edge."""
    found: dict[tuple[StructureId, str], Masks] = {}
    for node, mask in here.items():
        reach = mask | channels.along(node, mask) if channels.lengthwise[node] else mask
        for arc in channels.out[node]:
            leads = arc.forward(reach)
            if leads:
                there = found.setdefault((channels.places[arc.end].structure, arc.edge), {})
                there[arc.end] = there.get(arc.end, 0) | leads
    return found

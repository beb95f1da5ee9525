"""The command ``trace``: where the blood of a place goes, for people and for programs."""

import sys
from typing import NamedTuple

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.case import Case, case_of, edge_named
from viewer.core.errors import AddressError, ViewerError
from viewer.core.network import Network
from viewer.core.queries import describe
from viewer.core.showing import usual_names
from viewer.core.stretches import levels_in
from viewer.core.tracing import Trace
from viewer.shell.destination import nearest, require
from viewer.shell.outcome import DONE, UNMET
from viewer.shell.request import Request


class Question(NamedTuple):
    """What is asked: a place, where to (None: the heart), whether upstream, and in which case."""

    start: Address
    goal: Address | None
    upstream: bool
    case: Case


def trace(atlas: Atlas, request: Request) -> int:
    """Print the ways that a request asks for; give the exit code.

    :raises ViewerError: if there is no way, or a name is not known.
    """
    question = question_of(atlas, request)
    network = Network(atlas, question.case)
    found = network.upstream(question.start) if question.upstream else _ways(network, question)
    if request.json:
        from viewer.shell.trace_json import written

        sys.stdout.write(written(network, found, question.case))
        return DONE if found.reached else UNMET
    if not found.reached:
        raise ViewerError(why_not(network, question))
    from viewer.shell.trace_text import told

    sys.stdout.write(told(network, found, question.upstream))
    return DONE


def _ways(network: Network, question: Question) -> Trace:
    return network.trace(question.start, question.goal)


def question_of(atlas: Atlas, request: Request) -> Question:
    """Read the names of a request.

    :raises ViewerError: with the nearest real names, if one is not known.
    """
    names = set(usual_names(atlas))
    for name in request.variants:
        require("variant", name, atlas.variants)
        group = atlas.variants[name].group
        names -= {one.id for one in atlas.variants.values() if one.group == group}
        names.add(name)
    if request.condition:
        require("condition", request.condition, atlas.conditions)
    case = case_of(atlas, request.condition, names)
    edges = {edge.id for edge in atlas.edges}
    for name in request.blocked:
        edge = edge_named(name, edges)
        if not edge:
            place(atlas, name, edges)
        elif name != edge:
            _require_levels(atlas, name, edge)
    return Question(
        place(atlas, request.start),
        place(atlas, request.goal) if request.goal else None,
        request.upstream,
        case._replace(blocked=case.blocked | set(request.blocked)),
    )


def place(atlas: Atlas, text: str, others: set[str] | frozenset[str] = frozenset()) -> Address:
    """Read an address of a structure of the atlas, at a side and level that it has names for.

    :raises AddressError: if it names nothing, with the nearest names, those of ``others`` among them.
    """
    address = Address.parse(text)
    if address.structure not in atlas.structures:
        raise AddressError(text, nearest(address.structure, (*atlas.structures, *others)))
    if address.level and address.level not in atlas.levels:
        raise AddressError(
            text, [str(address._replace(level=level)) for level in nearest(address.level, atlas.levels)]
        )
    return address


def _require_levels(atlas: Atlas, name: str, edge: str) -> None:
    """See that what an edge is narrowed to are levels."""
    try:
        levels_in(name[len(edge) + 1 :], atlas.levels)
    except ValueError as error:
        raise AddressError(name, [f"{edge}.{level}" for level in nearest(str(error), atlas.levels)]) from None


def why_not(network: Network, question: Question) -> str:
    """Say in a sentence why no way is left."""
    atlas, start = network.atlas, question.start
    name = describe(atlas, start)
    goal = describe(atlas, question.goal or Address(atlas.heart))
    channels = network.channels
    if not channels.nodes_of(start._replace(side="", level="")):
        return f"{name}: no way of the blood in this atlas begins or ends there."
    if not channels.nodes_of(start):
        told = ", ".join(str(address) for address in network.places_of(start._replace(side="", level=""))[:5])
        return f"{name}: no way of the blood is known just there. Ask for {told}."
    if question.upstream:
        return f"{name}: no blood comes there in this case."
    if not any(channels.open[node] & mask for node, mask in channels.nodes_of(start).items()):
        return f"{name} is blocked itself. Ask for a vessel before it or behind it."
    if network.health.trace(start, question.goal).reached:
        return f"No way is left from {name} to {goal}: its blood is held up. Block less to free it."
    return f"No way of the blood in this atlas leads from {name} to {goal}."

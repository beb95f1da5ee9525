"""The command ``trace``: where the blood of a place goes, for people and for programs."""

import sys
from typing import NamedTuple

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.case import Case, case_of
from viewer.core.errors import ViewerError
from viewer.core.network import Network
from viewer.core.queries import describe
from viewer.core.tracing import Trace
from viewer.shell.asked_case import names_asked, place_asked, require_blocks
from viewer.shell.destination import require
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
    names = names_asked(atlas, request.variants)
    if request.condition:
        require("condition", request.condition, atlas.conditions)
    case = case_of(atlas, request.condition, names)
    require_blocks(atlas, request.blocked)
    return Question(
        place_asked(atlas, request.start),
        place_asked(atlas, request.goal) if request.goal else None,
        request.upstream,
        case._replace(blocked=case.blocked | set(request.blocked)),
    )


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

"""The command ``trace``: where the blood of a place goes, for people and for programs."""

import sys

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.case import Case, case_of
from viewer.core.errors import ViewerError
from viewer.core.flow_question import Question, asked_in
from viewer.core.network import Network
from viewer.core.queries import describe
from viewer.shell.asked_case import names_asked, place_asked, require_blocks
from viewer.shell.destination import require
from viewer.shell.outcome import DONE, UNMET
from viewer.shell.request import Request


def trace(atlas: Atlas, request: Request) -> int:
    """Print the ways that a request asks for; give the exit code.

    :raises ViewerError: if there is no way, or a name is not known.
    """
    network = Network(atlas, _case_of(atlas, request))
    question = question_of(atlas, request)
    found = question.answered(network)
    if request.json:
        from viewer.shell.trace_json import written

        sys.stdout.write(written(network, found))
        return DONE if found.reached else UNMET
    if not found.reached:
        raise ViewerError(why_not(network, question))
    from viewer.shell.trace_text import told

    sys.stdout.write(told(network, found, question))
    return DONE


def _case_of(atlas: Atlas, request: Request) -> Case:
    """Read what a request puts in force and blocks.

    :raises ViewerError: with the nearest real names, if one is not known.
    """
    names = names_asked(atlas, request.variants)
    if request.condition:
        require("condition", request.condition, atlas.conditions)
    case = case_of(atlas, request.condition, names)
    require_blocks(atlas, request.blocked)
    return case._replace(blocked=case.blocked | set(request.blocked))


def question_of(atlas: Atlas, request: Request) -> Question:
    """Give what a request asks: with no place, or that of its condition, what the condition follows.

    :raises ViewerError: with the nearest real names, if one is not known; if nothing is followed.
    """
    condition = atlas.conditions.get(request.condition)
    followed = asked_in(condition)
    if request.start:
        start = place_asked(atlas, request.start)
    elif followed is not None:
        start = followed.one
    else:
        name = condition.name if condition is not None else request.condition
        raise ViewerError(f"{name}: no blood is followed in it. Name a place before --condition.")
    if request.upstream:
        return Question("upstream", start)
    if request.goal:
        return Question("led", start, place_asked(atlas, request.goal))
    return followed if followed is not None and followed.one == start else Question("heart", start)


def why_not(network: Network, question: Question) -> str:
    """Say in a sentence why no way is left."""
    atlas, start = network.atlas, question.one
    name = describe(atlas, start)
    goal = describe(atlas, question.other or Address(atlas.heart))
    channels = network.channels
    if not channels.nodes_of(start._replace(side="", level="")):
        return f"{name}: no way of the blood in this atlas begins or ends there."
    if not channels.nodes_of(start):
        told = ", ".join(str(address) for address in network.places_of(start._replace(side="", level=""))[:5])
        return f"{name}: no way of the blood is known just there. Ask for {told}."
    if question.kind == "upstream":
        return f"{name}: no blood comes there in this case."
    if not any(channels.open[node] & mask for node, mask in channels.nodes_of(start).items()):
        return f"{name} is blocked itself. Ask for a vessel before it or behind it."
    if network.health.trace(start, question.other).reached:
        return f"No way is left from {name} to {goal}: its blood is held up. Block less to free it."
    return f"No way of the blood in this atlas leads from {name} to {goal}."

"""Drainage: the graph from tissue to the heart."""

from typing import NamedTuple

from viewer.core.address import Address


class Edge(NamedTuple):
    """One step of the blood's way.

    ``either`` is true where flow may go both ways in health. ``levels`` is the region of the cord or
    column at which the step exists, as :func:`~viewer.core.stretches.levels_in` reads it. Blood that came
    from a structure of ``usual_after`` usually takes this step rather than another; where the start itself is
    among them, from wherever it came.
    """

    id: str
    start: Address
    end: Address
    either: bool
    note: str
    levels: str
    valves: str
    certainty: str
    certainty_note: str
    sources: tuple[str, ...]
    usual_after: tuple[str, ...] = ()


class Stage(NamedTuple):
    """Structures that blood passes at the same point of its usual way from tissue to heart.

    Of two stages the earlier lies nearer to the tissue. Between structures of one stage blood goes to
    and fro; it makes way only from stage to stage.
    """

    title: str
    structures: tuple[str, ...]

"""Drainage: the graph from tissue to the heart."""

from typing import NamedTuple

from viewer.core.address import Address


class Edge(NamedTuple):
    """One step of the blood's way.

    ``either`` is true where flow may go both ways in health. ``levels`` is the region of the cord or
    column at which the step exists ("all", "C", "T", "L", "S" or several joined by ";").
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

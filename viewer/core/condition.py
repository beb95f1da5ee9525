"""Condition: a disorder, as a prepared case."""

from typing import NamedTuple

from viewer.core.address import Address


class Condition(NamedTuple):
    """What a disorder involves, blocks and reverses, and the section that tells of it.

    ``blocks`` and ``reverses`` are edge ids or addresses, as the atlas names them. ``start`` is the place
    whose blood is followed when the condition is shown, None for none; ``goal`` where the way followed ends,
    None for the heart; ``by`` are the ids of the only edges that it takes, () for any. ``at`` is a level at
    which the condition can be seen well, or "". ``also`` are other words that one may look for it by. What a
    plate draws only in this condition bears its id in the drawing.
    """

    id: str
    name: str
    involves: tuple[Address, ...]
    blocks: tuple[str, ...]
    reverses: tuple[str, ...]
    levels: tuple[str, ...]
    section: str
    start: Address | None = None
    at: str = ""
    goal: Address | None = None
    by: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

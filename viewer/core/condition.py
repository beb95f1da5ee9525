"""Condition: a disorder, as a prepared case."""

from typing import NamedTuple

from viewer.core.address import Address


class Condition(NamedTuple):
    """What a disorder involves, blocks and reverses, and the section that tells of it.

    ``blocks`` and ``reverses`` are edge ids or addresses, as the atlas names them.
    """

    id: str
    name: str
    involves: tuple[Address, ...]
    blocks: tuple[str, ...]
    reverses: tuple[str, ...]
    levels: tuple[str, ...]
    section: str

"""Variant: one of the patterns that bodies show, which the reader can switch to."""

from typing import NamedTuple

from viewer.core.address import Address


class VariantGroup(NamedTuple):
    """A question that bodies answer differently; one of its variants is in force."""

    id: str
    name: str


class Variant(NamedTuple):
    """One answer: what it hides and closes, and who says how often it is so.

    ``usual`` marks the one that is in force until the reader chooses. ``hides`` are places that are not
    there, ``closes`` ids of edges that no blood passes. ``statement`` says in words how often it is so,
    with its marks of ``certainty`` as structures have them and its ``sources``. What a plate draws only
    in this variant, or never in it, bears its id in the drawing (see :class:`~viewer.core.plate.Element`).
    """

    id: str
    group: str
    name: str
    usual: bool
    hides: tuple[Address, ...]
    closes: tuple[str, ...]
    statement: str
    certainty: str
    sources: tuple[str, ...]
    section: str = ""

"""Structure: a named anatomical thing, and the words that describe it."""

from typing import NamedTuple, NewType

StructureId = NewType("StructureId", str)
"""A permanent kebab-case id without digits, e.g. ``posteromedian-spinal-vein``."""


class Kind(NamedTuple):
    """What sort of thing a structure is (vein, artery, bone ...), as the atlas lists them.

    ``layer`` is the id of the layer that shows and hides its regions; ``names`` is the plural
    heading in the index, ``name`` the singular word on a card.
    """

    id: str
    name: str
    names: str
    layer: str


class Layer(NamedTuple):
    """A group of kinds that is shown, ghosted or hidden together."""

    id: str
    name: str


class LevelKind(NamedTuple):
    """What a level such as ``T8`` counts for a structure: cord segments, vertebrae, nerves.

    ``phrase`` holds ``{level}``: "cord segment {level}", "vertebra {level}", "nerve {level}".
    ``ruler`` is the level kind whose ruler column it is shown on: its own, unless the atlas says that
    another stands for it (a nerve is marked at the cord segment that it belongs to).
    ``note`` tells what one should know about levels of this kind; "" if nothing.
    """

    id: str
    phrase: str
    ruler: str = ""
    note: str = ""


class Structure(NamedTuple):
    """A named anatomical thing with a permanent id.

    ``certainty`` holds the marks of the fact sheet ("A", "B", "C", "!", joined by ";").
    ``level_kind`` is the id of a :class:`LevelKind`, or "" where the structure has no levels.
    ``undrawn`` says in a sentence why no plate shows the structure; "" if one does.
    ``untold`` says why no section describes it; "" if one does.
    ``lengthwise`` says that blood may pass along it from level to level.
    ``elsewhere`` says where else it may end, if no edge tells of that; told where its blood is held up.
    """

    id: StructureId
    kind: str
    name: str
    latin: str = ""
    latin_note: str = ""
    plural: str = ""
    synonyms: tuple[str, ...] = ()
    eponyms: tuple[str, ...] = ()
    codes: tuple[tuple[str, str], ...] = ()
    parent: StructureId | None = None
    pairing: str = ""
    sided: bool = False
    level_kind: str = ""
    variable: bool = False
    location: str = ""
    size: str = ""
    relevance: str = ""
    certainty: str = "A"
    certainty_note: str = ""
    sources: tuple[str, ...] = ()
    undrawn: str = ""
    untold: str = ""
    lengthwise: bool = False
    elsewhere: str = ""

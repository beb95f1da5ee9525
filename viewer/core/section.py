"""Section: a passage of text, made of statements that name structures and cite sources."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from viewer.core.address import Address


class Status(StrEnum):
    """How sure a statement is, told in the reader by a mark beside it and a word on pointing."""

    PLAIN = ""
    DISPUTED = "disputed"
    USUAL = "usual"


class Style(StrEnum):
    """What a run of text is."""

    TEXT = "text"
    EMPHASIS = "emphasis"
    STRONG = "strong"
    MENTION = "mention"
    CITATION = "citation"
    TERM = "term"
    SECTION_LINK = "section"
    WEB_LINK = "web"


class Run(NamedTuple):
    """A stretch of text of one style and status.

    ``target`` is what the run leads to: an address (MENTION), source keys joined by ";" (CITATION,
    ``text`` then is empty), a glossary term's id (TERM), a section's id (SECTION_LINK) or a web address.
    """

    text: str
    style: Style = Style.TEXT
    target: str = ""
    status: Status = Status.PLAIN


class Block(NamedTuple):
    """A paragraph, list item, heading or table row of runs.

    ``kind`` is "p", "li", "h2", "h3", "quote" or "row"; ``cells`` is for rows.
    """

    kind: str
    runs: tuple[Run, ...]
    cells: tuple[tuple[Run, ...], ...] = ()


class Section(NamedTuple):
    """One passage, told from one file.

    ``about`` lists what it describes; ``mentions`` what its statements name, in order, once each.
    ``part`` groups sections in the contents list ("article", "clinical",
    "levels" for what the page of a level alone shows, "handbook", "about").
    ``levels`` are those of the cord that it tells of, where it tells of some only (see
    :func:`~viewer.core.stretches.levels_in`).
    """

    id: str
    title: str
    order: int
    part: str
    about: tuple[Address, ...]
    blocks: Sequence[Block]
    mentions: tuple[Address, ...]
    sources: tuple[str, ...]
    file: str = ""
    levels: str = ""

    @property
    def text(self) -> str:
        """Give the words alone, paragraphs parted by newlines."""
        return "\n".join("".join(run.text for run in block.runs) for block in self.blocks)


class Term(NamedTuple):
    """A word of the glossary. ``structures`` are ids it leads to."""

    id: str
    term: str
    latin: str
    meaning: str
    structures: tuple[str, ...] = ()


class Source(NamedTuple):
    """A bibliographic entry: its CSL key, its number in the list, short and full forms, web address or ""."""

    key: str
    number: int
    short: str
    full: str
    url: str = ""

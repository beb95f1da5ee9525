"""Question: one thing that is asked, how it is asked, and what must stay hidden while it is open."""

from collections.abc import Iterator
from enum import StrEnum
from random import Random
from typing import NamedTuple

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.structure import Structure, StructureId


class Mode(StrEnum):
    """How something is asked."""

    FIND = "find"
    NAME_CHOICE = "name-choice"
    NAME_TYPED = "name-typed"
    DRAINS_TO = "drains-to"
    DRAINED_BY = "drained-by"
    LEVEL = "level"
    SIDE = "side"
    CUT_OFF = "cut-off"


def direction_of(mode: str) -> str:
    """Give what is remembered together: naming by choice and by typing are one, all else is its own."""
    return "name" if mode in (Mode.NAME_CHOICE, Mode.NAME_TYPED) else mode


BLOOD = (Mode.DRAINS_TO, Mode.DRAINED_BY, Mode.CUT_OFF)
_LIT = (Mode.NAME_CHOICE, Mode.NAME_TYPED, Mode.LEVEL, Mode.SIDE)


class Hides(NamedTuple):
    """What gives the answer away and must not be seen, heard or found while the question is open.

    ``names`` are all names of the right answer, as they are written. ``regions``: nothing may tell what a
    region is (labels, tips, status, accessible names, Index, search, address, title). ``text``: neither
    Reader nor trace may be seen. ``levels``: no ruler, no level in words. ``sides``: no L and R, no compass
    to the sides, no side in words. ``drainage``: no plate that draws where the blood goes. A choice's own
    options may be shown, of course.
    """

    names: tuple[str, ...]
    regions: bool = True
    text: bool = True
    levels: bool = False
    sides: bool = False
    drainage: bool = False


class Question(NamedTuple):
    """One question; its words are made by what shows it, from ``mode`` and ``asked``.

    ``asked`` is what it is about: FIND and the questions on drainage name it, the others show it lit.
    ``plate`` is the plate to show, "" for none. ``options`` are addresses (NAME_CHOICE and drainage), levels
    or sides as text, in the order to show; () where the answer is a place on the plate or typed.
    ``right`` is the right answer among the options; with no options, an address that covers the places, or
    names the structure, that are right. CUT_OFF asks what no longer finds a way to the heart when ``asked``
    is blocked, or, with a ``condition`` (its id), in that. ``hides`` says what must not be seen.
    """

    mode: Mode
    asked: Address
    plate: str
    options: tuple[str, ...]
    right: str
    hides: Hides
    condition: str = ""

    @property
    def lit(self) -> tuple[Address, ...]:
        """What is shown lit on the plate; FIND and the questions on drainage name what they ask about."""
        return (self.asked,) if self.mode in _LIT else ()

    @property
    def key(self) -> tuple[str, str]:
        """What is remembered: the structure, and the direction of asking."""
        return self.asked.structure, direction_of(self.mode)


def shuffled(question: Question, random: Random) -> Question:
    """Give a question with its options in another order; levels and sides stay in their own."""
    if question.mode in (Mode.LEVEL, Mode.SIDE):
        return question
    options = list(question.options)
    random.shuffle(options)
    if len(options) > 1 and tuple(options) == question.options:
        options = [*options[1:], options[0]]
    return question._replace(options=tuple(options))


def names_of(structure: Structure) -> Iterator[str]:
    """Give every name of a structure, as it is written, the preferred one first."""
    for name in (structure.name, structure.plural, structure.latin, *structure.synonyms, *structure.eponyms):
        if name:
            yield name


def is_kin(atlas: Atlas, one: str, other: str) -> bool:
    """Tell whether one structure is the other, or is part of it at any remove: either would be right."""
    return one in line_of(atlas, other) or other in line_of(atlas, one)


def line_of(atlas: Atlas, structure: str) -> tuple[str, ...]:
    """Give a structure and what it is part of, the nearest first."""
    line: list[str] = []
    following: str | None = structure
    while following is not None and following not in line:
        line.append(following)
        found = atlas.structures.get(StructureId(following))
        following = found.parent if found else None
    return tuple(line)

"""Case: how a body differs from health and from the usual, for the ways of the blood."""

from collections.abc import Container, Iterable
from typing import NamedTuple

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.stretches import levels_in


class Case(NamedTuple):
    """What lets no blood through, what flows backwards, and which patterns are in force; all by id.

    ``blocked`` holds ids of edges and addresses of places (``structure``, ``structure.left``,
    ``structure.T8``); ``reversed`` ids of edges whose flow runs from their end to their start. An edge may
    be narrowed to a stretch of levels: ``E46.L1-S5``. ``names`` are the variants in force.
    """

    blocked: frozenset[str] = frozenset()
    reversed: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()


def case_of(atlas: Atlas, condition: str, names: Iterable[str] = ()) -> Case:
    """Give the case of a condition by its id ("" for health), with the variants in force.

    A place among what a condition reverses stands for the edges that begin there.
    """
    known = frozenset(names)
    disorder = atlas.conditions.get(condition)
    if disorder is None:
        return Case(names=known)
    edges = {edge.id for edge in atlas.edges}
    backwards: set[str] = set()
    for name in disorder.reverses:
        if edge_named(name, edges):
            backwards.add(name)
        else:
            structure = name.partition(".")[0]
            backwards.update(edge.id for edge in atlas.edges if edge.start.structure == structure)
    return Case(frozenset(disorder.blocks), frozenset(backwards), known | {condition})


class Involved(NamedTuple):
    """What a condition has to do with, as plates show it.

    ``example`` is what is named: of what is drawn by levels only at the level where it is seen well.
    ``coloured`` does not step back, at all levels of the condition. ``begins`` is the one place where it
    begins, none where that is bound to no level.
    """

    example: tuple[Address, ...] = ()
    coloured: tuple[Address, ...] = ()
    begins: tuple[Address, ...] = ()


def involved_in(atlas: Atlas, condition: str) -> Involved:
    """Give what a condition involves, by its id; nothing where there is no such condition."""
    found = atlas.conditions.get(condition)
    if found is None:
        return Involved()
    drawn = {place._replace(side="") for plate in atlas.plates.values() for place, _when in plate.placed}
    example = tuple(
        there if found.at and (there := one._replace(side="", level=found.at)) in drawn else one
        for one in found.involves
    )
    start = found.start
    # What matters most comes first: of names that find no room the last are left out.
    example = tuple(sorted(example, key=lambda one: start is None or one.structure != start.structure))
    levels = {level for words in found.levels for level in levels_in(words, atlas.levels)} or {""}
    coloured = tuple(
        one._replace(level=one.level or level) for one in found.involves for level in sorted(levels)
    )
    level = (start.level or found.at) if start is not None else ""
    begins = (start._replace(level=level),) if start is not None and level else ()
    return Involved(example, coloured, begins)


def edge_named(name: str, edges: Container[str]) -> str:
    """Give the edge that a name of a case means, without the levels it is narrowed to; "" if none."""
    bare = name.partition(".")[0]
    return name if name in edges else bare if bare in edges else ""

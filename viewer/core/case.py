"""Case: how a body differs from health and from the usual, for the ways of the blood."""

from collections.abc import Container, Iterable
from typing import NamedTuple

from viewer.core.atlas import Atlas


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


def edge_named(name: str, edges: Container[str]) -> str:
    """Give the edge that a name of a case means, without the levels it is narrowed to; "" if none."""
    bare = name.partition(".")[0]
    return name if name in edges else bare if bare in edges else ""

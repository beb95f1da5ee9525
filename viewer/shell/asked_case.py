"""The case that a command line asks for: variants, blocks and the place whose blood is followed."""

from collections.abc import Iterable

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.case import edge_named
from viewer.core.errors import AddressError
from viewer.core.showing import usual_names
from viewer.core.stretches import levels_in
from viewer.shell.destination import nearest, require


def names_asked(atlas: Atlas, variants: Iterable[str]) -> frozenset[str]:
    """Give the variants in force: those asked for, and the usual ones of all other groups.

    :raises NoSuchName: if there is none by a name.
    """
    names = set(usual_names(atlas))
    for name in variants:
        require("variant", name, atlas.variants)
        group = atlas.variants[name].group
        names -= {one.id for one in atlas.variants.values() if one.group == group}
        names.add(name)
    return frozenset(names)


def require_blocks(atlas: Atlas, names: Iterable[str]) -> None:
    """See that each name is an edge, perhaps narrowed to levels, or a place.

    :raises AddressError: if one is neither, with the nearest names.
    """
    edges = {edge.id for edge in atlas.edges}
    for name in names:
        edge = edge_named(name, edges)
        if not edge:
            place_asked(atlas, name, edges)
        elif name != edge:
            _require_levels(atlas, name, edge)


def place_asked(atlas: Atlas, text: str, others: Iterable[str] = ()) -> Address:
    """Read an address of a structure of the atlas, at a side and level that it has names for.

    :raises AddressError: if it names nothing, with the nearest names, those of ``others`` among them.
    """
    address = Address.parse(text)
    if address.structure not in atlas.structures:
        raise AddressError(text, nearest(address.structure, (*atlas.structures, *others)))
    if address.level and address.level not in atlas.levels:
        raise AddressError(
            text, [str(address._replace(level=level)) for level in nearest(address.level, atlas.levels)]
        )
    return address


def _require_levels(atlas: Atlas, name: str, edge: str) -> None:
    """See that what an edge is narrowed to are levels."""
    try:
        levels_in(name[len(edge) + 1 :], atlas.levels)
    except ValueError as error:
        raise AddressError(name, [f"{edge}.{level}" for level in nearest(str(error), atlas.levels)]) from None

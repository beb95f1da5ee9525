"""What lies under the tip of a pin: all that a reader may rightly name there."""

from collections.abc import Iterator, Sequence

from viewer.core.geometry import REACH
from viewer.core.material import Material
from viewer.core.plate import Region, Shape
from viewer.core.structure import StructureId

_TIP = 1.0
"""Units about a tip within which a line lies under it."""


def regions_under(material: Material, plate: str, x: float, y: float) -> list[Region]:
    """Give the regions that are to be seen at a point, in plate units, or that what is seen there is part of.

    That is what is painted uppermost; what is never painted and lies above it, if it is ground; and what
    consists of such things: a net, or an area that is never painted, of the same layer.
    """
    regions, hidden = material.plates[plate].regions, material.hidden_layers
    found = [
        region
        for number in material.index(plate).all_at(x, y, REACH / _TIP)
        if (region := regions[number]).layer not in hidden
    ]
    at = next((number for number, region in enumerate(found) if region.role), len(found))
    above, painted, below = found[:at], found[at : at + 1], found[at + 1 :]
    if not painted:
        return above
    top = painted[0]
    if top.shape is not Shape.AREA:
        above = []
    return [*above, top, *_consisting_of(top, below)]


def named_under(material: Material, plate: str, x: float, y: float) -> frozenset[StructureId]:
    """Give the structures of :func:`regions_under`."""
    return frozenset(region.address.structure for region in regions_under(material, plate, x, y))


def _consisting_of(top: Region, below: Sequence[Region]) -> Iterator[Region]:
    """Give what a thing is one of: nets, or areas that are never painted and lie just below it."""
    for region in below:
        if top.shape is Shape.AREA and region.role:
            return
        wanted = Shape.AREA if top.shape is Shape.AREA else Shape.NET
        if region.layer == top.layer and region.shape is wanted:
            yield region

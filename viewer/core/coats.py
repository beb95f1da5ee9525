"""What is painted over a region without a name of its own: a reader sees that, and not the region."""

from viewer.core.covering import Fill
from viewer.core.paths import flatten
from viewer.core.plate import Element, Plate, Region
from viewer.core.rings import oriented

_OPAQUE = 0.8
_FLATNESS = 1.0
_FINEST = 1.0
"""What is left out below a scale of so many pixels per unit is too fine to hide anything."""


class Coats:
    """The opaque fills of one plate in colours that no region has, in paint order."""

    def __init__(self, plate: Plate) -> None:
        """Take a plate; its paths are worked out when first asked about."""
        self._plate = plate
        named = {_colour(region.role) for region in plate.regions}
        self._coats = [
            (order, element)
            for order, element in zip(plate.order or range(len(plate.elements)), plate.elements, strict=True)
            if element.fill
            and _colour(element.fill) not in named
            and element.alpha >= _OPAQUE
            and element.shown_from <= _FINEST
        ]
        self._fills: dict[int, Fill] = {}

    def hide(self, region: Region, x: float, y: float) -> bool:
        """Tell whether such a fill lies over a point of a region that is painted."""
        return any(order >= region.order and self._holds(element, x, y) for order, element in self._coats)

    def _holds(self, element: Element, x: float, y: float) -> bool:
        box = element.bounds
        if not (box.x <= x <= box.x + box.width and box.y <= y <= box.y + box.height):
            return False
        if element.path not in self._fills:
            lines = [line for line, _ in flatten(self._plate.paths[element.path], _FLATNESS) if len(line) > 4]
            self._fills[element.path] = Fill(oriented(lines, element.odd_even))
        return self._fills[element.path].holds(x - element.dx, y - element.dy)


def _colour(role: str) -> str:
    """Give the colour of which a role is a shade, a light or an edge."""
    return role.partition("-")[0]

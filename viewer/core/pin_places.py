"""Where a pin stands so that a reader sees what it means: on top, away from all else, its needle aside."""

from math import cos, pi, sin
from typing import NamedTuple

from viewer.core.covering import Covering
from viewer.core.geometry import REACH
from viewer.core.label_offers import points_on
from viewer.core.material import Material
from viewer.core.plate import Shape
from viewer.core.question import Question

_CLOSE = 2.0
"""Pixels per unit at which a spot must mean what is asked and nothing else."""
_ROOMS = (24.0, 16.0, 12.0, 8.0, 5.0)
"""Units round a spot within which nothing else should lie, the best first."""
_TRIES = 48
_NEEDLE = 0.025
"""Length of a needle as a share of the plate's height, in the nearness in which pins are shown."""
_HEAD = 0.034
"""How far a pin reaches from its tip, its head with it, as such a share."""
_SAMPLES = 6
_LEANS = tuple((sin(turn * pi / 8), -cos(turn * pi / 8)) for turn in (1, -1, 3, -3, 5, -5, 7, -7))
"""The ways in which a needle may lean, the more upright first: x to the right, y down."""


class Spot(NamedTuple):
    """The plate point of a pin's tip, and the way from there to its head, of length 1."""

    x: float
    y: float
    lean: tuple[float, float]


class PinPlaces:
    """Finds spots for pins on the plates of one material."""

    def __init__(self, material: Material) -> None:
        """Take what may be asked, as it is shown."""
        self._material = material
        self._coverings: dict[str, Covering] = {}

    def spot(self, question: Question) -> Spot | None:
        """Give the clearest spot on what is asked, as near its middle as can be; None if there is none."""
        plate = self._material.plates[question.plate]
        best: tuple[tuple[bool, float], tuple[float, float]] | None = None
        for number, region in enumerate(plate.regions):
            if not question.asked.covers(region.address) or region.layer in self._material.hidden_layers:
                continue
            points = list(points_on(region))
            points = points[:: max(len(points) // _TRIES, 1)]
            middle = len(points) / 2
            for _, (x, y) in sorted(enumerate(points), key=lambda one: abs(one[0] - middle)):
                if not self._means(question, x, y):
                    continue
                worth = self._is_free(question.plate, number, x, y), self._room(question, x, y)
                if best is None or worth > best[0]:
                    best = worth, (x, y)
            if best is not None and best[0] == (True, _ROOMS[0]):
                break
        if best is None:
            return None
        x, y = best[1]
        return Spot(x, y, self._lean(question.plate, x, y))

    def _means(self, question: Question, x: float, y: float) -> bool:
        """Tell whether pointing there means what is asked."""
        index, hidden = self._material.index(question.plate), self._material.hidden_layers
        hit = index.hit(x, y, _CLOSE, hidden)
        regions = self._material.plates[question.plate].regions
        return hit.best is not None and not hit.rivals and question.asked.covers(regions[hit.best].address)

    def _is_free(self, plate: str, region: int, x: float, y: float) -> bool:
        """Tell whether nothing is drawn over a point of a region."""
        if plate not in self._coverings:
            self._coverings[plate] = Covering(self._material.plates[plate], 1.0)
        return self._coverings[plate].is_free(region, x, y, self._material.hidden_layers)

    def _room(self, question: Question, x: float, y: float) -> float:
        """Give how far away everything else stays, up to a limit; areas lie everywhere and do not count."""
        regions = self._material.plates[question.plate].regions
        for room in _ROOMS:
            near = self._lines_at(question.plate, x, y, room)
            if all(question.asked.covers(regions[number].address) for number in near):
                return room
        return 0.0

    def _lines_at(self, plate: str, x: float, y: float, reach: float) -> list[int]:
        regions, hidden = self._material.plates[plate].regions, self._material.hidden_layers
        found = self._material.index(plate).all_at(x, y, REACH / reach)
        return [
            number
            for number in found
            if regions[number].shape is not Shape.AREA and regions[number].layer not in hidden
        ]

    def _lean(self, plate: str, x: float, y: float) -> tuple[float, float]:
        """Give the way from which a needle covers least of what is drawn, its head on the plate."""
        view = self._material.plates[plate].view
        step, head = view.height * _NEEDLE / _SAMPLES, view.height * _HEAD

        def ink(lean: tuple[float, float]) -> int:
            ways = (step * (at + 1) for at in range(_SAMPLES))
            return sum(len(self._lines_at(plate, x + lean[0] * way, y + lean[1] * way, 2.0)) for way in ways)

        def is_on_plate(lean: tuple[float, float]) -> bool:
            return (
                view.x <= x + lean[0] * head <= view.x + view.width
                and view.y <= y + lean[1] * head <= view.y + view.height
            )

        return min(filter(is_on_plate, _LEANS), key=ink, default=_LEANS[0])

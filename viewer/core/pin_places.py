"""Where a pin stands so that a reader sees what it means: on top, away from all else, its needle aside."""

from collections.abc import Iterator
from math import cos, hypot, pi, sin
from typing import NamedTuple

from viewer.core.address import Address
from viewer.core.coats import Coats
from viewer.core.covering import Covering
from viewer.core.geometry import REACH
from viewer.core.label_offers import points_on
from viewer.core.material import Material
from viewer.core.plate import Plate, Region, Shape
from viewer.core.question import Question
from viewer.core.structure import StructureId
from viewer.core.under_tip import regions_under

_CLOSE = 2.0
"""Pixels per unit at which a spot must mean what is asked and nothing else."""
_ROOMS = (24.0, 16.0, 12.0, 8.0, 5.0)
"""Units round a spot within which nothing else should lie, the best first."""
_TIP = 1.5
"""Units round a spot that must lie on an area that is asked for: its very edge is no spot."""
_BARE = 10.0
"""So many units round a spot on an area nothing without a name may be painted over it."""
_PART = 24.0
"""So many units away from the parts that are drawn of it a whole is asked for: nearer, a part is meant."""
_APART = 0.012
"""How far two tips stand apart at least, as a share of the plate's height."""
_ENOUGH = 8.0
"""Where there is so much room, a spot on an area is the better the nearer its label it lies."""
_TRIES = 48
_NEEDLE = 0.025
"""Length of a needle as a share of the plate's height, in the nearness in which pins are shown."""
_HEAD = 0.034
"""How far a pin reaches from its tip, its head with it, as such a share."""
_SAMPLES = 6
_LEANS = tuple((sin(turn * pi / 8), -cos(turn * pi / 8)) for turn in (1, -1, 3, -3, 5, -5, 7, -7))
"""The ways in which a needle may lean, the more upright first: x to the right, y down."""


class Spot(NamedTuple):
    """The plate point of a pin's tip, the way from there to its head, of length 1, and the room about it.

    ``room`` is how many units away everything else stays, as far as that was looked for.
    """

    x: float
    y: float
    lean: tuple[float, float]
    room: float


class PinPlaces:
    """Finds spots for pins on the plates of one material, none where another already stands."""

    def __init__(self, material: Material) -> None:
        """Take what may be asked, as it is shown."""
        self._material = material
        self._coverings: dict[str, Covering] = {}
        self._coats: dict[str, Coats] = {}
        self._known_parts: dict[tuple[str, StructureId], frozenset[StructureId]] = {}
        self._taken: dict[str, list[tuple[float, float]]] = {}

    def spot(self, question: Question) -> Spot | None:
        """Take the clearest spot on what is asked, as near its middle as can be; None if there is none."""
        plate = self._material.plates[question.plate]
        if self._is_stretch(question, plate):
            return None
        best: tuple[tuple[bool, float, float, float], tuple[float, float]] | None = None
        for number, region in self._named(question, plate):
            for x, y in _from_middle(region):
                if not self._means(question, region, x, y):
                    continue
                room = self._room(question, region, x, y)
                is_free = self._is_free(question.plate, number, x, y)
                worth = is_free, min(room, _ENOUGH), -_off_label(plate, region, y), room
                # What is never painted is seen only where there is much of it.
                if (room or region.role) and (best is None or worth > best[0]):
                    best = worth, (x, y)
            if best is not None and best[0] == (True, _ENOUGH, 0.0, _ROOMS[0]):
                break
        if best is None:
            return None
        (*_, room), (x, y) = best
        self._taken.setdefault(plate.id, []).append((x, y))
        return Spot(x, y, self._lean(question.plate, x, y), room)

    # What a pin may stand on

    def _is_stretch(self, question: Question, plate: Plate) -> bool:
        """Tell whether what is asked is a stretch, named beside the ruler: no spot shows that."""
        name = self._material.atlas.structures[question.asked.structure].name
        return any(bracket.name == name for bracket in plate.brackets)

    def _named(self, question: Question, plate: Plate) -> Iterator[tuple[int, Region]]:
        """Give the regions of what is asked for, but no piece that may have a name of its own.

        Of several pieces those are meant that the plate's own label points at.
        """
        hidden = self._material.hidden_layers
        pieces: dict[Address, list[tuple[int, Region]]] = {}
        for number, region in enumerate(plate.regions):
            if question.asked.covers(region.address) and region.layer not in hidden:
                pieces.setdefault(region.address, []).append((number, region))
        for address, found in pieces.items():
            heights = [wish.near_y for wish in plate.wishes if wish.address.covers(address)]
            labelled = [one for one in found if any(_is_abreast(one[1], height) for height in heights)]
            yield from labelled or found

    def _is_on_ruler(self, question: Question, plate: Plate, y: float) -> bool:
        """Tell whether a point lies abreast of the levels by which what is asked is counted."""
        kind = self._material.atlas.structures[question.asked.structure].level_kind
        columns = [column for column in plate.rulers if kind and column.level_kind == kind]
        return all(column.bands[0].top <= y <= column.bands[-1].bottom for column in columns)

    def _means(self, question: Question, region: Region, x: float, y: float) -> bool:
        """Tell whether a pin there means what is asked, whichever way one looks at it."""
        plate = self._material.plates[question.plate]
        apart = plate.view.height * _APART
        if any(hypot(x - there[0], y - there[1]) < apart for there in self._taken.get(plate.id, ())):
            return False
        return (
            self._is_on_ruler(question, plate, y)
            and self._is_hit(question, x, y, _CLOSE)
            and (region.shape is not Shape.AREA or self._surrounds(question, x, y, _TIP))
            and self._is_only_name(question, plate, region, x, y)
            and self._is_off_parts(question, x, y)
            and not (region.role and self._is_hidden(plate, region, x, y))
        )

    def _is_hit(self, question: Question, x: float, y: float, zoom: float) -> bool:
        """Tell whether pointing there, so many pixels to a unit close, means what is asked."""
        index, hidden = self._material.index(question.plate), self._material.hidden_layers
        hit = index.hit(x, y, zoom, hidden)
        regions = self._material.plates[question.plate].regions
        return hit.best is not None and not hit.rivals and question.asked.covers(regions[hit.best].address)

    def _is_only_name(self, question: Question, plate: Plate, region: Region, x: float, y: float) -> bool:
        """Tell whether nothing is to be seen under a tip but what is asked, and what that is part of.

        What is never painted is seen in what it is part of, if that is of its kind, as a tract in the cord;
        else only what the plate itself labels is known.
        """
        structures = self._material.atlas.structures
        line, kind = self._material.lines[region.address.structure], structures[region.address.structure].kind
        under = regions_under(self._material, plate.id, x, y)
        painted = [one.address.structure for one in under if one.role]
        alone = bool(painted) and all(one.address.structure in line for one in under)
        if region.role:
            return alone
        is_labelled = any(wish.address.structure == region.address.structure for wish in plate.wishes)
        return is_labelled or (alone and all(structures[one].kind == kind for one in painted))

    def _is_off_parts(self, question: Question, x: float, y: float) -> bool:
        """Tell whether nothing is painted near that is a part of what is asked: it would be more exact."""
        parts = self._parts(question.plate, question.asked.structure)
        if not parts:
            return True
        regions, index = self._material.plates[question.plate].regions, self._material.index(question.plate)
        near = set(index.all_at(x, y, REACH / _PART))
        for a, b in _round(x, y, _PART):
            near.update(index.all_at(a, b, REACH))
        return not any(regions[one].role and regions[one].address.structure in parts for one in near)

    def _parts(self, plate: str, asked: StructureId) -> frozenset[StructureId]:
        """Give what is painted of the parts of a structure, and of what looks the same on a plate.

        What is painted alike is told apart by what lies in it alone: a hole by its edge, not by its filling.
        """
        if (plate, asked) not in self._known_parts:
            lines, areas = self._material.lines, _painted_areas(self._material.plates[plate])
            roles = {role for structure, role in areas if structure == asked}
            twins = {structure for structure, role in areas if role in roles}
            wholes = {asked, *(one for one in twins if asked not in lines[one] and one not in lines[asked])}
            found = {
                region.address.structure for region in self._material.plates[plate].regions if region.role
            }
            parts = (one for one in found - wholes if not wholes.isdisjoint(lines[one]))
            self._known_parts[plate, asked] = frozenset(parts)
        return self._known_parts[plate, asked]

    def _lies_at(self, question: Question, x: float, y: float) -> bool:
        """Tell whether what is asked, or what it consists of, is to be seen at a point."""
        found = regions_under(self._material, question.plate, x, y)
        return any(question.asked.covers(one.address) for one in found)

    def _surrounds(self, question: Question, x: float, y: float, room: float) -> bool:
        """Tell whether what is asked, or what it consists of, lies all round a point."""
        points = _round(x, y, room)
        return all(self._is_hit(question, *one, REACH) or self._lies_at(question, *one) for one in points)

    def _is_hidden(self, plate: Plate, region: Region, x: float, y: float) -> bool:
        """Tell whether something that has no name is painted over the place of a tip."""
        if plate.id not in self._coats:
            self._coats[plate.id] = Coats(plate)
        coats, room = self._coats[plate.id], _BARE if region.shape is Shape.AREA else _TIP
        return any(coats.hide(region, *one) for one in ((x, y), *_round(x, y, room)))

    def _is_free(self, plate: str, region: int, x: float, y: float) -> bool:
        """Tell whether nothing is drawn over a point of a region."""
        if plate not in self._coverings:
            self._coverings[plate] = Covering(self._material.plates[plate], 1.0)
        return self._coverings[plate].is_free(region, x, y, self._material.hidden_layers)

    def _room(self, question: Question, region: Region, x: float, y: float) -> float:
        """Give how far away everything else stays, up to a limit; about a vessel no areas count."""
        regions = self._material.plates[question.plate].regions
        for room in _ROOMS:
            near = self._lines_at(question.plate, x, y, room)
            is_clear = all(question.asked.covers(regions[number].address) for number in near)
            if is_clear and (region.shape is not Shape.AREA or self._surrounds(question, x, y, room)):
                return room
        return 0.0

    def _lines_at(self, plate: str, x: float, y: float, reach: float) -> list[int]:
        regions, hidden = self._material.plates[plate].regions, self._material.hidden_layers
        found = self._material.index(plate).lines_at(x, y, REACH / reach)
        return [number for number in found if regions[number].layer not in hidden]

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


def _painted_areas(plate: Plate) -> set[tuple[StructureId, str]]:
    """Give the structures that are painted as areas, each with its colours."""
    areas = (region for region in plate.regions if region.shape is Shape.AREA and region.role)
    return {(region.address.structure, region.role) for region in areas}


def _from_middle(region: Region) -> Iterator[tuple[float, float]]:
    """Give points on a region, those about its middle first."""
    points = list(points_on(region))
    points = points[:: max(len(points) // _TRIES, 1)]
    middle = len(points) / 2
    for _, point in sorted(enumerate(points), key=lambda one: abs(one[0] - middle)):
        yield point


def _off_label(plate: Plate, region: Region, y: float) -> float:
    """Give how far a spot on an area lies above or below where the plate would have its label."""
    heights = (wish.near_y for wish in plate.wishes if wish.address.covers(region.address))
    ways = [abs(y - height) for height in heights if height is not None]
    return min(ways, default=0.0) if region.shape is Shape.AREA else 0.0


def _is_abreast(region: Region, y: float | None) -> bool:
    return y is not None and region.bounds.y <= y <= region.bounds.y + region.bounds.height


def _round(x: float, y: float, room: float) -> Iterator[tuple[float, float]]:
    """Give eight points round another."""
    for turn in range(8):
        yield x + room * cos(turn * pi / 4), y + room * sin(turn * pi / 4)

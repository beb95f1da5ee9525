"""The numbers of a worksheet: everything has one, beside the drawing, and no leader meets another."""

from itertools import combinations, pairwise

import pytest

from tests.shell.leaders import cross
from viewer.core.address import Address
from viewer.core.assets import asset
from viewer.core.camera import Camera
from viewer.core.framing import Frame
from viewer.core.label_placing import GAP, Placed
from viewer.core.loading import load_atlas
from viewer.core.plate import LabelWish, Plate
from viewer.shell.worksheet_numbers import Numbers, Room

PLATES = ("dorsal", "section-c5", "section-t8", "section-l3", "drainage")
WIDTH, HEIGHT, ROW, BESIDE, LANE = 720.0, 880.0, 15.0, 170.0, 40.0
ROOM = Room(BESIDE - LANE, WIDTH - BESIDE + LANE, 11.0, HEIGHT, ROW)


@pytest.fixture(scope="module")
def plates() -> dict[str, Plate]:
    return dict(load_atlas(asset("atlas")).plates)


def camera_of(plate: Plate) -> Camera:
    return Frame(plate.view, WIDTH, HEIGHT, BESIDE, BESIDE).fitting()


def numbers_on(plate: Plate, names: set[str]) -> tuple[tuple[Placed, ...], tuple[Placed, ...]]:
    wishes = [LabelWish(Address.parse(name)) for name in sorted(names)]
    return Numbers(plate, wishes, camera_of(plate), frozenset()).placed(ROOM)


@pytest.mark.parametrize("name", PLATES)
def test_leaders_do_not_cross_and_numbers_stand_beside_the_drawing(
    name: str, plates: dict[str, Plate]
) -> None:
    plate = plates[name]
    sides = numbers_on(plate, {region.address.structure for region in plate.regions})
    everything = [label for side in sides for label in side]
    assert len(everything) > 40
    leaders = [list(pairwise(label.leader)) for label in everything]
    assert not any(cross(a, b) for one, other in combinations(leaders, 2) for a in one for b in other)
    for labels, edge in zip(sides, (ROOM.left, ROOM.right), strict=True):
        assert {label.leader[2][0] for label in labels} == {edge}
        assert all(
            upper.y + (upper.height + lower.height) / 2 + GAP <= lower.y + 0.01
            for upper, lower in pairwise(labels)
        )
        assert all(
            ROOM.top <= label.y - ROW / 2 and label.y + ROW / 2 <= ROOM.bottom + 0.01 for label in labels
        )


def test_each_number_points_at_what_it_stands_for(plates: dict[str, Plate]) -> None:
    plate = plates["dorsal"]
    camera = camera_of(plate)
    (label,) = (one for side in numbers_on(plate, {"conus-medullaris"}) for one in side)
    x, y = camera.to_plate(*label.leader[0])
    (region,) = (one for one in plate.regions if one.address.structure == "conus-medullaris")
    assert region.bounds.x <= x <= region.bounds.x + region.bounds.width
    assert region.bounds.y <= y <= region.bounds.y + region.bounds.height


def test_the_same_plate_has_the_same_numbers_every_time(plates: dict[str, Plate]) -> None:
    names = {region.address.structure for region in plates["section-t8"].regions}
    assert numbers_on(plates["section-t8"], names) == numbers_on(plates["section-t8"], names)

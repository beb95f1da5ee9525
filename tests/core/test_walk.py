"""Walking the vessels by the arrow keys."""

from viewer.core.atlas import Atlas
from viewer.core.plate import Plate, Shape
from viewer.core.walk import neighbours, start, step

OUT_OF_REACH: frozenset[str] = frozenset()
"""Vessels of the shipped plate that the arrow keys do not come to; Tab and the index do."""


def reached(plate: Plate) -> set[int]:
    first = start(plate)
    assert first is not None
    seen, pending = {first}, [first]
    while pending:
        here = pending.pop()
        for direction in ("up", "down", "left", "right"):
            there = step(plate, here, direction)
            if there is not None and there not in seen:
                seen.add(there)
                pending.append(there)
    return seen


def test_every_vessel_of_the_shipped_plate_is_reached_or_listed(dorsal: Plate) -> None:
    seen = reached(dorsal)
    vessels = {number for number, region in enumerate(dorsal.regions) if region.shape is Shape.LINE}
    assert {str(dorsal.regions[number].address) for number in vessels - seen} == OUT_OF_REACH


def test_down_goes_on_along_the_vein_and_right_crosses_to_its_branch(small: Atlas) -> None:
    plate = small.plates["back"]
    names = [str(region.address) for region in plate.regions]

    def walk(here: str, direction: str) -> str:
        there = step(plate, names.index(here), direction)
        return "" if there is None else names[there]

    first = start(plate)
    assert first is not None
    assert names[first] == "midline-vein.C1"
    assert walk("midline-vein.C1", "down") == "midline-vein.C2"
    assert walk("midline-vein.C2", "up") == "midline-vein.C1"
    assert walk("midline-vein.C2", "right") == "side-vein.right.C2"
    assert walk("side-vein.right.C2", "left") == "midline-vein.C2"
    assert walk("midline-vein.C1", "left") == "side-vein.left.C1"
    assert walk("midline-vein.C1", "up") == ""


def test_links_join_what_touches_within_one_layer(small: Atlas) -> None:
    plate = small.plates["back"]
    names = [str(region.address) for region in plate.regions]
    touching = {names[number] for number in neighbours(plate, names.index("midline-vein.C2"))}
    assert touching == {"midline-vein.C1", "midline-vein.T1", "side-vein.right.C2"}


def test_links_of_the_shipped_plate_never_cross_layers(dorsal: Plate) -> None:
    assert len(dorsal.links) > 300
    for one, other in dorsal.links:
        assert dorsal.regions[one].layer == dorsal.regions[other].layer
        assert one < other

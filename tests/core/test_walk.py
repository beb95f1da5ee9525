"""Walking the vessels by the arrow keys."""

from math import hypot

from viewer.core.atlas import Atlas
from viewer.core.material import Material
from viewer.core.plate import Plate, Region, Shape
from viewer.core.showing import Showing, usual_names
from viewer.core.walk import Walk, neighbours, start, step

OUT_OF_REACH: frozenset[str] = frozenset()
"""Vessels of the shipped plate that the arrow keys do not come to; Tab and the index do."""


def reached(plate: Plate, over: bool = False) -> set[int]:
    first, walk = start(plate), Walk(plate)
    assert first is not None
    seen, pending = {first}, [first]
    while pending:
        here = pending.pop()
        for direction in ("up", "down", "left", "right"):
            aside = walk.over(here, direction) if over else None
            for there in (step(plate, here, direction), aside):
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


def test_a_step_where_nothing_connects_is_short_and_stays_on_its_side(dorsal: Plate) -> None:
    linked = set(dorsal.links)
    for here, region in enumerate(dorsal.regions):
        near = set(neighbours(dorsal, here))
        for direction in ("up", "down", "left", "right") if region.shape is Shape.LINE else ():
            there = step(dorsal, here, direction)
            if there is None or there in near:
                continue
            other = dorsal.regions[there]
            assert (min(here, there), max(here, there)) not in linked
            assert {region.address.side, other.address.side} != {"left", "right"}, (region.address, direction)
            assert nearest(region, other) < dorsal.view.width / 8, (region.address, direction, other.address)


def nearest(one: Region, two: Region) -> float:
    points = [zip(line.points[::2], line.points[1::2], strict=True) for line in one.lines]
    others = [pair for line in two.lines for pair in zip(line.points[::2], line.points[1::2], strict=True)]
    return min(hypot(x - ox, y - oy) for line in points for x, y in line for ox, oy in others)


def test_from_a_dural_crossing_one_walks_inward_to_the_midline_and_back(dorsal: Plate) -> None:
    names = [str(region.address) for region in dorsal.regions]
    walk, here = Walk(dorsal), names.index("radicular-dural-crossing.right.C4")
    way = [here]
    for _ in range(2):
        there = walk.step(way[-1], "left")
        assert there is not None
        way.append(there)
    assert [names[number].partition(".")[0] for number in way[1:]] == [
        "posterior-radicular-veins",
        "posteromedian-spinal-vein",
    ]
    assert [walk.step(way[2], "right"), walk.step(way[1], "right")] == [way[1], way[0]]


def test_who_begins_elsewhere_has_not_come_from_anywhere(small: Atlas) -> None:
    plate = small.plates["back"]
    names = [str(region.address) for region in plate.regions]
    walk = Walk(plate)
    assert walk.step(names.index("midline-vein.C2"), "right") == names.index("side-vein.right.C2")
    assert walk.step(names.index("midline-vein.C1"), "left") == names.index("side-vein.left.C1")


def test_all_that_may_be_asked_for_is_reached_by_keys(shipped: Atlas) -> None:
    material = Material(shipped, Showing(usual_names(shipped)))
    for plate in material.plates.values():
        come_to = {str(plate.regions[number].address) for number in reached(plate, over=True)}
        places = [place for found in material.places.values() for place in found if place.plate == plate.id]
        asked = {str(place.address) for place in places if material.is_findable(plate.id, place.address)}
        assert len(asked) > 20 and asked - come_to == set(), plate.id


def test_hidden_layers_are_walked_past(shipped: Atlas) -> None:
    plate = shipped.plates["section-t8"]
    layers = frozenset({"nervous"})
    here = next(number for number, one in enumerate(plate.regions) if one.shape is Shape.AREA)
    for direction in ("up", "down", "left", "right"):
        there = Walk(plate).over(here, direction, layers)
        assert there is None or plate.regions[there].layer not in layers

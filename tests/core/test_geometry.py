"""Pointing, fairly: held against an oracle that tries everything, over all zooms and the shipped plate."""

from itertools import pairwise
from math import hypot

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.core.oracle import Near, Oracle, edge_distance, filled
from viewer.core.atlas import Atlas
from viewer.core.geometry import NEARLY, REACH, STROKE_REACH, Hit, RegionIndex
from viewer.core.plate import Line, Plate, Region, Shape

EXACT = 1e-4
zooms = st.floats(0.25, 8.0)
shares = st.floats(0.0, 1.0)
fair = settings(
    max_examples=15, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip


class Judge:
    """The index of a plate and the oracles it is held against."""

    def __init__(self, plate: Plate) -> None:
        self.plate = plate
        self.index = RegionIndex(plate)
        self.oracles = {shape: Oracle(plate, shape) for shape in (Shape.LINE, Shape.NET)}

    def regions(self, *shapes: Shape) -> list[int]:
        return [number for number, region in enumerate(self.plate.regions) if region.shape in shapes]

    def lines_near(self, x: float, y: float, zoom: float) -> list[Near]:
        """Give the vessels within reach, or the nets where there is no vessel."""
        vessels = self.oracles[Shape.LINE].near(x, y, REACH / zoom)
        return vessels or self.oracles[Shape.NET].near(x, y, REACH / zoom)

    def agrees(self, hit: Hit, near: list[Near]) -> None:
        """See that the hit is one of those that the oracle finds nearest."""
        best = near[0]
        nearest = {
            one.region for one in near
            if one.gap <= best.gap + EXACT and one.distance <= best.distance + EXACT
        }  # fmt: skip
        assert hit.best in nearest

    def name(self, number: int) -> str:
        return str(self.plate.regions[number].address)


@pytest.fixture(scope="module")
def judge(dorsal: Plate) -> Judge:
    return Judge(dorsal)


@pytest.fixture(scope="module")
def small_judge(small: Atlas) -> Judge:
    return Judge(small.plates["back"])


def beside(line: Line, share: float, off: float) -> tuple[float, float]:
    """Give the point at a share of a line's length, ``off`` units beside it."""
    points = list(zip(line.points[0::2], line.points[1::2], strict=True))
    lengths = [hypot(x1 - x0, y1 - y0) for (x0, y0), (x1, y1) in pairwise(points)]
    left = share * sum(lengths)
    for (x0, y0), (x1, y1), length in zip(points, points[1:], lengths, strict=False):
        if left <= length and length > 0:
            along = left / length
            nx, ny = -(y1 - y0) / length, (x1 - x0) / length
            return x0 + along * (x1 - x0) + off * nx, y0 + along * (y1 - y0) + off * ny
        left -= length
    return points[-1]


@fair
@given(zoom=zooms, share=shares, aside=st.floats(-1.0, 1.0))
def test_beside_every_vessel_within_8_pixels_the_nearest_is_hit(
    judge: Judge, zoom: float, share: float, aside: float
) -> None:
    for number in judge.regions(Shape.LINE):
        region = judge.plate.regions[number]
        line = region.lines[int(share * len(region.lines)) % len(region.lines)]
        x, y = beside(line, share, aside * REACH / zoom * 0.999)
        hit = judge.index.hit(x, y, zoom)
        near = judge.lines_near(x, y, zoom)
        judge.agrees(hit, near)
        assert hit.best is not None
        assert judge.plate.regions[hit.best].shape is Shape.LINE
        others = [one for one in near if judge.name(one.region) != judge.name(number)]
        own = next(one for one in near if judge.name(one.region) == judge.name(number))
        if not others or (own.gap, own.distance) < (others[0].gap - EXACT, others[0].distance - EXACT):
            assert judge.name(hit.best) == judge.name(number)


@fair
@given(zoom=zooms, share=shares, aside=st.floats(-1.0, 1.0))
def test_beside_every_net_it_is_hit_unless_a_vessel_is_in_reach(
    judge: Judge, zoom: float, share: float, aside: float
) -> None:
    for number in judge.regions(Shape.NET):
        lines = judge.plate.regions[number].lines
        x, y = beside(lines[int(share * len(lines)) % len(lines)], share, aside * REACH / zoom * 0.999)
        judge.agrees(judge.index.hit(x, y, zoom), judge.lines_near(x, y, zoom))


@settings(fair, max_examples=400)
@given(zoom=zooms, across=shares, down=shares)
def test_anywhere_on_the_plate_the_index_and_the_oracle_agree(
    judge: Judge, zoom: float, across: float, down: float
) -> None:
    view = judge.plate.view
    x, y = view.x + across * view.width, view.y + down * view.height
    hit = judge.index.hit(x, y, zoom)
    near = judge.lines_near(x, y, zoom)
    if near:
        judge.agrees(hit, near)
        assert set(hit.rivals) <= {one.region for one in near[1:]}
    elif hit.best is not None:
        assert judge.plate.regions[hit.best].shape is Shape.AREA
        assert hit.rivals == ()


@settings(fair, max_examples=150)
@given(zoom=zooms, across=shares, down=shares)
def test_rivals_are_those_nearly_as_near_outside_the_body(
    judge: Judge, zoom: float, across: float, down: float
) -> None:
    view = judge.plate.view
    x, y = view.x + across * view.width, view.y + down * view.height
    hit = judge.index.hit(x, y, zoom)
    near = judge.lines_near(x, y, zoom)
    if not near or hit.best != near[0].region:
        return
    best, chosen = near[0], judge.plate.regions[near[0].region]
    linked = {frozenset(pair) for pair in judge.plate.links}
    expected, doubtful = set(), set()
    for one in near[1:]:
        other = judge.plate.regions[one.region]
        kin = other.address.structure == chosen.address.structure
        if other.address == chosen.address or best.distance <= best.half:
            continue
        if kin and (chosen.shape is Shape.NET or frozenset((one.region, best.region)) in linked):
            continue
        slack = (one.gap - best.gap) * zoom - NEARLY
        (doubtful if abs(slack) < EXACT else expected if slack < 0 else set()).add(one.region)
    assert expected <= set(hit.rivals) <= expected | doubtful


@fair
@given(zoom=zooms)
def test_the_hollow_of_a_curve_is_not_the_vessel(judge: Judge, zoom: float) -> None:
    tried = 0
    for number in judge.regions(Shape.LINE):
        region = judge.plate.regions[number]
        for line in region.lines:
            x, y = (line.points[0] + line.points[-2]) / 2, (line.points[1] + line.points[-1]) / 2
            own = [one for one in judge.oracles[Shape.LINE].near(x, y, REACH / zoom) if one.region == number]
            if own:
                continue
            tried += 1
            assert judge.index.hit(x, y, zoom).best != number
            assert number not in judge.index.all_at(x, y, zoom)
    assert tried or zoom < 4


@fair
@given(zoom=zooms, across=shares, down=shares)
def test_every_area_is_hit_where_it_is_filled_and_nowhere_else(
    judge: Judge, zoom: float, across: float, down: float
) -> None:
    for number in judge.regions(Shape.AREA):
        region = judge.plate.regions[number]
        box = region.bounds
        x, y = box.x + across * box.width, box.y + down * box.height
        if not region.areas or edge_distance(region, x, y) < EXACT:
            continue
        strokes = any(_on(line, x, y, STROKE_REACH / zoom) for line in region.lines)
        inside = filled(region, x, y)
        assert (number in judge.index.all_at(x, y, zoom)) == (inside or strokes)
        hit = judge.index.hit(x, y, zoom).best
        if inside and not judge.lines_near(x, y, zoom):
            assert hit is not None
            assert judge.plate.regions[hit].order >= region.order


def _on(line: Line, x: float, y: float, slack: float) -> bool:
    return any(
        hypot(px - x, py - y) <= slack for px, py in zip(line.points[0::2], line.points[1::2], strict=True)
    )


# The small plate, where one can reckon by hand


def test_vessels_come_before_nets_and_nets_before_areas(small_judge: Judge) -> None:
    def hit(x: float, y: float, zoom: float = 1.0) -> str:
        best = small_judge.index.hit(x, y, zoom).best
        return "" if best is None else small_judge.name(best)

    assert hit(0, 50) == "midline-vein.C1"
    assert hit(7.9, 250) == "midline-vein.T1"
    assert hit(-60, 60) == "vein-net.left"
    assert hit(50, 250) == "the-cord"
    assert hit(-140, 10) == ""


def test_reach_is_in_pixels_whatever_the_zoom(small_judge: Judge) -> None:
    for zoom in (0.25, 0.5, 1.0, 2.0, 8.0):
        reach = 8 / zoom
        inside = small_judge.index.hit(60 + reach * 0.99, 180, zoom).best
        assert inside is not None
        assert small_judge.name(inside) == "side-vein.right.C2"
        beyond = small_judge.index.hit(60 + max(reach, 2) * 1.01, 180, zoom).best
        assert beyond is None or small_judge.name(beyond) != "side-vein.right.C2"


def test_hidden_layers_are_not_hit(small_judge: Judge) -> None:
    hit = small_judge.index.hit(0, 50, 1.0, frozenset({"veins"}))
    assert hit.best is not None
    assert small_judge.name(hit.best) == "the-cord"
    assert small_judge.index.hit(0, 50, 1.0, frozenset({"veins", "nervous"})) == Hit(None)


def test_all_at_gives_the_topmost_first(small_judge: Judge) -> None:
    names = [small_judge.name(number) for number in small_judge.index.all_at(0, 50, 1.0)]
    assert names[-1] == "the-cord"
    assert "midline-vein.C1" in names
    orders = [small_judge.plate.regions[number].order for number in small_judge.index.all_at(0, 50, 1.0)]
    assert orders == sorted(orders, reverse=True)


def test_two_vessels_equally_near_are_rivals_and_pieces_that_touch_are_not() -> None:

    from viewer.core.address import Address
    from viewer.core.loading import load_atlas
    from viewer.core.plate import Rect
    from viewer.core.structure import StructureId

    from .conftest import SMALL

    def vessel(name: str, x: float) -> Region:
        line = Line((x, 0.0, x, 100.0), (1.0, 1.0))
        return Region(Address.parse(name), Shape.LINE, "veins", 1, Rect(x - 1, 0, 2, 100), (line,))

    plate = (
        load_atlas(SMALL)
        .plates["back"]
        ._replace(links=(), regions=(vessel("a.left", 0), vessel("b.right", 10)))
    )
    assert RegionIndex(plate).hit(5.0, 50.0, 1.0) == Hit(0, (1,))
    assert RegionIndex(plate).hit(4.0, 50.0, 1.0) == Hit(0)
    assert RegionIndex(plate).hit(4.0, 50.0, 0.5) == Hit(0, (1,))
    assert RegionIndex(plate).hit(0.5, 50.0, 0.1) == Hit(0), "inside a body there is no doubt"
    same = plate._replace(regions=(vessel("a.left", 0), vessel("a.right", 10)))
    assert RegionIndex(same).hit(5.0, 50.0, 1.0) == Hit(0, (1,))
    assert RegionIndex(same._replace(links=((0, 1),))).hit(5.0, 50.0, 1.0) == Hit(0)
    assert plate.regions[0].address.structure == StructureId("a")

"""Reading a drawing: paths as the library reads them, vessels in passes, regions and their widths."""

from math import hypot, isclose, pi

import pytest
import svgelements
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.core.atlas import Atlas
from viewer.core.canvas import SHADE_FROM, SHADOW_FROM
from viewer.core.drawing import Drawing, read_drawing
from viewer.core.faults import FaultList
from viewer.core.paths import FLATNESS, flatten, product, read_path, read_transform, shape_data
from viewer.core.plate import Path, Plate, Region, Shape
from viewer.core.regions import make_regions
from viewer.core.rings import oriented, signed_area, winding
from viewer.core.structure import StructureId

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><g id="layer-a" data-layer="veins">'
KNOWN = {StructureId("a-vein"): None, StructureId("a-fat"): None}

numbers = st.floats(-999, 999).map(lambda value: round(value, 2))
SIZES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "Z": 0}


@st.composite
def path_data(draw: st.DrawFn, verbs: str = "MLHVCSQTZmlhvcsqtz") -> str:
    """Any path of moves, lines, curves and closes, absolute or relative."""
    words = ["M", str(draw(numbers)), str(draw(numbers))]
    for verb in draw(st.lists(st.sampled_from(verbs), min_size=1, max_size=12)):
        words += [verb, *(str(draw(numbers)) for _ in range(SIZES[verb.upper()]))]
    return " ".join(words)


def ends(path: Path) -> list[tuple[float, float]]:
    """Give the point that each segment but a close ends at."""
    sizes = {"M": 2, "L": 2, "C": 6}
    result, at = [], 0
    for verb in path.verbs:
        if verb != "Z":
            at += sizes[verb]
            result.append((path.points[at - 2], path.points[at - 1]))
    return result


@given(path_data())
@settings(deadline=None, max_examples=200)
def test_a_path_goes_where_the_library_says(data: str) -> None:
    expected: list[tuple[float, float]] = []
    closed = False
    for segment in svgelements.Path(data):
        if closed and not isinstance(segment, svgelements.Move | svgelements.Close):
            expected.append((segment.start.x, segment.start.y))  # a figure begins anew with a move left out
        closed = isinstance(segment, svgelements.Close)
        if not closed:
            expected.append((segment.end.x, segment.end.y))
    found = ends(read_path(data))
    assert len(found) == len(expected)
    for one, other in zip(found, expected, strict=True):
        assert one == pytest.approx(other, abs=0.01)


@given(path_data("MLCZmlcz"))
@settings(deadline=None, max_examples=60)
def test_a_flattened_curve_stays_close_to_its_curve(data: str) -> None:
    curves = [one for one in svgelements.Path(data) if isinstance(one, svgelements.CubicBezier)]
    steps = []
    for figure, closed in flatten(read_path(data)):
        points = list(zip(figure[0::2], figure[1::2], strict=True))
        steps += list(zip(points, points[1:] + points[:1] if closed else points[1:], strict=False))
    for curve in curves:
        if hypot(curve.end.x - curve.start.x, curve.end.y - curve.start.y) > 1e4:
            continue
        for share in (0.21, 0.5, 0.83):
            spot = curve.point(share)
            assert min(_distance(spot.x, spot.y, *one, *two) for one, two in steps) < FLATNESS + 0.02


def _distance(x: float, y: float, x0: float, y0: float, x1: float, y1: float) -> float:
    dx, dy = x1 - x0, y1 - y0
    length = dx * dx + dy * dy
    t = max(0.0, min(1.0, ((x - x0) * dx + (y - y0) * dy) / length)) if length else 0.0
    return hypot(x0 + t * dx - x, y0 + t * dy - y)


def test_an_arc_is_round() -> None:
    ((ring, closed),) = flatten(read_path("M10 0A10 10 0 1 1 -10 0A10 10 0 1 1 10 0Z"))
    assert closed
    assert all(isclose(x * x + y * y, 100, rel_tol=0.03) for x, y in zip(ring[0::2], ring[1::2], strict=True))
    assert abs(signed_area(ring)) == pytest.approx(100 * pi, rel=0.02)


@pytest.mark.parametrize(
    ("tag", "attributes", "area"),
    [
        ("rect", {"x": "1", "y": "2", "width": "3", "height": "4"}, 12),
        ("circle", {"cx": "5", "cy": "5", "r": "10"}, 100 * pi),
        ("ellipse", {"cx": "5", "cy": "5", "rx": "10", "ry": "4"}, 40 * pi),
        ("polygon", {"points": "0,0 10,0 10,10"}, 50),
        ("polyline", {"points": "0,0 10,0 10,10"}, 50),
    ],
)
def test_every_shape_becomes_a_path(tag: str, attributes: dict[str, str], area: float) -> None:
    ((ring, _closed),) = flatten(read_path(shape_data(tag, attributes)))
    assert abs(signed_area(ring)) == pytest.approx(area, rel=0.03)


def test_transforms_are_applied_from_within() -> None:
    matrix = product(read_transform("translate(10 20)"), read_transform("scale(2)"))
    assert read_path("M1 1L2 3", matrix).points == (12, 22, 14, 26)
    assert read_path("M1 0L2 0", read_transform("rotate(90)")).points == pytest.approx((0, 1, 0, 2), abs=1e-6)


def draw(inner: str) -> tuple[Drawing, list[Region], list[str]]:
    faults = FaultList()
    drawing = read_drawing(f"{HEAD}{inner}</g></svg>", "a.svg", faults, KNOWN, {"veins": None})
    assert drawing is not None
    return drawing, make_regions(drawing.canvas.pieces), [fault.message for fault in faults.listed()]


def vessel(name: str, x: float, half: float = 5.0) -> str:
    left, right = x - half, x + half
    return (
        f'<g class="vessel" data-role="vein"><path class="body f-vein" d="M{left} 0H{right}V90H{left}Z"/>'
        f'<path class="shade f-vein-shade" d="M{x} 5V80h1V5Z"/>'
        f'<path class="light f-vein-light" d="M{left} 5V80h1V5Z"/>'
        f'<path class="centre" id="{name}" d="M{x} 0V90"/></g>'
    )


def test_vessels_that_follow_each_other_are_painted_in_passes() -> None:
    drawing, _regions, faults = draw(vessel("a-vein.left", 20) + vessel("a-vein.right", 60))
    assert faults == []
    painted = [(one.fill, one.stroke) for one in drawing.canvas.elements]
    each = [("shadow", ""), ("", "vein-edge"), ("vein", ""), ("vein-shade", ""), ("vein-light", "")]
    assert painted == [one for one in each for _ in range(2)]
    shadow, casing, body, shade = (drawing.canvas.elements[number] for number in (0, 2, 4, 6))
    assert (shadow.dx, shadow.dy, shadow.alpha, shadow.path) == (1.6, 3.0, 0.2, body.path)
    assert shadow.shown_from == pytest.approx(SHADOW_FROM / 4.5, abs=1e-3)
    assert shade.shown_from == pytest.approx(SHADE_FROM / 4.5, abs=1e-3)
    assert (casing.width, casing.path) == (2.2, body.path)


def test_a_plain_shape_between_vessels_parts_their_run() -> None:
    plain = '<path class="f-vein-light" d="M0 0H9V9Z"/>'
    drawing, _regions, _faults = draw(vessel("a-vein.left", 20) + plain + vessel("a-vein.right", 60))
    fills = [one.fill for one in drawing.canvas.elements]
    assert fills.index("vein") < 5 < fills.index("shadow", 1)


def test_shadow_and_casing_can_be_set_and_switched_off() -> None:
    quiet = 'data-role="vein" data-shadow="none" data-casing="0.8"'
    inner = vessel("a-vein", 20).replace('data-role="vein"', quiet)
    drawing, _regions, _faults = draw(inner)
    assert "shadow" not in {one.fill for one in drawing.canvas.elements}
    assert drawing.canvas.elements[0].width == 1.6


def test_half_widths_are_measured_on_the_body() -> None:
    taper = (
        '<g class="vessel" data-role="vein"><path class="body f-vein" d="M45 0H55L52 90H48Z"/>'
        '<path class="centre" id="a-vein" d="M50 0V90"/></g>'
    )
    _drawing, (region,), _faults = draw(taper)
    (line,) = region.lines
    for y, half in zip(line.points[1::2], line.radii, strict=True):
        assert half == pytest.approx(5 - 3 * y / 90, abs=0.01)


@pytest.mark.parametrize("lean", [-3, 0, 3])
@pytest.mark.parametrize("end", [59.9, 60.0, 60.1])
def test_a_vessel_is_as_wide_at_its_cut_end_as_before_it(lean: int, end: float) -> None:
    cut = (
        f'<g class="vessel" data-role="vein">'
        f'<path class="body f-vein" d="M46 0H54L54 {60 + lean}L46 {60 - lean}Z"/>'
        f'<path class="centre" id="a-vein" d="M50 0L50 20L50 40L50 {end}"/></g>'
    )
    _drawing, (region,), _faults = draw(cut)
    (line,) = region.lines
    assert list(line.radii) == pytest.approx([4.0] * 4, abs=0.01)


def test_a_stroked_path_of_class_vessel_is_a_vessel() -> None:
    drawing, (region,), faults = draw(
        '<path id="a-vein.C1" class="vessel s-vein" stroke-width="6" d="M0 0C9 9 20 9 30 0"/>'
    )
    assert faults == []
    assert region.shape is Shape.LINE
    assert set(region.lines[0].radii) == {3.0}
    assert [(one.stroke, one.width) for one in drawing.canvas.elements] == [
        ("shadow", 6), ("vein-edge", 8.2), ("vein", 6),
    ]  # fmt: skip


def test_what_a_drawing_program_writes_into_style_counts() -> None:
    style = "fill:none;stroke:#123456;stroke-width:4px"
    _drawing, (region,), _faults = draw(
        f'<path id="a-vein" class="vessel s-vein" style="{style}" d="M0 0H9"/>'
    )
    assert set(region.lines[0].radii) == {2.0}
    drawing, regions, _faults = draw('<path id="a-vein" class="f-vein" style="display:none" d="M0 0H9V9Z"/>')
    assert (drawing.canvas.elements, regions) == ([], [])


def test_pieces_of_one_address_make_one_region_and_its_parts_paint() -> None:
    group = (
        '<g id="a-fat.left"><path class="f-vein" d="M0 0H20V20H0Z"/>'
        '<path class="f-vein" d="M30 30V10H10V30Z"/></g>'
        '<path class="hit" id="a-fat.left#2" d="M50 50H60V60H50Z"/>'
    )
    drawing, (region,), _faults = draw(group)
    assert (region.shape, len(region.areas), len(drawing.canvas.elements)) == (Shape.AREA, 3, 2)
    assert sum(winding(ring, 15, 15) for ring in region.areas) == 2, (
        "where they overlap is inside, not a hole"
    )


def test_a_piece_may_be_numbered_as_inkscape_writes_it() -> None:
    paths = (
        f'<path id="a-vein.left{end}" class="vessel s-vein" d="M0 {y}H9"/>'
        for y, end in enumerate(("", "#2", "_3"))
    )
    _drawing, (region,), faults = draw("".join(paths))
    assert (str(region.address), len(region.lines), faults) == ("a-vein.left", 3, [])


def test_a_shape_as_inkscape_draws_it_is_told_to_bear_a_class() -> None:
    _drawing, _regions, (fault,) = draw('<path id="path2" style="fill:#ff0000;stroke:none" d="M0 0H9V9Z"/>')
    assert "no class that colours it" in fault
    assert "XML Editor" in fault


def test_a_vessel_that_was_duplicated_and_not_renamed_is_told_of() -> None:
    paths = '<path id="path324" class="vessel s-vein" d="M0 0H9"/><path class="vessel s-vein" d="M0 5H9"/>'
    _drawing, _regions, (fault,) = draw(paths)
    assert "“path324”, which names no structure" in fault
    assert "Object Properties" in fault


def test_a_layer_that_is_new_is_told_what_to_bear() -> None:
    faults = FaultList()
    new_layer = f'{HEAD}</g><g id="layer1"><path d="M0 0H9"/></g></svg>'
    read_drawing(new_layer, "a.svg", faults, KNOWN, {"veins": None})
    assert "data-layer, one of veins, ground, notes" in faults.listed()[0].message


def test_the_notes_of_an_illustrator_are_passed_over() -> None:
    notes = (
        '<g data-layer="notes" id="layer3"><text>Draw here</text><image href="photograph.png"/>'
        '<path id="a-vein" d="M0 0H9"/><script>alert(1)</script></g>'
    )
    drawing, regions, faults = draw(notes)
    assert (drawing.canvas.elements, regions, faults) == ([], [], [])


def test_a_hole_stays_a_hole_by_either_rule() -> None:
    outer, inner = [0.0, 0, 10, 0, 10, 10, 0, 10], [2.0, 2, 8, 2, 8, 8, 2, 8]
    against = [2.0, 2, 2, 8, 8, 8, 8, 2]
    for rings, odd_even in (([outer, inner], True), ([outer, against], False)):
        assert sum(winding(ring, 5, 5) for ring in oriented(rings, odd_even)) == 0
        assert sum(winding(ring, 1, 1) for ring in oriented(rings, odd_even)) == 1
    assert sum(winding(ring, 5, 5) for ring in oriented([outer, inner], False)) == 2


def test_figures_far_apart_are_not_gone_round(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(ring: list[float], x: float, y: float) -> int:
        raise AssertionError(f"{ring} was gone round")

    monkeypatch.setattr("viewer.core.rings.winding", refuse)
    apart = [[x, 0.0, x + 4, 0, x + 4, 4, x, 4] for x in (0.0, 10, 20)]
    for odd_even in (True, False):
        assert oriented(apart, odd_even) == [tuple(ring) for ring in apart]


def test_ids_that_a_drawing_program_makes_are_no_regions() -> None:
    for name in ("path123", "g45", "layer-veins", "svg1", "rect-9"):
        _drawing, regions, faults = draw(f'<path id="{name}" class="f-vein" d="M0 0H9V9Z"/>')
        assert (regions, faults) == ([], [])


def test_layers_are_told_in_paint_order(small: Atlas) -> None:
    plate = small.plates["back"]
    assert plate.layers == ("ground", "nervous", "veins")
    assert plate.elements[0].fill == "csf"
    assert [element.shown_from for element in plate.elements if element.stroke == "net"] == [0, 0.6, 0]


def test_regions_of_the_shipped_plate_are_whole(dorsal: Plate) -> None:
    assert len(dorsal.regions) > 400
    for region in dorsal.regions:
        assert region.lines or region.areas
        assert (region.shape is Shape.AREA) or not region.areas
        for line in region.lines:
            assert len(line.points) == 2 * len(line.radii) >= 4
            assert all(half > 0 for half in line.radii)
    vessels = [region for region in dorsal.regions if region.shape is Shape.LINE]
    assert all(max(half for line in region.lines for half in line.radii) < 40 for region in vessels)

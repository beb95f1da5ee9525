"""Names beside the plate: none overlaps, none is clipped, the selected one is there."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QObject, QPointF, QRectF
from PySide6.QtGui import QPainter
from pytestqt.qtbot import QtBot

from tests.widgets.trimmings import camera_on, letters, paper, real_atlas, small_atlas
from viewer.core.address import Address
from viewer.core.assets import asset
from viewer.core.camera import Camera
from viewer.core.covering import Covering
from viewer.core.framing import Frame
from viewer.core.geometry import RegionIndex
from viewer.core.loading import load_atlas
from viewer.core.showing import Showing, plate_as_shown, usual_names
from viewer.widgets.compass_marks import CompassMarks
from viewer.widgets.label_text import label_name
from viewer.widgets.labels import LabelLayer
from viewer.widgets.look import Look, load_theme
from viewer.widgets.plate_trimmings import Trimmings
from viewer.widgets.ruler import Ruler

_T8 = Address.parse("posterior-radicular-veins.right.T8")
_MIDLINE = Address.parse("midline-vein")


def _small(mode: str = "all", selection: tuple[Address, ...] = (), zoom: float = 1.0) -> LabelLayer:
    atlas = small_atlas()
    plate = atlas.plates["back"]
    layer, font = LabelLayer(atlas, plate), letters()
    camera, left, right = camera_on(plate, 560, 230, font, zoom, (0, 150))
    layer.place(camera, left, right, font, mode, selection)
    return layer


def _named(layer: LabelLayer) -> set[str]:
    return {str(address) for _, address in layer.boxes()}


@pytest.mark.usefixtures("qapp")
class TestOnASmallPlate:
    def test_wishes_are_met(self) -> None:
        assert _named(_small()) == {"midline-vein", "side-vein.right"}

    def test_no_labels_means_none(self) -> None:
        assert _named(_small("none", (_MIDLINE,))) == set()

    def test_selected_only_names_what_is_selected(self) -> None:
        level = Address.parse("midline-vein.C2")
        assert _named(_small("selected", (level,))) == {"midline-vein.C2"}

    def test_the_selected_label_takes_the_place_of_the_wish(self) -> None:
        level = Address.parse("midline-vein.C2")
        assert _named(_small("all", (level,))) == {"midline-vein.C2", "side-vein.right"}

    def test_a_wish_may_wait_until_one_is_closer(self) -> None:
        assert "the-cord" in _named(_small(zoom=3.0))

    def test_a_label_knows_what_it_names(self) -> None:
        layer = _small()
        for box, address in layer.boxes():
            assert layer.label_at(box.center()) == address
        assert layer.label_at(QPointF(-5, -5)) is None

    def test_what_is_in_a_hidden_layer_has_no_name(self) -> None:
        atlas = small_atlas()
        plate = atlas.plates["back"]
        layer, font = LabelLayer(atlas, plate), letters()
        camera, left, right = camera_on(plate, 560, 230, font)
        layer.place(camera, left, right, font, "all", (), frozenset({"veins"}))
        assert _named(layer) == set()

    def test_a_view_too_narrow_for_a_word_has_no_labels(self) -> None:
        atlas = small_atlas()
        plate = atlas.plates["back"]
        layer, font = LabelLayer(atlas, plate), letters()
        camera, left, right = camera_on(plate, 150, 300, font)
        layer.place(camera, left, right, font, "all", ())
        assert layer.boxes() == []

    def test_words_of_a_label(self) -> None:
        atlas = small_atlas()
        for address, short, full in (
            ("midline-vein", "Midline vein", "Midline vein"),
            ("midline-vein.C2", "Midline vein, C2", "Midline vein, C2"),
            ("side-vein.left", "Side vein, left", "Side vein, left"),
            ("side-vein.left.C1", "Side vein, C1", "Side vein, left C1"),
        ):
            assert label_name(atlas, Address.parse(address)) == short
            assert label_name(atlas, Address.parse(address), in_full=True) == full

    def test_the_selected_label_is_painted_heavier(self) -> None:
        look = Look(load_theme("light"))

        def ink(selection: tuple[Address, ...]) -> int:
            layer = _small("all", selection)
            image = paper(560, 230)
            painter = QPainter(image)
            layer.paint(painter, look)
            painter.end()
            box = next(box for box, address in layer.boxes() if address == _MIDLINE).toAlignedRect()
            part = image.copy(box)
            return sum(
                part.pixelColor(x, y).lightness() < 120
                for x in range(part.width())
                for y in range(part.height())
            )

        assert ink((_MIDLINE,)) > 1.3 * ink(())


def _assert_tidy(layer: LabelLayer, camera: Camera, strip: float) -> None:
    view = QRectF(strip, 0, camera.width - strip, camera.height)
    for box, address in layer.boxes():
        assert view.contains(box), f"{address} is clipped: {box} in {view}"
    for (one, first), (other, second) in combinations(layer.boxes(), 2):
        assert not one.intersects(other), f"{first} overlaps {second}"
    for leader, another in combinations(layer.leaders(), 2):
        for a in pairwise(leader):
            for b in pairwise(another):
                assert not _cross(a, b), f"{leader} crosses {another}"


def _cross(
    a: tuple[tuple[float, float], tuple[float, float]], b: tuple[tuple[float, float], tuple[float, float]]
) -> bool:
    def side(p: tuple[float, float], q: tuple[float, float], r: tuple[float, float]) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(*a, b[0]) * side(*a, b[1]) < -1e-6 and side(*b, a[0]) * side(*b, a[1]) < -1e-6


_VIEWS = st.tuples(
    st.integers(420, 1700),
    st.integers(380, 1100),
    st.sampled_from([1.0, 1.0, 1.4, 2.0, 3.0, 4.5, 8.0]),
    st.floats(-300, 300),
    st.floats(0, 2100),
    st.sampled_from([11, 13, 19, 26]),
)


@pytest.mark.usefixtures("qapp")
class TestOnTheRealPlate:
    @pytest.mark.parametrize("name", ["dorsal", "drainage"])
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(view=_VIEWS, chosen=st.integers(0, 10_000))
    @example(view=(420, 380, 1.0, 0.0, 0.0, 19), chosen=147)  # a Latin word wider than the column
    def test_no_view_has_an_overlap_a_crossing_or_a_clipped_name(
        self, name: str, view: tuple[int, int, float, float, float, int], chosen: int
    ) -> None:
        width, height, zoom, x, y, size = view
        atlas = real_atlas()
        plate = atlas.plates[name]
        layer, font, ruler = LabelLayer(atlas, plate), letters(size), Ruler(plate)
        camera, left, right = camera_on(plate, width, height, font, zoom, (x, y))
        selected = plate.regions[chosen % len(plate.regions)].address
        layer.place(camera, left, right, font, "all", (selected,))
        _assert_tidy(layer, camera, ruler.width(font, width))
        caption = ruler.caption_rect(camera, font)
        assert not any(box.intersects(caption) for box, _ in layer.boxes())

    @pytest.mark.parametrize(
        ("width", "height", "size"), [(660, 640, 26), (480, 440, 26), (480, 420, 39), (500, 600, 13)]
    )
    def test_the_plate_comes_before_its_labels_whatever_the_letters(
        self, width: int, height: int, size: int
    ) -> None:
        atlas = real_atlas()
        plate = atlas.plates["dorsal"]
        layer, font = LabelLayer(atlas, plate), letters(size)
        camera, left, right = camera_on(plate, width, height, font)
        assert camera.zoom * plate.view.height >= 0.75 * height
        layer.place(camera, left, right, font, "all", (_T8,))
        assert str(_T8) in _named(layer)
        words = {row.words for label in layer.marks() for row in label.text.rows}
        assert not any("…" in word for word in words)

    @pytest.mark.parametrize("stretch", [70, 100, 120])
    @pytest.mark.parametrize(("width", "height", "size"), [(480, 440, 26), (480, 420, 33), (600, 500, 39)])
    @pytest.mark.parametrize("name", ["posterior-radicular-veins.right.T8", "posteromedian-spinal-vein"])
    def test_what_is_selected_is_named_however_wide_the_letters_are(
        self, name: str, width: int, height: int, size: int, stretch: int
    ) -> None:
        atlas = real_atlas()
        plate = atlas.plates["dorsal"]
        layer, font = LabelLayer(atlas, plate), letters(size)
        font.setStretch(stretch)
        camera, left, right = camera_on(plate, width, height, font)
        layer.place(camera, left, right, font, "all", (Address.parse(name),))
        assert name in _named(layer)
        _assert_tidy(layer, camera, Ruler(plate).width(font, width))

    @pytest.mark.parametrize("turned", [False, True])
    @pytest.mark.parametrize("name", ["section-c5", "section-t8", "section-l3"])
    @pytest.mark.parametrize(
        ("width", "height", "size"), [(511, 577, 13), (804, 877, 13), (1112, 794, 26), (400, 877, 13)]
    )
    def test_no_label_reaches_into_the_words_of_the_compass(
        self, width: int, height: int, size: int, name: str, turned: bool
    ) -> None:
        atlas, font = real_atlas(), letters(size)
        plate = plate_as_shown(atlas, atlas.plates[name], Showing(usual_names(atlas), "", turned))
        before, behind, up, down = CompassMarks(plate).margins(font)
        free = QRectF(before, up, width - before - behind, height - up - down)
        trimmings = Trimmings(atlas, plate, RegionIndex(plate.regions), QObject())
        left, right, above, below = trimmings.gutters(font, width, height)
        fitting = Frame(plate.view, width, height, left, right, above, below).fitting()
        for zoom in (1.0, 1.7, 4.0, 9.0):
            layer = LabelLayer(atlas, plate)
            layer.place(fitting._replace(zoom=fitting.zoom * zoom), left, width - right, font, "all", ())
            outside = [f"{address}: {box}" for box, address in layer.boxes() if not free.contains(box)]
            assert not outside, zoom

    @pytest.mark.parametrize("name", ["dorsal", "drainage", "section-c5", "section-t8", "section-l3"])
    @pytest.mark.parametrize(
        ("size", "least"),
        [((511, 577), 7), ((804, 895), 10), ((400, 877), 4), ((345, 790), 4), ((254, 577), 0)],
    )
    def test_no_label_lies_over_the_whole_plate(self, size: tuple[int, int], least: int, name: str) -> None:
        atlas, font = real_atlas(), letters()
        plate = atlas.plates[name]
        owner = QObject()
        trimmings = Trimmings(atlas, plate, RegionIndex(plate), owner)
        fitting = Frame(plate.view, *size, *trimmings.gutters(font, *size)).fitting()
        trimmings.follow(fitting, fitting.zoom, font)
        trimmings.place()
        left, top = fitting.to_view(plate.view.x, plate.view.y)
        drawing = QRectF(left, top, plate.view.width * fitting.zoom, plate.view.height * fitting.zoom)
        assert [str(address) for box, address in trimmings.boxes() if box.intersects(drawing)] == []
        assert len(trimmings.boxes()) >= least

    @pytest.mark.parametrize("zoom", [2.0, 3.0, 5.0])
    @pytest.mark.parametrize("name", ["section-c5", "section-t8", "section-l3"])
    def test_close_in_labels_leave_most_of_the_drawing_in_sight(self, name: str, zoom: float) -> None:
        atlas, font = real_atlas(), letters()
        plate = atlas.plates[name]
        layer = LabelLayer(atlas, plate)
        camera, left, right = camera_on(plate, 940, 870, font, zoom)
        layer.place(camera, left, right, font, "all", ())
        assert layer.boxes()
        for half in (QRectF(0, 0, 470, 870), QRectF(470, 0, 470, 870)):
            high = sum(box.height() for box, _ in layer.boxes() if half.contains(box.center()))
            assert high < 0.5 * 870

    def test_a_view_that_grows_a_little_keeps_its_labels(self) -> None:
        atlas = real_atlas()
        plate = atlas.plates["dorsal"]
        layer, font = LabelLayer(atlas, plate), letters()
        for height in range(560, 800, 24):
            camera, left, right = camera_on(plate, 620, height, font)
            layer.place(camera, left, right, font, "all", ())
            before = _named(layer)
            camera, left, right = camera_on(plate, 620, height + 12, font)
            layer.place(camera, left, right, font, "all", ())
            assert len(before - _named(layer)) <= 1

    def test_the_names_of_what_is_stepped_back_are_muted(self) -> None:
        atlas = real_atlas()
        plate = atlas.plates["dorsal"]
        layer, font, look = LabelLayer(atlas, plate), letters(), Look(load_theme("light"))
        camera, left, right = camera_on(plate, 900, 860, font)
        layer.place(camera, left, right, font, "all", ())

        def darkest(back: bool) -> int:
            image = paper(900, 860)
            painter = QPainter(image)
            layer.paint(painter, look, lambda _: back)
            painter.end()
            part = image.copy(layer.boxes()[0][0].toAlignedRect())
            return min(
                part.pixelColor(x, y).lightness() for x in range(part.width()) for y in range(part.height())
            )

        assert darkest(back=True) > darkest(back=False) + 20

    @pytest.mark.parametrize("size", [(900, 860), (1600, 1000), (700, 600), (560, 700)])
    def test_every_dot_is_on_what_it_names(self, size: tuple[int, int]) -> None:
        atlas = real_atlas()
        plate = atlas.plates["dorsal"]
        layer, font = LabelLayer(atlas, plate), letters()
        camera, left, right = camera_on(plate, *size, font)
        layer.place(camera, left, right, font, "all", (_T8,))
        covering = Covering(plate, 1.0)
        assert len(layer.boxes()) >= 14
        for (_, address), leader in zip(layer.boxes(), layer.leaders(), strict=True):
            x, y = camera.to_plate(*leader[0])
            numbers = [n for n, region in enumerate(plate.regions) if address.covers(region.address)]
            assert any(covering.is_free(number, x, y) for number in numbers), address

    @pytest.mark.parametrize("zoom", [1.0, 2.0, 3.0, 6.0])
    def test_the_selected_region_is_named_in_full(self, zoom: float) -> None:
        atlas = real_atlas()
        plate = atlas.plates["dorsal"]
        bounds = next(region.bounds for region in plate.regions if region.address == _T8)
        middle = (bounds.x + bounds.width / 2, bounds.y + bounds.height / 2)
        for size in ((900, 860), (700, 600), (460, 640)):
            layer, font = LabelLayer(atlas, plate), letters()
            camera, left, right = camera_on(plate, *size, font, zoom, middle)
            layer.place(camera, left, right, font, "all", (_T8,))
            assert str(_T8) in _named(layer)

    def test_whatever_is_selected_is_named(self) -> None:
        atlas = real_atlas()
        plate = atlas.plates["dorsal"]
        layer, font = LabelLayer(atlas, plate), letters()
        for region in plate.regions[::23]:
            bounds = region.bounds
            middle = (bounds.x + bounds.width / 2, bounds.y + bounds.height / 2)
            whole, left, right = camera_on(plate, 900, 860, font)
            fits = min((right - left) / bounds.width, 860 / bounds.height) * 0.7 / whole.zoom
            camera, left, right = camera_on(plate, 900, 860, font, max(min(fits, 4.0), 1.01), middle)
            layer.place(camera, left, right, font, "all", (region.address,))
            assert str(region.address) in _named(layer)

    def test_closer_in_there_are_more_names_of_what_is_seen(self) -> None:
        atlas = real_atlas()
        plate = atlas.plates["dorsal"]
        layer, font = LabelLayer(atlas, plate), letters()
        seen = []
        for zoom in (1.0, 3.0):
            camera, left, right = camera_on(plate, 900, 860, font, zoom, (0, 1640))
            layer.place(camera, left, right, font, "all", ())
            inside = camera_on(plate, 900, 860, font, 3.0, (0, 1640))[0].seen()
            anchors = [camera.to_plate(*leader[0]) for leader in layer.leaders()]
            seen.append(sum(inside.y <= y <= inside.y + inside.height for _, y in anchors))
        assert seen[1] > 1.2 * seen[0]

    def test_names_stay_clear_of_the_overview(self) -> None:
        atlas = real_atlas()
        plate = atlas.plates["dorsal"]
        layer, font = LabelLayer(atlas, plate), letters()
        camera, left, right = camera_on(plate, 900, 860, font, 3.0, (0, 1640))
        corner = QRectF(790, 610, 94, 243)
        layer.place(camera, left, right, font, "all", (), frozenset(), [corner])
        assert layer.boxes()
        assert not any(box.intersects(corner) for box, _ in layer.boxes())


def test_labels_follow_the_font(qtbot: QtBot) -> None:
    atlas = real_atlas()
    plate = atlas.plates["dorsal"]
    layer = LabelLayer(atlas, plate)
    counts, heights = [], []
    for size in (13, 26):
        font = letters(size)
        camera, left, right = camera_on(plate, 900, 860, font)
        layer.place(camera, left, right, font, "all", ())
        counts.append(len(layer.boxes()))
        heights.append(min(box.height() for box, _ in layer.boxes()))
    assert counts[0] > counts[1] >= 8
    assert heights[1] > 1.6 * heights[0]


@pytest.mark.parametrize(
    "size", [(502, 495), (554, 455), (641, 615), (686, 595), (686, 663), (723, 795), (968, 975)]
)
def test_a_new_atlas_has_its_labels_in_every_usual_window(qtbot: QtBot, size: tuple[int, int]) -> None:
    atlas = load_atlas(asset("starter"))
    plate, font = atlas.plates["dorsal"], letters()
    layer, ruler = LabelLayer(atlas, plate), Ruler(plate)
    above, below = ruler.room(font, size[0])
    left, right = layer.gutters(font, size[0], size[1] - above - below)
    left += ruler.width(font, size[0])
    camera = Frame(plate.view, *size, left, right, above, below).fitting()
    layer.place(camera, left, size[0] - right, font, "all", ())
    wished = {str(wish.address) for wish in plate.wishes if not wish.shown_from}
    assert _named(layer) >= wished

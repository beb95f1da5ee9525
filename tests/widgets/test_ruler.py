"""The strip of levels and the marks around the plate."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from tests.widgets.trimmings import camera_on, letters, paper, real_atlas, small_atlas
from viewer.core.address import Address
from viewer.core.camera import Camera
from viewer.core.plate import Plate
from viewer.widgets.look import THEMES, Look, contrast, load_theme
from viewer.widgets.ruler import Mark, Ruler
from viewer.widgets.ruler_strip import Slot, named

pytestmark = pytest.mark.usefixtures("qapp")


def _plate() -> Plate:
    return real_atlas().plates["dorsal"]


def _painted(camera: Camera, marked: frozenset[Mark] = frozenset(), size: int = 13) -> QImage:
    image = paper(round(camera.width), round(camera.height))
    painter = QPainter(image)
    Ruler(_plate()).paint(painter, camera, Look(load_theme("light")), letters(size), marked)
    painter.end()
    return image


@pytest.mark.parametrize("size", [11, 13, 26])
def test_the_strip_grows_with_the_letters(size: int) -> None:
    width = Ruler(_plate()).width(letters(size))
    assert 4.2 * size < width < 8 * size


def test_a_plate_without_levels_has_no_strip() -> None:
    plate = small_atlas().plates["back"]
    bare = Plate(
        "bare", "", "", "", plate.view, "", "", "L", "R", plate.layers, (), (), (), (), (), (), (), ()
    )
    assert Ruler(bare).width(letters()) == 0


def test_every_band_is_found_where_it_is() -> None:
    plate, font = _plate(), letters()
    ruler = Ruler(plate)
    camera, _, _ = camera_on(plate, 900, 860, font)
    x = {0: ruler.width(font) * 0.25, 1: ruler.width(font) * 0.75}
    for number, column in enumerate(plate.rulers):
        for band in column.bands:
            y = camera.to_view(0, (band.top + band.bottom) / 2)[1]
            assert ruler.level_at(x[number], y, camera, font) == (column.level_kind, band.name)


def test_beside_the_bands_there_is_no_level() -> None:
    plate, font = _plate(), letters()
    ruler = Ruler(plate)
    camera, _, _ = camera_on(plate, 900, 860, font)
    assert ruler.level_at(500, 400, camera, font) is None
    assert ruler.level_at(10, 2, camera, font) is None


def test_letters_and_headings_are_told_in_full() -> None:
    plate, font = _plate(), letters()
    ruler = Ruler(plate)
    camera, _, _ = camera_on(plate, 900, 860, font)
    told = {ruler.words_at(x, y, camera, font) for x in range(0, 900, 4) for y in range(0, 60, 4)}
    assert {"Left side of the body", "Right side of the body"} <= told
    assert {column.name for column in plate.rulers} <= told


@pytest.mark.parametrize(("width", "size"), [(660, 26), (480, 26), (480, 39), (300, 13)])
def test_the_strip_leaves_the_view_to_the_drawing(width: int, size: int) -> None:
    assert Ruler(_plate()).width(letters(size), width) <= 0.18 * width


def test_a_caption_without_room_is_told_by_pointing() -> None:
    plate, font = _plate(), letters(26)
    ruler = Ruler(plate)
    camera, _, _ = camera_on(plate, 480, 440, font)
    assert ruler.caption_rect(camera, font).isEmpty()
    told = {ruler.words_at(x, y, camera, font) for x in range(0, 480, 4) for y in range(0, 60, 4)}
    assert any(plate.caption in words for words in told)


def test_names_shrink_before_one_is_left_out() -> None:
    slots = [Slot(n, f"C{n}", 100 + 9.8 * n, False, 9.8, True) for n in range(5)]
    factor, kept = named(slots, 0, 500, 11)
    assert 0.8 < factor < 1 and [slot.name for slot in kept] == ["C0", "C1", "C2", "C3", "C4"]
    assert (
        named([slot._replace(middle=100 + 6.0 * slot.number) for slot in slots], 0, 500, 11)[1][1].name
        == "C2"
    )


def test_a_level_marks_its_own_column_and_a_nerve_that_of_its_segment() -> None:
    atlas = real_atlas()
    ruler = Ruler(_plate())
    segment = Address.parse("posteromedian-spinal-vein.T8")
    nerve = Address.parse("posterior-radicular-veins.right.T8")
    assert ruler.marks_of(atlas, [segment]) == {("segment", "T8")}
    assert ruler.marks_of(atlas, [nerve]) == {("segment", "T8")}
    assert ruler.marks_of(atlas, [Address.parse("posteromedian-spinal-vein")]) == frozenset()
    assert ruler.marks_of(atlas, [Address.parse("no-such-thing.T8")]) == frozenset()


def test_marked_bands_are_lit() -> None:
    camera, _, _ = camera_on(_plate(), 900, 860, letters())
    gold = QColor(Look(load_theme("light")).colour("select"))
    y = round(camera.to_view(0, 1030)[1])
    plain, lit = _painted(camera), _painted(camera, frozenset({("segment", "T8")}))
    assert not any(plain.pixelColor(x, y) == gold for x in range(40))
    assert any(lit.pixelColor(x, y) == gold for x in range(40))


@pytest.mark.parametrize("theme", THEMES)
def test_names_are_readable_lit_or_not(theme: str) -> None:
    look = Look(load_theme(theme))
    pairs = [("key", "select"), ("ink", "ruler-a"), ("ink", "ruler-b"), ("ink2", "panel"), ("ink2", "bg")]
    for letters_role, ground in pairs:
        assert contrast(look.colour(letters_role), look.colour(ground)) >= 4.5


@pytest.mark.parametrize(
    ("width", "height", "size"),
    [(900, 860, 13), (1600, 1000, 13), (700, 600, 13)],
)
def test_the_caption_is_whole_and_off_the_drawing(width: int, height: int, size: int) -> None:
    plate, font = _plate(), letters(size)
    ruler = Ruler(plate)
    camera, _, _ = camera_on(plate, width, height, font)
    caption = ruler.caption_rect(camera, font)
    assert not caption.isEmpty()
    assert QRectF(ruler.width(font), 0, width - ruler.width(font), height).contains(caption)
    for region in plate.regions:
        left, top = camera.to_view(region.bounds.x, region.bounds.y)
        box = QRectF(left, top, region.bounds.width * camera.zoom, region.bounds.height * camera.zoom)
        assert not caption.intersects(box)


def test_close_in_there_is_no_caption_and_no_bracket() -> None:
    plate, font = _plate(), letters()
    ruler = Ruler(plate)
    camera, _, _ = camera_on(plate, 900, 860, font, 3.0, (0, 1000))
    assert ruler.caption_rect(camera, font).isEmpty()
    assert ruler.margin(camera, font) == 0


def test_brackets_are_left_out_where_they_would_meet_the_labels() -> None:
    plate, font = _plate(), letters()
    ruler = Ruler(plate)
    assert ruler.margin(camera_on(plate, 900, 860, font)[0], font) > 0
    assert ruler.margin(camera_on(plate, 700, 860, font)[0], font) == 0


@pytest.mark.parametrize("zoom", [1.0, 2.0, 5.0])
def test_nothing_is_painted_over_the_drawing_but_the_sides(zoom: float) -> None:
    plate, font = _plate(), letters()
    camera, left, right = camera_on(plate, 900, 860, font, zoom, (0, 1200))
    image = _painted(camera)
    middle = image.copy(round(left) + 80, 60, round(right - left) - 160, 700)
    assert all(
        middle.pixel(x, y) == 0xFFFFFFFF
        for x in range(0, middle.width(), 3)
        for y in range(0, middle.height(), 3)
    )


def test_the_first_band_lies_below_the_headings_whatever_the_letters() -> None:
    plate = _plate()
    for size in (13, 19, 26):
        font = letters(size)
        camera, _, _ = camera_on(plate, 900, 860, font)
        first = min(band.top for column in plate.rulers for band in column.bands)
        assert camera.to_view(0, first)[1] >= Ruler(plate).head(font) - size * 0.2

"""What the plate view paints: layers, isolation, states, stand-ins, pictures between starts."""

from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPdfWriter, QPixmap
from pytestqt.qtbot import QtBot

from tests.widgets.plates import address, differing, open_view, picture, small_atlas
from viewer.core.case import Involved
from viewer.core.flow_marks import FlowMarks
from viewer.core.plate import Rect
from viewer.widgets.look import THEMES, Look, load_theme
from viewer.widgets.plate_painter import Manner, PlatePainter
from viewer.widgets.plate_view import PlateView


@pytest.fixture
def view(qtbot: QtBot) -> PlateView:
    """The small plate, whole, without labels."""
    view = open_view(qtbot, small_atlas())
    view.set_label_mode("none")
    view.paint_now()
    return view


def _pixel(view: PlateView, shown: QImage, x: float, y: float) -> QColor:
    camera = view.view_camera()
    assert camera is not None
    at_x, at_y = camera.to_view(x, y)
    return shown.pixelColor(round(at_x), round(at_y))


def _plate_rect(view: PlateView, bounds: Rect) -> QRectF:
    camera = view.view_camera()
    assert camera is not None
    x, y = camera.to_view(bounds.x, bounds.y)
    return QRectF(x, y, bounds.width * camera.zoom, bounds.height * camera.zoom).adjusted(-4, -4, 4, 4)


@pytest.mark.parametrize("theme", THEMES)
def test_the_plate_is_painted_in_the_colours_of_the_theme(view: PlateView, theme: str) -> None:
    look = Look(load_theme(theme))
    view.set_look(look)
    shown = picture(view)
    assert _pixel(view, shown, -75, 250) == look.colour("cord")
    assert _pixel(view, shown, -140, 250) == look.colour("csf")


def test_ghosting_changes_only_what_belongs_to_the_layer(view: PlateView) -> None:
    before = picture(view)
    view.set_layers({"veins": "ghost"})
    changed = differing(before, picture(view))
    veins = [_plate_rect(view, region.bounds) for region in view.regions() if region.layer == "veins"]
    assert changed
    assert all(any(rect.contains(x, y) for rect in veins) for x, y in changed)


def test_a_ghosted_vein_has_the_mixed_colour_and_no_opacity(view: PlateView) -> None:
    view.set_layers({"veins": "ghost"})
    assert view.look is not None
    assert _pixel(view, picture(view), 0.5, 170) == view.look.colour("vein", ghosted=True)


def test_hiding_shows_what_lies_beneath_and_showing_brings_it_back(view: PlateView) -> None:
    before = picture(view)
    view.set_layers({"veins": "hide"})
    assert view.look is not None
    assert _pixel(view, picture(view), 0, 170) == view.look.colour("cord")
    view.set_layers({})
    assert not differing(before, picture(view))


def test_isolation_ghosts_everything_else(view: PlateView) -> None:
    view.isolate([address("midline-vein")])
    shown, look = picture(view), view.look
    assert look is not None
    assert _pixel(view, shown, 0.5, 170) == look.colour("vein")
    assert _pixel(view, shown, -75, 250) == look.colour("cord", ghosted=True)
    view.isolate(None)
    assert _pixel(view, picture(view), -75, 250) == look.colour("cord")


def test_what_lies_on_an_isolated_area_is_ghosted_and_does_not_vanish_beneath_it(view: PlateView) -> None:
    view.isolate([address("the-cord")])
    shown, look = picture(view), view.look
    assert look is not None
    assert _pixel(view, shown, -75, 250) == look.colour("cord")
    assert _pixel(view, shown, 0.5, 170) == look.colour("vein", ghosted=True)
    view.isolate([address("the-cord"), address("midline-vein")])
    assert _pixel(view, picture(view), 0.5, 170) == look.colour("vein")


def test_an_isolated_vein_stays_beneath_what_is_painted_over_it(qtbot: QtBot) -> None:
    atlas = small_atlas()
    plate = atlas.plates["back"]
    cord = next(number for number, one in enumerate(plate.elements) if one.fill == "cord")
    last = len(plate.elements)
    order = [number for number in range(last) if number != cord]
    over = plate._replace(
        elements=(*(plate.elements[number] for number in order), plate.elements[cord]), order=(*order, last)
    )
    view = open_view(qtbot, atlas._replace(plates={"back": over}))
    view.set_label_mode("none")
    view.isolate([address("midline-vein")])
    assert view.look is not None
    assert _pixel(view, picture(view), 0.5, 170) == view.look.colour("cord", ghosted=True)


def test_a_condition_leaves_what_it_involves_in_its_colours_with_gold_only_where_it_begins(
    view: PlateView,
) -> None:
    midline, begin = address("midline-vein"), address("midline-vein.C2")
    view.set_involved(Involved((midline,), (midline,), (begin,)))
    view.set_selection([midline])
    shown, look = picture(view), view.look
    assert look is not None
    assert _pixel(view, shown, 0.5, 270) == look.colour("vein")
    assert _pixel(view, shown, -75, 250) == look.colour("cord", ghosted=True)
    assert _gold_beside(view, shown, 170) > 0 == _gold_beside(view, shown, 270)
    view.set_selection([address("midline-vein.C1")])
    assert _gold_beside(view, picture(view), 270) > 0


@pytest.mark.parametrize("theme", THEMES)
def test_congestion_is_told_by_width_and_even_dots_within_the_vessel(view: PlateView, theme: str) -> None:
    look = Look(load_theme(theme))
    view.set_look(look)
    view.set_zoom(3.0)
    dark, dot = look.colour("congest"), look.colour("congest-light")
    number = view.numbers_of([address("midline-vein.C2")])[0]
    before = picture(view)
    view.set_flow(FlowMarks(congested=(number,)))
    shown, camera = picture(view), view.view_camera()
    assert camera is not None
    region = view.regions()[number]
    x = camera.to_view(region.lines[0].points[0], 0.0)[0]
    rows = range(round(camera.to_view(0, region.bounds.y)[1]) + 20, shown.height() - 20)
    rows = [y for y in rows if y < camera.to_view(0, region.bounds.y + region.bounds.height)[1] - 20]
    around = range(round(x) - 40, round(x) + 40)
    was = max(sum(before.pixelColor(at, y) == look.colour("vein") for at in around) for y in rows)
    for y in rows:
        colours = [shown.pixelColor(at, y) for at in around]
        assert colours.count(dot) < colours.count(dark), "no dot reaches across the vessel"
        assert colours.count(dark) + colours.count(dot) > was
    dotted = [any(shown.pixelColor(at, y) == dot for at in around) for y in rows]
    assert 0 < sum(dotted) < len(rows) / 2, "dots stand apart"


def _gold_beside(view: PlateView, shown: QImage, y: float) -> int:
    """Count the pixels of gold across the midline at a height of the plate."""
    camera, look = view.view_camera(), view.look
    assert camera is not None and look is not None
    middle, row = (round(at) for at in camera.to_view(0, y))
    return sum(shown.pixelColor(x, row) == look.colour("select") for x in range(middle - 30, middle + 30))


def test_a_selection_is_told_by_its_own_width_and_colour(view: PlateView) -> None:
    before = picture(view)
    view.set_selection([address("midline-vein.C2")])
    shown, look = picture(view), view.look
    assert look is not None
    strong, light = _gold_beside(view, shown, 170), _gold_beside(view, shown, 270)
    assert strong > light > 0
    view.set_selection([])
    assert not differing(before, picture(view))


@pytest.mark.parametrize("what", ["midline-vein", "vein-net.left", "the-cord", "side-vein.right.C2"])
def test_every_shape_can_be_pointed_at_selected_and_focused(view: PlateView, what: str) -> None:
    pictures = [picture(view)]
    view.set_pointed(address(what))
    pictures.append(picture(view))
    view.set_pointed(None)
    view.set_selection([address(what)])
    pictures.append(picture(view))
    view.set_selection([])
    view.mark_focus(view.numbers_of([address(what)])[0])
    pictures.append(picture(view))
    for i, one in enumerate(pictures):
        for other in pictures[i + 1 :]:
            assert differing(one, other)


def test_painting_in_slices_gives_the_same_picture(view: PlateView) -> None:
    assert view.plate is not None and view.look is not None
    painter = PlatePainter(view.plate, view.look)
    images = []
    for sliced in (False, True):
        image = QImage(300, 300, QImage.Format.Format_RGB32)
        image.fill(view.look.colour("bg"))
        brush = QPainter(image)
        brush.setRenderHint(QPainter.RenderHint.Antialiasing)
        brush.translate(150, 0)
        seen = Rect(-150, 0, 300, 300)
        if sliced:
            assert len(list(painter.paint_in_slices(brush, 1.0, seen, Manner(), lambda: 0.0))) > 3
        else:
            painter.paint(brush, 1.0, seen)
        brush.end()
        images.append(image)
    assert images[0] == images[1]


def test_painting_that_is_broken_off_leaves_its_brush_as_it_was(view: PlateView) -> None:
    """Qt warns of a brush that is put down with a state that was saved: a warning fails the test."""
    assert view.plate is not None and view.look is not None
    painter = PlatePainter(view.plate, view.look)
    alone = Manner(isolated=tuple(range(len(view.plate.regions))))
    for done in range(60):
        image = QImage(300, 300, QImage.Format.Format_RGB32)
        brush = QPainter(image)
        slices = painter.paint_in_slices(brush, 1.0, Rect(-150, 0, 300, 300), alone, lambda: 0.0)
        for _, _ in zip(range(done), slices, strict=False):
            pass
        slices.close()
        brush.end()


def test_fine_things_wait_until_one_is_close(view: PlateView) -> None:
    assert view.plate is not None and view.look is not None
    fine = [element for element in view.plate.elements if element.shown_from >= 0.6]
    assert fine
    painted = [
        sum(1 for element in view.plate.elements if element.shown_from <= scale) for scale in (0.1, 1.0, 5.0)
    ]
    assert painted[0] < painted[1] <= painted[2]


def test_a_zoom_shows_something_at_once_and_then_the_crisp_picture(qtbot: QtBot, view: PlateView) -> None:
    assert view.look is not None
    view.set_camera((5.0, -75.0, 250.0))
    at_once = view.viewport().grab().toImage()
    assert not view.is_settled()
    camera = view.view_camera()
    assert camera is not None
    middle = (round(camera.centre_x), round(camera.centre_y))
    assert at_once.pixelColor(*middle) == view.look.colour("cord")
    qtbot.waitUntil(view.is_settled, timeout=5000)
    crisp = picture(view)
    view.fit()
    view.set_camera((5.0, -75.0, 250.0))
    assert not differing(crisp, picture(view))


def test_panning_reuses_what_is_painted(view: PlateView) -> None:
    view.set_camera((6.0, 0.0, 150.0))
    view.paint_now()
    view.pan(0, 37)
    view.pan(0, -37)
    view.pan(-150, -150)
    panned = picture(view)
    camera = view.camera()
    view.fit()
    view.paint_now()
    view.set_camera(camera)
    assert not differing(panned, picture(view))


def test_pictures_stay_within_bounds(view: PlateView) -> None:
    whole = view.picture_bytes()
    size = view.viewport().size()
    assert whole <= size.width() * size.height() * 4 * 1.05
    for zoom in (2, 3, 4, 6, 8, 12, 16):
        view.set_camera((zoom, 0.0, 150.0))
        view.paint_now()
        for _ in range(4):
            view.pan(90, 70)
            view.paint_now()
    assert view.picture_bytes() <= size.width() * size.height() * 4 * 5
    view.fit()
    view.paint_now()
    assert view.picture_bytes() <= whole * 1.01


def test_a_second_start_shows_the_kept_picture_at_once(qtbot: QtBot, tmp_path: Path) -> None:
    atlas = small_atlas()
    views: list[PlateView] = []

    def start(stamp: str = "1", theme: str = "light") -> tuple[PlateView, bool]:
        view = PlateView()
        views.append(view)
        qtbot.addWidget(view)
        view.set_look(Look(load_theme(theme)))
        view.keep_pictures_in(tmp_path / "pictures", stamp)
        view.resize(700, 560)
        view.show_plate(atlas, "back")
        view.show()
        return view, not view._cache.is_busy()

    first, ready = start()
    assert not ready
    shown = picture(first)
    second, ready = start()
    assert ready
    assert not differing(shown, picture(second))
    assert not start("2")[1]
    assert not start(theme="dark")[1]
    for kept in (tmp_path / "pictures").iterdir():
        kept.write_bytes(kept.read_bytes()[:-100])
    assert not start()[1]
    for view in views:
        view.paint_now()


def test_a_folder_that_cannot_be_written_costs_only_time(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    view = PlateView()
    qtbot.addWidget(view)
    view.set_look(Look(load_theme("light")))
    view.keep_pictures_in(tmp_path / "taken", "1")
    view.show_plate(small_atlas(), "back")
    assert not picture(view).isNull()


def test_the_plate_goes_on_paper_as_vectors(view: PlateView) -> None:
    view.set_selection([address("midline-vein")])
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    painter = QPainter(writer)
    page = QRectF(0, 0, writer.width(), writer.height())
    view.paint_plate(painter, page, labels="all")
    painter.end()
    made = bytes(buffer.data().data())
    assert made.startswith(b"%PDF") and b"/Subtype /Image" not in made


def test_an_exported_picture_shows_what_the_view_shows(view: PlateView) -> None:
    target = QPixmap(QSize(700, 560))
    painter = QPainter(target)
    view.paint_plate(painter, QRectF(0, 0, 700, 560), labels="none", ruler=False)
    painter.end()
    assert view.look is not None
    assert _pixel(view, target.toImage(), -75, 250) == view.look.colour("cord")


def test_another_plate_of_the_same_atlas_starts_clean(view: PlateView) -> None:
    view.set_selection([address("midline-vein")])
    view.mark_focus(0)
    assert view.atlas is not None
    view.show_plate(view.atlas, "back")
    assert not view.is_selected(view.numbers_of([address("midline-vein.C1")])[0])
    assert view.focused_region is None
    with pytest.raises(KeyError):
        view.show_plate(view.atlas, "front")


def test_the_small_picture_comes_by_itself_to_a_view_that_begins_close_in(qtbot: QtBot) -> None:
    seen: list[bool] = []

    class Watched(PlateView):
        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
            super().paintEvent(event)
            seen.append(self._cache.whole() is not None)

    view = Watched()
    qtbot.addWidget(view)
    view.set_motion(False)
    view.set_look(Look(load_theme("light")))
    view.resize(700, 560)
    view.show_plate(small_atlas(), "back")
    view.set_zoom(4.0)
    view.show()
    qtbot.waitUntil(lambda: seen[-1:] == [True])


def test_painting_ahead_of_a_small_view_comes_to_an_end(qtbot: QtBot) -> None:
    view = open_view(qtbot, small_atlas(), 500, 400)
    view.set_zoom(6.0)
    view.paint_now()
    ready: list[None] = []
    view._cache.picture_ready.connect(lambda: ready.append(None))
    qtbot.waitUntil(lambda: not view._cache._idle.isActive() and view._cache._job is None)
    assert ready and len(ready) < 12

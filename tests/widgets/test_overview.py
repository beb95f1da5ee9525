"""The small picture of the whole plate."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QImage, QPainter
from pytestqt.qtbot import QtBot

from viewer.core.camera import Camera
from viewer.core.plate import Plate, Rect
from viewer.widgets.look import Look, load_theme
from viewer.widgets.overview import Overview

_FIT = 0.35


def _plate() -> Plate:
    return Plate(
        "back", "", "", "", Rect(-470, -152, 940, 2432), "", "", "", "", (), (), (), (), (), (), (), (), ()
    )


@pytest.fixture
def font(qtbot: QtBot) -> QFont:
    font = QFont()
    font.setPixelSize(12)
    return font


def _camera(zoom: float, x: float = 0.0, y: float = 1000.0) -> Camera:
    return Camera(zoom, x, y, 900, 860, 450, 430)


def test_it_is_hidden_while_the_whole_plate_is_seen(font: QFont) -> None:
    assert Overview().place(_plate(), _camera(_FIT), _FIT, font, 70).isEmpty()


def test_it_lies_in_the_view_beside_the_ruler(font: QFont) -> None:
    box = Overview().place(_plate(), _camera(_FIT * 3), _FIT, font, 70)
    assert QRectF(70, 0, 830, 860).contains(box)
    assert box.width() / box.height() == pytest.approx(940 / 2432)


def test_it_goes_to_another_corner_when_it_would_hide_the_selection(font: QFont) -> None:
    overview = Overview()
    first = overview.place(_plate(), _camera(_FIT * 3), _FIT, font, 70)
    second = overview.place(_plate(), _camera(_FIT * 3), _FIT, font, 70, [first])
    assert not first.intersects(second)


def test_it_stays_away_from_a_view_too_small_for_it(font: QFont) -> None:
    tiny = _camera(_FIT * 3)._replace(width=120, height=90)
    assert Overview().place(_plate(), tiny, _FIT, font, 70).isEmpty()


def test_a_click_brings_the_place_into_the_middle(font: QFont) -> None:
    overview, camera = Overview(), _camera(_FIT * 3)
    box = overview.place(_plate(), camera, _FIT, font, 70)
    assert overview.contains(box.center())
    moved = overview.camera_for(QPointF(box.left(), box.bottom()), camera)
    assert (moved.x, moved.y) == pytest.approx((-470, 2280))
    assert moved.zoom == camera.zoom
    outside = overview.camera_for(QPointF(-500, 5000), camera)
    assert (outside.x, outside.y) == pytest.approx((-470, 2280))


@pytest.mark.parametrize("with_picture", [True, False])
def test_the_frame_is_where_the_view_is(font: QFont, with_picture: bool) -> None:
    overview, camera, look = Overview(), _camera(_FIT * 3), Look(load_theme("light"))
    box = overview.place(_plate(), camera, _FIT, font, 70)
    image = QImage(900, 860, QImage.Format.Format_RGB32)
    image.fill(look.colour("bg"))
    picture = QImage(94, 243, QImage.Format.Format_RGB32) if with_picture else None
    if picture is not None:
        picture.fill(look.colour("cord"))
    painter = QPainter(image)
    overview.paint(painter, box, _plate(), camera, picture, look)
    painter.end()
    seen = camera.seen()
    y = box.top() + (seen.y + 152) * box.height() / 2432
    dark = image.pixelColor(round(box.center().x()), round(y)).lightness()
    assert dark < image.pixelColor(round(box.center().x()), round(y) - 6).lightness()
    assert dark < 130

"""What the tests of labels and ruler share: plates, cameras and a painter's picture."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtGui import QFont, QImage

from viewer.core.atlas import Atlas
from viewer.core.camera import Camera
from viewer.core.framing import Frame
from viewer.core.loading import load_atlas
from viewer.core.plate import Plate
from viewer.core.showing import Showing, plate_as_shown, usual_names
from viewer.widgets.labels import LabelLayer
from viewer.widgets.ruler import Ruler

_ROOT = Path(__file__).parents[2]


@cache
def small_atlas() -> Atlas:
    """Give the atlas of three veins."""
    return load_atlas(_ROOT / "tests" / "small_atlas")


@cache
def real_atlas() -> Atlas:
    """Give the atlas that ships, its plates as they open: in the usual variants, in no condition."""
    atlas = load_atlas(_ROOT / "assets" / "atlas")
    showing = Showing(usual_names(atlas))
    return atlas._replace(
        plates={name: plate_as_shown(atlas, plate, showing) for name, plate in atlas.plates.items()}
    )


def letters(pixels: int = 13) -> QFont:
    """Give the font of labels at a size in pixels."""
    font = QFont()
    font.setPixelSize(pixels)
    return font


def camera_on(
    plate: Plate,
    width: float,
    height: float,
    font: QFont,
    zoom: float = 1.0,
    at: tuple[float, float] = (0, 0),
) -> tuple[Camera, float, float]:
    """Give a camera as the plate view makes it, and the edges of the part between the gutters.

    ``zoom`` is relative, 1.0 being the whole plate; closer in, ``at`` is in the middle.
    """
    ruler, labels = Ruler(plate), LabelLayer(small_atlas(), plate)
    above, below = ruler.room(font, width)
    left, right = labels.gutters(font, width, height - above - below)
    left += ruler.width(font, width)
    fitting = Frame(plate.view, width, height, left, right, above, below).fitting()
    if zoom == 1.0:
        return fitting, left, width - right
    return fitting._replace(zoom=fitting.zoom * zoom, x=at[0], y=at[1]), left, width - right


def paper(width: int, height: int) -> QImage:
    """Give a white picture."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    return image

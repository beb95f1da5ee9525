"""What a desktop finds of an installed program: menu entry, icons, type of file, handbook."""

import gzip
import shutil
from pathlib import Path
from typing import NamedTuple

from assets.packaging.description import CHECKOUT, HERE
from assets.packaging.handbook import write_handbook

ICONS = CHECKOUT / "assets" / "icons"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256)
SMALL = 24
"""Up to this size the small drawing of an icon is taken, if there is one."""

_LINUX = HERE / "linux"


class Placed(NamedTuple):
    """A file of ours and where it goes below ``share``."""

    source: str
    place: str


PLACED = (
    Placed("spinal-vein-viewer.desktop", "applications/spinal-vein-viewer.desktop"),
    Placed("spinal-vein-viewer.metainfo.xml", "metainfo/arpa.home.spinal_vein_viewer.metainfo.xml"),
    Placed("spinal-vein-viewer-mime.xml", "mime/packages/spinal-vein-viewer.xml"),
    Placed("spinal-vein-viewer.1", "man/man1/spinal-vein-viewer.1"),
)
PICTURES = {"spinal-vein-viewer": "apps", "application-x-spinal-vein-atlas": "mimetypes"}
"""Our icons, and the kind of each."""


def place_desktop_files(share: Path) -> None:
    """Write everything that a desktop looks for below a ``share`` folder."""
    for source, place in PLACED:
        target = share / place
        target.parent.mkdir(parents=True, exist_ok=True)
        if place.startswith("man/"):
            write_compressed(target.with_name(f"{target.name}.gz"), (_LINUX / source).read_bytes())
        else:
            shutil.copyfile(_LINUX / source, target)
    for name, kind in PICTURES.items():
        place_icon(name, kind, share / "icons" / "hicolor")


def place_documents(share: Path, name: str) -> None:
    """Write the licences, the handbook as a page, and the note by which the desktop's help finds it."""
    documents = share / "doc" / name
    documents.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(_LINUX / "copyright", documents / "copyright")
    write_handbook(documents / "handbook.html")
    entry = share / "doc-base" / name
    entry.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(_LINUX / "doc-base", entry)


def place_icon(name: str, kind: str, theme: Path) -> None:
    """Write one icon of ours in every size, and as the drawing itself."""
    drawing = ICONS / f"{name}.svg"
    small = drawing.with_name(f"{name}-small.svg")
    scalable = theme / "scalable" / kind / drawing.name
    scalable.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(drawing, scalable)
    for size in SIZES:
        target = theme / f"{size}x{size}" / kind / f"{name}.png"
        target.parent.mkdir(parents=True, exist_ok=True)
        draw_icon(small if size <= SMALL and small.is_file() else drawing, size, target)


def draw_icon(drawing: Path, size: int, target: Path) -> None:
    """Draw an icon as a square picture of so many pixels."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(drawing)).render(painter)
    painter.end()
    if not image.save(str(target)):
        raise OSError(f"{target} cannot be written")


def write_compressed(target: Path, content: bytes) -> None:
    """Write a file gzipped, the same bytes each time."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(content, 9, mtime=0))

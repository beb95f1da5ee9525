"""The program's icons in the containers of Windows and macOS; ``desktop.py`` places those of Linux.

Both containers take PNG pictures as they are behind a short table, so they are packed here by hand.
"""

import struct
from pathlib import Path
from tempfile import TemporaryDirectory

from assets.packaging.desktop import ICONS, SMALL, draw_icon

PROGRAM = "spinal-vein-viewer"
DOCUMENT = "application-x-spinal-vein-atlas"

ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
"""What Explorer, the task bar and the title bar ask for at 100 to 200 per cent."""

ICNS_KINDS = (
    (b"icp4", 16), (b"ic11", 32), (b"icp5", 32), (b"ic12", 64), (b"ic07", 128), (b"ic13", 256),
    (b"ic08", 256), (b"ic14", 512), (b"ic09", 512), (b"ic10", 1024),
)  # fmt: skip
"""The kinds of picture that hold PNG, and their pixels: each size, and the same for dense screens."""


def write_ico(file: Path, name: str = PROGRAM) -> None:
    """Write an icon of ours as ``.ico``, in all the sizes of Windows."""
    pictures = [_png(name, size) for size in ICO_SIZES]
    at = 6 + 16 * len(pictures)
    table = [struct.pack("<HHH", 0, 1, len(pictures))]
    for size, picture in zip(ICO_SIZES, pictures, strict=True):
        # 256 does not fit into the byte for the size, and is written as 0.
        table.append(struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), at))
        at += len(picture)
    _write(file, b"".join([*table, *pictures]))


def write_icns(file: Path, name: str = PROGRAM) -> None:
    """Write an icon of ours as ``.icns``, in all the sizes of macOS."""
    drawn = {size: _png(name, size) for _, size in ICNS_KINDS}
    parts = [kind + struct.pack(">I", 8 + len(drawn[size])) + drawn[size] for kind, size in ICNS_KINDS]
    body = b"".join(parts)
    _write(file, b"icns" + struct.pack(">I", 8 + len(body)) + body)


def _png(name: str, size: int) -> bytes:
    drawing = ICONS / f"{name}.svg"
    small = ICONS / f"{name}-small.svg"
    with TemporaryDirectory() as folder:
        picture = Path(folder) / "icon.png"
        draw_icon(small if size <= SMALL and small.is_file() else drawing, size, picture)
        return picture.read_bytes()


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)

"""Picture file: the whole plate as last painted, kept between starts so that the next one paints at once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from PySide6.QtGui import QImage

_MARK = b"plate picture 1\n"


class PictureFile:
    """One uncompressed picture with a key that says what it shows; reading it takes a few milliseconds.

    There is one file a plate and theme, so that the folder does not grow. A folder that cannot be
    written or a file that is damaged costs only the time to paint.
    """

    def __init__(self, path: Path, about: str) -> None:
        """Keep pictures in ``path``; ``about`` names atlas, plate, colours and layers."""
        self._path = path
        self._about = about

    def load(self, key: str) -> QImage | None:
        """Give the picture kept under ``key``, or None if there is none such."""
        try:
            with self._path.open("rb") as file:
                if file.read(len(_MARK)) != _MARK or file.readline() != self._line(key):
                    return None
                width, height, stride = (int(number) for number in file.readline().split())
                if width <= 0 or height <= 0 or stride != 4 * width:
                    return None
                if stride * height != os.fstat(file.fileno()).st_size - file.tell():
                    return None
                # Read to where it stays: a copy of five million bytes takes longer than all the rest.
                image = QImage(width, height, QImage.Format.Format_RGB32)
                whole = not image.isNull() and file.readinto(image.bits()) == stride * height
        except (OSError, ValueError):
            return None
        return image if whole else None

    def is_there(self) -> bool:
        """Tell whether a picture is kept, under whatever key, without reading it."""
        try:
            with self._path.open("rb") as file:
                return file.read(len(_MARK)) == _MARK and file.readline().startswith(self._line("")[:-1])
        except OSError:
            return False

    def save(self, key: str, picture: QImage) -> None:
        """Keep a picture under ``key``, in place of the one kept so far."""
        size = f"{picture.width()} {picture.height()} {picture.bytesPerLine()}\n".encode()
        fresh = self._path.with_name(self._path.name + ".new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with fresh.open("wb") as file:
                file.write(_MARK + self._line(key) + size)
                file.write(picture.constBits())
            fresh.replace(self._path)
        except OSError:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)

    def _line(self, key: str) -> bytes:
        return f"{self._about} {key}".replace("\n", " ").encode() + b"\n"


def hash_of(colours: Mapping[str, str]) -> int:
    """Give a number that changes with the colours and is the same at every start."""
    from zlib import crc32

    return crc32(repr(sorted(colours.items())).encode())

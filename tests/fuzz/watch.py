"""Watches what the interpreter opens: no file is written but by the test, none read outside the atlas."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_REFUSED = (
    "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.symlink", "os.link", "os.chmod", "os.chown",
    "os.truncate", "os.utime", "os.system", "os.exec", "os.fork", "os.posix_spawn", "subprocess.", "shutil.",
    "socket.", "tempfile.", "ctypes.", "urllib.", "webbrowser.",
)  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Watch:
    """Collects what was touched that should not be, while ``looking``."""

    def __init__(self, folder: Path) -> None:
        """Allow ``folder`` and the interpreter's own modules to be read."""
        self.touched: list[str] = []
        self._on = False
        modules = {sys.prefix, sys.base_prefix, *(place for place in sys.path if place)}
        self._may_read = tuple(os.path.realpath(place) for place in (folder, *modules))
        sys.addaudithook(self._hear)

    @contextmanager
    def looking(self) -> Iterator[None]:
        """Listen during the block; a hook cannot be taken away again."""
        self._on = True
        try:
            yield
        finally:
            self._on = False

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self._on:
            return
        if event == "open":
            path, _mode, flags = arguments
            if flags & _WRITING or not self._inside(path):
                self.touched.append(f"open {path!r} {flags:o}")
        elif event in ("os.listdir", "os.scandir"):
            if not self._inside(arguments[0]):
                self.touched.append(f"{event} {arguments[0]!r}")
        elif event.startswith(_REFUSED):
            self.touched.append(f"{event} {arguments!r}")

    def _inside(self, path: object) -> bool:
        if isinstance(path, int):
            return True
        real = os.path.realpath(os.fsdecode(path))  # type: ignore[arg-type]
        return any(real == place or real.startswith(place + os.sep) for place in self._may_read)

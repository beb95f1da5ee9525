"""A small disk of its own, to be filled or made read-only under a program that runs."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


class Disk:
    """A file system in memory of so many kilobytes."""

    def __init__(self, folder: Path, kilobytes: int) -> None:
        self.folder = folder
        mount = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "none", str(folder)]
        if not sys.platform.startswith("linux") or subprocess.run(mount, capture_output=True).returncode:
            pytest.skip("a disk can be mounted on Linux by root alone")

    def fill(self) -> None:
        """Leave no byte."""
        with (self.folder / "filled").open("wb", buffering=0) as file:
            try:
                while file.write(bytes(4096)):
                    pass
            except OSError:
                return

    def empty(self) -> None:
        """Make room again."""
        (self.folder / "filled").unlink()

    def let_write(self, on: bool) -> None:
        """Allow writing, or forbid it; nothing may be open for writing then."""
        subprocess.run(["mount", "-o", f"remount,{'rw' if on else 'ro'}", str(self.folder)], check=True)


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[Disk]:
    """Give a disk at a folder, which is made; it is gone afterwards."""
    folder.mkdir()
    disk = Disk(folder, kilobytes)
    try:
        yield disk
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)

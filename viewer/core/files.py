"""AtlasFiles: reads the files of one atlas folder, bounded, and nothing outside it."""

from collections.abc import Iterator
from pathlib import Path

from viewer.core.faults import FaultList

MEGABYTE = 1_000_000
LIMITS = {".svg": 24 * MEGABYTE, ".md": 4 * MEGABYTE, ".toml": 8 * MEGABYTE, ".json": 8 * MEGABYTE}
MOST_FILES = 10_000


class AtlasFiles:
    """The files of one atlas, by their path relative to it, with ``/``."""

    def __init__(self, folder: Path, faults: FaultList) -> None:
        """Look at ``folder``; what cannot be read is told to ``faults``."""
        self.folder = folder
        self.faults = faults
        self._real = folder.resolve()

    def exists(self, name: str) -> bool:
        """Tell whether the atlas has a file of that name."""
        return _is_file(self.folder / name)

    def text(self, name: str) -> str | None:
        """Give the text of a file, or None after saying why it cannot be had."""
        path = self.folder / name
        problem = self._problem(path)
        if problem:
            self.faults.add(name, 0, problem)
            return None
        try:
            return path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = path.read_bytes()[: error.start].count(b"\n") + 1
            self.faults.add(name, line, "This line is not UTF-8. Save the file with the encoding UTF-8.")
        except OSError as error:
            self.faults.add(name, 0, f"The file cannot be read: {error.strerror}.")
        return None

    def _problem(self, path: Path) -> str:
        if not _is_file(path):
            return "The file is missing. Add it, or take out what names it."
        if not path.resolve().is_relative_to(self._real):
            return "The file lies outside the atlas. Put a copy into the atlas instead of a link to it."
        limit = LIMITS.get(path.suffix, MEGABYTE)
        size = path.stat().st_size
        if size > limit:
            return f"The file has {size:,} bytes; at most {limit:,} are read. Make it smaller."
        return ""

    def names(self, folder: str, suffix: str) -> list[str]:
        """Give the files of a folder that end so, in the order of their names."""
        place = self.folder / folder
        if not place.is_dir() or not place.resolve().is_relative_to(self._real):
            return []
        try:
            names = sorted(path.name for path in place.iterdir() if path.suffix == suffix)
        except OSError as error:
            self.faults.add(folder, 0, f"The folder cannot be read: {error.strerror}.")
            return []
        # An editor that holds a file open puts a hidden one beside it.
        return [f"{folder}/{name}" for name in names if not name.startswith(".")][:MOST_FILES]


def _is_file(path: Path) -> bool:
    """Tell whether there is such a file; there is none by a name that no disk can hold."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def folder_files(folder: Path) -> Iterator[tuple[str, int, int]]:
    """Give name, size and time of change (ns) of all files an atlas is read from, in a fixed order.

    Only what can matter is listed: content at the root, plates, texts and names.
    """
    import os

    pending = [("", 0)]
    while pending:
        place, depth = pending.pop()
        try:
            entries = sorted(os.scandir(folder / place), key=lambda entry: entry.name)
        except OSError:
            continue
        for entry in entries:
            name = f"{place}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                if depth < 2 and not entry.name.startswith("."):
                    pending.append((name + "/", depth + 1))
            elif entry.name.endswith(tuple(LIMITS)) and not entry.name.startswith("."):
                try:
                    status = entry.stat()
                except OSError:
                    continue
                yield name, status.st_size, status.st_mtime_ns


def drawings_stamp(folder: Path) -> str:
    """Give a word that changes whenever a drawing of the atlas does."""
    return ";".join(
        f"{file.name},{about.st_size},{about.st_mtime_ns}"
        for file in sorted((folder / "plates").glob("*.svg"))
        for about in (file.stat(),)
    )

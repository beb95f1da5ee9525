"""What a built folder does without is taken out of it, and told in a table."""

import re
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

UNUSED = "libraries that nothing is left to need"
STRIPPED = "names for debuggers"


class Linked(NamedTuple):
    """What a program or library asks of others: their file names, and the newest glibc it needs."""

    needs: frozenset[str]
    glibc: tuple[int, int]


def trim(folder: Path) -> dict[str, int]:
    """Take out of a built folder what nothing in it needs; give the bytes saved by reason."""
    saved = {UNUSED: sum(_remove(file) for file in _strays(folder)), STRIPPED: _strip(folder)}
    for link in [link for link in folder.rglob("*") if link.is_symlink() and not link.exists()]:
        link.unlink()
    for place in sorted((place for place in folder.rglob("*") if place.is_dir()), reverse=True):
        if not any(place.iterdir()):
            place.rmdir()
    return saved


def sizes(folder: Path) -> dict[str, int]:
    """Give the bytes of a built folder, by what they are for."""
    kinds: dict[str, int] = defaultdict(int)
    for file in _files(folder):
        kinds[_kind(file.relative_to(folder).as_posix())] += file.stat().st_size
    return dict(kinds)


_KINDS = (
    ("Unicode tables of Qt (ICU)", ("*libicu*",)),
    ("plugins of Qt", ("*/Qt/plugins/*",)),
    ("Qt", ("*libQt6*", "*/PySide6/Qt/*")),
    ("PySide6", ("*PySide6/*", "*shiboken6/*", "*libpyside6*", "*libshiboken6*")),
    ("atlas, icons, themes", ("*/assets/*",)),
    ("search (rapidfuzz)", ("*/rapidfuzz/*",)),
    ("decks for Anki (yaml)", ("*/yaml/*",)),
    ("Python and the program", ("*libpython*", "*/lib-dynload/*", "spinal-vein-viewer", "*.zip", "*.pyc")),
)


def _kind(path: str) -> str:
    for kind, patterns in _KINDS:
        if any(fnmatchcase(path, pattern) for pattern in patterns):
            return kind
    return "libraries of the system that are brought along"


def linked(file: Path) -> Linked:
    """Ask a program or library what it is linked to."""
    told = subprocess.run(["objdump", "-p", str(file)], capture_output=True, text=True, check=True).stdout
    versions = [(int(major), int(minor)) for major, minor in re.findall(r"GLIBC_(\d+)\.(\d+)", told)]
    return Linked(frozenset(re.findall(r"NEEDED\s+(\S+)", told)), max(versions, default=(0, 0)))


def binaries(folder: Path) -> Iterator[Path]:
    """Give every program and library of a folder."""
    for file in _files(folder):
        with file.open("rb") as opened:
            if opened.read(4) == b"\x7fELF":
                yield file


def measure(folder: Path) -> int:
    """Give the bytes that the files of a folder hold."""
    return sum(file.stat().st_size for file in _files(folder))


def _files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file() and not file.is_symlink())


def _remove(file: Path) -> int:
    size = file.stat().st_size
    file.unlink()
    return size


def _strays(folder: Path) -> list[Path]:
    """Give the libraries that no program, plugin or module of Python needs, whether itself or by another."""
    needs = {file: linked(file).needs for file in binaries(folder)}
    libraries = {file for file in needs if _is_library(file.relative_to(folder).as_posix())}
    wanted = set(needs) - libraries
    more = wanted
    while more:
        names = frozenset[str]().union(*(needs[file] for file in more))
        more = {file for file in libraries - wanted if file.name in names}
        wanted = wanted | more
    return sorted(libraries - wanted)


def _is_library(path: str) -> bool:
    """Tell whether a file is there for others alone; Python, plugins and modules are looked for by name."""
    name = path.rpartition("/")[2]
    return name.startswith("lib") and ".so" in name and "plugins/" not in path and "libpython" not in name


def _strip(folder: Path) -> int:
    before = measure(folder)
    for file in binaries(folder):
        file.chmod(0o755)
        subprocess.run(["strip", "--strip-unneeded", str(file)], check=False, capture_output=True)
    return before - measure(folder)

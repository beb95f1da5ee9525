"""What the bundle is made of: ``bundle.toml``, read."""

import sys
import tomllib
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

HERE = Path(__file__).parent
CHECKOUT = HERE.parents[1]

_QT_PLUGINS = ("PySide6/Qt/plugins/", "PySide6/plugins/")


class Drop(NamedTuple):
    """Files that are left out of the bundle, and why."""

    why: str
    patterns: tuple[str, ...]


class Description(NamedTuple):
    """The bundle in words: what goes in, what stays out."""

    id: str
    name: str
    start: Path
    packages: tuple[str, ...]
    exclude: tuple[str, ...]
    folders: tuple[str, ...]
    files: tuple[str, ...]
    not_data: tuple[str, ...]
    plugins: dict[str, tuple[str, ...]]
    languages: tuple[str, ...]
    drops: tuple[Drop, ...]
    extras: dict[str, Path]

    def reason_to_leave(self, path: str) -> str:
        """Tell why a file of the built folder, given by its path in it, is left out; "" if it stays."""
        for drop in self.drops:
            if any(fnmatchcase(path, pattern) for pattern in drop.patterns):
                return drop.why
        for prefix in _QT_PLUGINS:
            if path.startswith(prefix):
                return (
                    ""
                    if self._keeps_plugin(path.removeprefix(prefix))
                    else "plugins of Qt that are never used"
                )
        if path.endswith(".qm"):
            return "" if self._keeps_words(PurePosixPath(path).stem) else "Qt's own words in other languages"
        return ""

    def _keeps_plugin(self, path: str) -> bool:
        family, _, file = path.partition("/")
        name = file.partition(".")[0].removeprefix("lib")
        return any(fnmatchcase(name, pattern) for pattern in self.plugins.get(family, ()))

    def _keeps_words(self, name: str) -> bool:
        catalogue, _, language = name.partition("_")
        return catalogue == "qtbase" and language.partition("_")[0] in self.languages


def read_description(system: str = sys.platform, file: Path = HERE / "bundle.toml") -> Description:
    """Read what the bundle is made of on a system, named as ``sys.platform`` names it."""
    table: dict[str, Any] = tomllib.loads(file.read_text("utf-8"))
    program, data = table["program"], table["data"]
    own = table.get({"win32": "windows", "darwin": "macos"}.get(system, system), {})
    return Description(
        id=program["id"],
        name=program["name"],
        start=HERE / program["start"],
        packages=tuple(program["packages"]),
        exclude=tuple(program["exclude"]),
        folders=tuple(data["folders"]),
        files=tuple(data["files"]),
        not_data=tuple(data["leave"]),
        plugins={family: tuple(names) for family, names in table["plugins"].items()},
        languages=tuple(table["languages"]["keep"]),
        drops=tuple(Drop(each["why"], tuple(each["files"])) for each in table["leave"]),
        extras={kind: HERE / place for kind, place in own.items() if (HERE / place).is_file()},
    )

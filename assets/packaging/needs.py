"""What a built folder asks of the system that it is installed on."""

import tomllib
from functools import reduce
from pathlib import Path
from typing import Any

from assets.packaging.description import HERE
from assets.packaging.trim import Linked, binaries, linked
from viewer.core.errors import ViewerError


def needed_of_system(folder: Path) -> Linked:
    """Give the libraries that a folder is linked to and does not hold, and the newest glibc it needs."""
    asked = [linked(file) for file in binaries(folder)]
    held = {file.name for file in folder.rglob("*") if file.is_file()}
    names = reduce(frozenset.union, (each.needs for each in asked), frozenset[str]())
    return Linked(names - held, max((each.glibc for each in asked), default=(0, 0)))


def needed_packages(folder: Path) -> list[str]:
    """Give Debian's packages that hold what a folder asks of the system, as a ``Depends`` line has them.

    :raises ViewerError: if it asks for a library of which ``bundle.toml`` names no package.
    """
    needs, glibc = needed_of_system(folder)
    return in_debians_words(needs, glibc, _table())


def in_debians_words(needs: frozenset[str], glibc: tuple[int, int], table: dict[str, str]) -> list[str]:
    """Put the names of libraries into packages of Debian."""
    unknown = sorted(needs - set(table))
    if unknown:
        raise ViewerError(
            f"The bundle needs {', '.join(unknown)} of the system; name the Debian package of each "
            "in [debian.libraries] of bundle.toml"
        )
    version = ".".join(str(number) for number in glibc)
    packages = {table[name] for name in needs} - {"libc6", *recommended_packages()}
    return [f"libc6 (>= {version})", *sorted(packages)]


def recommended_packages() -> list[str]:
    """Give the packages without which the program starts all the same."""
    return sorted(_debian()["recommended"])


def _table() -> dict[str, str]:
    return {
        library: package for package, libraries in _debian()["libraries"].items() for library in libraries
    }


def _debian() -> dict[str, Any]:
    words: dict[str, Any] = tomllib.loads((HERE / "bundle.toml").read_text("utf-8"))["debian"]
    return words

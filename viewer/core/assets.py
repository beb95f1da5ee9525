"""Where the assets lie: in a checkout beside ``viewer``, in a wheel or bundle inside it."""

from functools import cache
from pathlib import Path


@cache
def _root() -> Path:
    package = Path(__file__).resolve().parent.parent
    inside = package / "assets"
    return inside if inside.is_dir() else package.parent / "assets"


def asset(path: str) -> Path:
    """Give the place of an asset, e.g. ``themes/light.toml``; it need not exist."""
    return _root() / path


def atlas_folder() -> Path:
    """Give the folder of the atlas that ships with the program."""
    return _root() / "atlas"

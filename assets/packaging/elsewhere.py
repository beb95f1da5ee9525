"""What Windows and macOS are told of the program: its icons and kind of file. Not tried there yet."""

import plistlib
from pathlib import Path

from assets.packaging.description import HERE
from assets.packaging.icons import DOCUMENT, PROGRAM, write_icns, write_ico
from viewer import __version__


def write_for_windows(folder: Path) -> list[Path]:
    """Write the icons for the builder and the installer's script; the version is in ``bundle.toml``."""
    files = [folder / f"{PROGRAM}.ico", folder / f"{DOCUMENT}.ico"]
    write_ico(files[0], PROGRAM)
    write_ico(files[1], DOCUMENT)
    return files


def write_for_macos(folder: Path) -> list[Path]:
    """Write the icons and the property list of the application."""
    files = [folder / f"{PROGRAM}.icns", folder / f"{DOCUMENT}.icns", folder / "Info.plist"]
    write_icns(files[0], PROGRAM)
    write_icns(files[1], DOCUMENT)
    files[2].write_bytes(plistlib.dumps(property_list(__version__)))
    return files


def property_list(version: str) -> dict[str, object]:
    """Give the property list of the application, of this version."""
    given: dict[str, object] = plistlib.loads((HERE / "macos" / "Info.plist").read_bytes())
    return {key: version if value == "VERSION" else value for key, value in given.items()}

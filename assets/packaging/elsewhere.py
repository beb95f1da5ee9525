"""What the builder needs on Windows and macOS and is made anew each time. Not tried there yet."""

import sys
import tomllib
from pathlib import Path

from assets.packaging.description import HERE
from assets.packaging.icons import DOCUMENT, PROGRAM, write_icns, write_ico
from viewer import __version__

_ENGLISH, _UNICODE = 0x0409, 1200

_VERSION_RESOURCE = """\
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0x0, OS=0x40004, fileType=0x1,
    subtype=0x0, date=(0, 0)),
  kids=[
    StringFileInfo([StringTable('{language:04X}{letters:04X}', [
{fields}
    ])]),
    VarFileInfo([VarStruct('Translation', [{language}, {letters}])])
  ]
)
"""


def write_what_the_builder_needs(system: str = sys.platform) -> None:
    """Write what the description of the bundle asks for on a system, before it is read."""
    if system == "win32":
        write_for_windows()
    elif system == "darwin":
        write_for_macos()


def write_for_windows(folder: Path = HERE / "windows") -> list[Path]:
    """Write the icons and the version resource where the builder and the installer's script look for them."""
    files = [folder / f"{PROGRAM}.ico", folder / f"{DOCUMENT}.ico", folder / "version.txt"]
    write_ico(files[0], PROGRAM)
    write_ico(files[1], DOCUMENT)
    files[2].write_text(version_resource(__version__), "utf-8")
    return files


def write_for_macos(folder: Path = HERE / "macos") -> list[Path]:
    """Write the icons where the builder looks for them, beside ``Info.plist``."""
    files = [folder / f"{PROGRAM}.icns", folder / f"{DOCUMENT}.icns"]
    write_icns(files[0], PROGRAM)
    write_icns(files[1], DOCUMENT)
    return files


def version_resource(version: str) -> str:
    """Give the version resource in the form that PyInstaller reads."""
    numbers = tuple([*(int(part) for part in version.split(".")), 0, 0, 0, 0][:4])
    table = tomllib.loads((HERE / "windows" / "version.toml").read_text("utf-8"))
    words = {**table, "FileVersion": version, "ProductVersion": version}
    fields = ",\n".join(f"      StringStruct({name!r}, {words[name]!r})" for name in sorted(words))
    return _VERSION_RESOURCE.format(numbers=numbers, fields=fields, language=_ENGLISH, letters=_UNICODE)

"""The pictures of the program that software centres show, drawn by the program itself."""

import os
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from assets.packaging.description import CHECKOUT, HERE
from viewer.core.errors import ViewerError

METAINFO = HERE / "linux" / "spinal-vein-viewer.metainfo.xml"
WHERE = "/usr/share/doc/spinal-vein-viewer/screenshots/"
"""Where the metainfo says the pictures lie."""

SIZE = "1600x900"
PICTURES: dict[str, tuple[str, ...]] = {
    "selected.png": ("--theme", "light", "--select", "great-posterior-radicular-vein"),
    "dark.png": ("--theme", "dark"),
    "close-up.png": ("--theme", "light", "--select", "dorsal/posteromedian-spinal-vein?zoom=4&at=0,1600"),
}
"""The options that each picture is drawn with."""


def write_screenshots(folder: Path) -> list[Path]:
    """Draw every picture into a folder; give the files.

    :raises ViewerError: if the program does not draw one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    with TemporaryDirectory() as profile:
        for name, options in PICTURES.items():
            file = folder / name
            _draw(file, (*options, "--profile", profile))
            files.append(file)
    return files


def write_catalogue(file: Path, root: str = "file://") -> None:
    """Write the metainfo as a catalogue in which software centres find the pictures as files.

    A metainfo file may name pictures by web addresses only; the centres themselves show files as well.

    :param root: what stands before the place of the pictures, ``file://`` and the folder installed below.
    """
    component = re.sub(r"^<\?xml.*?\?>\s*|<!--.*?-->\s*", "", METAINFO.read_text("utf-8"), flags=re.DOTALL)
    component = component.replace(f"https://localhost{WHERE}", f"{root}{WHERE}")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<components version="0.16" origin="spinal-vein-viewer">\n{component}</components>\n',
        "utf-8",
    )


def _draw(file: Path, options: tuple[str, ...]) -> None:
    call = [sys.executable, "-m", "viewer", "--snapshot", str(file.resolve()), "--size", SIZE, *options]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        call, cwd=CHECKOUT, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    if done.returncode or not file.is_file():
        raise ViewerError(f"{file.name} was not drawn: {done.stderr.strip() or 'the program said nothing'}")

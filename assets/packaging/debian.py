"""The ``.deb`` of a built folder."""

import hashlib
import os
import shutil
import subprocess
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from assets.packaging.data import set_times
from assets.packaging.description import CHECKOUT, Description
from assets.packaging.desktop import place_desktop_files, place_documents, write_compressed
from assets.packaging.needs import needed_packages, recommended_packages
from assets.packaging.screenshots import write_catalogue, write_screenshots
from assets.packaging.trim import measure
from viewer import __version__
from viewer.core.errors import ViewerError

HOME = "opt"
"""Where the folder is installed: what brings its own libraries and follows no distribution's rules is at
home in /opt (FHS 3.13), and no tool that looks after /usr/lib will take its libraries for the system's."""

MAINTAINER = "The authors of Spinal Vein Viewer <spinal-vein-viewer@localhost>"

_CONTROL = """\
Package: {package}
Version: {version}
Architecture: {architecture}
Maintainer: {maintainer}
Installed-Size: {size}
Depends: {depends}
Recommends: {recommends}, fonts-dejavu-core | fonts-noto-core, shared-mime-info, desktop-file-utils
Section: science
Priority: optional
Description: offline atlas of the veins on the back of the spinal cord
 A drawn plate of the spinal cord, seen from behind, stands beside the text
 that explains it. Point at a vein and it is named; click it and the passages
 about it are there; follow a word in the text and the vein lights up.
 .
 It is for medical students and residents, and for the teachers who prepare
 plates for them. It is for learning, not for diagnosis or treatment. It opens
 no network connection.
 .
 Python and Qt are in the package; nothing of them need be installed.
"""


def build_deb(folder: Path, description: Description, work: Path, moment: int) -> Path:
    """Make the package of a built folder; give its file, in ``dist``.

    :raises ViewerError: if Debian's packing tool is not there.
    """
    if shutil.which("dpkg-deb") is None:
        raise ViewerError(
            "dpkg-deb is not installed, so no .deb is made; on Debian or Ubuntu: sudo apt install dpkg"
        )
    root = work / "root"
    shutil.rmtree(root, ignore_errors=True)
    lay_out(folder, description, root, moment)
    architecture = subprocess.run(
        ["dpkg", "--print-architecture"], capture_output=True, text=True, check=True
    ).stdout.strip()
    set_times(root, moment)
    write_control(root, description.id, architecture, needed_packages(folder))
    set_times(root, moment)
    target = CHECKOUT / "dist" / f"{description.id}_{__version__}_{architecture}.deb"
    target.parent.mkdir(exist_ok=True)
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zxz", "-z6", "--build", str(root), str(target)],
        env={**os.environ, "SOURCE_DATE_EPOCH": str(moment)},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return target


def lay_out(folder: Path, description: Description, root: Path, moment: int) -> None:
    """Put every file where it will be installed, below ``root``."""
    name = description.id
    shutil.copytree(folder, root / HOME / name, symlinks=True)
    program = root / "usr" / "bin" / name
    program.parent.mkdir(parents=True)
    program.symlink_to(f"../../{HOME}/{name}/{name}")
    share = root / "usr" / "share"
    place_desktop_files(share)
    place_documents(share, name)
    write_screenshots(share / "doc" / name / "screenshots")
    write_catalogue(share / "swcatalog" / "xml" / f"{name}.xml")
    write_compressed(share / "doc" / name / "changelog.gz", changelog(name, moment).encode())


def write_control(root: Path, package: str, architecture: str, depends: list[str]) -> None:
    """Write what dpkg is told of the package: what it is and needs, and the sums of its files."""
    files = sorted(file for file in root.rglob("*") if file.is_file() and not file.is_symlink())
    sums = [f"{_md5(file)}  {file.relative_to(root).as_posix()}\n" for file in files]
    control = root / "DEBIAN"
    control.mkdir()
    (control / "md5sums").write_text("".join(sums), "utf-8")
    text = _CONTROL.format(
        package=package, version=__version__, architecture=architecture, maintainer=MAINTAINER,
        size=-(-measure(root) // 1024), depends=", ".join(depends),
        recommends=", ".join(recommended_packages()),
    )  # fmt: skip
    (control / "control").write_text(text, "utf-8")


def _md5(file: Path) -> str:
    return hashlib.md5(file.read_bytes(), usedforsecurity=False).hexdigest()


def changelog(package: str, moment: int) -> str:
    """Give the package's changelog in Debian's form."""
    day = format_datetime(datetime.fromtimestamp(moment, UTC))
    return (
        f"{package} ({__version__}) stable; urgency=medium\n\n"
        f"  * Release {__version__}; what is new stands in the metainfo file.\n\n"
        f" -- {MAINTAINER}  {day}\n"
    )

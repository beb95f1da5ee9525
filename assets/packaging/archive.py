"""The ``.tar.gz`` of a built folder, which a reader installs without root."""

import gzip
import io
import platform
import shutil
import tarfile
from pathlib import Path

from assets.packaging.data import set_times
from assets.packaging.description import CHECKOUT, HERE, Description
from assets.packaging.desktop import place_desktop_files, place_documents
from viewer import __version__

SCRIPTS = ("install.sh", "uninstall.sh")


def build_archive(folder: Path, description: Description, work: Path, moment: int) -> Path:
    """Make the archive of a built folder; give its file, in ``dist``."""
    title = f"{description.id}-{__version__}-linux-{platform.machine()}"
    top = work / title
    shutil.rmtree(top, ignore_errors=True)
    shutil.copytree(folder, top / description.id, symlinks=True)
    share = top / "share"
    place_desktop_files(share)
    place_documents(share, description.id)
    # Only a whole system registers the handbook there.
    shutil.rmtree(share / "doc-base")
    for name in SCRIPTS:
        shutil.copy(HERE / "home" / name, top / name)
    set_times(top, moment)
    target = CHECKOUT / "dist" / f"{title}.tar.gz"
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(gzip.compress(_tar(top), 9, mtime=0))
    shutil.rmtree(top)
    return target


def _tar(top: Path) -> bytes:
    """Give a folder as a tar, its files in one order and owned by nobody in particular."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.GNU_FORMAT) as archive:
        archive.add(top, arcname=top.name, filter=_plain)
    return packed.getvalue()


def _plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    return entry

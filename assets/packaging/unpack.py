"""PySide6's own support in Python, which it keeps as text within a library, unpacked to be compiled."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from viewer.core.errors import ViewerError

FOLDER = "files.dir"
"""Where PySide6 looks for its support before it unpacks its own, beside the module ``shiboken6``."""

_CALL = "import sys; sys.path.insert(0, sys.argv[1]); import shiboken6"


def unpack_support(work: Path) -> Path:
    """Let a copy of PySide6's base unpack its support (its own switch does it); give the folder.

    :raises ViewerError: if this PySide6 does not do so.
    """
    found = importlib.util.find_spec("shiboken6")
    if found is None or found.origin is None:
        raise ViewerError("PySide6 is not installed; install it with: python3 -m pip install -e .")
    copy = work / "support" / "shiboken6"
    shutil.copytree(Path(found.origin).parent, copy, ignore=shutil.ignore_patterns("__pycache__"))
    environment = {**os.environ, "SBK_EMBED": "false", "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([sys.executable, "-c", _CALL, str(copy.parent)], env=environment, check=False)
    unpacked = copy / FOLDER
    if not (unpacked / "shibokensupport").is_dir():
        raise ViewerError(
            "This PySide6 keeps its support elsewhere; change assets/packaging/unpack.py to find it"
        )
    return unpacked


def support_modules(unpacked: Path) -> list[str]:
    """Give the names of the modules in the folder."""
    files = (unpacked / "shibokensupport").rglob("*.py")
    names = (".".join(file.relative_to(unpacked).with_suffix("").parts) for file in files)
    return sorted(name.removesuffix(".__init__") for name in names)

"""The program made into a folder that runs by itself, by PyInstaller.

Nuitka was tried beside it: its folder opened no sooner, held 15 MB more in memory and took seven minutes
to build instead of half a minute.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from assets.packaging.description import CHECKOUT, HERE, Description
from viewer.core.errors import ViewerError


def freeze(description: Description, work: Path) -> Path:
    """Collect the program with its own Python and Qt; give the folder it lies in.

    :raises ViewerError: if a tool that the builder needs is missing, or it does not come through.
    """
    _find_tools()
    log = work / "builder.log"
    work.mkdir(parents=True, exist_ok=True)
    call = [
        sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level=WARN",
        f"--distpath={work}", f"--workpath={work / 'parts'}", str(HERE / "bundle.spec"),
    ]  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT), "PYINSTALLER_CONFIG_DIR": str(work / "builder")}
    with log.open("w", encoding="utf-8") as told:
        done = subprocess.run(
            call, cwd=CHECKOUT, env=environment, stdout=told, stderr=subprocess.STDOUT, check=False
        )
    made = work / description.id
    if done.returncode or not made.is_dir():
        last = "\n".join(log.read_text("utf-8").splitlines()[-8:])
        raise ViewerError(f"The builder stopped; {log} holds all that it said, at the end:\n{last}")
    return made


def _find_tools() -> None:
    """Look for what the builder needs of the system before it stops half way."""
    if importlib.util.find_spec("PyInstaller") is None:
        raise ViewerError(
            "The builder is not installed; install it with: python3 -m pip install -e '.[bundle]'"
        )
    missing = [tool for tool in ("objdump", "strip") if shutil.which(tool) is None]
    if missing and sys.platform.startswith("linux"):
        raise ViewerError(
            f"To build the bundle, {' and '.join(missing)} must be installed; "
            "on Debian or Ubuntu: sudo apt install binutils"
        )

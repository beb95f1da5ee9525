"""What the tests of the installed program stand on: its packages, machines to install them in, and a screen.

They need root, for a machine is a folder with a Debian in it, and the network, for Debian's packages. What
takes long to make is kept in ``build/installed``, and so are the pictures that they take.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.installed.machine import PACKAGE, Machine, copy_of, make_base
from tests.installed.screen import Screen, new_screen

ROOT = Path(__file__).parents[2]
_PROGRAMS = {
    "debootstrap": "debootstrap",
    "dpkg-deb": "dpkg",
    "import": "imagemagick",
    "openbox": "openbox",
    "strace": "strace",
    "xdotool": "xdotool",
    "xprop": "x11-utils",
    "Xvfb": "xvfb",
}


@pytest.fixture(scope="session", autouse=True)
def _able() -> None:
    """Say at once why these tests cannot run here, if they cannot."""
    if os.geteuid() != 0:
        pytest.skip("a machine in a folder needs root: sudo make test-installed")
    missing = sorted(package for program, package in _PROGRAMS.items() if shutil.which(program) is None)
    if missing:
        pytest.skip(f"needs: sudo apt install {' '.join(missing)}")


@pytest.fixture(scope="session")
def store() -> Path:
    """The folder that keeps the machines and the pictures."""
    folder = ROOT / "build" / "installed"
    (folder / "archives" / "partial").mkdir(parents=True, exist_ok=True)
    return folder


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the packages lie elsewhere."""
    parser.addoption("--packages", type=Path, default=ROOT / "dist", help="the folder of .deb and .tar.gz")


def _newest(request: pytest.FixtureRequest, pattern: str) -> Path:
    folder: Path = request.config.getoption("packages")
    files = sorted(folder.glob(pattern), key=lambda file: file.stat().st_mtime)
    if not files:
        pytest.fail(f"there is no {pattern} in {folder}; make it with: make bundle")
    return files[-1]


@pytest.fixture(scope="session")
def deb(request: pytest.FixtureRequest) -> Path:
    """The Debian package, as it was built last."""
    return _newest(request, f"{PACKAGE}_*.deb")


@pytest.fixture(scope="session")
def archive(request: pytest.FixtureRequest) -> Path:
    """The archive for every other distribution, as it was built last."""
    return _newest(request, f"{PACKAGE}-*-linux-*.tar.gz")


@pytest.fixture(scope="session")
def base(store: Path) -> Path:
    """A Debian with nothing in it."""
    return make_base(store)


@pytest.fixture(scope="session")
def installed(base: Path, store: Path, deb: Path) -> Iterator[Machine]:
    """A machine in which the package is installed as a user does it, and nothing else."""
    machine = copy_of(base, store / "installed")
    machine.take(deb, f"/tmp/{deb.name}")
    machine.install(f"/tmp/{deb.name}")
    yield machine
    machine.end()
    shutil.rmtree(machine.root)


@pytest.fixture
def machine(installed: Machine) -> Iterator[Machine]:
    """The machine with the package, for tests that change nothing but the reader's home; a first start."""
    for kept in (".config", ".cache"):
        shutil.rmtree(installed.home / kept, ignore_errors=True)
    yield installed
    installed.end()


@pytest.fixture
def spare(installed: Machine, store: Path) -> Iterator[Machine]:
    """A machine of the same kind that may be broken."""
    machine = copy_of(installed.root, store / "spare")
    yield machine
    machine.end()
    shutil.rmtree(machine.root)


@pytest.fixture(scope="session")
def depends(deb: Path) -> list[str]:
    """The packages that ours depends on, without versions."""
    line = subprocess.check_output(["dpkg-deb", "--field", str(deb), "Depends"], text=True)
    return [part.split()[0] for part in line.split(",")]


@pytest.fixture
def screen() -> Iterator[Screen]:
    """A screen with a window manager, and nothing on it."""
    with new_screen() as screen:
        yield screen

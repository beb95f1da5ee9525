"""The program as a wheel lays it out, away from any checkout."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lay out the packages and the data that the wheel is told to hold."""
    site = tmp_path_factory.mktemp("site")
    build = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]
    wheel = build["targets"]["wheel"]
    for package in wheel["packages"]:
        shutil.copytree(ROOT / package, site / package, ignore=shutil.ignore_patterns("__pycache__"))
    for source, target in wheel["force-include"].items():
        shutil.copytree(ROOT / source, site / target)
    return site


@pytest.mark.parametrize("arguments", [("check",), ("list",), ("--snapshot", "window.png")])
def test_what_is_installed_needs_no_checkout(site: Path, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    entry = "import sys; from viewer.shell.app import main; sys.exit(main())"
    environment = {**os.environ, "PYTHONPATH": str(site), "PYTHONSAFEPATH": "1"}
    done = subprocess.run(
        [sys.executable, "-c", entry, *arguments, "--profile", str(tmp_path / "profile")],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=environment,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout
    assert arguments[0] != "--snapshot" or (tmp_path / "window.png").stat().st_size > 10_000

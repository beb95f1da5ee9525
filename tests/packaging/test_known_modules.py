"""PySide6 is told of our modules in a bundle too, where they lie compiled."""

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from viewer.shell import known_modules


def test_compiled_modules_are_known_as_their_sources_would_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known: dict[str, int] = {}
    monkeypatch.setitem(
        sys.modules, "shibokensupport.feature", SimpleNamespace(pyside_feature_dict=known)  # type: ignore[arg-type]
    )  # fmt: skip
    for package in ("core", "shell", "widgets"):
        folder = tmp_path / "viewer" / package
        folder.mkdir(parents=True)
        (folder / "one.pyc").write_bytes(b"")
    monkeypatch.setattr(known_modules, "__file__", str(tmp_path / "viewer" / "shell" / "known_modules.pyc"))
    known_modules.make_known()
    assert {"viewer.core.one", "viewer.shell.one", "viewer.widgets.one"} <= set(known)

"""What every test stands on: no display, no real home, and a reader who has only hands and eyes."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if os.environ.get("QT_QPA_PLATFORM", "offscreen") == "offscreen":
    # The platform's own screen is 800 pixels wide, and windows that are restored are cut to the screen.
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={Path(__file__).parent / 'screen.json'}"

import pytest

if TYPE_CHECKING:
    from tests.reader import Reader


@pytest.fixture(scope="session", autouse=True)
def strange_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep every test out of the real home; one cache for all, so that the atlas is prepared once."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
            patch.setenv(name, str(home / name))
        patch.setenv("HOME", str(home))
        yield home


@pytest.fixture
def open_reader(
    qapp: object, tmp_path: Path, strange_home: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., "Reader"]]:
    """Give a function that starts the program through its real main() and hands it to a reader."""
    from PySide6.QtGui import QPalette
    from PySide6.QtWidgets import QApplication

    from tests.reader import Reader

    assert isinstance(qapp, QApplication)
    plain_font = QApplication.font()
    readers: list[Reader] = []

    def start(*arguments: str, size: tuple[int, int] = (1280, 860)) -> Reader:
        arguments = arguments if "--profile" in arguments else (*arguments, "--profile", str(profile))
        reader = Reader.start(monkeypatch, list(arguments), size)
        readers.append(reader)
        return reader

    # A new profile each time, but one cache: else every test would prepare the atlas anew.
    profile, cache = tmp_path / "profile", strange_home / "cache"
    profile.mkdir()
    cache.mkdir(exist_ok=True)
    (profile / "cache").symlink_to(cache)
    hook = sys.excepthook
    yield start
    for reader in readers:
        reader.leave()
    sys.excepthook = hook
    QApplication.setFont(plain_font)
    QApplication.setPalette(QPalette())


@pytest.fixture
def reader(open_reader: Callable[..., "Reader"]) -> "Reader":
    """A reader with the window open on the atlas that ships, for the first time."""
    return open_reader()


def pytest_sessionfinish() -> None:
    """Empty the clipboard: Qt lets go of what Python copied into it only when Python is gone, and crashes."""
    from PySide6.QtGui import QGuiApplication

    if isinstance(QGuiApplication.instance(), QGuiApplication):
        QGuiApplication.clipboard().clear()

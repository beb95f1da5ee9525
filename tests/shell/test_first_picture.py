"""The kept first picture: it is what the window will show, to the pixel, or it is not shown at all."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

ROOT = Path(__file__).parents[2]
DARK = "from viewer.shell.settings import ThemeChoice as T; window.change_settings({}._replace(theme=T.DARK))"
ACTS = {
    "as it was": "",
    "dark, with large text": DARK.format("window.settings._replace(text_size=150, hint=False)"),
    "without the index": "window.index_dock.hide()",
    "another size": "window.resize(1111, 777)",
    "maximised": "window.showMaximized()",
    "a layer hidden": "window.set_layer('bone', 'hide')",
    "something selected": (
        "from viewer.core.address import Address as A; "
        "window.pick(A('posteromedian-spinal-vein'), False); window.reader_dock.resize(500, 500)"
    ),
}


_NOISE = 12
"""Of 255: what the edge of a line may differ by, where labels are placed anew and where they were kept."""


def alike(one: QImage, other: QImage) -> bool:
    """Tell whether an eye could not tell two pictures apart."""
    if one.isNull() or one.size() != other.size():
        return False
    first, second = (bytes(image.constBits()) for image in (one, other))
    return first == second or all(abs(a - b) <= _NOISE for a, b in zip(first, second, strict=True) if a != b)


@pytest.fixture
def once(tmp_path: Path) -> Callable[[str], tuple[QImage, QImage]]:
    """Give a function that starts the program once; it gives what was seen early, and late."""

    def start(act: str = "") -> tuple[QImage, QImage]:
        for name in ("early.png", "late.png"):
            (tmp_path / name).unlink(missing_ok=True)
        command = [sys.executable, "-m", "tests.shell.once", str(tmp_path), act]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
        assert (done.returncode, done.stderr) == (0, "")
        return QImage(str(tmp_path / "early.png")), QImage(str(tmp_path / "late.png"))

    return start


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
def test_the_next_start_shows_at_once_what_the_window_will_show(
    once: Callable[..., tuple[QImage, QImage]], act: str
) -> None:
    first, _ = once(act)
    assert first.isNull()
    early, late = once()
    assert alike(early, late)


@pytest.mark.parametrize("name", ["as it was", "dark, with large text", "without the index"])
def test_what_is_made_behind_a_picture_is_what_an_ordinary_start_makes(
    once: Callable[..., tuple[QImage, QImage]], name: str, tmp_path: Path
) -> None:
    once(ACTS[name])
    _, behind = once()
    (tmp_path / "cache" / "first-picture").unlink()
    none, plain = once()
    assert none.isNull() and alike(plain, behind)


def _cut(profile: Path) -> None:
    file = profile / "cache" / "first-picture"
    file.write_bytes(file.read_bytes()[:-1])


def _choose(profile: Path) -> None:
    (profile / "settings.json").write_text('{"theme": "dark"}', "utf-8")


def _forget(profile: Path) -> None:
    (profile / "window.ini").unlink()


@pytest.mark.parametrize("change", [_choose, _forget])
def test_no_picture_is_shown_that_may_be_out_of_date(
    once: Callable[..., tuple[QImage, QImage]], tmp_path: Path, change: Callable[[Path], None]
) -> None:
    once()
    change(tmp_path)
    early, _late = once()
    assert early.isNull()


def test_a_damaged_picture_is_not_shown(once: Callable[..., tuple[QImage, QImage]], tmp_path: Path) -> None:
    _, before = once()
    _cut(tmp_path)
    early, late = once()
    assert late == before and early != late


def test_what_is_close_in_is_not_kept(once: Callable[..., tuple[QImage, QImage]]) -> None:
    once("window.plate_view.set_zoom(4.0)")
    early, _late = once()
    assert early.isNull()


def _hears_signals(process: int) -> bool:
    status = Path(f"/proc/{process}/status").read_text("ascii")
    heard = next(int(line.split()[1], 16) for line in status.splitlines() if line.startswith("SigCgt"))
    return bool(heard >> (signal.SIGTERM - 1) & 1)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells who hears signals")
def test_at_the_end_of_a_session_it_closes_as_by_hand(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "viewer", "--profile", str(tmp_path)]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, env=dict(os.environ))
    try:
        for _ in range(600):
            if _hears_signals(process.pid):
                break
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(0.1)
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
    finally:
        process.kill()
        process.communicate()
    assert (tmp_path / "window.ini").is_file()
    assert (tmp_path / "cache" / "first-picture").is_file()

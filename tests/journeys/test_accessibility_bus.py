"""The program as a screen reader meets it: over the real accessibility bus, with a real window.

Needs Xvfb, D-Bus, at-spi2-core, its GObject bindings for the system's Python, and a window manager, for
without one no window is ever active. Where they are missing the test is skipped, but in CI it fails.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.core.study_helpers import refuse
from viewer.core.assets import atlas_folder
from viewer.core.atlas import Atlas
from viewer.core.loading import load_atlas
from viewer.core.question import Mode, names_of
from viewer.core.structure import StructureId
from viewer.core.study import StudyStore
from viewer.core.study_data import GOOD, Review

pytestmark = pytest.mark.bus

_PACKAGES = "xvfb dbus at-spi2-core openbox xdotool python3-gi gir1.2-atspi-2.0"
_PROGRAMS = ("Xvfb", "dbus-run-session", "openbox", "xdotool", "/usr/bin/python3")
_CLIENT = Path(__file__).with_name("atspi_client.py")
_ROOT = Path(__file__).parents[2]
_REGION = "Posterior radicular vein, right, spinal nerve T8"


def _lacking() -> str:
    """Give what is missing on this machine, in words; "" if nothing is."""
    if not sys.platform.startswith("linux"):
        return "AT-SPI is the accessibility bus of Linux"
    missing = [name for name in _PROGRAMS if shutil.which(name) is None]
    if not missing:
        bindings = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
        done = subprocess.run(["/usr/bin/python3", "-c", bindings], capture_output=True, check=False)
        missing = [] if done.returncode == 0 else ["gi.repository.Atspi"]
    if not missing:
        return ""
    return f"missing: {', '.join(missing)}; apt-get install {_PACKAGES}"


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """A display of our own, with nobody looking."""
    lacking = _lacking()
    if lacking and os.environ.get("CI"):
        pytest.fail(lacking)
    if lacking:
        pytest.skip(lacking)
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as told:
            number = told.readline().strip()
        assert number, "Xvfb did not start"
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(20)


def meet(display: str, folder: Path, *client: str) -> dict[str, Any]:
    """Have a client meet the program with its profile in a folder; give what it found."""
    # The bus puts its socket here; a runtime folder of the real session would mix the two.
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    environment = {
        **os.environ,
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "XDG_RUNTIME_DIR": str(runtime),
        "LANGUAGE": "en",
        "NO_AT_BRIDGE": "0",
    }
    environment.pop("AT_SPI_BUS_ADDRESS", None)
    environment.pop("WAYLAND_DISPLAY", None)
    program = [sys.executable, "-X", "faulthandler", "-m", "viewer", "--profile", str(folder / "profile")]
    done = subprocess.run(
        ["dbus-run-session", "--", "/usr/bin/python3", *client, *program],
        cwd=_ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


@pytest.fixture(scope="module")
def found(display: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the screen reader found on its way through the program."""
    return meet(display, tmp_path_factory.mktemp("bus"), str(_CLIENT), _REGION)


def test_the_plate_is_a_canvas_that_says_what_it_shows(found: dict[str, Any]) -> None:
    name, description = found["canvas"]
    assert name
    assert "seen from behind" in description
    assert found["regions"] >= 400


def test_a_region_is_found_by_name_with_place_and_states(found: dict[str, Any]) -> None:
    assert found["role"] == "push button"
    assert found["description"]
    assert {"SELECTABLE", "FOCUSABLE", "VISIBLE", "SHOWING"} == set(found["before"])
    x, y, width, height = found["box"]
    left, top, across, along = found["canvas_box"]
    assert left <= x < x + width <= left + across
    assert top <= y < y + height <= top + along
    assert found["there"]


def test_a_press_selects_it_and_says_so(found: dict[str, Any]) -> None:
    assert {"SELECTED", "FOCUSED"} <= set(found["after"])
    heard = [(kind, source) for kind, source, _ in found["heard"]]
    assert ("object:state-changed:selected", _REGION) in heard
    said = [text for kind, _, text in found["heard"] if kind.startswith("object:announcement")]
    assert any(_REGION in text for text in said)


def test_the_matching_section_can_be_read(found: dict[str, Any]) -> None:
    before, after = "\n".join(found["text_before"]), "\n".join(found["text"])
    assert "Posterior radicular vein" in after
    assert "venae radiculares posteriores" in after
    assert "venae radiculares posteriores" not in before
    assert len(after.split()) > 100
    assert found["alive"]


# A set of questions, by ear and keyboard

_CHOSEN = ("posteromedian-spinal-vein", "posterolateral-spinal-vein", "dorsal-root-ganglion")
"""What was named rightly from four before, and so is to be written now."""


@pytest.fixture(scope="module")
def studied(
    display: str, tmp_path_factory: pytest.TempPathFactory
) -> tuple[list[dict[str, Any]], list[Review]]:
    """What a blind learner heard of each question, and the answers that were kept."""
    folder = tmp_path_factory.mktemp("study")
    (folder / "profile").mkdir()
    (folder / "profile" / "window.ini").write_text("[study]\nlength=80\nnew=80\n", "utf-8")
    long_ago = datetime.now(UTC) - timedelta(days=30)
    with StudyStore(folder / "profile", refuse, lambda: long_ago) as store:
        for structure in _CHOSEN:
            store.answer(structure, "name-choice", structure, structure, "right", GOOD)
    heard = meet(display, folder, str(_CLIENT.with_name("atspi_quiz.py")))
    assert heard["alive"]
    with StudyStore(folder / "profile", refuse) as store:
        return heard["asked"], [one for one in store.reviews() if one.when > long_ago]


def test_a_question_of_each_mode_is_heard_answered_and_judged_by_keyboard(
    studied: tuple[list[dict[str, Any]], list[Review]],
) -> None:
    asked, kept = studied
    assert {one["mode"] for one in asked} == {mode.value for mode in Mode}
    assert [(one["mode"], one["judged"].startswith(("Correct:", "Correct."))) for one in asked] == [
        (review.mode, review.verdict == "right") for review in kept
    ]
    for one in asked:
        assert any(one["said"].startswith(word) for word in one["panel"]), "what is said can be read again"
        options = [word for word in one["panel"] if re.match(r"[1-4]: ", word)]
        assert all(option in one["said"] for option in options)
        assert bool(options) is (one["mode"] not in ("find", "name-typed"))


def test_nothing_that_is_read_aloud_gives_an_answer_away(
    studied: tuple[list[dict[str, Any]], list[Review]],
) -> None:
    shipped = load_atlas(atlas_folder())
    before: list[str] = []
    for one, review in zip(*studied, strict=True):
        names = _names(shipped, review.right) or [review.right]
        told_before = {word for word in one["heard"] if any(name in word for name in before)}
        before = [
            name for kept in (review.item, review.right, review.given) for name in _names(shipped, kept)
        ]
        options = [word for word in one["panel"] if re.match(r"[1-4]: ", word)]
        asked = [word for word in one["panel"] if one["said"].startswith(word)]
        # What the verdict before lit may still be told of when the next question is asked.
        allowed = {*options, *told_before, *(asked if one["mode"] == "find" else ())}
        told = [word for word in (*one["told"], *one["panel"], *one["heard"]) if word not in allowed]
        given = [word for word in told for name in names if re.search(rf"\b{re.escape(name)}\b", word, re.I)]
        assert given == [], one["mode"]
    assert max(len(one["told"]) for one in studied[0]) > 100, "there is something to listen to"


def _names(shipped: Atlas, kept: str) -> list[str]:
    """Give all names of the structure in an answer that is kept; none where it is a side or a level."""
    structure = shipped.structures.get(StructureId(kept.partition(".")[0]))
    return [] if structure is None else list(names_of(structure))

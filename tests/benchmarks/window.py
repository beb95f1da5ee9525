"""Clicks, pans, zooms and ten thousand selections, measured in one window."""

import gc
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.benchmarks.start import memory
from tests.benchmarks.table import Row, middle_and_worst
from viewer.core.address import Address
from viewer.core.plate_choice import plate_choices
from viewer.shell.application import hush_offscreen, make_application
from viewer.shell.opening import make_window
from viewer.shell.profile import Profile
from viewer.shell.request import Request
from viewer.shell.window import MainWindow

_CLICKS = 200
_TURNS = 100
_SELECTIONS = int(os.environ.get("BENCH_SELECTIONS", "10000"))


def timed(act: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """Give the seconds that an act takes until it is painted."""
    began = clock()
    act()
    QApplication.processEvents()
    return clock() - began


def open_window(atlas: Path | None, profile: Path, size: tuple[int, int] = (1600, 1000)) -> MainWindow:
    """Open the program's window and wait until it is all there."""
    application = make_application()
    hush_offscreen()
    window = make_window(application, Request(atlas=atlas), Profile.within(profile), size)
    window.show()
    rest(window)
    # The program does so after its start.
    gc.collect()
    gc.freeze()
    return window


def rest(window: MainWindow) -> None:
    """Wait until nothing is left to be done."""
    for _ in range(3):
        QApplication.processEvents()
        window.settle()
        QApplication.processEvents()


def spots(window: MainWindow) -> Iterator[tuple[QPointF, Address]]:
    """Give places of the plate where a click means one region and no other."""
    view = window.plate_view
    camera = view.view_camera()
    assert camera is not None
    for region in view.regions():
        for line in region.lines:
            at = len(line.points) // 4 * 2
            spot = QPointF(*camera.to_view(line.points[at], line.points[at + 1]))
            seen = view.hands.spot(QPointF(spot.toPoint()))
            if seen.address == region.address and not seen.rivals:
                yield QPointF(spot.toPoint()), region.address
                break


def measure_clicks(window: MainWindow) -> list[Row]:
    """Measure from a click to lit plate and filled reader, painted."""
    view = window.plate_view
    places = [spot.toPoint() for spot, _ in spots(window)]
    step = max(len(places) // 67, 1)
    places = (places[::step] * (_CLICKS // 20))[:_CLICKS]
    left = Qt.MouseButton.LeftButton
    times = []
    for place in places:
        times.append(timed(lambda at=place: QTest.mouseClick(view.viewport(), left, pos=at)))  # type: ignore[misc]
        rest(window)
    middle, worst = middle_and_worst(times)
    return [
        Row("click to lit plate and filled reader, median", middle, 16, "ms"),
        Row(f"the same, worst of {len(times)}", worst, 33, "ms"),
    ]


def measure_pans(window: MainWindow) -> list[Row]:
    """Measure steps of panning, close in."""
    view = window.plate_view
    view.set_zoom(4.0)
    rest(window)
    steps = [-7 if number % 100 < 50 else 7 for number in range(200)]
    times = [timed(lambda by=step: view.pan(3, by)) for step in steps]  # type: ignore[misc]
    middle, worst = middle_and_worst(times)
    return [
        Row("a pan step, painted, median", middle, 8, "ms"),
        Row("the same, worst of 200", worst, 33, "ms"),
    ]


def measure_zooms(window: MainWindow) -> list[Row]:
    """Measure zooming: the first picture, the crisp one, and for how long the window is deaf."""
    view = window.plate_view
    first, crisp, deaf, ratios = [], [], [], []
    for zoom in (1.25, 1.6, 2.0, 2.5, 3.2, 4.0, 5.0, 6.3, 8.0, 5.0, 3.2, 2.0, 1.0):
        began = time.perf_counter()
        first.append(timed(lambda to=zoom: view.set_zoom(to)))  # type: ignore[misc]
        while not view.is_settled():
            turn = time.perf_counter()
            QApplication.processEvents()
            deaf.append(time.perf_counter() - turn)
        crisp.append(time.perf_counter() - began)
        ratios.append(crisp[-1] / bare_paint(window))
    return [
        Row("a zoom step: something on screen, worst", max(first) * 1000, 33, "ms"),
        Row(
            "a zoom step: crisp, against one fresh bare paint, median",
            median(ratios),
            2.0,
            "×",
            f"{median(crisp) * 1000:.0f} ms",
        ),
        Row("meanwhile the window is deaf for, worst", max(deaf) * 1000, 50, "ms"),
    ]


def bare_paint(window: MainWindow) -> float:
    """Give the seconds that one fresh paint of the same view takes, with nothing kept from before."""
    from viewer.widgets.plate_painter import PlatePainter

    view = window.plate_view
    camera = view.view_camera()
    assert camera is not None and view.plate is not None and view.look is not None
    picture = QImage(view.viewport().size(), QImage.Format.Format_RGB32)
    began = time.perf_counter()
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRectF(picture.rect()), view.look.colour("bg"))
    painter.translate(*camera.to_view(0.0, 0.0))
    painter.scale(camera.zoom, camera.zoom)
    PlatePainter(view.plate, view.look).paint(painter, camera.zoom, camera.seen())
    painter.end()
    return time.perf_counter() - began


def measure_endurance(window: MainWindow) -> list[Row]:
    """Measure ten thousand selections: memory, and whether any grows slow."""
    view = window.plate_view
    view.fit()
    rest(window)
    addresses = list(dict.fromkeys(region.address for region in view.regions()))
    # The last hundred are to be the same places as the first.
    rounds = range(min(len(addresses), _SELECTIONS), 99, -1)
    del addresses[next((each for each in rounds if (_SELECTIONS - 100) % each == 0), 100) :]
    times: list[float] = []
    for address in addresses[:600]:
        timed(lambda to=address: window.pick(to, False))  # type: ignore[misc]
    before = memory()
    for number in range(_SELECTIONS):
        address = addresses[number % len(addresses)]
        # Of the processor: another program beside this one makes nothing grow.
        times.append(timed(lambda to=address: window.pick(to, False), time.process_time))  # type: ignore[misc]
    grown = (memory() - before) / 1024
    hundreds = [times[at : at + 100] for at in range(0, _SELECTIONS - 99, len(addresses))]
    first, last = (median(map(min, zip(*some, strict=True))) * 1000 for some in (hundreds[:3], hundreds[-3:]))
    return [
        Row(f"{_SELECTIONS} selections: memory grown by", grown, 5, "MB"),
        Row(
            f"{_SELECTIONS} selections: the last hundred against the first, best of three",
            last / first,
            1.2,
            "×",
            f"{last:.1f} ms against {first:.1f} ms",
        ),
    ]


def measure_turns(window: MainWindow) -> Iterator[Row]:
    """Measure whether memory stays flat while other plates, variants, conditions and atlases are shown."""
    atlas = window.atlas
    plates = [choice.id for choice in plate_choices(atlas)]
    kinds: dict[str, tuple[Callable[[str], object], list[str]]] = {
        "plates": (window.turn_to_plate, plates),
        "variants": (window.choose_variant, list(atlas.variants)[:5]),
        "conditions": (window.show_condition, list(atlas.conditions)[:5]),
        "atlases": (lambda _: window.open_atlas(None, "en"), [""]),
    }
    for kind, (show, names) in kinds.items():
        held = []
        for number in range(3 * _TURNS):
            show(names[number % len(names)])
            rest(window)
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            held.append(memory())
        # Pictures come and go by tens of megabytes: what stays is what is held when least is.
        grown = min(held[-_TURNS:]) - min(held[_TURNS:-_TURNS])
        yield Row(f"{_TURNS} {kind} shown: memory grown by", grown / 1024, 5, "MB")

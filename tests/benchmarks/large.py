"""A large atlas made by rule: opening, pointing, selecting, searching."""

import time
from pathlib import Path

from PySide6.QtCore import QPointF

from tests.benchmarks.large_atlas import make_large_atlas
from tests.benchmarks.table import Row, middle_and_worst
from tests.benchmarks.window import open_window, timed


def measure(folder: Path) -> list[Row]:
    """Measure a window on an atlas of 2,000 structures, 10,000 regions and 1 MB of text."""
    atlas = make_large_atlas(folder / "large")
    open_window(atlas, folder / "profile").close()
    began = time.perf_counter()
    window = open_window(atlas, folder / "profile")
    opened = time.perf_counter() - began

    view = window.plate_view
    points = [QPointF(200 + 17 * n % 700, 100 + 29 * n % 800) for n in range(300)]
    view.numbers_at(points[0])
    pointing = [_seconds(view, point) for point in points]
    addresses = [region.address for region in view.regions()[::50]]
    selecting = [timed(lambda to=address: window.pick(to, False)) for address in addresses]  # type: ignore[misc]
    window.search_box.setFocus()
    window.search_box.setText("v")
    window.search_box.search_now()
    typing = [timed(lambda to=text: _type(window.search_box, to)) for text in _prefixes(window)]  # type: ignore[misc]
    return [
        Row("an atlas of 2,000 structures: opened", opened, 1.5, "s"),
        Row("there: pointing, median", middle_and_worst(pointing)[0], 1, "ms"),
        Row("there: selecting, median", middle_and_worst(selecting)[0], 16, "ms"),
        Row("there: a key in the search line, median", middle_and_worst(typing)[0], 16, "ms"),
    ]


def _seconds(view: object, point: QPointF) -> float:
    began = time.perf_counter()
    view.numbers_at(point)  # type: ignore[attr-defined]
    return time.perf_counter() - began


def _type(box: object, text: str) -> None:
    box.setText(text)  # type: ignore[attr-defined]
    box.search_now()  # type: ignore[attr-defined]


def _prefixes(window: object) -> list[str]:
    names = [structure.name for structure in window.atlas.structures.values()][::200]  # type: ignore[attr-defined]
    return [name[:length] for name in names for length in range(1, min(len(name), 10))]

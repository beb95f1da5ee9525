"""``make bench``: every budget beside what it is measured against, in one run; exit 1 if one is not met."""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import first_minute, flow, processes
from tests.benchmarks.table import Row


def rows() -> Iterator[Row]:
    """Measure everything, a row at a time."""
    yield from processes.measure()
    yield from first_minute.measure()
    yield from flow.measure()
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={Path(__file__).parents[1] / 'screen.json'}"
    from tests.benchmarks import large, window

    with tempfile.TemporaryDirectory() as folder:
        shipped = window.open_window(None, Path(folder) / "shipped")
        yield from window.measure_clicks(shipped)
        yield from window.measure_pans(shipped)
        yield from window.measure_zooms(shipped)
        yield from window.measure_endurance(shipped)
        yield from window.measure_turns(shipped)
        shipped.close()
        yield from large.measure(Path(folder))


def main() -> int:
    """Print the table."""
    unmet = 0
    for row in rows():
        sys.stdout.write(f"{row}\n")
        sys.stdout.flush()
        unmet += not row.met
    sys.stdout.write("Every budget is met.\n" if not unmet else f"{unmet} of the budgets are not met.\n")
    return int(bool(unmet))


if __name__ == "__main__":
    sys.exit(main())

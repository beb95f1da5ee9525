"""Damage the atlas that ships, again and again: ``python -m tests.fuzz COUNT SEED [--untimed]``.

Each time it must load, or give a list of faults, within a second of processor time more than it takes
whole, with nothing written and nothing read outside its folder. What came of it is printed as JSON.

The atlas takes a second to read, nearly all of it for its one rich drawing. So what a drawing, text
or table gives that was not damaged is kept and handed out again, for all but one load in fifty: the kept
drawing then takes no notice of damage to the structures it names. A damaged file is always read in full.
"""

import faulthandler
import json
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from math import inf
from pathlib import Path
from time import process_time
from typing import Any

from hypothesis import HealthCheck, given, seed, settings

from tests.fuzz.mutations import Mutation, damaged, mutations
from tests.fuzz.watch import Watch
from viewer.core import content_files, loading, plate_file
from viewer.core.assets import atlas_folder
from viewer.core.loading import check_atlas
from viewer.core.tables import parse_toml

HANG_S = 1.0
"""Processor time that a damaged atlas may take beyond a whole one."""
_STUCK_S = 120.0
_WEIGHTS = {"plates/dorsal.svg": 6, "structures.toml": 12, "drainage.toml": 12, "plates/dorsal.toml": 10,
            "atlas.toml": 12, "sources.json": 12, "conditions.toml": 10}  # fmt: skip


class Kept:
    """Stands in for a reader of text, and gives again what came of the texts that are whole."""

    def __init__(self, read: Callable[..., Any], whole: set[str]) -> None:
        """Keep for the texts in ``whole`` what ``read`` gives."""
        self.read = read
        self.whole = whole
        self.on = True
        self._given: dict[str, Any] = {}

    def __call__(self, text: str, *rest: Any) -> Any:
        """Read ``text``, or give what was read before."""
        if not self.on or text not in self.whole:
            return self.read(text, *rest)
        if text not in self._given:
            self._given[text] = self.read(text, *rest)
        return self._given[text]


class Fuzz:
    """A copy of the shipped atlas, damaged and mended by turns."""

    def __init__(self, folder: Path, hang_s: float = HANG_S) -> None:
        """Copy the atlas into ``folder`` and read it whole; a load may take ``hang_s`` beyond that."""
        self.hang_s = hang_s
        self.folder = Path(shutil.copytree(atlas_folder(), folder / "atlas"))
        self.names = sorted(
            path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file()
        )
        self.whole = [(self.folder / name).read_bytes() for name in self.names]
        texts = {data.decode("utf-8-sig") for data in self.whole}
        self.kept = [
            Kept(read, texts) for read in (plate_file.read_drawing, loading.read_section, parse_toml)
        ]
        plate_file.read_drawing, loading.read_section, tables = self.kept  # type: ignore[assignment]
        plate_file.parse_toml = content_files.parse_toml = tables  # type: ignore[assignment]
        self.counts: Counter[str] = Counter()
        self.slowest = (0.0, "")
        self._load(full=True)
        begun = process_time()
        self._load(full=True)
        self.normal = process_time() - begun
        assert not self._load(full=False)
        self.watch = Watch(self.folder)

    def _load(self, full: bool) -> list[str]:
        for kept in self.kept:
            kept.on = not full
        atlas, faults, counts = check_atlas(self.folder)
        assert atlas is not None or faults
        str(counts).encode()
        said = [str(fault) for fault in faults]
        "\n".join(said).encode()
        return said

    def try_one(self, mutation: Mutation) -> None:
        """Damage one file, read the atlas, and mend the file."""
        name, data = self.names[mutation.file], self.whole[mutation.file]
        path = self.folder / name
        full = self.counts["loads"] % 50 == 49
        changed = damaged(data, mutation.changes)
        if changed is None:
            path.unlink()
        else:
            path.write_bytes(changed)
        faulthandler.dump_traceback_later(_STUCK_S, exit=True)
        begun = process_time()
        try:
            with self.watch.looking():
                said = self._load(full)
        finally:
            taken = process_time() - begun
            faulthandler.cancel_dump_traceback_later()
            path.write_bytes(data)
        self._count(name, len(said), full, taken)
        assert not self.watch.touched, self.watch.touched
        assert taken < self.normal + self.hang_s, f"{taken:.2f} s for {name}: {len(said)} faults"

    def _count(self, name: str, faults: int, full: bool, taken: float) -> None:
        self.counts["loads"] += 1
        self.counts["clean" if not faults else "with faults"] += 1
        self.counts["in full"] += full
        self.counts["of " + (name if name.count("/") < 2 else "text")] += 1
        self.slowest = max(self.slowest, (round(taken, 2), name))


def main(count: int, number: int, timed: bool) -> int:
    """Run ``count`` mutations from a seed; give the code to exit with."""
    sys.dont_write_bytecode = True
    with tempfile.TemporaryDirectory() as place:
        fuzz = Fuzz(Path(place), HANG_S if timed else inf)
        weights = [_WEIGHTS.get(name, 1) for name in fuzz.names]

        @seed(number)
        @settings(
            max_examples=count,
            deadline=None,
            database=None,
            print_blob=False,
            suppress_health_check=list(HealthCheck),
        )
        @given(mutations(weights))
        def run(mutation: Mutation) -> None:
            fuzz.try_one(mutation)

        run()
        told = {**fuzz.counts, "normal_s": round(fuzz.normal, 2), "slowest": fuzz.slowest}
        print(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]), "--untimed" not in sys.argv))

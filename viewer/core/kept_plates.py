"""KeptPlates: plates as they were read, for as long as their files stay the same.

Reading a rich drawing takes most of the time that reading an atlas takes. Who writes a text and saves it
should not wait for the drawing.
"""

from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from time import time

from viewer.core.atlas import Atlas
from viewer.core.drawing import Structures, read_drawing
from viewer.core.faults import FaultList
from viewer.core.files import LIMITS, AtlasFiles
from viewer.core.memory import Memory
from viewer.core.plate import Plate
from viewer.core.plate_file import read_plate

_MOST = 8
_SETTLED_S = 5.0
"""A file that was last written so long ago is surely what the atlas on screen was read from."""

_Key = tuple[bytes, tuple[tuple[str, ...], ...]]


class KeptPlates:
    """Stands in for :func:`read_plate` and keeps the last few plates that had no fault."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        self._plates: dict[str, tuple[_Key, Plate]] = {}
        self._memories: dict[str, Memory] = {}

    def keep(self, atlas: Atlas, folder: Path) -> None:
        """Keep the plates of an atlas that was read from ``folder`` a moment ago, and learn their shapes."""
        kinds = (atlas.structures, atlas.layers, atlas.level_kinds)
        for name, plate in list(atlas.plates.items())[:_MOST]:
            try:
                times = [file.stat().st_mtime for file in _files(folder, name)]
                if time() - max(times) > _SETTLED_S:
                    self._plates[name] = (_key(folder, name, *kinds, atlas.levels), plate)
            except OSError:
                continue
            self._learn(name, AtlasFiles(folder, FaultList()), atlas)

    def _learn(self, plate: str, files: AtlasFiles, atlas: Atlas) -> None:
        """Read a drawing for its shapes alone, so that the first change is seen as soon as those after it."""
        name = f"plates/{plate}.svg"
        text = files.text(name)
        if text is not None:
            memory = self._memories.setdefault(plate, Memory())
            read_drawing(text, name, files.faults, atlas.structures, atlas.layers, memory)

    def read(
        self, plate: str, files: AtlasFiles, structures: Structures, layers: Mapping[str, object],
        level_kinds: Mapping[str, object], levels: tuple[str, ...],
    ) -> Plate | None:  # fmt: skip
        """Do what :func:`read_plate` does, or give what came of it the last time."""
        try:
            key = _key(files.folder, plate, structures, layers, level_kinds, levels)
        except OSError:
            return read_plate(plate, files, structures, layers, level_kinds, levels)
        known, kept = self._plates.get(plate, (None, None))
        if kept is not None and known == key:
            return kept
        before = len(files.faults)
        memory = self._memories.setdefault(plate, Memory())
        result = read_plate(plate, files, structures, layers, level_kinds, levels, memory)
        if result is not None and len(files.faults) == before:
            self._plates.pop(plate, None)
            self._plates[plate] = (key, result)
            if len(self._plates) > _MOST:
                del self._plates[next(iter(self._plates))]
        return result


def _files(folder: Path, plate: str) -> tuple[Path, Path]:
    return folder / "plates" / f"{plate}.svg", folder / "plates" / f"{plate}.toml"


def _key(
    folder: Path, plate: str, structures: Structures, layers: Mapping[str, object],
    level_kinds: Mapping[str, object], levels: tuple[str, ...],
) -> _Key:  # fmt: skip
    """Give all that decides what a plate is read to: its files, and the names that they may use.

    :raises OSError: if a file cannot be read.
    """
    content = blake2b()
    for file in _files(folder, plate):
        if file.stat().st_size > LIMITS[file.suffix]:
            raise OSError
        words = file.read_bytes()
        content.update(len(words).to_bytes(8) + words)
    return content.digest(), (tuple(structures), tuple(layers), tuple(level_kinds), levels)

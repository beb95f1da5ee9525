"""RecentAtlases: the atlases that the reader opened, the last one first, kept in the profile."""

import json
from pathlib import Path

from viewer.shell.profile import Profile

_FILE = "recent.json"
_FORMAT = 1
MOST = 10


class RecentAtlases:
    """Files and folders by their paths. Where the profile cannot be written, they last until the end."""

    def __init__(self, profile: Profile) -> None:
        """Keep them in ``profile``; nothing is read yet."""
        self._profile = profile
        self._unsaved: list[Path] | None = None

    def paths(self) -> list[Path]:
        """Give the paths, some of which may have vanished; read anew, for another window may have added."""
        if self._unsaved is not None:
            return list(self._unsaved)
        form, paths = self._read()
        return paths if form <= _FORMAT else []

    def remember(self, path: Path) -> None:
        """Put a path on top of the list."""
        self._keep([path, *(each for each in self.paths() if each != path)][:MOST])

    def forget(self, path: Path) -> None:
        """Take a path off the list."""
        self._keep([each for each in self.paths() if each != path])

    def clear(self) -> None:
        """Take all off the list."""
        self._keep([])

    def _read(self) -> tuple[int, list[Path]]:
        try:
            data = json.loads((self._profile.folder / _FILE).read_bytes())
            return int(data["format"]), [Path(text) for text in data["atlases"] if isinstance(text, str)]
        except (OSError, ValueError, TypeError, KeyError):
            return _FORMAT, []

    def _keep(self, paths: list[Path]) -> None:
        if self._unsaved is None and self._read()[0] <= _FORMAT:
            # JSON's \u escapes carry even what is in a path and in no alphabet.
            data = {"format": _FORMAT, "atlases": [str(path) for path in paths]}
            try:
                self._profile.write(_FILE, json.dumps(data, indent=1).encode())
            except OSError:
                # That nothing can be kept here is told already when the window opens.
                self._unsaved = paths
        else:
            self._unsaved = paths

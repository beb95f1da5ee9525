"""FaultList: what is wrong in an atlas, collected while it is read; never only the first."""

from collections.abc import Iterable

from viewer.core.errors import Fault

_LONGEST_NAME = 100


class FaultList:
    """Collects faults, each once, while reading goes on as far as it can."""

    def __init__(self) -> None:
        """Start with none."""
        self._faults: dict[Fault, None] = {}

    def add(self, file: str, line: int, message: str) -> None:
        """Note what is wrong in ``file`` (relative to the atlas) at ``line`` (0: the whole file)."""
        self._faults[Fault(file, line, message)] = None

    def listed(self) -> list[Fault]:
        """Give the faults by file and line."""
        return sorted(self._faults)

    def __len__(self) -> int:
        return len(self._faults)


def nearest(word: str, known: Iterable[str], count: int = 1) -> list[str]:
    """Give the known words that ``word`` was most likely meant to be, best first."""
    from difflib import get_close_matches

    # Comparing takes time by the square of the length: no name is longer than a line.
    return get_close_matches(word[:_LONGEST_NAME], list(known), count, 0.6)


def hint(word: str, known: Iterable[str]) -> str:
    """Give `` Did you mean “x”?``, or nothing where no known word is near."""
    found = nearest(word, known)
    return f" Did you mean “{found[0]}”?" if found else ""

"""TerminalWork: what LongWork is for a window, for a person at a terminal."""

import signal
import sys
from types import FrameType

from viewer.core.errors import Stopped


class TerminalWork:
    """Says at a terminal, not in a file, how far a work is; Ctrl+C stops it between two parts of it.

    Stopped in the midst of painting, Qt would lose its balance. It is used in a ``with``.
    """

    def __init__(self, words: str) -> None:
        """Begin: ``words`` say what is being done."""
        self._words, self._stopped = words, False

    def __enter__(self) -> "TerminalWork":
        """Listen to Ctrl+C."""
        self._before = signal.signal(signal.SIGINT, self._stop)
        return self

    def __exit__(self, *_: object) -> None:
        """Clear the line, and let Ctrl+C do what it did before."""
        signal.signal(signal.SIGINT, self._before)
        self._say("\r\033[K")

    def reach(self, done: int, parts: int) -> None:
        """Say that so many parts of all are done.

        :raises Stopped: if Ctrl+C was pressed.
        """
        if self._stopped:
            raise Stopped("Stopped: nothing was written.")
        self._say(f"\r{self._words}: {100 * done // parts} %")

    def _stop(self, _signal: int, _frame: FrameType | None) -> None:
        self._stopped = True

    def _say(self, words: str) -> None:
        if sys.stderr.isatty():
            sys.stderr.write(words)
            sys.stderr.flush()

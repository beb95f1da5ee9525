"""Later: what no first picture needs waits until it is there."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from shiboken6 import isValid

_waiting: list[list[Callable[[], object]]] = []
"""While a start goes on, one list: what is to be done after it; else nothing."""


def hold_back() -> None:
    """Begin a start: from now on :func:`later` waits for :func:`catch_up`."""
    _waiting[:] = [[]]


def later(act: Callable[[], object]) -> None:
    """Do something after the start that goes on; at once where none does."""
    if _waiting:
        _waiting[0].append(act)
    else:
        act()


def catch_up() -> None:
    """End the start: do what was held back, in the order it was asked for, but for what is gone already."""
    acts = _waiting.pop() if _waiting else []
    for act in acts:
        owner = getattr(act, "__self__", None)
        if not isinstance(owner, QObject) or isValid(owner):
            act()


class Hearing(QObject):
    """Hands the events of something to a function, before it gets them itself; a start is passed over.

    When Python is first given just any event, PySide makes a class of every kind of event there is, which
    takes longer than the plate takes to paint. That is why what only matters once there is something to
    see is heard here, and not in methods such as ``event`` and ``changeEvent``.
    """

    def __init__(self, watched: QObject, hear: Callable[[QEvent], bool]) -> None:
        """Listen to ``watched``; where ``hear`` says True, the event goes no further."""
        super().__init__(watched)
        self._watched, self._hear = watched, hear
        later(self._begin)

    def _begin(self) -> None:
        self._watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102, N802
        # While Python takes a window apart, its last events still come to what is empty already.
        hear = self.__dict__.get("_hear")
        return hear is not None and bool(hear(event))

"""Memory: what was worked out of a drawing when it was last read, for when it is read again.

Who changes one line of a rich drawing and saves it should not wait for all its other lines.
"""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar, TypeVarTuple

T = TypeVar("T")
Arguments = TypeVarTuple("Arguments")


class Memory:
    """Keeps what pure functions gave in this reading and in the one before; older is forgotten."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._before: dict[Hashable, Any] = {}
        self._now: dict[Hashable, Any] = {}

    def begin(self) -> None:
        """A reading begins: what the one before last alone had use for is forgotten."""
        self._before, self._now = self._now, {}

    def once(self, work: Callable[[*Arguments], T], *arguments: *Arguments) -> T:
        """Give what ``work`` gives for these arguments, which must not change; work it out if need be."""
        key = (work, arguments)
        known = self._now
        if key not in known:
            known[key] = self._before[key] if key in self._before else work(*arguments)
        found: T = known[key]
        return found

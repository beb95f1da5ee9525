"""Trail: where the reader has been; back and forward."""

from typing import Generic, TypeVar

T = TypeVar("T")

_LONGEST = 500


class Trail(Generic[T]):
    """Where the reader has been, like a browser's history.

    Visiting after going back drops what lay ahead; visiting the same place twice counts once. Of a
    long way only the last 500 places are kept.
    """

    def __init__(self) -> None:
        """Start nowhere."""
        self._places: list[T] = []
        self._at = -1

    @property
    def here(self) -> T | None:
        """The place the reader is at, None before the first visit."""
        return self._places[self._at] if self._at >= 0 else None

    @property
    def can_back(self) -> bool:
        """Whether there is a place before this one."""
        return self._at > 0

    @property
    def can_forward(self) -> bool:
        """Whether there is a place after this one."""
        return self._at + 1 < len(self._places)

    def visit(self, place: T) -> None:
        """Go to a place that was chosen anew."""
        if self._at >= 0 and self._places[self._at] == place:
            return
        del self._places[self._at + 1 :]
        self._places.append(place)
        del self._places[:-_LONGEST]
        self._at = len(self._places) - 1

    def replace(self, place: T) -> None:
        """Let the place the reader is at be told differently, e.g. after moving the view there."""
        if self._at >= 0:
            self._places[self._at] = place
        else:
            self.visit(place)

    def back(self) -> T | None:
        """Go one place back and give it; None, and no step, at the beginning."""
        if not self.can_back:
            return None
        self._at -= 1
        return self._places[self._at]

    def forward(self) -> T | None:
        """Go one place forward and give it; None, and no step, at the end."""
        if not self.can_forward:
            return None
        self._at += 1
        return self._places[self._at]

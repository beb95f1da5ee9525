"""Every error that the program raises on purpose; each message is one sentence for the reader."""

from collections.abc import Sequence
from typing import NamedTuple


class ViewerError(Exception):
    """The root: something the reader should be told, in their words, with what to do next."""


class Stopped(ViewerError):
    """The reader has stopped a long work; nothing has come of it."""


class AddressError(ViewerError):
    """An address that names nothing, or has not the form of one."""

    def __init__(self, text: str, nearest: Sequence[str] = ()) -> None:
        """Keep the text as given and the nearest real names."""
        self.text = text
        self.nearest = tuple(nearest)
        hint = f" Did you mean {', '.join(self.nearest)}?" if self.nearest else ""
        super().__init__(f"There is nothing called “{text}” in this atlas.{hint}")


class Fault(NamedTuple):
    """One thing wrong in an atlas: where, what, and what to do about it.

    ``file`` is relative to the atlas folder, with ``/``; ``line`` counts from 1, 0 if the whole file.
    """

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        """Give the line that ``check`` prints."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.message}"


class ContentError(ViewerError):
    """An atlas that cannot be used, with all of its faults."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        """Keep the faults in the order of files and lines."""
        self.faults = tuple(sorted(faults))
        count = len(self.faults)
        super().__init__(f"This atlas has {count} fault{'' if count == 1 else 's'}; the list says where.")

"""StandingOut: what of a plate keeps its colours while the rest steps back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.core.address import Address

if TYPE_CHECKING:
    from viewer.core.case import Involved


class StandingOut:
    """What asks for the rest to step back: the reader, a condition, the blood's way; None asks nothing.

    ``weighed`` says that it is shown how well things are known: all steps back for that but the names.
    """

    def __init__(self) -> None:
        """Let nothing step back."""
        self.isolated: tuple[Address, ...] | None = None
        self.involved: Involved | None = None
        self.weighed = False
        self.traced: tuple[Address, ...] | None = None
        """The way of the blood is drawn above the plate, so that another step needs no other picture."""

    def coloured(self) -> tuple[Address, ...] | None:
        """Give what the plate itself draws in its colours; None where nothing steps back."""
        if self.traced is None and self.isolated is not None:
            return self.isolated
        if self.involved is not None:
            return self.involved.coloured
        return None if self.traced is None and not self.weighed else ()

    def named(self) -> tuple[Address, ...] | None:
        """Give what has its name in full ink; None where all has."""
        coloured = self.coloured()
        if self.weighed and not coloured:
            coloured = None
        return coloured if self.traced is None else (*self.traced, *(coloured or ()))

    def begins_in(self, selection: tuple[Address, ...]) -> tuple[Address, ...] | None:
        """Give where the condition begins, as long as just its example is selected; else None."""
        involved = self.involved
        return involved.begins if involved is not None and selection == involved.example else None

"""Place: where a reader is, as Back and Forward keep it and as a link tells it."""

from typing import NamedTuple

from viewer.core.address import Address


class Place(NamedTuple):
    """A plate, what is selected on it, the section that is read, and the part of the plate in view.

    ``section`` is a section's id and ``page`` a page's name ("handbook", "level:segment:T8" ...); with
    neither, the reader shows what belongs to the selection. ``level`` is where the level cursor is, ""
    before it was ever moved; ``condition`` the id of the condition that is shown, or "". ``camera`` is
    zoom, x and y, or None for "wherever it is seen well"; two places that differ in nothing else are the
    same place.
    """

    plate: str
    addresses: tuple[Address, ...] = ()
    section: str = ""
    page: str = ""
    level: str = ""
    condition: str = ""
    camera: tuple[float, float, float] | None = None

    @property
    def page_level(self) -> tuple[str, str] | None:
        """The level whose page is read, by its kind and name; None if another page is."""
        page, _, rest = self.page.partition(":")
        level_kind, _, level = rest.partition(":")
        return (level_kind, level) if page == "level" and level else None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Place) and self[:-1] == other[:-1]

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self[:-1])

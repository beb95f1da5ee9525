"""Found: one thing that a search found."""

from dataclasses import dataclass

from viewer.core.address import Address


@dataclass(frozen=True, slots=True)
class Found:
    """One find: a structure, perhaps narrowed to a side and a level, a section, a condition or a variant.

    ``id`` is the address, or else an id of that kind; ``title`` its name in words. ``why`` is the name that
    matched where it is not the title (a synonym, the Latin name ...), ``excerpt`` the words around the match
    in a passage. ``missing`` is the side and level that were asked for where nothing of it is drawn;
    ``level`` the one at which a cut plate draws what counts no levels itself. ``close`` says that a name or
    a title itself matches, letter by letter, and not only what is told of it; ``whole`` that what is told has
    all that was asked for word by word.
    The higher ``score``, the better.
    """

    kind: str
    id: str
    title: str
    why: str
    excerpt: str
    score: float
    missing: str = ""
    level: str = ""
    close: bool = False
    whole: bool = False

    @property
    def address(self) -> Address:
        """The address of a structure that was found."""
        return Address.parse(self.id)

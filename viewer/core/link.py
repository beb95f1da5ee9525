"""ViewLink: a view as one word of text that can be kept, sent and opened again."""

from collections.abc import Mapping
from typing import NamedTuple, Self

from viewer.core.address import Address
from viewer.core.errors import AddressError

_LONGEST = 10_000


class ViewLink(NamedTuple):
    """``plate/address,address?zoom=2.5&at=12,1060&level=T8&condition=blocked-outlet``.

    ``plate`` is "" where the link leaves it open. ``zoom`` is 0 where the link does not say; else
    ``zoom, x, y`` are what the view calls its camera: its zoom, and the plate point in its middle.
    ``level`` is that of the level cursor, ``condition`` the id of the condition shown, or "".
    """

    plate: str
    addresses: tuple[Address, ...] = ()
    zoom: float = 0.0
    x: float = 0.0
    y: float = 0.0
    level: str = ""
    condition: str = ""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a link or a bare address.

        :raises AddressError: if the text is neither.
        """
        text = text.strip()
        where, question, view = text[:_LONGEST].partition("?")
        plate, slash, words = where.rpartition("/")
        if not where or "/" in plate or (slash and not plate) or not (words or slash):
            raise AddressError(text)
        addresses = tuple(dict.fromkeys(Address.parse(word) for word in words.split(",") if word))
        if not addresses and not plate:
            raise AddressError(text)
        fields = dict(part.partition("=")[::2] for part in view.split("&")) if question else {}
        camera = cls._camera(fields, text)
        return cls(plate, addresses, *camera, fields.get("level", ""), fields.get("condition", ""))

    @staticmethod
    def _camera(fields: Mapping[str, str], text: str) -> tuple[float, float, float]:
        try:
            zoom = float(fields.get("zoom", "0"))
            x, y = (float(number) for number in fields.get("at", "0,0").split(","))
        except ValueError:
            raise AddressError(text) from None
        if not (0.0 <= zoom < 1e4 and abs(x) < 1e7 and abs(y) < 1e7):
            raise AddressError(text)
        return zoom, x, y

    def __str__(self) -> str:
        """Give the text that :meth:`parse` reads; positions are kept to a hundredth of a unit."""
        words = ",".join(map(str, self.addresses))
        where = f"{self.plate}/{words}" if self.plate else words
        view = [f"zoom={self.zoom:.5g}", f"at={_short(self.x)},{_short(self.y)}"] if self.zoom else []
        view += [f"level={self.level}"] if self.level else []
        view += [f"condition={self.condition}"] if self.condition else []
        return f"{where}?{'&'.join(view)}" if view else where


def _short(value: float) -> str:
    return f"{round(value, 2) + 0.0:g}" if abs(value) < 1e4 else f"{value:.2f}"

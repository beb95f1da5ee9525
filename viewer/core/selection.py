"""Selection: what the reader is looking at."""

from typing import NamedTuple

from viewer.core.address import Address


class Selection(NamedTuple):
    """The addresses that are selected, in the order they were chosen; none, if nothing is."""

    addresses: tuple[Address, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.addresses)

    def __contains__(self, address: object) -> bool:
        return address in self.addresses

    def with_added(self, address: Address) -> "Selection":
        """Give the selection with one more address; one that is selected already is taken out."""
        if address in self.addresses:
            return Selection(tuple(one for one in self.addresses if one != address))
        return Selection((*self.addresses, address))

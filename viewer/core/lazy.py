"""Lazy and Deferred: sequences whose items are made when somebody first looks at them."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar, overload

T = TypeVar("T")


class Deferred(Sequence[T]):
    """A sequence that is made whole when somebody first looks at it, even at its length."""

    __slots__ = ("_items", "_make")

    def __init__(self, make: Callable[[], Sequence[T]]) -> None:
        """Hold what makes the items."""
        self._make = make
        self._items: Sequence[T] | None = None

    def _whole(self) -> Sequence[T]:
        if self._items is None:
            self._items = self._make()
        return self._items

    def __len__(self) -> int:
        return len(self._whole())

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        return self._whole()[index]

    def __iter__(self) -> Iterator[T]:
        return iter(self._whole())

    def __eq__(self, other: object) -> bool:
        if isinstance(other, tuple | Lazy | Deferred):
            return tuple(self) == tuple(other)
        return NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))


class Lazy(Sequence[T]):
    """Holds the raw form of its items and makes each at most once.

    ``load`` gives the raw items and is called at the first look; ``make`` turns one into an item.
    It equals, and hashes like, the tuple of its items.
    """

    __slots__ = ("_count", "_items", "_load", "_make", "_raw")

    def __init__(self, count: int, load: Callable[[], Sequence[Any]], make: Callable[[Any], T]) -> None:
        """Hold ``count`` items."""
        self._count = count
        self._load: Callable[[], Sequence[Any]] | None = load
        self._make = make
        self._raw: Sequence[Any] | None = None
        self._items: list[T | None] | tuple[T, ...] = ()

    def _item(self, index: int) -> T:
        if self._raw is None:
            assert self._load is not None
            raw = self._load()
            self._items = [None] * self._count
            self._raw = raw
            # It may hold megabytes, which nobody asks for again.
            self._load = None
        item = self._items[index]
        if item is None:
            item = self._make(self._raw[index])
            if isinstance(self._items, list):
                self._items[index] = item
        return item

    def _whole(self) -> tuple[T, ...]:
        if not isinstance(self._items, tuple) or self._raw is None:
            self._items = tuple(self._item(index) for index in range(self._count))
            self._raw = ()
        return self._items

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        if isinstance(index, slice):
            return self._whole()[index]
        if not -self._count <= index < self._count:
            raise IndexError(index)
        return self._item(index % self._count)

    def __iter__(self) -> Iterator[T]:
        return iter(self._whole())

    def __eq__(self, other: object) -> bool:
        if isinstance(other, tuple | Lazy):
            return len(other) == self._count and self._whole() == tuple(other)
        return NotImplemented

    def __hash__(self) -> int:
        return hash(self._whole())

    def __repr__(self) -> str:
        return f"Lazy({self._count})"

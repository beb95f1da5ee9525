"""Sequences that are made when somebody looks at them, and hold no more than they need."""

from weakref import ref

from viewer.core.lazy import Lazy


class Store:
    """Something large that items are made from."""

    def load(self) -> list[int]:
        return [1, 2, 3]


def test_an_item_is_made_once_and_only_when_it_is_looked_at() -> None:
    made: list[int] = []

    def make(raw: int) -> int:
        made.append(raw)
        return raw * 10

    lazy = Lazy(3, Store().load, make)
    assert len(lazy) == 3 and made == []
    assert (lazy[1], lazy[-2], made) == (20, 20, [2])
    assert lazy == (10, 20, 30) and hash(lazy) == hash((10, 20, 30))
    assert tuple(lazy) == (10, 20, 30) and made == [2, 1, 3]


def test_what_items_were_made_from_is_let_go() -> None:
    store = Store()
    gone, lazy = ref(store), Lazy(3, store.load, str)
    del store
    assert gone() is not None
    assert lazy[0] == "1"
    assert gone() is None, "megabytes of a drawing that nobody asks for again"
    assert list(lazy) == ["1", "2", "3"]

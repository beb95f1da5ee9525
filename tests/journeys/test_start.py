"""What a start leaves for later."""

from collections import Counter
from collections.abc import Callable
from marshal import loads
from typing import Any

import pytest

from tests.reader import Reader
from viewer.core import packing
from viewer.core.lazy import Lazy
from viewer.core.plate_choice import plate_choices


def test_no_plate_is_unpacked_before_it_is_shown(
    open_reader: Callable[..., Reader], monkeypatch: pytest.MonkeyPatch
) -> None:
    open_reader().leave()
    unpacked: Counter[str] = Counter()

    def watched(packed: tuple[int, bytes], make: Callable[[Any], Any]) -> Lazy[Any]:
        def unpack() -> Any:
            unpacked[make.__name__] += 1
            return loads(packed[1])

        return Lazy(packed[0], unpack, make)

    monkeypatch.setattr(packing, "_lazy", watched)
    reader = open_reader()
    drawn = ("_region", "_element", "_path")
    assert unpacked["_region"] == 1 and all(unpacked[what] <= 1 for what in drawn)
    reader.window.turn_to_plate(plate_choices(reader.window.atlas)[1].id)
    reader.settle()
    assert unpacked["_region"] == 2

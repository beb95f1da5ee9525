"""What journeys stand on besides eyes and hands: ears."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.journeys.ears import Ears


@pytest.fixture
def ears(monkeypatch: pytest.MonkeyPatch) -> "Iterator[Ears]":
    """Listen as a screen reader does."""
    from PySide6.QtGui import QAccessible

    from tests.journeys.ears import Ears

    QAccessible.setActive(True)
    yield Ears(monkeypatch)
    QAccessible.setActive(False)

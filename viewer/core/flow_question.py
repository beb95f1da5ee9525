"""Question: what is asked of the blood's way, by the window and by the command alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from viewer.core.address import Address

if TYPE_CHECKING:
    from viewer.core.condition import Condition
    from viewer.core.network import Network
    from viewer.core.tracing import Trace


class Question(NamedTuple):
    """What is asked: the way from ``one`` "heart"-wards, "upstream" of it, or "between" it and ``other``.

    A way "led" goes from ``one`` to ``other``, None for the heart, ``by`` no edges but those named, if any.
    """

    kind: str
    one: Address
    other: Address | None = None
    by: tuple[str, ...] = ()

    def answered(self, network: Network) -> Trace:
        """Give the ways that a network has."""
        match self.kind:
            case "upstream":
                return network.upstream(self.one)
            case "between":
                return network.between(self.one, self.other or self.one)
            case "led":
                return network.trace(self.one, self.other, self.by)
            case _:
                return network.trace(self.one)


def asked_in(condition: Condition | None) -> Question | None:
    """Give whose blood is followed when a condition is shown, and where to; None if nobody's is."""
    if condition is None or condition.start is None:
        return None
    led = condition.goal is not None or condition.by
    return Question("led" if led else "heart", condition.start, condition.goal, condition.by)

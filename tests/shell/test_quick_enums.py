"""Enumerations made quickly are in nothing different from those that Python makes."""

import enum
import pickle
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from viewer.shell import quick_enums

KINDS = [enum.Enum, enum.IntEnum, enum.Flag, enum.IntFlag]
LISTS = [
    [],
    [("Left", 1), ("Right", 2), ("Middle", 4)],
    [("No", 0), ("Left", 1), ("Right", 2), ("Both", 3), ("First", 1), ("All", 0x7FFFFFF)],
    [("High", 8), ("Low", 1), ("Mask", 9), ("Sign", 1 << 31), ("Wide", 1 << 40)],
    [("name", 1), ("value", 2), ("Third", 4)],
    [("_hidden", 1), ("Seen", 2)],
    [("real", 1), ("Other", 2)],
]


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = enum.EnumMeta._create_  # type: ignore[attr-defined]
    yield
    enum.EnumMeta._create_ = before  # type: ignore[attr-defined]


def made(kind: Any, names: list[tuple[str, int]], quickly: bool) -> Any:
    enum.EnumMeta._create_ = quick_enums._python_makes  # type: ignore[attr-defined]
    if quickly:
        quick_enums.hasten_enums()
    return kind("Thing", names, boundary=enum.KEEP) if issubclass(kind, enum.Flag) else kind("Thing", names)


def told(thing: Any) -> dict[str, Any]:
    """Give all that can be seen of an enumeration, without its address."""
    values = sorted({member.value for member in thing.__members__.values()})
    return {
        "members": [(name, member.name, member.value) for name, member in thing.__members__.items()],
        "gone through": [member.name for member in thing],
        "length": len(thing),
        "words": [
            (repr(member), str(member), f"{member}", hash(member)) for member in thing.__members__.values()
        ],
        "inner": [dict(vars(member), __objclass__=None) for member in thing.__members__.values()],
        "kinds": [member.__class__ is thing and member.__objclass__ is thing for member in thing],
        "by value": [repr(thing(value)) for value in values],
        "by name": [repr(thing[name]) for name in thing.__members__],
        "as attribute": [repr(getattr(thing, name)) for name in thing.__members__],
        "seen": dir(thing),
        "held": sorted(vars(thing)),
        "inside": {
            name: repr(each)
            for name, each in vars(thing).items()
            if name in ("_member_names_", "_member_map_", "_value2member_map_", "__module__", "__qualname__")
            or name.endswith(("mask_", "bits_"))
        },
    }


def sums(thing: Any) -> list[Any]:
    every = list(thing.__members__.values())
    return [(repr(one | other), repr(one & other), repr(one ^ other)) for one in every for other in every] + [
        [repr(part) for part in one] for one in every
    ]


def turned_about(thing: Any) -> list[Any]:
    return [(repr(~one), repr(~~one), repr(~(one | other))) for one in thing for other in thing]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("names", LISTS)
def test_it_looks_and_acts_the_same(kind: Any, names: list[tuple[str, int]]) -> None:
    ours, pythons = made(kind, names, True), made(kind, names, False)
    assert told(ours) == told(pythons)
    if issubclass(kind, enum.Flag):
        assert sums(ours) == sums(pythons)
        assert told(ours) == told(pythons)  # with what the sums have left behind
        assert turned_about(ours) == turned_about(pythons)


@pytest.mark.parametrize("kind", KINDS)
def test_it_refuses_the_same(kind: Any) -> None:
    for names in ([("Twice", 1), ("Twice", 2)], [("mro", 1)]):
        for quickly in (True, False):
            with pytest.raises((TypeError, ValueError)):
                made(kind, names, quickly)
    ours = made(kind, LISTS[1], True)
    with pytest.raises(ValueError, match="is not a valid"):
        made(enum.Enum, LISTS[1], True)(77)
    with pytest.raises(AttributeError):
        ours.Left = 5


def test_it_is_pickled_where_its_module_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = made(enum.IntFlag, LISTS[2], True)
    monkeypatch.setattr(sys.modules[__name__], "Thing", ours, raising=False)
    assert ours.__module__ == __name__
    assert pickle.loads(pickle.dumps(ours.Right)) is ours.Right

"""Qt's enumerations made in a third of the time: PySide makes 260 of them before the first picture.

PySide asks Python's functional form for each, with its 4,300 members in all, and that form treats every
member as a line of a class that might say anything. Here Python makes the class, empty, and the members
are put in as it would have put them. What is out of the ordinary is left to Python.
"""

# ruff: noqa: ANN401 - what is made here has no name yet
import enum
import sys
from typing import Any

_TRIED = ((3, 11, 2), (3, 11, 3)), ((3, 11, 7), (3, 14))
"""From the first to before the second of each two, all comes out the same."""

_python_makes: Any = getattr(enum.EnumMeta, "_create_", None)
_put = type.__setattr__


def hasten_enums() -> None:
    """Make enumerations quickly from now on; call it before PySide is imported."""
    tried = any(first <= sys.version_info < beyond for first, beyond in _TRIED)
    if tried and _python_makes is not None:
        enum.EnumMeta._create_ = _make  # type: ignore[attr-defined]


def _make(
    cls: Any, class_name: str, names: Any, *, module: Any = None, type: Any = None, **asked: Any
) -> Any:
    """Do what Python's own method of this place does."""
    if module is None:
        # As there: whoever asked is two calls up.
        module = sys._getframe(2).f_globals.get("__name__")
    if type is not None or not _is_ordinary(cls, names):
        return _python_makes(cls, class_name, names, module=module, type=type, **asked)
    made = _python_makes(cls, class_name, (), module=module, **asked)
    if issubclass(made, enum.Flag):
        _fill_flag(made, names)
    else:
        _fill(made, names)
    return made


def _is_ordinary(cls: Any, names: Any) -> bool:
    """Tell whether these are plain numbers by plain names, each once."""
    if cls not in _TAKEN or names.__class__ is not list or not names:
        return False
    taken, seen = _TAKEN[cls], set()
    for item in names:
        if item.__class__ is not tuple or len(item) != 2:
            return False
        name, value = item
        if value.__class__ is not int or name.__class__ is not str or name[:1] in ("_", "") or name in taken:
            return False
        seen.add(name)
    return len(seen) == len(names)


_TAKEN: dict[Any, set[str]] = {
    kind: {"mro", *(name for base in kind.__mro__ for name in vars(base))}
    for kind in (enum.Enum, enum.IntEnum, enum.Flag, enum.IntFlag)
}
"""The kinds that PySide asks for, each with the names that mean something else there."""


def _fill(made: Any, names: list[tuple[str, int]]) -> None:
    order, members, values = made._member_names_, made._member_map_, made._value2member_map_
    new, wants_value = made._new_member_, made._use_args_
    for name, value in names:
        member = values.get(value)
        if member is None:
            member = values[value] = new(made, value) if wants_value else new(made)
            member._value_, member._name_, member.__objclass__ = value, name, made
            member._sort_order_ = len(order)
            order.append(name)
        _put(made, name, member)
        members[name] = member


def _fill_flag(made: Any, names: list[tuple[str, int]]) -> None:
    """Do the same for flags, of which only those of one bit count as members when they are gone through."""
    order, members, values = made._member_names_, made._member_map_, made._value2member_map_
    new, wants_value = made._new_member_, made._use_args_
    mask = singles = 0
    for name, value in names:
        single = value != 0 and not value & (value - 1)
        mask |= value
        singles |= value if single else 0
        member = values.get(value)
        if member is None:
            member = values[value] = new(made, value) if wants_value else new(made)
            member._value_, member._name_, member.__objclass__ = value, name, made
            member._sort_order_ = len(order)
            if single:
                order.append(name)
        _put(made, name, member)
        members[name] = member
    if hasattr(made, "_singles_mask_"):
        made._flag_mask_, made._singles_mask_ = mask, singles
    else:
        # Before Python 3.11.4 one mask served both ends, and flags of several bits were no part of it.
        made._flag_mask_ = singles
    made._all_bits_ = 2 ** mask.bit_length() - 1
    in_order = [members[name]._value_ for name in order]
    if in_order != sorted(in_order):
        made._iter_member_ = made._iter_member_by_def_

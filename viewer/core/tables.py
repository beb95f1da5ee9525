"""TOML tables with the line of every key, and fields that are checked as they are taken."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from viewer.core.address import Address
from viewer.core.errors import AddressError
from viewer.core.faults import FaultList, hint

Raw = Any
"""A value as TOML gives it."""


@dataclass(slots=True)
class Table:
    """One table of a TOML file: its values, the line it begins on, and the line of each key."""

    values: Mapping[str, Any]
    line: int
    key_lines: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Document:
    """A TOML file: the keys before any header, and the ``[[tables]]`` by name."""

    root: Table
    tables: dict[str, list[Table]]


def parse_toml(text: str, file: str, faults: FaultList, first_line: int = 1) -> Document | None:
    """Read TOML; ``first_line`` is where the text begins in its file. None after a fault of syntax."""
    import tomllib

    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        from viewer.core.toml_words import explain

        line, message = explain(str(error), text)
        faults.add(file, line + first_line - 1, message)
        return None
    except RecursionError:
        faults.add(file, first_line, "The lists are nested too deep. Make them flat.")
        return None
    except (ValueError, OverflowError):
        faults.add(file, first_line, "A number or date here is out of all bounds. Mend it.")
        return None
    root_lines, headers = _scan(text, first_line)
    tables: dict[str, list[Table]] = {}
    scalars = dict(values)
    for name, value in values.items():
        if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
            lines = headers.get(name, [])
            tables[name] = [
                Table(item, *(lines[index] if index < len(lines) else (first_line, {})))
                for index, item in enumerate(value)
            ]
            del scalars[name]
    return Document(Table(scalars, first_line, root_lines), tables)


def _scan(text: str, first_line: int) -> tuple[dict[str, int], dict[str, list[tuple[int, dict[str, int]]]]]:
    """Find the line of each ``[[header]]`` and of each key below it."""
    root: dict[str, int] = {}
    headers: dict[str, list[tuple[int, dict[str, int]]]] = {}
    keys = root
    quote = ""
    marks = [mark for mark in ('"""', "'''") if mark in text]
    for number, raw in enumerate(text.splitlines(), first_line):
        line = raw.strip()
        if not quote:
            if line.startswith("[["):
                keys = {}
                headers.setdefault(line[2:].partition("]")[0].strip(), []).append((number, keys))
            elif line.startswith("[") and line.endswith("]") and "," not in line and "=" not in line:
                keys = {}
            elif "=" in line and not line.startswith("#"):
                keys.setdefault(line.partition("=")[0].strip().strip("\"'"), number)
        for mark in marks:
            if quote in ("", mark) and line.count(mark) % 2:
                quote = "" if quote else mark
    return root, headers


class Fields:
    """Takes the fields of one table, each with its check, then says which are left over."""

    def __init__(self, table: Table, file: str, faults: FaultList) -> None:
        """Take from ``table``; what is wrong is told to ``faults``."""
        self.table = table
        self.file = file
        self.faults = faults
        self._asked: set[str] = set()

    def fault(self, key: str, message: str) -> None:
        """Say what is wrong at ``key`` ("": at the table)."""
        self.faults.add(self.file, self.table.key_lines.get(key, self.table.line), message)

    def _take(self, key: str, kind: type | tuple[type, ...], wanted: str, needed: bool) -> Raw:
        self._asked.add(key)
        value = self.table.values.get(key)
        if value is None:
            if needed:
                self.fault("", f"“{key}” is missing here. Add {key} = {wanted}.")
            return None
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            self.fault(key, f"“{key}” must be {wanted}.")
            return None
        return value

    def text(self, key: str, default: str | None = None) -> str:
        """Take a text; without a default it is needed and must not be empty."""
        value = self._take(key, str, '"text"', default is None)
        if value is not None and not value.strip() and default is None:
            self.fault(key, f"“{key}” is empty. Fill it in.")
        return default or "" if value is None else str(value)

    def choice(self, key: str, choices: Iterable[str], default: str | None = None) -> str:
        """Take one of a few words."""
        known = tuple(choices)
        value = self.text(key, default)
        if value and value not in known and value != default:
            wanted = ", ".join(f"“{word}”" for word in known[:12])
            self.fault(key, f"“{key}” is “{value}”; it must be one of {wanted}.{hint(value, known)}")
            return default or ""
        return value

    def flag(self, key: str) -> bool:
        """Take true or false; false where it is left out."""
        return bool(self._take(key, bool, "true or false", False))

    def number(self, key: str, default: float | None = None) -> float:
        """Take a number, finite; without a default it is needed."""
        value = self._take(key, (int, float), "a number", default is None)
        if value is not None and not abs(value) < 1e9:
            self.fault(key, f"“{key}” is no usable number. Give one below a thousand million.")
            value = None
        return (default or 0.0) if value is None else float(value)

    def texts(self, key: str, needed: bool = False) -> tuple[str, ...]:
        """Take a list of texts."""
        value = self._take(key, list, 'a list of texts, e.g. ["a", "b"]', needed)
        if value is None:
            return ()
        if not all(isinstance(item, str) for item in value):
            self.fault(key, f"“{key}” must hold only texts. Put each between quotes.")
            return ()
        return tuple(value)

    def items(self, key: str) -> list[Any]:
        """Take a list of anything."""
        value = self._take(key, list, "a list", False)
        return list(value) if value is not None else []

    def mapping(self, key: str) -> tuple[tuple[str, str], ...]:
        """Take an inline table of texts."""
        value = self._take(key, dict, 'a table of texts, e.g. { TA98 = "A12" }', False) or {}
        if not all(isinstance(item, str) for item in value.values()):
            self.fault(key, f"“{key}” must hold only texts. Put each value between quotes.")
            return ()
        return tuple(value.items())

    def address(self, key: str) -> Address | None:
        """Take an address."""
        return self._parsed(key, self.text(key))

    def addresses(self, key: str) -> tuple[Address, ...]:
        """Take a list of addresses."""
        parsed = (self._parsed(key, text) for text in self.texts(key))
        return tuple(address for address in parsed if address is not None)

    def _parsed(self, key: str, text: str) -> Address | None:
        if not text:
            return None
        try:
            return Address.parse(text)
        except AddressError:
            self.fault(key, f"“{text}” is no address. Write structure, structure.left or structure.right.T8.")
            return None

    def done(self) -> None:
        """Say which keys of the table nobody asked for."""
        for key in self.table.values:
            if key not in self._asked:
                self.fault(
                    key, f"The key “{key}” is not known here.{hint(key, self._asked) or ' Take it out.'}"
                )

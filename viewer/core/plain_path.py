"""Path data of moves, lines, cubics and closes, read at once: nearly all that a drawing holds.

Whatever else path data may hold, and whatever is wrong with it, is left to the library.
"""

import re

_UNPLAIN = re.compile(r"[^MLHVCZmlhvcz0-9eE+\-., \t\n\f\r]|\.(?![0-9])")
_SEGMENTS = re.compile("([MLHVCZmlhvcz])([^MLHVCZmlhvcz]*)")
_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6}
"""How many numbers each kind of segment takes."""


def read_plain(data: str) -> tuple[str, list[float]] | None:
    """Give the verbs (M, L, C, Z) and points of plain path data; None where they are not plain."""
    if _UNPLAIN.search(data) or data.lstrip(" \t\n\f\r")[:1] not in ("M", "m"):
        return None
    reader = _Reader()
    try:
        for letter, words in _SEGMENTS.findall(data):
            numbers = [float(word) for word in words.replace(",", " ").replace("-", " -").split()]
            if not reader.take(letter, numbers):
                return None
    except ValueError:
        return None
    return "".join(reader.verbs), reader.points


class _Reader:
    """Follows the pen."""

    def __init__(self) -> None:
        self.verbs: list[str] = []
        self.points: list[float] = []
        self.pen = (0.0, 0.0)
        self.begin = (0.0, 0.0)
        self.closed = False

    def take(self, letter: str, numbers: list[float]) -> bool:
        """Read one letter and its numbers; false where they are too few or too many."""
        kind = letter.upper()
        if kind == "Z":
            self.verbs.append("Z")
            self.pen, self.closed = self.begin, True
            return not numbers
        count = len(numbers)
        if not count or count % _COUNTS[kind]:
            return False
        if kind == "M":
            self.move(numbers, letter == "m")
            return True
        if self.closed:
            self.verbs.append("M")
            self.points += self.pen
            self.closed = False
        if kind in "HV":
            self.level(kind, numbers, letter.islower())
            kind, count = "L", 2 * count
        elif letter == "c":
            self.cubics(numbers)
        elif letter == "l":
            self.lines(numbers)
        else:
            self.points += numbers
        self.pen = self.points[-2], self.points[-1]
        self.verbs.append("C" * (count // 6) if kind == "C" else "L" * (count // 2))
        return True

    def move(self, numbers: list[float], relative: bool) -> None:
        """Lift the pen; pairs after the first are lines."""
        if relative:
            self.lines(numbers)
        else:
            self.points += numbers
        first = len(self.points) - len(numbers)
        self.begin = self.points[first], self.points[first + 1]
        self.pen = self.points[-2], self.points[-1]
        self.verbs.append("M" + "L" * (len(numbers) // 2 - 1))
        self.closed = False

    def level(self, kind: str, numbers: list[float], relative: bool) -> None:
        """Draw straight sideways (H), or up and down (V)."""
        x, y = self.pen
        for value in numbers:
            if kind == "H":
                x = value + x if relative else value
            else:
                y = value + y if relative else value
            self.points += (x, y)

    def lines(self, numbers: list[float]) -> None:
        """Draw straight, each pair counting from where the last one ended."""
        x, y = self.pen
        for dx, dy in zip(numbers[0::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            self.points += (x, y)

    def cubics(self, numbers: list[float]) -> None:
        """Draw cubics, each counting from where the last one ended."""
        x, y = self.pen
        for at in range(0, len(numbers), 6):
            x1, y1, x2, y2, dx, dy = numbers[at : at + 6]
            self.points += (x + x1, y + y1, x + x2, y + y2, x + dx, y + dy)
            x, y = x + dx, y + dy

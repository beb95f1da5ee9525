"""What keeps a file from being TOML, in words for who wrote it: the line, and what to do there."""

_QUOTES = ('"""', "'''")
_ODD = "A quotation mark is missing on this line: every text begins and ends with one. Put it in."
_NAME = 'Here a name was expected, then “=” and its value. Write name = "value".'
_ARRAY = "A list that begins here or above is not closed. Put a comma between its parts, and “]” at its end."
_TWICE = "This name has a value already. Keep one of the two."
_BACKSLASH = "A backslash in a text must be written twice. Write “\\\\”."
_WORDS = (
    ("Invalid value", "What stands behind “=” is no value. Put text into quotation marks, as in \"T8\"."),
    ("Unescaped", _BACKSLASH),
    ("Invalid hex value", _BACKSLASH),
    ("Expected '=' after a key", "A name must be followed by “=” and its value. Write name = \"value\"."),
    ("Expected ']", "A heading in brackets is not closed. Write [name] or [[name]]."),
    ("Expected newline", "Something is left over at the end of this line. Take it out, or begin a new line."),
    ("Expected", _ODD),
    ("Invalid initial character", _NAME),
    ("Invalid statement", _NAME),
    ("Unclosed array", _ARRAY),
    ("Unclosed inline table", "A “{” that stands here or above is not closed. Put “}” at its end."),
    ("Cannot overwrite a value", _TWICE),
    ("Duplicate inline table key", _TWICE),
    ("Cannot declare", "This heading stands above already. Keep one of the two, or write it as [[name]]."),
    ("Invalid date", "There is no such day or time. Mend it."),
)  # fmt: skip


def explain(error: str, text: str) -> tuple[int, str]:
    """Give the line (from 1) of a fault of syntax, and what to do about it.

    ``error`` is what tomllib says of ``text``: ``Invalid value (at line 3, column 9)``.
    """
    problem, _, place = error.partition(" (at ")
    lines = text.splitlines() or [""]
    line = int(place[5:].partition(",")[0]) if place.startswith("line ") else len(lines)
    for mark in _QUOTES:
        if text.count(mark) % 2 and problem.startswith(("Unterminated", "Expected", "Unescaped")):
            opened = text[: text.rindex(mark)].count("\n") + 1
            return opened, f"The text that begins with {mark} here is not closed. Put {mark} at its end."
    if place.startswith("end"):
        # The rest of the file was taken for text.
        line = next((number for number, each in enumerate(lines, 1) if _lacks_a_quote(each)), line)
    if _lacks_a_quote(lines[min(line, len(lines)) - 1]):
        return line, _ODD
    for begin, words in _WORDS:
        if problem.startswith(begin):
            return line, words
    return line, f"This is not TOML ({problem}). Compare the line with those like it, and mend it."


def _lacks_a_quote(line: str) -> bool:
    """Tell whether a line without long texts has a text that is not closed, or was not opened."""
    plain = line.replace("\\\\", "").replace('\\"', "")
    if any(mark in plain for mark in _QUOTES):
        return False
    for quote, other in ('"', "'"), ("'", '"'):
        # An apostrophe within a text says nothing.
        if plain.count(quote) % 2 and (quote == '"' or not plain.count(other)):
            return True
    return False

"""What is wrong in a TOML file is told in plain words, with the line and what to do."""

import pytest

from viewer.core.faults import FaultList
from viewer.core.tables import parse_toml

GOOD = 'id = "hand"\nlanguages = ["en"]\n\n[[structure]]\nname = "A vein"\n'


@pytest.mark.parametrize(
    ("good", "bad", "line", "words"),
    [
        ('"hand"', '"hand', 1, "quotation mark is missing"),
        ('"hand"', 'hand"', 1, "quotation mark is missing"),
        ('"hand"', "'hand", 1, "quotation mark is missing"),
        ('["en"]', '["en", "de, "fr"]', 2, "quotation mark is missing"),
        ('["en"]', "[en]", 2, "quotation marks"),
        ('"A vein"', "A vein", 5, "quotation marks"),
        ('"A vein"', "\"The vein's name", 5, "quotation mark is missing"),
        ('"A vein"', '"""A vein', 5, 'Put """ at its end'),
        ('"A vein"', "'''A vein", 5, "Put ''' at its end"),
        ('"A vein"', '"C:\\vein"', 5, "backslash"),
        ('"A vein"', "", 5, "is no value"),
        ('"A vein"', '"A vein" "B"', 5, "left over"),
        ('"A vein"', '"A vein"\nname = "B"', 6, "has a value already"),
        ('["en"]', '["en"', 4, "is not closed"),
        ("name =", "name", 5, "followed by “=”"),
        ("name =", "=", 5, "Here a name was expected"),
        ("[[structure]]", "[[structure", 4, "heading in brackets"),
        ("[[structure]]", "[structure]\n[structure]", 5, "heading stands above already"),
        ('"A vein"', "2024-02-31", 5, "no such day"),
        ('"A vein"', '{ en = "A"', 5, "Put “}”"),
    ],
)
def test_a_slip_is_told_in_plain_words(good: str, bad: str, line: int, words: str) -> None:
    assert good in GOOD
    faults = FaultList()
    assert parse_toml(GOOD.replace(good, bad), "atlas.toml", faults) is None
    (fault,) = faults.listed()
    assert words in fault.message
    assert fault.line == line
    assert not any(
        jargon in fault.message for jargon in ("Illegal", "Unterminated", "Invalid", "array", "key")
    )


def test_the_line_counts_from_where_the_text_begins_in_its_file() -> None:
    faults = FaultList()
    assert parse_toml('title = "x', "a.md", faults, first_line=2) is None
    assert [fault.line for fault in faults.listed()] == [2]

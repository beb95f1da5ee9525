"""Names: what things are called, made ready to be compared, and how closely one is asked for."""

from dataclasses import dataclass

from viewer.core.words import fold, words_of

_FIELD_BONUS = {
    "name": 30, "plural": 28, "latin": 20, "synonym": 16, "eponym": 14, "title": 12, "code": 10, "id": 2,
    "said": -20, "told": -40,
}  # fmt: skip
"""What a match is worth by where it is: "said" are the text's words for a structure, "told" the tables'."""

Choices = list[tuple[str, ...]]
"""For each word asked for, the words that will do."""


@dataclass(frozen=True, slots=True)
class Name:
    """One name of the thing with the id ``owner``; ``field`` says which of its names it is."""

    owner: str
    field: str
    text: str
    folded: str
    spaced: str


def name_of(owner: str, field: str, text: str) -> Name:
    """Make a name comparable."""
    folded = fold(text)
    return Name(owner, field, text, folded, f" {' '.join(words_of(folded))} ")


def closeness(name: Name, whole: str, asked: Choices) -> float:
    """Say how much of a name was asked for: all, its beginning, whole words, beginnings of words, parts."""
    bonus = _FIELD_BONUS[name.field]
    if whole and name.folded == whole:
        return bonus + 120.0
    # An id is written for machines: what it begins with says nothing of how a structure is called.
    score = 60.0 if whole and name.field != "id" and name.folded.startswith(whole) else 0.0
    share = 1.0 / len(asked)
    spaced = name.spaced
    for choices in asked:
        grade = 6.0
        for word in choices:
            if f" {word} " in spaced:
                grade = 30.0
                break
            if grade < 20.0 and f" {word}" in spaced:
                grade = 20.0
        score += grade * share
    return bonus + score - min(len(name.folded), 100) / 100

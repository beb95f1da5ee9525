"""The cards of a deck for Anki: the kinds of notes there are, their fields, and how their cards look."""

from hashlib import sha256
from html import escape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import genanki

MARKED = ("Id", "Name", "Latin", "Synonyms", "Facts", "Plate", "Mask", "Credit")
"""The fields of a note whose structure is marked: as first written, for Anki takes no others into it."""
COVERED = ("Id", "Name", "Latin", "Synonyms", "Facts", "Plate", "Cover", "Others", "Mask", "Credit")
"""The fields of a note whose structure is hidden; ``Others`` are covered too when it is looked for."""

_CSS = """
.card { font-family: sans-serif; font-size: 18px; text-align: center; }
.ask, .told { margin: 0 0 0.6em; }
.name { font-size: 1.3em; font-weight: bold; }
.latin { font-style: italic; }
.spread, .pair { display: flex; flex-wrap: wrap; justify-content: center; gap: 0.8em; }
.spread { align-items: flex-start; gap: 1.6em; }
.pair { align-items: flex-start; max-width: 100%; }
.plate { position: relative; flex: 0 1 auto; line-height: 0; border-radius: 6px; overflow: hidden; }
.plate img { display: block; max-width: 100%; max-height: 82vh; }
.plate .over { position: absolute; left: 0; top: 0; width: 100%; height: 100%; max-height: none; }
.past .over:not(.day):not(.night) { opacity: 0.45; }
.many .hue1 { filter: hue-rotate(75deg); }
.many .hue2 { filter: hue-rotate(250deg); }
.many .hue3 { filter: hue-rotate(310deg); }
.plate .near, .closer .over { display: none; }
.closer { flex: 1 1 8.2em; max-width: 22em; line-height: 0; }
.closer:empty { display: none; }
.closer .near { width: 100%; max-height: none; border-radius: 6px; }
.facts { flex: 1 1 18em; max-width: 34em; text-align: left; line-height: 1.4; }
.facts b { display: inline-block; margin-top: 0.5em; }
.credit { margin-top: 1em; font-size: 0.75em; opacity: 0.75; }
.plate .night, .closer .night { display: none; }
.nightMode .day, .night_mode .day { display: none; }
.nightMode .plate .whole.night, .night_mode .plate .whole.night,
.nightMode .plate .over.night, .night_mode .plate .over.night,
.nightMode .closer .near.night, .night_mode .closer .near.night { display: block; }
@media (min-width: 760px) {
  .spread { flex-wrap: nowrap; }
}
@media (max-width: 500px) {
  .plate img { max-height: 62vh; }
  .spread { gap: 0.8em; }
}
"""
_TOLD = (
    '<div class="told" id="answer"><div class="name">{{Name}}</div><div class="latin">{{Latin}}</div>'
    "<div>{{Synonyms}}</div></div>"
)
_FACTS = '<div class="facts">{{Facts}}<div class="credit">{{Credit}}</div></div>'


class CardWords(NamedTuple):
    """The words of the cards, in the reader's language.

    ``where_is`` and ``which_hides`` hold ``{name}``; ``name_it``, ``find_it``, ``name_hidden`` and
    ``find_hidden`` are what the kinds of cards are called, ``hidden`` the part of the deck for the last two.
    ``either`` and ``in_doubt``, with ``{name}`` too, say of a place that blood goes either way there, or that
    the sources are not sure.
    """

    what_is_this: str
    where_is: str
    what_is_hidden: str
    which_hides: str
    name_it: str
    find_it: str
    name_hidden: str
    find_hidden: str
    hidden: str
    comes_from: str
    goes_to: str
    either: str
    in_doubt: str


def marked_model(words: CardWords) -> "genanki.Model":
    """Give the note whose structure is marked: what is this, and where is that."""
    where = _named(words.where_is)
    return _model(
        number("note", "1"),
        "Spinal Vein Viewer",
        MARKED,
        (
            (words.name_it, _ask(escape(words.what_is_this)) + _pair("Mask", near="Mask")),
            (words.find_it, _ask(where) + _pair()),
        ),
        (_answer("Mask"), _answer("Mask")),
    )


def covered_model(words: CardWords) -> "genanki.Model":
    """Give the note whose structure is hidden: what is hidden here, and which cover hides that."""
    which = _named(words.which_hides)
    looked_for = _ask(which) + _pair("Others", "Cover", kind="many")
    return _model(
        number("note", "hidden", "1"),
        "Spinal Vein Viewer: hidden",
        COVERED,
        (
            (words.name_hidden, _ask(escape(words.what_is_hidden)) + _pair("Cover", near="Cover")),
            # With one cover alone its place would be told.
            (words.find_hidden, f"{{{{#Others}}}}{looked_for}{{{{/Others}}}}"),
        ),
        (_answer("Mask"), _answer("Others", "Mask", kind="many past")),
    )


def number(*words: str) -> int:
    """Give a number that stands for some words for ever, of the size that Anki's ids have."""
    digest = sha256("/".join(("spinal-vein-viewer", *words)).encode()).digest()
    return (1 << 40) | int.from_bytes(digest[:5])


def _model(
    ident: int,
    name: str,
    fields: tuple[str, ...],
    questions: tuple[tuple[str, str], ...],
    answers: tuple[str, str],
) -> "genanki.Model":
    import genanki

    return genanki.Model(
        ident,
        name,
        fields=[{"name": field} for field in fields],
        templates=[
            {"name": kind, "qfmt": question, "afmt": answer}
            for (kind, question), answer in zip(questions, answers, strict=True)
        ],
        css=_CSS,
        sort_field_index=fields.index("Name"),
    )


def _named(question: str) -> str:
    return escape(question).replace("{name}", "<b>{{Name}}</b>")


def _ask(question: str) -> str:
    return f'<div class="ask">{question}</div>'


def _pair(*over: str, near: str = "", kind: str = "one") -> str:
    """Give the plate with what lies over it, and what is near it closer up."""
    fields = "".join(f"{{{{{field}}}}}" for field in over)
    closer = f'<div class="closer">{{{{{near}}}}}</div>' if near else ""
    return f'<div class="pair"><div class="plate {kind}">{{{{Plate}}}}{fields}</div>{closer}</div>'


def _answer(*over: str, kind: str = "one") -> str:
    return f'{_TOLD}<div class="spread">{_pair(*over, near="Mask", kind=kind)}{_FACTS}</div>'

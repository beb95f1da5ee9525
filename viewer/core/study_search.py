"""Finding among what the reader made: notes, bookmarks and marked passages."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from viewer.core.study_data import Bookmark, Passage, Thing
from viewer.core.words import fold, words_of


class Kept(NamedTuple):
    """Something of the reader's that a search found: its kind, its key, its title and its words."""

    kind: Thing
    key: str
    title: str
    text: str


def find(
    text: str, notes: Mapping[str, str], bookmarks: Iterable[Bookmark], passages: Iterable[Passage]
) -> list[Kept]:
    """Give those in which every word is found, at any place; none where no word is asked for."""
    asked = words_of(fold(text))
    found = []
    for one in _all(notes, bookmarks, passages) if asked else ():
        folded = fold(f"{one.title} {one.text}")
        if all(word in folded for word in asked):
            found.append(one)
    return found


def _all(
    notes: Mapping[str, str], bookmarks: Iterable[Bookmark], passages: Iterable[Passage]
) -> Iterator[Kept]:
    for structure, text in sorted(notes.items()):
        yield Kept(Thing.NOTE, structure, structure.replace("-", " "), _as_read(text))
    for mark in bookmarks:
        yield Kept(Thing.BOOKMARK, mark.id, mark.name, mark.link)
    for passage in passages:
        yield Kept(Thing.PASSAGE, passage.id, passage.section, passage.quote)


def _as_read(markdown: str) -> str:
    """Give the words of a note as they are read, without the signs that shape them."""
    from markdown_it import MarkdownIt

    words = []
    for token in MarkdownIt("commonmark").parse(markdown):
        inside = token.children if token.children is not None else [token]
        words.append("".join(" " if one.type.endswith("break") else one.content for one in inside))
    return " ".join(filter(None, words)).strip()

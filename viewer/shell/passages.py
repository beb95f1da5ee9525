"""Where passages that were marked stand on the page that the reader shows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from viewer.widgets.reader_document import Page
    from viewer.widgets.reader_text import ReaderText

Marked = tuple[str, str, int, str]
"""Section, words, how many times the same words stand before them in it, and an id."""
_PARAGRAPH = "\u2029"


class _Words(NamedTuple):
    """The words of a page without its asides, and where each piece of them stands.

    ``pieces`` are the beginnings of the pieces: in these words, and on the page.
    """

    text: str
    pieces: tuple[tuple[int, int], ...]

    def on_page(self, at: int) -> int:
        """Give the place on the page of a letter of these words."""
        begin, place = self.pieces[bisect_right(self.pieces, (at, inf)) - 1]
        return place + at - begin

    def from_page(self, place: int) -> int:
        """Give where these words are at a place of the page; in an aside, where they go on after it."""
        at = 0
        for (begin, first), (after, _) in pairwise((*self.pieces, (len(self.text), 0))):
            if first <= place:
                at = min(begin + place - first, after)
        return at


def _words_of(page: Page) -> _Words:
    return _without(page, page.asides)


def _without(page: Page, left_out: Iterable[tuple[int, int]]) -> _Words:
    raw = _text_of(page)
    texts: list[str] = []
    pieces: list[tuple[int, int]] = []
    place = begin = 0
    for start, end in (*left_out, (len(raw), len(raw))):
        texts.append(raw[place:start])
        pieces.append((begin, place))
        begin += len(texts[-1])
        place = end
    return _Words("".join(texts), tuple(pieces))


def places_on(marked: Callable[[], Iterable[Marked]], page: Page) -> list[tuple[int, int, str]]:
    """Give start, end and id of each passage that stands on a page, as far as that is written."""
    # What was marked by older versions holds the signs of disputes, or the numbers of citations too.
    citations = [(one.start, one.end) for one in page.citations]
    forms = (_words_of(page), _without(page, citations), _without(page, ()))
    found = []
    for section, quote, number, id_ in marked():
        bounds = _bounds(page, section, len(forms[-1].text))
        if bounds is None:
            continue
        for words in forms:
            at = _find(words.text, quote, number, *(words.from_page(one) for one in bounds))
            if at >= 0:
                found.append((words.on_page(at), words.on_page(at + len(quote) - 1) + 1, id_))
                break
    return found


def _find(text: str, quote: str, number: int, at: int, stop: int) -> int:
    """Give where words stand within a text for the time ``number``, counted from 0; -1 if nowhere."""
    found = at - 1
    for _ in range(number + 1):
        found = text.find(quote, found + 1, stop)
        if found < 0:
            break
    return found


def passage_at(marked: Iterable[Marked], text: ReaderText) -> str:
    """Give the id of the passage that the cursor is in, or that what is selected meets; "" for none."""
    if text.page is None:
        return ""
    cursor = text.textCursor()
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    places = places_on(lambda: marked, text.page)
    return next((id_ for first, last, id_ in places if first <= end and start <= last), "")


def place_of(marked: Iterable[Marked], text: ReaderText, id_: str) -> int:
    """Give where a passage begins on the page; -1 if it is not there."""
    if text.page is None:
        return -1
    return next((first for first, _, found in places_on(lambda: marked, text.page) if found == id_), -1)


def selected_passage(text: ReaderText) -> tuple[str, str, int] | None:
    """Give what is selected as section, words and their number; None where it is in no section.

    The words are whole, and without the numbers of citations and the signs of what is not certain.
    """
    page, cursor = text.page, text.textCursor()
    if page is None or not cursor.hasSelection():
        return None
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    words = _words_of(page)
    for section in page.sections:
        bounds = _bounds(page, section, len(_text_of(page)))
        if bounds is not None and bounds[0] <= start < bounds[1]:
            low, high = (words.from_page(one) for one in bounds)
            at, stop = _whole_words(words.text, words.from_page(start), words.from_page(end), low, high)
            return (
                (section, words.text[at:stop], _count(words.text, words.text[at:stop], low, at))
                if at < stop
                else None
            )
    return None


def _whole_words(text: str, start: int, end: int, low: int, high: int) -> tuple[int, int]:
    """Widen a stretch of text within limits to the words that it begins and ends in, without blanks."""
    end = min(end, high)
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start == end:
        return start, end
    while low < start and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < high and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return start, end


def _count(words: str, quote: str, start: int, end: int) -> int:
    """Count where the same words begin before a place, overlapping ones too."""
    count, at = 0, words.find(quote, start)
    while 0 <= at < end:
        count += 1
        at = words.find(quote, at + 1)
    return count


def _text_of(page: Page) -> str:
    return page.document.toRawText().replace(_PARAGRAPH, "\n")


def _bounds(page: Page, section: str, end: int) -> tuple[int, int] | None:
    if section not in page.sections:
        return None
    start = page.sections[section]
    following = [place for place in page.sections.values() if place > start]
    if page.facts > start:
        following.append(page.facts)
    if page.text_end > start:
        following.append(page.text_end)
    return start, min(following, default=end)

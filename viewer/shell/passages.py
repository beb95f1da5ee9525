"""Where passages that were marked stand on the page that the reader shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from viewer.widgets.reader_document import Page
    from viewer.widgets.reader_text import ReaderText

Marked = tuple[str, str, int, str]
"""Section, words, how many times the same words stand before them in it, and an id."""
_PARAGRAPH = "\u2029"


def places_on(marked: Callable[[], Iterable[Marked]], page: Page) -> list[tuple[int, int, str]]:
    """Give start, end and id of each passage that stands on a page, as far as that is written."""
    text = _text_of(page)
    found = []
    for section, quote, number, id_ in marked():
        bounds = _bounds(page, section, len(text))
        if bounds is None:
            continue
        at, stop = bounds
        for _ in range(number + 1):
            at = text.find(quote, at, stop)
            if at < 0:
                break
            at += 1
        if at > 0:
            found.append((at - 1, at - 1 + len(quote), id_))
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
    """Give what is selected as section, words and their number; None where it is in no section."""
    page, cursor = text.page, text.textCursor()
    if page is None or not cursor.hasSelection():
        return None
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    words = _text_of(page)
    for section in page.sections:
        bounds = _bounds(page, section, len(words))
        if bounds is not None and bounds[0] <= start < bounds[1]:
            quote = words[start : min(end, bounds[1])].strip()
            if not quote:
                return None
            at = words.find(quote, start)
            return section, quote, _count(words, quote, bounds[0], at)
    return None


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

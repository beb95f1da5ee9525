"""ReaderMarks: what is painted above the words of the reader without moving them."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from viewer.core.address import Address
from viewer.widgets.reader_document import Page, Spot
from viewer.widgets.typography import Typography

_PARAGRAPH = "\u2029"


class ReaderMarks:
    """Marks the words that name what is selected or pointed at, what was found, and the link in focus.

    ``pointed`` is what is pointed at elsewhere, ``hovered`` the mention under the pointer or the keyboard,
    ``found`` the find bar's hits; after a change of one of these, :meth:`paint`. ``marker`` gives start, end
    and id of what the reader himself has marked on a page; after a change of that, :meth:`renew`.
    """

    def __init__(self, text: QTextEdit) -> None:
        """Mark nothing yet."""
        self._text = text
        self._page: Page | None = None
        self._formats: Typography | None = None
        self.pointed: Address | None = None
        self.hovered: Spot | None = None
        self.found: Sequence[QTextCursor] = ()
        self.marker: Callable[[Page], Sequence[tuple[int, int, str]]] | None = None
        self._kept: list[QTextEdit.ExtraSelection] = []
        self._lit: list[QTextEdit.ExtraSelection] = []
        self._lit_upto = 0

    def begin(self, page: Page, formats: Typography) -> None:
        """Begin anew on another page, before its document is set."""
        self._page, self._formats = page, formats
        self.hovered, self.found = None, ()
        self._kept, self._lit, self._lit_upto = [], [], 0
        self._text.setExtraSelections([])

    def grow(self) -> None:
        """Mark what was written since."""
        if self._page is not None and (self.marker is not None or self._lit_upto < len(self._page.spots)):
            self.renew()

    def renew(self) -> None:
        """Mark anew what the reader has marked himself, and all else."""
        page, formats = self._page, self._formats
        self._kept = []
        if page is not None and formats is not None and self.marker is not None:
            self._kept = [
                self._mark(start, end, formats.kept())
                for first, last, _ in self.marker(page)
                for start, end in _between(first, last, page.asides)
                if end > start + 1 or page.document.characterAt(start) != _PARAGRAPH
            ]
        self.paint()

    def paint(self) -> None:
        """Show the marks as they are now."""
        page, formats = self._page, self._formats
        if page is None or formats is None or self._text.document() is not page.document:
            return
        self._light(page, formats)
        marks = [*self._kept, *self._lit]
        if self.pointed is not None:
            marks += [
                self._mark(spot.start, spot.end, formats.pointed())
                for spot in page.spots
                if spot.address.structure == self.pointed.structure
            ]
        if self.hovered is not None:
            marks.append(self._mark(self.hovered.start, self.hovered.end, formats.pointed()))
        found = formats.found()
        marks += [self._mark(hit.selectionStart(), hit.selectionEnd(), found) for hit in self.found]
        focus = self.focused_link()
        if focus is not None:
            marks.append(self._mark(*focus, formats.focused()))
        if marks or self._text.extraSelections():
            self._text.setExtraSelections(marks)

    def _light(self, page: Page, formats: Typography) -> None:
        """Mark the words that name what is selected, as far as the page is written."""
        ids = {address.structure for address in page.lit}
        if ids and self._lit_upto < len(page.spots):
            lit = formats.lit()
            self._lit += [
                self._mark(spot.start, spot.end, lit)
                for spot in page.spots[self._lit_upto :]
                if spot.address.structure in ids
                and spot.start >= page.text_start
                and not 0 < page.facts <= spot.start
            ]
        self._lit_upto = len(page.spots)

    def _mark(self, start: int, end: int, letters: QTextCharFormat) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self._text.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        mark.cursor = cursor
        mark.format = letters
        return mark

    def focused_link(self) -> tuple[int, int] | None:
        """Give where the link lies that Tab has reached, if any."""
        cursor = self._text.textCursor()
        if not self._text.hasFocus() or not cursor.hasSelection() or not cursor.charFormat().isAnchor():
            return None
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        return (start, end) if self._is_one_link(start, end) else None

    def _is_one_link(self, start: int, end: int) -> bool:
        href = None
        for place in (start + 1, end):
            cursor = QTextCursor(self._text.document())
            cursor.setPosition(place)
            letters = cursor.charFormat()
            if not letters.isAnchor() or (href is not None and letters.anchorHref() != href):
                return False
            href = letters.anchorHref()
        return True


def _between(start: int, end: int, asides: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Give what of a stretch lies between asides, which are read as they are everywhere."""
    for first, last in asides:
        if last > start and first < end:
            if first > start:
                yield start, first
            start = last
    if start < end:
        yield start, end

"""Page and PageWriter: what the reader shows, as a text document that knows what stands where.

A page is written piece by piece, so that the first screenful is there at once and the rest follows when
nobody waits for it. Positions are those of :class:`QTextCursor`, in UTF-16 units.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import (
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTableCell,
    QTextTableCellFormat,
    QTextTableFormat,
)

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.queries import variant_title
from viewer.core.section import Block, Run, Section, Status, Style
from viewer.widgets.typography import Typography, status_words

BACK = "\u21a9"
"""The sign that leads from an entry of the sources back to where the reader was."""


class Spot(NamedTuple):
    """Where a mention stands in a page."""

    start: int
    end: int
    address: Address


class Citation(NamedTuple):
    """Where the numbers of a citation stand in a page, and the keys they stand for."""

    start: int
    end: int
    keys: tuple[str, ...]


class Page:
    """One page of the reader.

    ``sections`` and ``sources`` hold where each begins; ``best`` is the section that tells most about a
    selection, or "". ``lit`` is what the page is about, ``subject`` the same in words with side and level,
    ``flow`` the way of the blood through it in short. ``text_start`` is where its sections begin, ``facts``
    where after them the facts do, ``text_end`` where all text ends, 0 if at the page's end. ``asides`` are
    where the numbers of citations and the signs of what is not certain begin and end, which are no words of
    the text. ``pieces`` writes what is left; ``letters`` says about how many the whole page will have, 0 if
    that is not known.
    """

    def __init__(self, heading: str, document: QTextDocument) -> None:
        """Begin a page with nothing on it and nothing to be written."""
        self.heading = heading
        self.document = document
        self.lit: tuple[Address, ...] = ()
        self.subject = ""
        self.flow: tuple[Run, ...] = ()
        self.best = ""
        self.text_start = self.facts = self.text_end = 0
        self.spots: list[Spot] = []
        self.citations: list[Citation] = []
        self.asides: list[tuple[int, int]] = []
        self.sections: dict[str, int] = {}
        self.section_order: list[str] = []
        self.sources: dict[str, int] = {}
        self.terms: dict[str, int] = {}
        self.pieces: Iterator[None] = iter(())
        self.letters = 0
        self.done = False

    def step(self) -> bool:
        """Write one more piece; tell whether there may be another."""
        if not self.done and next(self.pieces, self) is self:
            self.done = True
        return not self.done

    def finish(self) -> None:
        """Write all that is left."""
        while self.step():
            pass

    def retire(self) -> QTextDocument:
        """Give up the page; its document may be written anew."""
        self.pieces = iter(())
        self.done = True
        return self.document

    def first_match(self) -> Spot | None:
        """Give the first words of the best section that name what the page is about."""
        start = self.sections.get(self.best, -1)
        after = [place for place in self.sections.values() if place > start]
        end = min(after, default=None) if self.done or after else None
        ids = {address.structure for address in self.lit}
        for spot in self.spots:
            if spot.start >= start and (end is None or spot.start < end) and spot.address.structure in ids:
                return spot
        return None


class PageWriter:
    """Writes a page with a cursor: no text ever passes for markup."""

    def __init__(self, atlas: Atlas, page: Page, formats: Typography) -> None:
        """Begin an empty page."""
        self.atlas = atlas
        self.page = page
        self.formats = formats
        self._cursor = QTextCursor(page.document)
        self._fresh = True
        self._cited: dict[str, None] = {}

    @staticmethod
    def blank(heading: str, formats: Typography, document: QTextDocument) -> Page:
        """Make a page with nothing on it; what the document held is lost."""
        document.clear()
        document.setUndoRedoEnabled(False)
        document.setDefaultFont(formats.font)
        document.setDocumentMargin(0.0)
        # Asked of the document itself, each page would leave the frame of the one before behind in Python.
        frame = QTextCursor(document).currentFrame()
        sheet = frame.frameFormat()
        sheet.setTopMargin(formats.em * 0.7)
        sheet.setBottomMargin(formats.em * 2.0)
        frame.setFrameFormat(sheet)
        return Page(heading, document)

    @property
    def place(self) -> int:
        """Where the next letter will stand."""
        return self._cursor.position()

    def begin(self) -> None:
        """Begin a piece: nothing is laid out until :meth:`end`."""
        self._cursor.beginEditBlock()

    def end(self) -> None:
        """End a piece."""
        self._cursor.endEditBlock()

    # -- paragraphs

    def open(self, block: QTextBlockFormat, letters: QTextCharFormat) -> None:
        """Begin a paragraph."""
        if self._fresh:
            self._fresh = False
            self._cursor.setBlockFormat(block)
            self._cursor.setBlockCharFormat(letters)
        else:
            self._cursor.insertBlock(block, letters)

    def say(self, text: str, letters: QTextCharFormat) -> None:
        """Add words to the paragraph."""
        # A newline would end the paragraph and its format.
        self._cursor.insertText(text.replace("\n", "\u2028") if "\n" in text else text, letters)

    def title(self, text: str, level: int) -> int:
        """Add a heading; give its place."""
        letters = self.formats.title(level)
        self.open(self.formats.heading(level), letters)
        place = self.place
        self.say(text, letters)
        return place

    def caption(self, text: str) -> None:
        """Add a small heading above a list."""
        letters = self.formats.caption()
        self.open(self.formats.paragraph(above=0.7, below=0.25), letters)
        self.say(text, letters)

    def plain(self, text: str) -> None:
        """Add a paragraph of plain words."""
        self.open(self.formats.paragraph(), self.formats.body)
        self.say(text, self.formats.body)

    def rule(self) -> None:
        """Draw a thin line across the page."""
        self.open(self.formats.rule(), self.formats.small)

    def mention(self, text: str, address: Address, status: Status = Status.PLAIN) -> None:
        """Add words that name a structure."""
        start = self.place
        structure = self.atlas.structures.get(address.structure)
        hint = structure.undrawn if structure else ""
        kind = "undrawn" if hint else "mention"
        self.say(text, self.formats.link(kind, f"mention:{address}", hint, status))
        self.page.spots.append(Spot(start, self.place, address))

    # -- sections

    def section(self, section: Section, *, title: bool = True, level: int = 2) -> None:
        """Add a whole section, with or without its title, as one piece."""
        self.mark_section(section, section.title if title else "", level)
        self.blocks(section.blocks, level)
        self._cases(section)

    def _cases(self, section: Section) -> None:
        """Lead from a section to what it tells of, shown on the plates: conditions and variants."""
        for kind, cases in (("condition", self.atlas.conditions), ("variant", self.atlas.variants)):
            for case in cases.values():
                if case.section == section.id:
                    self.open(self.formats.paragraph(), self.formats.body)
                    words = QCoreApplication.translate("Reader", "Show on the plates: {name}")
                    link = self.formats.link("section", f"{kind}:{case.id}")
                    name = variant_title(self.atlas, case.id) if kind == "variant" else case.name
                    self.say(words.format(name=name), link)

    def mark_section(self, section: Section, title: str, level: int = 2) -> None:
        """Add a section's title (or none) and remember where it stands."""
        if title:
            self.page.sections[section.id] = self.title(title, level)
        else:
            self.page.sections[section.id] = self.place
        self.page.section_order.append(section.id)

    def blocks(self, blocks: Iterable[Block], level: int = 2) -> None:
        """Add paragraphs, list items, headings, quotations and tables."""
        for is_table, group in groupby(blocks, lambda block: block.kind == "row"):
            if is_table:
                self._table(list(group))
                continue
            for block in group:
                self._block(block, level)

    def _block(self, block: Block, level: int) -> None:
        formats = self.formats
        match block.kind:
            case "h2" | "h3":
                depth = level + int(block.kind[1]) - 1
                self.open(formats.heading(depth), formats.title(depth))
                self._runs(block.runs, formats.title(depth))
            case "li":
                self.open(formats.item(), formats.body)
                self.say("•\t", formats.muted)
                self._runs(block.runs)
            case "quote":
                self.open(formats.paragraph(indent=1.4), formats.body)
                self._runs(block.runs, formats.muted)
            case _:
                self.open(formats.paragraph(), formats.body)
                self._runs(block.runs)

    def _table(self, rows: Sequence[Block]) -> None:
        columns = max(len(row.cells) for row in rows)
        if self.formats.narrow and columns > 2:
            self._stacked(rows)
            return
        shape = QTextTableFormat()
        shape.setBorder(0)
        shape.setCellPadding(self.formats.em * 0.3)
        shape.setCellSpacing(0)
        shape.setTopMargin(self.formats.em * 0.3)
        shape.setBottomMargin(self.formats.em * 0.8)
        shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        shape.setHeaderRowCount(1)
        table = self._cursor.insertTable(len(rows), columns, shape)
        outer = self._cursor
        for down, row in enumerate(rows):
            for across, runs in enumerate(row.cells):
                cell = table.cellAt(down, across)
                self._line_below(cell, down == 0)
                self._cursor = cell.firstCursorPosition()
                self._fresh = True
                self.open(self.formats.paragraph(below=0.0), self.formats.body)
                self._runs(runs, self.formats.strong if down == 0 else None)
        self._cursor = outer
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._fresh = True

    def _line_below(self, cell: QTextTableCell, header: bool) -> None:
        """Draw the line under a cell of a table; a header's is stronger."""
        shape = QTextTableCellFormat(cell.format().toTableCellFormat())
        shape.setBottomBorder(1.0)
        shape.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        shape.setBottomBorderBrush(self.formats.look.ui("muted" if header else "line"))
        shape.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignTop)
        cell.setFormat(shape)

    def _stacked(self, rows: Sequence[Block]) -> None:
        """Add a table where there is no room for columns: each row a list of headed lines."""
        heads = ["".join(run.text for run in runs) for runs in rows[0].cells]
        for row in rows[1:]:
            for across, runs in enumerate(row.cells):
                first = across == 0
                self.open(
                    self.formats.paragraph(
                        above=0.5 if first else 0.0, below=0.15, indent=0.0 if first else 1.0
                    ),
                    self.formats.body,
                )
                if not first and across < len(heads):
                    self.say(f"{heads[across]}: ", self.formats.small)
                self._runs(runs, self.formats.strong if first else None)

    # -- runs

    def runs(self, runs: Sequence[Run]) -> None:
        """Add words of every style to the paragraph."""
        self._runs(runs)

    def _runs(self, runs: Sequence[Run], letters: QTextCharFormat | None = None) -> None:
        for index, run in enumerate(runs):
            later = runs[index + 1] if index + 1 < len(runs) else None
            text = run.text
            if later is not None and later.style is Style.CITATION:
                text = text.rstrip()
            self._run(run, text, letters)
            if run.status is not Status.PLAIN and (later is None or later.status is not run.status):
                start = self.place
                self.say(*self.formats.mark(run.status))
                self.page.asides.append((start, self.place))

    def _run(self, run: Run, text: str, letters: QTextCharFormat | None) -> None:
        formats = self.formats
        match run.style:
            case Style.CITATION:
                self._cite(tuple(key for key in run.target.split(";") if key))
            case Style.MENTION:
                self.mention(text, Address.parse(run.target), run.status)
            case Style.TERM:
                term = self.atlas.terms.get(run.target)
                self.say(text, formats.link("term", f"term:{run.target}", term.meaning if term else ""))
            case Style.SECTION_LINK:
                self.say(text, formats.link("section", f"section:{run.target}"))
            case Style.WEB_LINK:
                self.say(text, formats.link("web", run.target, run.target))
            case Style.EMPHASIS | Style.STRONG:
                self.say(text, formats.with_status(formats.emphasis(run.style is Style.STRONG), run.status))
            case Style.TEXT:
                self.say(text, formats.with_status(letters or formats.body, run.status))

    def _cite(self, keys: tuple[str, ...]) -> None:
        """Add the raised numbers of a citation, each leading to its entry."""
        start = self.place
        known = [self.atlas.sources[key] for key in keys if key in self.atlas.sources]
        for index, source in enumerate(sorted(known, key=lambda source: source.number)):
            href = f"source:{source.number}"
            if index:
                self.say(",", self.formats.link("citation", "", ""))
            self.say(str(source.number), self.formats.link("citation", href, source.short))
            self._cited[source.key] = None
        if known:
            self.page.citations.append(Citation(start, self.place, tuple(source.key for source in known)))
            self.page.asides.append((start, self.place))

    def sources(
        self, keys: Iterable[str] | None = None, *, title: bool = True, way_back: bool = True
    ) -> None:
        """Add the list of sources: those cited on this page, or those given."""
        chosen = self._cited if keys is None else dict.fromkeys(keys)
        found = sorted(
            (self.atlas.sources[key] for key in chosen if key in self.atlas.sources),
            key=lambda source: source.number,
        )
        if not found:
            return
        if title:
            self.page.text_end = self.place
            self.title(QCoreApplication.translate("Reader", "Sources"), 2)
        formats = self.formats
        for source in found:
            self.open(formats.item(mark=2.2), formats.body)
            self.page.sources[source.key] = self.place
            self.say(f"{source.number}\t", formats.muted)
            self.say(source.full, formats.body)
            if source.url and source.url not in source.full:
                self.say(" ", formats.body)
                self.say(_short_url(source.url), formats.link("web", source.url, source.url))
            if way_back:
                back = QCoreApplication.translate("Reader", "Back to the text")
                self.say("\u00a0", formats.body)
                self.say(BACK, formats.link("section", f"back:{source.number}", back))

    def key_to_marks(self) -> None:
        """Explain the marks after statements, for those who cannot point at them."""
        self.caption(QCoreApplication.translate("Reader", "Marks in the text"))
        for status in (Status.DISPUTED, Status.USUAL):
            word, letters = self.formats.mark(status)
            self.open(self.formats.paragraph(below=0.2), self.formats.small)
            self.say(word.strip(), letters)
            self.say(f" {status_words(status)}", self.formats.small)


def _short_url(url: str) -> str:
    """Give an address as one reads it: no scheme, no closing slash."""
    return url.partition("://")[2].removeprefix("www.").rstrip("/") or url

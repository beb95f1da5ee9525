"""What leaves the reader: copies and prints, each with its sources."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QMimeData
from PySide6.QtGui import (
    QFont,
    QGuiApplication,
    QPagedPaintDevice,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from viewer.core.atlas import Atlas
from viewer.widgets.look import Look, load_theme
from viewer.widgets.pages import PageMaker
from viewer.widgets.reader_document import Page
from viewer.widgets.reader_text import ReaderText
from viewer.widgets.typography import Typography

translate = QCoreApplication.translate


def copy_with_sources(text: ReaderText, page: Page, atlas: Atlas) -> None:
    """Put the selected words, or the whole page, on the clipboard with numbered sources below.

    Above them stands what the page is about, which the text itself does not say.
    """
    cursor = text.textCursor()
    end = page.text_end or page.document.characterCount() - 1
    if not cursor.hasSelection():
        cursor.setPosition(0)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    elif page.text_end and cursor.selectionEnd() > page.text_end:
        start = min(cursor.selectionStart(), end)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    data = QMimeData()
    sources = _sources_of(page, atlas, cursor.selectionStart(), cursor.selectionEnd())
    head = f"{page.subject}\n\n" if page.subject else ""
    data.setText(head + _plain(page, atlas, cursor) + "".join(f"\n{line}" for line in sources))
    data.setHtml(_rich(cursor, page.subject, sources))
    QGuiApplication.clipboard().setMimeData(data)


def _sources_of(page: Page, atlas: Atlas, start: int, end: int) -> list[str]:
    """Give the list of sources cited between two places, headed, or nothing."""
    keys = {
        key
        for citation in page.citations
        if start <= citation.start and citation.end <= end
        for key in citation.keys
    }
    if not keys:
        return []
    found = sorted((atlas.sources[key] for key in keys), key=lambda source: source.number)
    lines = [translate("Reader", "Sources")]
    for source in found:
        url = f" {source.url}" if source.url and source.url not in source.full else ""
        lines.append(f"[{source.number}] {source.full}{url}")
    return ["", *lines]


def _plain(page: Page, atlas: Atlas, cursor: QTextCursor) -> str:
    """Give the words with citations in brackets, for raised numbers are lost in plain text."""
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    told: list[str] = []
    at = start
    for citation in page.citations:
        if start <= citation.start and citation.end <= end:
            told.append(_between(page.document, at, citation.start))
            numbers = sorted(atlas.sources[key].number for key in citation.keys)
            told.append(f" [{', '.join(str(number) for number in numbers)}]")
            at = citation.end
    told.append(_between(page.document, at, end))
    return "".join(told)


def _between(document: QTextDocument, start: int, end: int) -> str:
    cursor = QTextCursor(document)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor.selection().toPlainText()


def _rich(cursor: QTextCursor, head: str, sources: list[str]) -> str:
    copy = QTextDocument()
    copy.setDefaultFont(cursor.document().defaultFont())
    writer = QTextCursor(copy)
    if head:
        bold = QTextCharFormat()
        bold.setFontWeight(QFont.Weight.Bold)
        writer.insertText(head, bold)
        writer.insertBlock(QTextBlockFormat(), QTextCharFormat())
    writer.insertFragment(cursor.selection())
    writer.movePosition(QTextCursor.MoveOperation.End)
    for line in sources:
        writer.insertBlock()
        writer.insertText(line)
    return copy.toHtml()


def print_page(
    printer: QPagedPaintDevice, atlas: Atlas, font: QFont, make: Callable[[PageMaker], Page]
) -> None:
    """Print a page, black on white whatever the theme, with its sources and the disclaimer."""
    dots = printer.logicalDpiX() / QGuiApplication.primaryScreen().logicalDotsPerInchX()
    formats = Typography(Look(load_theme("light")), font, 1.0, indent=dots)
    page = make(PageMaker(atlas, formats, for_print=True))
    page.finish()
    page.document.setMetaInformation(QTextDocument.MetaInformation.DocumentTitle, page.heading)
    page.document.print_(printer)

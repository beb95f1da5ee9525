"""ReaderPanel: the sections, beside the plate."""

from collections.abc import Callable, Hashable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPagedPaintDevice, QPalette, QResizeEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.widgets.card import Card
from viewer.widgets.find_bar import FindBar
from viewer.widgets.later import Hearing
from viewer.widgets.look import Look
from viewer.widgets.page_shelf import PageShelf
from viewer.widgets.pages import ARTICLE_PARTS, PageMaker
from viewer.widgets.passage_view import PassageView
from viewer.widgets.reader_document import Page
from viewer.widgets.reader_text import ReaderText

_NARROW = 28.0
"""Below this width, in ems, labels stand above what they name instead of beside it."""


class ReaderPanel(QWidget):
    """Shows the article, or the card and the sections of what is selected.

    ``heading`` is the title of what is shown.

    :attr mention_pointed: the address that the pointer or the keyboard is on in the text, or None.
    :attr mention_followed: an address, and whether it is to be added to the selection.
    :attr section_followed: the id of a section that is not on the page.
    :attr page_followed: the name of another page: "article", "disclaimer", "glossary:" with a term's id, or
        "level:" with a level kind, ":" and a level.
    :attr case_followed: what is to be shown on the plates: "condition" or "variant", and its id.
    :attr web_link_followed: a web address; the window asks before it leaves for the browser.
    :attr search_wanted: words that are not in the text are to be searched for everywhere.
    """

    mention_pointed = Signal(object)
    mention_followed = Signal(object, bool)
    section_followed = Signal(str)
    page_followed = Signal(str)
    case_followed = Signal(str, str)
    web_link_followed = Signal(str)
    search_wanted = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        """Show nothing until :meth:`show_atlas`."""
        super().__init__(parent)
        self._look = look
        self._scale = 1.0
        self._atlas: Atlas | None = None
        self._drawn: Atlas | None = None
        self._case = 0
        self._again: Callable[[], None] = self.show_article
        self._make: Callable[[PageMaker], Page] = PageMaker.article
        self.heading = ""
        self._shown: Hashable = None
        self._note: PassageView | None = None
        self.card = Card(self)
        self.text = ReaderText(self)
        self._shelf = PageShelf(self.text.document)
        self.find_bar = FindBar(self.text, self)
        self.footer = QPushButton(self)
        self._lay_out()
        self._connect()
        self._dress()
        Hearing(self, self._hear)

    def _lay_out(self) -> None:
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.card, self.text, self.find_bar, self.footer):
            column.addWidget(widget, 1 if widget is self.text else 0)
        self.card.hide()
        self.footer.setFlat(True)
        self.footer.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("Reader"))
        self.text.setAccessibleName(self.tr("Text"))
        self.setFocusProxy(self.text)

    def _connect(self) -> None:
        self.text.link_followed.connect(self._follow)
        self.text.mention_pointed.connect(self.mention_pointed)
        self.text.find_wanted.connect(self.find_bar.open)
        self.text.cited_copy_wanted.connect(self.copy_with_citations)
        self.card.closed.connect(lambda: self.page_followed.emit("article"))
        self.card.facts_wanted.connect(self.show_facts)
        self.card.mention_followed.connect(self.mention_followed)
        self.card.mention_pointed.connect(self.mention_pointed)
        self.find_bar.search_wanted.connect(self.search_wanted)
        self.footer.clicked.connect(lambda: self.page_followed.emit("disclaimer"))

    # -- what is shown

    def show_atlas(self, atlas: Atlas) -> None:
        """Show another atlas, from its whole article."""
        self._atlas = atlas
        self.footer.setText(atlas.disclaimer_short)
        self.footer.setToolTip(self.tr("What this atlas must not be used for, and who made it"))
        self._shelf.forget()
        self.show_article()

    def show_case(self, atlas: Atlas) -> None:
        """Take the atlas with its plates as they are in the case in force; pages of levels tell of it."""
        self._drawn, self._case = atlas, self._case + 1

    def add_sections(self, atlas: Atlas) -> None:
        """Take the same atlas with more sections in it; what is shown stays."""
        self._atlas = atlas
        self._shelf.renew()

    def show_article(self) -> None:
        """Show the whole article."""
        self._again = self.show_article
        self._show("article", lambda maker: maker.article())

    def show_selection(self, addresses: Sequence[Address]) -> None:
        """Show the card of what is selected and the sections that tell of it; nothing selected: the article.

        Addresses of structures that the atlas does not have are left out.
        """
        atlas = self._atlas
        known = tuple(address for address in addresses if atlas and address.structure in atlas.structures)
        if atlas is None or not known:
            self.show_article()
            return
        self._again = lambda: self.show_selection(known)
        self._show(known, lambda maker: maker.selection(known), card=known)

    def show_section(self, section: str) -> None:
        """Show a section within its part; one that the atlas does not have changes nothing."""
        atlas = self._atlas
        if atlas is None or section not in atlas.sections:
            return
        self._again = lambda: self.show_section(section)
        page = self.text.page
        there = page is not None and section in page.sections and self._shelf.suits(page, self._is_narrow)
        if self.card.isVisible() or not there:
            part = atlas.sections[section].part
            self._show_part("article" if part in ARTICLE_PARTS else part)
        self._scroll_to_section(section)
        self.heading = atlas.sections[section].title

    def show_part(self, part: str) -> None:
        """Show all sections of a part, e.g. ``handbook``."""
        self._again = lambda: self.show_part(part)
        self._show_part(part)

    def _show_part(self, part: str) -> None:
        if part == "article":
            self._show("article", lambda maker: maker.article())
        elif part == "about":
            self._show("disclaimer", lambda maker: maker.disclaimer())
        else:
            title = self.tr("Handbook") if part == "handbook" else part.capitalize()
            self._show(f"part:{part}", lambda maker: maker.part(part, title=title))

    def show_page(self, name: str) -> None:
        """Show a page by the name that :attr:`page_followed` gave, or a part by its own."""
        page, _, entry = name.partition(":")
        if page == "level":
            self.show_level(*entry.partition(":")[::2])
        elif page == "glossary":
            self.show_glossary(entry)
        else:
            plain = {
                "article": self.show_article,
                "sources": self.show_sources,
                "disclaimer": self.show_disclaimer,
            }
            plain.get(page, lambda: self.show_part(page))()

    def show_glossary(self, term: str = "") -> None:
        """Show all terms and what they mean, from the beginning or from the one with the given id."""
        self._again = lambda: self.show_glossary(term)
        self._show("glossary", lambda maker: maker.glossary())
        if term:
            self.finish()
            page = self.text.page
            if page is not None and term in page.terms:
                self.text.scroll_to_place(page.terms[term])

    def show_level(self, level_kind: str, level: str) -> None:
        """Show what is drawn at a level, e.g. ``segment`` and ``T8``."""
        self._again = lambda: self.show_level(level_kind, level)
        self._show((self._case, level_kind, level), lambda maker: maker.level(level_kind, level, self._drawn))

    def show_facts(self) -> None:
        """Scroll to what the tables tell of the selection."""
        self.finish()
        if self.text.page is not None and self.text.page.facts:
            self.text.scroll_to_place(self.text.page.facts)

    def show_sources(self) -> None:
        """Show all sources."""
        self._again = self.show_sources
        self._show("sources", lambda maker: maker.sources())

    def show_disclaimer(self) -> None:
        """Show what the atlas must not be used for, and who made it."""
        self._again = self.show_disclaimer
        self._show("disclaimer", lambda maker: maker.disclaimer())

    def _show(self, key: Hashable, make: Callable[[PageMaker], Page], card: Sequence[Address] = ()) -> None:
        if self._atlas is None:
            return
        self._make = make
        formats = self._shelf.suit(self._atlas, self._look, self.font(), self._scale, self._is_narrow)
        if key != self._shown:
            self.find_bar.put_away()
            self._shown = key
        page = self._shelf.page(key, make)
        if card:
            self.card.show_places(self._atlas, card, page.flow)
            self.card.fit(self.size())
        self.card.setVisible(bool(card))
        # The card takes its room first: what is in view depends on it.
        self._column.activate()
        self.heading = page.heading
        self.text.show_page(page, formats)
        self.text.setAccessibleDescription(page.heading)

    @property
    def _is_narrow(self) -> bool:
        return self.width() < self.fontInfo().pixelSize() * self._scale * _NARROW

    def finish(self) -> None:
        """Write now what else would follow when nobody waits: for pictures, searches and print."""
        self.text.finish()

    @property
    def shown_sections(self) -> tuple[str, ...]:
        """The ids of the sections on the page, from top to bottom."""
        self.finish()
        return tuple(self.text.page.section_order) if self.text.page else ()

    def put_above(self, note: PassageView) -> None:
        """Set what is to be told first above everything, in the letters of the text."""
        self._note = note
        note.set_look(self._look, self._scale)
        self._column.insertWidget(0, note)

    # -- how it looks

    def set_look(self, look: Look) -> None:
        """Take another theme; what is shown stays where it is."""
        self._look = look
        self._rebuild()

    def set_text_scale(self, scale: float) -> None:
        """Set the size of the text; 1.0 is the application's font, 0.8 to 2.5 are sensible."""
        self._scale = scale
        self._rebuild()

    def mark_pointed(self, address: Address | None) -> None:
        """Mark the words that name what is pointed at on the plate."""
        self.text.mark_pointed(address)

    def _dress(self) -> None:
        look = self._look
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Base, look.ui("base"))
        palette.setColor(QPalette.ColorRole.Text, look.ui("text"))
        palette.setColor(QPalette.ColorRole.ButtonText, look.ui("muted"))
        palette.setColor(QPalette.ColorRole.Highlight, look.ui("highlight"))
        palette.setColor(QPalette.ColorRole.HighlightedText, look.ui("highlight-text"))
        self.footer.setPalette(palette)
        # Beside the measure lies the same paper as beneath it.
        palette.setColor(QPalette.ColorRole.Window, look.ui("base"))
        self.text.setPalette(palette)
        self.text.set_frame(look.ui("base"), look.ui("focus"))
        letters = QFont(self.font())
        letters.setPointSizeF(self.font().pointSizeF() * self._scale)
        self.card.set_look(look, letters)
        letters.setPointSizeF(letters.pointSizeF() * 0.9)
        self.footer.setFont(letters)
        if self._note is not None:
            self._note.set_look(look, self._scale)

    def _rebuild(self) -> None:
        """Dress anew and show the same again, at the same height of the text."""
        self._dress()
        if self._atlas is None:
            return
        self._shelf.forget()
        self._show_again()

    def _show_again(self) -> None:
        bar = self.text.verticalScrollBar()
        share = 0.0 if self.text.is_held else bar.value() / max(bar.maximum(), 1)
        self._again()
        if share:
            self.finish()
            self.text.let_go()
            bar.setValue(round(share * bar.maximum()))

    # -- links

    def _follow(self, target: str, ctrl: bool) -> None:
        kind, _, rest = target.partition(":")
        page, atlas = self.text.page, self._atlas
        assert atlas is not None and page is not None
        match kind:
            case "mention":
                self.mention_followed.emit(Address.parse(rest), ctrl)
            case "section":
                if rest in page.sections and not self.card.isVisible():
                    self._scroll_to_section(rest)
                else:
                    self._follow_section(rest)
            case "source" | "back":
                key = next((key for key, source in atlas.sources.items() if str(source.number) == rest), "")
                (self.text.go_to_source if kind == "source" else self.text.go_back)(key)
            case "level":
                self.page_followed.emit(target)
            case "condition" | "variant":
                self.case_followed.emit(kind, rest)
            case "term":
                self.page_followed.emit(f"glossary:{rest}")
            case "http" | "https" | "mailto":
                self.web_link_followed.emit(target)

    def _follow_section(self, section: str) -> None:
        """Scroll where the page will hold it once written; else report it."""
        if not self.card.isVisible():
            self.finish()
            if self.text.page is not None and section in self.text.page.sections:
                self._scroll_to_section(section)
                return
        self.section_followed.emit(section)

    def _scroll_to_section(self, section: str) -> None:
        page = self.text.page
        if page is None:
            return
        while section not in page.sections and page.step():
            pass
        self.finish()
        if section in page.sections:
            self.text.scroll_to_place(page.sections[section])

    # -- copy and print

    def copy_with_citations(self) -> None:
        """Copy the selected text, or all of it, with its citations numbered and their sources below."""
        from viewer.widgets.reader_copy import copy_with_sources

        self.finish()
        if self._atlas is not None and self.text.page is not None:
            copy_with_sources(self.text, self.text.page, self._atlas)

    def print_to(self, printer: QPagedPaintDevice) -> None:
        """Print what is shown, black on white, with its sources and what it must not be used for."""
        from viewer.widgets.reader_copy import print_page

        if self._atlas is not None:
            print_page(printer, self._atlas, self.font(), self._make)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102, N802
        self.card.fit(self.size())
        super().resizeEvent(event)
        formats = self._shelf.formats
        if formats is not None and formats.narrow != self._is_narrow:
            # Columns for a wide text would not go into the narrow one.
            self._show_again()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        if event.key() == Qt.Key.Key_Escape and self.find_bar.isVisible():
            self.find_bar.dismiss()
        else:
            super().keyPressEvent(event)

    def _hear(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FontChange and self._atlas is not None:
            self._rebuild()
        return False

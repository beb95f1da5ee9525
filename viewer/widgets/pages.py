"""Pages: what stands on each page of the reader, in order, written piece by piece."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QTextDocument

from viewer.core import queries
from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.drainage import Edge
from viewer.core.section import Block, Section, Term
from viewer.core.structure import StructureId
from viewer.widgets.facts import Fact, facts_of, flow_of, ways_between
from viewer.widgets.reader_document import Page, PageWriter
from viewer.widgets.typography import Typography

translate = QCoreApplication.translate

ARTICLE_PARTS = ("article", "clinical", "related")
"""The parts that the whole article is made of, in order."""

Pieces = Callable[[PageWriter], Iterator[None]]


_LETTERS_OF_A_BREAK = 60
"""About how many letters would fill what the end of a paragraph, and the space after it, leave empty."""


class PageMaker:
    """Makes the pages of one atlas in one typography."""

    def __init__(
        self,
        atlas: Atlas,
        formats: Typography,
        blank: Callable[[], QTextDocument] = QTextDocument,
        for_print: bool = False,
    ) -> None:
        """Make pages on the documents that ``blank`` gives.

        ``for_print`` adds what the panel shows beside the text: the name of a selection and the disclaimer.
        """
        self.atlas = atlas
        self._blank = blank
        self._edges: dict[StructureId, list[Edge]] = {}
        self._sections: dict[StructureId, dict[str, Section]] = {}
        self._for_print = for_print
        self.formats = formats

    def _page(self, heading: str, pieces: Pieces) -> Page:
        page = PageWriter.blank(heading, self.formats, self._blank())
        writer = PageWriter(self.atlas, page, self.formats)
        page.pieces = _bracketed(writer, self._whole(writer, pieces))
        return page

    def _whole(self, writer: PageWriter, pieces: Pieces) -> Iterator[None]:
        yield from pieces(writer)
        if self._for_print:
            writer.rule()
            writer.open(self.formats.paragraph(), self.formats.small)
            writer.say(" ".join(self.atlas.disclaimer.split()), self.formats.small)

    # -- the article and other parts

    def part(self, *parts: str, title: str, introduced: bool = False) -> Page:
        """Make a page of whole parts: title, first section, contents, the rest.

        ``introduced`` says that the first section is the introduction and needs no title of its own.
        """
        sections = _in_order(self.atlas, parts)

        def pieces(writer: PageWriter) -> Iterator[None]:
            writer.title(title, 1)
            for index, section in enumerate(sections):
                if index == 0 and len(sections) > 1:
                    writer.section(section, title=not introduced)
                    self._contents(writer, sections[1:] if introduced else sections)
                else:
                    writer.section(section)
                yield
            writer.sources(way_back=not self._for_print)
            if "article" in parts:
                writer.key_to_marks()

        page = self._page(title, pieces)
        page.letters = _letters(self.atlas, sections)
        return page

    def article(self) -> Page:
        """Make the page of the whole article."""
        return self.part(*ARTICLE_PARTS, title=self.atlas.title, introduced=True)

    def _contents(self, writer: PageWriter, sections: Sequence[Section]) -> None:
        formats = self.formats
        heads = {
            "clinical": translate("Reader", "In the clinic"),
            "related": translate("Reader", "Related"),
        }
        writer.caption(translate("Reader", "Contents"))
        part = ""
        for section in sections:
            if section.part != part and section.part in heads:
                writer.caption(heads[section.part])
            part = section.part
            writer.open(formats.entry(), formats.body)
            writer.say(section.title, formats.link("contents", f"section:{section.id}"))

    # -- a selection

    def selection(self, addresses: Sequence[Address]) -> Page:
        """Make the page of what is selected: the sections that tell of it, then its facts.

        Of several it begins with how they are connected.
        """
        sections = [
            section
            for section in queries.sections_of(self._around(addresses), addresses)
            if section.part in ARTICLE_PARTS
        ]
        heading = translate("Reader", " and ").join(queries.names_apart(self.atlas, addresses))

        def pieces(writer: PageWriter) -> Iterator[None]:
            self._head(writer, addresses)
            if not sections:
                self._untold(writer, addresses)
            for index, section in enumerate(sections):
                if index == 0 or _is_about(section, addresses):
                    writer.section(section)
                else:
                    self._passages(writer, section, addresses)
                yield
            self._all_facts(writer, addresses)
            yield
            writer.sources(way_back=not self._for_print)

        page = self._page(heading, pieces)
        page.lit = tuple(addresses)
        several = len(addresses) > 1
        page.subject = translate("Reader", " and ").join(self._described(address) for address in addresses)
        if not several:
            page.flow = tuple(flow_of(self.atlas, self._around(addresses), addresses[0]))
        page.best = sections[0].id if sections and not several else ""
        return page

    def _described(self, address: Address) -> str:
        return queries.describe(self.atlas, address)

    def _around(self, addresses: Sequence[Address]) -> Atlas:
        """Give the atlas with only the edges and sections that name some structures: quickly searched."""
        if not self._sections:
            self._look_up()
        structures = dict.fromkeys(address.structure for address in addresses)
        edges = {edge.id: edge for one in structures for edge in self._edges.get(one, ())}
        sections = {name: one for key in structures for name, one in self._sections.get(key, {}).items()}
        return self.atlas._replace(edges=tuple(edges.values()), sections=sections)

    def _look_up(self) -> None:
        """Note once which edges and sections name each structure."""
        for edge in self.atlas.edges:
            for end in {edge.start.structure, edge.end.structure}:
                self._edges.setdefault(end, []).append(edge)
        for section in self.atlas.sections.values():
            for address in (*section.about, *section.mentions):
                self._sections.setdefault(address.structure, {})[section.id] = section

    def _head(self, writer: PageWriter, addresses: Sequence[Address]) -> None:
        """Add what stands above the sections: of several, how they are connected; on paper, the name."""
        several = len(addresses) > 1
        if self._for_print:
            writer.title(writer.page.heading, 1)
            words = self._described(addresses[0])
            if not several and words != writer.page.heading:
                writer.plain(words)
        if several:
            writer.title(translate("Reader", "How they are connected"), 2)
            self._ways(writer, addresses)
        writer.page.text_start = writer.place

    def _all_facts(self, writer: PageWriter, addresses: Sequence[Address]) -> None:
        """Add what the tables tell of each address, below one heading."""
        writer.page.facts = writer.title(translate("Reader", "Facts"), 2)
        for address in addresses:
            if len(addresses) > 1:
                writer.caption(self._described(address))
            self._facts(writer, facts_of(self.atlas, address, self._around([address])))

    def _facts(self, writer: PageWriter, facts: Sequence[Fact]) -> None:
        formats, before = self.formats, ""
        line = formats.fact([fact.label for fact in facts])
        for fact in facts:
            # A label that holds for several lines is said once.
            label = fact.label if fact.label != before else ""
            before = fact.label
            writer.open(line, formats.body)
            if label or not formats.narrow:
                writer.say(label + ("\u2028" if formats.narrow else "\t"), formats.caption())
            writer.runs(fact.runs)

    def _untold(self, writer: PageWriter, addresses: Sequence[Address]) -> None:
        for address in addresses:
            structure = self.atlas.structures[address.structure]
            reason = structure.untold or translate("Reader", "No section tells of this structure.")
            writer.plain(reason)

    def _passages(self, writer: PageWriter, section: Section, addresses: Sequence[Address]) -> None:
        """Add the passages of a section that name what is selected, and the way to the whole of it."""
        formats = self.formats
        writer.mark_section(section, section.title)
        writer.blocks(_naming(section, addresses))
        if self._for_print:
            return
        writer.open(formats.paragraph(), formats.small)
        whole = translate("Reader", "Whole section: {title}").format(title=section.title)
        writer.say(whole, formats.link("section", f"section:{section.id}"))

    def _ways(self, writer: PageWriter, addresses: Sequence[Address]) -> None:
        formats = self.formats
        for one, other in pairwise(addresses):
            for line in ways_between(self.atlas, one, other):
                writer.open(formats.item(), formats.body)
                writer.say("•\t", formats.muted)
                writer.runs(line)

    # -- lists

    def level(self, level_kind: str, level: str, drawn: Atlas | None = None) -> Page:
        """Make the page of a level: what is drawn there, on the plates of ``drawn`` if it is given."""
        from viewer.widgets.level_page import level_words, write_level

        title = level_words(self.atlas, level_kind, level)
        return self._page(title, lambda writer: write_level(writer, drawn or self.atlas, level_kind, level))

    def glossary(self) -> Page:
        """Make the page of all terms and what they mean."""
        title = translate("Reader", "Glossary")
        terms = sorted(self.atlas.terms.values(), key=lambda term: term.term.casefold())

        def pieces(writer: PageWriter) -> Iterator[None]:
            formats = self.formats
            writer.title(title, 1)
            for index, term in enumerate(terms):
                writer.open(formats.paragraph(below=0.1), formats.strong)
                writer.page.terms[term.id] = writer.place
                writer.say(term.term, formats.strong)
                if term.latin:
                    writer.say(f"  {term.latin}", formats.emphasis(strong=False))
                writer.open(formats.paragraph(indent=1.2, below=0.6), formats.body)
                writer.say(term.meaning, formats.body)
                self._led_to(writer, term)
                if index % 12 == 11:
                    yield
            yield

        return self._page(title, pieces)

    def _led_to(self, writer: PageWriter, term: Term) -> None:
        """Add the structures that a term leads to."""
        structures = self.atlas.structures
        known = [structures[StructureId(one)] for one in term.structures if StructureId(one) in structures]
        for index, structure in enumerate(known):
            writer.say(", " if index else " ", self.formats.body)
            writer.mention(structure.name, Address(structure.id))

    def sources(self) -> Page:
        """Make the page of all sources."""
        title = translate("Reader", "Sources")

        def pieces(writer: PageWriter) -> Iterator[None]:
            writer.title(title, 1)
            keys = list(self.atlas.sources)
            for start in range(0, len(keys), 12):
                writer.sources(keys[start : start + 12], title=False, way_back=False)
                yield

        return self._page(title, pieces)

    def disclaimer(self) -> Page:
        """Make the page of what the atlas must not be used for, who made it and under what licence."""
        title = translate("Reader", "Not for diagnosis or treatment")

        def pieces(writer: PageWriter) -> Iterator[None]:
            writer.title(title, 1)
            for paragraph in self.atlas.disclaimer.split("\n\n"):
                writer.plain(" ".join(paragraph.split()))
            writer.title(translate("Reader", "Credits and licence"), 2)
            for paragraph in self.atlas.credits.split("\n\n"):
                writer.plain(" ".join(paragraph.split()))
            edition = translate("Reader", "{title}, edition {version}. {licence}")
            atlas = self.atlas
            writer.plain(edition.format(title=atlas.title, version=atlas.version, licence=atlas.licence))
            yield
            for section in _in_order(self.atlas, ("about",)):
                writer.section(section)
                yield
            writer.sources()

        return self._page(title, pieces)


def _bracketed(writer: PageWriter, pieces: Iterator[None]) -> Iterator[None]:
    """Write each piece as one edit, so that Qt lays it out once."""
    more = True
    while more:
        writer.begin()
        try:
            more = next(pieces, pieces) is not pieces
        finally:
            writer.end()
        if more:
            yield


def _letters(atlas: Atlas, sections: Sequence[Section]) -> int:
    """Give about how many letters these sections will have on a page, with their sources."""
    cited = {key for section in sections for key in section.sources if key in atlas.sources}
    texts = [sum(len(run.text) for run in block.runs) for section in sections for block in section.blocks]
    texts += [len(atlas.sources[key].full) for key in cited]
    return sum(texts) + _LETTERS_OF_A_BREAK * (len(texts) + 2 * len(sections))


def _in_order(atlas: Atlas, parts: Sequence[str]) -> list[Section]:
    sections = [section for section in atlas.sections.values() if section.part in parts]
    return sorted(sections, key=lambda section: (parts.index(section.part), section.order))


def _is_about(section: Section, addresses: Sequence[Address]) -> bool:
    told = {address.structure for address in section.about}
    return any(address.structure in told for address in addresses)


def _naming(section: Section, addresses: Sequence[Address]) -> list[Block]:
    """Give the blocks of a section that name one of the structures."""
    wanted = {address.structure for address in addresses}

    def names(block: Block) -> bool:
        runs = [*block.runs, *(run for cell in block.cells for run in cell)]
        return any(
            run.target and run.style == "mention" and Address.parse(run.target).structure in wanted
            for run in runs
        )

    return [block for block in section.blocks if names(block)]

"""PageShelf: makes the pages of the reader, and keeps the last ones ready to be shown again."""

from collections import OrderedDict
from collections.abc import Callable, Hashable

from PySide6.QtGui import QFont, QTextDocument

from viewer.core.atlas import Atlas
from viewer.widgets.look import Look
from viewer.widgets.pages import PageMaker
from viewer.widgets.reader_document import Page
from viewer.widgets.typography import Typography

_KEPT = 16
"""How many pages are kept ready to be shown again."""


class PageShelf:
    """The pages of one atlas, in the letters that suit the reader's colours, size of text and width.

    ``formats`` are those letters, None until :meth:`suit`.
    """

    def __init__(self, shown: Callable[[], QTextDocument]) -> None:
        """Keep nothing yet; ``shown`` gives the document on screen, which is not written anew."""
        self.formats: Typography | None = None
        self._shown = shown
        self._maker: PageMaker | None = None
        self._pages: OrderedDict[Hashable, Page] = OrderedDict()
        self._spare: list[QTextDocument] = []

    def suit(self, atlas: Atlas, look: Look, font: QFont, scale: float, narrow: bool) -> Typography:
        """Give the letters for the next pages; made anew only after :meth:`forget` or at another width."""
        if self.formats is None or self._maker is None or self.formats.narrow != narrow:
            self.formats = Typography(look, font, scale, narrow)
            self._maker = PageMaker(atlas, self.formats, self._blank)
        return self.formats

    def page(self, key: Hashable, make: Callable[[PageMaker], Page]) -> Page:
        """Give the page that is known by a key, made if it is not there; :meth:`suit` comes first."""
        assert self._maker is not None and self.formats is not None
        key = (key, self.formats.narrow)
        page = self._pages.pop(key, None)
        if page is None:
            page = make(self._maker)
        self._pages[key] = page
        while len(self._pages) > _KEPT:
            self._spare.append(self._pages.popitem(last=False)[1].retire())
        return page

    def suits(self, page: Page, narrow: bool) -> bool:
        """Tell whether a page is as :meth:`page` would make it for that width."""
        formats = self.formats
        return formats is not None and formats.narrow == narrow and page in self._pages.values()

    def renew(self) -> None:
        """Make the next pages of the atlas as it is then; those that there are stay."""
        self._maker = None

    def forget(self) -> None:
        """Give up all pages and letters."""
        self._spare += [page.retire() for page in self._pages.values()]
        self._pages.clear()
        self.formats = self._maker = None

    def _blank(self) -> QTextDocument:
        # PySide keeps every document that was ever set, so few are made and these used again.
        shown = self._shown()
        for index, document in enumerate(self._spare):
            if document is not shown:
                return self._spare.pop(index)
        return QTextDocument()

"""PassageView: a few paragraphs with links and sources, in a frame of their own."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QUrl, Signal, Slot
from PySide6.QtGui import QResizeEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWidget

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.section import Block
from viewer.widgets.look import Look
from viewer.widgets.reader_document import PageWriter
from viewer.widgets.typography import Typography


class PassageView(QTextBrowser):
    """Shows blocks of text and reports which link is followed.

    :attr mention_followed: an address, and False. :attr section_followed: a section's id.
    :attr web_link_followed: a web address.
    """

    mention_followed = Signal(object, bool)
    section_followed = Signal(str)
    web_link_followed = Signal(str)

    def __init__(self, atlas: Atlas, look: Look, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._atlas, self._look, self._scale = atlas, look, 1.0
        self._blocks: tuple[Block, ...] = ()
        self._share = 0.0
        pad = self.fontMetrics().height() // 4
        self.setViewportMargins(pad, 0, pad, 0)
        self.setOpenLinks(False)
        self.setDocument(QTextDocument(self))
        self.anchorClicked.connect(self._follow)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """What is shown."""
        return self._blocks

    def keep_below(self, share: float) -> None:
        """Be no higher than the text needs, and than a share of what the view lies in."""
        self._share = share
        self._take_height()

    def _take_height(self) -> None:
        around = self.parentWidget()
        if self._share and around is not None:
            needed = ceil(self.document().size().height()) + 2 * self.frameWidth()
            self.setFixedHeight(min(needed, round(around.height() * self._share)))

    def show_atlas(self, atlas: Atlas) -> None:
        """Take the names of another atlas for what is shown next."""
        self._atlas = atlas

    def set_look(self, look: Look, scale: float = 1.0) -> None:
        """Take colours, and a size of letters: 1.0 is that of the widget's font."""
        self._look, self._scale = look, scale
        self.show_blocks(self._blocks)

    def show_blocks(self, blocks: Sequence[Block]) -> None:
        """Show other text, from its beginning."""
        self._blocks = tuple(blocks)
        formats = Typography(self._look, self.font(), self._scale, True)
        writer = PageWriter(self._atlas, PageWriter.blank("", formats, self.document()), formats)
        writer.begin()
        writer.blocks(self._blocks, 1)
        writer.sources(way_back=False)
        writer.end()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._take_height()

    @Slot(QUrl)
    def _follow(self, url: QUrl) -> None:
        kind, _, rest = url.toString().partition(":")
        match kind:
            case "mention" | "undrawn":
                self.mention_followed.emit(Address.parse(rest), False)
            case "section":
                self.section_followed.emit(rest)
            case "http" | "https":
                self.web_link_followed.emit(url.toString())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102, N802
        super().resizeEvent(event)
        self._take_height()

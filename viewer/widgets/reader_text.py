"""ReaderText: the scrolled text of the reader, its links and the marks above its words."""

from collections.abc import Callable, Sequence
from time import perf_counter

from PySide6.QtCore import QEvent, QMargins, QPoint, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPalette,
    QResizeEvent,
    QShowEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QMenu, QTextBrowser, QTextEdit, QToolTip, QWidget

from viewer.core.address import Address
from viewer.widgets.later import Hearing, later
from viewer.widgets.reader_bars import ReaderBars
from viewer.widgets.reader_document import Page, Spot
from viewer.widgets.reader_marks import ReaderMarks
from viewer.widgets.typography import Typography

_MEASURE = 41.0
"""The longest line, in ems: some 75 letters."""
_PATIENCE_MS = 25
"""How long the rest of a page waits, so that its first screenful is painted before."""
_SLICE = 0.008
"""For so many seconds the rest is written before it is the reader's turn again."""


class ReaderText(QTextBrowser):
    """Shows a :class:`Page`.

    :attr link_followed: what a link leads to (``mention:…``, ``section:…``, a web address), and whether
        Ctrl was held.
    :attr mention_pointed: the address that the pointer or the keyboard is on, or None.
    :attr find_wanted: the reader asked to find words.
    :attr cited_copy_wanted: the reader asked to copy with the sources.
    :attr grown: more of the page has been written.
    """

    link_followed = Signal(str, bool)
    mention_pointed = Signal(object)
    find_wanted = Signal()
    cited_copy_wanted = Signal()
    grown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setFrameStyle(int(QFrame.Shape.Box) | int(QFrame.Shadow.Plain))
        self._frame = (QColor(), QColor())
        self.setAutoFillBackground(True)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.page: Page | None = None
        self._formats: Typography | None = None
        self._pad = 12
        self._ctrl = False
        self.marks = ReaderMarks(self)
        self._came_from: int | None = None
        self._hold: Callable[[], None] | None = None
        self.verticalScrollBar().actionTriggered.connect(self.let_go)
        self._bars = ReaderBars(self, lambda: self.page)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._write_on)
        self.anchorClicked.connect(self._follow)
        self.highlighted.connect(self._point)
        self.selectionChanged.connect(self.marks.paint)
        later(self._listen)

    def _listen(self) -> None:
        Hearing(self.viewport(), self._hear)

    def set_frame(self, idle: QColor, focused: QColor) -> None:
        """Set the colours of the frame that shows whether the keyboard is here."""
        self._frame = (idle, focused)
        self.setLineWidth(max(1, self.fontInfo().pixelSize() // 6))
        self._colour_frame()

    def _colour_frame(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self._frame[self.hasFocus()])
        self.setPalette(palette)

    # -- pages

    def show_page(self, page: Page, formats: Typography) -> None:
        """Show a page from its first matching words, else from its beginning."""
        self._rest.stop()
        self._formats = formats
        self._pad = round(formats.em)
        self._came_from = self._hold = None
        self.marks.begin(page, formats)
        self.page = page
        # Set while still blank, so that what is written is laid out once, at the right width.
        self.setDocument(page.document)
        self._fit_measure()
        while not page.done and page.document.characterCount() < self._screenful():
            page.step()
        # What was written into the blank page pushed the cursor to its end, and Qt shows the cursor.
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.marks.renew()
        self._keep(lambda: self._scroll_to_match(page))
        self._bars.foresee()
        if not page.done:
            self._rest.start(_PATIENCE_MS)

    def finish(self) -> None:
        """Write the rest of the page now."""
        self._rest.stop()
        if self.page is not None and not self.page.done:
            self._write(self.page.finish)
            self._bars.end()
            self._grown()

    def _screenful(self) -> int:
        """Give about how many letters fill the view, with some to spare."""
        formats = self._formats
        assert formats is not None
        view = self.maximumViewportSize()
        area = max(view.width(), 200) * max(view.height(), 200)
        return int(area / (formats.em * formats.em)) + 200

    def _write_on(self) -> None:
        if self.page is not None:
            self._write(self._write_a_while)
            if self.page.done:
                self._bars.end()
            else:
                self._rest.start(0)
        self._grown()

    def _write_a_while(self) -> None:
        assert self.page is not None
        end = perf_counter() + _SLICE
        while self.page.step() and perf_counter() < end:
            pass

    def _write(self, write: Callable[[], object]) -> None:
        """Write below what is shown, which stays still: Qt would scroll to its cursor."""
        bar = self.verticalScrollBar()
        height = bar.value()
        write()
        bar.setValue(height)

    def _grown(self) -> None:
        self.marks.grow()
        self.grown.emit()

    # -- scrolling

    def _keep(self, scroll: Callable[[], None]) -> None:
        """Scroll, and again whenever the width changes, until the reader scrolls."""
        self._hold = scroll
        scroll()

    @property
    def is_held(self) -> bool:
        """Whether the text still stands where it was put, and the reader has not scrolled."""
        return self._hold is not None

    def let_go(self) -> None:
        """Let the text stay where it is when the width changes next."""
        self._hold = None

    def scroll_to_place(self, place: int, above: float = 0.4) -> None:
        """Scroll so that the words at ``place`` stand at the top, ``above`` ems below the edge."""
        self._keep(lambda: self._scroll(place, above))

    def _scroll(self, place: int, above: float) -> None:
        bar = self.verticalScrollBar()
        room = round(above * self._formats.em) if self._formats else 0
        bar.setValue(self._height_of(place) - room)

    def _height_of(self, place: int) -> int:
        """Give how far below the page's top a place is, in pixels."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(place)
        return self.cursorRect(cursor).top() + self.verticalScrollBar().value()

    def _scroll_to_match(self, page: Page) -> None:
        """Show the first matching words: from the page's top if they fit, else with their title."""
        self.verticalScrollBar().setValue(0)
        if not page.best:
            return
        section = page.sections.get(page.best, 0)
        match = page.first_match()
        place = match.start if match else section
        view = self.viewport().height() - round(self.fontMetrics().height() * 1.875)
        below = self._height_of(match.end if match else place)
        if below <= view:
            return
        title = self._height_of(section)
        if below - title <= view:
            self._scroll(section, 0.4)
        else:
            self._scroll(place, 3.0)

    def go_to_source(self, key: str) -> None:
        """Jump to an entry of the list of sources; :meth:`go_back` returns."""
        assert self.page is not None
        self._came_from = self.verticalScrollBar().value()
        self.finish()
        place = self.page.sources.get(key)
        if place is not None:
            self.scroll_to_place(place)
            self._put_cursor(place)

    def go_back(self, key: str) -> None:
        """Return from an entry of the sources to where the reader was, else to its first citation."""
        if self._came_from is not None:
            self.let_go()
            self.verticalScrollBar().setValue(self._came_from)
            self._came_from = None
            return
        for citation in self.page.citations if self.page else ():
            if key in citation.keys:
                self.scroll_to_place(citation.start, 3.0)
                self._put_cursor(citation.start)
                return

    def _put_cursor(self, place: int) -> None:
        # The keyboard goes on from where the eye is.
        value = self.verticalScrollBar().value()
        cursor = self.textCursor()
        cursor.setPosition(place)
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(value)

    # -- marks above the words

    def mark_pointed(self, address: Address | None) -> None:
        """Mark the words that name what is pointed at elsewhere."""
        if address != self.marks.pointed:
            self.marks.pointed = address
            self.marks.paint()

    def mark_found(self, cursors: Sequence[QTextCursor]) -> None:
        """Mark what the find bar found."""
        self.marks.found = cursors
        self.marks.paint()

    # -- links

    def _follow(self, url: QUrl) -> None:
        self.link_followed.emit(url.toString(), self._ctrl)

    def _point(self, url: QUrl, by_keyboard: bool = False) -> None:
        """Report the mention that the pointer or Tab has reached, and light it."""
        kind, _, target = url.toString().partition(":")
        spot = self._spot_under(target, by_keyboard) if kind == "mention" else None
        if spot is not self.marks.hovered:
            self.marks.hovered = spot
            self.mention_pointed.emit(spot.address if spot else None)
            self.marks.paint()
        if by_keyboard and kind in ("term", "source"):
            self._tell_tip()

    def _spot_under(self, target: str, by_keyboard: bool) -> Spot | None:
        """Give the mention under the pointer, or the one that the keyboard is on."""
        if by_keyboard:
            place = self.textCursor().selectionEnd() - 1
        else:
            place = self.cursorForPosition(self.viewport().mapFromGlobal(self.cursor().pos())).position()
        near = [spot for spot in self.page.spots if str(spot.address) == target] if self.page else []
        return min(near, key=lambda spot: abs((spot.start + spot.end) / 2 - place), default=None)

    def _tell_tip(self) -> None:
        """Show what a term or citation says where the keyboard is, as pointing would."""
        words = self.textCursor().charFormat().toolTip()
        if words:
            where = self.viewport().mapToGlobal(self.cursorRect().bottomRight() + QPoint(0, self._pad // 2))
            QToolTip.showText(where, words, self)

    # -- layout

    def _fit_measure(self) -> None:
        """Keep lines to a length that the eye can follow, whatever the width."""
        if self._formats is None:
            return
        spare = self.width() - self.verticalScrollBar().sizeHint().width() - self._formats.em * _MEASURE
        side = max(self._pad, int(spare / 2))
        # Qt fits a word in before it knows how far its last letter leans out: the view has room for that.
        lean = self._pad // 2
        margins = QMargins(side, 0, side - lean if side > self._pad else 0, 0)
        if self.viewportMargins() != margins:
            self.setViewportMargins(margins)
        width = max(self.maximumViewportSize().width() - lean, 1)
        if self.lineWrapColumnOrWidth() != width:
            self.setLineWrapColumnOrWidth(width)

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: N802
        """Load nothing: a page has no pictures and no styles of its own."""
        return None

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: D102, N802
        moved = super().focusNextPrevChild(forward)
        # Qt reports only the links that the mouse is on.
        letters = self.textCursor().charFormat()
        on_link = moved and self.marks.focused_link() is not None
        self._point(QUrl(letters.anchorHref() if on_link else ""), by_keyboard=True)
        return moved

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: D102, N802
        super().focusInEvent(event)
        self._colour_frame()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: D102, N802
        super().focusOutEvent(event)
        self._colour_frame()
        self._point(QUrl())
        self.marks.paint()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102, N802
        self._fit_measure()
        super().resizeEvent(event)
        if self._hold is not None:
            self._hold()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: D102, N802
        # First shown, Qt scrolls to its cursor, which nobody has seen yet.
        super().showEvent(event)
        if self._hold is not None:
            self._hold()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: D102, N802
        self.let_go()
        super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102, N802
        self.let_go()
        self._ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: D102, N802
        self._ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        super().mouseReleaseEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: D102, N802
        if self.marks.hovered is not None:
            self.marks.hovered = None
            self.mention_pointed.emit(None)
            self.marks.paint()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        self.let_go()
        self._ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.matches(QKeySequence.StandardKey.Find):
            self.find_wanted.emit()
            return
        super().keyPressEvent(event)

    def _hear(self, event: QEvent) -> bool:
        # The tip of an empty place must not linger from the word before.
        if isinstance(event, QHelpEvent) and not self.anchorAt(event.pos()):
            letters = self.cursorForPosition(event.pos()).charFormat()
            if not letters.toolTip():
                QToolTip.hideText()
                return True
        return False

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: D102, N802
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction(self.tr("&Copy"), self.copy)
        copy.setEnabled(self.textCursor().hasSelection())
        menu.addAction(self.tr("Copy with &Sources"), self.cited_copy_wanted.emit)
        menu.addAction(self.tr("Select &All"), self.selectAll)
        menu.addSeparator()
        menu.addAction(self.tr("&Find…"), self.find_wanted.emit)
        menu.popup(event.globalPos())

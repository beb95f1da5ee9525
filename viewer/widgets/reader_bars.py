"""ReaderBars: the scroll bars of the reader, which tell the truth while its text is written and laid out."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QTextEdit

from viewer.widgets.reader_document import Page

_STILL_MS = 200
"""So long nothing may have moved before the text is taken to be too wide for the view."""


class ReaderBars:
    """Foresees how long the page will be, and lets a bar across be seen only where words do not fit."""

    def __init__(self, text: QTextEdit, page: Callable[[], Page | None]) -> None:
        """Look after the bars of a text; ``page`` gives what is shown in it."""
        self._text, self._page = text, page
        text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A bar that comes and goes would change the width, and lay out every page twice.
        text.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        text.verticalScrollBar().rangeChanged.connect(self.foresee)
        self._still = QTimer(text)
        self._still.setSingleShot(True)
        self._still.setInterval(_STILL_MS)
        self._still.timeout.connect(self._look_across)
        text.horizontalScrollBar().rangeChanged.connect(self._doubt)

    def foresee(self) -> None:
        """Let the bar show at once how long the page will be: else it would shrink with every line."""
        page = self._page()
        if page is None or page.done or not page.letters:
            return
        share = page.letters / max(page.document.characterCount(), 1)
        # What is written is always shorter; where it is longer after all, Qt knows better.
        end = round(page.document.size().height() * share) - self._text.maximumViewportSize().height()
        bar = self._text.verticalScrollBar()
        if share > 1 and bar.maximum() < end:
            bar.blockSignals(True)
            bar.setMaximum(end)
            bar.blockSignals(False)

    def end(self) -> None:
        """The whole page is written: its length is known."""
        text = self._text
        end = round(text.document().size().height()) - text.maximumViewportSize().height()
        text.verticalScrollBar().setMaximum(max(end, 0))

    def _doubt(self, _least: int, most: int) -> None:
        # In a text that is made narrower Qt takes tables to be as wide as they were, until it comes to them.
        if most:
            self._still.start()
        else:
            self._still.stop()
            self._text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _look_across(self) -> None:
        """Show the bar across if the words are wider than the view."""
        text = self._text
        if text.document().size().width() > text.viewport().width():
            text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

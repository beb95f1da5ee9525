"""ContrastCard: how two structures differ, side by side."""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QWidget

from viewer.widgets.look import Look


class Row(NamedTuple):
    """One thing in which two differ: what it is, and what it is for either; None where ``one`` is of both.

    ``both`` is what they share of it.
    """

    field: str
    one: str
    other: str | None
    both: str = ""


class ContrastCard(QTextBrowser):
    """A table of what is said differently of two structures; as high as its words need."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.setAccessibleName(self.tr("How the two differ"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._shown: tuple[str, str, tuple[Row, ...]] = ("", "", ())
        self._look: Look | None = None

    def set_look(self, look: Look) -> None:
        """Take the colours."""
        self._look = look
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, look.ui("alternate-base"))
        palette.setColor(QPalette.ColorRole.Text, look.ui("text"))
        self.setPalette(palette)
        self._write()

    def show_rows(self, one: str, other: str, rows: Sequence[Row]) -> None:
        """Show how ``one`` and ``other``, by their names, differ."""
        self._shown = (one, other, tuple(rows))
        self._write()

    def _write(self) -> None:
        one, other, rows = self._shown
        if not rows or self._look is None:
            self.clear()
            return
        muted = self._look.ui("muted").name()
        told = [
            f"<tr><td colspan='2' style='color:{muted};padding-top:6px'>{escape(row.field)}</td></tr>"
            f"{_shared(row)}<tr>{_cells(row)}</tr>"
            for row in rows
        ]
        heads = "".join(
            f"<th align='left' style='padding-top:6px;padding-right:10px'>{escape(name)}</th>"
            for name in (one, other)
        )
        head = f"<tr>{heads}</tr>"
        title = escape(self.tr("How the two differ"))
        self.setHtml(f"<p><b>{title}</b></p><table width='100%'>{head}{''.join(told)}</table>")
        self._fit()

    def _fit(self) -> None:
        self.document().setTextWidth(self.viewport().width())
        self.setFixedHeight(round(self.document().size().height()) + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102, N802
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()


def _shared(row: Row) -> str:
    return f"<tr><td colspan='2'>{escape(row.both)}</td></tr>" if row.both else ""


def _cells(row: Row) -> str:
    one = escape(row.one) or "–"
    if row.other is None:
        return f"<td colspan='2'>{one}</td>"
    other = escape(row.other) or "–"
    return f"<td width='50%' style='padding-right:10px'>{one}</td><td width='50%'>{other}</td>"

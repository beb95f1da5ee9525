"""Typography: the letter and paragraph formats of the reader, made from a look, a font and a scale.

Every size is a multiple of the font's, every colour a role of the theme, so that text at 250 % or in
high contrast needs no rule of its own.
"""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextFormat,
    QTextLength,
    QTextOption,
)

from viewer.core.section import Status
from viewer.widgets.look import Look, mixed

_LINE = 1.22
"""Height of a line of running text, in heights of the font: 1.45 to 1.6 ems, as the font is made."""

_Underline = QTextCharFormat.UnderlineStyle


def tip(text: str) -> str:
    """Give the text as a tool tip that wraps, whatever signs it holds."""
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<qt>{safe}</qt>"


class Typography:
    """The formats of one look at one size.

    ``em`` is the size of running text in device-independent pixels; ``narrow`` says that there is no room
    beside a label, so that what would stand beside it goes below.
    """

    def __init__(
        self, look: Look, font: QFont, scale: float, narrow: bool = False, indent: float = 1.0
    ) -> None:
        """Make the formats; ``scale`` 1.0 is the size of ``font``.

        ``indent`` is how many dots of the device make a pixel: printing, Qt scales all but indents.
        """
        self.look = look
        self._indent = indent
        self.scale = scale
        self.narrow = narrow
        self.font = QFont(font)
        self.font.setPointSizeF(font.pointSizeF() * scale)
        self._height = QFontMetricsF(self.font).height()
        self.em = float(QFontInfo(self.font).pixelSize())
        self.base = look.ui("base")
        self.body = self._char(look.ui("text"))
        self.muted = self._char(look.ui("muted"))
        self.strong = self._char(look.ui("text"), bold=True)
        self.small = self._char(look.ui("muted"), size=0.86)
        self._links: dict[tuple[str, str, Status], QTextCharFormat] = {}

    # -- letters

    def _char(self, colour: QColor, *, size: float = 1.0, bold: bool = False) -> QTextCharFormat:
        """Make a letter format; ``size`` is in ems."""
        made = QTextCharFormat()
        made.setForeground(colour)
        if size != 1.0:
            made.setFontPointSize(self.font.pointSizeF() * size)
        if bold:
            made.setFontWeight(QFont.Weight.Bold)
        return made

    def title(self, level: int) -> QTextCharFormat:
        """Give the letters of a heading; level 1 is the title of a page."""
        size = (1.62, 1.28, 1.1, 1.0)[min(level, 4) - 1]
        return self._char(self.look.ui("text"), size=size, bold=True)

    def caption(self) -> QTextCharFormat:
        """Give the letters of a label before a fact, or above a list."""
        made = self._char(self.look.ui("muted"), size=0.86, bold=True)
        made.setFontLetterSpacing(103)
        return made

    def emphasis(self, strong: bool) -> QTextCharFormat:
        """Give the letters of stressed words."""
        made = QTextCharFormat(self.strong if strong else self.body)
        if not strong:
            made.setFontItalic(True)
        return made

    def link(self, kind: str, href: str, hint: str = "", status: Status = Status.PLAIN) -> QTextCharFormat:
        """Give the letters of something that leads elsewhere.

        ``kind`` is "mention", "undrawn" (a mention that no plate shows), "term", "citation", "section",
        "contents" (a section, in a list of them) or "web".
        """
        made = self._links.get((kind, href, status))
        if made is None:
            made = QTextCharFormat(self._kind_of_link(kind))
            if href:
                made.setAnchor(True)
                made.setAnchorHref(href)
            if hint:
                made.setToolTip(tip(hint))
            made = self.with_status(made, status)
            self._links[kind, href, status] = made
        return made

    def _kind_of_link(self, kind: str) -> QTextCharFormat:
        """Give the letters of a kind of link, without what it leads to."""
        key = (kind, "", Status.PLAIN)
        made = self._links.get(key)
        if made is not None:
            return made
        colour = self.look.ui("mention" if kind in ("mention", "undrawn") else "link")
        if kind == "citation":
            made = self._char(colour)
            made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
        elif kind == "contents":
            made = self._char(colour)
        elif kind == "term":
            made = self._char(self.look.ui("text"))
            self._underline(made, self.look.ui("muted"), _Underline.DotLine)
        else:
            made = self._char(colour)
            style = _Underline.DashUnderline if kind == "undrawn" else _Underline.SingleUnderline
            self._underline(made, mixed(colour, self.base, 0.55), style)
        self._links[key] = made
        return made

    def with_status(self, letters: QTextCharFormat, status: Status) -> QTextCharFormat:
        """Give letters as they stand in a statement that is not plain: soft ground, words on pointing."""
        if status is Status.PLAIN:
            return letters
        made = QTextCharFormat(letters)
        if status is Status.DISPUTED:
            made.setBackground(mixed(self.look.ui("disputed"), self.base, 0.9))
        if not made.toolTip():
            made.setToolTip(tip(status_words(status)))
        return made

    @staticmethod
    def _underline(made: QTextCharFormat, colour: QColor, style: _Underline) -> None:
        made.setUnderlineStyle(style)
        made.setUnderlineColor(colour)

    def mark(self, status: Status) -> tuple[str, QTextCharFormat]:
        """Give the word set after a statement that is not plain, and its letters."""
        if status is Status.DISPUTED:
            word = QCoreApplication.translate("Reader", "disputed")
            made = self._char(self.look.ui("disputed"), size=0.8, bold=True)
        else:
            word = QCoreApplication.translate("Reader", "usual account")
            made = self._char(self.look.ui("muted"), size=0.8)
        made.setFontItalic(True)
        made.setToolTip(tip(status_words(status)))
        return f"\u00a0[{word.replace(' ', chr(0xA0))}]", made

    # -- what is painted above the text without moving it

    def lit(self) -> QTextCharFormat:
        """Give the mark of words that name what is selected."""
        made = QTextCharFormat()
        made.setBackground(self.look.ui("mention-lit"))
        made.setForeground(self.look.ui("mention-lit-text"))
        self._underline(made, self.look.ui("text"), _Underline.SingleUnderline)
        return made

    def pointed(self) -> QTextCharFormat:
        """Give the mark of words that name what is pointed at."""
        made = QTextCharFormat()
        made.setBackground(mixed(self.look.ui("mention-lit"), self.base, 0.4))
        made.setProperty(QTextFormat.Property.OutlinePen, self.look.ui("mention"))
        return made

    def found(self) -> QTextCharFormat:
        """Give the mark of words that the find bar found."""
        made = QTextCharFormat()
        made.setBackground(mixed(self.look.ui("highlight"), self.base, 0.7))
        return made

    def kept(self) -> QTextCharFormat:
        """Give the mark of words that the reader has marked himself: a ground and a broken line below."""
        made = QTextCharFormat()
        made.setBackground(self.look.ui("warning-base"))
        self._underline(made, self.look.ui("warning"), _Underline.DashUnderline)
        return made

    def focused(self) -> QTextCharFormat:
        """Give the mark of the link that the keyboard is on."""
        made = QTextCharFormat()
        made.setBackground(self.look.ui("highlight"))
        made.setForeground(self.look.ui("highlight-text"))
        return made

    # -- paragraphs

    def paragraph(self, *, above: float = 0.0, below: float = 0.7, indent: float = 0.0) -> QTextBlockFormat:
        """Give a paragraph of running text; all measures are in ems."""
        made = QTextBlockFormat()
        self._set_line(made, 1.0)
        made.setTopMargin(above * self.em)
        made.setBottomMargin(below * self.em)
        made.setLeftMargin(indent * self.em * self._indent)
        return made

    def _set_line(self, made: QTextBlockFormat, size: float) -> None:
        # Fixed, not proportional: a raised citation would push its line away from the one above.
        height = round(self._height * size * (_LINE if size <= 1.0 else 1.05))
        made.setLineHeight(float(height), QTextBlockFormat.LineHeightTypes.FixedHeight.value)

    def heading(self, level: int) -> QTextBlockFormat:
        """Give a heading's paragraph; a screen reader is told its level."""
        made = QTextBlockFormat()
        self._set_line(made, (1.62, 1.28, 1.1, 1.0)[min(level, 4) - 1])
        made.setTopMargin((0.0, 1.5, 1.0, 0.8)[min(level, 4) - 1] * self.em)
        made.setBottomMargin((0.5, 0.4, 0.25, 0.2)[min(level, 4) - 1] * self.em)
        made.setHeadingLevel(level)
        return made

    def fact(self, labels: Iterable[str] = ()) -> QTextBlockFormat:
        """Give a labelled line: the label in a column of its own, or above where it is narrow.

        The column holds the longest of all ``labels`` that stand in it.
        """
        made = QTextBlockFormat()
        made.setLineHeight(
            float(round(self._height * 1.06)), QTextBlockFormat.LineHeightTypes.FixedHeight.value
        )
        made.setBottomMargin(0.3 * self.em)
        if not self.narrow:
            letters = QFontMetricsF(self.caption().font())
            widest = max(map(letters.horizontalAdvance, labels), default=0.0)
            column = max(self.em * 7.2, widest + self.em * 0.7)
            made.setLeftMargin(column * self._indent)
            made.setTextIndent(-column * self._indent)
            stop = QTextOption.Tab(column, QTextOption.TabType.LeftTab)
            made.setTabPositions([stop])
        return made

    def item(self, mark: float = 1.1) -> QTextBlockFormat:
        """Give a list item whose lines hang after its mark; ``mark`` is the mark's room in ems."""
        column = self.em * mark
        made = self.paragraph(below=0.3)
        made.setLeftMargin((self.em * 0.3 + column) * self._indent)
        made.setTextIndent(-column * self._indent)
        made.setTabPositions([QTextOption.Tab(column, QTextOption.TabType.LeftTab)])
        return made

    def entry(self) -> QTextBlockFormat:
        """Give an entry of a list of contents; one that goes on in a second line hangs."""
        made = self.paragraph(below=0.0)
        made.setLineHeight(
            float(round(self._height * 1.12)), QTextBlockFormat.LineHeightTypes.FixedHeight.value
        )
        made.setLeftMargin(self.em * 1.6 * self._indent)
        made.setTextIndent(-self.em * 0.8 * self._indent)
        return made

    def rule(self) -> QTextBlockFormat:
        """Give an empty paragraph with a thin line across the page."""
        made = QTextBlockFormat()
        made.setLineHeight(self.em * 0.5, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        made.setBottomMargin(self.em * 0.4)
        full = QTextLength(QTextLength.Type.PercentageLength, 100)
        made.setProperty(QTextFormat.Property.BlockTrailingHorizontalRulerWidth, full)
        made.setBackground(mixed(self.look.ui("line"), self.base, 0.6))
        return made


def status_words(status: Status) -> str:
    """Say what a mark after a statement means."""
    match status:
        case Status.DISPUTED:
            return QCoreApplication.translate("Reader", "Sources disagree about this statement.")
        case Status.USUAL:
            return QCoreApplication.translate(
                "Reader", "Usually described so; it was not checked against a study."
            )
        case Status.PLAIN:
            return ""

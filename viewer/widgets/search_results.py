"""SearchResults: what a search found, as a list that shows why each was found."""

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.found import Found

translate = QCoreApplication.translate

AnyIndex = QModelIndex | QPersistentModelIndex
FOUND = int(Qt.ItemDataRole.UserRole) + 1
_TOP = QModelIndex()
_LEAST_WITHIN = 3
"""Shorter words are not looked for within other words."""


class SearchResults(QAbstractListModel):
    """Finds, one a row; where there are none, a row that says so."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Hold nothing."""
        super().__init__(parent)
        self.asked: tuple[str, ...] = ()
        self.found: list[Found] = []
        self.message = ""
        self._atlas: Atlas | None = None
        self.is_missing: Callable[[Address], bool] | None = None

    def put(self, atlas: Atlas, text: str, found: Sequence[Found], message: str) -> None:
        """Show other finds; best first, and before all a message if there is one."""
        self.beginResetModel()
        self._atlas = atlas
        self.asked = tuple(text.split())
        self.found = list(found)
        self.message = message
        self.endResetModel()

    @property
    def language(self) -> str:
        """The language of what is searched."""
        return self._atlas.language if self._atlas is not None else ""

    def found_at(self, index: AnyIndex) -> Found | None:
        """Give the find of a row; None for the message."""
        row = index.row() - bool(self.message)
        return self.found[row] if index.isValid() and 0 <= row < len(self.found) else None

    def kind_of(self, found: Found) -> str:
        """Say what was found: the kind of a structure, a case, something of the reader's, or a passage."""
        others = {
            "condition": translate("SearchResults", "condition"),
            "variant": translate("SearchResults", "variant"),
            "note": translate("SearchResults", "your note"),
            "bookmark": translate("SearchResults", "your bookmark"),
            "passage": translate("SearchResults", "marked by you"),
        }
        if found.kind in others:
            return others[found.kind]
        if found.kind != "structure" or self._atlas is None:
            return translate("SearchResults", "passage")
        structure = self._atlas.structures[found.address.structure]
        kind = self._atlas.kinds.get(structure.kind)
        return kind.name if kind else ""

    def below(self, found: Found) -> str:
        """Give the second line: the name that matched, or the words around the match."""
        if found.kind == "structure":
            return " · ".join(part for part in (found.why, self._undrawn(found)) if part)
        return found.excerpt or found.why

    def _undrawn(self, found: Found) -> str:
        """Say that no plate shows a structure, or not where it was asked for, or not now."""
        if self._atlas is not None and self._atlas.structures[found.address.structure].undrawn:
            return translate("SearchResults", "not drawn")
        if found.missing:
            return translate("SearchResults", "not drawn at {place}").format(place=found.missing)
        if found.level:
            return translate("SearchResults", "in the section at {level}").format(level=found.level)
        if self.is_missing is not None and self.is_missing(found.address):
            return translate("SearchResults", "not there in the case shown")
        return ""

    def rowCount(self, parent: AnyIndex = _TOP) -> int:  # noqa: D102, N802
        return 0 if parent.isValid() else len(self.found) + bool(self.message)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:  # noqa: D102
        if self.found_at(index) is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102
        found = self.found_at(index)
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                if found is None:
                    return self.message
                parts = (found.title, self.kind_of(found), self.below(found))
                return ", ".join(part for part in parts if part)
            case Qt.ItemDataRole.ToolTipRole if found is not None:
                return found.excerpt or found.why or None
        return found if role == FOUND else None


class ResultPainter(QStyledItemDelegate):
    """Paints a find on two lines, the letters that matched in bold."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:  # noqa: D102, N802
        metrics = QFontMetrics(option.font)
        model = index.model()
        assert isinstance(model, SearchResults)
        found = model.found_at(index)
        wide, high = metrics.averageCharWidth() * 30, metrics.height()
        if found is not None and model.below(found):
            high *= 2
        elif found is None and isinstance(option.widget, QListView):
            room = QRect(0, 0, option.widget.viewport().width() - 2 * (metrics.height() // 2), 10_000)
            high = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), model.message).height()
        return QSize(wide, high + metrics.height() * 5 // 8)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:  # noqa: D102
        model = index.model()
        assert isinstance(model, SearchResults)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole
        ink = option.palette.color(role.HighlightedText if chosen else role.Text)
        muted = ink if chosen else option.palette.color(role.PlaceholderText)
        painter.save()
        if chosen:
            painter.fillRect(option.rect, option.palette.color(role.Highlight))
        metrics = QFontMetrics(option.font)
        pad = metrics.height() // 2
        area = option.rect.adjusted(pad, metrics.height() * 5 // 16, -pad, 0)
        found = model.found_at(index)
        if found is None:
            painter.setPen(muted)
            painter.drawText(area, int(Qt.TextFlag.TextWordWrap), model.message)
        else:
            kind = model.kind_of(found)
            painter.setPen(muted)
            painter.drawText(area, int(Qt.AlignmentFlag.AlignRight), kind)
            room = area.adjusted(0, 0, -metrics.horizontalAdvance(kind) - pad, 0)
            painter.setPen(ink)
            self._line(painter, room, option.font, found.title, model)
            painter.setPen(muted)
            below = area.adjusted(0, metrics.height(), 0, 0)
            self._line(painter, below, option.font, model.below(found), model)
        painter.restore()

    @staticmethod
    def _line(painter: QPainter, area: QRect, font: QFont, text: str, model: SearchResults) -> None:
        """Paint one line, as much as fits, what was asked for in bold."""
        asked, language = model.asked, model.language
        metrics = QFontMetrics(font)
        text = _brought_near(text, asked, area.width(), metrics, language)
        layout = QTextLayout(text, font)
        layout.setFormats(_bold(text, asked, language))
        wrap = QTextOption()
        wrap.setWrapMode(QTextOption.WrapMode.NoWrap)
        layout.setTextOption(wrap)
        layout.beginLayout()
        layout.createLine()
        layout.endLayout()
        painter.save()
        painter.setClipRect(area)
        layout.draw(painter, area.topLeft())
        painter.restore()


def places_of(text: str, asked: Sequence[str], language: str = "en") -> list[tuple[int, int]]:
    """Give where what was asked for stands in a text, as start and length: all of it, else word by word.

    Small words of the language, which stand everywhere, count only as a part of the whole.
    """
    from viewer.core.words import fold, without_small

    folded, wanted = fold(text), [fold(word) for word in asked if word.strip()]
    whole = _whole(folded, " ".join(wanted))
    if whole is not None:
        return [(whole, len(" ".join(wanted)))]
    found = [(_place(folded, word), len(word)) for word in without_small(wanted, language)]
    return [(at, length) for at, length in found if at is not None]


def _whole(folded: str, word: str) -> int | None:
    """Give where a word stands by itself in a text; None if nowhere."""
    match = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", folded) if word else None
    return match.start() if match else None


def _place(folded: str, word: str) -> int | None:
    """Give where a text has a word: by itself, else as a beginning, else, if it is not too short, within."""
    whole = _whole(folded, word)
    if whole is not None:
        return whole
    match = re.search(rf"(?<!\w){re.escape(word)}", folded)
    at = match.start() if match else folded.find(word) if len(word) >= _LEAST_WITHIN else -1
    return at if at >= 0 else None


def _bold(text: str, asked: Sequence[str], language: str) -> list[QTextLayout.FormatRange]:
    ranges = []
    for at, length in places_of(text, asked, language):
        bold = QTextLayout.FormatRange()
        letters = QTextCharFormat()
        letters.setFontWeight(QFont.Weight.Bold)
        bold.start, bold.length, bold.format = at, length, letters
        ranges.append(bold)
    return ranges


def _brought_near(text: str, asked: Sequence[str], width: int, metrics: QFontMetrics, language: str) -> str:
    """Cut a text that is too long for its line so that what was asked for can be seen."""
    room = max(width // max(metrics.averageCharWidth(), 1), 12)
    if metrics.horizontalAdvance(text) <= width:
        return text
    first = min((at for at, _length in places_of(text, asked, language)), default=0)
    if first > room // 2:
        start = text.find(" ", max(first - room // 3, 0)) + 1
        text = f"… {text[start:]}"
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(width * 0.97))

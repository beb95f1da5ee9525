"""QuizSummary: every question of a set, with the given and the right answer, each a way to the plate."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QBrush, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from viewer.widgets.look import Look

_TARGET = Qt.ItemDataRole.UserRole
_KIND = Qt.ItemDataRole.UserRole + 1
_ROLES = {"right": "success", "near": "warning", "wrong": "error"}
SIGNS = {"right": "✓", "near": "≈", "wrong": "✗"}
"""What stands before an entry, by its kind."""


class Line(NamedTuple):
    """One thing said of a question; ``target`` is handed back when it is chosen, None leads nowhere."""

    words: str
    target: object = None


class Entry(NamedTuple):
    """One question: "right", "near" or "wrong", its words, and what is to be said below it."""

    kind: str
    question: Line
    answers: tuple[Line, ...]


class _Wrapping(QStyledItemDelegate):
    """Makes each row as high as its words need in the width that the list has now."""

    def __init__(self, tree: QTreeWidget) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        self.initStyleOption(option, index)
        depth = 1 if index.parent().isValid() else 0
        pad = self._tree.fontMetrics().height() // 2
        width = self._tree.viewport().width() - depth * self._tree.indentation() - pad
        flags = Qt.TextFlag.TextWordWrap.value
        box = QFontMetrics(option.font).boundingRect(0, 0, max(width, pad), 10_000, flags, option.text)
        return QSize(box.width(), box.height() + pad // 3)


class _List(QTreeWidget):
    """A tree whose rows are measured anew when it becomes wider or narrower."""

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()


class QuizSummary(QWidget):
    """What came of a set.

    :attr place_wanted: the target of the line that was chosen.
    :attr again_wanted: the reader wants to be asked again what was wrong. :attr more_wanted: another set.
    :attr print_wanted: the reader wants it on paper.
    """

    place_wanted = Signal(object)
    again_wanted = Signal()
    more_wanted = Signal()
    print_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._look: Look | None = None
        self.title = QLabel(self)
        self.title.setWordWrap(True)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.standing = QLabel(self)
        self.standing.setWordWrap(True)
        self.standing.setTextFormat(Qt.TextFormat.PlainText)
        self.standing.hide()
        self.list = _List(self)
        self.list.setItemDelegate(_Wrapping(self.list))
        self.list.setHeaderHidden(True)
        self.list.setWordWrap(True)
        self.list.setRootIsDecorated(False)
        self.list.setItemsExpandable(False)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Questions and answers"))
        self.again_button = QPushButton(self.tr("Go over the &Wrong Ones Again"), self)
        self.more_button = QPushButton(self.tr("&Another Set…"), self)
        self.print_button = QPushButton(self.tr("&Print…"), self)
        pad = self.fontMetrics().height() // 2
        column = QVBoxLayout(self)
        column.setContentsMargins(pad, pad, pad, pad)
        column.addWidget(self.title)
        column.addWidget(self.standing)
        column.addWidget(self.list, 1)
        column.addWidget(self.again_button)
        acts = QHBoxLayout()
        acts.addWidget(self.more_button, 1)
        acts.addWidget(self.print_button)
        column.addLayout(acts)
        self.setFocusProxy(self.list)
        self.list.itemClicked.connect(self._report)
        self.list.itemActivated.connect(self._report)
        self.again_button.clicked.connect(self.again_wanted)
        self.more_button.clicked.connect(self.more_wanted)
        self.print_button.clicked.connect(self.print_wanted)

    def set_look(self, look: Look) -> None:
        """Take the colours."""
        self._look = look
        for at in range(self.list.topLevelItemCount()):
            item = self.list.topLevelItem(at)
            if item is not None:
                self._colour(item)

    def fill(self, title: str, entries: Sequence[Entry], standing: str = "") -> None:
        """Show what came of a set; ``standing`` says what is left to do."""
        self.title.setText(title)
        self.standing.setText(standing)
        self.standing.setVisible(bool(standing))
        self.list.clear()
        for number, entry in enumerate(entries):
            words = self.tr("{sign} {number}. {question}").format(
                sign=SIGNS[entry.kind], number=number + 1, question=entry.question.words
            )
            item = _item(Line(words, entry.question.target))
            item.setData(0, _KIND, entry.kind)
            font = self.list.font()
            font.setBold(True)
            item.setFont(0, font)
            item.addChildren([_item(line) for line in entry.answers])
            self.list.addTopLevelItem(item)
            self._colour(item)
        self.list.expandAll()
        self.again_button.setVisible(any(entry.kind == "wrong" for entry in entries))
        first = self.list.topLevelItem(0)
        if first is not None:
            self.list.setCurrentItem(first)

    def _colour(self, item: QTreeWidgetItem) -> None:
        if self._look is not None:
            item.setForeground(0, QBrush(self._look.ui(_ROLES.get(item.data(0, _KIND), "text"))))

    @Slot(QTreeWidgetItem)
    def _report(self, item: QTreeWidgetItem, _column: int = 0) -> None:
        target = item.data(0, _TARGET)
        if target is not None:
            self.place_wanted.emit(target)


def _item(line: Line) -> QTreeWidgetItem:
    item = QTreeWidgetItem([line.words])
    item.setData(0, _TARGET, line.target)
    return item

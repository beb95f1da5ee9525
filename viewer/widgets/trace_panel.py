"""TracePanel: the way of the blood as steps to walk along, what is told of each, and what is blocked."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from viewer.core.atlas import Atlas
from viewer.core.section import Block
from viewer.widgets.look import Look
from viewer.widgets.passage_view import PassageView

_ROW = Qt.ItemDataRole.UserRole

_BLOCKS_SHOWN = 4
_LINKS = ("branch", "start", "unblock", "leave")
"""The kinds of lines that a click follows."""


class Row(NamedTuple):
    """A line of the list: a "stage", a "step" of the way, a "branch" beside it, or another "start".

    Where there is no way, what can be done about it: "unblock" something, or "leave" the condition.
    ``number`` is the place of a step in the way, the passage of a branch, the stop of a start; ``word`` is
    what is to be unblocked, "" for everything.
    """

    kind: str
    text: str
    number: int = -1
    word: str = ""


class TracePanel(QWidget):
    """Shows steps and reports what the reader wants; it decides nothing.

    :attr step_chosen: a step of the way, counted from 0. :attr branch_taken: a passage of the trace.
    :attr start_taken: a stop to begin at. :attr choice_taken: a set of ways, counted from 0.
    :attr unblock_wanted: the word of a block, "" for all. :attr leave_wanted: no condition is wanted.
    :attr menu_wanted: a row, and a position on the screen.
    :attr mention_followed, section_followed, web_link_followed: a link in the text.
    """

    step_chosen = Signal(int)
    branch_taken = Signal(int)
    start_taken = Signal(int)
    choice_taken = Signal(int)
    unblock_wanted = Signal(str)
    leave_wanted = Signal()
    menu_wanted = Signal(object, object)
    mention_followed = Signal(object, bool)
    section_followed = Signal(str)
    web_link_followed = Signal(str)

    def __init__(self, atlas: Atlas, look: Look, parent: QWidget | None = None) -> None:
        """Show nothing until it is told what."""
        super().__init__(parent)
        self._look = look
        self.setAccessibleName(self.tr("Trace"))
        self.title = QLabel(self)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setWordWrap(True)
        self.choice = QComboBox(self)
        self.choice.setAccessibleName(self.tr("Which ways"))
        self.steps = QTreeWidget(self)
        self.steps.setHeaderHidden(True)
        self.steps.setAccessibleName(self.tr("Steps"))
        self.steps.setIndentation(self.fontMetrics().averageCharWidth() * 2)
        self.steps.setRootIsDecorated(False)
        self.steps.setWordWrap(True)
        self.steps.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.back_button = self._button("◀", self.tr("Step back (Alt+Up)"))
        self.forward_button = self._button("▶", self.tr("Step forward (Alt+Down)"))
        self.text = PassageView(atlas, look, self)
        self.text.setAccessibleName(self.tr("About this step"))
        self.blocked_title = QLabel(self.tr("Blocked"), self)
        self.blocked = QListWidget(self)
        self.blocked.setAccessibleName(self.tr("Blocked"))
        self.unblock_button = self._button(self.tr("Unblock"), self.tr("Let blood through again (Delete)"))
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.steps)
        self.set_look(look)

    def _button(self, text: str, hint: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setToolTip(hint)
        button.setAccessibleName(hint)
        return button

    def _lay_out(self) -> None:
        pad = self.fontMetrics().height() // 3
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        for button in (self.back_button, self.forward_button):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        below = QHBoxLayout()
        below.addWidget(self.blocked_title, 1)
        below.addWidget(self.unblock_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(pad)
        column.addLayout(head)
        column.addWidget(self.choice)
        parts = QSplitter(Qt.Orientation.Vertical, self)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.steps)
        parts.addWidget(self.text)
        parts.setStretchFactor(0, 3)
        parts.setStretchFactor(1, 2)
        column.addWidget(parts, 1)
        column.addLayout(below)
        column.addWidget(self.blocked)

    def _connect(self) -> None:
        self.steps.currentItemChanged.connect(self._report_step)
        self.steps.itemActivated.connect(self._report_row)
        self.steps.itemClicked.connect(self._report_other_way)
        self.steps.customContextMenuRequested.connect(self._ask_for_menu)
        self.choice.activated.connect(self.choice_taken)
        self.back_button.clicked.connect(lambda: self._walk(-1))
        self.forward_button.clicked.connect(lambda: self._walk(1))
        self.text.mention_followed.connect(self.mention_followed)
        self.text.section_followed.connect(self.section_followed)
        self.text.web_link_followed.connect(self.web_link_followed)
        self.unblock_button.clicked.connect(self._unblock)
        self.blocked.itemActivated.connect(self._unblock)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.blocked)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._unblock)

    # What is shown

    def show_atlas(self, atlas: Atlas) -> None:
        """Take the words of another atlas."""
        self.text.show_atlas(atlas)

    def set_look(self, look: Look) -> None:
        """Take colours and sizes."""
        self._look = look
        bold = QFont(self.font())
        bold.setBold(True)
        self.title.setFont(bold)
        self.blocked_title.setFont(bold)
        self._colour_rows()
        self.text.set_look(look)

    def show_rows(self, title: str, rows: Sequence[Row], choices: Sequence[str], chosen: int) -> None:
        """List the steps; ``choices`` name the sets of ways, none where there is only one."""
        self.title.setText(title)
        self.choice.blockSignals(True)
        self.choice.clear()
        self.choice.addItems(list(choices))
        self.choice.setCurrentIndex(chosen)
        self.choice.blockSignals(False)
        self.choice.setVisible(bool(choices))
        self.steps.blockSignals(True)
        self.steps.clear()
        step: QTreeWidgetItem | None = None
        for row in rows:
            item = QTreeWidgetItem([row.text])
            item.setData(0, _ROW, row)
            if row.kind in ("branch", "start") and step is not None:
                step.addChild(item)
            else:
                self.steps.addTopLevelItem(item)
            if row.kind == "stage":
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            elif row.kind == "step":
                step = item
        self.steps.expandAll()
        self._colour_rows()
        self.steps.blockSignals(False)
        for button in (self.back_button, self.forward_button):
            button.setEnabled(any(row.kind == "step" for row in rows))

    def _colour_rows(self) -> None:
        """Give stages and other ways their colours; steps have the list's own."""
        roles = {"stage": "muted", **dict.fromkeys(_LINKS, "link")}
        # No QTreeWidgetItemIterator: PySide never lets go of one.
        rows = [self.steps.topLevelItem(at) for at in range(self.steps.topLevelItemCount())]
        while rows:
            item = rows.pop()
            if item is None:
                continue
            rows += [item.child(at) for at in range(item.childCount())]
            kind = item.data(0, _ROW).kind
            if kind in roles:
                item.setForeground(0, self._look.ui(roles[kind]))

    def show_step(self, step: int) -> None:
        """Mark the step that the reader is at; nothing is reported back."""
        item = self._item(step)
        self.steps.blockSignals(True)
        for other in self._items():
            font = self.steps.font()
            font.setBold(other is item)
            other.setFont(0, font)
        if item is not None:
            self.steps.setCurrentItem(item)
            self.steps.scrollToItem(item)
        self.steps.blockSignals(False)

    def show_text(self, blocks: Sequence[Block]) -> None:
        """Show what is told, with its sources."""
        self.text.show_blocks(blocks)

    def show_blocks(self, blocks: Sequence[tuple[str, str]]) -> None:
        """List what is blocked: the word for it, and how it is called."""
        self.blocked.clear()
        for word, name in blocks:
            item = QListWidgetItem(name, self.blocked)
            item.setData(_ROW, word)
        if blocks:
            self.blocked.setCurrentRow(len(blocks) - 1)
            shown = min(len(blocks), _BLOCKS_SHOWN) + 0.5
            self.blocked.setFixedHeight(round(self.blocked.sizeHintForRow(0) * shown))
        for widget in (self.blocked_title, self.blocked, self.unblock_button):
            widget.setVisible(bool(blocks))

    # What is reported

    def _items(self) -> list[QTreeWidgetItem]:
        count = self.steps.topLevelItemCount()
        items = [self.steps.topLevelItem(at) for at in range(count)]
        return [item for item in items if item is not None and item.data(0, _ROW).kind == "step"]

    def _item(self, step: int) -> QTreeWidgetItem | None:
        items = self._items()
        return items[step] if 0 <= step < len(items) else None

    def _walk(self, by: int) -> None:
        items = self._items()
        here = self.steps.currentItem()
        at = items.index(here) if here in items else 0
        if 0 <= at + by < len(items):
            self.steps.setCurrentItem(items[at + by])

    @Slot(QTreeWidgetItem, QTreeWidgetItem)
    def _report_step(self, item: QTreeWidgetItem | None, _before: QTreeWidgetItem | None) -> None:
        row = item.data(0, _ROW) if item is not None else None
        if row is not None and row.kind == "step":
            self.step_chosen.emit(row.number)

    @Slot(QTreeWidgetItem, int)
    def _report_row(self, item: QTreeWidgetItem, _column: int) -> None:
        row = item.data(0, _ROW)
        if row.kind == "branch":
            self.branch_taken.emit(row.number)
        elif row.kind == "start":
            self.start_taken.emit(row.number)
        elif row.kind == "unblock":
            self.unblock_wanted.emit(row.word)
        elif row.kind == "leave":
            self.leave_wanted.emit()
        elif row.kind == "step":
            self.step_chosen.emit(row.number)

    @Slot(QTreeWidgetItem, int)
    def _report_other_way(self, item: QTreeWidgetItem, column: int) -> None:
        """Follow what looks like a link at a click, as links do."""
        if item.data(0, _ROW).kind in _LINKS:
            self._report_row(item, column)

    @Slot(QPoint)
    def _ask_for_menu(self, position: QPoint) -> None:
        item = self.steps.itemAt(position) or self.steps.currentItem()
        if item is not None and item.data(0, _ROW).kind in ("step", "branch", "start"):
            self.menu_wanted.emit(item.data(0, _ROW), self.steps.viewport().mapToGlobal(position))

    @Slot()
    def _unblock(self) -> None:
        item = self.blocked.currentItem()
        if item is not None:
            self.unblock_wanted.emit(item.data(_ROW))

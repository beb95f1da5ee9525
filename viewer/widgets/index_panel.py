"""IndexPanel: the tree of structures."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLabel, QTreeView, QVBoxLayout, QWidget

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.selection import Selection
from viewer.widgets.look import Look
from viewer.widgets.structure_model import StructureModel

_BY_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_AFTER_MS = 30
"""How long a mark waits, so that plate and text are painted before."""
_CASE_AFTER_MS = 300
"""How long what is missing waits: to know it, all plates are looked at."""


class IndexPanel(QWidget):
    """Lists all structures; pointing at a line lights it on the plate, choosing it selects it.

    :attr address_chosen: an address was clicked, or Enter was pressed on it.
    :attr addresses_chosen: several are to be selected, in this order: one was added or taken out (Ctrl with a
        click, Enter or the space bar), or all up to one were taken (Shift with a click or an arrow key).
    :attr address_pointed: the address that the pointer or the keyboard is on, or None.
    """

    address_chosen = Signal(object)
    addresses_chosen = Signal(object)
    address_pointed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """List nothing until :meth:`show_atlas`."""
        super().__init__(parent)
        self._model: StructureModel | None = None
        self._pointed: Address | None = None
        self._opened: list[QPersistentModelIndex] = []
        self._wanted: Sequence[Address] = ()
        self._anchor = QPersistentModelIndex()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_AFTER_MS)
        self._later.timeout.connect(self._mark_wanted)
        self._missing: Callable[[Address], bool] | None = None
        self._case_later = QTimer(self)
        self._case_later.setSingleShot(True)
        self._case_later.setInterval(_CASE_AFTER_MS)
        self._case_later.timeout.connect(self._show_case)
        self.tree = _Tree(self)
        self.tree.setAccessibleName(self.tr("Index of structures"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tree, 1)
        self.legend = QLabel(self.tr("In italics: not drawn, or not there in the case shown"), self)
        self.legend.setTextFormat(Qt.TextFormat.PlainText)
        self.legend.setWordWrap(True)
        letters = self.font()
        letters.setItalic(True)
        self.legend.setFont(letters)
        self.legend.setMargin(self.fontMetrics().height() // 4)
        self.legend.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        column.addWidget(self.legend)
        self.setFocusProxy(self.tree)
        self.tree.clicked.connect(self._click)
        self.tree.entered.connect(self._point)
        self.tree.left.connect(self._point_at_nothing)
        self.tree.chosen.connect(self._choose)
        self.tree.stepped.connect(self._step)
        self.tree.toggled.connect(self._toggle)

    def set_look(self, look: Look) -> None:
        """Show where the keyboard is in a colour that is seen in every theme."""
        self.tree.focus_colour = look.ui("focus")
        if self.tree.isVisible():
            self.tree.viewport().update()

    def show_atlas(self, atlas: Atlas) -> None:
        """List the structures of another atlas, opened down to the first that a plate shows."""
        self._later.stop()
        outlived = (self.tree.selectionModel(), self._model)
        self._model = StructureModel(atlas, self)
        self._opened.clear()
        self.tree.setModel(self._model)
        for one in outlived:
            if one is not None:
                one.deleteLater()
        for index in self._model.way_to_first_drawn():
            self.tree.expand(index)

    def show_case_soon(self, missing: Callable[[Address], bool]) -> None:
        """Set in italics, in a moment, what is ``missing`` in the case in force."""
        self._missing = missing
        self._case_later.start()

    def _show_case(self) -> None:
        self._case_later.stop()
        if self._model is not None and self._missing is not None:
            self._model.show_case(self._missing)

    def point_to_soon(self, addresses: Sequence[Address]) -> None:
        """Do as :meth:`point_to` in a moment: the tree is no part of what a click is about."""
        self._wanted = addresses
        self._later.start()

    def finish(self) -> None:
        """Mark now what would be marked in a moment."""
        if self._case_later.isActive():
            self._show_case()
        if self._later.isActive():
            self._mark_wanted()

    def _mark_wanted(self) -> None:
        self._later.stop()
        self.point_to(self._wanted)

    def point_to(self, addresses: Sequence[Address]) -> None:
        """Show where addresses stand in the tree; none: nothing is marked. Emits nothing."""
        self._wanted = addresses
        model = self._model
        if model is None:
            return
        selection = self.tree.selectionModel()
        selection.clearSelection()
        found = [index for index in map(model.index_of, addresses) if index.isValid()]
        above = list(dict.fromkeys(line for index in found for line in _lines_above(index)))
        self._shut_again(above)
        if not found:
            return
        if self._anchor not in found:
            self._anchor = QPersistentModelIndex(found[-1])
        for index in found:
            selection.select(index, QItemSelectionModel.SelectionFlag.Select)
        for line in above:
            if not self.tree.isExpanded(line):
                self._opened.append(QPersistentModelIndex(line))
                self.tree.expand(line)
        selection.setCurrentIndex(found[-1], QItemSelectionModel.SelectionFlag.NoUpdate)
        for index in found:
            self.tree.scrollTo(index)

    def _shut_again(self, needed: Sequence[QModelIndex]) -> None:
        """Close what was opened only to show what was marked, so that the tree stays easy to survey."""
        kept = []
        for index in self._opened:
            if index in needed:
                kept.append(index)
            elif index.isValid():
                self.tree.collapse(index)
        self._opened = kept

    @property
    def marked(self) -> tuple[Address, ...]:
        """The addresses whose lines are marked."""
        self.finish()
        model = self._model
        if model is None:
            return ()
        addresses = (model.address_at(index) for index in self.tree.selectedIndexes())
        return tuple(address for address in addresses if address is not None)

    def _click(self, index: QModelIndex) -> None:
        if self.tree.held & Qt.KeyboardModifier.ShiftModifier:
            self._extend(index, bool(self.tree.held & Qt.KeyboardModifier.ControlModifier))
        elif self.tree.held & Qt.KeyboardModifier.ControlModifier:
            self._toggle(index)
        else:
            self._choose(index)

    def _step(self, index: QModelIndex, extends: bool) -> None:
        if extends:
            self._extend(index, False)
        else:
            self._anchor = QPersistentModelIndex(index)
        self._point(index)

    def _toggle(self, index: QModelIndex) -> None:
        """Add what a line stands for to what is selected, or take it out."""
        address = self._model.address_at(index) if self._model else None
        if address is not None:
            self._anchor = QPersistentModelIndex(index)
            self._select(Selection(tuple(self._wanted)).with_added(address).addresses)
        else:
            self.point_to(self._wanted)

    def _extend(self, index: QModelIndex, adds: bool) -> None:
        """Select all lines from that chosen last to this, beside what is selected if it ``adds``."""
        model = self._model
        if model is None:
            return
        anchor = self._anchor.sibling(self._anchor.row(), 0) if self._anchor.isValid() else index
        lines = (model.address_at(line) for line in self.tree.lines_between(anchor, index))
        found = [*(self._wanted if adds else ()), *(address for address in lines if address is not None)]
        self._select(tuple(dict.fromkeys(found)))

    def _select(self, addresses: tuple[Address, ...]) -> None:
        """Report what is to be selected; what is marked in the tree follows it, not the tree's own ways."""
        current = self.tree.currentIndex()
        self.addresses_chosen.emit(addresses)
        self.point_to(addresses)
        self.tree.selectionModel().setCurrentIndex(current, QItemSelectionModel.SelectionFlag.NoUpdate)

    def _choose(self, index: QModelIndex) -> None:
        self._anchor = QPersistentModelIndex(index)
        address = self._model.address_at(index) if self._model else None
        if address is not None:
            self.address_chosen.emit(address)
        else:
            self.tree.setExpanded(index, not self.tree.isExpanded(index))

    def _point(self, index: QModelIndex) -> None:
        address = self._model.address_at(index) if self._model else None
        if address != self._pointed:
            self._pointed = address
            self.address_pointed.emit(address)

    def _point_at_nothing(self) -> None:
        self._point(QModelIndex())


def _lines_above(index: QModelIndex) -> list[QModelIndex]:
    """Give the lines that hold one, the nearest first."""
    above = []
    index = index.parent()
    while index.isValid():
        above.append(index)
        index = index.parent()
    return above


class _Tree(QTreeView):
    """A tree that tells what keys and pointer do, and nothing that is done to it from outside."""

    left = Signal()
    chosen = Signal(QModelIndex)
    stepped = Signal(QModelIndex, bool)
    toggled = Signal(QModelIndex)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.focus_colour = QColor()
        self._focus_shown = False
        self.held = Qt.KeyboardModifier.NoModifier
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setExpandsOnDoubleClick(False)
        self.setIndentation(self.fontMetrics().height() * 3 // 4)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        before = self.currentIndex()
        enters = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        adds = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if before.isValid() and adds and (enters or event.key() == Qt.Key.Key_Space):
            self.toggled.emit(before)
            return
        if before.isValid() and enters:
            self.chosen.emit(before)
            return
        super().keyPressEvent(event)
        if self.currentIndex() != before:
            extends = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.stepped.emit(self.currentIndex(), extends)

    def selectionCommand(  # noqa: N802
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        if event is not None and event.type() == QEvent.Type.MouseMove:
            # What is dragged over is not chosen: it would be marked here and nowhere else.
            return QItemSelectionModel.SelectionFlag.NoUpdate
        return super().selectionCommand(index, event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self.held = event.modifiers()
        super().mouseReleaseEvent(event)

    def lines_between(self, one: QModelIndex, other: QModelIndex) -> list[QModelIndex]:
        """Give the open lines from one to the other, in this order, with both."""
        for start, end in ((one, other), (other, one)):
            lines = [start]
            while lines[-1].isValid() and lines[-1] != end:
                lines.append(self.indexBelow(lines[-1]))
            if lines[-1].isValid():
                return lines if start == one else lines[::-1]
        return [other]

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        super().leaveEvent(event)
        self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        if self._focus_shown:
            painter = QPainter(self.viewport())
            painter.setPen(QPen(self.focus_colour, 2))
            painter.drawRect(QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1))
            row = QRectF(self.visualRect(self.currentIndex()))
            if row.isValid():
                painter.setPen(QPen(self.focus_colour, 1, Qt.PenStyle.DotLine))
                row.setRight(self.viewport().width() - 3)
                painter.drawRect(row.adjusted(0, 0, -1, -1))
            painter.end()

    def _show_focus(self, shown: bool) -> None:
        if shown != self._focus_shown:
            self._focus_shown = shown
            self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        by_key = event.reason() in _BY_KEY
        self._show_focus(by_key)
        if by_key and self.model() is not None:
            self._stand_somewhere()

    def _stand_somewhere(self) -> None:
        """Make sure that the keyboard is on a line, and that the line is in view."""
        if not self.currentIndex().isValid():
            chosen = self.selectedIndexes()
            first = chosen[0] if chosen else self.model().index(0, 0)
            self.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.scrollTo(self.currentIndex())

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self._show_focus(False)
        self.left.emit()

"""PanedWindow: what the window is made of, and where it stands: plate, index, reader and the bars around."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow

if TYPE_CHECKING:
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QWidget

    from viewer.widgets.case_bar import CaseBar
    from viewer.widgets.look import Look


class PanedWindow(QMainWindow):
    """A plate in the middle, index and reader docked beside it; none of them knows of the others here.

    Signals:
        case_left(): the reader wants to leave the condition that is shown.
        variants_left(): the reader wants the usual variants back.
    """

    case_left = Signal()
    variants_left = Signal()
    case_bar: CaseBar | None = None
    variant_bar: CaseBar | None = None

    def make_parts(self, look: Look) -> None:
        """Make every part and put it in its place, in the colours of ``look``."""
        # The window itself can be seen, with a picture of its parts, before they are even imported.
        from viewer.shell.layers_menu import LayersMenu
        from viewer.shell.plates import Plates
        from viewer.shell.status_bar import StatusBar
        from viewer.shell.toolbar import ToolBar
        from viewer.widgets.hint import Hint
        from viewer.widgets.index_panel import IndexPanel
        from viewer.widgets.message_bar import MessageBar
        from viewer.widgets.plate_view import PlateView
        from viewer.widgets.reader_panel import ReaderPanel
        from viewer.widgets.search_box import SearchBox

        self.plate_view = PlateView()
        self.plates = Plates(self.plate_view)
        self.reader_panel = ReaderPanel(look)
        self.index_panel = IndexPanel()
        self.search_box = SearchBox()
        self.hint = Hint(
            (
                self.tr("Click a vein to read about it."),
                self.tr("The wheel zooms."),
                self.tr("F1 opens the handbook."),
            )
        )
        self.tool_bar = ToolBar(self.search_box)
        self.status_bar = StatusBar()
        self.layers_menu = LayersMenu(QCoreApplication.translate("Command", "La&yers"), self)
        self._lay_out()
        self.message_bar = MessageBar(self.plate_view, self.plate_view.caption_box)
        self.put_on_look(look)

    def _lay_out(self) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtWidgets import QVBoxLayout, QWidget

        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.hint)
        self._column = column
        column.addWidget(self.plates.splitter, 1)
        self.setCentralWidget(centre)
        self.addToolBar(self.tool_bar)
        self.setStatusBar(self.status_bar)
        self.index_dock = self._dock(
            "index", self.tr("Index"), self.index_panel, Qt.DockWidgetArea.LeftDockWidgetArea
        )
        self.reader_dock = self._dock(
            "reader", self.tr("Reader"), self.reader_panel, Qt.DockWidgetArea.RightDockWidgetArea
        )
        # Its panel comes when it is first seen.
        self.trace_dock = QDockWidget(self.tr("Trace"))
        self.trace_dock.setObjectName("trace")
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.trace_dock)
        self.trace_dock.hide()
        self.reader_dock.visibilityChanged.connect(self._keep_disclaimer_in_sight)
        # It is known when the window is seen; until then it would make the window too wide.
        self._keep_disclaimer_in_sight(True)

    def _dock(self, name: str, title: str, widget: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(title)
        dock.setObjectName(name)
        dock.setWidget(widget)
        self.addDockWidget(area, dock)
        return dock

    def lay_out_now(self) -> None:
        """Give every part its place at once, where the window is seen before it has them."""
        from PySide6.QtCore import QEvent

        # Qt shows what is put into such a window only when it comes to it.
        for kind in (QEvent.Type.MetaCall, QEvent.Type.LayoutRequest):
            QCoreApplication.sendPostedEvents(None, kind)
        layout = self.layout()
        assert layout is not None
        layout.activate()

    def give_focus(self) -> None:
        """Give the keyboard to the first part, as Qt does where a window becomes active with its parts."""
        if self.isActiveWindow() and self.focusWidget() in (None, self):
            self.focusNextPrevChild(True)

    def fit_font(self) -> None:
        """Make titles, icons and lines as large as the text is now."""
        for dock in (self.index_dock, self.reader_dock, self.trace_dock):
            # Its font is the platform's for titles, which does not follow the size of text.
            dock.setFont(QApplication.font())
        self.tool_bar.fit_font()
        self.status_bar.fit_font()

    def order_tabs(self) -> None:
        """Let Tab go from the search line to plate, reader and index, and then along the bars."""
        stops = (
            self.search_box,
            self.hint.button,
            self.plate_view,
            self.reader_panel.text,
            self.reader_panel.footer,
            self.index_panel.tree,
            *self.tool_bar.stops(),
            *self.status_bar.stops(),
        )
        for before, after in pairwise(stops):
            self.setTabOrder(before, after)

    def name_case(self, name: str, disclaimer: str) -> None:
        """Name over the plates the condition that they show; "" takes the line away."""
        if self.case_bar is None and name:
            from viewer.widgets.case_bar import CaseBar

            out = self.tr("Show again what was shown before")
            self.case_bar = CaseBar(self.tr("Condition"), self.tr("&Leave (Esc)"), out)
            self.case_bar.left.connect(self.case_left)
            self._column.insertWidget(1, self.case_bar)
        if self.case_bar is not None and name:
            told = self.tr("Shown: {name}. {disclaimer}").format(name=name, disclaimer=disclaimer)
            self.case_bar.show_case(told)
        elif self.case_bar is not None:
            self.case_bar.hide()

    def name_variants(self, names: Sequence[str]) -> None:
        """Name over the plates the variants, not usual ones, that they show; none takes the line away."""
        if self.variant_bar is None and names:
            from viewer.widgets.case_bar import CaseBar

            out = self.tr("Show what is drawn by default")
            self.variant_bar = CaseBar(self.tr("Variants"), self.tr("Show the &Default"), out)
            self.variant_bar.left.connect(self.variants_left)
            self._column.insertWidget(1, self.variant_bar)
        if self.variant_bar is not None and names:
            told = self.tr("Variant shown: {names}", None, len(names))
            self.variant_bar.show_case(told.format(names=self.tr("; ").join(names)))
        elif self.variant_bar is not None:
            self.variant_bar.hide()

    def add_bar(self, bar: QWidget) -> None:
        """Put a line over the plates."""
        self._column.insertWidget(self._column.indexOf(self.plates.splitter), bar)

    def put_below(self, bar: QWidget) -> None:
        """Put a line under the plates."""
        self._column.addWidget(bar)

    def cover_bars(self, covered: bool) -> None:
        """Let everything rest that finds, lists or names structures, or wake it again."""
        self.search_box.rest(covered)
        self.tool_bar.rest(covered)
        self.status_bar.rest(covered)
        for dock in (self.index_dock, self.reader_dock, self.trace_dock):
            dock.toggleViewAction().setEnabled(not covered)

    @Slot(object)
    def put_on_look(self, look: Look) -> None:
        """Show every part in the colours of a theme."""
        self.plates.set_look(look)
        self.reader_panel.set_look(look)
        self.tool_bar.set_look(look)
        self.index_panel.set_look(look)

    @Slot(bool)
    def _keep_disclaimer_in_sight(self, reading: bool) -> None:
        self.status_bar.set_disclaimer_shown(not reading)

"""TraceDesk: brings the way of the blood to the plates and into its panel, and hears what is wanted there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Slot
from PySide6.QtWidgets import QFrame, QMenu

from viewer.core.address import Address
from viewer.core.flow_question import Question
from viewer.widgets.later import Hearing

if TYPE_CHECKING:
    from viewer.core.flow_marks import Flow
    from viewer.core.plate import Plate
    from viewer.shell.blood_words import BloodWords
    from viewer.shell.place_window import PlaceWindow
    from viewer.widgets.passage_view import PassageView
    from viewer.widgets.plate_view import PlateView
    from viewer.widgets.trace_panel import Row, TracePanel

_SHARES = (0.45, 0.55)
"""What reader and panel take of the window's height when the panel is first opened."""

_LINES_FOR_BOTH = 30
"""A window lower than so many lines has reader and panel behind one another, with tabs."""

_NEWS_SHARE = 0.45
"""The most that what has changed takes of the reader's height."""


class TraceDesk(QObject):
    """Stands between :class:`~viewer.shell.blood.Blood` and what the window shows of it."""

    def __init__(self, window: PlaceWindow) -> None:
        """Make no panel yet: it comes when its dock is first seen."""
        super().__init__(window)
        self._window, self._blood = window, window.blood
        self.panel: TracePanel | None = None
        self.news: PassageView | None = None
        self._reader_seen = False
        self._said = ""
        self._flow: Flow | None = None
        self._lit: dict[PlateView, tuple[Plate, Flow]] = {}
        self._blood.changed.connect(self._renew)
        self._blood.stepped.connect(self._step)
        window.place_shown.connect(self.light)
        window.trace_dock.visibilityChanged.connect(self._appear)
        # A dock behind another one is, to Qt, visible: only this signal tells.
        window.reader_dock.visibilityChanged.connect(self._see_reader)
        self._seen = False
        Hearing(window, self._hear)

    @property
    def words(self) -> BloodWords:
        """What tells of the trace in words."""
        from viewer.shell.blood_words import BloodWords

        return BloodWords(self._window.atlas, self._blood)

    # The dock

    @Slot(bool)
    def _appear(self, shown: bool) -> None:
        if shown and self.panel is None:
            self._make_panel()
            self._fill()
            self._arrange()
        self._seen = shown
        self._let_drift()

    def _hear(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.WindowActivate, QEvent.Type.WindowDeactivate):
            self._let_drift(event.type() == QEvent.Type.WindowActivate)
        return False

    def _let_drift(self, active: bool | None = None) -> None:
        """Light moves along the way only while somebody follows it: the panel is seen in an active window."""
        if active is None:
            active = self._window.isActiveWindow()
        self._window.plates.let_drift(self._seen and self._flow is not None and active)

    def _make_panel(self) -> None:
        from viewer.widgets.trace_panel import TracePanel

        window, blood = self._window, self._blood
        panel = self.panel = TracePanel(window.atlas, window.appearance.look)
        panel.step_chosen.connect(blood.stand)
        panel.branch_taken.connect(blood.take)
        panel.start_taken.connect(blood.start_at)
        panel.choice_taken.connect(blood.choose)
        panel.unblock_wanted.connect(self._unblock)
        panel.leave_wanted.connect(self._free)
        panel.menu_wanted.connect(self._open_menu)
        self._link(panel)
        window.appearance.look_changed.connect(panel.set_look)
        window.trace_dock.setWidget(panel)

    def open(self) -> None:
        """Bring the panel into sight."""
        window, hidden = self._window, self._window.trace_dock.isHidden()
        window.trace_dock.show()
        window.trace_dock.raise_()
        if hidden:
            self._arrange()
        self._appear(True)

    def _arrange(self) -> None:
        """Share out the room between reader and panel."""
        window = self._window
        if window.trace_dock.isFloating() or window.tabifiedDockWidgets(window.trace_dock):
            return
        if window.height() < window.fontMetrics().height() * _LINES_FOR_BOTH:
            # One above the other, both would be too low to read in.
            window.tabifyDockWidget(window.reader_dock, window.trace_dock)
            window.trace_dock.raise_()
        elif self.panel is None:
            # The steps need more room than a panel that was just made asks for.
            heights = [round(window.height() * share) for share in _SHARES]
            window.resizeDocks([window.reader_dock, window.trace_dock], heights, Qt.Orientation.Vertical)

    def _fill(self) -> None:
        panel, blood, words = self.panel, self._blood, self.words
        if panel is None:
            return
        panel.show_atlas(self._window.atlas)
        panel.show_rows(words.title(), words.rows(), words.choices(), blood.chosen)
        panel.show_step(blood.here)
        self._tell_text()
        panel.show_blocks(words.blocks())

    def _tell_news(self) -> None:
        """Say above the reader's text what blocks change, as long as there are any."""
        window, blood = self._window, self._blood
        if self.news is None and blood.blocks:
            self._make_news()
        if self.news is not None:
            self.news.show_atlas(window.atlas)
            self.news.show_blocks(self.words.news() if blood.blocks else ())
            self.news.setVisible(bool(blood.blocks))

    def _make_news(self) -> None:
        from viewer.widgets.passage_view import PassageView

        window = self._window
        news = self.news = PassageView(window.atlas, window.appearance.look)
        news.setAccessibleName(self.tr("What blocks have changed"))
        self._link(news)
        news.setFrameShape(QFrame.Shape.NoFrame)
        window.reader_panel.put_above(news)
        news.keep_below(_NEWS_SHARE)

    @Slot(bool)
    def _see_reader(self, seen: bool) -> None:
        self._reader_seen = seen
        self._tell_text()

    def _tell_text(self) -> None:
        """Tell of the step, and of what has changed unless the reader does."""
        if self.panel is not None:
            told = self.news is not None and not self.news.isHidden() and self._reader_seen
            self.panel.show_text(self.words.step() if told else self.words.text())

    def _link(self, text: TracePanel | PassageView) -> None:
        """Have the links of a text lead where those of the reader do."""
        text.mention_followed.connect(self._window.follow)
        text.section_followed.connect(self._window.read_section)
        text.web_link_followed.connect(self._window.reader_panel.web_link_followed)

    @Slot(str)
    def _unblock(self, word: str) -> None:
        self._blood.unblock(word) if word else self._blood.set_blocks(())

    @Slot()
    def _free(self) -> None:
        """Leave the condition, and ask the same of what was before it."""
        question = self._blood.question
        self._window.case_left.emit()
        self._blood.ask(question)

    # The plates

    @Slot()
    def _renew(self) -> None:
        if not self._window.place.plate:
            # Another atlas is about to be shown.
            self._flow = None
            self._lit.clear()
            self._let_drift()
            return
        if self._said and self._window.status_bar.pointed == self._said:
            self._window.status_bar.show_pointed("")
        self._flow = self._blood.flow()
        self._tell_news()
        self._fill()
        self.light()
        self._let_drift()
        self._window.state_changed.emit()

    @Slot()
    def light(self) -> None:
        """Have the plates show the way of the blood, wherever they do not yet."""
        for view in self._window.plates:
            if self._flow is None:
                if self._lit.pop(view, None) is not None:
                    view.set_flow(None)
            elif view.plate is not None and not self._is_lit(view, self._flow):
                self._light(view, view.plate, self._flow)

    def _is_lit(self, view: PlateView, flow: Flow) -> bool:
        plate, lit = self._lit.get(view, (None, None))
        return plate is view.plate and lit is flow

    def _light(self, view: PlateView, plate: Plate, flow: Flow) -> None:
        from viewer.core.flow_marks import flow_marks

        self._lit[view] = (plate, flow)
        # Since the flow was made the reader may have walked on.
        now = flow._replace(here=self._blood.here)
        view.set_flow(flow_marks(self._window.atlas, plate, now), flow.lit)

    @Slot()
    def _step(self) -> None:
        """Show the place in the way: mark its number, bring it into sight, say it and tell about it."""
        here, words = self._blood.here, self.words
        for view in self._window.plates:
            view.stand_at(here + 1)
        if self.panel is not None:
            self.panel.show_step(here)
            self._tell_text()
        self._say(words.standing())
        self._window.state_changed.emit()

    # Acts

    def ask(self, kind: str, one: Address, other: Address | None = None) -> None:
        """Ask for the way of the blood and show the answer."""
        self.open()
        self._blood.ask(Question(kind, one, other))
        self._say(self.words.title())

    def toggle_block(self, word: str) -> None:
        """Block a place or an edge, or let blood through again; say which."""
        blocked, whole = word in self._blood.blocks, self._blood.blocked_by(word)
        name = self.words.block_words(word)
        if whole and not blocked:
            text = self.tr("Blocked already, as part of: {name}")
            self._say(text.format(name=self.words.block_words(whole)))
            return
        self._blood.unblock(word) if blocked else self._blood.block(word)
        self.open()
        text = self.tr("Unblocked: {name}") if blocked else self.tr("Blocked: {name}")
        self._say(text.format(name=name))

    def _say(self, text: str) -> None:
        from viewer.widgets.accessible import announce

        announce(self._window.plate_view, text)
        self._said = text
        self._window.status_bar.show_pointed(text)

    @Slot(object, object)
    def _open_menu(self, row: Row, at: QPoint) -> None:
        menu = self.menu_for(row)
        if menu is not None:
            menu.popup(at)

    def menu_for(self, row: Row) -> QMenu | None:
        """Make the menu of a row of the panel: show it, block its vessel, block the step that leads to it."""
        trace = self._blood.trace
        if trace is None:
            return None
        edge = ""
        if row.kind == "step":
            address = self._blood.address_at(row.number)
            edge = trace.passages[self._blood.way[row.number - 1]].edge if row.number else ""
        elif row.kind == "branch":
            passage = trace.passages[row.number]
            address, edge = trace.stops[passage.end].address, passage.edge
        else:
            address = trace.stops[row.number].address
        menu = QMenu(self._window)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction(self.tr("&Select"), lambda: self._window.follow(address))
        self.offer_blocks(menu, address)
        if edge:
            text = (
                self.tr("Unblock This &Step") if edge in self._blood.blocks else self.tr("Block This &Step")
            )
            menu.addAction(text, lambda: self.toggle_block(edge))
        return menu

    def offer_blocks(self, menu: QMenu, address: Address) -> None:
        """Add to a menu the blocking of a place, and of all of its vessel."""
        whole = str(Address(address.structure))
        words = [str(address)] if str(address) == whole else [str(address), whole]
        for word in words:
            blocked = word in self._blood.blocks
            if word == whole and len(words) > 1:
                text = self.tr("Unblock &All of It") if blocked else self.tr("Block &All of It")
            elif address.level:
                place = self.tr("&Unblock at {level}") if blocked else self.tr("&Block at {level}")
                text = place.format(level=address.level)
            else:
                text = self.tr("&Unblock") if blocked else self.tr("&Block")
            menu.addAction(text, partial(self.toggle_block, word))

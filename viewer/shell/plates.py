"""Plates: the plate in the middle of the window and, if the reader wants it, a second one beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QSplitter

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.shell.in_force import Form
from viewer.widgets.later import Hearing
from viewer.widgets.look import Look
from viewer.widgets.plate_pane import PlatePane
from viewer.widgets.plate_view import PlateView

if TYPE_CHECKING:
    from viewer.core.case import Involved
    from viewer.core.question import Hides

_LEAST_WIDTH = 1000
"""Pixels to share out while the window has no width yet; Qt keeps the proportion."""

_Told = Callable[[PlateView], object]


class Plates(QObject):
    """One or two plate views that show the same selection, level and case; each has its own zoom.

    What either of them reports is reported here. Orders that are the same for both are given here too.
    The one that the reader was at last is the :attr:`active` one.
    """

    region_pointed = Signal(object)
    region_picked = Signal(object, bool)
    nothing_picked = Signal()
    level_picked = Signal(str, str)
    level_dragged = Signal(str, str)
    walked_to = Signal(object)
    zoom_changed = Signal(float)
    menu_wanted = Signal(object, object, object)
    spot_answered = Signal(float, float, float)
    region_answered = Signal(object)

    def __init__(self, main: PlateView) -> None:
        """Begin with one view, the main one."""
        super().__init__(main)
        self.main = main
        self.main_pane = PlatePane(main)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.main_pane)
        self._second: PlatePane | None = None
        self._active = main
        self._share = 0.5
        self._shown: dict[PlateView, Form] = {}
        self._orders: dict[str, _Told] = {}
        self._listen(main)

    @property
    def second(self) -> PlateView | None:
        """The view beside the main one, if it is there."""
        pane = self._second
        return pane.view if pane is not None and not pane.isHidden() else None

    @property
    def active(self) -> PlateView:
        """The view that zooming by menu and keys is meant for."""
        views = tuple(self)
        focused = next((view for view in views if view.hasFocus()), self._active)
        return focused if focused in views else self.main

    def __iter__(self) -> Iterator[PlateView]:
        """Give the views that are there, the main one first."""
        second = self.second
        return iter((self.main,) if second is None else (self.main, second))

    def _listen(self, view: PlateView) -> None:
        for mine, its in (
            (self.region_picked, view.region_picked),
            (self.nothing_picked, view.nothing_picked),
            (self.level_picked, view.level_picked),
            (self.level_dragged, view.level_dragged),
            (self.walked_to, view.walked_to),
            (self.menu_wanted, view.contextMenuRequested),
            (self.spot_answered, view.spot_answered),
            (self.region_answered, view.region_answered),
        ):
            its.connect(mine)
        view.region_pointed.connect(lambda address: self._point(view, address))
        view.zoom_changed.connect(lambda zoom: self._tell_zoom(view, zoom))
        Hearing(view, lambda event: self._hear(view, event))

    def _hear(self, view: PlateView, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.MouseButtonPress) and self._active is not view:
            self._active = view
            self.zoom_changed.emit(view.zoom())
        return False

    def _point(self, view: PlateView, address: Address | None) -> None:
        for other in self:
            if other is not view:
                other.set_pointed(address)
        self.region_pointed.emit(address)

    def _tell_zoom(self, view: PlateView, zoom: float) -> None:
        if view is self.active:
            self.zoom_changed.emit(zoom)

    # What is shown

    def show(self, atlas: Atlas, form: Form, title: str = "") -> bool:
        """Show a plate in the main view, under a heading if there is one; tell whether it is another."""
        self.main_pane.set_heading(title)
        return self._show(self.main, atlas, form, title)

    def show_beside(self, atlas: Atlas, form: Form | None, title: str = "") -> bool:
        """Show a plate in the second view; None takes that view away. Tell whether anything is new."""
        if form is None:
            if self._second is not None:
                self._second.hide()
                self._shown.pop(self._second.view, None)
            return False
        pane = self._second or self._make_second()
        pane.show()
        pane.set_heading(title)
        name = self.tr("Second plate: {title}").format(title=title or form.plate.title)
        return self._show(pane.view, atlas, form, name)

    def _make_second(self) -> PlatePane:
        view = PlateView()
        pane = self._second = PlatePane(view)
        self._listen(view)
        for order in self._orders.values():
            order(view)
        self.splitter.addWidget(pane)
        width = max(self.splitter.width(), _LEAST_WIDTH)
        first = round(width * self._share)
        self.splitter.setSizes([first, width - first])
        return pane

    @property
    def share(self) -> float:
        """The part of the width that the main view has beside a second one."""
        sizes = self.splitter.sizes()
        return sizes[0] / sum(sizes) if len(sizes) > 1 and all(sizes) else self._share

    def set_share(self, share: float) -> None:
        """Give the main view a part of the width when a second one comes; what is no part is passed over."""
        if 0.1 <= share <= 0.9:
            self._share = share

    def _show(self, view: PlateView, atlas: Atlas, form: Form, name: str) -> bool:
        before = self._shown.get(view)
        if before is not None and before.plate is form.plate:
            return False
        self._shown[view] = form
        view.show_plate(atlas, form.plate.id, form.plate, form.stamp)
        if name and view.veil is None:
            view.setAccessibleName(name)
        return True

    def forget(self) -> None:
        """Show whatever comes next anew, be it the same plate: the atlas may be another."""
        self._shown.clear()

    def view_showing(self, address: Address) -> PlateView | None:
        """Give the view that draws something of an address, the main one if both do."""
        return next((view for view in self if view.numbers_of((address,))), None)

    # The same for both; a second view that comes later is told too

    def _order(self, name: str, order: _Told) -> None:
        self._orders[name] = order
        for view in self:
            order(view)

    def set_look(self, look: Look) -> None:
        """Show everything in the colours of a theme."""
        self._order("look", lambda view: view.set_look(look))

    def set_motion(self, moves: bool) -> None:
        """Say whether a change of view may be shown as movement."""
        self._order("motion", lambda view: view.set_motion(moves))

    def let_drift(self, on: bool) -> None:
        """Have a light move along the way of the blood, where movement is allowed."""
        self._order("drift", lambda view: view.drift.want(on))

    def set_label_mode(self, mode: str) -> None:
        """Name "all" structures, the "selected" only, or "none"."""
        self._order("labels", lambda view: view.set_label_mode(mode))

    def set_veil(self, hides: Hides | None) -> None:
        """Show and tell nothing that a question hides; None ends that."""
        self._order("veil", lambda view: view.set_veil(hides))

    def set_layers(self, layers: Mapping[str, str]) -> None:
        """Say of each layer whether to "show", "ghost" or "hide" it."""
        self._order("layers", lambda view: view.set_layers(layers))

    def keep_pictures_in(self, folder: Path, stamp: str) -> None:
        """Keep pictures of whole plates between starts."""
        self._order("kept", lambda view: view.keep_pictures_in(folder, stamp))

    def set_involved(self, involved: Involved | None) -> None:
        """Keep what a condition involves in its own colours; None for no condition."""
        for view in self:
            view.set_involved(involved)

    def set_selection(self, addresses: Sequence[Address]) -> None:
        """Light these."""
        for view in self:
            view.set_selection(addresses)

    def light_alone(self, alone: bool) -> None:
        """Light nothing but what is selected, or the rest of its structures too."""
        self._order("alone", lambda view: view.light_alone(alone))

    def set_pointed(self, address: Address | None) -> None:
        """Outline what is pointed at in words."""
        for view in self:
            view.set_pointed(address)

    def isolate(self, addresses: Sequence[Address] | None) -> None:
        """Show only these in their colours; None shows all."""
        for view in self:
            view.isolate(addresses)

    def mark_level(self, level: tuple[str, str] | None) -> None:
        """Light a band of the rulers."""
        for view in self:
            view.mark_level(level)

    def set_cursor(self, level: tuple[str, str] | None) -> None:
        """Show the level cursor."""
        for view in self:
            view.set_cursor(level)

    def bring_into_view(self, addresses: Sequence[Address]) -> None:
        """Bring these into view at a fitting zoom, wherever they are drawn."""
        for view in self:
            view.bring_into_view(addresses)

    def set_zoom(self, zoom: float) -> None:
        """Zoom the active view; 1.0 is the whole plate."""
        self.active.set_zoom(zoom)

    def zoom_in(self) -> None:
        """Go one step closer in the active view."""
        self.active.zoom_in()

    def zoom_out(self) -> None:
        """Go one step back in the active view."""
        self.active.zoom_out()

    def fit(self) -> None:
        """Show the whole plate in the active view."""
        self.active.fit()

    def hide_tip(self) -> bool:
        """Hide the tips; False if none was shown."""
        hidden = [view.hide_tip() for view in self]
        return any(hidden)

    def paint_now(self) -> None:
        """Finish everything that is still to be painted or placed."""
        for view in self:
            view.paint_now()

"""PlateSurface: a plate that can be asked what lies where, and that reports what becomes of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, Signal
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.plate import Plate, Region
from viewer.widgets.look import Look
from viewer.widgets.plate_sights import PlateSights
from viewer.widgets.plate_tip import PlateTip

if TYPE_CHECKING:
    from viewer.core.question import Hides
    from viewer.widgets.accessible import RegionObject
    from viewer.widgets.plate_trimmings import Trimmings


class PlateSurface(PlateSights):
    """A plate with words for what lies on it; :class:`~viewer.widgets.plate_view.PlateView` adds hands.

    The number of a region is its place in ``plate.regions``.
    """

    region_pointed = Signal(object)
    """What the pointer is over, an :class:`Address`, or None."""
    region_picked = Signal(object, bool)
    """A region was chosen: its Address, and whether it is to be added to the selection."""
    nothing_picked = Signal()
    """The reader clicked on nothing."""
    level_picked = Signal(str, str)
    """A band of the ruler was clicked: the id of its level kind, and its level."""
    level_dragged = Signal(str, str)
    """The level cursor is being dragged along the ruler: the id of the level kind, and the level."""
    structure_sought = Signal(object)
    """A region was double-clicked: its Address. The view has already brought the structure into view."""
    walked_to = Signal(object)
    """The keyboard has come to a region: its Address, or None when it has left the regions."""
    contextMenuRequested = Signal(object, object, object)
    """A menu is wanted: for an Address or None, a list of all Addresses there, the position on screen."""
    spot_answered = Signal(float, float, float)
    """Under a veil: the plate point that was clicked, and the zoom in pixels per unit."""
    region_answered = Signal(object)
    """Under a veil: the Address of the region that was chosen by keyboard or by a screen reader."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin empty, with a tip that is not shown."""
        super().__init__(parent)
        self._objects: dict[int, RegionObject] = {}
        self.veil: Hides | None = None
        self._alone = False
        self._unveiled: Trimmings | None = None
        self.tip = PlateTip(self.viewport())

    def show_plate(
        self, atlas: Atlas, plate_id: str, form: Plate | None = None, stamp: str | None = ""
    ) -> None:
        """Show another plate; see :meth:`PlateStage.show_plate`.

        :raises KeyError: if the atlas has no such plate.
        """
        for thing in self._objects.values():
            thing.deleteLater()
        self._objects.clear()
        if self._unveiled is not None:
            self._unveiled.deleteLater()
            self._unveiled = None
        super().show_plate(atlas, plate_id, form, stamp)
        self._put_on_veil()

    # What may be seen

    def set_veil(self, hides: Hides | None) -> None:
        """Show and tell nothing that a question hides, and report answers only; None ends that."""
        if hides == self.veil:
            return
        self.veil = hides
        self.hide_tip()
        self.outline(())
        self._put_on_veil()

    def _put_on_veil(self) -> None:
        """Name the plate, and put the words beside it that may be seen now in place of the others."""
        if self.plate is None or self.atlas is None:
            return
        hidden = self.veil is not None
        self.setAccessibleName(self.tr("Plate") if hidden else self.plate.title)
        self.setAccessibleDescription("" if hidden else self.plate.description)
        if not hidden and self._unveiled is None:
            return
        self._change_trimmings()
        self.set_label_mode(self._label_mode)
        self.set_cursor(self._cursor)
        self.set_selection(self._selection)
        self._follow_frame()
        self._want()
        self.viewport().update()

    def _change_trimmings(self) -> None:
        """Put bare trimmings before the full ones, which take long to place anew, or take them away."""
        before, atlas, plate, index = self.trimmings, self.atlas, self.plate, self.index
        assert before is not None and atlas is not None and plate is not None and index is not None
        full = self._unveiled or before
        if before is not full:
            before.deleteLater()
        if self.veil is None:
            self.trimmings, self._unveiled = full, None
        else:
            from viewer.widgets.plate_trimmings import Trimmings
            from viewer.widgets.plate_veil import veiled

            self.trimmings, self._unveiled = Trimmings(atlas, veiled(plate, self.veil), index, self), full
            self.trimmings.placed.connect(self.viewport().update)
        self.trimmings.set_hidden(self.hidden_layers())

    def set_label_mode(self, mode: str) -> None:
        """Name "all" structures, the "selected" only, or "none"; under a veil none, whatever is chosen."""
        super().set_label_mode(mode)
        if self.veil is not None and self.trimmings is not None:
            self.trimmings.set_mode("none")

    def _gutters(self, width: float, height: float) -> tuple[float, float, float, float]:
        # Room is kept for the words that come back with the answer: else the plate would jump.
        full = self._unveiled or self.trimmings
        assert full is not None
        return full.gutters(self.font(), width, height)

    def set_look(self, look: Look) -> None:
        """Show everything in the colours of a theme."""
        self.tip.set_look(look)
        super().set_look(look)

    def hide_tip(self) -> bool:
        """Hide the tip; False if none was shown."""
        shown = self.tip.isVisible()
        self.tip.withdraw()
        return shown

    def set_selection(self, addresses: Iterable[Address]) -> None:
        """Light these, and more lightly the rest of their structures; under a veil these alone."""
        super().set_selection(addresses)
        if self.veil is not None or self._alone:
            self._overlay.light = ()
        if QAccessible.isActive():
            from viewer.widgets import accessible

            accessible.selection_changed(self, self._overlay.strong)

    def light_alone(self, alone: bool) -> None:
        """Light nothing but what is selected: who was asked for one side must not see both outlined."""
        self._alone = alone
        super().set_selection(self._selection)
        if alone:
            self._overlay.light = ()

    def set_pointed(self, address: Address | None) -> None:
        """Outline what the text, the index or the search points at; None outlines nothing."""
        self.outline(self.numbers_of((address,)) if address is not None else ())

    # What lies where

    def numbers_at(self, position: QPointF) -> tuple[int | None, tuple[int, ...]]:
        """Give the region that pointing at a place of the viewport means, and its equals in nearness."""
        camera = self.view_camera()
        if camera is None or self.index is None:
            return None, ()
        x, y = camera.to_plate(position.x(), position.y())
        hit = self.index.hit(x, y, camera.zoom, self.hidden_layers())
        return hit.best, hit.rivals

    def addresses_at(self, position: QPointF) -> list[Address]:
        """Give what lies at a place of the viewport, topmost first, each once."""
        camera = self.view_camera()
        if camera is None or self.index is None or self.plate is None:
            return []
        x, y = camera.to_plate(position.x(), position.y())
        hidden = self.hidden_layers()
        regions = (self.plate.regions[number] for number in self.index.all_at(x, y, camera.zoom))
        return list(dict.fromkeys(region.address for region in regions if region.layer not in hidden))

    def words(self, address: Address) -> tuple[str, str, str]:
        """Give what the tip says of an address: its name, its Latin name, its side and level."""
        if self.veil is not None:
            return "", "", ""
        structure = self.atlas.structures.get(address.structure) if self.atlas is not None else None
        if structure is None or self.atlas is None:
            return str(address), "", ""
        place = [{"left": self.tr("left"), "right": self.tr("right")}.get(address.side, "")]
        if address.level:
            kind = self.atlas.level_kinds.get(structure.level_kind)
            place.append(kind.phrase.format(level=address.level) if kind is not None else address.level)
        return structure.name, structure.latin, self.tr(", ").join(word for word in place if word)

    # What assistive technology asks and tells (see viewer.widgets.accessible.RegionsView)

    @property
    def focused_region(self) -> int | None:
        """The region that the keyboard is at, or None."""
        return self._overlay.focused

    def regions(self) -> Sequence[Region]:
        """Give the regions of the plate shown."""
        return self.plate.regions if self.plate is not None else ()

    def region_name(self, number: int) -> str:
        """Give a region's name with side and level; under a veil only its number."""
        if self.veil is not None:
            return self.tr("Place {number} of {count}").format(number=number + 1, count=len(self.regions()))
        name, _, place = self.words(self.regions()[number].address)
        return self.tr("{name}, {place}").format(name=name, place=place) if place else name

    def region_description(self, number: int) -> str:
        """Give the region's Latin name, or ""."""
        return self.words(self.regions()[number].address)[1]

    def region_rect(self, number: int) -> QRect:
        """Give the rectangle of a region on the screen."""
        box = self.box_of(number).toAlignedRect()
        return QRect(self.viewport().mapToGlobal(box.topLeft()), box.size())

    def region_under(self, position: QPoint) -> int | None:
        """Give the region at a position on the screen, as pointing there would."""
        return self.numbers_at(QPointF(self.viewport().mapFromGlobal(position)))[0]

    def is_selected(self, number: int) -> bool:
        """Tell whether a region is part of the selection."""
        return number in self._overlay.strong

    def lit_region(self) -> int | None:
        """Give the first region of the selection that is drawn here and not hidden."""
        hidden = self.hidden_layers()
        regions = self.regions()
        return next((one for one in self._overlay.strong if regions[one].layer not in hidden), None)

    def press_region(self, number: int) -> None:
        """Do what a click on a region does."""
        self.choose_region(number, False)

    def choose_region(self, number: int, add: bool) -> None:
        """Report that a region was chosen, and whether it is to be added; under a veil, as an answer."""
        address = self.regions()[number].address
        if self.veil is None:
            self.region_picked.emit(address, add)
        else:
            self.region_answered.emit(address)

    def region_object(self, number: int) -> RegionObject:
        """Give the object that stands for a region; the same one each time."""
        if number not in self._objects:
            from viewer.widgets.accessible import RegionObject

            self._objects[number] = RegionObject(self, number)
        return self._objects[number]

    def mark_focus(self, number: int | None) -> None:
        """Show the keyboard at a region, or at none."""
        if number == self._overlay.focused:
            return
        before = [one for one in (self._overlay.focused, number) if one is not None]
        self._overlay.focused = number
        self._update_around(before)
        if number is not None:
            self.outline(())  # the pointer rests while the keyboard walks
        if QAccessible.isActive():
            from viewer.widgets import accessible

            accessible.focus_moved(self, number)
        told = number is not None and self.veil is None
        self.walked_to.emit(self.regions()[number].address if told and number is not None else None)

    def ask_for_menu(self, address: Address | None, all_there: Sequence[Address], at: QPoint) -> None:
        """Report that a menu is wanted at a position on the screen; under a veil there is none."""
        if self.veil is not None:
            return
        self.contextMenuRequested.emit(address, list(all_there), at)

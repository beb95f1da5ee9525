"""PlaceWindow: where the reader is, what is selected there, and which case of the atlas is in force."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot

from viewer.core.level_cursor import level_of, own_kind, segment_of
from viewer.core.plate_choice import choice_of, plate_at, plate_for
from viewer.core.queries import describe, plates_showing
from viewer.core.selection import Selection
from viewer.core.showing import with_plates_as
from viewer.core.trail import Trail
from viewer.core.whereabouts import cut_drawing, plates_drawing
from viewer.shell.blood import Blood
from viewer.shell.discretion import Discretion
from viewer.shell.place import Place
from viewer.shell.settings_window import SettingsWindow

if TYPE_CHECKING:
    from viewer.core.address import Address
    from viewer.core.atlas import Atlas
    from viewer.shell.appearance import Appearance
    from viewer.shell.in_force import InForce
    from viewer.shell.profile import Profile
    from viewer.shell.settings import Settings
    from viewer.shell.source import Source


class PlaceWindow(SettingsWindow):
    """A window that shows places of one atlas, and remembers the way the reader took through them.

    Signals:
        place_shown(): another place is shown, or the same one in another case.
        case_wanted(str, str): a "condition" or a "variant" is to be shown, by its id.
        atlas_shown(): another atlas is on screen, or the same as it was read again.
        closed(): the window is about to go.
    """

    atlas: Atlas
    in_force: InForce
    source: Source | None

    place_shown = Signal()
    case_wanted = Signal(str, str)
    atlas_shown = Signal()
    closed = Signal()

    def furnish(self, profile: Profile, settings: Settings, appearance: Appearance) -> None:
        """Begin nowhere."""
        super().furnish(profile, settings, appearance)
        self.selection = Selection()
        self.trail: Trail[Place] = Trail()
        self.beside = ""
        self.blood = Blood(self)
        self.discretion = Discretion(self)
        self._place = Place("")
        self._case_told: tuple[Atlas, frozenset[str]] | None = None
        self._unseen = True
        self._named = ""

    # ---- where the reader is

    @property
    def place(self) -> Place:
        """Where the reader is now, with the part of the plate in view."""
        return self._place._replace(camera=self.plate_view.camera())

    def go_to(self, place: Place) -> None:
        """Show a place and remember it, so that Back leads from it to the last one.

        While a question is open the place stays as it is.
        """
        if self.discretion.is_on:
            return
        place = self._settled(place)
        self._leave()
        self.trail.visit(place)
        self._show(place)

    def _moved(self, addresses: tuple[Address, ...] = (), section: str = "", page: str = "") -> Place:
        """Give a place on the plate, at the level and in the condition that are shown now."""
        here = self._place
        return Place(here.plate, addresses, section, page, here.level, here.condition)

    def _settled(self, place: Place) -> Place:
        """Bring the level to what is newly selected, and a plate that is cut to the level."""
        fresh = [one for one in place.addresses if one not in self._place.addresses]
        levels = [level for one in fresh if (level := level_of(self.atlas, one))]
        plate = self.atlas.plates[place.plate]
        level = levels[-1] if levels else place.level or plate.cut
        return place._replace(level=level, plate=plate_at(self.atlas, plate.id, level))

    def _leave(self) -> None:
        if self._place.plate:
            self.trail.replace(self.place)

    def _show(self, place: Place) -> None:
        self.message_bar.pass_on()
        left, self._place = self._place, place
        self.selection = Selection(place.addresses)
        self._forget_pointed()
        self._turn_case(left, place)
        self._show_plates(place)
        self._show_involved(place.condition)
        self.plates.set_selection(place.addresses)
        if self._isolating:
            self.plates.isolate(place.addresses or None)
        if not self._unseen and place.camera is not None:
            self.plate_view.set_camera(place.camera)
        self.plates.mark_level(place.page_level)
        if not self.discretion.is_on:
            self.index_panel.point_to_soon(place.addresses)
            self._show_text(place)
        self.place_shown.emit()
        self.state_changed.emit()

    def _turn_case(self, left: Place, place: Place) -> None:
        """Put the case of a place in force before it is shown."""
        self.blood.set_case(self.in_force.names, place.condition)
        case = (self.atlas, self.in_force.showing("", place.condition).names)
        if self._case_told is None or self._case_told[0] is not case[0] or self._case_told[1] != case[1]:
            self._case_told = case
            self._tell_case(*case)

    def _tell_case(self, atlas: Atlas, names: frozenset[str]) -> None:
        """Have reader, index and search know what is there in the case in force."""
        from viewer.core.absence import Missing

        missing = Missing(atlas, names)
        self.reader_panel.show_case(with_plates_as(atlas, names))
        self.index_panel.show_case_soon(missing)
        self.search_box.show_case(missing)

    def _show_involved(self, condition: str) -> None:
        """Have the plates keep what a condition involves in its own colours."""
        if not condition:
            self.plates.set_involved(None)
            return
        from viewer.core.case import involved_in

        self.plates.set_involved(involved_in(self.atlas, condition))

    def _look_at(self, place: Place) -> None:
        if place.camera is not None:
            self.plate_view.set_camera(place.camera)
        elif place.addresses and not place.condition:
            self.plates.bring_into_view(place.addresses)

    def _show_plates(self, place: Place) -> None:
        """Show the plate and the one beside it, as the case in force has them."""
        atlas, level = self.atlas, place.level
        beside = plate_for(atlas, self.beside, level) if self.beside else ""
        several = bool(beside)
        form = self.in_force.form(place.plate, level, place.condition)
        headed = several or bool(atlas.plates[place.plate].cut)
        # What is asked instead of what is shown: without any line the plate would jump with the answer.
        title = self.discretion.title or self.in_force.title(place.plate, level)
        if self.plates.show(atlas, form, title if headed else ""):
            self.tool_bar.show_plate(choice_of(atlas, place.plate))
        other = self.in_force.form(beside, level, place.condition) if beside else None
        self.plates.show_beside(atlas, other, self.in_force.title(beside, level) if beside else "")
        self.plates.set_cursor((own_kind(atlas), level) if level else None)
        self.tool_bar.show_level(level)

    def _show_text(self, place: Place) -> None:
        if place.page == "handbook" and self.source is not None:
            self._lend_handbook()
        if place.section:
            self.reader_panel.show_section(place.section)
        elif place.page:
            self.reader_panel.show_page(place.page)
        elif place.addresses:
            self.reader_panel.show_selection(place.addresses)
        else:
            self.reader_panel.show_article()

    def _lend_handbook(self) -> None:
        from viewer.shell.lending import furnished

        atlas = furnished(self.atlas, self.profile.cache)
        if atlas is not self.atlas:
            self.atlas = atlas
            self.reader_panel.add_sections(atlas)

    @Slot()
    def back(self) -> None:
        """Go back to the last place, as it was left."""
        self._step(self.trail.back)

    @Slot()
    def forward(self) -> None:
        """Go forward again."""
        self._step(self.trail.forward)

    def _step(self, step: Callable[[], Place | None]) -> None:
        if self.discretion.is_on:
            return
        self._leave()
        place = step()
        if place is not None:
            self._show(place)

    def show_asked(self, plate: str, lit: tuple[Address, ...], found: Address | None = None) -> None:
        """Show what is asked about, at no level; what was answered rightly is brought into view.

        It takes the place of what was asked before on the way that Back goes.
        """
        here = self._place
        camera = self.plate_view.camera() if here.plate == plate else None
        place = Place(plate, lit, camera=camera)
        self.trail.replace(place)
        self._show(place)
        if camera is None:
            self.plates.fit()
        if found is not None:
            self.plates.bring_into_view((found,))

    def put_back(self, place: Place) -> None:
        """Show a place again in the stead of what was shown since."""
        self.trail.replace(place)
        self._show(place)

    # ---- what is selected and pointed at

    @Slot(object, bool)
    def pick(self, address: Address, add: bool) -> None:
        """Select what was picked on the plate; the plate stays as it is."""
        chosen = self.selection.with_added(address) if add else Selection((address,))
        self.go_to(self._moved(chosen.addresses))

    @Slot(object)
    @Slot(object, bool)
    def follow(self, address: Address, add: bool = False) -> None:
        """Select what was named in words: bring it into view, on another plate if it is drawn there."""
        if self.discretion.is_on:
            return
        chosen = self.selection.with_added(address) if add else Selection((address,))
        plate, atlas = self._place.plate, self.atlas
        names = self.in_force.showing("", self._place.condition).names
        if self.plates.view_showing(address) is None:
            shown = with_plates_as(atlas, names, level_of(atlas, address))
            drawing = (*plates_drawing(shown, address), *plates_drawing(atlas, address))
            plate = next((one.id for one in (*drawing, *plates_showing(atlas, address.structure))), plate)
        self.go_to(self._moved(chosen.addresses)._replace(plate=plate))
        if self.plates.view_showing(address) is not None:
            self.plates.bring_into_view((address,))
            self._tell_unseen(address)
        self._tell_missing(address, names)

    @Slot(object)
    def select(self, addresses: tuple[Address, ...]) -> None:
        """Select just these; the plate stays as it is, so that things of several plates can be gathered."""
        if not self.discretion.is_on:
            self.go_to(self._moved(addresses))

    @Slot(object, str)
    def follow_at(self, address: Address, level: str) -> None:
        """Select what counts no levels itself, in the plate that is cut at a level."""
        if self.discretion.is_on:
            return
        cut = cut_drawing(self.atlas, address, level)
        plate = cut.id if cut is not None else self._place.plate
        self.go_to(self._moved((address,))._replace(plate=plate, level=level))
        self.plates.bring_into_view((address,))
        self._tell_unseen(address)

    @Slot(bool)
    def take_keyboard(self, reading: bool) -> None:
        """Take the keyboard from the search: to the text if that is what one came for, else to the plate."""
        reads = reading and self.reader_dock.isVisible()
        (self.reader_panel if reads else self.plate_view).setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_missing(self, address: Address, names: frozenset[str]) -> None:
        """Say so where what was asked for is not there in the case in force, and offer one in which it is."""
        from viewer.core.absence import absence_of

        absence = absence_of(self.atlas, names, address)
        if absence is None:
            return
        name = describe(self.atlas, address)
        if absence.variant:
            text = self.tr("{name}: not there in the variant shown, “{variant}”.")
            text = text.format(name=name, variant=self.atlas.variants[absence.variant].name)
        else:
            text = self.tr("{name}: not drawn in the case shown.").format(name=name)
        act = None
        if absence.kind:
            known = self.atlas.variants if absence.kind == "variant" else self.atlas.conditions
            words = self.tr("&Show “{case}”").format(case=known[absence.name].name.replace("&", "&&"))
            act = (words, partial(self.case_wanted.emit, absence.kind, absence.name))
        self.message_bar.tell(text, act=act)

    def _tell_unseen(self, address: Address) -> None:
        """Say so where what was asked for is drawn, but in a layer that is hidden."""
        drawing = [view for view in self.plates if view.numbers_of((address,))]
        if drawing and all(view.lit_region() is None for view in drawing):
            text = self.tr("{name} lies in a layer that is hidden.").format(
                name=describe(self.atlas, address)
            )
            self.message_bar.tell(text, act=(self.tr("Show &All"), self.show_all_layers))

    @Slot(object)
    def seek(self, address: Address) -> None:
        """Bring a structure into view at a fitting zoom."""
        self.plates.bring_into_view((address,))

    @Slot()
    def clear_selection(self) -> None:
        """Select nothing; the reader shows the whole article again."""
        whole = self._moved()
        if whole != self._place:
            self.go_to(whole)

    @Slot(str)
    def read_section(self, section: str) -> None:
        """Read a section, and light what it is about."""
        self.go_to(self._moved(tuple(self.atlas.sections[section].about), section))

    @Slot(str)
    def read_page(self, page: str) -> None:
        """Read a page of the reader, e.g. "handbook"; what is selected stays so, but for the article."""
        if page == "article":
            self.clear_selection()
            return
        if self.discretion.is_on:
            return
        self.reader_dock.show()
        place = self._moved(self.selection.addresses, page=page)
        told = place.page_level
        level = segment_of(self.atlas, *told) if told else ""
        self.go_to(place._replace(level=level or place.level))

    @Slot(str, str)
    def read_level(self, level_kind: str, level: str) -> None:
        """Read what is drawn at a level; what is selected stays so."""
        self.read_page(f"level:{level_kind}:{level}")

    @Slot()
    def read_disclaimer(self) -> None:
        """Read what the atlas must not be used for, and who made it."""
        self.read_page("disclaimer")

    @Slot(object)
    def point_at(self, address: Address | None) -> None:
        """Name what is pointed at on the plate, and mark it in the text, if that may be known."""
        if self.discretion.is_on:
            return
        self._say_pointed(address)
        self.reader_panel.mark_pointed(address)

    @Slot(object)
    def point_from_text(self, address: Address | None) -> None:
        """Name what is pointed at in words, and outline it on the plate."""
        self._say_pointed(address)
        self.plates.set_pointed(address)

    def _say_pointed(self, address: Address | None) -> None:
        self._named = "" if address is None else describe(self.atlas, address)
        self.status_bar.show_pointed(self._named)

    def _forget_pointed(self) -> None:
        """Name no longer what was pointed at before the reader went on, unless it still is."""
        named = self._named and self.status_bar.pointed == self._named
        if named and not any(view.is_pointed_at() for view in self.plates):
            self._say_pointed(None)

    @property
    def isolating(self) -> bool:
        """Whether all but the selection is stepped back."""
        return self._isolating

    def isolate(self, on: bool) -> None:
        """Step everything back but what is selected, or bring it forward again."""
        self._isolating = on
        self.plates.isolate(self.selection.addresses or None if on else None)
        self._say_what_is_left_out()
        self.state_changed.emit()

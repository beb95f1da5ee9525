"""MainWindow: connects the parts, and owns what is selected and where the reader has been."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent, QResizeEvent, QShowEvent

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.errors import ContentError, ViewerError
from viewer.core.queries import describe, plates_showing
from viewer.core.selection import Selection
from viewer.core.trail import Trail
from viewer.shell.appearance import Appearance
from viewer.shell.place import Place
from viewer.shell.profile import Profile
from viewer.shell.settings import Settings
from viewer.shell.settings_window import SettingsWindow
from viewer.shell.shape import WindowShape

if TYPE_CHECKING:
    from viewer.shell.recent import RecentAtlases
    from viewer.shell.source import Source


class MainWindow(SettingsWindow):
    """The window. Widgets report to it; it decides, and tells every widget what to show.

    Signals:
        atlas_shown(): another atlas is on screen, or the same as it was read again.
        atlas_refused(object): what the reader wanted to open, the :class:`Source` or None, has faults.
        closed(): the window is about to go.
    """

    atlas_shown = Signal()
    atlas_refused = Signal(object)
    closed = Signal()

    def __init__(self, profile: Profile, settings: Settings, appearance: Appearance) -> None:
        """Lay the window out, with nothing to see in it yet."""
        super().__init__(profile, settings, appearance)
        self.selection = Selection()
        self.trail: Trail[Place] = Trail()
        self._unseen = True
        self.unread: tuple[Exception, Source | None] | None = None
        self.shape_keeper = WindowShape(self, (self.index_dock, self.reader_dock), profile)
        self._connect()

    def _connect(self) -> None:
        self.plate_view.region_pointed.connect(self.point_at)
        self.plate_view.region_picked.connect(self.pick)
        self.plate_view.nothing_picked.connect(self.clear_selection)
        self.plate_view.level_picked.connect(self.read_level)
        self.plate_view.walked_to.connect(self.point_at)
        self.plate_view.zoom_changed.connect(self.status_bar.show_zoom)
        self.reader_panel.mention_pointed.connect(self.point_from_text)
        self.reader_panel.mention_followed.connect(self.follow)
        self.reader_panel.section_followed.connect(self.read_section)
        self.reader_panel.page_followed.connect(self.read_page)
        self.reader_panel.search_wanted.connect(self.search_box.look_for)
        self.index_panel.address_pointed.connect(self.point_from_text)
        self.index_panel.address_chosen.connect(self.follow)
        self.search_box.address_chosen.connect(self.follow)
        self.search_box.section_chosen.connect(self.read_section)
        self.status_bar.disclaimer_followed.connect(self.read_disclaimer)
        self.tool_bar.plate_chosen.connect(self.turn_to_plate)
        self.status_bar.zoom_chosen.connect(self.plate_view.set_zoom)
        self.status_bar.zoom_in_button.clicked.connect(self.plate_view.zoom_in)
        self.status_bar.zoom_out_button.clicked.connect(self.plate_view.zoom_out)

    # ---- which atlas

    def open_atlas(self, path: Path | None, language: str) -> bool:
        """Show another atlas, a file or a folder, or with None the one that ships.

        If it cannot be read, the one on screen stays and its faults are told.
        """
        from viewer.core.assets import atlas_folder
        from viewer.core.prepared import open_atlas
        from viewer.shell.source import source_of

        source = None
        try:
            source = source_of(path, self.profile) if path is not None else None
            folder = source.folder if source else atlas_folder()
            atlas = open_atlas(folder, self.profile.cache, language)
        except (ViewerError, OSError) as error:
            self.tell_unread(error, source)
        else:
            self.message_bar.dismiss()
            self.show_atlas(atlas, folder, source=source)
            return True
        return False

    def tell_unread(self, error: Exception, source: "Source | None", also: str = "") -> None:
        """Say why an atlas could not be opened; one in a folder opens by itself once it is mended.

        ``also`` is what else has to be told.
        """
        words, faults = str(error), []
        if isinstance(error, ContentError):
            faults = [str(fault) for fault in error.faults]
            if source is not None:
                words = self.tr("{path} cannot be shown for its faults; the list says where they are.")
                words = words.format(path=source.path)
        self.message_bar.tell(f"{words} {also}".strip(), faults, kind="error", opened=bool(faults))
        self.atlas_refused.emit(source)

    @cached_property
    def recent(self) -> "RecentAtlases":
        """The atlases that were opened lately."""
        from viewer.shell.recent import RecentAtlases

        return RecentAtlases(self.profile)

    def show_again(self, atlas: Atlas) -> None:
        """Show the atlas as it is written now, from where the reader is, as far as that is still there."""
        from viewer.shell.destination import nearest_place

        place, scroll = self.place, self.reader_panel.text.verticalScrollBar()
        height = scroll.value()
        self.show_atlas(atlas, self.atlas_folder, nearest_place(atlas, place), self.source)
        self.plate_view.place_before_painting()
        if height:
            self.reader_panel.finish()
            scroll.setValue(height)

    def show_atlas(
        self, atlas: Atlas, folder: Path, place: Place | None = None, source: "Source | None" = None
    ) -> None:
        """Show an atlas from a place in it, by default the whole of its first plate.

        ``source`` is what the reader opened; None for the atlas that ships.
        """
        self.atlas, self.atlas_folder, self.source = atlas, folder, source
        self.trail = Trail()
        self.setWindowTitle(self.tr("{atlas} – Spinal Vein Viewer").format(atlas=atlas.title))
        self.status_bar.show_disclaimer(atlas.disclaimer_short, atlas.disclaimer)
        self.tool_bar.offer_plates(atlas.plates.values())
        self.layers_menu.offer(atlas.layers.values())
        self.plate_view.keep_pictures_in(self.profile.cache, _stamp(folder))
        self.reader_panel.show_atlas(atlas)
        self.index_panel.show_atlas(atlas)
        self.search_box.show_atlas(atlas)
        self._plate = ""
        self.apply_settings(self.settings)
        self.go_to(place or Place(next(iter(atlas.plates))))
        self.atlas_shown.emit()

    # ---- where the reader is

    @property
    def place(self) -> Place:
        """Where the reader is now, with the part of the plate in view."""
        return self._place._replace(camera=self.plate_view.camera())

    def go_to(self, place: Place) -> None:
        """Show a place and remember it, so that Back leads from it to the last one."""
        self._leave()
        self.trail.visit(place)
        self._show(place)

    def _leave(self) -> None:
        if self._plate:
            self.trail.replace(self.place)

    def _show(self, place: Place) -> None:
        self.message_bar.pass_on()
        self._place = place
        self.selection = Selection(place.addresses)
        self._show_plate(place.plate)
        self.plate_view.set_selection(place.addresses)
        if self._isolating:
            self.plate_view.isolate(place.addresses or None)
        if not self._unseen and place.camera is not None:
            self.plate_view.set_camera(place.camera)
        self.plate_view.mark_level(place.level)
        self.index_panel.point_to_soon(place.addresses)
        self._show_text(place)
        self.state_changed.emit()

    def _look_at(self, place: Place) -> None:
        if place.camera is not None:
            self.plate_view.set_camera(place.camera)
        elif place.addresses:
            self.plate_view.bring_into_view(place.addresses)

    def _show_plate(self, plate: str) -> None:
        if plate != self._plate:
            self._plate = plate
            self.plate_view.show_plate(self.atlas, plate)
            self.tool_bar.show_plate(plate)

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
        self._leave()
        place = step()
        if place is not None:
            self._show(place)

    # ---- what is selected and pointed at

    @Slot(object, bool)
    def pick(self, address: Address, add: bool) -> None:
        """Select what was picked on the plate; the plate stays as it is."""
        chosen = self.selection.with_added(address) if add else Selection((address,))
        self.go_to(Place(self._plate, chosen.addresses))

    @Slot(object)
    @Slot(object, bool)
    def follow(self, address: Address, add: bool = False) -> None:
        """Select what was named in words: bring it into view, on another plate if it is drawn there."""
        chosen = self.selection.with_added(address) if add else Selection((address,))
        showing = [plate.id for plate in plates_showing(self.atlas, address.structure)]
        plate = self._plate if self._plate in showing or not showing else showing[0]
        self.go_to(Place(plate, chosen.addresses))
        if showing:
            self.plate_view.bring_into_view((address,))
            self._tell_unseen(address)

    def _tell_unseen(self, address: Address) -> None:
        """Say so where what was asked for is drawn, but in a layer that is hidden."""
        if self.plate_view.numbers_of((address,)) and self.plate_view.lit_region() is None:
            text = self.tr("{name} lies in a layer that is hidden.").format(
                name=describe(self.atlas, address)
            )
            self.message_bar.tell(text, act=(self.tr("Show &All"), self.show_all_layers))

    @Slot(object)
    def seek(self, address: Address) -> None:
        """Bring a structure into view at a fitting zoom."""
        self.plate_view.bring_into_view((address,))

    @Slot()
    def clear_selection(self) -> None:
        """Select nothing; the reader shows the whole article again."""
        whole = Place(self._plate)
        if whole != self._place:
            self.go_to(whole)

    @Slot(str)
    def read_section(self, section: str) -> None:
        """Read a section, and light what it is about."""
        about = self.atlas.sections[section].about
        self.go_to(Place(self._plate, tuple(about), section))

    @Slot(str)
    def read_page(self, page: str) -> None:
        """Read a page of the reader, e.g. "handbook"; what is selected stays so, but for the article."""
        if page == "article":
            self.clear_selection()
        else:
            self.reader_dock.show()
            self.go_to(Place(self._plate, self.selection.addresses, page=page))

    @Slot(str, str)
    def read_level(self, level_kind: str, level: str) -> None:
        """Read what is drawn at a level; what is selected stays so."""
        self.read_page(f"level:{level_kind}:{level}")

    @Slot()
    def read_disclaimer(self) -> None:
        """Read what the atlas must not be used for, and who made it."""
        self.read_page("disclaimer")

    @Slot(str)
    def turn_to_plate(self, plate: str) -> None:
        """Show another plate; what is selected stays selected."""
        if plate != self._plate:
            self.go_to(self._place._replace(plate=plate, camera=None))

    @Slot(object)
    def point_at(self, address: Address | None) -> None:
        """Name what is pointed at on the plate, and mark it in the text."""
        self._say_pointed(address)
        self.reader_panel.mark_pointed(address)

    @Slot(object)
    def point_from_text(self, address: Address | None) -> None:
        """Name what is pointed at in words, and outline it on the plate."""
        self._say_pointed(address)
        self.plate_view.set_pointed(address)

    def _say_pointed(self, address: Address | None) -> None:
        self.status_bar.show_pointed("" if address is None else describe(self.atlas, address))

    @property
    def isolating(self) -> bool:
        """Whether all but the selection is stepped back."""
        return self._isolating

    def isolate(self, on: bool) -> None:
        """Step everything back but what is selected, or bring it forward again."""
        self._isolating = on
        self.plate_view.isolate(self.selection.addresses or None if on else None)
        self._say_what_is_left_out()
        self.state_changed.emit()

    def settle(self) -> None:
        """Finish now what would else be painted or written when nobody waits, e.g. for a picture."""
        self.plate_view.paint_now()
        self.reader_panel.finish()
        self.index_panel.finish()

    # ---- what Qt asks

    def showEvent(self, event: QShowEvent) -> None:
        """Look where the first place says: only now has the plate its size."""
        super().showEvent(event)
        if self._unseen:
            self._unseen = False
            self._keep_disclaimer_in_sight(not self.reader_dock.isHidden())
            self.room.begin(not (self.profile.folder / "window.ini").exists())
            self._look_at(self._place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the plate enough of a narrower window."""
        super().resizeEvent(event)
        self.room.follow_width()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the shape of the window before it goes."""
        self.shape_keeper.memory.setValue("atlas", str(self.source.path) if self.source else "")
        self.shape_keeper.keep(self.place)
        self.closed.emit()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc clear the selection where no widget had a use for it."""
        if event.key() == Qt.Key.Key_Escape:
            self._escape()
        else:
            super().keyPressEvent(event)

    def _escape(self) -> None:
        """Take away what lies on top: a message, a name on the plate, the selection, the full screen."""
        self.message_bar.pass_on()
        if self.message_bar.isVisible():
            self.message_bar.dismiss()
        elif self.plate_view.hide_tip():
            return
        elif self.selection or self._place != Place(self._plate):
            self.clear_selection()
        elif self.isFullScreen():
            self.show_full_screen(False)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let the mouse's own buttons for back and forward do that, wherever the pointer is."""
        if event.button() == Qt.MouseButton.BackButton:
            self.back()
        elif event.button() == Qt.MouseButton.ForwardButton:
            self.forward()
        else:
            super().mousePressEvent(event)


def _stamp(folder: Path) -> str:
    """Give a word that changes whenever a drawing of the atlas does."""
    return ";".join(
        f"{file.name},{about.st_size},{about.st_mtime_ns}"
        for file in sorted((folder / "plates").glob("*.svg"))
        for about in (file.stat(),)
    )

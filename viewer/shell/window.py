"""MainWindow: connects the parts, opens atlases, and hears what Qt asks of a window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from viewer.core.errors import ContentError, ViewerError
from viewer.core.files import drawings_stamp
from viewer.core.plate_choice import plate_choices
from viewer.core.trail import Trail
from viewer.shell.place import Place
from viewer.shell.shape import WindowShape
from viewer.shell.study_window import StudyWindow

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent, QResizeEvent, QShowEvent

    from viewer.core.atlas import Atlas
    from viewer.shell.appearance import Appearance
    from viewer.shell.profile import Profile
    from viewer.shell.settings import Settings
    from viewer.shell.source import Source


class MainWindow(StudyWindow):
    """The window. Widgets report to it; it decides, and tells every widget what to show.

    Signals:
        atlas_refused(object): what the reader wanted to open, the :class:`Source` or None, has faults.
    """

    atlas_refused = Signal(object)

    def __init__(self, profile: Profile) -> None:
        """Make an empty window, which has a shape and no parts."""
        super().__init__()
        self.unread: tuple[Exception, Source | None] | None = None
        self.shape_keeper = WindowShape(self, profile)
        self._unseen = self._furnished = False

    def furnish(self, profile: Profile, settings: Settings, appearance: Appearance) -> None:
        """Lay the window out, with nothing to see in it yet."""
        from viewer.shell.legend import Legend
        from viewer.shell.trace_desk import TraceDesk
        from viewer.shell.undrawn import Undrawn

        super().furnish(profile, settings, appearance)
        self.trace_desk = TraceDesk(self)
        self.undrawn = Undrawn(self)
        self.legend = Legend(self, self.shape_keeper.memory)
        self._furnished = True
        self._connect()

    def _connect(self) -> None:
        self.plates.region_pointed.connect(self.point_at)
        self.plates.region_picked.connect(self.pick)
        self.plates.nothing_picked.connect(self.clear_selection)
        self.plates.level_picked.connect(self.read_level)
        self.plates.level_dragged.connect(self.drag_level)
        self.plates.walked_to.connect(self.point_at)
        self.plates.zoom_changed.connect(self.status_bar.show_zoom)
        self.reader_panel.mention_pointed.connect(self.point_from_text)
        self.reader_panel.mention_followed.connect(self.follow)
        self.reader_panel.section_followed.connect(self.read_section)
        self.reader_panel.page_followed.connect(self.read_page)
        self.reader_panel.search_wanted.connect(self.search_box.look_for)
        self.index_panel.address_pointed.connect(self.point_from_text)
        self.index_panel.address_chosen.connect(self.follow)
        self.index_panel.addresses_chosen.connect(self.select)
        self.search_box.address_chosen.connect(self.follow)
        self.search_box.level_chosen.connect(self.follow_at)
        self.search_box.case_chosen.connect(self.show_case)
        self.search_box.section_chosen.connect(self.read_section)
        self.search_box.left.connect(self.take_keyboard)
        self.status_bar.disclaimer_followed.connect(self.read_disclaimer)
        self.tool_bar.plate_chosen.connect(self.turn_to_plate)
        self.tool_bar.level_chosen.connect(self.set_level)
        self.tool_bar.level_box.level_refused.connect(self.refuse_level)
        self.case_left.connect(self.leave_condition)
        self.reader_panel.case_followed.connect(self.show_case)
        self.case_wanted.connect(self.show_case)
        self.status_bar.zoom_chosen.connect(self.plates.set_zoom)
        self.status_bar.zoom_in_button.clicked.connect(self.plates.zoom_in)
        self.status_bar.zoom_out_button.clicked.connect(self.plates.zoom_out)

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

    def tell_unread(self, error: Exception, source: Source | None, also: str = "") -> None:
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

    def show_again(self, atlas: Atlas) -> None:
        """Show the atlas as it is written now, from where the reader is, as far as that is still there."""
        from viewer.shell.destination import nearest_place

        place, scroll = self.place, self.reader_panel.text.verticalScrollBar()
        asked = self.blood.memory()
        height = scroll.value()
        self.show_atlas(atlas, self.atlas_folder, nearest_place(atlas, place), self.source)
        if not self._place.condition:
            self.blood.put_back(asked.known_in(atlas))
        self.plate_view.place_before_painting()
        if height:
            self.reader_panel.finish()
            scroll.setValue(height)

    def show_atlas(
        self, atlas: Atlas, folder: Path, place: Place | None = None, source: Source | None = None
    ) -> None:
        """Show an atlas from a place in it, by default the whole of its first plate.

        ``source`` is what the reader opened; None for the atlas that ships.
        """
        self.discretion.lift()
        self.atlas, self.atlas_folder, self.source = atlas, folder, source
        self.trail = Trail()
        self.name_window()
        self.status_bar.show_disclaimer(atlas.disclaimer_short, atlas.disclaimer)
        self.in_force = self.shape_keeper.begin_case(atlas)
        self.beside = self.shape_keeper.beside
        self.plates.set_share(self.shape_keeper.share)
        self.plates.forget()
        self.tool_bar.offer_plates(plate_choices(atlas))
        self.tool_bar.offer_levels(atlas.levels)
        self.layers_menu.offer(atlas.layers.values())
        self.plates.keep_pictures_in(self.profile.cache, drawings_stamp(folder))
        self.reader_panel.show_atlas(atlas)
        self.index_panel.show_atlas(atlas)
        self.search_box.show_atlas(atlas)
        self._place, self._before_case = Place(""), None
        self.blood.begin(atlas)
        self.apply_settings(self.settings)
        self.go_to(place or Place(next(iter(atlas.plates))))
        self.atlas_shown.emit()

    def settle(self) -> None:
        """Finish now what would else be painted or written when nobody waits, e.g. for a picture."""
        self.plates.paint_now()
        self.reader_panel.finish()
        self.index_panel.finish()

    # ---- what Qt asks

    def showEvent(self, event: QShowEvent) -> None:
        """Begin, where all is there that is to be seen."""
        super().showEvent(event)
        self.begin()

    def begin(self) -> None:
        """Look where the first place says, once there is something to see: only then has it its size."""
        if self._unseen:
            self._unseen = False
            self._keep_disclaimer_in_sight(not self.reader_dock.isHidden())
            self.room.begin(not (self.profile.folder / "window.ini").exists())
            self._look_at(self._place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the plate enough of a narrower window."""
        super().resizeEvent(event)
        if self._furnished:
            self.room.follow_width()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the shape of the window before it goes, without what a set of questions has put away."""
        self.finish_study()
        self.shape_keeper.memory.setValue("atlas", str(self.source.path) if self.source else "")
        self.shape_keeper.keep_case(self.atlas, self.in_force, self.beside, self.plates.share)
        self.shape_keeper.keep(self.place_to_keep)
        self.closed.emit()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc clear the selection where no widget had a use for it."""
        from PySide6.QtCore import Qt

        if event.key() == Qt.Key.Key_Escape:
            self._escape()
        else:
            super().keyPressEvent(event)

    def _escape(self) -> None:
        """Take away what lies on top: a message, a name on the plate, the selection, the full screen."""
        self.message_bar.pass_on()
        if self.message_bar.isVisible():
            self.message_bar.dismiss()
        elif self.plates.hide_tip():
            return
        elif self._place.condition:
            self.leave_condition()
        elif self.selection or self._place != self._moved():
            self.clear_selection()
        elif self.isFullScreen():
            self.show_full_screen(False)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let the mouse's own buttons for back and forward do that, wherever the pointer is."""
        from PySide6.QtCore import Qt

        if event.button() == Qt.MouseButton.BackButton:
            self.back()
        elif event.button() == Qt.MouseButton.ForwardButton:
            self.forward()
        else:
            super().mousePressEvent(event)

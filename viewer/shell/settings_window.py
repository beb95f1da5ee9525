"""SettingsWindow: how the window shows things: what the reader chose, put on every part, told and kept."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from viewer.core.assets import asset
from viewer.shell.panes import PanedWindow
from viewer.widgets.later import later

if TYPE_CHECKING:
    from viewer.shell.appearance import Appearance
    from viewer.shell.profile import Profile
    from viewer.shell.recent import RecentAtlases
    from viewer.shell.settings import LabelChoice, Settings


class SettingsWindow(PanedWindow):
    """A window whose parts look as the reader wishes; what they show is not known here.

    Signals:
        state_changed(): something that an action's mark or liveliness depends on is otherwise now.
    """

    state_changed = Signal()

    def furnish(self, profile: Profile, settings: Settings, appearance: Appearance) -> None:
        """Make the parts; :meth:`apply_settings` is for later, when there is something to see."""
        from viewer.shell.room import Room

        self.make_parts(appearance.look)
        appearance.setParent(self)
        self.profile, self.settings, self.appearance = profile, settings, appearance
        self.room = Room(self, self.index_dock, self.reader_dock)
        self._isolating = False
        self._could_not_save = self._hint_rests = False
        self.hint.dismissed.connect(self.put_hint_away)
        self.layers_menu.layer_set.connect(self.set_layer)
        self.appearance.look_changed.connect(self.put_on_look)

    @cached_property
    def recent(self) -> RecentAtlases:
        """The atlases that were opened lately."""
        from viewer.shell.recent import RecentAtlases

        return RecentAtlases(self.profile)

    def change_settings(self, settings: Settings) -> None:
        """Apply what the reader chose at once, and keep it for the next start."""
        from viewer.shell.settings import save

        self.message_bar.pass_on()
        before, self.settings = self.settings, settings
        self.apply_settings(settings)
        try:
            save(self.profile, settings, before)
        except OSError:
            self._tell_unkept()

    def apply_settings(self, settings: Settings) -> None:
        """Put settings on every widget; the one way in which they reach the screen."""
        self.appearance.apply(settings)
        self.fit_font()
        self.room.follow_text()
        self.hint.setVisible(settings.hint and not self._hint_rests)
        self.plates.set_motion(self.appearance.moves(settings.motion))
        self.plates.set_label_mode(settings.labels.value)
        self.plates.set_layers({layer: state.value for layer, state in settings.layers.items()})
        self.layers_menu.show_states(settings.layers)
        self._say_what_is_left_out()
        self.state_changed.emit()

    def _say_what_is_left_out(self) -> None:
        self.tool_bar.show_labels(self.settings.labels)
        self.tool_bar.show_layers(self.layers_menu.left_out(), self._isolating)

    def rest_hint(self, resting: bool) -> None:
        """Let the hint rest while what it advises could not be done, or show it again."""
        self._hint_rests = resting
        self.hint.setVisible(self.settings.hint and not resting)

    @Slot()
    def put_hint_away(self) -> None:
        """Show the hint no more, at later starts either."""
        self.change_settings(self.settings._replace(hint=False))

    @Slot(str, str)
    def set_layer(self, layer: str, state: str) -> None:
        """Show, ghost or hide one layer."""
        from viewer.shell.settings import LayerState

        self.change_settings(self.settings.with_layer(layer, LayerState(state)))

    @Slot()
    def show_all_layers(self) -> None:
        """Show every layer in full."""
        self.change_settings(self.settings._replace(layers={}))

    def set_labels(self, choice: LabelChoice) -> None:
        """Choose which labels stand beside the plate."""
        self.change_settings(self.settings._replace(labels=choice))

    def show_full_screen(self, on: bool) -> None:
        """Give the atlas the whole screen, without menus, or put the window back as it was."""
        from PySide6.QtCore import Qt

        self.menuBar().setVisible(not on)
        state = self.windowState()
        full = Qt.WindowState.WindowFullScreen
        self.setWindowState(state | full if on else state & ~full)
        self.message_bar.pass_on()
        if on:
            self.message_bar.tell(self.tr("F11 or Esc leaves the full screen."))
        self.state_changed.emit()

    def greet(self) -> None:
        """Do what can wait until the window is seen: its icon, a word on what is hidden or cannot be kept."""
        later(self._put_on_icon)
        troubles = self._troubles()
        if troubles:
            self.message_bar.tell(" ".join(troubles), kind="warning")
        else:
            self._tell_hidden()

    def _troubles(self) -> list[str]:
        """Give a sentence for each thing that is wrong with the profile at the start."""
        profile, found = self.profile, []
        if not profile.writable():
            found.append(self._words_unsaved())
        if profile.newer:
            found.append(self._words_newer())
        self._could_not_save = bool(found)
        if profile.aside:
            text = self.tr("Damaged settings in {folder} are set aside as {names}: please choose anew.")
            found.append(text.format(folder=profile.folder, names=self.tr(", ").join(profile.aside)))
        if profile.stuck:
            text = self.tr("Damaged settings in {folder} are passed over and left there: {names}.")
            found.append(text.format(folder=profile.folder, names=self.tr(", ").join(profile.stuck)))
        return found

    def _tell_hidden(self) -> None:
        """Say which layers are hidden since the last time, for what is not there is not missed."""
        hidden = self.layers_menu.hidden()
        if not hidden:
            return
        text = self.tr("Hidden: {layers}.").format(layers=self.tr(", ").join(hidden))
        self.message_bar.tell(text, act=(self.tr("Show &All"), self.show_all_layers))

    @Slot()
    def _put_on_icon(self) -> None:
        from PySide6.QtGui import QIcon

        self.setWindowIcon(QIcon(str(asset("icons/spinal-vein-viewer.svg"))))

    def _tell_unkept(self) -> None:
        """Say, once, that what was chosen cannot be kept; the program goes on without."""
        if not self._could_not_save:
            self._could_not_save = True
            words = self._words_newer() if self.profile.newer else self._words_unsaved()
            self.message_bar.tell(words, kind="warning")

    def _words_unsaved(self) -> str:
        text = self.tr(
            "Settings cannot be kept: {folder} cannot be written; "
            "make room there, or allow writing, and start again."
        )
        return text.format(folder=self.profile.folder)

    def _words_newer(self) -> str:
        text = self.tr(
            "These settings were made by a newer version, in {folder}: changes are kept only until "
            "you close; use that version to keep them."
        )
        return text.format(folder=self.profile.folder)

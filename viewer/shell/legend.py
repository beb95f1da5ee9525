"""Legend: has the signs of the blood's way explained under the plates, as long as any are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Slot

if TYPE_CHECKING:
    from viewer.shell.place_window import PlaceWindow
    from viewer.widgets.flow_key import FlowKey

_FOLDED = "key-folded"


class Legend(QObject):
    """Keeps a :class:`~viewer.widgets.flow_key.FlowKey` true to what the plates show."""

    def __init__(self, window: PlaceWindow, memory: QSettings) -> None:
        """Explain nothing yet; to be made after what has plates show the way of the blood."""
        super().__init__(window)
        self._window, self._memory = window, memory
        self.key: FlowKey | None = None
        window.place_shown.connect(self.renew)
        window.blood.changed.connect(self.renew)

    @Slot()
    def renew(self) -> None:
        """Explain the signs that are on the plates now."""
        window = self._window
        found = [marks for view in window.plates if (marks := view.flow_marks()) is not None]
        if not found or window.discretion.is_on:
            if self.key is not None:
                self.key.hide()
            return
        from viewer.widgets.flow_key import signs_in

        key = self.key or self._make()
        key.show_signs(signs_in(found))

    def _make(self) -> FlowKey:
        from viewer.widgets.flow_key import FlowKey

        window = self._window
        folded = str(self._memory.value(_FOLDED, "")) == "yes"
        key = self.key = FlowKey(window.appearance.look, not folded)
        key.folded.connect(self._keep)
        window.appearance.look_changed.connect(key.set_look)
        window.put_below(key)
        return key

    @Slot(bool)
    def _keep(self, folded: bool) -> None:
        self._memory.setValue(_FOLDED, "yes" if folded else "")

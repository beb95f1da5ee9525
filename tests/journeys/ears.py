"""Ears: what a screen reader is told."""

import pytest
from PySide6.QtWidgets import QWidget


class Ears:
    """Hears what is announced to a screen reader."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        import viewer.widgets.accessible as spoken

        self.heard: list[str] = []
        made = spoken.QAccessibleAnnouncementEvent

        def announcement(view: QWidget, text: str) -> object:
            self.heard.append(text)
            return made(view, text)

        patch.setattr(spoken, "QAccessibleAnnouncementEvent", announcement)

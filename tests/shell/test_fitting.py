"""Dialogs stay on the screen with the largest text, and their titles are whole."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QDialog

from tests.widgets.trimmings import real_atlas
from viewer.shell import fitting
from viewer.shell.actions import shortcuts
from viewer.shell.dialogs import AboutDialog, CrashDialog, ShortcutsDialog
from viewer.shell.link_dialog import LinkDialog
from viewer.shell.settings import Settings
from viewer.shell.settings_dialog import SettingsDialog

_DIALOGS: tuple[Callable[[], QDialog], ...] = (
    lambda: SettingsDialog(Settings()),
    lambda: LinkDialog(real_atlas(), "", None),
    lambda: AboutDialog(real_atlas(), None),
    lambda: ShortcutsDialog(shortcuts(), None),
    lambda: CrashDialog("a fault", ""),
)


@pytest.mark.parametrize("make", _DIALOGS)
@pytest.mark.parametrize("factor", [1, 2, 3])
def test_dialogs_stay_on_a_small_screen(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, make: Callable[[], QDialog], factor: int
) -> None:
    monkeypatch.setattr(fitting, "room_on_screen", lambda _: QSize(960, 640))
    plain = qapp.font()
    font = qapp.font()
    font.setPointSizeF(plain.pointSizeF() * factor)
    qapp.setFont(font)
    try:
        dialog = make()
        dialog.show()
        qapp.processEvents()
        assert dialog.width() <= 960
        assert dialog.height() <= 640
        assert dialog.width() > QFontMetrics(plain).horizontalAdvance(dialog.windowTitle()) + 60
        dialog.close()
    finally:
        qapp.setFont(plain)

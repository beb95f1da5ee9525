"""Dialogs stay on the screen with the largest text, and their titles are whole."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QProxyStyle, QStyle

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


class IconStyle(QProxyStyle):
    """Puts icons on the buttons of dialogs, as some systems want it."""

    def styleHint(self, hint: QStyle.StyleHint, *more: Any) -> int:  # noqa: N802
        has_icons = hint == QStyle.StyleHint.SH_DialogButtonBox_ButtonsHaveIcons
        return 1 if has_icons else super().styleHint(hint, *more)


@pytest.mark.parametrize("make", _DIALOGS)
def test_no_system_puts_icons_on_some_buttons(qapp: QApplication, make: Callable[[], QDialog]) -> None:
    qapp.setStyle(IconStyle("Fusion"))
    try:
        dialog = make()
        buttons = [one for box in dialog.findChildren(QDialogButtonBox) for one in box.buttons()]
        assert buttons and all(button.icon().isNull() for button in buttons)
        dialog.deleteLater()
    finally:
        qapp.setStyle("Fusion")

"""SettingsDialog: a form made from Settings, each change of which is applied at once."""

from collections.abc import Callable
from enum import StrEnum
from typing import get_type_hints

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QVBoxLayout,
    QWidget,
)

from viewer.shell.fitting import ScrolledForm, fit
from viewer.shell.settings import TEXT_SIZES, Settings
from viewer.widgets.tick_box import TickBox


def _words() -> dict[str, str]:
    tr = QCoreApplication.translate
    return {
        "theme": tr("Settings", "&Theme"),
        "system": tr("Settings", "As the system"),
        "light": tr("Settings", "Light"),
        "dark": tr("Settings", "Dark"),
        "high-contrast": tr("Settings", "High contrast"),
        "text_size": tr("Settings", "Te&xt size"),
        "labels": tr("Settings", "&Labels"),
        "all": tr("Settings", "All"),
        "selected": tr("Settings", "Selected only"),
        "none": tr("Settings", "None"),
        "motion": tr("Settings", "&Motion"),
        "move": tr("Settings", "Glide to a place"),
        "still": tr("Settings", "Jump to a place"),
        "hint": tr("Settings", "Show the &hint for beginners"),
    }


class SettingsDialog(QDialog):
    """One line for each setting that is a choice; the others have places of their own in the window.

    Signals:
        settings_changed(Settings): the reader chose; all settings as they are now.
    """

    settings_changed = Signal(object)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        """Show ``settings``."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Settings"))
        self._settings = settings
        self._choices: dict[str, QComboBox] = {}
        page = QWidget()
        form = QFormLayout(page)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        words = _words()
        for name, kind in get_type_hints(Settings).items():
            options = self._options(name, kind, words)
            if options:
                form.addRow(words[name], self._choice(name, options))
        self.hint = TickBox(words["hint"])
        self.hint.setChecked(settings.hint)
        self.hint.clicked.connect(self._take_hint)
        form.addRow(self.hint)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Close | QDialogButtonBox.StandardButton.RestoreDefaults
        )
        buttons.rejected.connect(self.reject)
        buttons.button(QDialogButtonBox.StandardButton.RestoreDefaults).clicked.connect(self.restore_defaults)
        column = QVBoxLayout(self)
        column.addWidget(ScrolledForm(page), 1)
        column.addWidget(buttons)
        # A window manager cuts the title to the width of the form.
        fit(self, 60)

    @Slot()
    def restore_defaults(self) -> None:
        """Choose what a new reader finds; what is not in the form stays."""
        self._settings = self._settings._replace(
            **{name: Settings._field_defaults[name] for name in (*self._choices, "hint")}
        )
        for name, choice in self._choices.items():
            choice.setCurrentIndex(choice.findData(getattr(self._settings, name)))
        self.hint.setChecked(self._settings.hint)
        self.settings_changed.emit(self._settings)

    @Slot(bool)
    def _take_hint(self, shown: bool) -> None:
        self._settings = self._settings._replace(hint=shown)
        self.settings_changed.emit(self._settings)

    def _choice(self, name: str, options: list[tuple[str, object]]) -> QComboBox:
        choice = QComboBox()
        for text, value in options:
            choice.addItem(text, value)
        choice.setCurrentIndex(choice.findData(getattr(self._settings, name)))
        choice.activated.connect(self._taker(name, choice))
        self._choices[name] = choice
        return choice

    def _taker(self, name: str, choice: QComboBox) -> Callable[[int], None]:
        def take(row: int) -> None:
            kind = type(getattr(self._settings, name))
            self._settings = self._settings._replace(**{name: kind(choice.itemData(row))})
            self.settings_changed.emit(self._settings)

        return take

    def _options(self, name: str, kind: object, words: dict[str, str]) -> list[tuple[str, object]]:
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return [(words[value], value) for value in kind]
        if name == "text_size":
            # The command line may have asked for a size between the steps.
            per_cent = QCoreApplication.translate("Settings", "{size} %")
            sizes = sorted({*TEXT_SIZES, self._settings.text_size})
            return [(per_cent.format(size=size), size) for size in sizes]
        return []

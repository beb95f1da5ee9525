"""Appearance: the colours and the size of text, put on the whole program at once."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from viewer.shell.settings import MotionChoice, Settings, ThemeChoice
from viewer.widgets.look import Look, load_theme


class Appearance(QObject):
    """Turns the reader's choice of theme and text size into a palette, a font and a :class:`Look`.

    Signals:
        look_changed(Look): the colours are others now; also when the system's change and ours follow.
    """

    look_changed = Signal(object)

    def __init__(self, application: QApplication, cache: Path | None) -> None:
        """Remember the system's own font, which 100 % means; ``cache`` may keep themes between starts."""
        super().__init__(application)
        self._cache = cache
        self._application = application
        self._hints = QGuiApplication.styleHints()
        self._plain_font = application.font()
        self._choice = ThemeChoice.SYSTEM
        self._text_size = 100
        self._shown = ""
        self._look: Look | None = None
        self._hints.colorSchemeChanged.connect(self._follow_system)

    @property
    def look(self) -> Look:
        """The look that is on now; made when first asked for."""
        if self._look is None:
            self._put_on_theme()
        assert self._look is not None
        return self._look

    def apply(self, settings: Settings) -> None:
        """Put on the theme and text size of ``settings``; does nothing where they are on already."""
        self._choice = settings.theme
        if settings.text_size != self._text_size:
            self._text_size = settings.text_size
            font = self._application.font()
            font.setPointSizeF(self._plain_font.pointSizeF() * settings.text_size / 100)
            self._application.setFont(font)
        self._put_on_theme()

    def moves(self, choice: MotionChoice) -> bool:
        """Tell whether the plate may glide: what the reader chose, else what the system wishes.

        Only Qt 6.12 and later know of that wish; before, the plate glides unless the reader says otherwise.
        """
        if choice is not MotionChoice.SYSTEM:
            return choice is MotionChoice.MOVE
        wish = getattr(self._hints.accessibility(), "motionPreference", None)
        return wish is None or wish().name != "ReducedMotion"

    def _put_on_theme(self) -> None:
        name = self._theme_name()
        if name == self._shown:
            return
        self._shown = name
        self._look = Look(load_theme(name, self._cache))
        self._application.setPalette(self._look.palette())
        for ticked in ("QCheckBox", "QRadioButton"):
            # PySide declares bytes here and takes none.
            self._application.setPalette(self._look.box_palette(), ticked)  # type: ignore[arg-type]
        self.look_changed.emit(self._look)

    def _theme_name(self) -> str:
        if self._choice is not ThemeChoice.SYSTEM:
            return self._choice.value
        if self._hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            return ThemeChoice.HIGH_CONTRAST.value
        dark = self._hints.colorScheme() == Qt.ColorScheme.Dark
        return ThemeChoice.DARK.value if dark else ThemeChoice.LIGHT.value

    @Slot()
    def _follow_system(self) -> None:
        if self._choice is ThemeChoice.SYSTEM:
            self._put_on_theme()

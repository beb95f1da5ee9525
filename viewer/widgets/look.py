"""Look: the colours of a theme, by role, and the palette of the window made from them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from PySide6.QtGui import QColor, QPalette

from viewer.widgets.icons import icon

__all__ = [
    "THEMES", "Look", "Theme", "contrast", "icon", "load_theme", "look_on_paper", "mixed", "theme_from",
]  # fmt: skip

THEMES = ("light", "dark", "high-contrast")
"""The themes that ship, by name; "system" is for the window to translate into one of them."""

_SEEN = 3.0
"""The contrast that a part of the interface needs at least."""
_TISSUE_TO_BG = 0.30
_VESSEL_TO_GROUND = 0.58
_VESSEL_TO_BG = 0.25


class Theme(NamedTuple):
    """Colours by role, as ``#rrggbb``; ``ground`` names what lies beneath a vessel's role."""

    name: str
    dark: bool
    plate: Mapping[str, str]
    interface: Mapping[str, str]
    ground: Mapping[str, str]


def load_theme(name: str, cache: Path | None = None) -> Theme:
    """Read a shipped theme, e.g. ``light``.

    ``cache`` is a folder that may keep the parsed form between starts; a folder that cannot be written
    is no fault.

    :raises KeyError: if no such theme ships.
    """
    from viewer.core.assets import asset

    if name not in THEMES:
        raise KeyError(name)
    source = asset(f"themes/{name}.toml")
    if cache is None:
        return theme_from(source.read_text("utf-8"))
    return _kept_theme(source, cache / f"theme-{name}")


def theme_from(text: str) -> Theme:
    """Make a theme from the text of its file.

    :raises ValueError: if it is not TOML.
    :raises KeyError: if a table or the name is missing.
    """
    import tomllib

    data = tomllib.loads(text)
    return Theme(
        str(data["name"]), bool(data["dark"]), data["plate"], data["interface"], data.get("ground", {})
    )


def _kept_theme(source: Path, kept: Path) -> Theme:
    # Reading TOML costs some 18 ms at start, the kept form less than one.
    import marshal

    about = source.stat()
    stamp = (1, str(source), about.st_size, about.st_mtime_ns)
    try:
        found = marshal.loads(kept.read_bytes())
        if found[0] == stamp:
            return Theme(*found[1])
    except (OSError, EOFError, ValueError, TypeError, IndexError, KeyError):
        pass
    theme = theme_from(source.read_text("utf-8"))
    form = (theme.name, theme.dark, dict(theme.plate), dict(theme.interface), dict(theme.ground))
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        fresh = kept.with_name(kept.name + ".new")
        fresh.write_bytes(marshal.dumps((stamp, form)))
        fresh.replace(kept)
    except OSError:
        pass
    return theme


def mixed(colour: QColor, other: QColor, amount: float) -> QColor:
    """Give ``colour`` moved by ``amount`` (0-1) towards ``other``."""
    rest = 1.0 - amount
    return QColor(
        round(colour.red() * rest + other.red() * amount),
        round(colour.green() * rest + other.green() * amount),
        round(colour.blue() * rest + other.blue() * amount),
    )


def contrast(one: QColor, other: QColor) -> float:
    """Give the contrast ratio of WCAG 2, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)

    red, green, blue = linear(colour.redF()), linear(colour.greenF()), linear(colour.blueF())
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


class Look:
    """What a theme gives to painters: a colour for each role, plain or ghosted, and a palette."""

    def __init__(self, theme: Theme) -> None:
        """Prepare nothing yet; colours are made when first asked for and then kept."""
        self.theme = theme
        self._colours: dict[tuple[str, bool], QColor] = {}
        self._interface: dict[str, QColor] = {}

    def __contains__(self, role: object) -> bool:
        """Tell whether the theme colours this role of the plate."""
        return role in self.theme.plate

    def colour(self, role: str, ghosted: bool = False) -> QColor:
        """Give the colour of a role of the plate.

        Ghosted, it is mixed towards what lies beneath it, so that overlaps and joins stay whole, as they
        would not under opacity. A role that no theme knows (a teacher's own) is drawn in ink.
        """
        found = self._colours.get((role, ghosted))
        if found is None:
            found = self._ghosted(role) if ghosted else QColor(self.theme.plate.get(role, self._ink))
            self._colours[role, ghosted] = found
        return found

    def ui(self, role: str) -> QColor:
        """Give the colour of a role of the interface, e.g. ``mention-lit``.

        :raises KeyError: if the theme has no such role.
        """
        found = self._interface.get(role)
        if found is None:
            found = self._interface[role] = QColor(self.theme.interface[role])
        return found

    def kin(self, role: str, part: str, otherwise: str) -> str:
        """Give the role of a part of a vessel (``edge``, ``light``), or another where it has none."""
        wanted = f"{role}-{part}"
        return wanted if wanted in self.theme.plate else otherwise

    def palette(self) -> QPalette:
        """Make the palette for Qt's Fusion style."""
        palette = QPalette()
        role = QPalette.ColorRole
        for wanted, name in _PALETTE:
            palette.setColor(getattr(role, wanted), self.ui(name))
        window, line = self.ui("window"), self.ui("line")
        lifted = QColor("#ffffff") if not self.theme.dark else mixed(window, self.ui("text"), 0.18)
        palette.setColor(role.Light, lifted)
        palette.setColor(role.Midlight, mixed(window, lifted, 0.5))
        palette.setColor(role.Mid, mixed(window, line, 0.6))
        palette.setColor(role.Dark, line)
        palette.setColor(role.Shadow, mixed(line, QColor("#000000"), 0.6))
        for faded in (role.WindowText, role.Text, role.ButtonText, role.PlaceholderText):
            palette.setColor(QPalette.ColorGroup.Disabled, faded, self.ui("disabled"))
        palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, mixed(window, line, 0.5))
        return palette

    def box_palette(self) -> QPalette:
        """Make the palette of what can be ticked: its edge is Dark, the ring of the keyboard is Accent."""
        palette, window, edge = self.palette(), self.ui("window"), self.ui("line")
        share = 0.0
        # A thin line that is rounded loses some of its strength.
        while contrast(edge, window) < 1.2 * _SEEN and share < 1.0:
            share += 0.02
            edge = mixed(self.ui("line"), self.ui("text"), share)
        palette.setColor(QPalette.ColorRole.Dark, edge)
        palette.setColor(QPalette.ColorRole.Accent, self.ui("focus"))
        return palette

    @property
    def _ink(self) -> str:
        return self.theme.plate["ink"]

    def _ghosted(self, role: str) -> QColor:
        colour, ground = self.colour(role), self.theme.ground.get(role)
        if role in ("bg", "shadow"):
            return colour
        if ground is None:
            return mixed(colour, self.colour("bg"), _TISSUE_TO_BG)
        return mixed(mixed(colour, self.colour(ground), _VESSEL_TO_GROUND), self.colour("bg"), _VESSEL_TO_BG)


_PALETTE = (
    ("Window", "window"),
    ("WindowText", "text"),
    ("Base", "base"),
    ("AlternateBase", "alternate-base"),
    ("Text", "text"),
    ("PlaceholderText", "muted"),
    ("Button", "button"),
    ("ButtonText", "button-text"),
    ("BrightText", "error"),
    ("Highlight", "highlight"),
    ("HighlightedText", "highlight-text"),
    ("Accent", "highlight"),
    ("Link", "link"),
    ("LinkVisited", "link-visited"),
    ("ToolTipBase", "tip"),
    ("ToolTipText", "tip-text"),
)


def look_on_paper() -> Look:
    """Give the look for paper: what fades into the ground of the screen fades into white."""
    light = load_theme("light")
    return Look(light._replace(plate={**light.plate, "bg": "#ffffff"}))

"""Settings: the reader's choices and their file."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

from viewer.shell.profile import Profile

_FILE = "settings.json"
_FORMAT = 1
"""Counted up when an older version would misread what is kept."""
_MOST_BYTES = 1 << 18


class ThemeChoice(StrEnum):
    """Which colours to show: the system's wish, or one of ours."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high-contrast"


class LabelChoice(StrEnum):
    """Which labels stand beside the plate."""

    ALL = "all"
    SELECTED = "selected"
    NONE = "none"


class MotionChoice(StrEnum):
    """Whether the plate glides to a place or is there at once."""

    SYSTEM = "system"
    MOVE = "move"
    STILL = "still"


class LayerState(StrEnum):
    """How much of a layer is seen."""

    SHOW = "show"
    GHOST = "ghost"
    HIDE = "hide"


class Settings(NamedTuple):
    """What a reader may choose; each default is here and nowhere else.

    ``text_size`` is in per cent of the system's. ``layers`` holds the layers that are not fully shown.
    ``hint`` says whether the window still advises what to try.
    """

    theme: ThemeChoice = ThemeChoice.SYSTEM
    text_size: int = 100
    labels: LabelChoice = LabelChoice.ALL
    motion: MotionChoice = MotionChoice.SYSTEM
    layers: Mapping[str, LayerState] = MappingProxyType({})
    hint: bool = True

    def overridden(self, theme: str, labels: str, text_size: int) -> "Settings":
        """Give these settings with what the command line says in place of what was kept; "" and 0 keep it."""
        return self._replace(
            theme=ThemeChoice(theme) if theme else self.theme,
            labels=LabelChoice(labels) if labels else self.labels,
            text_size=text_size or self.text_size,
        )

    def with_layer(self, layer: str, state: LayerState) -> "Settings":
        """Show one layer as said, the others as they are."""
        layers = {**self.layers, layer: state}
        return self._replace(layers={id_: s for id_, s in layers.items() if s is not LayerState.SHOW})


TEXT_SIZES = (75, 85, 100, 115, 130, 150, 175, 200, 250, 300)
"""The steps of the text size, in per cent."""


def next_text_size(size: int, step: int) -> int:
    """Give the text size one step larger (1) or smaller (-1), the last one at either end."""
    beyond = [s for s in TEXT_SIZES if (s - size) * step > 0]
    return min(beyond, key=lambda s: abs(s - size), default=size)


def load(profile: Profile) -> Settings:
    """Read what the reader chose; what is missing or not understood stays at its default.

    A damaged file is set aside.
    """
    try:
        return _from_plain(_read(profile))
    except OSError:
        return Settings()


def save(profile: Profile, settings: Settings, before: Settings | None = None) -> None:
    """Write what is not as ``before``, in one step; the rest stays as another window may have left it.

    Without ``before``, all is written. Defaults are left out.

    :raises OSError: if it cannot be written, cannot be read, or is a newer version's.
    """
    import json

    saved = _read(profile)
    if _FILE in profile.newer:
        raise OSError(f"{profile.folder / _FILE} was made by a newer version")
    for name, value in settings._asdict().items():
        if before is None or value != getattr(before, name):
            saved.pop(name, None)
            if value != Settings._field_defaults[name]:
                saved[name] = value
    content = {**saved, "format": _FORMAT}
    profile.write(_FILE, json.dumps(content, indent=2).encode() + b"\n")


def _read(profile: Profile) -> dict[str, Any]:
    """Give what the file holds, as plain values.

    :raises OSError: if it is there and cannot be read.
    """
    if not profile.usable(_FILE, _MOST_BYTES):
        return {}
    content = (profile.folder / _FILE).read_bytes()
    import json

    try:
        saved = json.loads(content)
    except (ValueError, RecursionError):
        saved = None
    if not isinstance(saved, dict):
        profile.set_aside(_FILE)
        return {}
    form = saved.get("format", _FORMAT)
    if isinstance(form, int) and form > _FORMAT and _FILE not in profile.newer:
        profile.newer.append(_FILE)
    return saved


def _from_plain(saved: Mapping[str, Any]) -> Settings:
    read: Mapping[str, Callable[[Any], Any]] = {
        "theme": ThemeChoice,
        "text_size": lambda size: min(max(int(size), TEXT_SIZES[0]), TEXT_SIZES[-1]),
        "labels": LabelChoice,
        "motion": MotionChoice,
        "hint": bool,
        "layers": lambda layers: {str(id_): LayerState(state) for id_, state in layers.items()},
    }
    known: dict[str, Any] = {}
    for name, understand in read.items():
        if name in saved:
            try:
                known[name] = understand(saved[name])
            except (ValueError, TypeError, AttributeError, OverflowError):
                continue
    return Settings(**known)

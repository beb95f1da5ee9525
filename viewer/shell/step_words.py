"""Steps of the blood in words: where it goes to or comes from, and how sure that is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from viewer.core.address import Address

if TYPE_CHECKING:
    from viewer.core.material import Step


def steps_words(steps: Iterable[Step], name: Callable[[Address], str]) -> str:
    """List places of the blood with what ``name`` calls them; which go either way or are in doubt is said."""
    tr = QCoreApplication.translate
    return tr("Quiz", "; ").join(_step_words(step, name) for step in steps)


def either_way() -> str:
    """Say of a place, by its ``{name}``, that blood goes either way there."""
    return QCoreApplication.translate("Quiz", "{name} (either way)")


def in_doubt() -> str:
    """Say of a place, by its ``{name}``, that the sources are not sure of it."""
    return QCoreApplication.translate("Quiz", "{name} (not certain)")


def _step_words(step: Step, name: Callable[[Address], str]) -> str:
    words = name(step.place)
    if step.either:
        words = either_way().format(name=words)
    return words if step.sure else in_doubt().format(name=words)

"""Plate flight: moves the camera from one place to another, in a moment or at once."""

from __future__ import annotations

from math import exp, log
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from viewer.core.camera import Camera

if TYPE_CHECKING:
    from PySide6.QtCore import QVariantAnimation

_TAKES_MS = 260


class PlateFlight(QObject):
    """A movement of the camera. Without motion (the reader's or the system's wish) it is one step."""

    moved = Signal(object, bool)
    """The camera to look through now, and whether it has arrived."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin at rest, with motion allowed."""
        super().__init__(parent)
        self._moves = True
        self._start: Camera | None = None
        self._goal: Camera | None = None
        self._animation: QVariantAnimation | None = None

    def set_motion(self, moves: bool) -> None:
        """Say whether movement may be shown."""
        self._moves = moves
        if not moves:
            self.finish()

    def go(self, start: Camera, goal: Camera) -> None:
        """Move from one camera to another."""
        self.stop()
        self._start, self._goal = start, goal
        if self._moves and start != goal:
            self._animated().start()
        else:
            self.finish()

    def is_moving(self) -> bool:
        """Tell whether a movement is under way."""
        return self._goal is not None

    def stop(self) -> None:
        """Stay where the camera is now."""
        self._goal = None
        if self._animation is not None:
            self._animation.stop()

    def finish(self) -> None:
        """Be at the goal now."""
        goal = self._goal
        self.stop()
        if goal is not None:
            self.moved.emit(goal, True)

    def _animated(self) -> QVariantAnimation:
        """Give the animation, made for the first flight: no start needs it."""
        if self._animation is None:
            from PySide6.QtCore import QEasingCurve, QVariantAnimation

            self._animation = QVariantAnimation(self)
            self._animation.setStartValue(0.0)
            self._animation.setEndValue(1.0)
            self._animation.setDuration(_TAKES_MS)
            self._animation.setEasingCurve(QEasingCurve.Type.InOutCubic)
            self._animation.valueChanged.connect(self._step)
        return self._animation

    def _step(self, part: float) -> None:
        start, goal = self._start, self._goal
        if start is None or goal is None:
            return
        if part >= 1.0:
            self.finish()
            return
        zoom = exp(log(start.zoom) * (1 - part) + log(goal.zoom) * part)
        # Along with a zoom, the middle moves such that the goal comes nearer steadily on screen.
        way = part
        if abs(goal.zoom / start.zoom - 1) > 0.01:
            way = (1 / start.zoom - 1 / zoom) / (1 / start.zoom - 1 / goal.zoom)
        between = goal._replace(
            zoom=zoom, x=start.x + (goal.x - start.x) * way, y=start.y + (goal.y - start.y) * way
        )
        self.moved.emit(between, False)

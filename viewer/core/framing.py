"""Framing: what a camera may show of a plate: the whole of it, closer, further, but never nothing."""

from __future__ import annotations

from typing import NamedTuple

from viewer.core.camera import Camera
from viewer.core.plate import Plate, Rect

LEAST, MOST = 0.25, 16.0
"""The limits of zoom, in multiples of the zoom at which the whole plate fits."""

GAIN, SEEN = 1.25, 0.5
"""Below this gain over the whole plate nothing is brought closer; what is in view by this part is seen."""


_AIR = 0.02
"""So much of a plate's width stays free about what is drawn."""


def drawn_on(plate: Plate) -> Rect:
    """Give what the regions take of a plate, with a little air: some plates leave much room about them."""
    view, air = plate.view, _AIR * plate.view.width
    boxes = [region.bounds for region in plate.regions] or [view]
    left, top = max(min(box.x for box in boxes) - air, view.x), max(min(box.y for box in boxes) - air, view.y)
    right = min(max(box.x + box.width for box in boxes) + air, view.x + view.width)
    bottom = min(max(box.y + box.height for box in boxes) + air, view.y + view.height)
    return Rect(left, top, right - left, bottom - top)


class Frame(NamedTuple):
    """The view around a plate: its size and what ruler and labels take of it, in pixels."""

    plate: Rect
    width: float
    height: float
    left: float = 0.0
    right: float = 0.0
    top: float = 0.0
    bottom: float = 0.0

    def fitting(self) -> Camera:
        """Give the camera that shows the whole plate between the gutters."""
        free_width = max(self.width - self.left - self.right, 24.0)
        free_height = max(self.height - self.top - self.bottom, 24.0)
        zoom = min(free_width / self.plate.width, free_height / self.plate.height)
        return Camera(
            zoom,
            self.plate.x + self.plate.width / 2,
            self.plate.y + self.plate.height / 2,
            self.width,
            self.height,
            self.left + free_width / 2,
            self.top + free_height / 2,
        )

    def kept(self, camera: Camera) -> Camera:
        """Give the nearest camera that this frame allows.

        At the whole plate and further out the plate stays in the middle. Closer in, its middle may move
        away as far as zooming about any point of the plate takes it, and no further.
        """
        fit = self.fitting()
        zoom = min(max(camera.zoom, fit.zoom * LEAST), fit.zoom * MOST)
        across, along = self._play(fit, zoom)
        return fit._replace(
            zoom=zoom,
            x=min(max(camera.x, fit.x - across), fit.x + across),
            y=min(max(camera.y, fit.y - along), fit.y + along),
        )

    def zoomed(self, camera: Camera, zoom: float, at_x: float, at_y: float) -> Camera:
        """Give the camera at another zoom (pixels per unit) about a point of the view, within limits."""
        least = self.fitting().zoom
        return self.kept(camera.zoomed(min(max(zoom, least * LEAST), least * MOST), at_x, at_y))

    def play(self, camera: Camera) -> tuple[float, float]:
        """Give how far the middle may move to either side and up or down, in plate units."""
        return self._play(self.fitting(), camera.zoom)

    def _play(self, fit: Camera, zoom: float) -> tuple[float, float]:
        part = max(1.0 - fit.zoom / zoom, 0.0)
        seen_across = max(fit.centre_x, fit.width - fit.centre_x) / fit.zoom
        seen_along = max(fit.centre_y, fit.height - fit.centre_y) / fit.zoom
        return (
            min(max(seen_across, self.plate.width / 2) * part, self.plate.width / 2),
            min(max(seen_along, self.plate.height / 2) * part, self.plate.height / 2),
        )

    def around(self, bounds: Rect, closest: float = 8.0) -> Camera:
        """Give a camera that shows ``bounds`` with room about it, at most ``closest`` times the whole.

        What would fill most of the whole plate is shown with it: a little closer gains nothing.
        """
        fit = self.fitting()
        room_x = max(self.width - self.left - self.right, 24.0) * 0.8
        room_y = max(self.height - self.top - self.bottom, 24.0) * 0.8
        zoom = min(room_x / max(bounds.width, 1.0), room_y / max(bounds.height, 1.0), fit.zoom * closest)
        if zoom < fit.zoom * GAIN:
            return fit
        x, y = bounds.x + bounds.width / 2, bounds.y + bounds.height / 2
        return self.kept(fit._replace(zoom=zoom, x=x, y=y))

    def towards(self, camera: Camera, bounds: Rect, closest: float = 8.0) -> Camera:
        """Give a camera that shows ``bounds``, or ``camera`` where that shows them as close."""
        goal = self.around(bounds, closest)
        if goal.zoom > camera.zoom or not self._sees(camera, bounds):
            return goal
        return camera

    def centred(self, camera: Camera, bounds: Rect, closest: float) -> Camera:
        """Give a camera with the middle of ``bounds`` in its middle, no further away than ``camera``."""
        goal = self.around(bounds, closest)
        x, y = bounds.x + bounds.width / 2, bounds.y + bounds.height / 2
        return self.kept(goal._replace(zoom=max(goal.zoom, camera.zoom), x=x, y=y))

    def _sees(self, camera: Camera, bounds: Rect) -> bool:
        """Tell whether a part of a rectangle lies in what a camera shows between ruler and labels."""
        left, top = camera.to_plate(self.left, self.top)
        right, bottom = camera.to_plate(self.width - self.right, self.height - self.bottom)
        across = min(right, bounds.x + bounds.width) - max(left, bounds.x)
        along = min(bottom, bounds.y + bounds.height) - max(top, bounds.y)
        return (
            across >= min(bounds.width, right - left) * SEEN
            and along >= min(bounds.height, bottom - top) * SEEN
        )

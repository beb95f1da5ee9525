"""Camera: which part of a plate is seen, and how large."""

from typing import NamedTuple, Self

from viewer.core.plate import Rect


class Camera(NamedTuple):
    """Maps plate units to the device-independent pixels of a view.

    ``zoom`` is in device-independent pixels per plate unit; ``x, y`` is the plate point shown at
    ``(centre_x, centre_y)``, the middle of the part of the view that is free for the drawing;
    ``width, height`` is the whole view.
    """

    zoom: float
    x: float
    y: float
    width: float
    height: float
    centre_x: float
    centre_y: float

    def to_view(self, x: float, y: float) -> tuple[float, float]:
        """Give the view position of a plate point."""
        return self.centre_x + (x - self.x) * self.zoom, self.centre_y + (y - self.y) * self.zoom

    def to_plate(self, x: float, y: float) -> tuple[float, float]:
        """Give the plate point at a view position."""
        return self.x + (x - self.centre_x) / self.zoom, self.y + (y - self.centre_y) / self.zoom

    def seen(self) -> Rect:
        """Give the plate rectangle that the view covers."""
        left, top = self.to_plate(0.0, 0.0)
        return Rect(left, top, self.width / self.zoom, self.height / self.zoom)

    def moved(self, dx: float, dy: float) -> Self:
        """Give the camera after the drawing was dragged by ``dx, dy`` pixels."""
        return self._replace(x=self.x - dx / self.zoom, y=self.y - dy / self.zoom)

    def zoomed(self, zoom: float, at_x: float, at_y: float) -> Self:
        """Give the camera at another zoom, the plate point under ``(at_x, at_y)`` staying there."""
        px, py = self.to_plate(at_x, at_y)
        return self._replace(
            zoom=zoom, x=px - (at_x - self.centre_x) / zoom, y=py - (at_y - self.centre_y) / zoom
        )

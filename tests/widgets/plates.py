"""A plate view on the small atlas, and hands that know plate coordinates."""

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.loading import load_atlas
from viewer.widgets.look import Look, load_theme
from viewer.widgets.plate_view import PlateView

SMALL = Path(__file__).parent.parent / "small_atlas"


def small_atlas() -> Atlas:
    """Load the small atlas."""
    return load_atlas(SMALL)


def open_view(
    qtbot: QtBot, atlas: Atlas, width: int = 700, height: int = 560, theme: str = "light"
) -> PlateView:
    """Show the small plate, at rest and without movement."""
    view = PlateView()
    qtbot.addWidget(view)
    view.set_motion(False)
    view.set_look(Look(load_theme(theme)))
    view.resize(width, height)
    view.show_plate(atlas, next(iter(atlas.plates)))
    view.show()
    qtbot.waitExposed(view)
    QApplication.processEvents()
    view.paint_now()
    return view


def address(text: str) -> Address:
    """Read an address."""
    return Address.parse(text)


@dataclass
class Heard:
    """What a view has reported, by signal."""

    pointed: list[Address | None] = field(default_factory=list)
    picked: list[tuple[Address, bool]] = field(default_factory=list)
    nothing: list[bool] = field(default_factory=list)
    sought: list[Address] = field(default_factory=list)
    walked: list[Address | None] = field(default_factory=list)
    menus: list[tuple[Address | None, list[Address], QPoint]] = field(default_factory=list)

    @classmethod
    def by(cls, view: PlateView) -> "Heard":
        """Listen to a view."""
        heard = cls()
        view.region_pointed.connect(heard.pointed.append)
        view.region_picked.connect(lambda one, add: heard.picked.append((one, add)))
        view.nothing_picked.connect(lambda: heard.nothing.append(True))
        view.structure_sought.connect(heard.sought.append)
        view.walked_to.connect(heard.walked.append)
        view.contextMenuRequested.connect(lambda *menu: heard.menus.append(menu))
        return heard


class Hand:
    """A hand with a mouse over a view; positions are plate units."""

    def __init__(self, qtbot: QtBot, view: PlateView) -> None:
        """Take the mouse."""
        self._qtbot, self._view = qtbot, view

    def spot(self, x: float, y: float) -> QPoint:
        """Give the viewport position of a plate point."""
        camera = self._view.view_camera()
        assert camera is not None
        return QPointF(*camera.to_view(x, y)).toPoint()

    def point(self, x: float, y: float) -> None:
        """Move the pointer to a plate point."""
        self._qtbot.mouseMove(self._view.viewport(), self.spot(x, y))
        QApplication.processEvents()

    def click(
        self,
        x: float,
        y: float,
        keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        off_by: int = 0,
    ) -> None:
        """Click ``off_by`` pixels to the right of a plate point."""
        spot = self.spot(x, y) + QPoint(off_by, 0)
        self._qtbot.mouseClick(self._view.viewport(), Qt.MouseButton.LeftButton, keys, spot)

    def drag(self, start: QPoint, end: QPoint, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
        """Drag from one viewport position to another, in a few moves."""
        port = self._view.viewport()
        self._qtbot.mousePress(port, button, pos=start)
        for part in (0.3, 0.6, 1.0):
            self._qtbot.mouseMove(port, start + (end - start) * part)
        self._qtbot.mouseRelease(port, button, pos=end)

    def wheel(self, spot: QPoint, notches: float) -> None:
        """Turn the wheel over a viewport position."""
        port = self._view.viewport()
        event = QWheelEvent(
            QPointF(spot),
            QPointF(port.mapToGlobal(spot)),
            QPoint(),
            QPoint(0, round(120 * notches)),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(port, event)


def picture(view: PlateView) -> QImage:
    """Give what the view shows once everything is painted."""
    view.paint_now()
    QApplication.processEvents()
    view.paint_now()
    return view.viewport().grab().toImage()


def differing(one: QImage, other: QImage) -> set[tuple[int, int]]:
    """Give the pixels in which two pictures differ, on a grid of every second."""
    assert one.size() == other.size()
    return {
        (x, y)
        for x in range(0, one.width(), 2)
        for y in range(0, one.height(), 2)
        if one.pixel(x, y) != other.pixel(x, y)
    }


def takes_escape(view: PlateView) -> bool:
    """Press Esc on a view; tell whether it was the view's, and not left to what holds it."""
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    view.keyPressEvent(event)
    return event.isAccepted()

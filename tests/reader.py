"""Reader: uses the program as a person does, by mouse, keys and eyes."""

import gc
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from viewer.core.address import Address
from viewer.shell.app import main
from viewer.shell.window import MainWindow

Key = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
_TOGETHER = 4
"""So many windows are cleared away together: each start puts off the usual search for what nobody holds."""


class Reader:
    """One person at one window."""

    _gone = 0

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self._left = False
        self.plate = window.plate_view

    @classmethod
    def start(cls, monkeypatch: pytest.MonkeyPatch, arguments: list[str], size: tuple[int, int]) -> "Reader":
        """Start the program; only its waiting for the next event is done by the test instead."""
        windows: list[MainWindow] = []

        def take_window(*_: object) -> int:
            windows.extend(
                w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()
            )
            return 0

        monkeypatch.setattr(QApplication, "exec", take_window)
        assert main(arguments) == 0
        reader = cls(windows[-1])
        windows.clear()
        reader.window.resize(*size)
        reader.window.activateWindow()
        reader.settle()
        return reader

    def leave(self) -> None:
        """Close the window, as at the end of the day."""
        if self._left:
            return
        self._left = True
        self.window.close()
        self.window.deleteLater()
        self.sweep()
        Reader._gone += 1
        if Reader._gone % _TOGETHER == 0:
            gc.collect()

    @staticmethod
    def sweep() -> None:
        """Let go of what the program has put away, as its event loop would.

        At its start it says that what there is by then is never rubbish: true of a program that has one
        window until it ends, and not of one that many readers start one after another.
        """
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.unfreeze()

    def settle(self) -> None:
        """Wait until the window has done what it was told."""
        for _ in range(3):
            QCoreApplication.processEvents()
            self.window.settle()

    # ---- eyes

    @property
    def heading(self) -> str:
        return self.window.reader_panel.heading

    @property
    def text(self) -> str:
        self.settle()
        return self.window.reader_panel.text.toPlainText()

    @property
    def lit(self) -> set[str]:
        """The addresses of the regions that are lit as selected."""
        regions = self.plate.regions()
        return {str(r.address) for number, r in enumerate(regions) if self.plate.is_selected(number)}

    @property
    def lit_structures(self) -> set[str]:
        return {Address.parse(address).structure for address in self.lit}

    @property
    def status(self) -> str:
        return self.window.status_bar.pointed

    @property
    def told(self) -> str:
        """What the message bar says; "" if it is not there."""
        bar = self.window.message_bar
        return bar.text if bar.isVisible() else ""

    # ---- hands on the plate

    def spot_on(self, address: str) -> QPoint:
        """Find, by looking, a place of the view where pointing means this region and nothing else."""
        wanted = Address.parse(address)
        camera = self.plate.view_camera()
        assert camera is not None
        for region in self.plate.regions():
            if not wanted.covers(region.address):
                continue
            for line in region.lines:
                middle = len(line.points) // 4
                for step in range(middle):
                    for at in {middle + step, middle - step}:
                        x, y = camera.to_view(*line.points[2 * at : 2 * at + 2])
                        if self._means(QPointF(x, y), region.address):
                            return QPointF(x, y).toPoint()
        raise AssertionError(f"{address} is nowhere to be seen")

    def _means(self, spot: QPointF, address: Address) -> bool:
        seen = self.plate.hands.spot(QPointF(spot.toPoint()))
        inside = self.plate.viewport().rect().contains(spot.toPoint())
        return inside and seen.address == address and not seen.rivals

    def spot_beside(self, address: str, off_by: int) -> QPoint:
        """Find a place this many pixels beside a vessel's middle line where nothing else lies."""
        start = self.spot_on(address)
        meant = self.plate.hands.spot(QPointF(start)).address
        assert meant is not None
        for dx, dy in ((off_by, 0), (-off_by, 0), (0, off_by), (0, -off_by)):
            if self._means(QPointF(start + QPoint(dx, dy)), meant):
                return start + QPoint(dx, dy)
        raise AssertionError(f"there is always something else beside {address}")

    def click(self, address: str, modifiers: Qt.KeyboardModifier = NONE) -> None:
        self._click_at(self.spot_on(address), modifiers)

    def click_near(self, address: str, off_by: int) -> None:
        self._click_at(self.spot_beside(address, off_by))

    def _click_at(self, spot: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.mouseMove(self.plate.viewport(), spot)
        QTest.mouseClick(self.plate.viewport(), Qt.MouseButton.LeftButton, modifiers, spot)
        self.settle()

    def point_at(self, address: str) -> None:
        # Qt tells of no movement to where the pointer is already, as it may be since the last test.
        QTest.mouseMove(self.plate.viewport(), QPoint(1, 1))
        QTest.mouseMove(self.plate.viewport(), self.spot_on(address))
        self.settle()

    # ---- hands on the text

    def click_mention(self, words: str, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Click the first words that look like this and lead somewhere."""
        text = self.window.reader_panel.text
        self.settle()
        cursor = QTextCursor(text.document())
        while True:
            cursor = text.document().find(words, cursor)
            assert not cursor.isNull(), f"the text has no link “{words}”"
            if cursor.charFormat().isAnchor() and cursor.charFormat().anchorHref().startswith("mention:"):
                break
        inside = QTextCursor(text.document())
        inside.setPosition(cursor.selectionStart() + len(words) // 2)
        text.setTextCursor(inside)
        text.ensureCursorVisible()
        spot = text.cursorRect(inside).center() + QPoint(2, 0)
        QTest.mouseMove(text.viewport(), spot)
        QTest.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, modifiers, spot)
        self.settle()

    # ---- keys

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)
        self.settle()

    def write(self, text: str) -> None:
        target = QApplication.focusWidget()
        assert isinstance(target, QWidget)
        QTest.keyClicks(target, text)
        self.settle()

    def command(self, name: str) -> None:
        """Choose something from the menus."""
        action = self.window.findChild(QAction, name)
        assert action is not None
        action.trigger()
        self.settle()

    @property
    def clipboard(self) -> str:
        return QGuiApplication.clipboard().text()

    def picture(self, file: Path) -> None:
        """Draw what is seen, for a person who wants to look."""
        self.window.grab().save(str(file))

"""DropTarget: takes an atlas that is dragged onto the window, and says so while it is above it."""

from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import QEvent, QMimeData, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QMainWindow, QWidget

from viewer.shell import file_acts
from viewer.shell.window import MainWindow
from viewer.widgets.later import Hearing


class DropTarget(QObject):
    """Hears what is dragged over a window; what is no atlas on this machine is refused."""

    def __init__(self, window: MainWindow) -> None:
        """Take what is dropped anywhere on ``window``."""
        super().__init__(window)
        self._window = window
        self._cue: DropCue | None = None
        window.setAcceptDrops(True)
        Hearing(window, self._hear)
        # It would take the name of a file for words to search.
        Hearing(window.search_box, self._pass_on)

    def _hear(self, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.DragEnter, QEvent.Type.DragMove):
            return self._enter(cast(QDragEnterEvent, event))
        if kind == QEvent.Type.DragLeave:
            self._hide_cue()
        elif kind == QEvent.Type.Drop:
            return self._take(cast(QDropEvent, event))
        return False

    def _pass_on(self, event: QEvent) -> bool:
        if event.type() != QEvent.Type.DragEnter:
            return False
        if not dragged_atlases(cast(QDragEnterEvent, event).mimeData()):
            return False
        event.ignore()
        return True

    def _enter(self, event: QDragEnterEvent) -> bool:
        paths = _answered(event)
        if paths:
            if self._cue is None:
                self._cue = DropCue(self._window)
            self._cue.offer(paths[0].name)
        return True

    def _take(self, event: QDropEvent) -> bool:
        self._hide_cue()
        paths = _answered(event)
        if paths:
            # Whoever dragged waits for an answer; reading an atlas may take its time.
            QTimer.singleShot(0, self, partial(self._open, paths[0], len(event.mimeData().urls())))
        return True

    def _open(self, path: Path, count: int) -> None:
        if file_acts.open_path(self._window, path) and count > 1:
            text = self.tr("“{name}” is open; one atlas is shown at a time.").format(name=path.name)
            self._window.message_bar.tell(text)

    def _hide_cue(self) -> None:
        if self._cue is not None:
            self._cue.hide()


def _answered(event: QDropEvent) -> list[Path]:
    """Tell whoever drags whether it is taken; give the atlases in it."""
    paths = dragged_atlases(event.mimeData())
    if paths:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
    else:
        event.ignore()
    return paths


def dragged_atlases(data: QMimeData) -> list[Path]:
    """Give those of the dragged things that are atlases on this machine, in their order."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if _is_atlas(path)]


def _is_atlas(path: Path) -> bool:
    from viewer.core.archive import is_archive

    if path.is_dir():
        return (path / "atlas.toml").is_file()
    return is_archive(path) or (path.name == "atlas.toml" and path.is_file())


class DropCue(QWidget):
    """A frame around the window and a line that says what a drop would do; the pointer goes through it."""

    def __init__(self, window: QMainWindow) -> None:
        """Lie over all of ``window``, unseen."""
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._over, self._words = window, ""
        self.hide()

    def offer(self, name: str) -> None:
        """Say that letting go opens the atlas of this name."""
        words = self.tr("Let go to open “{name}”").format(name=name)
        if self.isVisible() and words == self._words:
            return
        self._words = words
        self.setAccessibleName(words)
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102, N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        em = self.fontMetrics().height()
        palette = self.palette()
        width = max(2, em // 6)
        painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), width))
        painter.drawRect(self.rect().adjusted(width // 2, width // 2, -width, -width))
        text = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideMiddle, self.width() - 6 * em)
        room = QRect(0, 0, self.fontMetrics().horizontalAdvance(text) + 3 * em, 3 * em)
        room.moveCenter(self.rect().center())
        painter.setBrush(palette.color(QPalette.ColorRole.ToolTipBase))
        painter.drawRoundedRect(room, em / 2, em / 2)
        painter.setPen(palette.color(QPalette.ColorRole.ToolTipText))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)
        painter.end()

"""The first picture of the next start, kept when the window closes, and shown while that start goes on.

What a plain start shows is known when the last window closes: a window is made then as the next start will
make it, and what it shows is kept. The next start shows that at once, in the window itself, and makes the
parts behind it. Whatever decides the picture is in its stamp; if anything differs the start is an ordinary
one. Nobody can press what is not there yet: the system keeps clicks and keys until it is.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from time import perf_counter, sleep
from typing import TYPE_CHECKING
from zlib import crc32

from PySide6.QtCore import QCoreApplication, QEventLoop, QLocale, qVersion
from PySide6.QtGui import QAccessible, QFontDatabase, QGuiApplication, QImage
from shiboken6 import delete

from viewer.core.assets import asset, atlas_folder
from viewer.core.errors import ViewerError
from viewer.core.files import folder_files
from viewer.shell.request import Request
from viewer.shell.window import MainWindow
from viewer.widgets.cover import Cover
from viewer.widgets.picture_file import PictureFile

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from viewer.shell.profile import Profile

_FILE = "first-picture"
_PATIENCE_S, _LOOK_S = 0.25, 0.001
"""The parts are made without the picture if the system takes longer to put the window up."""

_MOST_BYTES = 1 << 20

_PARTS = (
    "viewer.core.atlas",
    "viewer.core.queries",
    "viewer.shell.settings",
    "viewer.core.geometry",
    "viewer.core.camera",
    "viewer.widgets.look",
    "viewer.widgets.plate_painter",
    "viewer.widgets.plate_cache",
    "viewer.widgets.overlay",
    "viewer.widgets.plate_trimmings",
    "viewer.widgets.plate_stage",
    "viewer.widgets.plate_view",
    "viewer.widgets.reader_document",
    "viewer.widgets.reader_text",
    "viewer.widgets.reader_panel",
    "viewer.widgets.index_panel",
    "viewer.shell.actions",
)
"""What takes longest to import, in small parts: that is done while the system puts the window up."""


def is_plain(request: Request) -> bool:
    """Tell whether a request to open the window asks for nothing but what was there the last time."""
    return request._replace(command="", profile=None) == Request()


def show_picture(profile: Profile) -> tuple[MainWindow, Cover] | None:
    """Show an empty window with the picture that is kept for it; give both, or None where none fits."""
    window = MainWindow(profile)
    window.shape_keeper.restore(0, 0)
    title, file = str(window.shape_keeper.memory.value("title", "")), _file(window, profile)
    # Who is read to would hear of a window with nothing in it.
    if not title or QAccessible.isActive() or not file.is_there():
        delete(window)
        return None
    window.setWindowTitle(title)
    cover = Cover(window)
    window.show()
    # The system puts the window up while the picture is read.
    picture = file.load(_wishes())
    if picture is not None:
        cover.show_picture(picture)
        del picture
        _wait_for(cover)
    return window, cover


def _wait_for(cover: Cover) -> None:
    """Wait until the picture is on the screen; what the reader does meanwhile is kept for later."""
    end = perf_counter() + _PATIENCE_S
    parts = iter(_PARTS)
    while not cover.painted and perf_counter() < end:
        _pass_on()
        part = next(parts, "")
        import_module(part) if part else sleep(_LOOK_S)


def _pass_on() -> None:
    QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)


def take_away(cover: Cover, window: MainWindow) -> None:
    """Let the parts be seen that were made behind the picture; from then on the window answers."""
    _show_parts(window)
    cover.take_away()
    _pass_on()


def _show_parts(window: MainWindow) -> None:
    window.lay_out_now()
    window.begin()
    window.give_focus()


def keep_picture(application: QApplication, closed: MainWindow, profile: Profile) -> None:
    """Keep what the next plain start will show, in a window like the one that was closed."""
    if closed.isFullScreen() or closed.isMinimized():
        return
    from PySide6.QtCore import Qt

    from viewer.shell.opening import make_window

    window = MainWindow(profile)
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    window.shape_keeper.restore(0, 0)
    window.resize(closed.size())
    window.show()
    # It is the active one on the screen too.
    application.setActiveWindow(window)
    try:
        make_window(application, Request(), profile, window=window, appearance=closed.appearance)
    except (ViewerError, OSError):
        return
    _show_parts(window)
    window.greet()
    _pass_on()
    if window.plate_view.zoom() != 1.0:
        # Close in, the plate is painted anew at each start: it would be seen to go and come again.
        return
    window.settle()
    _pass_on()
    window.shape_keeper.memory.setValue("title", window.windowTitle())
    window.shape_keeper.memory.sync()
    picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    _file(window, profile).save(_wishes(), picture)
    window.hide()


def _file(window: MainWindow, profile: Profile) -> PictureFile:
    stamp = " ".join(_decisive(window, profile))
    return PictureFile(profile.cache / _FILE, stamp)


def _decisive(window: MainWindow, profile: Profile) -> Iterator[str]:
    """Give all that decides what the window shows, in words or as numbers that change with it."""
    from viewer import __version__

    yield f"{__version__} {qVersion()} {QGuiApplication.platformName()} {QLocale().name()}"
    # The application's own font is the system's only until the reader's size of text is put on.
    yield QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).toString()
    yield f"{window.devicePixelRatioF()} {window.screen().availableGeometry()} {window.logicalDpiX()}"
    for name in ("settings.json", "window.ini"):
        yield _checksum(profile.folder / name)
    yield str(profile.writable())
    yield _sum(folder_files(atlas_folder()))
    # Who works on the program changes how it looks without changing its version.
    yield _sum(_times(asset("themes")))
    for package in ("core", "shell", "widgets"):
        yield _sum(_times(Path(__file__).parents[1] / package))


def _wishes() -> str:
    """Give what the system wishes of colours: asked late, for Qt makes a hundred enumerations for it."""
    hints = QGuiApplication.styleHints()
    return f"{hints.colorScheme()} {hints.accessibility().contrastPreference()}"


def _sum(files: Iterable[object]) -> str:
    return f"{crc32(repr(list(files)).encode()):x}"


def _times(folder: Path) -> Iterator[tuple[str, int, int]]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.is_file():
            yield entry.name, entry.stat().st_size, entry.stat().st_mtime_ns


def _checksum(file: Path) -> str:
    try:
        # What is no file could be read for ever; the start itself sets it aside.
        if not file.is_file() or file.stat().st_size > _MOST_BYTES:
            return "none"
        return f"{crc32(file.read_bytes()):x}"
    except OSError:
        return "none"

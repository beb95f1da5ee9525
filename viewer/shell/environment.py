"""Whether a window can be opened here, asked before Qt would abort; run as a program, it says why not.

Qt ends the process when it finds no display or misses a library, and blames libxcb-cursor0 whatever
is missing. What is told here is found out by trying each thing.
"""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.core.errors import ViewerError

if TYPE_CHECKING:
    from PySide6.QtCore import QMessageLogContext, QtMsgType

_ELSE = "to draw it into a picture: spinal-vein-viewer --snapshot FILE.png"


class NoWindowError(ViewerError):
    """No window can be opened here; the message says why, and what mends it."""


def require_window() -> list[str]:
    """Make sure, before Qt is asked, that a window can be opened here; give what Qt is to be told besides.

    Qt tries several platforms, e.g. Wayland's and then X11's; one that can be used is enough, and it need
    not try the others. Whether a display answers is not asked: Qt asks at once, and ``why_qt_gave_up`` has
    the words.

    :raises NoWindowError: if no window can be opened.
    """
    if not sys.platform.startswith("linux"):
        return []
    platforms = _platforms()
    reasons = []
    for tried, platform in enumerate(platforms):
        reason = _reason_against(platform)
        if not reason:
            return ["-platform", ";".join(platforms[tried:])] if tried else []
        reasons.append(reason)
    raise NoWindowError(_most_helpful(reasons))


def _most_helpful(reasons: list[str]) -> str:
    """Give the reason that can be mended by a command, if one can."""
    return next((reason for reason in reasons if "install" in reason), [*reasons, _no_display()][0])


def why_qt_gave_up(message: str) -> str:
    """Tell why Qt found no platform, now that its libraries are there: the display does not answer."""
    if "platform plugin" not in message:
        return message
    names = [os.environ.get("DISPLAY") if _kind(name) == "xcb" else name for name in _platforms()]
    return _silent(" or ".join(name for name in names if name and name != "wayland") or _wayland_display())


def _silent(display: str) -> str:
    return f"The display {display} does not answer; start the program on a desktop that runs, or, {_ELSE}"


def says_what_is_missing(error: Exception) -> bool:
    """Tell whether something that the program stands on is missing here, rather than the program at fault."""
    absent = isinstance(error, ModuleNotFoundError) and (error.name or "").partition(".")[0] != "viewer"
    return (
        absent or isinstance(error, NoWindowError) or (isinstance(error, ImportError) and ".so" in str(error))
    )


def explain(error: Exception) -> str:
    """Put what is missing into the reader's words, with what mends it."""
    return explain_import(error) if isinstance(error, ImportError) else str(error)


def explain_import(error: ImportError) -> str:
    """Put a failed import of Qt, or of another package, into the reader's words."""
    library = str(error).partition(":")[0]
    if ".so" in library:
        from viewer.shell.libraries import missing_libraries
        from viewer.shell.packages import ask_for

        return ask_for([Path(library).name, *missing_libraries(_files_of_qt())])
    from shlex import quote

    missing = (error.name or "PySide6").partition(".")[0]
    package = _PACKAGES.get(missing, missing)
    if (Path(__file__).parents[2] / "Makefile").is_file():
        return (
            f"{missing} is not installed for {sys.executable}; fetch it and start the program with: make run"
        )
    return f"{missing} is not installed; install it with: {quote(sys.executable)} -m pip install {package}"


# PySide6 6.12 on Python 3.11 dies after some thousand calls; pyproject.toml says more.
_PACKAGES = {
    "PySide6": "PySide6-Essentials~=6.11.3",
    "shiboken6": "PySide6-Essentials~=6.11.3",
    "markdown_it": "markdown-it-py",
    "mdit_py_plugins": "mdit-py-plugins",
}


def _platforms() -> list[str]:
    """Give the platforms that Qt will try, in its order."""
    named = os.environ.get("QT_QPA_PLATFORM", "")
    if named:
        return [name.partition(":")[0] for name in named.split(";") if name]
    wayland = ["wayland"] if os.environ.get("WAYLAND_DISPLAY") else []
    return wayland + (["xcb"] if os.environ.get("DISPLAY") else [])


def _kind(platform: str) -> str:
    return platform.partition("-")[0]


def _reason_against(platform: str) -> str:
    kind = _kind(platform)
    if kind == "xcb" and not os.environ.get("DISPLAY"):
        return _no_display()
    if kind == "wayland" and not Path(os.environ.get("XDG_RUNTIME_DIR", ""), _wayland_display()).exists():
        return _silent(_wayland_display())
    plugin = _plugin(kind)
    if plugin is None:
        return (
            f"QT_QPA_PLATFORM asks Qt for “{platform}”, which is not here; start with: "
            "env -u QT_QPA_PLATFORM spinal-vein-viewer"
        )
    from PySide6.QtCore import QPluginLoader

    # Qt loads the same file right after this, and then for nothing.
    loader = QPluginLoader(str(plugin))
    if loader.load():
        return ""
    from viewer.shell.libraries import missing_libraries
    from viewer.shell.packages import ask_for

    missing = missing_libraries([plugin])
    return ask_for(missing) if missing else f"Qt cannot load its part for windows: {loader.errorString()}"


def _plugin(kind: str) -> Path | None:
    from PySide6.QtCore import QCoreApplication

    named = os.environ.get("QT_QPA_PLATFORM_PLUGIN_PATH", "")
    folders = [
        *filter(None, named.split(":")),
        *(f"{path}/platforms" for path in QCoreApplication.libraryPaths()),
    ]
    files = (Path(folder, f"libq{kind}.so") for folder in folders)
    return next((file for file in files if file.is_file()), None)


def _wayland_display() -> str:
    return os.environ.get("WAYLAND_DISPLAY") or "wayland-0"


def _no_display() -> str:
    return f"There is no display to open a window on; start the program on a desktop, or, {_ELSE}"


def _files_of_qt() -> list[Path]:
    """Give the files that a window needs, found without importing what may not be importable."""
    from importlib.util import find_spec

    spec = find_spec("PySide6")
    folders = [Path(folder) for folder in (spec and spec.submodule_search_locations) or []]
    names = [f"libq{_kind(platform)}.so" for platform in _platforms()]
    return [
        file
        for folder in folders
        for file in [*folder.glob("Qt*.so"), *(folder / "Qt/plugins/platforms" / name for name in names)]
        if file.name.startswith(("QtWidgets.", "QtGui.", "QtCore.", "libq"))
    ]


def hear_while_starting(kind: "QtMsgType", _context: "QMessageLogContext", message: str) -> None:
    """Leave with one sentence where Qt would abort; pass over what it says on the way there."""
    if kind.name == "QtFatalMsg":
        sys.stderr.write(f"{why_qt_gave_up(message)}\n")
        sys.stderr.flush()
        # Qt aborts when this returns; there is nothing to clean up yet.
        os._exit(1)


def _try_to_open() -> str:
    """Let Qt look for a display; give the reason if it cannot even be asked."""
    try:
        told = require_window()
        from PySide6.QtCore import qInstallMessageHandler
        from PySide6.QtWidgets import QApplication
    except (ImportError, NoWindowError) as error:
        return explain(error)
    qInstallMessageHandler(hear_while_starting)
    QApplication(["spinal-vein-viewer", *told])
    return ""


if __name__ == "__main__":
    # What is said when Qt gives up is looked for in one place with all the rest.
    sys.stderr = sys.stdout
    reason = _try_to_open()
    if reason:
        sys.stdout.write(reason + "\n")
    sys.exit(bool(reason))

"""Whether a window can be opened here, asked before Qt would abort; run as a program, it says why not.

Qt ends the process when it finds no display or misses a library, and blames libxcb-cursor0 whatever
is missing. What is told here is found out by trying each thing.
"""

import os
import sys


def reason_for_no_window() -> str:
    """Tell in one sentence why no window can be opened here and what mends it; "" if one can."""
    return _missing_qt_library() or (_no_x11_window() if _uses_x11() else "")


def _missing_qt_library() -> str:
    try:
        import PySide6.QtWidgets  # noqa: F401
    except ImportError as error:
        return explain_import(error)
    return ""


def explain_import(error: ImportError) -> str:
    """Put a failed import of Qt into the reader's words."""
    library = str(error).partition(":")[0]
    if ".so" not in library:
        return (
            f"PySide6 is not installed ({error}); install it with: python3 -m pip install PySide6-Essentials."
        )
    return _remedy(library)


_PACKAGES = {
    "libGL.so": "libgl1",
    "libEGL.so": "libegl1",
    "libfontconfig.so": "libfontconfig1",
    "libglib-2.0.so": "libglib2.0-0",
    "libdbus-1.so": "libdbus-1-3",
    "libxkbcommon.so": "libxkbcommon0",
    "libxkbcommon-x11.so": "libxkbcommon-x11-0",
    "libxcb-cursor.so": "libxcb-cursor0",
    "libxcb-icccm.so": "libxcb-icccm4",
    "libxcb-image.so": "libxcb-image0",
    "libxcb-keysyms.so": "libxcb-keysyms1",
    "libxcb-render-util.so": "libxcb-render-util0",
    "libxcb-shape.so": "libxcb-shape0",
    "libxcb-xkb.so": "libxcb-xkb1",
    "libxcb.so": "libxcb1",
}


def _remedy(library: str) -> str:
    name = library.partition(".so")[0] + ".so"
    package = _PACKAGES.get(name)
    how = (
        f"on Debian or Ubuntu, install it with: sudo apt install {package}"
        if package
        else "please install it"
    )
    return f"The system library {library} is missing; {how}."


def _uses_x11() -> bool:
    if not sys.platform.startswith("linux"):
        return False
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if platform:
        return platform == "xcb"
    return not os.environ.get("WAYLAND_DISPLAY")


def _no_x11_window() -> str:
    name = os.environ.get("DISPLAY")
    if not name:
        return "There is no display to open a window on."
    import ctypes

    from PySide6.QtCore import QLibraryInfo

    plugins = QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)
    try:
        ctypes.CDLL(f"{plugins}/platforms/libqxcb.so")
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError as error:
        return _remedy(str(error).partition(":")[0])
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(name.encode(), None)
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return f"The display {name} does not answer." if failed else ""


if __name__ == "__main__":
    reason = reason_for_no_window()
    if reason:
        sys.stdout.write(reason + "\n")
    sys.exit(bool(reason))

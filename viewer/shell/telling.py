"""The last word of a program that has no window: on stderr, and in a small dialog where nobody reads that."""

import os
import sys

_DIALOGS = (
    ("zenity", "--error", "--no-markup", "--title={title}", "--text={words}"),
    ("kdialog", "--title", "{title}", "--error", "{words}"),
    ("xmessage", "-center", "-title", "{title}", "{words}"),
    ("notify-send", "--icon=dialog-error", "{title}", "{words}"),
)


def tell(words: str) -> None:
    """Say why the program does not start: on stderr, and by a dialog where that is no terminal.

    A program that is double-clicked has a desktop and no terminal; the first dialog program found is used,
    and not waited for. Where there is none, the words stand in the log of the session.
    """
    if sys.stderr is not None:
        sys.stderr.write(words + "\n")
        sys.stderr.flush()
    desktop = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if desktop and (sys.stderr is None or not sys.stderr.isatty()):
        _show(words)


def _show(words: str) -> None:
    import shutil

    nowhere = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_RDWR, 0) for stream in range(3)]
    for program, *arguments in _DIALOGS:
        if found := shutil.which(program):
            filled = [part.format(title="Spinal Vein Viewer", words=words) for part in arguments]
            try:
                os.posix_spawn(found, [found, *filled], os.environ, file_actions=nowhere, setsid=True)
            except OSError:
                continue
            return

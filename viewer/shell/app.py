"""main(): load, build, show, run."""

import gc
import os
import sys
from collections.abc import Sequence

from viewer.shell.request import Request

_AFTER_FIRST_PICTURE_MS = 120


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the command line asks; return the exit code.

    Whatever goes wrong on purpose is told in one sentence on stderr; a traceback never is.
    """
    try:
        request = _read(sys.argv[1:] if argv is None else argv)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 1
    try:
        code = _run(request)
        sys.stdout.flush()
    except BrokenPipeError:
        # Who read our output has gone (`list | head`); Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        # As the shell counts it; whoever pressed Ctrl+C knows what happened.
        sys.stderr.write("\n")
        return 130
    except Exception as error:
        from viewer.shell.crash import tell_on_stderr

        tell_on_stderr(error, request.profile)
        return 1
    return code


def _read(arguments: Sequence[str]) -> Request:
    if not arguments:
        return Request()
    from viewer.shell.command_line import parse

    return parse(arguments)


def _run(request: Request) -> int:
    if request.command in ("check", "list", "trace", "pack", "new"):
        from viewer.shell import command_line

        return command_line.run(request)
    if request.command == "export" or request.snapshot is not None:
        from viewer.shell import pictures

        return pictures.run(request)
    return open_window(request)


def open_window(request: Request) -> int:
    """Open the window and stay until the reader closes it."""
    # Nothing that is made at the start is rubbish: looking for some would cost the first picture a tenth.
    gc.disable()
    from viewer.shell.quick_enums import hasten_enums

    hasten_enums()
    import PySide6.QtWidgets  # noqa: F401
    from PySide6.QtCore import QTimer

    from viewer.shell.known_modules import make_known

    make_known()
    from viewer.widgets.later import catch_up, hold_back, later

    hold_back()
    from viewer.shell.application import make_application
    from viewer.shell.first_picture import is_plain, keep_picture, show_picture, take_away
    from viewer.shell.profile import profile_for

    application = make_application()
    profile = profile_for(request)
    seen = show_picture(profile) if is_plain(request) else None
    from viewer.shell.crash import CrashReporter, show_report
    from viewer.shell.following import Following
    from viewer.shell.opening import make_window

    window = make_window(application, request, profile, window=seen[0] if seen else None)
    CrashReporter(profile, show_report).install()
    take_away(seen[1], window) if seen else window.show()
    window.greet()
    later(Following(window).begin)
    QTimer.singleShot(_AFTER_FIRST_PICTURE_MS, catch_up)
    gc.freeze()
    gc.enable()
    code = application.exec()
    clipboard = application.clipboard()
    if clipboard.ownsClipboard():
        # What Python put there would be asked for once more when Python is gone; plain words outlive it.
        clipboard.setText(clipboard.text())
    if not window.isVisible():
        keep_picture(application, window, profile)
    return code

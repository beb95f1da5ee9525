"""The last resort: what nobody foresaw becomes a report the reader can copy, and the window stays."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from viewer import __version__
from viewer.shell.profile import Profile

Tell = Callable[[str, str], None]
"""Shows a report: the report itself, and where it is kept ("" if nowhere)."""


class CrashReporter:
    """Catches every exception that reaches Qt's event loop, writes it down and tells of it.

    While one report is being shown, later ones are only written: a fault in painting would
    otherwise open a dialog at every repaint.
    """

    def __init__(self, profile: Profile, tell: Tell) -> None:
        """Keep reports in ``profile`` and show them by ``tell``."""
        self._profile = profile
        self._tell = tell
        self._telling = False

    def install(self) -> None:
        """Catch exceptions from now on."""
        sys.excepthook = self

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Do what Python asks of an excepthook."""
        if issubclass(kind, KeyboardInterrupt):
            from PySide6.QtCore import QCoreApplication

            QCoreApplication.exit(130)
            return
        report = make_report(kind, error, trace)
        kept = self._keep(report)
        if self._telling:
            return
        self._telling = True
        try:
            self._tell(report, kept)
        finally:
            self._telling = False

    def _keep(self, report: str) -> str:
        from datetime import UTC, datetime

        name = f"crash-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.txt"
        try:
            self._profile.write(name, report.encode())
        except OSError:
            return ""
        return str(self._profile.folder / name)


def make_report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """Give what a developer needs: versions, system, and the way to the fault."""
    import platform
    import traceback

    import PySide6

    lines = [
        f"Spinal Vein Viewer {__version__}, PySide6 {PySide6.__version__}, Python {sys.version}",
        f"{platform.system()} {platform.release()} {platform.machine()}",
        "",
        *traceback.format_exception(kind, error, trace),
    ]
    return "\n".join(line.rstrip("\n") for line in lines) + "\n"


def tell_on_stderr(error: Exception, folder: Path | None) -> None:
    """Say in words what ended the program: its own sentence where it has one, else where the report is.

    ``folder`` is the profile that the command line names, if any.
    """
    from viewer.core.errors import ContentError, ViewerError

    if isinstance(error, ContentError):
        sys.stderr.write("".join(f"{fault}\n" for fault in error.faults))
    if isinstance(error, ImportError) and "PySide6" in str(error) + str(error.name):
        from viewer.shell.environment import explain_import

        sys.stderr.write(explain_import(error) + "\n")
    elif isinstance(error, ViewerError | OSError):
        sys.stderr.write(f"{error}\n")
    else:
        sys.stderr.write(_keep_for_developers(error, folder) + "\n")


def _keep_for_developers(error: Exception, folder: Path | None) -> str:
    profile = Profile.within(folder) if folder else Profile.of_reader()
    try:
        profile.write("crash.txt", make_report(type(error), error, error.__traceback__).encode())
    except OSError:
        return f"The program met a fault of its own: {type(error).__name__}: {error}"
    return f"The program met a fault of its own; a report of it is in {profile.folder / 'crash.txt'}."


def show_report(report: str, kept: str) -> None:
    """Open a dialog with the report, which can be copied; the window behind it stays."""
    from viewer.shell.dialogs import CrashDialog

    CrashDialog(report, kept).exec()

"""The last resort: what nobody foresaw becomes a report the reader can copy, and the window stays."""

import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from viewer import __version__
from viewer.shell.profile import Profile

_KEPT_REPORTS = 20

Tell = Callable[[str, str], None]
"""Shows a report: the report itself, and where it is kept ("" if nowhere)."""


class CrashReporter:
    """Catches every exception that reaches Qt's event loop, writes it down and tells of it.

    A fault is told and written once: one in painting comes again at every repaint.
    """

    def __init__(self, profile: Profile, tell: Tell) -> None:
        """Keep reports in ``profile`` and show them by ``tell``."""
        self._profile = profile
        self._tell = tell
        self._known: set[str] = set()

    def install(self) -> None:
        """Catch exceptions from now on."""
        sys.excepthook = self

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Do what Python asks of an excepthook."""
        if issubclass(kind, KeyboardInterrupt):
            from PySide6.QtCore import QCoreApplication

            QCoreApplication.exit(130)
            return
        fault = _name(kind, trace)
        if fault in self._known:
            return
        self._known.add(fault)
        report = make_report(kind, error, trace)
        self._tell(report, self._keep(report))

    def _keep(self, report: str) -> str:
        from datetime import UTC, datetime

        name = f"crash-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.txt"
        try:
            self._profile.write(name, report.encode())
        except OSError:
            return ""
        self._shed()
        return str(self._profile.folder / name)

    def _shed(self) -> None:
        """Let go of the oldest reports, so that the folder does not grow for ever."""
        for old in sorted(self._profile.folder.glob("crash-*.txt"))[:-_KEPT_REPORTS]:
            with suppress(OSError):
                old.unlink()


def _name(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Name a fault by its kind and the line that it comes from."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace is not None else ""
    return f"{kind.__name__} {where}"


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
    from viewer.shell.environment import explain, says_what_is_missing

    if isinstance(error, ContentError):
        sys.stderr.write("".join(f"{fault}\n" for fault in error.faults))
    if says_what_is_missing(error):
        from viewer.shell.telling import tell

        tell(explain(error))
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
    """Open a dialog with the report, which can be copied; the window behind it can be used as before.

    It opens when Qt has come to rest: the fault may have come up amid painting. While one report is read,
    no other opens.
    """
    from PySide6.QtCore import QTimer

    QTimer.singleShot(0, lambda: _open_report(report, kept))


def _open_report(report: str, kept: str) -> None:
    from PySide6.QtWidgets import QApplication

    from viewer.shell.dialogs import CrashDialog

    if not any(isinstance(widget, CrashDialog) for widget in QApplication.topLevelWidgets()):
        CrashDialog(report, kept, QApplication.activeWindow()).show()

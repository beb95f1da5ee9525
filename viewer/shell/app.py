"""main(): load, build, show, run."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.shell.request import Request

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from viewer.core.atlas import Atlas
    from viewer.shell.place import Place
    from viewer.shell.profile import Profile
    from viewer.shell.window import MainWindow


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the command line asks; return the exit code.

    Whatever goes wrong on purpose is told in one sentence on stderr; a traceback never is.
    """
    arguments = sys.argv[1:] if argv is None else list(argv)
    try:
        code = _run(_read(arguments))
        sys.stdout.flush()
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 1
    except BrokenPipeError:
        # Who read our output has gone (`list | head`); Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        from viewer.shell.crash import tell_on_stderr

        tell_on_stderr(error)
        return 1
    return code


def _read(arguments: Sequence[str]) -> Request:
    if not arguments:
        return Request()
    from viewer.shell.command_line import parse

    return parse(arguments)


def _run(request: Request) -> int:
    if request.command in ("check", "list"):
        from viewer.shell import command_line

        return command_line.run(request)
    if request.command == "export" or request.snapshot is not None:
        from viewer.shell import exporting

        return exporting.run(request)
    return open_window(request)


def open_window(request: Request) -> int:
    """Open the window and stay until the reader closes it."""
    from viewer.shell.application import make_application
    from viewer.shell.crash import CrashReporter, show_report

    application = make_application()
    profile = profile_for(request)
    window = make_window(application, request, profile)
    CrashReporter(profile, show_report).install()
    window.show()
    window.greet()
    return application.exec()


def profile_for(request: Request) -> "Profile":
    """Give the folders that the request names, or the reader's own."""
    from viewer.shell.profile import Profile

    return Profile.within(request.profile) if request.profile else Profile.of_reader()


def make_window(application: "QApplication", request: Request, profile: "Profile") -> "MainWindow":
    """Build the window that a request asks for, shaped as the reader left the last one; it is not shown yet.

    :raises ViewerError: if the atlas cannot be read, or has nothing by a name that was asked for.
    """
    from viewer.shell.actions import Actions
    from viewer.shell.appearance import Appearance
    from viewer.shell.settings import load
    from viewer.shell.window import MainWindow

    atlas, folder = read_atlas(request, profile)
    settings = load(profile).overridden(request.theme, request.labels, request.text_size)
    appearance = Appearance(application, profile.cache)
    appearance.apply(settings)
    window = MainWindow(profile, settings, appearance)
    Actions(window)
    last_plate = window.restore_shape()
    place = first_place(request, atlas, last_plate)
    window.show_atlas(atlas, folder, place)
    if request.select and place.camera is None:
        window.plate_view.bring_into_view(place.addresses)
    return window


def read_atlas(request: Request, profile: "Profile") -> tuple["Atlas", Path]:
    """Read the atlas that a request names, or the one that ships; give it and its folder.

    :raises ViewerError: if there is none, if it has faults, or has not the language that was asked for.
    """
    from viewer.core.assets import atlas_folder
    from viewer.core.prepared import open_atlas

    folder = request.atlas or atlas_folder()
    if request.atlas or request.language:
        from viewer.shell.destination import require_atlas, require_language

        require_atlas(folder)
        require_language(folder, request.language)
    return open_atlas(folder, profile.cache), folder


def first_place(request: Request, atlas: "Atlas", last_plate: str) -> "Place":
    """Give the place to begin at: what was asked for, or the plate that was open last."""
    from viewer.shell.place import Place

    if not request.select and not request.plate:
        return Place(last_plate if last_plate in atlas.plates else next(iter(atlas.plates)))
    from viewer.shell.destination import place_for

    return place_for(atlas, request.plate, request.select)

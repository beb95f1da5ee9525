"""The commands that draw without a display: a snapshot of the window, and a plate written to a file."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.core.errors import ViewerError
from viewer.shell.request import Request

if TYPE_CHECKING:
    from viewer.core.atlas import Atlas
    from viewer.shell.blood import Blood
    from viewer.shell.place import Place
    from viewer.widgets.look import Look


def run(request: Request) -> int:
    """Draw what the command line asks for.

    :raises ViewerError: if the request cannot be met.
    :raises OSError: if the file cannot be written.
    """
    file = request.snapshot or request.out or request.anki or request.worksheet
    assert file is not None
    if not file.absolute().parent.is_dir():
        raise ViewerError(f"There is no folder {file.absolute().parent} to write {file.name} into.")
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if request.snapshot is not None and request.scale != 1:
        os.environ["QT_SCALE_FACTOR"] = str(request.scale)
    _draw_window(request, file) if request.snapshot is not None else _export(request, file)
    sys.stdout.write(f"{file}\n")
    return 0


def _draw_window(request: Request, file: Path) -> None:
    from viewer.shell.application import hush_offscreen, make_application
    from viewer.shell.opening import make_window
    from viewer.shell.profile import profile_for

    application = make_application()
    hush_offscreen()
    window = make_window(
        application, request, profile_for(request), (request.width or 1280, request.height or 860)
    )
    window.show()
    window.greet()
    window.plates.set_motion(False)
    application.processEvents()
    window.settle()
    application.processEvents()
    window.settle()
    if not window.grab().save(str(file)):
        raise OSError(f"{file} cannot be written; its name should end in .png.")
    window.deleteLater()


def _export(request: Request, file: Path) -> None:
    from PySide6.QtCore import QSize

    from viewer.shell.appearance import Appearance
    from viewer.shell.application import make_application
    from viewer.shell.exporting import PICTURE, Export
    from viewer.shell.in_force import InForce
    from viewer.shell.opening import first_place, read_atlas
    from viewer.shell.place import Place
    from viewer.shell.profile import profile_for
    from viewer.shell.settings import Settings

    appearance = Appearance(make_application(), profile_for(request).cache)
    atlas, folder, _source = read_atlas(request, profile_for(request))
    # What a file shows should not hang on what a reader has last chosen in the window.
    settings = Settings().overridden(request.theme or "light", request.labels, request.text_size)
    appearance.apply(settings)
    size = QSize(request.width, request.height) if request.width else PICTURE
    place = first_place(request, atlas, Place(""))
    if request.anki or request.worksheet:
        _export_study(request, file, atlas, place, appearance.look)
        return
    blood = _blood(request, atlas, place)
    case = InForce(atlas, request.variants)
    Export(
        atlas, folder, place, settings, appearance.look, size, request.scale, case, blood.flow()
    ).write(file)  # fmt: skip


def _blood(request: Request, atlas: "Atlas", place: "Place") -> "Blood":
    """Block and trace what a request asks for; in a condition the blood of its own place is followed."""
    from viewer.core.flow_question import Question, asked_in
    from viewer.shell.asked_case import names_asked, place_asked, require_blocks
    from viewer.shell.blood import Blood, Memory

    require_blocks(atlas, request.blocked)
    asked = asked_in(atlas.conditions.get(place.condition))
    if request.trace:
        asked = Question("heart", place_asked(atlas, request.trace))
    blood = Blood()
    blood.begin(atlas)
    blood.set_case(names_asked(atlas, request.variants), place.condition)
    blood.put_back(Memory(asked, request.blocked))
    return blood


def _export_study(request: Request, file: Path, atlas: "Atlas", place: "Place", look: "Look") -> None:
    from viewer.core.material import Material
    from viewer.core.showing import Showing
    from viewer.shell.asked_case import names_asked

    material = Material(atlas, Showing(names_asked(atlas, request.variants)))
    if request.worksheet:
        from viewer.shell.worksheet import export_worksheet

        export_worksheet(file, material, place.plate, place.addresses, request.paper)
        return
    from viewer.shell.deck_export import export_deck
    from viewer.shell.terminal_work import TerminalWork

    with TerminalWork("The cards are being drawn") as work:
        # Without a plate the deck is of all plates.
        export_deck(file, material, look, request.plate and place.plate, place.addresses, work.reach)

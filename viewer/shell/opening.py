"""What a request opens: the profile, the atlas, the place in it, and the window made from these."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from viewer.core.address import Address
from viewer.core.assets import atlas_folder
from viewer.core.atlas import Atlas
from viewer.core.errors import ViewerError
from viewer.core.level_cursor import level_of
from viewer.core.prepared import open_atlas
from viewer.shell.actions import Actions
from viewer.shell.appearance import Appearance
from viewer.shell.place import Place
from viewer.shell.profile import Profile
from viewer.shell.request import Request
from viewer.shell.settings import load
from viewer.shell.window import MainWindow
from viewer.widgets.accessible import install_accessibility

if TYPE_CHECKING:
    from viewer.shell.source import Source


def make_window(
    application: QApplication,
    request: Request,
    profile: Profile,
    size: tuple[int, int] = (0, 0),
    window: MainWindow | None = None,
    appearance: Appearance | None = None,
) -> MainWindow:
    """Build the window that a request asks for; it is not shown yet.

    It has the shape that the reader left the last one in, unless ``size`` says otherwise. ``window`` is
    an empty one that is seen already, ``appearance`` one that is on.

    Who double-clicks a file sees no command line: where that cannot be read, the window opens all the
    same, on the atlas that ships, and tells why.

    :raises ViewerError: if the atlas cannot be read, or has nothing by a name that was asked for.
    """
    install_accessibility()
    unread = None
    try:
        atlas, folder, source = read_atlas(request, profile)
    except (ViewerError, OSError) as error:
        if not request.handed or request.snapshot is not None:
            raise
        unread = error, _asked_for(request)
        request = request._replace(atlas=None, plate="", select="")
        atlas, folder, source = read_atlas(request, profile)
    settings = load(profile).overridden(request.theme, request.labels, request.text_size)
    appearance = appearance or Appearance(application, profile.cache)
    appearance.apply(settings)
    if window is None:
        window = MainWindow(profile)
        window.shape_keeper.restore(*size)
    else:
        # The size of text reaches a window that is there by an event, and the parts take it from the window.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.ApplicationFontChange)
    window.furnish(profile, settings, appearance)
    window.unread = unread
    Actions(window)
    if window.isVisible():
        window.lay_out_now()
    window.shape_keeper.restore_docks(window.index_dock, window.reader_dock)
    last = window.shape_keeper.last_place() if _left_here(window, source) else Place("")
    place = first_place(request, atlas, last)
    window.show_atlas(atlas, folder, place, source)
    if request.variants or request.blocked or request.trace:
        _put_in_force(window, request)
    if request.handbook:
        window.reader_dock.show()
    return window


def _put_in_force(window: MainWindow, request: Request) -> None:
    """Choose the variants, block and trace what a request asks for.

    :raises ViewerError: if it names what is not there.
    """
    from viewer.shell.asked_case import names_asked, place_asked, require_blocks

    names_asked(window.atlas, request.variants)
    require_blocks(window.atlas, request.blocked)
    traced = place_asked(window.atlas, request.trace) if request.trace else None
    for variant in request.variants:
        window.choose_variant(variant)
    if request.blocked:
        window.blood.set_blocks(request.blocked)
    if traced is not None:
        window.trace_desk.ask("heart", traced)


def _left_here(window: MainWindow, source: "Source | None") -> bool:
    """Tell whether the place that the reader left off at is in this atlas."""
    return window.shape_keeper.memory.value("atlas", "") == (str(source.path) if source else "")


def _asked_for(request: Request) -> "Source | None":
    """Give what was asked for and could not be read; a folder may be mended while the window is open."""
    from viewer.shell.source import Source, opened_by

    if request.atlas is None or not request.atlas.exists():
        return None
    path = opened_by(request.atlas.absolute())
    return Source(path, path if path.is_dir() else path.parent)


def read_atlas(request: Request, profile: Profile) -> "tuple[Atlas, Path, Source | None]":
    """Read the atlas that a request names, or the one that ships.

    Give it, its folder and what was opened: None for the one that ships.

    :raises ViewerError: if there is none, if it has faults, or has not the language that was asked for.
    """
    source, folder = None, atlas_folder()
    if request.atlas:
        from viewer.shell.source import source_of

        source = source_of(request.atlas, profile)
        folder = source.folder
    if request.language:
        from viewer.shell.destination import require_language

        require_language(folder, request.language)
    return open_atlas(folder, profile.cache, request.language or "en"), folder, source


def first_place(request: Request, atlas: Atlas, last: Place) -> Place:
    """Give the place to begin at: what was asked for, or where the reader left off."""
    if request.select or request.plate or request.condition:
        from viewer.shell.destination import place_for

        place = place_for(atlas, request.plate, request.select, request.condition)
    elif last.plate not in atlas.plates:
        place = Place(next(iter(atlas.plates)))
    else:
        known = all(address.structure in atlas.structures for address in last.addresses)
        place = last if known else last._replace(addresses=())
        place = place if place.level in atlas.levels else place._replace(level="")
    if request.trace and not place.level:
        place = place._replace(level=level_of(atlas, Address.parse(request.trace)))
    return place._replace(page="handbook") if request.handbook else place

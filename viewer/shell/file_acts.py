"""What the commands about atlas files and folders do: open, open again, read again, pack."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QMenu

from viewer.core.errors import ContentError, ViewerError
from viewer.shell.window import MainWindow

_FOLDER_EMS = 24
"""How wide the folder of a recent atlas may be told, in letters M."""


def open_path(window: MainWindow, path: Path) -> bool:
    """Show the atlas that a path means; tell whether that could be done."""
    return window.open_atlas(path, window.atlas.language)


def new_atlas(window: MainWindow) -> None:
    """Ask for the name of a folder, make a small atlas to start from in it, and show it."""
    from viewer.shell.new_atlas import new_atlas as make

    make(window)


def open_atlas(window: MainWindow) -> None:
    """Ask for an atlas file, or the atlas.toml of a folder, and show the atlas."""
    from PySide6.QtWidgets import QFileDialog

    tr = QCoreApplication.translate
    kinds = (
        tr("Acts", "Atlases (*.svatlas atlas.toml)"),
        tr("Acts", "Atlas files (*.svatlas)"),
        tr("Acts", "Atlas folders (atlas.toml)"),
    )
    file, _kind = QFileDialog.getOpenFileName(
        window, tr("Acts", "Open an Atlas"), _beginning(window), ";;".join(kinds)
    )
    if file:
        open_path(window, Path(file))


def open_folder(window: MainWindow) -> None:
    """Ask for a folder and show the atlas in it."""
    from PySide6.QtWidgets import QFileDialog

    title = QCoreApplication.translate("Acts", "Open an Atlas Folder")
    folder = QFileDialog.getExistingDirectory(window, title, _beginning(window))
    if folder:
        open_path(window, Path(folder))


def _beginning(window: MainWindow) -> str:
    """Give the folder to look for an atlas in: where the last one lies that is still there."""
    known = (path.parent for path in window.recent.paths())
    return str(next((folder for folder in known if folder.is_dir()), Path.home()))


def open_built_in(window: MainWindow) -> None:
    """Show the atlas that ships."""
    window.open_atlas(None, window.atlas.language)


def shows_another(window: MainWindow) -> bool:
    """Tell whether an atlas is open that does not come with the program."""
    return window.source is not None


def reload_atlas(window: MainWindow) -> None:
    """Read the atlas again after its files were changed, and stay where the reader is, if that is there."""
    from viewer.shell.destination import nearest_place

    place, path = window.place, window.source.path if window.source else None
    if window.open_atlas(path, window.atlas.language):
        window.go_to(nearest_place(window.atlas, place))
        window.message_bar.tell(QCoreApplication.translate("Acts", "The atlas was read again."))


def shows_folder(window: MainWindow) -> bool:
    """Tell whether the atlas on screen is in a folder that the reader opened."""
    return window.source is not None and not window.source.packed


def pack_atlas(window: MainWindow) -> None:
    """Ask for a file and pack the folder of the atlas into it."""
    from PySide6.QtWidgets import QFileDialog

    from viewer.shell.authoring import packed_file

    tr = QCoreApplication.translate
    file, _kind = QFileDialog.getSaveFileName(
        window,
        tr("Acts", "Pack as Atlas File"),
        str(packed_file(window.atlas_folder)),
        tr("Acts", "Atlas files (*.svatlas)"),
    )
    if file:
        _pack(window, Path(file))


def _pack(window: MainWindow, file: Path) -> None:
    from viewer.core.archive import SUFFIX, pack

    tr = QCoreApplication.translate
    if file.suffix != SUFFIX:
        file = file.with_name(file.name + SUFFIX)
    try:
        count = pack(window.atlas_folder, file, window.atlas.language)
    except ContentError as error:
        text = tr("Acts", "What has faults is not packed; mend these first.")
        window.message_bar.tell(text, [str(fault) for fault in error.faults], opened=True)
    except (ViewerError, OSError) as error:
        window.message_bar.tell(str(error), kind="error")
    else:
        told = tr("Acts", "Packed: {file}, with {count} files.")
        window.message_bar.tell(told.format(file=file, count=count))


# ---- Open Recent


def fill_recent(window: MainWindow, menu: QMenu) -> None:
    """List the atlases that were opened lately; called when the menu is about to open."""
    tr = QCoreApplication.translate
    for old in menu.actions():
        menu.removeAction(old)
        old.deleteLater()
    menu.setToolTipsVisible(True)
    paths = window.recent.paths()
    for path in paths:
        action = menu.addAction(_told(path, menu.fontMetrics()))
        action.setToolTip(str(path))
        action.triggered.connect(partial(_open_recent, window, path))
    if not paths:
        menu.addAction(tr("Acts", "None opened yet")).setEnabled(False)
    menu.addSeparator()
    clear = menu.addAction(tr("Acts", "&Clear List"))
    clear.setEnabled(bool(paths))
    clear.triggered.connect(window.recent.clear)


def _told(path: Path, metrics: QFontMetrics) -> str:
    """Name a path by its last part and, shortened, the folder that it lies in."""
    folder, home = str(path.parent), str(Path.home())
    if folder == home or folder.startswith(f"{home}/"):
        folder = f"~{folder.removeprefix(home)}"
    folder = metrics.elidedText(
        folder, Qt.TextElideMode.ElideMiddle, _FOLDER_EMS * metrics.horizontalAdvance("M")
    )
    told = QCoreApplication.translate("Acts", "{name} – {folder}").format(name=path.name, folder=folder)
    return told.replace("&", "&&")


def _open_recent(window: MainWindow, path: Path, _checked: bool = False) -> None:
    tr = QCoreApplication.translate
    if path.exists():
        open_path(window, path)
        return
    text = tr("Acts", "“{name}” is no longer in {folder}.").format(name=path.name, folder=path.parent)
    act = (tr("Acts", "&Take It off the List"), partial(window.recent.forget, path))
    window.message_bar.tell(text, kind="warning", act=act)

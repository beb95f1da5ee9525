"""The saved views: listed when they are looked at, opened, named anew and removed."""

from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from viewer.core.errors import ViewerError
from viewer.core.study_data import Bookmark
from viewer.shell.fitting import fit
from viewer.shell.notes import Notes
from viewer.shell.window import MainWindow

_BOOKMARK = Qt.ItemDataRole.UserRole


def fill(window: MainWindow, menu: QMenu) -> None:
    """List the bookmarks of the atlas that is shown, or say that there are none."""
    tr = QCoreApplication.translate
    menu.clear()
    found = window.notes.bookmarks() if window.study.exists else []
    for bookmark in found:
        action = menu.addAction(bookmark.name.replace("&", "&&"))
        action.triggered.connect(partial(open_bookmark, window, bookmark))
    if found:
        menu.addSeparator()
        menu.addAction(tr("Bookmarks", "&Edit Bookmarks…"), partial(edit_bookmarks, window))
    else:
        menu.addAction(tr("Bookmarks", "(none yet)")).setEnabled(False)


def edit_bookmarks(window: MainWindow) -> None:
    """Open the dialog that names and removes them."""
    dialog = BookmarksDialog(window.notes, window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def open_bookmark(window: MainWindow, bookmark: Bookmark, _checked: bool = False) -> None:
    """Show a saved view, or say that the atlas does not have it any more."""
    from viewer.shell.destination import resolve

    try:
        place = resolve(window.atlas, bookmark.link)
    except ViewerError as error:
        window.message_bar.tell(str(error), kind="warning")
        return
    window.go_to(place)
    if place.camera is None:
        window.plates.bring_into_view(place.addresses)


class BookmarksDialog(QDialog):
    """Renames bookmarks in place, and removes them."""

    def __init__(self, notes: Notes, parent: QWidget | None) -> None:
        """List what there is."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Bookmarks"))
        self._notes = notes
        words = QLabel(self.tr("F2 or a double-click renames; what is removed can be undone."))
        words.setWordWrap(True)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Bookmarks"))
        self.remove_button = QPushButton(self.tr("&Remove"))
        self.remove_button.clicked.connect(self.remove)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.remove_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (words, self.list, buttons):
            column.addWidget(widget)
        self._fill()
        self.list.itemChanged.connect(self._rename)
        fit(self, 60, 24)

    def _fill(self) -> None:
        self.list.clear()
        for bookmark in self._notes.bookmarks():
            item = QListWidgetItem(bookmark.name, self.list)
            item.setData(_BOOKMARK, bookmark)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        self.list.setCurrentRow(0)

    @Slot(QListWidgetItem)
    def _rename(self, item: QListWidgetItem) -> None:
        bookmark = item.data(_BOOKMARK)
        name = item.text().strip()
        self.list.blockSignals(True)
        item.setText(name or bookmark.name)
        item.setData(_BOOKMARK, bookmark._replace(name=name or bookmark.name))
        self.list.blockSignals(False)
        self._notes.rename_bookmark(bookmark, name)

    @Slot()
    def remove(self) -> None:
        """Take the bookmark away that the list is at."""
        item = self.list.currentItem()
        if item is not None:
            self._notes.remove_bookmark(item.data(_BOOKMARK))
            self.list.takeItem(self.list.row(item))

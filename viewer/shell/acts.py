"""What the commands do, where it takes more than one call; and what tells whether they are on or alive."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from viewer.core.errors import ViewerError
from viewer.core.link import ViewLink
from viewer.core.queries import describe
from viewer.shell.place import Place
from viewer.shell.settings import LabelChoice, ThemeChoice, next_text_size
from viewer.shell.window import MainWindow

_PICTURE_DETAIL = 2.0
"""Pixels of an exported picture to one of a plain screen."""

# ---- File


def copy_text(window: MainWindow) -> None:
    """Copy what the reader shows, or what is marked in it, with its sources."""
    window.reader_panel.copy_with_citations()
    window.message_bar.tell(QCoreApplication.translate("Acts", "The text was copied with its sources."))


def print_text(window: MainWindow) -> None:
    """Print what the reader shows."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(window.windowTitle())
    if QPrintDialog(printer, window).exec():
        window.reader_panel.print_to(printer)


def export_plate(window: MainWindow) -> None:
    """Ask for a file and write the plate into it as it is shown."""
    from viewer.shell.export_dialog import ExportDialog
    from viewer.shell.exporting import PICTURE

    pixels, memory = PICTURE * _PICTURE_DETAIL, window.shape_keeper.memory
    dialog = ExportDialog(window.place.plate, pixels, exported(window), memory, window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.file_chosen.connect(partial(write_plate, window))
    dialog.open()


def exported(window: MainWindow) -> list[str]:
    """Say what an export of the plate includes: colours, labels, what is selected, what is left out."""
    tr = QCoreApplication.translate
    labels = {
        LabelChoice.ALL: tr("Acts", "all labels"),
        LabelChoice.SELECTED: tr("Acts", "the labels of what is selected"),
        LabelChoice.NONE: tr("Acts", "no labels"),
    }
    selected = [describe(window.atlas, address) for address in window.selection.addresses]
    things = [
        tr("Acts", "the whole plate in the colours on screen"),
        labels[window.settings.labels],
        tr("Acts", "what is selected, lit ({names})").format(names=tr("Acts", "; ").join(selected))
        if selected
        else tr("Acts", "nothing lit"),
    ]
    if window.blood.flow() is not None:
        things.append(tr("Acts", "the way of the blood and what is blocked"))
    hidden = window.layers_menu.hidden()
    if hidden:
        things.append(tr("Acts", "but not what is hidden ({layers})").format(layers="; ".join(hidden)))
    return things


def write_plate(window: MainWindow, file: Path) -> None:
    """Write the plate into a file, as it is shown; a picture at twice the detail of a plain screen."""
    from viewer.shell.exporting import Export

    try:
        look = window.appearance.look
        place, settings = window.place, window.settings
        case, flow = window.in_force, window.blood.flow()
        Export(
            window.atlas, window.atlas_folder, place, settings, look,
            scale=_PICTURE_DETAIL, case=case, flow=flow,
        ).write(file)  # fmt: skip
    except (ViewerError, OSError) as error:
        window.message_bar.tell(str(error), kind="error")
    else:
        window.message_bar.tell(QCoreApplication.translate("Acts", "Written: {file}").format(file=file))


def show_settings(window: MainWindow) -> None:
    """Open the form of settings; each change is applied at once."""
    from viewer.shell.settings_dialog import SettingsDialog

    dialog = SettingsDialog(window.settings, window)
    dialog.settings_changed.connect(window.change_settings)
    dialog.open()


# ---- View


def zoom_in(window: MainWindow) -> None:
    """Show the plate larger."""
    window.plates.zoom_in()


def zoom_out(window: MainWindow) -> None:
    """Show the plate smaller."""
    window.plates.zoom_out()


def fit_plate(window: MainWindow) -> None:
    """Show the whole plate."""
    window.plates.fit()


def seek_selected(window: MainWindow) -> None:
    """Bring what is selected into view at a fitting zoom."""
    window.plates.bring_into_view(window.selection.addresses)


def selecting(window: MainWindow) -> bool:
    """Tell whether anything is selected."""
    return bool(window.selection.addresses)


def shows_labels(window: MainWindow, choice: LabelChoice) -> bool:
    """Tell whether these labels are shown."""
    return window.settings.labels is choice


def next_labels(window: MainWindow) -> None:
    """Go from all labels to those selected, to none, to all."""
    order = list(LabelChoice)
    window.set_labels(order[(order.index(window.settings.labels) + 1) % len(order)])


def toggle_isolation(window: MainWindow) -> None:
    """Step back all but what is selected, or bring it forward again."""
    window.isolate(not window.isolating)


def isolates(window: MainWindow) -> bool:
    """Tell whether all but what is selected is stepped back."""
    return window.isolating


def can_isolate(window: MainWindow) -> bool:
    """Tell whether there is something to isolate, or to bring forward again."""
    return window.isolating or selecting(window)


def leaves_out(window: MainWindow) -> bool:
    """Tell whether any layer is hidden or ghosted."""
    return any(window.layers_menu.left_out())


def set_theme(window: MainWindow, choice: ThemeChoice) -> None:
    """Choose the colours."""
    window.change_settings(window.settings._replace(theme=choice))


def wears_theme(window: MainWindow, choice: ThemeChoice) -> bool:
    """Tell whether these colours are chosen."""
    return window.settings.theme is choice


def larger_text(window: MainWindow) -> None:
    """Make all text a step larger."""
    _set_text_size(window, next_text_size(window.settings.text_size, 1))


def smaller_text(window: MainWindow) -> None:
    """Make all text a step smaller."""
    _set_text_size(window, next_text_size(window.settings.text_size, -1))


def normal_text(window: MainWindow) -> None:
    """Make text as large as the system's."""
    _set_text_size(window, 100)


def _set_text_size(window: MainWindow, size: int) -> None:
    window.change_settings(window.settings._replace(text_size=size))


def toggle_index(window: MainWindow) -> None:
    """Show or hide the index."""
    window.index_dock.setVisible(not window.index_dock.isVisible())


def shows_index(window: MainWindow) -> bool:
    """Tell whether the index is there."""
    return not window.index_dock.isHidden()


def toggle_reader(window: MainWindow) -> None:
    """Show or hide the reader."""
    window.reader_dock.setVisible(not window.reader_dock.isVisible())


def shows_reader(window: MainWindow) -> bool:
    """Tell whether the reader is there."""
    return not window.reader_dock.isHidden()


def toggle_full_screen(window: MainWindow) -> None:
    """Give the atlas the whole screen, or take it back."""
    window.show_full_screen(not window.isFullScreen())


# ---- Go


def can_go_back(window: MainWindow) -> bool:
    """Tell whether there is a place to go back to."""
    return window.trail.can_back


def can_go_forward(window: MainWindow) -> bool:
    """Tell whether the reader has gone back."""
    return window.trail.can_forward


def go_home(window: MainWindow) -> None:
    """Show the whole plate and the whole article."""
    window.go_to(Place(window.place.plate, level=window.place.level))
    window.plates.fit()


def search(window: MainWindow) -> None:
    """Go to the search line."""
    window.search_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
    window.search_box.selectAll()


def find_in_text(window: MainWindow) -> None:
    """Find words in what the reader shows."""
    window.reader_dock.show()
    window.reader_panel.find_bar.open()


def next_pane(window: MainWindow) -> None:
    """Go on to the next part of the window: plate, reader, index, search."""
    panes: list[QWidget] = [*window.plates, window.reader_panel]
    panes += [window.trace_desk.panel] if window.trace_desk.panel is not None else []
    panes += [window.index_panel, window.search_box]
    shown = [pane for pane in panes if pane.isVisible()]
    focused = QApplication.focusWidget()
    now = next(
        (i for i, pane in enumerate(shown) if focused and (pane is focused or pane.isAncestorOf(focused))), -1
    )
    shown[(now + 1) % len(shown)].setFocus(Qt.FocusReason.ShortcutFocusReason)


def copy_link(window: MainWindow) -> None:
    """Copy an address that opens what is shown now."""
    place = window.place
    zoom, x, y = place.camera or (0.0, 0.0, 0.0)
    link = str(ViewLink(place.plate, place.addresses, zoom, x, y, place.level, place.condition))
    QGuiApplication.clipboard().setText(link)
    window.message_bar.tell(QCoreApplication.translate("Acts", "Copied: {link}").format(link=link))


def open_link(window: MainWindow) -> None:
    """Ask for an address, a link or a name and show where it leads."""
    from viewer.shell.link_dialog import LinkDialog

    dialog = LinkDialog(window.atlas, _link_in_clipboard(), window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.place_chosen.connect(partial(_arrive, window))
    dialog.open()


def _arrive(window: MainWindow, place: Place) -> None:
    window.go_to(place)
    if place.camera is None:
        window.plates.bring_into_view(place.addresses)


def _link_in_clipboard() -> str:
    text = QGuiApplication.clipboard().text().strip()
    return text if "/" in text and "://" not in text and len(text) < 300 and "\n" not in text else ""


def ask_before_leaving(window: MainWindow, address: str) -> None:
    """Open a web address in the browser, if the reader says so."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices
    from PySide6.QtWidgets import QMessageBox

    from viewer.shell.fitting import without_icons

    box = QMessageBox(window)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(QCoreApplication.translate("Acts", "Open Web Page"))
    box.setText(QCoreApplication.translate("Acts", "Open this page in your browser? It needs the network."))
    box.setInformativeText(address)
    box.setStandardButtons(QMessageBox.StandardButton.Open | QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(QMessageBox.StandardButton.Cancel)
    without_icons(box)
    if box.exec() == QMessageBox.StandardButton.Open:
        QDesktopServices.openUrl(QUrl(address))


# ---- Help


def show_handbook(window: MainWindow) -> None:
    """Show how the program is used, in the reader."""
    window.read_page("handbook")


def show_about(window: MainWindow) -> None:
    """Show version, disclaimer, credits and licences."""
    from viewer.shell.dialogs import AboutDialog

    AboutDialog(window.atlas, window, window.source.path if window.source else None).open()

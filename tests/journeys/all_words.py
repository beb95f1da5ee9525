"""Every word that a reader, or a screen reader, can find in a window: painted, shown, hinted at, named."""

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenuBar,
    QTextEdit,
    QWidget,
)

from viewer.shell.window import MainWindow
from viewer.widgets.plate_view import PlateView


def words_of(window: MainWindow, without: QWidget) -> Iterator[str]:
    """Give every text of a window but those within one widget."""
    yield window.windowTitle()
    for widget in (window, *window.findChildren(QWidget)):
        if widget.isVisible() and widget is not without and not without.isAncestorOf(widget):
            yield from _of_widget(widget)
    yield from _accessible(QAccessible.queryAccessibleInterface(window), without)


def _of_widget(widget: QWidget) -> Iterator[str]:
    yield from (widget.toolTip(), widget.statusTip(), widget.whatsThis(), widget.windowTitle())
    yield from (widget.accessibleName(), widget.accessibleDescription())
    match widget:
        case QLabel() | QAbstractButton():
            yield widget.text()
        case QLineEdit():
            yield from (widget.text(), widget.placeholderText())
        case QComboBox():
            yield widget.currentText()
        case QTextEdit():
            yield widget.toPlainText()
        case QAbstractItemView():
            yield from _items(widget, QModelIndex())
        case QMenuBar():
            yield from _menus(widget)
        case PlateView():
            yield from _painted(widget)


def _items(view: QAbstractItemView, parent: QModelIndex) -> Iterator[str]:
    model = view.model()
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            yield str(model.data(index, role) or "")
        yield from _items(view, index)


def _menus(bar: QMenuBar) -> Iterator[str]:
    for action in bar.actions():
        menu = action.menu()
        yield action.text()
        if menu is not None and action.isEnabled():
            menu.aboutToShow.emit()
            yield from (one.text() for one in menu.actions() if one.isVisible())
            yield from (one.toolTip() for one in menu.actions() if one.isVisible())


def _painted(view: PlateView) -> Iterator[str]:
    trimmings = view.trimmings
    assert trimmings is not None and view.atlas is not None
    for _box, address in trimmings.boxes():
        yield view.atlas.structures[address.structure].name
    plate = trimmings.plate
    yield from (plate.title, plate.caption, plate.left, plate.right, *plate.compass)
    yield from (bracket.name for bracket in plate.brackets)
    for column in plate.rulers:
        yield column.name
        yield from (band.name for band in column.bands)
    yield from view.tip.lines()


def accessible_words(widget: QWidget) -> Iterator[str]:
    """Give every name, description and value that a screen reader finds in a widget."""
    yield from _accessible(QAccessible.queryAccessibleInterface(widget), None)


def _accessible(found: QAccessibleInterface | None, without: QWidget | None) -> Iterator[str]:
    if found is None or not found.isValid() or found.state().invisible:
        return
    if without is not None and found.object() is without:
        return
    for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value):
        yield found.text(kind)
    for number in range(found.childCount()):
        yield from _accessible(found.child(number), without)

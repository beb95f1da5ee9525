"""ToolBar: back and forward, the search line, the plates, and the menus of labels and layers."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QComboBox, QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from viewer.core.plate import Plate


class ToolBar(QToolBar):
    """The line under the menus; ``search_box`` takes what room is left.

    Signals:
        plate_chosen(str): another plate was chosen, by its id.
    """

    plate_chosen = Signal(str)

    def __init__(self, search_box: QWidget) -> None:
        """Make a line that cannot be hidden or torn off."""
        super().__init__()
        self.setObjectName("toolbar")
        self.setWindowTitle(self.tr("Tools"))
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        side = round(self.fontMetrics().height() * 1.25)
        self.setIconSize(QSize(side, side))
        self._search_box = search_box
        self._plates = QComboBox()
        self._plates.setAccessibleName(self.tr("Plate"))
        self._plates.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._plates.activated.connect(self._report_plate)

    def furnish(self, before: Iterable[QAction], menus: Iterable[tuple[QMenu, QIcon]]) -> None:
        """Put actions before the search line, and menus as buttons after it."""
        self.addActions(list(before))
        self._search_box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.addWidget(self._search_box)
        self._plates_action = self.addWidget(self._plates)
        for menu, icon in menus:
            self._add_menu_button(menu, icon)

    def offer_plates(self, plates: Iterable[Plate]) -> None:
        """List the plates of an atlas; where there is but one, there is nothing to choose."""
        self._plates.clear()
        for plate in plates:
            self._plates.addItem(plate.title, plate.id)
        self._plates_action.setVisible(self._plates.count() > 1)

    def show_plate(self, plate: str) -> None:
        """Show which plate is on; nothing is reported back."""
        self._plates.setCurrentIndex(self._plates.findData(plate))

    def _add_menu_button(self, menu: QMenu, icon: QIcon) -> None:
        button = QToolButton()
        button.setText(menu.title().replace("&", ""))
        button.setIcon(icon)
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.addWidget(button)

    @Slot(int)
    def _report_plate(self, row: int) -> None:
        self.plate_chosen.emit(self._plates.itemData(row))

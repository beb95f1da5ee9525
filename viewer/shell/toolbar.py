"""ToolBar: back and forward, the search line, the plates, and the menus of labels and layers."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QIcon, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QToolBar,
    QToolButton,
    QWidget,
)

from viewer.core.plate import Plate
from viewer.widgets.look import Look


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
        self._search_frame = _Framed(search_box)
        self._plates = QComboBox()
        self._plates.setAccessibleName(self.tr("Plate"))
        self._plates.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._plates.activated.connect(self._report_plate)

    def furnish(self, before: Iterable[QAction], menus: Iterable[tuple[QMenu, QIcon]]) -> None:
        """Put actions before the search line, and menus as buttons after it."""
        self.addActions(list(before))
        self.addWidget(self._search_frame)
        space = QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(space)
        self._plates_action = self.addWidget(self._plates)
        for menu, icon in menus:
            self._add_menu_button(menu, icon)

    def fit_font(self) -> None:
        """Make icons and search line as large as the text is now."""
        side = round(self.fontMetrics().height() * 1.25)
        self.setIconSize(QSize(side, side))
        self._search_frame.setMaximumWidth(self.fontMetrics().averageCharWidth() * 110)

    def set_look(self, look: Look) -> None:
        """Draw the search line's frame in a colour that is seen in every theme."""
        self._search_frame.set_look(look)

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


class _Framed(QFrame):
    """A frame around the search line, for Fusion's own is lost on dark ground; it shows the focus too."""

    def __init__(self, line: QWidget) -> None:
        super().__init__()
        self._line = line
        self._look: Look | None = None
        if isinstance(line, QLineEdit):
            line.setFrame(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(5, 3, 5, 3)
        row.addWidget(line)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        line.installEventFilter(self)

    def set_look(self, look: Look) -> None:
        self._look = look
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._look is None:
            return
        focused = self._line.hasFocus()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self._look.ui("base"))
        painter.setPen(QPen(self._look.ui("focus" if focused else "line"), 2 if focused else 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

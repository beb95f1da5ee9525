"""ToolBar: back and forward, the search line, the plates, and the menus of labels and layers."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QCursor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
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

from viewer.core.plate_choice import PlateChoice
from viewer.shell.settings import LabelChoice
from viewer.widgets.icons import icon
from viewer.widgets.later import Hearing
from viewer.widgets.level_box import LevelBox
from viewer.widgets.look import Look


class ToolBar(QToolBar):
    """The line under the menus; ``search_box`` takes what room is left.

    Signals:
        plate_chosen(str): another plate was chosen, by the id of the choice.
        level_chosen(str): the level cursor was moved.
    """

    plate_chosen = Signal(str)
    level_chosen = Signal(str)

    def __init__(self, search_box: QWidget) -> None:
        """Make a line that cannot be hidden or torn off."""
        super().__init__()
        self.setObjectName("toolbar")
        self.setWindowTitle(self.tr("Tools"))
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        for button in self.findChildren(QToolButton):
            # Qt's own, for what a narrow window has no room for.
            button.setAccessibleName(self.tr("More tools"))
        self._search_frame = _Framed(search_box)
        self._plates = QComboBox()
        self._plates.setAccessibleName(self.tr("Plate"))
        self._plates.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._plates.activated.connect(self._report_plate)
        self.level_box = LevelBox()
        self.level_box.level_chosen.connect(self.level_chosen)
        self._labels, self._layers = _MenuButton("labels"), _MenuButton("layers")

    def furnish(self, before: Iterable[QAction], labels: QMenu, layers: QMenu, trace: QAction) -> None:
        """Put actions before the search line; after it plates, levels, menus as buttons, and the trace."""
        self.addActions(list(before))
        self.addWidget(self._search_frame)
        space = QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(space)
        self._plates_action = self.addWidget(self._plates)
        self._level_action = self.addWidget(self.level_box)
        for button, menu in ((self._labels, labels), (self._layers, layers)):
            button.take(menu)
            self.addWidget(button)
        self.addAction(trace)
        self._trace = self.widgetForAction(trace)
        if isinstance(self._trace, QToolButton):
            self._trace.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            self._trace.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def stops(self) -> tuple[QWidget, ...]:
        """Give what the keyboard stops at after the plate, in order."""
        return self._plates, self.level_box, self._labels, self._layers, self._trace

    def rest(self, resting: bool) -> None:
        """Let plates, levels, labels and layers be as they are for a while, or be chosen again."""
        for part in (self._plates, self.level_box, self._labels, self._layers):
            part.setEnabled(not resting)

    def show_labels(self, choice: LabelChoice) -> None:
        """Say which labels are on."""
        words = {
            LabelChoice.ALL: self.tr("Labels: all"),
            LabelChoice.SELECTED: self.tr("Labels: selected"),
            LabelChoice.NONE: self.tr("Labels: none"),
        }
        self._labels.setText(words[choice])

    def show_layers(self, left_out: tuple[int, int], isolating: bool) -> None:
        """Say by word and sign how many layers are hidden and ghosted, and that the selection is isolated."""
        hidden, ghosted = left_out
        told = [
            self.tr("{count} hidden").format(count=hidden) if hidden else "",
            self.tr("{count} ghosted").format(count=ghosted) if ghosted else "",
            self.tr("isolated") if isolating else "",
        ]
        words = self.tr(", ").join(word for word in told if word)
        self._layers.setText(self.tr("Layers ({state})").format(state=words) if words else self.tr("Layers"))
        self._layers.setIcon(icon("layers-hidden" if words else "layers"))

    def fit_font(self) -> None:
        """Make icons and search line as large as the text is now."""
        # Widgets hear of a new font only later; the application knows it already.
        metrics = QFontMetrics(QApplication.font())
        side = round(metrics.height() * 1.25)
        self.setIconSize(QSize(side, side))
        self._search_frame.setMaximumWidth(metrics.averageCharWidth() * 110)
        self.level_box.fit_font()

    def set_look(self, look: Look) -> None:
        """Draw frames in colours that are seen in every theme."""
        for part in (self._search_frame, self._labels, self._layers, self.level_box):
            part.set_look(look)

    def offer_plates(self, choices: Iterable[PlateChoice]) -> None:
        """List the plates of an atlas; where there is but one, there is nothing to choose."""
        self._plates.clear()
        for choice in choices:
            self._plates.addItem(choice.title, choice.id)
        self._plates_action.setVisible(self._plates.count() > 1)

    def show_plate(self, choice: str) -> None:
        """Show which plate is on; nothing is reported back."""
        self._plates.setCurrentIndex(self._plates.findData(choice))

    def offer_levels(self, levels: Sequence[str]) -> None:
        """Let the level cursor go to these; where there are none, there is no box for it."""
        self.level_box.offer(levels)
        self._level_action.setVisible(bool(levels))

    def show_level(self, level: str) -> None:
        """Show where the level cursor is; nothing is reported back."""
        self.level_box.show_level(level)

    @Slot(int)
    def _report_plate(self, row: int) -> None:
        self.plate_chosen.emit(self._plates.itemData(row))


class _MenuButton(QToolButton):
    """A button that opens a menu; it has a frame while the keyboard is at it."""

    def __init__(self, icon_name: str) -> None:
        super().__init__()
        self._look: Look | None = None
        self.setIcon(icon(icon_name))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def take(self, menu: QMenu) -> None:
        self.setMenu(menu)
        menu.aboutToHide.connect(self._settle)

    def set_look(self, look: Look) -> None:
        self._look = look
        self.update()

    @Slot()
    def _settle(self) -> None:
        # While its menu is open the button is not told that the pointer leaves, and would stay raised.
        inside = self.rect().contains(self.mapFromGlobal(QCursor.pos()))
        self.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, inside)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and self._look is not None:
            painter = QPainter(self)
            painter.setPen(QPen(self._look.ui("focus"), 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
            painter.end()


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
        Hearing(line, self._hear)

    def set_look(self, look: Look) -> None:
        self._look = look
        self.update()

    def _hear(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return False

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

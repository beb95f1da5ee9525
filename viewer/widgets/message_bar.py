"""MessageBar: one line over what it speaks of, that tells and then goes away."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from viewer.widgets.later import Hearing

_READING_MS = 70
"""How long a message stays for each of its letters: a slow reader's pace."""
_LEAST_MS = 6000


class MessageBar(QWidget):
    """Tells one thing at a time, by a sign and a word, never by colour alone.

    It lies over a lower corner of another widget, no wider than its words, and moves nothing in it: what
    stands along the top, and at the left end of the bottom, stays in sight. A plain note goes away by itself,
    and when the reader does something else; a warning or an error stays until it is closed or something else
    is told.
    """

    def __init__(self, over: QWidget, clear: Callable[[], QRectF] = QRectF) -> None:
        """Tell nothing yet; the bar is filled when there is something to tell, and lies ``over`` a widget.

        ``clear`` gives a box of that widget above which the bar stands where it would cover it.
        """
        # Not its child: a plate's children, to assistive technology, are its regions.
        super().__init__(over.parentWidget() or over)
        self._over, self._clear = over, clear
        Hearing(over, self._hear)
        Hearing(self, self._hear)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.ToolTipBase)
        self.setForegroundRole(QPalette.ColorRole.ToolTipText)
        self._act: Callable[[], object] | None = None
        self._kind = ""
        self._time = QTimer(self)
        self._time.setSingleShot(True)
        self._time.timeout.connect(self._time_is_up)
        self._details: tuple[str, ...] = ()
        self.setAccessibleName(self.tr("Message"))
        self.hide()

    def tell(
        self,
        text: str,
        details: Sequence[str] = (),
        kind: str = "",
        act: tuple[str, Callable[[], object]] | None = None,
        opened: bool = False,
    ) -> None:
        """Tell something; what was told before is gone.

        ``kind`` is "note", "warning" or "error"; left out, it is an error where there are ``details`` (one
        line each, to be read and copied on demand) and a note where there are none. ``act`` is what can be
        done about it: the words of a button, and what the button does. ``opened`` shows the details at once,
        and leaves the keyboard where it is.
        """
        if self.layout() is None:
            self._build()
        kind = self._kind = kind or ("error" if details else "note")
        self._details = tuple(str(line) for line in details)
        words = {
            "note": self.tr("Note:"),
            "warning": self.tr("Warning:"),
            "error": self.tr("Error:"),
        }
        self._put_sign(kind)
        self.word.setText(words[kind])
        self.label.setText(text)
        self.more.setVisible(bool(self._details))
        self.more.setChecked(False)
        self._open_details(False)
        if opened and self._details:
            with QSignalBlocker(self.more):
                self.more.setChecked(True)
            self._open_details(True, focus=False)
        words_of_act, self._act = act or ("", None)
        self.act_button.setText(words_of_act)
        self.act_button.setVisible(act is not None)
        self.show()
        self.raise_()
        self._lie_over()
        self._announce(f"{words[kind]} {text}", urgent=kind == "error")
        self._time.stop()
        if kind == "note":
            self._time.start(max(_LEAST_MS, len(text) * _READING_MS))

    def dismiss(self) -> None:
        """Hide the message."""
        self._time.stop()
        self.hide()

    def pass_on(self) -> None:
        """The reader does something else: a note has been read or is not wanted; the rest stays."""
        if self._kind == "note" and not self.isHidden():
            self.dismiss()

    @property
    def text(self) -> str:
        """What is told now, or ""."""
        return self.label.text() if self.layout() is not None and not self.isHidden() else ""

    @property
    def details(self) -> tuple[str, ...]:
        """The lines behind what is told now."""
        return self._details if self.text else ()

    @property
    def will_go(self) -> bool:
        """Whether what is told now goes away by itself."""
        return self._time.isActive()

    def _build(self) -> None:
        from PySide6.QtWidgets import QPlainTextEdit

        self.sign = QLabel(self)
        self.word = QLabel(self)
        letters = self.word.font()
        letters.setBold(True)
        self.word.setFont(letters)
        self.label = QLabel(self)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.more = QPushButton(self.tr("Detai&ls…"), self)
        self.more.setCheckable(True)
        self.more.toggled.connect(self._open_details)
        self.act_button = QPushButton(self)
        self.act_button.clicked.connect(self._do)
        self.close_button = QToolButton(self)
        self.close_button.setText("✕")
        self.close_button.setAutoRaise(True)
        self.close_button.setToolTip(self.tr("Close (Esc)"))
        self.close_button.setAccessibleName(self.tr("Close the message"))
        self.close_button.clicked.connect(self.dismiss)
        self.lines = QPlainTextEdit(self)
        self.lines.setReadOnly(True)
        self.lines.setTabChangesFocus(True)
        self.lines.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.lines.setAccessibleName(self.tr("Details"))
        self.copy_button = QPushButton(self.tr("&Copy All"), self)
        self.copy_button.clicked.connect(self.copy_details)
        self._lay_out()

    def _lay_out(self) -> None:
        pad = self.fontMetrics().height() // 2
        row = QHBoxLayout()
        row.setSpacing(pad)
        parts: tuple[QWidget, ...] = (
            self.sign,
            self.word,
            self.label,
            self.act_button,
            self.more,
            self.close_button,
        )
        for widget in parts:
            if widget is self.label:
                row.addWidget(widget, 1)
            else:
                row.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(pad, pad // 2, pad, pad // 2)
        column.setSpacing(pad // 2)
        column.addLayout(row)
        column.addWidget(self.lines)
        column.addWidget(self.copy_button, 0, Qt.AlignmentFlag.AlignRight)

    def _put_sign(self, kind: str) -> None:
        from viewer.widgets.icons import icon

        side = self.fontMetrics().height()
        name = "info" if kind == "note" else "warning"
        self.sign.setPixmap(icon(name, self.palette()).pixmap(side, side))

    def _open_details(self, opened: bool, focus: bool = True) -> None:
        self.lines.setVisible(opened)
        self.copy_button.setVisible(opened)
        if opened:
            self._time.stop()
            self.lines.setPlainText("\n".join(self._details))
            shown = max(3, min(2 * len(self._details), 10)) + 1
            self.lines.setFixedHeight(self.lines.fontMetrics().lineSpacing() * shown + 8)
            if focus:
                self.lines.setFocus(Qt.FocusReason.OtherFocusReason)
        self._lie_over()

    def _lie_over(self) -> None:
        """Take the end of the bottom of what it lies over, as wide and high as the words need."""
        layout = self.layout()
        if layout is None or self.isHidden():
            return
        layout.activate()
        gap = self.fontMetrics().height() // 3
        over = self._over
        room = over.viewport().geometry() if isinstance(over, QAbstractScrollArea) else over.rect()
        if over is not self.parent():
            room.translate(over.pos())
        room.adjust(gap, gap, -gap, -gap)
        width = room.width() if self._is_open() else min(self._natural_width(layout), room.width())
        height = min(layout.totalHeightForWidth(width), room.height())
        left = room.right() + 1 - width if self.isLeftToRight() else room.left()
        place = QRect(left, room.bottom() + 1 - height, width, height)
        clear = self._clear().toAlignedRect()
        if over is not self.parent():
            clear.translate(over.pos())
        if place.intersects(clear):
            place.moveBottom(max(clear.top() - gap, room.top() + height))
        self.setGeometry(place)

    def _is_open(self) -> bool:
        return not self.lines.isHidden()

    def _natural_width(self, layout: QLayout) -> int:
        """Give the width at which the words stand on one line."""
        words = self.label.fontMetrics().horizontalAdvance(self.label.text())
        return layout.sizeHint().width() - self.label.sizeHint().width() + words + words // 50 + 2

    def _do(self) -> None:
        act = self._act
        self.dismiss()
        if act is not None:
            act()

    def copy_details(self) -> None:
        """Put the message and all of its lines on the clipboard."""
        QGuiApplication.clipboard().setText("\n".join([self.label.text(), *self._details]))

    def _time_is_up(self) -> None:
        # What is being read or pointed at stays.
        if self.underMouse() or self.isAncestorOf(self.focusWidget() or self):
            self._time.start(_LEAST_MS)
        else:
            self.dismiss()

    def _announce(self, text: str, urgent: bool) -> None:
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        if QAccessible.isActive():
            event = QAccessibleAnnouncementEvent(self, text)
            politeness = QAccessible.AnnouncementPoliteness
            event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
            QAccessible.updateAccessibility(event)

    def _hear(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.FontChange):
            self._lie_over()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102, N802
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.Dark))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102, N802
        event.accept()  # What lies beneath was not meant.

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

"""Card: the head of the reader, which names what is selected and stays while the text scrolls."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.queries import describe, names_apart
from viewer.core.section import Run, Style
from viewer.widgets.look import Look, mixed

translate = QCoreApplication.translate

_SHARE = 0.42
"""The most of the reader's height that the card may take before it says less."""
_FEW = 3
"""More places than these have no heading of their names: it would fill the reader."""


class Card(QWidget):
    """Name, Latin, kind, side and level of what is selected, and the way of the blood through it.

    :attr closed: the reader wants the whole article again.
    :attr facts_wanted: the reader wants to see the facts.
    :attr trace_wanted: the reader wants to follow the blood of what is named to the heart.
    :attr block_wanted: the reader wants to block what is named, or to let blood through again.
    :attr note_wanted: the reader wants to write a note on what is named.
    :attr mention_followed: an address in the way of the blood, and whether to add it to the selection.
    :attr mention_pointed: the address there that the pointer is on, or None.
    """

    closed = Signal()
    facts_wanted = Signal()
    trace_wanted = Signal()
    block_wanted = Signal()
    note_wanted = Signal()
    mention_followed = Signal(object, bool)
    mention_pointed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Name nothing yet."""
        super().__init__(parent)
        self.name = _words(self)
        self.latin = _words(self)
        self.place = _words(self)
        self.flow = _words(self)
        self.flow.setTextFormat(Qt.TextFormat.RichText)
        self.flow.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.flow.linkActivated.connect(self._follow)
        self.flow.linkHovered.connect(self._point)
        self.facts_button = self._button(
            self.tr("Facts"), self.tr("Where it lies, its size, its other names")
        )
        self.facts_button.clicked.connect(self.facts_wanted)
        self.trace_button = self._button(self.tr("Trace"), self.tr("Follow its blood to the heart"))
        self.trace_button.clicked.connect(self.trace_wanted)
        self.block_button = self._button(self.tr("Block"), self.tr("Block it, or let blood through again"))
        self.block_button.clicked.connect(self.block_wanted)
        self.note_button = self._button(self.tr("Note"), self.tr("Write a note of your own on it"))
        self.note_button.clicked.connect(self.note_wanted)
        self.close_button = QToolButton(self)
        self.close_button.setText("✕")
        self.close_button.setAutoRaise(True)
        hint = self.tr("Back to the whole article (Esc)")
        self.close_button.setToolTip(hint)
        self.close_button.setAccessibleName(hint)
        self.close_button.clicked.connect(self.closed)
        self._line = QColor()
        self._lay_out()

    def _button(self, text: str, hint: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setToolTip(hint)
        button.setAutoRaise(True)
        return button

    def _lay_out(self) -> None:
        # No button takes width from the words but one: large letters need all that there is.
        column = QVBoxLayout(self)
        column.setSpacing(1)
        for label, button in ((self.name, self.close_button), (self.latin, None), (self.place, None)):
            row = QHBoxLayout()
            row.addWidget(label, 1)
            if button is not None:
                row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            column.addLayout(row)
        column.addWidget(self.flow)
        buttons = QHBoxLayout()
        for button in (self.facts_button, self.trace_button, self.block_button, self.note_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)

    def set_look(self, look: Look, font: QFont) -> None:
        """Take colours and the size of running text from outside."""
        self._line = mixed(look.ui("line"), look.ui("base"), 0.4)
        for label, role, size, bold in (
            (self.name, "text", 1.25, True),
            (self.latin, "muted", 1.0, False),
            (self.place, "text", 0.92, False),
            (self.flow, "text", 0.92, False),
        ):
            letters = QFont(font)
            letters.setPointSizeF(font.pointSizeF() * size)
            letters.setBold(bold)
            letters.setItalic(label is self.latin)
            label.setFont(letters)
            palette = label.palette()
            palette.setColor(QPalette.ColorRole.WindowText, look.ui(role))
            palette.setColor(QPalette.ColorRole.Link, look.ui("mention"))
            label.setPalette(palette)
        # Qt gives a link its colour when the words are put in, and never again.
        words = self.flow.text()
        self.flow.setText("")
        self.flow.setText(words)
        letters = QFont(font)
        letters.setPointSizeF(font.pointSizeF() * 0.92)
        letters.setUnderline(True)
        for button in (self.facts_button, self.trace_button, self.block_button, self.note_button):
            button.setFont(letters)
            palette = button.palette()
            palette.setColor(QPalette.ColorRole.ButtonText, look.ui("link"))
            button.setPalette(palette)
        pad = self.fontMetrics().height() * 2 // 3
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(pad + pad // 3, pad // 2, pad // 2, pad // 2)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, look.ui("alternate-base"))
        self.setPalette(palette)
        self.setAutoFillBackground(True)

    def show_places(self, atlas: Atlas, addresses: Sequence[Address], flow: Sequence[Run] = ()) -> None:
        """Name one place and the way of the blood through it, a few joined by "and", or list many."""
        count = len(addresses)
        name, latin = self.tr(" and ").join(names_apart(atlas, addresses)), ""
        if count == 1:
            latin = atlas.structures[addresses[0].structure].latin
            place = self._place(atlas, addresses[0])
        elif count <= _FEW:
            places = [where_words(atlas, address) for address in addresses]
            place = " · ".join(place for place in places if place)
        else:
            name = self.tr("%n places selected", None, count)
            place = self.tr("; ").join(describe(atlas, address) for address in addresses)
        _put(self.name, name)
        _put(self.latin, latin)
        _put(self.place, place)
        _put(self.flow, "".join(map(_marked_up, flow)))
        for button in (self.trace_button, self.block_button):
            button.setVisible(bool(flow))
        self.show()

    def fit(self, room: QSize) -> None:
        """Leave out what the facts tell too, line by line, where it would crowd out the text.

        ``room`` is that of card and text together.
        """
        spare = (self.flow, self.latin, self.place)
        for label in spare:
            label.setVisible(bool(label.text()))
        for label in spare:
            if self.heightForWidth(room.width()) > room.height() * _SHARE:
                label.hide()

    def _place(self, atlas: Atlas, address: Address) -> str:
        """Give kind, side and level, and whether everyone has it, in words."""
        structure = atlas.structures[address.structure]
        kind = atlas.kinds.get(structure.kind)
        words = [kind.name if kind else "", where_words(atlas, address)]
        if structure.undrawn:
            words.append(self.tr("not drawn on this plate"))
        if structure.variable:
            words.append(self.tr("variable: not in everyone, or not alike in all"))
        line = " · ".join(word for word in words if word)
        return line[:1].upper() + line[1:]

    def _follow(self, target: str) -> None:
        held = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier
        self.mention_followed.emit(Address.parse(target), bool(held))

    def _point(self, target: str) -> None:
        self.mention_pointed.emit(Address.parse(target) if target else None)

    @property
    def heading(self) -> str:
        """The name that the card shows."""
        return self.name.text()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102, N802
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(self._line)
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.end()


def where_words(atlas: Atlas, address: Address) -> str:
    """Say side and level in words, e.g. "right, spinal nerve T8"; "" where neither is given."""
    structure = atlas.structures[address.structure]
    words = []
    if address.side:
        sides = {"left": translate("Card", "left"), "right": translate("Card", "right")}
        words.append(sides.get(address.side, address.side))
    if address.level:
        counted = atlas.level_kinds.get(structure.level_kind)
        phrase = counted.phrase if counted else "{level}"
        words.append(phrase.replace("{level}", address.level))
    return ", ".join(words)


def _marked_up(run: Run) -> str:
    """Give a run as the markup of a label."""
    from html import escape

    text = escape(run.text)
    if run.style is Style.MENTION:
        return f'<a href="{escape(run.target)}">{text}</a>'
    return f"<b>{text}</b>" if run.style is Style.STRONG else text


def _words(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _put(label: QLabel, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))

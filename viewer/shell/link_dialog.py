"""LinkDialog: asks for a link or a name and goes there, or says what is like it."""

from html import escape

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.errors import AddressError, ViewerError
from viewer.core.queries import describe
from viewer.shell.destination import resolve
from viewer.shell.fitting import fit
from viewer.shell.place import Place

_MOST = 3


class LinkDialog(QDialog):
    """One line to type in; what cannot be found is told below it, with what may have been meant.

    Signals:
        place_chosen(Place): where the reader wants to go.
    """

    place_chosen = Signal(object)

    def __init__(self, atlas: Atlas, text: str, parent: QWidget | None) -> None:
        """Begin with ``text`` in the line."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Open Link"))
        self._atlas = atlas
        words = QLabel(self.tr("A copied &link, or the name of a structure:"))
        self.line = QLineEdit(text)
        self.line.selectAll()
        words.setBuddy(self.line)
        self.answer = QLabel()
        self.answer.setWordWrap(True)
        self.answer.setTextFormat(Qt.TextFormat.RichText)
        self.answer.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.answer.linkActivated.connect(self._go)
        self.answer.hide()
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Open | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.look_up)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (words, self.line, self.answer, buttons):
            column.addWidget(widget)
        fit(self, 64)

    @Slot()
    def look_up(self) -> None:
        """Go where the line says, or say that there is no such place."""
        text = self.line.text().strip()
        if not text:
            return
        named = next((s.id for s in self._atlas.structures.values() if s.name.lower() == text.lower()), text)
        try:
            self._leave_for(resolve(self._atlas, named))
        except ViewerError as error:
            self._answer(text, error)

    def _answer(self, text: str, error: ViewerError) -> None:
        meant = self._alike(text, error)
        told = escape(self.tr("There is nothing called “{text}” in this atlas.").format(text=text))
        if meant:
            names = [f"<a href='{escape(a)}'>{escape(self._named(a))}</a>" for a in meant]
            told += "<p>" + escape(self.tr("Did you mean:")) + "<br>" + "<br>".join(names) + "</p>"
        self.answer.setText(told)
        self.answer.setAccessibleName(self.tr("Answer"))
        self.answer.show()
        self.adjustSize()
        self.line.setFocus()
        self.line.selectAll()

    def _alike(self, text: str, error: ViewerError) -> list[str]:
        """Give the addresses most like what was asked for."""
        from viewer.core.search import Search

        nearest = error.nearest if isinstance(error, AddressError) else ()
        if nearest:
            return list(nearest)
        words = text.replace("-", " ").replace(".", " ").replace("/", " ")
        found = Search(self._atlas).find(words, 4 * _MOST)
        return [one.id for one in found if one.kind == "structure"][:_MOST]

    def _named(self, address: str) -> str:
        return describe(self._atlas, Address.parse(address))

    @Slot(str)
    def _go(self, address: str) -> None:
        self._leave_for(resolve(self._atlas, address))

    def _leave_for(self, place: Place) -> None:
        self.accept()
        self.place_chosen.emit(place)

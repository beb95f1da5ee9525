"""A deck for Anki, with the pictures that its cards need."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize

from viewer.core.address import Address
from viewer.core.deck import CardWords, Note, Pictures, notes_of, write_deck
from viewer.core.errors import ViewerError
from viewer.core.material import Material
from viewer.shell.bare_picture import BarePicture, as_bytes
from viewer.widgets.look import Look

_MOST = QSize(1200, 1400)
"""Pixels: fine enough for a tablet, small enough for a telephone."""
_QUALITY = 88


def export_deck(
    file: Path, material: Material, look: Look, plate: str = "", among: Sequence[Address] = ()
) -> int:
    """Write the deck of a plate, of some places, or of everything that is drawn; give how many notes it has.

    :raises ViewerError: if there is nothing to make cards of, or the file's name is no deck's.
    :raises OSError: if it cannot be written.
    """
    tr = QCoreApplication.translate
    if file.suffix.lower() != ".apkg":
        raise ViewerError(tr("Deck", "{file} should end in .apkg.").format(file=file))
    notes = notes_of(material, plate, among)
    if not notes:
        raise ViewerError(tr("Deck", "Nothing of this is drawn, so that there is nothing to make cards of."))
    write_deck(file, material, notes, _pictures(material, notes, look), _words())
    return len(notes)


def _pictures(material: Material, notes: Sequence[Note], look: Look) -> Pictures:
    plates: dict[str, bytes] = {}
    masks: dict[Note, bytes] = {}
    for name in dict.fromkeys(note.plate for note in notes):
        picture = BarePicture(material.plates[name], look, _MOST, material.hidden_layers)
        plates[name] = as_bytes(picture.whole(), "jpg", _QUALITY)
        for note in notes:
            if note.plate == name:
                masks[note] = as_bytes(picture.lit(note.regions), "png")
    return Pictures(plates, masks)


def _words() -> CardWords:
    tr = QCoreApplication.translate
    return CardWords(
        tr("Deck", "What is this?"),
        tr("Deck", "Where is this: {name}?"),
        tr("Deck", "Name it"),
        tr("Deck", "Find it"),
        tr("Deck", "Blood comes from:"),
        tr("Deck", "Blood goes to:"),
    )

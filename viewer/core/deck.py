"""Deck: what is shown on a plate as cards for Anki, to be studied elsewhere.

A second export of the same has the same identities: Anki renews its notes and makes none anew.
"""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from viewer.core.address import Address
from viewer.core.material import Material
from viewer.core.structure import StructureId

if TYPE_CHECKING:
    import genanki

_FIELDS = ("Id", "Name", "Latin", "Synonyms", "Facts", "Plate", "Mask", "Credit")

_CSS = """
.card { font-family: sans-serif; font-size: 18px; text-align: center; }
.plate { position: relative; display: inline-block; line-height: 0; }
.plate img { display: block; max-width: 100%; max-height: 88vh; }
.plate .mask { position: absolute; left: 0; top: 0; width: 100%; height: 100%; max-height: none; }
.ask { margin: 0.4em; }
.name { font-size: 1.3em; font-weight: bold; }
.latin { font-style: italic; }
.facts { display: inline-block; margin: 0.6em auto; max-width: 40em; text-align: left; }
.credit { font-size: 0.7em; opacity: 0.7; }
"""
_PLATE = '<div class="plate">{{Plate}}</div>'
_LIT = '<div class="plate">{{Plate}}{{Mask}}</div>'
_TOLD = (
    '<div class="name">{{Name}}</div><div class="latin">{{Latin}}</div><div>{{Synonyms}}</div>'
    '<div class="facts">{{Facts}}</div><div class="credit">{{Credit}}</div>'
)


class CardWords(NamedTuple):
    """The words of the cards, in the reader's language.

    ``where_is`` holds ``{name}``; ``name_it`` and ``find_it`` are what the two kinds of cards are called.
    """

    what_is_this: str
    where_is: str
    name_it: str
    find_it: str
    comes_from: str
    goes_to: str


class Note(NamedTuple):
    """One structure on one plate, from which two cards are made: what is this, and where is that."""

    plate: str
    structure: StructureId
    regions: tuple[int, ...]


class Pictures(NamedTuple):
    """What the cards show: a picture of each plate, and, clear but for what is lit, one of each note."""

    plates: Mapping[str, bytes]
    masks: Mapping[Note, bytes]
    plate_ending: str = "jpg"
    mask_ending: str = "png"


def notes_of(material: Material, plate: str = "", among: Sequence[Address] = ()) -> tuple[Note, ...]:
    """Give what can be learnt of a plate, or of the first plate that shows each thing.

    ``among`` limits it to these places and their parts.
    """
    found: dict[tuple[str, StructureId], list[int]] = {}
    for structure, places in material.places.items():
        own = plate or places[0].plate
        for place in places:
            chosen = not among or any(material.is_part(place.address, one) for one in among)
            if place.plate == own and chosen:
                found.setdefault((own, structure), []).append(place.number)
    order = {one: at for at, one in enumerate(material.atlas.structures)}
    notes = [Note(own, structure, tuple(numbers)) for (own, structure), numbers in found.items()]
    return tuple(sorted(notes, key=lambda note: order[note.structure]))


def write_deck(
    file: Path, material: Material, notes: Iterable[Note], pictures: Pictures, words: CardWords
) -> None:
    """Write a deck for Anki in one step; a file that was there is replaced.

    :raises OSError: if it cannot be written.
    """
    import genanki

    atlas = material.atlas
    deck = genanki.Deck(_number("deck", atlas.id), atlas.title)
    deck.description = escape(f"{atlas.title}, {atlas.version}. {atlas.licence}. {atlas.disclaimer_short}")
    model = _model(words)
    with TemporaryDirectory(prefix="spinal-vein-viewer-") as folder:
        media = _Media(Path(folder), atlas.id, pictures)
        for note in notes:
            deck.add_note(_note(material, note, media, model, words))
        package = genanki.Package(deck)
        package.media_files = media.files
        part = file.with_name(f".{file.name}.part")
        try:
            package.write_to_file(str(part))
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)


class _Media:
    """Writes each picture once, under a name that stays the same from export to export."""

    def __init__(self, folder: Path, atlas: str, pictures: Pictures) -> None:
        self._folder, self._atlas, self._pictures = folder, atlas, pictures
        self.files: list[str] = []

    def plate(self, note: Note) -> str:
        content = self._pictures.plates[note.plate]
        return self._kept(f"{note.plate}.{self._pictures.plate_ending}", content)

    def mask(self, note: Note) -> str:
        # The name must say nothing: a screen reader may read it out with the question.
        name = sha256(note.structure.encode()).hexdigest()[:12]
        content = self._pictures.masks[note]
        return self._kept(f"{note.plate}.{name}.{self._pictures.mask_ending}", content, "mask")

    def _kept(self, name: str, content: bytes, kind: str = "whole") -> str:
        file = self._folder / f"spinal-vein-viewer.{self._atlas}.{name}"
        if not file.exists():
            file.write_bytes(content)
            self.files.append(str(file))
        return f'<img class="{kind}" alt="" src="{escape(file.name)}">'


def _note(
    material: Material, note: Note, media: _Media, model: "genanki.Model", words: CardWords
) -> "genanki.Note":
    import genanki

    atlas = material.atlas
    structure = atlas.structures[note.structure]
    values = {
        "Id": f"{note.plate}/{note.structure}",
        "Name": escape(structure.name),
        "Latin": escape(structure.latin),
        "Synonyms": escape("; ".join((*structure.synonyms, *structure.eponyms))),
        "Facts": _facts(material, note.structure, words),
        "Plate": media.plate(note),
        "Mask": media.mask(note),
        "Credit": escape(f"{atlas.title} {atlas.version}, {atlas.licence}"),
    }
    return genanki.Note(
        model=model,
        fields=[values[field] for field in _FIELDS],
        guid=genanki.guid_for("spinal-vein-viewer", atlas.id, note.plate, note.structure),
        tags=_tags(material, note),
    )


def _facts(material: Material, structure: StructureId, words: CardWords) -> str:
    known = material.atlas.structures
    lines = [escape(known[structure].location)] if known[structure].location else []
    for title, onward in ((words.comes_from, False), (words.goes_to, True)):
        ends = dict.fromkeys(step.place.structure for step in material.steps(Address(structure), onward))
        if ends:
            names = "; ".join(escape(known[one].name) for one in ends)
            lines.append(f"<b>{escape(title)}</b> {names}")
    return "<br>".join(lines)


def _tags(material: Material, note: Note) -> list[str]:
    kind = material.atlas.structures[note.structure].kind
    parts = {"kind": kind, "layer": material.layer_of(note.structure), "plate": note.plate}
    return [
        f"spinal-vein-viewer::{what}::{'-'.join(value.split())}" for what, value in parts.items() if value
    ]


def _model(words: CardWords) -> "genanki.Model":
    import genanki

    ask, where = escape(words.what_is_this), escape(words.where_is)
    where = where.replace("{name}", "<b>{{Name}}</b>")
    return genanki.Model(
        _number("note", "1"),
        "Spinal Vein Viewer",
        fields=[{"name": field} for field in _FIELDS],
        templates=[
            {
                "name": words.name_it,
                "qfmt": f'<div class="ask">{ask}</div>{_LIT}',
                "afmt": f'{_TOLD}<hr id="answer">{_LIT}',
            },
            {
                "name": words.find_it,
                "qfmt": f'<div class="ask">{where}</div>{_PLATE}',
                "afmt": f'{_TOLD}<hr id="answer">{_LIT}',
            },
        ],
        css=_CSS,
        sort_field_index=_FIELDS.index("Name"),
    )


def _number(*words: str) -> int:
    """Give a number that stands for some words for ever, of the size that Anki's ids have."""
    digest = sha256("/".join(("spinal-vein-viewer", *words)).encode()).digest()
    return (1 << 40) | int.from_bytes(digest[:5])

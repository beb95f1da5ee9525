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
from viewer.core.confusable import Confusable
from viewer.core.deck_cards import CardWords, covered_model, marked_model, number
from viewer.core.material import Material, Step
from viewer.core.structure import StructureId

if TYPE_CHECKING:
    import genanki

_RIVALS = 3
"""So many other structures are covered, at most, where the reader looks for one that is hidden."""


class Note(NamedTuple):
    """One structure on one plate, from which cards are made: what is this, and where is that."""

    plate: str
    structure: StructureId
    regions: tuple[int, ...]


class Picture(NamedTuple):
    """A picture as the content of a file, and the ending that such files have."""

    content: bytes
    ending: str


class Shades(NamedTuple):
    """A picture by day and by night, as Anki shows its cards light or dark."""

    day: Picture
    night: Picture


class Sight(NamedTuple):
    """What is drawn of one note: lit and clear elsewhere; closer up, lit; closer up, hidden if it can be."""

    lit: Shades
    near: Shades
    hidden: Shades | None = None


class Pictures(NamedTuple):
    """What the cards show.

    ``covers`` are clear but for what hides a structure; None where others lie over it and hide it already.
    """

    plates: dict[str, Shades]
    sights: dict[Note, Sight]
    covers: dict[Note, Picture | None]


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


def rivals_of(material: Material, note: Note, confusable: Confusable) -> tuple[Note, ...]:
    """Give what is covered too when a note's structure is looked for: what it may be taken for there."""
    found = []
    for _, other in confusable.ranked(note.structure):
        numbers = tuple(one.number for one in material.places.get(other, ()) if one.plate == note.plate)
        if numbers:
            found.append(Note(note.plate, other, numbers))
    return tuple(found[:_RIVALS])


def write_deck(
    file: Path, material: Material, notes: Iterable[Note], pictures: Pictures, words: CardWords
) -> None:
    """Write a deck for Anki in one step; a file that was there is replaced.

    :raises OSError: if it cannot be written.
    """
    import genanki

    atlas = material.atlas
    deck = genanki.Deck(number("deck", atlas.id), atlas.title)
    # A part of its own: Anki lets a reader put it off, or learn it alone.
    hidden = genanki.Deck(number("deck", atlas.id, "hidden"), f"{atlas.title}::{words.hidden}")
    deck.description = escape(atlas.imprint)
    marked, covered = marked_model(words), covered_model(words)
    with TemporaryDirectory(prefix="spinal-vein-viewer-") as folder:
        media = _Media(Path(folder), material, pictures)
        for note in notes:
            values = _told(material, note, words) | media.shown(note)
            tags = _tags(material, note)
            own = ("spinal-vein-viewer", atlas.id, note.plate, note.structure)
            deck.add_note(_filled(marked, values, tags, own))
            if values["Cover"]:
                hidden.add_note(_filled(covered, values, tags, (*own, "hidden")))
        package = genanki.Package([deck, hidden])
        package.media_files = media.files
        part = file.with_name(f".{file.name}.part")
        try:
            package.write_to_file(str(part))
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)


class _Media:
    """Writes each picture once, under a name that stays the same from export to export."""

    def __init__(self, folder: Path, material: Material, pictures: Pictures) -> None:
        self._folder, self._material, self._pictures = folder, material, pictures
        self._confusable = Confusable(material, {})
        self.files: list[str] = []

    def shown(self, note: Note) -> dict[str, str]:
        """Give the fields of a note that are pictures."""
        sight = self._pictures.sights[note]
        cover, others = "", ""
        if sight.hidden is not None:
            rivals = rivals_of(self._material, note, self._confusable)
            # In an order that says nothing, for each has its colour by its place in it.
            order = sorted(map(_secret, (note, *rivals)))
            cover = self._cover(note, order) + self._shades(f"{_secret(note)}.hidden", sight.hidden, "near")
            others = "".join(self._cover(rival, order) for rival in rivals)
        return {
            "Plate": self._shades(note.plate, self._pictures.plates[note.plate], "whole"),
            "Mask": self._shades(_secret(note), sight.lit, "over")
            + self._shades(f"{_secret(note)}.near", sight.near, "near"),
            "Cover": cover,
            "Others": others,
        }

    def _cover(self, note: Note, order: Sequence[str]) -> str:
        picture, name = self._pictures.covers.get(note), _secret(note)
        kind = f"over hue{order.index(name)}"
        return self._kept(f"{name}.cover", picture, kind) if picture is not None else ""

    def _shades(self, name: str, shades: Shades, kind: str) -> str:
        day = self._kept(name, shades.day, f"{kind} day")
        return day + self._kept(f"{name}.night", shades.night, f"{kind} night")

    def _kept(self, name: str, picture: Picture, kind: str) -> str:
        file = self._folder / f"spinal-vein-viewer.{self._material.atlas.id}.{name}.{picture.ending}"
        if not file.exists():
            file.write_bytes(picture.content)
            self.files.append(str(file))
        return f'<img class="{kind}" alt="" src="{escape(file.name)}">'


def _secret(note: Note) -> str:
    """Name a note's pictures so that the name says nothing: a screen reader may read it with the question."""
    return f"{note.plate}.{sha256(note.structure.encode()).hexdigest()[:12]}"


def _filled(
    model: "genanki.Model", values: Mapping[str, str], tags: list[str], own: Sequence[str]
) -> "genanki.Note":
    import genanki

    fields = [values[field["name"]] for field in model.fields]
    return genanki.Note(model=model, fields=fields, guid=genanki.guid_for(*own), tags=tags)


def _told(material: Material, note: Note, words: CardWords) -> dict[str, str]:
    atlas = material.atlas
    structure = atlas.structures[note.structure]
    return {
        "Id": f"{note.plate}/{note.structure}",
        "Name": escape(structure.name),
        "Latin": escape(structure.latin),
        "Synonyms": escape("; ".join((*structure.synonyms, *structure.eponyms))),
        "Facts": _facts(material, note.structure, words),
        "Credit": escape(f"{atlas.title} {atlas.version}, {atlas.licence}"),
    }


def _facts(material: Material, structure: StructureId, words: CardWords) -> str:
    known = material.atlas.structures
    lines = [escape(known[structure].location)] if known[structure].location else []
    for title, onward in ((words.comes_from, False), (words.goes_to, True)):
        steps = material.next_steps(Address(structure), onward)
        if steps:
            names = "; ".join(_step_told(known[step.place.structure].name, step, words) for step in steps)
            lines.append(f"<b>{escape(title)}</b> {escape(names)}")
    return "<br>".join(lines)


def _step_told(name: str, step: Step, words: CardWords) -> str:
    told = words.either.format(name=name) if step.either else name
    return told if step.sure else words.in_doubt.format(name=told)


def _tags(material: Material, note: Note) -> list[str]:
    kind = material.atlas.structures[note.structure].kind
    parts = {"kind": kind, "layer": material.layer_of(note.structure), "plate": note.plate}
    return [
        f"spinal-vein-viewer::{what}::{'-'.join(value.split())}" for what, value in parts.items() if value
    ]

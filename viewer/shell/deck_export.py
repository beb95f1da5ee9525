"""A deck for Anki, with the pictures that its cards need."""

from collections.abc import Callable, Sequence
from math import hypot
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtGui import QImage

from viewer.core.address import Address
from viewer.core.confusable import Confusable
from viewer.core.covering import Covering
from viewer.core.deck import Note, Picture, Pictures, Shades, Sight, notes_of, rivals_of, write_deck
from viewer.core.deck_cards import CardWords
from viewer.core.errors import ViewerError
from viewer.core.framing import drawn_on
from viewer.core.label_offers import points_on
from viewer.core.material import Material
from viewer.core.plate import Plate, Rect
from viewer.shell.bare_picture import BarePicture, as_bytes, is_clear, laid
from viewer.shell.step_words import either_way, in_doubt
from viewer.widgets.look import Look, load_theme
from viewer.widgets.plate_painter import PlatePainter

_MOST = QSize(1200, 1400)
"""Pixels: fine enough for a tablet, small enough for a telephone."""
_OVER = QSize(720, 840)
"""What lies over the plate is drawn coarser and stretched: there are many of them, and they are soft."""
_NEAR = QSize(360, 360)
_QUALITY, _NEAR_QUALITY, _OVER_QUALITY = 88, 68, 80
_BOLD, _NEAR_BOLD = 1.2, 1.0
"""Whole plates are shown smaller than they are, the closer pictures at their size."""
_CLOSER = 0.34
"""A closer picture shows this part of the plate's width, or more where the structure is larger."""
_CLOSER_MOST = 0.62
_LEAST = 2
"""Of each ten thousand pixels so many must be covered, or there is nothing to see of a cover."""


def export_deck(
    file: Path,
    material: Material,
    look: Look,
    plate: str = "",
    among: Sequence[Address] = (),
    reach: Callable[[int, int], object] = lambda _done, _parts: None,
) -> int:
    """Write the deck of a plate, of some places, or of everything that is drawn; give how many notes it has.

    This takes some seconds: ``reach`` is told how many parts are done, and of how many. Nothing is written
    if it raises an error.

    :raises ViewerError: if there is nothing to make cards of, or the file's name is no deck's.
    :raises OSError: if it cannot be written.
    """
    tr = QCoreApplication.translate
    if file.suffix.lower() != ".apkg":
        raise ViewerError(tr("Deck", "{file} should end in .apkg.").format(file=file))
    notes = notes_of(material, plate, among)
    if not notes:
        raise ViewerError(tr("Deck", "Nothing of this is drawn, so that there is nothing to make cards of."))
    pictures = _pictures(material, notes, look, reach)
    write_deck(file, material, notes, pictures, _words())
    return len(notes) + sum(sight.hidden is not None for sight in pictures.sights.values())


def _pictures(
    material: Material, notes: Sequence[Note], look: Look, reach: Callable[[int, int], object]
) -> Pictures:
    made = Pictures({}, {}, {})
    confusable = Confusable(material, {})
    # Who needs strong contrast needs it by day and by night.
    strong = look.theme.name == "high-contrast"
    looks = (look, look) if strong else (Look(load_theme("light")), Look(load_theme("dark")))
    covered = {note: (note, *rivals_of(material, note, confusable)) for note in notes}
    parts = len(notes) + len({each for together in covered.values() for each in together})
    for name in dict.fromkeys(note.plate for note in notes):
        studio = _Studio(material, name, looks)
        made.plates[name] = studio.whole()
        asked = [note for note in notes if note.plate == name]
        for each in dict.fromkeys(each for note in asked for each in covered[note]):
            reach(len(made.covers) + len(made.sights), parts)
            made.covers[each] = studio.cover(each)
        for note in asked:
            reach(len(made.covers) + len(made.sights), parts)
            made.sights[note] = studio.sight(note, made.covers[note] is not None)
    return made


class _Studio:
    """Draws the pictures of one plate, by day and by night."""

    def __init__(self, material: Material, name: str, looks: tuple[Look, Look]) -> None:
        self._plate: Plate = material.plates[name]
        self._hidden = material.hidden_layers
        self._covering = Covering(self._plate, 0.0)
        day = PlatePainter(self._plate, looks[0])
        self._painters = (day, PlatePainter(self._plate, looks[1], day.shapes))
        view = self._view = drawn_on(self._plate)
        self._wholes = [BarePicture(each, view, _MOST, self._hidden) for each in self._painters]
        self._overs = [BarePicture(each, view, _OVER, self._hidden, _BOLD) for each in self._painters]

    def whole(self) -> Shades:
        """Draw the plate."""
        return Shades(*(_jpeg(each.whole()) for each in self._wholes))

    def cover(self, note: Note) -> Picture | None:
        """Draw what hides a structure; None where there is too little of it to be seen."""
        image = self._overs[0].covered(note.regions)
        return None if is_clear(image, _LEAST) else _webp(image)

    def sight(self, note: Note, can_be_hidden: bool) -> Sight:
        """Draw one note."""
        view = self._near(note.regions)
        near, hidden = [], []
        for painter in self._painters:
            picture = BarePicture(painter, view, _NEAR, self._hidden, _NEAR_BOLD)
            whole = picture.whole()
            near.append(_jpeg(laid(whole, picture.lit(note.regions)), _NEAR_QUALITY))
            if can_be_hidden:
                hidden.append(_jpeg(laid(whole, picture.covered(note.regions)), _NEAR_QUALITY))
        lit = Shades(*(_webp(each.lit(note.regions)) for each in self._overs))
        return Sight(lit, Shades(*near), Shades(*hidden) if hidden else None)

    def _near(self, regions: Sequence[int]) -> Rect:
        """Give a square of the plate that shows some of a structure, about a place where it lies on top."""
        bounds = [self._plate.regions[number].bounds for number in regions]
        middle = (
            sum(one.x + one.width / 2 for one in bounds) / len(bounds),
            sum(one.y + one.height / 2 for one in bounds) / len(bounds),
        )
        points = sorted(
            (hypot(x - middle[0], y - middle[1]), x, y, number)
            for number in regions
            for x, y in points_on(self._plate.regions[number])
        )
        free = (one for one in points if self._covering.is_free(one[3], one[1], one[2], self._hidden))
        _, x, y, number = next(free, (0.0, *middle, regions[0]))
        view, own = self._view, self._plate.regions[number].bounds
        side = max(_CLOSER * view.width, 1.3 * min(own.width, own.height))
        side = min(side, _CLOSER_MOST * view.width, view.height)
        return Rect(
            min(max(x - side / 2, view.x), view.x + view.width - side),
            min(max(y - side / 2, view.y), view.y + view.height - side),
            side,
            side,
        )


def _jpeg(image: QImage, quality: int = _QUALITY) -> Picture:
    return Picture(as_bytes(image, "jpg", quality), "jpg")


def _webp(image: QImage) -> Picture:
    return Picture(as_bytes(image, "webp", _OVER_QUALITY), "webp")


def _words() -> CardWords:
    tr = QCoreApplication.translate
    return CardWords(
        what_is_this=tr("Deck", "What is this?"),
        where_is=tr("Deck", "Where is this: {name}?"),
        what_is_hidden=tr("Deck", "What is hidden here?"),
        which_hides=tr("Deck", "Which cover hides this: {name}?"),
        name_it=tr("Deck", "Name it"),
        find_it=tr("Deck", "Find it"),
        name_hidden=tr("Deck", "Name what is hidden"),
        find_hidden=tr("Deck", "Find what is hidden"),
        hidden=tr("Deck", "Hidden"),
        comes_from=tr("Deck", "Blood comes from:"),
        goes_to=tr("Deck", "Blood goes to:"),
        either=either_way(),
        in_doubt=in_doubt(),
    )

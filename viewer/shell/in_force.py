"""InForce: which case of the atlas is on screen, and each plate as that case has it."""

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from viewer.core.atlas import Atlas
from viewer.core.plate import Plate
from viewer.core.showing import Showing, plate_drawn, plate_named_at, usual_names, words_in_force
from viewer.core.stretches import stretch_words


class Form(NamedTuple):
    """A plate as it is shown, and a word that changes with what is drawn; None: not worth keeping."""

    plate: Plate
    stamp: str | None


class InForce:
    """Owns the variants that the reader has chosen, the half turn, and the plates as they are then.

    Level and condition belong to the place that is shown. A plate whose drawing stays the same is given as
    the same object, so that its pictures stay good.
    """

    def __init__(self, atlas: Atlas, variants: Iterable[str] = ()) -> None:
        """Begin with those of ``variants`` that the atlas has, and the usual ones of all other groups."""
        self._atlas = atlas
        self.names = usual_names(atlas)
        self.turned = False
        self._forms: dict[tuple[str, frozenset[str], bool], Plate] = {}
        self._cuts: dict[str, tuple[tuple[Plate, str], Plate]] = {}
        for variant in variants:
            self.choose(variant)

    def choose(self, variant: str) -> bool:
        """Put a variant in force in place of its group's other ones; False if that changes nothing."""
        chosen = self._atlas.variants.get(variant)
        if chosen is None or variant in self.names:
            return False
        rivals = {one.id for one in self._atlas.variants.values() if one.group == chosen.group}
        self.names = (self.names - rivals) | {variant}
        return True

    @property
    def unusual(self) -> tuple[str, ...]:
        """The variants in force that are not the usual ones of their groups, in the atlas's order."""
        variants = self._atlas.variants.values()
        return tuple(one.id for one in variants if one.id in self.names and not one.usual)

    def choose_usual(self) -> None:
        """Put the usual variants of all groups in force."""
        self.names = usual_names(self._atlas)

    def showing(self, level: str = "", condition: str = "") -> Showing:
        """Give all that is in force at a level and in a condition ("" for none)."""
        names = self.names | {condition} if condition else self.names
        return Showing(names, level, self.turned)

    def form(self, plate: str, level: str = "", condition: str = "") -> Form:
        """Give a plate as it is to be shown.

        :raises KeyError: if the atlas has no such plate.
        """
        drawn = self._atlas.plates[plate]
        showing = self.showing(level if drawn.cut else "", condition)
        words = words_in_force(self._atlas, drawn, showing)
        key = (plate, words, showing.turned and drawn.turnable)
        if key not in self._forms:
            if len(self._forms) > 12:
                self._forms.clear()
            shown = plate_drawn(drawn, lambda: words, showing.turned)
            self._forms[key] = _said_turned(shown) if key[2] else shown
        shown = self._forms[key]
        stamp = f"{' '.join(sorted(self.names))} {'turned' if key[2] else ''} {showing.level}"
        return Form(self._at_level(shown, showing.level), None if condition else stamp)

    def _at_level(self, shown: Plate, level: str) -> Plate:
        """Give a cut plate with the names of the cursor's level; what is painted is shared."""
        if not level:
            return shown
        kept = self._cuts.get(shown.id)
        if kept is None or kept[0][0] is not shown or kept[0][1] != level:
            kept = self._cuts[shown.id] = ((shown, level), plate_named_at(self._atlas, shown, level))
        return kept[1]

    def title(self, plate: str, level: str) -> str:
        """Say what a plate shows: of a cut one also the level, and where it is really drawn."""
        drawn = self._atlas.plates[plate]
        if not drawn.cut:
            return drawn.title
        tr = QCoreApplication.translate
        words = self.level_words(level or drawn.cut)
        if level in ("", drawn.cut):
            return words
        stretch = stretch_words(drawn.covers, self._atlas.levels)
        if not stretch:
            return tr("InForce", "{level} · drawn at {cut} as an example").format(level=words, cut=drawn.cut)
        text = tr("InForce", "{level} · drawn at {cut} as an example of {stretch}")
        return text.format(level=words, cut=drawn.cut, stretch=stretch)

    def level_words(self, level: str) -> str:
        """Name a level of the cursor, e.g. "Cord segment T8"."""
        kind = next(iter(self._atlas.level_kinds.values()), None)
        words = kind.phrase.replace("{level}", level) if kind is not None else level
        return words[:1].upper() + words[1:]


def _said_turned(plate: Plate) -> Plate:
    """Say of a plate that is turned what lies uppermost now; its own words speak of the rest."""
    up = plate.compass.up
    told = QCoreApplication.translate("InForce", "Turned by half a turn: “{up}” is uppermost. {words}")
    if not up:
        told = QCoreApplication.translate("InForce", "Turned by half a turn. {words}")
    caption = told.format(up=up, words=plate.caption) if plate.caption else ""
    return plate._replace(caption=caption, description=told.format(up=up, words=plate.description))

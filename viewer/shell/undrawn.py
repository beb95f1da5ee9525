"""Undrawn: says when what the reader stands at is not on the plates in front, and leads to where it is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from viewer.core.level_cursor import level_of
from viewer.core.queries import describe

if TYPE_CHECKING:
    from viewer.core.address import Address
    from viewer.core.plate import Plate
    from viewer.shell.place_window import PlaceWindow


class Undrawn(QObject):
    """Looks after the step of the blood's way that the reader is at, and after what is selected.

    Each is told of once: when it, or what is drawn, has become another.
    """

    def __init__(self, window: PlaceWindow) -> None:
        """Know of nothing yet; to be made after what has plates show the way of the blood."""
        super().__init__(window)
        self._window = window
        self._known: set[tuple[tuple[str, ...], Address]] = set()
        self._said = ""
        window.place_shown.connect(self.tell)
        window.blood.changed.connect(self.tell)
        window.blood.stepped.connect(self.tell)

    @Slot()
    def tell(self) -> None:
        """Say what is newly out of sight; take back what was said of something that is in sight again."""
        window = self._window
        if not window.place.plate or window.discretion.is_on:
            return
        fronts = tuple(view.plate.id for view in window.plates if view.plate is not None)
        missed = [one for one in (self._step(), self._selected()) if one is not None]
        fresh = [one for one in missed if (fronts, one) not in self._known]
        self._known = {(fronts, one) for one in missed}
        if fresh:
            self._say(fresh[0], fronts)
        elif not missed and self._said and window.message_bar.text == self._said:
            window.message_bar.dismiss()

    def _step(self) -> Address | None:
        """Give the step that the reader is at, where no plate bears its number."""
        blood = self._window.blood
        if blood.trace is None or not blood.stops:
            return None
        marks = [view.flow_marks() for view in self._window.plates]
        discs = [disc for one in marks if one is not None for disc in one.discs]
        drawn = any(disc.number == blood.here + 1 for disc in discs)
        return None if drawn else blood.address_at(blood.here)

    def _selected(self) -> Address | None:
        """Give the first of what is selected, where nothing of it is drawn."""
        addresses = self._window.selection.addresses
        drawn = any(view.numbers_of(addresses) for view in self._window.plates)
        return None if drawn or not addresses else addresses[0]

    def _say(self, address: Address, fronts: tuple[str, ...]) -> None:
        from viewer.core.plate_choice import plate_choices

        window = self._window
        plate = self._elsewhere(address, fronts)
        if plate is None:
            return
        choice = next(one for one in plate_choices(window.atlas) if plate.id in one.plates)
        text = (
            self.tr("{name}: not drawn on this plate, but on “{plate}”.")
            if len(fronts) == 1
            else self.tr("{name}: not drawn on these plates, but on “{plate}”.")
        )
        self._said = text.format(name=describe(window.atlas, address), plate=choice.title)
        words = self.tr("&Show “{plate}”").format(plate=choice.title.replace("&", "&&"))
        window.message_bar.tell(self._said, act=(words, partial(self._show, address, plate.id)))

    def _elsewhere(self, address: Address, fronts: tuple[str, ...]) -> Plate | None:
        """Give the plate that shows an address best in the case in force."""
        from viewer.core.showing import with_plates_as
        from viewer.core.whereabouts import plates_drawing

        window = self._window
        names = window.in_force.showing("", window.place.condition).names
        level = level_of(window.atlas, address)
        drawing = plates_drawing(with_plates_as(window.atlas, names, level), address)
        return next((plate for plate in drawing if plate.id not in fronts), None)

    def _show(self, address: Address, plate: str) -> None:
        """Turn to a plate on which an address is seen; what is selected and the step stay."""
        window = self._window
        level = level_of(window.atlas, address) or window.place.level
        window.go_to(window.place._replace(plate=plate, level=level, camera=None))

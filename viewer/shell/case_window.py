"""CaseWindow: plates, level, way up, variants and conditions: put in force, and left again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Slot

from viewer.core.flow_question import asked_in
from viewer.core.level_cursor import next_level, own_kind, segment_of
from viewer.core.plate_choice import choice_of, plate_at, plate_for
from viewer.shell.blood import Memory
from viewer.shell.place import Place
from viewer.shell.place_window import PlaceWindow

if TYPE_CHECKING:
    from viewer.shell.appearance import Appearance
    from viewer.shell.profile import Profile
    from viewer.shell.settings import Settings
    from viewer.widgets.plate_view import PlateView

_LONG_NOTE, _SHORT_NOTE = 160, 96
"""A note of more letters would hide the lower end of the plate: it begins with so many."""


class Before(NamedTuple):
    """What was shown before a condition was: place, cameras, how far the text was scrolled, and the trace."""

    place: Place
    cameras: dict[PlateView, tuple[float, float, float]]
    scrolled: int
    blood: Memory


class CaseWindow(PlaceWindow):
    """A window in which the reader decides which case of the atlas is in force."""

    def furnish(self, profile: Profile, settings: Settings, appearance: Appearance) -> None:
        """Begin in health."""
        super().furnish(profile, settings, appearance)
        self._before_case: Before | None = None
        self.place_shown.connect(self._name_variants)
        self.variants_left.connect(self.show_usual)

    @property
    def place_to_keep(self) -> Place:
        """Where the next start begins: a condition is left behind."""
        before = self._before_case
        if self._place.condition:
            return before.place if before is not None else Place(self._place.plate)
        return self.place

    # ---- which plates, which level, which way up

    @Slot(str)
    def turn_to_plate(self, choice: str) -> None:
        """Show another plate, by its id or that of its group; what is selected stays selected."""
        plate = plate_for(self.atlas, choice, self._place.level)
        if plate and choice != choice_of(self.atlas, self._place.plate):
            self.go_to(self._place._replace(plate=plate, camera=None))

    @Slot(str)
    def put_beside(self, choice: str) -> None:
        """Show a second plate beside the first, by its id or that of its group; "" takes it away."""
        self.beside = choice
        self.trail.replace(self._settled(self.place))
        self._show(self.trail.here or self._place)

    @Slot(str)
    def set_level(self, level: str) -> None:
        """Move the level cursor and read what is true there; in a condition its section stays."""
        here = self._place
        if level == here.level or level not in self.atlas.levels:
            return
        self._announce(self.in_force.level_words(level))
        kept = bool(here.condition)
        page = here.page if kept else f"level:{own_kind(self.atlas)}:{level}"
        plate = plate_at(self.atlas, here.plate, level)
        section = here.section if kept else ""
        place = here._replace(plate=plate, section=section, page=page, level=level, camera=None)
        if here.page_level is not None or kept:
            # A walk along the levels is one step of the way, not thirty.
            self.trail.replace(place)
            self._show(place._replace(camera=self.plate_view.camera()))
        else:
            self.go_to(place._replace(camera=self.plate_view.camera()))

    @Slot(str)
    def refuse_level(self, word: str) -> None:
        """Say that what was typed is no level, and which there are."""
        levels = self.atlas.levels
        if levels:
            text = self.tr("There is no level called “{word}”. The levels go from {first} to {last}.")
            self.message_bar.tell(text.format(word=word, first=levels[0], last=levels[-1]))

    @Slot(str, str)
    def drag_level(self, level_kind: str, level: str) -> None:
        """Take the level cursor along with the pointer, whatever its levels count."""
        self.set_level(segment_of(self.atlas, level_kind, level))

    def _announce(self, text: str) -> None:
        """Have a screen reader say what is in force now."""
        from viewer.widgets.accessible import announce

        announce(self.plate_view, text)

    def step_level(self, step: int) -> None:
        """Move the level cursor so many levels down."""
        self.set_level(next_level(self.atlas, self._place.level, step))

    def turn(self, on: bool) -> None:
        """Turn the plates that allow it by half a turn, or back; what is in the middle stays there."""
        cameras = {view: view.camera() for view in self.plates if view.plate and view.plate.turnable}
        self.in_force.turned = on
        self.show_case_again()
        for view, (zoom, x, y) in cameras.items():
            assert view.plate is not None
            whole = view.plate.view
            view.set_camera((zoom, 2 * whole.x + whole.width - x, 2 * whole.y + whole.height - y))

    def choose_variant(self, variant: str) -> bool:
        """Put a variant in force; False if it is already."""
        changed = self.in_force.choose(variant)
        if changed:
            self.show_case_again()
        return changed

    # ---- conditions

    @Slot(str, str)
    def show_case(self, kind: str, name: str) -> None:
        """Show a "condition" or a "variant" by its id."""
        self.show_condition(name) if kind == "condition" else self.show_variant(name)

    def show_condition(self, condition: str, _checked: bool = False) -> None:
        """Show a condition: what it involves lit, its blocks and reversals applied, its section beside."""
        from viewer.core.case import involved_in

        found = self.atlas.conditions[condition]
        here = self._place
        level = found.at or here.level
        section = found.section if found.section in self.atlas.sections else ""
        if not here.condition:
            self._before_case = self._as_it_is()
        self.reader_dock.show()
        lit = involved_in(self.atlas, condition).example
        self.go_to(Place(here.plate, lit, section, level=level, condition=condition))
        for view in self.plates:
            view.fit()

    @Slot()
    def leave_condition(self) -> None:
        """Show again what was shown before the condition, as it was."""
        if not self._place.condition:
            return
        before = self._before_case
        if before is None:
            self.go_to(Place(self._place.plate, level=self._place.level))
            return
        self.go_to(before.place)
        for view, camera in before.cameras.items():
            view.set_camera(camera)
        self.reader_panel.finish()
        self.reader_panel.text.verticalScrollBar().setValue(before.scrolled)

    def _as_it_is(self) -> Before:
        """Give all that a condition may change."""
        scrolled = self.reader_panel.text.verticalScrollBar().value()
        cameras = {view: view.camera() for view in self.plates}
        return Before(self.place, cameras, scrolled, self.blood.memory())

    def _turn_case(self, left: Place, place: Place) -> None:
        """Put the case of a place in force, and what was traced before back when a condition is left."""
        super()._turn_case(left, place)
        if left.condition == place.condition:
            return
        found = self.atlas.conditions.get(place.condition)
        self.name_case(found.name if found else "", self.atlas.disclaimer_short)
        if found is not None:
            if self._before_case is None and left.plate:
                self._before_case = Before(left, {}, 0, self.blood.memory())
            self._announce(self.tr("Shown: {name}").format(name=found.name))
            self.blood.ask(asked_in(found))
        elif left.plate:
            self.blood.put_back(self._before_case.blood if self._before_case else Memory())
            self._before_case = None

    def show_variant(self, variant: str, _checked: bool = False) -> None:
        """Put a variant in force, and say how often it is so and who says it; in short, if that is long."""
        self.choose_variant(variant)
        found = self.atlas.variants[variant]
        named = [self.atlas.sources[key].short for key in found.sources if key in self.atlas.sources]
        text, details = found.statement, []
        if named:
            told = self.tr("{statement} ({sources})")
            text = told.format(statement=text, sources=self.tr("; ").join(named))
        if len(text) > _LONG_NOTE:
            text, details = _begun(found.statement), [found.statement, *named]
        act = None
        if found.section in self.atlas.sections:
            act = (self.tr("&Read More"), partial(self.read_section, found.section))
        self.message_bar.tell(f"{found.name}. {text}", details, kind="note", act=act)

    def show_usual(self) -> None:
        """Put the usual variants in force again."""
        self.in_force.choose_usual()
        self.show_case_again()

    @Slot()
    def _name_variants(self) -> None:
        """Name over the plates the variants in force, and of what each is one, if that may be known."""
        atlas = self.atlas
        told = self.tr("{group}: {name}")
        unusual = () if self.discretion.is_on else self.in_force.unusual
        found = [atlas.variants[name] for name in unusual]
        self.name_variants(
            [told.format(group=atlas.variant_groups[one.group].name, name=one.name) for one in found]
        )

    def show_case_again(self) -> None:
        """Show the same place as the case in force has it now."""
        self._show(self.place)


def _begun(text: str) -> str:
    """Give the first sentences of a text, as many as are short together, and that there is more."""
    from textwrap import shorten

    kept, *sentences = text.split(". ")
    for sentence in sentences:
        if len(kept) + len(sentence) > _SHORT_NOTE:
            break
        kept = f"{kept}. {sentence}"
    return f"{kept}. …" if len(kept) <= _SHORT_NOTE else shorten(kept, _SHORT_NOTE, placeholder=" …")

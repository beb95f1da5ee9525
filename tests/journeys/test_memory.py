"""A long day at the window leaves nothing behind."""

import gc
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from weakref import ref

import pytest

from tests.plates_atlas import plates_atlas
from tests.reader import Reader
from viewer.core.address import Address
from viewer.core.loading import load_atlas
from viewer.core.plate_choice import plate_choices
from viewer.core.quiz import SetWish
from viewer.shell.place import Place
from viewer.shell.settings import ThemeChoice
from viewer.widgets.later import catch_up

SMALL = Path(__file__).parents[1] / "small_atlas"
ROUNDS = 12
"""A multiple of all that the acts below take turns with."""

Act = Callable[[Reader, int], object]


def _open_atlas(reader: Reader, number: int) -> None:
    reader.window.open_atlas(SMALL if number % 2 else None, "en")


def _read_atlas_again(reader: Reader, _number: int) -> None:
    reader.window.show_again(load_atlas(reader.window.atlas_folder))


def _turn_to_plate(reader: Reader, number: int) -> None:
    choices = [choice.id for choice in plate_choices(reader.window.atlas)]
    reader.window.turn_to_plate(choices[number % len(choices)])


def _put_beside(reader: Reader, number: int) -> None:
    choices = [choice.id for choice in plate_choices(reader.window.atlas)]
    reader.window.put_beside(choices[number % len(choices)] if number % 2 else "")


def _choose_variant(reader: Reader, number: int) -> None:
    variants = list(reader.window.atlas.variants)
    reader.window.choose_variant(variants[number % len(variants)])


def _show_condition(reader: Reader, number: int) -> None:
    if number % 2:
        reader.window.leave_condition()
    else:
        reader.window.show_condition(next(iter(reader.window.atlas.conditions)))


def _set_level(reader: Reader, number: int) -> None:
    levels = reader.window.atlas.levels[:6]
    reader.window.set_level(levels[number % len(levels)])


def _turn_over(reader: Reader, number: int) -> None:
    reader.window.turn(not number % 2)


def _trace(reader: Reader, number: int) -> None:
    starts = list(dict.fromkeys(edge.start.structure for edge in reader.window.atlas.edges))[:4]
    reader.window.trace_desk.ask("heart", Address(starts[number % len(starts)]))


def _block_in_another_atlas(reader: Reader, _number: int) -> None:
    reader.window.open_atlas(SMALL, "en")
    reader.window.trace_desk.toggle_block(reader.window.atlas.edges[0].id)


def _choose_theme(reader: Reader, number: int) -> None:
    theme = (ThemeChoice.DARK, ThemeChoice.LIGHT)[number % 2]
    reader.window.change_settings(reader.window.settings._replace(theme=theme))


def _study(reader: Reader, _number: int) -> None:
    window = reader.window
    window.quiz.begin(SetWish(length=1))
    window.quiz.leave()
    for part in (window.notes, window.strengths, window.exam):
        assert part is not None


def _kept(reader: Reader) -> Counter[type]:
    """Count what of the program and of Qt is there."""
    reader.sweep()
    gc.collect()
    found = Counter(type(one) for one in gc.get_objects())
    # Of where the reader has been, the last places are kept.
    del found[Place]
    parts = {kind: str(kind.__module__).partition(".")[0] for kind in found}
    return Counter({kind: number for kind, number in found.items() if parts[kind] in ("viewer", "PySide6")})


def _all(reader: Reader, act: Act) -> None:
    for number in range(ROUNDS):
        act(reader, number)
        reader.settle()
        reader.sweep()


@pytest.mark.parametrize(
    "act",
    [
        _open_atlas, _read_atlas_again, _turn_to_plate, _put_beside, _choose_variant, _show_condition,
        _set_level, _turn_over, _trace, _block_in_another_atlas, _choose_theme,
    ],
    ids=lambda act: act.__name__.strip("_"),
)  # fmt: skip
def test_what_is_done_again_and_again_leaves_nothing_behind(
    open_reader: Callable[..., Reader], tmp_path: Path, act: Act
) -> None:
    reader = open_reader("--atlas", str(plates_atlas(tmp_path / "several")), size=(900, 600))
    counts = []
    for _ in range(4):
        _all(reader, act)
        counts.append(_kept(reader))
    # What is made once, or in a moment of its own, comes once; what leaks comes each time.
    steps = [after - before for before, after in pairwise(counts[1:])]
    assert not {kind.__name__ for kind in steps[0] if all(step[kind] >= ROUNDS for step in steps)}


def test_nothing_that_is_put_away_has_to_be_looked_for(open_reader: Callable[..., Reader]) -> None:
    # What holds itself is never freed once the reading of an atlas beside the window has set all apart.
    reader = open_reader("--atlas", str(SMALL))
    _read_atlas_again(reader, 0)
    reader.settle()
    reader.sweep()
    gc.collect()
    gc.disable()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        for number in range(3):
            _read_atlas_again(reader, number)
            reader.settle()
            reader.sweep()
        gc.collect()
        assert not [type(one).__name__ for one in gc.garbage if type(one).__module__.startswith("viewer")]
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()


def test_a_window_that_is_closed_is_forgotten(open_reader: Callable[..., Reader], tmp_path: Path) -> None:
    reader = open_reader("--atlas", str(plates_atlas(tmp_path / "several")))
    for act in (_turn_to_plate, _choose_variant, _show_condition, _trace, _put_beside, _choose_theme, _study):
        act(reader, 1)
        reader.settle()
    catch_up()
    window = reader.window
    parts = [ref(part) for part in (window, window.plate_view, window.reader_panel, window.blood)]
    reader.leave()
    del window, reader.window, reader.plate
    gc.collect()
    assert not [type(part()).__name__ for part in parts if part() is not None]

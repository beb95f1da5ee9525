"""A thousand scripted learners at one window: what they may see and hear, and how they are judged.

Everything is looked at as a reader or a screen reader would. The sets, the case that is shown before them
and the answers are drawn; as many as STUDY_SETS says, a few always the same without it.
"""

import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtGui import QAction, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from tests.core.fairness import must_be_fair
from tests.journeys.all_words import accessible_words, words_of
from tests.journeys.ears import Ears
from tests.journeys.learner import Learner, press
from tests.reader import ALT, CTRL, NONE, SHIFT, Key, Reader
from viewer.core.address import Address
from viewer.core.marking import Verdict
from viewer.core.material import Material
from viewer.core.question import Mode, Question
from viewer.core.quiz import SetWish
from viewer.core.stretches import levels_in
from viewer.core.structure import StructureId
from viewer.shell.place import Place
from viewer.shell.settings import LayerState

SETS = int(os.environ.get("STUDY_SETS", "40"))
_TRIED = (
    (Key.Key_F8, NONE), (Key.Key_F9, NONE), (Key.Key_F1, NONE), (Key.Key_F7, NONE), (Key.Key_F3, NONE),
    (Key.Key_K, CTRL), (Key.Key_L, CTRL), (Key.Key_T, CTRL), (Key.Key_F, CTRL), (Key.Key_Z, CTRL),
    (Key.Key_D, CTRL), (Key.Key_Left, ALT), (Key.Key_L, CTRL | SHIFT), (Key.Key_N, CTRL | SHIFT),
    (Key.Key_Escape, NONE), (Key.Key_F8, SHIFT), (Key.Key_Menu, NONE),
)  # fmt: skip
"""Keys that show or tell something while no question is open."""


class Before(NamedTuple):
    """What is shown, and what was done, before a set is begun."""

    place: Place
    variant: str
    condition: str
    beside: str
    hidden: tuple[str, ...]
    turned: bool


def some(data: st.DataObject, *values: str) -> str:
    """Draw one of these, or "" as often as any."""
    return data.draw(st.sampled_from(["", *values]) if data.draw(st.booleans()) else st.just(""))


def drawn_before(data: st.DataObject, reader: Reader) -> Before:
    atlas = reader.window.atlas
    plates, layers = list(atlas.plates), list(atlas.layers)
    chosen = data.draw(st.lists(st.sampled_from(sorted(atlas.structures)), max_size=2, unique=True))
    place = Place(
        data.draw(st.sampled_from(plates)),
        tuple(Address(StructureId(one)) for one in chosen),
        level=some(data, *atlas.levels),
    )
    return Before(
        place,
        some(data, *atlas.variants),
        some(data, *atlas.conditions),
        some(data, *plates),
        tuple(data.draw(st.lists(st.sampled_from(layers), max_size=2, unique=True))),
        data.draw(st.booleans()),
    )


def drawn_wish(data: st.DataObject, reader: Reader) -> SetWish:
    atlas, window = reader.window.atlas, reader.window
    region = some(data, "C", "T", "L;S", "T4-T8")
    return SetWish(
        modes=tuple(data.draw(st.lists(st.sampled_from(list(Mode)), min_size=1, unique=True))),
        plate=some(data, *atlas.plates),
        layer=some(data, *atlas.layers),
        levels=levels_in(region, atlas.levels) if region else (),
        among=window.selection.addresses if data.draw(st.booleans()) else (),
        due_only=data.draw(st.booleans()),
        length=data.draw(st.integers(1, 4)),
    )


def prepare(reader: Reader, before: Before) -> None:
    """Show what was drawn, and tell about it, as a reader would have it."""
    window = reader.window
    window.change_settings(window.settings._replace(layers=dict.fromkeys(before.hidden, LayerState.HIDE)))
    window.show_usual()
    window.turn(before.turned)
    if before.variant:
        window.show_variant(before.variant)
    window.put_beside(before.beside)
    window.go_to(before.place)
    if before.condition:
        window.show_condition(before.condition)


def forget(reader: Reader) -> None:
    """Take what was answered out of the store, as if it were another learner's."""
    if (reader.window.profile.folder / "study.sqlite").exists():
        with sqlite3.connect(reader.window.profile.folder / "study.sqlite") as db:
            db.execute("DELETE FROM review")
            db.execute("DELETE FROM version")
        db.close()


# Eyes and ears


def seen_and_heard(reader: Reader, ears: Ears, random: Random) -> Iterator[str]:
    """Give all words that can be found while a question is open, but for those of the panel that asks."""
    window, plate = reader.window, reader.plate
    window.reader_panel.finish()
    window.index_panel.finish()
    yield from words_of(window, window.quiz.panel)
    yield from ears.heard
    yield reader.clipboard
    boxes = [plate.box_of(random.randrange(len(plate.regions()))).center() for _ in range(3)]
    for spot in (*(box.toPoint() for box in boxes), plate.viewport().rect().center()):
        QTest.mouseMove(plate.viewport(), QPoint(1, 1))
        QTest.mouseMove(plate.viewport(), spot)
        plate.tip.show_now()
        yield from plate.tip.lines()
        yield window.status_bar.pointed
        event = QHelpEvent(QEvent.Type.ToolTip, spot, plate.viewport().mapToGlobal(spot))
        QApplication.sendEvent(plate.viewport(), event)
        yield QToolTip.text()
    for name in ("Posterior", "vena"):
        QTest.keyClicks(window.search_box, name)
        yield window.search_box.text()
        assert not window.search_box.is_open and not window.search_box.found


def must_give_nothing_away(reader: Reader, ears: Ears, question: Question, random: Random) -> None:
    panel = reader.window.quiz.panel
    names = [re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE) for name in question.hides.names]
    told = [words for words in seen_and_heard(reader, ears, random) if words]
    assert len(told) > 40, "there is something to look through"
    told += accessible_words(panel)
    # The options hold the right answer among others, and what is to be found is named; both are spoken too.
    prompt, options = panel.prompt.text(), [button.accessibleName() for button in panel.options]
    if question.options or question.mode is Mode.FIND:
        # A slip names what lies nearer, which may be called like it: ascending lumbar vein, lumbar vein.
        slip = panel.verdict.text().removeprefix("≈ ") if question.mode is Mode.FIND else "?"
        told = [words for words in told if words not in options and not words.startswith(prompt)]
        told = [words for words in told if not slip or slip not in words]
    assert [words for words in told if any(name.search(words) for name in names)] == [], ears.heard


def must_be_well_put(reader: Reader, material: Material, question: Question) -> None:
    """What is asked is there to be seen, and the options differ in words and in nothing else."""
    must_be_fair(material, question)
    panel, plate = reader.window.quiz.panel, reader.plate
    if question.lit:
        lit = [region for number, region in enumerate(plate.regions()) if plate.is_selected(number)]
        assert any(region.layer not in plate.hidden_layers() for region in lit)
    shown = [button for button in panel.options if button.isVisible()]
    assert len({button.words for button in shown}) == len(question.options) == len(shown)
    for at, button in enumerate(shown):
        assert button.isEnabled() and not button.isChecked() and not button.toolTip()
        assert button.accessibleName() == f"{at + 1}: {button.words}"
    if question.mode is Mode.NAME_TYPED:
        assert panel.line.text() == ""


# A learner


def sit(reader: Reader, ears: Ears, learner: Learner, data: st.DataObject) -> None:
    """Answer the set that was begun, question by question."""
    window, quiz = reader.window, reader.window.quiz
    assert quiz.sitting is not None
    questions = quiz.sitting.questions
    random = Random(data.draw(st.integers(0, 1 << 16)))
    assert len({question.key for question in questions}) == len(questions), "nothing repeats"
    prompts, taken_back = [], set()
    while quiz.is_open:
        question, material = quiz.sitting.question, window.study.material()
        assert question is not None
        prompts.append((quiz.panel.prompt.text(), tuple(sorted(reader.lit)), question.mode))
        must_be_well_put(reader, material, question)
        must_give_nothing_away(reader, ears, question, random)
        for key, held in random.sample(_TRIED, 2):
            press(reader, key, held)
        must_give_nothing_away(reader, ears, question, random)
        how = data.draw(st.sampled_from([None, *(one for one in Verdict if one is not Verdict.NOTHING)]))
        helped = int(question.key in taken_back)
        must_be_judged(reader, learner.answer(material, question, how), helped)
        if quiz.is_open:
            must_give_nothing_away(reader, ears, question, random)
            must_be_judged(reader, learner.answer(material, question, Verdict.RIGHT), helped + 1)
        look_about(reader, random)
        ears.heard.clear()
        if random.random() < 0.2:
            press(reader, Key.Key_Backspace, CTRL)
            prompts.pop()
            taken_back.add(question.key)
            continue
        press(reader, Key.Key_Return, CTRL)
    assert len(set(prompts)) == len(prompts), "nothing repeats to the eye"
    assert quiz.panel.shows_summary and len(quiz.sitting.outcomes) == len(quiz.sitting.questions)


def must_be_judged(reader: Reader, expected: Verdict | None, slips: int = 0) -> None:
    """The verdict is what the rules say; it is said, and it is kept."""
    quiz, store = reader.window.quiz, reader.window.study.store
    said = quiz.panel.verdict.text()
    assert store is not None and quiz.panel.verdict.isVisible()
    if expected is Verdict.SLIP:
        assert said.startswith("≈") and quiz.is_open, "it is offered again"
        return
    kept = store.reviews()[-1]
    assert not quiz.is_open and kept.verdict == (expected or Verdict.WRONG)
    assert said.startswith("✓") is (expected is Verdict.RIGHT)
    assert ("on the wrong side" in said) is (expected is Verdict.WRONG_SIDE)
    assert expected is None or kept.slips == slips
    signs = [button.accessibleName().rpartition(", ")[2] for button in quiz.panel.options]
    assert signs.count("right") == bool(
        quiz.sitting and quiz.sitting.question and quiz.panel.options[0].isVisible()
    )


def look_about(reader: Reader, random: Random) -> None:
    """Look at what names things, which an answered question allows: none of it may stay for the next."""

    def choose(name: str) -> None:
        action = reader.window.findChild(QAction, name)
        assert action is not None
        action.trigger()

    window, atlas = reader.window, reader.window.atlas
    for act in random.sample(
        (
            window.quiz.panel.read_button.click,
            lambda: choose("index"),
            lambda: choose("reader"),
            lambda: choose("handbook"),
            lambda: press(reader, Key.Key_T, CTRL),
            lambda: window.follow(Address(random.choice(sorted(window.atlas.structures)))),
            lambda: window.search_box.setText("posterior"),
            lambda: window.plates.set_zoom(3.0),
            lambda: window.set_layer(random.choice([*atlas.layers]), random.choice([*LayerState])),
            lambda: window.show_variant(random.choice([*atlas.variants])),
            lambda: window.turn(random.random() < 0.5),
        ),
        2,
    ):
        act()


def test_every_set_is_fair_to_eyes_and_ears(
    open_reader: Callable[..., Reader], ears: Ears, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = open_reader(size=(900, 700))
    quiz = reader.window.quiz
    asked: list[Mode] = []

    @settings(
        max_examples=SETS,
        derandomize=SETS < 1000,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.explicit, Phase.generate),
        database=None,
    )
    @given(data=st.data())
    def a_set_is_fair(data: st.DataObject) -> None:
        quiz.leave()
        forget(reader)
        QApplication.clipboard().clear()
        seed = data.draw(st.integers(0, 1 << 16))
        monkeypatch.setattr("viewer.core.quiz.Random", lambda: Random(seed))
        prepare(reader, drawn_before(data, reader))
        ears.heard.clear()
        quiz.begin(drawn_wish(data, reader))
        QCoreApplication.processEvents()
        if quiz.sitting is not None:
            asked.extend(question.mode for question in quiz.sitting.questions)
            sit(reader, ears, Learner(reader, Random(seed)), data)

    a_set_is_fair()
    assert len({*asked}) > len(Mode) // 2

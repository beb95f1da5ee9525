"""Studying: a set from beginning to end, by mouse, by keys alone, and what is kept of it."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QTreeWidgetItem

from tests.reader import CTRL, SHIFT, Key, Reader
from viewer.core.address import Address
from viewer.core.question import Hides, Mode, Question
from viewer.core.quiz import SetWish
from viewer.core.structure import StructureId
from viewer.core.study import StudyStore
from viewer.shell.quiz_desk import QuizDesk
from viewer.shell.set_dialog import SetDialog

OpenReader = Callable[..., Reader]
MIDLINE, LATERAL = StructureId("posteromedian-spinal-vein"), StructureId("posterolateral-spinal-vein")


def find(structure: StructureId, side: str = "") -> Question:
    asked = Address(structure, side)
    return Question(Mode.FIND, asked, "dorsal", (), str(asked), Hides(()))


def choice(right: StructureId, *options: str) -> Question:
    return Question(Mode.NAME_CHOICE, Address(right), "dorsal", options, right, Hides(()))


def typed(right: StructureId) -> Question:
    return Question(Mode.NAME_TYPED, Address(right), "dorsal", (), right, Hides(()))


def ask(reader: Reader, *questions: Question) -> QuizDesk:
    quiz = reader.window.quiz
    quiz.sit(questions)
    reader.settle()
    return quiz


def verdict(quiz: QuizDesk) -> str:
    return quiz.panel.verdict.text() if quiz.panel.verdict.isVisible() else ""


def click(reader: Reader, address: str) -> None:
    """Click a place whose name cannot be seen."""
    reader._click_at(reader.spot_on(address))


def answers(reader: Reader) -> list[tuple[str, str]]:
    store = reader.window.study.store
    assert store is not None
    return [(review.item, review.verdict) for review in store.reviews()]


def test_a_click_finds_what_was_asked_and_the_next_question_comes(reader: Reader) -> None:
    quiz = ask(reader, find(MIDLINE), find(LATERAL, "left"))
    assert quiz.panel.prompt.text() == "Find: Posteromedian spinal vein"
    click(reader, MIDLINE)
    assert verdict(quiz) == "✓ Correct: Posteromedian spinal vein."
    assert reader.lit_structures == {MIDLINE}
    assert QApplication.focusWidget() is quiz.panel.go_on_button
    reader.press(Key.Key_Return)
    assert quiz.panel.heading.text() == "Question 2 of 2"
    assert (quiz.panel.progress.accessibleName(), quiz.panel.progress.value()) == ("Questions done", 1)
    click(reader, f"{LATERAL}.right")
    assert "on the wrong side" in verdict(quiz) and verdict(quiz).startswith("✗")
    assert answers(reader) == [(MIDLINE, "right"), (f"{LATERAL}.left", "wrong-side")]


def test_only_what_was_asked_is_lit_not_its_other_side(reader: Reader) -> None:
    reader.click(f"{LATERAL}.right")
    assert reader.plate._overlay.light, "else the rest of a structure is outlined"
    quiz = ask(reader, find(LATERAL, "left"))
    quiz.give_up()
    assert reader.plate._overlay.strong and not reader.plate._overlay.light
    quiz.leave()
    reader.settle()
    assert reader.plate._overlay.light


def test_a_click_on_nothing_is_no_answer(reader: Reader) -> None:
    quiz = ask(reader, find(MIDLINE))
    reader._click_at(reader.plate.viewport().rect().bottomRight() - reader.plate.rect().topLeft())
    assert quiz.is_open and answers(reader) == []


def test_what_was_mixed_up_is_told_apart(reader: Reader) -> None:
    quiz = ask(reader, find(MIDLINE), find(MIDLINE))
    click(reader, f"{LATERAL}.left")
    assert (
        "that is: Posterolateral spinal vein, left"
        in verdict(quiz).replace(", cord segment", "|").split("|")[0]
    )
    card = quiz.panel.contrast
    assert card.isVisible()
    assert "Posterolateral spinal vein" in card.toPlainText() and "Where it lies" in card.toPlainText()
    quiz.go_on()
    assert not card.isVisible()


def test_a_set_by_keyboard_alone(reader: Reader) -> None:
    quiz = ask(
        reader,
        choice(MIDLINE, LATERAL, MIDLINE),
        typed(MIDLINE),
        find(MIDLINE),
        choice(LATERAL, LATERAL, MIDLINE),
    )
    reader.press(Key.Key_2)
    assert verdict(quiz).startswith("✓")
    reader.press(Key.Key_Return)
    reader.write("Posteromedian spinal vien")
    reader.press(Key.Key_Return)
    assert verdict(quiz) == "✓ Correct. It is written: Posteromedian spinal vein."
    reader.press(Key.Key_Return, CTRL)
    assert reader.plate.hasFocus()
    reader.press(Key.Key_K, CTRL | SHIFT)
    assert verdict(quiz) == "✗ Posteromedian spinal vein is lit now."
    reader.press(Key.Key_Return)
    reader.press(Key.Key_1)
    reader.press(Key.Key_Return)
    assert quiz.panel.shows_summary and quiz.panel.summary.title.text() == "3 of 4 correct"
    assert QApplication.focusWidget() is quiz.panel.summary.list
    reader.press(Key.Key_W, CTRL)
    assert not quiz.is_on and not quiz.dock.isVisible() and reader.window.reader_dock.isVisible()


def test_the_plate_is_walked_to_the_answer_by_arrow_keys(reader: Reader) -> None:
    quiz = ask(reader, find(MIDLINE))
    reader.plate.focus_region(reader.plate.numbers_of((Address(MIDLINE),))[0])
    assert reader.plate.region_name(0).startswith("Place 1 of ")
    reader.press(Key.Key_Return)
    assert verdict(quiz).startswith("✓")


def test_the_first_arrow_key_begins_the_walk_and_enter_answers(reader: Reader) -> None:
    quiz = ask(reader, find(MIDLINE))
    assert reader.plate.hasFocus() and reader.plate.focused_region is None
    reader.press(Key.Key_Down)
    assert reader.plate.focused_region is not None
    reader.press(Key.Key_Return)
    assert not quiz.is_open


def test_a_screen_reader_presses_a_region_to_answer(reader: Reader) -> None:
    quiz = ask(reader, find(MIDLINE))
    reader.plate.press_region(reader.plate.numbers_of((Address(MIDLINE),))[0])
    assert verdict(quiz).startswith("✓")


def test_clicks_on_the_plate_answer_no_other_question(reader: Reader) -> None:
    quiz = ask(reader, choice(MIDLINE, LATERAL, MIDLINE))
    click(reader, MIDLINE)
    assert quiz.is_open and answers(reader) == []


def test_a_name_that_is_too_wide_is_asked_for_more_exactly(reader: Reader) -> None:
    quiz = ask(reader, typed(MIDLINE))
    reader.write("perimedullary veins")
    reader.press(Key.Key_Return)
    assert quiz.is_open and "more exactly" in verdict(quiz)
    reader.press(Key.Key_Return)
    assert quiz.is_open and answers(reader) == []


def test_the_reader_may_say_that_he_was_right(reader: Reader) -> None:
    quiz = ask(reader, typed(MIDLINE), typed(LATERAL))
    assert not quiz.panel.claim_button.isVisible()
    reader.write("the middle v.")
    reader.press(Key.Key_Return)
    assert "Your answer: the middle v. Correct:" in verdict(quiz)
    assert quiz.panel.claim_button.isVisible()
    quiz.panel.claim_button.click()
    assert verdict(quiz).startswith("✓ Counted as right") and not quiz.panel.claim_button.isVisible()
    assert answers(reader) == [(MIDLINE, "claimed")]
    reader.press(Key.Key_Return)
    quiz.give_up()
    quiz.go_on()
    words = [item.text(0) for item in lines(quiz)]
    assert words[:3] == ["✓ 1. What is lit?", "Yours: the middle v.", "Correct: Posteromedian spinal vein"]


def test_the_wrong_side_in_writing_is_told_apart(reader: Reader) -> None:
    lit = typed(LATERAL)._replace(asked=Address(LATERAL, "left"))
    quiz = ask(reader, lit)
    reader.write("right posterolateral spinal vein")
    reader.press(Key.Key_Return)
    assert "on the wrong side. Asked was: Posterolateral spinal vein, left." in verdict(quiz)
    quiz.go_on()
    assert [item.text(0) for item in lines(quiz)][1:3] == [
        "Yours: Posterolateral spinal vein, right", "Correct: Posterolateral spinal vein, left",
    ]  # fmt: skip


def test_what_was_typed_does_not_come_back_with_another_question(reader: Reader) -> None:
    quiz = ask(reader, typed(MIDLINE), typed(LATERAL))
    reader.write("Posterolateral spinal vein")
    reader.press(Key.Key_Return)
    reader.press(Key.Key_Return)
    assert quiz.panel.heading.text() == "Question 2 of 2" and quiz.panel.line.hasFocus()
    reader.press(Key.Key_Z, CTRL)
    assert quiz.panel.line.text() == ""


def test_the_last_answer_is_taken_back(reader: Reader) -> None:
    quiz = ask(reader, choice(MIDLINE, LATERAL, MIDLINE), find(LATERAL, "left"))
    reader.press(Key.Key_1)
    reader.press(Key.Key_Return)
    reader.press(Key.Key_Backspace, CTRL)
    assert quiz.is_open and quiz.panel.heading.text() == "Question 1 of 2" and answers(reader) == []
    assert quiz.panel.prompt.text() == "Find: Posterolateral spinal vein, left"
    assert "asked again at the end" in reader.told
    click(reader, f"{LATERAL}.left")
    reader.press(Key.Key_Return)
    assert quiz.panel.options[0].words == "Posteromedian spinal vein", "the options have changed places"
    reader.press(Key.Key_1)
    assert answers(reader) == [(f"{LATERAL}.left", "right"), (MIDLINE, "right")]
    quiz.go_on()
    assert lines(quiz)[-1].text(0) == "Asked again after its answer had been seen"


def lines(quiz: QuizDesk) -> list[QTreeWidgetItem]:
    tree, found = quiz.panel.summary.list, []
    for at in range(tree.topLevelItemCount()):
        item = tree.topLevelItem(at)
        assert item is not None
        found += [item, *(child for row in range(item.childCount()) if (child := item.child(row)))]
    return found


def test_the_summary_leads_to_the_plate_and_asks_again_what_was_wrong(reader: Reader) -> None:
    quiz = ask(reader, choice(MIDLINE, LATERAL, MIDLINE), find(LATERAL, "left"))
    reader.press(Key.Key_1)
    quiz.go_on()
    click(reader, f"{LATERAL}.left")
    quiz.go_on()
    words = [item.text(0) for item in lines(quiz)]
    assert words == [
        "✗ 1. What is lit?",
        "Yours: Posterolateral spinal vein",
        "Correct: Posteromedian spinal vein",
        "✓ 2. Find: Posterolateral spinal vein, left",
        "Correct: Posterolateral spinal vein, left",
    ]
    quiz.panel.summary.list.itemClicked.emit(lines(quiz)[1], 0)
    reader.settle()
    assert reader.lit_structures == {LATERAL} and reader.heading == "Posterolateral spinal vein"
    quiz.panel.summary.again_button.click()
    reader.settle()
    assert quiz.is_open and quiz.panel.heading.text() == "Question 1 of 1"
    assert not reader.window.reader_dock.isVisible()


def test_everything_is_put_back_as_it_was(reader: Reader) -> None:
    reader.click(f"{LATERAL}.right")
    reader.press(Key.Key_D, CTRL)
    place, question = reader.window.place, reader.window.blood.question
    quiz = ask(reader, find(MIDLINE))
    assert reader.window.blood.question is None and reader.lit == set()
    quiz.leave()
    reader.settle()
    assert reader.window.place == place and reader.window.blood.question == question
    assert reader.window.trace_dock.isVisible()


def test_closing_in_the_middle_of_a_set_keeps_answers_and_the_shape_of_the_window(
    open_reader: OpenReader, tmp_path: Path
) -> None:
    reader = open_reader()
    ask(reader, choice(MIDLINE, LATERAL, MIDLINE), find(MIDLINE))
    reader.press(Key.Key_2)
    reader.leave()
    again = open_reader()
    assert again.window.reader_dock.isVisible() and again.window.index_dock.isVisible()
    assert answers(again) == [(MIDLINE, "right")]


def test_the_store_is_not_opened_before_it_is_wanted(reader: Reader) -> None:
    reader.click(MIDLINE)
    assert not reader.window.study.is_open
    assert not (reader.window.profile.folder / "study.sqlite").exists()


def test_the_dialog_counts_asks_and_remembers(reader: Reader) -> None:
    reader.click(MIDLINE)
    reader.command("study-set")
    dialog = reader.window.findChild(SetDialog)
    assert dialog is not None
    for mode, box in dialog.modes.items():
        box.setChecked(mode is Mode.NAME_CHOICE)
    dialog.among.setChecked(True)
    assert "New today: 1." in dialog.told.text()
    dialog.levels.setEditText("X9")
    assert not dialog.begin_button.isEnabled() and "no such region" in dialog.told.text()
    for text in ("s4 - co1", "Co1", "C;L"):
        dialog.levels.setEditText(text)
        assert dialog.begin_button.isEnabled(), text
    dialog.levels.setCurrentIndex(0)
    dialog.length.setValue(3)
    dialog.begin()
    reader.settle()
    quiz = reader.window.quiz
    assert quiz.sitting is not None
    assert [(one.mode, one.asked.structure) for one in quiz.sitting.questions] == [
        (Mode.NAME_CHOICE, MIDLINE)
    ]
    quiz.leave()
    QCoreApplication.sendPostedEvents(None, 0)
    reader.command("study-set")
    dialog = reader.window.findChildren(SetDialog)[-1]
    assert dialog.length.value() == 3 and not dialog.modes[Mode.FIND].isChecked()
    dialog.reject()


def test_what_is_due_is_asked_and_when_all_is_done_that_is_said(reader: Reader) -> None:
    reader.press(Key.Key_F4)
    quiz = reader.window.quiz
    assert quiz.is_open
    quiz.leave()
    quiz.begin(SetWish(due_only=True, new_per_day=0))
    assert not quiz.is_on and "Nothing is due" in reader.told


def test_an_atlas_that_is_read_again_ends_the_set(reader: Reader) -> None:
    quiz = ask(reader, find(MIDLINE))
    reader.window.show_again(reader.window.atlas)
    reader.settle()
    assert not quiz.is_on and reader.window.discretion.hides is None
    assert "Every answer is kept" in reader.told and reader.window.reader_dock.isVisible()


def test_a_newer_store_is_refused_politely(open_reader: OpenReader, tmp_path: Path) -> None:
    file = tmp_path / "profile" / "study.sqlite"
    with sqlite3.connect(file) as made:
        made.execute("PRAGMA user_version = 999")
    made.close()
    before = file.read_bytes()
    reader = open_reader()
    reader.press(Key.Key_F4)
    assert "newer version" in reader.told and not reader.window.asks
    reader.leave()
    assert file.read_bytes() == before


def test_a_damaged_store_is_set_aside_and_told(open_reader: OpenReader, tmp_path: Path) -> None:
    (tmp_path / "profile" / "study.sqlite").write_bytes(b"no database" * 100)
    reader = open_reader()
    reader.press(Key.Key_F4)
    assert "damaged" in reader.told, "the message is still there when the first question is"
    assert isinstance(reader.window.study.store, StudyStore)
    assert reader.window.asks


def cut_off(asked: str, condition: str, right: str, *wrong: str) -> Question:
    place, hides = Address(StructureId(asked)), Hides((), drainage=True)
    return Question(Mode.CUT_OFF, place, "dorsal", (right, *wrong), right, hides, condition)


def test_it_is_said_why_and_the_way_is_shown_until_the_next_question(reader: Reader) -> None:
    alone = cut_off("anterior-sulcal-veins", "", "ventral-horn", "radial-veins")
    quiz = ask(reader, alone, find(MIDLINE))
    panel, blood = quiz.panel, reader.window.blood
    assert not panel.why.isVisible() and not panel.way_button.isVisible()
    reader.press(Key.Key_1)
    assert panel.why.text() == (
        "Its blood would go Anterior horns → Anterior sulcal veins: there it is blocked. "
        "The atlas has no other way for it."
    )
    panel.way_button.click()
    reader.settle()
    assert reader.window.trace_dock.isVisible() and blood.blocks == ("anterior-sulcal-veins",)
    assert blood.question is not None and blood.question.one.structure == "ventral-horn"
    quiz.go_on()
    assert not reader.window.trace_dock.isVisible() and blood.question is None and not blood.blocks
    assert not panel.why.isVisible() and not panel.way_button.isVisible()


def test_the_way_is_shown_in_the_condition_that_was_asked_about(reader: Reader) -> None:
    ill = cut_off("posteromedian-spinal-vein", "venous-infarction", "radial-veins", "medullary-veins")
    quiz = ask(reader, ill, find(MIDLINE))
    assert quiz.panel.facts.isVisible()
    assert quiz.panel.facts.text().startswith("Blocked here: Posteromedian spinal vein; Anteromedian")
    place = reader.window.place
    reader.press(Key.Key_2)
    quiz.panel.way_button.click()
    reader.settle()
    assert reader.window.place.condition == "venous-infarction"
    quiz.go_on()
    assert quiz.is_open and not reader.window.place.condition and not reader.window.reader_dock.isVisible()
    assert reader.window.place.plate == place.plate and reader.window.discretion.is_on
    quiz.leave()
    reader.settle()
    assert not reader.window.place.condition and reader.window.blood.question is None


def test_the_way_is_gone_when_the_set_is_ended_while_it_is_shown(reader: Reader) -> None:
    ill = cut_off("posteromedian-spinal-vein", "venous-infarction", "radial-veins", "medullary-veins")
    quiz = ask(reader, ill, find(MIDLINE))
    reader.press(Key.Key_2)
    quiz.panel.way_button.click()
    reader.press(Key.Key_W, CTRL)
    assert quiz.panel.shows_summary and not reader.window.place.condition
    assert reader.window.blood.question is None and not reader.window.blood.altered
    assert not reader.window.trace_dock.isVisible()


def test_after_a_question_on_drainage_all_right_answers_are_told(reader: Reader) -> None:
    asked = Address(StructureId("posterior-sulcal-veins"))
    question = Question(
        Mode.DRAINS_TO, asked, "dorsal", (LATERAL, MIDLINE), MIDLINE, Hides((), drainage=True)
    )
    quiz = ask(reader, question)
    reader.press(Key.Key_1)
    assert quiz.panel.why.text() == (
        "In this atlas the blood of “Posterior sulcal veins” can go next to: Posteromedian spinal vein."
    )
    quiz.panel.way_button.click()
    assert reader.window.trace_dock.isVisible()
    quiz.go_on()
    assert quiz.panel.shows_summary and reader.window.blood.question is None


CORD = StructureId("spinal-cord")


def test_a_set_goes_on_without_what_a_layer_hides_meanwhile(reader: Reader) -> None:
    quiz = ask(reader, choice(MIDLINE, LATERAL, MIDLINE), find(CORD), find(MIDLINE))
    reader.press(Key.Key_2)
    reader.window.set_layer("nervous", "hide")
    reader.press(Key.Key_Return, CTRL)
    assert quiz.is_open and quiz.panel.heading.text() == "Question 2 of 2"
    assert quiz.panel.prompt.text() == "Find: Posteromedian spinal vein"
    assert reader.told == "The set goes on with what is shown now. Questions dropped: 1, altered: 0."
    click(reader, MIDLINE)
    reader.press(Key.Key_Return)
    assert quiz.panel.shows_summary and quiz.panel.summary.title.text() == "2 of 2 correct"


def test_a_set_ends_where_all_that_was_left_is_hidden(reader: Reader) -> None:
    quiz = ask(reader, choice(MIDLINE, LATERAL, MIDLINE), find(MIDLINE))
    reader.press(Key.Key_2)
    reader.window.set_layer("veins", "hide")
    reader.press(Key.Key_Return, CTRL)
    assert quiz.panel.shows_summary and "hide what was still to ask" in reader.told
    assert answers(reader) == [(MIDLINE, "right")]


def test_a_variant_shown_meanwhile_alters_only_what_it_hides(reader: Reader) -> None:
    net = choice(MIDLINE, LATERAL, MIDLINE)
    great = find(StructureId("great-posterior-radicular-vein"))
    quiz = ask(reader, net, great, typed(MIDLINE))
    reader.press(Key.Key_2)
    reader.window.show_variant("great-posterior-vein-missing")
    reader.press(Key.Key_Return, CTRL)
    assert quiz.sitting is not None and quiz.sitting.questions == (net, typed(MIDLINE))
    assert "dropped: 1" in reader.told and reader.window.discretion.is_on


def test_nothing_is_said_where_a_change_touches_no_question(reader: Reader) -> None:
    quiz = ask(reader, choice(MIDLINE, LATERAL, MIDLINE), find(MIDLINE))
    reader.press(Key.Key_2)
    reader.window.turn(True)
    reader.window.set_layer("bone", "hide")
    reader.press(Key.Key_Return, CTRL)
    assert quiz.is_open and quiz.panel.heading.text() == "Question 2 of 2" and reader.told == ""


def test_an_answer_is_taken_back_though_it_is_hidden_now(reader: Reader) -> None:
    quiz = ask(reader, find(CORD), find(MIDLINE))
    quiz.give_up()
    reader.window.set_layer("nervous", "hide")
    reader.press(Key.Key_Backspace, CTRL)
    assert answers(reader) == [] and quiz.panel.prompt.text() == "Find: Posteromedian spinal vein"
    assert quiz.panel.heading.text() == "Question 1 of 1" and "dropped: 1" in reader.told


def test_looking_at_the_dialog_of_sets_does_not_let_hidden_things_be_asked(reader: Reader) -> None:
    quiz = ask(reader, choice(MIDLINE, LATERAL, MIDLINE), find(CORD), find(MIDLINE))
    reader.press(Key.Key_2)
    reader.window.set_layer("nervous", "hide")
    quiz.ask_for_set()
    dialog = reader.window.findChild(SetDialog)
    assert dialog is not None
    dialog.reject()
    quiz.go_on()
    assert quiz.panel.prompt.text() == "Find: Posteromedian spinal vein"


def test_what_was_wrong_is_asked_again_as_far_as_it_is_shown(reader: Reader) -> None:
    quiz = ask(reader, find(CORD), find(MIDLINE))
    for _ in range(2):
        quiz.give_up()
        quiz.go_on()
    reader.window.set_layer("nervous", "hide")
    quiz.panel.summary.again_button.click()
    assert quiz.is_open and quiz.panel.prompt.text() == "Find: Posteromedian spinal vein"
    assert quiz.panel.heading.text() == "Question 1 of 1"

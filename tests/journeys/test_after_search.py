"""What was found has the keyboard: the next key is for what is shown, and not for the line any more."""

from PySide6.QtWidgets import QApplication

from tests.reader import CTRL, Key, Reader
from viewer.core.address import Address
from viewer.core.question import Hides, Mode, Question
from viewer.core.structure import StructureId


def test_undo_takes_the_readers_act_back_and_not_what_was_typed(reader: Reader) -> None:
    reader.press(Key.Key_K, CTRL)
    reader.write("posteromedian spinal vein")
    reader.press(Key.Key_Return)
    assert reader.plate.hasFocus()
    reader.window.notes.add_bookmark("Here", "dorsal")
    reader.press(Key.Key_Z, CTRL)
    assert reader.window.notes.bookmarks() == []
    assert reader.window.search_box.text() == "posteromedian spinal vein"
    assert not reader.window.search_box.is_open


def test_a_passage_that_was_found_has_the_keyboard_in_its_text(reader: Reader) -> None:
    reader.press(Key.Key_K, CTRL)
    reader.write("pierce the dura")
    reader.press(Key.Key_Return)
    assert QApplication.focusWidget() is reader.window.reader_panel.text


def test_the_plate_stays_as_large_when_the_answer_is_shown(reader: Reader) -> None:
    quiz = reader.window.quiz
    for plate in ("section-t8", "dorsal"):
        address = Address(StructureId("posteromedian-spinal-vein"))
        quiz.sit(
            [Question(Mode.NAME_TYPED, address, plate, (), str(address), Hides((), levels=True, sides=True))]
        )
        reader.settle()
        asked = reader.plate.view_camera()
        quiz.give_up()
        reader.settle()
        assert reader.plate.view_camera() == asked
        quiz.leave()


def test_the_line_above_a_section_says_again_what_it_is_when_a_set_ends(reader: Reader) -> None:
    quiz = reader.window.quiz
    address = Address(StructureId("posteromedian-spinal-vein"))
    question = Question(Mode.NAME_TYPED, address, "section-t8", (), str(address), Hides(()))
    quiz.sit([question, question])
    quiz.give_up()
    quiz.go_on()
    reader.settle()
    assert reader.window.plates.main_pane.heading == "Question 2 of 2"
    quiz.end()
    reader.settle()
    assert quiz.panel.shows_summary and reader.window.plates.main_pane.heading.startswith("Cord segment")

"""The commands of the Study menu."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication

from viewer.shell import study_acts, trace_acts
from viewer.shell.command import Command
from viewer.shell.window import MainWindow

_OPTIONS = 4


def study_commands() -> tuple[Command, ...]:
    """Give the commands of the menu, in the order shown."""
    return (*_set_commands(), *_answer_commands(), *_progress_commands(), *_taking_commands())


def _progress_commands() -> tuple[Command, ...]:
    tr = QCoreApplication.translate
    return (
        Command(
            "progress", tr("Command", "&Progress…"), study_acts.show_progress, ("Shift+F9",), divided=True
        ),
        Command(
            "strengths",
            tr("Command", "Show &Memory on the Plate"),
            study_acts.toggle_strengths,
            ("Shift+F8",),
            marked=study_acts.shows_strengths,
        ),
    )


def _taking_commands() -> tuple[Command, ...]:
    tr = QCoreApplication.translate
    along = tr("Command", "&Import and Export")
    return (
        Command("deck", tr("Command", "&Anki Deck…"), taking_act("export_deck"), submenu=along),
        Command("worksheet", tr("Command", "&Worksheet…"), taking_act("export_worksheet"), submenu=along),
        Command(
            "export-study",
            tr("Command", "&Export Study File…"),
            taking_act("export_study"),
            submenu=along,
            divided=True,
        ),
        Command(
            "import-study", tr("Command", "&Bring In Study File…"), taking_act("import_study"), submenu=along
        ),
        Command(
            "export-answers", tr("Command", "Answers as &Table…"), taking_act("export_answers"), submenu=along
        ),
    )


def taking_act(name: str) -> Callable[[MainWindow], object]:
    """Give an act by its name; what it needs is imported when it is first done."""

    def do(window: MainWindow) -> object:
        from viewer.shell import taking_acts

        return getattr(taking_acts, name)(window)

    return do


def edit_commands() -> tuple[Command, ...]:
    """Give the commands of the Edit menu, in the order shown."""
    tr = QCoreApplication.translate
    return (
        Command(
            "undo",
            tr("Command", "&Undo"),
            trace_acts.undo,
            ("Ctrl+Z",),
            alive=trace_acts.can_undo,
            named=study_acts.undo_words,
        ),
        Command(
            "redo",
            tr("Command", "&Redo"),
            trace_acts.redo,
            ("Ctrl+Shift+Z", "Ctrl+Y"),
            alive=trace_acts.can_redo,
            named=study_acts.redo_words,
        ),
        Command(
            "note",
            tr("Command", "&Note on Selected"),
            study_acts.write_note,
            ("Ctrl+Shift+N",),
            alive=study_acts.selects,
            divided=True,
        ),
        Command(
            "mark-passage", tr("Command", "&Mark or Unmark Passage"), study_acts.mark_passage, ("Ctrl+H",)
        ),
    )


def _set_commands() -> tuple[Command, ...]:
    tr = QCoreApplication.translate
    return (
        Command("study-due", tr("Command", "Study What Is &Due"), study_acts.study_due, ("F4",)),
        Command("study-set", tr("Command", "&New Set…"), study_acts.new_set, ("Shift+F4",)),
        Command("exam", tr("Command", "E&xam…"), study_acts.begin_exam, alive=study_acts.rests),
        Command("end-set", tr("Command", "&End"), study_acts.end_set, ("Ctrl+W",), alive=study_acts.asks),
    )


def _answer_commands() -> tuple[Command, ...]:
    tr = QCoreApplication.translate
    answer, words = tr("Command", "&Answer"), tr("Command", "Option &{number}")
    return (
        *(
            Command(
                f"answer-{number + 1}",
                words.format(number=number + 1),
                partial(study_acts.answer, number=number),
                (str(number + 1),),
                submenu=answer,
                alive=partial(study_acts.can_answer, number=number),
            )
            for number in range(_OPTIONS)
        ),
        Command(
            "give-up",
            tr("Command", "I Do Not &Know"),
            study_acts.give_up,
            ("Ctrl+Shift+K",),
            submenu=answer,
            alive=study_acts.is_asked,
            divided=True,
        ),
        Command(
            "go-on",
            tr("Command", "&Go On"),
            study_acts.go_on,
            ("Ctrl+Return",),
            submenu=answer,
            alive=study_acts.can_go_on,
        ),
        Command(
            "take-back",
            tr("Command", "&Take Last Answer Back"),
            study_acts.take_back,
            ("Ctrl+Backspace",),
            submenu=answer,
            alive=study_acts.can_take_back,
        ),
    )

"""What the commands of studying do; and what tells whether they could do anything."""

from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMenu

from viewer.core.address import Address
from viewer.core.link import ViewLink
from viewer.core.queries import describe
from viewer.core.structure import StructureId
from viewer.shell.window import MainWindow


def study_due(window: MainWindow) -> None:
    """Ask what is due, and what may be new today."""
    from viewer.shell.set_dialog import wish_for_due

    leave_exam(window)
    window.quiz.begin(wish_for_due(window.shape_keeper.memory))


def count_due(window: MainWindow) -> int:
    """Count what is due now; 0 where nothing was ever answered, without opening the store."""
    if not window.study.exists or window.study.store is None:
        return 0
    from viewer.core.quiz import Quiz
    from viewer.shell.set_dialog import wish_for_due

    quiz = Quiz(window.study.material(), window.study.store.reviews(), window.study.clock())
    return quiz.count(wish_for_due(window.shape_keeper.memory))[0]


def new_set(window: MainWindow) -> None:
    """Let the reader choose what is asked."""
    leave_exam(window)
    window.quiz.ask_for_set()


def leave_exam(window: MainWindow) -> None:
    """Leave the sheet of an exam that is over."""
    if window.examines:
        window.exam.leave()


def answer(window: MainWindow, number: int) -> None:
    """Answer with an option, counted from 0."""
    window.quiz.choose(number)


def can_answer(window: MainWindow, number: int) -> bool:
    """Tell whether there is such an option."""
    return window.asks and window.quiz.can_choose(number)


def give_up(window: MainWindow) -> None:
    """Say that one does not know."""
    window.quiz.give_up()


def is_asked(window: MainWindow) -> bool:
    """Tell whether a question is open."""
    return window.asks and window.quiz.is_open


def go_on(window: MainWindow) -> None:
    """Go to the next question."""
    window.quiz.go_on()


def can_go_on(window: MainWindow) -> bool:
    """Tell whether a question has just been answered."""
    return window.asks and not window.quiz.is_open and not window.quiz.panel.shows_summary


def take_back(window: MainWindow) -> None:
    """Take the last answer back."""
    window.quiz.take_back()


def can_take_back(window: MainWindow) -> bool:
    """Tell whether there is an answer to take back."""
    return window.asks and window.quiz.can_take_back()


def end_set(window: MainWindow) -> None:
    """Leave the set or the exam: to its summary, or from there to what was shown before."""
    if window.examines:
        window.exam.end()
    else:
        window.quiz.end()


def asks(window: MainWindow) -> bool:
    """Tell whether a set is being asked, or an exam runs."""
    return window.asks or window.examines


def begin_exam(window: MainWindow) -> None:
    """Let the reader begin an exam against the clock."""
    window.exam.ask_for_exam()


def rests(window: MainWindow) -> bool:
    """Tell whether neither a set nor an exam goes on."""
    return not asks(window)


# ---- Progress


def show_progress(window: MainWindow) -> None:
    """Show what was done, what falls due, and how each structure stands."""
    from viewer.shell.progress import ProgressDialog

    store, study = window.study.store, window.study
    if store is not None:
        dialog = ProgressDialog(window.atlas, store, study.clock(), window.appearance.look, window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.place_wanted.connect(window.follow)
        # It lies beside the window: what was answered before would help with the next question.
        window.discretion.changed.connect(dialog.reject)
        dialog.show()


def toggle_strengths(window: MainWindow) -> None:
    """Show on the plates how well each structure is known, or no more."""
    window.strengths.show(not window.strengths.is_shown)


def shows_strengths(window: MainWindow) -> bool:
    """Tell whether the plates show how well each structure is known."""
    return "strengths" in window.__dict__ and window.strengths.is_shown


# ---- Notes, bookmarks, marked passages


def selects(window: MainWindow) -> bool:
    """Tell whether anything is selected."""
    return bool(window.selection.addresses)


def undo_words(window: MainWindow) -> str:
    """Name what would be undone."""
    tr, blood = QCoreApplication.translate, window.blood
    act = blood.undo_stack.undoText() if blood.can_undo() and _may_name(window) else ""
    return tr("Acts", "Undo: {act}").format(act=act) if act else tr("Acts", "Undo")


def redo_words(window: MainWindow) -> str:
    """Name what would be done again."""
    tr, blood = QCoreApplication.translate, window.blood
    act = blood.undo_stack.redoText() if blood.can_redo() and _may_name(window) else ""
    return tr("Acts", "Redo: {act}").format(act=act) if act else tr("Acts", "Redo")


def _may_name(window: MainWindow) -> bool:
    # What was done names what it was done to; while a question is open that could answer it.
    return not window.discretion.is_on


def write_note(window: MainWindow) -> None:
    """Let the note on what is selected be written."""
    window.notes.edit()


def mark_passage(window: MainWindow) -> None:
    """Mark the words that are selected in the reader, or take the mark from those that the cursor is in."""
    if not window.notes.toggle_passage():
        tr = QCoreApplication.translate
        window.message_bar.tell(
            tr("Acts", "Select words of the text in the reader; then they can be marked.")
        )


def add_bookmark(window: MainWindow) -> None:
    """Ask for a name and keep what is shown under it."""
    from viewer.shell.name_dialog import NameDialog

    tr = QCoreApplication.translate
    places = [describe(window.atlas, one) for one in window.selection.addresses]
    proposed = tr("Acts", " and ").join(places) or window.in_force.title(
        window.place.plate, window.place.level
    )
    dialog = NameDialog(tr("Acts", "Bookmark"), tr("Acts", "&Name of this view:"), proposed, window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.named.connect(partial(keep_bookmark, window))
    dialog.open()


def keep_bookmark(window: MainWindow, name: str) -> None:
    """Keep what is shown under a name."""
    place = window.place
    zoom, x, y = place.camera or (0.0, 0.0, 0.0)
    link = str(ViewLink(place.plate, place.addresses, zoom, x, y, place.level, place.condition))
    window.notes.add_bookmark(name, link)
    window.message_bar.tell(
        QCoreApplication.translate("Acts", "Kept in the Go menu: {name}").format(name=name)
    )


def fill_bookmarks(window: MainWindow, menu: QMenu) -> None:
    """List the bookmarks in a menu that is about to be seen."""
    from viewer.shell.bookmarks import fill

    fill(window, menu)


def show_kept(window: MainWindow, kind: str, key: str) -> None:
    """Show what the search found of the reader's own: the note, the view, or the marked passage."""
    from viewer.shell.bookmarks import open_bookmark

    if kind == "note":
        window.follow(Address(StructureId(key)))
    elif kind == "bookmark":
        found = next((one for one in window.notes.bookmarks() if one.id == key), None)
        if found is not None:
            open_bookmark(window, found)
    else:
        window.notes.show_passage(key)

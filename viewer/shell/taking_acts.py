"""What the commands do that take along what a reader made, or what they study: files of several kinds."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from viewer.core.address import Address
from viewer.core.errors import Stopped, ViewerError
from viewer.core.queries import describe
from viewer.core.study_data import Merged
from viewer.shell.long_work import LongWork
from viewer.shell.study_undo import DoneCommand
from viewer.shell.taking_dialog import ALL, PLATE, SELECTION, TakingDialog
from viewer.shell.window import MainWindow

_FOLDER = "export-folder"
_NAMED = 3
"""So many of what is selected are named in a dialog; the others are counted."""


def _folder(window: MainWindow) -> Path:
    """Give the folder last written to, or where this system keeps documents."""
    kept = Path(str(window.shape_keeper.memory.value(_FOLDER, "")) or "?")
    if kept.is_dir():
        return kept
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return documents if documents.is_dir() else Path.home()


def _write_to(window: MainWindow, title: str, name: str, write: Callable[[Path], str]) -> None:
    """Ask for a file, have it written, and say what became of it."""
    kind = QCoreApplication.translate("Taking", "{ending} files (*.{ending})")
    ending = name.rpartition(".")[2]
    kind = kind.format(ending=ending)
    chosen, _ = QFileDialog.getSaveFileName(window, title, str(_folder(window) / name), kind)
    if chosen:
        file = Path(chosen)
        file = file if file.suffix.lower() == f".{ending}" else file.with_name(f"{file.name}.{ending}")
        window.shape_keeper.memory.setValue(_FOLDER, str(file.parent))
        carry_out(window, partial(write, file))


def carry_out(window: MainWindow, act: Callable[[], str]) -> None:
    """Do something with a file and tell what it says, or why it could not be done."""
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        told, kind = act(), ""
    except Stopped as stopped:
        told, kind = str(stopped), ""
    except (ViewerError, OSError) as error:
        told, kind = str(error), "error"
    finally:
        QGuiApplication.restoreOverrideCursor()
    window.message_bar.tell(told, kind=kind)


# ---- What the reader made


def export_study(window: MainWindow) -> None:
    """Ask for a file and write everything into it that the reader made."""
    if window.study.store is not None:
        title = QCoreApplication.translate("Taking", "Export Study File")
        _write_to(window, title, "my-study.json", partial(write_study, window))


def write_study(window: MainWindow, file: Path) -> str:
    """Write everything into a file that the reader made; say so."""
    store = window.study.store
    if store is not None:
        store.export_to(file)
    text = QCoreApplication.translate("Taking", "Answers, notes, bookmarks and marks are in {file}.")
    return text.format(file=file)


def import_study(window: MainWindow) -> None:
    """Ask for a study file and bring in what it holds."""
    tr = QCoreApplication.translate
    if window.study.store is None:
        return
    title, kind = tr("Taking", "Bring In Study File"), tr("Taking", "Study files (*.json)")
    chosen, _ = QFileDialog.getOpenFileName(window, title, str(_folder(window)), kind)
    if chosen:
        carry_out(window, partial(read_study, window, Path(chosen)))


def read_study(window: MainWindow, file: Path) -> str:
    """Bring in what a study file holds, beside what is here already; say how much was new."""
    store = window.study.store
    if store is None:
        return ""
    from viewer.core.study_file import read
    from viewer.shell.brought_words import brought_words

    rows = read(file)
    merged = store.import_rows(rows)
    if merged.is_nothing:
        return QCoreApplication.translate("Taking", "All that {file} holds is here already.").format(
            file=file.name
        )
    words = QCoreApplication.translate("Taking", "Bring In {file}").format(file=file.name)
    do, undo = (partial(_turn, window, bring, merged) for bring in (True, False))
    window.blood.undo_stack.push(DoneCommand(window, words, do, undo))
    _tell_all(window)
    return brought_words(store, file, rows, merged)


def _turn(window: MainWindow, bring: bool, merged: Merged) -> None:
    """Take out what was brought in, or bring it in again."""
    store = window.study.store
    if store is not None:
        store.bring_in(merged) if bring else store.take_out(merged)
        _tell_all(window)


def _tell_all(window: MainWindow) -> None:
    window.study.changed.emit()
    window.state_changed.emit()


def export_answers(window: MainWindow) -> None:
    """Ask for a file and write all answers into it as a table."""
    if window.study.store is not None:
        title = QCoreApplication.translate("Taking", "Export Answers")
        _write_to(window, title, "my-answers.csv", partial(write_answers, window))


def write_answers(window: MainWindow, file: Path) -> str:
    """Write all answers into a file as a table; say how many."""
    from viewer.core.study_file import as_table, replace_file

    store = window.study.store
    reviews = store.reviews() if store is not None else ()
    replace_file(file, as_table(window.atlas, reviews))
    tr = QCoreApplication.translate
    one = tr("Taking", "One answer is written: {file}")
    many = tr("Taking", "%n answers are written: {file}", None, len(reviews))
    return (one if len(reviews) == 1 else many).format(file=file)


# ---- What is studied


def _extents(window: MainWindow, whole: bool) -> list[tuple[str, str]]:
    tr = QCoreApplication.translate
    addresses, title = window.selection.addresses, window.atlas.plates[window.place.plate].title
    names = "; ".join(describe(window.atlas, one) for one in addresses[:_NAMED])
    if len(addresses) > _NAMED:
        more = tr("Taking", "{names} and {count} more")
        names = more.format(names=names, count=len(addresses) - _NAMED)
    offered = (
        [(SELECTION, tr("Taking", "What is selected: {names}").format(names=names))] if addresses else []
    )
    offered.append((PLATE, tr("Taking", "All of this plate: {plate}").format(plate=title)))
    if whole:
        offered.append((ALL, tr("Taking", "Everything that is drawn, on all plates")))
    return offered


def _meant(window: MainWindow, extent: str) -> tuple[str, tuple[Address, ...]]:
    """Give the plate, "" for all, and the places that an extent means, () for all."""
    plate = "" if extent == ALL else window.place.plate
    return plate, window.selection.addresses if extent == SELECTION else ()


def export_deck(window: MainWindow) -> None:
    """Ask of what, and for a file, and write a deck for Anki."""
    tr = QCoreApplication.translate
    words = tr(
        "Taking",
        "Cards that mark a structure and cards that hide it, both asked in two directions. "
        "A second deck renews the first one.",
    )
    extents, memory = _extents(window, whole=True), window.shape_keeper.memory
    dialog = TakingDialog(tr("Taking", "Anki Deck"), words, extents, (), memory, window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.wanted.connect(lambda extent, _paper: _ask_for_deck(window, extent))
    dialog.open()


def _ask_for_deck(window: MainWindow, extent: str) -> None:
    title = QCoreApplication.translate("Taking", "Anki Deck")
    _write_to(window, title, f"{window.atlas.id}.apkg", partial(write_deck, window, extent))


def write_deck(window: MainWindow, extent: str, file: Path) -> str:
    """Write a deck; say how many notes it has."""
    from viewer.shell.deck_export import export_deck as write

    plate, among = _meant(window, extent)
    # A selection may lie on any plate.
    whole = "" if among else plate
    tr = QCoreApplication.translate
    title, words = tr("Taking", "Anki Deck"), tr("Taking", "The cards are being drawn…")
    with LongWork(title, words, window) as work:
        count = write(file, window.study.material(), window.appearance.look, whole, among, work.reach)
    one, many = (
        tr("Taking", "A deck of one note: {file}"),
        tr("Taking", "A deck of %n notes: {file}", None, count),
    )
    return (one if count == 1 else many).format(file=file)


def export_worksheet(window: MainWindow) -> None:
    """Ask of what, and for a file, and write a worksheet with its key."""
    tr = QCoreApplication.translate
    words = tr("Taking", "One page with numbered lines to write on, and one with the names.")
    papers = (("a4", tr("Taking", "A4")), ("letter", tr("Taking", "Letter")))
    extents, memory = _extents(window, whole=False), window.shape_keeper.memory
    dialog = TakingDialog(tr("Taking", "Worksheet"), words, extents, papers, memory, window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.wanted.connect(lambda extent, paper: _ask_for_worksheet(window, extent, paper))
    dialog.open()


def _ask_for_worksheet(window: MainWindow, extent: str, paper: str) -> None:
    title = QCoreApplication.translate("Taking", "Worksheet")
    name = f"{window.place.plate}-worksheet.pdf"
    _write_to(window, title, name, partial(write_worksheet, window, extent, paper))


def write_worksheet(window: MainWindow, extent: str, paper: str, file: Path) -> str:
    """Write a worksheet with its key; say how many lines are numbered."""
    from viewer.shell.worksheet import export_worksheet as write

    plate, among = _meant(window, extent)
    count = write(file, window.study.material(), plate, among, paper)
    tr = QCoreApplication.translate
    one = tr("Taking", "A worksheet with one line, and its key: {file}")
    many = tr("Taking", "A worksheet with %n lines, and its key: {file}", None, count)
    return (one if count == 1 else many).format(file=file)

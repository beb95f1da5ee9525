"""SearchBox: finds structures by any of their names, and passages, as one types."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.widgets.later import Hearing
from viewer.widgets.line import Line

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QListView

    from viewer.core.found import Found
    from viewer.core.search import Search
    from viewer.widgets.search_results import SearchResults

_ROWS = 9
_LIMIT = 50


class SearchBox(Line):
    """A line to type in, with what was found below it; no mouse needed.

    :attr address_chosen: the address of a structure was chosen.
    :attr level_chosen: the address of a structure that counts no levels, and one that was asked for with it.
    :attr section_chosen: the id of a section was chosen.
    :attr case_chosen: a "condition" or a "variant" was chosen, by its id.
    :attr kept_chosen: something of the reader's own was chosen, that :attr:`finder` found: kind and id.
    :attr left: something was chosen, and is shown by now; it says whether that is to be read.
    """

    address_chosen = Signal(object)
    level_chosen = Signal(object, str)
    section_chosen = Signal(str)
    case_chosen = Signal(str, str)
    kept_chosen = Signal(str, str)
    left = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Find nothing until :meth:`show_atlas`."""
        super().__init__(parent)
        self._atlas: Atlas | None = None
        self.finder: Callable[[str], list[Found]] | None = None
        self._search: Search | None = None
        self._list: QListView | None = None
        self._results: SearchResults | None = None
        self._is_missing: Callable[[Address], bool] | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.search_now)
        self._warm = QTimer(self)
        self._warm.setSingleShot(True)
        self._warm.timeout.connect(self._get_ready)
        self.setAccessibleName(self.tr("Search"))
        self._say_how()
        self.textEdited.connect(self._ask_soon)
        self.textChanged.connect(self._close_if_empty)
        Hearing(self, self._hear)

    def show_atlas(self, atlas: Atlas) -> None:
        """Search in another atlas."""
        self._atlas = atlas
        self._search = None
        self.close_results()

    def show_case(self, is_missing: Callable[[Address], bool]) -> None:
        """Take what tells whether a place is not there in the case in force."""
        self._is_missing = is_missing
        self.close_results()

    # -- what was found

    @property
    def found(self) -> tuple[Found, ...]:
        """What is listed below the line now, best first."""
        return tuple(self._results.found) if self._results and self.is_open else ()

    @property
    def message(self) -> str:
        """What the list says where nothing was found, else ""."""
        return self._results.message if self._results and self.is_open else ""

    @property
    def is_open(self) -> bool:
        """Whether the list is shown."""
        return self._list is not None and self._list.isVisible()

    def search_now(self) -> None:
        """Find what is typed, and show it."""
        self._soon.stop()
        text = self.text().strip()
        if self._atlas is None or not text:
            self.close_results()
            return
        found = self._searcher(self._atlas).find(text, _LIMIT)
        if self.finder is not None:
            first = next((at for at, one in enumerate(found) if one.kind != "structure"), len(found))
            found[first:first] = self.finder(text)
        message = "" if found else self._nothing(self._atlas, text)
        self._show(self._atlas, text, found or self._nearest(self._atlas, text), message)

    def _say_how(self) -> None:
        self.setPlaceholderText(self.tr("Search names, Latin, levels such as T8"))
        self.setAccessibleDescription(
            self.tr(
                "Type a name, a part of it, Latin, a synonym or a level such as T8; arrow keys choose, "
                "Enter goes there."
            )
        )

    def rest(self, resting: bool) -> None:
        """Forget what was typed and find nothing for a while, or find again."""
        if not resting:
            self._say_how()
        else:
            self.setPlaceholderText(self.tr("The search rests while a question is open"))
            self.setAccessibleDescription("")
            self.clear()
            self.close_results()
            if self._results is not None and self._atlas is not None:
                self._results.put(self._atlas, "", [], "")
        self.setEnabled(not resting)

    def look_for(self, words: str) -> None:
        """Search for words that were typed elsewhere, and take the keyboard."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setText(words)
        self.search_now()

    def close_results(self) -> None:
        """Hide the list."""
        if self._list is not None:
            self._list.hide()

    def _ask_soon(self) -> None:
        # One turn of the event loop: keys typed at once are searched once.
        self._soon.start(0)

    def _close_if_empty(self, text: str) -> None:
        if not text.strip():
            self.close_results()

    def _searcher(self, atlas: Atlas) -> Search:
        if self._search is None:
            from viewer.core.search import Search

            self._search = Search(atlas)
        return self._search

    def _get_ready(self) -> None:
        """Read names and passages before the first key, while nobody waits."""
        if self._atlas is not None and self.hasFocus():
            self._searcher(self._atlas).warm()

    def _nothing(self, atlas: Atlas, text: str) -> str:
        if self._nearest(atlas, text):
            return self.tr("Nothing is called “{text}”. Nearest:").format(text=text)
        return self.tr("Nothing is called “{text}”, and no passage has it.").format(text=text)

    def _nearest(self, atlas: Atlas, text: str) -> list[Found]:
        """Give the structures whose names look most like what was typed."""
        from viewer.core.faults import nearest
        from viewer.core.found import Found

        names = {structure.name.lower(): structure for structure in atlas.structures.values()}
        return [
            Found("structure", names[name].id, names[name].name, "", "", 0.0)
            for name in nearest(text.lower(), names, 3)
            if name in names
        ]

    # -- the list

    def _show(self, atlas: Atlas, text: str, found: list[Found], message: str) -> None:
        results, view = self._made()
        results.is_missing = self._is_missing
        results.put(atlas, text, found, message)
        first = 1 if message else 0
        if not message:
            view.setCurrentIndex(results.index(first, 0))
        self._place(view, results.rowCount())
        view.show()
        view.raise_()
        view.scrollToTop()
        self._say(results)

    def _made(self) -> tuple[SearchResults, QListView]:
        """Give the list, made when first wanted: it costs time that no start should pay."""
        from PySide6.QtWidgets import QListView

        from viewer.widgets.search_results import ResultPainter, SearchResults

        if self._results is None or self._list is None:
            self._results = SearchResults(self)
            # A child of the window, not a window: it takes no focus, and pictures of the window show it.
            view = self._list = QListView(self.window())
            view.setObjectName("search-results")
            view.setModel(self._results)
            view.setItemDelegate(ResultPainter(view))
            view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            view.setFrameStyle(int(QFrame.Shape.Box) | int(QFrame.Shadow.Plain))
            view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            view.setMouseTracking(True)
            view.setAccessibleName(self.tr("What was found"))
            view.clicked.connect(self._choose)
            view.entered.connect(view.setCurrentIndex)
        return self._results, self._list

    def _place(self, view: QListView, rows: int) -> None:
        """Put the list below the line, within the window."""
        window = self.window()
        if view.parentWidget() is not window:
            view.setParent(window)
        corner = self.mapTo(window, QPoint(0, self.height()))
        width = min(max(self.width(), self.fontMetrics().averageCharWidth() * 58), window.width() - 8)
        left = max(4, min(corner.x(), window.width() - width - 4))
        # What wraps is as high as the list is wide.
        view.resize(width, view.height())
        height = sum(view.sizeHintForRow(row) for row in range(min(rows, _ROWS))) + 2 * view.frameWidth() + 2
        room = max(window.height() - corner.y() - 4, view.sizeHintForRow(0) * 2)
        view.setGeometry(left, corner.y(), width, min(height, room))

    def _say(self, results: SearchResults) -> None:
        """Tell a screen reader what the list shows now."""
        from viewer.widgets.accessible import announce

        index = self._list.currentIndex() if self._list is not None else QModelIndex()
        words = results.data(index) if index.isValid() else results.message
        announce(self, str(words or ""))

    def _choose(self, index: QModelIndex) -> None:
        found = self._results.found_at(index) if self._results else None
        if found is None:
            return
        self.close_results()
        self.selectAll()
        if found.kind == "structure" and found.level:
            self.level_chosen.emit(found.address, found.level)
        elif found.kind == "structure":
            self.address_chosen.emit(found.address)
        elif found.kind in ("condition", "variant"):
            self.case_chosen.emit(found.kind, found.id)
        elif found.kind in ("note", "bookmark", "passage"):
            self.kept_chosen.emit(found.kind, found.id)
        else:
            self.section_chosen.emit(found.id)
        # Else the next key would still be the line's: Ctrl+Z would undo what was typed.
        self.left.emit(found.kind not in ("structure", "bookmark"))

    def _step(self, by: int) -> None:
        if not self.is_open:
            self.search_now()
            return
        assert self._list is not None and self._results is not None
        first = bool(self._results.message)
        last = self._results.rowCount() - 1
        row = self._list.currentIndex().row()
        row = first if row < first else max(first, min(row + by, last))
        self._list.setCurrentIndex(self._results.index(row, 0))
        self._say(self._results)

    def _enter(self) -> None:
        if self._soon.isActive() or not self.is_open:
            self.search_now()
        if self._list is None or self._results is None or not self.is_open:
            return
        index = self._list.currentIndex()
        self._choose(
            index if self._results.found_at(index) else self._results.index(int(bool(self.message)), 0)
        )

    # -- what Qt asks

    def sizeHint(self) -> QSize:  # noqa: D102, N802
        return QSize(self.fontMetrics().averageCharWidth() * 34, super().sizeHint().height())

    def _hear(self, event: QEvent) -> bool:
        # Keys of the list are the list's, whatever the window uses them for.
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and self._is_ours(event)
        ):
            event.accept()
            return True
        return False

    def _is_ours(self, event: QKeyEvent) -> bool:
        keys = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        escapes = event.key() == Qt.Key.Key_Escape and (self.is_open or bool(self.text()))
        return escapes or (event.key() in keys and not event.modifiers())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        match event.key():
            case Qt.Key.Key_Down:
                self._step(1)
            case Qt.Key.Key_Up:
                self._step(-1)
            case Qt.Key.Key_PageDown if self.is_open:
                self._step(_ROWS - 1)
            case Qt.Key.Key_PageUp if self.is_open:
                self._step(1 - _ROWS)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._enter()
            case Qt.Key.Key_Escape if self.is_open:
                self.close_results()
            case Qt.Key.Key_Escape if self.text():
                self.clear()
            case Qt.Key.Key_Escape:
                event.ignore()
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: D102, N802
        super().focusInEvent(event)
        if not self.isClearButtonEnabled():
            self.setClearButtonEnabled(True)
        if self._search is None:
            self._warm.start(0)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: D102, N802
        super().focusOutEvent(event)
        self.close_results()

"""Every command: its words, its menu, its key and what it does.

The sheet of shortcuts is made from this table too.
"""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QObject, Qt, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from viewer.shell import acts, case_acts, file_acts, trace_acts
from viewer.shell.case_menus import CaseMenus
from viewer.shell.region_menu import RegionMenu
from viewer.shell.settings import LabelChoice, ThemeChoice
from viewer.shell.window import MainWindow
from viewer.widgets.icons import icon


def _always(_window: MainWindow) -> bool:
    return True


class Command(NamedTuple):
    """One thing the reader can have done.

    ``keys`` are in Qt's portable form; the first is shown in the menu. ``marked`` makes the action one
    that is on or off. ``submenu`` is the heading it stands under within its menu. ``bound`` is false
    where the widgets must see the key first (Esc). ``divided`` draws a line above. Of the commands that
    share a ``choice`` one is always on, and the others are off. ``named`` gives the words that it has
    now; "" puts it away.
    """

    id: str
    text: str
    do: Callable[[MainWindow], object]
    keys: tuple[str, ...] = ()
    icon: str = ""
    submenu: str = ""
    marked: Callable[[MainWindow], bool] | None = None
    alive: Callable[[MainWindow], bool] = _always
    bound: bool = True
    divided: bool = False
    choice: str = ""
    named: Callable[[MainWindow], str] | None = None


def commands() -> dict[str, tuple[Command, ...]]:
    """Return every command, by menu, in the order shown."""
    tr = QCoreApplication.translate
    return {
        tr("Menu", "&File"): _file_commands(),
        tr("Menu", "&View"): _view_commands(),
        tr("Menu", "&Go"): _go_commands(),
        tr("Menu", "&Blood"): _blood_commands(),
        tr("Menu", "&Help"): _help_commands(),
    }


def _file_commands() -> tuple[Command, ...]:
    tr = QCoreApplication.translate
    return (
        Command("new-atlas", tr("Command", "&New Atlas…"), file_acts.new_atlas),
        Command("open-atlas", tr("Command", "&Open Atlas…"), file_acts.open_atlas, ("Ctrl+O",), "open"),
        Command(
            "open-folder", tr("Command", "Open Atlas &Folder…"), file_acts.open_folder, ("Ctrl+Shift+O",)
        ),
        Command(
            "open-built-in",
            tr("Command", "Open &Built-in Atlas"),
            file_acts.open_built_in,
            alive=file_acts.shows_another,
        ),
        Command("reload", tr("Command", "&Read Atlas Again"), file_acts.reload_atlas, ("F5",), divided=True),
        Command(
            "pack",
            tr("Command", "Pac&k as Atlas File…"),
            file_acts.pack_atlas,
            alive=file_acts.shows_folder,
        ),
        Command(
            "copy-text",
            tr("Command", "&Copy Text with Citations"),
            acts.copy_text,
            ("Ctrl+Shift+C",),
            "copy",
            divided=True,
        ),
        Command("print", tr("Command", "&Print Text…"), acts.print_text, ("Ctrl+P",), "print"),
        Command("export", tr("Command", "&Export Plate…"), acts.export_plate, ("Ctrl+E",), "export"),
        Command(
            "settings", tr("Command", "&Settings…"), acts.show_settings, ("Ctrl+,",), "settings", divided=True
        ),
        Command("quit", tr("Command", "&Quit"), MainWindow.close, ("Ctrl+Q",), divided=True),
    )


def _label_commands() -> tuple[Command, ...]:
    tr = QCoreApplication.translate
    labels = tr("Command", "&Labels")
    words = {
        LabelChoice.ALL: tr("Command", "&All"),
        LabelChoice.SELECTED: tr("Command", "&Selected Only"),
        LabelChoice.NONE: tr("Command", "&None"),
    }
    return (
        *(
            Command(
                f"labels-{choice}",
                words[choice],
                partial(MainWindow.set_labels, choice=choice),
                submenu=labels,
                marked=partial(acts.shows_labels, choice=choice),
                divided=choice is LabelChoice.ALL,
                choice="labels",
            )
            for choice in LabelChoice
        ),
        Command("next-labels", tr("Command", "Ne&xt Labels"), acts.next_labels, ("Ctrl+L",), submenu=labels),
    )


def _theme_commands() -> tuple[Command, ...]:
    tr = QCoreApplication.translate
    theme = tr("Command", "&Theme")
    words = {
        ThemeChoice.SYSTEM: tr("Command", "As the &System"),
        ThemeChoice.LIGHT: tr("Command", "&Light"),
        ThemeChoice.DARK: tr("Command", "&Dark"),
        ThemeChoice.HIGH_CONTRAST: tr("Command", "&High Contrast"),
    }
    return (
        *(
            Command(
                f"theme-{choice}",
                words[choice],
                partial(acts.set_theme, choice=choice),
                submenu=theme,
                marked=partial(acts.wears_theme, choice=choice),
                divided=choice is ThemeChoice.SYSTEM,
                choice="theme",
            )
            for choice in ThemeChoice
        ),
    )


def _text_size_commands() -> tuple[Command, ...]:
    tr = QCoreApplication.translate
    # Not Ctrl+Shift++: where + is typed with Shift that is the key of Zoom In, and Qt would do neither.
    text_size = tr("Command", "Te&xt Size")
    return (
        Command(
            "text-larger",
            tr("Command", "&Larger"),
            acts.larger_text,
            (
                "Ctrl+Alt++",
                "Ctrl+Alt+=",
            ),
            submenu=text_size,
        ),
        Command(
            "text-smaller", tr("Command", "&Smaller"), acts.smaller_text, ("Ctrl+Alt+-",), submenu=text_size
        ),
        Command(
            "text-normal", tr("Command", "&Normal"), acts.normal_text, ("Ctrl+Alt+0",), submenu=text_size
        ),
    )


def _plate_commands() -> tuple[Command, ...]:
    tr = QCoreApplication.translate
    plate, beside = tr("Command", "&Plate"), tr("Command", "Second Plate &Beside")
    words = tr("Command", "Plate {number}")
    return (
        *(
            Command(
                f"plate-{number + 1}",
                words.format(number=number + 1),
                partial(case_acts.show_plate, number=number),
                (f"Ctrl+{number + 1}",),
                submenu=plate,
                marked=partial(case_acts.shows_plate, number=number),
                choice="plate",
                named=partial(case_acts.plate_name, number=number),
            )
            for number in range(case_acts.MOST_PLATES)
        ),
        Command(
            "turn",
            tr("Command", "&Radiological Orientation (Half a Turn)"),
            case_acts.toggle_turn,
            ("Ctrl+R",),
            submenu=plate,
            marked=case_acts.is_turned,
            alive=case_acts.can_turn,
            divided=True,
        ),
        Command(
            "beside",
            tr("Command", "&Show or Hide"),
            case_acts.toggle_beside,
            ("F7",),
            submenu=beside,
            alive=case_acts.several_plates,
        ),
        Command(
            "beside-none",
            tr("Command", "&None"),
            partial(case_acts.put_beside, number=-1),
            submenu=beside,
            marked=partial(case_acts.is_beside, number=-1),
            choice="beside",
            divided=True,
        ),
        *(
            Command(
                f"beside-{number + 1}",
                words.format(number=number + 1),
                partial(case_acts.put_beside, number=number),
                submenu=beside,
                marked=partial(case_acts.is_beside, number=number),
                choice="beside",
                named=partial(case_acts.plate_name, number=number),
            )
            for number in range(case_acts.MOST_PLATES)
        ),
    )


def _level_commands() -> tuple[Command, ...]:
    tr = QCoreApplication.translate
    level = tr("Command", "Le&vel")
    return (
        Command(
            "level-up", tr("Command", "One Level &Up"), case_acts.level_up, ("Alt+PgUp", "["), submenu=level
        ),
        Command(
            "level-down",
            tr("Command", "One Level &Down"),
            case_acts.level_down,
            ("Alt+PgDown", "]"),
            submenu=level,
        ),
        Command("level", tr("Command", "&Type a Level"), case_acts.to_level_box, ("Ctrl+.",), submenu=level),
    )


def _view_commands() -> tuple[Command, ...]:
    tr = QCoreApplication.translate
    return (
        Command("zoom-in", tr("Command", "Zoom &In"), acts.zoom_in, ("Ctrl++", "Ctrl+="), "zoom-in"),
        Command("zoom-out", tr("Command", "Zoom &Out"), acts.zoom_out, ("Ctrl+-",), "zoom-out"),
        Command("fit-plate", tr("Command", "&Whole Plate"), acts.fit_plate, ("Ctrl+0",), "fit"),
        Command(
            "show-selected",
            tr("Command", "Bring Selected &Closer"),
            acts.seek_selected,
            ("Ctrl+J",),
            alive=acts.selecting,
        ),
        *_plate_commands(),
        *_label_commands(),
        Command(
            "show-layers",
            tr("Command", "Show &All Layers"),
            MainWindow.show_all_layers,
            submenu=tr("Command", "La&yers"),
            alive=acts.leaves_out,
        ),
        Command(
            "isolate",
            tr("Command", "&Isolate Selected"),
            acts.toggle_isolation,
            ("Ctrl+I",),
            "isolate",
            tr("Command", "La&yers"),
            marked=acts.isolates,
            alive=acts.can_isolate,
        ),
        *_theme_commands(),
        *_text_size_commands(),
        Command(
            "index",
            tr("Command", "In&dex"),
            acts.toggle_index,
            ("F9",),
            marked=acts.shows_index,
            divided=True,
        ),
        Command("reader", tr("Command", "&Reader"), acts.toggle_reader, ("F8",), marked=acts.shows_reader),
        Command(
            "full-screen",
            tr("Command", "&Full Screen"),
            acts.toggle_full_screen,
            ("F11",),
            "full-screen",
            marked=MainWindow.isFullScreen,
            divided=True,
        ),
    )


def _go_commands() -> tuple[Command, ...]:
    tr = QCoreApplication.translate
    return (
        Command(
            "back", tr("Command", "&Back"), MainWindow.back, ("Alt+Left",), "back", alive=acts.can_go_back
        ),
        Command(
            "forward",
            tr("Command", "&Forward"),
            MainWindow.forward,
            ("Alt+Right",),
            "forward",
            alive=acts.can_go_forward,
        ),
        Command("article", tr("Command", "Whole &Article"), acts.go_home, ("Alt+Home",), "reader"),
        Command(
            "clear",
            tr("Command", "&Select Nothing"),
            MainWindow.clear_selection,
            ("Esc",),
            alive=acts.selecting,
            bound=False,
        ),
        *_level_commands(),
        Command("search", tr("Command", "Sea&rch"), acts.search, ("Ctrl+K", "/"), "search", divided=True),
        Command("find", tr("Command", "Find in &Text"), acts.find_in_text, ("Ctrl+F",)),
        Command("next-pane", tr("Command", "&Next Part of the Window"), acts.next_pane, ("F6",)),
        Command(
            "copy-link", tr("Command", "&Copy Link"), acts.copy_link, ("Ctrl+Shift+L",), "link", divided=True
        ),
        Command("open-link", tr("Command", "&Open Link…"), acts.open_link, ("Ctrl+G",)),
    )


def _trace_commands() -> tuple[Command, ...]:
    tr = QCoreApplication.translate
    return (
        Command(
            "trace",
            tr("Command", "&Trace"),
            trace_acts.toggle_trace,
            ("Ctrl+T",),
            "trace",
            marked=trace_acts.shows_trace,
        ),
        Command(
            "trace-heart",
            tr("Command", "From Selected to the &Heart"),
            trace_acts.trace_selection,
            ("Ctrl+D",),
            alive=trace_acts.selects_one,
            divided=True,
        ),
        Command(
            "trace-upstream",
            tr("Command", "What Drains &into It"),
            trace_acts.trace_upstream,
            ("Ctrl+U",),
            alive=trace_acts.selects_one,
        ),
        Command(
            "trace-between",
            tr("Command", "Bet&ween Two Selected"),
            trace_acts.trace_between,
            ("Ctrl+M",),
            alive=trace_acts.selects_two,
        ),
        Command(
            "step-forward",
            tr("Command", "Step &Forward"),
            trace_acts.step_forward,
            ("Alt+Down",),
            alive=trace_acts.can_step_forward,
            divided=True,
        ),
        Command(
            "step-back",
            tr("Command", "Step Bac&k"),
            trace_acts.step_back,
            ("Alt+Up",),
            alive=trace_acts.can_step_back,
        ),
        Command(
            "trace-clear",
            tr("Command", "&Clear Trace"),
            trace_acts.clear_trace,
            ("Ctrl+Shift+D",),
            alive=trace_acts.traces,
        ),
    )


def _blood_commands() -> tuple[Command, ...]:
    tr = QCoreApplication.translate
    return (
        *_trace_commands(),
        Command(
            "block",
            tr("Command", "&Block or Unblock Selected"),
            trace_acts.toggle_block,
            ("Ctrl+B",),
            alive=trace_acts.selects_one,
            divided=True,
        ),
        Command(
            "block-whole",
            tr("Command", "Block or Unblock &All of It"),
            trace_acts.toggle_whole_block,
            ("Ctrl+Shift+B",),
            alive=trace_acts.selects_one,
        ),
        Command(
            "unblock-all",
            tr("Command", "Unblock &Everything"),
            trace_acts.unblock_all,
            alive=trace_acts.blocks,
        ),
        Command(
            "undo", tr("Command", "&Undo Block"), trace_acts.undo, ("Ctrl+Z",), alive=trace_acts.can_undo
        ),
        Command(
            "redo",
            tr("Command", "&Redo Block"),
            trace_acts.redo,
            ("Ctrl+Shift+Z", "Ctrl+Y"),
            alive=trace_acts.can_redo,
        ),
        Command(
            "leave-condition",
            tr("Command", "&Leave Condition"),
            trace_acts.leave_condition,
            alive=trace_acts.shows_condition,
            divided=True,
        ),
    )


def _help_commands() -> tuple[Command, ...]:
    tr = QCoreApplication.translate
    return (
        Command("handbook", tr("Command", "&Handbook"), acts.show_handbook, ("F1",), "help"),
        Command("shortcuts", tr("Command", "&Keyboard Shortcuts"), _show_shortcuts, ("Ctrl+/",)),
        Command(
            "about", tr("Command", "&About Spinal Vein Viewer"), acts.show_about, icon="info", divided=True
        ),
    )


def shortcuts() -> list[tuple[str, list[tuple[str, str]]]]:
    """Give each menu's title with its commands that have keys: their words, and the keys as written here."""
    native = QKeySequence.SequenceFormat.NativeText
    return [
        (
            title.replace("&", ""),
            [
                (
                    f"{command.submenu}: {command.text}".lstrip(": ").replace("&", "").rstrip("…"),
                    ", ".join(QKeySequence(key).toString(native) for key in command.keys),
                )
                for command in group
                if command.keys
            ],
        )
        for title, group in commands().items()
    ]


def _show_shortcuts(window: MainWindow) -> None:
    from viewer.shell.dialogs import ShortcutsDialog

    ShortcutsDialog(shortcuts(), window).open()


class Actions(QObject):
    """The commands put on a window: menus, tool bar and keys, marked and alive as the window's state says."""

    def __init__(self, window: MainWindow) -> None:
        """Build the menus and tool bar of ``window``."""
        super().__init__(window)
        self._window = window
        self._made: dict[str, tuple[QAction, Command]] = {}
        self._choices: dict[str, QActionGroup] = {}
        self._build_menus()
        self._furnish_tool_bar()
        self._region_menu = RegionMenu(window)
        window.state_changed.connect(self.refresh)
        # The window cannot know the acts, which are written in terms of it.
        window.reader_panel.web_link_followed.connect(partial(acts.ask_before_leaving, window))

    def __getitem__(self, id_: str) -> QAction:
        """Give the action of a command."""
        return self._made[id_][0]

    @Slot()
    def refresh(self) -> None:
        """Mark what is on, and let rest what could do nothing now."""
        for action, command in self._made.values():
            if command.marked is not None:
                action.setChecked(command.marked(self._window))
            if command.named is not None:
                words = command.named(self._window)
                action.setText(words.replace("&", "&&") or command.text)
                action.setVisible(bool(words))
            action.setEnabled(command.alive(self._window))

    def _build_menus(self) -> None:
        self._submenus: dict[str, QMenu] = {}
        for title, group in commands().items():
            if title == QCoreApplication.translate("Menu", "&Help"):
                CaseMenus(self._window, self._window.menuBar())
            menu = self._window.menuBar().addMenu(title)
            for command in group:
                if command.divided:
                    menu.addSeparator()
                self._submenu(menu, command.submenu).addAction(self._make(command))
                if command.id == "open-folder":
                    self._offer_recent(menu)

    def _offer_recent(self, menu: QMenu) -> None:
        recent = menu.addMenu(QCoreApplication.translate("Command", "Open R&ecent"))
        recent.setObjectName("open-recent")
        # The list is read when it is looked at: another window may have added to it.
        recent.aboutToShow.connect(partial(file_acts.fill_recent, self._window, recent))

    def _submenu(self, menu: QMenu, title: str) -> QMenu:
        if not title:
            return menu
        if title not in self._submenus:
            layers = self._window.layers_menu
            self._submenus[title] = layers if title == layers.title() else QMenu(title, menu)
            menu.addMenu(self._submenus[title])
        return self._submenus[title]

    def _make(self, command: Command) -> QAction:
        action = QAction(command.text, self._window)
        action.setObjectName(command.id)
        action.setShortcuts([QKeySequence(key) for key in command.keys])
        if command.icon:
            action.setIcon(icon(command.icon))
        action.setCheckable(command.marked is not None)
        if command.choice:
            self._choices.setdefault(command.choice, QActionGroup(self)).addAction(action)
        if not command.bound:
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(partial(self._do, command))
        # A key must work in full screen too, where the menus are hidden.
        self._window.addAction(action)
        self._made[command.id] = (action, command)
        return action

    def _do(self, command: Command, _checked: bool = False) -> None:
        self._window.message_bar.pass_on()
        command.do(self._window)
        self.refresh()

    def _furnish_tool_bar(self) -> None:
        labels = self._submenus[QCoreApplication.translate("Command", "&Labels")]
        arrows = (self["back"], self["forward"])
        self._window.tool_bar.furnish(arrows, labels, self._window.layers_menu, self["trace"])
        self._window.status_bar.set_icons(icon("zoom-out"), icon("zoom-in"))
        self._window.order_tabs()

"""Every command: its words, its menu, its key and what it does.

The sheet of shortcuts is made from this table too.
"""

from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Qt, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from viewer.shell import acts, file_acts, study_acts
from viewer.shell.case_commands import blood_commands, level_commands
from viewer.shell.case_menus import CaseMenus
from viewer.shell.command import Command
from viewer.shell.region_menu import RegionMenu
from viewer.shell.study_commands import edit_commands, study_commands
from viewer.shell.view_commands import view_commands
from viewer.shell.window import MainWindow
from viewer.widgets.icons import icon


def commands() -> dict[str, tuple[Command, ...]]:
    """Return every command, by menu, in the order shown."""
    tr = QCoreApplication.translate
    return {
        tr("Menu", "&File"): _file_commands(),
        tr("Menu", "&Edit"): edit_commands(),
        tr("Menu", "&View"): view_commands(),
        tr("Menu", "&Go"): _go_commands(),
        tr("Menu", "&Blood"): blood_commands(),
        tr("Menu", "&Study"): study_commands(),
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
        *level_commands(),
        Command("search", tr("Command", "Sea&rch"), acts.search, ("Ctrl+K", "/"), "search", divided=True),
        Command("find", tr("Command", "Find in &Text"), acts.find_in_text, ("Ctrl+F",)),
        Command("next-pane", tr("Command", "&Next Part of the Window"), acts.next_pane, ("F6",)),
        Command(
            "copy-link", tr("Command", "&Copy Link"), acts.copy_link, ("Ctrl+Shift+L",), "link", divided=True
        ),
        Command("open-link", tr("Command", "&Open Link…"), acts.open_link, ("Ctrl+G",)),
        Command(
            "bookmark", tr("Command", "Book&mark This View…"), study_acts.add_bookmark, ("Ctrl+Shift+M",)
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


def shortcuts(window: MainWindow | None = None) -> list[tuple[str, list[tuple[str, str]]]]:
    """Give each menu's title with its commands that have keys: their words, and the keys as written here.

    With a window, what bears a name of its own there is called by it; what has none there is left out.
    """
    native = QKeySequence.SequenceFormat.NativeText
    return [
        (
            title.replace("&", ""),
            [
                (
                    f"{command.submenu}: {words}".lstrip(": ").replace("&", "").rstrip("…"),
                    ", ".join(QKeySequence(key).toString(native) for key in command.keys),
                )
                for command in group
                if command.keys and (words := _words(command, window))
            ],
        )
        for title, group in commands().items()
    ]


def _words(command: Command, window: MainWindow | None) -> str:
    return command.named(window) if command.named is not None and window is not None else command.text


def _show_shortcuts(window: MainWindow) -> None:
    from viewer.shell.dialogs import ShortcutsDialog

    ShortcutsDialog(shortcuts(window), window).open()


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
        window.discretion.changed.connect(self.refresh)
        # The window cannot know the acts, which are written in terms of it.
        window.reader_panel.card.trace_wanted.connect(self["trace-heart"].trigger)
        window.reader_panel.card.block_wanted.connect(self["block"].trigger)
        window.reader_panel.card.note_wanted.connect(self["note"].trigger)
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
            allowed = self._window.discretion.allows(command.id)
            action.setEnabled(allowed and command.alive(self._window))

    def _build_menus(self) -> None:
        self._submenus: dict[str, QMenu] = {}
        for title, group in commands().items():
            if title == QCoreApplication.translate("Menu", "&Help"):
                CaseMenus(self._window, self._window.menuBar())
            menu = self._window.menuBar().addMenu(title)
            if title == QCoreApplication.translate("Menu", "&Study"):
                # Counted when it is looked at: at the start it would cost the first picture.
                menu.aboutToShow.connect(self._count_due)
            for command in group:
                if command.divided:
                    menu.addSeparator()
                self._submenu(menu, command.submenu).addAction(self._make(command))
                if command.id == "open-folder":
                    self._offer_recent(menu)
                elif command.id == "bookmark":
                    self._offer_bookmarks(menu)

    @Slot()
    def _count_due(self) -> None:
        """Say beside the command how much is due."""
        action, command = self._made["study-due"]
        count = study_acts.count_due(self._window)
        words = QCoreApplication.translate("Command", "{command} ({count})")
        action.setText(words.format(command=command.text, count=count) if count else command.text)

    def _offer_recent(self, menu: QMenu) -> None:
        recent = menu.addMenu(QCoreApplication.translate("Command", "Open Recen&t"))
        recent.setObjectName("open-recent")
        # The list is read when it is looked at: another window may have added to it.
        recent.aboutToShow.connect(partial(file_acts.fill_recent, self._window, recent))

    def _offer_bookmarks(self, menu: QMenu) -> None:
        marks = menu.addMenu(QCoreApplication.translate("Command", "Boo&kmarks"))
        marks.setObjectName("bookmarks")
        marks.aboutToShow.connect(partial(study_acts.fill_bookmarks, self._window, marks))
        # A list of names tells too; it rests while a question is open.
        self._window.discretion.changed.connect(lambda: marks.setEnabled(not self._window.discretion.is_on))

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

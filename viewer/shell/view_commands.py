"""The commands of the View menu: zoom, plates, labels, layers, theme, text size, panels."""

from functools import partial

from PySide6.QtCore import QCoreApplication

from viewer.shell import acts
from viewer.shell.case_commands import plate_commands
from viewer.shell.command import Command
from viewer.shell.settings import LabelChoice, ThemeChoice
from viewer.shell.window import MainWindow


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


def view_commands() -> tuple[Command, ...]:
    """Give the commands of the menu, in the order shown."""
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
        *plate_commands(),
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

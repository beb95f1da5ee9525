"""Command: one thing the reader can have done, as the table of all of them holds it."""

from collections.abc import Callable
from typing import NamedTuple

from viewer.shell.window import MainWindow


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

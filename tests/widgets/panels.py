"""What the tests of the panels share: a small atlas, and the hands and eyes of a reader."""

from functools import cache
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.loading import load_atlas
from viewer.widgets.look import Look, load_theme
from viewer.widgets.reader_text import ReaderText


@cache
def small_atlas() -> Atlas:
    """Read the atlas of three veins."""
    return load_atlas(Path(__file__).parents[1] / "small_atlas")


@cache
def real_atlas() -> Atlas:
    """Read the atlas that ships."""
    return load_atlas(Path(__file__).parents[2] / "assets" / "atlas")


@cache
def light() -> Look:
    """Give the light look."""
    return Look(load_theme("light"))


def place(address: str) -> Address:
    """Give an address from its text."""
    return Address.parse(address)


def spot_of(text: ReaderText, words: str, after: str = "") -> QPoint:
    """Give where words stand in the viewport, scrolling to them first; ``after`` other words."""
    text.finish()
    start = text.document().find(after) if after else QTextCursor(text.document())
    found = text.document().find(words, start)
    assert not found.isNull(), f"“{words}” is not shown"
    text.scroll_to_place(found.selectionStart(), 4.0)
    middle = QTextCursor(found)
    middle.setPosition((found.selectionStart() + found.selectionEnd()) // 2)
    return text.cursorRect(middle).center()


def click_words(text: ReaderText, words: str, after: str = "", *, ctrl: bool = False) -> None:
    """Click on words of the text."""
    keys = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, keys, spot_of(text, words, after))


def marked_words(text: ReaderText) -> list[str]:
    """Give the words that are marked above the text, in the order they were marked."""
    return [mark.cursor.selectedText() for mark in text.extraSelections()]  # type: ignore[attr-defined]


def words_in_view(text: ReaderText) -> str:
    """Give the words between the upper and the lower edge."""
    cursor = text.cursorForPosition(QPoint(0, 0))
    bottom = text.viewport().rect().bottomRight()
    cursor.setPosition(text.cursorForPosition(bottom).position(), QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText()

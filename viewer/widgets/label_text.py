"""The words of labels, broken into lines that fit beside the plate."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont, QFontMetricsF

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.label_offers import Wanted
from viewer.widgets.label_marks import LATIN, Row, Text
from viewer.widgets.letters import scaled


class LabelTexts:
    """Names and breaks labels in one font, and remembers them."""

    def __init__(self, atlas: Atlas) -> None:
        """Take the atlas that has the names."""
        self._atlas = atlas
        self._font = QFont()
        self._words: dict[tuple[str, bool], float] = {}
        self._known: dict[tuple[str, str, bool, int], Text] = {}

    def set_font(self, font: QFont) -> None:
        """Break lines for this font from now on."""
        if font.key() != self._font.key():
            self._known.clear()
            self._words.clear()
            self._font = QFont(font)

    def longest_word(self, label: Wanted) -> float:
        """Give the width in pixels of the widest word of a label."""
        name = self._name(label)
        key = (name, label.selected)
        if key not in self._words:
            advance = QFontMetricsF(scaled(self._font, 1.0, bold=label.selected)).horizontalAdvance
            self._words[key] = max(map(advance, name.split()), default=0.0)
        return self._words[key]

    def text(self, label: Wanted, width: float, latin: bool = True) -> Text:
        """Break a label's words into lines no wider than ``width``, but for a word that is wider alone."""
        structure = self._atlas.structures.get(label.address.structure)
        below = structure.latin if structure is not None and label.selected and latin else ""
        key = (self._name(label), below, label.selected, round(width))
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._measured(key[0], below, label.selected, width)
        return known

    def _measured(self, name: str, latin: str, bold: bool, width: float) -> Text:
        rows: list[Row] = []
        top = 0.0
        for words, font, leading in (
            (name, scaled(self._font, 1.0, bold=bold), 0.98),
            (latin, scaled(self._font, LATIN, italic=True), 1.0),
        ):
            metrics = QFontMetricsF(font)
            for line in _wrapped(words, metrics, width) if words else ():
                baseline = top + metrics.ascent()
                rows.append(Row(line, metrics.horizontalAdvance(line), baseline, words is not name))
                top += metrics.height() * leading
        return Text(tuple(rows), max(row.width for row in rows), top, bold)

    def _name(self, label: Wanted) -> str:
        return label.text or label_name(self._atlas, label.address, in_full=label.selected)


def label_name(atlas: Atlas, address: Address, in_full: bool = False) -> str:
    """Give the words of a label: the name, then the level, or the side where that is what tells two apart.

    ``in_full`` gives both side and level.
    """
    structure = atlas.structures.get(address.structure)
    name = structure.name if structure is not None else str(address.structure)
    side = {
        "left": QCoreApplication.translate("Labels", "left"),
        "right": QCoreApplication.translate("Labels", "right"),
    }.get(address.side, "")
    if side and address.level and in_full:
        place = QCoreApplication.translate("Labels", "{side} {level}").format(side=side, level=address.level)
    else:
        told = side if in_full or (structure is not None and structure.sided) else ""
        place = address.level or told
    if not place:
        return name
    return QCoreApplication.translate("Labels", "{name}, {place}").format(name=name, place=place)


def _wrapped(text: str, metrics: QFontMetricsF, width: float) -> list[str]:
    """Break a text between words; a word is never cut."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and metrics.horizontalAdvance(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    # A short last word alone ("L1") takes the word before it along.
    if len(lines) > 1 and len(lines[-1]) < 4 and " " in lines[-2]:
        lines[-2], _, last = lines[-2].rpartition(" ")
        if metrics.horizontalAdvance(f"{last} {lines[-1]}") <= width:
            lines[-1] = f"{last} {lines[-1]}"
        else:
            lines[-2] = f"{lines[-2]} {last}"
    return lines

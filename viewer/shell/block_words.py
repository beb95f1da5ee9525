"""What is blocked or flows backwards, in words."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.case import edge_named
from viewer.core.queries import describe
from viewer.core.stretches import levels_in, stretch_words

_MOST = 4
"""So many are named in a sentence; of more, how many they are besides."""


def block_words(atlas: Atlas, word: str, arrow: str = "→") -> str:
    """Name what is blocked: an edge by its ends and the blood's way between, a place as it is called."""
    edges = {edge.id: edge for edge in atlas.edges}
    edge = edges.get(edge_named(word, edges))
    if edge is None:
        return describe(atlas, Address.parse(word))
    ends = f"{describe(atlas, edge.start)} {arrow} {describe(atlas, edge.end)}"
    narrowed = stretch_words(levels_in(word[len(edge.id) + 1 :] or "all", atlas.levels), atlas.levels)
    return f"{ends}, {narrowed}" if narrowed else ends


def some_words(atlas: Atlas, words: Sequence[str]) -> str:
    """Name several; of many only the first."""
    tr = QCoreApplication.translate
    named = [block_words(atlas, word) for word in words[:_MOST]]
    if len(words) > _MOST:
        named.append(tr("Trace", "{count} more").format(count=len(words) - _MOST))
    return tr("Trace", "; ").join(named)

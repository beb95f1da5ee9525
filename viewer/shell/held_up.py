"""What stands in the way of the blood where no way is left, and what the reader can do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from viewer.shell.block_words import block_words
from viewer.widgets.trace_panel import Row

if TYPE_CHECKING:
    from viewer.core.atlas import Atlas
    from viewer.shell.blood import Blood

tr = QCoreApplication.translate
_MOST = 8
"""Of so many blocks, the last ones, it is tried whether one alone holds the blood up."""


def rows_held_up(atlas: Atlas, blood: Blood) -> list[Row]:
    """Offer to take away what stands in the way: a block that does so alone, else all; or the condition.

    Nothing is offered where there is no way in health either.
    """
    question = blood.question
    assert question is not None

    def frees(words: tuple[str, ...]) -> bool:
        return question.answered(blood.network_without(words)).reached

    acts = [
        Row("unblock", tr("Trace", "Unblock {name}").format(name=block_words(atlas, word)), word=word)
        for word in blood.blocks[-_MOST:]
        if frees((word,))
    ]
    if not acts and len(blood.blocks) > 1 and frees(blood.blocks):
        acts = [Row("unblock", tr("Trace", "Unblock everything: no block alone stands in its way"))]
    if not acts and blood.condition and question.answered(blood.network.health).reached:
        acts = [Row("leave", tr("Trace", "Leave the condition: what it blocks stands in its way"))]
    if not acts:
        return []
    several = len(acts) > 1
    heading = tr("Trace", "Any one of these frees the blood") if several else tr("Trace", "To free the blood")
    return [Row("stage", heading), *acts]

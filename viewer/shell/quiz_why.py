"""Why an answer about the blood is right, in words, and the question to the trace that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from viewer.core.address import Address
from viewer.core.flow_question import Question as Traced
from viewer.core.queries import describe
from viewer.core.question import BLOOD, Mode, Question
from viewer.core.reasons import way_to_block
from viewer.core.structure import StructureId
from viewer.shell.blood import Memory
from viewer.shell.step_words import steps_words

if TYPE_CHECKING:
    from viewer.core.material import Material
    from viewer.shell.case_window import CaseWindow

tr = QCoreApplication.translate


def why(material: Material, question: Question) -> str:
    """Say why an answer is right; "" where it is seen on the plate."""
    if question.mode not in BLOOD:
        return ""
    atlas = material.atlas
    if question.mode is Mode.CUT_OFF:
        way = way_to_block(material, question)
        if not way:
            return tr("Quiz", "All its ways are closed, or blood flows backwards in them.")
        named = " → ".join(describe(atlas, Address(one)) for one in way)
        text = tr("Quiz", "Its blood would go {way}: there it is blocked. The atlas has no other way for it.")
        return text.format(way=named)
    steps = material.next_steps(question.asked, question.mode is Mode.DRAINS_TO)
    told = steps_words(steps, lambda place: describe(atlas, place))
    text = (
        tr("Quiz", "In this atlas the blood of “{name}” can go next to: {places}.")
        if question.mode is Mode.DRAINS_TO
        else tr("Quiz", "In this atlas blood can come directly into “{name}” from: {places}.")
    )
    return text.format(name=describe(atlas, question.asked), places=told)


class ShownWay:
    """The trace that shows the way of the blood that was asked about, until the next question."""

    def __init__(self, window: CaseWindow) -> None:
        """Show none yet."""
        self._window = window
        self._is_shown = False

    def show(self, question: Question) -> None:
        """Trace what was asked about, on the plate and in the panel of the trace, in the case asked about."""
        window, right = self._window, Address(StructureId(question.right))
        self._is_shown = True
        match question.mode:
            case Mode.CUT_OFF if question.condition:
                reads = not window.reader_dock.isHidden()
                window.show_condition(question.condition)
                window.reader_dock.setVisible(reads)
                window.blood.ask(Traced("heart", right))
            case Mode.CUT_OFF:
                window.blood.put_back(Memory(Traced("heart", right), (str(question.asked),)))
            case Mode.DRAINS_TO:
                window.blood.ask(Traced("heart", question.asked))
            case _:
                window.blood.ask(Traced("upstream", question.asked))
        window.trace_dock.show()
        window.trace_dock.raise_()

    def leave(self) -> None:
        """Trace nothing any more, in health."""
        if self._is_shown:
            self._is_shown = False
            self._window.leave_condition()
            self._window.blood.put_back(Memory())
            self._window.trace_dock.hide()

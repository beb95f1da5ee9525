"""What came of an exam, in the reader's words: its score, and each pin with what was written there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from viewer.core.marking import Verdict
from viewer.core.queries import describe
from viewer.widgets.quiz_summary import Entry, Line

if TYPE_CHECKING:
    from viewer.core.atlas import Atlas
    from viewer.core.exam import Result, Sheet

tr = QCoreApplication.translate
_KINDS = {Verdict.RIGHT: "right", Verdict.SLIP: "near"}


def score_words(sheet: Sheet) -> str:
    """Say how many pins were named rightly, and how many truly but not exactly enough."""
    if not sheet.inexact:
        return tr("Exam", "{right} of {count} correct").format(right=sheet.score, count=len(sheet.results))
    text = tr("Exam", "{right} of {count} correct, {near} not exact enough")
    return text.format(right=sheet.score, count=len(sheet.results), near=sheet.inexact)


def kind_of(result: Result) -> str:
    """Give "right", "near" for what is true but not exact enough, or "wrong"."""
    return _KINDS.get(result.marked.verdict, "wrong")


def right_name(atlas: Atlas, result: Result) -> str:
    """Give the right name; with its side where that was what was wrong."""
    if result.marked.verdict is Verdict.WRONG_SIDE:
        return describe(atlas, result.right)
    return atlas.structures[result.right.structure].name


def given_words(result: Result) -> str:
    """Give what was written."""
    return result.given.strip() or tr("Exam", "nothing")


def verdict_words(result: Result) -> str:
    """Say what is to be said of an answer that is neither right nor plainly wrong; "" for nothing."""
    match result.marked.verdict:
        case Verdict.SLIP:
            return tr("Exam", "True, but not exact enough")
        case Verdict.WRONG_SIDE:
            return tr("Exam", "The right structure, on the wrong side")
        case _:
            return ""


def took_words(result: Result) -> str:
    """Say how long a pin was shown, and whether its time ran out."""
    if not result.took:
        return tr("Exam", "not reached")
    text = tr("Exam", "{seconds} s, time ran out") if result.ran_out else tr("Exam", "{seconds} s")
    return text.format(seconds=max(round(result.took), 1))


def entries_of(atlas: Atlas, sheet: Sheet) -> list[Entry]:
    """Give a line for each pin, each with what was written below it."""
    entries = []
    for result in sheet.results:
        yours = tr("Exam", "Yours: {answer} ({time})")
        said = [yours.format(answer=given_words(result), time=took_words(result)), verdict_words(result)]
        name = Line(right_name(atlas, result), result.right)
        entries.append(Entry(kind_of(result), name, tuple(Line(words) for words in said if words)))
    return entries

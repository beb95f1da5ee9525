"""What is still due, and when the next comes, in words."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

if TYPE_CHECKING:
    from viewer.core.quiz import Quiz, SetWish


def standing_words(quiz: Quiz, wish: SetWish, now: datetime) -> str:
    """Say how much of what is wished for is due now; if nothing is, when something will be."""
    tr = QCoreApplication.translate
    due, _new = quiz.count(wish)
    if due == 1:
        return tr("Due", "One more question is due now; F4 asks it.")
    if due:
        return tr("Due", "%n more questions are due now; F4 asks them.", None, due)
    coming = quiz.schedule.coming(now)
    if coming is None:
        return ""
    moment, count = coming
    if moment.date() == now.date():
        text = tr("Due", "Nothing more is due now. The next comes at {time}.")
        return text.format(time=time_words(moment))
    text = tr("Due", "Nothing more is due now. Questions that fall due next, on {day}: {count}.")
    return text.format(count=count, day=day_words(moment.date()))


def moment_words(moment: datetime) -> str:
    """Write day and time of a moment, which is in the reader's time zone."""
    text = QCoreApplication.translate("Due", "{day}, {time}")
    return text.format(day=day_words(moment.date()), time=time_words(moment))


def day_words(day: date | None) -> str:
    """Write a day as is usual where the reader is; "" for none."""
    if day is None:
        return ""
    here, found = QLocale(), QDate(day.year, day.month, day.day)
    if here.language() == QLocale.Language.C:
        # A system that says nothing of its language writes figures only, which nobody reads as a date.
        return here.toString(found, "d MMM yyyy")
    return here.toString(found, QLocale.FormatType.ShortFormat)


def time_words(moment: datetime) -> str:
    """Write the time of a day as is usual where the reader is."""
    return QLocale().toString(QTime(moment.hour, moment.minute), QLocale.FormatType.ShortFormat)

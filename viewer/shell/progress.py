"""Progress: how well each structure is known, as a layer on the plates, as charts, and answer by answer."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from viewer.core.address import Address
from viewer.core.knowing import FIRM_DAYS, Band, Known, Why
from viewer.core.marking import is_right
from viewer.core.question import direction_of
from viewer.core.schedule import Schedule
from viewer.core.structure import StructureId
from viewer.shell.due_words import day_words, moment_words
from viewer.shell.fitting import fit
from viewer.shell.quiz_words import QuizWords, mode_words
from viewer.widgets.bar_chart import Bar, BarChart
from viewer.widgets.strength import BANDS, StrengthBar

if TYPE_CHECKING:
    from datetime import datetime

    from viewer.core.atlas import Atlas
    from viewer.core.study import StudyStore
    from viewer.core.study_data import Review
    from viewer.shell.case_window import CaseWindow
    from viewer.shell.study import StudyDesk
    from viewer.widgets.look import Look

_DAYS = 14
_STRUCTURE = Qt.ItemDataRole.UserRole


class StrengthLayer(QObject):
    """Shows on the plates how well each structure is known, with a key above them; rests during questions."""

    def __init__(self, window: CaseWindow, study: StudyDesk) -> None:
        """Show nothing yet."""
        super().__init__(window)
        self._window, self._study = window, study
        self.is_shown = False
        self._bands: dict[str, str] = {}
        self.bar = StrengthBar(window.appearance.look)
        window.add_bar(self.bar)
        self.bar.hide()
        self.bar.button.clicked.connect(lambda: self.show(False))
        window.appearance.look_changed.connect(self.bar.set_look)
        window.place_shown.connect(self._mark)
        window.discretion.changed.connect(self._mark)
        study.changed.connect(self._renew)

    def show(self, shown: bool) -> None:
        """Show the layer, or take it away."""
        self.is_shown = shown
        self._renew()
        self._window.state_changed.emit()

    @Slot()
    def _renew(self) -> None:
        store = self._study.store if self.is_shown else None
        self._bands = {}
        if store is not None:
            known = Schedule(store.reviews()).all_known(self._study.clock())
            there = self._window.atlas.structures
            self._bands = {one: found.band for one, found in known.items() if one in there}
        self.bar.show_counts(Counter(self._bands.values()))
        self._mark()

    @Slot()
    def _mark(self) -> None:
        """Have each plate show its regions of each band."""
        on = self.is_shown and not self._window.discretion.is_on
        self.bar.setVisible(on)
        for view in self._window.plates:
            numbers: dict[str, list[int]] = {band: [] for band in BANDS}
            for number, region in enumerate(view.regions()) if on else ():
                band = self._bands.get(region.address.structure)
                if band is not None:
                    numbers[band].append(number)
            view.set_bands(tuple((band, tuple(found)) for band, found in numbers.items() if found))


class ProgressDialog(QDialog):
    """Charts of what was done and of what falls due, and a table of every structure with its history.

    Signals:
        place_wanted(Address): the reader wants to see a structure.
    """

    place_wanted = Signal(object)

    def __init__(
        self, atlas: Atlas, store: StudyStore, now: datetime, look: Look, parent: QWidget | None
    ) -> None:
        """Show what the store holds at a moment."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Progress"))
        self._atlas = atlas
        schedule = Schedule(store.reviews())
        self.answers = BarChart(
            look,
            self.tr("Answers in the last {days} days").format(days=_DAYS),
            (self.tr("correct"), self.tr("wrong")),
        )
        self.coming = BarChart(
            look, self.tr("Falling due in the next {days} days").format(days=_DAYS), (self.tr("due"), "")
        )
        self.answers.show_bars(
            [_bar(one.day, now, one.right, one.wrong) for one in schedule.done(now, _DAYS)]
        )
        coming = enumerate(schedule.falling_due(now, _DAYS))
        self.coming.show_bars([_bar(now.date() + timedelta(days=at), now, count) for at, count in coming])
        self.table = self._table(schedule, store.reviews(), now)
        words = QLabel(
            self.tr("What you know least comes first. Enter or a double-click shows it on its plate.")
        )
        words.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (self.answers, self.coming, words, self.table, buttons):
            column.addWidget(widget, 1 if widget is self.table else 0)
        fit(self, 110, 48)

    def _table(self, schedule: Schedule, reviews: tuple[Review, ...], now: datetime) -> QTreeWidget:
        table = QTreeWidget()
        table.setAccessibleName(self.tr("Structures and their answers"))
        table.setHeaderLabels([self.tr("Structure"), self.tr("Known"), self.tr("Due"), self.tr("Answers")])
        by_structure: dict[str, list[Review]] = {}
        for review in reviews:
            by_structure.setdefault(review.item.partition(".")[0], []).append(review)
        due: dict[str, date] = {}
        for one in schedule.all_remembered():
            day = one.due.astimezone(now.tzinfo).date()
            due[one.key[0]] = min(day, due.get(one.key[0], day))
        order = list(Band)
        every = schedule.all_known(now).items()
        ranked = sorted(every, key=lambda one: (order.index(one[1].band), one[1].recall, one[0]))
        for structure, known in ranked:
            row = self._row(structure, known, due.get(structure), by_structure.get(structure, []), now)
            table.addTopLevelItem(row)
            for at in range(row.childCount()):
                table.setFirstColumnSpanned(at, table.indexFromItem(row), True)
        table.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        table.header().setStretchLastSection(False)
        table.itemActivated.connect(self._report)
        return table

    def _row(
        self, structure: str, known: Known, due: date | None, reviews: list[Review], now: datetime
    ) -> QTreeWidgetItem:
        found = self._atlas.structures.get(StructureId(structure))
        when = self.tr("today") if due is not None and due <= now.date() else day_words(due)
        name, asked = found.name if found else structure, self._asked_words(reviews)
        item = QTreeWidgetItem([name, self._known_words(known), when, asked])
        item.setToolTip(1, self._known_reason(known))
        item.setData(0, _STRUCTURE, structure if found else "")
        modes = {mode.value: words.replace("&", "") for mode, words in mode_words().items()}
        for review in reversed(reviews):
            moment = review.when.astimezone(now.tzinfo)
            right = is_right(review.verdict)
            words = self.tr("{moment}: {mode} {told}").format(
                moment=moment_words(moment),
                mode=modes.get(review.mode, review.mode),
                told=self.tr("✓ correct") if right else self._wrong_words(review),
            )
            child = QTreeWidgetItem([words])
            child.setToolTip(0, words)
            child.setData(0, _STRUCTURE, structure if found else "")
            item.addChild(child)
        return item

    def _known_words(self, known: Known) -> str:
        """Say how well a structure is known; the chance only where it means something."""
        if known.why is Why.WRONG:
            return self.tr("weak: last answer wrong")
        if known.why is Why.LEARNING:
            return self.tr("weak: still being learnt")
        words = {Band.WEAK: self.tr("weak"), Band.FADING: self.tr("fading"), Band.FIRM: self.tr("firm")}
        return self.tr("{strength} %, {band}").format(
            strength=round(known.recall * 100), band=words[known.band]
        )

    def _asked_words(self, reviews: list[Review]) -> str:
        """Say how often a structure was asked about, and in how many ways: one is not all."""
        ways = len({direction_of(review.mode) for review in reviews})
        text = self.tr("{count} in one way") if ways == 1 else self.tr("{count} in {ways} ways")
        return text.format(count=len(reviews), ways=ways)

    def _known_reason(self, known: Known) -> str:
        if known.why is Why.WRONG:
            return self.tr("Weak, whatever you answered before: the last answer was not right.")
        if known.why is Why.LEARNING:
            return self.tr("Answered rightly, but not yet often enough to last beyond today.")
        words = self.tr(
            "The per cent is the chance that you would answer rightly now, as the FSRS scheduler reckons "
            "it from your answers. It falls to 90 % within {days} days of the last answer. "
            "Firm: at least 90 %, and lasting for {firm} days or more. Weak: below 70 %."
        )
        return words.format(days=max(round(known.days), 1), firm=round(FIRM_DAYS))

    def _wrong_words(self, review: Review) -> str:
        """Say that an answer was wrong, and which it was."""
        if not review.given:
            return self.tr("✗ not known")
        return self.tr("✗ {answer}").format(answer=QuizWords(self._atlas).place_words(review.given))

    @Slot(QTreeWidgetItem)
    def _report(self, item: QTreeWidgetItem, _column: int = 0) -> None:
        structure = item.data(0, _STRUCTURE)
        if structure:
            self.place_wanted.emit(Address(StructureId(structure)))


def _qt_day(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _bar(day: date, now: datetime, first: int, second: int = 0) -> Bar:
    """Name every other day on the axis, today in any case, its month in letters: 5/6 means two days."""
    away = (day - now.date()).days
    name = QLocale().toString(_qt_day(day), "d MMM") if away % 2 == 0 else ""
    return Bar(name, QLocale().toString(_qt_day(day), QLocale.FormatType.LongFormat), first, second)

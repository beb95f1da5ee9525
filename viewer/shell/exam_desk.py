"""ExamDesk: a spotter against the clock. Pins on the unlabelled plate, nobody helps, a sheet at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Slot

from viewer.core.exam import SECONDS, Exam, Pin, Sheet, make_pins
from viewer.core.quiz import Quiz, SetWish
from viewer.core.typed import TypedAnswers
from viewer.shell.aside import Aside
from viewer.shell.exam_words import entries_of, score_words
from viewer.shell.quiz_sums import Sums
from viewer.widgets.accessible import announce
from viewer.widgets.exam_panel import ExamPanel
from viewer.widgets.pins import Pin as Mark

if TYPE_CHECKING:
    from PySide6.QtCore import QSettings

    from viewer.core.address import Address
    from viewer.core.material import Material
    from viewer.shell.case_window import CaseWindow
    from viewer.shell.study import StudyDesk

_TICK_MS = 200
_CLOSE, _CLOSEST = 2.2, 5.0
"""A pin is shown so much closer than the whole plate, at least and at most."""
_ROOM, _LEAST_ROOM = 12.0, 4.0
"""So many pixels about its tip nothing else is to lie; a pin has at least so many units for that."""
_LAST = 10.0
"""So many seconds before the end of a pin's time a screen reader says so."""


class ExamDesk(QObject):
    """One exam after another in one window; nothing of it counts for what is due."""

    def __init__(self, window: CaseWindow, study: StudyDesk, memory: QSettings) -> None:
        """Make the panel, not shown yet; ``memory`` keeps what the reader chose last."""
        super().__init__(window)
        self._window, self._study, self._memory = window, study, memory
        self.exam: Exam | None = None
        self._material: Material | None = None
        self._shown: Pin | None = None
        self._sheet: Sheet | None = None
        self._looked_at: Address | None = None
        self._warned = False
        self.panel = ExamPanel(window.appearance.look)
        self._sums = Sums(window, self.panel.summary, self.print_sheet)
        self._aside = Aside(window, "exam", self.tr("Exam"), self.panel)
        self._clock = QTimer(self)
        self._clock.setInterval(_TICK_MS)
        self._clock.timeout.connect(self.tick)
        self.panel.text_changed.connect(self._write)
        self.panel.gone_on.connect(self.go_on)
        self.panel.ended.connect(self.end)
        self.panel.summary.place_wanted.connect(self._look_at)
        window.appearance.look_changed.connect(self.panel.set_look)
        window.atlas_shown.connect(self._break_off)
        window.place_shown.connect(self._keep_pins)

    @property
    def is_on(self) -> bool:
        """Tell whether an exam runs, or its sheet is shown."""
        return self.exam is not None

    @property
    def is_running(self) -> bool:
        """Tell whether a pin waits for a name."""
        return self.exam is not None and not self.panel.shows_results

    def ask_for_exam(self) -> None:
        """Let the reader choose plate, number of pins and time."""
        from viewer.shell.exam_dialog import ExamDialog

        dialog = ExamDialog(self._window, self._memory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.begin(*dialog.chosen()))
        dialog.open()

    def begin(self, plate: str, pins: int, seconds: float = SECONDS) -> None:
        """Begin an exam on a plate, or say that there is nothing to ask on it."""
        window, now = self._window, self._study.clock()
        self._material = self._study.material()
        made = make_pins(self._material, Quiz(self._material, (), now), SetWish(plate=plate, length=pins))
        if not made:
            window.message_bar.tell(self.tr("On this plate there is nothing to put a pin on."))
            return
        self._aside.put_away()
        self._study.clear_bar()
        self.exam, self._shown = Exam(made, self._study.clock(), seconds), None
        self._sheet, self._looked_at = None, None
        self.panel.show_pin(1, len(made), seconds)
        self.tick()
        self._clock.start()
        window.state_changed.emit()
        if len(made) < pins:
            words = self.tr(
                "A pin means one thing only at %n places of this plate: so many are asked.", None, len(made)
            )
            window.message_bar.tell(words)

    @Slot()
    def tick(self) -> None:
        """Look at the clock: show the time that is left, or the next pin where it is up."""
        exam, now = self.exam, self._study.clock()
        if exam is None or self.panel.shows_results:
            return
        pin = exam.pin(now)
        if pin is None:
            self._show_sheet()
            return
        if pin is not self._shown:
            self._show_pin(exam, pin)
        left = exam.left(now)
        self.panel.show_left(left)
        if left <= _LAST < exam.seconds and not self._warned:
            self._warned = True
            announce(self.panel, self.tr("{seconds} seconds left").format(seconds=round(_LAST)))

    def _show_pin(self, exam: Exam, pin: Pin) -> None:
        window = self._window
        self._shown, self._warned = pin, False
        title = self.tr("Pin {number} of {count}").format(number=pin.number, count=len(exam.pins))
        window.discretion.cover(pin.question.hides, title)
        self._aside.hide_docks()
        window.show_asked(pin.question.plate, ())
        window.plate_view.set_pins((_mark(pin),))
        window.plate_view.set_camera((self._closeness(pin), pin.x, pin.y))
        self.panel.show_pin(pin.number, len(exam.pins), exam.seconds)
        announce(self.panel, title)

    def _closeness(self, pin: Pin) -> float:
        """Give how close a pin is shown: where things lie close together, closer."""
        whole = self._window.plate_view.frame().fitting().zoom
        return min(max(_ROOM / (max(pin.room, _LEAST_ROOM) * whole), _CLOSE), _CLOSEST)

    @Slot(str)
    def _write(self, text: str) -> None:
        if self.exam is not None and self._is_in_time():
            self.exam.write(text, self._study.clock())

    def _is_in_time(self) -> bool:
        """Tell whether the pin that is shown still waits: what comes too late must not count for the next."""
        shown = self._shown
        self.tick()
        return self.is_running and self._shown is shown

    @Slot()
    def go_on(self) -> None:
        """Go to the next pin before the time is up."""
        if self.exam is not None and self._is_in_time():
            self.exam.go_on(self._study.clock())
            self.tick()

    @Slot()
    def end(self) -> None:
        """End the exam now, with its sheet; from the sheet, leave."""
        if self.is_running:
            self._show_sheet()
        else:
            self.leave()

    @Slot()
    def leave(self) -> None:
        """Put everything back as it was."""
        self._stop()
        self._aside.give_back(place_too=True)

    def _stop(self) -> None:
        self._clock.stop()
        self._window.plate_view.set_pins(())
        self._window.discretion.lift()
        self.exam = None

    @Slot()
    def _break_off(self) -> None:
        self._stop()
        if self._aside.give_back(place_too=False):
            self._window.message_bar.tell(self.tr("The exam has ended, since the atlas was opened anew."))

    # The sheet

    def _show_sheet(self) -> None:
        if self.exam is None or self._material is None:
            return
        self._clock.stop()
        window = self._window
        window.discretion.lift()
        sheet = self.exam.sheet(TypedAnswers(self._material), self._study.clock())
        self._sheet = sheet
        window.show_case_again()
        window.plates.fit()
        self._keep_pins()
        title = score_words(sheet)
        self._sums.show(title, entries_of(window.atlas, sheet))
        self.panel.show_results(self.tr("The exam is over"))
        announce(self.panel, title)
        window.state_changed.emit()

    @Slot()
    def _keep_pins(self) -> None:
        """Show all pins beside their sheet, on the plate that they stand on."""
        if self.exam is not None and self._sheet is not None:
            here, raised = self._window.place.plate, self._looked_at
            pins = [
                _mark(pin)._replace(raised=pin.question.asked == raised)
                for pin in self.exam.pins
                if pin.question.plate == here
            ]
            self._window.plate_view.set_pins(pins)

    @Slot(object)
    def _look_at(self, address: Address) -> None:
        """Raise the pin of a line that was chosen above the others."""
        self._looked_at = address
        self._keep_pins()

    @Slot()
    def print_sheet(self) -> None:
        """Print the sheet, with the pins on the bare plate."""
        if self._sheet is not None and self._material is not None:
            from viewer.shell.exam_sheet import print_exam

            print_exam(self._window, self._material, self._sheet)


def _mark(pin: Pin) -> Mark:
    return Mark(pin.x, pin.y, pin.number, pin.lean)

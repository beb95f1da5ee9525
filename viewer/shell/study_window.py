"""StudyWindow: a window that asks, keeps what its reader writes, and shows what they know."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from viewer.shell.case_window import CaseWindow

if TYPE_CHECKING:
    from viewer.shell.appearance import Appearance
    from viewer.shell.exam_desk import ExamDesk
    from viewer.shell.notes import Notes
    from viewer.shell.profile import Profile
    from viewer.shell.progress import StrengthLayer
    from viewer.shell.quiz_desk import QuizDesk
    from viewer.shell.settings import Settings
    from viewer.shell.shape import WindowShape


class StudyWindow(CaseWindow):
    """A window with a store of what its reader makes, and with what asks from it."""

    shape_keeper: WindowShape

    def furnish(self, profile: Profile, settings: Settings, appearance: Appearance) -> None:
        """Open nothing yet."""
        from viewer.shell.study import StudyDesk

        super().furnish(profile, settings, appearance)
        self.discretion.changed.connect(self._obey)
        self.study = StudyDesk(self)

    @cached_property
    def quiz(self) -> QuizDesk:
        """What asks."""
        from viewer.shell.quiz_desk import QuizDesk

        return QuizDesk(self, self.study, self.shape_keeper.memory)

    @cached_property
    def notes(self) -> Notes:
        """What the reader wrote and marked."""
        from viewer.shell.notes import Notes

        return Notes(self, self.study)

    @cached_property
    def strengths(self) -> StrengthLayer:
        """How well each structure is known, on the plates."""
        from viewer.shell.progress import StrengthLayer

        return StrengthLayer(self, self.study)

    @cached_property
    def exam(self) -> ExamDesk:
        """What examines against the clock."""
        from viewer.shell.exam_desk import ExamDesk

        return ExamDesk(self, self.study, self.shape_keeper.memory)

    @property
    def asks(self) -> bool:
        """Tell whether a set is being asked or summed up."""
        return "quiz" in self.__dict__ and self.quiz.is_on

    @property
    def examines(self) -> bool:
        """Tell whether an exam runs, or its sheet is shown."""
        return "exam" in self.__dict__ and self.exam.is_on

    def finish_study(self) -> None:
        """Ask nothing any more, and keep what is being written."""
        if self.asks:
            self.quiz.leave()
        if self.examines:
            self.exam.leave()
        self.finish_note()

    def finish_note(self) -> None:
        """Keep the note that is being written."""
        if "notes" in self.__dict__:
            self.notes.box.finish()

    def name_window(self) -> None:
        """Call the window by its atlas, or by what is asked."""
        title = self.discretion.title or self.atlas.title
        self.setWindowTitle(self.tr("{atlas} – Spinal Vein Viewer").format(atlas=title))

    @Slot()
    def _obey(self) -> None:
        """Have every part hide what the open question hides, or show it again."""
        from viewer.widgets.accessible import unheard

        with unheard():
            self.plates.set_veil(self.discretion.hides)
        self.cover_bars(self.discretion.is_on)
        self.name_window()

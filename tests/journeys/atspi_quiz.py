"""A blind learner in small: hears a set of questions, answers by keyboard alone, hears how that was judged.

Run by the system's Python inside a D-Bus session with a display:

    /usr/bin/python3 atspi_quiz.py COMMAND ...

It imports nothing of the viewer; see :mod:`atspi_client`.
"""

import subprocess
import sys
from typing import Any

from atspi_client import Atspi, accompany, application, below, children, wait_for
from gi.repository import GLib

_JUDGED = ("Correct:", "Correct.", "No,", "No.", "It is:", "The right structure,")
_LIT = "is lit now."
_MOST = 80
"""Questions that are answered at most, until one of each way of asking was."""
_MODES = 8


def press(*keys: str) -> None:
    """Press keys, one after another, as a real keyboard does."""
    subprocess.run(["xdotool", "key", *keys], check=True)


class Learner:
    """Hears what the program says, and reads what else there is to be read."""

    def __init__(self, process: int) -> None:
        self._said: list[str] = []
        self._met: list[str] = []
        self._listener = Atspi.EventListener.new(self._hear)
        for event in ("object:announcement", "object:state-changed:focused", "object:state-changed:selected"):
            self._listener.register(event)
        self._program = wait_for("the program on the bus", lambda: application(process))
        wait_for("the plate", lambda: below(self._program, Atspi.Role.CANVAS))

    def _hear(self, event: Any) -> None:
        if event.type.startswith("object:announcement"):
            self._said.append(str(event.any_data))
        elif event.source is not None:
            self._met.append(event.source.get_name() or "")

    def study(self) -> dict[str, Any]:
        """Answer until something was asked in each way."""
        asked: list[dict[str, Any]] = []
        press("F4")
        while len(asked) < _MOST and len({one["mode"] for one in asked}) < _MODES:
            asked.append(self._question(looks={one["mode"] for one in asked}))
        return {"asked": asked}

    def _question(self, looks: set[str]) -> dict[str, Any]:
        panel = wait_for("the panel", lambda: self._panel())
        said, own = wait_for("the question", lambda: self._said_and_shown(panel))
        mode = self._mode(said)
        told = [] if mode in looks else self._words(self._program, panel)
        if mode == "find":
            press("Down", "Right")
            wait_for("the walk", lambda: any(name.startswith("Place ") for name in self._met))
        heard = [word for word in (*self._said, *self._met) if word != said]
        self._answer(mode)
        judged = wait_for("the verdict", lambda: self._judged())
        self._hear_all()
        self._said.clear()
        self._met.clear()
        press("ctrl+Return")
        return {"mode": mode, "said": said, "panel": own, "told": told, "heard": heard, "judged": judged}

    def _hear_all(self) -> None:
        """Hear what the verdict still lights and says: none of it belongs to the next question."""
        context, before = GLib.MainContext.default(), -1
        while before != len(self._said) + len(self._met):
            before = len(self._said) + len(self._met)
            # The program answers after what it has told before.
            self._words(self._program)
            while context.pending():
                context.iteration(False)

    def _panel(self) -> Any:
        return below(self._program, Atspi.Role.FILLER, "Quiz") or below(
            self._program, Atspi.Role.PANEL, "Quiz"
        )

    def _said_and_shown(self, panel: Any) -> tuple[str, list[str]] | None:
        """Give the question that was said, once the panel shows it too, and the panel's words."""
        words = self._words(panel)
        said = (one for one in self._said if any(one.startswith(word) for word in words))
        return next(((one, words) for one in said), None)

    def _words(self, thing: Any, without: Any = None) -> list[str]:
        """Give every name, description and text below, each once."""
        found: dict[str, None] = {}
        rest = [thing]
        while rest:
            one = rest.pop()
            if one == without or not one.get_state_set().contains(Atspi.StateType.VISIBLE):
                continue
            for word in (one.get_name(), one.get_description(), _text(one)):
                if word:
                    found[word] = None
            rest += children(one)
        return list(found)

    def _mode(self, said: str) -> str:
        for words, mode in (
            ("Find:", "find"), ("Where can the blood", "drains-to"), ("From which", "drained-by"),
            ("is it lit", "level"), ("which side", "side"), ("no way to the heart", "cut-off"),
        ):  # fmt: skip
            if words in said:
                return mode
        return "name-choice" if "1: " in said else "name-typed"

    def _answer(self, mode: str) -> None:
        if mode == "find":
            press("Return")
        elif mode == "name-typed":
            subprocess.run(["xdotool", "type", "azygos vein"], check=True)
            press("Return")
        else:
            press("1")

    def _judged(self) -> str:
        """Give the verdict; what is nearly right is given up."""
        if self._said and self._said[-1].startswith(("Nearly", "Nothing", "Please")):
            self._said.pop()
            press("ctrl+shift+k")
        return next((word for word in self._said if word.startswith(_JUDGED) or word.endswith(_LIT)), "")


def _text(thing: Any) -> str:
    if "Text" not in thing.get_interfaces():
        return ""
    return str(Atspi.Text.get_text(thing, 0, Atspi.Text.get_character_count(thing)))


if __name__ == "__main__":
    accompany(sys.argv[1:], lambda process: Learner(process).study())

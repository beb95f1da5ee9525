"""An assistive technology in small: finds a region of the running program, presses it, reads the text.

Run by the system's Python inside a D-Bus session with a display:

    /usr/bin/python3 atspi_client.py REGION COMMAND ...

starts a window manager and COMMAND, does what a blind reader would, prints what it
found as JSON and ends what it started. It imports nothing of the viewer.
"""

import json
import os
import signal
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from time import monotonic
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

# Some names are deprecated in later versions of the library, their successors unknown in this one.
warnings.simplefilter("ignore", DeprecationWarning)

_PATIENCE = float(os.environ.get("VIEWER_BUS_PATIENCE", "60"))


def wait_for(what: str, probe: Callable[[], Any]) -> Any:
    """Give what ``probe`` finds, once it finds something; the bus is served meanwhile."""
    context = GLib.MainContext.default()
    until = monotonic() + _PATIENCE
    while monotonic() < until:
        # An object may vanish between two questions about it: that is an answer of "not yet".
        with suppress(GLib.Error):
            found = probe()
            if found:
                return found
        tick = GLib.timeout_add(40, lambda: True)
        context.iteration(True)
        GLib.source_remove(tick)
    sys.exit(f"Waited {_PATIENCE:.0f} s in vain for {what}.")


def children(thing: Any) -> list[Any]:
    """Give the children that are there."""
    found = (thing.get_child_at_index(number) for number in range(thing.get_child_count()))
    return [child for child in found if child is not None]


def below(thing: Any, role: Any, name: str | None = None) -> Any:
    """Give the first descendant of a role, with a name if one is asked for; a canvas is not entered."""
    for child in children(thing):
        if child.get_role() == role and name in (None, child.get_name()):
            return child
        if child.get_role() != Atspi.Role.CANVAS:
            found = below(child, role, name)
            if found is not None:
                return found
    return None


def texts(thing: Any) -> Iterator[str]:
    """Give the texts of all descendants that have some, a canvas left out."""
    for child in children(thing):
        if child.get_role() == Atspi.Role.CANVAS:
            continue
        if "Text" in child.get_interfaces():
            length = Atspi.Text.get_character_count(child)
            if length:
                yield Atspi.Text.get_text(child, 0, length)
        yield from texts(child)


def application(process: int) -> Any:
    """Give the program on the bus by its process, once it has a window."""
    desktop = Atspi.get_desktop(0)
    for candidate in children(desktop):
        if candidate.get_process_id() == process and candidate.get_child_count():
            return candidate
    return None


def states(thing: Any) -> list[str]:
    """Give the states that the journey asks about, by name."""
    asked = ("SELECTABLE", "SELECTED", "FOCUSABLE", "FOCUSED", "VISIBLE", "SHOWING")
    held = thing.get_state_set()
    return [name for name in asked if held.contains(getattr(Atspi.StateType, name))]


def box(thing: Any) -> list[int]:
    """Give the rectangle on the screen."""
    extents = Atspi.Component.get_extents(thing, Atspi.CoordType.SCREEN)
    return [extents.x, extents.y, extents.width, extents.height]


def act(thing: Any, wanted: str) -> list[str]:
    """Do an action by its name, however the bridge spells it."""
    count = Atspi.Action.get_n_actions(thing)
    names = [Atspi.Action.get_action_name(thing, number) for number in range(count)]
    number = next(n for n, name in enumerate(names) if name.replace(" ", "").lower() == wanted)
    Atspi.Action.do_action(thing, number)
    return names


def journey(process: int, wanted: str) -> dict[str, Any]:
    """Find, press and read; give what was found."""
    heard = []
    listener = Atspi.EventListener.new(
        lambda event: heard.append((event.type, event.source.get_name(), str(event.any_data)))
    )
    for event in ("object:announcement", "object:state-changed:selected", "object:state-changed:focused"):
        listener.register(event)
    program = wait_for("the program on the bus", lambda: application(process))
    canvas = wait_for("the plate", lambda: below(program, Atspi.Role.CANVAS))
    region = wait_for(
        "the region", lambda: next((c for c in children(canvas) if c.get_name() == wanted), None)
    )
    found = {
        "canvas": [canvas.get_name(), canvas.get_description()],
        "regions": canvas.get_child_count(),
        "role": region.get_role_name(),
        "description": region.get_description(),
        "box": box(region),
        "canvas_box": box(canvas),
        "before": states(region),
        "text_before": list(texts(program)),
    }
    x, y, width, height = found["box"]
    there = Atspi.Component.get_accessible_at_point(
        canvas, x + width // 2, y + height // 2, Atspi.CoordType.SCREEN
    )
    found["there"] = there.get_name() if there is not None else ""
    found["actions"] = act(region, "setfocus")
    wait_for("the focus", lambda: "FOCUSED" in states(region))
    act(region, "press")
    wait_for("the selection", lambda: "SELECTED" in states(region))
    found["after"] = states(region)
    found["text"] = wait_for("a new text", lambda: changed(program, found["text_before"]))
    for event in ("object:announcement", "object:state-changed:selected"):
        wait_for(event, lambda event=event: any(kind.startswith(event) for kind, *_ in heard))
    found["heard"] = heard
    return found


def changed(program: Any, before: list[str]) -> list[str] | None:
    """Give the texts of the window once they are others than before."""
    now = list(texts(program))
    return now if now != before else None


def announce_ourselves() -> None:
    """Tell the session that an assistive technology is at work, as a screen reader does."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    for name in ("IsEnabled", "ScreenReaderEnabled"):
        value = GLib.Variant("(ssv)", ("org.a11y.Status", name, GLib.Variant("b", True)))
        bus.call_sync(
            "org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties", "Set", value, None, 0, -1
        )


def accompany(command: list[str], go: Callable[[int], dict[str, Any]]) -> None:
    """Start a window manager and the program, go on a journey, print what was found, end what was started."""
    started = [subprocess.Popen(["openbox"], stderr=subprocess.DEVNULL)]
    try:
        announce_ourselves()
        Atspi.init()
        started.append(subprocess.Popen(command))
        found = go(started[-1].pid)
        found["alive"] = started[-1].poll() is None
        print(json.dumps(found))
    finally:
        for process in reversed(started):
            process.send_signal(signal.SIGTERM)
        for process in started:
            process.wait(20)


if __name__ == "__main__":
    accompany(sys.argv[2:], lambda process: journey(process, sys.argv[1]))

"""What the commands do about the way of the blood; and what tells whether they could do anything."""

from viewer.core.address import Address
from viewer.shell.window import MainWindow


def toggle_trace(window: MainWindow) -> None:
    """Show the panel of the trace, or hide it; shown with nothing traced yet, it follows the selection."""
    if shows_trace(window):
        window.trace_dock.hide()
        return
    window.trace_desk.open()
    if window.blood.question is None and _selected(window):
        trace_selection(window)
    if window.trace_desk.panel is not None:
        window.trace_desk.panel.setFocus()


def shows_trace(window: MainWindow) -> bool:
    """Tell whether the panel of the trace is there."""
    return not window.trace_dock.isHidden()


def _selected(window: MainWindow) -> tuple[Address, ...]:
    return window.selection.addresses


def selects_one(window: MainWindow) -> bool:
    """Tell whether anything is selected; of several the last counts."""
    return bool(_selected(window))


def selects_two(window: MainWindow) -> bool:
    """Tell whether two places are selected at least."""
    return len(_selected(window)) > 1


def trace_selection(window: MainWindow) -> None:
    """Follow the blood of what is selected to the heart."""
    window.trace_desk.ask("heart", _selected(window)[-1])


def trace_upstream(window: MainWindow) -> None:
    """Show what drains into what is selected."""
    window.trace_desk.ask("upstream", _selected(window)[-1])


def trace_between(window: MainWindow) -> None:
    """Show the ways between the two places that were selected last."""
    window.trace_desk.ask("between", *_selected(window)[-2:])


def step_forward(window: MainWindow) -> None:
    """Go one step on along the way."""
    window.blood.stand(window.blood.here + 1)


def step_back(window: MainWindow) -> None:
    """Go one step back along the way."""
    window.blood.stand(window.blood.here - 1)


def can_step_forward(window: MainWindow) -> bool:
    """Tell whether the way goes on."""
    return window.blood.trace is not None and window.blood.here + 1 < len(window.blood.stops)


def can_step_back(window: MainWindow) -> bool:
    """Tell whether there is a step before."""
    return window.blood.trace is not None and window.blood.here > 0


def clear_trace(window: MainWindow) -> None:
    """Trace nothing any more; what is blocked stays so."""
    window.blood.ask(None)


def traces(window: MainWindow) -> bool:
    """Tell whether anything is traced."""
    return window.blood.question is not None


def toggle_block(window: MainWindow) -> None:
    """Block the step that one stands at, else what is selected, at its side and level; or unblock it."""
    step = _step(window)
    window.trace_desk.toggle_block(str(step if step is not None else _selected(window)[-1]))


def toggle_whole_block(window: MainWindow) -> None:
    """Block all of the vessel that is selected, or let blood through again."""
    address = _step(window) or _selected(window)[-1]
    window.trace_desk.toggle_block(str(address.structure))


def can_block(window: MainWindow) -> bool:
    """Tell whether there is anything to block: a step, or something selected."""
    return _step(window) is not None or selects_one(window)


def _step(window: MainWindow) -> Address | None:
    """Give the place of the step that one stands at, unless something else was selected since."""
    blood, panel = window.blood, window.trace_desk.panel
    if not shows_trace(window) or not blood.stops:
        return None
    walking = panel is not None and panel.isAncestorOf(window.focusWidget() or window)
    begun = blood.question is not None and _selected(window)[-1:] == (blood.question.one,)
    return blood.address_at(blood.here) if walking or (begun and blood.here) else None


def unblock_all(window: MainWindow) -> None:
    """Let blood through everywhere again."""
    window.blood.set_blocks(())


def blocks(window: MainWindow) -> bool:
    """Tell whether the reader has blocked anything."""
    return bool(window.blood.blocks)


def undo(window: MainWindow) -> None:
    """Undo the last block or unblocking."""
    window.blood.undo_stack.undo()


def redo(window: MainWindow) -> None:
    """Do again what was undone."""
    window.blood.undo_stack.redo()


def can_undo(window: MainWindow) -> bool:
    """Tell whether a block can be undone."""
    return window.blood.can_undo()


def can_redo(window: MainWindow) -> bool:
    """Tell whether a block can be done again."""
    return window.blood.can_redo()


def leave_condition(window: MainWindow) -> None:
    """Show again what was shown before the condition."""
    window.leave_condition()


def shows_condition(window: MainWindow) -> bool:
    """Tell whether a condition is shown."""
    return bool(window.place.condition)

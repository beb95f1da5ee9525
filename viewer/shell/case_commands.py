"""The commands about plates, levels and the way of the blood."""

from functools import partial

from PySide6.QtCore import QCoreApplication

from viewer.shell import case_acts, trace_acts
from viewer.shell.command import Command


def plate_commands() -> tuple[Command, ...]:
    """Give the commands that choose plates, within the View menu."""
    tr = QCoreApplication.translate
    plate, beside = tr("Command", "&Plate"), tr("Command", "Second Plate &Beside")
    words = tr("Command", "Plate {number}")
    return (
        *(
            Command(
                f"plate-{number + 1}",
                words.format(number=number + 1),
                partial(case_acts.show_plate, number=number),
                (f"Ctrl+{number + 1}",),
                submenu=plate,
                marked=partial(case_acts.shows_plate, number=number),
                choice="plate",
                named=partial(case_acts.plate_name, number=number),
            )
            for number in range(case_acts.MOST_PLATES)
        ),
        Command(
            "turn",
            tr("Command", "&Radiological Orientation (Half a Turn)"),
            case_acts.toggle_turn,
            ("Ctrl+R",),
            submenu=plate,
            marked=case_acts.is_turned,
            alive=case_acts.can_turn,
            divided=True,
        ),
        Command(
            "beside",
            tr("Command", "&Show or Hide"),
            case_acts.toggle_beside,
            ("F7",),
            submenu=beside,
            alive=case_acts.several_plates,
        ),
        Command(
            "beside-none",
            tr("Command", "&None"),
            partial(case_acts.put_beside, number=-1),
            submenu=beside,
            marked=partial(case_acts.is_beside, number=-1),
            choice="beside",
            divided=True,
        ),
        *(
            Command(
                f"beside-{number + 1}",
                words.format(number=number + 1),
                partial(case_acts.put_beside, number=number),
                submenu=beside,
                marked=partial(case_acts.is_beside, number=number),
                choice="beside",
                named=partial(case_acts.plate_name, number=number),
            )
            for number in range(case_acts.MOST_PLATES)
        ),
    )


def level_commands() -> tuple[Command, ...]:
    """Give the commands of the level cursor, within the Go menu."""
    tr = QCoreApplication.translate
    level = tr("Command", "Le&vel")
    return (
        Command(
            "level-up", tr("Command", "One Level &Up"), case_acts.level_up, ("Alt+PgUp", "["), submenu=level
        ),
        Command(
            "level-down",
            tr("Command", "One Level &Down"),
            case_acts.level_down,
            ("Alt+PgDown", "]"),
            submenu=level,
        ),
        Command("level", tr("Command", "&Type a Level"), case_acts.to_level_box, ("Ctrl+.",), submenu=level),
    )


def _trace_commands() -> tuple[Command, ...]:
    tr = QCoreApplication.translate
    return (
        Command(
            "trace",
            tr("Command", "&Trace"),
            trace_acts.toggle_trace,
            ("Ctrl+T",),
            "trace",
            marked=trace_acts.shows_trace,
        ),
        Command(
            "trace-heart",
            tr("Command", "From Selected to the &Heart"),
            trace_acts.trace_selection,
            ("Ctrl+D",),
            alive=trace_acts.selects_one,
            divided=True,
        ),
        Command(
            "trace-upstream",
            tr("Command", "What Drains &into It"),
            trace_acts.trace_upstream,
            ("Ctrl+U",),
            alive=trace_acts.selects_one,
        ),
        Command(
            "trace-between",
            tr("Command", "Bet&ween Two Selected"),
            trace_acts.trace_between,
            ("Ctrl+M",),
            alive=trace_acts.selects_two,
        ),
        Command(
            "step-forward",
            tr("Command", "Step &Forward"),
            trace_acts.step_forward,
            ("Alt+Down",),
            alive=trace_acts.can_step_forward,
            divided=True,
        ),
        Command(
            "step-back",
            tr("Command", "Step Bac&k"),
            trace_acts.step_back,
            ("Alt+Up",),
            alive=trace_acts.can_step_back,
        ),
        Command(
            "trace-clear",
            tr("Command", "&Clear Trace"),
            trace_acts.clear_trace,
            ("Ctrl+Shift+D",),
            alive=trace_acts.traces,
        ),
    )


def blood_commands() -> tuple[Command, ...]:
    """Give the commands of the Blood menu."""
    tr = QCoreApplication.translate
    return (
        *_trace_commands(),
        Command(
            "block",
            tr("Command", "&Block or Unblock Selected"),
            trace_acts.toggle_block,
            ("Ctrl+B",),
            alive=trace_acts.can_block,
            divided=True,
        ),
        Command(
            "block-whole",
            tr("Command", "Block or Unblock &All of It"),
            trace_acts.toggle_whole_block,
            ("Ctrl+Shift+B",),
            alive=trace_acts.can_block,
        ),
        Command(
            "unblock-all",
            tr("Command", "Unblock &Everything"),
            trace_acts.unblock_all,
            alive=trace_acts.blocks,
        ),
        Command(
            "leave-condition",
            tr("Command", "&Leave Condition"),
            trace_acts.leave_condition,
            alive=trace_acts.shows_condition,
            divided=True,
        ),
    )

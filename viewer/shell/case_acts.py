"""What the commands do about plates, levels and the case in force; and what tells whether they are on."""

from viewer.core.plate_choice import choice_of, plate_choices
from viewer.shell.window import MainWindow

MOST_PLATES = 4
"""So many plates have commands and keys of their own; more are in the list of the tool bar."""


def plate_name(window: MainWindow, number: int) -> str:
    """Give the title of the plate, counted from 0, that a command leads to; "" if there is none."""
    choices = plate_choices(window.atlas)
    return choices[number].title if number < len(choices) else ""


def show_plate(window: MainWindow, number: int) -> None:
    """Show the plate, counted from 0."""
    choices = plate_choices(window.atlas)
    if number < len(choices):
        window.turn_to_plate(choices[number].id)


def shows_plate(window: MainWindow, number: int) -> bool:
    """Tell whether the plate, counted from 0, is the one shown."""
    choices = plate_choices(window.atlas)
    return number < len(choices) and window.place.plate in choices[number].plates


def put_beside(window: MainWindow, number: int) -> None:
    """Show the plate, counted from 0, beside the first; -1 takes the second plate away."""
    choices = plate_choices(window.atlas)
    window.put_beside(choices[number].id if 0 <= number < len(choices) else "")


def is_beside(window: MainWindow, number: int) -> bool:
    """Tell whether the plate, counted from 0, is the second one; of -1, whether there is none."""
    choices = plate_choices(window.atlas)
    beside = next((at for at, choice in enumerate(choices) if choice.id == window.beside), -1)
    return number == beside


def toggle_beside(window: MainWindow) -> None:
    """Show a second plate, the first that is not shown already, or take it away."""
    if window.beside:
        window.put_beside("")
        return
    own = choice_of(window.atlas, window.place.plate)
    others = [choice.id for choice in plate_choices(window.atlas) if choice.id != own]
    window.put_beside(others[0] if others else own)


def several_plates(window: MainWindow) -> bool:
    """Tell whether there is more than one plate to choose from."""
    return len(plate_choices(window.atlas)) > 1


def level_up(window: MainWindow) -> None:
    """Move the level cursor one level up."""
    window.step_level(-1)


def level_down(window: MainWindow) -> None:
    """Move the level cursor one level down."""
    window.step_level(1)


def to_level_box(window: MainWindow) -> None:
    """Go to the box where a level can be typed."""
    window.tool_bar.level_box.setFocus()
    window.tool_bar.level_box.selectAll()


def toggle_turn(window: MainWindow) -> None:
    """Turn the plates that allow it by half a turn, or back."""
    window.turn(not window.in_force.turned)


def is_turned(window: MainWindow) -> bool:
    """Tell whether plates are turned by half a turn."""
    return window.in_force.turned


def can_turn(window: MainWindow) -> bool:
    """Tell whether a plate can be turned."""
    return any(plate.turnable for plate in window.atlas.plates.values())

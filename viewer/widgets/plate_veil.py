"""A plate's words, without those that would answer the question that is open."""

from viewer.core.plate import Compass, Plate
from viewer.core.question import Hides


def veiled(plate: Plate, hides: Hides) -> Plate:
    """Give a plate of the same drawing, and beside it only the words that give nothing away."""
    shown = plate._replace(title="", description="", caption="", brackets=())
    if hides.levels:
        shown = shown._replace(rulers=(), breaks=())
    if hides.sides:
        # Where left and right have words of their own, up and down tell no side.
        known = shown.left or shown.right
        compass = Compass(up=shown.compass.up, down=shown.compass.down) if known else Compass()
        shown = shown._replace(left="", right="", compass=compass)
    return shown

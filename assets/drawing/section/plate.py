"""The files of a section plate, made from its drawing."""

from assets.drawing.section.cut import SCALE, TABLES, read_cut
from assets.drawing.section.section import draw_section
from assets.drawing.section.sidecar import to_sidecar
from assets.drawing.svg import to_svg


def make_section(level: str) -> dict[str, str]:
    """Return the text of the two files of a level's plate, by name."""
    left, front, width, height = (SCALE * side for side in TABLES["box"])
    name = f"section-{level.lower()}"
    title = f"The section plate at {level}: the spinal cord and its veins cut across, seen from below"
    box = (left, -front - height, width, height)
    return {
        f"{name}.svg": to_svg(draw_section(read_cut(level)), box, title),
        f"{name}.toml": to_sidecar(level),
    }

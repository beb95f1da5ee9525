"""The files of the plates, made from the drawings."""

from pathlib import Path

from assets.drawing.body import Body
from assets.drawing.dorsal import draw_dorsal
from assets.drawing.map.drainage import make_drainage
from assets.drawing.measures import read_measures
from assets.drawing.section.cut import LEVELS
from assets.drawing.section.plate import make_section
from assets.drawing.sidecar import to_sidecar
from assets.drawing.svg import to_svg

PLATES = Path(__file__).parents[1] / "atlas" / "plates"
"""Where the atlas keeps its plates."""

TITLE = "The dorsal plate: veins of the spinal cord seen from behind"


def make_plate() -> dict[str, str]:
    """Return the text of each file of the dorsal plate, by its name."""
    body = Body(read_measures())
    picture = draw_dorsal(body)
    return {"dorsal.svg": to_svg(picture, body.measures.box, TITLE), "dorsal.toml": to_sidecar(picture, body)}


def make_sections() -> dict[str, str]:
    """Return the text of each file of the section plates, by its name."""
    return {name: text for level in LEVELS for name, text in make_section(level).items()}


def write_plate(folder: Path = PLATES) -> list[Path]:
    """Draw the plates and write their files; return their paths."""
    paths = []
    for name, text in {**make_plate(), **make_sections(), **make_drainage()}.items():
        path = folder / name
        path.write_text(text, "utf-8", newline="\n")
        paths.append(path)
    return paths

"""The drainage plate, put together: its picture and its words."""

import tomllib
from pathlib import Path
from typing import Any

import numpy as np

from assets.drawing.curves import even_steps
from assets.drawing.map.cord import draw_cord, draw_dura
from assets.drawing.map.course import FOLDER, Course, read_courses, read_table
from assets.drawing.map.ground import draw_grounds, draw_heart, draw_heart_wall
from assets.drawing.map.meshes import draw_meshes, draw_pial_net
from assets.drawing.map.tubes import draw_arrows, draw_courses
from assets.drawing.picture import Picture
from assets.drawing.sidecar import toml_text, toml_value
from assets.drawing.svg import to_svg

TITLE = "The drainage plate: a map of the veins from the spinal cord to the heart"

LAYERS = (  # key, name in Inkscape, the reader's layer; deepest first
    ("rows", "Rows: skull to pelvis", "ground"),
    ("bed", "Epidural space", "meninges"),
    ("under", "Veins in front of the column", "veins"),
    ("bone", "Vertebrae and skull", "bone"),
    ("heart", "Wall of the heart", "ground"),
    ("epidural", "Veins outside the dura", "veins"),
    ("chamber", "Right atrium", "veins"),
    ("shade", "Shadow of the dura", "meninges"),
    ("csf", "Subarachnoid space", "ground"),
    ("dura", "Dura, opened", "meninges"),
    ("cord", "Spinal cord", "nervous"),
    ("grey", "Grey matter", "nervous"),
    ("behind", "Vein on the front of the cord, seen through", "veins"),
    ("net", "Pial venous plexus", "veins"),
    ("veins", "Veins of the cord", "veins"),
    ("slits", "Dural crossings", "veins"),
    ("over", "Veins that pass behind the cord", "veins"),
    ("fade", "Open ends", "ground"),
    ("arrows", "Arrows", "veins"),
)
SHADOWS = {"epidural": "1.6 2.6 0.16", "behind": "none", "slits": "none"}
_DRAINAGE = Path(__file__).parents[2] / "atlas" / "drainage.toml"


def make_drainage() -> dict[str, str]:
    """Return the text of each file of the plate, by its name."""
    table = read_table()
    picture = draw_drainage(table)
    return {"drainage.svg": to_svg(picture, table["view"], TITLE), "drainage.toml": _words(table)}


def draw_drainage(table: dict[str, Any]) -> Picture:
    """Draw the whole map, deepest first."""
    picture = Picture(LAYERS, SHADOWS)
    courses = read_courses(table)
    draw_grounds(picture, table)
    draw_heart_wall(picture, table)
    draw_meshes(picture, table)
    draw_courses(picture, courses)
    draw_heart(picture, table)
    draw_dura(picture, table)
    draw_cord(picture, table)
    draw_pial_net(picture, table["half_width"]["cord"])
    _slits(picture, courses)
    draw_arrows(picture, courses, _either())
    _fade(picture, table["fades"])
    return picture


def _either() -> dict[str, bool]:
    edges: list[dict[str, Any]] = tomllib.loads(_DRAINAGE.read_text("utf-8"))["edge"]
    return {edge["id"]: edge["direction"] == "either" for edge in edges}


def _slits(picture: Picture, courses: list[Course]) -> None:
    """Where a radicular vein goes through the dura: a narrow dark slit at its end."""
    for course in courses:
        if "radicular" not in course.region or course.layer != "veins":
            continue
        end, way = course.line[-1], course.line[-1] - course.line[-6]
        way = way / float(np.hypot(*way))
        across = np.array([-way[1], way[0]])
        angle = np.linspace(0, 2 * np.pi, 16, endpoint=False)
        rim = end + np.outer(np.cos(angle) * 3.6, way) + np.outer(np.sin(angle) * 6.5, across)
        side = course.region.rpartition(".")[2]
        picture.fill("slits", rim, "ostium", edge="dura-edge", width=1.2,
                     region=f"radicular-dural-crossing.{side}")  # fmt: skip


def _fade(picture: Picture, bottom: float) -> None:
    """The pelvis is an open end: the map fades into the page."""
    for high, alpha in zip(np.linspace(bottom - 56, bottom - 2, 20), even_steps(20), strict=True):
        sheet = np.array([[-700, bottom + 20], [700, bottom + 20], [700, high], [-700, high]], float)
        picture.fill("fade", sheet, "bg", alpha=alpha)


def _words(table: dict[str, Any]) -> str:
    """Return the text of ``drainage.toml``."""
    words: dict[str, Any] = tomllib.loads((FOLDER / "words.toml").read_text("utf-8"))
    lines = [f"{key} = {toml_text(value)}" for key, value in words["plate"].items()]
    for name, (top, bottom) in table["rows"].items():
        lines += ["", "[[bracket]]", f"name = {toml_text(name)}", f"top = {top}", f"bottom = {bottom}"]
    for wish in words["label"]:
        lines += ["", "[[label]]", *(f"{key} = {toml_value(value)}" for key, value in wish.items())]
    return "\n".join(lines) + "\n"

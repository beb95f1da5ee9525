"""The words beside the plate: rulers, brackets, caption, and which names should stand in the gutters."""

import tomllib
from collections.abc import Iterable
from typing import Any

from assets.drawing.body import Body
from assets.drawing.measures import FOLDER
from assets.drawing.picture import Picture, Vessel, is_usual

CLOSE, CLOSER = 0.7, 1.4
"""Scales, in pixels for one unit, from which the second and third tier of names appear."""


def to_sidecar(picture: Picture, body: Body) -> str:
    """Return the text of ``dorsal.toml``."""
    words: dict[str, Any] = tomllib.loads((FOLDER / "words.toml").read_text("utf-8"))
    measures = body.measures
    lines = [f"{key} = {toml_text(value)}" for key, value in words["plate"].items()]
    lines.append(f"breaks = [{body.y.at(measures.halved_from):.1f}]")
    for heading, name, kind, spans in (
        ("Cord", "Cord segments", "segment", measures.segments),
        ("Vert.", "Vertebrae", "vertebra", measures.vertebrae),
    ):
        lines += [
            "",
            "[[ruler]]",
            f"heading = {toml_text(heading)}",
            f"name = {toml_text(name)}",
            f"level_kind = {toml_text(kind)}",
            "bands = [",
        ]
        lines += [
            f'  ["{span.name}", {body.y.at(span.top):.1f}, {body.y.at(span.bottom):.1f}],' for span in spans
        ]
        lines.append("]")
    for bracket in words["bracket"]:
        lines += [
            "",
            "[[bracket]]",
            f"name = {toml_text(bracket['name'])}",
            f"top = {body.y.at(body.segments[bracket['first']].top):.1f}",
            f"bottom = {body.y.at(body.segments[bracket['last']].bottom):.1f}",
        ]
    for wish in [*words["label"], *_close_wishes(picture, body, words["close"]["structures"])]:
        lines += ["", "[[label]]", *(f"{key} = {toml_value(value)}" for key, value in wish.items())]
    return "\n".join(lines) + "\n"


def _close_wishes(picture: Picture, body: Body, structures: list[str]) -> Iterable[dict[str, Any]]:
    """Yield a label for each radicular vein, ring and root; closer in for each segment's links and net."""
    drawn = _heights(picture)
    for address in sorted(drawn, key=lambda key: (drawn[key][1], key)):
        structure, _, level = address.partition(".")
        if structure not in structures:
            continue
        side, _, level = level.rpartition(".")
        x, y = drawn[address]
        if not side and structure != "epidural-venous-rings":
            continue
        tier = CLOSE if structure in _SECOND_TIER else CLOSER
        if not _wanted(structure, side, level, body):
            continue
        yield {
            "address": address,
            "gutter": side or ("left" if x < 0 else "right"),
            "priority": 3 if tier == CLOSE else 2,
            "near_y": round(y, 1),
            "shown_from": tier,
        }


_SECOND_TIER = (
    "posterior-radicular-veins",
    "epidural-venous-rings",
    "dorsal-root-ganglion",
    "dorsal-rootlets",
)


def _wanted(structure: str, side: str, level: str, body: Body) -> bool:
    """Let neighbouring levels take turns in the two gutters, each kind in its own step."""
    if structure == "posterior-radicular-veins" or not side:
        return True
    levels = [*body.levels]
    step = ("dorsal-rootlets", "dorsal-root-ganglion", "pial-venous-plexus", "intervertebral-veins")
    turn = levels.index(level) + (step.index(structure) if structure in step else 0)
    if structure == "dorsal-transverse-anastomoses":
        return True
    return (turn % 2 == 0) == (side == "left")


def _heights(picture: Picture) -> dict[str, tuple[float, float]]:
    """Return the middle of each region as usually drawn, by its id without number."""
    found: dict[str, tuple[float, float]] = {}
    for items in picture.items.values():
        for item in (item for item in items if is_usual(item.when)):
            centres = item.centres if isinstance(item, Vessel) else [(item.region, item.lines[0])]
            for region, line in centres:
                if region and region not in found:
                    middle = line[len(line) // 2]
                    found[region] = (float(middle[0]), float(middle[1]))
    return found


def toml_text(value: str) -> str:
    """Return a text as TOML writes it."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def toml_value(value: str | float) -> str:
    """Return a text or a number as TOML writes it."""
    return toml_text(value) if isinstance(value, str) else str(value)

"""The words beside a section plate: which names should stand in the gutters, and where."""

from assets.drawing.section.cut import LEVELS, SCALE
from assets.drawing.section.words import WORDS
from assets.drawing.sidecar import toml_text, toml_value


def to_sidecar(level: str) -> str:
    """Return the text of the TOML beside a section plate."""
    own = WORDS[level]
    plate = {**WORDS["plate"], **own["plate"], "id": f"section-{level.lower()}", "cut": level}
    lines = [f"{key} = {_item(value)}" for key, value in plate.items()]
    for wish in [*WORDS["label"], *own.get("label", [])]:
        if level in wish.get("not_in", ()):
            continue
        row = {key: value for key, value in wish.items() if key not in ("y", "not_in", *LEVELS)}
        row["near_y"] = round(-SCALE * float(wish.get(level, wish["y"])), 1)
        lines += ["", "[[label]]", *(f"{key} = {toml_value(value)}" for key, value in row.items())]
    return "\n".join(lines) + "\n"


def _item(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "[" + ", ".join(toml_text(word) for word in value) + "]"
    return toml_text(str(value))

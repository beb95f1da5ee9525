"""A large atlas made by rule, to measure opening, pointing, selecting and searching by.

``make_large_atlas(folder)`` writes 2,000 structures, 10,000 regions and 1 MB of text, without a fault;
``python -m tests.benchmarks.large_atlas FOLDER`` does the same by hand.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, sin
from pathlib import Path

_SYLLABLES = (
    "va",
    "ren",
    "lo",
    "mi",
    "sul",
    "tor",
    "bi",
    "cau",
    "nex",
    "pa",
    "dor",
    "le",
    "gan",
    "fi",
    "ru",
    "so",
)
_LEVELS = ("C1", "C2", "T1", "T2", "L1")
_COLUMNS = 50
_CELL_WIDTH, _CELL_HEIGHT = 36.0, 90.0


@dataclass(frozen=True)
class Size:
    """How large an atlas is to be; each structure has one region at each of five levels."""

    structures: int = 2_000
    text_bytes: int = 1_000_000
    sections: int = 400


def _name(number: int) -> str:
    """Give a pronounceable word for a number, a different one for each."""
    base = len(_SYLLABLES)
    parts = []
    for place in range(3):
        parts.append(_SYLLABLES[(number // base**place + 5 * place) % base])
    return "".join(parts)


def _id(number: int) -> str:
    return f"{_name(number)}-vein"


_HEAD = """id = "large"
title = "A large atlas"
version = "1"
licence = "CC0"
disclaimer = "For measuring. Not for diagnosis."
disclaimer_short = "Not for diagnosis"
credits = "Made by rule."
levels = ["C1", "C2", "T1", "T2", "L1"]
heart = "heart"
plates = ["large"]

[[layer]]
id = "veins"
name = "Veins"

[[kind]]
id = "vein"
name = "Vein"
names = "Veins"
layer = "veins"

[[level_kind]]
id = "segment"
phrase = "cord segment {level}"
"""


def _structures(size: Size) -> Iterator[str]:
    for number in range(size.structures - 1):
        name = _name(number).capitalize()
        parent = f'parent = "{_id(number // 10)}"\n' if number >= 10 else ""
        yield (
            f'[[structure]]\nid = "{_id(number)}"\nkind = "vein"\n'
            f'name = "{name} vein"\nlatin = "vena {name.lower()}is"\n'
            f'synonyms = ["Vein of {_name(number + 7).capitalize()}", "{_name(number * 3)} channel"]\n'
            f"{parent}"
            f'level_kind = "segment"\nsources = ["source-{number % 100}"]\n'
        )
    yield '[[structure]]\nid = "heart"\nkind = "vein"\nname = "Heart"\nundrawn = "It lies elsewhere."\n'


def _edges(size: Size) -> Iterator[str]:
    for number in range(size.structures - 1):
        end = _id(number // 3) if number >= 3 else "heart"
        way = "either" if number % 2 else "one-way"
        yield (
            f'[[edge]]\nid = "E{number}"\nfrom = "{_id(number)}"\nto = "{end}"\ndirection = "{way}"\n'
            f'levels = "all"\nsources = ["source-{number % 100}"]\n'
        )


def _vessel(number: int, level: int) -> str:
    """Draw one piece of a vein: an outline of changing width round a winding centre line."""
    x = (number % _COLUMNS) * _CELL_WIDTH + 6 * level
    y = (number // _COLUMNS) * _CELL_HEIGHT + level * _CELL_HEIGHT / 5
    phase = number * 0.7 + level
    bend, half = 5 * sin(phase), 1.5 + cos(phase)
    end = y + _CELL_HEIGHT / 5
    centre = f"M{x:.1f} {y:.1f}C{x + bend:.1f} {y + 6:.1f} {x - bend:.1f} {y + 12:.1f} {x:.1f} {end:.1f}"
    left, right = x - half, x + half
    body = (
        f"M{left:.1f} {y:.1f}"
        f"C{left + bend:.1f} {y + 6:.1f} {left - bend:.1f} {y + 12:.1f} {left:.1f} {end:.1f}"
        f"H{right:.1f}C{right - bend:.1f} {y + 12:.1f} {right + bend:.1f} {y + 6:.1f} {right:.1f} {y:.1f}Z"
    )
    return (
        f'<g class="vessel" data-role="vein"><path class="body f-vein vessel" d="{body}"/>'
        f'<path class="centre" id="{_id(number)}.{_LEVELS[level]}" d="{centre}"/></g>\n'
    )


def _drawing(size: Size) -> Iterator[str]:
    rows = size.structures // _COLUMNS + 1
    width, height = _COLUMNS * _CELL_WIDTH + 40, rows * _CELL_HEIGHT + 40
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-20 -20 {width} {height}">\n'
    yield "<style>.f-vein{fill:#1f5199}.f-vein.vessel{stroke:#0e2650}</style>\n"
    yield '<g id="layer-veins" data-layer="veins">\n'
    for number in range(size.structures - 1):
        for level in range(len(_LEVELS)):
            yield _vessel(number, level)
    yield "</g>\n</svg>\n"


def _section(number: int, size: Size) -> str:
    """Write one section; together they mention every structure and reach the wanted length."""
    wanted = size.text_bytes // size.sections
    first = number * size.structures // size.sections
    last = (number + 1) * size.structures // size.sections
    names = [_id(one) if one < size.structures - 1 else "heart" for one in range(first, last)]
    about = ", ".join(f'"{name}"' for name in names)
    parts = [
        f'+++\ntitle = "On {_name(number)}"\norder = {number}\npart = "article"\nabout = [{about}]\n+++\n\n'
    ]
    length, turn = 0, 0
    while length < wanted:
        name = names[turn % len(names)]
        words = " ".join(_name(number * 31 + turn * 7 + step) for step in range(24))
        parts.append(f"The [vein]({name}) runs beside {words}. [@source-{(number + turn) % 100}]\n\n")
        length += len(parts[-1])
        turn += 1
    return "".join(parts)


def make_large_atlas(folder: Path, size: Size | None = None) -> Path:
    """Write the atlas into ``folder`` and give it."""
    size = size or Size()
    text = folder / "text" / "en"
    text.mkdir(parents=True, exist_ok=True)
    (folder / "plates").mkdir(exist_ok=True)
    sources = [{"id": f"source-{number}", "title": f"On {_name(number)}"} for number in range(100)]
    files = {
        "atlas.toml": _HEAD,
        "structures.toml": "\n".join(_structures(size)),
        "drainage.toml": "\n".join(_edges(size)),
        "sources.json": json.dumps(sources, indent=1),
        "plates/large.svg": "".join(_drawing(size)),
        "plates/large.toml": 'id = "large"\ntitle = "Large"\ndescription = "Many veins, drawn by rule."\n',
    }
    files |= {
        f"text/en/{number:03}-{_name(number)}.md": _section(number, size) for number in range(size.sections)
    }
    for name, content in files.items():
        (folder / name).write_text(content, "utf-8")
    return folder


if __name__ == "__main__":
    make_large_atlas(Path(sys.argv[1]))

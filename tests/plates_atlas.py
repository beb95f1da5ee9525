"""The small atlas with more to look at: a map, two cuts of one group, variants, a condition, stages."""

import shutil
from pathlib import Path

SMALL = Path(__file__).parent / "small_atlas"

_STYLE = """<style>
.f-cord{fill:#f3dfc9;stroke:none}
.f-vein{fill:#1f5199;stroke:none}
.s-vein{stroke:#1f5199;fill:none}
.centre{fill:none;stroke:none}
</style>"""

_WHEN = 'data-when="!left-side-vein-missing"'

_CUT = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
 viewBox="-200 -200 400 400">
{style}
<g inkscape:groupmode="layer" inkscape:label="Cord" id="layer-cord" data-layer="nervous">
<path id="the-cord" class="f-cord" d="M-100 -80H100V80H-100Z"/>
</g>
<g inkscape:groupmode="layer" inkscape:label="Veins" id="layer-veins" data-layer="veins">
<path class="vessel s-vein" id="midline-vein" stroke-width="6" d="M0 -95L30 -95L30 -120"/>
<path class="vessel s-vein" {missing} id="side-vein.left" stroke-width="4" d="M-120 -40L-120 40"/>
<path class="vessel s-vein" id="side-vein.right" stroke-width="4" d="M120 -40L120 40"/>
</g>
</svg>
"""

_CUT_TABLE = """id = "{id}"
title = "Cut at {cut}"
description = "The cord cut across."
caption = ""
left = "L"
right = "R"
group = "Section"
cut = "{cut}"
covers = "{covers}"
compass = ["Back", "Right", "Front", "Left"]
turnable = true
"""

_MAP = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
 viewBox="0 0 300 300">
{style}
<g inkscape:groupmode="layer" inkscape:label="Veins" id="layer-veins" data-layer="veins">
<path class="vessel s-vein" {missing} id="vein-net.left" stroke-width="6" d="M20 40L80 40"/>
<path class="vessel s-vein" {missing} id="side-vein.left" stroke-width="6" d="M20 120L80 120"/>
<path class="vessel s-vein" id="side-vein.right" stroke-width="6" d="M220 120L280 120"/>
<path class="vessel s-vein" id="midline-vein" stroke-width="8" d="M150 120L150 200"/>
<path class="vessel s-vein" id="right-atrium" stroke-width="20" d="M140 270L160 270"/>
<g class="vessel" data-role="vein">
<path class="body f-vein vessel" d="M148 200L152 200L152 260L148 260Z"/>
<path class="centre" data-edge="E-four" d="M150 200L150 260"/>
</g>
</g>
</svg>
"""

_MAP_TABLE = """id = "map"
title = "Map"
description = "The way to the heart."
caption = "Not to scale."
left = "L"
right = "R"
"""

_VARIANTS = """[[group]]
id = "side-veins"
name = "Side veins"

[[variant]]
id = "two-side-veins"
group = "side-veins"
name = "One on each side"
usual = true
statement = "So it is in most."
certainty = "A"
sources = ["smith1999"]

[[variant]]
id = "left-side-vein-missing"
group = "side-veins"
name = "None at the left"
hides = ["side-vein.left", "vein-net.left"]
closes = ["E-two"]
statement = "So it is in one of ten."
certainty = "B"
sources = ["jones2001"]
section = "trouble"
"""

_LEVEL = """+++
title = "What is true in the neck"
order = 30
part = "levels"
levels = "C"
about = ["midline-vein"]
+++

In the neck the [midline vein](midline-vein) is large here. [@smith1999]
"""


def plates_atlas(folder: Path) -> Path:
    """Make the atlas in a folder that is not there yet."""
    shutil.copytree(SMALL, folder)
    _add(folder, "atlas.toml", 'plates = ["back"]', 'plates = ["back", "cut-c", "cut-t", "map"]')
    undrawn = 'undrawn = "The heart lies far in front of this plate."\n'
    _add(folder, "structures.toml", undrawn, "")
    condition = folder / "conditions.toml"
    condition.write_text(condition.read_text("utf-8") + '\nstart = "vein-net.left"\nat = "T1"\n', "utf-8")
    (folder / "variants.toml").write_text(_VARIANTS, "utf-8")
    drainage = folder / "drainage.toml"
    stages = (
        ("Net", "vein-net"),
        ("Sides", "side-vein"),
        ("Middle", "midline-vein"),
        ("Heart", "right-atrium"),
    )
    told = "".join(f'[[stage]]\ntitle = "{title}"\nstructures = ["{one}"]\n\n' for title, one in stages)
    drainage.write_text(told + drainage.read_text("utf-8"), "utf-8")
    (folder / "text" / "en" / "30-level.md").write_text(_LEVEL, "utf-8")
    plates = folder / "plates"
    back = (plates / "back.svg").read_text("utf-8")
    for part in ('id="side-vein.left.C1"', 'id="vein-net.left"', 'id="vein-net.left#2"'):
        assert part in back
        back = back.replace(part, f"{_WHEN} {part}")
    (plates / "back.svg").write_text(back, "utf-8")
    for name, cut, covers in (("cut-c", "C1", "C"), ("cut-t", "T1", "T")):
        (plates / f"{name}.svg").write_text(_CUT.format(style=_STYLE, missing=_WHEN), "utf-8")
        table = _CUT_TABLE.format(id=name, cut=cut, covers=covers)
        (plates / f"{name}.toml").write_text(table, "utf-8")
    (plates / "map.svg").write_text(_MAP.format(style=_STYLE, missing=_WHEN), "utf-8")
    (plates / "map.toml").write_text(_MAP_TABLE, "utf-8")
    return folder


def _stages() -> str:
    way = {"Net": "vein-net", "Sides": "side-vein", "Middle": "midline-vein", "Heart": "right-atrium"}
    return "".join(f'[[stage]]\ntitle = "{title}"\nstructures = ["{one}"]\n\n' for title, one in way.items())


def _add(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text("utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), "utf-8")

"""The picture as an SVG that Inkscape opens with its layers, ids and colours."""

import tomllib
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from assets.drawing.curves import Marks, Points
from assets.drawing.fitting import fit
from assets.drawing.picture import Mark, Picture, Vessel

_THEME = Path(__file__).parents[1] / "themes" / "light.toml"

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
     viewBox="{box}">
<title>{title}</title>
"""


class Names:
    """Gives every id once: the second ``x.left.T8`` becomes ``x.left.T8#2``."""

    def __init__(self) -> None:
        """Start with no id used."""
        self._used: dict[str, int] = {}

    def give(self, region: str) -> str:
        """Return the id to write for a region."""
        self._used[region] = self._used.get(region, 0) + 1
        return region if self._used[region] == 1 else f"{region}#{self._used[region]}"


def to_svg(picture: Picture, box: Iterable[float], title: str, error: float = 0.35) -> str:
    """Return the text of the SVG; curves are fitted to ``error`` units, numbers have one decimal."""
    names, roles = Names(), _Roles()
    body = []
    for key, label, user_layer in picture.layers:
        shadow = f' data-shadow="{picture.shadows[key]}"' if key in picture.shadows else ""
        body.append(
            f'<g inkscape:groupmode="layer" inkscape:label="{label}" id="layer-{key}"'
            f' data-layer="{user_layer}"{shadow}>'
        )
        for item in picture.items[key]:
            if isinstance(item, Vessel):
                body.append(_vessel(item, picture.free_of(key, item), names, roles, error))
            else:
                body.append(_mark(item, names, roles, error))
        body.append("</g>")
    head = _HEAD.format(box=" ".join(f"{side:g}" for side in box), title=title)
    return "\n".join([head.rstrip(), roles.style(), *body, "</svg>"]) + "\n"


class _Roles:
    """The style classes in use, in the colours of the light theme."""

    def __init__(self) -> None:
        theme = tomllib.loads(_THEME.read_text("utf-8"))
        self._colours: dict[str, str] = theme["plate"]
        self._rules: dict[str, str] = {}

    def fill(self, role: str) -> str:
        self._rules[f".f-{role}"] = f"fill:{self._colours[role]};stroke:none"
        return f"f-{role}"

    def edged(self, role: str, edge: str) -> str:
        self._rules[f".f-{role}"] = f"fill:{self._colours[role]};stroke:none"
        self._rules[f".f-{role}.s-{edge}"] = f"fill:{self._colours[role]};stroke:{self._colours[edge]}"
        return f"f-{role} s-{edge}"

    def stroke(self, role: str) -> str:
        self._rules[f".s-{role}"] = f"stroke:{self._colours[role]};fill:none"
        return f"s-{role}"

    def body(self, role: str) -> str:
        edge = self._colours[f"{role}-edge"]
        self._rules[f".f-{role}.vessel"] = f"stroke:{edge};stroke-width:2.2;paint-order:stroke"
        return f"{self.fill(role)} vessel"

    def style(self) -> str:
        order = sorted(self._rules, key=lambda rule: (rule.count("."), rule))
        rules = [f"{rule}{{{self._rules[rule]}}}" for rule in order]
        base = ["path{stroke-linejoin:round;stroke-linecap:round}", ".centre,.hit{fill:none;stroke:none}"]
        return "\n".join(["<style>", *base, *rules, "</style>"])


def _mark(mark: Mark, names: Names, roles: _Roles, error: float) -> str:
    if mark.hit_only:
        classes = "hit"
    elif mark.fill:
        classes = roles.edged(mark.fill, mark.stroke) if mark.stroke else roles.fill(mark.fill)
    else:
        kind = " vessel" if mark.tube else " net" if mark.net else ""
        classes = roles.stroke(mark.stroke) + kind
    written = {
        "id": names.give(mark.region) if mark.region else "",
        "class": classes,
        "stroke-width": f"{mark.width:g}" if mark.stroke else "",
        "stroke-linecap": "butt" if mark.butt else "",
        "fill-opacity": f"{mark.alpha:.3g}" if mark.fill and mark.alpha < 1 else "",
        "stroke-opacity": f"{mark.alpha:.3g}" if mark.stroke and mark.alpha < 1 else "",
        "data-from": f"{mark.shown_from:g}" if mark.shown_from else "",
        "data-when": mark.when,
        "d": path_data(mark.lines, mark.closed, error),
    }
    return "<path" + "".join(f' {name}="{value}"' for name, value in written.items() if value) + "/>"


def _vessel(vessel: Vessel, free: Marks, names: Names, roles: _Roles, error: float) -> str:
    shown = f' data-from="{vessel.shown_from:g}"' if vessel.shown_from else ""
    casing = f' data-casing="{vessel.casing:g}"' if vessel.casing != 1.1 else ""
    when = f' data-when="{vessel.when}"' if vessel.when else ""
    lines = [f'<g class="vessel" data-role="{vessel.role}"{casing}{shown}{when}>']
    lines += [
        f'<path class="body {roles.body(vessel.role)}" d="{path_data([body], True, error)}"/>'
        for body in vessel.bodies()
    ]
    surface = ((vessel.shades(free), "shade"), (vessel.lights(free), "light")) if vessel.lit else ()
    for parts, name in surface:
        if parts:
            role = roles.fill(f"{vessel.role}-{name}")
            lines.append(f'<path class="{name} {role}" d="{path_data(parts, True, error)}"/>')
    lines += [
        f'<path class="centre" id="{names.give(region)}" d="{path_data([line], False, error)}"/>'
        for region, line in vessel.centres
    ]
    for tie, line in vessel.ties:
        edge, _blank, own = tie.partition(" ")
        case = f' data-when="{own}"' if own else ""
        lines.append(f'<path class="centre" data-edge="{edge}"{case} d="{path_data([line], False, error)}"/>')
    return "\n".join([*lines, "</g>"])


def path_data(lines: Iterable[Points], closed: bool, error: float) -> str:
    """Return the ``d`` of a path: relative cubics and lines, absolute places rounded to 0.1 unit."""
    words = []
    for line in lines:
        points = np.vstack([line, line[:1]]) if closed else line
        cubics = fit(points, error)
        if not cubics:
            continue
        here = np.round(points[0], 1)
        words.append(f"M{_number(here[0])} {_number(here[1])}")
        for first, second, end in cubics:
            words.append(_segment(here, np.round(first, 1), np.round(second, 1), np.round(end, 1)))
            here = np.round(end, 1)
        if closed:
            words.append("z")
    return "".join(words)


def _segment(here: Points, first: Points, second: Points, end: Points) -> str:
    chord = end - here
    size = max(float(np.hypot(*chord)), 1e-9)
    bend = max(abs(chord[0] * (c[1] - here[1]) - chord[1] * (c[0] - here[0])) / size for c in (first, second))
    if bend < 0.08:
        return f"l{_number(chord[0])} {_number(chord[1])}"
    return "c" + " ".join(_number(value) for point in (first, second, end) for value in point - here)


def _number(value: float) -> str:
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text

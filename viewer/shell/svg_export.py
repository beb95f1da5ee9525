"""A plate as a drawing of its own: the atlas's SVG in a theme's colours, each region with its title.

Ids and layers are kept, so what is exported can be opened in Inkscape and read back by the program.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.camera import Camera
from viewer.core.errors import AddressError
from viewer.core.plate import Plate, Rect, Region, Shape
from viewer.core.queries import describe
from viewer.core.showing import in_force
from viewer.core.standing import Standing
from viewer.widgets.look import Look

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_SVG = "http://www.w3.org/2000/svg"
_PREFIXES = {
    "": _SVG,
    "inkscape": "http://www.inkscape.org/namespaces/inkscape",
    "sodipodi": "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd",
}
_HALO = 5.0
"""How far the mark of a selected vessel stands out on either side, in plate units."""


class SvgPlate:
    """One plate's drawing, to be dressed and written."""

    def __init__(self, atlas: Atlas, plate: Plate, folder: Path) -> None:
        """Read the drawing of ``plate`` from the atlas's folder.

        :raises OSError: if it cannot be read.
        """
        from xml.etree import ElementTree

        for prefix, space in _PREFIXES.items():
            ElementTree.register_namespace(prefix, space)
        self._atlas, self._plate = atlas, plate
        self._tree = ElementTree.parse(folder / "plates" / f"{plate.id}.svg")
        self._root = self._tree.getroot()
        self._ground: list[Element] = []
        self._above: list[Element] = []

    def leave_out(self, names: frozenset[str]) -> None:
        """Take out what is not drawn in the case in force.

        ``names`` are those of its variants and condition, see :func:`~viewer.core.showing.words_in_force`.
        """
        for parent in list(self._root.iter()):
            for child in list(parent):
                if not in_force(child.get("data-when", ""), names):
                    parent.remove(child)

    def turn(self) -> None:
        """Turn the drawing by half a turn about the middle of its view."""
        view = self._plate.view
        x, y = view.x + view.width / 2, view.y + view.height / 2
        group = _made("g")
        group.set("transform", f"rotate(180 {x:g} {y:g})")
        for child in [each for each in self._root if each.tag == f"{{{_SVG}}}g"]:
            self._root.remove(child)
            group.append(child)
        self._root.append(group)

    def title_regions(self) -> None:
        """Give each region a title, which browsers show on pointing and screen readers read."""
        for element in list(self._root.iter()):
            address = self._address(element)
            if address is not None:
                title = _made("title", describe(self._atlas, address))
                element.insert(0, title)

    def colour(self, look: Look, layers: Mapping[str, str]) -> None:
        """Put on the colours of ``look``; layers are shown, ghosted or hidden as said."""
        style = next(self._root.iter(f"{{{_SVG}}}style"), None)
        if style is None:
            style = _made("style")
            self._root.insert(0, style)
        style.text = "\n" + "\n".join(_rules(self._classes(), look)) + "\n"
        view = self._plate.view
        self._ground = [_rectangle(view, look.colour("bg").name())]
        for group in self._root:
            state = layers.get(group.get("data-layer", ""), "show")
            if state != "show":
                group.set("style", "display:none" if state == "hide" else "opacity:0.3")

    def mark(self, addresses: Sequence[Address], look: Look) -> None:
        """Light what is selected: a dark line and a gold one around it, as on the screen."""
        group = _made("g")
        group.set("id", "layer-selection")
        standing = Standing(self._atlas, self._plate)
        lit = [r for r in self._plate.regions if any(standing.covers(one, r.address) for one in addresses)]
        group.extend(_area_marks(lit, look))
        group.extend(_line_marks(lit, look))
        self._above.append(group)

    def add_drawing(self, svg: bytes, group_id: str, camera: Camera, ground: str) -> None:
        """Set another drawing's content on top, as it was seen, the picture made as wide as both."""
        from xml.etree import ElementTree

        group = _made("g")
        group.set("id", group_id)
        x, y = camera.to_plate(0.0, 0.0)
        unit, view = 1 / camera.zoom, camera.seen()
        group.set("transform", f"matrix({unit:.6g} 0 0 {unit:.6g} {x:.6g} {y:.6g})")
        group.extend(
            each for each in ElementTree.fromstring(svg) if not each.tag.endswith(("title", "desc", "defs"))
        )
        self._above.append(group)
        self._root.set("viewBox", f"{view.x:g} {view.y:g} {view.width:g} {view.height:g}")
        self._ground = [_rectangle(view, ground)]

    def write(self, file: Path) -> None:
        """Write the drawing.

        :raises OSError: if it cannot be written.
        """
        self._root.set("role", "img")
        self._root.insert(0, _made("desc", self._plate.description))
        self._root.insert(0, _made("title", self._plate.title))
        first = next((i for i, each in enumerate(self._root) if each.tag == f"{{{_SVG}}}g"), len(self._root))
        for element in reversed(self._ground):
            self._root.insert(first, element)
        self._root.extend(self._above)
        self._tree.write(file, encoding="utf-8", xml_declaration=True)

    def _address(self, element: "Element") -> Address | None:
        id_ = element.get("id", "")
        try:
            address = Address.parse(id_)
        except AddressError:
            return None
        return address if address.structure in self._atlas.structures else None

    def _classes(self) -> set[tuple[str, ...]]:
        return {tuple(each.get("class", "").split()) for each in self._root.iter()}


def _made(tag: str, text: str | None = None) -> "Element":
    from xml.etree.ElementTree import Element

    element = Element(f"{{{_SVG}}}{tag}")
    element.text = text
    return element


def _rectangle(rect: Rect, colour: str) -> "Element":
    element = _made("rect")
    for name, value in (("x", rect.x), ("y", rect.y), ("width", rect.width), ("height", rect.height)):
        element.set(name, f"{value:g}")
    element.set("fill", colour)
    return element


def _rules(classes: set[tuple[str, ...]], look: Look) -> Iterator[str]:
    yield "path{stroke-linejoin:round;stroke-linecap:round}"
    yield ".centre,.hit{fill:none;stroke:none}"
    yield ".centre{pointer-events:stroke;stroke-width:14}"
    yield ".hit{pointer-events:all}"
    names = {name for each in classes for name in each}
    for name in sorted(names):
        colour = look.colour(name[2:]).name()
        if name.startswith("f-"):
            yield f".{name}{{fill:{colour};stroke:none}}"
        elif name.startswith("s-"):
            yield f".{name}{{stroke:{colour};fill:none}}"
    vessels = {name for each in classes if "vessel" in each for name in each if name.startswith("f-")}
    for name in sorted(vessels):
        edge = look.colour(f"{name[2:]}-edge").name()
        yield f".{name}.vessel{{stroke:{edge};stroke-width:2.2;paint-order:stroke}}"


def _area_marks(regions: Sequence[Region], look: Look) -> Iterator["Element"]:
    """Give their outlines: a filled area would hide what lies on it."""
    areas = [area for region in regions if region.shape is Shape.AREA for area in region.areas]
    for role, width in (("key", 2 * _HALO + 3), ("select", 2 * _HALO), ("key", 2.0)):
        for area in areas:
            yield _line(area, look.colour(role).name(), width, closed=True)


def _line_marks(regions: Sequence[Region], look: Look) -> Iterator["Element"]:
    """Give all dark lines, then all gold ones, then the vessels, so that joins have no seam."""
    lines = [(line, region.role or "vein") for region in regions for line in region.lines]
    widths = [2 * sum(line.radii) / max(len(line.radii), 1) for line, _ in lines]
    for role, beyond in (("key", 2 * _HALO + 3), ("select", 2 * _HALO), ("", 0.0)):
        for (line, own), width in zip(lines, widths, strict=True):
            yield _line(line.points, look.colour(role or own).name(), width + beyond)


def _line(points: Sequence[float], colour: str, width: float, closed: bool = False) -> "Element":
    pairs = zip(points[::2], points[1::2], strict=True)
    path = _made("path")
    path.set("d", "M" + "L".join(f"{x:g} {y:g}" for x, y in pairs) + ("Z" if closed else ""))
    for name, value in (("stroke", colour), ("stroke-width", f"{width:.4g}"), ("fill", "none")):
        path.set(name, value)
    return path

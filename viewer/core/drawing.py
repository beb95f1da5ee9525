"""A plate's SVG -> what is painted and what can be pointed at."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import sqrt

from viewer.core.address import Address
from viewer.core.canvas import CASING, SHADOW, Canvas, Centre, Piece, Stroke, Vessel, areas_in, lines_along
from viewer.core.errors import AddressError
from viewer.core.faults import FaultList, hint
from viewer.core.memory import Memory
from viewer.core.paths import IDENTITY, Matrix, product, read_path, read_transform, shape_data
from viewer.core.plate import Path, Rect, Shape
from viewer.core.structure import StructureId
from viewer.core.svg_tree import NOTES, Node, read_tree

Structures = Mapping[StructureId, object]
GROUND = "ground"
_PIECE = re.compile(r"_(\d+)$")
"""Inkscape's Object Properties write ``_2`` where ``#2`` is typed: they allow no # in an id."""
_SAYS_NOTHING = frozenset({"class", "d", "id"})
"""Attributes that hand nothing down but, perhaps, an address."""
_COLOURLESS = (
    "This {} has no class that colours it. In Inkscape’s XML Editor give it the class “f-ROLE” or “s-ROLE”."
)
_SHAPES = frozenset(["path", "rect", "circle", "ellipse", "line", "polygon", "polyline"])
_STYLING = frozenset(
    ["stroke-width", "stroke-linecap", "fill-rule", "fill-opacity", "stroke-opacity", "opacity"]
)
_SKIPPED = frozenset(
    ["defs", "style", "metadata", "title", "desc", "clipPath", "mask", "pattern", "marker", "symbol"]
)


@dataclass(slots=True)
class Drawing:
    """What one SVG holds: the visible rectangle, and a canvas of elements and pieces of regions."""

    view: Rect
    canvas: Canvas
    layers: tuple[str, ...]
    roles: frozenset[str]


@dataclass(slots=True)
class _Inherited:
    """What a group hands down to what lies in it; never changed, though not frozen: that would cost time."""

    matrix: Matrix = IDENTITY
    layer: str = GROUND
    address: Address | None = None
    shown_from: float = 0.0
    opacity: float = 1.0
    casing: float = CASING
    shadow: tuple[float, float, float] | None = SHADOW
    when: str = ""

    def at(self, address: Address | None) -> "_Inherited":
        """Give the same for a region; without an address, itself."""
        if address is None:
            return self
        return _Inherited(
            self.matrix, self.layer, address, self.shown_from, self.opacity, self.casing, self.shadow,
            self.when,
        )  # fmt: skip


class _Drawer:
    def __init__(
        self, file: str, faults: FaultList, structures: Structures, layers: Mapping[str, object],
        memory: Memory,
    ) -> None:  # fmt: skip
        self.file = file
        self.faults = faults
        self.structures = structures
        self.layers = layers
        self.canvas = Canvas(memory)
        self.used: dict[str, None] = {}
        self.roles: frozenset[str] = frozenset()
        self.ids: dict[str, int] = {}

    def fault(self, node: Node, message: str) -> None:
        self.faults.add(self.file, node.line, message)

    # What a group or shape says of itself

    def address(self, node: Node) -> Address | None:
        """Give the address that an element's id is, None where its id is none of ours."""
        text = _PIECE.sub(r"#\1", node.attributes.get("id", ""))
        head = text.partition("#")[0].partition(".")[0]
        if not head or text.startswith("layer-") or any(letter.isdigit() for letter in head):
            return None
        if text in self.ids:
            self.fault(
                node, f"The id “{text}” stands on line {self.ids[text]} too. End one of them with “_2”."
            )
        self.ids.setdefault(text, node.line)
        if not self.structures:
            return None
        if head not in self.structures:
            if head in ("svg", "defs", "namedview", "base", "metadata"):
                return None
            self.fault(
                node,
                f"No structure is called “{head}”."
                f"{hint(head, self.structures) or ' Add it to structures.toml, or mend the id.'}",
            )
            return None
        try:
            return Address.parse(text)
        except AddressError:
            self.fault(
                node, f"The id “{text}” is no address. Write structure, structure.left or structure.right.T8."
            )
            return None

    def number(self, node: Node, name: str, otherwise: float) -> float:
        """Give a number from an attribute or the style of an element."""
        text = node.attributes.get(name, "")
        if not text:
            return otherwise
        try:
            value = float(text.strip().removesuffix("px").removesuffix("%"))
        except ValueError:
            value = float("nan")
        if not -1e6 < value < 1e6:
            self.fault(node, f"{name}=“{text[:40]}” is no usable number. Give one, in plate units.")
            return otherwise
        return value / 100 if text.strip().endswith("%") else value

    def inherited(self, node: Node, above: _Inherited) -> _Inherited:
        """Give what a group or shape hands down, its own transform and region counted in."""
        if node.attributes.keys() <= _SAYS_NOTHING:
            return above.at(self.address(node))
        _restyle(node)
        below = above
        text = node.attributes.get("transform", "")
        if text:
            try:
                below = replace(below, matrix=product(above.matrix, read_transform(text)))
            except ValueError as error:
                self.fault(node, f"{error}. Write it again, or ungroup and group anew.".capitalize())
        below = replace(
            below,
            shown_from=self.number(node, "data-from", above.shown_from),
            opacity=above.opacity * self.number(node, "opacity", 1.0),
            casing=self.number(node, "data-casing", above.casing),
        )
        if "data-shadow" in node.attributes:
            below = replace(below, shadow=self.shadow(node))
        if "data-when" in node.attributes:
            below = replace(below, when=" ".join(node.attributes["data-when"].split()))
        return below.at(self.address(node))

    def shadow(self, node: Node) -> tuple[float, float, float] | None:
        """Read ``data-shadow``: "dx dy alpha", or "none"."""
        words = node.attributes["data-shadow"].split()
        if words == ["none"]:
            return None
        try:
            dx, dy, alpha = (float(word) for word in words)
        except ValueError:
            self.fault(node, "data-shadow must be three numbers (dx dy alpha) or “none”.")
            return SHADOW
        return dx, dy, alpha

    def look(self, node: Node, here: _Inherited) -> Stroke:
        """Read how a shape is painted; colours are the roles its classes name."""
        fill = stroke = ""
        for name in node.attributes.get("class", "").split():
            if name[:2] in ("f-", "s-"):
                if self.roles and name not in self.roles:
                    known = hint(name, self.roles) or " Add a rule for it to <style>."
                    self.fault(node, f"No rule of <style> is called “.{name}”.{known}")
                if name[0] == "f":
                    fill = name[2:]
                else:
                    stroke = name[2:]
        a, b, c, d, _, _ = here.matrix
        alpha = here.opacity
        return Stroke(
            fill, stroke, self.number(node, "stroke-width", 1.0) * sqrt(abs(a * d - b * c)),
            alpha * self.number(node, "fill-opacity", 1.0), alpha * self.number(node, "stroke-opacity", 1.0),
            here.shown_from, node.attributes.get("stroke-linecap", "round") == "round",
            node.attributes.get("fill-rule", "nonzero") == "evenodd", here.when,
        )  # fmt: skip

    def path(self, node: Node, here: _Inherited) -> Path | None:
        """Read the geometry of a shape, in plate units."""
        try:
            data = shape_data(node.tag, node.attributes)
            path = self.canvas.memory.once(read_path, data, here.matrix)
        except ValueError as error:
            self.fault(node, f"This {node.tag} cannot be read: {error}. Draw it again.")
            return None
        return path if path.verbs else None

    # Walking the tree

    def walk(self, node: Node, above: _Inherited) -> None:
        """Draw an element and what lies in it."""
        if node.tag in _SKIPPED or _styled(node).get("display") == "none":
            return
        if node.tag == "g":
            here = self.inherited(node, above)
            if "vessel" in node.attributes.get("class", "").split():
                self.vessel(node, here)
            else:
                for child in node.children:
                    self.walk(child, here)
        elif node.tag in _SHAPES:
            self.shape(node, above)
        elif node.tag == "svg":
            self.fault(node, "A drawing inside the drawing is not shown. Ungroup it.")

    def layer(self, node: Node) -> None:
        """Draw one of the outermost groups."""
        name = node.attributes.get("data-layer", "")
        if name not in self.layers and name != GROUND:
            self.unknown_layer(node, name)
            name = GROUND
        self.used.setdefault(name)
        self.walk(node, _Inherited(layer=name))
        self.canvas.flush()

    def unknown_layer(self, node: Node, name: str) -> None:
        """Say what an outermost group must bear; a layer that is new in Inkscape bears nothing."""
        known = (*self.layers, GROUND, NOTES)
        wanted = ", ".join(known)
        if name:
            self.fault(node, f"data-layer=“{name}” must be one of {wanted}.{hint(name, known)}")
        else:
            self.fault(
                node,
                "This layer does not say what it holds. In Inkscape’s XML Editor give it the attribute "
                f"data-layer, one of {wanted}.",
            )

    def unnamed(self, node: Node) -> None:
        """Say of a vessel that it bears an id as drawing programs give, which names nothing."""
        name = node.attributes.get("id", "")
        if any(letter.isdigit() for letter in name):
            self.fault(
                node,
                f"This vessel has the id “{name}”, which names no structure. In Inkscape’s Object "
                "Properties write the structure’s id there, and press Set.",
            )

    def shape(self, node: Node, above: _Inherited) -> None:
        """Draw a plain shape; one of class "vessel" is a vessel whose body is its stroke."""
        here = self.inherited(node, above)
        own = here.address is not above.address
        path = self.path(node, here)
        if path is None:
            return
        look = self.look(node, here)
        classes = node.attributes.get("class", "").split()
        if "vessel" in classes and look.stroke and not look.fill:
            if here.address is None and self.structures:
                self.unnamed(node)
            self.canvas.vessel(self.stroked_vessel(node, here, look, path))
            return
        order = len(self.canvas.elements)
        if "hit" not in classes and "centre" not in classes:
            if not look.fill and not look.stroke:
                self.fault(node, _COLOURLESS.format(node.tag))
            order = self.canvas.shape(here.layer, self.canvas.path(path), look)
        else:
            self.canvas.flush()
            order = len(self.canvas.elements)
        if here.address is not None:
            self.piece(node, here, look, path, order, own)

    def piece(self, node: Node, here: _Inherited, look: Stroke, path: Path, order: int, own: bool) -> None:
        """Keep what a plain shape gives to its region: the lines of a net, an area, or a stroke."""
        assert here.address is not None
        classes = node.attributes.get("class", "").split()
        shape = Shape.NET if "net" in classes and look.stroke else Shape.AREA
        piece = Piece(
            here.address, shape, here.layer, order, node.line, own, look.fill or look.stroke, here.when
        )
        memory = self.canvas.memory
        if shape is Shape.NET or (not look.fill and "hit" not in classes):
            piece.lines = list(memory.once(lines_along, path, look.width / 2))
        else:
            piece.areas = list(memory.once(areas_in, path, look.odd_even))
        self.canvas.pieces.append(piece)

    def stroked_vessel(self, node: Node, here: _Inherited, look: Stroke, path: Path) -> Vessel:
        """Make a vessel of a stroked path."""
        vessel = Vessel(look.stroke, here.layer, here.casing, here.shadow, node.line)
        vessel.bodies.append((self.canvas.path(path), look))
        own = bool(node.attributes.get("id"))
        edge = node.attributes.get("data-edge", "")
        vessel.centres.append(Centre(path, here.address, own, node.line, look.width / 2, edge, here.when))
        return vessel

    def vessel(self, node: Node, here: _Inherited) -> None:
        """Read a group of class "vessel": bodies, shades, lights and centre lines."""
        vessel = Vessel(node.attributes.get("data-role", ""), here.layer, here.casing, here.shadow, node.line)
        self.parts(node, here, vessel)
        if not vessel.role:
            fills = [look.fill or look.stroke for _path, look in vessel.bodies]
            vessel.role = fills[0] if fills else ""
        if not vessel.bodies:
            self.fault(node, "This vessel has no body. Add a path of class “body f-ROLE vessel”.")
            return
        if here.address is not None and not vessel.centres:
            self.fault(node, "This vessel has no centre line. Add a path of class “centre” along its middle.")
        self.canvas.vessel(vessel)

    def parts(self, node: Node, here: _Inherited, vessel: Vessel) -> None:
        """Sort the shapes of a vessel by their class."""
        for child in node.children:
            if child.tag == "g":
                self.parts(child, self.inherited(child, here), vessel)
            if child.tag not in _SHAPES or _styled(child).get("display") == "none":
                continue
            inside = self.inherited(child, here)
            path = self.path(child, inside)
            if path is None:
                continue
            classes = child.attributes.get("class", "").split()
            if "centre" in classes:
                own = inside.address is not here.address
                edge = child.attributes.get("data-edge", "")
                vessel.centres.append(
                    Centre(path, inside.address, own, child.line, edge=edge, when=inside.when)
                )
                continue
            look = self.look(child, inside)
            if not look.fill and not look.stroke:
                self.fault(child, _COLOURLESS.format(child.tag))
                continue
            pass_ = (
                vessel.bodies if "body" in classes else vessel.shades if "shade" in classes else vessel.lights
            )
            pass_.append((self.canvas.path(path), look))


def _styled(node: Node) -> dict[str, str]:
    """Read the ``style`` attribute, as drawing programs write it."""
    if "style" not in node.attributes:
        return {}
    parts = (part.partition(":") for part in node.attributes.get("style", "").split(";"))
    return {name.strip(): value.strip() for name, _, value in parts if value}


def _restyle(node: Node) -> None:
    """Let what ``style`` says of width, cap, rule and opacity win, as it does in SVG."""
    for name, value in _styled(node).items():
        if name in _STYLING:
            node.attributes[name] = value


def _view(root: Node, file: str, faults: FaultList) -> Rect:
    text = root.attributes.get("viewBox", "")
    try:
        x, y, width, height = (float(word) for word in text.replace(",", " ").split())
        if 0 < width < 1e6 and 0 < height < 1e6 and abs(x) < 1e6 and abs(y) < 1e6:
            return Rect(x, y, width, height)
    except ValueError:
        pass
    faults.add(file, root.line, "The <svg> needs viewBox=“x y width height”, the last two above 0.")
    return Rect(0.0, 0.0, 1.0, 1.0)


def _role_classes(root: Node) -> frozenset[str]:
    """Give the role classes that the file's own style sheet knows."""
    text = "".join(child.text for child in root.children if child.tag == "style")
    for mark in "{},;:>+~()":
        text = text.replace(mark, " ")
    words = {part for word in text.split() if word.startswith(".") for part in word.split(".") if part}
    return frozenset(word for word in words if word[:2] in ("f-", "s-"))


def read_drawing(
    text: str, file: str, faults: FaultList, structures: Structures, layers: Mapping[str, object],
    memory: Memory | None = None,
) -> Drawing | None:  # fmt: skip
    """Read an SVG; ``structures`` and ``layers`` are those of the atlas, by id.

    ``memory`` may know the shapes of an earlier reading. None where it is no SVG at all; every other fault
    is told and the rest is read.
    """
    root = read_tree(text, file, faults)
    if root is None:
        return None
    memory = memory or Memory()
    memory.begin()
    drawer = _Drawer(file, faults, structures, layers, memory)
    drawer.roles = _role_classes(root)
    for child in root.children:
        if child.tag == "g":
            drawer.layer(child)
        elif child.tag in _SHAPES:
            drawer.fault(child, "This shape lies in no layer. Move it into one of the layers.")
    return Drawing(_view(root, file, faults), drawer.canvas, tuple(drawer.used), drawer.roles)

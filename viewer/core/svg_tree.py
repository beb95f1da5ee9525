"""A drawing's SVG as a tree of plain nodes: safe to read, bounded, every node with its line.

Nothing is fetched and nothing is expanded: document types, entities, scripts and references
to anything outside the file are faults, each by its name and line.
"""

from dataclasses import dataclass, field

from viewer.core.faults import FaultList

SVG = "http://www.w3.org/2000/svg"
NOTES = "notes"
"""The ``data-layer`` of what only the illustrator needs: text, a picture to trace. It is passed over."""
DEPTH = 64
MOST_ELEMENTS = 120_000
LONGEST_PATH = 2_000_000
MOST_PATH_DATA = 20_000_000

_REFUSED = {
    "script": "A script is not run. Take it out.",
    "foreignObject": "Foreign content is not drawn. Take it out.",
    "image": "Pictures inside a drawing are not shown. Trace it to paths, or take it out.",
    "use": "Clones are not drawn. In Inkscape: Edit, Clone, Unlink Clone.",
    "text": "Text inside a drawing is not shown. Turn it to paths, or make it a label of the plate.",
    "animate": "Animation is not played. Take it out.",
    "set": "Animation is not played. Take it out.",
    "animateTransform": "Animation is not played. Take it out.",
    "a": "Links inside a drawing are not followed. Ungroup it.",
}
_HARMLESS = frozenset(["id", "class", "d", "transform", "stroke-width", "fill-opacity"])
"""Attributes of nearly all shapes, which cannot lead out of the file but by a reference in their value."""


@dataclass(slots=True)
class Node:
    """An SVG element: its tag, its attributes (those of SVG, and ``data-…``), the line it begins on."""

    tag: str
    attributes: dict[str, str]
    line: int
    children: list["Node"] = field(default_factory=list)
    text: str = ""


class _Stop(Exception):
    """Reading cannot go on; the fault is told already."""


class _Reader:
    def __init__(self, file: str, faults: FaultList) -> None:
        from xml.parsers import expat

        self.file = file
        self.faults = faults
        self.root: Node | None = None
        self._open: list[Node] = []
        self._foreign = 0
        self._count = 0
        self._path_data = 0
        self.parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._doctype
        parser.ProcessingInstructionHandler = self._instruction

    def _fault(self, message: str) -> None:
        self.faults.add(self.file, self.parser.CurrentLineNumber, message)

    def _doctype(self, name: str, *_rest: object) -> None:
        self._fault(
            f"The document type “{name}” is refused: entities are not read. Take the <!DOCTYPE …> out."
        )
        raise _Stop

    def _instruction(self, target: str, _data: str) -> None:
        self._fault(f"The instruction <?{target} …?> is not followed. Take it out.")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MOST_ELEMENTS or len(self._open) + self._foreign > DEPTH:
            self._fault(
                f"The drawing is too big: at most {MOST_ELEMENTS:,} elements, {DEPTH} deep, are read."
            )
            raise _Stop
        namespace, _, tag = name.rpartition(" ")
        notes = tag == "g" and attributes.get("data-layer") == NOTES
        if self._foreign or notes or namespace not in (SVG, ""):
            self._foreign += 1
            return
        if tag in _REFUSED:
            self._fault(f"<{tag}>: {_REFUSED[tag]}")
        node = Node(tag, self._kept(attributes), self.parser.CurrentLineNumber)
        if self._open:
            self._open[-1].children.append(node)
        elif self.root is None:
            self.root = node
        self._open.append(node)

    def _kept(self, attributes: dict[str, str]) -> dict[str, str]:
        kept = {}
        for name, value in attributes.items():
            if name in _HARMLESS and "url(" not in value:
                kept[name] = value
                continue
            local = name.rpartition(" ")[2]
            if local == "href" and not value.startswith("#"):
                self._fault(
                    f"The reference to “{value[:60]}” leads out of the file and is not followed. Take it out."
                )
            elif local.startswith("on"):
                self._fault(f"The script in “{local}” is not run. Take it out.")
            elif "url(" in value and not value.partition("url(")[2].lstrip("\"' ").startswith("#"):
                self._fault(
                    f"“{local}” refers to something outside the file, which is not fetched. Take it out."
                )
            elif " " not in name:
                kept[name] = value
        self._measure(kept.get("d", ""))
        return kept

    def _measure(self, data: str) -> None:
        self._path_data += len(data)
        if len(data) > LONGEST_PATH or self._path_data > MOST_PATH_DATA:
            self._fault(
                f"This path is too long: at most {LONGEST_PATH:,} characters are read. Simplify or part it."
            )
            raise _Stop

    def _end(self, _name: str) -> None:
        if self._foreign:
            self._foreign -= 1
        else:
            self._open.pop()

    def _characters(self, text: str) -> None:
        if self._open and self._open[-1].tag == "style":
            self._open[-1].text += text


def read_tree(text: str, file: str, faults: FaultList) -> Node | None:
    """Give the root of an SVG, or None where it cannot be read; what is refused is told to ``faults``."""
    from xml.parsers import expat

    reader = _Reader(file, faults)
    try:
        reader.parser.Parse(text, True)
    except _Stop:
        return None
    except expat.ExpatError as error:
        faults.add(
            file, error.lineno, f"This is not XML: {expat.ErrorString(error.code)}. Save it again as SVG."
        )
        return None
    finally:
        # The two hold each other: the tree would stay until somebody looked for rubbish.
        del reader.parser
    if reader.root is None or reader.root.tag != "svg":
        faults.add(file, 1, "This is not an SVG: its outermost element is not <svg>. Save it as SVG.")
        return None
    return reader.root

"""A plate's two files, the drawing and the words beside it -> :class:`Plate`."""

from collections.abc import Mapping

from viewer.core.canvas import Canvas
from viewer.core.drawing import Structures, read_drawing
from viewer.core.faults import FaultList
from viewer.core.files import AtlasFiles
from viewer.core.memory import Memory
from viewer.core.plate import Band, Bracket, Compass, LabelWish, Plate, Region, RulerColumn
from viewer.core.regions import find_links, make_regions
from viewer.core.stretches import levels_in
from viewer.core.tables import Document, Fields, Table, parse_toml

_KNOWN_TABLES = frozenset({"ruler", "bracket", "label"})


def read_plate(
    plate: str, files: AtlasFiles, structures: Structures, layers: Mapping[str, object],
    level_kinds: Mapping[str, object], levels: tuple[str, ...], memory: Memory | None = None,
) -> Plate | None:  # fmt: skip
    """Read ``plates/<plate>.svg`` and ``.toml``; None where one of them cannot be read at all."""
    svg, words = f"plates/{plate}.svg", f"plates/{plate}.toml"
    text, notes = files.text(svg), files.text(words)
    document = parse_toml(notes, words, files.faults) if notes is not None else None
    drawing = None
    if text is not None:
        drawing = read_drawing(text, svg, files.faults, structures, layers, memory)
    if drawing is None or document is None:
        return None
    for name in document.tables.keys() - _KNOWN_TABLES:
        line = document.tables[name][0].line
        files.faults.add(
            words, line, f"The table [[{name}]] is not known here; ruler, bracket and label are."
        )
    fields = Fields(document.root, words, files.faults)
    if fields.text("id") not in (plate, ""):
        fields.fault("id", f"The id must be the name of the file, “{plate}”.")
    for piece in drawing.canvas.pieces:
        if piece.address.level and levels and piece.address.level not in levels:
            files.faults.add(
                svg,
                piece.line,
                f"“{piece.address}”: the atlas has no level “{piece.address.level}”. Mend the id.",
            )
    regions = make_regions(drawing.canvas.pieces)
    result = Plate(
        plate, fields.text("title"), fields.text("description"), fields.text("caption", ""), drawing.view,
        fields.text("cranial", ""), fields.text("caudal", ""), fields.text("left", ""),
        fields.text("right", ""),
        drawing.layers, tuple(_rulers(document, words, files.faults, level_kinds)), _breaks(fields),
        tuple(_brackets(document, words, files.faults)), tuple(_wishes(document, words, files.faults)),
        tuple(drawing.canvas.paths), tuple(drawing.canvas.elements), tuple(regions),
        tuple(find_links(regions)), tuple(drawing.canvas.ties),
        fields.text("group", ""), fields.choice("cut", levels, ""), _covers(fields, levels),
        _compass(fields), fields.flag("turnable"),
        tuple(dict.fromkeys((region.address, region.when) for region in regions)),
        _whens(drawing.canvas, regions), viewpoint=fields.text("viewpoint", ""),
    )  # fmt: skip
    fields.done()
    return result


def _whens(canvas: Canvas, regions: list[Region]) -> tuple[str, ...]:
    """Give every ``when`` of a drawing once."""
    whens = [one.when for one in canvas.elements]
    whens += [one.when for one in regions]
    whens += [one.when for one in canvas.ties]
    return tuple(when for when in dict.fromkeys(whens) if when)


def _covers(fields: Fields, levels: tuple[str, ...]) -> tuple[str, ...]:
    """Read for which levels a plate stands."""
    text = fields.text("covers", "")
    try:
        return levels_in(text, levels) if text else ()
    except ValueError as error:
        fields.fault("covers", f"“{error}” is no level. Write e.g. “C”, “T2-T10” or “L1;L2”.")
        return ()


def _compass(fields: Fields) -> Compass:
    """Read what lies up, right, down and left, in words."""
    words = fields.texts("compass")
    if words and len(words) != 4:
        fields.fault("compass", "“compass” must hold four words: what lies up, right, down and left.")
        return Compass()
    return Compass(*words)


def _breaks(fields: Fields) -> tuple[float, ...]:
    values = fields.items("breaks")
    if not all(_is_number(value) for value in values):
        fields.fault("breaks", "“breaks” must be a list of plate heights, e.g. [1824.0].")
        return ()
    return tuple(float(value) for value in values)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e7


def _fields(document: Document, name: str, file: str, faults: FaultList) -> list[Fields]:
    tables: list[Table] = document.tables.get(name, [])
    return [Fields(table, file, faults) for table in tables]


def _rulers(
    document: Document, file: str, faults: FaultList, level_kinds: Mapping[str, object]
) -> list[RulerColumn]:
    result = []
    for fields in _fields(document, "ruler", file, faults):
        bands = []
        for item in fields.items("bands"):
            good = isinstance(item, list) and len(item) == 3 and isinstance(item[0], str)
            if not good or not all(_is_number(value) for value in item[1:]) or item[1] > item[2]:
                fields.fault("bands", 'Each band must be ["name", top, bottom], top above bottom.')
                continue
            bands.append(Band(item[0], float(item[1]), float(item[2])))
        kind = fields.choice("level_kind", level_kinds)
        result.append(RulerColumn(fields.text("heading"), fields.text("name"), kind, tuple(bands)))
        fields.done()
    return result


def _brackets(document: Document, file: str, faults: FaultList) -> list[Bracket]:
    result = []
    for fields in _fields(document, "bracket", file, faults):
        result.append(Bracket(fields.text("name"), fields.number("top"), fields.number("bottom")))
        fields.done()
    return result


def _wishes(document: Document, file: str, faults: FaultList) -> list[LabelWish]:
    result = []
    for fields in _fields(document, "label", file, faults):
        address = fields.address("address")
        near = fields.number("near_y") if "near_y" in fields.table.values else None
        if near is None:
            fields.number("near_y", 0.0)
        gutter = fields.choice("gutter", ("left", "right"), "")
        priority = int(fields.number("priority", 1.0))
        shown_from, text = fields.number("shown_from", 0.0), fields.text("text", "")
        fields.done()
        if address is not None:
            result.append(LabelWish(address, gutter, priority, near, shown_from, text))
    return result

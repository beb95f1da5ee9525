"""An :class:`Atlas` as one value of plain tuples, texts and bytes, and back.

Points are kept as single-precision bytes and long lists as packed lists of their own, so that
unpacking touches only what is looked at.
"""

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from marshal import dumps, loads
from typing import Any, TypeVar

from viewer.core.address import Address
from viewer.core.atlas import Atlas
from viewer.core.condition import Condition
from viewer.core.drainage import Edge, Stage
from viewer.core.lazy import Lazy
from viewer.core.plate import (
    Band,
    Bracket,
    Compass,
    Element,
    LabelWish,
    Line,
    Path,
    Plate,
    Points,
    Rect,
    Region,
    RulerColumn,
    Shape,
    Tie,
)
from viewer.core.section import Block, Run, Section, Source, Status, Style, Term
from viewer.core.structure import Kind, Layer, LevelKind, Structure, StructureId
from viewer.core.variant import Variant, VariantGroup

T = TypeVar("T")
Raw = Any
"""What marshal gives back: tuples, lists, texts, numbers and bytes."""
_MARSHAL = 4
_STYLES = {style.value: style for style in Style}
_STATUSES = {status.value: status for status in Status}
_SHAPES = {shape.value: shape for shape in Shape}


def _make(kind: Callable[..., T], *fields: Raw) -> T:
    return kind(*fields)


def _packed(items: Iterable[T], pack: Callable[[T], Any]) -> tuple[int, bytes]:
    raw = [pack(item) for item in items]
    return len(raw), dumps(raw, _MARSHAL)


def _lazy(packed: tuple[int, bytes], make: Callable[[Any], T]) -> Lazy[T]:
    count, data = packed
    return Lazy(count, lambda: loads(data), make)


def _floats(values: Points) -> bytes:
    return array("f", values).tobytes()


def _points(data: bytes) -> Points:
    values = array("f")
    values.frombytes(data)
    return tuple(values)


def _word(address: Address) -> tuple[str, str, str]:
    return str(address.structure), address.side, address.level


def _address(raw: tuple[str, str, str]) -> Address:
    return Address(StructureId(raw[0]), raw[1], raw[2])


# Plates


def _pack_path(path: Path) -> Raw:
    return path.verbs, _floats(path.points)


def _path(raw: Raw) -> Path:
    return Path(raw[0], _points(raw[1]))


def _pack_element(element: Element) -> Raw:
    return (element.layer, element.path, tuple(element.bounds), *element[3:])


def _element(raw: Raw) -> Element:
    return Element(raw[0], raw[1], Rect(*raw[2]), *raw[3:])


def _pack_region(region: Region) -> Raw:
    lines = [(_floats(line.points), _floats(line.radii)) for line in region.lines]
    return (
        _word(region.address), region.shape.value, region.layer, region.order, tuple(region.bounds),
        lines, [_floats(area) for area in region.areas], region.role, region.when,
    )  # fmt: skip


def _line(raw: tuple[bytes, bytes]) -> Line:
    return Line(_points(raw[0]), _points(raw[1]))


def _shared(items: list[Any], make: Callable[[Any], T]) -> Sequence[T]:
    return Lazy(len(items), lambda: items, make) if items else ()


def _region(raw: Raw) -> Region:
    address, shape, layer, order, bounds, lines, areas, role, when = raw
    return Region(
        _address(address), _SHAPES[shape], layer, order, Rect(*bounds),
        _shared(lines, _line), _shared(areas, _points), role, when,
    )  # fmt: skip


def _pack_place(place: tuple[Address, str]) -> Raw:
    return _word(place[0]), place[1]


def _place(raw: Raw) -> tuple[Address, str]:
    return _address(raw[0]), raw[1]


def _pack_tie(tie: Tie) -> Raw:
    return tie.edge, tie.levels, tie.when, _floats(tie.line.points), _floats(tie.line.radii)


def _tie(raw: Raw) -> Tie:
    return Tie(raw[0], _line(raw[3:]), raw[1], raw[2])


def _pack_plate(plate: Plate) -> Raw:
    words = (
        plate.id, plate.title, plate.description, plate.caption, tuple(plate.view), plate.cranial,
        plate.caudal, plate.left, plate.right, plate.layers,
    )  # fmt: skip
    rulers = [
        (ruler.heading, ruler.name, ruler.level_kind, [tuple(band) for band in ruler.bands])
        for ruler in plate.rulers
    ]
    wishes = [(_word(wish.address), *wish[1:]) for wish in plate.wishes]
    return (
        words, rulers, plate.breaks, [tuple(bracket) for bracket in plate.brackets], wishes,
        _packed(plate.paths, _pack_path), _packed(plate.elements, _pack_element),
        _packed(plate.regions, _pack_region), _packed(plate.links, tuple), _packed(plate.ties, _pack_tie),
        (plate.group, plate.cut, plate.covers, tuple(plate.compass), plate.turnable, plate.viewpoint),
        _packed(plate.placed, _pack_place), plate.whens,
    )  # fmt: skip


def _plate(raw: Raw) -> Plate:
    words, rulers, breaks, brackets, wishes, paths, elements, regions, links, ties, shown, placed, whens = raw
    return _make(Plate,
        *words[:4], Rect(*words[4]), *words[5:],
        tuple(_make(RulerColumn, *ruler[:3], tuple(Band(*band) for band in ruler[3])) for ruler in rulers),
        breaks, tuple(Bracket(*bracket) for bracket in brackets),
        tuple(LabelWish(_address(wish[0]), *wish[1:]) for wish in wishes),
        _lazy(paths, _path), _lazy(elements, _element), _lazy(regions, _region), _lazy(links, _same),
        _lazy(ties, _tie), *shown[:3], Compass(*shown[3]), shown[4],
        _lazy(placed, _place), whens, "", (), shown[5],
    )  # fmt: skip


def _same(raw: Raw) -> Raw:
    return raw


# Text


def _pack_run(run: Run) -> Raw:
    return run.text, run.style.value, run.target, run.status.value


def _run(raw: Raw) -> Run:
    return Run(raw[0], _STYLES[raw[1]], raw[2], _STATUSES[raw[3]])


def _pack_block(block: Block) -> Raw:
    return (
        block.kind,
        [_pack_run(run) for run in block.runs],
        [[_pack_run(run) for run in c] for c in block.cells],
    )


def _block(raw: Raw) -> Block:
    return Block(raw[0], tuple(map(_run, raw[1])), tuple(tuple(map(_run, cell)) for cell in raw[2]))


def _pack_section(section: Section) -> Raw:
    return (
        section.id, section.title, section.order, section.part, [_word(one) for one in section.about],
        _packed(section.blocks, _pack_block), [_word(one) for one in section.mentions], section.sources,
        section.file, section.levels,
    )  # fmt: skip


def _section(raw: Raw) -> Section:
    return _make(
        Section,
        *raw[:4],
        tuple(map(_address, raw[4])),
        _lazy(raw[5], _block),
        tuple(map(_address, raw[6])),
        *raw[7:],
    )


# The rest


def _pack_edge(edge: Edge) -> Raw:
    return (edge.id, _word(edge.start), _word(edge.end), *edge[3:])


def _edge(raw: Raw) -> Edge:
    return Edge(raw[0], _address(raw[1]), _address(raw[2]), *raw[3:])


def _pack_condition(condition: Condition) -> Raw:
    start, goal = (_word(end) if end is not None else None for end in (condition.start, condition.goal))
    involves = [_word(one) for one in condition.involves]
    return (
        condition.id,
        condition.name,
        involves,
        *condition[3:7],
        start,
        condition.at,
        goal,
        *condition[10:],
    )


def _condition(raw: Raw) -> Condition:
    start, goal = (_address(end) if end is not None else None for end in (raw[7], raw[9]))
    involves = tuple(map(_address, raw[2]))
    return _make(Condition, raw[0], raw[1], involves, *raw[3:7], start, raw[8], goal, *raw[10:])


def _pack_variant(variant: Variant) -> Raw:
    return (*variant[:4], [_word(one) for one in variant.hides], *variant[5:])


def _variant(raw: Raw) -> Variant:
    return _make(Variant, *raw[:4], tuple(map(_address, raw[4])), *raw[5:])


def pack(atlas: Atlas) -> bytes:
    """Give the atlas as bytes that :func:`unpack` reads."""
    head = (
        atlas.id, atlas.title, atlas.version, atlas.licence, atlas.disclaimer, atlas.disclaimer_short,
        atlas.credits, atlas.language, atlas.languages, atlas.levels, str(atlas.heart),
    )  # fmt: skip
    flat: list[Mapping[Any, Any]] = [
        atlas.kinds,
        atlas.layers,
        atlas.level_kinds,
        atlas.structures,
        atlas.terms,
        atlas.sources,
    ]
    lists = [[tuple(thing) for thing in things.values()] for things in flat]
    return dumps(
        (
            head, lists,
            [_pack_plate(plate) for plate in atlas.plates.values()],
            [_pack_section(section) for section in atlas.sections.values()],
            [_pack_edge(edge) for edge in atlas.edges],
            [_pack_condition(condition) for condition in atlas.conditions.values()],
            [tuple(stage) for stage in atlas.stages],
            [tuple(group) for group in atlas.variant_groups.values()],
            [_pack_variant(variant) for variant in atlas.variants.values()],
            atlas.alike,
        ),
        _MARSHAL,
    )  # fmt: skip


def _by_id(things: Iterable[T]) -> dict[Any, T]:
    return {getattr(thing, "id", None) or thing.key: thing for thing in things}  # type: ignore[attr-defined]


def unpack(data: bytes) -> Atlas:
    """Give the atlas that :func:`pack` made bytes of; the bytes must be known to be whole."""
    head, lists, plates, sections, edges, conditions, stages, groups, variants, alike = loads(data)
    makers: tuple[Callable[..., Any], ...] = (Kind, Layer, LevelKind, Structure, Term, Source)
    made = [_by_id(make(*raw) for raw in raws) for make, raws in zip(makers, lists, strict=True)]
    kinds, layers, level_kinds, structures, terms, sources = made
    return _make(Atlas,
        *head[:10], StructureId(head[10]), kinds, layers, level_kinds, structures,
        _by_id(map(_plate, plates)), _by_id(map(_section, sections)), terms, sources,
        tuple(map(_edge, edges)), _by_id(map(_condition, conditions)),
        tuple(Stage(*stage) for stage in stages), _by_id(VariantGroup(*group) for group in groups),
        _by_id(map(_variant, variants)), alike,
    )  # fmt: skip
